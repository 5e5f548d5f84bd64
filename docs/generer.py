"""Writes the pages of `docs/` that repeat what the code says: `python docs/generer.py`."""

import ast
import inspect
from pathlib import Path
from typing import Literal, get_args, get_origin

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from api.reglages import Reglages
from procedure.commandes import COMMANDES
from procedure.convention_textes import INCERTITUDES
from procedure.packs import CONTRADICTION, PACKS, Pack

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


_ENTETE_DES_PACKS = """\
# Packs of rules

Written by `python docs/generer.py` from `procedure/packs.py` and `procedure/convention_textes.py`: edit those files.

A pack is the body of rules that a case obeys, with its dates. The act that opens a case chooses its pack, and the case
keeps it. An act that the pack does not have is refused to everybody, with the article and the reason. A rule that two
packs share is written once, under the articles of the judicial expertise: the other pack says which acts it takes, and
which of its own articles, words and documents stand for those. An act that a later release adds belongs to the judicial
expertise until a pack takes it.

Readings are marked: **V**, the text or several concordant commentaries were read; **M**, known by heart and close to a
former article that was read, but the article itself was not; **?**, not known. What is not **V** rests on the agreement
of everybody concerned and is told to people as such: the engine draws nothing from it alone.
"""

_CONVENTION = """
The parties open the case, choose the technicien, pay him, change his mission, remove him and replace him **together**:
the act names every party that consents and carries the signed writing. Whoever joins later is a party to the
operations, not to the convention. There is neither judge nor greffe in the case: what the juge d'appui is asked, and
what he decides, is recorded by whoever has it. The acceptance opens the operations. Dates are computed on the calendar
and the clock given with the juge d'appui. The platform's own marks that inform a judge are not there.
"""


def packs() -> str:
    """Return the page of the packs."""
    return _ENTETE_DES_PACKS + "".join(_pack(pack) for pack in PACKS.values()) + _questions()


def _pack(pack: Pack) -> str:
    depuis = f"What is opened under it dates from {pack.depuis} or later." if pack.depuis else "Of any date."
    lignes = [f"\n## `{pack.id}`: {pack.nom}\n\n{depuis}\n"]
    if pack.articles:
        lignes.append(_CONVENTION)
        lignes.append("\n| Article | Since | As read | Mark |\n|---|---|---|---|\n")
        lignes += [f"| {a.reference} | {a.depuis} | {a.lecture} | {a.marque} |\n" for a in pack.articles]
        lignes.append(f"\nActs: {_actes(pack.commandes)}.\n")
        lignes.append("\n| Act that it does not have | Article | Why |\n|---|---|---|\n")
        lignes += [f"| `{acte}` | {article} | {raison} |\n" for acte, (article, raison) in sorted(pack.ecartes.items())]
        autres = frozenset(COMMANDES) - pack.commandes - frozenset(pack.ecartes)
        lignes.append(f"\nEvery other act is refused under {pack.article}: {_actes(autres)}.\n")
        renvois = "; ".join(f"{ancien} → {sien}" for ancien, sien in pack.renvois.items())
        lignes.append(f"\nArticles of the judicial expertise that its own stand for: {renvois}; any other of them → ")
        lignes.append(f"{CONTRADICTION}. What belongs to every procedure (16, 132, 640…) stays as it is.\n")
    else:
        lignes.append(f"\nEvery act but {_actes(frozenset(pack.ecartes))}.\n")
    return "".join(lignes)


def _actes(noms: frozenset[str]) -> str:
    return ", ".join(f"`{nom}`" for nom in sorted(noms))


def _questions() -> str:
    return "\n## What the texts read do not settle\n\n" + "".join(f"- {doute}\n" for doute in INCERTITUDES)


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
    (DOCS / "packs.md").write_text(packs(), encoding="utf-8")


if __name__ == "__main__":
    main()
