"""The difficulties that the operations meet, and the third person who must produce (art. 167-168, 243, 141 CPC)."""

from datetime import date
from typing import Any

import pytest
from actes_difficultes import (
    BANQUE,
    fixer,
    ordonner_au_tiers,
    produire_pour_le_tiers,
    soulever,
    trancher_la_difficulte,
)
from dossiers import Affaire, jusqu_au_rapport, jusqu_aux_operations, reception
from etapes import echeance, refuser

from procedure.documents import Nature
from procedure.echeances import Statut
from procedure.effets import Canal

TOUS = {"dupin", "batirhone", "morel", "me-roche", "me-vidal"}


def soulevee(**champs: Any) -> Affaire:
    """The expert meets a closed door on 10 March 2026."""
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-10", soulever(**champs), "expert")
    return affaire


def ordonnee_au_tiers() -> Affaire:
    """The bank is ordered on 20 March to produce within fifteen days of its receipt, of 24 March 2026."""
    affaire = soulevee(nature="tiers_detenteur")
    affaire.jouer("2026-03-20", ordonner_au_tiers(), "juge")
    affaire.jouer("2026-03-26", reception("ordonnance_sur_difficulte-1", "banque", "2026-03-24"), "greffe")
    return affaire


def actes(affaire: Affaire, nature: Nature) -> set[str]:
    (acte,) = [a for a in affaire.evenements[-1].actes if a.nature is nature]
    return set(acte.destinataires)


def test_art_167_l_expert_saisit_le_juge_sans_forme_avec_copie_aux_parties() -> None:
    affaire = soulevee()
    assert actes(affaire, Nature.RAPPORT_DE_DIFFICULTE) == {"juge", "greffe", *TOUS}
    assert affaire.dossier.requetes["difficulte-1"].statut == "pendante"


def test_art_162_167_une_partie_saisit_le_juge_elle_meme_ou_par_son_avocat_jamais_seule_a_seul() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-10", soulever(), "morel")
    assert actes(affaire, Nature.RAPPORT_DE_DIFFICULTE) == {"juge", "greffe", "expert", *TOUS} - {"morel"}
    affaire.jouer("2026-03-10", soulever(au_nom_de="dupin"), "me-roche")
    assert refuser(affaire, "2026-03-10", soulever(au_nom_de="dupin"), "me-vidal").article == "CPC 162"
    assert refuser(affaire, "2026-03-10", soulever(), "me-roche").manque == ("la partie pour laquelle il agit",)
    assert refuser(affaire, "2026-03-10", soulever(au_nom_de="dupin"), "expert").article == "CPC 237"
    assert refuser(affaire, "2026-03-10", soulever(sans_copie_motif="Secret"), "morel").article == "CPC 16"


@pytest.mark.parametrize(
    ("nature", "mot"), [("secret_medical", "accord du patient"), ("personne_a_examiner_absente", "abstention")]
)
def test_le_secret_medical_et_l_examen_refuse_appellent_un_mot(nature: str, mot: str) -> None:
    assert any(mot in a for a in soulevee(nature=nature).evenements[-1].alertes)
    assert not soulevee().evenements[-1].alertes


def test_art_167_plus_de_difficulte_d_execution_apres_le_rapport() -> None:
    affaire = jusqu_au_rapport()
    assert "stade" in refuser(affaire, "2026-09-02", soulever(), "expert").message
    assert "stade" in refuser(affaire, "2026-09-02", fixer("2026-10-01"), "juge").message
    assert "stade" in refuser(affaire, "2026-09-02", trancher_la_difficulte(None), "juge").message


