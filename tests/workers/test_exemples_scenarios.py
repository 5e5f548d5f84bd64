"""Every scenario of the examples gives what it says: the rows of the reference, shown at work."""

from pathlib import Path

import pytest

from workers.rejouer import derouler, variantes
from workers.scenario import lire, lire_texte

EXEMPLES = Path(__file__).parents[2] / "exemples"
FICHIERS = sorted([*EXEMPLES.glob("scenarios/*.yaml"), *EXEMPLES.glob("socles/*.yaml")])


@pytest.mark.parametrize("fichier", FICHIERS, ids=lambda f: f.stem)
def test_le_scenario_donne_ce_qu_il_dit(fichier: Path) -> None:
    scenario = lire(fichier)
    deroulement, ecarts = derouler(scenario)
    ecarts += variantes(scenario, deroulement)[1]
    assert not ecarts, "\n".join(map(str, ecarts))
    assert scenario.titre
    assert scenario.couvre


def test_les_scenarios_et_les_socles_sont_la() -> None:
    assert {"voie-nominale", "dire-tardif", "refus-et-remplacement", "operations", "taxe"} <= {f.stem for f in FICHIERS}


def test_l_exemple_de_la_page_donne_ce_qu_il_dit() -> None:
    page = (EXEMPLES.parent / "docs" / "scenarios.md").read_text(encoding="utf-8")
    (exemple,) = [bloc.partition("```")[0] for bloc in page.split("```yaml\n") if bloc.startswith("titre:")]
    _, ecarts = derouler(lire_texte(exemple, str(EXEMPLES / "scenarios" / "page.yaml")))
    assert not ecarts, "\n".join(map(str, ecarts))
