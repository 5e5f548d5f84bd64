"""The expert's mandate: silence, breach, impediment, replacement (art. 176, 233, 235 CPC)."""

from datetime import date
from typing import Any

import pytest
from actes_mandat import (
    BLANC,
    demander,
    empechee_en_operations,
    empecher,
    explications,
    expliquez,
    remplacer,
    sanctionner,
)
from dossiers import Affaire, jusqu_au_pre_rapport, jusqu_au_rapport, jusqu_aux_operations, piece, rapport, reception
from etapes import (
    PARTIES,
    PIECE,
    acceptee,
    accepter,
    avis_du_sapiteur,
    convoquer,
    dire,
    echeance,
    ordonnee,
    pre_rapport,
    refuser,
    repondre,
    sapiteur,
    taxer,
)

from procedure.dossier import Phase
from procedure.echeances import Statut


def mandat(affaire: Affaire) -> tuple[str, str]:
    assert affaire.dossier.mandat is not None
    return affaire.dossier.mandat.expert, affaire.dossier.mandat.etat


def notifiee() -> Affaire:
    affaire = ordonnee()
    affaire.jouer("2026-01-06", {"type": "notifier_designation"}, "greffe")
    return affaire


# -- silence


def test_art_235_le_silence_de_l_expert_ne_le_remplace_pas_mais_permet_au_juge_de_le_faire() -> None:
    affaire = notifiee()
    assert refuser(affaire, "2026-01-21", remplacer(), "juge").article == "CPC 235"
    affaire.attendre("2026-01-22")
    assert affaire.evenements[-1].fait.type == "echeance_depassee"
    assert mandat(affaire) == ("expert", "notifie")
    affaire.jouer("2026-01-22", remplacer(), "juge")
    assert "silence" in affaire.evenements[-1].alertes[0]
    assert "235 al. 1" in affaire.evenements[-1].alertes[0]
    assert mandat(affaire) == ("expert-2", "designe")


def test_art_235_un_remplacement_ne_s_antidate_pas_dans_le_temps_de_la_reponse() -> None:
    affaire = notifiee()
    affaire.attendre("2026-01-22")
    avant = remplacer(survenu_le="2026-01-21", preuve=PIECE)
    assert refuser(affaire, "2026-01-22", avant, "juge").article == "CPC 235"


def test_art_267_l_expert_silencieux_peut_encore_accepter_tant_qu_il_n_est_pas_remplace() -> None:
    affaire = notifiee()
    affaire.attendre("2026-01-22")
    affaire.jouer("2026-01-23", accepter(), "expert")
    assert refuser(affaire, "2026-01-24", remplacer(), "juge").article == "CPC 235"


# -- impediment


@pytest.mark.parametrize("par", ["juge", "greffe"])
@pytest.mark.parametrize("cause", ["deces", "radiation", "incapacite", "empechement_legitime"])
def test_art_235_l_empechement_constate_appelle_un_remplacement(cause: str, par: str) -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-03", empecher(cause), par)
    assert mandat(affaire) == ("expert", "empeche")
    (acte,) = affaire.evenements[-1].actes
    assert "expert" not in acte.destinataires
    assert set(PARTIES) < set(acte.destinataires)


def test_art_233_235_l_expert_dont_le_mandat_est_fini_n_agit_plus() -> None:
    affaire = empechee_en_operations()
    motif = refuser(affaire, "2026-03-04", convoquer("2026-04-10"), "expert")
    assert (motif.article, motif.interdit) == ("CPC 235", True)
    assert refuser(affaire, "2026-03-04", empecher(), "greffe").article == "CPC 235"
    assert refuser(affaire, "2026-03-04", expliquez(), "juge").article == "CPC 235"


def test_art_235_ce_que_l_expert_seul_devait_n_a_plus_d_objet_et_le_terme_du_rapport_reste_en_vue() -> None:
    affaire = empechee_en_operations()
    assert {e.regle for e in affaire.dossier.echeances.values() if e.personne == "expert"} == {"DL-06"}
    affaire.attendre("2026-08-04")  # 60 days before 2 October 2026 is 3 August
    (rappel,) = [e for e in affaire.evenements if e.fait.type == "rappel_echu"]
    assert set(rappel.actes[0].destinataires) == {"juge", "greffe"}


def test_art_282_apres_le_rapport_l_expert_est_dessaisi_et_ne_se_remplace_plus() -> None:
    affaire = jusqu_au_rapport()
    for commande in (empecher(), expliquez()):
        assert "stade" in refuser(affaire, "2026-09-02", commande, "juge").message


