"""The recourse against the pay, before the premier président (art. 714-718, 724-725 CPC)."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from actes_cours import annuler, convoquer_recours, recours, statuer
from dossiers import Affaire, reception
from etapes import PARTIES, PIECE, echeance, refuser, taxable, taxee, taxer

from procedure.dossier import Phase
from procedure.echeances import Statut

NOTIFICATION = "notification_taxe-1"
CLORE = {"type": "clore_dossier"}


def alertes(affaire: Affaire) -> str:
    """What the last act told a human."""
    return " | ".join(affaire.evenements[-1].alertes)


def liberer(verse: int = 420000, restitue: int = 30000) -> dict[str, Any]:
    return {"type": "liberer_fonds", "verse": verse, "restitue": restitue}


def notifiee() -> Affaire:
    """Every party was notified on 8 October 2026: each month ends on Monday 9 November."""
    affaire = taxee()
    for partie in PARTIES:
        affaire.jouer("2026-10-09", reception(NOTIFICATION, partie, "2026-10-08"), "expert")
    return affaire


def exerce() -> Affaire:
    """M. Morel's recourse of 20 October 2026."""
    affaire = notifiee()
    affaire.jouer("2026-10-20", recours(), "morel")
    return affaire


# -- bringing it


def test_art_724_dans_le_mois_avec_ses_copies_le_recours_n_appelle_aucune_reserve() -> None:
    affaire = notifiee()
    affaire.jouer("2026-11-09", recours("dupin"), "me-roche")
    assert affaire.dossier.phase is Phase.RECOURS_FORME
    assert "Irrecevabilité" not in alertes(affaire)
    assert "suspendent" in alertes(affaire)
    assert not [e for e in affaire.dossier.echeances_de("DL-18") if e.personne == "dupin"]
    assert set(affaire.evenements[-1].actes[0].destinataires) == {
        "batirhone", "morel", "me-vidal", "expert", "juge", "greffe",
    }  # fmt: skip


def test_art_714_hors_du_mois_le_recours_est_recu_et_l_irrecevabilite_signalee() -> None:
    affaire = notifiee()
    affaire.jouer("2026-11-10", recours(), "morel")
    assert affaire.dossier.phase is Phase.RECOURS_FORME
    assert "hors délai" in alertes(affaire)
    assert "lundi 9 novembre 2026" in alertes(affaire)


@pytest.mark.parametrize(
    ("champs", "attendu"),
    [
        ({"copies_a": []}, "aucune copie simultanée de la note à Mme Dupin, SARL Bâtirhône, M. Lenoir"),
        ({"copies_a": ["dupin", "batirhone"]}, "aucune copie simultanée de la note à M. Lenoir"),
        ({"preuve_des_copies": None}, "n’est pas prouvé"),
        ({"copies_le": "2026-10-14"}, "mais le 14/10/2026"),
    ],
)
def test_art_715_les_copies_simultanees_meme_si_le_delai_n_a_jamais_couru(champs: dict[str, Any], attendu: str) -> None:
    affaire = taxee()
    affaire.jouer("2026-10-12", recours(**champs), "morel")
    assert attendu in alertes(affaire)
    assert affaire.dossier.phase is Phase.RECOURS_FORME


def test_art_724_l_expert_aussi_et_avant_meme_toute_notification() -> None:
    affaire = taxable()
    affaire.jouer("2026-10-01", taxer(), "juge")
    assert refuser(affaire, "2026-10-02", recours("dupin"), "expert").interdit
    affaire.jouer("2026-10-02", recours("expert"), "expert")
    assert affaire.dossier.phase is Phase.RECOURS_FORME


