"""A step through the interface: one effect per key, refusals that name their article, problems that say what to do."""

import json

import pytest
from dossiers import Affaire, jusqu_au_pre_rapport, jusqu_au_rapport, jusqu_aux_operations, le, ordonnance, piece
from sqlalchemy import update

from api import problemes, traductions
from procedure.personnes import Role
from registre.tables import LigneExpertise

REUNION = {"debut": "2026-07-15T14:00:00+02:00", "lieu": "Lyon", "ordre_du_jour": "Constats"}
CONVOQUER = "/expertises/exp-1/actes/convoquer-reunion"


def corps_ordonnance(**champs: object) -> dict[str, object]:
    """The order as its body: without type nor author."""
    return {nom: v for nom, v in ordonnance(**champs).items() if nom not in ("type", "auteur")}


async def test_une_etape_est_enregistree_et_relue_aussitot(banc) -> None:
    banc.inscrire("exp-1", jusqu_aux_operations())
    reponse = await banc.agir("expert", CONVOQUER, REUNION)
    assert reponse.status_code == 201, reponse.text
    accuse = reponse.json()
    assert set(accuse) >= {"expertise", "commande", "empreinte", "premier", "dernier", "etape", "resumes"}
    journal = (await banc.lire("morel", f"/expertises/exp-1/journal?depuis={accuse['premier'] - 1}")).json()
    assert [e["numero"] for e in journal] == list(range(accuse["premier"], accuse["dernier"] + 1))
    _, commande, cle = banc.guichet.recues[0]
    assert (commande.auteur.personne, commande.auteur.role) == ("expert", Role.EXPERT)
    assert commande.recu_a == banc.maintenant
    assert len(cle) == 40
    assert "cle-1" not in cle


async def test_la_meme_cle_n_a_qu_un_effet(banc) -> None:
    banc.inscrire("exp-1", jusqu_aux_operations())
    premiere = await banc.agir("expert", CONVOQUER, REUNION)
    seconde = await banc.agir("expert", CONVOQUER, REUNION)
    assert (premiere.status_code, seconde.status_code) == (201, 200)
    assert seconde.headers["Idempotent-Replayed"] == "true"
    assert seconde.json() == premiere.json()
    autre = await banc.agir("expert", CONVOQUER, {**REUNION, "lieu": "Villeurbanne"})
    assert (autre.status_code, autre.json()["type"]) == (422, "urn:diligence:probleme:cle-reutilisee")
    assert len(banc.guichet.recues) == 1


async def test_la_cle_d_un_autre_n_est_pas_la_mienne(banc) -> None:
    banc.inscrire("exp-1", jusqu_aux_operations())
    assert (await banc.agir("expert", CONVOQUER, REUNION)).status_code == 201
    refusee = await banc.agir("morel", CONVOQUER, REUNION)
    assert refusee.status_code == 403


@pytest.mark.parametrize("cle", [None, "", "avec espace", "é", "x" * 201])
async def test_sans_cle_lisible_rien_n_est_recu(banc, cle: str | None) -> None:
    banc.inscrire("exp-1", jusqu_aux_operations())
    entetes = {"Authorization": "Bearer jeton-expert"}
    if cle is not None:
        entetes["Idempotency-Key"] = cle.encode()
    reponse = await banc.client.post(CONVOQUER, json=REUNION, headers=entetes)
    assert (reponse.status_code, reponse.json()["type"]) == (400, "urn:diligence:probleme:cle-idempotence")
    assert "article" not in reponse.json()  # no article is the cause of this


async def test_un_refus_nomme_son_article_et_ce_qui_manque(banc) -> None:
    banc.inscrire("exp-1", jusqu_aux_operations())
    avant = (await banc.lire("greffe", "/expertises/exp-1")).json()["dernier_numero"]
    reponse = await banc.agir("juge", "/expertises/exp-1/actes/taxer-remuneration", {"montant": 1})
    assert reponse.status_code == 422
    assert reponse.headers["content-type"] == "application/problem+json"
    probleme = reponse.json()
    assert probleme["type"] == "urn:diligence:probleme:refus"
    assert probleme["article"].startswith("CPC")
    assert probleme["status"] == 422
    assert probleme["title"]
    assert probleme["detail"]
    assert isinstance(probleme["manque"], list)
    assert probleme["instance"] == "/expertises/exp-1/actes/taxer-remuneration"
    assert (await banc.lire("greffe", "/expertises/exp-1")).json()["dernier_numero"] == avant


