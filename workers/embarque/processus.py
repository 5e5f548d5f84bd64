"""One process tree: parts started, watched, started again when they die, stopped in reverse order."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from workers.embarque.emplacement import Empechement

_ATTACHE = Path(__file__).with_name("attache.py")

_PAUSE_MINIMALE, _PAUSE_MAXIMALE = 0.5, 15.0
_VIE_HONORABLE = 30.0
"""A part that has lived that long is restarted without a longer pause than the first time."""

_MORTS_AU_DEMARRAGE = 3
_DELAI_DE_DEMARRAGE = 90.0
_SONDAGE = 0.1


async def _toujours() -> bool:
    return True


@dataclass(frozen=True)
class Service:
    """One part of the platform: a command, and how one knows that it answers."""

    nom: str
    titre: str
    commande: tuple[str, ...]
    environnement: Mapping[str, str]
    pret: Callable[[], Awaitable[bool]] = _toujours
    delai_d_arret: float = 5.0
    """Seconds between the request to stop and the kill."""


@dataclass(eq=False)
class _Suivi:
    service: Service
    processus: asyncio.subprocess.Process
    pause: float = _PAUSE_MINIMALE
    morts: int = 0
    garde: asyncio.Task[None] | None = None
    annonce: asyncio.Task[None] | None = None


@dataclass
class Superviseur:
    """Keeps the parts running until it is told to stop."""

    journaux: Path
    """Folder of one log per part; that of the run before is kept as `.log.1`."""
    annoncer: Callable[[str], None]
    heritage: tuple[int, ...] = ()
    """Descriptors that every part inherits (the lock of the data folder)."""
    _suivis: list[_Suivi] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.journaux.mkdir(parents=True, exist_ok=True)
        for journal in self.journaux.glob("*.log"):
            journal.replace(journal.with_suffix(".log.1"))

    def pid(self, nom: str) -> int:
        """Return the process id of a part. Raises `KeyError`."""
        for suivi in self._suivis:
            if suivi.service.nom == nom:
                return suivi.processus.pid
        raise KeyError(nom)

    async def executer(self, service: Service) -> None:
        """Run a part that ends by itself. Raises `Empechement` where it fails."""
        processus = await self._lancer(service)
        try:
            code = await processus.wait()
        except asyncio.CancelledError:
            await _terminer(processus, service.delai_d_arret)
            raise
        if code != 0:
            raise self._echec(service, f"a échoué ({_fin(code)})")

    async def demarrer(self, service: Service) -> None:
        """Start a part and watch over it; return when it answers. Raises `Empechement`."""
        boucle = asyncio.get_running_loop()
        debut = boucle.time()
        suivi = _Suivi(service, await self._lancer(service))
        self._suivis.append(suivi)
        suivi.garde = asyncio.create_task(self._garder(suivi), name=f"garde {service.nom}")
        while not await self._repond(suivi):
            if suivi.morts >= _MORTS_AU_DEMARRAGE:
                raise self._echec(service, "ne démarre pas")
            if boucle.time() - debut > _DELAI_DE_DEMARRAGE:
                raise self._echec(service, f"ne répond pas après {_DELAI_DE_DEMARRAGE:.0f} s")
            await asyncio.sleep(_SONDAGE)
        self.annoncer(f"  {service.titre} : prêt ({_secondes(boucle.time() - debut)})")

    async def arreter(self) -> None:
        """Stop every part, the last started first; those that do not obey in time are killed."""
        while self._suivis:
            suivi = self._suivis.pop()
            for tache in (suivi.garde, suivi.annonce):
                if tache is not None:
                    tache.cancel()
                    await asyncio.gather(tache, return_exceptions=True)
            await _terminer(suivi.processus, suivi.service.delai_d_arret)

    def tuer(self) -> None:
        """Kill every part at once; the data outlives it, as any crash."""
        for suivi in self._suivis:
            with contextlib.suppress(ProcessLookupError):
                suivi.processus.kill()

    async def _garder(self, suivi: _Suivi) -> None:
        boucle = asyncio.get_running_loop()
        while True:
            debut = boucle.time()
            code = await suivi.processus.wait()
            suivi.morts += 1
            if boucle.time() - debut > _VIE_HONORABLE:
                suivi.pause = _PAUSE_MINIMALE
            self.annoncer(
                f"  {suivi.service.titre} : arrêt imprévu ({_fin(code)}), "
                f"redémarrage dans {_secondes(suivi.pause)}"
            )
            await asyncio.sleep(suivi.pause)
            suivi.pause = min(suivi.pause * 2, _PAUSE_MAXIMALE)
            try:
                suivi.processus = await self._lancer(suivi.service)
            except OSError as erreur:  # no descriptor or no room left: it may pass, the watch must not end
                self.annoncer(f"  {suivi.service.titre} : redémarrage impossible ({erreur})")
                continue
            if suivi.annonce is not None:
                suivi.annonce.cancel()
            suivi.annonce = asyncio.create_task(self._annoncer_le_retour(suivi, suivi.processus))

    async def _annoncer_le_retour(self, suivi: _Suivi, processus: asyncio.subprocess.Process) -> None:
        while processus.returncode is None:
            if await self._repond(suivi):
                self.annoncer(f"  {suivi.service.titre} : de nouveau prêt")
                return
            await asyncio.sleep(_SONDAGE)

    async def _repond(self, suivi: _Suivi) -> bool:
        # asked first: a dead part whose port another program answers on is not ready
        return suivi.processus.returncode is None and await suivi.service.pret()

    async def _lancer(self, service: Service) -> asyncio.subprocess.Process:
        with (self.journaux / f"{service.nom}.log").open("ab") as journal:
            return await asyncio.create_subprocess_exec(
                sys.executable, "-I", "-S", str(_ATTACHE), str(os.getpid()), *service.commande,
                env=dict(service.environnement),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=journal,
                stderr=journal,
                pass_fds=self.heritage,
                # Out of the terminal's group: Ctrl-C reaches the supervisor alone, which stops them in order.
                start_new_session=True,
            )  # fmt: skip

    def _echec(self, service: Service, constat: str) -> Empechement:
        journal = self.journaux / f"{service.nom}.log"
        lignes = journal.read_text(errors="replace").strip().splitlines() if journal.exists() else []
        derniere = f" : {lignes[-1].strip()}" if lignes else ""
        return Empechement(f"{service.titre} {constat}{derniere} (journal : {journal})")


async def _terminer(processus: asyncio.subprocess.Process, delai: float) -> None:
    if processus.returncode is not None:
        return
    with contextlib.suppress(ProcessLookupError):
        processus.terminate()
    try:
        await asyncio.wait_for(processus.wait(), delai)
    except TimeoutError:
        with contextlib.suppress(ProcessLookupError):
            processus.kill()
        await processus.wait()


def _fin(code: int) -> str:
    if code >= 0:
        return f"code {code}"
    try:
        return f"signal {signal.Signals(-code).name}"
    except ValueError:
        return f"signal {-code}"


def _secondes(duree: float) -> str:
    return f"{duree:.1f} s".replace(".", ",")
