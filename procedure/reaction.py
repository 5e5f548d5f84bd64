"""What must be done once an event is recorded: one effect per act, with everything it needs."""

from procedure.canaux import destinations
from procedure.documents import Acte
from procedure.dossier import Dossier
from procedure.effets import Deposer, Effet, Produire
from procedure.evenements import Evenement
from procedure.remplissage import remplir


def reagir(dossier: Dossier, evenement: Evenement) -> tuple[Effet, ...]:
    """Return the effects of an event on the state that follows it; nothing is done again for the past."""
    if evenement.repris:
        return ()
    return tuple(_effet(dossier, evenement, acte) for acte in evenement.actes if not acte.hors_plateforme)


def _effet(dossier: Dossier, evenement: Evenement, acte: Acte) -> Effet:
    vers = destinations(dossier, acte)
    if acte.piece is not None:
        return Deposer(id=acte.id, acte=acte, destinations=vers)
    modele, contenu = remplir(dossier, evenement, acte)
    return Produire(
        id=acte.id, acte=acte, modele=modele, donnees=contenu.model_dump(mode="json"), destinations=vers
    )