def test_qui_forme_le_recours_y_a_qualite_et_ne_le_forme_qu_une_fois() -> None:
    affaire = notifiee()
    assert refuser(affaire, "2026-10-20", recours("morel"), "me-vidal").interdit
    assert refuser(affaire, "2026-10-20", recours("regie"), "greffe").introuvable
    assert refuser(affaire, "2026-10-20", recours(copies_a=["inconnu"]), "morel").introuvable
    assert refuser(taxable(), "2026-10-01", recours(), "morel").article == "CPC 724, 715"
    avant = recours(survenu_le="2026-09-30", preuve=PIECE)
    assert refuser(affaire, "2026-10-20", avant, "morel").article == "CPC 640"
    affaire.jouer("2026-10-20", recours(), "greffe")
    assert "déjà" in refuser(affaire, "2026-10-21", recours(), "morel").message


def test_le_recours_incident_vient_a_tout_moment_sans_formalite() -> None:
    affaire = notifiee()
    incident = recours("batirhone", incident=True, copies_a=[], preuve_des_copies=None)
    assert refuser(affaire, "2026-10-20", incident, "me-vidal").manque == ("un recours principal",)
    affaire.jouer("2026-10-20", recours(), "morel")
    affaire.jouer("2026-12-20", incident, "me-vidal")
    assert not affaire.evenements[-1].alertes


def test_art_724_le_recours_ne_suspend_pas_la_liberation_des_fonds() -> None:
    affaire = exerce()
    affaire.jouer("2026-10-21", liberer(), "regie")
    assert affaire.dossier.fonds_liberes
    assert "stade" in refuser(affaire, "2026-12-21", CLORE, "greffe").message


# -- the hearing


@pytest.mark.parametrize(
    ("audience", "le", "attendu"),
    [
        ("2026-11-30", "2026-11-13", ""),
        ("2026-11-30", "2026-11-14", "Convocation discutée"),
        ("2026-11-30", "2026-11-15", "Convocation discutée"),
        ("2026-11-30", "2026-11-16", "Convocation tardive"),
    ],
)
def test_w22_art_716_quinze_jours_a_rebours(audience: str, le: str, attendu: str) -> None:
    affaire = exerce()
    affaire.jouer(le, convoquer_recours(audience), "greffe")
    assert attendu in alertes(affaire)
    assert bool(affaire.evenements[-1].alertes) is bool(attendu)
    if attendu:
        for jour in ("13/11/2026", "14/11/2026", "15/11/2026"):
            assert jour in alertes(affaire)


def test_art_718_les_parties_sont_convoquees_par_lettre_recommandee() -> None:
    affaire = exerce()
    assert "à venir" in refuser(affaire, "2026-11-30", convoquer_recours("2026-11-30"), "greffe").message
    affaire.jouer("2026-11-02", convoquer_recours("2026-11-30"), "greffe")
    assert affaire.dernier is not None
    voies = {d.canal for e in affaire.dernier.effets for d in e.destinations if d.personne == "dupin"}
    assert voies == {"lrar"}
    assert "stade" in refuser(notifiee(), "2026-10-20", convoquer_recours("2026-11-30"), "greffe").message


# -- the decision


def test_art_724_le_premier_president_reduit_apres_la_liberation_l_expert_rend_le_trop_percu() -> None:
    affaire = exerce()
    affaire.jouer("2026-10-21", liberer(), "regie")
    affaire.jouer("2026-12-15", statuer(300000), "greffe")
    assert affaire.dossier.remuneration_taxee == 300000
    assert "Trop-perçu" in alertes(affaire)
    assert "différence" in refuser(affaire, "2026-12-16", CLORE, "greffe").manque[0]
    assert refuser(affaire, "2026-12-16", liberer(), "regie").manque == ("les montants exacts",)
    affaire.jouer("2026-12-18", liberer(0, 120000), "regie")
    assert not affaire.dossier.echeances_de("DL-19")
    assert "déjà" in refuser(affaire, "2026-12-19", liberer(0, 120000), "regie").message
    affaire.jouer("2026-12-20", CLORE, "greffe")


