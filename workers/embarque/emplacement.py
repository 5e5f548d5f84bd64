"""The data folder of an embedded platform: who may use it, and on which ports it is found again."""

import fcntl
import json
import os
import socket
import time
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

PORTS_HABITUELS = {"api": 8000, "temporal": 7233, "temporal_ui": 8233, "voisins": 8318, "smtp": 8025}

_ATTENTE_DES_MOURANTS = 5.0
_VOISINAGE = 40


class Empechement(Exception):
    """The platform cannot start or go on; the message is one French line for the user."""


def verrouiller(dossier: Path) -> int:
    """Take the data folder for this process and its children; return the descriptor to hand on to them.

    Every child inherits the descriptor, so the lock lasts until the last of them is dead: a platform started
    right after a `kill -9` never writes beside a process of the former one. Raises `Empechement`.
    """
    dossier.mkdir(parents=True, exist_ok=True, mode=0o700)
    dossier.chmod(0o700)  # mails, keys and the record of everybody's cases: for this user alone
    descripteur = os.open(dossier / "verrou", os.O_RDWR | os.O_CREAT, 0o600)
    limite = time.monotonic() + _ATTENTE_DES_MOURANTS
    while True:
        try:
            fcntl.flock(descripteur, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            # a supervisor that lives keeps its folder; children that have lost theirs are dying
            pid = os.pread(descripteur, 32, 0).decode(errors="replace").strip()
            if _vit(pid) or time.monotonic() > limite:
                os.close(descripteur)
                raise Empechement(
                    f"une plateforme tourne déjà sur {dossier} (processus {pid or 'inconnu'})"
                ) from None
            time.sleep(0.05)
        else:
            os.ftruncate(descripteur, 0)
            os.pwrite(descripteur, str(os.getpid()).encode(), 0)
            return descripteur


def _vit(pid: str) -> bool:
    if not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def choisir_ports(dossier: Path, port_api: int | None = None) -> dict[str, int]:
    """Take the ports of the last time where they are free, else others, and remember them.

    The links in notices already sent and an open page go on working after a restart. A port that the user
    asked for is taken or refused, never replaced. Raises `Empechement`.
    """
    fichier = dossier / "ports.json"
    souhaits = PORTS_HABITUELS | _relire(fichier)
    with ExitStack() as prises:
        ports: dict[str, int] = {}
        if port_api is not None:
            if not _reserver(port_api, prises):
                raise Empechement(
                    f"le port {port_api} est occupé ou interdit ; choisissez-en un autre (--port)"
                )
            ports["api"] = port_api
        for nom, souhait in souhaits.items():
            if nom not in ports:
                ports[nom] = _premier_libre((*range(souhait, souhait + _VOISINAGE), 0), prises)
    provisoire = fichier.with_suffix(".tmp")
    provisoire.write_text(json.dumps(ports, indent=1) + "\n")
    provisoire.replace(fichier)
    return ports


def _relire(fichier: Path) -> dict[str, int]:
    try:
        lus = json.loads(fichier.read_text())
    except (OSError, ValueError):
        return {}
    if not isinstance(lus, dict):
        return {}
    return {
        nom: port
        for nom, port in lus.items()
        if nom in PORTS_HABITUELS and isinstance(port, int) and 0 < port < 65_536
    }


def _premier_libre(candidats: Iterable[int], prises: ExitStack) -> int:
    for port in candidats:
        if pris := _reserver(port, prises):
            return pris
    raise Empechement("aucun port libre sur 127.0.0.1")


def _reserver(port: int, prises: ExitStack) -> int:
    """Bind `port` until the choice is over, so that no other part is given it; 0 where it cannot be."""
    prise = prises.enter_context(socket.socket())
    prise.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        prise.bind(("127.0.0.1", port))
    except (OSError, OverflowError):
        return 0
    return int(prise.getsockname()[1])
