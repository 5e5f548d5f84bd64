"""What was done with the observations: the table that the opinion must give (art. 276 al. 4 CPC)."""

from datetime import date
from typing import Literal

from procedure.dossier import Dossier
from procedure.modele import Modele, PersonneId


class LigneDeSuite(Modele):
    """One dire, and what was done with it."""

    dire: int
    partie: PersonneId
    points: int
    recu_le: date
    situation: str
    abandonnes: tuple[int, ...]
    """Its points that the last observations of its party do not recall (al. 3)."""
    cause_grave: Literal["invoquee", "admise", "rejetee"] | None
    repondu_le: date | None
    a_repondre: bool
    """Whether the report still owes it an answer."""


def tableau_des_suites(dossier: Dossier) -> tuple[LigneDeSuite, ...]:
    """Every dire in the order of its receipt, late and abandoned ones included."""
    return tuple(
        LigneDeSuite(
            dire=d.numero,
            partie=d.au_nom_de,
            points=d.points,
            recu_le=d.depose_le,
            situation=d.situation,
            abandonnes=d.abandonnes,
            cause_grave=d.cause_grave,
            repondu_le=d.repondu_le,
            a_repondre=d.a_prendre_en_compte and not d.repondu,
        )
        for d in dossier.dires.values()
    )
