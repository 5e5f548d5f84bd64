"""The request for pay, the taxe, its notification, the money, the closing (art. 282, 284, 724-725 CPC)."""

from datetime import date
from typing import Any

import pytest
from dossiers import Affaire, jusqu_au_rapport, reception
from etapes import DECISION, PARTIES, PIECE, echeance, observer, reduire, refuser, taxable, taxee, taxer

from procedure.delais import Residence
from procedure.dossier import Phase
from procedure.echeances import Statut
from procedure.modele import PersonneId
from procedure.personnes import Consentement

DEMANDE = "demande_de_remuneration-1"
NOTIFIER = {"type": "notifier_taxe"}
CLORE = {"type": "clore_dossier"}
REPONDRE = {"type": "repondre_reduction", "observations": "Quarante heures, détaillées en annexe."}


def liberer(verse: int = 420000, restitue: int = 30000) -> dict[str, Any]:
    return {"type": "liberer_fonds", "verse": verse, "restitue": restitue}


# -- fifteen days per party


def test_w20_un_delai_par_partie_et_celle_sans_preuve_bloque_la_taxe() -> None:
    affaire = jusqu_au_rapport()
    affaire.jouer("2026-10-12", reception(DEMANDE, "dupin", "2026-10-05"), "expert")
    affaire.jouer("2026-10-12", reception(DEMANDE, "batirhone", "2026-10-09"), "expert")
    termes = {e.personne: e.calcul and e.calcul.legal for e in affaire.dossier.echeances_de("DL-16")}
    assert termes == {"dupin": date(2026, 10, 20), "batirhone": date(2026, 10, 26), "morel": None}
    motif = refuser(affaire, "2026-10-26", taxer(), "juge")
    assert motif.manque == (
        "l’expiration du délai de SARL Bâtirhône, le 26/10/2026 à 24 heures",
        "la preuve de la réception de la demande par M. Morel",
    )
    assert refuser(affaire, "2026-10-27", taxer(), "juge").manque == (
        "la preuve de la réception de la demande par M. Morel",
    )
    affaire.jouer("2026-11-03", reception(DEMANDE, "morel", "2026-11-02", "signification"), "greffe")
    affaire.jouer("2026-11-18", taxer(), "juge")  # fifteen days from 2 November end on the 17th
    assert affaire.dossier.phase is Phase.TAXEE


def test_art_282_les_observations_de_tous_abregent_l_attente() -> None:
    affaire = jusqu_au_rapport()
    for partie, par in (("dupin", "me-roche"), ("batirhone", "me-vidal")):
        affaire.jouer("2026-09-05", observer(partie), par)
    assert affaire.dossier.phase is Phase.DEPOSEE
    affaire.jouer("2026-09-06", observer("morel"), "morel")
    assert affaire.dossier.phase is Phase.A_TAXER
    avant = taxer(survenu_le="2026-09-05", preuve=DECISION)
    assert "M. Morel" in refuser(affaire, "2026-09-07", avant, "juge").manque[0]
    affaire.jouer("2026-09-07", taxer(), "juge")


def test_art_282_on_peut_ecrire_deux_fois_dans_son_delai() -> None:
    affaire = jusqu_au_rapport()
    affaire.jouer("2026-09-05", reception(DEMANDE, "morel", "2026-09-03"), "expert")
    affaire.jouer("2026-09-06", observer("morel"), "morel")
    affaire.jouer("2026-09-10", observer("morel"), "morel")
    assert "hors délai" not in affaire.evenements[-1].resume
    affaire.jouer("2026-09-21", observer("morel"), "morel")
    assert "hors délai" in affaire.evenements[-1].resume


def test_art_640_sans_preuve_de_reception_nul_n_est_hors_delai() -> None:
    affaire = jusqu_au_rapport()
    affaire.jouer("2026-12-01", observer("morel"), "morel")
    assert "hors délai" not in affaire.evenements[-1].resume


