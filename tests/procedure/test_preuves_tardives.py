"""A receipt whose real day comes to be known (art. 640, 669 CPC)."""

from datetime import date

from actes_cours import aneantir, rectifier
from dossiers import jusqu_au_rapport, jusqu_aux_operations, piece, reception
from etapes import acceptee, demander, echeance, observer, refuser, taxable, taxee, taxer

from procedure.dossier import Phase
from procedure.echeances import Statut
from procedure.modele import ActeId, PersonneId

DEMANDE = "demande_de_remuneration-1"


def test_art_669_le_delai_court_de_la_vraie_reception() -> None:
    affaire = jusqu_au_rapport()
    affaire.jouer("2026-09-05", reception(DEMANDE, "morel", "2026-09-03"), "expert")
    *_, evenement = affaire.jouer("2026-09-10", rectifier(DEMANDE, "morel", "2026-09-07"), "expert")
    recalculee = echeance(affaire, "DL-16", "morel")
    assert recalculee.calcul is not None
    assert recalculee.id == f"DL-16:morel:{DEMANDE}"
    assert recalculee.calcul.legal == date(2026, 9, 22)
    assert recalculee.origine is not None
    assert "rectifiée" in recalculee.origine.evenement
    assert "le 07/09/2026 et non le 03/09/2026" in evenement.resume
    assert [e.fait.type for e in affaire.evenements].count("reception_constatee") == 1  # the journal keeps the first
    assert affaire.dossier.actes[ActeId(DEMANDE)].recus[PersonneId("morel")] == date(2026, 9, 7)
    assert [a for a in evenement.actes if a.nature == "avis_echeance"]  # notice is given again


def test_art_640_un_delai_passe_par_erreur_se_rouvre() -> None:
    affaire = taxable()  # the fifteen days of M. Morel seemed to end on 28 September
    assert affaire.dossier.phase is Phase.A_TAXER
    affaire.jouer("2026-09-30", rectifier(DEMANDE, "morel", "2026-09-21"), "greffe")
    assert affaire.dossier.phase is Phase.DEPOSEE
    assert "M. Morel, le 06/10/2026" in refuser(affaire, "2026-10-01", taxer(), "juge").manque[0]
    affaire.jouer("2026-10-06", observer("morel"), "morel")
    assert "hors délai" not in affaire.evenements[-1].resume
    affaire.jouer("2026-10-07", taxer(), "juge")


def test_une_date_plus_ancienne_ne_rouvre_rien_et_la_machine_le_voit() -> None:
    affaire = taxable()
    affaire.jouer("2026-09-30", rectifier(DEMANDE, "morel", "2026-09-08"), "greffe")
    assert affaire.dossier.phase is Phase.A_TAXER
    affaire.attendre("2026-09-30")
    assert not affaire.dossier.echeances_de("DL-16")
    affaire.jouer("2026-10-01", taxer(), "juge")


def test_art_282_un_droit_exerce_ne_renait_pas() -> None:
    affaire = taxable()
    affaire.jouer("2026-09-29", observer("morel"), "morel")
    affaire.jouer("2026-09-30", rectifier(DEMANDE, "morel", "2026-09-21"), "greffe")
    assert not affaire.dossier.echeances_de("DL-16")


def test_art_284_la_taxe_rendue_trop_tot_se_signale_au_juge() -> None:
    affaire = taxee()
    affaire.jouer("2026-10-06", rectifier(DEMANDE, "morel", "2026-09-21"), "greffe")
    assert "à soumettre au juge" in affaire.evenements[-1].alertes[0]
    assert not affaire.dossier.echeances_de("DL-16")


def test_art_724_le_mois_de_recours_se_rouvre() -> None:
    affaire = taxee()
    affaire.jouer("2026-10-09", reception("notification_taxe-1", "morel", "2026-10-08"), "expert")
    affaire.attendre("2026-11-10")
    assert not [e for e in affaire.dossier.echeances_de("DL-18") if e.personne == "morel"]
    affaire.jouer("2026-11-12", rectifier("notification_taxe-1", "morel", "2026-10-19"), "greffe")
    calcul = echeance(affaire, "DL-18", "morel").calcul
    assert calcul is not None
    assert calcul.legal == date(2026, 11, 19)


