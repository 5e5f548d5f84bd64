"""Acts and stages that the tests of the law share, and how they expect a refusal."""

from datetime import time
from typing import Any

import pytest
from dossiers import PARTICIPANTS, Affaire, jusqu_au_rapport, le, ordonnance, piece, reception

from procedure.decision import Motif, Refus
from procedure.echeances import Echeance

PARTIES = ("dupin", "batirhone", "morel")
REGIE = {"nature": "releve_regie", "reference": "Relevé 2026-03"}
DECISION = {"nature": "decision", "reference": "Minute 26/17"}
PRESENCE = {"nature": "feuille_de_presence", "reference": "Feuille n° 1"}
PIECE = {"nature": "recepisse", "reference": "Courrier classé"}


def refuser(affaire: Affaire, jour: str, commande: dict[str, Any], par: str | None = None) -> Motif:
    """Submit a command that the law refuses; nothing may have changed. Return the reason."""
    avant, journal = affaire.dossier.model_dump_json(), len(affaire.evenements)
    with pytest.raises(Refus) as refus:
        affaire.jouer(jour, commande, par)
    assert affaire.dossier.model_dump_json() == avant
    assert len(affaire.evenements) == journal
    return refus.value.motif


def echeance(affaire: Affaire, regle: str, personne: str | None = None) -> Echeance:
    """The only échéance that a rule gave (one person)."""
    (une,) = [e for e in affaire.dossier.echeances_de(regle) if personne in (None, e.personne)]
    return une


def participants(**changements: dict[str, Any]) -> list[dict[str, Any]]:
    """The people of the case, some of them changed: `morel={"defaillante": True}`."""
    return [{**p, **changements.get(p["id"].replace("-", "_"), {})} for p in PARTICIPANTS]


def ordonnee(**champs: Any) -> Affaire:
    """The order of 5 January 2026 is registered."""
    affaire = Affaire()
    affaire.jouer("2026-01-05", ordonnance(**champs))
    return affaire


def acceptee(**champs: Any) -> Affaire:
    """Designation of 6 January, payers invited, acceptance of 12 January 2026."""
    affaire = ordonnee(**champs)
    affaire.jouer("2026-01-06", {"type": "notifier_designation"}, "greffe")
    if champs.get("provision", True):
        affaire.jouer("2026-01-06", {"type": "inviter_a_consigner"}, "greffe")
    affaire.jouer("2026-01-12", accepter(), "expert")
    return affaire


def taxable() -> Affaire:
    """The fee request reached everybody; the last fifteen days ended on 28 September 2026."""
    affaire = jusqu_au_rapport()
    for partie, jour in zip(PARTIES, ("2026-09-03", "2026-09-07", "2026-09-11"), strict=True):
        affaire.jouer("2026-09-15", reception("demande_de_remuneration-1", partie, jour), "expert")
    affaire.attendre("2026-09-29")
    return affaire


def taxee() -> Affaire:
    """Pay fixed at what was asked on 1 October, notified on 5 October 2026."""
    affaire = taxable()
    affaire.jouer("2026-10-01", taxer(), "juge")
    affaire.jouer("2026-10-05", {"type": "notifier_taxe"}, "expert")
    return affaire


def accepter(**champs: Any) -> dict[str, Any]:
    """The expert's acceptance."""
    return {"type": "accepter_mission", "independance": True, **champs}


def encaisser(payeur: str, montant: int, **champs: Any) -> dict[str, Any]:
    """Money credited at the régie."""
    return {"type": "encaisser_consignation", "payeur": payeur, "montant": montant, **champs}


def credite(payeur: str, montant: int, jour: str) -> dict[str, Any]:
    """Money credited on a day, recorded on another, on the bank statement."""
    return encaisser(payeur, montant, survenu_le=jour, preuve=REGIE)


def convoquer(jour: str, **champs: Any) -> dict[str, Any]:
    """The call to a meeting at 14 h."""
    debut = le(jour, time(14)).isoformat()
    return {
        "type": "convoquer_reunion",
        "debut": debut,
        "lieu": "8 place Bellecour, Lyon",
        "ordre_du_jour": "Constats",
    } | champs


def demander(*a: str, **champs: Any) -> dict[str, Any]:
    """The expert's request for the plans, within three weeks."""
    return {
        "type": "demander_pieces",
        "a": a,
        "pieces": ["Les plans d’exécution"],
        "terme": {"delai": "P3W", "a_compter": "envoi"},
    } | champs


def communiquer(partie: str, **champs: Any) -> dict[str, Any]:
    """A party's documents."""
    return {"type": "communiquer_pieces", "au_nom_de": partie, "pieces": [piece("Plans", "1")]} | champs


def sapiteur(**champs: Any) -> dict[str, Any]:
    """The consultation of an acoustician."""
    technicien = {"id": "sapiteur", "role": "sapiteur", "nom": "Mme Serre", "specialite": "acoustique"}
    return {"type": "consulter_sapiteur", "sapiteur": technicien | champs, "question": "Le bruit ?"}


def avis_du_sapiteur(**champs: Any) -> dict[str, Any]:
    """The sapiteur's opinion goes to the parties, with a month to comment."""
    return {
        "type": "communiquer_avis_sapiteur",
        "sapiteur": "sapiteur",
        "avis": piece("Avis", "2"),
        "terme": {"delai": "P1M", "a_compter": "envoi"},
    } | champs


def pre_rapport(**champs: Any) -> dict[str, Any]:
    """The pré-rapport, with a month for the last dires."""
    terme = {"delai": "P1M", "a_compter": "envoi"}
    return {"type": "deposer_pre_rapport", "document": piece("Pré-rapport", "c"), "terme_dires": terme} | champs


def dire(partie: str, *points: str, **champs: Any) -> dict[str, Any]:
    """A dire."""
    return {
        "type": "deposer_dire",
        "au_nom_de": partie,
        "document": piece("Dire", "d"),
        "points": points or ("L’origine des infiltrations",),
    } | champs


def repondre(numero: int, *reponses: str, **champs: Any) -> dict[str, Any]:
    """The answer to a dire, point by point."""
    return {"type": "repondre_dire", "dire": numero, "reponses": reponses or ("Suivi",)} | champs


def observer(partie: str, **champs: Any) -> dict[str, Any]:
    """A party's observations on the pay."""
    return {"type": "observer_remuneration", "au_nom_de": partie, "observations": "Trop élevé."} | champs


def taxer(montant: int = 420000, **champs: Any) -> dict[str, Any]:
    """The taxe order; by default for what was asked."""
    return {"type": "taxer_remuneration", "montant": montant, "ordonnance": piece("Ordonnance", "9"), **champs}


def reduire(montant: int = 300000, **champs: Any) -> dict[str, Any]:
    """The judge invites the expert before a reduction, with fifteen days to answer."""
    return {
        "type": "envisager_reduction",
        "montant": montant,
        "motif": "Le temps passé n’est pas justifié.",
        "terme": {"delai": "P15D", "a_compter": "envoi"},
    } | champs
