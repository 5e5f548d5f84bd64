"""Why an act shows no document: the same words on the page and in the problem."""

from enum import StrEnum

from coffre.coffre import Coffre
from registre.vues import ActeVue


class Absence(StrEnum):
    """The three cases, in words."""

    EN_COURS = "en cours d’établissement"
    AILLEURS = "acte accompli hors de la plateforme"
    ALTERE = "document altéré ou manquant"


def absence(acte: ActeVue, coffre: Coffre) -> Absence | None:
    """Say why the document of an act cannot be given; None where it can, as far as the vault's records tell."""
    if acte.document is not None and coffre.existe(acte.document):
        return None
    if acte.repris:
        return Absence.AILLEURS
    return Absence.EN_COURS if acte.document is None else Absence.ALTERE
