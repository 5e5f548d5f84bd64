"""What the order itself opens and raises (art. 145, 240 former, 266, 272, 490, 496-497, 647 CPC)."""

from datetime import date
from typing import Any

import pytest
from actes_mandat import conference
from dossiers import Affaire, jusqu_au_pre_rapport, ordonnance, piece, reception
from etapes import PARTIES, PIECE, echeance, ordonnee, participants, refuser

from procedure.commandes import EnregistrerOrdonnance
from procedure.echeances import Statut


def enregistree(jour: str = "2026-01-05", **champs: Any) -> Affaire:
    affaire = Affaire()
    affaire.jouer(jour, ordonnance(**champs))
    return affaire


def alertes(affaire: Affaire) -> str:
    return " ".join(a for e in affaire.evenements for a in e.alertes)


# -- the mission to conciliate (former art. 240)


def test_art_240_abroge_la_mission_de_concilier_est_licite_depuis_le_1er_septembre_2025() -> None:
    refus = refuser(Affaire(), "2025-08-31", ordonnance(mission_de_conciliation=True))
    assert "240" in refus.article
    assert enregistree("2025-09-01", mission_de_conciliation=True).dossier.mission_de_conciliation
    assert not enregistree("2025-08-31").dossier.mission_de_conciliation


# -- the immovable (art. 145 al. 2-3)


def test_art_145_l_immeuble_hors_du_ressort_est_signale_jamais_refuse() -> None:
    hors = enregistree(introduite_le="2025-09-01", immeuble="hors_du_ressort")
    assert "hors du ressort" in alertes(hors)
    assert "si l’instance" not in alertes(hors)
    assert hors.dossier.introduite_le == date(2025, 9, 1)


def test_art_145_rien_n_est_signale_pour_une_instance_introduite_avant_la_reforme() -> None:
    assert not alertes(enregistree(introduite_le="2025-08-31", immeuble="hors_du_ressort"))
    assert not alertes(enregistree("2025-08-29"))


@pytest.mark.parametrize("immeuble", ["sans_objet", "dans_le_ressort"])
def test_art_145_rien_n_est_signale_si_la_competence_est_dite(immeuble: str) -> None:
    assert not alertes(enregistree(immeuble=immeuble))


def test_art_145_ce_qui_n_est_pas_dit_est_a_verifier() -> None:
    assert "Il n’est pas indiqué" in alertes(enregistree())
    assert "si l’instance a été introduite depuis" in alertes(enregistree())
    assert not alertes(enregistree(fondement="avant_dire_droit"))


# -- the ways of recourse that the order opens


def test_art_272_le_mois_court_de_la_decision_quel_que_soit_celui_qui_en_fut_averti() -> None:
    affaire = ordonnee(fondement="avant_dire_droit", ordonnance=piece("Jugement", "0"))
    echeances = affaire.dossier.echeances_de("DL-01b")
    assert {e.personne for e in echeances} == set(PARTIES)
    assert {e.calcul.legal for e in echeances if e.calcul} == {date(2026, 2, 5)}
    assert not affaire.dossier.echeances_de("DL-01a")
    affaire.jouer("2026-01-20", reception("ordonnance-1", "morel", "2026-01-20", "signification"), "greffe")
    calcul = echeance(affaire, "DL-01b", "morel").calcul
    assert calcul is not None
    assert calcul.legal == date(2026, 2, 5)
    affaire.attendre("2026-02-05")
    assert affaire.dossier.echeances_de("DL-01b")
    affaire.attendre("2026-02-06")
    assert not affaire.dossier.echeances_de("DL-01b")


def test_art_272_la_distance_discutee_n_est_pas_comptee_mais_reste_soutenable() -> None:
    au_loin = participants(morel={"residence": "etranger"}, dupin={"residence": "metropole"})
    affaire = ordonnee(fondement="avant_dire_droit", participants=au_loin)
    ouvertes = {e.personne: e.calcul for e in affaire.evenements[-1].ouvertes if e.regle == "DL-01b"}
    loin, pres = ouvertes["morel"], ouvertes["dupin"]
    assert loin is not None
    assert pres is not None
    assert loin.legal == pres.legal == pres.arguable_until == date(2026, 2, 5)
    assert loin.arguable_until == date(2026, 4, 7)  # 5 January + 3 months is Easter Sunday, then Easter Monday
    assert "discuté" in loin.etapes[-1].texte