def test_art_640_des_observations_recues_a_temps_et_enregistrees_tard_sont_a_temps() -> None:
    affaire = taxable()
    affaire.jouer("2026-09-30", observer("morel", survenu_le="2026-09-28", preuve=PIECE), "morel")
    assert "hors délai" not in affaire.evenements[-1].resume
    avant = observer("morel", survenu_le="2026-08-31", preuve=PIECE)
    assert refuser(affaire, "2026-09-30", avant, "morel").article == "CPC 640"


def test_la_reception_prouvee_apres_les_observations_ne_fait_plus_courir_de_delai() -> None:
    affaire = jusqu_au_rapport()
    for partie, par in (("dupin", "me-roche"), ("batirhone", "me-vidal"), ("morel", "morel")):
        affaire.jouer("2026-09-05", observer(partie), par)
    affaire.jouer("2026-09-08", reception(DEMANDE, "morel", "2026-09-03"), "expert")
    assert not affaire.dossier.echeances_de("DL-16")
    affaire.jouer("2026-09-08", taxer(), "juge")


# -- proof of receipt


def test_art_669_une_reception_se_prouve_par_qui_l_a_recue() -> None:
    affaire = jusqu_au_rapport()
    for nature in ("piece", "depot", "feuille_de_presence"):
        motif = refuser(affaire, "2026-09-05", reception(DEMANDE, "morel", "2026-09-03", nature), "expert")
        assert motif.article == "CPC 669"
    sans = {"type": "constater_reception", "acte": DEMANDE, "destinataire": "morel"}
    assert refuser(affaire, "2026-09-05", sans, "expert").article == "CPC 669"


def test_art_640_pas_de_reception_avant_l_acte_ni_deux_fois_ni_par_un_etranger() -> None:
    affaire = jusqu_au_rapport()
    assert refuser(affaire, "2026-09-05", reception(DEMANDE, "morel", "2026-08-31"), "expert").article == "CPC 640"
    affaire.jouer("2026-09-05", reception(DEMANDE, "morel", "2026-09-03"), "expert")
    assert "déjà" in refuser(affaire, "2026-09-06", reception(DEMANDE, "morel", "2026-09-04"), "expert").message
    assert refuser(affaire, "2026-09-06", reception(DEMANDE, "regie", "2026-09-04"), "expert").introuvable
    assert refuser(affaire, "2026-09-06", reception("rapport-9", "morel", "2026-09-04"), "expert").introuvable


def test_art_748_3_on_n_accuse_reception_que_pour_soi_ou_sa_partie() -> None:
    affaire = jusqu_au_rapport()
    assert refuser(affaire, "2026-09-05", reception(DEMANDE, "dupin", "2026-09-03"), "morel").interdit
    assert refuser(affaire, "2026-09-05", reception(DEMANDE, "dupin", "2026-09-03"), "me-vidal").interdit
    affaire.jouer("2026-09-05", reception(DEMANDE, "dupin", "2026-09-03"), "me-roche")
    affaire.jouer("2026-09-05", reception(DEMANDE, "morel", "2026-09-03"), "morel")
    assert {e.personne for e in affaire.dossier.echeances_de("DL-16") if e.calcul} == {"dupin", "morel"}


def modifier(affaire: Affaire, personne: str, **champs: Any) -> None:
    """Change what the case knows of one person."""
    connus = affaire.dossier.participants
    change = {PersonneId(personne): connus[PersonneId(personne)].model_copy(update=champs)}
    affaire.dossier = affaire.dossier.model_copy(update={"participants": {**connus, **change}})


def test_art_748_2_un_avis_electronique_n_oblige_que_la_partie_qui_y_a_consenti() -> None:
    affaire = taxee()
    avis = reception("notification_taxe-1", "morel", "2026-10-06", "avis_electronique")
    assert refuser(affaire, "2026-10-07", avis, "expert").article == "CPC 748-2"
    modifier(affaire, "morel", consentement=Consentement(donne_le=date(2026, 10, 7), reference="Pièce 3"))
    assert refuser(affaire, "2026-10-07", avis, "expert").article == "CPC 748-2"
    modifier(affaire, "morel", consentement=Consentement(donne_le=date(2026, 1, 10), reference="Pièce 3"))
    affaire.jouer("2026-10-07", avis, "expert")
    assert echeance(affaire, "DL-18", "morel").calcul is not None


