"""What comes back from Temporal, in words that the caller can act on."""

from typing import Any

import pytest
from dossiers import Affaire, ordonnance
from temporalio.client import WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import ApplicationError, WorkflowAlreadyStartedError
from temporalio.service import RPCError, RPCStatusCode

from api.guichet import GuichetTemporal, cle_d_update, id_d_expertise
from api.problemes import Probleme
from api.reglages import Reglages
from procedure.decision import Accuse, Motif, Refus

MOTIF = Motif(article="CPC 276", message="Non.", manque=("ceci",), introuvable=True)
ACCUSE = Accuse(
    expertise="e", commande="c", empreinte="0" * 64, premier=1, dernier=1, etape="ordonnee", resumes=("Fait",)
)


class ClientJoue:
    """A Temporal client that gives one answer."""

    def __init__(self, reponse: Any) -> None:
        self.reponse = reponse
        self.appel: dict[str, Any] = {}

    def get_workflow_handle(self, identifiant: str) -> "ClientJoue":
        self.appel["workflow"] = identifiant
        return self

    async def execute_update(self, nom: str, commande: Any, **options: Any) -> Accuse:
        self.appel |= {"nom": nom, "commande": commande, **options}
        if isinstance(self.reponse, Exception):
            raise self.reponse
        return self.reponse

    async def execute_update_with_start_workflow(self, nom: str, commande: Any, **options: Any) -> Accuse:
        return await self.execute_update(nom, commande, **options)


def commande() -> Any:
    return Affaire().lire("2026-01-05", ordonnance())


async def soumettre(reponse: Any) -> Any:
    return await GuichetTemporal(Reglages(), ClientJoue(reponse)).soumettre("exp-1", commande(), "cle")  # type: ignore[arg-type]


def echec(type_: str, *details: Any) -> WorkflowUpdateFailedError:
    return WorkflowUpdateFailedError(ApplicationError("x", *details, type=type_))


async def test_un_acte_devient_un_update_de_son_expertise() -> None:
    client = ClientJoue(ACCUSE)
    assert await GuichetTemporal(Reglages(), client).soumettre("exp-1", commande(), "cle") == ACCUSE  # type: ignore[arg-type]
    assert client.appel["workflow"] == "expertise-exp-1"
    assert (client.appel["nom"], client.appel["id"]) == ("enregistrer_ordonnance", "cle")
    assert client.appel["result_type"] is Accuse


async def test_le_premier_acte_demarre_l_expertise_et_jamais_deux_fois() -> None:
    client = ClientJoue(ACCUSE)
    await GuichetTemporal(Reglages(), client).ouvrir("exp-1", commande(), "cle")  # type: ignore[arg-type]
    depart = client.appel["start_workflow_operation"]._start_workflow_input
    assert (depart.workflow, depart.id, depart.task_queue) == ("Expertise", "expertise-exp-1", "procedure")
    assert depart.id_conflict_policy is WorkflowIDConflictPolicy.USE_EXISTING
    assert depart.id_reuse_policy is WorkflowIDReusePolicy.REJECT_DUPLICATE
    assert "26/00017" in depart.static_summary


async def test_un_refus_traverse_temporal_sans_rien_perdre() -> None:
    with pytest.raises(Refus) as refus:
        await soumettre(echec("Refus", MOTIF.model_dump(mode="json")))
    assert refus.value.motif == MOTIF


@pytest.mark.parametrize(
    ("reponse", "statut", "genre"),
    [
        (echec("CleReutilisee"), 422, "cle-reutilisee"),
        (echec("AcceptedUpdateCompletedWorkflow"), 503, "indisponible"),
        (WorkflowUpdateRPCTimeoutOrCancelledError(), 503, "indisponible"),
        (TimeoutError(), 503, "indisponible"),
        (RPCError("down", RPCStatusCode.UNAVAILABLE, b""), 503, "indisponible"),
        (RPCError("limit", RPCStatusCode.RESOURCE_EXHAUSTED, b""), 503, "indisponible"),
        (RPCError("workflow execution already completed", RPCStatusCode.NOT_FOUND, b""), 503, "expertise-arretee"),
        (RPCError("workflow not found", RPCStatusCode.NOT_FOUND, b""), 503, "expertise-arretee"),
        (WorkflowAlreadyStartedError("expertise-exp-1", "Expertise"), 503, "expertise-arretee"),
    ],
)
async def test_chaque_issue_a_son_probleme(reponse: Exception, statut: int, genre: str) -> None:
    with pytest.raises(Probleme) as probleme:
        await soumettre(reponse)
    assert probleme.value.status_code == statut
    assert probleme.value.corps["type"].endswith(genre)
    assert ("Retry-After" in probleme.value.headers) == (statut == 503)


async def test_ce_qui_n_est_pas_prevu_est_un_incident() -> None:
    for imprevu in (RPCError("no", RPCStatusCode.PERMISSION_DENIED, b""), echec("Illisible")):
        with pytest.raises(type(imprevu)):
            await soumettre(imprevu)


async def test_sans_temporal_l_acte_n_est_pas_parti(tmp_path) -> None:
    guichet = GuichetTemporal(Reglages(donnees=tmp_path, temporal_adresse="127.0.0.1:9"))
    with pytest.raises(Probleme) as probleme:
        await guichet.soumettre("exp-1", commande(), "cle")
    assert (probleme.value.status_code, probleme.value.corps["issue"]) == (503, "non_transmis")


def test_les_identifiants_visibles_dans_temporal_ne_disent_rien() -> None:
    cles = {cle_d_update(p, c) for p in ("dupin", "morel") for c in ("a", "b")}
    assert len(cles) == 4
    assert all(len(c) == 40 and set(c) <= set("0123456789abcdef") for c in cles)
    assert id_d_expertise("greffe", "a") == id_d_expertise("greffe", "a") != id_d_expertise("juge", "a")