def test_art_168_le_greffe_convoque_les_parties_et_l_expert_a_l_audience() -> None:
    affaire = soulevee()
    affaire.jouer("2026-03-12", fixer("2026-03-31"), "juge")
    (convocation,) = affaire.evenements[-1].actes
    assert convocation.auteur == "greffe"
    assert set(convocation.destinataires) == {"expert", *TOUS}
    assert affaire.dernier is not None
    destinations = [d for e in affaire.dernier.effets for d in e.destinations]
    voies = {d.personne: d.canal for d in destinations if d.canal is not Canal.COURRIEL}
    assert voies == {"dupin": Canal.LRAR, "batirhone": Canal.LRAR, "morel": Canal.LRAR} | dict.fromkeys(
        ("me-roche", "me-vidal"), Canal.LETTRE_SIMPLE
    )
    calcul = echeance(affaire, "DL-22").calcul
    assert calcul is not None
    assert calcul.legal == date(2026, 3, 31)


def test_art_168_l_expert_n_est_convoque_que_s_il_y_a_lieu_et_l_audience_peut_etre_deplacee() -> None:
    affaire = soulevee()
    affaire.jouer("2026-03-12", fixer("2026-03-31", expert_convoque=False), "greffe")
    assert "expert" not in affaire.evenements[-1].actes[0].destinataires
    affaire.jouer("2026-03-16", fixer("2026-04-02"), "juge")
    calcul = echeance(affaire, "DL-22").calcul
    assert calcul is not None
    assert calcul.legal == date(2026, 4, 2)


def test_art_168_l_audience_passee_attend_la_decision_qui_la_ferme() -> None:
    affaire = soulevee()
    affaire.jouer("2026-03-12", fixer("2026-03-31"), "juge")
    affaire.attendre("2026-04-01")
    assert affaire.evenements[-1].resume.endswith("décision sur l’incident attendue")
    affaire.jouer("2026-04-03", trancher_la_difficulte(), "juge")
    assert not affaire.dossier.echeances_de("DL-22")


def test_art_168_on_fixe_une_date_a_venir_pour_une_demande_pendante() -> None:
    affaire = soulevee()
    for requete in ("difficulte-2", "carence-1", "rien"):
        assert refuser(affaire, "2026-03-12", fixer("2026-03-31", requete), "juge").introuvable
    assert refuser(affaire, "2026-03-12", fixer("2026-03-12"), "juge").article == "CPC 640"
    affaire.jouer("2026-03-20", trancher_la_difficulte(), "juge")
    assert "déjà statué" in refuser(affaire, "2026-03-21", fixer("2026-03-31"), "juge").message


def test_art_167_le_juge_tranche_a_la_demande_ou_d_office() -> None:
    affaire = soulevee()
    affaire.jouer("2026-03-20", trancher_la_difficulte(), "juge")
    assert actes(affaire, Nature.ORDONNANCE_SUR_DIFFICULTE) == {"expert", "greffe", *TOUS}
    affaire.jouer("2026-03-23", trancher_la_difficulte(None), "juge")
    assert refuser(affaire, "2026-03-24", trancher_la_difficulte(None, accueillie=False), "juge").article == "CPC 167"
    nue = trancher_la_difficulte(None, ordonnance=None)
    assert refuser(affaire, "2026-03-24", nue, "juge").manque == ("l’ordonnance signée",)


def test_art_243_le_tiers_recoit_l_ordonnance_par_lettre_recommandee_et_n_a_pas_encore_d_appel() -> None:
    affaire = soulevee(nature="tiers_detenteur")
    affaire.jouer("2026-03-20", ordonner_au_tiers(), "juge")
    assert affaire.dossier.participants["banque"].nom == "Banque du Rhône"
    assert "banque" in actes(affaire, Nature.ORDONNANCE_SUR_DIFFICULTE)
    assert affaire.dernier is not None
    assert {d.canal for e in affaire.dernier.effets for d in e.destinations if d.personne == "banque"} == {Canal.LRAR}
    assert echeance(affaire, "DL-09t", "banque").statut is Statut.NON_DEMARREE
    assert not affaire.dossier.echeances_de("DL-27")


