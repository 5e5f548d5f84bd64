"""The reads: what they show, in which order, and what they spare a reader who knows the answer."""

from datetime import UTC, datetime, timedelta

import pytest
from dossiers import Affaire, jusqu_au_pre_rapport, jusqu_au_rapport, jusqu_aux_operations, ordonnance

from procedure.effets import Canal, Portee
from registre import CleRemise

MIDI = datetime(2026, 6, 20, 10, tzinfo=UTC)
CHEMINS = ("", "/echeances", "/journal", "/actes", "/remises", "/participants")


def sans_suite(rg: str) -> Affaire:
    """A case whose first instalment was never paid: overdue once somebody has looked."""
    affaire = Affaire()
    affaire.jouer("2026-01-05", ordonnance(rg=rg))
    affaire.attendre("2026-06-15")
    return affaire


@pytest.mark.parametrize("fin", CHEMINS)
async def test_un_lecteur_qui_a_deja_la_reponse_n_en_recoit_pas_d_autre(banc, fin: str) -> None:
    banc.inscrire("exp-1", jusqu_aux_operations())
    chemin = f"/expertises/exp-1{fin}"
    premiere = await banc.lire("expert", chemin)
    assert premiere.status_code == 200, premiere.text
    etiquette = premiere.headers["ETag"]
    for presentee in (etiquette, f"W/{etiquette}", f'"autre", {etiquette}'):
        seconde = await banc.lire("expert", chemin, **{"If-None-Match": presentee})
        assert (seconde.status_code, seconde.content, seconde.headers["ETag"]) == (304, b"", etiquette)
    assert (await banc.lire("expert", chemin, **{"If-None-Match": '"autre"'})).status_code == 200


async def test_l_etiquette_change_des_que_la_reponse_change(banc) -> None:
    banc.inscrire("exp-1", jusqu_aux_operations())
    chemin = "/expertises/exp-1/remises"
    etiquette = (await banc.lire("expert", chemin)).headers["ETag"]
    cle = CleRemise("exp-1", "convocation-1", "morel", Canal.COURRIEL)
    banc.ressources.registre.remises.reserver(cle, portee=Portee.INFORMATION, motif="m", prepare_a=banc.maintenant)
    reponse = await banc.lire("expert", chemin, **{"If-None-Match": etiquette})
    assert (reponse.status_code, len(reponse.json())) == (200, 1)
    assert len((await banc.lire("morel", chemin)).json()) == 1
    assert (await banc.lire("me-vidal", chemin)).json() == []


async def test_les_expertises_depassees_d_abord_puis_par_echeance(banc) -> None:
    banc.inscrire("exp-a", jusqu_au_pre_rapport())
    banc.inscrire("exp-b", jusqu_aux_operations())
    banc.inscrire("exp-c", sans_suite("26/00099"))
    lues = (await banc.lire("greffe", "/expertises")).json()["expertises"]
    assert lues[0]["id"] == "exp-c"
    assert lues[0]["depassees"] > 0
    dates = [e["prochaine_echeance"] for e in lues if not e["depassees"]]
    assert dates == sorted(dates)
    retard = (await banc.lire("greffe", "/expertises?retard=true")).json()["expertises"]
    assert {e["id"] for e in retard} == {e["id"] for e in lues if e["depassees"]}
    ouverts = (await banc.lire("greffe", "/expertises?etape=dires_ouverts")).json()["expertises"]
    assert [e["id"] for e in ouverts] == ["exp-a"]
    assert (await banc.lire("etranger", "/expertises")).json()["expertises"] == []


async def test_les_pages_se_suivent_sans_trou(banc) -> None:
    affaire = jusqu_aux_operations()
    for rang in range(5):
        banc.inscrire(f"exp-{rang}", affaire)
    vus, suite = [], ""
    while suite is not None:
        page = (await banc.lire("greffe", f"/expertises?limite=2{suite and '&apres=' + suite}")).json()
        vus += [e["id"] for e in page["expertises"]]
        suite = page["suivante"]
    assert sorted(vus) == [f"exp-{rang}" for rang in range(5)]
    faux = await banc.lire("greffe", "/expertises?apres=n-importe-quoi")
    assert (faux.status_code, faux.json()["type"]) == (422, "urn:diligence:probleme:curseur")
    invalide = await banc.lire("greffe", "/expertises?limite=0&etape=rien")
    assert {e["parametre"] for e in invalide.json()["errors"]} == {"limite", "etape"}


async def test_chaque_date_dit_pourquoi(banc) -> None:
    banc.inscrire("exp-1", jusqu_au_rapport())
    echeances = (await banc.lire("morel", "/expertises/exp-1/echeances")).json()
    datees = [e for e in echeances if e["calcul"]]
    assert datees
    for echeance in datees:
        assert echeance["article"]
        assert echeance["origine"]["evenement"]
        assert echeance["calcul"]["etapes"][0].keys() == {"regle", "texte", "date"}
        assert echeance["calcul"]["calendrier"]


