"""Run by Alembic: inside the connection that `registre.moteur.migrer` holds, or from its command line.

From the command line the database is `DILIGENCE_BASE`; without it, a temporary SQLite file brought to the
last revision, so that `alembic check` works on a machine that has no database.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from alembic import context
from sqlalchemy import Connection

from registre.moteur import ouvrir
from registre.tables import Base


def _executer(connexion: Connection) -> None:
    context.configure(
        connection=connexion,
        target_metadata=Base.metadata,
        compare_type=True,
        # SQLite can hardly ALTER: Alembic copies the table instead.
        render_as_batch=connexion.dialect.name == "sqlite",
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def _executer_sur(url: str) -> None:
    moteur = ouvrir(url)
    try:
        with moteur.begin() as connexion:
            _executer(connexion)
    finally:
        moteur.dispose()


def _executer_sur_une_base_temporaire() -> None:
    with tempfile.TemporaryDirectory() as dossier:
        url = f"sqlite:///{Path(dossier) / 'registre.db'}"
        # In a process of its own: Alembic cannot run inside itself, its context is a module global.
        migration = "import sys; from registre.moteur import migrer; migrer(sys.argv[1])"
        subprocess.run([sys.executable, "-c", migration, url], check=True)
        _executer_sur(url)


_donnee = context.config.attributes.get("connexion")
if _donnee is not None:
    _executer(_donnee)
elif "DILIGENCE_BASE" in os.environ:
    _executer_sur(os.environ["DILIGENCE_BASE"])
else:
    _executer_sur_une_base_temporaire()
