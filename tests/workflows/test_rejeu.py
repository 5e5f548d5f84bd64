"""The histories of cases that ran once must replay for ever, whatever the law and the code become."""

import gzip
from pathlib import Path

import pytest
from banc_temporal import TROUSSEAU
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer

from api.chiffrement import convertisseur
from workflows.expertise import Expertise

HISTOIRES = sorted((Path(__file__).parent / "histoires").glob("*.json.gz"))


def test_il_y_a_des_histoires() -> None:
    assert {h.name for h in HISTOIRES} >= {"nominal.json.gz", "impaye.json.gz"}


@pytest.mark.parametrize("fichier", HISTOIRES, ids=lambda f: f.name)
async def test_l_histoire_se_rejoue(fichier: Path) -> None:
    histoire = WorkflowHistory.from_json(fichier.name, gzip.decompress(fichier.read_bytes()).decode())
    rejoueur = Replayer(workflows=[Expertise], data_converter=convertisseur(TROUSSEAU))
    await rejoueur.replay_workflow(histoire)
