"""Losing the Temporal store loses no case: the journal is enough to start every workflow again."""

from collections.abc import Iterator

from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.service import RPCError, RPCStatusCode

from api.reglages import Reglages
from api.temporal import connecter
from procedure.dossier import Dossier, Phase
from procedure.effets import Canal, Effet
from procedure.evenements import RemiseEchouee
from procedure.evolution import evoluer
from procedure.langue import accorder
from procedure.modele import ExpertiseId
from procedure.reaction import reagir
from registre import EtatRemise, Registre
from registre.moteur import ouvrir
from workflows import noms
from workflows.entree import EntreeExpertise

FAITES = frozenset(
    {EtatRemise.REMISE, EtatRemise.DISPONIBLE, EtatRemise.OUVERTE, EtatRemise.ECHOUEE, EtatRemise.A_POSTER}
)
"""What needs no further attempt."""


async def relancer(client: Client, registre: Registre) -> list[str]:
    """Start the workflow of every open case that Temporal does not run; return their ids."""
    relancees = []
    for expertise in registre.lectures.toutes():
        if await _court(client, expertise):
            continue
        entree = reconstruire(registre, expertise)
        if entree.dossier.phase is Phase.CLOSE and not entree.a_faire:
            continue
        await client.start_workflow(
            noms.WORKFLOW,
            entree,
            id=noms.workflow_id(expertise),
            task_queue=noms.FILE_PROCEDURE,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
            static_summary=f"Expertise {entree.dossier.rg}",
        )
        relancees.append(expertise)
    return relancees


def reconstruire(registre: Registre, expertise: str) -> EntreeExpertise:
    """Fold the journal of a case, and keep the effects that were not carried out to the end."""
    dossier = Dossier(id=ExpertiseId(expertise))
    effets: list[Effet] = []
    for evenement in registre.lectures.evenements(expertise):
        dossier = evoluer(dossier, evenement)
        effets += reagir(dossier, evenement)
    return EntreeExpertise(dossier=dossier, a_faire=tuple(_inacheves(registre, expertise, effets)))


def _inacheves(registre: Registre, expertise: str, effets: list[Effet]) -> Iterator[Effet]:
    """Every effect is idempotent, so doubt means doing it again."""
    etats = {
        (r.cle.acte, r.cle.destinataire, r.cle.canal, r.cle.rang): r.etat for r in registre.lectures.remises(expertise)
    }
    signales = {
        e.fait.acte
        for e in registre.lectures.evenements(expertise)
        if isinstance(e.fait, RemiseEchouee) and e.fait.canal == "production"
    }
    verses = {acte.id for acte in registre.lectures.actes(expertise, tout_voir=True) if acte.horodate_a}
    for effet in effets:
        if effet.acte.id in signales:
            continue  # a human has been told; he decides
        remises = (etats.get((effet.acte.id, d.personne, Canal(d.canal), d.rang)) for d in effet.destinations)
        if effet.acte.id not in verses or any(etat not in FAITES for etat in remises):
            yield effet


async def _court(client: Client, expertise: str) -> bool:
    try:
        description = await client.get_workflow_handle(noms.workflow_id(expertise)).describe()
    except RPCError as erreur:
        if erreur.status is RPCStatusCode.NOT_FOUND:
            return False
        raise
    return description.status is WorkflowExecutionStatus.RUNNING


async def main() -> None:
    """Run from the command line."""
    reglages = Reglages()
    client = await connecter(reglages, "diligence-relance")
    relancees = await relancer(client, Registre(ouvrir(reglages.url_base)))
    mots = accorder(len(relancees), "expertise relancée", "expertises relancées")
    print(f"{mots} depuis le journal")
