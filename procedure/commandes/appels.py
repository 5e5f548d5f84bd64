"""The recourses against the decisions on the measure (art. 272, 490, 496-497 CPC): what may be recorded."""

from typing import Literal

from procedure.commandes.socle import Commande
from procedure.modele import ActeId, PersonneId


class ReleverAppel(Commande):
    """Record that an appeal, a request for leave to appeal, or a request for retraction was lodged."""

    article = "CPC 272, 490, 497"
    type: Literal["relever_appel"] = "relever_appel"
    voie: Literal["appel", "autorisation_d_appel", "retractation"]
    au_nom_de: PersonneId | None = None
    """Absent for an interested person who is not in the expertise (art. 496 al. 2)."""
    decision: ActeId | None = None
    """The decision appealed; absent, the one that ordered the expertise."""


CommandeDAppel = ReleverAppel
