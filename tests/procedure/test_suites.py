"""After the report: errata, explanations, complement, return of the documents (art. 245, 282, 283 CPC)."""

from datetime import date
from typing import Any

import pytest
from actes_conclusion import PROVISION, completer, corriger, du_rapport, entendre, restituer, seul
from actes_consignation import accorder_releve, demander_releve
from dossiers import Affaire, jusqu_au_pre_rapport, jusqu_au_rapport, ordonnance, piece, rapport, reception
from etapes import (
    acceptee,
    avis_du_sapiteur,
    communiquer,
    convoquer,
    credite,
    demander,
    dire,
    echeance,
    observer,
    pre_rapport,
    refuser,
    repondre,
    sapiteur,
    taxable,
    taxee,
    taxer,
)

from procedure.dossier import Phase
from procedure.echeances import Statut
from procedure.provision import caducites_encourues

TOUS = {"dupin", "batirhone", "morel", "me-roche", "me-vidal"}
NOTE = {"type": "adresser_note", "note": piece("Note", "b"), "objet": "Suite"}


# -- the expert is dessaisi


@pytest.mark.parametrize(
    "commande",
    [
        convoquer("2026-10-10"),
        {"type": "tenir_reunion", "reunion": 1},
        NOTE,
        demander("dupin"),
        sapiteur(),
        avis_du_sapiteur(),
        pre_rapport(),
        repondre(1, "a", "b"),
        rapport(),
        {"type": "rapporter_cause_grave", "requete": "cause_grave-1", "avis": "Avis"},
        {"type": "constater_conciliation", "etendue": "totale", "constat": "Accord"},
    ],
    ids=lambda c: c["type"],
)
def test_art_282_dessaisi_l_expert_ne_fait_plus_rien_de_sa_mission(commande: dict[str, Any]) -> None:
    assert "CPC" in refuser(jusqu_au_rapport(), "2026-09-02", commande, "expert").article


def test_art_282_une_erreur_materielle_se_corrige_jusqu_a_la_taxe() -> None:
    affaire = jusqu_au_rapport()
    (erratum,) = affaire.jouer("2026-09-10", corriger(), "expert")
    assert set(erratum.actes[0].destinataires) == TOUS | {"juge", "greffe"}
    assert "dessaisi" in erratum.alertes[0]
    assert "stade" in refuser(jusqu_au_pre_rapport(), "2026-06-10", corriger(), "expert").message
    assert "stade" in refuser(taxee(), "2026-10-06", corriger(), "expert").message


def depose_avec_pieces() -> Affaire:
    """Mme Dupin handed documents over in June; the report is filed on 1 September 2026."""
    affaire = jusqu_au_pre_rapport()
    affaire.jouer("2026-06-10", communiquer("dupin"), "me-roche")
    affaire.jouer("2026-09-01", rapport(), "expert")
    return affaire


def test_les_pieces_sont_attendues_en_retour_soixante_jours_apres_le_depot() -> None:
    assert not jusqu_au_rapport().dossier.echeances_de("DL-28")  # nothing was handed over
    affaire = depose_avec_pieces()
    calcul = echeance(affaire, "DL-28", "expert").calcul
    assert calcul is not None
    assert calcul.nominal == date(2026, 10, 31)  # sixty days from 1 September; a Saturday
    (retour,) = affaire.jouer("2026-10-01", restituer(), "expert")
    assert set(retour.actes[0].destinataires) == TOUS
    assert not affaire.dossier.echeances_de("DL-28")
    assert "stade" in refuser(jusqu_au_pre_rapport(), "2026-06-10", restituer(), "expert").message


def test_des_pieces_gardees_levent_un_etat_et_rien_d_autre() -> None:
    affaire = depose_avec_pieces()
    affaire.attendre("2026-11-05")
    assert echeance(affaire, "DL-28").statut is Statut.DEPASSEE
    assert affaire.dossier.phase is Phase.DEPOSEE


# -- explanations


def test_art_283_l_expert_est_entendu_les_parties_appelees() -> None:
    affaire = jusqu_au_rapport()
    avant = affaire.dossier.phase
    (appel,) = affaire.jouer("2026-09-20", entendre(), "juge")
    assert set(appel.actes[0].destinataires) == TOUS | {"expert", "greffe"}
    assert affaire.dossier.phase is avant
    assert "à venir" in refuser(affaire, "2026-10-15", entendre(), "juge").message


