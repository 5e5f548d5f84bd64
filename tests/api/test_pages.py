"""The pages as a browser gets them: order, words, escaping, headers."""

import re
from html.parser import HTMLParser

import pytest
from dossiers import PARTICIPANTS, Affaire, jusqu_au_pre_rapport, jusqu_au_rapport, jusqu_aux_operations, le, ordonnance

from api.enveloppe import CSP
from api.pages import mots
from procedure.documents import Nature as NatureActe
from procedure.dossier import Phase
from procedure.echeances import Nature, Statut
from procedure.effets import Canal, Portee
from procedure.personnes import Role
from procedure.regles import REGLES
from registre import CleRemise, EtatRemise, Remise

HOSTILE = "<script>alert('x')</script>\"><img src=x>"
VIDES = {"meta", "link", "input", "br", "img"}


class Lecteur(HTMLParser):
    """Checks that tags are closed in order, and collects what the tests look at."""

    def __init__(self, texte: str) -> None:
        super().__init__()
        self.ouvertes: list[str] = []
        self.balises: list[tuple[str, dict[str, str | None]]] = []
        self.feed(texte)
        assert self.ouvertes == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.balises.append((tag, dict(attrs)))
        if tag not in VIDES:
            self.ouvertes.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.ouvertes.pop() == tag

    def de(self, balise: str) -> list[dict[str, str | None]]:
        return [attributs for nom, attributs in self.balises if nom == balise]


async def page(banc, par: str, chemin: str, statut: int = 200) -> str:
    """What a signed-in browser gets, with what every page must be."""
    cookie = {"Cookie": f"diligence_session=jeton-{par}", "Accept": "text/html"}
    reponse = await banc.client.get(chemin, headers=cookie)
    assert reponse.status_code == statut, reponse.text
    assert reponse.headers["Content-Security-Policy"] == CSP
    assert reponse.headers["Cache-Control"] == "no-store"
    lue = Lecteur(reponse.text)
    assert len(lue.de("h1")) == 1
    assert lue.de("html") == [{"lang": "fr"}]
    assert not lue.de("script")
    assert not lue.de("style")
    assert all("style" not in attributs for _, attributs in lue.balises)
    assert len(lue.de("caption")) == len(lue.de("table"))
    assert all("scope" in entete for entete in lue.de("th"))
    identifiants = [a["id"] for _, a in lue.balises if "id" in a]
    assert len(identifiants) == len(set(identifiants))
    assert {champ["id"] for champ in lue.de("input") if champ.get("type") != "hidden"} <= {
        etiquette["for"] for etiquette in lue.de("label")
    }
    return reponse.text


async def test_la_liste_du_greffe_va_du_plus_urgent_au_moins_urgent(banc) -> None:
    retard = Affaire()
    retard.jouer("2026-01-05", ordonnance(rg="26/00003"))
    retard.attendre("2026-06-15")
    banc.inscrire("exp-1", jusqu_aux_operations())
    banc.inscrire("exp-3", retard)
    texte = await page(banc, "greffe", "/")
    assert texte.index("/dossiers/exp-3") < texte.index("/dossiers/exp-1")
    assert re.search(r"▲ \d+ échéances? dépassée", texte)
    assert 'role="status">2 expertises' in texte
    assert "à 24\u00a0heures, heure de Paris" in texte
    seul = await page(banc, "greffe", "/?retard=oui&etape=&rg=")
    assert "/dossiers/exp-3" in seul
    assert "/dossiers/exp-1" not in seul


async def test_la_liste_se_filtre_et_se_feuillette(banc) -> None:
    affaire = jusqu_aux_operations()
    for rang in range(27):
        banc.inscrire(f"exp-{rang:02}", affaire)
    texte = await page(banc, "greffe", "/?etape=operations")
    assert texte.count("/dossiers/") == 25
    assert '<option value="operations" selected>' in texte
    suite = re.search(r'href="([^"]+)" rel="next"', texte)
    assert suite is not None
    fin = await page(banc, "greffe", suite[1].replace("&amp;", "&"))
    assert fin.count("/dossiers/") == 2
    assert "Première page" in fin
    assert "Aucune expertise ne répond" in await page(banc, "greffe", "/?etape=close")
    assert "ne vous est confiée" in await page(banc, "etranger", "/")
    await page(banc, "greffe", "/?apres=faux", 422)


