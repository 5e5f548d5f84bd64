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
    difficultes,
    dires,
    irregularites,
    mandat,
    mise_en_cause,
    mission,
    operations,
    recalcul,
    recusation,
    remuneration,
    saisine,
    suites,
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
    recalcul,
)

REGLES_DES_COMMANDES: dict[str, Regle] = {
    commande: regle for module in MODULES for commande, regle in module.ACTES.items()
}
"""The rule of each command by which a person acts."""