# -- the complement


def test_art_283_apres_une_mesure_de_l_article_145_seul_le_juge_du_fond_ordonne_un_complement() -> None:
    affaire = jusqu_au_rapport()
    motif = refuser(affaire, "2026-09-20", completer(juge_du_fond=False), "juge")
    assert (motif.article, motif.manque) == ("CPC 145, 283", ("une décision du juge du fond",))
    affaire.jouer("2026-09-20", completer(), "greffe")
    assert affaire.dossier.phase is Phase.OPERATIONS


def pendante() -> Affaire:
    """The same measure, ordered in a case under way, its report filed on 5 May 2026."""
    sans_provision = {"provision": [], "terme_rapport": {"le": "2026-10-01"}}
    affaire = acceptee(fondement="avant_dire_droit", demarrage_immediat=True, **sans_provision)
    affaire.jouer("2026-05-05", rapport(), "expert")
    return affaire


def test_art_245_en_cause_pendante_le_meme_juge_l_ordonne() -> None:
    affaire = pendante()
    affaire.jouer("2026-06-01", completer(juge_du_fond=False), "juge")
    assert affaire.dossier.phase is Phase.OPERATIONS
    calcul = echeance(affaire, "DL-06").calcul
    assert calcul is not None
    assert calcul.legal == date(2026, 9, 1)


def test_art_245_al_3_un_complement_n_etend_la_mission_qu_une_fois_l_expert_entendu() -> None:
    affaire = pendante()
    assert refuser(affaire, "2026-06-01", completer(extension=True), "juge").article == "CPC 245 al. 3"
    affaire.jouer("2026-06-01", completer(extension=True, expert_entendu=True), "juge")
    assert affaire.dossier.phase is Phase.OPERATIONS


def test_art_283_le_complement_rend_ses_pouvoirs_a_l_expert_jusqu_au_second_rapport() -> None:
    affaire = jusqu_au_rapport()
    affaire.jouer("2026-09-05", observer("morel"), "morel")
    affaire.jouer("2026-09-20", completer(), "greffe")
    assert not affaire.dossier.echeances_de("DL-16")
    assert affaire.dossier.chefs[-1].startswith("Chiffrer")
    affaire.jouer("2026-09-25", NOTE, "expert")
    affaire.jouer("2026-10-01", dire("morel"), "morel")
    assert affaire.dossier.dires[2].situation == "dans_le_delai"  # the first time for the dires is another story
    affaire.jouer("2026-10-02", pre_rapport(), "expert")
    affaire.jouer("2026-10-05", repondre(2), "expert")
    affaire.jouer("2026-11-10", rapport(), "expert")
    assert affaire.dossier.phase is Phase.DEPOSEE
    assert (affaire.dossier.rapports, affaire.dossier.rapport_le) == ((date(2026, 9, 1),), date(2026, 11, 10))


def test_art_282_al_5_la_demande_du_second_rapport_rouvre_quinze_jours_a_chacun() -> None:
    affaire = jusqu_au_rapport()
    affaire.jouer("2026-09-05", observer("morel"), "morel")
    affaire.jouer("2026-09-20", completer(), "greffe")
    assert "stade" in refuser(affaire, "2026-10-01", taxer(), "juge").message
    affaire.jouer("2026-11-10", rapport(remuneration=500000), "expert")
    assert {e.statut for e in affaire.dossier.echeances_de("DL-16")} == {Statut.NON_DEMARREE}
    assert "M. Morel" in " ".join(refuser(affaire, "2026-11-20", taxer(500000), "juge").manque)
    for partie in ("dupin", "batirhone", "morel"):
        affaire.jouer("2026-11-20", reception("demande_de_remuneration-2", partie, "2026-11-12"), "expert")
    affaire.attendre("2026-11-28")
    assert affaire.dossier.phase is Phase.A_TAXER
    affaire.jouer("2026-12-01", taxer(500000), "juge")
    assert affaire.dossier.remuneration_taxee == 500000