def test_art_282_al_5_la_demande_de_remuneration_voyage_par_tout_moyen_qui_prouve_sa_reception() -> None:
    affaire = jusqu_au_rapport()
    affaire.jouer("2026-09-05", reception(DEMANDE, "morel", "2026-09-03", "avis_electronique"), "expert")
    assert echeance(affaire, "DL-16", "morel").calcul is not None


# -- the reduction


def test_art_284_au_dessous_de_la_demande_l_expert_est_entendu_d_abord() -> None:
    affaire = taxable()
    assert refuser(affaire, "2026-10-01", taxer(419999), "juge").manque == (
        "l’invitation à présenter des observations",
    )
    affaire.jouer("2026-10-01", reduire(), "juge")
    assert refuser(affaire, "2026-10-16", taxer(300000), "juge").article == "CPC 284 al. 3"
    affaire.jouer("2026-10-17", taxer(300000), "juge")
    assert affaire.dossier.remuneration_taxee == 300000


def test_art_284_sa_reponse_abrege_le_debat() -> None:
    affaire = taxable()
    affaire.jouer("2026-10-01", reduire(), "juge")
    retro = {**REPONDRE, "survenu_le": "2026-09-30", "preuve": PIECE}
    assert refuser(affaire, "2026-10-05", retro, "expert").article == "CPC 640"
    affaire.jouer("2026-10-05", REPONDRE, "expert")
    assert refuser(affaire, "2026-10-06", REPONDRE, "expert").article == "CPC 284 al. 3"
    anterieure = taxer(300000, survenu_le="2026-10-04", preuve=DECISION)
    assert refuser(affaire, "2026-10-06", anterieure, "juge").article == "CPC 284 al. 3"
    affaire.jouer("2026-10-06", taxer(300000), "juge")


def test_art_284_un_delai_de_la_reception_n_expire_pas_avant_elle() -> None:
    affaire = taxable()
    affaire.jouer("2026-10-01", reduire(terme={"delai": "P15D", "a_compter": "reception"}), "juge")
    assert refuser(affaire, "2026-12-01", taxer(300000), "juge").article == "CPC 284 al. 3"
    affaire.jouer("2026-12-02", reception("invitation_reduction-1", "expert", "2026-12-02"), "greffe")
    assert refuser(affaire, "2026-12-17", taxer(300000), "juge").article == "CPC 284 al. 3"
    affaire.jouer("2026-12-18", taxer(300000), "juge")


def test_art_284_on_n_invite_qu_une_fois_et_pour_moins_que_la_demande() -> None:
    affaire = taxable()
    assert refuser(affaire, "2026-10-01", reduire(420000), "juge").article == "CPC 284 al. 3"
    assert refuser(affaire, "2026-10-01", reduire(terme={"le": "2026-09-30"}), "juge").article == "CPC 640"
    affaire.jouer("2026-10-01", reduire(), "juge")
    assert refuser(affaire, "2026-10-02", reduire(1), "juge").article == "CPC 284 al. 3"
    assert refuser(taxable(), "2026-10-02", REPONDRE, "expert").article == "CPC 284 al. 3"


@pytest.mark.parametrize("jour", ["2026-09-28", "2026-09-20", "2026-09-01"])
def test_art_284_une_taxe_enregistree_apres_mais_rendue_trop_tot_est_refusee(jour: str) -> None:
    motif = refuser(taxable(), "2026-10-05", taxer(survenu_le=jour, preuve=DECISION), "juge")
    assert motif.article == "CPC 282 al. 5, 284"


# -- one month per person