async def test_ce_que_la_commande_nomme_et_qui_n_existe_pas_est_introuvable(banc) -> None:
    banc.inscrire("exp-1", jusqu_au_rapport())
    corps = {"acte": "rien-9", "destinataire": "morel", "survenu_le": "2026-06-01"}
    corps["preuve"] = {"nature": "ar_lrar", "reference": "AR"}
    reponse = await banc.agir("greffe", "/expertises/exp-1/actes/constater-reception", corps)
    assert reponse.status_code in (404, 422)
    assert reponse.json()["article"]


async def test_un_contenu_invalide_est_dit_en_francais_et_situe(banc) -> None:
    banc.inscrire("exp-1", jusqu_aux_operations())
    secret = "Ce que j’ai écrit"
    corps = {"a": [], "pieces": ["", 3], "terme": {"delai": "quinze"}, "auteur": secret}
    reponse = await banc.agir("expert", "/expertises/exp-1/actes/demander-pieces", corps)
    assert reponse.status_code == 422
    probleme = reponse.json()
    assert probleme["article"] == "CPC 275"
    fautes = {e["pointer"]: e["detail"] for e in probleme["errors"]}
    assert fautes["#/a"] == "Il manque des éléments (au moins 1)."
    assert fautes["#/pieces/0"].startswith("Le texte est vide")
    assert fautes["#/pieces/1"] == "Un texte est attendu."
    assert "quinze" in fautes["#/terme/delai"]
    assert fautes["#/auteur"] == "Ce champ n’est pas connu."
    assert secret not in reponse.text


async def test_un_champ_absent_d_un_acte_repris_est_situe_dans_le_fichier(banc) -> None:
    actes = [{"type": "deposer_dire", "auteur": {"personne": "me-roche", "role": "avocat"}, "document": {}}]
    reponse = await banc.agir("greffe", "/expertises/reprises", {"actes": actes})
    assert "#/actes/0/document/titre" in {e["pointer"] for e in reponse.json()["errors"]}
    inconnu = await banc.agir("greffe", "/expertises/reprises", {"actes": [{"type": "rien"}]})
    assert inconnu.json()["errors"][0]["pointer"] == "#/actes/0"


async def test_une_faute_est_dite_une_fois_avec_la_forme_attendue(banc) -> None:
    banc.inscrire("exp-1", jusqu_aux_operations())
    piece = {"document": "XYZ", "titre": "t", "nom": "n", "taille": 1, "media_type": "PDF"}
    corps = {"au_nom_de": "morel", "pieces": [piece]}
    fautes = (await banc.agir("morel", "/expertises/exp-1/actes/communiquer-pieces", corps)).json()["errors"]
    assert {f["pointer"]: f["detail"].partition(" (")[0] for f in fautes} == {
        "#/pieces/0/document": "Une empreinte SHA-256 est attendue",
        "#/pieces/0/media_type": "Un type de fichier est attendu",
    }
    sapiteur = {"id": "Été", "role": "sapiteur", "nom": "x", "courriel": "chez moi"}
    corps = {"sapiteur": sapiteur, "question": "q"}
    fautes = (await banc.agir("expert", "/expertises/exp-1/actes/consulter-sapiteur", corps)).json()["errors"]
    assert [f["detail"].partition(" (")[0] for f in fautes] == [
        "Un identifiant est attendu",
        "Une adresse de courriel est attendue",
    ]
    inconnu = await banc.agir("greffe", "/expertises/reprises", {"actes": [{"type": "rien"}]})
    assert [f["detail"] for f in inconnu.json()["errors"]] == ["Type d’acte inconnu."]


