"""The worked examples of the law of time limits, one test per rule, and the project's own table of dates."""

import csv
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from procedure.calendrier import VERSION, ZoneInconnue
from procedure.delais import (
    Calcul,
    Delai,
    DelaiInvalide,
    Distance,
    Instance,
    Residence,
    Sens,
    calculer,
    date_certaine,
    distance_admise,
    fin_du_jour,
    prescription,
    report_748_7,
)

TABLE = Path(__file__).parents[2] / "exemples" / "delais.csv"
LIGNES = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))


def compter(declencheur: str, delai: str, **options) -> Calcul:
    return calculer(date.fromisoformat(declencheur), Delai.lire(delai), **options)


def dates(calcul: Calcul) -> tuple[str, str, str]:
    return calcul.nominal.isoformat(), calcul.legal.isoformat(), calcul.safe_by.isoformat()


def regles(calcul: Calcul) -> list[str]:
    return [etape.regle for etape in calcul.etapes]


def textes(calcul: Calcul) -> str:
    return "\n".join(etape.texte for etape in calcul.etapes)


@pytest.mark.parametrize("ligne", LIGNES, ids=[f"{x['id']}-{x['note']}" for x in LIGNES])
def test_chaque_ligne_du_tableau(ligne):
    calcul = compter(
        ligne["declencheur"],
        ligne["delai"],
        zone=ligne["zone"],
        distance_mois=int(ligne["distance_mois"]),
        sens=Sens(ligne["sens"]),
    )
    assert dates(calcul) == (ligne["nominal"], ligne["legal"], ligne["safe_by"])


def test_le_tableau_est_entier():
    assert len(LIGNES) == 35
    assert len({ligne["id"] for ligne in LIGNES}) == 35


# --- counting ---


def test_art_641_al_1_le_jour_de_l_acte_ne_compte_pas():
    assert compter("2026-02-03", "P15D").nominal == date(2026, 2, 18)
    assert compter("2026-02-03", "P1D").nominal == date(2026, 2, 4)


@pytest.mark.parametrize(
    ("declencheur", "delai", "nominal"),
    [
        ("2026-04-30", "P1M", "2026-05-30"),
        ("2026-01-31", "P1M", "2026-02-28"),
        ("2024-01-31", "P1M", "2024-02-29"),
        ("2024-02-29", "P1Y", "2025-02-28"),
        ("2024-02-29", "P4Y", "2028-02-29"),
        ("2025-12-31", "P14M", "2027-02-28"),
        ("1999-02-28", "P12M", "2000-02-28"),
        ("2096-02-29", "P4Y", "2100-02-28"),
    ],
)
def test_art_641_al_2_de_quantieme_a_quantieme_ou_dernier_jour_du_mois(declencheur, delai, nominal):
    assert compter(declencheur, delai).nominal == date.fromisoformat(nominal)


def test_art_641_al_2_le_defaut_de_quantieme_est_dit():
    assert "n’ayant pas de quantième 31" in textes(compter("2026-01-31", "P1M"))
    assert "De quantième à quantième".lower() in textes(compter("2026-01-21", "P1M")).lower()


def test_art_641_al_3_les_mois_puis_les_jours_sans_report_de_la_date_intermediaire():
    calcul = compter("2026-01-21", "P1M15D")
    assert dates(calcul) == ("2026-03-08", "2026-03-09", "2026-03-06")
    assert regles(calcul)[:4] == ["CPC 640", "CPC 641 al. 2", "CPC 641 al. 3", "CPC 642 al. 2"]
    assert calcul.etapes[1].date == date(2026, 2, 21)  # a Saturday, left where it is


def test_une_semaine_compte_sept_jours():
    assert dates(compter("2026-02-03", "P2W")) == dates(compter("2026-02-03", "P14D"))


def test_art_642_al_1_le_dernier_jour_a_vingt_quatre_heures_heure_du_siege():
    paris = compter("2026-02-03", "P15D")
    assert paris.expire_a == datetime(2026, 2, 19, tzinfo=ZoneInfo("Europe/Paris"))
    cayenne = compter("2026-02-03", "P15D", zone="guyane")
    assert cayenne.expire_a.isoformat() == "2026-02-19T00:00:00-03:00"
    assert (cayenne.expire_a - paris.expire_a).total_seconds() == 4 * 3600


def test_art_642_al_2_chaque_jour_saute_est_nomme_avec_son_texte():
    calcul = compter("2026-03-20", "P15D")
    etape = next(e for e in calcul.etapes if e.regle == "CPC 642 al. 2")
    assert etape.texte == (
        "Le samedi 4 avril 2026 n’est pas ouvrable, ni le dimanche 5 avril 2026, ni le lundi 6 avril 2026 "
        "(lundi de Pâques, C. trav. L. 3133-1), et le délai est prorogé jusqu’au premier jour ouvrable "
        "suivant, le mardi 7 avril 2026."
    )
    assert etape.date == date(2026, 4, 7)


