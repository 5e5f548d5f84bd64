"""The schema: from nothing, from two processes at once, never adrift from the tables of the code."""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path

import postgresql as module_postgresql
import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from exemples_evenements import ordonnance
from sqlalchemy import Engine, text
from sqlalchemy.exc import StatementError

from registre import Registre
from registre.moteur import migrer, ouvrir, verifier_derive, version_du_schema
from registre.tables import VERSION_DU_SCHEMA

RACINE = Path(__file__).resolve().parents[2]


@contextmanager
def ouvert(url: str) -> Iterator[Engine]:
    """Open an engine for the time of a block: one left open would fail another test."""
    moteur = ouvrir(url)
    try:
        yield moteur
    finally:
        moteur.dispose()


def test_an_empty_database_gets_the_schema(url_vide: str) -> None:
    with ouvert(url_vide) as moteur:
        assert version_du_schema(moteur) is None
        migrer(url_vide)
        migrer(url_vide)
        assert version_du_schema(moteur) == VERSION_DU_SCHEMA
        Registre(moteur).journal.inscrire("E1", [ordonnance()], "c1", "e1")


def test_the_schema_is_the_one_of_the_tables(url: str) -> None:
    assert verifier_derive(url) == ()


def test_a_drift_is_seen(url: str) -> None:
    with ouvert(url) as moteur, moteur.begin() as connexion:
        connexion.execute(text("ALTER TABLE commande ADD COLUMN de_trop INTEGER"))
        connexion.execute(text("DROP INDEX ix_commande_commande"))
    derives = verifier_derive(url)
    assert len(derives) == 2
    assert "de_trop" in "".join(derives)


def test_the_version_of_the_code_is_the_last_migration() -> None:
    configuration = Config(RACINE / "registre" / "alembic.ini")
    assert ScriptDirectory.from_config(configuration).get_current_head() == VERSION_DU_SCHEMA


def test_processes_that_start_at_once_migrate_once(url_vide: str) -> None:
    programme = "import sys; from registre.moteur import migrer; migrer(sys.argv[1])"
    processus = [
        subprocess.Popen([sys.executable, "-c", programme, url_vide], cwd=RACINE, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    for un in processus:
        _, erreurs = un.communicate(timeout=60)
        assert un.returncode == 0, erreurs.decode()
    assert verifier_derive(url_vide) == ()


def test_threads_that_start_at_once_migrate_once(url_vide: str) -> None:
    with ThreadPoolExecutor(4) as equipe:
        list(equipe.map(migrer, [url_vide] * 4))
    assert verifier_derive(url_vide) == ()


@pytest.mark.parametrize("base", [True, False], ids=["DILIGENCE_BASE", "no database"])
def test_alembic_check_works_from_the_command_line(tmp_path: Path, gabarit_sqlite: Path, base: bool) -> None:
    environnement = {nom: valeur for nom, valeur in os.environ.items() if nom != "DILIGENCE_BASE"}
    if base:
        shutil.copy(gabarit_sqlite, tmp_path / "registre.db")
        environnement["DILIGENCE_BASE"] = f"sqlite:///{tmp_path / 'registre.db'}"
    subprocess.run(
        [sys.executable, "-m", "alembic", "-c", str(RACINE / "registre" / "alembic.ini"), "check"],
        check=True,
        cwd=RACINE,
        env=environnement,
    )


def test_an_instant_comes_back_aware_and_a_naive_one_is_refused(registre: Registre) -> None:
    a_paris = datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=2)))
    rendu = registre.documents.fixer_jeton("a" * 64, b"", a_paris, "1").instant
    assert (rendu, rendu.utcoffset()) == (a_paris, timedelta(0))
    with pytest.raises(StatementError, match="aware datetimes"):
        registre.documents.fixer_jeton("b" * 64, b"", datetime(2026, 7, 1, 12), "1")  # noqa: DTZ001


def test_a_sqlite_record_is_private_and_on_file(tmp_path: Path) -> None:
    fichier = tmp_path / "neuf" / "registre.db"
    migrer(f"sqlite:///{fichier}")
    assert stat.S_IMODE(fichier.stat().st_mode) == 0o600
    with pytest.raises(ValueError, match="needs a file"):
        ouvrir("sqlite://")


def test_a_machine_without_postgresql_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module_postgresql, "_DEBIAN", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    absent = pytest.raises(module_postgresql.PostgresqlAbsent, match="apt-get install postgresql")
    with absent, module_postgresql.grappe():
        pass
