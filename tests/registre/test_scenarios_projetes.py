"""Every example, recorded: the screens show the case as its state has it, whoever came, left, or was frozen."""

from pathlib import Path

import pytest

from procedure.decider import decider
from procedure.decision import Refus
from procedure.dossier import Dossier
from procedure.evolution import evoluer
from procedure.modele import ExpertiseId
from registre import Registre
from registre.moteur import migrer, ouvrir
from workers.scenario import lire

SCENARIOS = sorted((Path(__file__).parents[2] / "exemples" / "scenarios").glob("*.yaml"))


@pytest.mark.parametrize("fichier", SCENARIOS, ids=lambda f: f.stem)
def test_les_tableaux_disent_l_etat_du_dossier(fichier: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'registre.sqlite'}"
    migrer(url)
    moteur = ouvrir(url)
    try:
        registre = Registre(moteur)
        dossier = Dossier(id=ExpertiseId("exp"))
        for rang, pas in enumerate(lire(fichier).pas):
            try:
                evenements = decider(dossier, pas.commande, pas.a)
            except Refus:
                continue
            for evenement in evenements:
                dossier = evoluer(dossier, evenement)
            registre.journal.inscrire("exp", evenements, f"c-{rang}", "0" * 64)
        comparer(registre, dossier)
        registre.projections.reprojeter("exp")
        comparer(registre, dossier)
    finally:
        moteur.dispose()


def comparer(registre: Registre, dossier: Dossier) -> None:
    lectures = registre.lectures
    presents = {p.personne: (p.role, p.nom, p.avocats) for p in lectures.participants("exp") if p.jusqu_a is None}
    assert presents == {i: (p.role, p.nom, p.avocats) for i, p in dossier.participants.items()}
    vivantes = {
        e.id: (e.statut, e.calcul.legal if e.calcul else None)
        for e in lectures.echeances("exp")
        if e.cloture_le is None
    }
    assert vivantes == {i: (e.statut, e.calcul.legal if e.calcul else None) for i, e in dossier.echeances.items()}
    vue = lectures.expertise("exp")
    assert vue is not None
    assert (vue.etape, vue.dernier_numero) == (dossier.phase.value, dossier.numero)
    assert lectures.dossier("exp").model_copy(update={"id": dossier.id}) == dossier
