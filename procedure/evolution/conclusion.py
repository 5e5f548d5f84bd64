"""How the facts of this phase change the state: plain assignment."""

from typing import Any

from procedure import evenements as ev
from procedure.dossier import Dire, Dossier
from procedure.evenements import Evenement
from procedure.evolution.socle import Changement, Changements


def _pre_rapport(dossier: Dossier, evenement: Evenement, fait: Any) -> Changements:
    return {"pre_rapport_le": evenement.survenu_le}


def _dire(dossier: Dossier, evenement: Evenement, fait: ev.DireDepose) -> Changements:
    dire = Dire(
        numero=fait.dire,
        au_nom_de=fait.au_nom_de,
        points=len(fait.points),
        depose_le=evenement.survenu_le,
        situation=fait.situation,
    )
    return {"dires": {**dossier.dires, fait.dire: dire}}


def _reponse(dossier: Dossier, evenement: Evenement, fait: ev.DireRepondu) -> Changements:
    repondu = dossier.dires[fait.dire].model_copy(update={"repondu": True, "repondu_le": evenement.survenu_le})
    return {"dires": {**dossier.dires, fait.dire: repondu}}


def _rapport(dossier: Dossier, evenement: Evenement, fait: Any) -> Changements:
    return {"rapport_le": evenement.survenu_le}


CHANGEMENTS: dict[str, Changement] = {
    "pre_rapport_depose": _pre_rapport,
    "dire_depose": _dire,
    "dire_repondu": _reponse,
    "rapport_depose": _rapport,
}
