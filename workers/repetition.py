"""A scenario played on the law alone, at once: a refused act is known before anything is started."""

from datetime import datetime

from procedure.commandes import Veiller
from procedure.decider import instruire
from procedure.decision import Refus
from procedure.dossier import Dossier
from procedure.evolution import evoluer
from procedure.modele import ExpertiseId
from procedure.personnes import SYSTEME
from procedure.veille import prochain_reveil
from workers.scenario import Scenario


def repeter(scenario: Scenario) -> Dossier:
    """Decide every act of a scenario, and every date on the way. Raises `ScenarioInvalide` at the first refusal."""
    dossier = Dossier(id=ExpertiseId("repetition"))
    for acte in scenario.actes:
        dossier = _attendre(dossier, acte.a)
        try:
            decision = instruire(dossier, acte.commande, acte.a)
        except Refus as refus:
            raise acte.refuse(scenario.source, refus.motif) from None
        for evenement in decision.evenements:
            dossier = evoluer(dossier, evenement)
    return dossier


def _attendre(dossier: Dossier, a: datetime) -> Dossier:
    while dossier.numero and (reveil := prochain_reveil(dossier)) is not None and reveil <= a:
        passes = instruire(dossier, Veiller(auteur=SYSTEME, recu_a=reveil), reveil).evenements
        if not passes:
            break  # a date that stays: the next act would meet it as it is
        for evenement in passes:
            dossier = evoluer(dossier, evenement)
    return dossier
