"""The bodies that the interface takes: each command without what the border itself stamps."""

from datetime import datetime
from functools import cache
from typing import Annotated, Any, Union

from fastapi.exceptions import RequestValidationError
from pydantic import Field, ValidationError, create_model

from procedure.commandes import COMMANDES, OUVERTURES, Commande, ReprendreExpertise
from procedure.modele import Modele
from procedure.personnes import Auteur

DU_MOTEUR = frozenset({"veiller", "signaler_echec"})
"""The commands that no person gives."""

ETAPES: dict[str, type[Commande]] = {
    nom: classe
    for nom, classe in COMMANDES.items()
    if nom not in DU_MOTEUR | {"reprendre_expertise"} and classe not in OUVERTURES
}
"""The commands that a person gives in a case that exists."""


@cache
def corps_de(classe: type[Commande]) -> type[Modele]:
    """The body of a command: neither its type, which the path says, nor its author, nor when it was received."""
    if classe is ReprendreExpertise:
        return _corps_de_reprise()
    return _sans(classe, classe.__name__, "type", "auteur", "recu_a")


def _corps_de_reprise() -> type[Modele]:
    """The file taken over: each past act says who performed it, and when."""
    passes = [classe for nom, classe in COMMANDES.items() if nom not in DU_MOTEUR | {"reprendre_expertise"}]
    union: Any = Union[tuple(_sans(classe, f"{classe.__name__}Passe", "recu_a") for classe in passes)]  # noqa: UP007
    acte = Annotated[union, Field(discriminator="type")]
    actes: Any = (Annotated[tuple[acte, ...], Field(min_length=1, max_length=2000)], ...)
    return create_model(ReprendreExpertise.__name__, __base__=Modele, __doc__=ReprendreExpertise.__doc__, actes=actes)


def _sans(classe: type[Commande], nom: str, *retires: str) -> type[Modele]:
    champs: dict[str, Any] = {
        champ: (info.annotation, info) for champ, info in classe.model_fields.items() if champ not in retires
    }
    return create_model(nom, __base__=Modele, __doc__=classe.__doc__, **champs)


def facultatif(corps: type[Modele]) -> bool:
    """Whether every field of a body may be absent, and so the body itself."""
    return not any(info.is_required() for info in corps.model_fields.values())


def commande_de(classe: type[Commande], corps: Modele, auteur: Auteur, recu_a: datetime) -> Commande:
    """The command of a body, with its author and the instant of its receipt. Raises `RequestValidationError`."""
    champs = _champs(corps)
    if classe is ReprendreExpertise:
        champs["actes"] = tuple(COMMANDES[acte.type](**_champs(acte), recu_a=recu_a) for acte in champs["actes"])
    try:
        return classe(auteur=auteur, recu_a=recu_a, **champs)
    except ValidationError as erreur:  # a rule between fields that the body alone does not carry
        fautes = [{**faute, "loc": ("body", *faute["loc"])} for faute in erreur.errors(include_input=False)]
        raise RequestValidationError(fautes) from erreur


def _champs(modele: Modele) -> dict[str, Any]:
    return {champ: getattr(modele, champ) for champ in type(modele).model_fields}
