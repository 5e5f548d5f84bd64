"""The real embedded platform as a test sees it from outside: started, killed in part or whole, read by its API."""

import asyncio
import contextlib
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
from temporalio.api.enums.v1 import PendingActivityState
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from workers.embarque.boite import MessageRecu, lister
from workers.embarque.humeurs import ecrire_humeurs
from workers.embarque.jetons import jeton_de

RACINE = Path(__file__).parents[2]
SUPERVISEUR = "superviseur"
PARTIES = {
    "temporal": "start-dev",
    "voisins": "workers.embarque.voisins",
    "travailleur": "workers.ouvrier",
    "api": "workers.commande api",
}
"""How each part is known among the children of the supervisor."""


async def jusqu_a(condition: Callable[[], Awaitable[Any]], quoi: str, delai: float = 45.0) -> Any:
    """Wait until `condition` gives something true, and return it."""
    limite = time.monotonic() + delai
    while True:
        if obtenu := await condition():
            return obtenu
        assert time.monotonic() < limite, f"still not after {delai:.0f} s: {quoi}"
        await asyncio.sleep(0.05)


class PlateformeReelle:
    """One data folder, and the process tree that runs on it."""

    def __init__(self, donnees: Path) -> None:
        self.donnees = donnees
        donnees.mkdir(parents=True, exist_ok=True)
        with contextlib.ExitStack() as prises:
            noms = ("api", "temporal", "temporal_ui", "voisins", "smtp")
            ports = {n: prises.enter_context(socket.create_server(("127.0.0.1", 0))).getsockname()[1] for n in noms}
        # none of the usual ports: another platform may be running on this machine
        (donnees / "ports.json").write_text(json.dumps(ports))
        self._processus: subprocess.Popen[bytes] | None = None
        self._humeurs: dict[str, tuple[str, int]] = {}

    # -- its life

    async def demarrer(self) -> None:
        """Start `diligence run` and wait until it says that it is ready."""
        sorties = self.donnees / "run.txt"
        self._lancer(sorties)

        async def prete() -> bool:
            assert self._vivante().poll() is None, sorties.read_text()
            return "Ctrl-C pour arrêter" in sorties.read_text()

        await jusqu_a(prete, "the platform is ready", 90)
        self.adresse = f"http://127.0.0.1:{self._port('api')}"

    def _lancer(self, sorties: Path) -> None:
        with sorties.open("wb") as sortie:
            self._processus = subprocess.Popen(
                [sys.executable, "-P", "-m", "workers.commande", "run", "--donnees", str(self.donnees)],
                cwd=RACINE,
                stdin=subprocess.DEVNULL,
                stdout=sortie,
                stderr=sortie,
                start_new_session=True,
            )

    def tout_tuer(self) -> None:
        """Kill the supervisor: the kernel kills every part with it."""
        enfants = list(self._enfants())
        self._vivante().kill()
        self._vivante().wait(10)
        limite = time.monotonic() + 10
        while any(_vit(pid) for pid, _ in enfants):
            assert time.monotonic() < limite, "a part outlived its supervisor"
            time.sleep(0.02)

    def arreter(self) -> int:
        """Stop as Ctrl-C does; return the exit code."""
        processus = self._processus
        if processus is None or processus.poll() is not None:
            return -1
        processus.send_signal(signal.SIGINT)
        try:
            return processus.wait(30)
        except subprocess.TimeoutExpired:
            self.tout_tuer()
            raise

    def pid(self, partie: str) -> int:
        """The process of a part, or of their supervisor."""
        if partie == SUPERVISEUR:
            return self._vivante().pid
        return next(pid for pid, commande in self._enfants() if PARTIES[partie] in commande)

    async def tuer(self, partie: str) -> None:
        """Kill a part, and wait until the supervisor has started another."""
        ancien = self.pid(partie)
        os.kill(ancien, signal.SIGKILL)

        async def relancee() -> bool:
            return any(pid != ancien and PARTIES[partie] in commande for pid, commande in self._enfants())

        await jusqu_a(relancee, f"{partie} is started again")

    @contextlib.contextmanager
    def gele(self, partie: str) -> Iterator[None]:
        """Hold a part still; whoever kills it meanwhile ends that too."""
        pid = self.pid(partie)
        os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)

    @contextlib.contextmanager
    def registre_verrouille(self) -> Iterator[None]:
        """Keep everybody from writing to the record; what must be recorded waits, what is read is not held up."""
        connexion = sqlite3.connect(self.donnees / "registre.sqlite", timeout=30, isolation_level=None)
        try:
            connexion.execute("BEGIN IMMEDIATE")
            yield
        finally:
            connexion.close()

    # -- its people and its cases

    async def demander(self, methode: str, chemin: str, personne: str = "greffe-1", **requete: Any) -> httpx.Response:
        """One request, without a second attempt."""
        jeton = jeton_de(self.donnees / "jetons.json", personne)
        en_tetes = {"Authorization": f"Bearer {jeton}", **requete.pop("headers", {})}
        async with httpx.AsyncClient(base_url=self.adresse, timeout=30, trust_env=False) as client:
            return await client.request(methode, chemin, headers=en_tetes, **requete)

    async def agir(self, chemin: str, personne: str, cle: str, corps: dict[str, Any] | None = None) -> dict[str, Any]:
        """Do an act as a careful caller: again with the same key as long as the answer is unknown."""
        derniere: list[str] = []

        async def faite() -> httpx.Response | None:
            try:
                reponse = await self.demander(
                    "POST", chemin, personne, json=corps or {}, headers={"Idempotency-Key": cle}
                )
            except httpx.TransportError as panne:
                derniere[:] = [type(panne).__name__]
                return None
            derniere[:] = [f"{reponse.status_code} {reponse.text}"]
            assert reponse.status_code in (200, 201, 503), derniere
            return reponse if reponse.is_success else None

        reponse: httpx.Response = await jusqu_a(faite, f"{chemin} is recorded {derniere}")
        accuse: dict[str, Any] = reponse.json()
        return accuse

    async def lire(self, chemin: str) -> Any:
        """A read by the greffe, which sees everything of its cases."""
        reponse = await self.demander("GET", chemin)
        assert reponse.status_code == 200, reponse.text
        return reponse.json()

    # -- its mail

    def humeur(self, consignes: dict[str, tuple[str, int]]) -> None:
        """Change what the mail server answers for some addresses."""
        self._humeurs |= consignes
        ecrire_humeurs(self.donnees / "courrier", self._humeurs)

    def courriels(self, domaine: str) -> list[MessageRecu]:
        """The messages received for the addresses of a case."""
        return [m for m in lister(self.donnees / "courrier") if any(a.endswith(f"@{domaine}") for a in m.a)]

    def exemplaires(self, domaine: str) -> Counter[str]:
        """How many times each message of a case was received."""
        return Counter(m.message_id for m in self.courriels(domaine))

    # -- what is under way

    async def en_cours(self, expertise: str, activite: str, essai: int = 1) -> bool:
        """Whether a worker is at an activity of a case."""
        return any(
            a.activity_type.name == activite
            and a.state == PendingActivityState.PENDING_ACTIVITY_STATE_STARTED
            and a.attempt >= essai
            for a in await self.activites(expertise)
        )

    async def en_attente(self, expertise: str, activite: str) -> bool:
        """Whether an activity of a case has failed and awaits its next attempt."""
        return any(
            a.activity_type.name == activite
            and a.state == PendingActivityState.PENDING_ACTIVITY_STATE_SCHEDULED
            and a.attempt > 1
            for a in await self.activites(expertise)
        )

    async def activites(self, expertise: str) -> Any:
        """Every activity of a case that has not ended; none for a case that does not exist yet."""
        client = await Client.connect(f"127.0.0.1:{self._port('temporal')}")
        try:
            description = await client.get_workflow_handle(f"expertise-{expertise}").describe()
        except RPCError as erreur:
            if erreur.status is not RPCStatusCode.NOT_FOUND:
                raise
            return ()
        return description.raw_description.pending_activities

    def _port(self, nom: str) -> int:
        return int(json.loads((self.donnees / "ports.json").read_text())[nom])

    def _vivante(self) -> subprocess.Popen[bytes]:
        assert self._processus is not None, "start it first"
        return self._processus

    def _enfants(self) -> Iterator[tuple[int, str]]:
        pid = self._vivante().pid
        enfants = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for enfant in map(int, enfants):
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                yield enfant, Path(f"/proc/{enfant}/cmdline").read_bytes().replace(b"\0", b" ").decode()


def _vit(pid: int) -> bool:
    try:
        etat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return etat not in "ZX"