# -- breach of duty


def test_art_235_al_2_nul_n_est_remplace_sans_avoir_ete_appele_a_s_expliquer() -> None:
    affaire = jusqu_aux_operations()
    assert refuser(affaire, "2026-08-03", remplacer(), "juge").article == "CPC 235"
    assert refuser(affaire, "2026-08-03", sanctionner(), "juge").introuvable
    affaire.jouer("2026-08-03", expliquez(), "juge")
    terme = echeance(affaire, "DL-02x")
    assert terme.calcul is not None
    assert (terme.personne, terme.calcul.legal) == ("expert", date(2026, 8, 24))  # three weeks, a Monday
    assert "24/08/2026" in refuser(affaire, "2026-08-24", sanctionner(), "juge").manque[0]
    assert refuser(affaire, "2026-08-10", expliquez(), "juge").article == "CPC 235 al. 2"


def test_art_235_al_2_les_explications_donnees_le_juge_peut_maintenir() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-08-03", expliquez(), "juge")
    affaire.jouer("2026-08-10", explications(), "expert")
    assert not affaire.dossier.echeances_de("DL-02x")
    assert set(PARTIES) < set(affaire.evenements[-1].actes[0].destinataires)
    assert refuser(affaire, "2026-08-11", explications(), "expert").article == "CPC 235 al. 2"
    avant = sanctionner("maintenu", survenu_le="2026-08-09", preuve=PIECE)
    assert refuser(affaire, "2026-08-12", avant, "juge").article == "CPC 235 al. 2"
    affaire.jouer("2026-08-12", sanctionner("maintenu"), "juge")
    assert mandat(affaire) == ("expert", "accepte")
    assert affaire.dossier.requetes["manquement-1"].statut == "rejetee"
    affaire.jouer("2026-08-13", convoquer("2026-09-20"), "expert")
    affaire.jouer("2026-09-01", expliquez(), "juge")
    assert affaire.dossier.requetes["manquement-2"].statut == "pendante"


def test_art_235_al_2_le_terme_passe_sans_un_mot_le_juge_peut_remplacer() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-08-03", expliquez(), "juge")
    affaire.attendre("2026-08-25")
    assert affaire.evenements[-1].resume.endswith("explications attendues")
    assert mandat(affaire) == ("expert", "accepte")
    affaire.jouer("2026-08-25", sanctionner(), "juge")
    assert mandat(affaire) == ("expert", "a_remplacer")
    assert {e.personne for e in affaire.dossier.echeances_de("DL-01d")} == set(PARTIES)
    affaire.jouer("2026-08-26", remplacer(), "juge")
    assert mandat(affaire) == ("expert-2", "designe")


def test_art_640_le_delai_compte_de_la_reception_attend_sa_preuve() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-08-03", expliquez(terme={"delai": "P15D", "a_compter": "reception"}), "juge")
    assert echeance(affaire, "DL-02x").statut is Statut.NON_DEMARREE
    assert "la preuve de la réception" in refuser(affaire, "2026-10-01", sanctionner(), "juge").manque[0]
    affaire.jouer("2026-10-01", reception("demande_d_explications-1", "expert", "2026-08-05"), "greffe")
    affaire.jouer("2026-10-01", sanctionner(), "juge")
    assert mandat(affaire) == ("expert", "a_remplacer")


def test_art_235_on_ne_maintient_pas_qui_a_refuse() -> None:
    affaire = notifiee()
    affaire.jouer("2026-01-07", expliquez(), "juge")
    affaire.jouer("2026-01-08", {"type": "refuser_mission", "motif": "Indisponible."}, "expert")
    assert not affaire.dossier.echeances_de("DL-02x")
    affaire.attendre("2026-02-20")
    assert refuser(affaire, "2026-02-20", sanctionner("maintenu"), "juge").article == "CPC 235"


def test_art_235_on_ne_demande_pas_compte_a_qui_ignore_sa_designation() -> None:
    assert refuser(ordonnee(), "2026-01-06", expliquez(), "juge").article == "CPC 235 al. 2"
    passe = expliquez(terme={"le": "2026-02-03"})
    assert refuser(jusqu_aux_operations(), "2026-02-03", passe, "juge").article == "CPC 640"


