"""How the facts of this phase change the state: plain assignment."""

from procedure import evenements as ev
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.evolution.socle import Changement, Changements, deposer, rien, trancher


def _soulevee(dossier: Dossier, evenement: Evenement, fait: ev.DifficulteSoulevee) -> Changements:
    return deposer(dossier, evenement, "difficulte", objet=fait.nature)


def _tranchee(dossier: Dossier, evenement: Evenement, fait: ev.DifficulteTranchee) -> Changements:
    changements = trancher(dossier, evenement, fait.requete, accordee=fait.accueillie)
    if fait.tiers is not None and not fait.nouvelle_decision:
        changements["participants"] = {**dossier.participants, fait.tiers.id: fait.tiers}
    return changements


CHANGEMENTS: dict[str, Changement] = {
    "difficulte_soulevee": _soulevee,
    "audience_fixee": rien,
    "difficulte_tranchee": _tranchee,
    "pieces_du_tiers_communiquees": rien,
}
