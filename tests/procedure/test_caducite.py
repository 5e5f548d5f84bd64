"""More time, relief, or caducité found by a human (art. 271 CPC)."""

from datetime import date
from typing import Any

import pytest
from actes_consignation import (
    AVISER,
    accorder_releve,
    constater_caducite,
    demander_releve,
    en_souffrance,
    rejeter_releve,
    verser,
)
from dossiers import jusqu_au_rapport, jusqu_aux_operations, reception
from etapes import acceptee, accepter, convoquer, credite, echeance, encaisser, ordonnee, pre_rapport, refuser

from procedure.documents import Nature
from procedure.dossier import Phase
from procedure.echeances import Statut

TOUS = {"dupin", "batirhone", "morel", "me-roche", "me-vidal", "expert", "greffe", "regie"}


# -- asked


def test_art_271_toute_partie_peut_demander_meme_celle_qui_ne_doit_rien_et_les_autres_l_apprennent() -> None:
    affaire = en_souffrance()
    affaire.jouer("2026-03-09", demander_releve("morel"), "morel")
    acte = affaire.evenements[-1].actes[0]
    assert acte.nature is Nature.DEMANDE_DE_RELEVE
    assert set(acte.destinataires) == {"juge", "greffe", "dupin", "batirhone", "me-roche", "me-vidal", "expert"}
    assert affaire.dossier.requetes["releve-1"].objet == "releve"
    assert any("ne fixe aucun délai" in a for a in affaire.evenements[-1].alertes)
    assert echeance(affaire, "DL-03").statut is Statut.DEPASSEE  # asking changes nothing


def test_art_271_l_avocat_demande_pour_sa_partie_et_pour_elle_seule() -> None:
    affaire = en_souffrance()
    assert refuser(affaire, "2026-03-09", demander_releve("dupin"), "me-vidal").interdit
    assert refuser(affaire, "2026-03-09", demander_releve("expert"), "me-roche").introuvable
    affaire.jouer("2026-03-09", demander_releve("dupin"), "me-roche")
    assert "me-roche" not in affaire.evenements[-1].actes[0].destinataires


@pytest.mark.parametrize(("jour", "nature"), [("2026-03-05", "prorogation"), ("2026-03-06", "releve")])
def test_art_271_on_proroge_jusqu_au_dernier_jour_et_l_on_releve_ensuite(jour: str, nature: str) -> None:
    affaire = acceptee()
    affaire.jouer(jour, demander_releve(), "dupin")
    assert affaire.dossier.requetes["releve-1"].objet == nature
    assert ("Prorogation" in affaire.evenements[-1].resume) == (nature == "prorogation")


def test_art_271_sans_versement_attendu_il_n_y_a_rien_a_demander() -> None:
    assert refuser(jusqu_aux_operations(), "2026-02-10", demander_releve(), "dupin").article == "CPC 271"
    assert "stade" in refuser(jusqu_au_rapport(), "2026-09-10", demander_releve(), "dupin").message


# -- decided


def test_u6_la_prorogation_avant_terme_repousse_le_versement() -> None:
    affaire = acceptee()
    affaire.jouer("2026-01-28", encaisser("batirhone", 150000), "regie")
    affaire.jouer("2026-02-27", demander_releve(), "me-roche")
    affaire.jouer("2026-03-03", accorder_releve(1), "juge")
    proroge = echeance(affaire, "DL-03")
    assert (proroge.id, proroge.statut) == ("DL-03:dupin:versement-1", Statut.OUVERTE)
    assert proroge.calcul is not None
    assert proroge.calcul.legal == date(2026, 4, 3)
    assert affaire.evenements[-1].resume == "Délai de consignation prorogé"
    assert set(affaire.evenements[-1].actes[0].destinataires) == TOUS
    affaire.attendre("2026-03-06")
    assert echeance(affaire, "DL-03").statut is Statut.OUVERTE
    affaire.jouer("2026-04-03", encaisser("dupin", 300000), "regie")
    affaire.jouer("2026-04-07", AVISER, "greffe")
    assert affaire.dossier.phase is Phase.OPERATIONS


