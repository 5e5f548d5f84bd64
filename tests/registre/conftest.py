"""The record on both databases: every test of this folder that asks for `registre` runs twice."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# pytest puts only the folder of a test on the path, and `postgresql` serves more than this one.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from postgresql import Grappe, grappe

from registre import Registre
from registre.moteur import migrer, ouvrir

_GABARIT = "gabarit"


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Grappe]:
    """One server for the session, with a migrated database to copy."""
    with grappe() as serveur:
        migrer(serveur.creer(_GABARIT))
        yield serveur


@pytest.fixture(scope="session")
def gabarit_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One migrated file to copy."""
    fichier = tmp_path_factory.mktemp("gabarit") / "registre.db"
    migrer(f"sqlite:///{fichier}")
    return fichier


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an up-to-date, empty record."""
    if request.param == "sqlite":
        fichier = tmp_path / "registre.db"
        shutil.copy(request.getfixturevalue("gabarit_sqlite"), fichier)
        yield f"sqlite:///{fichier}"
        return
    with request.getfixturevalue("postgresql").copie(_GABARIT) as adresse:
        yield adresse


@pytest.fixture(params=["sqlite", "postgresql"])
def url_vide(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without any table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'vide.db'}"
        return
    with request.getfixturevalue("postgresql").copie() as adresse:
        yield adresse


@pytest.fixture
def registre(url: str) -> Iterator[Registre]:
    """An empty record."""
    moteur = ouvrir(url)
    yield Registre(moteur)
    moteur.dispose()