async def test_une_expertise_se_lit_d_un_bout_a_l_autre(banc) -> None:
    banc.inscrire("exp-1", jusqu_au_rapport())
    banc.maintenant = le("2026-09-02")
    remises = banc.ressources.registre.remises
    for rang, destinataire in enumerate(("morel", "dupin"), 1):
        cle = CleRemise("exp-1", "convocation-1", destinataire, Canal.LRAR, rang)
        remises.reserver(cle, portee=Portee.NOTIFICATION, motif="CPC 160", prepare_a=banc.maintenant)
        remises.a_poster(cle)
    texte = await page(banc, "greffe", "/dossiers/exp-1")
    assert "Pourquoi cette date ?" in texte
    assert "CPC 641" in texte
    assert "Rapport déposé" in texte
    assert "✉ À poster</span> 2" in texte
    assert '<ol class="journal" start="1">' in texte
    assert "Mme Dupin" in texte
    avant, apres = texte.index("Ordonnance d’expertise du"), texte.index("Mission acceptée")
    assert avant < apres
    assert "À poster</span> 1" in await page(banc, "morel", "/dossiers/exp-1")


async def test_un_long_journal_se_lit_par_la_fin(banc, monkeypatch) -> None:
    monkeypatch.setattr("api.pages.ecrans.EVENEMENTS_MONTRES", 5)
    monkeypatch.setattr("api.pages.ecrans.ACTES_MONTRES", 2)
    banc.inscrire("exp-1", jusqu_aux_operations())
    texte = await page(banc, "greffe", "/dossiers/exp-1")
    dernier = (await banc.lire("greffe", "/expertises/exp-1")).json()["dernier_numero"]
    assert f'id="evenement-{dernier}"' in texte
    assert f"?jusqu_a={dernier - 5}#journal" in texte
    assert "Les 2 derniers actes" in texte
    anterieur = await page(banc, "greffe", f"/dossiers/exp-1?jusqu_a={dernier - 5}&tous=oui")
    assert f'id="evenement-{dernier - 5}"' in anterieur
    assert f'id="evenement-{dernier - 4}"' not in anterieur
    assert "derniers actes" not in anterieur


async def test_un_nom_hostile_reste_du_texte(banc) -> None:
    gens = [{**p, "nom": HOSTILE} if p["id"] in ("dupin", "expert") else p for p in PARTICIPANTS]
    affaire = Affaire()
    affaire.jouer("2026-01-05", ordonnance(participants=gens, objet=HOSTILE))
    banc.inscrire("exp-1", affaire)
    for chemin in ("/", "/dossiers/exp-1"):
        texte = await page(banc, "greffe", chemin)
        assert "<img" not in texte
        assert "&lt;script&gt;" in texte
    assert "<img" not in await page(banc, "greffe", f"/?rg={HOSTILE}")


async def test_un_etranger_ne_voit_pas_la_page_d_une_expertise(banc) -> None:
    banc.inscrire("exp-1", jusqu_au_pre_rapport())
    assert await page(banc, "etranger", "/dossiers/exp-1", 404) == await page(banc, "etranger", "/dossiers/rien", 404)


async def test_la_session_s_ouvre_par_un_jeton_et_se_ferme(banc) -> None:
    visite = await banc.client.get("/dossiers/exp-1", headers={"Accept": "text/html"})
    assert (visite.status_code, visite.headers["Location"]) == (303, "/connexion?suite=/dossiers/exp-1")
    assert "jeton" in await page(banc, "personne", visite.headers["Location"])
    faux = await banc.client.post("/connexion", data={"jeton": "faux", "suite": "/"})
    assert (faux.status_code, "Set-Cookie" in faux.headers) == (401, False)
    assert "faux" not in faux.text
    assert "<title>Erreur" in faux.text
    entree = await banc.client.post("/connexion", data={"jeton": " jeton-greffe ", "suite": "/dossiers/exp-1"})
    assert (entree.status_code, entree.headers["Location"]) == (303, "/dossiers/exp-1")
    cookie = entree.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    sortie = await banc.client.post("/deconnexion")
    assert 'diligence_session=""' in sortie.headers["Set-Cookie"]


