"""How recomputed dates change the state: the échéances of the event replace those they move."""

from procedure.evolution.socle import Changement, rien

CHANGEMENTS: dict[str, Changement] = {"echeances_recalculees": rien}
