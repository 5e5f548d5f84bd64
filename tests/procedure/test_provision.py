"""The provision fixed late or anew, its instalments, who pays in whose place (art. 248, 269-271 CPC)."""

from datetime import date
from typing import Any

import pytest
from actes_consignation import AVISER, DEUX_MOIS, constater_caducite, en_souffrance, fixer, verser
from dossiers import jusqu_au_rapport, jusqu_aux_operations, piece, reception
from etapes import acceptee, accepter, credite, echeance, encaisser, ordonnee, participants, refuser
from test_habilitations import QUI

from procedure.commandes import COMMANDES
from procedure.documents import Nature
from procedure.dossier import Phase
from procedure.echeances import Statut
from procedure.personnes import Role

INVITER = {"type": "inviter_a_consigner"}
EN_DEUX_FOIS = [
    {"payeur": "dupin", "montant": 100000, "terme": {"le": "2026-02-27"}},
    {"payeur": "dupin", "montant": 200000, "terme": {"delai": "P1M", "a_compter": "avis_de_consignation"}},
]


# -- fixed after the order


def test_art_269_une_ordonnance_sans_provision_ni_demarrage_immediat_le_dit() -> None:
    def dit(**champs: Any) -> bool:
        return any("CPC 269" in alerte for alerte in ordonnee(**champs).evenements[-1].alertes)

    assert dit(provision=[])
    assert not dit()
    assert not dit(provision=[], demarrage_immediat=True)


def test_art_269_la_provision_fixee_apres_l_ordonnance_ouvre_son_delai_et_mene_aux_operations() -> None:
    affaire = acceptee(provision=[])
    affaire.jouer("2026-01-20", fixer(verser("dupin", 200000, delai="P1M", a_compter="ordonnance")), "juge")
    calcul = echeance(affaire, "DL-03", "dupin").calcul
    assert calcul is not None
    assert calcul.legal == date(2026, 2, 20)
    decision = affaire.evenements[-1].actes[0]
    assert decision.nature is Nature.ORDONNANCE_DE_PROVISION
    assert {"dupin", "batirhone", "morel", "me-roche", "expert", "greffe", "regie"} <= set(decision.destinataires)
    affaire.jouer("2026-01-21", INVITER, "greffe")
    affaire.jouer("2026-02-10", encaisser("dupin", 200000), "regie")
    affaire.jouer("2026-02-11", AVISER, "greffe")
    assert affaire.dossier.phase is Phase.OPERATIONS
    assert echeance(affaire, "DL-06").calcul is not None


def test_art_145_490_chaque_partie_peut_appeler_de_la_decision_qui_fixe_la_provision() -> None:
    affaire = acceptee(provision=[])
    affaire.jouer("2026-01-20", fixer(), "juge")
    assert {e.personne for e in affaire.dossier.echeances_de("DL-01d")} == {"dupin", "batirhone", "morel"}
    signifiee = reception("ordonnance_de_provision-1", "morel", "2026-01-26", "signification")
    affaire.jouer("2026-01-28", signifiee, "greffe")
    calcul = echeance(affaire, "DL-01d", "morel").calcul
    assert calcul is not None
    assert calcul.legal == date(2026, 2, 10)


def test_art_170_dans_une_instance_en_cours_elle_ne_s_appelle_qu_avec_le_fond() -> None:
    affaire = acceptee(provision=[], fondement="avant_dire_droit")
    affaire.jouer("2026-01-20", fixer(), "juge")
    assert not affaire.dossier.echeances_de("DL-01d")