async def test_un_nombre_demesure_est_dit_trop_grand(banc) -> None:
    banc.inscrire("exp-1", jusqu_aux_operations())
    entetes = {"Authorization": "Bearer jeton-juge", "Idempotency-Key": "k", "Content-Type": "application/json"}
    chemin = "/expertises/exp-1/actes/taxer-remuneration"
    reponse = await banc.client.post(chemin, content=b'{"montant": 1e400}', headers=entetes)
    [faute] = reponse.json()["errors"]
    assert faute == {"detail": "Le nombre est trop grand, ou n’en est pas un.", "pointer": "#/montant"}


async def test_chaque_forme_que_l_interface_exige_a_ses_mots(banc) -> None:
    def formes(valeur: object) -> set[str]:
        if isinstance(valeur, dict):
            ici = {valeur["pattern"]} if isinstance(valeur.get("pattern"), str) else set()
            return ici.union(*map(formes, valeur.values()))
        return set().union(*map(formes, valeur)) if isinstance(valeur, list) else set()

    description = (await banc.client.get("/openapi.json")).json()
    assert formes(description) - {r"^[\x21-\x7e]+$"} == set(traductions._FORMES)  # the key has its own problem


async def test_un_corps_qui_n_est_pas_du_json_est_illisible(banc) -> None:
    banc.inscrire("exp-1", jusqu_aux_operations())
    entetes = {"Authorization": "Bearer jeton-expert", "Idempotency-Key": "k", "Content-Type": "application/json"}
    reponse = await banc.client.post(CONVOQUER, content=b'{"lieu": ', headers=entetes)
    assert (reponse.status_code, reponse.json()["type"]) == (400, "urn:diligence:probleme:illisible")
    assert "article" not in reponse.json()


async def test_un_corps_demesure_est_coupe(banc) -> None:
    reponse = await banc.agir("greffe", "/expertises", {"objet": "x" * 3_000_000})
    assert (reponse.status_code, reponse.json()["type"]) == (413, "urn:diligence:probleme:trop-volumineux")
    assert reponse.json()["detail"] == "Ce qui est envoyé dépasse la limite de 500\u00a0Ko."


async def test_une_etape_sans_champ_se_passe_de_corps(banc) -> None:
    banc.maintenant = le("2026-01-06")
    creee = await banc.agir("greffe", "/expertises", corps_ordonnance())
    entetes = {"Authorization": "Bearer jeton-greffe", "Idempotency-Key": "k2"}
    chemin = f"{creee.headers['Location']}/actes/notifier-designation"
    assert (await banc.client.post(chemin, headers=entetes)).status_code == 201


async def test_l_ordonnance_ouvre_une_expertise_une_seule_fois(banc) -> None:
    banc.maintenant = le("2026-01-05")
    premiere = await banc.agir("greffe", "/expertises", corps_ordonnance())
    assert premiere.status_code == 201, premiere.text
    seconde = await banc.agir("greffe", "/expertises", corps_ordonnance())
    assert (seconde.status_code, seconde.json()) == (200, premiere.json())
    autre = await banc.agir("greffe", "/expertises", corps_ordonnance(rg="26/99999"))
    assert autre.status_code == 422
    identifiant = premiere.json()["expertise"]
    assert premiere.headers["Location"] == f"/expertises/{identifiant}"
    assert (await banc.lire("morel", f"/expertises/{identifiant}")).json()["rg"] == "26/00017"
    assert len(banc.guichet.recues) == 1


async def test_la_meme_ordonnance_sous_une_autre_cle_est_un_doublon_sauf_a_l_admettre(banc) -> None:
    banc.maintenant = le("2026-01-05")
    premiere = (await banc.agir("greffe", "/expertises", corps_ordonnance())).json()["expertise"]
    double = await banc.agir("greffe", "/expertises", corps_ordonnance(), "cle-2")
    assert (double.status_code, double.json()["type"]) == (409, "urn:diligence:probleme:doublon")
    assert double.json()["expertise"] == premiere
    reprise = {"actes": [{**ordonnance(), "survenu_le": "2026-01-05"}]}
    assert (await banc.agir("greffe", "/expertises/reprises", reprise, "cle-3")).status_code == 409
    assert (await banc.agir("greffe", "/expertises", corps_ordonnance())).status_code == 200  # the same key replays
    ailleurs = corps_ordonnance(juridiction={"code": "TJ42", "nom": "Tribunal judiciaire de Saint-Étienne"})
    assert (await banc.agir("greffe", "/expertises", ailleurs, "cle-4")).status_code == 201
    assert (await banc.agir("greffe", "/expertises?doublon=admis", corps_ordonnance(), "cle-5")).status_code == 201
    assert len(banc.guichet.recues) == 3


