"""The steps of an expertise, one module per phase; each rule is a small function named after what it grants."""

from procedure.contexte import Regle
from procedure.phases import (
    conciliation,
    conclusion,
    consignation,
    dires,
    irregularites,
    mandat,
    operations,
    remuneration,
    saisine,
    suites,
    carence,
    conclusion,
    consignation,
    difficultes,
    mandat,
    mise_en_cause,
    mission,
    operations,
    appels,
    conclusion,
    consignation,
    mandat,
    operations,
    recusation,
    remuneration,
    saisine,
)

MODULES = (
    saisine,
    mandat,
    consignation,
    operations,
    conciliation,
    conclusion,
    dires,
    suites,
    irregularites,
    remuneration,
)
    carence,
    difficultes,
    mission,
    mise_en_cause,
    conclusion,
    remuneration,
)
MODULES = (saisine, appels, mandat, recusation, consignation, operations, conclusion, remuneration)

REGLES_DES_COMMANDES: dict[str, Regle] = {
    commande: regle for module in MODULES for commande, regle in module.ACTES.items()
}
"""The rule of each command by which a person acts."""
