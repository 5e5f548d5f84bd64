"""Whatever has happened in a case, the same calendar moves none of its dates."""

from pathlib import Path

import pytest

from procedure.decider import decider
from procedure.decision import Refus
from procedure.dossier import Dossier
from procedure.evolution import evoluer
from procedure.modele import ExpertiseId
from procedure.recalcul import deplacements
from workers.scenario import lire

SCENARIOS = sorted((Path(__file__).parents[2] / "exemples" / "scenarios").glob("*.yaml"))


@pytest.mark.parametrize("fichier", SCENARIOS, ids=lambda f: f.stem)
def test_le_meme_calendrier_ne_deplace_aucune_date_d_un_exemple(fichier: Path) -> None:
    dossier = Dossier(id=ExpertiseId("exp"))
    for pas in lire(fichier).pas:
        try:
            evenements = decider(dossier, pas.commande, pas.a)
        except Refus:
            continue
        for evenement in evenements:
            dossier = evoluer(dossier, evenement)
        assert deplacements(dossier) == ()
