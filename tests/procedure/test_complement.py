"""The complementary provision and the acompte (art. 280 CPC)."""

from datetime import date
from typing import Any

import pytest
from actes_consignation import (
    admettre,
    constater_caducite,
    demander_acompte,
    demander_complement,
    ordonner_complement,
    prolonger_complement,
    statuer_acompte,
    verser,
    verser_acompte,
)
from dossiers import Affaire, jusqu_au_rapport, jusqu_aux_operations, piece, rapport, reception
from etapes import echeance, encaisser, ordonnee, refuser, taxer

from procedure.documents import Nature
from procedure.dossier import Phase
from procedure.echeances import Statut
from procedure.effets import Deposer, Produire
from procedure.phases.complement import complement_en_defaut


def ordonnee_le_complement(**champs: Any) -> Affaire:
    """2 500 € more from SARL Bâtirhône by 7 May 2026."""
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-04-01", demander_complement(), "expert")
    affaire.jouer("2026-04-07", ordonner_complement(**champs), "juge")
    return affaire


# -- asked


def test_art_280_l_expert_rend_compte_au_juge_et_les_parties_en_ont_copie() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-04-01", demander_complement(), "expert")
    (acte,) = affaire.evenements[-1].actes
    assert acte.nature is Nature.DEMANDE_DE_COMPLEMENT
    assert set(acte.destinataires) == {"juge", "greffe", "dupin", "batirhone", "morel", "me-roche", "me-vidal"}
    assert affaire.dossier.requetes["complement-1"].statut == "pendante"
    assert any("CPC 248" in a for a in affaire.evenements[-1].alertes)
    assert affaire.dernier is not None
    (effet,) = affaire.dernier.effets
    assert isinstance(effet, Produire)
    lettre = " ".join(effet.donnees["paragraphes"])  # type: ignore[arg-type]
    assert "essai d’étanchéité" in lettre
    assert "aucune somme ne peut m’être remise par une partie" in lettre


def test_art_280_l_expert_peut_deposer_sa_propre_lettre() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-04-01", demander_complement(document=piece("Lettre au juge", "6")), "expert")
    assert affaire.dernier is not None
    assert isinstance(affaire.dernier.effets[0], Deposer)


def test_art_267_celui_qui_n_a_pas_accepte_ne_demande_rien() -> None:
    assert refuser(ordonnee(), "2026-01-06", demander_complement(), "expert").manque == ("l’acceptation de l’expert",)
    assert "stade" in refuser(jusqu_au_rapport(), "2026-09-10", demander_complement(), "expert").message


# -- ordered


def test_art_280_al_2_le_complement_est_du_par_la_partie_que_le_juge_designe() -> None:
    affaire = ordonnee_le_complement()
    du = echeance(affaire, "DL-12")
    assert (du.id, du.levera) == ("DL-12:batirhone:complement-1", "complement_impaye")
    assert du.calcul is not None
    assert du.calcul.legal == date(2026, 5, 7)
    alertes = " ".join(affaire.evenements[-1].alertes)
    assert "En attente de complément" in alertes
    assert "CPC 248" in alertes
    assert {"batirhone", "me-vidal", "expert", "greffe", "regie"} <= set(affaire.evenements[-1].actes[0].destinataires)
    assert len(affaire.dossier.echeances_de("DL-01d")) == 3
    assert affaire.dossier.phase is Phase.OPERATIONS
    affaire.jouer("2026-05-07", encaisser("batirhone", 250000), "regie")
    assert not affaire.dossier.echeances_de("DL-12")
    assert affaire.dossier.encaisse["batirhone"] == 400000


def test_le_complement_peut_courir_de_la_reception_de_l_ordonnance_par_son_payeur() -> None:
    affaire = ordonnee_le_complement(versements=(verser("morel", 100000, delai="P1M", a_compter="reception"),))
    assert echeance(affaire, "DL-12").statut is Statut.NON_DEMARREE
    affaire.jouer("2026-04-16", reception("ordonnance_de_complement-1", "dupin", "2026-04-09"), "greffe")
    assert echeance(affaire, "DL-12").statut is Statut.NON_DEMARREE
    affaire.jouer("2026-04-16", reception("ordonnance_de_complement-1", "morel", "2026-04-13"), "greffe")
    calcul = echeance(affaire, "DL-12").calcul
    assert calcul is not None
    assert calcul.legal == date(2026, 5, 13)


def test_l_argent_s_impute_sur_la_provision_avant_le_complement() -> None:
    provision = [
        verser("dupin", 300000, delai="P2M", a_compter="ordonnance"),
        verser("dupin", 50000, le="2026-06-30"),
    ]
    affaire = Affaire()
    affaire = _operations(affaire, provision)
    affaire.jouer("2026-04-01", demander_complement(), "expert")
    affaire.jouer("2026-04-07", ordonner_complement(verser("dupin", 100000, le="2026-05-29")), "juge")
    affaire.jouer("2026-04-10", encaisser("dupin", 100000), "regie")
    assert not affaire.dossier.echeances_de("DL-03b")
    assert echeance(affaire, "DL-12").statut is Statut.OUVERTE
    affaire.jouer("2026-04-11", encaisser("dupin", 50000), "regie")
    assert not affaire.dossier.echeances_de("DL-12")


