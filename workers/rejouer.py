"""`diligence rejouer`: a script of dated acts, played at once on the law alone, and checked against what it says.

Nothing is started, recorded, drawn up or sent: no Temporal, no database, no document.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from procedure.rejeu import ActeDate, Deroulement
from procedure.rejeu import rejouer as jouer
from workers.rejouer_texte import dire_les_ecarts, raconter
from workers.rejouer_verification import Ecart, verifier
from workers.scenario import ActePrevu, Scenario, lire


def rejouer(
    fichier: Annotated[Path, typer.Argument(help="Le scénario à jouer (YAML).", show_default=False)],
) -> None:
    """Play a scenario and tell it; exit code 1 where it does not give what it says."""
    scenario = lire(fichier)
    deroulement, ecarts = derouler(scenario)
    sys.stdout.write("\n".join(raconter(scenario, deroulement)) + "\n")
    if ecarts:
        sys.stdout.flush()
        sys.stderr.write(dire_les_ecarts(ecarts))
        raise typer.Exit(1)


def derouler(scenario: Scenario) -> tuple[Deroulement, list[Ecart]]:
    """Play a scenario; return the play, and where it is not what the scenario says."""
    deroulement = dates(scenario.pas)
    return deroulement, verifier(scenario, deroulement)


def dates(pas: tuple[ActePrevu, ...]) -> Deroulement:
    """Play acts as they are dated."""
    return jouer(ActeDate(p.a, p.commande) for p in pas)
