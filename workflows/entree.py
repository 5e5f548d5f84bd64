"""What a run of the workflow of an expertise starts from: the contract between two runs, and between two releases.

Only optional fields may be added.
"""

from procedure.decision import Accuse
from procedure.dossier import Dossier
from procedure.effets import Effet
from procedure.modele import Modele

CLES_GARDEES = 200
"""How many recent commands a run remembers: Temporal forgets the Update ids at continue-as-new."""


class EntreeExpertise(Modele):
    """The state of a case, what is still to be carried out, and the commands answered lately."""

    schema_version: int = 1
    dossier: Dossier
    a_faire: tuple[Effet, ...] = ()
    accuses: tuple[Accuse, ...] = ()
    decalage: int = 0
    """Seconds between the server's clock and the case's: 0, but for a rehearsal played at other dates than today's."""
