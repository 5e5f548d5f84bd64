"""The published schema is that of the commands, and takes every example."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from workers.saisie import ouvrir_yaml, simplifier
from workers.scenario_schema import FICHIER, ecrire, schema

EXEMPLES = Path(__file__).parents[2] / "exemples"
FICHIERS = [EXEMPLES / "construction.yaml", *sorted(EXEMPLES.glob("s*/*.yaml"))]
VALIDEUR = Draft202012Validator(schema())


def comme_un_editeur(texte: str) -> Any:
    """The file as a common YAML reader sees it: numbers are numbers, dates are written back."""

    def ecrire_les_dates(valeur: Any) -> Any:
        if isinstance(valeur, dict):
            return {nom: ecrire_les_dates(v) for nom, v in valeur.items()}
        if isinstance(valeur, list):
            return [ecrire_les_dates(v) for v in valeur]
        return valeur.isoformat() if isinstance(valeur, date) else valeur

    return ecrire_les_dates(yaml.safe_load(texte))


def fautes(texte: str) -> list[str]:
    return [e.message for e in VALIDEUR.iter_errors(simplifier(ouvrir_yaml(texte)))]


def test_le_schema_publie_est_celui_du_code() -> None:
    assert FICHIER.read_text(encoding="utf-8") == ecrire(), "run `python -m workers.scenario_schema`"
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("fichier", FICHIERS, ids=lambda f: f.stem)
def test_chaque_exemple_y_est_conforme(fichier: Path) -> None:
    texte = fichier.read_text(encoding="utf-8")
    assert fautes(texte) == []
    assert [e.message for e in VALIDEUR.iter_errors(comme_un_editeur(texte))] == []


@pytest.mark.parametrize(
    "actes",
    [
        "{le: 2026-01-20, acte: attendre, payeur: dupin}",
        "{le: 2026-01-20, par: expert, acte: accepter_mission, independence: oui}",
        "{le: 2026-01-20, par: expert, acte: accepter_mission, independance: peut-être}",
        "{le: 2026-01-20, par: expert, acte: accepter}",
        "{par: expert, acte: accepter_mission}",
        "{le: 20 janvier, par: expert, acte: accepter_mission}",
        "{le: 2026-01-20, par: regie, acte: encaisser_consignation, payeur: dupin, montant: 3000}",
        "{le: 2026-01-20, par: regie, acte: encaisser_consignation, montant: '3 000,00 €'}",
        "{le: 2026-01-20, acte: attendre, alors: {etape: opérations}}",
        "{le: 2026-01-20, acte: attendre, alors: {echeances: {DL-99: absente}}}",
        "{le: 2026-01-20, acte: attendre, alors: {echeances: {DL-03: fermée}}}",
        "{le: 2026-01-20, acte: attendre, alors: {leve: [caduque]}}",
        "{le: 2026-01-20, acte: attendre, refuse: [CPC 271]}",
    ],
)
def test_une_faute_y_est_vue(actes: str) -> None:
    assert fautes(f"socle: a.yaml\nactes: [{actes}]")


@pytest.mark.parametrize("texte", ["actes: [{le: J, acte: attendre}]", "socle: a.yaml", "socle: a\nactes: []"])
def test_une_partie_qui_manque_ou_de_trop_y_est_vue(texte: str) -> None:
    assert fautes(texte)
