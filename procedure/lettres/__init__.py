"""What the plain letters say: for each fact, its paragraphs and its table; no layout.

Documents with a template of their own are filled in `procedure.remplissage`.
"""

from procedure.lettres import cours, fin, mandat, operations, recours, remuneration
from procedure.lettres.socle import Redaction

MODULES = (mandat, operations, cours, fin, recours, remuneration)

LETTRES: dict[str, Redaction] = {fait: redaction for module in MODULES for fait, redaction in module.LETTRES.items()}
"""How the letter of each fact reads."""
