"""How the facts of this phase change the state: plain assignment."""

from procedure import evenements as ev
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.evolution.socle import Changement, Changements, deposer, mandat, trancher


def _conflit(dossier: Dossier, evenement: Evenement, fait: ev.ConflitDeclare) -> Changements:
    return deposer(dossier, evenement, "conflit")


def _recusation(dossier: Dossier, evenement: Evenement, fait: ev.RecusationDemandee) -> Changements:
    return deposer(dossier, evenement, "recusation", objet=fait.au_nom_de)


def _decision(dossier: Dossier, evenement: Evenement, fait: ev.RecusationTranchee) -> Changements:
    changements = trancher(dossier, evenement, fait.requete, accordee=fait.admise)
    return changements | (mandat("a_remplacer")(dossier, evenement, fait) if fait.admise else {})


CHANGEMENTS: dict[str, Changement] = {
    "conflit_declare": _conflit,
    "recusation_demandee": _recusation,
    "recusation_tranchee": _decision,
}