def test_u6_le_releve_rouvre_le_versement_et_l_affaire_va_a_son_terme() -> None:
    affaire = en_souffrance()
    affaire.jouer("2026-03-09", demander_releve(), "me-roche")
    affaire.jouer("2026-03-16", accorder_releve(1, terme={"le": "2026-04-15"}), "juge")
    assert affaire.evenements[-1].resume == "Caducité relevée, nouveau délai pour consigner"
    rouvert = echeance(affaire, "DL-03")
    assert (rouvert.statut, rouvert.levera) == (Statut.OUVERTE, "caducite_encourue")
    assert rouvert.rappels
    affaire.jouer("2026-04-15", encaisser("dupin", 300000), "regie")
    affaire.jouer("2026-04-16", AVISER, "greffe")
    calcul = echeance(affaire, "DL-06").calcul
    assert calcul is not None
    assert calcul.legal == date(2026, 12, 16)
    affaire.jouer("2026-04-20", convoquer("2026-05-20"), "expert")
    affaire.jouer("2026-06-01", pre_rapport(), "expert")
    assert affaire.dossier.phase is Phase.DIRES_OUVERTS


def test_u6_le_releve_n_est_pas_eternel_la_caducite_est_encourue_de_nouveau() -> None:
    affaire = en_souffrance()
    affaire.jouer("2026-03-09", demander_releve(), "me-roche")
    affaire.jouer("2026-03-16", accorder_releve(1, terme={"le": "2026-04-15"}), "juge")
    affaire.attendre("2026-04-16")
    assert echeance(affaire, "DL-03").statut is Statut.DEPASSEE
    affaire.jouer("2026-04-16", constater_caducite(), "juge")
    assert affaire.dossier.phase is Phase.CADUQUE


def test_art_271_le_releve_regularise_l_argent_deja_verse_hors_terme() -> None:
    affaire = en_souffrance()
    affaire.jouer("2026-03-09", encaisser("dupin", 300000), "regie")
    assert any("relevé de caducité" in a for a in affaire.evenements[-1].alertes)
    assert refuser(affaire, "2026-03-10", AVISER, "greffe").article == "CPC 271"
    affaire.jouer("2026-03-10", demander_releve(), "dupin")
    affaire.jouer("2026-03-12", accorder_releve(1), "juge")
    assert not affaire.dossier.echeances_de("DL-03")
    assert affaire.evenements[-1].closes[0].le == date(2026, 3, 9)
    affaire.jouer("2026-03-13", AVISER, "greffe")
    assert affaire.dossier.phase is Phase.OPERATIONS


def test_le_nouveau_delai_peut_courir_de_la_reception_de_la_decision_par_le_payeur() -> None:
    affaire = en_souffrance()
    affaire.jouer("2026-03-09", demander_releve(), "me-roche")
    terme = {"delai": "P1M", "a_compter": "reception"}
    affaire.jouer("2026-03-16", accorder_releve(1, terme=terme), "juge")
    assert echeance(affaire, "DL-03").statut is Statut.NON_DEMARREE
    affaire.jouer("2026-03-17", reception("avis_a_consigner-1", "dupin", "2026-01-09"), "greffe")
    assert echeance(affaire, "DL-03").statut is Statut.NON_DEMARREE  # the old invitation starts nothing any more
    pour_l_avocat = reception("ordonnance_de_releve-1", "me-roche", "2026-03-19")
    assert "non pour son avocat" in refuser(affaire, "2026-03-20", pour_l_avocat, "greffe").message
    affaire.jouer("2026-03-20", reception("ordonnance_de_releve-1", "dupin", "2026-03-19"), "greffe")
    calcul = echeance(affaire, "DL-03").calcul
    assert calcul is not None
    assert calcul.legal == date(2026, 4, 20)  # 19 April is a Sunday
    assert echeance(affaire, "DL-01d", "dupin").statut is Statut.NON_DEMARREE  # the appeal waits for service