def test_art_282_un_rapport_date_d_avant_le_complement_n_y_repond_pas() -> None:
    affaire = jusqu_au_rapport()
    affaire.jouer("2026-09-20", completer(), "greffe")
    retro = rapport(survenu_le="2026-09-19", preuve={"nature": "recepisse", "reference": "Récépissé"})
    assert refuser(affaire, "2026-10-01", retro, "expert").article == "CPC 640"


def test_art_267_283_la_provision_du_complement_vient_avant_la_reprise() -> None:
    affaire = jusqu_au_rapport()
    terme = {"delai": "P2M", "a_compter": "avis_de_consignation"}
    affaire.jouer("2026-09-20", completer(provision=PROVISION, terme_rapport=terme), "greffe")
    assert affaire.dossier.phase is Phase.MISE_EN_PLACE
    calcul = echeance(affaire, "DL-03", "dupin").calcul
    assert calcul is not None
    assert (calcul.nominal, echeance(affaire, "DL-06").statut) == (date(2026, 10, 20), Statut.NON_DEMARREE)
    assert "stade" in refuser(affaire, "2026-09-25", NOTE, "expert").message
    assert refuser(affaire, "2026-09-25", {"type": "aviser_complement"}, "greffe").manque[0].startswith("800,00")
    affaire.jouer("2026-10-06", credite("dupin", 80000, "2026-10-05"), "regie")
    assert not affaire.dossier.echeances_de("DL-03")
    affaire.jouer("2026-10-08", {"type": "aviser_complement"}, "greffe")
    assert affaire.dossier.phase is Phase.OPERATIONS
    rapport_du = echeance(affaire, "DL-06").calcul
    assert rapport_du is not None
    assert rapport_du.nominal == date(2026, 12, 8)
    assert "stade" in refuser(affaire, "2026-10-09", {"type": "aviser_complement"}, "greffe").message


def test_art_271_la_provision_du_complement_passee_leve_un_etat() -> None:
    affaire = jusqu_au_rapport()
    affaire.jouer("2026-09-20", completer(provision=PROVISION), "greffe")
    affaire.attendre("2026-10-22")
    assert echeance(affaire, "DL-03", "dupin").statut is Statut.DEPASSEE


def test_art_271_payee_trop_tard_la_provision_du_complement_attend_le_juge() -> None:
    affaire = jusqu_au_rapport()
    affaire.jouer("2026-09-20", completer(provision=PROVISION), "greffe")
    affaire.jouer("2026-10-26", credite("dupin", 80000, "2026-10-23"), "regie")
    assert "caducité est encourue" in refuser(affaire, "2026-10-27", {"type": "aviser_complement"}, "greffe").message
    # the operations of the complement have not begun: it can still be invoked
    assert [e.personne for e in caducites_encourues(affaire.dossier, date(2026, 10, 27))] == ["dupin"]
    affaire.jouer("2026-10-28", demander_releve(), "me-roche")
    affaire.jouer("2026-10-30", accorder_releve(3), "juge")
    affaire.jouer("2026-11-02", {"type": "aviser_complement"}, "greffe")
    assert affaire.dossier.phase is Phase.OPERATIONS


def test_art_283_il_n_y_a_de_complement_a_aviser_que_la_ou_il_y_en_a_un() -> None:
    assert "Aucun complément" in refuser(acceptee(), "2026-01-20", {"type": "aviser_complement"}, "greffe").message


@pytest.mark.parametrize(
    ("champs", "article"),
    [
        ({"ordonnance": None}, "CPC 245, 283"),
        ({"provision": [{**PROVISION[0], "payeur": "expert"}]}, "CPC 245, 283"),
        ({"provision": [{**PROVISION[0], "montant": 0}]}, "CPC 269"),
        ({"terme_rapport": {"delai": "P1M", "a_compter": "avis_de_consignation"}}, "CPC 640"),
        ({"terme_rapport": {"le": "2026-09-20"}}, "CPC 640"),
        ({"provision": [{**PROVISION[0], "terme": {"delai": "P1M", "a_compter": "envoi"}}]}, "CPC 640"),
    ],
)
def test_art_265_269_un_complement_dit_tout_ce_qu_une_mesure_doit_dire(champs: dict[str, Any], article: str) -> None:
    assert refuser(jusqu_au_rapport(), "2026-09-20", completer(**champs), "greffe").article == article


