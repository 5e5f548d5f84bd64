"""The story of one case as plain data: every event with the échéances that it opened and closed."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from procedure.documents import Acte
from procedure.dossier import LIBELLES_DES_PHASES, Phase
from procedure.echeances import Echeance
from procedure.evenements import DireDepose, Evenement

ETAPES = {phase: nom[:1].upper() + nom[1:] for phase, nom in LIBELLES_DES_PHASES.items()}
"""The stages in French, in order."""


def raconter(evenements: Iterable[Evenement], fuseau: ZoneInfo, fichiers: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return one entry per event, in order; `fichiers` says where the document of each act was written."""
    return [_entree(evenement, fuseau, fichiers) for evenement in evenements]


def _entree(evenement: Evenement, fuseau: ZoneInfo, fichiers: Mapping[str, str]) -> dict[str, Any]:
    entree = {
        "numero": evenement.numero,
        "a": evenement.enregistre_a.astimezone(fuseau).isoformat(timespec="seconds"),
        "survenu_le": evenement.survenu_le.isoformat(),
        "acteur": evenement.auteur.model_dump(mode="json"),
        "type": evenement.fait.type,
        "article": evenement.article,
        "resume": evenement.resume,
        "etape": evenement.etape,
        "preuve": evenement.preuve.model_dump(mode="json") if evenement.preuve else None,
        "echeances_ouvertes": [_ouverte(echeance) for echeance in evenement.ouvertes],
        "echeances_closes": [_close(cloture.model_dump(mode="json")) for cloture in evenement.closes],
        "actes": [_acte(acte, fichiers) for acte in evenement.actes],
    }
    if isinstance(evenement.fait, DireDepose):
        entree["situation"] = evenement.fait.situation
    return entree


def _ouverte(echeance: Echeance) -> dict[str, Any]:
    """An échéance without dates has not started: nobody's receipt is proved yet."""
    calcul = echeance.calcul.model_dump(mode="json") if echeance.calcul else {}
    dates = ("nominal", "legal", "safe_by", "arguable_until", "expire_a")
    return {
        "id": echeance.id,
        "regle": echeance.regle,
        "intitule": echeance.intitule,
        "personne": echeance.personne,
        "article": echeance.article,
        "statut": echeance.statut.value,
        "origine": echeance.origine.model_dump(mode="json") if echeance.origine else None,
        **{nom: calcul.get(nom) for nom in dates},
        "derivation": calcul.get("etapes", []),
    }


def _close(cloture: dict[str, Any]) -> dict[str, Any]:
    return {"id": cloture.pop("echeance"), **cloture}


def _acte(acte: Acte, fichiers: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": acte.id,
        "nature": acte.nature.value,
        "titre": acte.titre,
        "auteur": acte.auteur,
        "destinataires": list(acte.destinataires),
        "fichier": fichiers.get(acte.id),
    }


def phases(evenements: Iterable[Evenement], fuseau: ZoneInfo) -> dict[Phase, date]:
    """The day on which the case entered each stage."""
    entrees: dict[Phase, date] = {}
    for evenement in evenements:
        entrees.setdefault(Phase(evenement.etape), evenement.enregistre_a.astimezone(fuseau).date())
    return entrees


def compter(evenements: Iterable[Evenement]) -> Counter[str]:
    """How many échéances were opened (each once, when it starts or when it is first awaited) and closed."""
    comptes: Counter[str] = Counter()
    connues: set[str] = set()
    for evenement in evenements:
        for echeance in evenement.ouvertes:
            comptes["ouvertes"] += echeance.id not in connues
            connues.add(echeance.id)
        comptes["closes"] += len(evenement.closes)
        connues -= {cloture.echeance for cloture in evenement.closes}
    return comptes
