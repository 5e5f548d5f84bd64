"""What interrupts or suspends the instance, and what sets it going again (art. 367-393 CPC)."""

from datetime import date

import pytest
from actes_cours import (
    LEVER,
    NOTIFIE,
    au_fond,
    dires_au_fond,
    heritier,
    interrompre,
    interrompue,
    refixer,
    reprendre,
    suspendre,
)
from dossiers import Affaire, jusqu_aux_operations, piece, rapport
from etapes import convoquer, demander, dire, echeance, pre_rapport, refuser, repondre

from procedure.dossier import Phase
from procedure.echeances import Statut
from procedure.effets import Produire
from procedure.veille import prochain_reveil

NOTE = {"type": "adresser_note", "note": piece("Note", "b"), "objet": "Constats"}


def alertes(affaire: Affaire) -> str:
    """What the last act told a human."""
    return " | ".join(affaire.evenements[-1].alertes)


# -- interruption


def test_art_370_le_deces_n_interrompt_qu_a_compter_de_sa_notification() -> None:
    affaire = au_fond()
    motif = refuser(affaire, "2026-03-01", interrompre(), "me-roche")
    assert motif.article == "CPC 370"
    assert motif.manque == ("la date de cette notification et sa preuve",)
    sans_preuve = interrompre(notifie_le="2026-03-01", preuve=None)
    assert refuser(affaire, "2026-03-01", sans_preuve, "me-roche").article == "CPC 370"
    assert refuser(affaire, "2026-03-01", interrompre(notifie_le="2026-03-02"), "greffe").article == "CPC 370"
    assert refuser(affaire, "2026-03-01", interrompre(notifie_le="2026-01-04"), "greffe").article == "CPC 370"
    affaire.jouer("2026-03-01", interrompre(notifie_le="2026-02-20"), "me-roche")
    assert affaire.dossier.instance.interruptions["morel"].depuis == date(2026, 2, 20)


def test_art_369_la_procedure_collective_interrompt_du_jugement_sans_notification() -> None:
    affaire = au_fond()
    jugement = interrompre("procedure_collective", "batirhone", survenu_le="2026-02-25")
    affaire.jouer("2026-03-10", jugement, "greffe")
    assert affaire.dossier.instance.interruptions["batirhone"].depuis == date(2026, 2, 25)
    assert affaire.evenements[-1].article == "CPC 369"


@pytest.mark.parametrize("cause", ["majorite", "fin_des_fonctions_de_l_avocat"])
def test_art_369_ni_la_majorite_ni_la_fin_de_l_avocat_n_attendent_une_notification(cause: str) -> None:
    affaire = au_fond()
    affaire.jouer("2026-03-10", interrompre(cause, "dupin"), "me-roche")
    assert affaire.dossier.instance.arretee


def test_art_371_apres_l_ouverture_des_debats_rien_n_est_interrompu() -> None:
    affaire = au_fond()
    affaire.jouer("2026-03-10", interrompre(apres_ouverture_des_debats=True), "greffe")
    assert not affaire.dossier.instance.interruptions
    assert "CPC 371" in alertes(affaire)
    affaire.jouer("2026-03-11", convoquer("2026-04-10"), "expert")


def test_art_145_aucune_instance_n_est_pendante_le_deces_alerte_et_n_interrompt_pas() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-10", interrompre(), "me-vidal")
    assert not affaire.dossier.instance.interruptions
    assert "appeler en cause les héritiers" in alertes(affaire).lower()
    assert "juge chargé du contrôle" in alertes(affaire)
    affaire.jouer("2026-03-11", convoquer("2026-04-10"), "expert")
    assert not affaire.evenements[-1].sous_interruption
    assert refuser(affaire, "2026-03-12", interrompre(), "greffe").article == "CPC 369, 370"
    affaire.jouer("2026-03-20", reprendre(), "greffe")
    assert "morel" not in affaire.dossier.parties
    assert "heritiere" in affaire.dossier.parties


def test_un_inconnu_ne_s_interrompt_pas() -> None:
    assert refuser(au_fond(), "2026-03-10", interrompre(partie="inconnu"), "greffe").introuvable


