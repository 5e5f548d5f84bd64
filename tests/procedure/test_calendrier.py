"""The days on which no period expires: each one has a text, and nothing else stops a period."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedure.calendrier import (
    FETES_LEGALES,
    VERSION,
    ZONES,
    Fete,
    JourChome,
    ZoneInconnue,
    date_longue,
    dernier_jour_ouvrable_jusqu_a,
    est_ouvrable,
    fuseau,
    jour_chome,
    jours_chomes,
    paques,
    premier_jour_ouvrable_a_partir_de,
    territoire,
)
from procedure.delais import Residence
from procedure.derivation import PREMIERE_ANNEE

NATIONALES_2026 = {
    date(2026, 1, 1), date(2026, 4, 6), date(2026, 5, 1), date(2026, 5, 8), date(2026, 5, 14),
    date(2026, 5, 25), date(2026, 7, 14), date(2026, 8, 15), date(2026, 11, 1), date(2026, 11, 11),
    date(2026, 12, 25),
}  # fmt: skip
LOCALES_2026 = {
    "metropole": set(),
    "alsace-moselle": {date(2026, 4, 3), date(2026, 12, 26)},  # Good Friday according to the commune: disputed
    "alsace-moselle+vendredi-saint": {date(2026, 4, 3), date(2026, 12, 26)},
    "guadeloupe": {date(2026, 5, 27)},
    "guyane": {date(2026, 6, 10)},
    "la-reunion": {date(2026, 12, 20)},
    "martinique": {date(2026, 5, 22)},
    "mayotte": {date(2026, 4, 27)},
    "saint-barthelemy": {date(2026, 10, 9)},
    "saint-martin": {date(2026, 5, 27), date(2026, 5, 28)},
    "saint-pierre-et-miquelon": set(),
    "wallis-et-futuna": {date(2026, 4, 28), date(2026, 6, 29), date(2026, 7, 29)},
    "polynesie-francaise": {date(2026, 3, 5), date(2026, 4, 3), date(2026, 6, 29), date(2026, 11, 20)},
    "nouvelle-caledonie": {date(2026, 9, 24)},
    "terres-australes-et-antarctiques": set(),
}
NON_LUES = ("wallis-et-futuna", "polynesie-francaise", "nouvelle-caledonie", "terres-australes-et-antarctiques")


def paques_de_gauss(annee: int) -> date:
    """Return Easter by Gauss's method, which shares no step with Meeus/Butcher."""
    siecle = annee // 100
    m = (15 - (13 + 8 * siecle) // 25 + siecle - siecle // 4) % 30
    n = (4 + siecle - siecle // 4) % 7
    d = (19 * (annee % 19) + m) % 30
    e = (2 * (annee % 4) + 4 * (annee % 7) + 6 * d + n) % 7
    if d == 29 and e == 6:
        return date(annee, 4, 19)
    if d == 28 and e == 6 and annee % 19 > 10:
        return date(annee, 4, 18)
    return date(annee, 3, 22) + timedelta(days=d + e)


def test_paques_selon_un_second_algorithme():
    annees = range(1583, 4100)
    assert [paques(a) for a in annees] == [paques_de_gauss(a) for a in annees]


@pytest.mark.parametrize(
    ("annee", "attendu"),
    [
        (2008, date(2008, 3, 23)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 5)),
        (2027, date(2027, 3, 28)),
    ],
)
def test_paques_des_annees_connues(annee, attendu):
    assert paques(annee) == attendu


@pytest.mark.parametrize("zone", ZONES)
def test_chaque_territoire_a_ses_jours_et_rien_d_autre(zone):
    assert set(jours_chomes(2026, zone)) == NATIONALES_2026 | LOCALES_2026[zone]


def test_les_quinze_zones():
    assert set(ZONES) == set(LOCALES_2026)


def test_chaque_jour_cite_son_texte():
    assert {f.jour.article for f in FETES_LEGALES} == {"C. trav. L. 3133-1"}
    assert jour_chome(date(2026, 5, 22), "martinique").article == "C. trav. L. 3422-2"
    assert jour_chome(date(2026, 12, 26), "alsace-moselle").article == "C. trav. L. 3134-13"
    assert jour_chome(date(2026, 5, 25)).nom == "lundi de Pentecôte"
    assert VERSION


@pytest.mark.parametrize("zone", NON_LUES)
def test_ou_le_code_du_travail_ne_s_applique_pas_aucun_jour_n_est_dit_de_ce_code(zone):
    assert not any("C. trav." in c.article for c in jours_chomes(2026, zone).values())
    assert territoire(zone).avertissement.endswith(".")


def test_le_seul_texte_local_lu_est_cite():
    le_premier_mai = date(2026, 5, 1)
    assert jour_chome(le_premier_mai, "wallis-et-futuna").article == "loi n° 52-1322 du 15 décembre 1952, art. 120 bis"
    assert "non lu" in jour_chome(le_premier_mai, "nouvelle-caledonie").article


@pytest.mark.parametrize("zone", NON_LUES[:3])
def test_un_jour_local_dont_le_texte_n_est_pas_lu_est_discute_et_ne_reporte_rien(zone):
    for jour in LOCALES_2026[zone]:
        assert jour_chome(jour, zone).dispute
        assert est_ouvrable(jour, zone)
        assert not est_ouvrable(jour, zone, prudent=True)


@pytest.mark.parametrize("zone", [z for z in ZONES if z not in NON_LUES])
def test_les_territoires_lus_n_avertissent_de_rien(zone):
    assert not territoire(zone).avertissement
    assert {c.article for j, c in jours_chomes(2026, zone).items() if j in NATIONALES_2026} == {"C. trav. L. 3133-1"}


def test_un_jour_chome_par_decret_une_seule_fois():
    deuil = Fete(date(2026, 10, 2), JourChome("journée de deuil national", "décret"))
    assert [deuil.date_en(a) for a in (2025, 2026, 2027)] == [None, date(2026, 10, 2), None]


@pytest.mark.parametrize("zone", [z for z in ZONES if z != "alsace-moselle+vendredi-saint"])
def test_vendredi_saint_seulement_dans_les_communes_qui_le_choment(zone):
    """Cass. 2e civ., 16 July 1976: a local decision in Narbonne does not make a day chômé."""
    assert est_ouvrable(date(2026, 4, 3), zone)
    assert est_ouvrable(date(1973, 4, 20), zone)
    assert not est_ouvrable(date(2026, 4, 3), "alsace-moselle+vendredi-saint")


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(
    "pont", [date(2026, 5, 15), date(2026, 7, 13), date(2028, 5, 26), date(2027, 11, 12)]
)
def test_un_pont_n_est_jamais_chome(zone, pont):
    assert jour_chome(pont, zone) is None
    assert est_ouvrable(pont, zone)


@pytest.mark.parametrize("zone", ["guadeloupe", "martinique", "saint-martin"])
def test_l_usage_local_ne_suffit_pas(zone):
    assert est_ouvrable(date(2026, 7, 21), zone)


def test_saint_martin_le_texte_dit_le_27_la_circulaire_le_28_les_deux_sont_discutes():
    le_27, le_28 = date(2026, 5, 27), date(2026, 5, 28)
    assert jour_chome(le_27, "saint-martin").dispute
    assert jour_chome(le_28, "saint-martin").dispute
    assert not est_ouvrable(le_27, "saint-martin")
    assert est_ouvrable(le_28, "saint-martin")
    assert not est_ouvrable(le_28, "saint-martin", prudent=True)


def test_un_jour_discute_qui_est_aussi_une_fete_legale_n_est_plus_discute():
    # 27 May 2080 is the lundi de Pentecôte.
    assert jour_chome(date(2080, 5, 27), "saint-martin").nom == "lundi de Pentecôte"
    assert not jour_chome(date(2080, 5, 27), "saint-martin").dispute


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.sampled_from(sorted(ZONES)), st.booleans())
def test_les_jours_voisins_sont_ouvrables_et_aucun_n_est_saute(jour, zone, prudent):
    apres = premier_jour_ouvrable_a_partir_de(jour, zone, prudent=prudent)
    avant = dernier_jour_ouvrable_jusqu_a(jour, zone, prudent=prudent)
    assert avant <= jour <= apres
    assert est_ouvrable(apres, zone, prudent=prudent)
    assert est_ouvrable(avant, zone, prudent=prudent)
    entre = [avant + timedelta(days=n) for n in range(1, (apres - avant).days)]
    assert not any(est_ouvrable(j, zone, prudent=prudent) for j in entre)


