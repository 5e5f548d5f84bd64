"""The journal is enough: a case whose workflow is lost goes on from it, and does nothing twice."""

from datetime import UTC, datetime

from banc_temporal import Cours, Maison, attendre_la_fin_des_effets
from dossiers import ordonnance
from temporalio.testing import WorkflowEnvironment

from workers.relance import reconstruire, relancer


async def test_une_expertise_perdue_par_temporal_repart_du_journal(
    env: WorkflowEnvironment, plateforme: Maison
) -> None:
    cours = Cours(env)
    maintenant = datetime.now(UTC)  # the new workflow lives at the server's time: so must the case
    await cours.ouvrir(maintenant, ordonnance())
    await cours.agir(maintenant, {"type": "notifier_designation"}, "greffe")
    await attendre_la_fin_des_effets(plateforme, cours.id)
    courriels = [m for m in plateforme.boite.messages() if cours.id in m.texte]
    assert len(courriels) == 1

    await cours.poignee.terminate("store lost")
    with env.with_time_skipping_disabled():
        assert cours.id in await relancer(env.client, plateforme.registre)
    assert reconstruire(plateforme.registre, cours.id).a_faire == ()
    assert [m for m in plateforme.boite.messages() if cours.id in m.texte] == courriels
