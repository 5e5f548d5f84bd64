"""The late dire for which a grave and duly justified cause is claimed (art. 276 al. 2, 16 CPC)."""

from datetime import date

import pytest
from actes_conclusion import dire_tardif, invoquer, rapporter, seul, statuer
from dossiers import Affaire, jusqu_au_pre_rapport, piece, rapport
from etapes import PIECE, dire, echeance, refuser, repondre

from procedure.documents import Nature
from procedure.dossier import Phase

TOUS = {"dupin", "batirhone", "morel", "me-roche", "me-vidal"}


def rapportee() -> Affaire:
    """The cause is claimed on 6 July and reported to the judge on 8 July 2026."""
    affaire = dire_tardif()
    affaire.jouer("2026-07-06", invoquer(), "morel")
    affaire.jouer("2026-07-08", rapporter(), "expert")
    return affaire


def test_art_276_al_2_un_dire_tardif_alerte_l_expert() -> None:
    affaire = dire_tardif()
    (alerte,) = affaire.evenements[-1].alertes
    assert "sauf cause grave" in alerte


def test_art_276_al_2_la_demande_va_a_l_expert_et_aux_autres_parties_puis_le_rapport_au_juge() -> None:
    affaire = dire_tardif()
    (demande,) = affaire.jouer("2026-07-06", invoquer(), "morel")
    assert set(demande.actes[0].destinataires) == TOUS - {"morel"} | {"expert"}
    assert demande.alertes == ()
    (compte_rendu,) = affaire.jouer("2026-07-08", rapporter(), "expert")
    assert set(compte_rendu.actes[0].destinataires) == TOUS | {"juge", "greffe"}


def test_art_276_al_2_sans_justificatif_la_demande_alerte() -> None:
    (demande,) = dire_tardif().jouer("2026-07-06", invoquer(justificatifs=[]), "morel")
    assert "justificatif" in demande.alertes[0]


def test_art_276_al_2_la_cause_ne_se_plaide_que_pour_son_propre_dire_tardif() -> None:
    affaire = dire_tardif()
    affaire.jouer("2026-07-06", dire("dupin"), "me-roche")
    assert refuser(affaire, "2026-07-06", invoquer(2), "morel").introuvable
    assert refuser(affaire, "2026-07-06", invoquer(9), "morel").introuvable
    assert refuser(affaire, "2026-07-06", invoquer(), "me-roche").article == "CPC 162"
    affaire.jouer("2026-07-07", invoquer(2, "dupin"), "me-roche")
    assert affaire.dossier.dires[2].cause_grave == "invoquee"


@pytest.mark.parametrize("recu", ["2026-07-01", "2026-06-20"])
def test_art_276_un_dire_recu_a_temps_n_a_besoin_d_aucune_cause(recu: str) -> None:
    affaire = jusqu_au_pre_rapport()
    affaire.jouer(recu, dire("morel"), "morel")
    assert "hors délai" in refuser(affaire, "2026-07-06", invoquer(), "morel").message


def test_art_276_al_2_une_cause_ne_s_invoque_qu_une_fois_et_apres_le_dire() -> None:
    affaire = dire_tardif()
    avant = invoquer(survenu_le="2026-07-02", preuve=PIECE)
    assert refuser(affaire, "2026-07-06", avant, "morel").article == "CPC 640"
    affaire.jouer("2026-07-06", invoquer(), "morel")
    assert "déjà" in refuser(affaire, "2026-07-07", invoquer(), "morel").message


def test_art_276_al_2_le_juge_ne_statue_pas_avant_le_rapport_de_l_expert() -> None:
    affaire = dire_tardif()
    affaire.jouer("2026-07-06", invoquer(), "morel")
    assert refuser(affaire, "2026-07-07", statuer(), "juge").manque == ("le rapport de l’expert",)
    affaire.jouer("2026-07-08", rapporter(), "expert")
    assert "déjà" in refuser(affaire, "2026-07-09", rapporter(), "expert").message
    assert refuser(affaire, "2026-07-09", statuer(requete="cause_grave-2"), "juge").introuvable
    assert refuser(affaire, "2026-07-09", statuer(ordonnance=None), "juge").manque == ("l’ordonnance signée",)


def test_art_276_al_2_admis_le_dire_oblige_a_repondre() -> None:
    affaire = rapportee()
    (decision,) = affaire.jouer("2026-07-15", statuer(), "juge")
    assert set(decision.actes[0].destinataires) == TOUS | {"expert", "greffe"}
    assert "CPC 16" in decision.alertes[0]  # nobody else has a new time to answer it
    assert refuser(affaire, "2026-09-01", rapport(), "expert").manque == ("la réponse au dire n° 1",)
    affaire.jouer("2026-08-20", repondre(1), "expert")
    affaire.jouer("2026-09-01", rapport(), "expert")
    assert affaire.dossier.phase is Phase.DEPOSEE


def test_art_276_al_2_rejete_le_dire_reste_au_dossier_sans_obliger_l_expert() -> None:
    affaire = rapportee()
    affaire.jouer("2026-07-15", statuer(admise=False), "juge")
    assert (affaire.dossier.dires[1].situation, affaire.dossier.dires[1].cause_grave) == ("tardif", "rejetee")
    assert affaire.dossier.requetes["cause_grave-1"].statut == "rejetee"
    affaire.jouer("2026-09-01", rapport(), "expert")
    assert affaire.dossier.phase is Phase.DEPOSEE
    terme = {"delai": "P15D", "a_compter": "ordonnance"}
    assert "rejetée" in refuser(rapportee(), "2026-07-15", statuer(admise=False, terme=terme), "juge").message


