"""The dates already given, under a calendar that has changed: what has happened."""

from typing import Literal

from procedure.deplacement import Deplacement
from procedure.modele import Modele


class EcheancesRecalculees(Modele):
    """Dates moved with the calendar, each with what it was before (art. 640, 642)."""

    type: Literal["echeances_recalculees"] = "echeances_recalculees"
    deplacements: tuple[Deplacement, ...]


FaitDeRecalcul = EcheancesRecalculees
