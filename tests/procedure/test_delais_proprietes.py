"""What holds of every time limit, whatever the date, the amount and the place."""

from calendar import monthrange
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from procedure.calendrier import ZONES, est_ouvrable
from procedure.delais import Calcul, Delai, Sens, calculer, date_certaine, prescription, report_748_7

UN_JOUR = timedelta(days=1)
jours = st.dates(date(1950, 1, 1), date(2150, 12, 31))
zones = st.sampled_from(sorted(ZONES))
distances = st.sampled_from([0, 1, 2])
montants = st.tuples(st.integers(0, 30), st.integers(0, 40), st.integers(0, 60), st.integers(0, 400)).filter(
    any
)
delais = montants.map(lambda m: Delai(annees=m[0], mois=m[1], semaines=m[2], jours=m[3]))


@given(jours, delais, zones, distances)
def test_en_avant_l_echeance_legale_est_toujours_ouvrable_et_apres_le_terme(jour, delai, zone, distance):
    calcul = calculer(jour, delai, zone=zone, distance_mois=distance)
    assert est_ouvrable(calcul.legal, zone)
    assert calcul.safe_by <= calcul.nominal <= calcul.legal <= calcul.arguable_until
    assert est_ouvrable(calcul.safe_by, zone, prudent=True)
    assert est_ouvrable(calcul.arguable_until, zone, prudent=True)
    assert not any(
        est_ouvrable(calcul.nominal + n * UN_JOUR, zone) for n in range((calcul.legal - calcul.nominal).days)
    )


@given(jours, delais, zones, distances, st.sampled_from(Sens))
def test_chaque_calcul_se_raconte_et_finit_a_minuit_au_siege(jour, delai, zone, distance, sens):
    calcul = calculer(jour, delai, zone=zone, distance_mois=distance, sens=sens)
    assert calcul.expire_a.date() == calcul.legal + UN_JOUR
    assert (calcul.expire_a.hour, calcul.expire_a.minute) == (0, 0)
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


@given(jours, delais, zones, distances, st.sampled_from(Sens))
def test_qui_commence_plus_tard_ne_finit_jamais_plus_tot(jour, delai, zone, distance, sens):
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