def test_art_271_la_decision_refusee_laisse_la_caducite_encourue() -> None:
    affaire = en_souffrance()
    affaire.jouer("2026-03-09", demander_releve(), "me-roche")
    pendante = refuser(affaire, "2026-03-10", constater_caducite(), "juge")
    assert pendante.manque == ("la décision sur cette demande",)
    affaire.jouer("2026-03-16", rejeter_releve(), "juge")
    assert affaire.evenements[-1].resume == "Relevé de caducité refusé"
    assert echeance(affaire, "DL-03").statut is Statut.DEPASSEE
    assert refuser(affaire, "2026-03-17", rejeter_releve(), "juge").article == "CPC 271"
    affaire.jouer("2026-03-20", constater_caducite(), "juge")
    assert affaire.dossier.phase is Phase.CADUQUE


def test_art_271_la_decision_ne_releve_que_les_versements_qu_elle_nomme() -> None:
    affaire = acceptee()
    affaire.attendre("2026-03-06")
    affaire.jouer("2026-03-09", demander_releve("batirhone"), "batirhone")
    affaire.jouer("2026-03-16", accorder_releve(2), "juge")
    assert echeance(affaire, "DL-03", "batirhone").statut is Statut.OUVERTE
    assert echeance(affaire, "DL-03", "dupin").statut is Statut.DEPASSEE
    assert any("reste encourue pour le versement de Mme Dupin" in a for a in affaire.evenements[-1].alertes)


@pytest.mark.parametrize(
    ("decision", "message"),
    [
        ({**accorder_releve(1), "versements": []}, "fixe le nouveau terme"),
        ({**accorder_releve(1), "decision": "rejetee"}, "fixe le nouveau terme"),
        (accorder_releve(1, 1), "deux termes"),
        (accorder_releve(2), "n’est plus attendu"),
        (accorder_releve(3), "n’existe pas"),
        (accorder_releve(1, terme={"le": "2026-03-16"}), "déjà passé"),
        (accorder_releve(1, terme={"delai": "P1M", "a_compter": "acceptation"}), "point de départ"),
        (accorder_releve(1, requete="releve-2"), "n’existe pas"),
        ({**accorder_releve(1), "ordonnance": None}, "ordonnance signée"),
    ],
)
def test_art_271_le_juge_fixe_un_terme_a_venir_a_chaque_versement_attendu(decision: Any, message: str) -> None:
    affaire = en_souffrance()
    affaire.jouer("2026-03-09", demander_releve(), "dupin")
    assert message in refuser(affaire, "2026-03-16", decision, "juge").message


def test_art_271_le_juge_ne_releve_pas_d_office() -> None:
    with pytest.raises(ValueError, match="requete"):
        en_souffrance().lire("2026-03-16", {**accorder_releve(1), "requete": None}, "juge")


# -- found


@pytest.mark.parametrize("jour", ["2026-03-04", "2026-03-05"])
def test_art_271_642_jusqu_au_dernier_jour_rien_n_est_encouru(jour: str) -> None:
    affaire = acceptee()
    motif = refuser(affaire, jour, constater_caducite(), "juge")
    assert (motif.article, motif.message) == ("CPC 271", "La caducité n’est pas encourue.")
    assert len(motif.manque) == 2
    assert "5 mars 2026" in motif.manque[0]
    affaire.jouer("2026-03-06", constater_caducite(), "juge")


