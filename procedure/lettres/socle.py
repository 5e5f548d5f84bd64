"""The shape of a plain letter."""

from collections.abc import Callable
from typing import Any

from procedure.documents import Acte
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.langue import date_longue
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


def dates_ouvertes(evenement: Evenement, regle: str, libelle: str) -> tuple[tuple[str, str], ...]:
    """What an event has just given to a rule, once if several persons have the same: its date, or what it waits for."""
    ouvertes = [e for e in evenement.ouvertes if e.regle == regle]
    jours = [date_longue(e.calcul.legal) for e in ouvertes if e.calcul is not None]
    delais = [e.terme.delai.en_francais() for e in ouvertes if e.calcul is None and e.terme and e.terme.delai]
    termes = [*jours, *(f"{delai} à compter de la réception" for delai in delais)]
    return tuple((libelle, terme) for terme in dict.fromkeys(termes))


def sans_copie(fait: Any) -> tuple[tuple[str, str], ...]:
    """Why the parties have no copy of what the judge alone receives."""
    return (("Sans copie aux parties", fait.sans_copie_motif),) if fait.sans_copie_motif else ()
