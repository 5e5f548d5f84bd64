"""The days on which no period expires: each one has a text, and nothing else stops a period."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedure.calendrier import (
    FETES_LEGALES,
    VERSION,
    ZONES,
    ZoneInconnue,
    date_longue,
    dernier_jour_ouvrable_jusqu_a,
    est_ouvrable,
    fuseau,
    jour_chome,
    jours_chomes,
    paques,
    premier_jour_ouvrable_a_partir_de,
)

NATIONALES_2026 = {
    date(2026, 1, 1), date(2026, 4, 6), date(2026, 5, 1), date(2026, 5, 8), date(2026, 5, 14),
    date(2026, 5, 25), date(2026, 7, 14), date(2026, 8, 15), date(2026, 11, 1), date(2026, 11, 11),
    date(2026, 12, 25),
}  # fmt: skip
LOCALES_2026 = {
    "metropole": set(),
    "alsace-moselle": {date(2026, 12, 26)},
    "alsace-moselle+vendredi-saint": {date(2026, 4, 3), date(2026, 12, 26)},
    "guadeloupe": {date(2026, 5, 27)},
    "guyane": {date(2026, 6, 10)},
    "la-reunion": {date(2026, 12, 20)},
    "martinique": {date(2026, 5, 22)},
    "mayotte": {date(2026, 4, 27)},
    "saint-barthelemy": {date(2026, 10, 9)},
    "saint-martin": {date(2026, 5, 27), date(2026, 5, 28)},
}


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


def test_les_dix_zones():
    assert set(ZONES) == set(LOCALES_2026)


def test_chaque_jour_cite_son_texte():
    assert {f.jour.article for f in FETES_LEGALES} == {"C. trav. L. 3133-1"}
    assert jour_chome(date(2026, 5, 22), "martinique").article == "C. trav. L. 3422-2"
    assert jour_chome(date(2026, 12, 26), "alsace-moselle").article == "C. trav. L. 3134-13"
    assert jour_chome(date(2026, 5, 25)).nom == "lundi de Pentecôte"
    assert VERSION


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


def test_les_dates_s_ecrivent_en_francais():
    assert date_longue(date(2026, 3, 23)) == "lundi 23 mars 2026"
    assert date_longue(date(2026, 5, 1)) == "vendredi 1er mai 2026"
    assert date_longue(date(2026, 8, 2)) == "dimanche 2 août 2026"
