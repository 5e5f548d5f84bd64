"""The act that could not be sent on the last day (art. 748-7 CPC): what may be asked."""

from datetime import date
from typing import Literal

from procedure.commandes.socle import Commande
from procedure.modele import EcheanceId
from procedure.preuves import PieceJointe


class InvoquerEmpechement(Commande):
    """Invoke the cause foreign to its author that kept an act from being sent on the last day."""

    article = "CPC 748-7"
    type: Literal["invoquer_empechement"] = "invoquer_empechement"
    echeance: EcheanceId
    """One's own, or that of the party for whom the avocat acts."""
    panne_le: date
    """The day of the failure."""
    certificat: PieceJointe | None = None
    """What attests the failure; or `preuve` names it."""


CommandeDEmpechement = InvoquerEmpechement
