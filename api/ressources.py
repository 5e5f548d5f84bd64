"""What the endpoints work with, opened once per process and handed to each request."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, Request

from api.guichet import Guichet
from api.jetons import Jetons
from api.reglages import Reglages
from coffre.coffre import Coffre
from coffre.kek import KekFichier
from registre import Registre

Horloge = Callable[[], datetime]


def maintenant() -> datetime:
    """The present instant, aware."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Ressources:
    """The open parts of the platform."""

    reglages: Reglages
    registre: Registre
    coffre: Coffre
    guichet: Guichet
    jetons: Jetons
    horloge: Horloge


def ouvrir_coffre(reglages: Reglages) -> Coffre:
    """Open the vault; every process that reads or writes documents opens it here, with the same key."""
    return Coffre(reglages.dossier_coffre, KekFichier(reglages.dossier_cles / "coffre.json"))


async def _ressources(requete: Request) -> Ressources:
    ressources: Ressources = requete.app.state.ressources
    return ressources


Ouvertes = Annotated[Ressources, Depends(_ressources)]
"""The parts of the platform, for an endpoint."""