@pytest.mark.parametrize("acte", [sanctionner(ordonnance=None), remplacer(ordonnance=None)])
def test_une_decision_est_une_ordonnance_signee(acte: dict[str, Any]) -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-03", expliquez(), "juge")
    affaire.jouer("2026-03-04", explications(), "expert")
    if acte["type"] == "remplacer_expert":
        affaire.jouer("2026-03-05", sanctionner(), "juge")
    assert refuser(affaire, "2026-03-06", acte, "juge").manque == ("l’ordonnance signée",)


def test_art_235_al_2_la_demande_d_une_partie_est_jugee_avec_le_manquement() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-08-03", demander(), "me-roche")
    assert set(affaire.evenements[-1].actes[0].destinataires) >= {"juge", "expert", "batirhone", "morel"}
    affaire.jouer("2026-08-04", expliquez(requete="remplacement-1"), "juge")
    affaire.jouer("2026-08-05", explications(), "expert")
    seule = sanctionner("maintenu", "remplacement-1")
    assert refuser(affaire, "2026-08-06", seule, "juge").manque == ("manquement-1",)
    affaire.jouer("2026-08-10", sanctionner(), "juge")
    assert affaire.dossier.requetes["remplacement-1"].statut == "accordee"
    assert affaire.dossier.requetes["manquement-1"].statut == "accordee"


def test_art_235_al_2_une_demande_se_rejette_sans_explications_mais_ne_s_accorde_pas_ainsi() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-08-03", demander("morel"), "morel")
    accorder = sanctionner("remplace", "remplacement-1")
    assert refuser(affaire, "2026-08-04", accorder, "juge").article == "CPC 235 al. 2"
    affaire.jouer("2026-08-04", sanctionner("maintenu", "remplacement-1"), "juge")
    assert affaire.dossier.requetes["remplacement-1"].statut == "rejetee"
    assert mandat(affaire) == ("expert", "accepte")
    deja = expliquez(requete="remplacement-1")
    assert refuser(affaire, "2026-08-05", deja, "juge").article == "CPC 235 al. 2"
    assert refuser(affaire, "2026-08-05", demander("batirhone"), "me-roche").article == "CPC 162"


# -- the new expert


def test_art_235_remplace_au_milieu_des_operations_l_affaire_va_a_son_terme() -> None:
    affaire = empechee_en_operations()
    affaire.jouer("2026-03-10", remplacer(), "juge")
    assert affaire.dossier.phase is Phase.MISE_EN_PLACE
    assert sum(affaire.dossier.encaisse.values()) == 450000
    assert refuser(affaire, "2026-03-11", convoquer("2026-04-20"), "expert-2").article == "CPC 160"
    affaire.jouer("2026-03-11", {"type": "notifier_designation"}, "greffe")
    reponse = echeance(affaire, "DL-02").calcul
    assert reponse is not None
    assert reponse.legal == date(2026, 3, 26)
    affaire.jouer("2026-03-16", accepter(), "expert-2")
    assert affaire.dossier.phase is Phase.OPERATIONS
    assert affaire.dossier.operations_depuis == date(2026, 2, 2)
    premiere = echeance(affaire, "DL-05", "expert-2").calcul
    assert premiere is not None
    assert premiere.legal == date(2026, 4, 30)  # 16 March + 45 days
    affaire.jouer("2026-03-18", convoquer("2026-04-20"), "expert-2")
    affaire.jouer("2026-04-20", {"type": "tenir_reunion", "reunion": 1, "presents": ["morel"]}, "expert-2")
    affaire.jouer("2026-06-01", pre_rapport(), "expert-2")
    affaire.jouer("2026-06-20", dire("dupin"), "me-roche")
    affaire.jouer("2026-07-10", repondre(1), "expert-2")
    affaire.jouer("2026-09-01", rapport(), "expert-2")
    for partie in PARTIES:
        affaire.jouer("2026-09-03", reception("demande_de_remuneration-1", partie, "2026-09-03"), "expert-2")
    affaire.attendre("2026-09-19")
    affaire.jouer("2026-10-01", taxer(), "juge")
    affaire.jouer("2026-10-05", {"type": "notifier_taxe"}, "expert-2")
    for partie in PARTIES:
        affaire.jouer("2026-10-07", reception("notification_taxe-1", partie, "2026-10-07"), "greffe")
    affaire.jouer("2026-10-07", reception("ordonnance_de_taxe-1", "expert-2", "2026-10-02"), "greffe")
    affaire.jouer("2026-10-09", {"type": "liberer_fonds", "verse": 420000, "restitue": 30000}, "regie")
    affaire.jouer("2026-11-10", {"type": "clore_dossier"}, "greffe")
    assert affaire.dossier.phase is Phase.CLOSE


