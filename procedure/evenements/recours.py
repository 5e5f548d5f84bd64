"""The recourse against the pay, before the premier président (art. 714-718, 724 CPC): what has happened."""

from datetime import date
from typing import Literal

from procedure.modele import Centimes, Court, Instant, Modele, PersonneId, Texte


class RecoursForme(Modele):
    """Somebody brought the pay before the premier président (art. 724)."""

    type: Literal["recours_forme"] = "recours_forme"
    au_nom_de: PersonneId
    motifs: Texte
    copies_a: tuple[PersonneId, ...]
    copies_le: date | None
    incident: bool


class RecoursConvoque(Modele):
    """Everybody is called to the hearing (art. 716)."""

    type: Literal["recours_convoque"] = "recours_convoque"
    audience: Instant
    lieu: Court | None = None


class RecoursStatue(Modele):
    """The premier président decided (art. 724)."""

    type: Literal["recours_statue"] = "recours_statue"
    montant: Centimes
    irrecevable: bool
    complement: Centimes
    trop_percu: Centimes


FaitDeRecours = (
    RecoursForme
    | RecoursConvoque
    | RecoursStatue
)
