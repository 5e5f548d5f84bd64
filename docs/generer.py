"""Writes the pages of `docs/` that repeat what the code says: `python docs/generer.py`."""

import ast
import inspect
from pathlib import Path
from typing import Literal, get_args, get_origin

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from api.reglages import Reglages

DOCS = Path(__file__).resolve().parent

_ENTETE = """\
# Settings

Written by `python docs/generer.py` from `api/reglages.py`: edit that file, not this page.

Every process reads the same variables. The embedded platform (`./diligence run`) sets them by itself and ignores
those of its caller; in production they come from the environment.

| Variable | Value | Default | Meaning |
|---|---|---|---|
"""


def reglages() -> str:
    """Return the page of the settings: one line per field of the model."""
    prefixe = Reglages.model_config.get("env_prefix", "")
    notes = _notes(Reglages)
    lignes = [
        f"| `{prefixe}{nom.upper()}` | {_valeur(champ)} | {_defaut(champ)} | {notes.get(nom, '')} |"
        for nom, champ in Reglages.model_fields.items()
    ]
    return _ENTETE + "\n".join(lignes) + "\n"


def _notes(classe: type) -> dict[str, str]:
    """The strings under the fields of a class, which Python itself does not keep."""
    corps = ast.parse(inspect.getsource(classe)).body[0]
    assert isinstance(corps, ast.ClassDef)  # noqa: S101 - for the type checker
    notes: dict[str, str] = {}
    champ = ""
    for instruction in corps.body:
        match instruction:
            case ast.AnnAssign(target=ast.Name(id=nom)):
                champ = nom
            case ast.Expr(value=ast.Constant(value=str(texte))) if champ:
                notes[champ] = " ".join(texte.split()).replace("|", r"\|")
    return notes


def _valeur(champ: FieldInfo) -> str:
    genre = champ.annotation
    if get_origin(genre) is Literal:
        return ", ".join(f"`{choix}`" for choix in get_args(genre))
    genres = [g for g in get_args(genre) or (genre,) if g is not type(None)]
    noms = {Path: "path", str: "text", int: "number", bool: "`true`, `false`", SecretStr: "secret"}
    return noms.get(genres[0], str(genres[0]))


def _defaut(champ: FieldInfo) -> str:
    if champ.is_required():
        return "required"
    valeur = champ.default.get_secret_value() if isinstance(champ.default, SecretStr) else champ.default
    if valeur is None or valeur == "":
        return ""
    return f"`{str(valeur).lower() if isinstance(valeur, bool) else valeur}`"


def main() -> None:
    """Write every page."""
    (DOCS / "reglages.md").write_text(reglages(), encoding="utf-8")


if __name__ == "__main__":
    main()
