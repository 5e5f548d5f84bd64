"""How the facts of the recourse against the pay change the state: plain assignment."""

from procedure import evenements as ev
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.evolution.socle import Changement, Changements, rien


def _recours(dossier: Dossier, evenement: Evenement, fait: ev.RecoursForme) -> Changements:
    auteurs = tuple(dict.fromkeys((*dossier.recours.auteurs, fait.au_nom_de)))
    return {"recours": dossier.recours.model_copy(update={"auteurs": auteurs})}


def _decision(dossier: Dossier, evenement: Evenement, fait: ev.RecoursStatue) -> Changements:
    if fait.irrecevable:
        return {}  # the order stands, and each one's own month with it
    champs = {
        "statue_le": evenement.survenu_le,
        "complement": fait.complement,
        "trop_percu": fait.trop_percu,
    }
    return {"remuneration_taxee": fait.montant, "recours": dossier.recours.model_copy(update=champs)}


CHANGEMENTS: dict[str, Changement] = {
    "recours_forme": _recours,
    "recours_convoque": rien,
    "recours_statue": _decision,
}
"""How the facts of this part change the state: plain assignment."""