def test_art_243_le_terme_du_tiers_court_de_sa_reception_et_ses_pieces_vont_a_toutes_les_parties() -> None:
    affaire = ordonnee_au_tiers()
    calcul = echeance(affaire, "DL-09t").calcul
    assert calcul is not None
    assert calcul.legal == date(2026, 4, 8)
    affaire.jouer("2026-04-07", produire_pour_le_tiers(complet=False), "expert")
    assert echeance(affaire, "DL-09t")
    affaire.jouer("2026-04-08", produire_pour_le_tiers(), "expert")
    assert actes(affaire, Nature.PIECES_DU_TIERS) == TOUS
    assert not affaire.dossier.echeances_de("DL-09t")


def test_art_243_le_tiers_qui_ne_produit_pas_est_signale() -> None:
    affaire = ordonnee_au_tiers()
    affaire.attendre("2026-04-09")
    assert affaire.evenements[-1].resume.endswith("injonction inexécutée")


def test_art_141_le_tiers_invoque_un_empechement_et_n_a_d_appel_que_de_la_nouvelle_decision() -> None:
    affaire = ordonnee_au_tiers()
    affaire.jouer("2026-03-30", soulever("secret_medical"), "banque")
    affaire.jouer("2026-04-10", trancher_la_difficulte("difficulte-2", accueillie=False), "juge")
    calcul = echeance(affaire, "DL-27", "banque").calcul
    assert calcul is not None
    assert (calcul.nominal, calcul.legal) == (date(2026, 4, 25), date(2026, 4, 27))  # fifteen days, a Saturday
    affaire.attendre("2026-04-28")  # the right ends: nothing is raised
    assert not affaire.dossier.echeances_de("DL-27")
    assert echeance(affaire, "DL-09t").statut is Statut.DEPASSEE


def test_art_141_l_appel_du_tiers_est_augmente_a_raison_de_la_distance() -> None:
    affaire = soulevee(nature="tiers_detenteur")
    ailleurs = BANQUE | {"residence": "guadeloupe"}
    affaire.jouer("2026-03-20", ordonner_au_tiers(tiers=ailleurs), "juge")
    affaire.jouer("2026-04-10", ordonner_au_tiers(None, tiers=ailleurs), "juge")
    calcul = echeance(affaire, "DL-27").calcul
    assert calcul is not None
    assert (calcul.distance_mois, calcul.legal) == (1, date(2026, 5, 26))  # 25 May is Pentecost Monday


def test_art_141_le_juge_retracte_l_injonction_s_il_admet_l_empechement() -> None:
    affaire = ordonnee_au_tiers()
    affaire.jouer("2026-03-30", soulever(), "banque")
    affaire.jouer("2026-04-02", trancher_la_difficulte("difficulte-2"), "juge")
    assert not affaire.dossier.echeances_de("DL-09t")


@pytest.mark.parametrize(
    ("champs", "article"),
    [
        ({"tiers": BANQUE, "terme": None}, "CPC 243"),
        ({"tiers": BANQUE | {"adresse": None}}, "CPC 243"),
        ({"tiers": BANQUE | {"id": "morel"}}, "CPC 243"),
        ({"tiers": BANQUE | {"id": "systeme"}}, "CPC 243"),
        ({"tiers": BANQUE | {"role": "sapiteur"}}, "CPC 243"),
        ({"tiers": None}, "CPC 243"),
        ({"accueillie": False}, "CPC 243"),
        ({"terme": {"le": "2026-03-20"}}, "CPC 640"),
    ],
)
def test_art_243_l_injonction_vise_un_tiers_que_l_on_peut_atteindre_et_dit_quand(
    champs: dict[str, Any], article: str
) -> None:
    affaire = soulevee(nature="tiers_detenteur")
    assert refuser(affaire, "2026-03-20", ordonner_au_tiers(**champs), "juge").article == article


def test_art_243_les_pieces_d_un_tiers_supposent_un_tiers_et_une_decision() -> None:
    affaire = ordonnee_au_tiers()
    assert refuser(affaire, "2026-03-27", produire_pour_le_tiers(tiers="morel"), "expert").introuvable
    avant = produire_pour_le_tiers(survenu_le="2026-03-19", preuve={"nature": "recepisse", "reference": "Dépôt"})
    assert refuser(affaire, "2026-03-27", avant, "expert").article == "CPC 640"
