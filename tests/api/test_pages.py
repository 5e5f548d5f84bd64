"""The pages as a browser gets them: order, words, escaping, headers."""

import re
from html.parser import HTMLParser

import pytest
from dossiers import PARTICIPANTS, Affaire, jusqu_au_pre_rapport, jusqu_au_rapport, jusqu_aux_operations, le, ordonnance

from api.enveloppe import CSP
from api.pages import mots
from procedure.dossier import Phase
from procedure.echeances import Statut
from procedure.effets import Canal, Portee
from procedure.personnes import Role
from procedure.regles import REGLES
from registre import CleRemise, EtatRemise

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
    affaire.jouer("2026-01-05", ordonnance(participants=gens, objet=HOSTILE, rg=HOSTILE))
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
        (mots.ETATS, EtatRemise),
        (mots.CANAUX, Canal),
        (mots.PORTEES, Portee),
        (mots.ROLES, Role),
    ):
        assert set(table) == set(mots_du_domaine)
    assert {r.levera for r in REGLES.values() if r.levera} <= set(mots.ETATS_LEVES)