def test_art_265_sans_nouveau_terme_la_date_du_rapport_est_gardee_et_le_juge_averti() -> None:
    affaire = empechee_en_operations()
    affaire.jouer("2026-03-10", remplacer(), "juge")
    assert any("CPC 235, 265" in a for a in affaire.evenements[-1].alertes)
    affaire.jouer("2026-03-11", {"type": "notifier_designation"}, "greffe")
    assert affaire.dernier is not None
    (effet,) = [e for e in affaire.dernier.effets if e.type == "produire"]
    assert "2 octobre 2026" in str(effet.donnees["terme_rapport"])
    affaire.jouer("2026-03-16", accepter(), "expert-2")
    calcul = echeance(affaire, "DL-06", "expert-2").calcul
    assert calcul is not None
    assert calcul.legal == date(2026, 10, 2)


@pytest.mark.parametrize(
    ("terme", "attendu"),
    [
        ({"delai": "P6M", "a_compter": "ordonnance"}, date(2026, 9, 10)),
        ({"delai": "P6M", "a_compter": "acceptation"}, date(2026, 9, 16)),
        ({"delai": "P6M", "a_compter": "reception"}, date(2026, 9, 14)),  # received on 12 March: 12 September, Saturday
        ({"le": "2026-12-01"}, date(2026, 12, 1)),
    ],
    ids=["ordonnance", "acceptation", "reception", "date"],
)
def test_art_265_l_ordonnance_de_remplacement_fixe_le_temps_du_nouvel_expert(
    terme: dict[str, str], attendu: date
) -> None:
    affaire = empechee_en_operations()
    affaire.jouer("2026-03-10", remplacer(terme_rapport=terme), "juge")
    assert not any("CPC 235, 265" in a for a in affaire.evenements[-1].alertes)
    affaire.jouer("2026-03-11", {"type": "notifier_designation"}, "greffe")
    affaire.jouer("2026-03-12", reception("ordonnance_de_remplacement-1", "expert-2", "2026-03-12"), "greffe")
    affaire.jouer("2026-03-16", accepter(), "expert-2")
    calcul = echeance(affaire, "DL-06").calcul
    assert calcul is not None
    assert calcul.legal == attendu


def test_art_640_un_avis_de_consignation_deja_donne_ne_fait_plus_courir_de_delai() -> None:
    terme = {"delai": "P6M", "a_compter": "avis_de_consignation"}
    motif = refuser(empechee_en_operations(), "2026-03-10", remplacer(terme_rapport=terme), "juge")
    assert motif.article == "CPC 640"
    affaire = acceptee()
    affaire.jouer("2026-01-13", empecher(), "greffe")
    affaire.jouer("2026-01-14", remplacer(terme_rapport=terme), "juge")
    assert echeance(affaire, "DL-06", "expert-2").statut is Statut.NON_DEMARREE


def test_un_terme_couru_de_la_premiere_acceptation_ne_repart_pas_de_la_seconde() -> None:
    affaire = acceptee(terme_rapport={"delai": "P6M", "a_compter": "acceptation"})
    affaire.jouer("2026-01-13", empecher(), "greffe")
    affaire.jouer("2026-01-14", remplacer(), "juge")
    affaire.jouer("2026-01-15", {"type": "notifier_designation"}, "greffe")
    affaire.jouer("2026-01-20", accepter(), "expert-2")
    calcul = echeance(affaire, "DL-06", "expert-2").calcul
    assert calcul is not None
    assert calcul.legal == date(2026, 7, 13)  # six months from 12 January end on a Sunday


def test_art_160_la_reunion_convoquee_par_l_ancien_expert_est_signalee() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-02-10", convoquer("2026-04-10"), "expert")
    affaire.jouer("2026-03-03", empecher(), "greffe")
    affaire.jouer("2026-03-10", remplacer(), "juge")
    assert any("réunion n° 1" in a and "10 avril 2026" in a for a in affaire.evenements[-1].alertes)


