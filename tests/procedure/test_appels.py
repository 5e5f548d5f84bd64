"""The appeals against the decisions on the measure (art. 145, 170, 272, 490, 496-497 CPC)."""

from datetime import date

import pytest
from actes_mandat import recuser, relever, remplacer, statuer
from dossiers import Affaire, jusqu_au_rapport, jusqu_aux_operations, piece, reception
from etapes import PIECE, convoquer, echeance, ordonnee, refuser

from procedure.appels import appel_des_decisions_du_controle
from procedure.decider import _contexte
from procedure.echeances import Statut
from procedure.modele import ActeId

DECISION = "ordonnance_de_remplacement-1"


def remplacee(fondement: str) -> Affaire:
    """The expert declined on 9 January and was replaced on 16 January 2026."""
    affaire = ordonnee(fondement=fondement)
    affaire.jouer("2026-01-06", {"type": "notifier_designation"}, "greffe")
    affaire.jouer("2026-01-09", {"type": "refuser_mission", "motif": "Indisponible."}, "expert")
    affaire.jouer("2026-01-16", remplacer(), "juge")
    return affaire


@pytest.mark.parametrize("fondement", ["refere_145", "requete_145"])
def test_art_145_avant_tout_proces_la_decision_du_controle_est_appelable_a_compter_de_sa_signification(
    fondement: str,
) -> None:
    affaire = remplacee(fondement)
    appels = affaire.dossier.echeances_de("DL-01d")
    assert {e.personne for e in appels} == {"dupin", "batirhone", "morel"}
    assert {e.statut for e in appels} == {Statut.NON_DEMARREE}
    affaire.jouer("2026-01-20", reception(DECISION, "morel", "2026-01-19"), "greffe")
    assert echeance(affaire, "DL-01d", "morel").statut is Statut.NON_DEMARREE
    encore = reception(DECISION, "morel", "2026-01-20")
    assert "déjà" in refuser(affaire, "2026-01-20", encore, "greffe").message
    affaire.jouer("2026-01-22", reception(DECISION, "morel", "2026-01-22", "signification"), "greffe")
    calcul = echeance(affaire, "DL-01d", "morel").calcul
    assert calcul is not None
    assert calcul.legal == date(2026, 2, 6)  # 22 January + 15 days, a Friday
    assert echeance(affaire, "DL-01d", "dupin").statut is Statut.NON_DEMARREE


def test_art_170_en_cours_d_instance_la_decision_ne_s_appelle_qu_avec_le_fond() -> None:
    affaire = remplacee("avant_dire_droit")
    assert not affaire.dossier.echeances_de("DL-01d")
    assert any("contraires" in alerte for alerte in affaire.evenements[-1].alertes)


def test_une_decision_dont_la_reception_n_est_pas_suivie_n_ouvre_aucun_appel_silencieux() -> None:
    affaire = ordonnee()
    commande = affaire.lire("2026-01-16", remplacer(), "juge")
    ctx = _contexte(affaire.dossier, commande, affaire.evenements[-1].enregistre_a)
    with pytest.raises(ValueError, match="not followed"):
        appel_des_decisions_du_controle(ctx, ActeId("refus-1"))


# -- a recourse is lodged


def signifiee() -> Affaire:
    """The référé order was served on M. Morel on 12 January 2026: his appeal runs until 27 January."""
    affaire = ordonnee(ordonnance=piece("Ordonnance", "0"))
    affaire.jouer("2026-01-12", reception("ordonnance-1", "morel", "2026-01-12", "signification"), "greffe")
    return affaire


def dites(affaire: Affaire) -> str:
    return " ".join(affaire.evenements[-1].alertes)


@pytest.mark.parametrize("par", ["morel", "greffe"])
def test_art_514_1_l_appel_du_refere_ferme_le_droit_de_son_auteur_et_ne_suspend_rien(par: str) -> None:
    affaire = signifiee()
    affaire.jouer("2026-01-27", relever(), par)
    assert {e.personne for e in affaire.dossier.echeances_de("DL-01a")} == {"dupin", "batirhone"}
    assert "ne suspend pas" in dites(affaire)
    assert "recevabilité" not in dites(affaire)
    (avis,) = affaire.evenements[-1].actes
    assert {"juge", "expert", "dupin", "batirhone"} <= set(avis.destinataires)
    assert avis.auteur == "greffe"
    affaire.jouer("2026-01-28", {"type": "notifier_designation"}, "greffe")


