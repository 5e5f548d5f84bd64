"""What ends the measure before a report, what is then paid or given back, the closing (art. 284, 394-399, 497, 561)."""

from collections.abc import Callable
from datetime import date

import pytest
from actes_cours import (
    ORDRE,
    aneantie,
    aneantir,
    au_fond,
    demander_remuneration,
    desister,
    interrompue,
    restituer,
    sequestree,
)
from dossiers import (
    Affaire,
    jusqu_au_pre_rapport,
    jusqu_au_rapport,
    jusqu_aux_operations,
    ordonnance,
    piece,
    reception,
)
from etapes import (
    PARTIES,
    PIECE,
    convoquer,
    dire,
    echeance,
    observer,
    ordonnee,
    participants,
    refuser,
    taxable,
    taxee,
    taxer,
)

from procedure.dossier import Dossier, Phase
from procedure.echeances import Statut
from procedure.evenements import EcheanceDepassee
from procedure.regles import ETATS_LEVES

CLORE = {"type": "clore_dossier"}
DEMANDE = "demande_de_remuneration-1"


def alertes(affaire: Affaire) -> str:
    """What the last act told a human."""
    return " | ".join(affaire.evenements[-1].alertes)


# -- désistement


def test_art_395_le_desistement_est_parfait_accepte_ou_sans_defense_au_fond() -> None:
    affaire = au_fond()
    assert refuser(affaire, "2026-03-10", desister(), "juge").article == "CPC 395"
    affaire.jouer("2026-03-10", desister(accepte=True), "juge")
    assert affaire.dossier.phase is Phase.DESISTEE
    autre = au_fond()
    autre.jouer("2026-03-10", desister(sans_defense_au_fond=True), "juge")
    assert autre.dossier.phase is Phase.DESISTEE


def test_art_145_le_juge_du_controle_met_fin_a_la_mesure_l_instance_de_refere_etant_eteinte() -> None:
    affaire = jusqu_aux_operations()
    assert refuser(affaire, "2026-03-10", desister(ordonnance=None), "juge").manque == ("l’ordonnance signée",)
    *_, evenement = affaire.jouer("2026-03-10", desister(), "juge")
    assert "juge chargé du contrôle" in alertes(affaire)
    assert "CPC 399" in alertes(affaire)
    assert {e.regle for e in affaire.dossier.echeances.values()} == {"DL-01d"}  # each one's appeal of this decision
    assert {c.statut for c in evenement.closes} == {Statut.LEVEE}
    assert set(evenement.actes[0].destinataires) == {
        "dupin", "batirhone", "morel", "me-roche", "me-vidal", "expert", "greffe", "regie",
    }  # fmt: skip


def test_art_394_seuls_tous_les_demandeurs_mettent_fin_a_la_mesure() -> None:
    assert refuser(jusqu_aux_operations(), "2026-03-10", desister("morel"), "juge").article == "CPC 394"
    deux = ordonnee(participants=participants(morel={"qualite": "demandeur"}))
    motif = refuser(deux, "2026-03-10", desister("dupin"), "juge")
    assert motif.manque == ("celui de M. Morel",)
    deux.jouer("2026-03-10", desister("dupin", "morel"), "juge")


# -- reversal, retraction


def test_art_561_l_infirmation_arrete_les_operations_et_laisse_le_travail_a_payer() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-02-20", convoquer("2026-03-20"), "expert")
    affaire.jouer("2026-03-10", aneantir(), "greffe")
    assert affaire.dossier.phase is Phase.ANEANTIE
    assert "n° 1 du vendredi 20 mars 2026" in alertes(affaire)
    assert "à taxer" in alertes(affaire)
    tenir = {"type": "tenir_reunion", "reunion": 1, "presents": []}
    assert "a pris fin" in refuser(affaire, "2026-03-20", tenir, "expert").message
    for acte, par in ((convoquer("2026-04-20"), "expert"), (dire("dupin"), "me-roche"), (aneantir(), "greffe")):
        refuser(affaire, "2026-03-21", acte, par)


def test_art_497_seule_l_ordonnance_sur_requete_se_retracte() -> None:
    assert refuser(jusqu_aux_operations(), "2026-03-10", aneantir("retractation"), "greffe").article == "CPC 497"
    affaire = sequestree()
    affaire.jouer("2026-03-10", aneantir("retractation"), "juge")
    assert affaire.dossier.phase is Phase.ANEANTIE
    assert not affaire.dossier.echeances_de("DL-26")
    assert refuser(au_fond(), "2026-03-10", aneantir(decision=None), "juge").manque == ("l’ordonnance signée",)


def test_aneantie_apres_le_rapport_l_ordonnance_laisse_la_taxe_se_poursuivre() -> None:
    affaire = jusqu_au_rapport()
    affaire.jouer("2026-09-10", aneantir("cassation"), "greffe")
    assert affaire.dossier.phase is Phase.DEPOSEE
    assert affaire.dossier.echeances_de("DL-16")
    assert "taxe se poursuit" in alertes(affaire)


# -- pay and restitution


