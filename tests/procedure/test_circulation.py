"""Who receives what, and by which way (art. 16, 132, 160, 173, 276, 282, 724, 748-1 CPC; reference §3.3, §4.2)."""

from typing import Any

import pytest
from dossiers import Affaire, jusqu_au_pre_rapport, jusqu_au_rapport, jusqu_aux_operations, ordonnance, piece
from etapes import (
    acceptee,
    avis_du_sapiteur,
    communiquer,
    convoquer,
    demander,
    dire,
    observer,
    ordonnee,
    participants,
    pre_rapport,
    reduire,
    repondre,
    sapiteur,
    taxable,
    taxee,
    taxer,
)

from procedure.documents import Acte, Classe, Nature
from procedure.effets import Canal, Destination, Portee
from procedure.fiches import FICHES
from procedure.personnes import Role

TOUS = {"dupin", "batirhone", "morel", "me-roche", "me-vidal"}
"""Every party and every avocat."""
COUR = {"juge", "greffe"}


def acte(affaire: Affaire, nature: Nature) -> Acte:
    """The last act of a kind."""
    return [a for e in affaire.evenements for a in e.actes if a.nature is nature][-1]


def vers(affaire: Affaire, nature: Nature) -> set[str]:
    return set(acte(affaire, nature).destinataires)


def voies(affaire: Affaire, nature: Nature) -> dict[tuple[str, Canal], Destination]:
    """The deliveries of the last decision for a kind of act."""
    assert affaire.dernier is not None
    return {(d.personne, d.canal): d for e in affaire.dernier.effets if e.acte.nature is nature for d in e.destinations}


def test_l_ordonnance_va_aux_parties_et_a_l_expert() -> None:
    assert vers(ordonnee(ordonnance=piece("Ordonnance", "0")), Nature.ORDONNANCE) == TOUS | {"expert"}


def test_la_saisine_ne_va_qu_a_qui_elle_concerne() -> None:
    affaire = acceptee()
    assert vers(affaire, Nature.AVIS_DE_DESIGNATION) == {"expert"}
    assert vers(affaire, Nature.AVIS_A_CONSIGNER) == TOUS - {"morel"}  # he pays nothing
    assert vers(affaire, Nature.ACCEPTATION) == TOUS | COUR


def test_le_refus_de_l_expert_va_a_la_cour_et_les_parties_en_sont_avisees() -> None:
    affaire = ordonnee()
    affaire.jouer("2026-01-06", {"type": "notifier_designation"}, "greffe")
    affaire.jouer("2026-01-09", {"type": "refuser_mission", "motif": "Motif"}, "expert")
    assert vers(affaire, Nature.REFUS) == TOUS | COUR


def test_l_avis_de_consignation_ne_va_qu_a_l_expert() -> None:
    assert vers(jusqu_aux_operations(), Nature.AVIS_DE_CONSIGNATION) == {"expert"}


@pytest.mark.parametrize(
    ("nature", "commande"),
    [
        (Nature.CONVOCATION, convoquer("2026-03-10")),
        (Nature.DEMANDE_DE_PIECES, demander("dupin")),
        (Nature.PRE_RAPPORT, pre_rapport()),
    ],
)
def test_art_16_les_actes_de_l_expert_vont_a_toutes_les_parties(nature: Nature, commande: dict[str, Any]) -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-02-10", commande, "expert")
    assert vers(affaire, nature) == TOUS


def test_art_16_la_note_va_aussi_au_juge() -> None:
    assert vers(jusqu_au_pre_rapport(), Nature.NOTE_AUX_PARTIES) == TOUS | {"juge"}


def test_art_278_la_lettre_de_mission_et_l_avis_du_sapiteur_sont_dans_le_debat() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-02", sapiteur(), "expert")
    assert vers(affaire, Nature.LETTRE_DE_MISSION) == TOUS | {"sapiteur"}
    affaire.jouer("2026-04-01", avis_du_sapiteur(), "expert")
    assert vers(affaire, Nature.AVIS_SAPITEUR) == TOUS


@pytest.mark.parametrize(
    ("par", "partie", "attendus"),
    [
        ("me-roche", "dupin", TOUS - {"dupin", "me-roche"} | {"expert"}),
        ("dupin", "dupin", TOUS - {"dupin", "me-roche"} | {"expert"}),
        ("morel", "morel", TOUS - {"morel"} | {"expert"}),
    ],
)
@pytest.mark.parametrize("nature", [Nature.PIECES, Nature.DIRE])
def test_art_132_276_pieces_et_dires_vont_a_l_expert_et_aux_autres_en_meme_temps(
    nature: Nature, par: str, partie: str, attendus: set[str]
) -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-02", communiquer(partie) if nature is Nature.PIECES else dire(partie), par)
    assert vers(affaire, nature) == attendus


