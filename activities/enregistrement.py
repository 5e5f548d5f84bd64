"""The recording of events: journal, projections and command in one transaction, once."""

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
        with sans_reprise(Conflit, Trou):
            self._journal.inscrire(
                inscription.expertise, inscription.evenements, inscription.commande, inscription.empreinte
            )