def test_art_284_le_travail_accompli_se_taxe_par_le_meme_debat() -> None:
    affaire = aneantie()
    assert refuser(affaire, "2026-03-20", demander_remuneration(etat_de_frais=None), "expert").manque
    avant = demander_remuneration(survenu_le="2026-03-09", preuve=PIECE)
    assert refuser(affaire, "2026-03-20", avant, "expert").article == "CPC 640"
    affaire.jouer("2026-03-20", demander_remuneration(), "expert")
    assert affaire.dossier.phase is Phase.REMUNERATION_DEMANDEE
    assert {e.statut for e in affaire.dossier.echeances_de("DL-16")} == {Statut.NON_DEMARREE}
    motif = refuser(affaire, "2026-04-01", taxer(150000), "juge")
    assert len(motif.manque) == 3
    affaire.jouer("2026-03-25", observer("dupin"), "me-roche")
    for partie in ("batirhone", "morel"):
        affaire.jouer("2026-04-01", reception(DEMANDE, partie, "2026-03-26"), "expert")
    affaire.attendre("2026-04-11")
    assert affaire.dossier.phase is Phase.A_TAXER
    affaire.jouer("2026-04-13", taxer(150000), "juge")
    affaire.jouer("2026-04-14", {"type": "notifier_taxe"}, "expert")
    affaire.jouer("2026-04-20", {"type": "liberer_fonds", "verse": 150000, "restitue": 300000}, "regie")
    assert affaire.dossier.phase is Phase.RECOURS


def test_art_284_qui_n_a_pas_accepte_n_a_rien_a_demander() -> None:
    affaire = ordonnee()
    affaire.jouer("2026-01-20", aneantir(), "greffe")
    assert refuser(affaire, "2026-01-21", demander_remuneration(), "expert").article == "CPC 284"
    affaire.jouer("2026-01-22", CLORE, "greffe")  # nothing was consigned


def test_la_regie_ne_rend_rien_sans_l_ordre_du_juge_et_rend_tout() -> None:
    affaire = aneantie()
    sans = {**restituer(), "ordonnance": None}
    assert refuser(affaire, "2026-03-20", sans, "regie").manque == ("l’ordonnance signée",)
    assert refuser(affaire, "2026-03-20", restituer(dupin=300000), "regie").manque == ("le montant exact",)
    assert refuser(affaire, "2026-03-20", restituer(tiers=450000), "regie").introuvable
    assert "restitution" in refuser(affaire, "2026-03-20", CLORE, "greffe").manque[0]
    affaire.jouer("2026-03-20", restituer(), "regie")
    assert not affaire.evenements[-1].alertes
    assert affaire.evenements[-1].actes[0].annexes[0].titre == ORDRE["titre"]
    assert "déjà" in refuser(affaire, "2026-03-21", restituer(), "regie").message
    affaire.jouer("2026-03-21", CLORE, "greffe")
    assert affaire.dossier.phase is Phase.CLOSE


def test_rendre_a_un_autre_que_le_payeur_se_remarque() -> None:
    affaire = aneantie()
    affaire.jouer("2026-03-20", restituer(dupin=450000), "regie")
    assert "Mme Dupin" in alertes(affaire)


def test_on_ne_restitue_pas_ce_que_la_taxe_va_repartir() -> None:
    affaire = aneantie()
    affaire.jouer("2026-03-20", demander_remuneration(), "expert")
    assert "stade" in refuser(affaire, "2026-03-21", restituer(), "regie").message
    assert "stade" in refuser(jusqu_aux_operations(), "2026-03-21", restituer(), "regie").message


# -- prescription


def test_c_civ_2239_six_mois_pour_le_seul_demandeur_sans_report_au_jour_ouvrable() -> None:
    affaire = jusqu_au_rapport()  # filed on Tuesday 1 September 2026
    veille = echeance(affaire, "DL-23")
    assert veille.calcul is not None
    assert (veille.personne, veille.calcul.legal, veille.levera) == ("dupin", date(2027, 3, 1), None)
    depot = next(e for e in affaire.evenements if e.fait.type == "rapport_depose")
    assert "forclusion" in " ".join(depot.alertes)


def test_w26_un_samedi_ne_proroge_pas_la_prescription() -> None:
    affaire = jusqu_aux_operations()
    depot = {"type": "deposer_rapport", "document": piece("Rapport", "e"), "remuneration": 1, "etat_de_frais": piece()}
    affaire.jouer("2026-04-10", depot, "expert")
    calcul = echeance(affaire, "DL-23").calcul
    assert calcul is not None
    assert (calcul.legal, calcul.safe_by) == (date(2026, 10, 10), date(2026, 10, 9))


def test_c_civ_2239_rien_dans_une_instance_deja_au_fond() -> None:
    affaire = au_fond()
    depot = {"type": "deposer_rapport", "document": piece("Rapport", "e"), "remuneration": 1, "etat_de_frais": piece()}
    affaire.jouer("2026-04-10", depot, "expert")
    assert not affaire.dossier.echeances_de("DL-23")


# -- closing