def test_art_16_le_temps_rouvert_l_est_a_toutes_les_parties() -> None:
    affaire = rapportee()
    affaire.jouer("2026-07-15", statuer(terme={"delai": "P15D", "a_compter": "ordonnance"}), "juge")
    assert affaire.dossier.phase is Phase.DIRES_OUVERTS
    assert not affaire.dossier.echeances_de("DL-15")
    termes = {e.personne: e.calcul and e.calcul.legal for e in affaire.dossier.echeances_de("DL-13")}
    assert termes == dict.fromkeys(("dupin", "batirhone", "morel"), date(2026, 7, 30))
    affaire.jouer("2026-07-29", dire("batirhone"), "me-vidal")
    assert affaire.dossier.dires[2].situation == "dans_le_delai"
    affaire.attendre("2026-07-31")
    assert affaire.dossier.phase is Phase.DIRES_CLOS
    calcul = echeance(affaire, "DL-15").calcul
    assert calcul is not None
    assert calcul.nominal == date(2026, 8, 29)  # thirty days from the new end


def test_art_279_un_temps_rouvert_trop_pres_du_rapport_alerte_sans_lier_le_juge() -> None:
    """The report is due on 2 October 2026: eight days for drafting leave 24 September."""
    for jour, trop_tard in (("2026-09-24", False), ("2026-09-25", True)):
        (decision,) = rapportee().jouer("2026-07-15", statuer(terme={"le": jour}), "juge")
        assert any("prorogation" in a for a in decision.alertes) is trop_tard


@pytest.mark.parametrize("terme", [{"le": "2026-07-15"}, {"delai": "P1M", "a_compter": "envoi"}])
def test_art_640_le_nouveau_temps_part_de_la_decision_vers_un_jour_a_venir(terme: dict[str, str]) -> None:
    assert "640" in refuser(rapportee(), "2026-07-15", statuer(terme=terme), "juge").article


def test_art_282_apres_le_rapport_la_cause_ne_peut_plus_qu_etre_rejetee() -> None:
    affaire = rapportee()
    depot = seul(affaire.jouer("2026-09-01", rapport(), "expert"), "rapport_depose")
    assert any("n’a pas statué" in a for a in depot.alertes)
    assert refuser(affaire, "2026-09-02", invoquer(), "morel").article == "CPC 282"
    assert "complément" in refuser(affaire, "2026-09-02", statuer(), "juge").manque[0]
    affaire.jouer("2026-09-02", statuer(admise=False), "juge")
    assert affaire.dossier.requetes["cause_grave-1"].statut == "rejetee"


def test_la_decision_et_la_demande_se_lisent_en_toutes_lettres() -> None:
    affaire = dire_tardif()
    affaire.jouer("2026-07-06", invoquer(), "morel")
    assert affaire.dernier is not None
    (effet,) = [e for e in affaire.dernier.effets if e.acte.nature is Nature.DEMANDE_CAUSE_GRAVE]
    assert "Hospitalisé" in str(effet.model_dump())


# -- receipt and sending


@pytest.mark.parametrize(("envoye", "dit"), [("2026-07-01", True), ("2026-07-02", False)])
def test_art_276_envoye_a_temps_et_recu_trop_tard_est_tardif_et_se_voit(envoye: str, dit: bool) -> None:
    affaire = jusqu_au_pre_rapport()
    depot = seul(affaire.jouer("2026-07-03", dire("morel", envoye_le=envoye), "morel"), "dire_depose")
    assert affaire.dossier.dires[1].situation == "tardif"
    assert any("la réception qui le classe" in a for a in depot.alertes) is dit


def test_art_640_nul_ne_recoit_avant_l_envoi() -> None:
    commande = dire("morel", envoye_le="2026-06-21")
    assert refuser(jusqu_au_pre_rapport(), "2026-06-20", commande, "morel").article == "CPC 640"


def test_art_276_un_dire_a_une_date_discutee_alerte_et_appelle_une_reponse() -> None:
    """Sunday 2 August 2026 was fixed; Monday the 3rd is argued over."""
    affaire = jusqu_au_pre_rapport()
    affaire.jouer("2026-07-03", dire("dupin"), "me-roche")
    affaire.jouer("2026-07-06", invoquer(partie="dupin"), "me-roche")
    affaire.jouer("2026-07-08", rapporter(), "expert")
    affaire.jouer("2026-07-15", statuer(terme={"le": "2026-08-02"}), "juge")
    affaire.jouer("2026-07-20", repondre(1), "expert")
    depot = seul(affaire.jouer("2026-08-03", dire("morel"), "morel"), "dire_depose")
    assert "discuté" in depot.alertes[0]
    assert refuser(affaire, "2026-08-04", rapport(), "expert").manque == ("la réponse au dire n° 2",)


def test_une_piece_de_conciliation_n_est_pas_un_justificatif_de_dire() -> None:
    """What each says to conciliate stays there: see test_conciliation for the report."""
    affaire = jusqu_au_pre_rapport()
    affaire.jouer(
        "2026-06-10",
        {"type": "verser_en_conciliation", "au_nom_de": "dupin", "document": piece("Offre", "7")},
        "me-roche",
    )
    motif = refuser(affaire, "2026-06-20", dire("morel", pieces=[piece("Offre", "7")]), "morel")
    assert "conciliation" in motif.message