async def test_une_page_d_erreur_garde_la_session_et_dit_ce_qu_il_faut(banc) -> None:
    perdue = await page(banc, "greffe", "/nulle-part", 404)
    assert "Service des expertises" in perdue
    assert "Se déconnecter" in perdue
    banc.inscrire("exp-1", jusqu_aux_operations())
    fausse = await page(banc, "greffe", "/dossiers/exp-1?jusqu_a=demain", 422)
    assert "<code>jusqu_a</code> : Un nombre entier est attendu." in fausse
    entetes = {"Accept": "text/html"}
    refus = await banc.agir("juge", "/expertises/exp-1/actes/taxer-remuneration", {"montant": 1}, **entetes)
    probleme = (await banc.agir("juge", "/expertises/exp-1/actes/taxer-remuneration", {"montant": 1})).json()
    assert probleme["manque"]
    assert all(f"<li>{element}</li>" in refus.text for element in probleme["manque"])


async def test_la_connexion_remarque_une_session_ouverte(banc) -> None:
    ouverte = await page(banc, "greffe", "/connexion?suite=/dossiers/exp-1")
    assert 'connecté en tant que Service des expertises. <a href="/dossiers/exp-1">Continuer</a>' in ouverte
    assert "d’un courriel" not in ouverte
    assert "d’un courriel" not in (await banc.client.get("/connexion")).text
    suivie = await banc.client.get("/connexion", headers={"Sec-Fetch-Site": "cross-site"})
    assert "d’un courriel" in suivie.text


@pytest.mark.parametrize(
    "ailleurs", ["//mal.invalid", "https://mal.invalid", "/\\mal.invalid", "javascript:alert(1)", ""]
)
async def test_la_suite_reste_sur_ce_site(banc, ailleurs: str) -> None:
    entree = await banc.client.post("/connexion", data={"jeton": "jeton-greffe", "suite": ailleurs})
    assert entree.headers["Location"] == "/"


async def test_la_feuille_de_style_et_l_icone_sont_servies(banc) -> None:
    style = await banc.client.get("/statique/diligence.css")
    assert style.headers["content-type"].startswith("text/css")
    assert len(style.content) < 10_000
    assert (await banc.client.get("/favicon.ico")).headers["content-type"] == "image/svg+xml"


def test_chaque_mot_du_domaine_a_le_sien_a_l_ecran() -> None:
    for table, mots_du_domaine in (
        (mots.PHASES, Phase),
        (mots.STATUTS, Statut),
        (mots.NATURES, Nature),
        (mots.ETATS, EtatRemise),
        (mots.CANAUX, Canal),
        (mots.PORTEES, Portee),
        (mots.ROLES, Role),
    ):
        assert set(table) == set(mots_du_domaine)
    assert {r.levera for r in REGLES.values() if r.levera} <= set(mots.ETATS_LEVES)


async def test_une_date_dit_quel_texte_a_ete_lu_et_qui_a_fixe_le_nombre_de_jours(banc) -> None:
    affaire = jusqu_au_rapport()
    banc.inscrire("exp-1", affaire)
    texte = await page(banc, "greffe", "/dossiers/exp-1")
    versions = {e["version"] for e in (await banc.lire("greffe", "/expertises/exp-1/echeances")).json()}
    for version in versions:
        assert f'texte consolidé lu au <time datetime="{version}">' in texte
    assert not re.search(r"en vigueur|dans sa version", texte)
    for nature in (e.nature for evenement in affaire.evenements for e in evenement.ouvertes):
        assert f'<p class="nature">{mots.NATURES[nature]}</p>' in texte
    assert "repère de service : aucun texte ne fixe ce nombre de jours" in texte


