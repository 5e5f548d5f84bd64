"""What can happen to the expert's mandate (art. 233-235 CPC): what may be asked."""

from typing import Literal

from procedure.commandes.socle import Commande, Terme
from procedure.modele import PersonneId, Texte
from procedure.personnes import Participant
from procedure.preuves import PieceJointe


class RefuserMission(Commande):
    """Decline the mission."""

    article = "CPC 235"
    type: Literal["refuser_mission"] = "refuser_mission"
    motif: Texte


class ConstaterEmpechement(Commande):
    """Record that the expert can no longer carry out the mission: death, removal from the list, incapacity."""

    article = "CPC 235 al. 1"
    type: Literal["constater_empechement"] = "constater_empechement"
    cause: Literal["deces", "radiation", "incapacite", "empechement_legitime"]
    precisions: Texte


class DemanderRemplacement(Commande):
    """Ask the judge to replace an expert who would fail in his duties."""

    article = "CPC 235 al. 2"
    date_par_sa_remise = True
    type: Literal["demander_remplacement"] = "demander_remplacement"
    au_nom_de: PersonneId
    motif: Texte
    document: PieceJointe | None = None


class DemanderExplications(Commande):
    """Call for the explanations of an expert who would fail in his duties, before any decision."""

    article = "CPC 235 al. 2"
    type: Literal["demander_explications"] = "demander_explications"
    requete: str | None = None
    """« remplacement-1 »; absent where the judge acts of his own motion."""
    griefs: Texte
    terme: Terme


class DonnerExplications(Commande):
    """Explain oneself to the judge."""

    article = "CPC 235 al. 2"
    date_par_sa_remise = True
    type: Literal["donner_explications"] = "donner_explications"
    requete: str
    """« manquement-1 »."""
    explications: Texte
    document: PieceJointe | None = None


class StatuerManquement(Commande):
    """Keep the expert, or end his mandate."""

    article = "CPC 235 al. 2"
    type: Literal["statuer_manquement"] = "statuer_manquement"
    requete: str
    """« manquement-1 », or « remplacement-1 » for a request that calls for no explanations."""
    issue: Literal["maintenu", "remplace"]
    motif: Texte
    ordonnance: PieceJointe | None = None


class RemplacerExpert(Commande):
    """Appoint another expert."""

    article = "CPC 235"
    type: Literal["remplacer_expert"] = "remplacer_expert"
    expert: Participant
    motif: Texte
    terme_rapport: Terme | None = None
    """The time for the report of the new expert; absent, the first expert's stays until the judge fixes one."""
    ordonnance: PieceJointe | None = None


CommandeDeMandat = (
    RefuserMission
    | ConstaterEmpechement
    | DemanderRemplacement
    | DemanderExplications
    | DonnerExplications
    | StatuerManquement
    | RemplacerExpert
)
