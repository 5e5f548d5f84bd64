"""What the plain letters say: for each fact, its paragraphs and its table; no layout.

Documents with a template of their own are filled in `procedure.remplissage`.
"""

from procedure.lettres import (
    carence,
    complement,
    conciliation,
    conclusion,
    consignation,
    convention,
    cours,
    difficultes,
    dires,
    fin,
    irregularites,
    mandat,
    mise_en_cause,
    mission,
    operations,
    recours,
    recusation,
    remuneration,
    saisine,
    suites,
)
from procedure.lettres.socle import Redaction

MODULES = (
    saisine,
    mandat,
    recusation,
    consignation,
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
    recours,
    cours,
    fin,
    convention,
)

LETTRES: dict[str, Redaction] = {fait: redaction for module in MODULES for fait, redaction in module.LETTRES.items()}
"""How the letter of each fact reads."""
