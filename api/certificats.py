"""The root certificate, public: whoever holds a document can check it without an account, or without the platform."""

import re

from fastapi import APIRouter, Response

from api.etiquettes import RouteEtiquetee
from api.problemes import documenter, introuvable
from api.ressources import Ouvertes

PEM = "application/x-pem-file"
# whatever else a misconfigured file holds, such as a key, stays here
_CERTIFICAT = re.compile(r"-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----")

routeur = APIRouter(route_class=RouteEtiquetee, tags=["vérification"])


@routeur.get(
    "/certificats/racine.pem",
    response_class=Response,
    responses={200: {"content": {PEM: {"schema": {"type": "string"}}}}, **documenter(304, 404)},
    summary="Lire le certificat racine",
)
def lire_racine(ouvertes: Ouvertes) -> Response:
    """Give the root against which time-stamps are checked; seals too, on an embedded platform."""
    reglages = ouvertes.reglages
    fichier = reglages.tsa_racine or reglages.dossier_pki / "racine.pem"
    certificats = _CERTIFICAT.findall(fichier.read_text("ascii", "ignore")) if fichier.is_file() else []
    if not certificats:
        raise introuvable("Aucun certificat racine n’est installé sur cette plateforme.")
    en_tetes = {"Content-Disposition": 'attachment; filename="racine.pem"'}
    return Response("\n".join(certificats) + "\n", media_type=PEM, headers=en_tetes)
