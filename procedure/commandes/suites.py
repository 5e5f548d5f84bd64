"""What the judge asks after the report: explanations, a complement (art. 245, 283 CPC): what may be asked."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from procedure.commandes.socle import Commande, Terme, Versement
from procedure.modele import Texte
from procedure.preuves import PieceJointe


class EntendreExpert(Commande):
    """Call the expert to a hearing, parties present or called, to explain his opinion."""

    article = "CPC 245, 283"
    type: Literal["entendre_expert"] = "entendre_expert"
    audience_le: date
    questions: Texte
    ordonnance: PieceJointe | None = None


class OrdonnerComplement(Commande):
    """Order the expert to complete or clarify his report: new questions, a new date, a further provision if need be."""

    article = "CPC 245, 283"
    type: Literal["ordonner_complement"] = "ordonner_complement"
    questions: Annotated[tuple[Texte, ...], Field(min_length=1, max_length=100)]
    terme_rapport: Terme
    provision: Annotated[tuple[Versement, ...], Field(max_length=100)] = ()
    juge_du_fond: bool = False
    """Whether the court seised of the merits decided: after a measure of art. 145, nobody else can."""
    extension: bool = False
    """Whether the questions go beyond the mission as it was (art. 245 al. 3)."""
    expert_entendu: bool = False
    """Whether the expert's own observations on the extension were received first."""
    ordonnance: PieceJointe | None = None


class AviserComplement(Commande):
    """Tell the expert that the provision of the complement is consigned: he starts again."""

    article = "CPC 267 al. 2, 283"
    type: Literal["aviser_complement"] = "aviser_complement"


CommandeDesSuites = (
    EntendreExpert
    | OrdonnerComplement
    | AviserComplement
)
