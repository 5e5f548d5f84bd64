"""The measure of a step, with so few steps that its figures mean nothing: only that it measures, and cleans up."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

COMMANDE = (sys.executable, "-P", "-m", "workers.commande", "bench", "pas")


def positifs(bilan: dict[str, Any]) -> bool:
    durees = [bilan[nom][rang] for nom in ("pas", "acte", "lecture", "update_nu") for rang in ("p50", "p95", "p99")]
    return all(duree > 0 for duree in durees)


def test_le_banc_rend_des_chiffres_en_json_et_ne_laisse_rien(tmp_path: Path) -> None:
    rendu = subprocess.run(
        [*COMMANDE, "--json", "--n", "2"],
        env={"PATH": "/usr/bin:/bin", "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert rendu.returncode == 0, rendu.stderr
    chiffres = json.loads(rendu.stdout)
    assert chiffres["n"] == 2
    assert chiffres["ratio_p50"] > 0
    assert chiffres["ratio_p99"] > 0
    assert chiffres["machine"]["coeurs"] >= 1
    for bilan in (chiffres, chiffres["pas_avec_document"], chiffres["sans_pause"]):
        assert positifs(bilan)
    assert list(tmp_path.iterdir()) == []  # neither a folder nor a process that still writes in it
