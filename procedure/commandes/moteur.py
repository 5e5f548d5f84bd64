"""What the engine asks of itself: it notices, it never judges."""

from typing import Literal

from procedure.commandes.socle import Commande
from procedure.modele import ActeId, Court, PersonneId


class Veiller(Commande):
    """The engine looks at the dates that have passed: it notices and reminds, it decides nothing."""

    article = "CPC 640"
    type: Literal["veiller"] = "veiller"


class SignalerEchec(Commande):
    """The engine records that an act could not reach one person, for a human to take up."""

    article = "CPC 670-1"
    type: Literal["signaler_echec"] = "signaler_echec"
    acte: ActeId
    destinataire: PersonneId
    canal: Court
    reponse: Court


CommandeDuMoteur = Veiller | SignalerEchec
