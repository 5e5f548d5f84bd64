"""The catalogue says what the code does, and the scenarios show every row of the specification."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from procedure.calendrier import Fete, JourChome
from procedure.commandes import COMMANDES
from procedure.evolution import CHANGEMENTS
from procedure.intitules import INTITULES
from procedure.regles import DEPARTS, REGLES
from procedure.transitions import TRANSITIONS

DOCS = Path(__file__).parents[1] / "docs"


@pytest.fixture(scope="module")
def generer() -> Iterator[ModuleType]:
    sys.path.insert(0, str(DOCS))
    import generer_catalogue

    yield generer_catalogue
    sys.path.remove(str(DOCS))


def test_chaque_page_est_celle_que_le_code_ecrirait(generer: ModuleType) -> None:
    attendues = generer.pages()
    assert {f.name for f in (DOCS / "catalogue").glob("*.md")} == set(attendues)
    for nom, page in attendues.items():
        assert (DOCS / "catalogue" / nom).read_text(encoding="utf-8") == page, "run `python docs/generer_catalogue.py`"


def test_chaque_ligne_de_la_specification_a_son_scenario(generer: ModuleType) -> None:
    assert sys.modules["generer_etapes"].manquantes() == []


def test_aucun_scenario_ne_dit_montrer_ce_qu_il_ne_montre_pas(generer: ModuleType) -> None:
    assert sys.modules["generer_etapes"].infondees() == []


def test_chaque_acte_a_son_intitule_et_aucun_intitule_n_est_de_trop() -> None:
    assert set(INTITULES) == set(COMMANDES)
    assert len(set(INTITULES.values())) == len(INTITULES)


def test_un_jour_chome_une_seule_fois_est_ecrit_avec_sa_date(generer: ModuleType) -> None:
    jour = JourChome("deuil national", "décret")
    assert "18/06/2027" in generer._fete(Fete(date(2027, 6, 18), jour))


def test_les_quarante_transitions_tiennent_a_des_faits_qui_existent() -> None:
    assert list(TRANSITIONS) == [f"T{n:02d}" for n in range(1, 41)]
    assert {fait for t in TRANSITIONS.values() for fait in t.faits} <= set(CHANGEMENTS)


def test_chaque_delai_dit_ce_qui_le_fait_courir() -> None:
    assert set(DEPARTS) == set(REGLES)
