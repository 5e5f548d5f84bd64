"""How a failure on the last day changes the state: plain assignment."""

from procedure import evenements as ev
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.evolution.socle import Changement, Changements


def _empechement(dossier: Dossier, evenement: Evenement, fait: ev.EmpechementInvoque) -> Changements:
    reportees = (*dossier.instance.reportees, fait.echeance)
    a_temps = {n: dossier.dires[n].model_copy(update={"situation": "dans_le_delai"}) for n in fait.dires}
    return {
        "instance": dossier.instance.model_copy(update={"reportees": reportees}),
        "dires": {**dossier.dires, **a_temps},
    }


CHANGEMENTS: dict[str, Changement] = {"empechement_invoque": _empechement}
"""How the facts of this part change the state: plain assignment."""
