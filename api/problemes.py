"""Every error of the interface, as RFC 9457 problems: one shape, in French, with the article where the law speaks."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response

from api.jetons import en_session
from api.pages.rendu import page_d_erreur
from api.traductions import erreurs_en_francais
from procedure.decision import Motif, Refus
from procedure.langue import INSECABLE

TYPE_MIME = "application/problem+json"
_PREFIXE = "urn:diligence:probleme:"


class ErreurDeChamp(BaseModel):
    """What is wrong at one place of a request."""

    detail: str
    pointer: str | None = None
    """JSON pointer into the body."""
    parametre: str | None = None
    """Name of the header or of the parameter, when it is not in the body."""


class CorpsDeProbleme(BaseModel):
    """A problem (RFC 9457)."""

    type: str = Field(examples=["urn:diligence:probleme:refus"])
    title: str
    status: int
    detail: str
    instance: str | None = None
    article: str | None = Field(default=None, examples=["CPC 265"])
    """The article that the refusal applies."""
    manque: list[str] | None = None
    """What is missing, item by item."""
    errors: list[ErreurDeChamp] | None = None


class Probleme(HTTPException):
    """An error to answer as it stands; `genre` ends its type URI."""

    def __init__(
        self,
        status: int,
        genre: str,
        title: str,
        detail: str,
        *,
        headers: Mapping[str, str] | None = None,
        **membres: Any,
    ) -> None:
        super().__init__(status, detail, dict(headers or {}))
        self.genre = genre
        self.corps = {"type": _PREFIXE + genre, "title": title, "status": status, "detail": detail, **membres}


def non_identifie() -> Probleme:
    """401: nobody is known behind the request."""
    return Probleme(
        401,
        "non-identifie",
        "Identification requise",
        "Présentez un jeton valable (Authorization: Bearer …).",
        headers={"WWW-Authenticate": 'Bearer realm="diligence"'},
    )


def expertise_introuvable() -> Probleme:
    """404: the same, to the byte, for a case that does not exist and for one in which the reader has no part."""
    return Probleme(404, "introuvable", "Introuvable", "Aucune expertise à cette adresse.", instance=None)


def introuvable(detail: str) -> Probleme:
    """404 within a case that the reader is in."""
    return Probleme(404, "introuvable", "Introuvable", detail)


def document_altere() -> Probleme:
    """500: the vault cannot give back what was deposited, as it was deposited."""
    return Probleme(
        500,
        "document-altere",
        "Document altéré ou manquant",
        "Le document altéré ou manquant doit être rétabli par l’exploitant : signalez-le.",
    )


def cle_reutilisee() -> Probleme:
    """422: the key already stands for another content."""
    return Probleme(
        422,
        "cle-reutilisee",
        "Clé déjà employée",
        "Cette Idempotency-Key a déjà servi à un acte d’un autre contenu ; employez une clé nouvelle.",
    )


def expertise_close() -> Probleme:
    """409: the life of the case is over."""
    return Probleme(409, "expertise-close", "Expertise close", "L’expertise est close : aucun acte n’y est plus reçu.")


def doublon(expertise: str) -> Probleme:
    """409: this decision seems registered already, in a case that the author is in."""
    return Probleme(
        409,
        "doublon",
        "Expertise déjà ouverte",
        "Une expertise ouverte porte déjà ce numéro RG devant cette juridiction. "
        "Si c’en est une autre, recommencez avec le paramètre doublon=admis.",
        expertise=expertise,
    )


def expertise_arretee() -> Probleme:
    """503: the record knows the case but no workflow runs it; an operator must take it up again."""
    return Probleme(
        503,
        "expertise-arretee",
        "Expertise momentanément arrêtée",
        "L’acte n’a pas été reçu : l’expertise doit être remise en route par l’exploitant. "
        "Recommencez ensuite avec la même Idempotency-Key.",
        headers={"Retry-After": "60"},
    )


def indisponible(*, transmis: bool) -> Probleme:
    """503: no answer in time; `transmis` tells whether the act may have left."""
    issue = (
        "L’issue est inconnue : l’acte a peut-être été enregistré. "
        if transmis
        else "L’acte n’a pas été transmis : rien n’est enregistré. "
    )
    return Probleme(
        503,
        "indisponible",
        "Service momentanément indisponible",
        issue + "Recommencez avec la même Idempotency-Key : un acte n’est jamais enregistré deux fois.",
        headers={"Retry-After": "5"},
        issue="inconnue" if transmis else "non_transmis",
    )


def reprise_trop_longue() -> Probleme:
    """413: what a file taken over causes would not fit in one message."""
    return Probleme(
        413,
        "reprise-trop-longue",
        "Reprise trop longue",
        "Ces actes ne peuvent pas être repris d’un coup : reprenez les premiers, puis enregistrez les suivants "
        "un à un, chacun avec sa date et sa preuve.",
    )


def trop_volumineux(limite: int) -> Probleme:
    """413: more bytes than are taken."""
    detail = f"Ce qui est envoyé dépasse la limite de {_taille(limite)}."
    return Probleme(413, "trop-volumineux", "Contenu trop volumineux", detail, limite=limite)


def _taille(octets: int) -> str:
    """A limit in the unit in which it was chosen: « 500 Ko », « 1,5 Mo »."""
    for facteur, unite in ((10**9, "Go"), (10**6, "Mo"), (10**3, "Ko")):
        if octets >= facteur:
            return f"{octets / facteur:.1f}".replace(".", ",").removesuffix(",0") + f"{INSECABLE}{unite}"
    return f"{octets}{INSECABLE}octet{'s' if octets > 1 else ''}"


def repondre(requete: Request, corps: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Response:
    """Answer a problem: a page to a browser, `application/problem+json` to anything else."""
    corps = {**corps, "instance": corps.get("instance", requete.url.path)}
    corps = {nom: valeur for nom, valeur in corps.items() if valeur is not None}
    if "text/html" in requete.headers.get("accept", ""):
        if corps["status"] == 401 and requete.method == "GET":
            return RedirectResponse(f"/connexion?suite={quote(requete.url.path)}", status_code=303)
        return page_d_erreur(corps, headers, en_session(requete))
    return JSONResponse(corps, corps["status"], dict(headers or {}), media_type=TYPE_MIME)


def installer(app: FastAPI) -> None:
    """Have every error answered as a problem."""
    app.add_exception_handler(HTTPException, _sur_http)
    app.add_exception_handler(RequestValidationError, _sur_validation)
    app.add_exception_handler(Refus, _sur_refus)


async def _sur_http(requete: Request, erreur: Exception) -> Response:
    if isinstance(erreur, Probleme):
        return repondre(requete, erreur.corps, erreur.headers)
    if not isinstance(erreur, HTTPException):
        raise erreur
    statut = HTTPStatus(erreur.status_code)
    titre, detail = _DE_HTTP.get(erreur.status_code, (statut.phrase, statut.phrase))
    corps = {"type": "about:blank", "title": titre, "status": erreur.status_code, "detail": detail}
    return repondre(requete, corps, erreur.headers)  # the headers matter: Allow on a 405


_DE_HTTP = {
    400: ("Requête illisible", "Le corps de la requête ne peut pas être lu."),
    404: ("Introuvable", "Rien à cette adresse."),
    405: ("Méthode non admise", "Cette adresse n’admet pas cette méthode."),
}


async def _sur_refus(requete: Request, erreur: Exception) -> Response:
    if not isinstance(erreur, Refus):
        raise erreur
    return repondre(requete, corps_du_refus(erreur.motif))


def corps_du_refus(motif: Motif) -> dict[str, Any]:
    """The problem of a refusal of the law."""
    return {
        "type": _PREFIXE + "refus",
        "title": "Acte refusé",
        "status": 404 if motif.introuvable else 403 if motif.interdit else 422,
        "detail": motif.message,
        "article": motif.article,
        "manque": list(motif.manque),
    }


async def _sur_validation(requete: Request, erreur: Exception) -> Response:
    if not isinstance(erreur, RequestValidationError):
        raise erreur
    erreurs = erreurs_en_francais(erreur.errors(), erreur.body)
    parametres = {e.get("parametre") for e in erreurs}
    if "Idempotency-Key" in parametres:
        return repondre(requete, _CLE_ABSENTE)  # no article: none is the cause of this
    if any(e["type"] == "json_invalid" for e in erreur.errors()):
        return repondre(requete, {**_ILLISIBLE, "errors": erreurs})
    corps = {
        "type": _PREFIXE + "contenu-invalide",
        "title": "Contenu invalide",
        "status": 422,
        "detail": "Des champs manquent ou ne peuvent pas être lus.",
        "article": getattr(requete.scope.get("endpoint"), "article", None),
        "errors": erreurs,
    }
    return repondre(requete, corps)


_CLE_ABSENTE = {
    "type": _PREFIXE + "cle-idempotence",
    "title": "Idempotency-Key requise",
    "status": 400,
    "detail": "L’en-tête Idempotency-Key est requis : de 1 à 200 caractères ASCII visibles, propres à cet acte.",
}
_ILLISIBLE = {
    "type": _PREFIXE + "illisible",
    "title": "Requête illisible",
    "status": 400,
    "detail": "Le corps de la requête n’est pas du JSON.",
}

_DESCRIPTIONS = {
    304: "Inchangé depuis l’ETag présenté",
    400: "Requête illisible, ou Idempotency-Key absente",
    401: "Personne n’est identifié",
    403: "L’auteur ne peut pas accomplir cet acte à ce titre",
    404: "Introuvable, ou expertise dans laquelle la personne n’intervient pas",
    405: "Méthode non admise",
    409: "L’expertise est close, ou déjà ouverte sous ce numéro RG",
    413: "Contenu trop volumineux",
    422: "Acte refusé par la loi (l’article est nommé), contenu invalide, ou clé déjà employée",
    500: "Incident, ou document altéré ou manquant au coffre",
    503: "Indisponible : recommencer avec la même clé",
}


def documenter(*statuts: int) -> dict[int | str, dict[str, Any]]:
    """The `responses` of an endpoint, for its OpenAPI description."""
    contenu = {TYPE_MIME: {"schema": {"$ref": "#/components/schemas/CorpsDeProbleme"}}}
    return {s: {"description": _DESCRIPTIONS[s]} | ({"content": contenu} if s >= 400 else {}) for s in statuts}
