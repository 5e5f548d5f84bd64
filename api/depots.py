"""Documents in and out, as streams: whatever their size, only one chunk is in memory."""

import re
import unicodedata
from collections.abc import AsyncIterator, Iterator
from email.message import Message
from typing import Annotated, Any, BinaryIO
from urllib.parse import quote

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect
from starlette.responses import StreamingResponse

from api.absences import Absence, absence
from api.etiquettes import est_connue, sans_corps
from api.identite import Acces, AccesExpertise, Identite
from api.problemes import Probleme, document_altere, documenter, introuvable, trop_volumineux
from api.ressources import Ouvertes, Ressources
from coffre.coffre import MORCEAU, Absent, Altere, Coffre, Depot
from procedure.preuves import PieceJointe
from registre.vues import ActeVue

_TYPE_MIME = re.compile(r"[a-z]+/[a-z0-9.+-]+")
_INCONNU = "application/octet-stream"
_BINAIRE = {"schema": {"type": "string", "format": "binary"}}

routeur = APIRouter(tags=["documents"])


# -- in


_DEPOT: dict[str, Any] = {
    "status_code": 201,
    "openapi_extra": {"requestBody": {"required": True, "content": {"*/*": _BINAIRE}}},
}
Nom = Annotated[str | None, Query(description="Nom du fichier ; à défaut celui de Content-Disposition")]
Titre = Annotated[str | None, Query(description="Intitulé ; à défaut le nom du fichier")]


@routeur.post(
    "/documents",
    responses=documenter(401, 413, 422),
    summary="Déposer un document avant toute expertise",
    **_DEPOT,
)
async def deposer_document(
    requete: Request, personne: Identite, ouvertes: Ouvertes, nom: Nom = None, titre: Titre = None
) -> PieceJointe:
    """Store the body of the request in the vault, before any case: for an order, or a file taken over."""
    return await _deposer(requete, personne.id, ouvertes, nom, titre)


@routeur.post(
    "/expertises/{expertise}/documents",
    responses=documenter(401, 404, 413, 422),
    summary="Déposer un document dans une expertise",
    **_DEPOT,
)
async def deposer_piece(
    requete: Request, acces: AccesExpertise, ouvertes: Ouvertes, nom: Nom = None, titre: Titre = None
) -> PieceJointe:
    """Store the body of the request in the vault; an act of the same person may then name it."""
    return await _deposer(requete, acces.personne.id, ouvertes, nom, titre)


async def _deposer(
    requete: Request, personne: str, ouvertes: Ressources, nom: str | None, titre: str | None
) -> PieceJointe:
    limite = ouvertes.reglages.document_maximal
    if (annonce := requete.headers.get("content-length", "")).isdigit() and int(annonce) > limite:
        raise trop_volumineux(limite)
    fichier = nom_sur(nom or _nom_annonce(requete)) or "document"
    depot = await _recevoir(requete.stream(), ouvertes.coffre, limite)
    await run_in_threadpool(ouvertes.registre.documents.verser, depot.sha256, personne, ouvertes.horloge())
    return PieceJointe(
        document=depot.sha256,
        titre=nom_sur(titre) or fichier,
        nom=fichier,
        taille=depot.taille,
        media_type=_type_annonce(requete),
    )


async def _recevoir(flux: AsyncIterator[bytes], coffre: Coffre, limite: int) -> Depot:
    """Write a stream into the vault; unless all of it came, nothing of it is kept."""
    tampon, recu = bytearray(), 0
    try:
        with coffre.ouvrir_depot() as depot:
            async for octets in flux:
                recu += len(octets)
                if recu > limite:
                    raise trop_volumineux(limite)
                tampon += octets
                if len(tampon) >= MORCEAU:
                    await run_in_threadpool(depot.ecrire, bytes(tampon))
                    tampon.clear()
            if not recu:
                raise Probleme(422, "document-vide", "Document vide", "Le corps de la requête est vide.")
            await run_in_threadpool(depot.ecrire, bytes(tampon))
            return await run_in_threadpool(depot.sceller)
    except ClientDisconnect as parti:
        raise Probleme(400, "interrompu", "Dépôt interrompu", "Le document n’est pas arrivé entier.") from parti


def _nom_annonce(requete: Request) -> str | None:
    disposition = requete.headers.get("content-disposition")
    if not disposition:
        return None
    message = Message()
    message["Content-Disposition"] = disposition.encode("latin-1").decode("utf-8", "replace")
    return message.get_filename()


def _type_annonce(requete: Request) -> str:
    annonce = requete.headers.get("content-type", "").partition(";")[0].strip().lower()
    return annonce if _TYPE_MIME.fullmatch(annonce) and len(annonce) <= 100 else _INCONNU


def nom_sur(nom: str | None) -> str:
    """A file name without folder nor invisible character (control, bidirectional override), of bounded length."""
    visible = "".join(c if unicodedata.category(c)[0] not in "CZ" or c == " " else " " for c in nom or "")
    return " ".join(re.split(r"[/\\]", visible)[-1].split()).strip(". ")[:200]


# -- out


