"""The pré-rapport, the dires, the report (art. 16, 173, 276, 278, 282 CPC)."""

from datetime import date
from typing import Any

import pytest
from dossiers import Affaire, jusqu_au_pre_rapport, jusqu_au_rapport, jusqu_aux_operations, le, piece, rapport
from etapes import (
    PIECE,
    avis_du_sapiteur,
    dire,
    pre_rapport,
    refuser,
    repondre,
    sapiteur,
)

from procedure.dossier import Phase
from procedure.echeances import Statut


def situation(affaire: Affaire) -> str:
    fait = affaire.evenements[-1].fait
    assert fait.type == "dire_depose"
    return fait.situation


# -- the pré-rapport


@pytest.mark.parametrize("commande", [pre_rapport(), rapport()])
def test_art_278_pas_de_pre_rapport_ni_de_rapport_avant_l_avis_du_sapiteur(commande: dict[str, Any]) -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-02", sapiteur(), "expert")
    motif = refuser(affaire, "2026-04-01", commande, "expert")
    assert motif.manque == ("l’avis de Mme Serre",)


@pytest.mark.parametrize("commande", [pre_rapport(), rapport()])
def test_art_278_ni_date_d_avant_cet_avis(commande: dict[str, Any]) -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-02", sapiteur(), "expert")
    affaire.jouer("2026-04-01", avis_du_sapiteur(), "expert")
    retro = {**commande, "survenu_le": "2026-03-31", "preuve": PIECE}
    assert refuser(affaire, "2026-06-01", retro, "expert").article == "CPC 640"


def test_art_16_sans_pre_rapport_le_temps_donne_sur_l_avis_du_sapiteur_est_respecte() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-02", sapiteur(), "expert")
    affaire.jouer("2026-04-01", avis_du_sapiteur(), "expert")
    assert "278" in refuser(affaire, "2026-05-04", rapport(), "expert").article
    affaire.jouer("2026-05-05", rapport(), "expert")
    assert affaire.dossier.phase is Phase.DEPOSEE


def test_art_276_le_pre_rapport_ouvre_un_meme_temps_a_toutes_les_parties() -> None:
    affaire = jusqu_au_pre_rapport()
    termes = {e.personne: e.calcul and e.calcul.legal for e in affaire.dossier.echeances_de("DL-13")}
    assert termes == dict.fromkeys(("dupin", "batirhone", "morel"), date(2026, 7, 1))
    assert affaire.dossier.phase is Phase.DIRES_OUVERTS


@pytest.mark.parametrize(
    "terme",
    [
        {"le": "2026-06-01"},
        {"le": "0001-01-01"},
        {"delai": "P1M", "a_compter": "reception"},
        {"delai": "P1M", "a_compter": "ordonnance"},
        {"delai": "P9999Y", "a_compter": "envoi"},
        {"le": "9999-12-31"},
    ],
)
def test_art_276_640_le_terme_des_dires_est_un_jour_a_venir_le_meme_pour_tous(terme: dict[str, str]) -> None:
    assert "CPC" in refuser(jusqu_aux_operations(), "2026-06-01", pre_rapport(terme_dires=terme), "expert").article


def test_art_279_les_derniers_dires_laissent_le_temps_de_rediger() -> None:
    """The report is due on 2 October 2026: eight days are kept for drafting."""
    affaire = jusqu_aux_operations()
    motif = refuser(affaire, "2026-06-01", pre_rapport(terme_dires={"le": "2026-09-25"}), "expert")
    assert "prorogation" in motif.manque[0]
    affaire.jouer("2026-06-01", pre_rapport(terme_dires={"le": "2026-09-24"}), "expert")


def test_un_temps_de_moins_de_trois_semaines_se_voit() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-06-01", pre_rapport(terme_dires={"delai": "P20D", "a_compter": "envoi"}), "expert")
    assert "trois semaines" in affaire.evenements[-1].resume


def test_un_seul_pre_rapport() -> None:
    assert "stade" in refuser(jusqu_au_pre_rapport(), "2026-06-02", pre_rapport(), "expert").message


