"""The two screens, the way in, and the style sheet."""

from collections import defaultdict
from datetime import datetime
from typing import Annotated
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Form, Request, Response
from starlette.responses import FileResponse, RedirectResponse

from api.absences import absence
from api.identite import AccesAuDossier, Identite
from api.jetons import SESSION, en_session
from api.lectures import discret
from api.pages.mots import ETATS, PHASES, intitules
from api.pages.rendu import DOSSIER, page
from api.problemes import Probleme, expertise_introuvable
from api.ressources import Ouvertes
from procedure.dossier import Phase
from registre import EtatRemise, Remise
from registre.lectures import CurseurInvalide
from registre.vues import EcheanceVue, ExpertiseVue

PAR_PAGE = 25
EVENEMENTS_MONTRES = 200
ACTES_MONTRES = 200
REMISES_MONTREES = 100

ICONE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#16423c"/>'
    '<path d="M10 7h6a9 9 0 0 1 0 18h-6z" fill="none" stroke="#fff" stroke-width="3"/></svg>'
)

routeur = APIRouter(include_in_schema=False)


@routeur.get("/")
def liste(
    personne: Identite, ouvertes: Ouvertes, etape: str = "", retard: str = "", rg: str = "", apres: str = ""
) -> Response:
    """The cases of a reader: overdue ones on top, then soonest échéance first."""
    etape = etape if etape in set(Phase) else ""
    rg = rg.strip()[:60]
    try:
        trouvees = ouvertes.registre.lectures.expertises(
            personne.id, None, PAR_PAGE, apres or None, etape=etape or None, en_retard=True if retard else None, rg=rg
        )
    except CurseurInvalide as erreur:
        raise Probleme(422, "curseur", "Page inconnue", "Cette page de la liste n’existe pas.") from erreur
    filtres = {nom: valeur for nom, valeur in (("etape", etape), ("retard", retard), ("rg", rg)) if valeur}
    a_suivre = trouvees.suivante and "/?" + urlencode({**filtres, "apres": trouvees.suivante})
    return page(
        "liste.html",
        visiteur=personne,
        expertises=trouvees.expertises,
        situation={e.id: _situation(e, ouvertes.horloge()) for e in trouvees.expertises},
        phases=PHASES,
        etape=etape,
        retard=bool(retard),
        rg=rg,
        filtree=bool(filtres),
        premiere=not apres,
        retour="/?" + urlencode(filtres) if filtres else "/",
        suivante=a_suivre,
    )


@routeur.get("/dossiers/{expertise}")
def dossier(acces: AccesAuDossier, ouvertes: Ouvertes, jusqu_a: int = 0, tous: str = "") -> Response:
    """One case: its dates with their reasons, what has happened, its acts, its deliveries."""
    lectures = ouvertes.registre.lectures
    vue = lectures.expertise(acces.expertise)
    if vue is None:
        raise expertise_introuvable()
    participants = [discret(acces, p) for p in lectures.participants(acces.expertise)]
    actes = lectures.actes(acces.expertise, acces.personne.id, tout_voir=acces.du_tribunal)
    dernier = jusqu_a if 0 < jusqu_a < vue.dernier_numero else vue.dernier_numero
    depuis = max(0, dernier - EVENEMENTS_MONTRES)
    en_cours, finies = _partagees(lectures.echeances(acces.expertise))
    montres = actes if tous else actes[-ACTES_MONTRES:]
    remises = lectures.remises(acces.expertise, destinataire=None if acces.voit_les_remises else acces.personne.id)
    return page(
        "dossier.html",
        visiteur=acces.personne,
        e=vue,
        acces=acces,
        fuseau=vue.fuseau,
        participants=participants,
        noms={p.personne: p.nom for p in participants} | {"systeme": "la plateforme"},
        en_cours=en_cours,
        finies=finies,
        journal=lectures.journal(acces.expertise, depuis, dernier - depuis),
        depuis=depuis,
        dernier=dernier,
        actes=montres,
        actes_tus=len(actes) - len(montres),
        absences={a.id: absence(a, ouvertes.coffre) for a in montres},
        titres=intitules(actes, remises),
        remises=_par_etat(remises),
        remises_montrees=REMISES_MONTREES,
    )


