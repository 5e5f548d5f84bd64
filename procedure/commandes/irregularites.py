"""The irregular operations (art. 112-114, 175-178 CPC): what may be asked."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from procedure.commandes.socle import Commande, Terme
from procedure.modele import ActeId, PersonneId, Texte
from procedure.preuves import PieceJointe


class SignalerIrregularite(Commande):
    """Report that an operation is irregular: which one, in what, with which grief."""

    article = "CPC 175"
    type: Literal["signaler_irregularite"] = "signaler_irregularite"
    au_nom_de: PersonneId | None = None
    """The party that raises it; absent when the expert or the greffe does."""
    operation: ActeId
    vice: Texte
    grief: Texte | None = None
    connue_le: date
    """Since when whoever raises it knows of it."""
    apres_defense_au_fond: bool = False
    """Whether a defence on the merits came between (art. 112)."""
    document: PieceJointe | None = None


class Regulariser(Commande):
    """Put an irregular operation right: done again, confirmed, or shown by proof to have been done."""

    article = "CPC 177, 178"
    type: Literal["regulariser"] = "regulariser"
    irregularite: int = Field(ge=1)
    mode: Literal["recommencee", "confirmee", "preuve"]
    constat: Texte
    nouvelle: ActeId | None = None
    """The act by which the operation was done again."""
    document: PieceJointe | None = None
    """The proof that what is not mentioned was done (art. 178), or the judge's decision after the report."""


class AnnulerOperations(Commande):
    """Record the decision that annuls some operations, or the report itself; whether they are to be done again."""

    article = "CPC 176"
    type: Literal["annuler_operations"] = "annuler_operations"
    etendue: Literal["partielle", "totale"]
    operations: Annotated[tuple[ActeId, ...], Field(max_length=200)] = ()
    """The acts that are annulled, where only some are."""
    irregularite: int | None = Field(default=None, ge=1)
    motif: Texte
    a_refaire: bool = False
    terme_rapport: Terme | None = None
    """The new date of the report, where a report that was filed falls and is to be done again."""
    ordonnance: PieceJointe | None = None


CommandeDIrregularite = (
    SignalerIrregularite
    | Regulariser
    | AnnulerOperations
)
