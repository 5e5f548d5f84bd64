"""What the plain letters say: for each fact, its paragraphs and its table; no layout.

Documents with a template of their own are filled in `procedure.remplissage`.
"""

from procedure.lettres import conciliation, conclusion, dires, irregularites, mandat, operations, remuneration, suites
from procedure.lettres.socle import Redaction

MODULES = (mandat, operations, conciliation, conclusion, dires, suites, irregularites, remuneration)
from procedure.lettres import carence, difficultes, mandat, mise_en_cause, mission, operations, remuneration
from procedure.lettres.socle import Redaction

MODULES = (mandat, operations, carence, difficultes, mission, mise_en_cause, remuneration)
from procedure.lettres import mandat, operations, recusation, remuneration, saisine
from procedure.lettres.socle import Redaction

MODULES = (saisine, mandat, recusation, operations, remuneration)

LETTRES: dict[str, Redaction] = {fait: redaction for module in MODULES for fait, redaction in module.LETTRES.items()}
"""How the letter of each fact reads."""
