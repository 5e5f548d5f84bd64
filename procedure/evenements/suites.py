"""What the judge asks after the report (art. 245, 283 CPC): what has happened."""

from datetime import date
from typing import Literal

from procedure.commandes.socle import Terme, Versement
from procedure.modele import Modele, Texte


class ExpertAppele(Modele):
    """The expert is called to explain his opinion at a hearing (art. 245, 283)."""

    type: Literal["expert_appele"] = "expert_appele"
    audience_le: date
    questions: Texte


class ComplementOrdonne(Modele):
    """The expert must complete his report: he has power over the questions asked, and no other (art. 245, 283)."""

    type: Literal["complement_ordonne"] = "complement_ordonne"
    questions: tuple[Texte, ...]
    terme_rapport: Terme
    provision: tuple[Versement, ...] = ()
    juge_du_fond: bool = False


class ComplementAvise(Modele):
    """The expert knows that the provision of the complement is consigned (art. 267 al. 2)."""

    type: Literal["complement_avise"] = "complement_avise"


FaitDesSuites = (
    ExpertAppele
    | ComplementOrdonne
    | ComplementAvise
)
