"""A day declared chômé after the dates were given: what would move, what stays, and why nothing moves by itself."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from decrets import decret
from dossiers import PARIS, Affaire, jusqu_au_pre_rapport, jusqu_au_rapport, jusqu_aux_operations, le, reception
from etapes import acceptee, echeance
from hypothesis import given
from hypothesis import strategies as st

from procedure import calendrier
from procedure.delais import Calcul, Delai, Sens, calculer, date_certaine, prescription, report_748_7
from procedure.dossier import Dossier
from procedure.echeances import Echeance, Statut
from procedure.recalcul import Deplacement, deplacee, deplacements, recalculer
from procedure.regles import REGLES

UN_JOUR = timedelta(days=1)
jours = st.dates(date(2000, 1, 1), date(2100, 12, 31))
delais = st.sampled_from(["P15D", "P1M", "P2M", "P1M15D", "P8M", "P3W"]).map(Delai.lire)


def avec(dossier: Dossier, *echeances: Echeance) -> Dossier:
    return dossier.model_copy(update={"echeances": {**dossier.echeances, **{e.id: e for e in echeances}}})


def appliquer(dossier: Dossier) -> Dossier:
    """What the act of recomputing would do with what moves by the calendar alone."""
    bouges = [d for d in deplacements(dossier) if not d.a_trancher]
    trouvees = [dossier.echeances[d.echeance] for d in bouges]
    return avec(dossier, *(deplacee(e, recalculer(e.calcul), PARIS) for e in trouvees if e.calcul is not None))


def observations() -> Affaire:
    """Morel received the fee request on 3 September 2026: his fifteen days end on Friday the 18th."""
    affaire = jusqu_au_rapport()
    affaire.jouer("2026-09-05", reception("demande_de_remuneration-1", "morel", "2026-09-03"), "expert")
    return affaire


LE_18 = date(2026, 9, 18)


@pytest.mark.parametrize("depart", [acceptee, jusqu_aux_operations, jusqu_au_pre_rapport, observations])
def test_le_meme_calendrier_ne_deplace_rien(depart: Any) -> None:
    assert deplacements(depart().dossier) == ()


def test_un_jour_chome_par_decret_reporte_le_terme_et_dit_pourquoi() -> None:
    dossier = observations().dossier
    with decret(LE_18):
        (d,) = deplacements(dossier)
    assert (d.echeance.split(":")[:2], d.personne, d.a_trancher) == (["DL-16", "morel"], "morel", False)
    assert d.avant.legal == d.avant.safe_by == LE_18
    assert d.apres is not None
    assert (d.apres.nominal, d.apres.legal) == (LE_18, date(2026, 9, 21))
    assert (d.apres.safe_by, d.apres.arguable_until) == (date(2026, 9, 17), date(2026, 9, 21))
    assert (d.avant.calendrier, d.apres.calendrier) == (calendrier.VERSION, "decret")
    assert d.motif == (
        f"Selon le calendrier decret, et non plus {calendrier.VERSION}, le dernier jour légal passe du vendredi 18 "
        "septembre 2026 au lundi 21 septembre 2026, le jour le plus sûr passe du vendredi 18 septembre 2026 au jeudi "
        "17 septembre 2026, le dernier jour défendable passe du vendredi 18 septembre 2026 au lundi 21 septembre "
        "2026. Le vendredi 18 septembre 2026 (journée de deuil national, décret du jour) n’est pas ouvrable, ni le "
        "samedi 19 septembre 2026, ni le dimanche 20 septembre 2026, et le délai est prorogé jusqu’au premier jour "
        "ouvrable suivant, le lundi 21 septembre 2026."
    )


def test_un_jour_chome_qui_ne_finit_aucun_delai_ne_deplace_rien() -> None:
    dossier = observations().dossier
    with decret(date(2026, 9, 15)):
        assert deplacements(dossier) == ()


def test_un_jour_chome_ailleurs_ne_deplace_rien_ici() -> None:
    dossier = observations().dossier
    with decret(LE_18, zone="martinique"):
        assert deplacements(dossier) == ()


def test_seul_le_jour_le_plus_sur_peut_bouger() -> None:
    """The period ends on a Sunday already: the Friday before is now chômé too."""
    dossier = observations().dossier
    vieille = echeance(observations(), "DL-16", "morel")
    calcul = calculer(date(2026, 9, 5), Delai.lire("P15D"))
    assert (calcul.nominal, calcul.safe_by) == (date(2026, 9, 20), LE_18)
    dossier = avec(dossier, vieille.model_copy(update={"calcul": calcul}))
    with decret(LE_18):
        (d,) = deplacements(dossier)
    assert d.apres is not None
    assert d.apres.legal == d.avant.legal
    assert d.apres.safe_by == date(2026, 9, 17)
    assert "dernier jour légal" not in d.motif


def test_deplacer_rend_l_etat_ou_plus_rien_ne_bouge() -> None:
    dossier = observations().dossier
    with decret(LE_18):
        deplace = appliquer(dossier)
        assert deplacements(deplace) == ()
        assert appliquer(deplace) == deplace
    (retour,) = deplacements(deplace)  # the decree is withdrawn
    assert retour.apres is not None
    assert retour.apres.legal == LE_18


def test_l_echeance_deplacee_garde_tout_sauf_sa_date_et_son_echelle() -> None:
    vieille = echeance(observations(), "DL-16", "morel")
    assert vieille.calcul is not None
    with decret(LE_18):
        neuve = deplacee(vieille, recalculer(vieille.calcul), PARIS)
    assert neuve.calcul is not None
    assert neuve.calcul.etapes
    assert [(r.echelon, r.a) for r in vieille.rappels] == [("J-5", le("2026-09-13", time(9)))]
    assert [(r.echelon, r.a) for r in neuve.rappels] == [("J-5", le("2026-09-12", time(9)))]
    intacts = {"calcul", "rappels"}
    assert neuve.model_dump(exclude=intacts) == vieille.model_dump(exclude=intacts)


def test_un_rappel_deja_donne_n_est_pas_redonne() -> None:
    affaire = observations()
    affaire.attendre("2026-09-14")
    vieille = echeance(affaire, "DL-16", "morel")
    assert vieille.calcul is not None
    assert not vieille.rappels
    with decret(LE_18):
        assert deplacee(vieille, recalculer(vieille.calcul), PARIS).rappels == ()


def test_ce_qui_n_a_pas_commence_ne_se_deplace_pas() -> None:
    attente = echeance(observations(), "DL-16", "dupin")
    calcul = date_certaine(LE_18)
    with pytest.raises(ValueError, match="no date"):
        deplacee(attente, calcul, PARIS)


@pytest.mark.parametrize("statut", [Statut.DEPASSEE, Statut.SATISFAITE, Statut.LEVEE])
def test_une_echeance_close_ou_passee_n_est_jamais_recalculee(statut: Statut) -> None:
    affaire = observations()
    close = echeance(affaire, "DL-16", "morel").model_copy(update={"statut": statut})
    with decret(LE_18):
        assert deplacements(avec(affaire.dossier, close)) == ()


# --- what follows no calendar ---


def test_art_2239_la_prescription_ne_se_recalcule_pas_meme_si_son_jour_devient_chome() -> None:
    calcul = prescription(date(2026, 3, 18), Delai.lire("P6M"))
    assert calcul.legal == LE_18
    with decret(LE_18):
        assert recalculer(calcul) == calcul


def test_art_748_7_un_report_accorde_ne_se_recalcule_pas() -> None:
    calcul = report_748_7(date(2026, 9, 17))
    ancien = calcul.model_copy(update={"regime": "delai", "etapes": ()})
    assert calcul.legal == LE_18
    with decret(LE_18):
        assert recalculer(calcul) == calcul
        assert recalculer(ancien) == ancien  # recorded before the regime was


def test_une_date_certaine_reste_la_sienne_et_seule_sa_marge_bouge() -> None:
    calcul = date_certaine(LE_18)
    with decret(LE_18):
        apres = recalculer(calcul)
        assert recalculer(calcul.model_copy(update={"regime": "delai", "etapes": ()})) == apres
    assert apres.nominal == apres.legal == LE_18
    assert (apres.safe_by, apres.arguable_until) == (date(2026, 9, 17), date(2026, 9, 21))


# --- the rule changed, the case keeps its own ---


def test_une_regle_dont_le_montant_a_change_se_tranche_et_ne_deplace_rien(monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = observations().dossier
    change = REGLES["DL-16"].model_copy(update={"delai": Delai.lire("P1M")})
    monkeypatch.setitem(REGLES, "DL-16", change)
    (d,) = deplacements(dossier)
    assert d.a_trancher
    assert d.avant.legal == LE_18
    assert d.apres is not None
    assert d.apres.legal == date(2026, 10, 5)
    assert d.motif == (
        "Le registre donne désormais un mois (CPC 282 al. 5) au lieu de quinze jours : l’affaire garde la règle de "
        "sa date, sauf à en décider autrement."
    )
    assert appliquer(dossier) == dossier


def test_la_regle_et_le_calendrier_peuvent_changer_ensemble(monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = observations().dossier
    monkeypatch.setitem(REGLES, "DL-16", REGLES["DL-16"].model_copy(update={"delai": Delai.lire("P1M")}))
    with decret(LE_18):
        assert [d.a_trancher for d in deplacements(dossier)] == [False, True]


def test_un_delai_du_juge_n_est_pas_celui_du_registre() -> None:
    """The report of the order, eight months: the registry has no amount of its own for it."""
    dossier = jusqu_aux_operations().dossier
    assert dossier.echeances_de("DL-06")
    assert deplacements(dossier) == ()


def test_une_regle_disparue_du_registre_se_tranche(monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = observations().dossier
    sans = {identifiant: regle for identifiant, regle in REGLES.items() if identifiant != "DL-16"}
    monkeypatch.setattr("procedure.recalcul.REGLES", sans)
    with decret(LE_18):
        (d,) = deplacements(dossier)
    assert d.a_trancher
    assert "n’est plus au registre" in d.motif
    assert d.apres is not None
    assert d.apres.legal == date(2026, 9, 21)


def test_une_date_qui_ne_se_recalcule_plus_se_tranche() -> None:
    vieille = echeance(observations(), "DL-16", "morel")
    assert vieille.calcul is not None
    perdue = vieille.model_copy(update={"calcul": vieille.calcul.model_copy(update={"zone": "atlantide"})})
    (d,) = deplacements(avec(observations().dossier, perdue))
    assert (d.apres, d.a_trancher) == (None, True)
    assert "Zone inconnue" in d.motif


def test_l_heure_du_siege_compte_aussi() -> None:
    vieille = echeance(observations(), "DL-16", "morel")
    assert vieille.calcul is not None
    tard = vieille.calcul.model_copy(update={"expire_a": vieille.calcul.expire_a + timedelta(hours=1)})
    (d,) = deplacements(avec(observations().dossier, vieille.model_copy(update={"calcul": tard})))
    assert d.motif.startswith("L’heure légale du siège n’est plus la même")


# --- what holds of every recomputation ---


@given(jours, delais, st.sampled_from(Sens), st.sampled_from([0, 1, 2]))
def test_recalculer_sous_le_meme_calendrier_rend_la_meme_date(
    jour: date, delai: Delai, sens: Sens, distance: int
) -> None:
    calcul = calculer(jour, delai, sens=sens, distance_mois=distance)
    assert recalculer(calcul) == calcul
    assert recalculer(calcul.model_copy(update={"etapes": ()})) == calcul
    relu = Calcul.model_validate_json(calcul.model_dump_json())
    assert recalculer(relu) == calcul


@given(jours, delais, st.integers(-3, 3))
def test_un_jour_de_plus_n_avance_jamais_le_terme_legal_ni_ne_retarde_le_plus_sur(
    jour: date, delai: Delai, decalage: int
) -> None:
    avant = calculer(jour, delai)
    chome = avant.legal + decalage * UN_JOUR
    with decret(chome):
        apres = recalculer(avant)
        assert recalculer(apres) == apres
    assert apres.nominal == avant.nominal
    assert apres.legal >= avant.legal
    assert apres.arguable_until >= avant.arguable_until
    assert apres.safe_by <= avant.safe_by
    if chome not in (avant.legal, avant.safe_by, avant.arguable_until):
        assert (apres.legal, apres.safe_by) == (avant.legal, avant.safe_by)


@given(jours)
def test_une_prescription_et_une_panne_ne_bougent_jamais(jour: date) -> None:
    calculs = [prescription(jour, Delai.lire("P6M")), report_748_7(jour)]
    with decret(*(c.legal for c in calculs)):
        assert [recalculer(c) for c in calculs] == calculs


@given(st.sets(st.dates(date(2026, 2, 1), date(2026, 12, 31)), max_size=6))
def test_quels_que_soient_les_jours_chomes_deplacer_une_fois_suffit(chomes: set[date]) -> None:
    with decret(*chomes):
        dossier = appliquer(_DOSSIER)
        assert deplacements(dossier) == ()
        assert {e.id: e.statut for e in dossier.echeances.values()} == {
            e.id: e.statut for e in _DOSSIER.echeances.values()
        }
        for e in dossier.echeances.values():
            assert list(e.rappels) == sorted(e.rappels, key=lambda r: r.a)


_DOSSIER = observations().dossier


def test_un_deplacement_se_garde_en_json() -> None:
    with decret(LE_18):
        (d,) = deplacements(_DOSSIER)
    assert Deplacement.model_validate_json(d.model_dump_json()) == d
