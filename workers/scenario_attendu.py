"""What a scenario says must follow an act: the refusal that it expects, the state that it leaves."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from procedure.derivation_textes import citer
from procedure.documents import Nature
from procedure.dossier import Phase
from procedure.echeances import Statut
from procedure.regles import ETATS_LEVES, REGLES
from workers.saisie import Bloc, Illisible, Reperes, simplifier
from workers.scenario_fichier import Lieu

DATES = ("nominal", "legal", "safe_by", "arguable_until")
"""The dates of an échéance that a scenario may state."""

ABSENTE = "absente"
"""No such échéance is open."""

STATUTS = (*(s.value for s in Statut if s not in (Statut.SATISFAITE, Statut.LEVEE)), ABSENTE)
"""What an échéance not closed may be."""


@dataclass(frozen=True)
class RefusAttendu:
    """The refusal that an act must meet."""

    lieu: Lieu
    article: str
    message: str = ""


@dataclass(frozen=True)
class EcheanceAttendue:
    """What one échéance, or every one of a rule, must be."""

    lieu: Lieu
    cle: str
    regle: str
    personne: str = ""
    objet: str = ""
    statut: str = ""
    dates: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True)
class Alors:
    """What must be true after an act."""

    lieu: Lieu
    lieux: Mapping[str, Lieu]
    """Where each part of it is written."""
    etape: str | None = None
    echeances: tuple[EcheanceAttendue, ...] = ()
    leve: frozenset[str] | None = None
    alertes: tuple[str, ...] = ()
    actes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    jamais: Mapping[str, frozenset[str]] = field(default_factory=dict)
    resume: tuple[str, ...] = ()


def lire_refus(brut: Any, lieu: Lieu) -> RefusAttendu:
    """Read « refuse: CPC 271 », or its article and part of its message. Raises `ScenarioInvalide`."""
    if isinstance(brut, str) and brut.strip():
        return RefusAttendu(lieu, brut.strip())
    valeurs = simplifier(brut) if isinstance(brut, Bloc) else {}
    article, message = valeurs.get("article"), valeurs.get("message")
    if valeurs.keys() - {"article", "message"} or not isinstance(article, str) or not isinstance(message, str | None):
        lieu.refuser("« refuse » attend un article, ou un article et un message : {article: CPC 271, message: …}")
    return RefusAttendu(lieu, article, message or "")


class LecteurAlors:
    """Reads an `alors` block; `reperes` are those of the act that it follows."""

    def __init__(self, source: str, reperes: Reperes, connus: Collection[str]) -> None:
        self._source = source
        self._reperes = reperes
        self._connus = connus

    def lire(self, brut: Any, lieu: Lieu) -> Alors:
        """Raises `ScenarioInvalide`."""
        lectures: dict[str, Callable[[Any, Lieu], Any]] = {
            "etape": self._etape,
            "echeances": self._echeances,
            "leve": self._leve,
            "alertes": self._textes,
            "actes": self._par_nature,
            "jamais": self._par_nature,
            "resume": self._textes,
        }
        if not isinstance(brut, Bloc):
            lieu.refuser(f"« alors » attend des champs ({', '.join(lectures)})")
        lus: dict[str, Any] = {}
        lieux: dict[str, Lieu] = {}
        for nom, valeur in brut.valeurs.items():
            ici = lieux[nom] = Lieu(self._source, brut.lignes[nom])
            if nom not in lectures:
                ici.refuser(f"« alors » ne connaît pas {citer(nom)} (champs : {', '.join(lectures)})")
            lus[nom] = lectures[nom](valeur, ici)
        return Alors(lieu, lieux, **lus)

    def _etape(self, brut: Any, lieu: Lieu) -> str:
        return self._parmi(brut, [phase.value for phase in Phase], "étape inconnue", lieu)

    def _leve(self, brut: Any, lieu: Lieu) -> frozenset[str]:
        return frozenset(self._parmi(etat, ETATS_LEVES, "état inconnu", lieu) for etat in _liste(brut, lieu))

    def _textes(self, brut: Any, lieu: Lieu) -> tuple[str, ...]:
        textes = [brut] if isinstance(brut, str) else _liste(brut, lieu)
        if not textes or not all(isinstance(texte, str) for texte in textes):
            lieu.refuser("un texte ou une liste de textes est attendu")
        return tuple(textes)

    def _par_nature(self, brut: Any, lieu: Lieu) -> dict[str, frozenset[str]]:
        if not isinstance(brut, Bloc):
            lieu.refuser("des natures d’acte et leurs destinataires sont attendus : {convocation: [dupin]}")
        lus = {}
        for nature, personnes in brut.valeurs.items():
            ici = Lieu(self._source, brut.lignes[nature])
            self._parmi(nature, [n.value for n in Nature], "nature d’acte inconnue", ici)
            lus[nature] = frozenset(self._personne(p, ici) for p in _liste(personnes, ici))
        return lus

    def _personne(self, brut: Any, lieu: Lieu) -> str:
        return self._parmi(brut, self._connus, "personne inconnue", lieu)

    def _parmi(self, brut: Any, admis: Collection[str], inconnu: str, lieu: Lieu) -> str:
        if not isinstance(brut, str) or brut not in admis:
            lieu.refuser(f"{inconnu} : {citer(str(simplifier(brut)))} ({', '.join(admis)})")
        return brut

    # -- échéances

    def _echeances(self, brut: Any, lieu: Lieu) -> tuple[EcheanceAttendue, ...]:
        if not isinstance(brut, Bloc):
            lieu.refuser("des échéances sont attendues : {DL-06: 2026-12-01}")
        return tuple(
            self._echeance(cle, valeur, Lieu(self._source, brut.lignes[cle])) for cle, valeur in brut.valeurs.items()
        )

    def _echeance(self, cle: str, brut: Any, lieu: Lieu) -> EcheanceAttendue:
        regle, _, reste = cle.partition(":")
        personne, _, objet = reste.partition(":")
        self._parmi(regle, REGLES, "délai inconnu", lieu)
        if personne:
            self._personne(personne, lieu)
        statut, dates = "", {}
        try:
            if isinstance(brut, Bloc):
                for nom, valeur in brut.valeurs.items():
                    if nom == "statut":
                        statut = self._parmi(valeur, STATUTS, "statut inconnu", lieu)
                    else:
                        dates[self._parmi(nom, DATES, "date inconnue", lieu)] = self._jour(valeur, lieu)
            elif brut in STATUTS:
                statut = brut
            else:
                dates["legal"] = self._jour(brut, lieu)
        except Illisible as erreur:
            lieu.refuser(f"{citer(cle)} : {erreur}, ou {', '.join(STATUTS)}")
        return EcheanceAttendue(lieu, cle, regle, personne, objet, statut, dates)

    def _jour(self, brut: Any, lieu: Lieu) -> date:
        if not isinstance(brut, str):
            lieu.refuser("une date est attendue")
        return self._reperes.jour(brut)


def _liste(brut: Any, lieu: Lieu) -> list[Any]:
    if brut is None:
        return []
    if not isinstance(brut, list):
        lieu.refuser("une liste est attendue : [a, b]")
    return brut
