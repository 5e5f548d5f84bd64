"""How an event changes the state: plain assignment, nothing else."""

from procedure.documents import Acte
from procedure.dossier import ActeSuivi, Dossier, Phase, TermeConnu
from procedure.echeances import Echeance
from procedure.evenements import Evenement
from procedure.evolution import (
    appels,
    carence,
    complement,
    conciliation,
    conclusion,
    consignation,
    convention,
    cours,
    difficultes,
    dires,
    empechement_technique,
    fin,
    irregularites,
    mandat,
    mise_en_cause,
    mission,
    moteur,
    operations,
    preuves_tardives,
    recalcul,
    recours,
    recusation,
    remuneration,
    saisine,
    suites,
)
from procedure.evolution.socle import Changement
from procedure.fiches import FICHES
from procedure.modele import ActeId
from procedure.regles import REGLES

MODULES = (
    saisine,
    mandat,
    recusation,
    appels,
    consignation,
    complement,
    operations,
    carence,
    difficultes,
    mission,
    mise_en_cause,
    conclusion,
    dires,
    conciliation,
    irregularites,
    suites,
    remuneration,
    preuves_tardives,
    recours,
    cours,
    empechement_technique,
    fin,
    convention,
    recalcul,
    moteur,
)


def evoluer(dossier: Dossier, evenement: Evenement) -> Dossier:
    """Return the state after `evenement`."""
    changements = CHANGEMENTS[evenement.fait.type](dossier, evenement, evenement.fait)
    echeances = {**dossier.echeances, **changements.pop("echeances", {})}
    termes = dict(changements.pop("termes", dossier.termes))
    instance = cours.suivre(changements.pop("instance", dossier.instance), evenement)
    requetes = cours.sans_objet(changements.pop("requetes", dossier.requetes), evenement)
    for ouverte in evenement.ouvertes:
        echeances[ouverte.id] = _sans_derivation(ouverte) if REGLES[ouverte.regle].par_partie else ouverte
        termes.pop(ouverte.id, None)  # a period that must start anew has no last day
        if REGLES[ouverte.regle].garde and (calcul := ouverte.calcul) is not None:
            termes[ouverte.id] = TermeConnu(legal=calcul.legal, arguable_until=calcul.arguable_until)
    for close in evenement.closes:
        echeances.pop(close.echeance, None)
    actes = {**changements.pop("actes", dossier.actes), **_suivre(evenement)}
    return dossier.model_copy(
        update={
            **changements,
            "instance": instance,
            "requetes": requetes,
            "numero": evenement.numero,
            "phase": Phase(evenement.etape),
            "echeances": echeances,
            "termes": termes,
            "actes": actes,
            "compteurs": _compter(dossier.compteurs, evenement.actes),
        }
    )


def _sans_derivation(echeance: Echeance) -> Echeance:
    """The steps of the derivation stay in the event: no later decision reads them again."""
    if echeance.calcul is None:
        return echeance
    return echeance.model_copy(update={"calcul": echeance.calcul.model_copy(update={"etapes": ()})})


def _suivre(evenement: Evenement) -> dict[ActeId, ActeSuivi]:
    """An act dates from the day it happened in law, whenever and wherever it was recorded."""
    return {
        a.id: ActeSuivi(
            nature=a.nature,
            auteur=a.auteur,
            etabli_le=evenement.survenu_le,
            destinataires=a.destinataires,
        )
        for a in evenement.actes
        if FICHES[a.nature].suivi
    }


def _compter(compteurs: dict[str, int], actes: tuple[Acte, ...]) -> dict[str, int]:
    comptes = dict(compteurs)
    for acte in actes:
        comptes[acte.nature] = comptes.get(acte.nature, 0) + 1
    return comptes


CHANGEMENTS: dict[str, Changement] = {
    fait: changement for module in MODULES for fait, changement in module.CHANGEMENTS.items()
}
"""How each fact changes the state."""