def test_art_370_convocation_et_pre_rapport_attendent_la_reprise() -> None:
    affaire = au_fond()
    affaire.jouer("2026-03-10", interrompre("procedure_collective", "batirhone"), "greffe")
    for acte in (convoquer("2026-04-10"), pre_rapport()):
        motif = refuser(affaire, "2026-03-12", acte, "expert")
        assert motif.article == "CPC 369, 373"
        assert "reprise" in motif.manque[0]


def test_art_372_tout_autre_acte_est_enregistre_et_repute_non_avenu() -> None:
    affaire = interrompue()
    affaire.jouer("2026-06-12", dire("batirhone"), "me-vidal")
    assert affaire.evenements[-1].sous_interruption
    assert "non avenu" in alertes(affaire)
    assert "M. Morel" in alertes(affaire)
    assert affaire.dossier.instance.a_confirmer["morel"] == ("dire-1",)


def test_art_372_les_actes_faits_entre_la_notification_et_son_enregistrement_sont_a_confirmer() -> None:
    affaire = dires_au_fond()
    affaire.jouer("2026-06-10", interrompre(notifie_le="2026-05-20"), "me-roche")
    assert affaire.dossier.instance.a_confirmer["morel"] == ("pre_rapport-1",)
    assert "pré-rapport n° 1" in alertes(affaire)


def test_les_delais_de_l_expert_gelent_ceux_du_juge_non() -> None:
    affaire = interrompue()
    assert {e.statut for e in affaire.dossier.echeances_de("DL-13")} == {Statut.GELEE}
    assert {e.calcul for e in affaire.dossier.echeances_de("DL-13")} == {None}
    rapport_du = echeance(affaire, "DL-06")
    assert rapport_du.statut is Statut.OUVERTE
    assert rapport_du.calcul is not None
    assert rapport_du.calcul.legal == date(2026, 10, 2)
    assert "Derniers dires (01/07/2026)" in alertes(affaire)
    assert "Dépôt du rapport (02/10/2026)" in alertes(affaire)
    acte = affaire.evenements[-1].actes[0]
    assert set(acte.destinataires) == {"dupin", "batirhone", "me-vidal", "expert", "juge", "greffe"}


def test_la_reunion_deja_convoquee_est_a_reporter() -> None:
    affaire = au_fond()
    affaire.jouer("2026-02-20", convoquer("2026-03-20"), "expert")
    affaire.jouer("2026-03-10", interrompre("majorite", "dupin"), "greffe")
    assert "n° 1 du vendredi 20 mars 2026" in alertes(affaire)


def test_un_delai_gele_ne_passe_ni_ne_rappelle() -> None:
    affaire = interrompue()
    passes = affaire.attendre("2026-09-01")
    assert not [e for e in passes if getattr(e.fait, "echeance", "").startswith("DL-13")]
    assert affaire.dossier.phase is Phase.DIRES_OUVERTS
    reveil = prochain_reveil(affaire.dossier)
    assert reveil is not None
    assert reveil.date() > date(2026, 9, 1)


def test_ce_que_l_expert_fixe_pendant_l_interruption_nait_gele_et_n_avise_personne() -> None:
    affaire = au_fond()
    affaire.jouer("2026-03-10", interrompre("majorite", "dupin"), "greffe")
    affaire.jouer("2026-03-12", demander("batirhone"), "expert")
    assert echeance(affaire, "DL-08", "batirhone").statut is Statut.GELEE
    assert not [a for a in affaire.evenements[-1].actes if a.nature == "avis_echeance"]


def test_art_16_le_rapport_attend_que_le_temps_gele_soit_rendu_aux_parties() -> None:
    affaire = interrompue()
    assert refuser(affaire, "2026-08-01", rapport(), "expert").article == "CPC 276, 16"
    affaire.jouer("2026-08-02", reprendre(), "greffe")
    assert refuser(affaire, "2026-08-03", rapport(), "expert").article == "CPC 276, 16"


# -- reprise


