"""Who may do what: every command in every wrong capacity is refused as forbidden."""

from typing import Any

import actes_annexes
import pytest
from dossiers import Affaire, jusqu_aux_operations, ordonnance, piece, rapport, reception
from etapes import (
    accepter,
    avis_du_sapiteur,
    communiquer,
    convoquer,
    demander,
    dire,
    encaisser,
    observer,
    pre_rapport,
    reduire,
    refuser,
    repondre,
    sapiteur,
    taxer,
)

from procedure.commandes import COMMANDES
from procedure.decider import REGLES_DES_COMMANDES
from procedure.personnes import Role

JUGE, GREFFE, REGIE, EXPERT = Role.JUGE, Role.GREFFE, Role.REGIE, Role.EXPERT
AVOCAT, PARTIE, SYSTEME = Role.AVOCAT, Role.PARTIE, Role.SYSTEME

RECU = "2026-02-10T10:00:00+01:00"

QUI: dict[str, tuple[set[Role], dict[str, Any]]] = {
    "enregistrer_ordonnance": ({GREFFE, JUGE}, ordonnance()),
    "notifier_designation": ({GREFFE}, {}),
    "accepter_mission": ({EXPERT}, accepter()),
    "refuser_mission": ({EXPERT}, {"motif": "Motif"}),
    "remplacer_expert": ({JUGE}, {"expert": {"id": "e2", "role": "expert", "nom": "X"}, "motif": "Motif"}),
    "inviter_a_consigner": ({GREFFE}, {}),
    "encaisser_consignation": ({REGIE, GREFFE}, encaisser("dupin", 1)),
    "aviser_consignation": ({GREFFE}, {}),
    "convoquer_reunion": ({EXPERT}, convoquer("2026-03-10")),
    "tenir_reunion": ({EXPERT}, {"reunion": 1}),
    "adresser_note": ({EXPERT}, {"note": piece(), "objet": "Objet"}),
    "demander_pieces": ({EXPERT}, demander("dupin")),
    "communiquer_pieces": ({AVOCAT, PARTIE}, communiquer("dupin")),
    "consulter_sapiteur": ({EXPERT}, sapiteur()),
    "communiquer_avis_sapiteur": ({EXPERT}, avis_du_sapiteur()),
    "deposer_pre_rapport": ({EXPERT}, pre_rapport()),
    "deposer_dire": ({AVOCAT, PARTIE}, dire("dupin")),
    "repondre_dire": ({EXPERT}, repondre(1)),
    "deposer_rapport": ({EXPERT}, rapport()),
    "constater_reception": ({EXPERT, GREFFE, AVOCAT, PARTIE}, reception("avis_a_consigner-1", "dupin", "2026-01-07")),
    "observer_remuneration": ({AVOCAT, PARTIE}, observer("dupin")),
    "envisager_reduction": ({JUGE}, reduire()),
    "repondre_reduction": ({EXPERT}, {"observations": "Non."}),
    "taxer_remuneration": ({JUGE}, taxer()),
    "notifier_taxe": ({EXPERT}, {}),
    "liberer_fonds": ({REGIE, GREFFE}, {"verse": 0}),
    "clore_dossier": ({GREFFE}, {}),
    "reprendre_expertise": ({GREFFE}, {"actes": [{**ordonnance(), "survenu_le": "2026-01-05", "recu_a": RECU}]}),
    "veiller": ({SYSTEME}, {}),
    "signaler_echec": ({SYSTEME}, {"acte": "a-1", "destinataire": "morel", "canal": "courriel", "reponse": "550"}),
}
QUI |= actes_annexes.QUI
"""By whom each command may be given, and one of its kind."""

PERSONNES = {
    JUGE: "juge",
    GREFFE: "greffe",
    REGIE: "regie",
    EXPERT: "expert",
    Role.SAPITEUR: "sapiteur",
    AVOCAT: "me-roche",
    PARTIE: "dupin",
    Role.TIERS: "tiers",
    SYSTEME: "systeme",
}
NOUVELLE = {"enregistrer_ordonnance", "reprendre_expertise"}
"""The commands that begin a case."""


def affaire_pour(commande: str) -> Affaire:
    return Affaire() if commande in NOUVELLE else jusqu_aux_operations()


def test_chaque_commande_a_sa_regle_et_son_auteur() -> None:
    assert set(COMMANDES) == set(QUI)
    assert set(COMMANDES) - set(REGLES_DES_COMMANDES) == {"reprendre_expertise", "veiller", "signaler_echec"}


@pytest.mark.parametrize("role", list(Role), ids=lambda r: r.value)
@pytest.mark.parametrize("commande", sorted(COMMANDES))
def test_hors_de_ses_qualites_l_acte_est_interdit(commande: str, role: Role) -> None:
    permis, champs = QUI[commande]
    if role in permis:
        return
    auteur = {"personne": PERSONNES[role], "role": role.value}
    motif = refuser(affaire_pour(commande), "2026-02-10", {**champs, "type": commande, "auteur": auteur})
    assert motif.interdit


@pytest.mark.parametrize("commande", sorted(set(COMMANDES) - {"veiller", "signaler_echec"}))
def test_un_inconnu_ne_peut_rien_meme_en_bonne_qualite(commande: str) -> None:
    permis, champs = QUI[commande]
    for role in permis:
        auteur = {"personne": "inconnu", "role": role.value}
        assert refuser(affaire_pour(commande), "2026-02-10", {**champs, "type": commande, "auteur": auteur}).interdit


@pytest.mark.parametrize("commande", sorted(set(COMMANDES) - NOUVELLE - {"veiller", "signaler_echec"}))
def test_nul_n_agit_sous_une_qualite_qui_n_est_pas_la_sienne(commande: str) -> None:
    permis, champs = QUI[commande]
    for role in permis:
        for autre in set(PERSONNES) - {role, SYSTEME}:
            auteur = {"personne": PERSONNES[autre], "role": role.value}
            motif = refuser(affaire_pour(commande), "2026-02-10", {**champs, "type": commande, "auteur": auteur})
            assert motif.interdit


def test_la_plateforme_ne_se_deguise_pas() -> None:
    faux = {"type": "veiller", "auteur": {"personne": "greffe", "role": "systeme"}}
    assert refuser(jusqu_aux_operations(), "2026-02-10", faux).interdit
