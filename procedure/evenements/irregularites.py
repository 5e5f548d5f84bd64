"""The irregular operations (art. 112-114, 175-178 CPC): what has happened."""

from datetime import date
from typing import Literal

from procedure.commandes.socle import Terme
from procedure.modele import ActeId, Modele, PersonneId, Texte


class IrregulariteSignalee(Modele):
    """Somebody says that an operation is irregular (art. 175)."""

    type: Literal["irregularite_signalee"] = "irregularite_signalee"
    irregularite: int
    operation: ActeId
    vice: Texte
    grief: Texte | None
    connue_le: date
    apres_defense_au_fond: bool
    au_nom_de: PersonneId | None = None


class IrregulariteRegularisee(Modele):
    """The operation was put right (art. 177, 178)."""

    type: Literal["irregularite_regularisee"] = "irregularite_regularisee"
    irregularite: int
    mode: Literal["recommencee", "confirmee", "preuve"]
    constat: Texte
    nouvelle: ActeId | None = None


class OperationsAnnulees(Modele):
    """A court has annulled operations, or the report (art. 176)."""

    type: Literal["operations_annulees"] = "operations_annulees"
    etendue: Literal["partielle", "totale"]
    operations: tuple[ActeId, ...]
    irregularite: int | None
    motif: Texte
    a_refaire: bool
    reprise: bool
    """Whether the report falls and the expert must take his operations up again."""
    terme_rapport: Terme | None = None


FaitDIrregularite = (
    IrregulariteSignalee
    | IrregulariteRegularisee
    | OperationsAnnulees
)
