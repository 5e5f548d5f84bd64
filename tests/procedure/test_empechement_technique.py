"""The act that could not be sent on the last day (art. 748-7 CPC)."""

from datetime import date

import pytest
from actes_cours import aneantir, empechement
from dossiers import Affaire, jusqu_au_rapport, jusqu_aux_operations, piece, rapport, reception
from etapes import acceptee, dire, echeance, observer, pre_rapport, reduire, refuser, repondre, taxable, taxee, taxer

from procedure.dossier import Phase
from procedure.preuves import NaturePreuve

DEMANDE = "demande_de_remuneration-1"
DIRES = "DL-13:dupin"


def dires_au_31_juillet() -> Affaire:
    """The last dires are due on Friday 31 July 2026."""
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-06-30", pre_rapport(terme_dires={"le": "2026-07-31"}), "expert")
    return affaire


def test_w23_la_panne_du_dernier_jour_reporte_au_premier_jour_ouvrable() -> None:
    affaire = dires_au_31_juillet()
    affaire.jouer("2026-08-03", empechement(DIRES, "2026-07-31"), "me-roche")
    reportee = echeance(affaire, "DL-13", "dupin")
    assert reportee.id == DIRES
    assert reportee.calcul is not None
    assert reportee.calcul.legal == date(2026, 8, 3)
    assert any(e.regle == "CPC 748-7" for o in affaire.evenements[-1].ouvertes if o.calcul for e in o.calcul.etapes)
    affaire.jouer("2026-08-03", dire("dupin"), "me-roche")
    assert affaire.dossier.dires[1].situation == "dans_le_delai"
    autre = dires_au_31_juillet()
    autre.jouer("2026-08-03", dire("dupin"), "me-roche")
    assert autre.dossier.dires[1].situation == "tardif"


def test_un_dire_deja_recu_comme_tardif_est_a_temps_une_fois_la_panne_prouvee() -> None:
    affaire = dires_au_31_juillet()
    affaire.jouer("2026-08-03", dire("dupin"), "me-roche")
    affaire.jouer("2026-08-03", dire("batirhone"), "me-vidal")
    affaire.jouer("2026-08-05", empechement(DIRES, "2026-07-31"), "me-roche")
    assert [d.situation for d in affaire.dossier.dires.values()] == ["dans_le_delai", "tardif"]
    # its answer is now due
    assert "dire n° 1" in refuser(affaire, "2026-08-10", rapport(), "expert").manque[0]
    affaire.jouer("2026-08-10", repondre(1), "expert")
    affaire.jouer("2026-08-11", rapport(), "expert")


@pytest.mark.parametrize("jour", ["2026-07-30", "2026-08-01"])
def test_art_748_7_une_panne_d_un_autre_jour_ne_donne_rien(jour: str) -> None:
    motif = refuser(dires_au_31_juillet(), "2026-08-03", empechement(DIRES, jour), "me-roche")
    assert motif.article == "CPC 748-7"
    assert "dernier jour, le vendredi 31 juillet 2026" in motif.message


def test_art_748_7_avec_sa_preuve_et_une_seule_fois() -> None:
    affaire = dires_au_31_juillet()
    sans = empechement(DIRES, "2026-07-31", certificat=None)
    assert refuser(affaire, "2026-08-03", sans, "me-roche").manque == ("le certificat d’incident technique",)
    avant = empechement(DIRES, "2026-07-31", survenu_le="2026-07-30", preuve={"nature": "piece", "reference": "C"})
    assert refuser(affaire, "2026-08-03", avant, "me-roche").article == "CPC 640"
    preuve = {"nature": NaturePreuve.PIECE, "reference": "Certificat RPVA n° 4"}
    affaire.jouer("2026-08-03", {**sans, "preuve": preuve}, "me-roche")
    assert "une fois" in refuser(affaire, "2026-08-04", empechement(DIRES, "2026-08-03"), "me-roche").message