def test_art_245_pas_de_complement_avant_un_rapport() -> None:
    assert "stade" in refuser(jusqu_au_pre_rapport(), "2026-06-10", completer(), "juge").message


def test_art_284_apres_la_taxe_ce_qui_reste_a_faire_est_une_mesure_nouvelle() -> None:
    assert "mesure nouvelle" in refuser(taxee(), "2026-10-06", completer(), "juge").message
    affaire = taxable()
    affaire.jouer("2026-09-30", completer(), "juge")
    assert affaire.dossier.phase is Phase.OPERATIONS


# -- what the report owes


def test_art_265_le_pre_rapport_que_l_ordonnance_exige_precede_le_rapport() -> None:
    affaire = acceptee(pre_rapport_exige=True, demarrage_immediat=True)
    assert "pré-rapport" in refuser(affaire, "2026-06-01", rapport(), "expert").message
    affaire.jouer("2026-06-01", pre_rapport(), "expert")
    affaire.jouer("2026-07-02", rapport(), "expert")
    libre = acceptee(demarrage_immediat=True)
    depot = seul(libre.jouer("2026-06-01", rapport(), "expert"), "rapport_depose")
    assert du_rapport(depot) == []


def test_art_239_un_rapport_en_retard_est_recu_et_se_voit() -> None:
    """Due on 2 October 2026."""
    for jour, retard in (("2026-10-02", 0), ("2026-10-03", 1)):
        affaire = jusqu_au_pre_rapport()
        depot = seul(affaire.jouer(jour, rapport(), "expert"), "rapport_depose")
        assert len(du_rapport(depot)) == retard
        assert affaire.dossier.phase is Phase.DEPOSEE


def test_art_275_passer_outre_a_des_pieces_manquantes_alerte() -> None:
    affaire = jusqu_au_pre_rapport()
    affaire.jouer("2026-06-02", demander("dupin"), "expert")
    depot = seul(affaire.jouer("2026-07-02", rapport(), "expert"), "rapport_depose")
    assert any("demande n° 1" in a for a in depot.alertes)


def test_art_282_al_3_l_avis_du_sapiteur_est_joint_au_rapport() -> None:
    for annexes, alertes in (([], 1), ([piece("Avis", "2")], 0)):
        affaire = acceptee(demarrage_immediat=True)
        affaire.jouer("2026-03-02", sapiteur(), "expert")
        affaire.jouer("2026-04-01", avis_du_sapiteur(), "expert")
        depot = seul(affaire.jouer("2026-05-06", rapport(annexes=annexes), "expert"), "rapport_depose")
        assert len(du_rapport(depot)) == alertes


@pytest.mark.parametrize("fondement", ["complement_impaye", "autorisation_du_juge"])
def test_art_275_280_l_expert_ne_decide_pas_seul_du_depot_en_l_etat(fondement: str) -> None:
    commande = rapport(en_l_etat=fondement, chefs_sans_reponse=[2])
    motif = refuser(jusqu_au_pre_rapport(), "2026-09-01", commande, "expert")
    assert "ne décide pas seul" in motif.message


def test_art_238_un_chef_laisse_sans_reponse_se_voit() -> None:
    affaire = jusqu_au_pre_rapport()
    assert refuser(affaire, "2026-09-01", rapport(chefs_sans_reponse=[3]), "expert").introuvable
    depot = seul(affaire.jouer("2026-09-01", rapport(chefs_sans_reponse=[2]), "expert"), "rapport_depose")
    assert "n° 2" in depot.alertes[0]


def test_un_dossier_d_avant_ces_regles_se_relit() -> None:
    affaire = jusqu_au_rapport()
    nouveaux = {"pre_rapport_exige", "rapports", "complement_d_expertise", "irregularites"}
    ancien = affaire.dossier.model_dump(exclude=nouveaux | {"conciliation", "conciliation_le", "confidentiels"})
    assert type(affaire.dossier).model_validate(ancien) == affaire.dossier
    assert ordonnance().get("pre_rapport_exige") is None
