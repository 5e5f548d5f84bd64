"""The steps of an expertise, one module per phase; each rule is a small function named after what it grants."""

from procedure.contexte import Regle
from procedure.phases import (
    aide,
    appels,
    caducite,
    complement,
    conclusion,
    consignation,
    cours,
    empechement_technique,
    fin,
    mandat,
    operations,
    preuves_tardives,
    receptions,
    recours,
    recusation,
    remuneration,
    saisine,
    suspension,
)

MODULES = (
    saisine,
    appels,
    mandat,
    recusation,
    consignation,
    aide,
    caducite,
    complement,
    operations,
    cours,
    suspension,
    conclusion,
    empechement_technique,
    fin,
    recours,
    receptions,
    preuves_tardives,
    remuneration,
)

REGLES_DES_COMMANDES: dict[str, Regle] = {
    commande: regle for module in MODULES for commande, regle in module.ACTES.items()
}
"""The rule of each command by which a person acts."""