def _operations(affaire: Affaire, provision: list[dict[str, Any]]) -> Affaire:
    affaire = ordonnee(provision=provision)
    affaire.jouer("2026-01-06", {"type": "notifier_designation"}, "greffe")
    affaire.jouer("2026-01-12", {"type": "accepter_mission", "independance": True}, "expert")
    affaire.jouer("2026-01-20", encaisser("dupin", 300000), "regie")
    affaire.jouer("2026-02-02", {"type": "aviser_consignation"}, "greffe")
    return affaire


def test_art_280_al_2_impaye_jamais_de_caducite_mais_un_rapport_en_l_etat() -> None:
    affaire = ordonnee_le_complement()
    affaire.attendre("2026-05-07")
    assert not complement_en_defaut(affaire.dossier)
    affaire.attendre("2026-05-08")
    assert complement_en_defaut(affaire.dossier)
    (alerte,) = affaire.evenements[-1].alertes
    assert "jamais de caducité" in alerte
    assert "CPC 280 al. 2" in alerte
    assert refuser(affaire, "2026-05-11", constater_caducite(), "juge").article == "CPC 271"


def test_art_280_al_2_la_prolongation_rouvre_le_complement() -> None:
    affaire = ordonnee_le_complement()
    affaire.attendre("2026-05-08")
    affaire.jouer("2026-05-11", prolonger_complement(1, le="2026-06-15"), "juge")
    assert affaire.evenements[-1].resume == "Délai du complément prolongé"
    assert not complement_en_defaut(affaire.dossier)
    assert echeance(affaire, "DL-12").statut is Statut.OUVERTE
    affaire.jouer("2026-06-15", encaisser("batirhone", 250000), "regie")
    assert not affaire.dossier.echeances_de("DL-12")
    assert not affaire.evenements[-1].alertes


@pytest.mark.parametrize(("jour", "discute"), [("2026-06-13", True), ("2026-06-15", False)])
def test_art_642_une_date_fixee_un_samedi_est_signalee(jour: str, discute: bool) -> None:
    affaire = ordonnee_le_complement(versements=(verser("batirhone", 250000, le=jour),))
    assert any("CPC 642" in a for a in affaire.evenements[-1].alertes) is discute
    affaire.jouer("2026-05-11", prolonger_complement(1, le=jour), "juge")
    assert any("CPC 642" in a for a in affaire.evenements[-1].alertes) is discute


def test_un_complement_verse_tard_solde_quand_meme_et_leve_le_defaut() -> None:
    affaire = ordonnee_le_complement()
    affaire.attendre("2026-05-08")
    affaire.jouer("2026-05-12", encaisser("batirhone", 250000, verse_par="dupin"), "regie")
    assert not complement_en_defaut(affaire.dossier)
    assert not affaire.dossier.echeances_de("DL-12")
    assert any("aucune caducité n’en résulte" in a for a in affaire.evenements[-1].alertes)


def test_art_280_al_2_le_juge_peut_refuser_le_complement() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-04-01", demander_complement(), "expert")
    affaire.jouer("2026-04-07", ordonner_complement(decision="rejetee", versements=()), "juge")
    assert affaire.evenements[-1].resume == "Provision complémentaire refusée"
    assert not affaire.dossier.echeances_de("DL-12")
    assert any("sommes consignées" in a for a in affaire.evenements[-1].alertes)


@pytest.mark.parametrize(
    ("champs", "message"),
    [
        ({"versements": ()}, "qui consigne, combien"),
        ({"decision": "rejetee"}, "n’ordonne rien"),
        ({"requete": None}, "au vu du rapport de l’expert"),
        ({"requete": "complement-2"}, "n’existe pas"),
        ({"requete": "releve-1"}, "n’existe pas"),
        ({"ordonnance": None}, "ordonnance signée"),
        ({"versements": (verser("expert", 100, le="2026-05-29"),)}, "charge d’une partie"),
        ({"versements": (verser("dupin", 0, le="2026-05-29"),)}, "pas de montant"),
        ({"versements": (verser("dupin", 100, le="2026-04-07"),)}, "déjà passé"),
        ({"versements": (verser("dupin", 100, delai="P1M", a_compter="acceptation"),)}, "point de départ"),
        ({"prolonges": [{"versement": 1, "terme": {"le": "2026-05-29"}}]}, "n’existe pas"),
    ],
)
def test_art_280_al_2_la_decision_dit_qui_combien_et_pour_quand(champs: dict[str, Any], message: str) -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-04-01", demander_complement(), "expert")
    assert message in refuser(affaire, "2026-04-07", ordonner_complement(**champs), "juge").message