async def test_le_journal_se_lit_depuis_un_numero(banc) -> None:
    banc.inscrire("exp-1", jusqu_aux_operations())
    tout = (await banc.lire("regie", "/expertises/exp-1/journal")).json()
    suite = (await banc.lire("regie", "/expertises/exp-1/journal?depuis=3&limite=2")).json()
    assert suite == tout[3:5]
    assert all(e["article"] and e["resume"] for e in tout)


async def test_la_lecture_d_un_acte_par_son_destinataire_est_retenue_une_fois(banc) -> None:
    banc.inscrire("exp-1", jusqu_au_pre_rapport())
    piece = (await banc.deposer("me-roche", b"%PDF-1.7 dire", nom="dire.pdf")).json()
    dire = {"au_nom_de": "dupin", "points": ["Un"], "document": piece}
    assert (await banc.agir("me-roche", "/expertises/exp-1/actes/deposer-dire", dire)).status_code == 201
    cle = CleRemise("exp-1", "dire-1", "morel", Canal.COURRIEL)
    remises = banc.ressources.registre.remises
    remises.reserver(cle, portee=Portee.INFORMATION, motif="m", prepare_a=banc.maintenant)
    for par in ("greffe", "morel", "morel"):
        assert (await banc.lire(par, "/expertises/exp-1/actes/dire-1/document")).status_code == 200
        banc.maintenant += timedelta(hours=1)
    [remise] = (await banc.lire("morel", "/expertises/exp-1/remises")).json()
    assert datetime.fromisoformat(remise["ouvert_a"]) == MIDI + timedelta(hours=1)


async def test_la_sante_se_lit_sans_jeton(banc) -> None:
    assert (await banc.client.get("/sante")).json() == {"etat": "ok"}


@pytest.mark.parametrize("fin", [*CHEMINS, "/actes/dire-1/document", "/actes/dire-1/annexes/1"])
async def test_head_dit_ce_que_get_dirait_sans_rien_marquer_comme_lu(banc, fin: str) -> None:
    banc.inscrire("exp-1", jusqu_au_pre_rapport())
    piece = (await banc.deposer("me-roche", b"%PDF-1.7 dire", nom="dire.pdf")).json()
    dire = {"au_nom_de": "dupin", "points": ["Un"], "document": piece, "pieces": [piece]}
    assert (await banc.agir("me-roche", "/expertises/exp-1/actes/deposer-dire", dire)).status_code == 201
    cle = CleRemise("exp-1", "dire-1", "morel", Canal.COURRIEL)
    banc.ressources.registre.remises.reserver(cle, portee=Portee.INFORMATION, motif="m", prepare_a=banc.maintenant)
    tete = await banc.client.head(f"/expertises/exp-1{fin}", headers={"Authorization": "Bearer jeton-morel"})
    [remise] = banc.ressources.registre.lectures.remises("exp-1")
    assert remise.ouvert_a is None
    lue = await banc.lire("morel", f"/expertises/exp-1{fin}")
    assert (tete.status_code, tete.content) == (200, b"")
    assert dict(tete.headers) == dict(lue.headers)


async def test_head_ne_passe_pas_ou_l_on_ne_fait_qu_agir(banc) -> None:
    assert (await banc.client.head("/documents")).status_code == 405


async def test_le_certificat_racine_se_lit_sans_jeton_et_jamais_une_cle(banc) -> None:
    assert (await banc.client.get("/certificats/racine.pem")).status_code == 404
    fichier = banc.ressources.reglages.dossier_pki / "racine.pem"
    fichier.parent.mkdir()
    racine = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"
    fichier.write_text("-----BEGIN PRIVATE KEY-----\nMIIC\n-----END PRIVATE KEY-----\n" + racine)
    reponse = await banc.client.get("/certificats/racine.pem")
    assert (reponse.status_code, reponse.text) == (200, racine)
    assert reponse.headers["content-type"] == "application/x-pem-file"
    banc.inscrire("exp-1", jusqu_aux_operations())
    page = await banc.client.get("/dossiers/exp-1", headers={"Cookie": "diligence_session=jeton-morel"})
    assert 'href="/certificats/racine.pem"' in page.text


async def test_chaque_adresse_se_resume_en_mots(banc) -> None:
    chemins = (await banc.client.get("/openapi.json")).json()["paths"]
    for point in (point for methodes in chemins.values() for point in methodes.values()):
        # what the framework makes of a function's name
        assert point["summary"].title() != point["summary"], point["summary"]


async def test_les_suites_donnees_aux_dires_se_lisent_avec_les_tardifs(banc) -> None:
    affaire = jusqu_au_rapport()
    banc.inscrire("exp-1", affaire)
    (suite,) = (await banc.lire("me-roche", "/expertises/exp-1/suites")).json()
    assert (suite["dire"], suite["partie"], suite["points"], suite["situation"]) == (1, "dupin", 2, "dans_le_delai")
    assert (suite["repondu_le"], suite["a_repondre"]) == ("2026-07-10", False)
    assert (await banc.lire("etranger", "/expertises/exp-1/suites")).status_code == 404
