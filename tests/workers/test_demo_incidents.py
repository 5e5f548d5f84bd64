"""What does not go as planned, on the real server: everything that the law calls for is done, and nothing else."""

from collections import Counter
from email import message_from_bytes
from pathlib import Path

import pytest
from jeux import RACINE, Jeu, en_parallele, jouer, programme

from procedure.effets import Canal
from procedure.rejeu import ActeDate, Deroulement, Envoi, rejouer
from workers.scenario import lire

pytestmark = pytest.mark.timeout(120)

SCENARIOS = {
    "restitution-apres-caducite": "close",
    "deces-en-cours-d-instance": "dires_ouverts",
    "convention-revocation": "operations",
}
"""Money that does not come, a party who dies, a technicien who is removed; and the stage where each ends."""


@pytest.fixture(scope="module", params=SCENARIOS)
def joue(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Jeu, Deroulement]:
    """The same acts on the platform, and on the law alone."""
    fichier = RACINE / "exemples" / "scenarios" / f"{request.param}.yaml"
    loi = rejouer(ActeDate(acte.a, acte.commande) for acte in lire(fichier).actes)
    jeu = jouer(fichier, tmp_path_factory.mktemp(request.param))
    assert (jeu.chronologie[-1]["etape"], loi.moments[-1].etape) == (SCENARIOS[request.param],) * 2
    return jeu, loi


def envois(loi: Deroulement) -> list[Envoi]:
    return [envoi for moment in loi.moments for envoi in moment.envois if not envoi.acte.hors_plateforme]


def test_la_plateforme_inscrit_ce_que_la_loi_decide(joue: tuple[Jeu, Deroulement]) -> None:
    jeu, loi = joue
    faits = [fait for moment in loi.moments for fait in (*moment.en_chemin, *moment.faits)]
    assert [(e["type"], e["resume"]) for e in jeu.chronologie] == [(fait.type, fait.resume) for fait in faits]


def test_chaque_document_que_la_loi_appelle_est_scelle_et_horodate(joue: tuple[Jeu, Deroulement]) -> None:
    jeu, loi = joue
    attendus = Counter(bool(envoi.modele) for envoi in envois(loi))
    assert (len(jeu.scelles), jeu.bilan["documents"]["scelles"]) == (attendus[True],) * 2
    assert jeu.bilan["documents"]["deposes"] >= attendus[False]
    actes = [acte for evenement in jeu.chronologie for acte in evenement["actes"]]
    assert len(actes) == len(envois(loi))
    assert all((jeu.dossier / acte["fichier"]).is_file() for acte in actes)
    for dit in en_parallele(lambda f: programme("pdfsig", "poppler-utils", "-no-ocsp", f).stdout, jeu.scelles):
        assert "Signature is Valid." in dit
    assert all((jeu.dossier / "jetons" / scelle.name).with_suffix(".tsr").is_file() for scelle in jeu.scelles)


def test_chaque_remise_part_une_fois_par_la_voie_que_la_loi_dit(joue: tuple[Jeu, Deroulement]) -> None:
    jeu, loi = joue
    voies = Counter(d.canal is Canal.COURRIEL for envoi in envois(loi) for d in envoi.destinations)
    courriels = sorted(Path(jeu.dossier / "courriers").glob("*.eml"))
    assert (len(courriels), jeu.bilan["courriels"], jeu.bilan["a_poster"]) == (voies[True], voies[True], voies[False])
    identifiants = {message_from_bytes(courriel.read_bytes())["Message-ID"] for courriel in courriels}
    assert len(identifiants) == len(courriels) > 10
