"""A convention on the real server: opened by its own command, carried out as any case, closed by its parties."""

import pytest
from banc_temporal import Cours, Maison, attendre_la_fin_des_effets
from conventions import convention
from dossiers import le
from temporalio.client import WorkflowUpdateFailedError
from temporalio.testing import WorkflowEnvironment


async def test_une_convention_s_ouvre_se_deroule_et_se_clot(env: WorkflowEnvironment, plateforme: Maison) -> None:
    cours = Cours(env)
    accuse = await cours.ouvrir(le("2026-01-05"), convention(convention=plateforme.deposer("Convention")))
    assert (accuse.premier, accuse.dernier, accuse.etape) == (1, 1, "mise_en_place")
    await cours.agir(le("2026-01-12"), {"type": "accepter_mission", "independance": True}, "expert")
    with pytest.raises(WorkflowUpdateFailedError) as refus:
        await cours.agir(le("2026-01-13"), {"type": "inviter_a_consigner"}, "me-roche")
    assert refus.value.cause.details[0]["article"] == "CPC 131"  # type: ignore[attr-defined]
    await cours.agir(
        le("2026-06-01"), {"type": "remettre_rapport", "document": plateforme.deposer("Rapport")}, "expert"
    )
    await cours.agir(le("2026-06-02"), {"type": "clore_dossier"}, "dupin")
    await attendre_la_fin_des_effets(plateforme, cours.id)
    await cours.poignee.result()
    vue = plateforme.registre.lectures.expertise(cours.id)
    assert vue is not None
    assert (vue.rg, vue.etape) == ("CONV-2026-01", "close")
    natures = {a.nature for a in plateforme.registre.lectures.actes(cours.id, "expert", tout_voir=True)}
    assert {"convention", "acceptation", "rapport", "recepisse", "bordereau"} <= natures
