"""Documents that a party does not hand over: the judge alone settles (art. 275 al. 2 CPC)."""

from datetime import date

import pytest
from actes_carence import en_carence, signaler, trancher_la_carence
from dossiers import Affaire, jusqu_aux_operations, ordonnance, piece, reception
from etapes import communiquer, demander, echeance, refuser

from procedure.documents import Nature
from procedure.echeances import Statut
from procedure.phases.carence import depot_en_l_etat_autorise

TOUS = {"dupin", "batirhone", "morel", "me-roche", "me-vidal"}


def destinataires(affaire: Affaire, nature: Nature) -> set[str]:
    """Whom the latest act of a kind goes to."""
    return set(next(a for e in reversed(affaire.evenements) for a in e.actes if a.nature is nature).destinataires)


def enjointe() -> Affaire:
    """M. Morel is ordered on 1 April to produce within fifteen days of his receipt, which is proved on 3 April 2026."""
    affaire = en_carence()
    affaire.jouer("2026-04-01", trancher_la_carence("injonction", astreinte="50 euros par jour de retard"), "juge")
    affaire.jouer("2026-04-07", reception("ordonnance_sur_carence-1", "morel", "2026-04-03"), "greffe")
    return affaire


def test_art_275_l_expert_signale_qui_n_a_pas_repondu_au_juge_avec_copie_aux_parties() -> None:
    affaire = en_carence()
    fait = affaire.evenements[-1].fait
    assert fait.type == "carence_signalee"
    assert fait.defaillants == ("morel",)
    assert destinataires(affaire, Nature.RAPPORT_DE_CARENCE) == {"juge", "greffe", *TOUS}
    assert affaire.dossier.requetes["carence-1"].objet == "demande-1"


def test_art_16_les_parties_n_ont_pas_copie_si_le_juge_l_a_voulu_ainsi_et_cela_se_voit() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-02", demander("morel"), "expert")
    affaire.jouer("2026-03-25", signaler(sans_copie_motif="Instruction du 20 mars"), "expert")
    assert destinataires(affaire, Nature.RAPPORT_DE_CARENCE) == {"juge", "greffe"}
    assert any("sur instruction du juge" in a for a in affaire.evenements[-1].alertes)


def test_art_275_une_carence_signalee_avant_le_terme_se_voit() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-02", demander("morel"), "expert")
    affaire.jouer("2026-03-23", signaler(), "expert")  # the last day of the three weeks
    assert any("n’est pas expiré" in a for a in affaire.evenements[-1].alertes)
    assert not en_carence().evenements[-1].alertes


def test_art_275_on_ne_signale_ni_une_demande_inconnue_ni_une_demande_satisfaite_ni_deux_fois() -> None:
    affaire = jusqu_aux_operations()
    assert refuser(affaire, "2026-03-02", signaler(), "expert").introuvable
    affaire.jouer("2026-03-02", demander("morel"), "expert")
    affaire.jouer("2026-03-05", communiquer("morel", demande=1), "morel")
    assert refuser(affaire, "2026-03-25", signaler(), "expert").article == "CPC 275"
    assert "déjà saisi" in refuser(en_carence(), "2026-03-26", signaler(), "expert").message


@pytest.mark.parametrize("sens", ["passer_outre", "depot_en_l_etat", "injonction"])
@pytest.mark.parametrize("qui", ["expert", "greffe", "me-roche", "morel"])
def test_art_275_l_expert_seul_ne_passe_pas_outre_et_ne_depose_pas_en_l_etat(qui: str, sens: str) -> None:
    affaire = en_carence()
    assert refuser(affaire, "2026-04-01", trancher_la_carence(sens), qui).interdit
    assert not depot_en_l_etat_autorise(affaire.dossier)


@pytest.mark.parametrize("sens", ["passer_outre", "depot_en_l_etat"])
def test_art_275_le_juge_autorise_a_passer_outre_ou_a_deposer_en_l_etat(sens: str) -> None:
    affaire = en_carence()
    affaire.jouer("2026-04-01", trancher_la_carence(sens), "juge")
    assert not affaire.dossier.echeances_de("DL-08")
    (close,) = affaire.evenements[-1].closes
    assert close.statut is Statut.LEVEE
    assert depot_en_l_etat_autorise(affaire.dossier) is (sens == "depot_en_l_etat")
    assert destinataires(affaire, Nature.ORDONNANCE_SUR_CARENCE) == {"expert", "greffe", *TOUS}
    assert affaire.dossier.requetes["carence-1"].statut == "accordee"


def test_art_275_le_rejet_laisse_la_demande_comme_elle_etait() -> None:
    affaire = en_carence()
    affaire.jouer("2026-04-01", trancher_la_carence("rejet"), "juge")
    assert echeance(affaire, "DL-08").statut is Statut.DEPASSEE
    assert affaire.dossier.requetes["carence-1"].statut == "rejetee"
    assert not depot_en_l_etat_autorise(affaire.dossier)


def test_art_275_l_injonction_court_de_la_reception_de_chacun() -> None:
    affaire = en_carence()
    affaire.jouer("2026-04-01", trancher_la_carence("injonction"), "juge")
    assert not affaire.dossier.echeances_de("DL-08")
    assert echeance(affaire, "DL-09", "morel").statut is Statut.NON_DEMARREE
    affaire = enjointe()
    calcul = echeance(affaire, "DL-09", "morel").calcul
    assert calcul is not None
    assert (calcul.nominal, calcul.legal) == (date(2026, 4, 18), date(2026, 4, 20))  # a Saturday
    assert any(a.nature is Nature.AVIS_ECHEANCE for a in affaire.evenements[-1].actes)


