"""More time, another mission, and what the judge is told (art. 236, 241, 245, 273, 279 CPC)."""

from datetime import date
from typing import Any

import pytest
from actes_mission import (
    demander_d_etendre,
    demander_du_temps,
    etendre,
    informer,
    observer_l_extension,
    proroger,
)
from dossiers import Affaire, jusqu_au_pre_rapport, jusqu_au_rapport, jusqu_aux_operations, piece
from etapes import acceptee, echeance, pre_rapport, refuser

from procedure.documents import Nature
from procedure.echeances import Statut

TOUS = {"dupin", "batirhone", "morel", "me-roche", "me-vidal"}


def rapport_du(affaire: Affaire) -> date | None:
    calcul = echeance(affaire, "DL-06").calcul
    return calcul.legal if calcul else None


def demandee(jour: str = "2026-08-03") -> Affaire:
    """The report is due on 2 October 2026; the expert asks for more."""
    affaire = jusqu_aux_operations()
    affaire.jouer(jour, demander_du_temps(jusqu_au="2026-12-31"), "expert")
    return affaire


def test_art_279_la_prorogation_se_demande_au_juge_avec_copie_aux_parties() -> None:
    affaire = demandee()
    (acte,) = affaire.evenements[-1].actes
    assert set(acte.destinataires) == {"juge", "greffe", *TOUS}
    assert not affaire.evenements[-1].alertes
    assert "déjà saisi" in refuser(affaire, "2026-08-04", demander_du_temps(), "morel").message


def test_art_279_une_partie_aussi_peut_la_demander_l_avocat_pour_la_sienne() -> None:
    affaire = jusqu_aux_operations()
    assert refuser(affaire, "2026-08-03", demander_du_temps(au_nom_de="dupin"), "me-vidal").article == "CPC 162"
    affaire.jouer("2026-08-03", demander_du_temps(au_nom_de="dupin"), "me-roche")
    assert "expert" in affaire.evenements[-1].actes[0].destinataires


@pytest.mark.parametrize(("jour", "mot"), [("2026-10-02", None), ("2026-10-03", "retard")])
def test_art_239_demandee_apres_le_terme_elle_est_recue_et_le_retard_se_voit(jour: str, mot: str | None) -> None:
    affaire = demandee(jour)
    alertes = affaire.evenements[-1].alertes
    assert alertes == () if mot is None else mot in alertes[0]


def test_art_279_le_nouveau_terme_remplace_l_ancien_et_ses_rappels() -> None:
    affaire = demandee()
    avant = echeance(affaire, "DL-06")
    affaire.jouer("2026-08-20", proroger("2026-12-31"), "juge")
    apres = echeance(affaire, "DL-06")
    assert avant.id == apres.id
    assert rapport_du(affaire) == date(2026, 12, 31)
    assert [r.echelon for r in apres.rappels] == ["J-60", "J-30", "J-8"]
    assert affaire.evenements[-1].resume == "Délai du rapport prorogé jusqu’au jeudi 31 décembre 2026"
    assert affaire.dossier.requetes["prorogation_du_rapport-1"].statut == "accordee"


def test_art_279_la_prorogation_efface_le_retard_et_le_journal_garde_l_ancien_terme() -> None:
    affaire = demandee("2026-10-05")
    assert echeance(affaire, "DL-06").statut is Statut.DEPASSEE
    affaire.jouer("2026-10-09", proroger("2026-12-31"), "juge")
    assert echeance(affaire, "DL-06").statut is Statut.OUVERTE
    termes = [e.calcul.legal for v in affaire.evenements for e in v.ouvertes if e.regle == "DL-06" and e.calcul]
    assert termes == [date(2026, 10, 2), date(2026, 12, 31)]
    affaire.attendre("2027-01-01")
    assert affaire.evenements[-1].resume.endswith("retard du rapport")


def test_art_241_le_juge_peut_fixer_d_office_un_nouveau_terme_meme_plus_proche() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-02", proroger("2026-09-01", requete=None), "juge")
    assert rapport_du(affaire) == date(2026, 9, 1)
    assert "précède l’ancien" in affaire.evenements[-1].alertes[0]


def test_art_640_un_delai_peut_courir_de_la_decision_ou_de_sa_reception_par_l_expert() -> None:
    affaire = demandee()
    affaire.jouer("2026-08-20", proroger(terme={"delai": "P3M", "a_compter": "ordonnance"}), "juge")
    assert rapport_du(affaire) == date(2026, 11, 20)
    affaire = demandee()
    affaire.jouer("2026-08-20", proroger(terme={"delai": "P3M", "a_compter": "reception"}), "juge")
    assert echeance(affaire, "DL-06").statut is Statut.NON_DEMARREE
    recu = {
        "type": "constater_reception",
        "acte": "ordonnance_de_prorogation_du_rapport-1",
        "destinataire": "expert",
        "preuve": {"nature": "recepisse", "reference": "Récépissé"},
    }
    affaire.jouer("2026-08-24", recu, "greffe")
    assert rapport_du(affaire) == date(2026, 11, 24)


