"""The shape of a plain letter."""

from collections.abc import Callable
from typing import Any

from procedure.delais import Delai
from procedure.documents import Acte
from procedure.dossier import Dossier
from procedure.echeances import Echeance
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
    jours = [terme_explique(e) for e in ouvertes if e.calcul is not None]
    delais = [e.terme.delai.en_francais() for e in ouvertes if e.calcul is None and e.terme and e.terme.delai]
    termes = [*jours, *(f"{delai} à compter de la réception" for delai in delais)]
    return tuple((libelle, terme) for terme in dict.fromkeys(termes))


def terme_explique(echeance: Echeance) -> str:
    """« lundi 24 août 2026 (quinze jours à compter du … : …) »; a date that somebody fixed is said alone."""
    calcul, origine = echeance.calcul, echeance.origine
    if calcul is None:
        raise ValueError(f"{echeance.id} has no date to announce")
    if not calcul.delai or origine is None:
        return date_longue(calcul.legal)
    duree = Delai.lire(calcul.delai).en_francais()
    return f"{date_longue(calcul.legal)} ({duree} à compter du {date_longue(origine.date)} : {origine.evenement})"


REQUETES = {
    "carence": "carence de pièces",
    "cause_grave": "cause grave",
    "difficulte": "difficulté d’exécution",
    "conflit": "cause de récusation déclarée",
    "extension": "extension de la mission",
    "force_executoire": "force exécutoire",
    "manquement": "manquement de l’expert",
    "prorogation": "prorogation du délai du rapport",
    "recusation": "récusation de l’expert",
    "remplacement": "remplacement de l’expert",
}
"""What is asked of the judge, in words."""


def demande_en_mots(requete: str) -> str:
    """« cause_grave-1 » → « cause grave, demande n° 1 »."""
    nature, _, rang = requete.rpartition("-")
    return f"{REQUETES[nature]}, demande n° {rang}"


def sans_copie(fait: Any) -> tuple[tuple[str, str], ...]:
    """Why the parties have no copy of what the judge alone receives."""
    return (("Sans copie aux parties", fait.sans_copie_motif),) if fait.sans_copie_motif else ()
