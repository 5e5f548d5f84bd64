"""What `docs/api.md` and the guides say of the steps is what the interface takes."""

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest

from api.corps import ETAPES, corps_de
from procedure.commandes import EnregistrerOrdonnance
from procedure.personnes import Role

DOCS = Path(__file__).parents[1] / "docs"
PAGE = DOCS / "api.md"
GUIDES = sorted((DOCS / "guides").glob("*.md"))

EXEMPLE = re.compile(r"^etape ([a-z-]+) '(\{.*?\})'$", re.MULTILINE | re.DOTALL)
NOM_D_ETAPE = re.compile(r"`([a-z]+(?:-[a-z]+)+)`")
PIECE = '{"document": "%s", "titre": "Note", "nom": "note.pdf", "taille": 1, "media_type": "application/pdf"}'


@pytest.fixture(scope="module")
def generer_api() -> ModuleType:
    plan = importlib.util.spec_from_file_location("generer_api", DOCS / "generer_api.py")
    assert plan is not None
    assert plan.loader is not None
    module = importlib.util.module_from_spec(plan)
    plan.loader.exec_module(module)
    return module


def exemples() -> list[tuple[str, str]]:
    return EXEMPLE.findall(PAGE.read_text(encoding="utf-8"))


def test_la_table_des_etapes_est_a_jour(generer_api: ModuleType) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == generer_api.actualiser(page), "run `python docs/generer_api.py`"


@pytest.mark.parametrize("nom", ETAPES)
def test_aucune_etape_n_est_ouverte_a_tous_ni_a_personne(nom: str, generer_api: ModuleType) -> None:
    assert 0 < len(generer_api.admis(ETAPES[nom])) < len(Role) - 1


@pytest.mark.parametrize(("etape", "corps"), exemples())
def test_chaque_exemple_a_la_forme_que_l_interface_attend(etape: str, corps: str) -> None:
    classe = ETAPES[etape.replace("-", "_")]
    corps_de(classe).model_validate_json(corps.replace("'\"$PIECE\"'", PIECE % ("a" * 64)))


def test_chaque_etape_a_son_exemple() -> None:
    assert {etape.replace("-", "_") for etape, _ in exemples()} == set(ETAPES)


def test_l_ordonnance_donnee_en_exemple_peut_etre_enregistree() -> None:
    blocs = re.findall(r"^```json\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    ordonnances = [bloc for bloc in map(json.loads, blocs) if "rg" in bloc]
    assert len(ordonnances) == 1
    corps_de(EnregistrerOrdonnance).model_validate(ordonnances[0])


@pytest.mark.parametrize("guide", GUIDES, ids=lambda g: g.stem)
def test_un_guide_ne_nomme_que_des_etapes_qui_existent(guide: Path) -> None:
    noms = {nom.replace("-", "_") for nom in NOM_D_ETAPE.findall(guide.read_text(encoding="utf-8"))}
    assert noms <= set(ETAPES)
    assert noms


def test_chaque_acteur_a_son_guide() -> None:
    assert {g.stem for g in GUIDES} == {"greffe", "juge", "regie", "expert", "technicien", "avocat", "partie"}