def test_un_delai_qui_finit_un_jour_ouvrable_n_est_pas_reporte():
    calcul = compter("2026-02-03", "P15D")
    assert regles(calcul) == ["CPC 640", "CPC 641 al. 1", "CPC 642 al. 1"]
    assert calcul.nominal == calcul.legal == calcul.safe_by == calcul.arguable_until == date(2026, 2, 18)
    assert calcul.calendrier == VERSION


# --- distance ---


def test_art_643_w19_appel_de_refere_depuis_la_belgique():
    calcul = compter("2026-06-02", "P15D", distance_mois=2)
    assert dates(calcul) == ("2026-08-17",) * 3
    assert "CPC 643" in regles(calcul)


def test_l_ordre_distance_et_jours_est_discute_et_le_plus_tot_est_le_plus_sur():
    calcul = compter("2025-12-20", "P15D", distance_mois=2)
    assert dates(calcul) == ("2026-03-07", "2026-03-09", "2026-03-04")
    assert "mercredi 4 mars 2026" in textes(calcul)


def test_l_ordre_discute_peut_aussi_mener_plus_loin():
    calcul = compter("2026-02-16", "P15D", distance_mois=1)
    assert calcul.legal == date(2026, 3, 31)
    assert calcul.arguable_until == date(2026, 4, 3)


def test_sans_distance_l_art_641_al_3_ne_laisse_aucun_doute():
    # Days first would give Thursday 5 March: the text says months first, so that date is not even prudent.
    assert compter("2026-01-21", "P1M15D").safe_by == date(2026, 3, 6)


def test_la_distance_s_ajoute_aux_mois_avant_de_chercher_le_quantieme():
    assert compter("2026-01-31", "P1M", distance_mois=1).nominal == date(2026, 3, 31)


@pytest.mark.parametrize("mois", [-1, 3, 12])
def test_la_distance_n_est_jamais_que_d_un_ou_deux_mois(mois):
    with pytest.raises(DelaiInvalide, match="643 et 644"):
        compter("2026-01-31", "P1M", distance_mois=mois)


@pytest.mark.parametrize(
    ("instance", "siege", "residence", "mois", "regle"),
    [
        (Instance.APPEL, "metropole", Residence.ETRANGER, 2, "CPC 643"),
        (Instance.APPEL, "metropole", Residence.GUADELOUPE, 1, "CPC 643"),
        (Instance.APPEL, "alsace-moselle", Residence.NOUVELLE_CALEDONIE, 1, "CPC 643"),
        (Instance.APPEL, "metropole", Residence.METROPOLE, 0, "CPC 643"),
        (Instance.CASSATION, "metropole", Residence.MARTINIQUE, 1, "CPC 643"),
        (Instance.CASSATION, "martinique", Residence.METROPOLE, 0, "CPC 644"),
        (Instance.OPPOSITION, "martinique", Residence.MARTINIQUE, 0, "CPC 644"),
        (Instance.COMPARUTION, "martinique", Residence.METROPOLE, 1, "CPC 644"),
        (Instance.TIERCE_OPPOSITION, "martinique", Residence.GUADELOUPE, 1, "CPC 644"),
        (Instance.REVISION, "la-reunion", Residence.ETRANGER, 2, "CPC 644"),
        (Instance.RECOURS_TAXE, "metropole", Residence.ETRANGER, 0, "CPC 714 al. 2"),
        (Instance.AUTRE, "metropole", Residence.ETRANGER, 0, "CPC 643"),
    ],
)
def test_art_643_644_la_liste_est_limitative(instance, siege, residence, mois, regle):
    distance = distance_admise(instance, siege, residence)
    assert (distance.mois, distance.regle) == (mois, regle)
    assert distance.texte.endswith(".")


def test_art_647_signifie_a_personne_sans_distance():
    distance = distance_admise(
        Instance.APPEL, "metropole", Residence.ETRANGER, signifie_a_personne_sans_distance=True
    )
    assert (distance.mois, distance.regle) == (0, "CPC 647")


def test_une_distance_ne_depasse_jamais_deux_mois():
    with pytest.raises(ValidationError):
        Distance(mois=3, regle="CPC 643", texte="Trop.")


# --- backward ---


def test_rebours_strict_veille_du_dernier_jour_compte_et_sans_report():
    calcul = compter("2026-11-30", "P15D", sens=Sens.REBOURS)
    assert dates(calcul) == ("2026-11-14", "2026-11-14", "2026-11-13")
    assert calcul.lenient_latest == calcul.arguable_until == date(2026, 11, 15)
    assert "Cass. com., 14 mars 2018, n° 16-26.996" in regles(calcul)
    assert "Cass. 2e civ., 4 février 1998, n° 96-13.391" in regles(calcul)