def test_art_724_il_augmente_le_complement_se_regle() -> None:
    affaire = exerce()
    affaire.jouer("2026-10-21", liberer(), "regie")
    affaire.jouer("2026-12-15", statuer(500000), "greffe")
    assert affaire.dossier.recours.complement == 30000  # up to what was consigned; the rest is for the titre exécutoire
    affaire.jouer("2026-12-18", liberer(30000, 0), "regie")
    affaire.jouer("2026-12-20", CLORE, "greffe")


def test_art_724_avant_toute_liberation_la_regie_suit_la_nouvelle_somme() -> None:
    affaire = exerce()
    affaire.jouer("2026-12-15", statuer(300000), "greffe")
    assert affaire.dossier.recours.trop_percu == 0
    affaire.jouer("2026-12-18", liberer(300000, 150000), "regie")


def test_declare_irrecevable_le_recours_laisse_la_taxe_intacte() -> None:
    affaire = exerce()
    assert refuser(affaire, "2026-12-15", statuer(ordonnance=None), "greffe").manque == ("l’ordonnance signée",)
    affaire.jouer("2026-12-15", statuer(None), "greffe")
    assert affaire.dossier.remuneration_taxee == 420000
    assert "irrecevable" in affaire.evenements[-1].resume
    assert "déjà formé" in refuser(affaire, "2026-12-16", recours(), "morel").message


def test_declare_irrecevable_le_recours_de_l_un_laisse_leur_mois_aux_autres() -> None:
    affaire = taxee()
    affaire.jouer("2026-10-08", recours(copies_a=[]), "morel")
    affaire.jouer("2026-10-10", reception("notification_taxe-1", "dupin", "2026-10-09"), "expert")
    affaire.jouer("2026-10-20", statuer(None), "greffe")
    assert affaire.dossier.phase is Phase.RECOURS
    assert {e.personne for e in affaire.dossier.echeances_de("DL-18")} == {"expert", "dupin", "batirhone"}
    affaire.jouer("2026-11-02", recours("dupin"), "me-roche")
    affaire.jouer("2026-12-15", statuer(), "greffe")
    assert affaire.dossier.remuneration_taxee == 300000


def test_art_724_l_expert_notifie_encore_aux_autres_une_fois_un_recours_forme() -> None:
    affaire = taxable()
    affaire.jouer("2026-10-01", taxer(), "juge")
    affaire.jouer("2026-10-05", {"type": "notifier_taxe", "a": ["morel"]}, "expert")
    affaire.jouer("2026-10-08", recours(), "morel")
    affaire.jouer("2026-10-09", {"type": "notifier_taxe"}, "expert")
    assert affaire.dossier.phase is Phase.RECOURS_FORME
    assert {e.personne for e in affaire.dossier.echeances_de("DL-18")} == {"expert", "dupin", "batirhone"}
    assert not affaire.dossier.echeances_de("DL-18n")


def test_art_724_aucun_certificat_de_non_recours_n_est_demande() -> None:
    """D37 is a practice of some régies: the text asks for none, the recourse not being suspensive."""
    affaire = notifiee()
    affaire.jouer("2026-10-12", liberer(), "regie")
    affaire.jouer("2026-10-12", reception("ordonnance_de_taxe-1", "expert", "2026-10-08"), "greffe")
    affaire.jouer("2026-11-12", CLORE, "greffe")
    assert affaire.dossier.phase is Phase.CLOSE


def test_la_decision_ferme_les_recours_qui_attendaient_encore_leur_notification() -> None:
    affaire = taxee()
    affaire.jouer("2026-10-12", recours(), "morel")
    affaire.jouer("2026-10-13", liberer(), "regie")
    affaire.jouer("2026-12-15", statuer(420000), "greffe")
    assert not affaire.dossier.echeances_de("DL-18")
    affaire.jouer("2026-12-16", CLORE, "greffe")


# -- the null notification


