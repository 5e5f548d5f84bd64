"""The durable shell on the real server: acts by Updates, dates by timers, effects once."""

import pytest
from banc_temporal import Cours, Maison
from dossiers import le, ordonnance
from temporalio.client import WorkflowUpdateFailedError
from temporalio.testing import WorkflowEnvironment


async def test_un_acte_est_inscrit_quand_il_repond(env: WorkflowEnvironment, plateforme: Maison) -> None:
    cours = Cours(env)
    accuse = await cours.ouvrir(le("2026-01-05"), ordonnance())
    assert (accuse.premier, accuse.dernier, accuse.etape) == (1, 1, "ordonnee")
    journal = plateforme.registre.lectures.journal(cours.id)
    assert [e.type for e in journal] == ["ordonnance_enregistree"]


async def test_un_refus_ne_laisse_aucune_trace(env: WorkflowEnvironment, plateforme: Maison) -> None:
    cours = Cours(env)
    await cours.ouvrir(le("2026-01-05"), ordonnance())
    avant = await cours.poignee.fetch_history()
    with pytest.raises(WorkflowUpdateFailedError) as refus:
        await cours.agir(le("2026-01-05"), {"type": "aviser_consignation"}, "greffe")
    assert refus.value.cause.type == "Refus"  # type: ignore[attr-defined]
    assert refus.value.cause.details[0]["article"] == "CPC 267 al. 2"  # type: ignore[attr-defined]
    apres = await cours.poignee.fetch_history()
    assert [e.event_id for e in apres.events] == [e.event_id for e in avant.events]


async def test_la_date_passee_leve_un_etat_sans_rien_trancher(env: WorkflowEnvironment, plateforme: Maison) -> None:
    cours = Cours(env)
    await cours.ouvrir(le("2026-01-05"), ordonnance())
    await cours.agir(le("2026-01-06"), {"type": "notifier_designation"}, "greffe")
    await cours.aller_au(le("2026-03-07"))
    statuts = {e.id: (e.statut, e.leve) for e in plateforme.registre.lectures.echeances(cours.id)}
    assert statuts["DL-03:dupin:versement-1"] == ("depassee", "caducite_encourue")
