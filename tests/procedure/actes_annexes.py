"""The acts that each part of the law adds: who may perform each, one of its kind, and how to write one at random.

A module `actes_<part>.py` beside this one gives `QUI` (by whom each command may be given, and its fields), `TIRAGES`
(a strategy for its fields) and `PLACES` (the stages where it is usually asked).
"""

from importlib import import_module
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from procedure.dossier import Phase
from procedure.personnes import Role

_NOMS = sorted(f.stem for f in Path(__file__).parent.glob("actes_*.py"))
_MODULES = [import_module(nom) for nom in _NOMS if nom != "actes_annexes"]

QUI: dict[str, tuple[set[Role], dict[str, Any]]] = {c: v for m in _MODULES for c, v in m.QUI.items()}
TIRAGES: dict[str, st.SearchStrategy[dict[str, Any]]] = {c: v for m in _MODULES for c, v in m.TIRAGES.items()}
PLACES: dict[str, tuple[Phase, ...]] = {c: v for m in _MODULES for c, v in m.PLACES.items()}