def test_art_269_le_juge_remplace_ce_qui_est_impaye_et_les_rangs_ne_bougent_pas() -> None:
    affaire = acceptee()
    affaire.jouer("2026-01-20", encaisser("batirhone", 150000), "regie")
    affaire.jouer("2026-01-22", fixer(verser("morel", 300000, **DEUX_MOIS)), "juge")
    assert echeance(affaire, "DL-03").id == "DL-03:morel:versement-3"
    assert [v.montant for v in affaire.dossier.provision] == [0, 150000, 300000]
    assert refuser(affaire, "2026-01-23", encaisser("dupin", 100), "regie").introuvable
    assert refuser(affaire, "2026-01-23", AVISER, "greffe").manque == ("3\xa0000,00\xa0€ à la charge de M. Morel",)
    affaire.jouer("2026-01-23", encaisser("morel", 300000), "regie")
    affaire.jouer("2026-01-26", AVISER, "greffe")
    assert affaire.dossier.phase is Phase.OPERATIONS


def test_ce_qui_etait_deja_verse_s_impute_sur_la_nouvelle_provision() -> None:
    affaire = acceptee()
    affaire.jouer("2026-01-20", encaisser("batirhone", 150000), "regie")
    affaire.jouer("2026-01-20", encaisser("dupin", 100000), "regie")
    affaire.jouer("2026-01-22", fixer(verser("dupin", 180000, **DEUX_MOIS)), "juge")
    assert any("1\xa0000,00\xa0€" in a and "Mme Dupin" in a for a in affaire.evenements[-1].alertes)
    affaire.jouer("2026-01-23", encaisser("dupin", 80000), "regie")
    assert not affaire.dossier.echeances_de("DL-03")
    affaire.jouer("2026-01-26", AVISER, "greffe")


def test_ce_qui_est_deja_couvert_par_l_argent_verse_n_ouvre_aucun_delai() -> None:
    affaire = acceptee()
    affaire.jouer("2026-01-20", encaisser("dupin", 200000), "regie")
    affaire.jouer("2026-01-20", encaisser("batirhone", 150000), "regie")
    affaire.jouer("2026-01-22", fixer(verser("dupin", 150000, **DEUX_MOIS)), "juge")
    assert not affaire.dossier.echeances_de("DL-03")
    assert affaire.dossier.consignation_suffisante
    assert "0,00" in refuser(affaire, "2026-01-23", encaisser("dupin", 1), "regie").message


@pytest.mark.parametrize(
    ("versement", "article"),
    [
        (verser("me-roche", 100, **DEUX_MOIS), "CPC 269"),
        (verser("inconnu", 100, **DEUX_MOIS), "CPC 269"),
        (verser("dupin", 0, **DEUX_MOIS), "CPC 269"),
        (verser("dupin", 10_000_000_000, **DEUX_MOIS), "CPC 269"),
        (verser("morel", 100, le="2026-01-22"), "CPC 640"),
        (verser("morel", 100, delai="P1M", a_compter="avis_de_consignation"), "CPC 640"),
        (verser("morel", 100, delai="P1M", a_compter="acceptation"), "CPC 640"),
    ],
)
def test_art_269_640_une_partie_doit_une_somme_a_compter_d_un_fait_a_venir(versement: Any, article: str) -> None:
    assert refuser(acceptee(), "2026-01-22", fixer(versement), "juge").article == article


def test_art_269_la_decision_est_une_ordonnance_signee_et_precede_le_rapport() -> None:
    assert refuser(acceptee(), "2026-01-22", fixer(ordonnance=None), "juge").manque == ("l’ordonnance signée",)
    assert "stade" in refuser(jusqu_au_rapport(), "2026-09-10", fixer(), "juge").message


def test_art_271_une_autre_provision_n_efface_pas_la_caducite_encourue() -> None:
    affaire = en_souffrance()
    assert refuser(affaire, "2026-03-06", fixer(), "juge").manque == ("une décision du juge relevant de la caducité",)
    affaire = acceptee()
    affaire.jouer("2026-03-05", fixer(), "juge")  # on the last day, nothing is incurred yet
    assert not [e for e in affaire.dossier.echeances.values() if e.objet == "versement-1"]


# -- called again


