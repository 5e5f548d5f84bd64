"""What holds of every time limit, whatever the date, the amount and the place."""

from calendar import monthrange
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from procedure.calendrier import ZONES, est_ouvrable, jour_chome
from procedure.delais import (
    Calcul,
    Delai,
    Sens,
    calculer,
    date_certaine,
    fin_du_jour,
    prescription,
    report_748_7,
)

UN_JOUR = timedelta(days=1)
jours = st.dates(date(1950, 1, 1), date(2150, 12, 31))
zones = st.sampled_from(sorted(ZONES))
distances = st.sampled_from([0, 1, 2])
# Arts 643 and 644 grant distance before the courts of their lists only.
lieux = st.tuples(zones, distances).filter(lambda lieu: not lieu[1] or bool(ZONES[lieu[0]].article_distance))
montants = st.tuples(st.integers(0, 30), st.integers(0, 40), st.integers(0, 60), st.integers(0, 400)).filter(
    any
)
delais = montants.map(lambda m: Delai(annees=m[0], mois=m[1], semaines=m[2], jours=m[3]))


@given(jours, delais, lieux)
def test_en_avant_l_echeance_legale_est_toujours_ouvrable_et_apres_le_terme(jour, delai, lieu):
    zone, distance = lieu
    calcul = calculer(jour, delai, zone=zone, distance_mois=distance)
    assert est_ouvrable(calcul.legal, zone)
    assert calcul.safe_by <= calcul.nominal <= calcul.legal <= calcul.arguable_until
    assert est_ouvrable(calcul.safe_by, zone, prudent=True)
    assert est_ouvrable(calcul.arguable_until, zone, prudent=True)
    assert not any(
        est_ouvrable(calcul.nominal + n * UN_JOUR, zone) for n in range((calcul.legal - calcul.nominal).days)
    )


@given(jours, delais, lieux, st.sampled_from(Sens))
def test_chaque_calcul_se_raconte_et_finit_a_minuit_au_siege(jour, delai, lieu, sens):
    zone, distance = lieu
    calcul = calculer(jour, delai, zone=zone, distance_mois=distance, sens=sens)
    assert calcul.expire_a.date() == calcul.legal + UN_JOUR
    assert (calcul.expire_a.hour, calcul.expire_a.minute) == (0, 0)
    assert calcul.defendable_jusqu_a == fin_du_jour(calcul.arguable_until, zone)
    assert calcul.etapes[0].regle == "CPC 640"
    assert all(e.texte.endswith(".") and e.texte[0].isupper() for e in calcul.etapes)
    assert calcul.legal in {e.date for e in calcul.etapes}
    assert calcul.safe_by in {e.date for e in calcul.etapes}
    assert Calcul.model_validate_json(calcul.model_dump_json()) == calcul


@given(jours, st.integers(1, 400))
def test_les_jours_se_comptent_un_a_un(jour, n):
    assert calculer(jour, Delai(jours=n)).nominal == jour + n * UN_JOUR


@given(jours, st.integers(1, 400))
def test_les_mois_gardent_le_quantieme_ou_le_dernier_jour_et_ne_sont_jamais_des_jours(jour, mois):
    nominal = calculer(jour, Delai(mois=mois)).nominal
    assert (nominal.year * 12 + nominal.month) - (jour.year * 12 + jour.month) == mois
    assert nominal.day == min(jour.day, monthrange(nominal.year, nominal.month)[1])


@given(jours, st.integers(1, 30))
def test_une_annee_est_douze_mois(jour, annees):
    assert calculer(jour, Delai(annees=annees)).nominal == calculer(jour, Delai(mois=12 * annees)).nominal


@given(jours, delais, lieux, st.sampled_from(Sens))
def test_qui_commence_plus_tard_ne_finit_jamais_plus_tot(jour, delai, lieu, sens):
    zone, distance = lieu
    un, autre = (
        calculer(d, delai, zone=zone, distance_mois=distance, sens=sens) for d in (jour, jour + UN_JOUR)
    )
    assert un.nominal <= autre.nominal
    assert un.legal <= autre.legal
    assert un.safe_by <= autre.safe_by
    assert un.arguable_until <= autre.arguable_until


@given(jours, st.integers(1, 400), zones)
def test_a_rebours_le_plus_strict_et_aucun_report(jour, n, zone):
    calcul = calculer(jour, Delai(jours=n), zone=zone, sens=Sens.REBOURS)
    assert calcul.nominal == calcul.legal == jour - (n + 1) * UN_JOUR
    assert calcul.lenient_latest == calcul.arguable_until == jour - n * UN_JOUR
    assert calcul.safe_by <= calcul.legal
    assert est_ouvrable(calcul.safe_by, zone, prudent=True)


@given(jours, delais, zones)
def test_une_prescription_ne_regarde_pas_le_calendrier(jour, delai, zone):
    calcul = prescription(jour, delai, zone=zone)
    assert calcul.nominal == calcul.legal == calcul.arguable_until
    assert calcul.nominal == calculer(jour, delai).nominal
    assert calcul.safe_by <= calcul.legal


@given(jours, zones)
def test_une_date_certaine_et_une_panne_restent_autour_du_jour(jour, zone):
    fixee = date_certaine(jour, zone=zone)
    assert fixee.safe_by <= fixee.nominal == fixee.legal == jour <= fixee.arguable_until
    reportee = report_748_7(jour, zone)
    assert jour < reportee.legal <= reportee.arguable_until
    assert est_ouvrable(reportee.legal, zone)


@given(montants)
def test_l_ecriture_iso_revient_au_meme_delai(m):
    delai = Delai(annees=m[0], mois=m[1], semaines=m[2], jours=m[3])
    assert Delai.lire(str(delai)) == delai


@given(jours, delais, zones, st.sampled_from(Sens))
def test_un_siege_dont_le_droit_n_est_pas_lu_le_dit_une_fois_et_les_autres_jamais(jour, delai, zone, sens):
    calcul = calculer(jour, delai, zone=zone, sens=sens)
    dits = [e.texte for e in calcul.etapes if e.regle == "Droit local"]
    assert dits == ([ZONES[zone].avertissement] if ZONES[zone].avertissement else [])


@given(jours, delais, zones)
def test_un_jour_que_nul_texte_ne_nomme_ne_porte_jamais_la_date_legale(jour, delai, zone):
    """What moves `legal` is a weekend or a day that a text makes chômé; the rest only widens prudence."""
    calcul = calculer(jour, delai, zone=zone)
    for n in range((calcul.legal - calcul.nominal).days):
        saute = calcul.nominal + n * UN_JOUR
        chome = jour_chome(saute, zone)
        assert saute.weekday() >= 5 or (chome is not None and chome.par_texte)


@given(jours, delais, st.sampled_from(Sens))
def test_une_date_d_alsace_moselle_avertit_quand_la_commune_peut_la_changer(jour, delai, sens):
    sans, avec = (
        calculer(jour, delai, zone=z, sens=sens) for z in ("alsace-moselle", "alsace-moselle+vendredi-saint")
    )
    averti = any("certaines communes" in e.texte or "selon la commune" in e.texte for e in sans.etapes)
    assert averti or sans.legal == avec.legal
    if sens is Sens.AVANT:  # whatever the commune, no right is lost on the zone that does not say it
        assert sans.safe_by <= avec.safe_by
        assert sans.legal <= avec.legal <= sans.arguable_until
