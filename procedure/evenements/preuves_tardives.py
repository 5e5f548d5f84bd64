"""A proof that was wrong, a notification that was null (art. 640, 669, 725 CPC): what has happened."""

from datetime import date
from typing import Literal

from procedure.modele import ActeId, Modele, PersonneId, Texte


class ReceptionRectifiee(Modele):
    """The day on which one person received one act is corrected; the first record stays in the journal."""

    type: Literal["reception_rectifiee"] = "reception_rectifiee"
    acte: ActeId
    nature: str
    destinataire: PersonneId
    ancienne: date


class NotificationAnnulee(Modele):
    """The notification lacked what art. 725 requires: it started nothing for these persons."""

    type: Literal["notification_annulee"] = "notification_annulee"
    a: tuple[PersonneId, ...]
    motif: Texte


FaitDePreuveTardive = (
    ReceptionRectifiee
    | NotificationAnnulee
)
