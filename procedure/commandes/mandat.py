"""What can happen to the expert's mandate (art. 233-235 CPC): what may be asked."""

from typing import Literal

from procedure.commandes.socle import Commande
from procedure.modele import Texte
from procedure.personnes import Participant
from procedure.preuves import PieceJointe


class RefuserMission(Commande):
    """Decline the mission."""

    article = "CPC 235"
    type: Literal["refuser_mission"] = "refuser_mission"
    motif: Texte


class RemplacerExpert(Commande):
    """Appoint another expert."""

    article = "CPC 235"
    type: Literal["remplacer_expert"] = "remplacer_expert"
    expert: Participant
    motif: Texte
    ordonnance: PieceJointe | None = None


CommandeDeMandat = (
    RefuserMission
    | RemplacerExpert
)
