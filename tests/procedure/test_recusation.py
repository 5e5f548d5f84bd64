"""The récusation of the expert and the conflict that he declares (art. 234 CPC, L. 111-6 COJ)."""

from datetime import date

import pytest
from actes_mandat import conflit, empecher, recuser, remplacer, statuer
from dossiers import Affaire, jusqu_au_rapport, jusqu_aux_operations, piece, reception
from etapes import PARTIES, PIECE, accepter, convoquer, echeance, ordonnee, refuser

from procedure.commandes import CauseDeRecusation
from procedure.dossier import Phase
from procedure.lettres.recusation import CAUSES


def apres_une_reunion() -> Affaire:
    """The first meeting was held on 10 March 2026."""
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-02-10", convoquer("2026-03-10"), "expert")
    affaire.jouer("2026-03-10", {"type": "tenir_reunion", "reunion": 1, "presents": ["morel"]}, "expert")
    return affaire


def etat(affaire: Affaire) -> str:
    assert affaire.dossier.mandat is not None
    return affaire.dossier.mandat.etat


# -- filing


def test_art_234_la_recusation_va_au_juge_et_a_chacun_et_ne_suspend_rien() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-02-10", recuser("dupin"), "me-roche")
    evenement = affaire.evenements[-1]
    (acte,) = evenement.actes
    assert set(acte.destinataires) == {"juge", "greffe", "expert", "batirhone", "morel", "me-vidal"}
    assert len(evenement.alertes) == 1
    assert "ne suspend pas" in evenement.alertes[0]
    assert affaire.dossier.requetes["recusation-1"].objet == "dupin"
    assert etat(affaire) == "accepte"
    affaire.jouer("2026-02-11", convoquer("2026-03-10"), "expert")


@pytest.mark.parametrize(
    ("jour", "tardive"), [("2026-03-18", False), ("2026-03-19", True)], ids=["huit jours après", "neuf jours après"]
)
def test_art_234_al_2_apres_une_reunion_et_plus_de_huit_jours_la_tardivete_est_signalee(
    jour: str, tardive: bool
) -> None:
    affaire = apres_une_reunion()
    affaire.jouer(jour, recuser("morel", connue_le="2026-03-10"), "morel")
    assert any("234 al. 2" in a for a in affaire.evenements[-1].alertes) is tardive
    assert affaire.dossier.requetes["recusation-1"].statut == "pendante"


def test_art_234_al_2_avant_la_premiere_reunion_aucune_tardivete_n_est_signalee() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-19", recuser("morel", connue_le="2026-01-07"), "morel")
    assert not any("234 al. 2" in a for a in affaire.evenements[-1].alertes)


def test_art_234_on_ne_recuse_ni_d_avance_ni_un_expert_dessaisi_ou_parti() -> None:
    affaire = jusqu_aux_operations()
    futur = recuser("morel", connue_le="2026-02-11")
    assert refuser(affaire, "2026-02-10", futur, "morel").article == "CPC 640, 234"
    assert "stade" in refuser(jusqu_au_rapport(), "2026-09-02", recuser("morel"), "morel").message
    affaire.jouer("2026-02-10", empecher(), "greffe")
    assert refuser(affaire, "2026-02-10", recuser("morel"), "morel").article == "CPC 235"


def test_art_162_l_avocat_ne_recuse_que_pour_sa_partie() -> None:
    assert refuser(jusqu_aux_operations(), "2026-02-10", recuser("batirhone"), "me-roche").article == "CPC 162"


def test_art_668_une_recusation_ne_s_antidate_pas_par_son_seul_auteur() -> None:
    avant = recuser("morel", survenu_le="2026-02-03", preuve={"nature": "piece", "reference": "Copie"})
    assert refuser(jusqu_aux_operations(), "2026-02-10", avant, "morel").article == "CPC 668, 669"


def test_chaque_cause_de_l_article_l_111_6_a_ses_mots() -> None:
    assert set(CAUSES) == set(CauseDeRecusation)
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-02-10", recuser("morel"), "morel")
    assert affaire.dernier is not None
    (effet,) = [e for e in affaire.dernier.effets if e.type == "produire" and e.acte.nature == "requete_en_recusation"]
    assert "lien de subordination" in str(effet.donnees)
    assert "M. Morel" in str(effet.donnees)


# -- the decision


def test_art_234_rejetee_la_mission_continue_et_la_decision_s_appelle_comme_un_incident() -> None:
    affaire = apres_une_reunion()
    affaire.jouer("2026-03-20", recuser("morel", connue_le="2026-03-10"), "morel")
    affaire.jouer("2026-04-01", statuer("recusation-1", admise=False), "juge")
    assert etat(affaire) == "accepte"
    assert affaire.dossier.requetes["recusation-1"].statut == "rejetee"
    assert any("appel immédiat" in a for a in affaire.evenements[-1].alertes)
    signifie = reception("ordonnance_sur_recusation-1", "morel", "2026-04-07", "signification")
    affaire.jouer("2026-04-07", signifie, "greffe")
    calcul = echeance(affaire, "DL-01d", "morel").calcul
    assert calcul is not None
    assert calcul.legal == date(2026, 4, 22)
    affaire.jouer("2026-04-08", convoquer("2026-05-10"), "expert")


