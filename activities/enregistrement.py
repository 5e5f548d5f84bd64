"""The recording of events: journal, projections and command in one transaction, once."""

from sqlalchemy.exc import DataError, IntegrityError
from temporalio import activity

from activities.echecs import sans_reprise
from procedure.travaux import Inscription
from registre import Conflit, Journal, Trou


class Enregistrement:
    """Writes to the record."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    @activity.defn(name="inscrire")
    def inscrire(self, inscription: Inscription) -> None:
        """Record events keyed by (expertise, numero): a retry writes nothing twice."""
        # everything else, the database out of reach above all, is tried again for as long as it takes
        with sans_reprise(Conflit, Trou, ValueError, DataError, IntegrityError):
            self._journal.inscrire(
                inscription.expertise, inscription.evenements, inscription.commande, inscription.empreinte
            )