def test_art_490_l_appel_tardif_est_releve_et_sa_recevabilite_laissee_a_la_cour() -> None:
    affaire = signifiee()
    affaire.attendre("2026-01-28")
    affaire.jouer("2026-01-28", relever(), "greffe")
    assert "27 janvier 2026" in dites(affaire)


def test_art_272_l_assignation_devant_le_premier_president_ferme_le_droit_de_la_partie() -> None:
    affaire = ordonnee(fondement="avant_dire_droit")
    affaire.jouer("2026-02-05", relever("autorisation_d_appel", "dupin"), "me-roche")
    assert {e.personne for e in affaire.dossier.echeances_de("DL-01b")} == {"batirhone", "morel"}
    assert "recevabilité" not in dites(affaire)
    affaire.attendre("2026-02-06")
    affaire.jouer("2026-02-06", relever("autorisation_d_appel", "morel"), "morel")
    assert "5 février 2026" in dites(affaire)


def test_art_145_l_appel_d_une_decision_du_controle_ne_ferme_que_celui_la() -> None:
    affaire = jusqu_aux_operations()
    for rang in (1, 2):
        affaire.jouer("2026-02-10", recuser("dupin"), "me-roche")
        affaire.jouer("2026-02-16", statuer(f"recusation-{rang}", admise=False), "juge")
    affaire.jouer("2026-02-20", relever(partie="dupin", decision="ordonnance_sur_recusation-1"), "me-roche")
    restes = {e.id for e in affaire.dossier.echeances_de("DL-01d") if e.personne == "dupin"}
    assert restes == {"DL-01d:dupin:ordonnance_sur_recusation-2"}
    affaire.jouer("2026-02-21", convoquer("2026-03-20"), "expert")


@pytest.mark.parametrize(
    ("fondement", "voie", "dit"),
    [
        ("requete_145", "appel", "n’ouvre pas d’appel"),
        ("avant_dire_droit", "appel", "l’autorisation du premier président"),
        ("refere_145", "autorisation_d_appel", "en cours d’instance"),
        ("refere_145", "retractation", "rendue sur requête"),
    ],
)
def test_une_voie_qui_n_est_pas_ouverte_est_relevee_et_signalee_jamais_refusee(
    fondement: str, voie: str, dit: str
) -> None:
    affaire = ordonnee(fondement=fondement)
    affaire.jouer("2026-01-10", relever(voie), "greffe")
    assert dit in dites(affaire)


def test_art_497_tout_interesse_peut_demander_la_retractation_a_tout_moment() -> None:
    affaire = ordonnee(fondement="requete_145")
    affaire.jouer("2027-01-10", relever("retractation", None), "greffe")
    assert affaire.evenements[-1].resume.endswith("par un tiers intéressé")
    assert len(affaire.evenements[-1].alertes) == 1
    assert refuser(affaire, "2027-01-11", relever("appel", None), "greffe").article == "CPC 496 al. 2"
    assert refuser(affaire, "2027-01-11", relever("retractation", None), "morel").article == "CPC 496 al. 2"


def test_en_cours_d_instance_seul_l_incident_s_appelle_aussitot() -> None:
    affaire = remplacee("avant_dire_droit")
    affaire.jouer("2026-01-20", relever(decision=DECISION), "greffe")
    assert "décisions contraires" in dites(affaire)


def test_le_rapport_depose_l_appel_est_sans_objet() -> None:
    affaire = jusqu_au_rapport()
    affaire.jouer("2026-09-02", relever(), "greffe")
    assert "sans objet" in dites(affaire)


def test_on_n_attaque_que_ce_que_le_juge_a_decide_et_apres_lui() -> None:
    affaire = remplacee("refere_145")
    assert refuser(affaire, "2026-01-20", relever(decision="refus-1"), "greffe").introuvable
    assert refuser(affaire, "2026-01-20", relever(decision="avis_de_designation-1"), "greffe").introuvable
    assert refuser(affaire, "2026-01-20", relever(partie="me-roche"), "greffe").introuvable
    avant = relever(decision=DECISION, survenu_le="2026-01-15", preuve=PIECE)
    assert refuser(affaire, "2026-01-20", avant, "greffe").article == "CPC 640"
    assert refuser(affaire, "2026-01-20", relever(partie="dupin"), "morel").interdit
