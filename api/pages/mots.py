"""The words that the pages put on what the domain names in code."""

import json
import re
from collections.abc import Iterable
from typing import Any

from procedure.documents import Nature as NatureActe
from procedure.dossier import LIBELLES_DES_PHASES, Phase
from procedure.echeances import Nature, Statut
from procedure.effets import Canal, Portee
from procedure.fiches import FICHES
from procedure.personnes import LIBELLES_DES_ROLES, Qualite
from procedure.regles import AUDIENCE as AUDIENCE
from procedure.regles import ETATS_LEVES
from registre import EtatRemise, Remise
from registre.vues import ActeVue, EcheanceVue

PHASES = {phase: nom[:1].upper() + nom[1:] for phase, nom in LIBELLES_DES_PHASES.items()}

STATUTS = {
    Statut.NON_DEMARREE: ("○", "Non démarrée", "neutre"),
    Statut.OUVERTE: ("◔", "Ouverte", "encours"),
    Statut.GELEE: ("‖", "Gelée", "attention"),
    Statut.SATISFAITE: ("✓", "Satisfaite", "fait"),
    Statut.LEVEE: ("–", "Sans objet", "neutre"),
    Statut.DEPASSEE: ("▲", "Dépassée", "alerte"),
}
"""Sign, word and colour: the colour alone never says anything."""

NATURES = {
    Nature.LEGALE: "délai légal",
    Nature.JUDICIAIRE: "délai fixé par le juge",
    Nature.EXPERT: "délai fixé par l’expert",
    Nature.SERVICE: "repère de service : aucun texte ne fixe ce nombre de jours",
}
"""Who fixed the number of days."""

ETATS = {
    EtatRemise.ECHOUEE: ("▲", "Échouée", "alerte"),
    EtatRemise.ISSUE_INCONNUE: ("▲", "Issue inconnue", "alerte"),
    EtatRemise.A_POSTER: ("✉", "À poster", "attention"),
    EtatRemise.DIFFEREE: ("↻", "Différée", "attention"),
    EtatRemise.PREPAREE: ("○", "Préparée", "neutre"),
    EtatRemise.EN_COURS: ("◔", "En cours", "encours"),
    EtatRemise.REMISE: ("✓", "Remise", "fait"),
    EtatRemise.DISPONIBLE: ("✓", "Disponible", "fait"),
    EtatRemise.OUVERTE: ("✓", "Ouverte", "fait"),
}
"""In the order in which somebody must take them up."""

CANAUX = {Canal.COURRIEL: "courriel", Canal.LRAR: "lettre recommandée AR", Canal.LETTRE_SIMPLE: "lettre simple"}
PORTEES = {Portee.NOTIFICATION: "vaut notification", Portee.INFORMATION: "informe seulement"}

ROLES = {role: re.sub("^(le |la |l’)", "", nom) for role, nom in LIBELLES_DES_ROLES.items()}
QUALITES = {
    Qualite.DEMANDEUR: "demandeur",
    Qualite.DEFENDEUR: "défendeur",
    Qualite.INTERVENANT: "intervenant",
}


def statut(echeance: EcheanceVue) -> tuple[str, str, str]:
    """Where an échéance stands; a right that has passed is no alarm."""
    if echeance.statut is Statut.DEPASSEE and not echeance.en_retard:
        return ("–", "Expirée", "neutre")
    return STATUTS[echeance.statut]


def phase(etape: str) -> str:
    """The name of a stage; an unknown one is shown as it is."""
    return PHASES[Phase(etape)] if etape in set(Phase) else etape


def leve(etat: str) -> str:
    """The state that a passed date raises, for a human to settle."""
    return ETATS_LEVES.get(etat, etat.replace("_", " "))


def intitules(actes: Iterable[ActeVue], remises: Iterable[Remise]) -> dict[str, str]:
    """The title of every act that a delivery names; the kind of act where the reader does not see the act itself."""
    connus = {acte.id: acte.titre for acte in actes}
    return {r.cle.acte: connus.get(r.cle.acte) or _genre(r.cle.acte) for r in remises}


def _genre(acte: str) -> str:
    nature = acte.rpartition("-")[0]
    nom = FICHES[NatureActe(nature)].nom if nature in set(NatureActe) else "acte"
    return nom[0].upper() + nom[1:]


def issue(remise: Remise) -> str | None:
    """What became of a delivery; the whole answer of the mail server is evidence, and only in the interface."""
    if remise.reponse is None:
        return None
    code = _code_smtp(remise.reponse)
    if remise.cle.canal is not Canal.COURRIEL:
        return f"référence : {remise.reponse}"
    if remise.remis_a is not None:
        return "remis au serveur" + (f" (SMTP {code})" if code else "")
    if remise.etat is EtatRemise.ISSUE_INCONNUE:
        return "connexion perdue après l’envoi : le message est peut-être arrivé"
    if code is None:
        return "aucune réponse du serveur" if remise.etat is EtatRemise.DIFFEREE else "adresse refusée"
    return f"{'différé' if code < 500 else 'refusé'} par le serveur (SMTP {code})"


def _code_smtp(reponse: str) -> int | None:
    try:
        lue: Any = json.loads(reponse)
    except ValueError:
        return None
    code = lue.get("code") if isinstance(lue, dict) else None
    return code if isinstance(code, int) else None
