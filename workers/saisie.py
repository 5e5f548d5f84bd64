"""What a person writes in a scenario, turned into what a command expects: dates, amounts, people, documents.

Every scalar comes here as it was typed: YAML's own guesses (« 14:00 » is 840, « non » is false) are not used.
Everything that can be wrong says so in French, with the line.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, get_args, get_type_hints
from zoneinfo import ZoneInfo

import yaml
from pydantic import AwareDatetime, ValidationError

from procedure.derivation_textes import citer
from procedure.modele import Centimes, Modele, PersonneId
from procedure.personnes import Participant
from procedure.preuves import PieceJointe

_MONTANT = re.compile(r"(\d{1,3}(?:[ \u00a0\u202f]?\d{3})*)(?:,(\d{2}))?[ \u00a0\u202f]?€")
_JOUR = re.compile(r"(\d{4}-\d{2}-\d{2})|(J)?([+-]\d{1,5})|J")
_HEURE = re.compile(r"(\d{1,2}) ?[:hH] ?(\d{2})?")
_OUI_NON = {"oui": True, "non": False}


class Illisible(ValueError):
    """A value that is not what its field expects; the message is in French, without the line."""


# -- the file


@dataclass(frozen=True)
class Bloc:
    """A mapping of the file: its values, and the line of each key."""

    ligne: int
    valeurs: dict[str, Any]
    lignes: dict[str, int]


_PROBLEMES = {
    "mapping values are not allowed here": "un texte qui contient « : » s’écrit entre guillemets",
    "could not find expected ':'": "il manque un deux-points",
    "found character '\\t' that cannot start any token": "une tabulation, là où il faut des espaces",
}
"""The mistakes that people make most."""

VALEURS_MAX = 200_000
"""Values in one file, aliases followed: a few lines of aliases can stand for billions."""


def ouvrir_yaml(texte: str) -> Any:
    """Return the file as mappings (`Bloc`), lists, strings as typed, and None for what is left empty.

    Raises `Illisible`.
    """
    try:
        noeud = yaml.compose(texte, Loader=yaml.SafeLoader)
        return None if noeud is None else _Construction().de(noeud)
    except yaml.MarkedYAMLError as erreur:
        ou = f"ligne {erreur.problem_mark.line + 1} : " if erreur.problem_mark else ""
        dit = _PROBLEMES.get(erreur.problem or "", erreur.problem or "structure inattendue")
        raise Illisible(f"{ou}ce n’est pas du YAML correct ({dit})") from None
    except (yaml.YAMLError, RecursionError):
        raise Illisible("ce n’est pas un fichier YAML lisible") from None


class _Construction:
    """Turns the nodes of a file into values, and counts them."""

    def __init__(self) -> None:
        self._valeurs = 0

    def de(self, noeud: yaml.Node) -> Any:
        self._valeurs += 1
        if self._valeurs > VALEURS_MAX:
            raise Illisible(f"ligne {noeud.start_mark.line + 1} : ce fichier contient trop de valeurs")
        if isinstance(noeud, yaml.MappingNode):
            return self._bloc(noeud)
        if isinstance(noeud, yaml.SequenceNode):
            return [self.de(element) for element in noeud.value]
        return None if noeud.tag == "tag:yaml.org,2002:null" else noeud.value

    def _bloc(self, noeud: yaml.MappingNode) -> Bloc:
        valeurs: dict[str, Any] = {}
        lignes: dict[str, int] = {}
        for cle, valeur in noeud.value:
            ligne = cle.start_mark.line + 1
            if not isinstance(cle, yaml.ScalarNode):
                raise Illisible(f"ligne {ligne} : un nom de champ est attendu")
            if cle.value in valeurs:
                raise Illisible(f"ligne {ligne} : {citer(cle.value)} est écrit deux fois")
            valeurs[cle.value], lignes[cle.value] = self.de(valeur), ligne
        return Bloc(noeud.start_mark.line + 1, valeurs, lignes)


def simplifier(valeur: Any) -> Any:
    """Return a value of the file without its lines."""
    if isinstance(valeur, Bloc):
        return {nom: simplifier(v) for nom, v in valeur.valeurs.items()}
    return [simplifier(v) for v in valeur] if isinstance(valeur, list) else valeur


# -- dates and amounts


@dataclass(frozen=True)
class Reperes:
    """What a relative date counts from: `J` is the day of the first act, `+n` counts from `ici`."""

    fuseau: ZoneInfo
    premier: date | None = None
    ici: date | None = None

    def jour(self, texte: str) -> date:
        """Read « 2026-03-10 », « J+12 » (from the first act) or « +12 », « -3 » (from the act before, or this one)."""
        trouve = _JOUR.fullmatch(texte)
        if trouve is None:
            raise Illisible(f"date illisible : {citer(texte)} (2026-03-10, J+12 ou +12 sont attendus)")
        absolu, depuis_j, ecart = trouve.groups()
        origine = self.premier if depuis_j or ecart is None else self.ici
        if origine is None and not absolu:
            raise Illisible(f"rien ne précède cette date relative : {citer(texte)}")
        try:
            if absolu or origine is None:
                return date.fromisoformat(absolu)
            return origine + timedelta(days=int(ecart or 0))
        except (ValueError, OverflowError):
            raise Illisible(f"cette date n’existe pas : {citer(texte)}") from None

    def instant(self, texte: str) -> datetime:
        """Read « 2026-03-10 14:00 », « J+64 14 h 30 »: an hour at the seat of the court."""
        jour, _, heure = texte.strip().partition(" ")
        if not heure:
            raise Illisible(f"il manque l’heure : {citer(texte)} (par exemple « 2026-03-10 14:00 »)")
        return datetime.combine(self.jour(jour), lire_heure(heure), tzinfo=self.fuseau)


def lire_heure(texte: str) -> time:
    """Read « 14:00 », « 14 h 30 », « 9h »."""
    trouve = _HEURE.fullmatch(texte.strip())
    try:
        if trouve:
            return time(int(trouve[1]), int(trouve[2] or 0))
    except ValueError:
        pass
    raise Illisible(f"heure illisible : {citer(texte)} (par exemple 14:00)")


def lire_montant(texte: str) -> int:
    """Read « 4 500,00 € » as euro cents; the sign is required, so that nobody takes cents for euros."""
    trouve = _MONTANT.fullmatch(texte.strip())
    if trouve is None:
        raise Illisible(f"montant illisible : {citer(texte)} (par exemple « 4 500,00 € »)")
    return int(re.sub(r"\D", "", trouve[1])) * 100 + int(trouve[2] or 0)


# -- the fields of a command


@dataclass(frozen=True)
class Lecteur:
    """Turns the fields of a mapping into those of a model, by the types that the model declares."""

    reperes: Reperes
    connus: Mapping[str, Any]
    """The people who may be named at this point."""
    deposer: Callable[[str, str], PieceJointe] | None = None
    """What makes a document of a title and a text, where one is expected."""

    def champs(self, modele: type[Modele], bloc: Mapping[str, Any]) -> dict[str, Any]:
        """Return the fields of `modele`; what is left empty is absent, what is unknown stays to be refused."""
        lus = {}
        for nom, brut in bloc.items():
            if brut is None:
                continue
            champ = modele.model_fields.get(nom)
            nouveau = issubclass(modele, Participant) and nom == "id"
            try:
                if champ is None or nouveau:
                    lus[nom] = simplifier(brut)
                elif nom in montants(modele):
                    lus[nom] = lire_montant(_texte(brut))
                else:
                    lus[nom] = self._valeur(champ.annotation, brut)
            except Illisible as erreur:
                raise Illisible(f"{citer(nom)} : {erreur}") from None
        return lus

    def _valeur(self, genre: Any, brut: Any) -> Any:
        if isinstance(brut, list):
            return [self._valeur(genre, element) for element in brut]
        if isinstance(brut, Bloc):
            modele = _modele(genre)
            if modele is PieceJointe:
                return self._document(brut)
            return self.champs(modele, brut.valeurs) if modele else simplifier(brut)
        return self._scalaire(genre, brut)

    def _scalaire(self, genre: Any, brut: Any) -> Any:
        genres = _feuilles(genre)
        if PieceJointe in genres:
            raise Illisible("un document s’écrit avec son « titre » et son « contenu »")
        if bool in genres:
            return _OUI_NON.get(brut, brut)
        if AwareDatetime in genres:
            return self.reperes.instant(_texte(brut))
        if date in genres:
            return self.reperes.jour(_texte(brut))
        if PersonneId in genres and brut not in self.connus:
            raise Illisible(f"personne inconnue : {citer(_texte(brut))} (connues : {', '.join(self.connus)})")
        return brut

    def _document(self, bloc: Bloc) -> PieceJointe:
        inconnus = bloc.valeurs.keys() - {"titre", "contenu"}
        if inconnus:
            raise Illisible(f"un document n’a pas de champ {citer(min(inconnus))} (seulement titre et contenu)")
        titre, contenu = bloc.valeurs.get("titre"), bloc.valeurs.get("contenu")
        if not isinstance(titre, str) or not titre.strip() or len(titre) > 300:
            raise Illisible("il manque le titre du document (trois cents signes au plus)")
        if not isinstance(contenu, str) or not contenu.strip():
            raise Illisible("il manque le contenu du document")
        if self.deposer is None:
            raise Illisible("aucun document n’est attendu ici")
        return self.deposer(titre.strip(), contenu)


@lru_cache
def montants(modele: type[Modele]) -> frozenset[str]:
    """The fields of a model that hold euro cents, by the type that it declares."""
    # the bounds that `Centimes` declares follow it into « optional » and into further constraints
    bornes = repr(get_args(Centimes)[1])
    genres = get_type_hints(modele, include_extras=True)
    return frozenset(nom for nom, genre in genres.items() if bornes in str(genre))


def _texte(brut: Any) -> str:
    if not isinstance(brut, str):
        raise Illisible("une seule valeur est attendue")
    return brut


def _feuilles(genre: Any) -> set[Any]:
    """The types that a declaration is made of, whatever makes it optional, multiple or constrained."""
    interieurs = [g for g in get_args(genre) if not isinstance(g, str)]
    if not interieurs:
        return {genre} if isinstance(genre, type) or genre is PersonneId else set()
    return set().union(*(_feuilles(g) for g in interieurs))


def _modele(genre: Any) -> type[Modele] | None:
    return next((g for g in _feuilles(genre) if isinstance(g, type) and issubclass(g, Modele)), None)


# -- what the model refuses

_EN_FRANCAIS = {
    "missing": "il manque « {champ} »",
    "extra_forbidden": "champ inconnu : « {champ} »",
    "literal_error": "« {champ} » : valeur refusée ({attendu})",
    "enum": "« {champ} » : valeur refusée ({attendu})",
    "int_parsing": "« {champ} » attend un nombre entier",
    "bool_parsing": "« {champ} » attend oui ou non",
    "string_too_short": "« {champ} » est vide",
    "string_too_long": "« {champ} » est trop long",
    "string_type": "« {champ} » attend un texte",
    "string_pattern_mismatch": "« {champ} » est mal écrit",
    "too_short": "« {champ} » est une liste vide",
    "too_long": "« {champ} » est une liste trop longue",
    "tuple_type": "« {champ} » attend une liste",
    "greater_than": "« {champ} » est trop petit",
    "greater_than_equal": "« {champ} » est trop petit",
    "less_than_equal": "« {champ} » est trop grand",
    "model_type": "« {champ} » attend plusieurs champs",
    "model_attributes_type": "« {champ} » attend plusieurs champs",
}


def en_francais(erreur: ValidationError) -> str:
    """Say every mistake that a model found, in French."""
    dits = []
    for faute in erreur.errors(include_url=False):
        champ = ".".join(str(lieu + 1) if isinstance(lieu, int) else lieu for lieu in faute["loc"])
        if faute["type"] == "value_error":
            dit = f"« {champ} » : {faute['ctx']['error']}" if champ else str(faute["ctx"]["error"])
        else:
            attendu = str(faute.get("ctx", {}).get("expected", "")).replace(" or ", " ou ")
            dit = _EN_FRANCAIS.get(faute["type"], "« {champ} » : valeur refusée").format(champ=champ, attendu=attendu)
        dits.append(dit)
    return " ; ".join(dict.fromkeys(dits))