def test_un_avocat_de_deux_parties_recoit_pour_celle_qui_n_ecrit_pas() -> None:
    commun = participants(morel={"avocats": ["me-roche"]})
    affaire = acceptee(participants=commun, demarrage_immediat=True)
    affaire.jouer("2026-03-02", dire("dupin"), "dupin")
    assert vers(affaire, Nature.DIRE) == TOUS - {"dupin"} | {"expert"}
    affaire.jouer("2026-03-03", dire("dupin"), "me-roche")
    assert vers(affaire, Nature.DIRE) == TOUS - {"dupin", "me-roche"} | {"expert"}


def test_art_162_un_avocat_que_nul_n_a_constitue_ne_recoit_rien() -> None:
    etranger = {"id": "me-noir", "role": "avocat", "nom": "Me Noir", "courriel": "noir@avocat.invalid"}
    affaire = acceptee(participants=[*participants(), etranger], demarrage_immediat=True)
    affaire.jouer("2026-03-02", convoquer("2026-04-10"), "expert")
    assert "me-noir" not in {d for e in affaire.evenements for a in e.actes for d in a.destinataires}


def test_art_276_la_reponse_a_un_dire_va_a_toutes_les_parties() -> None:
    affaire = jusqu_au_pre_rapport()
    affaire.jouer("2026-06-20", dire("dupin"), "me-roche")
    affaire.jouer("2026-06-25", repondre(1), "expert")
    assert vers(affaire, Nature.REPONSE_A_DIRE) == TOUS


def test_art_173_282_le_rapport_et_la_demande_de_remuneration() -> None:
    affaire = jusqu_au_rapport()
    assert vers(affaire, Nature.RAPPORT) == TOUS | COUR
    assert vers(affaire, Nature.DEMANDE_DE_REMUNERATION) == TOUS | COUR
    affaire.jouer("2026-09-05", observer("morel"), "morel")
    assert vers(affaire, Nature.OBSERVATIONS_REMUNERATION) == COUR | {"expert"}


def test_art_284_la_reduction_se_debat_entre_le_juge_et_l_expert() -> None:
    affaire = taxable()
    affaire.jouer("2026-10-01", reduire(), "juge")
    assert vers(affaire, Nature.INVITATION_REDUCTION) == {"expert"}
    affaire.jouer("2026-10-02", {"type": "repondre_reduction", "observations": "Non."}, "expert")
    assert vers(affaire, Nature.REPONSE_REDUCTION) == COUR


def test_art_724_la_taxe_va_a_l_expert_qui_la_notifie_aux_parties() -> None:
    affaire = taxable()
    affaire.jouer("2026-10-01", taxer(), "juge")
    assert vers(affaire, Nature.ORDONNANCE_DE_TAXE) == {"expert", "greffe", "regie"}
    affaire.jouer("2026-10-05", {"type": "notifier_taxe"}, "expert")
    assert vers(affaire, Nature.NOTIFICATION_TAXE) == TOUS


def test_ce_qui_est_entre_l_expert_et_la_cour_ne_va_jamais_aux_parties() -> None:
    """C2: the matrix copies the parties on the answer, the call for money and the reports to the judge; no more."""
    ouverts = {
        Nature.ACCEPTATION,
        Nature.REFUS,
        Nature.AVIS_A_CONSIGNER,
        Nature.RAPPORT_DE_CARENCE,
        Nature.RAPPORT_DE_DIFFICULTE,
        Nature.INFORMATION_DU_JUGE,
        Nature.DEMANDE_DE_PROROGATION_DU_RAPPORT,
    }
    for nature, fiche in FICHES.items():
        if fiche.classe is Classe.ADMINISTRATION and nature not in ouverts:
            assert Role.PARTIE not in fiche.vers
            assert Role.AVOCAT not in fiche.vers


def test_nul_ne_recoit_ce_qu_il_a_ecrit() -> None:
    affaire = taxee()
    for evenement in affaire.evenements:
        for un in evenement.actes:
            assert un.auteur not in un.destinataires


# -- by which way


def convoquee(**changements: dict[str, Any]) -> dict[tuple[str, Canal], Destination]:
    affaire = acceptee(participants=participants(**changements), demarrage_immediat=True)
    affaire.jouer("2026-03-02", convoquer("2026-04-10"), "expert")
    return voies(affaire, Nature.CONVOCATION)


