"""ETags: a reader who has the answer already is told so in a few bytes."""

import hashlib
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute


class RouteEtiquetee(APIRoute):
    """A read whose answer is named by its own fingerprint.

    The number of the last event would not do: documents and deliveries move on without any event.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Add the ETag to an answer of 200, or answer 304."""
        lire = super().get_route_handler()

        async def etiqueter(requete: Request) -> Response:
            reponse = await lire(requete)
            if reponse.status_code != 200:
                return reponse
            etiquette = f'"{hashlib.sha256(reponse.body).hexdigest()[:32]}"'
            en_tetes = {"ETag": etiquette, "Cache-Control": "private, no-cache", "Vary": "Authorization, Cookie"}
            if est_connue(requete, etiquette):
                return Response(status_code=304, headers=en_tetes)
            reponse.headers.update(en_tetes)
            return reponse

        return etiqueter


def sans_corps(requete: Request) -> bool:
    """Whether only the headers are asked for: the envelope serves HEAD as a GET and drops its body."""
    return bool(requete.scope.get("sans_corps"))


def est_connue(requete: Request, etiquette: str) -> bool:
    """Whether `If-None-Match` names this ETag (weak comparison, RFC 9110)."""
    presentees = [e.strip().removeprefix("W/") for e in requete.headers.get("if-none-match", "").split(",")]
    return etiquette in presentees or presentees == ["*"]
