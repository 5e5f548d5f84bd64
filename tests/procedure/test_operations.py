"""Meetings, notes, documents, the sapiteur (art. 16, 132, 160, 275, 278 CPC)."""

from datetime import date
from typing import Any

import pytest
from dossiers import Affaire, jusqu_au_pre_rapport, jusqu_au_rapport, jusqu_aux_operations, piece, reception
from etapes import (
    PIECE,
    PRESENCE,
    acceptee,
    avis_du_sapiteur,
    communiquer,
    convoquer,
    demander,
    echeance,
    participants,
    refuser,
    sapiteur,
)

from procedure.echeances import Statut

NOTE = {"type": "adresser_note", "note": piece("Note", "b"), "objet": "Constats"}


def tenir(*presents: str, **champs: Any) -> dict[str, Any]:
    return {"type": "tenir_reunion", "reunion": 1, "presents": presents, **champs}


def convoquee() -> Affaire:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-02-10", convoquer("2026-03-10"), "expert")
    return affaire


def test_art_267_rien_ne_commence_avant_l_avis_de_consignation() -> None:
    affaire = acceptee()
    for commande in (convoquer("2026-03-10"), NOTE, demander("dupin"), sapiteur()):
        assert "stade" in refuser(affaire, "2026-01-20", commande, "expert").message


@pytest.mark.parametrize("commande", [convoquer("2026-03-10"), NOTE, demander("dupin"), sapiteur()])
def test_art_640_aucune_operation_n_est_datee_d_avant_leur_debut(commande: dict[str, Any]) -> None:
    retro = {**commande, "survenu_le": "2026-02-01", "preuve": PIECE}
    assert refuser(jusqu_aux_operations(), "2026-02-10", retro, "expert").article == "CPC 640"


def test_art_160_toutes_les_parties_et_leurs_avocats_sont_convoques() -> None:
    (evenement,) = convoquee().evenements[-1:]
    assert set(evenement.fait.convoques) == {"dupin", "batirhone", "morel", "me-roche", "me-vidal"}  # type: ignore[union-attr]


def test_art_160_une_partie_sans_adresse_n_est_convoquee_par_aucune_voie() -> None:
    affaire = acceptee(participants=participants(morel={"adresse": None}), demarrage_immediat=True)
    assert refuser(affaire, "2026-02-10", convoquer("2026-03-10"), "expert").manque == (
        "l’adresse postale de M. Morel",
    )


@pytest.mark.parametrize("jour", ["2026-02-09", "2026-02-10", "2099-01-01"])
def test_art_160_on_convoque_pour_un_jour_a_venir_et_proche(jour: str) -> None:
    assert refuser(jusqu_aux_operations(), "2026-02-10", convoquer(jour), "expert").article == "CPC 160"


@pytest.mark.parametrize("debut", ["0001-01-01T00:00:00+01:00", "9999-12-31T23:30:00-05:00"])
def test_une_date_hors_du_calendrier_est_refusee(debut: str) -> None:
    commande = convoquer("2026-03-10", debut=debut)
    assert refuser(jusqu_aux_operations(), "2026-02-10", commande, "expert").article == "CPC 160"


def test_le_jour_de_la_reunion_est_celui_du_siege() -> None:
    minuit = convoquer("2026-03-10", debut="2026-02-10T23:30:00Z")  # 0 h 30 on the 11th in Paris
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-02-10", minuit, "expert")
    assert refuser(affaire, "2026-02-10", tenir(), "expert").article == "CPC 640"
    affaire.jouer("2026-02-11", tenir(), "expert")


def test_un_delai_trop_court_se_voit_mais_n_empeche_pas() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-02-10", convoquer("2026-02-25"), "expert")  # D - 15 - 1 = 9 February
    assert "moins de quinze jours" in affaire.evenements[-1].resume
    affaire.jouer("2026-02-10", convoquer("2026-02-26"), "expert")
    assert "moins de quinze jours" not in affaire.evenements[-1].resume


def test_art_160_une_reunion_se_tient_au_plus_tot_le_jour_convoque_et_une_fois() -> None:
    affaire = convoquee()
    assert refuser(affaire, "2026-03-09", tenir(), "expert").article == "CPC 640"
    assert refuser(affaire, "2026-03-10", tenir(reunion=2), "expert").introuvable
    assert refuser(affaire, "2026-03-10", tenir("fantome"), "expert").introuvable
    avant = {**tenir(), "survenu_le": "2026-02-09", "preuve": PRESENCE}
    assert refuser(affaire, "2026-03-12", avant, "expert").article == "CPC 640"
    affaire.jouer("2026-03-12", {**tenir("morel"), "survenu_le": "2026-03-10", "preuve": PRESENCE}, "expert")
    assert affaire.evenements[-1].survenu_le == date(2026, 3, 10)
    assert refuser(affaire, "2026-03-13", tenir(), "expert").article == "CPC 160"