@routeur.get(
    "/expertises/{expertise}/actes/{acte}/document",
    response_class=Response,
    responses={200: {"content": {"*/*": _BINAIRE}}, **documenter(304, 401, 404, 500)},
    summary="Lire le document d’un acte",
)
def lire_document(acte: str, requete: Request, acces: AccesExpertise, ouvertes: Ouvertes) -> Response:
    """Give the document of an act, deposited or drawn up; its first reading by an addressee is recorded."""
    vue = _acte(ouvertes, acces, acte)
    manque = absence(vue, ouvertes.coffre)
    if manque is Absence.ALTERE:
        raise document_altere()
    if manque is not None or vue.document is None:
        raise introuvable(f"Aucun document ici : {manque}.")
    extension = "pdf" if vue.media_type == "application/pdf" else "bin"
    nom = vue.piece.nom if vue.piece else f"{vue.id}.{extension}"
    reponse = _envoyer(requete, ouvertes.coffre, vue.document, nom, vue.media_type)
    if reponse.status_code == 200 and not sans_corps(requete):
        a = ouvertes.horloge()
        ouvertes.registre.remises.marquer_ouverte(acces.expertise, vue.id, acces.personne.id, a)
    return reponse


@routeur.get(
    "/expertises/{expertise}/actes/{acte}/annexes/{rang}",
    response_class=Response,
    responses={200: {"content": {"*/*": _BINAIRE}}, **documenter(304, 401, 404, 500)},
    summary="Lire une annexe d’un acte",
)
def lire_annexe(
    acte: str,
    rang: Annotated[int, Path(ge=1, le=10_000)],
    requete: Request,
    acces: AccesExpertise,
    ouvertes: Ouvertes,
) -> Response:
    """Give an annex of an act, by its rank from 1."""
    vue = _acte(ouvertes, acces, acte)
    annexes = vue.annexes
    if rang > len(annexes):
        raise introuvable("Cet acte n’a pas d’annexe de ce rang.")
    piece = annexes[rang - 1]
    if vue.repris and not ouvertes.coffre.existe(piece.document):
        raise introuvable(f"Aucun document ici : {Absence.AILLEURS}.")
    return _envoyer(requete, ouvertes.coffre, piece.document, piece.nom, piece.media_type)


@routeur.get(
    "/expertises/{expertise}/actes/{acte}/jeton",
    response_class=Response,
    responses={200: {"content": {"application/timestamp-reply": _BINAIRE}}, **documenter(304, 401, 404, 500)},
    summary="Lire l’horodatage d’un acte",
)
def lire_jeton(acte: str, requete: Request, acces: AccesExpertise, ouvertes: Ouvertes) -> Response:
    """Give the RFC 3161 time-stamp over the document of an act, for `openssl ts -verify`."""
    vue = _acte(ouvertes, acces, acte)
    jeton = ouvertes.registre.documents.jeton_de(vue.document) if vue.document else None
    if jeton is None:
        raise introuvable("Le document de cet acte n’est pas encore horodaté.")
    en_tetes = _en_tetes(f"tsr-{jeton.sha256}", f"{nom_sur(vue.id)}.tsr")
    if est_connue(requete, en_tetes["ETag"]):
        return Response(status_code=304, headers=en_tetes)
    return Response(jeton.der, media_type="application/timestamp-reply", headers=en_tetes)


def _acte(ouvertes: Ressources, acces: Acces, acte: str) -> ActeVue:
    """The act, if this reader wrote it, must receive it, or is of the court."""
    lectures = ouvertes.registre.lectures
    vue = lectures.acte(acces.expertise, acte, acces.personne.id, tout_voir=acces.du_tribunal)
    if vue is None:
        raise introuvable("Aucun acte à cette adresse.")
    return vue


def _envoyer(requete: Request, coffre: Coffre, sha256: str, nom: str, media_type: str | None) -> Response:
    en_tetes = _en_tetes(sha256, nom)
    if est_connue(requete, en_tetes["ETag"]):
        return Response(status_code=304, headers=en_tetes)
    try:
        flux, taille = _ouvrir(coffre, sha256), coffre.taille(sha256)
    except (Absent, Altere) as perdu:
        raise document_altere() from perdu
    en_tetes["Content-Length"] = str(taille)
    if sans_corps(requete):
        flux.close()
        return Response(media_type=media_type or _INCONNU, headers=en_tetes)
    return StreamingResponse(_morceaux(flux), media_type=media_type or _INCONNU, headers=en_tetes)


def _ouvrir(coffre: Coffre, sha256: str) -> BinaryIO:
    """Open a document on its first bytes: what is altered from the start is said before anything is sent."""
    flux = coffre.ouvrir(sha256)
    try:
        flux.peek(1)  # type: ignore[attr-defined]  # a BufferedReader
    except Altere:
        flux.close()
        raise
    return flux


def _morceaux(flux: BinaryIO) -> Iterator[bytes]:
    with flux:
        while morceau := flux.read(MORCEAU):
            yield morceau


def _en_tetes(etiquette: str, nom: str) -> dict[str, str]:
    return {
        "ETag": f'"{etiquette}"',
        "Cache-Control": "private, no-cache",
        "Content-Disposition": disposition(nom),
        # a deposited page or drawing that is opened all the same runs nothing and reaches nothing
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }


def disposition(nom: str) -> str:
    """A Content-Disposition that no file name can break (RFC 6266)."""
    nom = nom_sur(nom) or "document"
    simple = re.sub(r"[^A-Za-z0-9._ -]", "_", unicodedata.normalize("NFKD", nom).encode("ascii", "ignore").decode())
    return f"attachment; filename=\"{simple.strip() or 'document'}\"; filename*=UTF-8''{quote(nom, safe='')}"