def test_art_725_sans_la_teneur_des_textes_aucun_mois_n_a_couru() -> None:
    affaire = notifiee()
    affaire.attendre("2026-11-10")  # the machine has seen the month pass
    assert not [e for e in affaire.dossier.echeances_de("DL-18") if e.personne == "morel"]
    affaire.jouer("2026-11-12", annuler("morel"), "greffe")
    assert affaire.dossier.phase is Phase.TAXEE
    assert echeance(affaire, "DL-18", "morel").statut is Statut.NON_DEMARREE
    assert echeance(affaire, "DL-18n").calcul is not None
    assert "stade" in refuser(affaire, "2026-11-13", CLORE, "greffe").message
    # the null act's receipt starts nothing, however often it is proved
    assert "déjà" in refuser(affaire, "2026-11-13", reception(NOTIFICATION, "morel", "2026-11-02"), "expert").message
    tous = {"type": "notifier_taxe", "a": ["dupin"]}
    assert refuser(affaire, "2026-11-16", tous, "expert").manque == ("Mme Dupin",)
    affaire.jouer("2026-11-16", {"type": "notifier_taxe"}, "expert")
    assert affaire.evenements[-1].actes[0].destinataires == ("morel",)
    assert affaire.dossier.phase is Phase.RECOURS
    affaire.jouer("2026-11-20", reception("notification_taxe-2", "morel", "2026-11-18"), "expert")
    calcul = echeance(affaire, "DL-18", "morel").calcul
    assert calcul is not None
    assert calcul.legal == date(2026, 12, 18)


def test_art_725_une_notification_jamais_recue_peut_aussi_etre_nulle() -> None:
    affaire = taxee()
    affaire.jouer("2026-10-12", annuler("morel", "dupin"), "juge")
    affaire.jouer("2026-10-13", reception(NOTIFICATION, "morel", "2026-10-12"), "expert")
    assert echeance(affaire, "DL-18", "morel").calcul is None


def test_art_725_on_n_annule_que_ce_qui_a_ete_notifie_et_dont_nul_ne_s_est_servi() -> None:
    assert refuser(notifiee(), "2026-10-20", annuler("inconnu"), "juge").introuvable
    assert refuser(exerce(), "2026-10-21", annuler("morel"), "juge").article == "CPC 725, 114"
    affaire = taxable()
    affaire.jouer("2026-10-01", taxer(), "juge")
    assert refuser(affaire, "2026-10-02", annuler("morel"), "juge").article == "CPC 640"


def test_art_724_notifier_les_uns_puis_les_autres() -> None:
    affaire = taxable()
    affaire.jouer("2026-10-01", taxer(), "juge")
    inconnue = {"type": "notifier_taxe", "a": ["inconnue"]}
    assert refuser(affaire, "2026-10-05", inconnue, "expert").introuvable
    affaire.jouer("2026-10-05", {"type": "notifier_taxe", "a": ["dupin"]}, "expert")
    assert affaire.dossier.phase is Phase.TAXEE
    assert set(affaire.evenements[-1].actes[0].destinataires) == {"dupin", "me-roche"}
    assert affaire.dossier.echeances_de("DL-18n")
    affaire.jouer("2026-10-06", {"type": "notifier_taxe"}, "expert")
    assert set(affaire.evenements[-1].actes[0].destinataires) == {"batirhone", "morel", "me-vidal"}
    assert affaire.dossier.phase is Phase.RECOURS
    assert not affaire.dossier.echeances_de("DL-18n")


def test_v8_art_725_la_lettre_de_notification_porte_la_teneur_des_trois_textes() -> None:
    modele = Path(__file__).parents[2] / "activities" / "modeles" / "notification_taxe.typ"
    texte = modele.read_text(encoding="utf-8")
    for attendu in ("*Article 724.", "*Article 714, alinéa 2.*", "*Article 715.*"):
        assert attendu in texte
