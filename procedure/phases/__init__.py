"""The steps of an expertise, one module per phase; each rule is a small function named after what it grants."""

from procedure.contexte import Regle
from procedure.phases import (
    aide,
    appels,
    caducite,
    carence,
    complement,
    conciliation,
    conclusion,
    consignation,
    convention,
    convention_execution,
    cours,
    difficultes,
    dires,
    empechement_technique,
    fin,
    irregularites,
    mandat,
    mise_en_cause,
    mission,
    operations,
    preuves_tardives,
    recalcul,
    receptions,
    recours,
    recusation,
    remuneration,
    saisine,
    suites,
    suspension,
)

MODULES = (
    saisine,
    mandat,
    recusation,
    appels,
    consignation,
    aide,
    caducite,
    complement,
    operations,
    carence,
    difficultes,
    mission,
    mise_en_cause,
    conclusion,
    dires,
    conciliation,
    irregularites,
    suites,
    remuneration,
    receptions,
    preuves_tardives,
    recours,
    cours,
    suspension,
    empechement_technique,
    fin,
    convention,
    convention_execution,
    recalcul,
)

REGLES_DES_COMMANDES: dict[str, Regle] = {
    commande: regle for module in MODULES for commande, regle in module.ACTES.items()
}
"""The rule of each command by which a person acts."""

REGLES_PROPRES: dict[str, dict[str, Regle]] = {
    "technicien_conventionnel": convention.EN_CONVENTION | convention_execution.EN_CONVENTION,
}
"""Where a pack answers a shared command by a rule of its own."""


def regle_de(pack: str, commande: str) -> Regle:
    """The rule of a command under the pack of the case."""
    return REGLES_PROPRES.get(pack, {}).get(commande) or REGLES_DES_COMMANDES[commande]