def test_rebours_en_mois():
    calcul = compter("2026-03-31", "P1M", sens=Sens.REBOURS)
    assert calcul.lenient_latest == date(2026, 2, 28)
    assert calcul.legal == date(2026, 2, 27)


def test_w21_convocation_a_l_audience_de_taxe():
    calcul = compter("2026-03-12", "P15D", sens=Sens.REBOURS)
    assert calcul.safe_by == date(2026, 2, 24)
    assert calcul.lenient_latest == date(2026, 2, 25)
    assert calcul.expire_a.isoformat() == "2026-02-25T00:00:00+01:00"


# --- what is not a period, or not an ordinary one ---


def test_w24_une_date_certaine_qui_tombe_un_dimanche_a_trois_dates():
    calcul = date_certaine(date(2026, 8, 2))
    assert dates(calcul) == ("2026-08-02", "2026-08-02", "2026-07-31")
    assert calcul.arguable_until == date(2026, 8, 3)
    assert calcul.delai == ""
    assert "discuté" in textes(calcul)


def test_une_date_certaine_ouvrable_n_est_pas_discutee():
    calcul = date_certaine(date(2026, 8, 3))
    assert calcul.nominal == calcul.safe_by == calcul.arguable_until
    assert len(calcul.etapes) == 1


def test_w26_la_prescription_n_est_jamais_prorogee():
    calcul = prescription(date(2026, 4, 10), Delai.lire("P6M"))
    assert dates(calcul) == ("2026-10-10", "2026-10-10", "2026-10-09")
    assert calcul.arguable_until == date(2026, 10, 10)
    assert calcul.expire_a.isoformat() == "2026-10-11T00:00:00+02:00"
    assert regles(calcul)[0] == "C. civ. 2239"
    assert "Cass., 12 décembre 2018" in regles(calcul)
    assert "CPC 642 al. 2" not in regles(calcul)


def test_w23_art_748_7_panne_le_dernier_jour():
    calcul = report_748_7(date(2026, 7, 31))
    assert calcul.nominal == date(2026, 7, 31)
    assert calcul.legal == date(2026, 8, 3)
    assert set(regles(calcul)) == {"CPC 748-7"}


def test_art_748_7_un_seul_jour_ouvrable_selon_le_calendrier_du_siege():
    assert report_748_7(date(2025, 12, 25)).legal == date(2025, 12, 26)
    assert report_748_7(date(2025, 12, 25), "alsace-moselle").legal == date(2025, 12, 29)


# --- disputed days ---


@pytest.mark.parametrize(
    ("declencheur", "legal"), [("2026-04-27", "2026-05-28"), ("2026-04-28", "2026-05-28")]
)
def test_saint_martin_sur_avant_le_27_discutable_apres_le_28(declencheur, legal):
    calcul = compter(declencheur, "P1M", zone="saint-martin")
    assert calcul.safe_by == date(2026, 5, 26)
    assert calcul.legal == date.fromisoformat(legal)
    assert calcul.arguable_until == date(2026, 5, 29)
    assert "Il est discuté" in textes(calcul)


def test_saint_martin_ailleurs_dans_l_annee_n_a_rien_de_discute():
    calcul = compter("2026-02-03", "P15D", zone="saint-martin")
    assert "discuté" not in textes(calcul)


@pytest.mark.parametrize(
    ("declencheur", "legal"), [("2026-03-19", date(2026, 4, 3)), ("2026-03-20", date(2026, 4, 7))]
)
def test_alsace_moselle_sans_la_commune_le_vendredi_saint_est_discute(declencheur, legal):
    """L. 3134-13: chômé in some communes only. Nobody loses a right on it, and no legal date moves."""
    calcul = compter(declencheur, "P15D", zone="alsace-moselle")
    assert (calcul.safe_by, calcul.legal, calcul.arguable_until) == (date(2026, 4, 2), legal, date(2026, 4, 7))
    (etape,) = [e for e in calcul.etapes if "selon la commune" in e.texte]
    assert (etape.date, etape.regle.split(" et ")[0]) == (date(2026, 4, 3), "C. trav. L. 3134-13")
    connue = compter(declencheur, "P15D", zone="alsace-moselle+vendredi-saint")
    assert connue.legal == connue.arguable_until == date(2026, 4, 7)


def test_alsace_moselle_le_vendredi_saint_fait_verifier_la_commune_aussi_apres_une_panne():
    calcul = report_748_7(date(2026, 4, 2), "alsace-moselle")
    assert (calcul.legal, calcul.arguable_until) == (date(2026, 4, 3), date(2026, 4, 7))
    assert "certaines communes" in textes(calcul)
    assert "certaines communes" not in textes(report_748_7(date(2026, 4, 2)))


