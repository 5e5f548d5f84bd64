"""What the plain letters say: for each fact, its paragraphs and its table; no layout.

Documents with a template of their own are filled in `procedure.remplissage`.
"""

from procedure.lettres import (
    complement,
    consignation,
    cours,
    fin,
    mandat,
    operations,
    recours,
    recusation,
    remuneration,
    saisine,
)
from procedure.lettres.socle import Redaction

MODULES = (
    saisine,
    mandat,
    recusation,
    consignation,
    complement,
    operations,
    cours,
    fin,
    recours,
    remuneration,
)

LETTRES: dict[str, Redaction] = {fait: redaction for module in MODULES for fait, redaction in module.LETTRES.items()}
"""How the letter of each fact reads."""
