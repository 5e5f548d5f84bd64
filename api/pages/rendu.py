"""Renders the templates: every value is escaped, and a value that is missing is an error, never a blank."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from api.jetons import Personne
from api.pages import mots
from procedure.langue import date_longue, instant_long, taille, terme_long
from procedure.textes import version_citee

DOSSIER = Path(__file__).parent


@cache
def _gabarits() -> Environment:
    gabarits = Environment(
        loader=FileSystemLoader(DOSSIER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    gabarits.filters |= {
        "jour": _jour,
        "instant": _instant,
        "terme": _terme,
        "taille": taille,
        "phase": mots.phase,
        "leve": mots.leve,
        "version_citee": version_citee,
    }
    gabarits.globals |= {"mots": mots}
    return gabarits


def page(gabarit: str, *, status: int = 200, headers: Mapping[str, str] | None = None, **valeurs: Any) -> HTMLResponse:
    """Answer a page."""
    texte = _gabarits().get_template(gabarit).render(valeurs)
    return HTMLResponse(texte, status, dict(headers or {}))


def page_d_erreur(
    probleme: Mapping[str, Any], headers: Mapping[str, str] | None = None, visiteur: Personne | None = None
) -> HTMLResponse:
    """Answer a problem to a browser, which keeps its session."""
    return page("erreur.html", status=probleme["status"], headers=headers, probleme=probleme, visiteur=visiteur)


def _jour(jour: date) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(jour.isoformat(), date_longue(jour))


def _instant(instant: datetime, fuseau: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(_iso(instant), instant_long(instant, fuseau))


def _terme(expire_a: datetime, fuseau: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(_iso(expire_a), terme_long(expire_a, fuseau))


def _iso(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
