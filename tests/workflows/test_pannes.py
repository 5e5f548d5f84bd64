"""What fails does not end a case: it waits, it is told, and the case goes on."""

import asyncio
from datetime import UTC, datetime

from banc_temporal import Cours, Maison
from dossiers import Affaire, le, ordonnance
from temporalio.client import WorkflowExecutionStatus
from temporalio.testing import WorkflowEnvironment

from registre import EtatRemise


async def test_une_veille_qui_echoue_ne_met_pas_fin_a_l_expertise(
    env: WorkflowEnvironment, plateforme: Maison
) -> None:
    cours = Cours(env)
    await cours.ouvrir(le("2026-01-05"), ordonnance())
    ailleurs = Affaire(cours.id)  # another writer has taken the next number: recording it again is a conflict
    ailleurs.jouer("2026-01-05", ordonnance())
    ailleurs.jouer("2026-01-06", {"type": "notifier_designation"}, "greffe")
    plateforme.registre.journal.inscrire(cours.id, ailleurs.evenements[1:], "ailleurs", "0" * 64)

    await cours.aller_au(le("2026-02-18"))  # the first reminder of the consignation is due
    assert (await cours.poignee.describe()).status is WorkflowExecutionStatus.RUNNING


async def test_un_refus_est_dit_aussitot_meme_si_une_autre_remise_est_differee(
    env: WorkflowEnvironment, plateforme: Maison
) -> None:
    cours = Cours(env)
    maintenant = datetime.now(UTC)
    await cours.ouvrir(maintenant, ordonnance())
    await cours.agir(maintenant, {"type": "notifier_designation"}, "greffe")
    plateforme.boite.refuser("roche@avocat.invalid")
    plateforme.boite.differer("vidal@avocat.invalid", 1000)
    try:
        await cours.agir(maintenant, {"type": "accepter_mission", "independance": True}, "expert")
        async with asyncio.timeout(30):
            while not any(e.type == "remise_echouee" for e in plateforme.registre.lectures.journal(cours.id)):
                await asyncio.sleep(0.05)
        etats = {r.cle.destinataire: r.etat for r in plateforme.registre.lectures.remises(cours.id, "acceptation-1")}
        assert etats["me-roche"] is EtatRemise.ECHOUEE
        assert etats["me-vidal"] in (EtatRemise.DIFFEREE, EtatRemise.EN_COURS)
    finally:
        plateforme.boite.differer("vidal@avocat.invalid", 0)
        plateforme.boite.refuser("roche@avocat.invalid", 0)