def test_art_270_ce_qui_court_de_l_avis_attend_une_nouvelle_invitation() -> None:
    affaire = acceptee()
    envoi = verser("dupin", 100000, delai="P1M", a_compter="envoi")
    recu = verser("morel", 100000, delai="P1M", a_compter="reception")
    affaire.jouer("2026-01-20", fixer(envoi, recu), "juge")
    assert any("CPC 270" in a for a in affaire.evenements[-1].alertes)
    avant = {**INVITER, "survenu_le": "2026-01-19", "preuve": {"nature": "piece", "reference": "Courrier"}}
    assert refuser(affaire, "2026-01-22", avant, "greffe").article == "CPC 640"
    affaire.jouer("2026-01-22", INVITER, "greffe")
    parti = echeance(affaire, "DL-03", "dupin").calcul
    assert parti is not None
    assert parti.legal == date(2026, 2, 23)  # 22 February is a Sunday
    assert echeance(affaire, "DL-03", "morel").statut is Statut.NON_DEMARREE
    assert refuser(affaire, "2026-01-23", INVITER, "greffe").article == "CPC 270"
    affaire.jouer("2026-01-28", reception("avis_a_consigner-2", "morel", "2026-01-26"), "greffe")
    arrive = echeance(affaire, "DL-03", "morel").calcul
    assert arrive is not None
    assert arrive.legal == date(2026, 2, 26)


def test_la_reception_de_la_premiere_invitation_ne_fait_pas_courir_la_seconde_provision() -> None:
    affaire = acceptee(provision=[verser("morel", 100, delai="P1M", a_compter="reception")])
    affaire.jouer("2026-01-20", fixer(verser("morel", 200, delai="P1M", a_compter="reception")), "juge")
    affaire.jouer("2026-01-21", reception("avis_a_consigner-1", "morel", "2026-01-08"), "greffe")
    assert echeance(affaire, "DL-03", "morel").statut is Statut.NON_DEMARREE
    affaire.jouer("2026-01-22", INVITER, "greffe")
    assert echeance(affaire, "DL-03", "morel").attend == "avis_a_consigner-2"


# -- by instalments


def test_dl_03b_un_versement_suivant_impaye_ne_leve_aucune_caducite() -> None:
    affaire = acceptee(provision=EN_DEUX_FOIS)
    affaire.jouer("2026-01-20", encaisser("dupin", 100000), "regie")
    affaire.jouer("2026-02-02", AVISER, "greffe")
    affaire.attendre("2026-03-03")
    suivant = echeance(affaire, "DL-03b")
    assert (suivant.id, suivant.statut) == ("DL-03b:dupin:versement-2", Statut.DEPASSEE)
    assert suivant.levera == "versement_impaye"
    assert any("aucune caducité" in a for a in affaire.evenements[-1].alertes)
    assert refuser(affaire, "2026-03-04", constater_caducite(), "juge").article == "CPC 271"
    affaire.jouer("2026-03-10", encaisser("dupin", 200000), "regie")
    assert not affaire.dossier.echeances_de("DL-03b")
    assert any("aucune caducité" in a for a in affaire.evenements[-1].alertes)


def test_dl_03b_un_versement_suivant_tardif_n_empeche_pas_d_aviser_l_expert() -> None:
    affaire = acceptee(provision=[EN_DEUX_FOIS[0], verser("dupin", 200000, le="2026-03-05")])
    affaire.jouer("2026-01-20", encaisser("dupin", 100000), "regie")
    affaire.jouer("2026-03-10", encaisser("dupin", 200000), "regie")
    assert not affaire.dossier.echeances_de("DL-03b")
    affaire.jouer("2026-03-11", AVISER, "greffe")
    assert affaire.dossier.phase is Phase.OPERATIONS


