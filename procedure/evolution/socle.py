"""The vocabulary of the evolution: what a fact changes, and the changes that several phases share."""

from collections.abc import Callable
from typing import Any

from procedure.dossier import Dossier, Mandat, Requete
from procedure.evenements import Evenement

Changements = dict[str, Any]
"""The fields of the state that a fact gives a new value."""

Changement = Callable[[Dossier, Evenement, Any], Changements]


def rien(dossier: Dossier, evenement: Evenement, fait: Any) -> Changements:
    """A fact that only the journal keeps."""
    return {}


def mandat(etat: str) -> Changement:
    """The mandate stands elsewhere from the day of the fact on."""

    def changer(dossier: Dossier, evenement: Evenement, fait: Any) -> Changements:
        mandat = {"expert": dossier.expert, "etat": etat, "le": evenement.survenu_le}
        return {"mandat": Mandat.model_validate(mandat)}

    return changer


def deposer(dossier: Dossier, evenement: Evenement, nature: str, **champs: Any) -> Changements:
    """A request of this nature now waits for the judge."""
    requete = Requete(
        id=dossier.prochaine_requete(nature),
        nature=nature,
        auteur=evenement.auteur.personne,
        deposee_le=evenement.survenu_le,
        **champs,
    )
    return {"requetes": {**dossier.requetes, requete.id: requete}}


def completer(dossier: Dossier, requete: str, **champs: Any) -> Changements:
    """What is known of a request changes."""
    nouvelle = dossier.requetes[requete].model_copy(update=champs)
    return {"requetes": {**dossier.requetes, requete: nouvelle}}


def trancher(dossier: Dossier, evenement: Evenement, requete: str | None, *, accordee: bool) -> Changements:
    """The judge has settled a request; one who decides of his own motion settles none."""
    if requete is None:
        return {}
    return completer(
        dossier, requete, statut="accordee" if accordee else "rejetee", decidee_le=evenement.survenu_le
    )