def test_art_279_le_rejet_laisse_le_terme_et_l_on_peut_redemander() -> None:
    affaire = demandee()
    affaire.jouer("2026-08-20", proroger(None), "juge")
    assert rapport_du(affaire) == date(2026, 10, 2)
    affaire.jouer("2026-08-21", demander_du_temps(), "expert")
    affaire.jouer("2026-08-28", proroger("2026-11-30", "prorogation_du_rapport-2"), "juge")


@pytest.mark.parametrize(
    ("champs", "article"),
    [
        ({"terme": {"le": "2026-08-20"}}, "CPC 640"),
        ({"terme": {"delai": "P1M", "a_compter": "envoi"}}, "CPC 640"),
        ({"terme": {"delai": "P9999Y", "a_compter": "ordonnance"}}, "CPC 640"),
        ({"terme": None}, "CPC 279"),
        ({"accordee": False}, "CPC 279"),
        ({"accordee": False, "terme": None, "requete": None}, "CPC 279"),
        ({"requete": "prorogation_du_rapport-9"}, "CPC 279, 241"),
        ({"ordonnance": None}, "CPC 279, 241"),
    ],
)
def test_art_279_la_decision_fixe_un_terme_a_venir_ou_rejette(champs: dict[str, Any], article: str) -> None:
    assert refuser(demandee(), "2026-08-20", proroger() | champs, "juge").article == article


def test_art_265_un_terme_fixe_avant_les_operations_n_est_pas_rouvert_par_l_avis_de_consignation() -> None:
    affaire = acceptee()
    affaire.jouer("2026-01-15", proroger("2026-12-15", requete=None), "juge")
    affaire.jouer("2026-01-20", {"type": "encaisser_consignation", "payeur": "dupin", "montant": 300000}, "regie")
    affaire.jouer("2026-01-28", {"type": "encaisser_consignation", "payeur": "batirhone", "montant": 150000}, "regie")
    affaire.jouer("2026-02-02", {"type": "aviser_consignation"}, "greffe")
    assert rapport_du(affaire) == date(2026, 12, 15)


def test_art_276_279_sans_temps_pour_rediger_la_prorogation_vient_d_abord() -> None:
    affaire = jusqu_aux_operations()
    assert refuser(affaire, "2026-09-01", pre_rapport(), "expert").manque[0].startswith("une prorogation")
    affaire.jouer("2026-09-02", demander_du_temps(), "expert")
    affaire.jouer("2026-09-10", proroger("2026-12-31"), "juge")
    affaire.jouer("2026-09-11", pre_rapport(), "expert")
    assert affaire.dossier.phase == "dires_ouverts"


def test_art_170_490_la_prorogation_d_une_mesure_avant_tout_proces_est_susceptible_d_appel() -> None:
    affaire = demandee()
    affaire.jouer("2026-08-20", proroger(), "juge")
    assert {e.statut for e in affaire.dossier.echeances_de("DL-01d")} == {Statut.NON_DEMARREE}
    assert len(affaire.dossier.echeances_de("DL-01d")) == 3


# -- the extent of the mission


def test_art_245_la_mission_n_est_pas_etendue_sans_les_observations_de_l_expert() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-02", demander_d_etendre(au_nom_de="dupin"), "me-roche")
    assert any("245" in a for a in affaire.evenements[-1].alertes)
    assert {"expert", "juge", "morel"} <= set(affaire.evenements[-1].actes[0].destinataires)
    motif = refuser(affaire, "2026-03-10", etendre("Chiffrer les reprises"), "juge")
    assert (motif.article, motif.manque) == ("CPC 245 al. 3", ("les observations de l’expert sur l’extension",))
    affaire.jouer("2026-03-12", observer_l_extension(), "expert")
    assert "déjà présenté" in refuser(affaire, "2026-03-13", observer_l_extension(), "expert").message
    affaire.jouer("2026-03-20", etendre("Chiffrer les reprises", terme={"le": "2026-12-01"}), "juge")
    assert affaire.dossier.chefs == ("Décrire les désordres", "En rechercher les causes", "Chiffrer les reprises")
    assert rapport_du(affaire) == date(2026, 12, 1)
    assert any("280" in a for a in affaire.evenements[-1].alertes)
    assert any("488" in a for a in affaire.evenements[-1].alertes)
    assert set(affaire.evenements[-1].actes[0].destinataires) == {"expert", "greffe", *TOUS}


def test_art_245_le_juge_n_etend_pas_d_office_sans_l_avoir_envisage_devant_l_expert() -> None:
    affaire = jusqu_aux_operations()
    assert refuser(affaire, "2026-03-10", etendre("Chiffrer", requete=None), "juge").article == "CPC 245 al. 3"
    affaire.jouer("2026-03-10", demander_d_etendre(), "juge")
    assert affaire.evenements[-1].resume == "Extension de mission envisagée par le juge"
    affaire.jouer("2026-03-12", observer_l_extension(), "expert")
    affaire.jouer("2026-03-20", etendre("Chiffrer"), "juge")
    assert len(affaire.dossier.chefs) == 3