def test_art_160_lrar_aux_parties_lettre_simple_aux_defenseurs() -> None:
    par_la_poste = {p: c for (p, c), d in convoquee().items() if d.portee is Portee.NOTIFICATION}
    assert par_la_poste == {
        "dupin": Canal.LRAR,
        "batirhone": Canal.LRAR,
        "morel": Canal.LRAR,
        "me-roche": Canal.LETTRE_SIMPLE,
        "me-vidal": Canal.LETTRE_SIMPLE,
    }


def test_art_160_al_4_lettre_simple_a_la_partie_defaillante() -> None:
    voie = convoquee(morel={"defaillante": True})[("morel", Canal.LETTRE_SIMPLE)]
    assert (voie.portee, "160 al. 4" in voie.motif) == (Portee.NOTIFICATION, True)


def test_art_748_6_un_courriel_de_la_plateforme_informe_et_ne_convoque_pas() -> None:
    courriels = [d for (_, canal), d in convoquee().items() if canal is Canal.COURRIEL]
    assert {d.personne for d in courriels} == {"morel", "me-roche", "me-vidal"}
    assert {d.portee for d in courriels} == {Portee.INFORMATION}


def test_art_724_la_taxe_est_notifiee_a_la_partie_elle_meme_l_avocat_en_est_informe() -> None:
    envois = voies(taxee(), Nature.NOTIFICATION_TAXE)
    assert {p for (p, c), d in envois.items() if d.portee is Portee.NOTIFICATION} == {"dupin", "batirhone", "morel"}
    assert {c for (p, c), d in envois.items() if d.portee is Portee.NOTIFICATION} == {Canal.LRAR}
    assert envois[("me-roche", Canal.COURRIEL)].portee is Portee.INFORMATION
    assert ("me-roche", Canal.LETTRE_SIMPLE) not in envois


def test_une_partie_representee_recoit_le_reste_par_son_avocat() -> None:
    envois = voies(jusqu_au_pre_rapport(), Nature.PRE_RAPPORT)
    assert {p for p, _ in envois} == {"me-roche", "me-vidal", "morel"}


def test_art_282_sans_courriel_la_demande_de_remuneration_part_en_recommande() -> None:
    affaire = acceptee(participants=participants(morel={"courriel": None}), demarrage_immediat=True)
    rapport = {"type": "deposer_rapport", "document": piece("Rapport", "e"), "remuneration": 1}
    affaire.jouer("2026-03-02", {**rapport, "etat_de_frais": piece("État", "f")}, "expert")
    envois = voies(affaire, Nature.DEMANDE_DE_REMUNERATION)
    assert envois[("morel", Canal.LRAR)].portee is Portee.NOTIFICATION
    assert voies(affaire, Nature.RAPPORT)[("morel", Canal.LETTRE_SIMPLE)].portee is Portee.INFORMATION


def test_sans_courriel_l_expert_est_saisi_sur_papier_par_tout_moyen() -> None:
    affaire = ordonnee(participants=participants(expert={"courriel": None}))
    affaire.jouer("2026-01-06", {"type": "notifier_designation"}, "greffe")
    voie = voies(affaire, Nature.AVIS_DE_DESIGNATION)[("expert", Canal.LETTRE_SIMPLE)]
    assert (voie.portee, "267" in voie.motif) == (Portee.NOTIFICATION, True)


def test_rien_ne_commence_par_un_envoi_seul() -> None:
    affaire = jusqu_au_rapport()
    systeme = {"personne": "systeme", "role": "systeme"}
    echec = {"type": "signaler_echec", "acte": "demande_de_remuneration-1", "destinataire": "morel"}
    affaire.jouer("2026-09-02", {**echec, "canal": "courriel", "reponse": "550", "auteur": systeme})
    affaire.attendre("2027-09-01")
    assert not [e for e in affaire.dossier.echeances_de("DL-16") if e.calcul is not None]


def test_ce_que_la_plateforme_redige_a_un_numero_par_nature() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-02", communiquer("morel"), "morel")
    affaire.jouer("2026-03-03", communiquer("morel"), "morel")
    note = {"type": "adresser_note", "note": piece("Note", "b"), "objet": "Suite"}
    affaire.jouer("2026-03-04", note, "expert")
    identifiants = [a.id for e in affaire.evenements for a in e.actes]
    assert len(identifiants) == len(set(identifiants))


def test_l_ordonnance_deposee_donne_recepisse_et_bordereau() -> None:
    affaire = Affaire()
    (evenement,) = affaire.jouer("2026-01-05", ordonnance(ordonnance=piece("Ordonnance", "0")))
    assert [(a.nature, a.objet) for a in evenement.actes[1:]] == [
        ("recepisse", "ordonnance-1"),
        ("bordereau", "ordonnance-1"),
    ]