def test_art_374_l_heritiere_prend_la_place_en_l_etat() -> None:
    affaire = interrompue()
    affaire.jouer("2026-06-12", dire("batirhone"), "me-vidal")
    affaire.jouer("2026-07-15", reprendre(), "greffe")
    dossier = affaire.dossier
    assert dossier.parties == ("dupin", "batirhone", "heritiere")
    assert {e.personne for e in dossier.echeances_de("DL-13")} == {"dupin", "batirhone", "heritiere"}
    assert {e.statut for e in dossier.echeances_de("DL-13")} == {Statut.GELEE}
    assert dossier.instance.a_confirmer == {"heritiere": ("dire-1",)}
    assert "Dates à fixer de nouveau par l’expert : Derniers dires" in alertes(affaire)
    assert "Dépôt du rapport" in alertes(affaire)
    assert "heritiere" in affaire.evenements[-1].actes[0].destinataires
    assert refuser(affaire, "2026-07-16", dire("morel"), "morel").interdit
    affaire.jouer("2026-07-16", dire("heritiere"), "heritiere")
    assert "morel" not in affaire.evenements[-1].actes[0].destinataires


def test_art_373_un_deces_appelle_des_heritiers_de_meme_qualite_et_nouveaux() -> None:
    affaire = interrompue()
    assert refuser(affaire, "2026-07-15", reprendre(arrivants=[]), "greffe").manque == ("les héritiers",)
    assert refuser(affaire, "2026-07-15", reprendre("dupin"), "greffe").introuvable
    for arrivants in ([heritier("dupin")], [heritier(), heritier()], [heritier(role="tiers", qualite=None)]):
        assert refuser(affaire, "2026-07-15", reprendre(arrivants=arrivants), "greffe").article == "CPC 373"
    demandeur = [heritier(qualite="demandeur")]
    assert refuser(affaire, "2026-07-15", reprendre(arrivants=demandeur), "greffe").article == "CPC 374"
    sans = [heritier(avocats=["me-nul"])]
    assert refuser(affaire, "2026-07-15", reprendre(arrivants=sans), "greffe").article == "CPC 162"
    avant = reprendre(survenu_le="2026-06-09", preuve=NOTIFIE)
    assert refuser(affaire, "2026-07-15", avant, "greffe").article == "CPC 640"


def test_art_373_un_nouvel_avocat_reprend_pour_sa_partie() -> None:
    affaire = au_fond()
    affaire.jouer("2026-03-10", interrompre("fin_des_fonctions_de_l_avocat", "dupin"), "me-roche")
    sans = reprendre("dupin", arrivants=[])
    assert refuser(affaire, "2026-03-20", sans, "dupin").manque == ("la constitution de l’avocat",)
    avocat = {"id": "me-neuf", "role": "avocat", "nom": "Me Neuf", "courriel": "neuf@avocat.invalid"}
    affaire.jouer("2026-03-20", reprendre("dupin", arrivants=[avocat]), "dupin")
    assert affaire.dossier.participants["dupin"].avocats == ("me-neuf",)
    affaire.jouer("2026-03-21", convoquer("2026-04-20"), "expert")
    assert "me-neuf" in affaire.evenements[-1].actes[0].destinataires


def test_art_373_l_administrateur_se_joint_au_debiteur_qu_il_assiste() -> None:
    affaire = au_fond()
    affaire.jouer("2026-03-10", interrompre("procedure_collective", "batirhone"), "greffe")
    assiste = reprendre("batirhone", arrivants=[heritier("administrateur")], prennent_la_place=False)
    affaire.jouer("2026-03-20", assiste, "greffe")
    assert {"batirhone", "administrateur"} <= set(affaire.dossier.parties)


def test_deux_interruptions_la_reprise_de_l_une_ne_suffit_pas() -> None:
    affaire = interrompue()
    affaire.jouer("2026-06-15", interrompre("majorite", "dupin"), "greffe")
    affaire.jouer("2026-07-15", reprendre(), "greffe")
    assert "Mme Dupin" in alertes(affaire)
    assert refuser(affaire, "2026-07-16", refixer("DL-13:dupin"), "expert").article == "CPC 369, 373"
    affaire.jouer("2026-07-20", reprendre("dupin", arrivants=[]), "me-roche")
    affaire.jouer("2026-07-21", refixer("DL-13:dupin"), "expert")


