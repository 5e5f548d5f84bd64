"""The longest names that the platform accepts stop no act: what quotes them is cut, never refused."""

from pathlib import Path
from typing import Any

import pytest

from procedure.commandes import ADAPTATEUR, Commande
from procedure.modele import SIGNES_D_UN_COURT
from procedure.rejeu import ActeDate, rejouer
from workers.scenario import lire

SCENARIOS = sorted((Path(__file__).parents[2] / "exemples" / "scenarios").glob("*.yaml"))


def _allonger(valeur: Any) -> Any:
    """The same values, every person with a name as long as a name may be."""
    if isinstance(valeur, list | tuple):
        return [_allonger(v) for v in valeur]
    if not isinstance(valeur, dict):
        return valeur
    allonge = {cle: _allonger(v) for cle, v in valeur.items()}
    if {"id", "role", "nom"} <= valeur.keys():
        allonge["nom"] = f"{valeur['nom']} {'de Saint-Exupéry ' * SIGNES_D_UN_COURT}"[: SIGNES_D_UN_COURT - 1] + "y"
    return allonge


def _aux_noms_longs(commande: Commande) -> Commande:
    return ADAPTATEUR.validate_python(_allonger(commande.model_dump()))


@pytest.mark.parametrize("fichier", SCENARIOS, ids=lambda f: f.stem)
def test_un_nom_au_plus_long_ne_change_ni_n_arrete_aucun_acte(fichier: Path) -> None:
    actes = [ActeDate(p.a, p.commande) for p in lire(fichier).pas]
    comme_ecrit = rejouer(actes)
    aux_noms_longs = rejouer(ActeDate(a.a, _aux_noms_longs(a.commande)) for a in actes)
    assert max(len(p.nom) for p in aux_noms_longs.participants) == SIGNES_D_UN_COURT
    for avant, apres in zip(comme_ecrit.moments, aux_noms_longs.moments, strict=True):
        assert [f.type for f in apres.faits] == [f.type for f in avant.faits]
        assert (apres.refus is None) == (avant.refus is None)