def test_art_724_un_mois_par_personne_a_compter_de_sa_propre_notification() -> None:
    affaire = taxee()
    assert {e.statut for e in affaire.dossier.echeances_de("DL-18")} == {Statut.NON_DEMARREE}
    affaire.jouer("2026-10-20", reception("notification_taxe-1", "dupin", "2026-10-08"), "expert")
    affaire.jouer("2026-10-20", reception("notification_taxe-1", "morel", "2026-10-15"), "expert")
    affaire.jouer("2026-10-20", reception("ordonnance_de_taxe-1", "expert", "2026-10-02"), "greffe")
    termes = {e.personne: e.calcul and e.calcul.legal for e in affaire.dossier.echeances_de("DL-18")}
    assert termes == {
        "dupin": date(2026, 11, 9),
        "morel": date(2026, 11, 16),
        "expert": date(2026, 11, 2),
        "batirhone": None,
    }


def test_art_714_la_distance_n_augmente_pas_ce_mois() -> None:
    affaire = taxee()
    modifier(affaire, "morel", residence=Residence.ETRANGER)
    affaire.jouer("2026-10-20", reception("notification_taxe-1", "morel", "2026-10-15"), "expert")
    calcul = echeance(affaire, "DL-18", "morel").calcul
    assert calcul is not None
    assert (calcul.distance_mois, calcul.legal) == (0, date(2026, 11, 16))


def test_art_725_l_expert_notifie_une_fois_apres_la_taxe() -> None:
    assert "stade" in refuser(taxable(), "2026-10-01", NOTIFIER, "expert").message
    affaire = taxable()
    affaire.jouer("2026-10-01", taxer(), "juge")
    retro = {**NOTIFIER, "survenu_le": "2026-09-30", "preuve": PIECE}
    assert refuser(affaire, "2026-10-05", retro, "expert").article == "CPC 640"
    affaire.jouer("2026-10-05", NOTIFIER, "expert")
    assert "déjà été notifiée" in refuser(affaire, "2026-10-06", NOTIFIER, "expert").message
    assert not affaire.dossier.echeances_de("DL-18n")


def test_la_preuve_tardive_de_la_demande_ne_rouvre_rien_apres_la_taxe() -> None:
    affaire = jusqu_au_rapport()
    for partie, par in (("dupin", "me-roche"), ("batirhone", "me-vidal"), ("morel", "morel")):
        affaire.jouer("2026-09-05", observer(partie), par)
    affaire.jouer("2026-09-08", taxer(), "juge")
    affaire.jouer("2026-09-09", reception(DEMANDE, "morel", "2026-09-03"), "expert")
    assert not affaire.dossier.echeances_de("DL-16")


# -- the money and the closing


@pytest.mark.parametrize(("verse", "restitue"), [(420000, 0), (450000, 0), (419999, 30001), (420000, 30001)])
def test_art_284_on_libere_exactement_ce_qui_est_taxe_et_rend_le_reste(verse: int, restitue: int) -> None:
    motif = refuser(taxee(), "2026-10-12", liberer(verse, restitue), "regie")
    assert motif.manque == ("les montants exacts",)


def test_art_284_pas_de_fonds_sans_ordonnance_ni_deux_fois() -> None:
    assert refuser(taxable(), "2026-10-01", liberer(), "regie").manque == ("l’ordonnance de taxe",)
    affaire = taxee()
    retro = {**liberer(), "survenu_le": "2026-09-30", "preuve": PIECE}
    assert refuser(affaire, "2026-10-12", retro, "regie").article == "CPC 640"
    affaire.jouer("2026-10-12", liberer(), "regie")
    assert refuser(affaire, "2026-10-13", liberer(), "regie").article == "CPC 284 al. 2"


def test_art_284_taxe_au_dessus_de_la_consignation_tout_va_a_l_expert() -> None:
    affaire = taxable()
    affaire.jouer("2026-10-01", taxer(500000), "juge")
    affaire.jouer("2026-10-12", liberer(450000, 0), "regie")
    assert affaire.dossier.fonds_liberes