def test_art_372_seule_la_partie_protegee_confirme_l_acte() -> None:
    affaire = interrompue()
    affaire.jouer("2026-06-12", dire("batirhone"), "me-vidal")
    confirmer = {"type": "confirmer_acte", "au_nom_de": "heritiere", "acte_confirme": "dire-1"}
    affaire.jouer("2026-07-15", reprendre(), "greffe")
    autre = {**confirmer, "au_nom_de": "batirhone"}
    assert refuser(affaire, "2026-07-16", autre, "me-vidal").introuvable
    assert refuser(affaire, "2026-07-16", confirmer, "me-vidal").interdit
    affaire.jouer("2026-07-16", confirmer, "heritiere")
    assert affaire.dossier.instance.a_confirmer == {}
    assert refuser(affaire, "2026-07-17", confirmer, "heritiere").introuvable


def test_art_276_l_expert_fixe_de_nouveau_ce_qui_etait_gele_et_cela_seul() -> None:
    affaire = interrompue()
    affaire.jouer("2026-07-15", reprendre(), "greffe")
    tous = [f"DL-13:{p}" for p in affaire.dossier.parties]
    assert refuser(affaire, "2026-07-20", refixer("DL-13:inconnu"), "expert").introuvable
    assert "garde sa date" in refuser(affaire, "2026-07-20", refixer("DL-06:expert"), "expert").message
    trop_tard = refixer(*tous, terme={"le": "2026-09-25"})
    assert refuser(affaire, "2026-07-20", trop_tard, "expert").article == "CPC 276, 279"
    *_, evenement = affaire.jouer("2026-07-20", refixer(*tous), "expert")
    assert {e.calcul.legal for e in affaire.dossier.echeances_de("DL-13") if e.calcul} == {date(2026, 8, 20)}
    assert set(evenement.actes[0].destinataires) == {
        "dupin", "batirhone", "heritiere", "me-roche", "me-vidal", "juge",
    }  # fmt: skip
    affaire.jouer("2026-08-20", dire("dupin"), "me-roche")
    assert affaire.dossier.dires[1].situation == "dans_le_delai"
    affaire.attendre("2026-08-21")
    assert affaire.dossier.phase is Phase.DIRES_CLOS
    affaire.jouer("2026-08-25", repondre(1), "expert")
    affaire.jouer("2026-08-26", rapport(), "expert")


def test_les_dires_ne_se_closent_pas_tant_qu_un_seul_reste_gele() -> None:
    affaire = interrompue()
    affaire.jouer("2026-07-15", reprendre(), "greffe")
    affaire.jouer("2026-07-20", refixer("DL-13:dupin"), "expert")
    affaire.attendre("2026-08-21")
    assert affaire.dossier.phase is Phase.DIRES_OUVERTS


def test_les_lettres_du_cours_disent_ce_qui_se_passe() -> None:
    affaire = interrompue()
    affaire.jouer("2026-07-15", reprendre(), "greffe")
    affaire.jouer("2026-07-20", refixer("DL-13:dupin"), "expert")
    assert affaire.dernier is not None
    lettre = next(e for e in affaire.dernier.effets if isinstance(e, Produire) and e.modele == "avis_simple")
    assert "jeudi 20 août 2026" in str(lettre.donnees)
    assert "Mme Dupin" in str(lettre.donnees)


# -- suspension


def test_art_377_la_suspension_de_l_instance_n_est_pas_celle_de_l_expertise() -> None:
    affaire = dires_au_fond()
    affaire.jouer("2026-06-10", suspendre(), "juge")
    assert "non l’expertise" in alertes(affaire)
    assert {e.statut for e in affaire.dossier.echeances_de("DL-13")} == {Statut.OUVERTE}
    affaire.jouer("2026-06-11", convoquer("2026-07-10"), "expert")
    assert not affaire.evenements[-1].alertes


