"""The dry run of a recomputation: for the court alone, and nothing but what it showed may then be applied."""

from datetime import date

from decrets import decret
from dossiers import jusqu_au_rapport, reception

LE_18 = date(2026, 9, 18)


async def test_l_essai_a_blanc_puis_son_application(banc) -> None:
    affaire = jusqu_au_rapport()
    affaire.jouer("2026-09-05", reception("demande_de_remuneration-1", "morel", "2026-09-03"), "expert")
    banc.inscrire("exp-1", affaire)
    banc.maintenant = banc.maintenant.replace(month=9, day=7)
    rien = (await banc.lire("greffe", "/expertises/exp-1/recalcul")).json()
    assert rien["deplacements"] == []

    with decret(LE_18):
        essai = (await banc.lire("juge", "/expertises/exp-1/recalcul")).json()
        (d,) = essai["deplacements"]
        assert (d["avant"]["legal"], d["apres"]["legal"]) == ("2026-09-18", "2026-09-21")
        perime = await banc.agir(
            "greffe", "/expertises/exp-1/actes/recalculer", {"montre": rien["montre"]}, "cle-perimee"
        )
        assert perime.status_code == 422
        assert "montré" in perime.json()["detail"]
        reponse = await banc.agir("greffe", "/expertises/exp-1/actes/recalculer", {"montre": essai["montre"]})
    assert reponse.status_code == 201
    echeances = (await banc.lire("morel", "/expertises/exp-1/echeances")).json()
    (sienne,) = [e for e in echeances if e["regle"] == "DL-16" and e["personne"] == "morel"]
    assert sienne["calcul"]["legal"] == "2026-09-21"
    assert any(e["regle"] == "CPC 642 al. 2" for e in sienne["calcul"]["etapes"])


async def test_l_essai_a_blanc_n_est_pas_pour_les_parties(banc) -> None:
    banc.inscrire("exp-1", jusqu_au_rapport())
    for qui in ("expert", "me-roche", "morel"):
        assert (await banc.lire(qui, "/expertises/exp-1/recalcul")).status_code == 403
    assert (await banc.lire("etranger", "/expertises/exp-1/recalcul")).status_code == 404
