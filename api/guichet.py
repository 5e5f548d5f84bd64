"""Turns a command into one Update of its expertise, and what comes back into an answer that a person can act on."""

import asyncio
import hashlib
import json
from collections.abc import Awaitable
from datetime import timedelta
from typing import NoReturn, Protocol

from temporalio.client import (
    Client,
    WithStartWorkflowOperation,
    WorkflowUpdateFailedError,
    WorkflowUpdateRPCTimeoutOrCancelledError,
)
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import ActivityError, ApplicationError, WorkflowAlreadyStartedError
from temporalio.service import RPCError, RPCStatusCode

from api import problemes
from api.reglages import Reglages
from api.temporal import connecter
from procedure.commandes import OUVERTURES, Commande, ReprendreExpertise
from procedure.decision import Accuse, Motif, Refus
from procedure.dossier import Dossier
from procedure.modele import ExpertiseId
from workflows import noms
from workflows.entree import EntreeExpertise

ATTENTE = timedelta(seconds=10)
"""How long a caller waits for his act to be recorded."""

_SANS_REPONSE = {
    RPCStatusCode.DEADLINE_EXCEEDED,
    RPCStatusCode.UNAVAILABLE,
    RPCStatusCode.CANCELLED,
    RPCStatusCode.RESOURCE_EXHAUSTED,
    RPCStatusCode.ABORTED,
}


def cle_d_update(personne: str, cle: str) -> str:
    """The Update id of a person's Idempotency-Key: readable in Temporal, so it says neither."""
    return _empreinte("update", personne, cle)[:40]


def id_d_expertise(personne: str, cle: str) -> str:
    """The case that a person opens under a key: opaque, and the same however often the request is repeated."""
    return _empreinte("expertise", personne, cle)[:32]


def _empreinte(*parts: str) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


class Guichet(Protocol):
    """Where a command is handed in."""

    async def soumettre(self, expertise: str, commande: Commande, cle: str) -> Accuse:
        """Have an act recorded in a case. Raises `Refus` or `Probleme`."""
        ...

    async def ouvrir(self, expertise: str, commande: Commande, cle: str) -> Accuse:
        """Have a case started by its first act. Raises `Refus` or `Probleme`."""
        ...


class GuichetTemporal:
    """The real one; it connects at the first command, so that reads work while Temporal is down."""

    def __init__(self, reglages: Reglages, client: Client | None = None) -> None:
        self._reglages = reglages
        self._client = client
        self._connexion = asyncio.Lock()

    async def soumettre(self, expertise: str, commande: Commande, cle: str) -> Accuse:
        """Send the Update to the running workflow."""
        client = await self._connecte()
        poignee = client.get_workflow_handle(noms.workflow_id(expertise))
        return await _repondre(
            poignee.execute_update(commande.type, commande, id=cle, result_type=Accuse, rpc_timeout=ATTENTE)
        )

    async def ouvrir(self, expertise: str, commande: Commande, cle: str) -> Accuse:
        """Start the workflow with its first Update, as one request."""
        client = await self._connecte()
        depart: WithStartWorkflowOperation[object, object] = WithStartWorkflowOperation(
            noms.WORKFLOW,
            EntreeExpertise(dossier=Dossier(id=ExpertiseId(expertise))),
            id=noms.workflow_id(expertise),
            task_queue=noms.FILE_PROCEDURE,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            # a case that has ended must not begin anew under the same id
            id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
            static_summary=_resume(commande),
        )
        return await _repondre(
            client.execute_update_with_start_workflow(
                commande.type,
                commande,
                start_workflow_operation=depart,
                id=cle,
                result_type=Accuse,
                rpc_timeout=ATTENTE,
            )
        )

    async def _connecte(self) -> Client:
        if self._client is None:
            async with self._connexion:
                if self._client is None:
                    self._client = await self._connecter()
        return self._client

    async def _connecter(self) -> Client:
        try:
            async with asyncio.timeout(ATTENTE.total_seconds()):
                return await connecter(self._reglages, "diligence-api")
        except (RuntimeError, RPCError, OSError) as erreur:  # what the SDK raises where nothing answers
            raise problemes.indisponible(transmis=False) from erreur


def _resume(commande: Commande) -> str:
    """What the Temporal UI shows of the case; encrypted."""
    premier = commande.actes[0] if isinstance(commande, ReprendreExpertise) else commande
    if not isinstance(premier, OUVERTURES):
        return "Expertise"
    return f"Expertise {premier.rg} ({premier.juridiction.code})"


async def _repondre(appel: Awaitable[Accuse]) -> Accuse:
    """Wait for the answer, no longer than `ATTENTE`, and say in our words what went wrong."""
    try:
        async with asyncio.timeout(ATTENTE.total_seconds()):
            return await appel
    except WorkflowUpdateFailedError as echec:
        _traduire(echec)
    except (WorkflowUpdateRPCTimeoutOrCancelledError, TimeoutError) as attente:
        raise problemes.indisponible(transmis=True) from attente
    except WorkflowAlreadyStartedError as deja:
        raise problemes.expertise_arretee() from deja
    except RPCError as erreur:
        if erreur.status is RPCStatusCode.NOT_FOUND:
            # no workflow runs it: whether because the case is closed, the record alone can say
            raise problemes.expertise_arretee() from erreur
        if erreur.status in _SANS_REPONSE:
            raise problemes.indisponible(transmis=True) from erreur
        raise


def _traduire(echec: WorkflowUpdateFailedError) -> NoReturn:
    cause = echec.cause
    if isinstance(cause, ApplicationError):
        if cause.type == noms.REFUS and cause.details:
            raise refus_de(Motif.model_validate(cause.details[0])) from echec
        if cause.type == noms.CLE_REUTILISEE:
            raise problemes.cle_reutilisee() from echec
        if cause.type == "AcceptedUpdateCompletedWorkflow":
            # the run ended while the act was being handled: the next call with the same key says how
            raise problemes.indisponible(transmis=True) from echec
    if isinstance(cause, ActivityError):
        # it could not be recorded, and retrying would not help: an operator must look at it
        raise problemes.expertise_arretee() from echec
    raise echec


def refus_de(motif: Motif) -> Refus:
    """The refusal that a reason came from, on the other side of the wire."""
    return Refus(motif.article, motif.message, *motif.manque, introuvable=motif.introuvable, interdit=motif.interdit)
