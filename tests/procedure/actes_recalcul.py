"""Recomputing: who may, and how to ask for it at random."""

from typing import Any

from hypothesis import strategies as st

from procedure.dossier import Phase
from procedure.personnes import Role

QUI: dict[str, tuple[set[Role], dict[str, Any]]] = {"recalculer": ({Role.GREFFE, Role.JUGE}, {"montre": "0" * 64})}
TIRAGES: dict[str, st.SearchStrategy[dict[str, Any]]] = {"recalculer": st.just({"montre": "0" * 64})}
PLACES: dict[str, tuple[Phase, ...]] = {}