def test_art_279_le_rapport_de_l_expert_qui_propose_l_extension_vaut_observations() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-10", demander_d_etendre(), "expert")
    assert refuser(affaire, "2026-03-11", observer_l_extension(), "expert").article == "CPC 245 al. 3"
    affaire.jouer("2026-03-20", etendre("Chiffrer"), "juge")
    assert "Chiffrer" in affaire.dossier.chefs


def test_art_236_restreindre_ne_demande_pas_d_observations() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-10", etendre(requete=None, retires=[2]), "juge")
    assert affaire.dossier.chefs == ("Décrire les désordres",)
    assert affaire.evenements[-1].resume == "Mission restreinte par le juge"
    assert not affaire.evenements[-1].alertes
    assert refuser(affaire, "2026-03-11", etendre(requete=None, retires=[1]), "juge").article == "CPC 236, 265"


def test_art_236_le_rejet_laisse_la_mission_telle_qu_elle_est() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-02", demander_d_etendre(), "morel")
    affaire.jouer("2026-03-20", etendre(accordee=False), "juge")
    assert len(affaire.dossier.chefs) == 2
    assert affaire.dossier.requetes["extension-1"].statut == "rejetee"


@pytest.mark.parametrize(
    ("chefs", "champs", "article"),
    [
        ((), {}, "CPC 236"),
        (("Chiffrer",), {"accordee": False}, "CPC 236"),
        (("Décrire les désordres",), {}, "CPC 236"),
        (("Chiffrer", "Chiffrer"), {}, "CPC 236"),
        ((), {"retires": [3]}, "CPC 236"),
        (("Chiffrer",), {"terme": {"le": "2026-03-20"}}, "CPC 640"),
        (("Chiffrer",), {"ordonnance": None}, "CPC 236, 245 al. 3"),
    ],
)
def test_art_236_la_decision_dit_ce_qui_change(chefs: tuple[str, ...], champs: dict[str, Any], article: str) -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-10", demander_d_etendre(), "expert")
    assert refuser(affaire, "2026-03-20", etendre(*chefs, **champs), "juge").article == article


def test_art_16_une_extension_apres_le_pre_rapport_se_discute_encore() -> None:
    affaire = jusqu_au_pre_rapport()
    affaire.jouer("2026-06-10", demander_d_etendre(), "expert")
    affaire.jouer("2026-06-20", etendre("Chiffrer"), "juge")
    assert any("pré-rapport" in a for a in affaire.evenements[-1].alertes)


# -- what the judge is told


def test_art_273_l_information_du_juge_renouvelle_le_repere_et_va_aussi_aux_parties() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-16", informer(), "expert")
    assert set(affaire.evenements[-1].actes[0].destinataires) == {"juge", "greffe", *TOUS}
    calcul = echeance(affaire, "DL-14").calcul
    assert calcul is not None
    assert calcul.nominal == date(2026, 6, 14)  # ninety days
    affaire.attendre("2026-06-16")
    assert echeance(affaire, "DL-14").statut is Statut.DEPASSEE
    affaire.jouer("2026-06-17", informer(document=piece("Lettre", "4")), "expert")
    assert echeance(affaire, "DL-14").statut is Statut.OUVERTE


def test_art_273_le_juge_peut_vouloir_etre_seul_informe() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-16", informer(sans_copie_motif="Instruction du juge"), "expert")
    assert set(affaire.evenements[-1].actes[0].destinataires) == {"juge", "greffe"}
    assert affaire.dernier is not None
    assert "Instruction du juge" in str(affaire.dernier.effets)


def test_art_282_apres_le_rapport_le_juge_du_controle_ne_touche_plus_a_la_mission() -> None:
    affaire = jusqu_au_rapport()
    for par, acte in (
        ("expert", observer_l_extension()),
        ("morel", demander_d_etendre()),
        ("juge", etendre("Chiffrer")),
        ("juge", proroger(requete=None)),
    ):
        motif = refuser(affaire, "2026-09-02", acte, par)
        assert "stade" in motif.message or motif.introuvable


def test_art_273_on_rend_compte_d_une_mission_acceptee_et_en_cours() -> None:
    assert "stade" in refuser(jusqu_au_rapport(), "2026-09-02", informer(), "expert").message


@pytest.mark.parametrize("nature", [Nature.DEMANDE_DE_PROROGATION_DU_RAPPORT])
def test_le_document_de_la_plateforme_dit_le_terme_actuel_et_celui_qui_est_demande(nature: Nature) -> None:
    affaire = demandee()
    assert affaire.dernier is not None
    texte = str(affaire.dernier.effets)
    assert nature.value in texte
    assert "vendredi 2 octobre 2026" in texte
    assert "jeudi 31 décembre 2026" in texte
