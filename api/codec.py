"""Deciphers payloads for the Temporal UI of the embedded platform; elsewhere it does not exist.

The UI posts what it read (`/codec/decode`, JSON `Payloads`) from its own origin, without any sign-in: on a
developer's machine only. Whoever calls it must already hold the ciphertext.
"""

from fastapi import APIRouter, Request, Response
from google.protobuf.json_format import MessageToJson, Parse, ParseError
from temporalio.api.common.v1 import Payloads

from api.chiffrement import CodecChiffrant
from api.problemes import Probleme, introuvable
from api.ressources import Ouvertes, Ressources
from api.temporal import trousseau

routeur = APIRouter(include_in_schema=False)


@routeur.options("/codec/decode")
def annoncer(requete: Request, ouvertes: Ouvertes) -> Response:
    """Let the pages of the UI, and no other, call from their origin."""
    return Response(status_code=204, headers=_permission(requete, ouvertes))


@routeur.post("/codec/decode")
async def dechiffrer(requete: Request, ouvertes: Ouvertes) -> Response:
    """Give the payloads in clear."""
    entetes = _permission(requete, ouvertes)
    try:
        lus = Parse(await requete.body(), Payloads())
        clairs = await CodecChiffrant(trousseau(ouvertes.reglages)).decode(lus.payloads)
    except (ParseError, KeyError, ValueError, UnicodeDecodeError) as illisible:
        raise Probleme(422, "charge-illisible", "Charge illisible", "Ces données ne se déchiffrent pas.") from illisible
    return Response(MessageToJson(Payloads(payloads=clairs)), media_type="application/json", headers=entetes)


def _permission(requete: Request, ouvertes: Ressources) -> dict[str, str]:
    origine = requete.headers.get("origin", "")
    permises = ouvertes.reglages.origines_temporal_ui
    if not ouvertes.reglages.mode_embarque or origine not in permises:
        raise introuvable("Aucune page à cette adresse.")
    return {
        "Access-Control-Allow-Origin": origine,
        "Access-Control-Allow-Headers": "content-type,x-namespace,authorization",
        "Access-Control-Allow-Credentials": "true",
        "Vary": "Origin",
    }
