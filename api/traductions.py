"""What is wrong with a request, said in French and located; never what was sent."""

from collections.abc import Sequence
from typing import Any

_MESSAGES = {
    "missing": "Ce champ est requis.",
    "extra_forbidden": "Ce champ n’est pas connu.",
    "json_invalid": "Le corps n’est pas du JSON.",
    "string_type": "Un texte est attendu.",
    "string_unicode": "Le texte n’est pas de l’Unicode valide.",
    "string_too_short": "Le texte est vide ou trop court (au moins {min_length} caractère).",
    "string_too_long": "Le texte est trop long (au plus {max_length} caractères).",
    "int_type": "Un nombre entier est attendu.",
    "int_parsing": "Un nombre entier est attendu.",
    "int_from_float": "Un nombre entier est attendu.",
    "int_parsing_size": "Le nombre est trop grand.",
    "finite_number": "Le nombre est trop grand, ou n’en est pas un.",
    "bool_type": "« true » ou « false » est attendu.",
    "bool_parsing": "« true » ou « false » est attendu.",
    "greater_than": "Le nombre doit être supérieur à {gt}.",
    "greater_than_equal": "Le nombre doit être au moins {ge}.",
    "less_than": "Le nombre doit être inférieur à {lt}.",
    "less_than_equal": "Le nombre doit être au plus {le}.",
    "enum": "La valeur attendue est l’une de : {expected}.",
    "literal_error": "La valeur attendue est l’une de : {expected}.",
    "union_tag_invalid": "Type d’acte inconnu.",
    "union_tag_not_found": "Le champ {discriminator} est requis.",
    "date_type": "Une date est attendue (AAAA-MM-JJ).",
    "date_parsing": "Une date est attendue (AAAA-MM-JJ).",
    "date_from_datetime_parsing": "Une date est attendue (AAAA-MM-JJ).",
    "date_from_datetime_inexact": "Une date sans heure est attendue (AAAA-MM-JJ).",
    "datetime_type": "Une date et une heure sont attendues (AAAA-MM-JJThh:mm:ss+hh:mm).",
    "datetime_parsing": "Une date et une heure sont attendues (AAAA-MM-JJThh:mm:ss+hh:mm).",
    "datetime_from_date_parsing": "Une date et une heure sont attendues (AAAA-MM-JJThh:mm:ss+hh:mm).",
    "timezone_aware": "L’heure doit porter son fuseau (par exemple +02:00).",
    "tuple_type": "Une liste est attendue.",
    "list_type": "Une liste est attendue.",
    "dict_type": "Un objet JSON est attendu.",
    "model_type": "Un objet JSON est attendu.",
    "model_attributes_type": "Un objet JSON est attendu.",
    "too_short": "Il manque des éléments (au moins {min_length}).",
    "too_long": "Il y a trop d’éléments (au plus {max_length}).",
}
_FORMES = {
    r"^[A-Za-z0-9][A-Za-z0-9-]{0,19}$": "Un code de juridiction est attendu : lettres, chiffres et tirets.",
    r"^[0-9A-Z][0-9A-Z /.°-]{0,59}$": "Un numéro RG est attendu : chiffres, capitales, barre, point, tiret.",
    r"^[0-9a-f]{64}$": "Une empreinte SHA-256 est attendue (64 chiffres hexadécimaux minuscules).",
    r"^[a-z]+/[a-z0-9.+-]+$": "Un type de fichier est attendu (par exemple application/pdf).",
    r"^[a-z0-9][a-z0-9-]{0,63}$": (
        "Un identifiant est attendu (lettres minuscules sans accent, chiffres et tirets ; 64 au plus)."
    ),
    r"^[^\s@<>,;:\"()\[\]\\\x00-\x1f]{1,64}@[A-Za-z0-9.-]{1,189}$": (
        "Une adresse de courriel est attendue (par exemple nom@domaine.fr)."
    ),
}
"""What each pattern of the domain asks for; a test keeps them in step."""
_ENTETES = {"idempotency-key": "Idempotency-Key"}


def erreurs_en_francais(erreurs: Sequence[Any], corps: Any) -> list[dict[str, str]]:
    """One line per fault: in French, with the JSON pointer or the parameter."""
    lieux = [erreur["loc"] for erreur in erreurs]
    return [{"detail": _message(e), **_lieu(e["loc"], corps)} for e in erreurs if not _consequence(e, lieux)]


def _consequence(erreur: dict[str, Any], lieux: Sequence[tuple[int | str, ...]]) -> bool:
    """Whether a list is only short of the elements that are themselves faulty."""
    lieu = erreur["loc"]
    return erreur["type"] == "too_short" and any(a[: len(lieu)] == lieu and len(a) > len(lieu) for a in lieux)


def _message(erreur: dict[str, Any]) -> str:
    contexte = erreur.get("ctx") or {}
    if erreur["type"] == "value_error":
        return str(contexte.get("error", "Valeur invalide."))  # written in French by the domain
    if erreur["type"] == "json_invalid":
        contexte = {}
    if erreur["type"] == "string_pattern_mismatch":
        return _FORMES.get(contexte.get("pattern", ""), "Le texte n’a pas la forme attendue.")
    gabarit = _MESSAGES.get(erreur["type"], "Valeur invalide.")
    return gabarit.format_map({nom: _francais(valeur) for nom, valeur in contexte.items()})


def _francais(valeur: Any) -> str:
    return str(valeur).replace(" or ", " ou ").replace(" and ", " et ")


def _lieu(loc: tuple[int | str, ...], corps: Any) -> dict[str, str]:
    if not loc or loc[0] != "body":
        nom = str(loc[-1]) if loc else ""
        return {"parametre": _ENTETES.get(nom, nom)}
    return {"pointer": "#" + "".join(f"/{_echapper(p)}" for p in _chemin(loc[1:], corps))}


def _chemin(loc: tuple[int | str, ...], corps: Any) -> list[int | str]:
    """The path in the document as it was sent: the tag of a union is in the fault's location, not in the document."""
    chemin: list[int | str] = []
    for rang, pas in enumerate(loc):
        if isinstance(corps, dict):
            dernier = rang == len(loc) - 1
            if pas not in corps and not dernier and pas == corps.get("type"):
                continue
            corps = corps.get(pas)
        elif isinstance(corps, list) and isinstance(pas, int) and pas < len(corps):
            corps = corps[pas]
        elif isinstance(pas, int) and not isinstance(corps, list):
            continue  # the position of a syntax error
        chemin.append(pas)
    return chemin


def _echapper(pas: int | str) -> str:
    return str(pas).replace("~", "~0").replace("/", "~1")
