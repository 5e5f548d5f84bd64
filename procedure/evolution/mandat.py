"""How the facts of this phase change the state: plain assignment."""


from procedure import evenements as ev
from procedure.dossier import Dossier, Mandat
from procedure.evenements import Evenement
from procedure.evolution.socle import Changement, Changements, mandat


def _remplacement(dossier: Dossier, evenement: Evenement, fait: ev.ExpertRemplace) -> Changements:
    participants = {p: v for p, v in dossier.participants.items() if p != fait.ancien}
    return {
        "participants": {**participants, fait.expert.id: fait.expert},
        "mandat": Mandat(expert=fait.expert.id, le=evenement.survenu_le),
        "remplacement_le": evenement.survenu_le,
    }


CHANGEMENTS: dict[str, Changement] = {
    "mission_refusee": mandat("refuse"),
    "expert_remplace": _remplacement,
}
