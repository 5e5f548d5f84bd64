"""The irregular operations: reported, put right, annulled (art. 112-114, 175-178 CPC)."""

from datetime import date
from typing import Any

import pytest
from actes_conclusion import annuler, regulariser, seul, signaler
from dossiers import Affaire, jusqu_au_pre_rapport, jusqu_au_rapport, piece, rapport
from etapes import convoquer, echeance, refuser, taxee

from procedure.dossier import Phase

TOUS = {"dupin", "batirhone", "morel", "me-roche", "me-vidal"}


def signalee(affaire: Affaire | None = None, jour: str = "2026-06-10", **champs: Any) -> Affaire:
    """M. Morel says that he was not called to the meeting."""
    affaire = affaire or jusqu_au_pre_rapport()
    commande = signaler("morel", operation="convocation-1", connue_le="2026-03-10", **champs)
    affaire.jouer(jour, commande, "morel")
    return affaire


def test_art_175_l_irregularite_est_consignee_et_dite_a_tous() -> None:
    affaire = signalee()
    evenement = affaire.evenements[-1]
    assert set(evenement.actes[0].destinataires) == TOUS - {"morel"} | {"expert", "juge", "greffe"}
    assert affaire.dossier.irregularites[1].statut == "signalee"
    assert ["177" in a for a in evenement.alertes] == [True]


@pytest.mark.parametrize(("champs", "article"), [({"grief": None}, "114"), ({"apres_defense_au_fond": True}, "112")])
def test_art_112_114_ce_qui_peut_couvrir_la_nullite_alerte(champs: dict[str, Any], article: str) -> None:
    alertes = signalee(**champs).evenements[-1].alertes
    assert any(a.startswith(f"CPC {article}") for a in alertes)
    assert len(alertes) == 2


def test_art_175_l_avocat_agit_pour_sa_partie_le_greffe_et_l_expert_pour_personne() -> None:
    affaire = jusqu_au_pre_rapport()
    commande = signaler("dupin", operation="pre_rapport-1", connue_le="2026-06-05")
    assert refuser(affaire, "2026-06-10", commande, "me-vidal").article == "CPC 162"
    assert refuser(affaire, "2026-06-10", {**commande, "au_nom_de": None}, "me-roche").manque
    affaire.jouer("2026-06-10", commande, "me-roche")
    for par in ("greffe", "expert"):
        affaire.jouer("2026-06-11", {**commande, "au_nom_de": None}, par)
    assert list(affaire.dossier.irregularites) == [1, 2, 3]


@pytest.mark.parametrize("acte", ["convocation-2", "convocation-0", "convocation-01", "rien-1", "convocation", "-1"])
def test_art_176_l_operation_visee_existe(acte: str) -> None:
    affaire = jusqu_au_pre_rapport()
    assert refuser(affaire, "2026-06-10", signaler("morel", operation=acte), "morel").introuvable
    assert refuser(affaire, "2026-06-10", annuler(operations=[acte]), "juge").introuvable


def test_art_640_on_ne_connait_pas_l_avenir() -> None:
    commande = signaler("morel", operation="convocation-1", connue_le="2026-06-11")
    assert refuser(jusqu_au_pre_rapport(), "2026-06-10", commande, "morel").article == "CPC 640"


def test_art_177_jusqu_au_rapport_l_expert_recommence_l_operation() -> None:
    affaire = signalee()
    commande = regulariser("recommencee", nouvelle="convocation-2")
    assert refuser(affaire, "2026-06-12", commande, "expert").introuvable
    affaire.jouer("2026-06-12", convoquer("2026-06-30"), "expert")
    assert "autre acte" in refuser(affaire, "2026-06-15", {**commande, "nouvelle": None}, "expert").message
    assert "autre acte" in refuser(affaire, "2026-06-15", {**commande, "nouvelle": "convocation-1"}, "expert").message
    assert "c’est l’expert" in refuser(affaire, "2026-06-15", commande, "juge").message
    evenement = seul(affaire.jouer("2026-06-15", commande, "expert"), "irregularite_regularisee")
    assert set(evenement.actes[0].destinataires) == TOUS | {"juge", "greffe"}
    assert affaire.dossier.irregularites[1].statut == "regularisee"
    assert "déjà" in refuser(affaire, "2026-06-16", commande, "expert").message


def test_art_177_apres_le_rapport_le_juge_seul_regularise() -> None:
    affaire = signalee(jusqu_au_rapport(), "2026-09-05")
    assert "juge du fond" in affaire.evenements[-1].alertes[-1]
    commande = regulariser(document=piece("Jugement", "5"))
    assert "282" in refuser(affaire, "2026-09-10", commande, "expert").article
    assert refuser(affaire, "2026-09-10", regulariser(), "juge").manque == ("l’ordonnance signée",)
    affaire.jouer("2026-09-10", commande, "juge")
    assert affaire.dossier.irregularites[1].statut == "regularisee"