def test_on_ne_prolonge_ni_un_complement_paye_ni_deux_fois_dans_la_meme_decision() -> None:
    affaire = ordonnee_le_complement()
    deux = prolonger_complement(1)
    deux["prolonges"] = [*deux["prolonges"], *deux["prolonges"]]
    assert "deux termes" in refuser(affaire, "2026-04-20", deux, "juge").message
    affaire.jouer("2026-04-20", encaisser("batirhone", 250000), "regie")
    assert "n’est plus attendu" in refuser(affaire, "2026-04-21", prolonger_complement(1), "juge").message


def test_l_aide_juridictionnelle_dispense_aussi_du_complement() -> None:
    affaire = ordonnee_le_complement()
    affaire.jouer("2026-04-20", admettre("batirhone"), "greffe")
    assert not affaire.dossier.echeances_de("DL-12")
    affaire.jouer("2026-04-21", demander_complement(), "expert")
    encore = ordonner_complement(requete="complement-2")
    assert "dispensé de consigner" in refuser(affaire, "2026-04-22", encore, "juge").message


# -- an acompte


def test_art_280_al_1_un_acompte_sur_ce_qui_est_consigne_se_deduit_a_la_liberation() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-04-01", demander_acompte(200000), "expert")
    assert set(affaire.evenements[-1].actes[0].destinataires) == {"juge", "greffe"}
    trop = refuser(affaire, "2026-04-07", statuer_acompte(450001), "juge")
    assert "4\xa0500,00\xa0€" in trop.message
    affaire.jouer("2026-04-07", statuer_acompte(200000), "juge")
    assert refuser(affaire, "2026-04-08", verser_acompte(200001), "regie").article == "CPC 280 al. 1"
    affaire.jouer("2026-04-08", verser_acompte(200000), "regie")
    assert refuser(affaire, "2026-04-09", verser_acompte(1), "regie").article == "CPC 280 al. 1"
    affaire.jouer("2026-09-01", rapport(), "expert")
    for partie in ("dupin", "batirhone", "morel"):
        affaire.jouer("2026-09-03", reception("demande_de_remuneration-1", partie, "2026-09-02"), "expert")
    affaire.jouer("2026-10-01", taxer(420000), "juge")
    motif = refuser(affaire, "2026-10-05", {"type": "liberer_fonds", "verse": 420000, "restitue": 30000}, "regie")
    assert "2\xa0000,00\xa0€ d’acompte" in motif.message
    affaire.jouer("2026-10-05", {"type": "liberer_fonds", "verse": 220000, "restitue": 30000}, "regie")
    assert not affaire.evenements[-1].alertes
    assert refuser(affaire, "2026-10-06", verser_acompte(1), "regie").article == "CPC 284 al. 2"


def test_un_acompte_qui_depasse_la_taxe_est_a_rendre_par_decision_du_juge() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-04-01", demander_acompte(400000), "expert")
    affaire.jouer("2026-04-07", statuer_acompte(400000), "juge")
    affaire.jouer("2026-04-08", verser_acompte(400000), "regie")
    affaire.jouer("2026-09-01", rapport(remuneration=300000), "expert")
    for partie in ("dupin", "batirhone", "morel"):
        affaire.jouer("2026-09-03", reception("demande_de_remuneration-1", partie, "2026-09-02"), "expert")
    affaire.jouer("2026-10-01", taxer(300000), "juge")
    affaire.jouer("2026-10-05", {"type": "liberer_fonds", "verse": 0, "restitue": 50000}, "regie")
    assert "1\xa0000,00\xa0€" in affaire.evenements[-1].alertes[0]


def test_art_280_al_1_le_juge_peut_refuser_l_acompte_et_n_en_promet_pas_deux_fois_l_argent() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-04-01", demander_acompte(), "expert")
    assert "aucun" in refuser(affaire, "2026-04-07", statuer_acompte(decision="rejetee"), "juge").message
    assert "fixe le montant" in refuser(affaire, "2026-04-07", statuer_acompte(0), "juge").message
    affaire.jouer("2026-04-07", statuer_acompte(0, decision="rejetee"), "juge")
    assert refuser(affaire, "2026-04-08", verser_acompte(1), "regie").article == "CPC 280 al. 1"
    affaire.jouer("2026-04-09", demander_acompte(), "expert")
    affaire.jouer("2026-04-10", statuer_acompte(400000, "acompte-2"), "juge")
    affaire.jouer("2026-04-11", demander_acompte(), "expert")
    assert "500,00" in refuser(affaire, "2026-04-13", statuer_acompte(50001, "acompte-3"), "juge").message


def test_sans_autorisation_la_regie_ne_verse_rien() -> None:
    assert refuser(jusqu_aux_operations(), "2026-02-10", verser_acompte(), "regie").article == "CPC 640"
