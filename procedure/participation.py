"""Who comes into a case and who leaves it with a fact: what the screens must show without knowing each fact."""

from collections.abc import Iterator

from procedure.evenements import ConventionConclue, ExpertRemplace, Fait, OrdonnanceEnregistree, TechnicienRemplace
from procedure.modele import PersonneId
from procedure.personnes import Participant

OUVERTURES = (OrdonnanceEnregistree, ConventionConclue)
"""The facts that open a case."""

Ouverture = OrdonnanceEnregistree | ConventionConclue


def arrivants(fait: Fait) -> Iterator[Participant]:
    """Everybody whom a fact brings in, or brings in anew with other avocats or another address."""
    for champ in type(fait).model_fields:
        valeur = getattr(fait, champ)
        for un in valeur if isinstance(valeur, tuple) else (valeur,):
            if isinstance(un, Participant):
                yield un


def partants(fait: Fait) -> Iterator[PersonneId]:
    """Everybody who takes no more part after a fact."""
    if isinstance(fait, ExpertRemplace | TechnicienRemplace):
        yield fait.ancien