async def test_une_expertise_close_ou_d_autrui_n_est_pas_un_doublon(banc) -> None:
    banc.maintenant = le("2026-01-05")
    gens = [{**p, "id": "greffe-9"} if p["id"] == "greffe" else p for p in ordonnance()["participants"]]
    d_autrui = Affaire()
    d_autrui.jouer("2026-01-05", ordonnance(participants=gens, auteur={"personne": "greffe-9", "role": "greffe"}))
    banc.inscrire("exp-1", d_autrui)
    close = Affaire()
    close.jouer("2026-01-05", ordonnance())
    banc.inscrire("exp-2", close)
    with banc.ressources.registre.documents._moteur.begin() as connexion:
        connexion.execute(update(LigneExpertise).where(LigneExpertise.id == "exp-2").values(clos_a=banc.maintenant))
    assert (await banc.agir("greffe", "/expertises", corps_ordonnance())).status_code == 201


async def test_qui_ne_peut_pas_agir_l_apprend_avant_ce_qui_manque(banc) -> None:
    banc.inscrire("exp-1", jusqu_aux_operations())
    absente = {"document": "f" * 64, "titre": "t", "nom": "n", "taille": 1, "media_type": "application/pdf"}
    ouverture = await banc.agir("expert", "/expertises", corps_ordonnance(ordonnance=absente))
    note = await banc.agir("morel", "/expertises/exp-1/actes/adresser-note", {"note": absente, "objet": "x"})
    for refus in (ouverture, note):
        assert (refus.status_code, refus.json()["type"]) == (403, "urn:diligence:probleme:refus")
    sienne = await banc.agir("expert", "/expertises/exp-1/actes/adresser-note", {"note": absente, "objet": "x"})
    assert sienne.json()["type"] == "urn:diligence:probleme:document-absent"


async def test_une_ordonnance_incomplete_est_refusee_sans_rien_demarrer(banc) -> None:
    banc.maintenant = le("2026-01-05")
    reponse = await banc.agir("greffe", "/expertises", corps_ordonnance(chefs=[], circonstances=None))
    assert (reponse.status_code, reponse.json()["article"]) == (422, "CPC 265")
    assert len(reponse.json()["manque"]) == 2
    assert (await banc.agir("me-roche", "/expertises", corps_ordonnance())).status_code == 403
    assert banc.guichet.recues == []


async def test_une_expertise_en_cours_est_reprise_et_la_requete_se_repete(banc) -> None:
    affaire = [
        {**ordonnance(), "survenu_le": "2026-01-05"},
        {
            "type": "notifier_designation",
            "auteur": {"personne": "greffe", "role": "greffe"},
            "survenu_le": "2026-01-06",
        },
    ]
    premiere = await banc.agir("greffe", "/expertises/reprises", {"actes": affaire})
    assert premiere.status_code == 201, premiere.text
    banc.maintenant = le("2026-06-21")
    seconde = await banc.agir("greffe", "/expertises/reprises", {"actes": affaire})
    assert (seconde.status_code, seconde.json()) == (200, premiere.json())


async def test_un_document_qui_n_est_pas_au_coffre_ne_peut_pas_etre_produit(banc) -> None:
    banc.inscrire("exp-1", jusqu_au_pre_rapport())
    piece = (await banc.deposer("me-roche", b"%PDF-1.7 dire", nom="dire.pdf")).json()
    dire = {"au_nom_de": "dupin", "points": ["Un"], "document": piece}
    chemin = "/expertises/exp-1/actes/deposer-dire"
    for faux in ({"document": "f" * 64}, {"taille": 9999}):
        reponse = await banc.agir("me-roche", chemin, {**dire, "document": {**piece, **faux}})
        assert (reponse.status_code, reponse.json()["type"]) == (422, "urn:diligence:probleme:document-absent")
    assert (await banc.agir("me-roche", chemin, dire)).status_code == 201