def test_chacun_n_invoque_que_son_propre_empechement_sur_un_delai_de_procedure() -> None:
    affaire = dires_au_31_juillet()
    assert refuser(affaire, "2026-08-03", empechement(DIRES, "2026-07-31"), "me-vidal").interdit
    assert refuser(affaire, "2026-08-03", empechement(DIRES, "2026-07-31"), "expert").interdit
    for inconnue in ("DL-99:dupin", "DL-13", "DL-16:dupin"):
        assert refuser(affaire, "2026-08-03", empechement(inconnue, "2026-07-31"), "me-roche").introuvable
    consigner = acceptee()
    motif = refuser(consigner, "2026-01-20", empechement("DL-03:dupin:versement-1", "2026-03-05"), "me-roche")
    assert "acte à transmettre" in motif.message
    service = empechement("DL-14:expert", "2026-05-04")
    assert "acte à transmettre" in refuser(affaire, "2026-08-03", service, "expert").message


def test_art_282_les_quinze_jours_d_une_partie_se_reportent_avant_la_taxe_non_apres() -> None:
    affaire = taxable()  # M. Morel's fifteen days were over on Monday 28 September
    droit = f"DL-16:morel:{DEMANDE}"
    affaire.jouer("2026-09-29", empechement(droit, "2026-09-28"), "morel")
    assert affaire.dossier.phase is Phase.DEPOSEE
    assert "29/09/2026" in refuser(affaire, "2026-09-29", taxer(), "juge").manque[0]
    affaire.jouer("2026-09-29", observer("morel"), "morel")
    assert "hors délai" not in affaire.evenements[-1].resume
    autre = taxable()
    autre.jouer("2026-09-29", observer("morel"), "morel")
    assert "déjà été exercé" in refuser(autre, "2026-09-30", empechement(droit, "2026-09-28"), "morel").message
    taxe = taxable()
    taxe.jouer("2026-09-30", taxer(), "juge")
    assert "décision" in refuser(taxe, "2026-10-01", empechement(droit, "2026-09-28"), "morel").message


def test_art_276_apres_le_rapport_il_est_trop_tard() -> None:
    affaire = jusqu_au_rapport()
    assert "rapport" in refuser(affaire, "2026-09-02", empechement(DIRES, "2026-07-01"), "me-roche").message


def test_art_724_le_mois_du_recours_et_l_appel_de_l_ordonnance_aussi() -> None:
    affaire = taxee()
    affaire.jouer("2026-10-09", reception("notification_taxe-1", "morel", "2026-10-08"), "expert")
    affaire.jouer("2026-11-10", empechement("DL-18:morel:notification_taxe-1", "2026-11-09"), "morel")
    calcul = echeance(affaire, "DL-18", "morel").calcul
    assert calcul is not None
    assert calcul.legal == date(2026, 11, 10)
    ordonnee = acceptee(ordonnance=piece("Ordonnance", "0"))
    ordonnee.jouer("2026-01-20", reception("ordonnance-1", "morel", "2026-01-13", "signification"), "greffe")
    ordonnee.jouer("2026-01-29", empechement("DL-01a:morel", "2026-01-28"), "morel")
    calcul = echeance(ordonnee, "DL-01a", "morel").calcul
    assert calcul is not None
    assert calcul.legal == date(2026, 1, 29)


def test_art_284_l_expert_pour_ses_propres_observations() -> None:
    affaire = taxable()
    affaire.jouer("2026-10-01", reduire(), "juge")
    affaire.jouer("2026-10-16", empechement("DL-17:expert", "2026-10-16"), "expert")
    calcul = echeance(affaire, "DL-17").calcul
    assert calcul is not None
    assert calcul.legal == date(2026, 10, 19)


def test_apres_la_fin_de_la_mesure_il_n_y_a_plus_de_delai_a_reporter() -> None:
    affaire = dires_au_31_juillet()
    affaire.jouer("2026-08-03", aneantir(), "greffe")
    assert "décision" in refuser(affaire, "2026-08-03", empechement(DIRES, "2026-07-31"), "me-roche").message
