"""How the facts of this phase change the state: plain assignment."""

from procedure import evenements as ev
from procedure.dossier import Arrivee, Dossier
from procedure.evenements import Evenement
from procedure.evolution.socle import Changement, Changements
from procedure.personnes import Role


def _mises_en_cause(dossier: Dossier, evenement: Evenement, fait: ev.PartiesMisesEnCause) -> Changements:
    parties = [p.id for p in fait.arrivants if p.role is Role.PARTIE]
    return {
        "participants": {**dossier.participants, **{p.id: p for p in fait.arrivants}},
        "arrivees": {**dossier.arrivees, **{p: Arrivee(le=evenement.survenu_le) for p in parties}},
    }


def _transmis(dossier: Dossier, evenement: Evenement, fait: ev.DossierTransmis) -> Changements:
    transmis = {p: dossier.arrivees[p].model_copy(update={"transmis_le": evenement.survenu_le}) for p in fait.a}
    return {"arrivees": {**dossier.arrivees, **transmis}}


CHANGEMENTS: dict[str, Changement] = {
    "parties_mises_en_cause": _mises_en_cause,
    "dossier_transmis": _transmis,
}