@routeur.get("/connexion")
def connexion(requete: Request, ouvertes: Ouvertes, suite: str = "/") -> Response:
    """The way in to the pages, by a development token."""
    visiteur = en_session(requete)
    # the strict cookie stays home when a link of elsewhere is followed: the session may be open all the same
    d_ailleurs = visiteur is None and requete.headers.get("sec-fetch-site") == "cross-site"
    return page(
        "connexion.html",
        visiteur=visiteur,
        suite=_chemin(suite),
        erreur=None,
        d_ailleurs=d_ailleurs,
        embarque=ouvertes.reglages.mode_embarque,
    )


@routeur.post("/connexion")
def se_connecter(
    ouvertes: Ouvertes, jeton: Annotated[str, Form()] = "", suite: Annotated[str, Form()] = "/"
) -> Response:
    """Open a session with a token."""
    jeton, suite = jeton.strip(), _chemin(suite)
    if ouvertes.jetons.titulaire(jeton) is None:
        return page(
            "connexion.html",
            status=401,
            visiteur=None,
            suite=suite,
            erreur="Ce jeton n’est pas connu.",
            d_ailleurs=False,
            embarque=ouvertes.reglages.mode_embarque,
        )
    reponse = RedirectResponse(suite, status_code=303)
    reponse.set_cookie(
        SESSION,
        jeton,
        httponly=True,
        samesite="strict",
        secure=ouvertes.reglages.adresse_publique.startswith("https:"),
    )
    return reponse


@routeur.post("/deconnexion")
async def se_deconnecter() -> Response:
    """Close the session."""
    reponse = RedirectResponse("/connexion", status_code=303)
    reponse.delete_cookie(SESSION, httponly=True, samesite="strict")
    return reponse


@routeur.get("/statique/diligence.css")
async def feuille_de_style() -> Response:
    """The only style sheet."""
    return FileResponse(DOSSIER / "diligence.css", media_type="text/css", headers={"Cache-Control": "max-age=300"})


@routeur.get("/statique/icone.svg")
@routeur.get("/favicon.ico")
async def icone() -> Response:
    """The icon of the pages."""
    return Response(ICONE, media_type="image/svg+xml", headers={"Cache-Control": "max-age=86400"})


def _chemin(suite: str) -> str:
    """Where to go once signed in: a path of this site, never elsewhere."""
    ailleurs = not suite.startswith("/") or suite.startswith("//") or "\\" in suite or not suite.isprintable()
    return "/" if ailleurs else suite


def _situation(expertise: ExpertiseVue, maintenant: datetime) -> tuple[str, str, str]:
    """Sign, words and colour of a case in the list; days are counted at the seat."""
    if expertise.clos_a:
        return ("–", "Close", "neutre")
    if expertise.depassees:
        s = "s" if expertise.depassees > 1 else ""
        return ("▲", f"{expertise.depassees} échéance{s} dépassée{s}", "alerte")
    if expertise.prochaine_echeance is None:
        return ("○", "En attente", "neutre")
    aujourd_hui = maintenant.astimezone(ZoneInfo(expertise.fuseau)).date()
    jours = (expertise.prochaine_echeance - aujourd_hui).days
    if jours < 0:  # passed, and the engine has not looked yet
        return ("▲", f"Terme passé depuis {-jours} jour{'s' if jours < -1 else ''}", "attention")
    return ("◔", {0: "Aujourd’hui", 1: "Demain"}.get(jours, f"Dans {jours} jours"), "encours")


def _partagees(echeances: tuple[EcheanceVue, ...]) -> tuple[list[EcheanceVue], list[EcheanceVue]]:
    """Those that somebody must still look at, passed ones first, and those that have ended."""
    en_cours = [e for e in echeances if e.cloture_le is None]
    finies = [e for e in echeances if e.cloture_le is not None]
    return sorted(en_cours, key=lambda e: not e.en_retard), finies


def _par_etat(remises: tuple[Remise, ...]) -> dict[EtatRemise, list[Remise]]:
    """The deliveries that one may see, by state: those to take up first."""
    par_etat: dict[EtatRemise, list[Remise]] = defaultdict(list)
    for remise in remises:
        par_etat[remise.etat].append(remise)
    return {etat: par_etat[etat] for etat in ETATS if etat in par_etat}