def test_un_versement_suivant_enregistre_autrefois_garde_son_identite() -> None:
    affaire = acceptee(provision=EN_DEUX_FOIS)
    echeances = dict(affaire.dossier.echeances)
    ancien = echeances.pop("DL-03b:dupin:versement-2")  # type: ignore[call-overload]
    ancien = ancien.model_copy(update={"id": "DL-03:dupin:versement-2", "regle": "DL-03"})
    affaire.dossier = affaire.dossier.model_copy(update={"echeances": {**echeances, ancien.id: ancien}})
    affaire.jouer("2026-01-20", encaisser("dupin", 100000), "regie")
    affaire.jouer("2026-02-02", AVISER, "greffe")
    assert echeance(affaire, "DL-03").id == "DL-03:dupin:versement-2"
    affaire.jouer("2026-02-10", encaisser("dupin", 200000), "regie")
    assert not affaire.dossier.echeances_de("DL-03")


# -- two payers


def test_u8_un_autre_peut_verser_a_la_place_du_payeur_qui_reste_tenu() -> None:
    affaire = acceptee()
    affaire.jouer("2026-01-20", encaisser("dupin", 300000), "regie")
    affaire.jouer("2026-01-28", encaisser("batirhone", 150000, verse_par="dupin"), "regie")
    (alerte,) = affaire.evenements[-1].alertes
    assert "Mme Dupin a versé à la place de SARL Bâtirhône" in alerte
    assert affaire.dossier.encaisse == {"dupin": 300000, "batirhone": 150000}
    assert affaire.dossier.credits[-1].verse_par == "dupin"
    assert not affaire.dossier.echeances_de("DL-03")
    affaire.jouer("2026-02-02", AVISER, "greffe")
    assert affaire.dossier.phase is Phase.OPERATIONS


@pytest.mark.parametrize("autre", ["batirhone", "me-vidal", "expert", "inconnu"])
def test_art_269_celui_qui_verse_pour_un_payeur_est_une_autre_partie(autre: str) -> None:
    motif = refuser(acceptee(), "2026-01-20", encaisser("batirhone", 100, verse_par=autre), "regie")
    assert motif.article == "CPC 269"


def test_u8_si_un_seul_payeur_manque_l_alerte_propose_la_substitution_ou_le_releve() -> None:
    affaire = en_souffrance()
    alertes = " ".join(affaire.evenements[-1].alertes)
    assert "SARL Bâtirhône a versé, Mme Dupin non" in alertes
    assert "CPC 269, 271" in alertes
    seul = acceptee()
    seul.attendre("2026-03-06")
    assert "Consignation partielle" not in " ".join(seul.evenements[-1].alertes)
    assert "Prorogation ou relevé" in " ".join(seul.evenements[-1].alertes)


def test_les_alertes_tiennent_sur_une_ligne_meme_avec_les_noms_les_plus_longs() -> None:
    longs = participants(dupin={"nom": "D" * 300}, batirhone={"nom": "B" * 300})
    affaire = en_souffrance(participants=longs)
    affaire.jouer("2026-03-09", encaisser("dupin", 300000, verse_par="batirhone"), "regie")
    assert len(affaire.evenements[-1].alertes) == 2


# -- the day of a payment


def test_une_date_certaine_un_dimanche_reste_discutee_jusqu_au_lundi() -> None:
    dimanche = [verser("dupin", 300000, le="2026-03-01")]
    assert any("dimanche 1er mars 2026" in annonce for annonce in ordonnee(provision=dimanche).evenements[-1].alertes)
    affaire = acceptee(provision=dimanche)
    affaire.attendre("2026-03-02")
    assert echeance(affaire, "DL-03").statut is Statut.OUVERTE
    assert "2 mars 2026" in refuser(affaire, "2026-03-02", constater_caducite(), "juge").manque[0]
    affaire.jouer("2026-03-02", encaisser("dupin", 300000), "regie")
    assert not affaire.dossier.echeances_de("DL-03")
    (alerte,) = affaire.evenements[-1].alertes
    assert "discuté" in alerte
    mardi = acceptee(provision=dimanche)
    mardi.attendre("2026-03-03")
    assert echeance(mardi, "DL-03").statut is Statut.DEPASSEE
    mardi.jouer("2026-03-03", constater_caducite(), "juge")
    assert mardi.dossier.phase is Phase.CADUQUE