def test_art_178_l_omission_d_une_mention_se_repare_par_la_preuve() -> None:
    affaire = signalee()
    assert refuser(affaire, "2026-06-15", regulariser("preuve"), "expert").article == "CPC 178"
    prouvee = regulariser("preuve", document=piece("AR", "2"))
    evenement = seul(affaire.jouer("2026-06-15", prouvee, "expert"), "irregularite_regularisee")
    assert evenement.article == "CPC 178"


def test_art_177_on_ne_regularise_que_ce_qui_est_signale() -> None:
    assert refuser(jusqu_au_pre_rapport(), "2026-06-15", regulariser(), "expert").introuvable


def test_art_176_la_nullite_partielle_laisse_le_reste_debout() -> None:
    affaire = signalee()
    decision = seul(affaire.jouer("2026-06-20", annuler(), "juge"), "operations_annulees")
    assert set(decision.actes[0].destinataires) == TOUS | {"expert", "greffe"}
    assert affaire.dossier.irregularites[1].statut == "annulee"
    assert affaire.dossier.phase is Phase.DIRES_OUVERTS
    assert "demeure" in decision.alertes[0]
    assert "quelles opérations" in refuser(affaire, "2026-06-21", annuler(operations=[]), "juge").message


def totale(**champs: Any) -> dict[str, Any]:
    return annuler("totale", **champs)


def test_art_176_le_rapport_annule_a_refaire_rend_ses_pouvoirs_a_l_expert() -> None:
    affaire = signalee(jusqu_au_rapport(), "2026-09-05")
    terme = {"delai": "P3M", "a_compter": "ordonnance"}
    assert "date" in refuser(affaire, "2026-09-20", totale(a_refaire=True), "greffe").message
    commande = totale(a_refaire=True, irregularite=1, terme_rapport=terme)
    (decision,) = affaire.jouer("2026-09-20", commande, "greffe")
    assert (affaire.dossier.phase, affaire.dossier.rapport_le) == (Phase.OPERATIONS, None)
    assert affaire.dossier.irregularites[1].statut == "annulee"
    assert len(decision.alertes) == 2
    calcul = echeance(affaire, "DL-06").calcul
    assert calcul is not None
    assert calcul.legal == date(2026, 12, 21)  # 20 December is a Sunday
    assert {e.regle for e in affaire.dossier.echeances.values()} == {"DL-01a", "DL-06", "DL-14"}
    affaire.jouer("2026-11-10", rapport(), "expert")
    assert affaire.dossier.phase is Phase.DEPOSEE


def test_art_176_le_rapport_annule_sans_suite_laisse_la_taxe_au_juge() -> None:
    affaire = jusqu_au_rapport()
    (decision,) = affaire.jouer("2026-09-20", totale(), "greffe")
    assert affaire.dossier.phase is Phase.DEPOSEE
    assert "284" in decision.alertes[0]
    assert len(affaire.dossier.echeances_de("DL-16")) == 3


def test_art_176_sans_rapport_il_n_y_a_pas_de_nullite_totale() -> None:
    assert "Aucun rapport" in refuser(jusqu_au_pre_rapport(), "2026-06-20", totale(), "juge").message


def test_art_176_une_nullite_se_decide_par_ecrit_et_vise_ce_qui_est_signale() -> None:
    affaire = jusqu_au_pre_rapport()
    assert refuser(affaire, "2026-06-20", annuler(ordonnance=None), "juge").manque == ("l’ordonnance signée",)
    assert refuser(affaire, "2026-06-20", annuler(irregularite=1), "juge").introuvable


def test_art_284_apres_la_taxe_le_rapport_annule_ne_se_refait_pas_ici() -> None:
    commande = totale(a_refaire=True, terme_rapport={"le": "2027-03-01"})
    assert "mesure nouvelle" in refuser(taxee(), "2026-10-06", commande, "greffe").message
    affaire = taxee()
    affaire.jouer("2026-10-06", totale(), "greffe")
    assert affaire.dossier.phase is Phase.RECOURS


def test_la_lettre_nomme_l_operation_comme_les_gens_du_dossier() -> None:
    affaire = signalee()
    assert affaire.dernier is not None
    textes = " ".join(e.model_dump_json() for e in affaire.dernier.effets)
    assert "convocation à une réunion d’expertise n° 1" in textes
