"""What an operator reads: types and places, never a message that could quote somebody."""

import json
import logging

from workers.journaux import configurer


def test_une_erreur_est_dite_sans_son_contenu(capsys) -> None:
    racine = logging.getLogger()
    avant, niveau = racine.handlers[:], racine.level
    try:
        configurer()
        try:
            raise ValueError("Mme Dupin, 3 rue des Lilas")
        except ValueError:
            logging.getLogger("essai").exception("delivery failed", extra={"temporal_activity": {"attempt": 2}})
    finally:
        racine.handlers[:], racine.level = avant, niveau
    (ligne,) = capsys.readouterr().err.splitlines()
    lu = json.loads(ligne)
    assert (lu["event"], lu["level"], lu["erreurs"], lu["attempt"]) == ("delivery failed", "error", ["ValueError"], 2)
    assert lu["lieux"]
    assert "Dupin" not in ligne
