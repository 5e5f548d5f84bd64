"""What can happen to the expert's mandate (art. 233-235 CPC): what has happened."""

from typing import Literal

from procedure.modele import Modele, PersonneId, Texte
from procedure.personnes import Participant


class MissionRefusee(Modele):
    """The expert declined (art. 235 al. 1)."""

    type: Literal["mission_refusee"] = "mission_refusee"
    motif: Texte


class ExpertRemplace(Modele):
    """Another expert is appointed (art. 235)."""

    type: Literal["expert_remplace"] = "expert_remplace"
    ancien: PersonneId
    expert: Participant
    motif: Texte


FaitDeMandat = (
    MissionRefusee
    | ExpertRemplace
)
