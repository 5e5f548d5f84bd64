"""A day becomes chômé by decree: the running case shows what would move, then moves it, and tells who is concerned."""

from datetime import UTC, datetime

from banc_temporal import Cours, Maison, attendre_la_fin_des_effets
from decrets import decret
from dossiers import ordonnance
from temporalio.testing import WorkflowEnvironment

from api.guichet import GuichetTemporal
from procedure.echeances import Statut
from workers.recalculer import appliquer_un, essayer, montrer


async def test_le_nouveau_calendrier_est_montre_applique_inscrit_et_annonce(
    env: WorkflowEnvironment, plateforme: Maison
) -> None:
    cours = Cours(env)
    await cours.ouvrir(datetime.now(UTC), ordonnance())  # `recalculer` acts now: so must the case live now
    lectures = plateforme.registre.lectures
    avant = {e.id: e.calcul.legal for e in lectures.echeances(cours.id) if e.regle == "DL-03" and e.calcul}
    (terme,) = set(avant.values())
    assert list(essayer(plateforme.registre, cours.id)) == []

    with decret(terme):
        (essai,) = essayer(plateforme.registre, cours.id)
        assert {d.echeance for d in essai.deplacements} == set(avant)
        assert "calendrier" in "\n".join(montrer([essai]))
        with env.with_time_skipping_disabled():
            await appliquer_un(GuichetTemporal(plateforme.reglages, env.client), essai)
        assert list(essayer(plateforme.registre, cours.id)) == []

    deplacees = {e.id: e for e in lectures.echeances(cours.id) if e.regle == "DL-03"}
    assert all(e.statut is Statut.OUVERTE and e.calcul and e.calcul.legal > terme for e in deplacees.values())
    entree = lectures.journal(cours.id)[-1]
    assert (entree.type, entree.auteur) == ("echeances_recalculees", "greffe")
    await attendre_la_fin_des_effets(plateforme, cours.id)
    avises = [a for a in lectures.actes(cours.id, tout_voir=True) if a.nature == "avis_echeance"]
    assert {a.objet for a in avises} == set(avant)
    assert all(a.document for a in avises)
