"""`diligence recalculer` works on a platform that exists, and makes none by mistake."""

from pathlib import Path

import pytest

from api.reglages import Reglages
from registre.moteur import migrer
from workers.embarque.emplacement import Empechement
from workers.recalculer import exiger_une_plateforme, recalculer


def test_un_dossier_vide_est_refuse_et_le_reste(tmp_path: Path) -> None:
    with pytest.raises(Empechement, match="aucun registre"):
        recalculer(donnees=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_sans_la_cle_de_la_plateforme_rien_ne_s_applique_et_aucune_n_est_faite(tmp_path: Path) -> None:
    reglages = Reglages(donnees=tmp_path)
    migrer(reglages.url_base)
    exiger_une_plateforme(reglages, appliquer=False)
    with pytest.raises(Empechement, match="clé"):
        exiger_une_plateforme(reglages, appliquer=True)
    assert not (tmp_path / "cles").exists()


def test_une_plateforme_sans_rien_a_deplacer_le_dit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    migrer(Reglages(donnees=tmp_path).url_base)
    recalculer(donnees=tmp_path)
    assert capsys.readouterr().out == "Aucune échéance en cours ne changerait de date.\n"