def test_art_496_497_la_requete_accordee_n_ouvre_pas_d_appel_mais_un_refere_retractation_sans_delai() -> None:
    affaire = ordonnee(fondement="requete_145")
    assert not [e for e in affaire.dossier.echeances.values() if e.regle.startswith("DL-01")]
    assert "en référer au juge, sans délai" in alertes(affaire)
    assert "en référer" not in alertes(ordonnee())


# -- the service in person (art. 647)


def test_art_647_la_signification_a_personne_en_un_lieu_sans_augmentation_prive_de_la_distance() -> None:
    affaire = enregistree(
        "2026-05-04", participants=participants(morel={"residence": "etranger"}), ordonnance=piece("Ordonnance", "0")
    )
    a_personne = reception("ordonnance-1", "morel", "2026-06-02", "signification") | {"a_personne_sans_distance": True}
    affaire.jouer("2026-06-02", a_personne, "greffe")
    calcul = echeance(affaire, "DL-01a", "morel").calcul
    assert calcul is not None
    assert (calcul.legal, calcul.distance_mois) == (date(2026, 6, 17), 0)


@pytest.mark.parametrize(
    ("residence", "attendu"),
    [
        ("metropole", date(2026, 6, 17)),
        ("la-reunion", date(2026, 7, 17)),  # one month, then fifteen days
        ("etranger", date(2026, 8, 17)),
    ],
)
def test_art_643_l_appel_du_refere_s_augmente_de_la_distance(residence: str, attendu: date) -> None:
    affaire = enregistree(
        "2026-05-04", participants=participants(morel={"residence": residence}), ordonnance=piece("Ordonnance", "0")
    )
    affaire.jouer("2026-06-02", reception("ordonnance-1", "morel", "2026-06-02", "signification"), "greffe")
    calcul = echeance(affaire, "DL-01a", "morel").calcul
    assert calcul is not None
    assert calcul.legal == attendu


def test_art_647_seule_une_signification_est_faite_a_personne() -> None:
    affaire = ordonnee(ordonnance=piece("Ordonnance", "0"))
    par_lettre = reception("ordonnance-1", "morel", "2026-01-08") | {"a_personne_sans_distance": True}
    assert refuser(affaire, "2026-01-08", par_lettre, "greffe").article == "CPC 647"
    assert echeance(affaire, "DL-01a", "morel").statut is Statut.NON_DEMARREE


# -- the conference (art. 266)


@pytest.mark.parametrize("par", ["juge", "greffe"])
def test_art_266_le_greffe_convoque_l_expert_et_les_parties_devant_le_juge(par: str) -> None:
    affaire = ordonnee()
    affaire.jouer("2026-02-04", conference("2026-02-20T10:00:00+01:00"), par)
    (evenement,) = affaire.evenements[-1:]
    (acte,) = evenement.actes
    assert acte.auteur == "greffe"
    assert set(acte.destinataires) == {"juge", "expert", *PARTIES, "me-roche", "me-vidal"}
    assert not evenement.alertes
    assert affaire.dernier is not None
    (effet,) = [e for e in affaire.dernier.effets if e.type == "produire"]
    assert "calendrier des opérations" in str(effet.donnees)


def test_art_266_un_delai_trop_court_est_signale_jamais_refuse() -> None:
    affaire = ordonnee()
    affaire.jouer("2026-02-05", conference("2026-02-20T10:00:00+01:00"), "juge")
    assert "moins de quinze jours" in affaire.evenements[-1].alertes[0]


@pytest.mark.parametrize("jour", ["2026-02-05", "2026-02-01", "2030-02-01"])
def test_art_266_la_conference_est_a_venir_et_proche(jour: str) -> None:
    assert refuser(ordonnee(), "2026-02-05", conference(f"{jour}T09:00:00+01:00"), "juge").article == "CPC 266"


def test_art_266_la_conference_precise_une_mission_encore_en_cours() -> None:
    tard = conference("2026-06-30T10:00:00+02:00")
    assert "stade" in refuser(jusqu_au_pre_rapport(), "2026-06-05", tard, "juge").message


# -- what is recorded is read again


def test_l_ordonnance_reprise_garde_ses_precisions() -> None:
    acte = ordonnance(survenu_le="2026-01-05", immeuble="dans_le_ressort", introduite_le="2025-10-01", preuve=PIECE)
    commande = Affaire().lire("2026-01-05", acte)
    assert isinstance(commande, EnregistrerOrdonnance)
    assert commande.immeuble == "dans_le_ressort"