def test_une_zone_inconnue_est_refusee_et_les_zones_admises_sont_dites():
    with pytest.raises(ZoneInconnue, match="la-reunion"):
        jour_chome(date(2026, 1, 1), "reunion")


@pytest.mark.parametrize("zone", ZONES)
def test_chaque_siege_a_son_heure(zone):
    assert isinstance(fuseau(zone), ZoneInfo)


def test_les_territoires_nouveaux_ont_leur_propre_heure():
    midi = datetime(2026, 1, 15, 12, tzinfo=UTC)
    heures = {z: midi.astimezone(fuseau(z)).utcoffset() // timedelta(hours=1) for z in ZONES}
    assert heures["saint-pierre-et-miquelon"] == -3
    assert heures["polynesie-francaise"] == -10
    assert heures["nouvelle-caledonie"] == 11
    assert heures["wallis-et-futuna"] == 12
    assert heures["terres-australes-et-antarctiques"] == 5


@pytest.mark.parametrize("zone", ZONES)
def test_depuis_la_premiere_annee_toute_heure_legale_est_a_la_minute(zone):
    decalages = {
        datetime(a, m, 1, tzinfo=fuseau(zone)).utcoffset() for a in range(PREMIERE_ANNEE, 2101) for m in (1, 7)
    }
    assert not any(d % timedelta(minutes=1) for d in decalages)


def test_art_643_644_chaque_siege_a_son_article_ou_aucun():
    articles = {zone: territoire(zone).article_distance for zone in ZONES}
    assert {z for z, a in articles.items() if a == "CPC 643"} == {
        "metropole", "alsace-moselle", "alsace-moselle+vendredi-saint",
    }  # fmt: skip
    assert {z for z, a in articles.items() if a == ""} == {
        "polynesie-francaise", "nouvelle-caledonie", "terres-australes-et-antarctiques",
    }  # fmt: skip
    # Whoever resides where the court sits has no distance: each slug of art. 644 is a residence.
    assert {z for z, a in articles.items() if a == "CPC 644"} <= {r.value for r in Residence}


def test_les_dates_s_ecrivent_en_francais():
    assert date_longue(date(2026, 3, 23)) == "lundi 23 mars 2026"
    assert date_longue(date(2026, 5, 1)) == "vendredi 1er mai 2026"
    assert date_longue(date(2026, 8, 2)) == "dimanche 2 août 2026"


def test_la_page_des_calendriers_dit_chaque_siege_avec_son_heure_et_son_article():
    page = (Path(__file__).parents[2] / "docs" / "calendriers.md").read_text(encoding="utf-8")
    lignes = {m[0]: m[1:3] for m in (ligne.strip("| ").split(" | ") for ligne in page.splitlines()) if len(m) > 3}
    assert {z: (t.fuseau, t.article_distance.removeprefix("CPC ") or "neither") for z, t in ZONES.items()} == {
        zone.strip("`"): tuple(reste) for zone, reste in lignes.items() if zone.startswith("`") and zone != "`zone`"
    }