def test_art_161_une_partie_convoquee_peut_etre_absente_ou_representee() -> None:
    affaire = convoquee()
    affaire.jouer("2026-03-10", tenir("me-roche", "morel"), "expert")
    fait = affaire.evenements[-1].fait
    assert fait.type == "reunion_tenue"
    assert (fait.absents, fait.non_convoques) == (("batirhone",), ())
    assert echeance(affaire, "DL-07b").objet == "reunion-1"
    assert not affaire.dossier.echeances_de("DL-05")


def test_le_compte_rendu_joint_dispense_de_l_attendre() -> None:
    affaire = convoquee()
    affaire.jouer("2026-03-10", tenir("morel", compte_rendu=piece("Compte rendu", "3")), "expert")
    assert not affaire.dossier.echeances_de("DL-07b")


def test_art_282_plus_de_reunion_apres_le_rapport_mais_une_reunion_passee_s_enregistre() -> None:
    affaire = convoquee()
    affaire.jouer("2026-04-01", {"type": "deposer_rapport", **depot()}, "expert")
    assert refuser(affaire, "2026-04-02", tenir("morel"), "expert").article == "CPC 282"
    affaire.jouer("2026-04-02", {**tenir("morel"), "survenu_le": "2026-03-10", "preuve": PRESENCE}, "expert")
    assert not affaire.dossier.echeances_de("DL-07b")


def depot() -> dict[str, Any]:
    return {"document": piece("Rapport", "e"), "remuneration": 1, "etat_de_frais": piece("État", "f")}


def test_art_273_la_note_la_plus_recente_donne_la_prochaine_information_du_juge() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-20", NOTE, "expert")
    apres = echeance(affaire, "DL-14")
    affaire.jouer("2026-03-25", {**NOTE, "survenu_le": "2026-02-20", "preuve": PIECE}, "expert")
    assert echeance(affaire, "DL-14") == apres
    assert affaire.evenements[-1].resume == "Note aux parties n° 2"


def test_une_note_anterieure_ne_tient_pas_lieu_de_compte_rendu() -> None:
    affaire = convoquee()
    affaire.jouer("2026-03-10", tenir("morel"), "expert")
    affaire.jouer("2026-03-12", {**NOTE, "survenu_le": "2026-03-01", "preuve": PIECE}, "expert")
    assert echeance(affaire, "DL-07b")
    affaire.jouer("2026-03-13", NOTE, "expert")
    assert not affaire.dossier.echeances_de("DL-07b")


# -- documents


def test_art_275_chaque_partie_sollicitee_a_son_echeance_et_l_eteint_elle_meme() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-02", demander("dupin", "morel", "dupin"), "expert")
    assert {e.personne for e in affaire.dossier.echeances_de("DL-08")} == {"dupin", "morel"}
    affaire.jouer("2026-03-05", communiquer("dupin", demande=1, complet=False), "me-roche")
    assert len(affaire.dossier.echeances_de("DL-08")) == 2
    affaire.jouer("2026-03-06", communiquer("dupin", demande=1), "me-roche")
    assert echeance(affaire, "DL-08").personne == "morel"
    affaire.jouer("2026-03-07", communiquer("batirhone", demande=1), "me-vidal")
    assert echeance(affaire, "DL-08").personne == "morel"


def test_art_275_la_carence_se_constate_et_ne_punit_pas() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-02", demander("morel"), "expert")
    affaire.attendre("2026-03-25")
    assert echeance(affaire, "DL-08").statut is Statut.DEPASSEE
    affaire.jouer("2026-03-26", communiquer("morel", demande=1), "morel")
    assert not affaire.dossier.echeances_de("DL-08")


def test_art_275_la_demande_vise_des_parties_et_un_jour_a_venir() -> None:
    affaire = jusqu_aux_operations()
    assert refuser(affaire, "2026-03-02", demander("me-roche"), "expert").introuvable
    assert refuser(affaire, "2026-03-02", demander("dupin", terme={"le": "2026-03-02"}), "expert").article == "CPC 640"
    jadis = {"delai": "P1M", "a_compter": "ordonnance"}
    assert refuser(affaire, "2026-03-02", demander("dupin", terme=jadis), "expert").article == "CPC 640"