def pret_a_clore() -> Affaire:
    """The months of recourse end on 9 November 2026 at the latest; the funds are released."""
    affaire = taxee()
    for partie in PARTIES:
        affaire.jouer("2026-10-09", reception("notification_taxe-1", partie, "2026-10-08"), "expert")
    affaire.jouer("2026-10-09", reception("ordonnance_de_taxe-1", "expert", "2026-10-05"), "greffe")
    affaire.jouer("2026-10-12", {"type": "liberer_fonds", "verse": 420000, "restitue": 30000}, "regie")
    return affaire


def test_la_prescription_ne_retient_pas_la_cloture_et_lui_survit() -> None:
    affaire = pret_a_clore()
    *_, clos = affaire.jouer("2026-11-12", CLORE, "greffe")
    assert "lundi 1er mars 2027" in alertes(affaire)
    assert {c.echeance: c.statut for c in clos.closes}["DL-23:dupin"] is Statut.LEVEE


def test_c_civ_2224_le_dossier_clos_se_garde_cinq_ans_et_non_dix() -> None:
    affaire = pret_a_clore()
    affaire.jouer("2026-11-12", CLORE, "greffe")
    garde = echeance(affaire, "DL-25")
    assert garde.calcul is not None
    assert (garde.personne, garde.calcul.legal) == ("greffe", date(2031, 11, 12))
    assert "abrogée" in alertes(affaire)
    affaire.attendre("2031-11-13")
    assert echeance(affaire, "DL-25").statut is Statut.DEPASSEE


@pytest.mark.parametrize("stade", [ordonnee, jusqu_aux_operations, jusqu_au_pre_rapport, taxable, taxee, interrompue])
def test_v10_dix_ans_de_silence_ne_decident_rien_de_defavorable(stade: Callable[[], Affaire]) -> None:
    """What passes raises a state in words for a human; nobody loses his mandate, his money or his case by it."""
    affaire = stade()
    avant, deja = affaire.dossier, len(affaire.evenements)
    affaire.attendre("2036-12-01")
    apres, depuis = affaire.dossier, [e.fait for e in affaire.evenements[deja:]]
    passees = [f for f in depuis if isinstance(f, EcheanceDepassee)]
    assert passees
    assert {f.leve for f in passees} <= {None, *ETATS_LEVES}
    assert {f.type for f in depuis} <= {"echeance_depassee", "rappel_echu"}
    assert apres.phase in (avant.phase, Phase.DIRES_CLOS, Phase.A_TAXER)
    changes = {c for c in Dossier.model_fields if getattr(apres, c) != getattr(avant, c)}
    assert changes <= {"numero", "phase", "echeances", "termes", "compteurs"}


# -- séquestre


def test_r_153_1_le_mois_du_sequestre_court_de_la_signification_a_chacun() -> None:
    affaire = sequestree()
    assert {e.personne for e in affaire.dossier.echeances_de("DL-26")} == {"batirhone", "morel"}
    affaire.jouer("2026-01-20", reception("ordonnance-1", "morel", "2026-01-12", "ar_lrar"), "greffe")
    assert {e.statut for e in affaire.dossier.echeances_de("DL-26")} == {Statut.NON_DEMARREE}
    affaire.jouer("2026-01-21", reception("ordonnance-1", "morel", "2026-01-20", "signification"), "greffe")
    calcul = echeance(affaire, "DL-26", "morel").calcul
    assert calcul is not None
    assert calcul.legal == date(2026, 2, 20)
    affaire.attendre("2026-02-21")
    assert echeance(affaire, "DL-26", "morel").statut is Statut.DEPASSEE
    lever = {"type": "lever_sequestre", "ordonnance": ORDRE}
    affaire.jouer("2026-02-23", lever, "juge")
    assert "SARL Bâtirhône" in alertes(affaire)
    assert not affaire.dossier.echeances_de("DL-26")
    assert refuser(affaire, "2026-02-24", lever, "juge").introuvable


@pytest.mark.parametrize("fondement", ["refere_145", "avant_dire_droit"])
def test_r_153_1_le_sequestre_accompagne_une_ordonnance_sur_requete(fondement: str) -> None:
    commande = ordonnance(fondement=fondement, sequestre=True)
    assert refuser(Affaire(), "2026-01-05", commande).article == "C. com. R. 153-1"
    seul = [p for p in participants() if p["id"] not in ("batirhone", "morel")]
    provision = ordonnance()["provision"][:1]
    sans = ordonnance(fondement="requete_145", sequestre=True, participants=seul, provision=provision)
    assert refuser(Affaire(), "2026-01-05", sans).manque == ("la partie saisie",)


def test_un_sequestre_en_cours_retient_la_cloture() -> None:
    affaire = pret_a_clore()
    champs = {"id": "DL-26:morel", "regle": "DL-26", "personne": "morel"}
    sequestre = echeance(affaire, "DL-23").model_copy(update=champs)
    echeances = {**affaire.dossier.echeances, sequestre.id: sequestre}
    affaire.dossier = affaire.dossier.model_copy(update={"echeances": echeances})
    assert "séquestre" in refuser(affaire, "2026-11-12", CLORE, "greffe").manque[0]
