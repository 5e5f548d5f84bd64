"""How the facts of this phase change the state: plain assignment."""

from procedure import evenements as ev
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.evolution.socle import Changement, Changements, rien


def _pre_rapport(dossier: Dossier, evenement: Evenement, fait: ev.PreRapportDepose) -> Changements:
    return {"pre_rapport_le": evenement.survenu_le}


def _rapport(dossier: Dossier, evenement: Evenement, fait: ev.RapportDepose) -> Changements:
    return {"rapport_le": evenement.survenu_le}


CHANGEMENTS: dict[str, Changement] = {
    "pre_rapport_depose": _pre_rapport,
    "rapport_depose": _rapport,
    "erreur_materielle_corrigee": rien,
    "pieces_restituees": rien,
}
