"""Draw up the documents of the platform: one content, one template, one PDF/A-3a that is also PDF/UA-1.

The same content at the same instant gives the same bytes, in any process: a document can be drawn up again
from its journaled content and compared by fingerprint. typst is pinned to a minor version for that reason.
"""

import json
import re
import threading
import unicodedata
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import typst
from pydantic import JsonValue, ValidationError

from procedure.contenus import CONTENUS, Contenu, Forme
from procedure.langue import date_longue, instant_long
from procedure.modele import Modele

MODELES = Path(__file__).parent / "modeles"
"""One `<modele>.typ` per entry of `CONTENUS`; typst reads nothing outside this folder."""

NORMES: tuple["typst.PDFStandard", ...] = ("a-3a", "ua-1")
"""Archivable for the court (ISO 19005-3, level a) and readable by a screen reader (ISO 14289-1)."""

_COURANTS = re.compile(r"[^\n\x20-\x7e\xa0-\u017f\u2010-\u2015\u2018-\u201f\u2026\u202f\u20ac\u2212]")
"""What every embedded font can show; any other character is asked about, once."""

_TROMPEURS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Bidirectional controls: they make a line read otherwise than it is written."""


class ModeleInconnu(ValueError):
    """No template bears this name."""


class ContenuInvalide(ValueError):
    """The content does not fit its template: a mistake of the caller, not to be retried."""


class _ParFil(threading.local):
    """The compilers of one thread: one shared by two raises « Already borrowed »."""

    def __init__(self) -> None:
        self.compilateurs: dict[str, typst.Compiler] = {}


class Redacteur:
    """Draws up documents; may be shared by any number of threads."""

    def __init__(self) -> None:
        self._fil = _ParFil()

    def rediger(self, modele: str, donnees: dict[str, JsonValue], instant: datetime) -> bytes:
        """Return the PDF of `donnees` by the template `modele`, dated `instant`."""
        contenu = valider(modele, donnees)
        pdf = self._compilateur(modele).compile(
            format="pdf",
            sys_inputs={
                "donnees": _json(contenu.model_dump(mode="json")),
                "imprime": _json(imprimer(contenu, contenu.entete.fuseau)),
            },
            pdf_standards=list(NORMES),
            timestamp=instant.astimezone(UTC).replace(microsecond=0),
        )
        # Without this end of line, an incremental signature appended here would break PDF/A (6.1.9).
        return cast(bytes, pdf).removesuffix(b"\n") + b"\n"

    def _compilateur(self, modele: str) -> typst.Compiler:
        compilateur = self._fil.compilateurs.get(modele)
        if compilateur is None:
            # The fonts of the machine would change the bytes from one machine to the next.
            compilateur = typst.Compiler(MODELES / f"{modele}.typ", root=MODELES, ignore_system_fonts=True)
            self._fil.compilateurs[modele] = compilateur
        return compilateur


def valider(modele: str, donnees: dict[str, JsonValue]) -> Contenu:
    """Read `donnees` as the content of the template `modele`, or say what is wrong with it."""
    classe = CONTENUS.get(modele)
    if classe is None:
        raise ModeleInconnu(f"Unknown template: {modele!r}. Known: {', '.join(sorted(CONTENUS))}.")
    try:
        return classe.model_validate(donnees)
    except ValidationError as erreur:
        # The values stay out of the message: it ends in logs, and they are personal.
        fautes = "; ".join(
            f"{'.'.join(map(str, e['loc'])) or modele}: {e['msg']}"
            for e in erreur.errors(include_input=False, include_url=False, include_context=False)
        )
        raise ContenuInvalide(f"Content refused by template {modele}: {fautes}") from None


def imprimer(contenu: Modele, fuseau: str) -> dict[str, Any]:
    """Return `contenu` with every date, instant, amount and size written in French, at the seat's clock."""
    return {
        nom: _ecrire(getattr(contenu, nom), champ.metadata, fuseau) for nom, champ in type(contenu).model_fields.items()
    }


def _ecrire(valeur: Any, metadata: list[Any], fuseau: str) -> Any:
    if valeur is None:
        return None
    for forme in metadata:
        if isinstance(forme, Forme):
            return lisible(forme.ecrire(valeur, fuseau))
    match valeur:
        case Modele():
            return imprimer(valeur, fuseau)
        case tuple():
            return [_ecrire(element, [], fuseau) for element in valeur]
        case datetime():
            return instant_long(valeur, fuseau)
        case date():
            return date_longue(valeur)
        case str():
            return lisible(valeur)
        case _:
            return valeur


def lisible(texte: str) -> str:
    """Return `texte` with what no embedded font can show, or what would deceive the eye, named: « [U+4E2D] ».

    PDF/A refuses a missing glyph, so a single such character in a name would leave an act undrawn. What was
    really written stays whole in the attached `donnees.json`.
    """
    compose = unicodedata.normalize("NFC", texte.replace("\r\n", "\n").replace("\t", " "))
    return _COURANTS.sub(lambda trouve: trouve[0] if _affichable(trouve[0]) else f"[U+{ord(trouve[0]):04X}]", compose)


@lru_cache(maxsize=4096)
def _affichable(caractere: str) -> bool:
    """Ask typst itself, on one character: what its fonts cover changes with its version."""
    if caractere in _TROMPEURS or unicodedata.category(caractere) == "Cc":
        return False
    try:
        typst.compile(
            b'#set document(title: "-")\n#set text(font: "Libertinus Serif", lang: "fr")\n#sys.inputs.c',
            format="pdf",
            sys_inputs={"c": caractere},
            pdf_standards=list(NORMES),
            ignore_system_fonts=True,
        )
    except typst.TypstError:
        return False
    return True


def _json(valeur: Any) -> str:
    return json.dumps(valeur, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