def test_art_235_admise_l_expert_est_decharge_et_un_autre_est_commis() -> None:
    affaire = apres_une_reunion()
    affaire.jouer("2026-03-12", recuser("morel", connue_le="2026-03-10"), "morel")
    affaire.jouer("2026-04-01", statuer("recusation-1", admise=True), "juge")
    assert etat(affaire) == "a_remplacer"
    assert {e.regle for e in affaire.dossier.echeances.values() if e.personne == "expert"} == {"DL-06"}
    assert refuser(affaire, "2026-04-02", convoquer("2026-05-10"), "expert").article == "CPC 235"
    affaire.jouer("2026-04-03", remplacer(), "juge")
    affaire.jouer("2026-04-07", {"type": "notifier_designation"}, "greffe")
    affaire.jouer("2026-04-10", accepter(), "expert-2")
    assert affaire.dossier.phase is Phase.OPERATIONS
    affaire.jouer("2026-04-11", convoquer("2026-05-10"), "expert-2")


def test_art_234_avant_l_acceptation_aussi() -> None:
    affaire = ordonnee()
    affaire.jouer("2026-01-06", recuser("dupin", connue_le="2026-01-05"), "me-roche")
    affaire.jouer("2026-01-08", statuer("recusation-1", admise=True), "juge")
    affaire.jouer("2026-01-09", remplacer(), "juge")
    assert affaire.dossier.expert == "expert-2"


def test_une_recusation_se_juge_une_fois_et_ne_suit_pas_le_remplacant() -> None:
    affaire = apres_une_reunion()
    affaire.jouer("2026-03-12", recuser("morel", connue_le="2026-03-10"), "morel")
    affaire.jouer("2026-03-12", recuser("dupin", connue_le="2026-03-10"), "me-roche")
    affaire.jouer("2026-04-01", statuer("recusation-1", admise=True), "juge")
    assert "déjà statué" in refuser(affaire, "2026-04-02", statuer("recusation-1", admise=False), "juge").message
    autre = statuer("recusation-2", admise=False)
    assert refuser(affaire, "2026-04-02", autre, "juge").article == "CPC 235"  # the expert is discharged already
    affaire.jouer("2026-04-03", remplacer(), "juge")
    assert affaire.dossier.requetes["recusation-2"].statut == "sans_objet"
    assert refuser(affaire, "2026-04-04", statuer("recusation-2", admise=True), "juge").message
    assert refuser(affaire, "2026-04-04", statuer("recusation-9", admise=True), "juge").introuvable


def test_la_decision_suit_la_demande_et_est_une_ordonnance_signee() -> None:
    affaire = apres_une_reunion()
    affaire.jouer("2026-03-12", recuser("morel", connue_le="2026-03-10"), "morel")
    avant = statuer("recusation-1", admise=True, survenu_le="2026-03-11", preuve=PIECE)
    assert refuser(affaire, "2026-03-20", avant, "juge").article == "CPC 640"
    sans = statuer("recusation-1", admise=True, ordonnance=None)
    assert refuser(affaire, "2026-03-20", sans, "juge").manque == ("l’ordonnance signée",)


def test_art_170_en_cours_d_instance_l_appel_de_la_recusation_est_discute() -> None:
    affaire = ordonnee(fondement="avant_dire_droit")
    affaire.jouer("2026-01-06", recuser("dupin", connue_le="2026-01-05"), "me-roche")
    affaire.jouer("2026-01-08", statuer("recusation-1", admise=False), "juge")
    assert "décisions contraires" in affaire.evenements[-1].alertes[0]
    assert not affaire.dossier.echeances_de("DL-01d")


# -- the declared conflict


def test_art_234_al_3_l_expert_declare_aussitot_au_juge_et_les_parties_le_savent() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-02-10", conflit(), "expert")
    declaration, avis = affaire.evenements[-1].actes
    assert set(declaration.destinataires) == {"juge", "greffe"}
    assert set(avis.destinataires) == {*PARTIES, "me-roche", "me-vidal"}
    assert avis.auteur == "greffe"
    assert "ne devraient ni commencer ni se poursuivre" in affaire.evenements[-1].alertes[0]
    assert etat(affaire) == "accepte"
    assert affaire.dernier is not None
    lettres = {e.acte.nature: str(e.donnees) for e in affaire.dernier.effets if e.type == "produire"}
    assert "devant le juge qui l’a commis" in lettres[avis.nature]


@pytest.mark.parametrize(("admise", "suite"), [(True, "a_remplacer"), (False, "accepte")])
def test_art_234_al_3_le_juge_decharge_ou_maintient(admise: bool, suite: str) -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-02-10", conflit(), "expert")
    affaire.jouer("2026-02-16", statuer("conflit-1", admise=admise), "juge")
    assert etat(affaire) == suite
    assert affaire.evenements[-1].resume.startswith("Cause de récusation déclarée")


def test_art_234_al_3_on_ne_declare_rien_d_une_mission_que_l_on_ignore() -> None:
    assert refuser(ordonnee(), "2026-01-06", conflit(), "expert").article == "CPC 234 al. 3"


def test_la_requete_peut_etre_une_piece_deposee() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-02-10", recuser("morel", document=piece("Requête", "5")), "morel")
    natures = [a.nature for a in affaire.evenements[-1].actes]
    assert natures == ["requete_en_recusation", "recepisse", "bordereau"]