def recours_ouverts() -> Affaire:
    affaire = taxee()
    for partie in PARTIES:
        affaire.jouer("2026-10-09", reception("notification_taxe-1", partie, "2026-10-08"), "expert")
    return affaire


def test_art_724_le_dossier_ne_se_clot_pas_tant_qu_un_droit_court_ou_que_l_argent_attend() -> None:
    affaire = recours_ouverts()
    assert refuser(affaire, "2026-11-12", CLORE, "greffe").manque == (
        "la preuve de la réception de la notification par M. Lenoir",
        "la libération des fonds consignés",
    )
    affaire.jouer("2026-11-12", liberer(), "regie")
    affaire.jouer("2026-11-12", reception("ordonnance_de_taxe-1", "expert", "2026-10-20"), "greffe")
    assert "20/11/2026" in refuser(affaire, "2026-11-20", CLORE, "greffe").manque[0]
    antidate = {**CLORE, "survenu_le": "2026-11-20", "preuve": PIECE}
    assert "20/11/2026" in refuser(affaire, "2026-12-01", antidate, "greffe").manque[0]
    affaire.jouer("2026-11-21", CLORE, "greffe")
    assert affaire.dossier.phase is Phase.CLOSE
    assert [e.regle for e in affaire.dossier.echeances.values()] == ["DL-25"]


def test_une_partie_sans_preuve_bloque_la_cloture() -> None:
    affaire = taxee()
    affaire.jouer("2026-10-12", liberer(), "regie")
    manque = refuser(affaire, "2027-10-12", CLORE, "greffe").manque
    assert len([m for m in manque if "preuve de la réception" in m]) == 4


def test_apres_la_cloture_plus_aucun_acte() -> None:
    affaire = recours_ouverts()
    affaire.jouer("2026-10-12", reception("ordonnance_de_taxe-1", "expert", "2026-10-08"), "greffe")
    affaire.jouer("2026-10-12", liberer(), "regie")
    affaire.jouer("2026-11-12", CLORE, "greffe")
    for commande, par in ((CLORE, "greffe"), (taxer(), "juge"), (observer("morel"), "morel"), (liberer(), "regie")):
        assert refuser(affaire, "2026-11-13", commande, par).message == "Le dossier est clos."
    assert not affaire.attendre("2030-01-01")


def test_art_284_la_remuneration_est_fixee_par_une_ordonnance_signee() -> None:
    motif = refuser(taxable(), "2026-10-01", taxer(ordonnance=None), "juge")
    assert motif.article == "CPC 284"
    assert motif.manque == ("l’ordonnance signée",)


def test_art_724_la_notification_porte_la_copie_de_l_ordonnance() -> None:
    affaire = taxable()
    affaire.jouer("2026-10-01", taxer(), "juge")
    *_, evenement = affaire.jouer("2026-10-05", {"type": "notifier_taxe"}, "expert")
    assert [annexe.titre for annexe in evenement.actes[0].annexes] == ["Ordonnance"]


def test_un_versement_qui_court_encore_empeche_la_cloture() -> None:
    affaire = recours_ouverts()
    affaire.jouer("2026-10-12", reception("ordonnance_de_taxe-1", "expert", "2026-10-08"), "greffe")
    affaire.jouer("2026-10-12", liberer(), "regie")
    appel = echeance(affaire, "DL-01a", "morel")
    calcul = echeance(affaire, "DL-18", "morel").calcul
    assert calcul is not None
    tard = calcul.model_copy(update={"arguable_until": date(2027, 1, 4), "defendable_jusqu_a": None})
    ouverte = appel.model_copy(update={"statut": Statut.OUVERTE, "calcul": tard})
    echeances = {**affaire.dossier.echeances, ouverte.id: ouverte}
    affaire.dossier = affaire.dossier.model_copy(update={"echeances": echeances})
    assert "Appel" in refuser(affaire, "2026-12-01", CLORE, "greffe").manque[0]
    affaire.jouer("2027-01-05", CLORE, "greffe")
