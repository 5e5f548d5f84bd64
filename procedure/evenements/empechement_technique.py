"""The act that could not be sent on the last day (art. 748-7 CPC): what has happened."""

from datetime import date
from typing import Literal

from procedure.modele import EcheanceId, Modele


class EmpechementInvoque(Modele):
    """A failure on the last day, foreign to the author of the act, carried it to the next working day."""

    type: Literal["empechement_invoque"] = "empechement_invoque"
    echeance: EcheanceId
    panne_le: date
    dires: tuple[int, ...] = ()
    """The dires received since then, that are in time after all."""


FaitDEmpechement = EmpechementInvoque
