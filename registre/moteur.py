"""Opens the database and brings its schema up to date; the only place that knows SQLite from PostgreSQL."""

import sqlite3
import threading
import time
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.dialects import postgresql, sqlite

from registre.tables import VERSION_DU_SCHEMA, Base

ATTENTE_MS = 30_000
"""How long a SQLite writer waits for another one before giving up."""

_MIGRATIONS = Path(__file__).parent / "migrations"
# Any constant does, as long as every process takes the same one.
_VERROU_DE_MIGRATION = 0x444C4743
# Alembic keeps its context in module globals: two threads may not migrate at once.
_une_migration_a_la_fois = threading.Lock()


def ouvrir(url: str) -> Engine:
    """Open the record at `url`: `sqlite:////chemin/registre.db` or `postgresql://…`."""
    adresse = make_url(url)
    if adresse.get_backend_name() == "sqlite":
        return _ouvrir_sqlite(adresse)
    if adresse.drivername in ("postgresql", "postgres"):
        adresse = adresse.set(drivername="postgresql+psycopg")
    # hide_parameters: an SQL error ends in the logs, and the values are people's names.
    return create_engine(adresse, pool_pre_ping=True, pool_size=10, max_overflow=20, hide_parameters=True)


def pour_lire(moteur: Engine) -> Engine:
    """Return the same engine for transactions that only read: no writer and no wait."""
    return moteur.execution_options(lecture=True, postgresql_readonly=True)


def inserer(connexion: Connection, table: type[Base]) -> postgresql.Insert | sqlite.Insert:
    """Return an INSERT with `on_conflict_do_…`, which SQLAlchemy types per database."""
    return postgresql.insert(table) if connexion.dialect.name == "postgresql" else sqlite.insert(table)


def _ouvrir_sqlite(adresse: URL) -> Engine:
    if not adresse.database or ":memory:" in adresse.database:
        raise ValueError("the record needs a file: every connection would see another memory database")
    fichier = Path(adresse.database)
    fichier.parent.mkdir(parents=True, exist_ok=True)
    # Created here so that nobody else on the machine can read it; the -wal and -shm files take its mode.
    fichier.touch(mode=0o600)
    moteur = create_engine(adresse, pool_size=10, max_overflow=30, hide_parameters=True)
    event.listen(moteur, "connect", _regler_sqlite)
    event.listen(moteur, "begin", _commencer_sqlite)
    return moteur


def _regler_sqlite(connexion: sqlite3.Connection, _enregistrement: object) -> None:
    # The driver must not begin transactions by itself: `_commencer_sqlite` does, DDL included.
    connexion.isolation_level = None
    connexion.execute(f"PRAGMA busy_timeout={ATTENTE_MS}")
    _passer_en_wal(connexion)
    # WAL + NORMAL: a killed process loses nothing; a power cut may lose the last commits, never consistency.
    connexion.execute("PRAGMA synchronous=NORMAL")
    connexion.execute("PRAGMA foreign_keys=ON")


def _passer_en_wal(connexion: sqlite3.Connection) -> None:
    """Switch the file to WAL; SQLite answers « locked » at once, without the busy timeout, if two do it."""
    fin = time.monotonic() + ATTENTE_MS / 1000
    while True:
        try:
            connexion.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > fin:
                raise
            time.sleep(0.01)
        else:
            return


def _commencer_sqlite(connexion: Connection) -> None:
    # IMMEDIATE: a transaction that reads first and writes later would fail at once (SQLITE_BUSY_SNAPSHOT),
    # without waiting, whenever another one has written in between.
    lecture = connexion.get_execution_options().get("lecture", False)
    connexion.exec_driver_sql("BEGIN" if lecture else "BEGIN IMMEDIATE")


def migrer(url: str) -> None:
    """Bring the schema of `url` to the last revision; safe if several processes start at once."""
    moteur = ouvrir(url)
    try:
        # The usual start: nothing to do, and Alembic (0.2 s) is not even imported.
        if version_du_schema(moteur) == VERSION_DU_SCHEMA:
            return
        with _une_migration_a_la_fois, moteur.begin() as connexion:
            _verrouiller(connexion)
            _avec_alembic(connexion)
    finally:
        moteur.dispose()


def version_du_schema(moteur: Engine) -> str | None:
    """Return the revision of the schema; None for an empty database."""
    with pour_lire(moteur).connect() as connexion:
        if not inspect(connexion).has_table("alembic_version"):
            return None
        trouvee = connexion.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
        return None if trouvee is None else str(trouvee)


def verifier_derive(url: str) -> tuple[str, ...]:
    """Return every difference between the schema at `url` and the tables of the code; empty is right."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    moteur = ouvrir(url)
    try:
        with moteur.connect() as connexion:
            contexte = MigrationContext.configure(connexion, opts={"compare_type": True})
            differences: list[Any] = compare_metadata(contexte, Base.metadata)
            return tuple(str(difference) for difference in differences)
    finally:
        moteur.dispose()


def _verrouiller(connexion: Connection) -> None:
    # SQLite: BEGIN IMMEDIATE already keeps every other writer out until the end of the transaction.
    if connexion.dialect.name == "postgresql":
        connexion.execute(text("SELECT pg_advisory_xact_lock(:cle)"), {"cle": _VERROU_DE_MIGRATION})


def _avec_alembic(connexion: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    configuration = Config()
    configuration.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    configuration.set_main_option("path_separator", "os")
    configuration.attributes["connexion"] = connexion
    command.upgrade(configuration, "head")
