"""A scenario played by the demo as anybody runs it, and the other programs that judge what it leaves."""

import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

RACINE = Path(__file__).parents[2]


@dataclass(frozen=True)
class Jeu:
    """One run: its folder, its summary, its progress, its chronology."""

    dossier: Path
    bilan: dict[str, Any]
    suivi: str
    chronologie: list[dict[str, Any]]

    @property
    def scelles(self) -> list[Path]:
        return sorted((self.dossier / "documents").glob("*.pdf"))


def demo(*arguments: str | Path, ou: Path) -> subprocess.CompletedProcess[str]:
    commande = [sys.executable, "-m", "workers.commande", "demo", *map(str, arguments)]
    return subprocess.run(
        commande, cwd=ou, env=os.environ | {"PYTHONPATH": str(RACINE)}, capture_output=True, text=True, timeout=240
    )


def jouer(fichier: Path, ou: Path) -> Jeu:
    fini = demo(fichier, "--sortie", ou / "sortie", "--json", ou=ou)
    assert fini.returncode == 0, fini.stderr[-3000:]
    chronologie = json.loads((ou / "sortie" / "chronologie.json").read_text(encoding="utf-8"))
    return Jeu(ou / "sortie", json.loads(fini.stdout), fini.stderr, chronologie)


def programme(nom: str, paquet: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run an independent program; its absence is a failure, because nothing else checks what it checks."""
    if shutil.which(nom) is None:
        pytest.fail(f"{nom} is missing: apt-get install {paquet}")
    return subprocess.run([nom, *arguments], capture_output=True, text=True, check=False, timeout=60)


def en_parallele(fonction: Any, fichiers: list[Path]) -> list[Any]:
    with ThreadPoolExecutor(4) as fils:
        return list(fils.map(fonction, fichiers))
