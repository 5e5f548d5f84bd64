"""Whoever takes the place of a party has its rights, in the state in which they were (art. 374, 724, 282 CPC)."""

from datetime import date

from actes_cours import heritier, interrompre, reprendre
from actes_mise_en_cause import mettre_en_cause, transmettre
from dossiers import Affaire, jusqu_au_pre_rapport, jusqu_au_rapport, jusqu_aux_operations, piece, rapport, reception
from etapes import acceptee, demander, dire, echeance, observer, pre_rapport, refuser, taxee, taxer

from procedure.documents import Nature
from procedure.dossier import Phase
from procedure.echeances import Statut

DEMANDE = "demande_de_remuneration-1"
ENVOI = {"type": "inviter_a_consigner"}


def mort_de_morel(affaire: Affaire, jour: str) -> None:
    """M. Morel dies, his heiress takes his place the next day."""
    affaire.jouer(jour, interrompre(), "greffe")
    affaire.jouer(jour, reprendre(), "greffe")


def test_art_374_la_mort_apres_le_rapport_ne_bloque_pas_la_taxe() -> None:
    affaire = jusqu_au_rapport()
    affaire.jouer("2026-09-02", interrompre(), "greffe")
    assert affaire.evenements[-1].fait.effet == "mesure_executee"
    assert not affaire.dossier.instance.interruptions
    affaire.jouer("2026-09-10", reprendre(), "greffe")
    assert echeance(affaire, "DL-16", "heritiere").statut is Statut.NON_DEMARREE
    for partie in ("dupin", "batirhone"):
        affaire.jouer("2026-09-10", observer(partie), {"dupin": "me-roche", "batirhone": "me-vidal"}[partie])
    assert "Mme Morel-Petit" in refuser(affaire, "2026-09-11", taxer(), "juge").manque[0]
    affaire.jouer("2026-09-15", reception(DEMANDE, "heritiere", "2026-09-14"), "expert")
    affaire.attendre("2026-09-30")
    assert affaire.dossier.phase is Phase.A_TAXER
    affaire.jouer("2026-09-30", taxer(), "juge")
    affaire.jouer("2026-10-01", {"type": "notifier_taxe"}, "expert")
    assert {e.personne for e in affaire.dossier.echeances_de("DL-18")} == {"expert", "dupin", "batirhone", "heritiere"}


def test_art_374_les_quinze_jours_ecoules_ne_recommencent_pas_pour_l_heritiere() -> None:
    affaire = jusqu_au_rapport()
    for partie, jour in (("dupin", "2026-09-03"), ("batirhone", "2026-09-03"), ("morel", "2026-09-03")):
        affaire.jouer("2026-09-03", reception(DEMANDE, partie, jour), "expert")
    affaire.attendre("2026-09-22")
    mort_de_morel(affaire, "2026-09-22")
    affaire.jouer("2026-09-23", taxer(), "juge")
    assert affaire.dossier.phase is Phase.TAXEE


def test_art_374_le_mois_non_couru_du_defunt_passe_a_son_heritiere() -> None:
    affaire = taxee()
    mort_de_morel(affaire, "2026-10-08")
    affaire.jouer("2026-10-20", reception("notification_taxe-1", "heritiere", "2026-10-15"), "expert")
    calcul = echeance(affaire, "DL-18", "heritiere").calcul
    assert calcul is not None
    assert calcul.legal == date(2026, 11, 16)


def test_art_374_avant_tout_proces_le_temps_des_dires_garde_sa_date() -> None:
    affaire = jusqu_au_pre_rapport()
    mort_de_morel(affaire, "2026-06-10")
    sienne, autre = echeance(affaire, "DL-13", "heritiere"), echeance(affaire, "DL-13", "dupin")
    assert sienne.calcul is not None
    assert autre.calcul is not None
    assert sienne.calcul.legal == autre.calcul.legal == date(2026, 7, 1)
    affaire.attendre("2026-07-02")
    assert affaire.dossier.phase is Phase.DIRES_CLOS
    affaire.jouer("2026-09-01", rapport(), "expert")
    assert affaire.dossier.phase is Phase.DEPOSEE


