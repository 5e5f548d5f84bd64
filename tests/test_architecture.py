"""Where a thing may stand: the arrows between the parts, the size of a file, the names that say nothing."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import procedure

RACINE = Path(__file__).parents[1]
PARTIES = ("procedure", "workflows", "activities", "registre", "coffre", "identites", "api", "workers")
LIGNES_AU_PLUS = 450
NOMS_CREUX = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc"}


def importations(racine: Path) -> subprocess.CompletedProcess[str]:
    # the working folder comes first on the path: a copy is judged, not what is installed
    programme = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run([sys.executable, "-c", programme, "--no-cache"], cwd=racine, capture_output=True, text=True)


def sources() -> list[Path]:
    dossiers = (*PARTIES, "tests", "benchmarks")
    return [f for dossier in dossiers for f in (RACINE / dossier).rglob("*.py")] + [RACINE / "diligence"]


@pytest.fixture
def copie(tmp_path: Path) -> Path:
    shutil.copy(RACINE / "pyproject.toml", tmp_path)
    for partie in PARTIES:
        shutil.copytree(RACINE / partie, tmp_path / partie, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_les_fleches_ne_vont_que_vers_le_bas() -> None:
    jugement = importations(RACINE)
    assert jugement.returncode == 0, jugement.stdout


@pytest.mark.parametrize(
    ("partie", "faute", "regle"),
    [
        ("procedure", "import registre", "arrows go down"),
        ("workflows", "import activities", "arrows go down"),
        ("registre", "import coffre", "arrows go down"),
        ("api", "import workers", "arrows go down"),
        ("procedure", "import sqlalchemy", "free of cryptography, SQL and HTTP"),
        ("workflows", "import httpx", "free of cryptography, SQL and HTTP"),
    ],
)
def test_une_fleche_vers_le_haut_est_vue(copie: Path, partie: str, faute: str, regle: str) -> None:
    (copie / partie / "faute.py").write_text(faute + "\n")
    jugement = importations(copie)
    assert jugement.returncode != 0
    rompues = [ligne for ligne in jugement.stdout.splitlines() if ligne.endswith("BROKEN")]
    assert any(regle in ligne for ligne in rompues), jugement.stdout


def test_aucun_fichier_trop_long_pour_etre_lu_d_une_traite() -> None:
    longueurs = {f.relative_to(RACINE): len(f.read_text(encoding="utf-8").splitlines()) for f in sources()}
    assert {f: n for f, n in longueurs.items() if n > LIGNES_AU_PLUS} == {}


def test_aucun_nom_de_module_qui_ne_dit_rien() -> None:
    assert [f for f in sources() if NOMS_CREUX & {f.stem, *f.relative_to(RACINE).parts}] == []


def test_le_plan_du_droit_nomme_chaque_module() -> None:
    ici = Path(procedure.__path__[0])
    modules = {f.stem for f in ici.glob("*.py")} | {f.parent.name for f in ici.glob("*/__init__.py")}
    nommes = set(re.findall(r"`(\w+)`", procedure.__doc__ or ""))
    assert nommes == modules - {"__init__"}