# -- dires


@pytest.mark.parametrize(
    ("recu", "attendue"),
    [("2026-06-20", "dans_le_delai"), ("2026-07-01", "dans_le_delai"), ("2026-07-02", "tardif")],
)
def test_art_276_un_dire_se_juge_au_jour_de_sa_reception(recu: str, attendue: str) -> None:
    affaire = jusqu_au_pre_rapport()
    affaire.jouer(recu, dire("dupin"), "me-roche")
    assert situation(affaire) == attendue


def test_art_276_un_dire_recu_a_temps_et_enregistre_plus_tard_est_a_temps() -> None:
    affaire = jusqu_au_pre_rapport()
    affaire.jouer("2026-07-15", dire("morel", survenu_le="2026-07-01", preuve=PIECE), "morel")
    assert situation(affaire) == "dans_le_delai"
    assert affaire.dossier.phase is Phase.DIRES_CLOS
    assert "n° 1" in refuser(affaire, "2026-09-01", rapport(), "expert").manque[0]


def test_art_642_un_dire_recu_avant_minuit_est_a_temps_quand_meme_il_est_decide_apres() -> None:
    affaire = jusqu_au_pre_rapport()
    avant_minuit = affaire.lire("2026-07-01", {**dire("morel"), "recu_a": "2026-07-01T21:59:59Z"}, "morel")
    affaire.soumettre(avant_minuit, le("2026-07-02"))
    assert situation(affaire) == "dans_le_delai"
    apres_minuit = affaire.lire("2026-07-01", {**dire("morel"), "recu_a": "2026-07-01T22:00:00Z"}, "morel")
    affaire.soumettre(apres_minuit, le("2026-07-02"))
    assert situation(affaire) == "tardif"


@pytest.mark.parametrize(
    ("recu", "attendue"),
    [
        ("2026-07-31", "dans_le_delai"),
        ("2026-08-02", "dans_le_delai"),
        ("2026-08-03", "discute"),
        ("2026-08-04", "tardif"),
    ],
)
def test_une_date_certaine_un_dimanche_laisse_le_lundi_discute(recu: str, attendue: str) -> None:
    """W24: Sunday 2 August 2026; nothing is late of itself on Monday the 3rd."""
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-06-01", pre_rapport(terme_dires={"le": "2026-08-02"}), "expert")
    calcul = affaire.dossier.echeances_de("DL-13")[0].calcul
    assert calcul is not None
    assert (calcul.safe_by, calcul.nominal) == (date(2026, 7, 31), date(2026, 8, 2))
    assert calcul.arguable_until == date(2026, 8, 3)
    affaire.jouer(recu, dire("dupin"), "me-roche")
    assert situation(affaire) == attendue


def test_art_276_sans_terme_les_dires_restent_ouverts_jusqu_au_rapport() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-08-20", dire("morel"), "morel")
    assert situation(affaire) == "dans_le_delai"


def test_art_276_un_dire_tardif_est_garde_et_n_oblige_pas_l_expert() -> None:
    affaire = jusqu_au_pre_rapport()
    affaire.jouer("2026-07-03", dire("morel"), "morel")
    assert affaire.dossier.dires[1].situation == "tardif"
    affaire.jouer("2026-09-01", rapport(), "expert")
    assert affaire.dossier.phase is Phase.DEPOSEE


def test_art_276_al_4_chaque_point_a_sa_reponse() -> None:
    affaire = jusqu_au_pre_rapport()
    affaire.jouer("2026-06-20", dire("dupin", "Un", "Deux"), "me-roche")
    assert refuser(affaire, "2026-06-25", repondre(1, "Suivi"), "expert").article == "CPC 276 al. 4"
    assert refuser(affaire, "2026-06-25", repondre(2), "expert").introuvable
    retro = repondre(1, "Suivi", "Écarté", survenu_le="2026-06-19", preuve=PIECE)
    assert refuser(affaire, "2026-06-25", retro, "expert").article == "CPC 640"
    affaire.jouer("2026-06-25", repondre(1, "Suivi", "Écarté"), "expert")
    assert refuser(affaire, "2026-06-26", repondre(1, "Suivi", "Écarté"), "expert").article == "CPC 276"