def test_art_640_l_avocat_accuse_reception_de_l_injonction_pour_sa_partie_qui_seule_a_un_terme() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-02", demander("batirhone"), "expert")
    affaire.jouer("2026-03-25", signaler(), "expert")
    affaire.jouer("2026-04-01", trancher_la_carence("injonction"), "juge")
    pour_lui = reception("ordonnance_sur_carence-1", "me-vidal", "2026-04-03")
    assert "pour elle" in refuser(affaire, "2026-04-03", pour_lui, "me-vidal").message
    affaire.jouer("2026-04-03", reception("ordonnance_sur_carence-1", "batirhone", "2026-04-03"), "me-vidal")
    assert echeance(affaire, "DL-09", "batirhone").statut is Statut.OUVERTE
    sans_terme = reception("ordonnance_sur_carence-1", "me-roche", "2026-04-03")
    affaire.jouer("2026-04-03", sans_terme, "me-roche")  # nothing waits for his party: a mere fact


def test_art_275_l_injonction_passee_se_constate_et_les_pieces_tardives_se_voient() -> None:
    affaire = enjointe()
    affaire.attendre("2026-04-20")
    assert echeance(affaire, "DL-09").statut is Statut.OUVERTE
    affaire.attendre("2026-04-21")
    assert affaire.evenements[-1].resume.endswith("injonction inexécutée")
    affaire.jouer("2026-04-22", communiquer("morel", demande=1), "morel")
    assert not affaire.dossier.echeances_de("DL-09")
    assert any("20 avril 2026" in a for a in affaire.evenements[-1].alertes)


def test_art_275_les_pieces_remises_a_temps_eteignent_l_injonction_sans_un_mot() -> None:
    affaire = enjointe()
    affaire.jouer("2026-04-20", communiquer("morel", demande=1, complet=False), "morel")
    assert echeance(affaire, "DL-09")
    affaire.jouer("2026-04-20", communiquer("morel", demande=1), "morel")
    assert not affaire.dossier.echeances_de("DL-09")
    assert not affaire.evenements[-1].alertes


def test_art_275_apres_une_injonction_vaine_l_expert_revient_devant_le_juge() -> None:
    affaire = enjointe()
    affaire.attendre("2026-04-21")
    affaire.jouer("2026-04-22", signaler(), "expert")
    affaire.jouer("2026-04-28", trancher_la_carence("passer_outre", "carence-2"), "juge")
    assert not affaire.dossier.echeances_de("DL-09")


def test_art_275_seule_une_injonction_nomme_une_partie_en_carence_et_fixe_un_terme() -> None:
    affaire = en_carence()
    sans_terme = trancher_la_carence("injonction", terme=None)
    assert refuser(affaire, "2026-04-01", sans_terme, "juge").manque == ("le terme de l’injonction",)
    a_dupin = trancher_la_carence("injonction", a=["dupin"])
    assert refuser(affaire, "2026-04-01", a_dupin, "juge").introuvable
    passe = trancher_la_carence("injonction", terme={"le": "2026-04-01"})
    assert refuser(affaire, "2026-04-01", passe, "juge").article == "CPC 640"
    for champs in ({"a": ["morel"]}, {"terme": {"le": "2026-05-01"}}, {"astreinte": "50 euros"}):
        outre = trancher_la_carence("passer_outre", **champs)
        assert "Seule une injonction" in refuser(affaire, "2026-04-01", outre, "juge").message


def test_art_275_la_decision_est_une_ordonnance_signee_rendue_une_fois_apres_la_demande() -> None:
    affaire = en_carence()
    nue = trancher_la_carence("passer_outre", ordonnance=None)
    assert refuser(affaire, "2026-04-01", nue, "juge").manque == ("l’ordonnance signée",)
    avant = trancher_la_carence(
        "passer_outre", survenu_le="2026-03-24", preuve={"nature": "decision", "reference": "Minute"}
    )
    assert refuser(affaire, "2026-04-01", avant, "juge").article == "CPC 640"
    affaire.jouer("2026-04-01", trancher_la_carence("passer_outre"), "juge")
    assert "déjà statué" in refuser(affaire, "2026-04-02", trancher_la_carence("rejet"), "juge").message


def test_art_170_la_decision_d_une_mesure_avant_tout_proces_est_susceptible_d_appel_l_autre_non() -> None:
    affaire = en_carence()
    affaire.jouer("2026-04-01", trancher_la_carence("passer_outre"), "juge")
    assert {e.personne for e in affaire.dossier.echeances_de("DL-01d")} == {"dupin", "batirhone", "morel"}
    pendante = Affaire()
    pendante.jouer("2026-01-05", ordonnance(fondement="avant_dire_droit", demarrage_immediat=True))
    pendante.jouer("2026-01-06", {"type": "notifier_designation"}, "greffe")
    pendante.jouer("2026-01-12", {"type": "accepter_mission", "independance": True}, "expert")
    pendante.jouer("2026-03-02", demander("morel"), "expert")
    pendante.jouer("2026-03-25", signaler(document=piece("Rapport", "4")), "expert")
    pendante.jouer("2026-04-01", trancher_la_carence("passer_outre"), "juge")
    assert not pendante.dossier.echeances_de("DL-01d")
