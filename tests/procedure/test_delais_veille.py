"""The end of the last defensible day is decided with the date: the engine that waits for it asks no calendar."""

from datetime import timedelta

import pytest
from dossiers import jusqu_au_pre_rapport
from etapes import echeance

from procedure import calendrier, veille
from procedure.delais import Calcul, fin_du_jour
from procedure.echeances import Echeance
from procedure.veille import fin

DOSSIER = jusqu_au_pre_rapport().dossier


def derniers_dires() -> Echeance:
    return echeance(jusqu_au_pre_rapport(), "DL-13", "morel")


def test_la_veille_attend_l_instant_garde_sans_consulter_le_calendrier(monkeypatch: pytest.MonkeyPatch) -> None:
    ouverte = derniers_dires()
    assert ouverte.calcul is not None
    monkeypatch.setattr(calendrier, "ZONES", {})
    monkeypatch.delattr(veille, "fin_du_jour")
    assert fin(DOSSIER, ouverte) == ouverte.calcul.defendable_jusqu_a


def test_l_instant_garde_l_emporte_sur_celui_qu_on_retrouverait() -> None:
    ouverte = derniers_dires()
    assert ouverte.calcul is not None
    assert ouverte.calcul.defendable_jusqu_a is not None
    autre = ouverte.calcul.defendable_jusqu_a + timedelta(hours=1)
    gardee = ouverte.model_copy(update={"calcul": ouverte.calcul.model_copy(update={"defendable_jusqu_a": autre})})
    assert fin(DOSSIER, gardee) == autre


def test_une_date_enregistree_avant_que_l_instant_ne_soit_garde_le_retrouve() -> None:
    ouverte = derniers_dires()
    assert ouverte.calcul is not None
    ancien = Calcul.model_validate(ouverte.calcul.model_dump(exclude={"defendable_jusqu_a", "regime"}))
    retrouve = fin(DOSSIER, ouverte.model_copy(update={"calcul": ancien}))
    assert retrouve == fin_du_jour(ancien.arguable_until) == ouverte.calcul.defendable_jusqu_a
