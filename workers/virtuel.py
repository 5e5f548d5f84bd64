"""One platform whose clock is moved: the real server with time skipping, the real workers, in this process.

Each case has its own clock, set to its file's dates when it opens, and moved from act to act: everything due on
the way happens. The server counts skips (200 at once) and loses the date after the second continue-as-new
(release 1.32), so a case played here stays in one run.
"""

import asyncio
import os
import secrets
import shlex
import sys
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil
from pathlib import Path
from typing import Any
from uuid import uuid4

from pydantic import SecretStr
from temporalio.api.enums.v1 import EventType
from temporalio.client import (
    Client,
    WithStartWorkflowOperation,
    WorkflowHandle,
    WorkflowUpdateFailedError,
    WorkflowUpdateRPCTimeoutOrCancelledError,
)
from temporalio.common import WorkflowIDConflictPolicy
from temporalio.exceptions import ApplicationError
from temporalio.runtime import Runtime, TelemetryConfig
from temporalio.service import RPCError, RPCStatusCode
from temporalio.testing import WorkflowEnvironment

from api.chiffrement import Trousseau, convertisseur
from api.reglages import Reglages
from api.ressources import ouvrir_coffre
from coffre.coffre import Coffre
from procedure.commandes import Commande
from procedure.decision import Accuse, Motif, Refus
from procedure.dossier import Dossier
from procedure.modele import ExpertiseId
from registre import Registre
from registre.moteur import migrer, ouvrir
from workers.atelier import FILS, monter, ouvriers
from workers.embarque import attache
from workers.embarque.boite import boite_aux_lettres
from workers.embarque.emplacement import Empechement
from workers.embarque.pki import Pki, preparer
from workers.embarque.serveur_temporal import arguments_serveur, trouver_temporal
from workers.embarque.tsa import serveur_tsa
from workflows import noms
from workflows.entree import EntreeExpertise

EN_UN_SEUL_PASSAGE = (
    "limit.historyCount.suggestContinueAsNew=40000",
    "limit.historySize.suggestContinueAsNew=40000000",
)
"""The case stays in one run: under skipping, its clock would go wrong in a later one."""

DEMARRAGES = 3


@dataclass(frozen=True)
class Maison:
    """A platform: its settings, its record, its vault, its keys, its server."""

    reglages: Reglages
    registre: Registre
    coffre: Coffre
    pki: Pki
    env: WorkflowEnvironment

    @property
    def courrier(self) -> Path:
        """The folder of the mails as they were sent."""
        return self.reglages.donnees / "courrier"


@asynccontextmanager
async def maison_virtuelle(dossier: Path) -> AsyncIterator[Maison]:
    """Start a platform of its own in `dossier`, for as long as the block lasts."""
    pki = preparer(dossier / "pki")
    async with AsyncExitStack() as pile:
        tsa = await pile.enter_async_context(serveur_tsa(pki))
        boite = await pile.enter_async_context(boite_aux_lettres(dossier / "courrier"))
        reglages = _reglages(dossier, pki, tsa, boite.port)
        migrer(reglages.url_base)
        registre = Registre(ouvrir(reglages.url_base))
        pile.callback(registre.moteur.dispose)
        coffre = ouvrir_coffre(reglages)
        env = await pile.enter_async_context(await _demarrer_le_serveur(_a_part(trouver_temporal(), dossier)))
        await pile.enter_async_context(travailleurs(env.client, reglages))
        yield Maison(reglages, registre, coffre, pki, env)


def _reglages(dossier: Path, pki: Pki, tsa: str, port_smtp: int) -> Reglages:
    """Say everything: nothing of the environment (a real record, a real mail server) may be used here."""
    return Reglages(
        donnees=dossier,
        base=f"sqlite:///{dossier / 'registre.sqlite'}",
        tsa_url=tsa,
        tsa_racine=pki.racine,
        sceau_cle=pki.cle_sceau,
        sceau_certificat=pki.sceau,
        sceau_chaine=None,
        smtp_hote="127.0.0.1",
        smtp_port=port_smtp,
        smtp_securite="aucune",
        smtp_utilisateur="",
        smtp_mot_de_passe=SecretStr(""),
        files=",".join((noms.FILE_PROCEDURE, noms.FILE_SIGNATURE, noms.FILE_REMISE)),
        version_deploiement="",
    )


def _a_part(temporal: Path, dossier: Path) -> Path:
    """Wrap the server so that Ctrl-C reaches this process alone, and so that it never outlives this process."""
    seul = "import os, sys; os.setpgid(0, 0); os.execv(sys.argv[1], sys.argv[1:])"
    python = (sys.executable, "-SE")
    commande = shlex.join((*python, "-c", seul, *python, attache.__file__, str(os.getpid()), str(temporal)))
    enveloppe = dossier / "temporal"
    enveloppe.write_text(f'#!/bin/sh\nexec {commande} "$@"\n')
    enveloppe.chmod(0o700)
    return enveloppe


