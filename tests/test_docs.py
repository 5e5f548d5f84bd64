"""The pages that repeat what the code says are those that the code would write."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

DOCS = Path(__file__).parents[1] / "docs"


@pytest.fixture(scope="module")
def generer() -> ModuleType:
    plan = importlib.util.spec_from_file_location("generer", DOCS / "generer.py")
    assert plan is not None
    assert plan.loader is not None
    module = importlib.util.module_from_spec(plan)
    plan.loader.exec_module(module)
    return module


def test_la_page_des_reglages_est_a_jour(generer: ModuleType) -> None:
    page = (DOCS / "reglages.md").read_text(encoding="utf-8")
    assert page == generer.reglages(), "run `python docs/generer.py`"


def test_la_page_des_packs_est_a_jour(generer: ModuleType) -> None:
    page = (DOCS / "packs.md").read_text(encoding="utf-8")
    assert page == generer.packs(), "run `python docs/generer.py`"


def test_le_glossaire_dit_chaque_mot_une_fois_dans_l_ordre() -> None:
    lignes = (DOCS / "glossaire.md").read_text(encoding="utf-8").splitlines()
    mots = [ligne.split("`")[1].replace("_", " ") for ligne in lignes if ligne.startswith("| `")]
    assert mots == sorted(set(mots))