SMTP = '{"code":250,"texte":"2.0.0 OK: queued as 4XyZ12","serveur":"smtp.invalid:25","instant":"2026-06-20T10:00:00Z"}'


async def test_une_remise_se_dit_en_mots_et_la_reponse_du_serveur_reste_une_preuve(banc) -> None:
    banc.inscrire("exp-1", jusqu_au_rapport())
    remises = banc.ressources.registre.remises
    for acte, destinataire in (("pre_rapport-1", "morel"), ("avis_a_consigner-1", "dupin")):
        cle = CleRemise("exp-1", acte, destinataire, Canal.COURRIEL)
        remises.reserver(cle, portee=Portee.INFORMATION, motif="CPC 748-6", prepare_a=banc.maintenant)
        remises.commencer(cle, activite="a", essai=1, tente_a=banc.maintenant)
        remises.conclure(cle, EtatRemise.REMISE, a=banc.maintenant, reponse=SMTP)
    for par in ("expert", "morel"):
        texte = await page(banc, par, "/dossiers/exp-1")
        assert 'remis au serveur (SMTP 250) le <time datetime="2026-06-20T10:00:00Z">' in texte
        assert "queued" not in texte
        lues = (await banc.lire(par, "/expertises/exp-1/remises")).json()
        assert {r["reponse"] for r in lues} == ({SMTP} if par == "expert" else {None})
    texte = await page(banc, "expert", "/dossiers/exp-1")
    assert '<th scope="row">Avis à consigner</th>' in texte  # an act that the expert does not see
    assert not re.search(r">\s*avis_a_consigner-1\s*<|>D\d\d<", texte)


def test_ce_que_devient_une_remise_a_toujours_des_mots() -> None:
    def issue(reponse: str | None, etat: EtatRemise, canal: Canal = Canal.COURRIEL, remis: bool = False) -> str | None:
        cle = CleRemise("e", "dire-1", "morel", canal)
        vides = dict.fromkeys(Remise.__dataclass_fields__)
        return mots.issue(Remise(**{**vides, "cle": cle, "etat": etat, "reponse": reponse, "remis_a": remis or None}))

    assert issue(None, EtatRemise.PREPAREE) is None
    assert issue(SMTP, EtatRemise.OUVERTE, remis=True) == "remis au serveur (SMTP 250)"
    assert issue(SMTP.replace("250", "451"), EtatRemise.DIFFEREE) == "différé par le serveur (SMTP 451)"
    assert issue(SMTP.replace("250", "550"), EtatRemise.ECHOUEE) == "refusé par le serveur (SMTP 550)"
    for reponse in ("connection lost with the mail server", "[]", "{}"):
        for etat in (EtatRemise.ISSUE_INCONNUE, EtatRemise.DIFFEREE, EtatRemise.ECHOUEE):
            assert "connection" not in (issue(reponse, etat) or "connection")
    assert issue("2C 123", EtatRemise.REMISE, Canal.LRAR, remis=True) == "référence : 2C 123"


async def test_qui_doit_poster_voit_les_adresses_et_le_tribunal_qu_il_voit_tout(banc) -> None:
    banc.inscrire("exp-1", jusqu_au_rapport())
    for par in ("greffe", "expert"):
        assert "8 place Bellecour, 69002 Lyon — morel@personne.invalid" in await page(banc, par, "/dossiers/exp-1")
    du_greffe, de_l_avocat = [await page(banc, par, "/dossiers/exp-1") for par in ("greffe", "me-roche")]
    assert "Bellecour" not in de_l_avocat
    assert "Tous les actes du dossier" in du_greffe
    assert "Actes que vous avez établis ou que vous devez recevoir" in de_l_avocat


async def test_chaque_acte_a_son_ancre_qui_ne_dit_rien_de_personne(banc) -> None:
    affaire = jusqu_au_rapport()
    banc.inscrire("exp-1", affaire)
    texte = await page(banc, "greffe", "/dossiers/exp-1")
    natures = "|".join(NatureActe)
    for acte in affaire.dossier.actes:
        assert re.fullmatch(rf"({natures})-[0-9]+", acte)
        assert f'<tr id="{acte}">' in texte
