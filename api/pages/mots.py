"""The words that the pages put on what the domain names in code."""

from procedure.dossier import Phase
from procedure.echeances import Statut
from procedure.effets import Canal, Portee
from procedure.personnes import Qualite, Role
from registre import EtatRemise
from registre.vues import EcheanceVue

PHASES = {
    Phase.ORDONNEE: "Ordonnée",
    Phase.MISE_EN_PLACE: "Mise en place",
    Phase.OPERATIONS: "Opérations",
    Phase.DIRES_OUVERTS: "Dires ouverts",
    Phase.DIRES_CLOS: "Dires clos",
    Phase.DEPOSEE: "Rapport déposé",
    Phase.A_TAXER: "À taxer",
    Phase.TAXEE: "Taxée",
    Phase.RECOURS: "Délai de recours",
    Phase.CLOSE: "Close",
}

STATUTS = {
    Statut.NON_DEMARREE: ("○", "Non démarrée", "neutre"),
    Statut.OUVERTE: ("◔", "Ouverte", "encours"),
    Statut.SATISFAITE: ("✓", "Satisfaite", "fait"),
    Statut.LEVEE: ("–", "Sans objet", "neutre"),
    Statut.DEPASSEE: ("▲", "Dépassée", "alerte"),
}
"""Sign, word and colour: the colour alone never says anything."""

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

ROLES = {
    Role.JUGE: "juge",
    Role.GREFFE: "greffe",
    Role.REGIE: "régie",
    Role.EXPERT: "expert",
    Role.SAPITEUR: "sapiteur",
    Role.AVOCAT: "avocat",
    Role.PARTIE: "partie",
    Role.SYSTEME: "plateforme",
}
QUALITES = {
    Qualite.DEMANDEUR: "demandeur",
    Qualite.DEFENDEUR: "défendeur",
    Qualite.INTERVENANT: "intervenant",
}
ETATS_LEVES = {
    "caducite_encourue": "caducité encourue",
    "retard_du_rapport": "retard du rapport",
    "silence_de_l_expert": "silence de l’expert",
    "premiere_reunion_attendue": "première réunion attendue",
    "compte_rendu_attendu": "compte rendu attendu",
    "carence_de_pieces": "carence de pièces",
    "information_du_juge_attendue": "information du juge attendue",
    "redaction_en_retard": "rédaction en retard",
    "notification_de_taxe_attendue": "notification de l’ordonnance de taxe attendue",
    "liberation_attendue": "libération des fonds attendue",
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
