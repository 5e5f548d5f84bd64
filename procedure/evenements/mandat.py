"""What can happen to the expert's mandate (art. 233-235 CPC): what has happened."""

from typing import Literal

from procedure.commandes.socle import Terme
from procedure.modele import Modele, PersonneId, Texte
from procedure.personnes import Participant


class MissionRefusee(Modele):
    """The expert declined (art. 235 al. 1)."""

    type: Literal["mission_refusee"] = "mission_refusee"
    motif: Texte


class EmpechementConstate(Modele):
    """The expert can no longer carry out the mission (art. 235 al. 1)."""

    type: Literal["empechement_constate"] = "empechement_constate"
    cause: str
    precisions: Texte


class RemplacementDemande(Modele):
    """A party asks for another expert (art. 235 al. 2)."""

    type: Literal["remplacement_demande"] = "remplacement_demande"
    requete: str
    au_nom_de: PersonneId
    motif: Texte


class ExplicationsDemandees(Modele):
    """The expert is called to explain himself (art. 235 al. 2)."""

    type: Literal["explications_demandees"] = "explications_demandees"
    requete: str
    griefs: Texte
    demande: str | None = None


class ExplicationsDonnees(Modele):
    """The expert has explained himself (art. 235 al. 2)."""

    type: Literal["explications_donnees"] = "explications_donnees"
    requete: str
    explications: Texte


class ManquementTranche(Modele):
    """The judge has kept the expert, or ended his mandate (art. 235 al. 2)."""

    type: Literal["manquement_tranche"] = "manquement_tranche"
    requete: str
    remplace: bool
    motif: Texte


class ExpertRemplace(Modele):
    """Another expert is appointed (art. 235)."""

    type: Literal["expert_remplace"] = "expert_remplace"
    ancien: PersonneId
    expert: Participant
    motif: Texte
    terme_rapport: Terme | None = None


FaitDeMandat = (
    MissionRefusee
    | EmpechementConstate
    | RemplacementDemande
    | ExplicationsDemandees
    | ExplicationsDonnees
    | ManquementTranche
    | ExpertRemplace
)
