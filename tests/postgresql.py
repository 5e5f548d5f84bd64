"""A throw-away PostgreSQL for tests: Debian's own binaries, a Unix socket, nothing synchronised to disk."""

import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg import sql

_MANQUE = "PostgreSQL is not installed: run `apt-get install postgresql`, or put initdb and postgres on the PATH"
_DEBIAN = Path("/usr/lib/postgresql")
_DEMARRAGE_S = 30.0

Compte = tuple[int | None, int | None]
"""User and group to run a process under; None keeps those of the caller."""


class PostgresqlAbsent(RuntimeError):
    """The binaries are missing: these tests cannot pass, and must not look as if they had."""


@dataclass
class Grappe:
    """A running server."""

    dossier: Path
    _compteur: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def url(self, base: str) -> str:
        """Return the SQLAlchemy address of one database."""
        return f"postgresql+psycopg://diligence@/{base}?host={self.dossier}"

    def creer(self, base: str, gabarit: str | None = None) -> str:
        """Create a database, a copy of `gabarit` if given (about 20 ms), and return its address."""
        commande = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(base))
        if gabarit is not None:
            commande += sql.SQL(" TEMPLATE {} STRATEGY file_copy").format(sql.Identifier(gabarit))
        self._administrer(commande)
        return self.url(base)

    @contextmanager
    def copie(self, gabarit: str | None = None) -> Iterator[str]:
        """Lend a database of its own to one test."""
        base = f"essai_{next(self._compteur)}"
        yield self.creer(base, gabarit)
        self._administrer(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(base)))

    def _administrer(self, commande: sql.Composed) -> None:
        with self.connexion() as connexion:
            connexion.execute(commande)

    def connexion(self) -> psycopg.Connection[tuple[object, ...]]:
        """Open an administrative connection."""
        return psycopg.connect(f"host={self.dossier} user=diligence dbname=postgres", autocommit=True)


@contextmanager
def grappe() -> Iterator[Grappe]:
    """Start a server and stop it, by its own process id, at the end."""
    binaires = _binaires()
    # In /tmp and not in pytest's folder: a socket path is at most 107 bytes, and root's folders are closed.
    dossier = Path(tempfile.mkdtemp(prefix="diligence-pg-"))
    try:
        compte = _compte_ordinaire(dossier)
        _initdb(binaires, dossier, compte)
        with _serveur(binaires, dossier, compte):
            yield Grappe(dossier)
    finally:
        shutil.rmtree(dossier, ignore_errors=True)


def _binaires() -> Path:
    """Return the folder of the newest PostgreSQL installed."""
    versions = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda p: float(p.parent.parent.name))
    if versions:
        return versions[-1].parent
    ailleurs = shutil.which("initdb")
    if ailleurs is None:
        raise PostgresqlAbsent(_MANQUE)
    return Path(ailleurs).resolve().parent


def _compte_ordinaire(dossier: Path) -> Compte:
    """PostgreSQL refuses to run as root: return the account to run it under, and give it the folder."""
    if os.getuid() != 0:
        return None, None
    noms = {compte.pw_name for compte in pwd.getpwall()}
    compte = pwd.getpwnam("postgres" if "postgres" in noms else "nobody")
    os.chown(dossier, compte.pw_uid, compte.pw_gid)
    return compte.pw_uid, compte.pw_gid


def _initdb(binaires: Path, dossier: Path, compte: Compte) -> None:
    options = ["--no-sync", "--auth=trust", "--username=diligence", "--encoding=UTF8", "--locale=C"]
    subprocess.run(
        [str(binaires / "initdb"), *options, "-D", str(dossier / "donnees")],
        check=True,
        capture_output=True,
        cwd=dossier,
        user=compte[0],
        group=compte[1],
    )


@contextmanager
def _serveur(binaires: Path, dossier: Path, compte: Compte) -> Iterator[None]:
    reglages = {
        "listen_addresses": "",
        "unix_socket_directories": str(dossier),
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "max_connections": "200",
    }
    options = [element for nom, valeur in reglages.items() for element in ("-c", f"{nom}={valeur}")]
    commande = [str(binaires / "postgres"), "-D", str(dossier / "donnees"), *options]
    with (
        (dossier / "journal").open("wb") as journal,
        subprocess.Popen(
            commande, stdout=journal, stderr=journal, cwd=dossier, user=compte[0], group=compte[1]
        ) as processus,
    ):
        try:
            _attendre(processus, dossier)
            yield
        finally:
            # « Fast shutdown »: connections left open are cut.
            processus.send_signal(signal.SIGINT)
            try:
                processus.wait(timeout=10)
            except subprocess.TimeoutExpired:
                processus.kill()


def _attendre(processus: subprocess.Popen[bytes], dossier: Path) -> None:
    fin = time.monotonic() + _DEMARRAGE_S
    while True:
        try:
            Grappe(dossier).connexion().close()
        except psycopg.OperationalError:
            if processus.poll() is not None or time.monotonic() > fin:
                journal = (dossier / "journal").read_text(errors="replace")
                raise RuntimeError(f"PostgreSQL did not start:\n{journal[-2000:]}") from None
            time.sleep(0.02)
        else:
            return