def test_u7_payee_tard_mais_operations_commencees_la_caducite_tombe() -> None:
    affaire = acceptee(demarrage_immediat=True)
    affaire.jouer("2026-01-28", encaisser("batirhone", 150000), "regie")
    affaire.attendre("2026-03-06")
    assert any("27 février 2014" in a for a in affaire.evenements[-1].alertes)
    affaire.jouer("2026-03-10", encaisser("dupin", 300000), "regie")
    assert not affaire.dossier.echeances_de("DL-03")
    assert any("ne peut plus être invoquée" in a for a in affaire.evenements[-1].alertes)
    assert "27 février 2014" in refuser(affaire, "2026-03-11", constater_caducite(), "juge").message


def test_u7_payee_tard_puis_operations_commencees_par_l_acceptation() -> None:
    affaire = ordonnee(demarrage_immediat=True)
    affaire.jouer("2026-01-06", {"type": "notifier_designation"}, "greffe")
    affaire.jouer("2026-01-28", encaisser("batirhone", 150000), "regie")
    affaire.jouer("2026-03-10", encaisser("dupin", 300000), "regie")
    assert any("Versement tardif" in a for a in affaire.evenements[-1].alertes)
    affaire.jouer("2026-03-12", accepter(), "expert")
    assert not affaire.dossier.echeances_de("DL-03")
    assert any("ne peut plus être invoquée" in a for a in affaire.evenements[-1].alertes)


def test_un_versement_connu_apres_le_constat_de_caducite_n_est_pas_perdu() -> None:
    affaire = en_souffrance()
    affaire.jouer("2026-03-10", constater_caducite(), "juge")
    affaire.jouer("2026-03-12", credite("dupin", 300000, "2026-03-04"), "regie")
    assert any("juge à saisir" in a for a in affaire.evenements[-1].alertes)
    assert affaire.dossier.encaisse == {"batirhone": 150000, "dupin": 300000}


# -- art. 248


def test_art_248_aucun_acte_ne_fait_passer_d_argent_d_une_partie_a_l_expert() -> None:
    """Money moves by three acts only: all of them the régie's, into its account or out of it by the judge's order."""
    mouvements = {"encaisser_consignation", "verser_acompte", "liberer_fonds"}
    for nom in mouvements:
        assert QUI[nom][0] == {Role.REGIE, Role.GREFFE}
    demandes = {"demander_provision_complementaire", "demander_acompte", "demander_remuneration"}
    decisions = {
        "enregistrer_ordonnance", "fixer_provision", "statuer_provision_complementaire", "statuer_acompte",
        "envisager_reduction", "taxer_remuneration", "statuer_recours",
    }  # fmt: skip
    for nom, commande in COMMANDES.items():
        sommes = {"montant", "verse", "restitue", "reste_du"}
        if sommes & set(commande.model_fields) and nom not in mouvements:
            assert QUI[nom][0] in ({Role.JUGE}, {Role.EXPERT}, {Role.GREFFE}), nom
            assert nom in demandes | decisions | {"admettre_aide_juridictionnelle"}, nom


def test_art_248_l_expert_n_est_ni_payeur_ni_encaisseur() -> None:
    affaire = jusqu_aux_operations()
    assert refuser(affaire, "2026-02-10", encaisser("dupin", 100), "expert").interdit
    assert refuser(affaire, "2026-02-10", encaisser("expert", 100), "regie").introuvable
    assert refuser(affaire, "2026-02-10", fixer(verser("expert", 100, **DEUX_MOIS)), "juge").introuvable


def test_l_ordonnance_versee_au_dossier_est_celle_du_juge() -> None:
    affaire = acceptee(provision=[])
    affaire.jouer("2026-01-20", fixer(ordonnance=piece("Ordonnance de provision", "7")), "juge")
    assert affaire.evenements[-1].actes[0].piece is not None
    assert [a.nature for a in affaire.evenements[-1].actes[1:]] == [Nature.RECEPISSE, Nature.BORDEREAU]
