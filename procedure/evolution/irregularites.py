"""How the irregular operations change the state: plain assignment."""

from procedure import evenements as ev
from procedure.dossier import Dossier, Irregularite
from procedure.evenements import Evenement
from procedure.evolution.socle import Changement, Changements
from procedure.evolution.suites import rouvrir


def _signalement(dossier: Dossier, evenement: Evenement, fait: ev.IrregulariteSignalee) -> Changements:
    signalee = Irregularite(operation=fait.operation, signalee_le=evenement.survenu_le)
    return {"irregularites": {**dossier.irregularites, fait.irregularite: signalee}}


def _regularisation(dossier: Dossier, evenement: Evenement, fait: ev.IrregulariteRegularisee) -> Changements:
    regularisee = dossier.irregularites[fait.irregularite].model_copy(update={"statut": "regularisee"})
    return {"irregularites": {**dossier.irregularites, fait.irregularite: regularisee}}


def _annulation(dossier: Dossier, evenement: Evenement, fait: ev.OperationsAnnulees) -> Changements:
    annulees = {
        numero: une.model_copy(update={"statut": "annulee"})
        if numero == fait.irregularite or une.operation in fait.operations
        else une
        for numero, une in dossier.irregularites.items()
    }
    reprise = rouvrir(dossier, evenement.survenu_le, fait.terme_rapport) if fait.reprise else {}
    return {**reprise, "irregularites": annulees}


CHANGEMENTS: dict[str, Changement] = {
    "irregularite_signalee": _signalement,
    "irregularite_regularisee": _regularisation,
    "operations_annulees": _annulation,
}