def test_art_162_nul_ne_depose_le_dire_d_un_autre() -> None:
    affaire = jusqu_au_pre_rapport()
    assert refuser(affaire, "2026-06-20", dire("dupin"), "me-vidal").article == "CPC 162"
    assert refuser(affaire, "2026-06-20", dire("dupin"), "expert").interdit


def test_un_texte_immense_est_arrete_a_la_porte() -> None:
    with pytest.raises(ValueError, match="points"):
        jusqu_au_pre_rapport().lire("2026-06-20", dire("dupin", "a" * 20_001), "me-roche")


# -- the report


def test_art_276_pas_de_rapport_avant_la_fin_du_temps_donne() -> None:
    affaire = jusqu_au_pre_rapport()
    assert "1er juillet 2026" in refuser(affaire, "2026-07-01", rapport(), "expert").message
    affaire.jouer("2026-07-02", rapport(), "expert")


def test_art_276_un_rapport_enregistre_apres_mais_date_d_avant_est_refuse() -> None:
    retro = rapport(survenu_le="2026-06-20", preuve=PIECE)
    assert refuser(jusqu_au_pre_rapport(), "2026-09-01", retro, "expert").article == "CPC 276"


def test_art_276_pas_de_rapport_sans_reponse_a_chaque_dire_recu_a_temps() -> None:
    affaire = jusqu_au_pre_rapport()
    affaire.jouer("2026-06-20", dire("dupin"), "me-roche")
    affaire.jouer("2026-06-21", dire("morel"), "morel")
    affaire.jouer("2026-07-05", repondre(2), "expert")
    assert refuser(affaire, "2026-09-01", rapport(), "expert").manque == ("la réponse au dire n° 1",)


@pytest.mark.parametrize(
    ("champs", "manque"),
    [
        ({"remuneration": None}, ("le montant demandé",)),
        ({"etat_de_frais": None}, ("l’état de frais et honoraires",)),
        ({"remuneration": None, "etat_de_frais": None}, ("le montant demandé", "l’état de frais et honoraires")),
    ],
)
def test_art_282_le_rapport_vient_avec_la_demande_de_remuneration(
    champs: dict[str, Any], manque: tuple[str, ...]
) -> None:
    motif = refuser(jusqu_au_pre_rapport(), "2026-09-01", rapport(**champs), "expert")
    assert (motif.article, motif.manque) == ("CPC 282 al. 5", manque)


def test_art_282_apres_le_depot_l_expert_est_dessaisi() -> None:
    affaire = jusqu_au_rapport()
    for commande, par in ((dire("morel"), "morel"), (repondre(1, "a", "b"), "expert"), (rapport(), "expert")):
        assert "CPC" in refuser(affaire, "2026-09-02", commande, par).article
    note = {"type": "adresser_note", "note": piece("Note", "b"), "objet": "Suite"}
    assert "stade" in refuser(affaire, "2026-09-02", note, "expert").message


def test_art_282_le_depot_eteint_les_echeances_des_operations_et_attend_chaque_reception() -> None:
    affaire = jusqu_au_rapport()
    regles = {e.regle for e in affaire.dossier.echeances.values()}
    assert regles == {"DL-16", "DL-01a", "DL-23"}
    assert {e.statut for e in affaire.dossier.echeances_de("DL-16")} == {Statut.NON_DEMARREE}


def test_ce_qui_n_a_pas_ete_fait_avant_le_rapport_n_est_pas_dit_fait() -> None:
    affaire = jusqu_au_pre_rapport()
    affaire.jouer("2026-08-20", rapport(), "expert")
    statuts = {c.echeance: c.statut for e in affaire.evenements[-3:] for c in e.closes}
    assert statuts["DL-06:expert"] == "satisfaite"
    assert statuts["DL-14:expert"] == "levee"