async def test_une_panne_dit_que_l_issue_est_inconnue_et_qu_il_faut_recommencer(banc) -> None:
    banc.inscrire("exp-1", jusqu_aux_operations())
    banc.guichet.panne = problemes.indisponible(transmis=True)
    reponse = await banc.agir("expert", CONVOQUER, REUNION)
    assert (reponse.status_code, reponse.json()["issue"]) == (503, "inconnue")
    assert int(reponse.headers["Retry-After"]) > 0
    banc.guichet.panne = None
    assert (await banc.agir("expert", CONVOQUER, REUNION)).status_code == 201


async def test_un_incident_ne_dit_rien_de_ce_qui_s_est_passe(banc, capsys) -> None:
    banc.inscrire("exp-1", jusqu_aux_operations())
    banc.guichet.panne = RuntimeError("Mme Dupin, 3 rue des Lilas")
    reponse = await banc.agir("expert", CONVOQUER, REUNION)
    assert reponse.status_code == 500
    assert reponse.headers["content-type"] == "application/problem+json"
    incident = reponse.json()["instance"].rpartition(":")[2]
    trace = capsys.readouterr()
    assert incident in trace.out + trace.err
    assert "Dupin" not in trace.out + trace.err + reponse.text


async def test_une_methode_non_admise_dit_celles_qui_le_sont(banc) -> None:
    reponse = await banc.client.delete("/expertises")
    assert reponse.status_code == 405
    assert reponse.headers["Allow"]
    assert reponse.headers["content-type"] == "application/problem+json"
    nulle_part = await banc.client.get("/nulle-part")
    assert (nulle_part.status_code, nulle_part.headers["content-type"]) == (404, "application/problem+json")


async def test_une_qualite_que_l_on_n_a_pas_est_refusee(banc) -> None:
    banc.inscrire("exp-1", jusqu_aux_operations())
    reponse = await banc.agir("expert", CONVOQUER + "?role=juge", REUNION)
    assert (reponse.status_code, reponse.json()["type"]) == (403, "urn:diligence:probleme:qualite")
    assert (await banc.agir("expert", CONVOQUER + "?role=expert", REUNION)).status_code == 201


async def test_l_auteur_d_un_corps_n_est_jamais_cru(banc) -> None:
    banc.inscrire("exp-1", jusqu_aux_operations())
    corps = {**REUNION, "auteur": {"personne": "expert", "role": "expert"}, "recu_a": "2020-01-01T00:00:00Z"}
    reponse = await banc.agir("morel", CONVOQUER, corps)
    assert reponse.status_code == 422
    assert json.dumps(reponse.json()["errors"]).count("pas connu") == 2


async def test_une_expertise_n_est_dite_close_que_si_le_registre_le_dit(banc) -> None:
    """A workflow may be lost while its case goes on: only the record knows which."""
    banc.inscrire("exp-1", jusqu_aux_operations())
    banc.guichet.panne = problemes.expertise_arretee()
    assert (await banc.agir("expert", CONVOQUER, REUNION)).status_code == 503


async def test_une_reprise_trop_longue_est_refusee_avant_d_ouvrir_l_expertise(banc) -> None:
    note = {"type": "adresser_note", "objet": "Point", "note": piece("Note")}
    actes = [
        {**ordonnance(demarrage_immediat=True), "survenu_le": "2026-01-05"},
        {"type": "notifier_designation", "survenu_le": "2026-01-06"},
        {"type": "accepter_mission", "independance": True, "survenu_le": "2026-01-07"},
        *({**note, "survenu_le": "2026-01-08"} for _ in range(600)),
    ]
    for acte in actes:
        expert = acte["type"] in ("accepter_mission", "adresser_note")
        qui = "expert" if expert else "greffe"
        acte["auteur"] = {"personne": qui, "role": qui}
    reponse = await banc.agir("greffe", "/expertises/reprises", {"actes": actes})
    assert (reponse.status_code, reponse.json()["type"]) == (413, "urn:diligence:probleme:reprise-trop-longue")