def test_art_640_un_delai_de_la_reception_attend_la_preuve_de_chacun() -> None:
    affaire = jusqu_aux_operations()
    terme = {"delai": "P15D", "a_compter": "reception"}
    affaire.jouer("2026-03-02", demander("dupin", "morel", terme=terme), "expert")
    assert {e.statut for e in affaire.dossier.echeances_de("DL-08")} == {Statut.NON_DEMARREE}
    affaire.jouer("2026-03-09", reception("demande_de_pieces-1", "morel", "2026-03-05"), "expert")
    calcul = echeance(affaire, "DL-08", "morel").calcul
    assert calcul is not None
    assert calcul.legal == date(2026, 3, 20)
    assert echeance(affaire, "DL-08", "dupin").statut is Statut.NON_DEMARREE


def test_on_ne_repond_pas_a_une_demande_qui_n_existe_pas_ou_pas_encore() -> None:
    affaire = jusqu_aux_operations()
    assert refuser(affaire, "2026-03-02", communiquer("morel", demande=1), "morel").introuvable
    affaire.jouer("2026-03-02", demander("morel"), "expert")
    avant = communiquer("morel", demande=1, survenu_le="2026-03-01", preuve=PIECE)
    assert refuser(affaire, "2026-03-03", avant, "morel").article == "CPC 640"


def test_art_162_on_ne_communique_que_pour_sa_partie() -> None:
    affaire = jusqu_aux_operations()
    assert refuser(affaire, "2026-03-02", communiquer("dupin"), "me-vidal").article == "CPC 162"
    assert refuser(affaire, "2026-03-02", communiquer("dupin"), "morel").interdit
    assert refuser(affaire, "2026-03-02", communiquer("me-roche"), "me-roche").introuvable
    masque = {**communiquer("morel"), "auteur": {"personne": "morel", "role": "avocat"}}
    assert refuser(affaire, "2026-03-02", masque).interdit


def test_art_282_plus_de_pieces_apres_le_rapport() -> None:
    assert refuser(jusqu_au_rapport(), "2026-09-02", communiquer("morel"), "morel").article == "CPC 282"


def test_un_titre_tres_long_tient_dans_les_actes_de_la_plateforme() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-02", communiquer("morel", pieces=[piece("é" * 300, "4")]), "morel")
    assert all(len(acte.titre) <= 300 for acte in affaire.evenements[-1].actes)


# -- the sapiteur


@pytest.mark.parametrize("specialite", ["bâtiment", "BATIMENT", "ba\u0302timent", " Bâtiment ", None])
def test_art_278_le_sapiteur_est_d_une_specialite_distincte_et_connue(specialite: str | None) -> None:
    affaire = jusqu_aux_operations()
    assert refuser(affaire, "2026-03-02", sapiteur(specialite=specialite), "expert").article == "CPC 278"


@pytest.mark.parametrize("champs", [{"id": "dupin"}, {"id": "expert"}, {"role": "expert"}])
def test_art_278_le_sapiteur_n_est_pas_deja_dans_l_affaire(champs: dict[str, str]) -> None:
    assert refuser(jusqu_aux_operations(), "2026-03-02", sapiteur(**champs), "expert").article == "CPC 278"


def test_art_278_les_parties_discutent_l_avis_communique_une_fois() -> None:
    affaire = jusqu_aux_operations()
    assert refuser(affaire, "2026-03-02", avis_du_sapiteur(), "expert").introuvable
    affaire.jouer("2026-03-02", sapiteur(), "expert")
    retro = avis_du_sapiteur(survenu_le="2026-03-01", preuve=PIECE)
    assert refuser(affaire, "2026-04-01", retro, "expert").article == "CPC 640"
    affaire.jouer("2026-04-01", avis_du_sapiteur(), "expert")
    termes = {e.personne: e.calcul and e.calcul.legal for e in affaire.dossier.echeances_de("DL-10")}
    assert termes == dict.fromkeys(("dupin", "batirhone", "morel"), date(2026, 5, 4))
    assert refuser(affaire, "2026-04-02", avis_du_sapiteur(), "expert").article == "CPC 278"


def test_art_278_plus_de_sapiteur_apres_le_pre_rapport() -> None:
    assert "stade" in refuser(jusqu_au_pre_rapport(), "2026-06-02", sapiteur(), "expert").message
