"""The permanent record in SQL: the evidence journal, the projections for the screens, the deliveries.

Open it with `registre.moteur.ouvrir`, after `registre.moteur.migrer`.
"""

from sqlalchemy import Engine

from registre.documents import Documents
from registre.journal import Conflit, Journal, Trou
from registre.lectures import Lectures
from registre.projections import Projections
from registre.remises import CleRemise, EtatRemise, Remise, Remises

__all__ = [
    "CleRemise",
    "Conflit",
    "Documents",
    "EtatRemise",
    "Journal",
    "Lectures",
    "Projections",
    "Registre",
    "Remise",
    "Remises",
    "Trou",
]


class Registre:
    """The whole record over one engine: what writes events, what sends, what reads."""

    def __init__(self, moteur: Engine) -> None:
        self.moteur = moteur
        self.journal = Journal(moteur)
        self.projections = Projections(moteur)
        self.documents = Documents(moteur)
        self.remises = Remises(moteur)
        self.lectures = Lectures(moteur)