def test_art_176_remplace_apres_le_pre_rapport_les_dires_restent_et_le_nouvel_expert_fait_le_sien() -> None:
    affaire = jusqu_au_pre_rapport()
    affaire.jouer("2026-06-10", dire("dupin"), "me-roche")
    affaire.jouer("2026-06-15", empecher(), "greffe")
    affaire.jouer("2026-06-20", remplacer(), "juge")
    assert not affaire.dossier.echeances_de("DL-13")
    affaire.jouer("2026-06-22", {"type": "notifier_designation"}, "greffe")
    affaire.jouer("2026-06-24", accepter(), "expert-2")
    affaire.jouer("2026-07-06", dire("morel"), "morel")
    assert affaire.dossier.dires[2].situation == "dans_le_delai"  # the time that the first expert gave is gone
    affaire.jouer("2026-07-10", pre_rapport(), "expert-2")
    calcul = echeance(affaire, "DL-13", "morel").calcul
    assert calcul is not None
    assert calcul.legal == date(2026, 8, 10)
    affaire.attendre("2026-08-11")
    assert affaire.dossier.phase is Phase.DIRES_CLOS
    assert refuser(affaire, "2026-08-12", rapport(), "expert-2").article == "CPC 276"
    affaire.jouer("2026-08-12", repondre(1), "expert-2")
    affaire.jouer("2026-08-12", repondre(2), "expert-2")
    affaire.jouer("2026-08-13", rapport(), "expert-2")
    assert affaire.dossier.phase is Phase.DEPOSEE


def test_art_278_sans_nouveau_pre_rapport_le_temps_donne_sur_l_avis_du_sapiteur_est_respecte() -> None:
    affaire = jusqu_au_pre_rapport()
    affaire.jouer("2026-06-15", empecher(), "greffe")
    affaire.jouer("2026-06-20", remplacer(), "juge")
    affaire.jouer("2026-06-22", {"type": "notifier_designation"}, "greffe")
    affaire.jouer("2026-06-24", accepter(), "expert-2")
    affaire.jouer("2026-06-25", sapiteur(), "expert-2")
    affaire.jouer("2026-07-01", avis_du_sapiteur(), "expert-2")
    assert "278" in refuser(affaire, "2026-07-31", rapport(), "expert-2").article  # one month, until 3 August
    affaire.jouer("2026-08-04", rapport(), "expert-2")


def test_art_267_l_ordre_de_commencer_aussitot_vaut_pour_le_remplacant_sans_effacer_le_debut() -> None:
    affaire = acceptee(demarrage_immediat=True)
    affaire.jouer("2026-01-20", empecher(), "greffe")
    affaire.jouer("2026-01-21", remplacer(), "juge")
    affaire.jouer("2026-01-22", {"type": "notifier_designation"}, "greffe")
    affaire.jouer("2026-01-26", accepter(), "expert-2")
    assert affaire.dossier.phase is Phase.OPERATIONS
    assert affaire.dossier.operations_depuis == date(2026, 1, 12)


def test_art_282_le_rapport_depose_les_explications_n_ont_plus_d_objet() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-08-03", expliquez(), "juge")
    affaire.jouer("2026-08-10", rapport(), "expert")
    assert not affaire.dossier.echeances_de("DL-02x")
    assert "plus d’objet" in refuser(affaire, "2026-09-10", sanctionner(), "juge").message


def test_art_233_le_nouvel_expert_n_agit_pas_avant_sa_designation() -> None:
    affaire = empechee_en_operations()
    affaire.jouer("2026-03-10", remplacer(), "juge")
    affaire.jouer("2026-03-11", {"type": "notifier_designation"}, "greffe")
    affaire.jouer("2026-03-16", accepter(), "expert-2")
    avant = {"type": "adresser_note", "note": piece("Note", "b"), "objet": "Constats", "survenu_le": "2026-03-09"}
    motif = refuser(affaire, "2026-03-17", avant | {"preuve": PIECE}, "expert-2")
    assert "désignation de l’expert" in motif.message


def test_un_second_remplacement_est_possible() -> None:
    affaire = empechee_en_operations()
    affaire.jouer("2026-03-10", remplacer(), "juge")
    affaire.jouer("2026-03-11", {"type": "notifier_designation"}, "greffe")
    affaire.jouer("2026-03-12", {"type": "refuser_mission", "motif": "Indisponible."}, "expert-2")
    affaire.jouer("2026-03-20", remplacer(expert=BLANC | {"id": "expert-3"}), "juge")
    assert mandat(affaire) == ("expert-3", "designe")
    assert {e.personne for e in affaire.dossier.echeances_de("DL-06")} == {"expert-3"}