async def _demarrer_le_serveur(temporal: Path) -> WorkflowEnvironment:
    """Start the server, with payload keys that nobody keeps; the SDK gives it five seconds, so try again."""
    arguments = arguments_serveur(saut_de_temps=True, reglages=EN_UN_SEUL_PASSAGE)
    for essai in range(DEMARRAGES):
        try:
            return await WorkflowEnvironment.start_time_skipping_v2(
                data_converter=convertisseur(Trousseau({"k1": secrets.token_bytes(32)}, "k1")),
                dev_server_existing_path=str(temporal),
                # its banner would mix with what this command writes on its standard output
                dev_server_extra_args=["--output", "none", *arguments],
                dev_server_log_level="never",
                runtime=Runtime(telemetry=TelemetryConfig(logging=None)),  # the SDK's core logs there too
            )
        except RuntimeError as echec:
            if essai + 1 == DEMARRAGES:
                raise Empechement("le serveur Temporal n’a pas démarré ; la machine est-elle surchargée ?") from echec
    raise AssertionError("the loop returns or raises")


@asynccontextmanager
async def travailleurs(client: Client, reglages: Reglages) -> AsyncIterator[None]:
    """The workers of every queue, in this process."""
    with ThreadPoolExecutor(FILS * 3, thread_name_prefix="activite") as fils:
        async with AsyncExitStack() as pile:
            for ouvrier in ouvriers(client, reglages, monter(reglages), fils):
                await pile.enter_async_context(ouvrier)
            yield


class Affaire:
    """One case on the server: each act as an Update at its date, days by skipping."""

    def __init__(self, env: WorkflowEnvironment, expertise: str | None = None) -> None:
        self._env = env
        self.id = ExpertiseId(expertise or f"exp-{uuid4().hex[:12]}")
        self._poignee: WorkflowHandle[Any, Any] | None = None
        self._rang = 0
        self._decalage = timedelta()

    @property
    def poignee(self) -> WorkflowHandle[Any, Any]:
        """The workflow, once opened."""
        if self._poignee is None:
            raise RuntimeError("the case is not opened yet")
        return self._poignee

    async def agir(self, a: datetime, commande: Commande) -> Accuse:
        """Let the days pass until `a`, then perform an act; the first one opens the case. Raises `Refus`."""
        try:
            return await self.soumettre(a, commande)
        except WorkflowUpdateRPCTimeoutOrCancelledError as echec:
            tache = asyncio.current_task()
            if tache is not None and tache.cancelling():
                raise asyncio.CancelledError from echec
            raise
        except WorkflowUpdateFailedError as echec:
            raise _refus(echec) or echec from echec

    async def soumettre(self, a: datetime, commande: Commande, cle: str | None = None) -> Accuse:
        """Do as `agir`, with what Temporal itself says of a failure."""
        if self._poignee is None:
            return await self._ouvrir(a, commande)
        await self.aller_au(a)
        accuse: Accuse = await self.poignee.execute_update(
            commande.type, commande, id=cle or self._cle(), result_type=Accuse
        )
        return accuse

    async def _ouvrir(self, a: datetime, commande: Commande) -> Accuse:
        """Start the case with its clock at `a`; nothing is skipped yet."""
        # rounded up: the case's clock must not be before the instant at which the act is received
        self._decalage = timedelta(seconds=ceil((a - datetime.now(UTC)).total_seconds()))
        with self._env.with_time_skipping_disabled():
            demarrage: WithStartWorkflowOperation[Any, Any] = WithStartWorkflowOperation(
                noms.WORKFLOW,
                EntreeExpertise(dossier=Dossier(id=self.id), decalage=int(self._decalage.total_seconds())),
                id=noms.workflow_id(self.id),
                task_queue=noms.FILE_PROCEDURE,
                id_conflict_policy=WorkflowIDConflictPolicy.FAIL,
            )
            accuse: Accuse = await self._env.client.execute_update_with_start_workflow(
                commande.type, commande, id=self._cle(), result_type=Accuse, start_workflow_operation=demarrage
            )
        self._poignee = await demarrage.workflow_handle()
        return accuse

    async def maintenant(self) -> datetime:
        """The case's own clock."""
        info = await self._env.get_time_skipping_info(self.poignee)
        serveur = datetime.now(UTC) if info is None else info.current_time.ToDatetime(UTC)
        return serveur + self._decalage

    async def aller_au(self, a: datetime) -> None:
        """Let the days pass until `a`; everything due on the way happens, and what is under way is finished first."""
        reste = a - await self.maintenant()
        if reste > timedelta():
            await self._avancer(reste)

    async def finir(self) -> None:
        """Wait until everything that was called for has been carried out: the clock stands still before that."""
        await self._avancer(timedelta(seconds=1))

    async def _avancer(self, reste: timedelta) -> None:
        try:
            await self._env.fast_forward(self.poignee, reste)
        except RPCError as echec:
            if echec.status is not RPCStatusCode.NOT_FOUND:  # the case has ended, with nothing left to do
                raise

    async def sauts(self) -> int:
        """How many times the clock was moved, as the server counted."""
        saut = EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TIME_SKIPPING_TRANSITIONED
        return sum([evenement.event_type == saut async for evenement in self.poignee.fetch_history_events()])

    def _cle(self) -> str:
        self._rang += 1
        return f"{self.id}-{self._rang}"


def _refus(echec: WorkflowUpdateFailedError) -> Refus | None:
    cause = echec.cause
    if not isinstance(cause, ApplicationError) or cause.type != noms.REFUS:
        return None
    motif = Motif.model_validate(cause.details[0])
    return Refus(motif.article, motif.message, *motif.manque)
