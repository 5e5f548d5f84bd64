"""How the facts of an early end change the state: plain assignment."""

from procedure import evenements as ev
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.evolution.socle import Changement, Changements, rien


def _restitution(dossier: Dossier, evenement: Evenement, fait: ev.ConsignationRestituee) -> Changements:
    return {"fonds_liberes": True}


CHANGEMENTS: dict[str, Changement] = {
    "desistement_constate": rien,
    "ordonnance_aneantie": rien,
    "consignation_restituee": _restitution,
    "sequestre_leve": rien,
}
"""How the facts of this part change the state: plain assignment."""
