"""The HTTP interface and the pages, as one application."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api import certificats, codec, commandes, depots, lectures, problemes, recalcul
from api.enveloppe import Enveloppe
from api.guichet import Guichet, GuichetTemporal
from api.jetons import Jetons
from api.pages import ecrans
from api.problemes import CorpsDeProbleme
from api.reglages import Reglages
from api.ressources import Horloge, Ressources, maintenant, ouvrir_coffre
from registre import Registre
from registre.moteur import ouvrir


def creer_application(
    reglages: Reglages | None = None, *, guichet: Guichet | None = None, horloge: Horloge = maintenant
) -> FastAPI:
    """Make the application. The record must be migrated already; Temporal may be down."""
    reglages = reglages or Reglages()

    @asynccontextmanager
    async def vivre(app: FastAPI) -> AsyncIterator[None]:
        moteur = ouvrir(reglages.url_base)
        try:
            app.state.ressources = Ressources(
                reglages=reglages,
                registre=Registre(moteur),
                coffre=ouvrir_coffre(reglages),
                guichet=guichet or GuichetTemporal(reglages),
                jetons=Jetons.des(reglages),
                horloge=horloge,
            )
            yield
        finally:
            moteur.dispose()

    app = FastAPI(
        title="Diligence",
        version="0.1.0",
        description="Conduite des expertises judiciaires civiles. Toute erreur est un problème (RFC 9457).",
        lifespan=vivre,
        docs_url=None,  # its scripts would come from somebody else's network
        redoc_url=None,
        redirect_slashes=False,
    )
    problemes.installer(app)
    app.add_middleware(Enveloppe)
    for partie in (lectures, recalcul, commandes, depots, certificats, codec, ecrans):
        app.include_router(partie.routeur)
    app.openapi = lambda: _description(app)  # type: ignore[method-assign]
    return app


def _description(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI description, with the shape of the problems that every endpoint names."""
    if app.openapi_schema is None:
        description = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        schema = CorpsDeProbleme.model_json_schema(ref_template="#/components/schemas/{model}")
        composants = description.setdefault("components", {}).setdefault("schemas", {})
        composants |= schema.pop("$defs", {}) | {CorpsDeProbleme.__name__: schema}
        app.openapi_schema = description
    return app.openapi_schema
