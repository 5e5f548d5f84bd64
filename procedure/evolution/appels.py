"""How the facts of this phase change the state: plain assignment."""

from procedure.evolution.socle import Changement, rien

CHANGEMENTS: dict[str, Changement] = {
    "appel_releve": rien,
}