def test_u5_la_caducite_constatee_met_fin_a_la_mesure_et_l_instance_se_poursuit() -> None:
    affaire = en_souffrance()
    affaire.jouer("2026-03-10", constater_caducite(), "juge")
    evenement = affaire.evenements[-1]
    assert affaire.dossier.phase is Phase.CADUQUE
    assert "l’instance se poursuit" in evenement.resume
    assert set(evenement.actes[0].destinataires) == TOUS
    # the rights of appeal against the two decisions are all that is left
    assert {e.regle for e in affaire.dossier.echeances.values()} == {"DL-01a", "DL-01d"}
    assert affaire.dossier.encaisse == {"batirhone": 150000}
    alertes = " ".join(evenement.alertes)
    assert "1\xa0500,00\xa0€ restent consignés" in alertes
    assert "avant tout procès" in alertes
    affaire.attendre("2027-03-10")
    assert affaire.evenements[-1] is evenement


def test_une_designation_caduque_n_a_plus_de_suite() -> None:
    affaire = ordonnee()
    affaire.jouer("2026-01-06", {"type": "notifier_designation"}, "greffe")
    affaire.jouer("2026-03-10", constater_caducite(), "juge")
    for commande, par in (
        (accepter(), "expert"),
        ({"type": "inviter_a_consigner"}, "greffe"),
        (AVISER, "greffe"),
        (constater_caducite(), "juge"),
    ):
        assert "désignation caduque" in refuser(affaire, "2026-03-11", commande, par).message


def test_art_271_un_constat_est_date_d_apres_le_terme() -> None:
    affaire = en_souffrance()
    preuve = {"nature": "decision", "reference": "Minute"}
    avant = {**constater_caducite(), "survenu_le": "2026-03-05", "preuve": preuve}
    assert refuser(affaire, "2026-03-10", avant, "juge").article == "CPC 271"


def test_art_271_le_versement_fait_a_temps_mais_connu_apres_empeche_le_constat() -> None:
    affaire = en_souffrance()
    affaire.jouer("2026-03-09", credite("dupin", 300000, "2026-03-05"), "regie")
    assert refuser(affaire, "2026-03-10", constater_caducite(), "juge").article == "CPC 271"


def test_dl_04_le_releve_peut_suivre_le_constat_et_la_designation_revit() -> None:
    affaire = en_souffrance()
    affaire.jouer("2026-03-10", constater_caducite(), "juge")
    affaire.jouer("2026-03-12", demander_releve(), "me-roche")
    affaire.jouer("2026-03-16", accorder_releve(1), "juge")
    assert affaire.dossier.phase is Phase.MISE_EN_PLACE
    assert any("revivre" in a for a in affaire.evenements[-1].alertes)
    assert echeance(affaire, "DL-06").statut is Statut.NON_DEMARREE
    affaire.jouer("2026-04-01", encaisser("dupin", 300000), "regie")
    affaire.jouer("2026-04-02", AVISER, "greffe")
    assert affaire.dossier.phase is Phase.OPERATIONS
    calcul = echeance(affaire, "DL-06").calcul
    assert calcul is not None
    assert calcul.legal == date(2026, 12, 2)


def test_u7_un_dossier_ou_le_tardif_etait_reste_ouvert_ne_permet_pas_non_plus_le_constat() -> None:
    """As a case stands whose operations began on another record than this one."""
    affaire = en_souffrance()
    affaire.jouer("2026-03-09", encaisser("dupin", 300000), "regie")
    affaire.dossier = affaire.dossier.model_copy(update={"operations_depuis": date(2026, 3, 10)})
    assert refuser(affaire, "2026-03-11", constater_caducite(), "juge").article == "CPC 271"


def test_art_271_commencee_d_ordre_du_juge_mais_jamais_payee_elle_peut_etre_constatee() -> None:
    affaire = acceptee(demarrage_immediat=True, provision=[verser("dupin", 100, le="2026-03-05")])
    affaire.jouer("2026-03-10", constater_caducite(), "juge")
    assert any("travail accompli" in a for a in affaire.evenements[-1].alertes)
