"""How the facts of this phase change the state: plain assignment."""

from procedure import evenements as ev
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.evolution.socle import Changement, Changements, deposer, trancher


def _signalee(dossier: Dossier, evenement: Evenement, fait: ev.CarenceSignalee) -> Changements:
    return deposer(dossier, evenement, "carence", objet=f"demande-{fait.demande}")


def _tranchee(dossier: Dossier, evenement: Evenement, fait: ev.CarenceTranchee) -> Changements:
    changements = trancher(dossier, evenement, fait.requete, accordee=fait.sens != "rejet")
    if fait.sens == "depot_en_l_etat":
        changements["en_l_etat_autorise_le"] = evenement.survenu_le
    return changements


CHANGEMENTS: dict[str, Changement] = {
    "carence_signalee": _signalee,
    "carence_tranchee": _tranchee,
}
