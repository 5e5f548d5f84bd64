"""Courts overseas: which distance article names them, and what is said where their own law was not read."""

from datetime import date

import pytest

from procedure.delais import (
    Calcul,
    Delai,
    DelaiInvalide,
    Instance,
    Residence,
    Sens,
    calculer,
    date_certaine,
    distance_admise,
    report_748_7,
)


def compter(declencheur: str, delai: str, **options) -> Calcul:
    return calculer(date.fromisoformat(declencheur), Delai.lire(delai), **options)


def textes(calcul: Calcul) -> str:
    return "\n".join(etape.texte for etape in calcul.etapes)


@pytest.mark.parametrize(
    "calcul",
    [
        compter("2026-02-03", "P15D", zone="polynesie-francaise"),
        compter("2026-11-30", "P15D", zone="nouvelle-caledonie", sens=Sens.REBOURS),
        date_certaine(date(2026, 8, 3), zone="nouvelle-caledonie"),
        report_748_7(date(2026, 7, 31), "polynesie-francaise"),
    ],
    ids=["delai", "rebours", "date", "panne"],
)
def test_un_siege_qui_a_son_propre_code_de_procedure_le_dit_dans_chaque_calcul(calcul):
    (etape,) = [e for e in calcul.etapes if e.regle == "Droit local"]
    assert "leur propre code de procédure civile" in etape.texte
    assert "à titre indicatif" in etape.texte


def test_le_jour_de_la_citoyennete_est_discute_a_noumea():
    calcul = compter("2026-08-24", "P1M", zone="nouvelle-caledonie")
    assert calcul.legal == date(2026, 9, 24)
    assert calcul.safe_by == date(2026, 9, 23)
    assert calcul.arguable_until == date(2026, 9, 25)
    assert "Il est discuté que le jeudi 24 septembre 2026 soit chômé" in textes(calcul)


@pytest.mark.parametrize("siege", ["polynesie-francaise", "nouvelle-caledonie", "terres-australes-et-antarctiques"])
def test_art_643_644_aucun_des_deux_ne_vise_ce_siege(siege):
    distance = distance_admise(Instance.APPEL, siege, Residence.METROPOLE)
    assert (distance.mois, distance.regle) == (0, "CPC 643, 644")
    assert "Ni l’article 643 ni l’article 644" in distance.texte
    with pytest.raises(DelaiInvalide, match="Ni l’article 643"):
        compter("2026-06-02", "P15D", zone=siege, distance_mois=1)


@pytest.mark.parametrize("siege", ["saint-pierre-et-miquelon", "wallis-et-futuna"])
def test_art_644_saint_pierre_et_miquelon_et_wallis_sont_dans_la_liste(siege):
    ailleurs = distance_admise(Instance.APPEL, siege, Residence.METROPOLE)
    assert (ailleurs.mois, ailleurs.regle) == (1, "CPC 644")
    assert distance_admise(Instance.APPEL, siege, Residence(siege)).mois == 0
    assert distance_admise(Instance.CASSATION, siege, Residence.METROPOLE).mois == 0
