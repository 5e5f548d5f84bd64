"""Who may come in, and what a stranger is told."""

import httpx
import pytest
from dossiers import jusqu_au_rapport

from api.application import creer_application
from api.reglages import Reglages
from procedure.commandes import COMMANDES

LECTURES = ("", "/echeances", "/journal", "/actes", "/remises", "/participants", "/actes/rapport-1/document")


async def test_sans_jeton_ou_avec_un_faux_la_porte_reste_fermee(banc) -> None:
    for entetes in ({}, {"Authorization": "Bearer faux"}, {"Authorization": "Basic eDp5"}, {"Authorization": "Bearer"}):
        reponse = await banc.client.get("/expertises", headers=entetes)
        assert reponse.status_code == 401
        assert reponse.headers["content-type"] == "application/problem+json"
        assert reponse.headers["www-authenticate"].startswith("Bearer")
        assert reponse.json()["type"] == "urn:diligence:probleme:non-identifie"


async def test_hors_d_une_plateforme_embarquee_aucun_jeton_n_est_admis(reglages: Reglages) -> None:
    app = creer_application(reglages.model_copy(update={"mode_embarque": False}))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://essai") as client,
    ):
        reponse = await client.get("/expertises", headers={"Authorization": "Bearer jeton-greffe"})
        assert reponse.status_code == 401
        page = await client.post("/connexion", data={"jeton": "jeton-greffe"})
        assert (page.status_code, page.cookies) == (401, httpx.Cookies())


async def test_un_jeton_donne_apres_le_demarrage_est_admis(banc, reglages: Reglages) -> None:
    texte = reglages.jetons.read_text()
    reglages.jetons.write_text(texte[:-1] + ', "tard": {"personne": "neuf", "nom": "Neuf", "roles": ["juge"]}}')
    reponse = await banc.client.get("/expertises", headers={"Authorization": "Bearer tard"})
    assert reponse.json() == {"expertises": [], "suivante": None}


@pytest.mark.parametrize("fin", LECTURES)
async def test_un_etranger_ne_distingue_pas_une_expertise_d_une_autre_qui_n_existe_pas(banc, fin: str) -> None:
    banc.inscrire("exp-1", jusqu_au_rapport())
    connue = await banc.lire("etranger", f"/expertises/exp-1{fin}")
    inconnue = await banc.lire("etranger", f"/expertises/exp-2{fin}")
    assert (connue.status_code, inconnue.status_code) == (404, 404)
    assert connue.content == inconnue.content
    assert dict(connue.headers) == dict(inconnue.headers)


async def test_un_etranger_n_agit_ni_ne_depose(banc) -> None:
    banc.inscrire("exp-1", jusqu_au_rapport())
    for chemin in ("actes/clore-dossier", "actes/deposer-dire", "documents"):
        connue = await banc.agir("etranger", f"/expertises/exp-1/{chemin}", {})
        inconnue = await banc.agir("etranger", f"/expertises/exp-2/{chemin}", {})
        assert (connue.status_code, connue.content) == (404, inconnue.content)
    assert banc.guichet.recues == []


async def test_le_cookie_lit_mais_n_agit_pas(banc) -> None:
    banc.inscrire("exp-1", jusqu_au_rapport())
    cookie = {"Cookie": "diligence_session=jeton-greffe"}
    assert (await banc.client.get("/expertises/exp-1", headers=cookie)).status_code == 200
    entetes = {**cookie, "Idempotency-Key": "k"}
    acte = await banc.client.post("/expertises/exp-1/actes/clore-dossier", json={}, headers=entetes)
    assert acte.status_code == 401


async def test_un_mauvais_jeton_n_est_pas_sauve_par_un_cookie(banc) -> None:
    entetes = {"Cookie": "diligence_session=jeton-greffe", "Authorization": "Bearer faux"}
    assert (await banc.client.get("/expertises", headers=entetes)).status_code == 401


async def test_chacun_ne_lit_que_les_actes_et_les_remises_qui_le_regardent(banc) -> None:
    banc.inscrire("exp-1", jusqu_au_rapport())
    tous = {a["id"] for a in (await banc.lire("greffe", "/expertises/exp-1/actes")).json()}
    siens = {a["id"] for a in (await banc.lire("morel", "/expertises/exp-1/actes")).json()}
    assert "pre_rapport-1" in siens < tous
    assert "avis_de_designation-1" in tous - siens
    cache = await banc.lire("morel", "/expertises/exp-1/actes/avis_de_designation-1/document")
    absent = await banc.lire("morel", "/expertises/exp-1/actes/rien-1/document")
    assert (cache.status_code, cache.json()["detail"]) == (404, absent.json()["detail"])


async def test_les_adresses_des_autres_sont_tues(banc) -> None:
    banc.inscrire("exp-1", jusqu_au_rapport())
    chemin = "/expertises/exp-1/participants"
    vus = {p["personne"]: p for p in (await banc.lire("me-roche", chemin)).json()}
    assert vus["dupin"]["adresse"]  # his client
    assert vus["me-roche"]["courriel"]
    assert (vus["morel"]["adresse"], vus["morel"]["courriel"]) == (None, None)
    assert {p["personne"]: p for p in (await banc.lire("expert", chemin)).json()}["morel"]["adresse"]


async def test_la_description_nomme_toutes_les_etapes_et_leurs_problemes(banc) -> None:
    description = (await banc.client.get("/openapi.json")).json()
    chemins = description["paths"]
    for nom, classe in COMMANDES.items():
        if nom in ("veiller", "signaler_echec"):
            assert not any(nom.replace("_", "-") in chemin for chemin in chemins)
            continue
        ouvertures = {
            "enregistrer_ordonnance": "/expertises",
            "reprendre_expertise": "/expertises/reprises",
            "conclure_convention": "/conventions",
        }
        point = chemins[ouvertures.get(nom, "/expertises/{expertise}/actes/" + nom.replace("_", "-"))]["post"]
        assert classe.article in point["description"]
        assert point["summary"] == classe.__doc__.splitlines()[0]
        for statut in ("400", "401", "403", "404", "409", "422", "503"):
            assert "application/problem+json" in point["responses"][statut]["content"]
        corps = point["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        assert not {"auteur", "recu_a", "type"} & set(description["components"]["schemas"][corps]["properties"])
    assert "CorpsDeProbleme" in description["components"]["schemas"]
    assert (await banc.client.get("/docs")).status_code == 404