def test_art_374_les_pieces_demandees_au_defunt_gardent_leur_terme() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-02", demander("morel"), "expert")
    mort_de_morel(affaire, "2026-03-10")
    reprise = echeance(affaire, "DL-08", "heritiere")
    assert reprise.calcul is not None
    assert reprise.calcul.legal == date(2026, 3, 23)


def test_art_276_l_heritiere_rappelle_les_dires_du_defunt() -> None:
    affaire = jusqu_au_pre_rapport()
    affaire.jouer("2026-06-05", dire("morel", "Un", "Deux"), "morel")
    mort_de_morel(affaire, "2026-06-10")
    recapitulatif = dire("heritiere", "Un", recapitulatif=True, rappelle=[{"dire": 1, "points": [1]}])
    affaire.jouer("2026-06-20", recapitulatif, "heritiere")
    assert affaire.dossier.dires[1].abandonnes == (2,)


def test_art_276_l_heritiere_arrivee_apres_les_dires_a_le_terme_du_defunt() -> None:
    affaire = jusqu_au_pre_rapport()
    affaire.attendre("2026-07-03")
    mort_de_morel(affaire, "2026-07-03")
    affaire.jouer("2026-07-04", dire("heritiere"), "heritiere")
    assert affaire.dossier.dires[1].situation == "tardif"
    recu = dire("heritiere", survenu_le="2026-07-01", preuve={"nature": "recepisse", "reference": "Récépissé"})
    affaire.jouer("2026-07-04", recu, "heritiere")
    assert affaire.dossier.dires[2].situation == "dans_le_delai"


def test_art_270_l_invitation_a_consigner_va_a_qui_a_pris_la_place_du_payeur() -> None:
    affaire = acceptee()
    morts = [heritier("fils", qualite="demandeur", avocats=["me-roche"])]
    affaire.jouer("2026-01-14", interrompre(partie="dupin"), "greffe")
    affaire.jouer("2026-01-15", reprendre("dupin", arrivants=morts), "greffe")
    assert any("3 000,00" in a.replace("\u202f", " ").replace("\xa0", " ") for a in affaire.evenements[-1].alertes)
    fixee = {
        "type": "fixer_provision",
        "versements": [{"payeur": "fils", "montant": 300000, "terme": {"delai": "P1M", "a_compter": "reception"}}],
        "ordonnance": piece("Ordonnance", "9"),
    }
    affaire.jouer("2026-01-16", fixee, "juge")
    affaire.jouer("2026-01-17", ENVOI, "greffe")
    (avis,) = [a for a in affaire.evenements[-1].actes if a.nature is Nature.AVIS_A_CONSIGNER]
    assert "dupin" not in avis.destinataires
    affaire.jouer("2026-01-20", reception(avis.id, "fils", "2026-01-19"), "greffe")
    assert echeance(affaire, "DL-03", "fils").statut is Statut.OUVERTE


def test_art_374_l_appel_que_la_signification_ouvre_attend_celle_faite_a_l_heritiere() -> None:
    affaire = acceptee(ordonnance=piece("Ordonnance", "0"))
    mort_de_morel(affaire, "2026-02-10")
    affaire.jouer("2026-03-03", reception("ordonnance-1", "heritiere", "2026-03-02", "signification"), "greffe")
    calcul = echeance(affaire, "DL-01a", "heritiere").calcul
    assert calcul is not None
    assert calcul.legal == date(2026, 3, 17)


def test_art_169_le_dossier_du_a_un_arrivant_va_a_qui_a_pris_sa_place() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-02", mettre_en_cause(), "greffe")
    affaire.jouer("2026-03-10", interrompre("procedure_collective", "assureur"), "greffe")
    affaire.jouer("2026-03-11", reprendre("assureur", arrivants=[heritier("liquidateur")]), "greffe")
    assert refuser(affaire, "2026-03-12", pre_rapport(), "expert").article == "CPC 169"
    assert refuser(affaire, "2026-03-12", transmettre("assureur"), "expert").introuvable
    affaire.jouer("2026-03-13", transmettre("liquidateur"), "expert")
    assert set(affaire.evenements[-1].actes[0].destinataires) == {"liquidateur"}
    affaire.jouer("2026-03-14", pre_rapport(), "expert")