def test_art_490_l_appel_ne_court_que_d_une_signification_et_se_rouvre_sur_la_vraie() -> None:
    affaire = acceptee(ordonnance=piece("Ordonnance", "0"))
    affaire.jouer("2026-01-20", reception("ordonnance-1", "morel", "2026-01-13", "signification"), "greffe")
    affaire.jouer("2026-01-21", rectifier("ordonnance-1", "morel", "2026-01-15"), "greffe")
    calcul = echeance(affaire, "DL-01a", "morel").calcul
    assert calcul is not None
    assert calcul.legal == date(2026, 1, 28)  # an AR is not a service: nothing moved
    affaire.attendre("2026-01-29")
    affaire.jouer("2026-01-30", rectifier("ordonnance-1", "morel", "2026-01-16", "signification"), "greffe")
    calcul = echeance(affaire, "DL-01a", "morel").calcul
    assert calcul is not None
    assert calcul.legal == date(2026, 2, 2)  # 31 January is a Saturday


def test_apres_la_fin_de_la_mesure_l_appel_ne_se_rouvre_pas() -> None:
    affaire = acceptee(ordonnance=piece("Ordonnance", "0"))
    affaire.jouer("2026-01-20", reception("ordonnance-1", "morel", "2026-01-13", "signification"), "greffe")
    affaire.attendre("2026-01-29")
    affaire.jouer("2026-01-30", aneantir(), "greffe")
    affaire.jouer("2026-01-31", rectifier("ordonnance-1", "morel", "2026-01-28", "signification"), "greffe")
    assert not affaire.dossier.echeances


def test_art_270_le_terme_de_la_consignation_qui_court_de_la_reception_se_recalcule() -> None:
    terme = {"delai": "P1M", "a_compter": "reception"}
    affaire = acceptee(provision=[{"payeur": "dupin", "montant": 300000, "terme": terme}])
    affaire.jouer("2026-01-13", reception("avis_a_consigner-1", "dupin", "2026-01-08"), "greffe")
    affaire.attendre("2026-02-10")
    assert echeance(affaire, "DL-03").statut is Statut.DEPASSEE  # caducité encourue, on a wrong date
    affaire.jouer("2026-02-11", rectifier("avis_a_consigner-1", "dupin", "2026-01-12"), "greffe")
    rouverte = echeance(affaire, "DL-03")
    assert rouverte.statut is Statut.OUVERTE
    assert rouverte.calcul is not None
    assert rouverte.calcul.legal == date(2026, 2, 12)


def test_art_275_le_terme_des_pieces_demandees_se_recalcule() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-02", demander("morel", terme={"delai": "P3W", "a_compter": "reception"}), "expert")
    affaire.jouer("2026-03-06", reception("demande_de_pieces-1", "morel", "2026-03-04"), "expert")
    affaire.jouer("2026-03-10", rectifier("demande_de_pieces-1", "morel", "2026-03-06"), "expert")
    calcul = echeance(affaire, "DL-08", "morel").calcul
    assert calcul is not None
    assert calcul.legal == date(2026, 3, 27)


def test_on_ne_rectifie_que_ce_qui_est_constate_avec_une_vraie_preuve_et_une_date_possible() -> None:
    affaire = jusqu_au_rapport()
    assert refuser(affaire, "2026-09-10", rectifier(DEMANDE, "morel", "2026-09-07"), "expert").introuvable
    assert refuser(affaire, "2026-09-10", rectifier("rien-1", "morel", "2026-09-07"), "expert").introuvable
    affaire.jouer("2026-09-05", reception(DEMANDE, "morel", "2026-09-03"), "expert")
    assert refuser(affaire, "2026-09-10", rectifier(DEMANDE, "morel", "2026-08-31"), "expert").article == "CPC 640"
    assert "déjà" in refuser(affaire, "2026-09-10", rectifier(DEMANDE, "morel", "2026-09-03"), "expert").message
    faible = rectifier(DEMANDE, "morel", "2026-09-07", "piece")
    assert refuser(affaire, "2026-09-10", faible, "expert").article == "CPC 669"