def test_art_377_le_juge_peut_suspendre_la_mesure_avec_l_instance() -> None:
    affaire = dires_au_fond()
    affaire.jouer("2026-06-10", suspendre("sursis", mesure=True, jusqu_a="l’arrêt de la cour"), "juge")
    assert {e.statut for e in affaire.dossier.echeances_de("DL-13")} == {Statut.GELEE}
    assert refuser(affaire, "2026-06-11", convoquer("2026-07-10"), "expert").article == "CPC 378"
    affaire.jouer("2026-06-12", dire("dupin"), "me-roche")
    assert not affaire.evenements[-1].sous_interruption
    affaire.jouer("2026-08-01", LEVER, "juge")
    assert "Dates à fixer de nouveau" in alertes(affaire)
    affaire.jouer("2026-08-03", refixer("DL-13:dupin"), "expert")


def test_art_378_un_sursis_a_un_terme_et_une_ordonnance() -> None:
    affaire = au_fond()
    assert refuser(affaire, "2026-03-10", suspendre("sursis"), "juge").article == "CPC 378"
    assert refuser(affaire, "2026-03-10", suspendre(ordonnance=None), "juge").manque == ("l’ordonnance signée",)
    assert refuser(jusqu_aux_operations(), "2026-03-10", suspendre(), "juge").article == "CPC 381"
    assert refuser(affaire, "2026-03-10", LEVER, "juge").introuvable
    affaire.jouer("2026-03-10", suspendre(), "juge")
    assert "déjà" in refuser(affaire, "2026-03-11", suspendre("retrait_du_role"), "juge").message


def test_art_386_deux_ans_depuis_la_derniere_diligence_des_parties() -> None:
    affaire = dires_au_fond()
    affaire.jouer("2026-06-05", dire("dupin"), "me-roche")
    affaire.jouer("2026-06-09", NOTE, "expert")  # the expert's acts are no diligence of the parties
    affaire.jouer("2026-06-10", suspendre(), "juge")
    veille = echeance(affaire, "DL-21")
    assert veille.calcul is not None
    assert (veille.personne, veille.calcul.legal) == ("dupin", date(2028, 6, 6))  # the 5th is Pentecost Monday
    assert [r.a.date() for r in veille.rappels] == [date(2027, 12, 5), date(2028, 4, 5)]
    affaire.jouer("2026-06-20", dire("morel"), "morel")
    calcul = echeance(affaire, "DL-21").calcul
    assert calcul is not None
    assert calcul.legal == date(2028, 6, 20)


def test_art_386_la_peremption_est_encourue_jamais_acquise_par_la_machine() -> None:
    affaire = au_fond()
    affaire.jouer("2026-03-10", suspendre(), "juge")
    affaire.attendre("2028-01-06")
    veille = echeance(affaire, "DL-21")
    assert veille.statut is Statut.DEPASSEE
    assert veille.levera == "peremption_encourue"
    assert affaire.dossier.phase is Phase.OPERATIONS


def test_art_392_le_sursis_et_l_interruption_arretent_la_peremption_qui_repart_a_neuf() -> None:
    affaire = au_fond()
    affaire.jouer("2026-03-10", suspendre("sursis", jusqu_a="l’arrêt de la cour"), "juge")
    assert not affaire.dossier.echeances_de("DL-21")
    affaire.jouer("2026-09-10", LEVER, "juge")
    calcul = echeance(affaire, "DL-21").calcul
    assert calcul is not None
    assert calcul.legal == date(2028, 9, 11)  # 10 September 2028 is a Sunday
    autre = au_fond()
    autre.jouer("2026-03-10", suspendre(), "juge")
    autre.jouer("2026-04-10", interrompre("majorite", "dupin"), "greffe")
    assert not autre.dossier.echeances_de("DL-21")
    autre.jouer("2026-05-11", reprendre("dupin", arrivants=[]), "dupin")
    calcul = echeance(autre, "DL-21").calcul
    assert calcul is not None
    assert calcul.legal == date(2028, 5, 11)
