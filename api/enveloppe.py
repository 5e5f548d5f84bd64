"""What surrounds every request: the security headers, the size of a body, and what nobody foresaw."""

import secrets
import traceback

import structlog
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problemes import repondre, trop_volumineux

CORPS_MAXIMAL = 500_000
"""Bytes of a JSON body: a command must fit in one payload of Temporal."""

CSP = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_EN_TETES = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}

_journal = structlog.get_logger("api")


class Enveloppe:
    """ASGI middleware; it holds nothing of a body in memory."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request inside the envelope."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        commencee = False
        tete = scope["method"] == "HEAD"
        if tete:  # a copy: the server must still know that it answers a HEAD
            scope = {**scope, "method": "GET", "sans_corps": True}

        async def emettre(message: Message) -> None:
            nonlocal commencee
            if message["type"] == "http.response.start":
                commencee = True
                en_tetes = MutableHeaders(scope=message)
                for nom, valeur in _EN_TETES.items():
                    en_tetes.setdefault(nom, valeur)
            elif tete:
                message = {**message, "body": b""}
            await send(message)

        try:
            await self._app(scope, _mesuree(scope, receive), emettre)
        except Exception as erreur:
            incident = _consigner(scope, erreur)
            if commencee:
                raise  # the connection is cut: a truncated document must not look whole
            corps = {
                "type": "urn:diligence:probleme:incident",
                "title": "Incident",
                "status": 500,
                "detail": f"Un incident a empêché de répondre. Signalez-le sous le numéro {incident}.",
                "instance": f"urn:diligence:incident:{incident}",
            }
            await repondre(Request(scope), corps)(scope, receive, emettre)


def _mesuree(scope: Scope, receive: Receive) -> Receive:
    """Cut a JSON body that is too long; documents have their own limit, where they are received."""
    if scope["method"] not in ("POST", "PUT", "PATCH") or scope["path"].endswith("/documents"):
        return receive
    recu = 0

    async def lire() -> Message:
        nonlocal recu
        message = await receive()
        recu += len(message.get("body", b""))
        if recu > CORPS_MAXIMAL:
            raise trop_volumineux(CORPS_MAXIMAL)
        return message

    return lire


def _consigner(scope: Scope, erreur: Exception) -> str:
    """Log an incident without its message, which may quote what people sent."""
    incident = secrets.token_hex(6)
    route = getattr(scope.get("route"), "path", None)
    pile = "".join(traceback.format_tb(erreur.__traceback__))
    _journal.error("incident", incident=incident, route=route, erreur=type(erreur).__qualname__, pile=pile)
    return incident
