"""The real server with time skipping, the real activities, and the stand-ins that speak the real protocols."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil
from pathlib import Path
from typing import Any
from uuid import uuid4

from dossiers import PARTICIPANTS
from temporalio.client import Client, WithStartWorkflowOperation, WorkflowHandle
from temporalio.common import WorkflowIDConflictPolicy
from temporalio.testing import WorkflowEnvironment

from api.chiffrement import Trousseau, convertisseur
from api.reglages import Reglages
from coffre.coffre import Coffre
from coffre.kek import KekFichier
from procedure.commandes import ADAPTATEUR, Commande
from procedure.decision import Accuse
from procedure.dossier import Dossier
from procedure.modele import ExpertiseId
from registre import Registre
from registre.moteur import migrer, ouvrir
from workers.atelier import FILS, monter, ouvriers
from workers.embarque.boite import boite_aux_lettres
from workers.embarque.pki import preparer
from workers.embarque.serveur_temporal import arguments_serveur, trouver_temporal
from workers.embarque.tsa import serveur_tsa
from workers.relance import reconstruire
from workflows import noms
from workflows.entree import EntreeExpertise

TROUSSEAU = Trousseau({"k1": bytes(32)}, "k1")


@asynccontextmanager
async def serveur(*reglages: str) -> AsyncIterator[WorkflowEnvironment]:
    """The real server, whose clock a test moves."""
    async with await WorkflowEnvironment.start_time_skipping_v2(
        data_converter=convertisseur(TROUSSEAU),
        dev_server_existing_path=str(trouver_temporal()),
        dev_server_extra_args=arguments_serveur(saut_de_temps=True, reglages=reglages),
    ) as env:
        yield env


@dataclass
class Maison:
    """One platform: its record, its mailbox, its settings."""

    reglages: Reglages
    registre: Registre
    boite: Any

    def deposer(self, titre: str) -> dict[str, Any]:
        """Put a small document in the vault; return it as a command names it."""
        coffre = Coffre(self.reglages.dossier_coffre, KekFichier(self.reglages.dossier_cles / "coffre.json"))
        depot = coffre.deposer_octets(f"{titre}\n".encode())
        return {
            "document": depot.sha256,
            "titre": titre,
            "nom": "document.txt",
            "taille": depot.taille,
            "media_type": "text/plain",
        }


@asynccontextmanager
async def maison(dossier: Path, url_base: str = "") -> AsyncIterator[Maison]:
    """A platform on `dossier`, with its stand-ins, without workers."""
    pki = preparer(dossier / "pki")
    async with serveur_tsa(pki) as tsa, boite_aux_lettres(dossier / "courrier") as boite:
        reglages = Reglages(
            donnees=dossier,
            base=url_base,
            tsa_url=tsa,
            smtp_hote=boite.hote,
            smtp_port=boite.port,
            smtp_securite="aucune",
        )
        migrer(reglages.url_base)
        registre = Registre(ouvrir(reglages.url_base))
        yield Maison(reglages, registre, boite)
        registre.moteur.dispose()


@asynccontextmanager
async def travailleurs(client: Client, reglages: Reglages) -> AsyncIterator[None]:
    """The workers of every queue, in this process."""
    with ThreadPoolExecutor(FILS) as fils:
        async with AsyncExitStack() as pile:
            for ouvrier in ouvriers(client, reglages, monter(reglages), fils):
                await pile.enter_async_context(ouvrier)
            yield


async def attendre_la_fin_des_effets(maison: Maison, expertise: str) -> None:
    """Wait until every document is made and every delivery concluded."""
    async with asyncio.timeout(30):
        while reconstruire(maison.registre, expertise).a_faire:
            await asyncio.sleep(0.05)


class Cours:
    """One case on the real server: acts as Updates, each at its date, days by skipping."""

    def __init__(self, env: WorkflowEnvironment, expertise: str | None = None) -> None:
        self._env = env
        self.id = ExpertiseId(expertise or f"exp-{uuid4().hex[:12]}")
        self._poignee: WorkflowHandle[Any, Any] | None = None
        self._rang = 0
        self._decalage = timedelta()

    @property
    def poignee(self) -> WorkflowHandle[Any, Any]:
        """The running workflow."""
        assert self._poignee is not None, "ouvrir first"
        return self._poignee

    async def ouvrir(self, a: datetime, commande: dict[str, Any]) -> Accuse:
        """Start the case with its first command at the instant `a`: the case's clock is set to it."""
        self._decalage = timedelta(seconds=ceil((a - datetime.now(UTC)).total_seconds()))
        complete = self._lire(commande, a)
        with self._env.with_time_skipping_disabled():
            demarrage = WithStartWorkflowOperation(
                noms.WORKFLOW,
                EntreeExpertise(dossier=Dossier(id=self.id), decalage=int(self._decalage.total_seconds())),
                id=noms.workflow_id(self.id),
                task_queue=noms.FILE_PROCEDURE,
                id_conflict_policy=WorkflowIDConflictPolicy.FAIL,
            )
            accuse: Accuse = await self._env.client.execute_update_with_start_workflow(
                complete.type, complete, id=self._cle(), result_type=Accuse, start_workflow_operation=demarrage
            )
        self._poignee = await demarrage.workflow_handle()
        return accuse

    async def maintenant(self) -> datetime:
        """The case's own clock."""
        info = await self._env.get_time_skipping_info(self.poignee)
        reel = datetime.now(UTC) if info is None else info.current_time.ToDatetime(UTC)
        return reel + self._decalage

    async def aller_au(self, a: datetime) -> None:
        """Let the days pass until `a`; everything due on the way happens."""
        reste = a - await self.maintenant()
        if reste > timedelta():
            assert await self._env.fast_forward(self.poignee, reste), "the case ended on the way"

    async def agir(
        self, a: datetime, commande: dict[str, Any], par: str | None = None, cle: str | None = None
    ) -> Accuse:
        """Go to `a` and perform an act. Raises `WorkflowUpdateFailedError`."""
        await self.aller_au(a)
        complete = self._lire(commande, a, par)
        return await self.poignee.execute_update(complete.type, complete, id=cle or self._cle(), result_type=Accuse)

    def _cle(self) -> str:
        self._rang += 1
        return f"{self.id}-{self._rang}"

    def _lire(self, commande: dict[str, Any], a: datetime, par: str | None = None) -> Commande:
        role = next((p["role"] for p in PARTICIPANTS if p["id"] == par), par)
        auteur = {} if par is None else {"auteur": {"personne": par, "role": role}}
        return ADAPTATEUR.validate_python({"recu_a": a, **auteur, **commande})
