"""How the facts of this phase change the state: plain assignment."""

from procedure import evenements as ev
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.evolution.socle import Changement, Changements, completer, deposer, rien, trancher


def _prorogation_demandee(dossier: Dossier, evenement: Evenement, fait: ev.ProrogationDuRapportDemandee) -> Changements:
    return deposer(dossier, evenement, "prorogation_du_rapport")


def _prorogation_tranchee(dossier: Dossier, evenement: Evenement, fait: ev.ProrogationDuRapportTranchee) -> Changements:
    changements = trancher(dossier, evenement, fait.requete, accordee=fait.accordee)
    return {**changements, "terme_rapport": fait.terme or dossier.terme_rapport}


def _extension_demandee(dossier: Dossier, evenement: Evenement, fait: ev.ExtensionDemandee) -> Changements:
    observee_le = evenement.survenu_le if fait.par_l_expert else None
    return deposer(dossier, evenement, "extension", observee_le=observee_le)


def _extension_observee(dossier: Dossier, evenement: Evenement, fait: ev.ExtensionObservee) -> Changements:
    return completer(dossier, fait.requete, observee_le=evenement.survenu_le)


def _extension_tranchee(dossier: Dossier, evenement: Evenement, fait: ev.ExtensionTranchee) -> Changements:
    changements = trancher(dossier, evenement, fait.requete, accordee=fait.accordee)
    return {**changements, "chefs": fait.chefs, "terme_rapport": fait.terme or dossier.terme_rapport}


CHANGEMENTS: dict[str, Changement] = {
    "prorogation_du_rapport_demandee": _prorogation_demandee,
    "prorogation_du_rapport_tranchee": _prorogation_tranchee,
    "extension_demandee": _extension_demandee,
    "extension_observee": _extension_observee,
    "extension_tranchee": _extension_tranchee,
    "juge_informe": rien,
}
