"""How the facts of this phase change the state: plain assignment."""

from typing import Any

from procedure import evenements as ev
from procedure.dossier import Credit, Dossier
from procedure.evenements import Evenement
from procedure.evolution.socle import Changement, Changements, rien


def _encaissement(dossier: Dossier, evenement: Evenement, fait: ev.ConsignationEncaissee) -> Changements:
    cumul = dossier.encaisse.get(fait.payeur, 0) + fait.montant
    return {
        "encaisse": {**dossier.encaisse, fait.payeur: cumul},
        "credits": (
            *dossier.credits,
            Credit(payeur=fait.payeur, montant=fait.montant, le=evenement.survenu_le),
        ),
        "consignation_suffisante": fait.suffisante,
    }


def _demarrage(dossier: Dossier, evenement: Evenement, fait: Any) -> Changements:
    """An immediate start came before the notice, and stays the start (art. 267 al. 2)."""
    return {"operations_depuis": dossier.operations_depuis or evenement.survenu_le}


CHANGEMENTS: dict[str, Changement] = {
    "consignation_appelee": rien,
    "consignation_encaissee": _encaissement,
    "consignation_avisee": _demarrage,
}
