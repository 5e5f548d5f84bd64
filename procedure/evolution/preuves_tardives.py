"""How a corrected proof or a null notification changes the state: plain assignment."""

from procedure import evenements as ev
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.evolution.socle import Changement, Changements


def _rectification(dossier: Dossier, evenement: Evenement, fait: ev.ReceptionRectifiee) -> Changements:
    suivi = dossier.actes[fait.acte]
    recus = {**suivi.recus, fait.destinataire: evenement.survenu_le}
    return {"actes": {**dossier.actes, fait.acte: suivi.model_copy(update={"recus": recus})}}


def _annulation(dossier: Dossier, evenement: Evenement, fait: ev.NotificationAnnulee) -> Changements:
    """What a null notification had started has no last day any more."""
    nulles = tuple(f"DL-18:{p}:" for p in fait.a)
    return {"termes": {i: t for i, t in dossier.termes.items() if not i.startswith(nulles)}}


CHANGEMENTS: dict[str, Changement] = {
    "reception_rectifiee": _rectification,
    "notification_annulee": _annulation,
}
"""How the facts of this part change the state: plain assignment."""