def test_alsace_moselle_le_jour_le_plus_sur_d_une_prescription_precede_le_vendredi_saint():
    calcul = prescription(date(2025, 10, 4), Delai.lire("P6M"), zone="alsace-moselle")
    assert (calcul.legal, calcul.safe_by) == (date(2026, 4, 4), date(2026, 4, 2))


# --- the instants, decided once ---


def test_le_dernier_instant_defendable_est_garde_avec_le_calcul():
    calcul = date_certaine(date(2026, 8, 2))
    assert calcul.defendable_jusqu_a == datetime(2026, 8, 4, tzinfo=ZoneInfo("Europe/Paris"))
    assert calcul.expire_a == datetime(2026, 8, 3, tzinfo=ZoneInfo("Europe/Paris"))


def test_un_calcul_enregistre_avant_ces_champs_se_relit():
    ancien = compter("2026-03-20", "P15D").model_dump(mode="json", exclude={"defendable_jusqu_a", "regime"})
    relu = Calcul.model_validate(ancien)
    assert relu.defendable_jusqu_a is None
    assert relu.regime == "delai"


def test_chaque_calcul_dit_son_regime():
    jour = date(2026, 4, 10)
    regimes = [c.regime for c in (date_certaine(jour), prescription(jour, Delai.lire("P6M")), report_748_7(jour))]
    assert regimes == ["date_certaine", "prescription", "report_748_7"]


# --- the amounts ---


@pytest.mark.parametrize("iso", ["P15D", "P1M", "P1M15D", "P2W", "P1Y", "P1Y2M3W4D"])
def test_un_delai_se_lit_et_se_reecrit(iso):
    delai = Delai.lire(iso)
    assert str(delai) == iso
    assert Delai.model_validate(iso) == delai
    assert Delai.model_validate_json(delai.model_dump_json()) == delai


@pytest.mark.parametrize(
    "mauvais",
    [
        "",
        "P",
        "15",
        "P15",
        "PT24H",
        "P1.5D",
        "P-1D",
        "-P1D",
        "p1d",
        "P1D1M",
        "P15D ",
        "P15D\n",
        "P１D",
        "P99999999D",
    ],
)
def test_un_mauvais_delai_est_refuse_en_francais(mauvais):
    with pytest.raises(DelaiInvalide, match="Délai illisible"):
        Delai.lire(mauvais)


def test_un_delai_nul_est_refuse():
    with pytest.raises(DelaiInvalide, match="nul"):
        Delai.lire("P0D")
    with pytest.raises(ValidationError, match="nul"):
        Delai()


@pytest.mark.parametrize(
    ("iso", "francais"),
    [
        ("P15D", "quinze jours"),
        ("P1D", "un jour"),
        ("P1M", "un mois"),
        ("P1M15D", "un mois et quinze jours"),
        ("P2W", "deux semaines"),
        ("P1W", "une semaine"),
        ("P1Y6M1D", "un an, six mois et un jour"),
        ("P45D", "45 jours"),
    ],
)
def test_un_delai_s_ecrit_en_francais(iso, francais):
    assert Delai.lire(iso).en_francais() == francais


@pytest.mark.parametrize(
    ("declencheur", "delai", "sens"),
    [
        ("9999-12-31", "P1D", Sens.AVANT),
        ("9999-12-30", "P1D", Sens.AVANT),
        ("2026-01-01", "P9999Y", Sens.AVANT),
        ("2026-01-01", "P9999999D", Sens.AVANT),
        ("2026-01-01", "P2026Y", Sens.REBOURS),
        ("0001-01-02", "P1D", Sens.REBOURS),
        ("1900-01-02", "P1D", Sens.AVANT),
    ],
)
def test_hors_du_calendrier_est_un_refus_et_non_un_incident(declencheur, delai, sens):
    with pytest.raises(DelaiInvalide, match="calendrier"):
        compter(declencheur, delai, sens=sens)


def test_hors_du_calendrier_aussi_pour_les_autres_calculs():
    with pytest.raises(DelaiInvalide):
        prescription(date(9999, 1, 1), Delai.lire("P1Y"))
    with pytest.raises(DelaiInvalide):
        report_748_7(date.max)
    with pytest.raises(DelaiInvalide):
        fin_du_jour(date.max)
    with pytest.raises(DelaiInvalide):
        date_certaine(date.max)


def test_une_zone_inconnue_est_refusee():
    with pytest.raises(ZoneInconnue):
        compter("2026-01-01", "P1D", zone="paris")


def test_un_calcul_se_garde_en_json_et_ne_change_plus():
    calcul = compter("2026-03-20", "P1M15D", zone="la-reunion", distance_mois=1)
    assert Calcul.model_validate_json(calcul.model_dump_json()) == calcul
    with pytest.raises(ValidationError):
        calcul.legal = date(2026, 1, 1)
