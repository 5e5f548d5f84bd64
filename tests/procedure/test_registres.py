"""The tables of the law: one line per thing, nothing twice, nothing left out."""

import re
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import get_args, get_origin

import pytest

from procedure import evolution, fiches, lettres, phases, regles
from procedure.commandes import COMMANDES
from procedure.documents import Nature
from procedure.evenements import Fait
from procedure.fiches import FICHES
from procedure.regles import ETATS_LEVES, REGLES


def ecrites(module: ModuleType, motif: str) -> list[str]:
    """The keys of a table as its source writes them: a dictionary would keep the last of two in silence."""
    return re.findall(motif, Path(module.__file__ or "").read_text(encoding="utf-8"))


def doubles(cles: list[str]) -> list[str]:
    return [cle for cle, nombre in Counter(cles).items() if nombre > 1]


def test_chaque_document_a_une_fiche_et_une_seule() -> None:
    assert set(FICHES) == set(Nature)
    assert doubles(ecrites(fiches, r"_fiche\(Nature\.([A-Z_]+)")) == []


def test_chaque_delai_a_une_ligne_et_une_seule() -> None:
    assert doubles(ecrites(regles, r'_regle\("([^"]+)"')) == []
    assert {r.levera for r in REGLES.values() if r.levera} == set(ETATS_LEVES)


@pytest.mark.parametrize("registre", [phases, evolution, lettres], ids=lambda m: m.__name__)
def test_aucun_module_ne_reprend_la_ligne_d_un_autre(registre: ModuleType) -> None:
    nom = {"procedure.phases": "ACTES", "procedure.evolution": "CHANGEMENTS", "procedure.lettres": "LETTRES"}
    cles = [cle for module in registre.MODULES for cle in getattr(module, nom[registre.__name__])]
    assert doubles(cles) == []


def test_chaque_fait_change_l_etat_et_chaque_commande_a_sa_regle() -> None:
    faits = {f.model_fields["type"].default for f in get_args(get_args(Fait)[0])}
    assert set(evolution.CHANGEMENTS) == faits
    assert set(COMMANDES) - set(phases.REGLES_DES_COMMANDES) == {"reprendre_expertise", "veiller", "signaler_echec"}


@pytest.mark.parametrize("nom", COMMANDES)
def test_aucune_liste_d_un_acte_n_est_sans_fin(nom: str) -> None:
    for champ, info in COMMANDES[nom].model_fields.items():
        if get_origin(info.annotation) is tuple:
            assert any(getattr(borne, "max_length", None) for borne in info.metadata), champ
