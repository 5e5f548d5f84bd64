"""A proof that was wrong, a notification that was null (art. 640, 669, 725 CPC): what may be asked."""

from typing import Annotated, Literal

from pydantic import Field

from procedure.commandes.socle import Commande
from procedure.modele import ActeId, PersonneId, Texte


class RectifierReception(Commande):
    """Correct the day on which one person received one act; `survenu_le` is the real day, `preuve` its proof."""

    article = "CPC 640, 669"
    type: Literal["rectifier_reception"] = "rectifier_reception"
    acte: ActeId
    destinataire: PersonneId


class AnnulerNotification(Commande):
    """Find the notification of the taxe order null, for lack of the tenor of art. 724, 714 al. 2 and 715."""

    article = "CPC 725"
    type: Literal["annuler_notification"] = "annuler_notification"
    a: Annotated[tuple[PersonneId, ...], Field(min_length=1, max_length=400)]
    """The parties who got the notification without its mentions."""
    motif: Texte


CommandeDePreuveTardive = (
    RectifierReception
    | AnnulerNotification
)
