"""The shape of a plain letter."""

from collections.abc import Callable
from typing import Any

from procedure.documents import Acte
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.modele import Modele


class Lettre(Modele):
    """Paragraphs, then a table of facts; without paragraphs the summary of the event stands for them."""

    paragraphes: tuple[str, ...] = ()
    informations: tuple[tuple[str, str], ...] = ()
    """`(libelle, valeur)`, in French."""


Redaction = Callable[[Dossier, Evenement, Acte], Lettre]
"""How the letter of a fact reads; the state is the one after the fact."""


def fait_de(evenement: Evenement) -> Any:
    """The fact of an event, whose type the table has already checked."""
    return evenement.fait
