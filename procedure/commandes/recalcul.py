"""The dates already given, under a calendar or a rule that has changed: what may be asked."""

from typing import Literal

from procedure.commandes.socle import Commande
from procedure.preuves import Empreinte


class Recalculer(Commande):
    """Give the open échéances the dates of the present calendar, as the dry run showed them."""

    article = "CPC 640, 642"
    type: Literal["recalculer"] = "recalculer"
    montre: Empreinte
    """The fingerprint of what the dry run listed: nothing else is applied."""


CommandeDeRecalcul = Recalculer
