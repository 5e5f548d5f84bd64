"""The JSON schema of a scenario, written from the commands themselves: `python -m workers.scenario_schema`.

It is what an editor reads to complete and to check a file as it is typed; the reader alone decides what is right.
"""

import json
from collections.abc import Iterable
from datetime import date
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import AwareDatetime

from procedure.commandes import COMMANDES, Commande
from procedure.decider import REGLES_DES_COMMANDES
from procedure.delais import Delai
from procedure.documents import Nature
from procedure.dossier import Phase
from procedure.modele import Modele, PersonneId
from procedure.personnes import Participant
from procedure.preuves import PieceJointe
from procedure.regles import ETATS_LEVES, REGLES
from workers.saisie import montants
from workers.scenario import A_LA_FRONTIERE, ACTE_VISE, ATTENDRE, AUTREMENT
from workers.scenario_attendu import DATES, STATUTS
from workers.scenario_fichier import PARTIES

FICHIER = Path(__file__).resolve().parent.parent / "docs" / "scenario.schema.json"

OUVERTURES = {nom for nom, classe in COMMANDES.items() if "participants" in classe.model_fields}
"""What opens a case: its fields are those of `affaire`."""

Schema = dict[str, Any]

_TEXTE: Schema = {"type": ["string", "number"]}
_DATE: Schema = {
    "type": ["string", "integer"],
    "pattern": r"^([0-9]{4}-[0-9]{2}-[0-9]{2}|J?[+-][0-9]{1,5}|J)$",
    "description": "2026-03-10, J+12 (depuis le premier acte) ou +12",
}
_SIMPLES: dict[Any, Schema] = {
    bool: {"enum": ["oui", "non", True, False]},
    int: {"type": ["integer", "string"], "pattern": "^[0-9]+$"},
    date: {"$ref": "#/$defs/date"},
    AwareDatetime: {"type": "string", "description": "2026-03-10 14:00, à l’heure du siège"},
    Delai: {
        "type": "string",
        "pattern": "^P([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?$",
        "description": "P15D, P3W, P2M, P1Y",
    },
    PersonneId: {"$ref": "#/$defs/personne"},
    PieceJointe: {"$ref": "#/$defs/document"},
}


def schema() -> Schema:
    """The schema of a whole file (JSON Schema 2020-12)."""
    modeles: dict[str, Schema] = {}
    commandes = {nom: _acte(COMMANDES[nom], modeles) for nom in REGLES_DES_COMMANDES}
    fixes = _fixes()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Scénario d’expertise",
        "type": "object",
        "properties": {nom: _PARTIES[nom] for nom in PARTIES} | {"affaire": _affaire(modeles)},
        "required": ["actes"],
        "anyOf": [{"required": ["socle"]}, {"required": ["affaire", "participants"]}],
        "additionalProperties": False,
        "$defs": fixes
        | {"participant": _objet(Participant, modeles, sans=("id",))}
        | dict(sorted(modeles.items()))
        | {f"acte-{nom}": commande for nom, commande in commandes.items()}
        | {f"acte-{ATTENDRE}": _attendre(), "acte": _tout_acte([*commandes, ATTENDRE])},
    }


_PARTIES: dict[str, Schema] = {
    "titre": _TEXTE,
    "resume": _TEXTE,
    "couvre": {
        "type": "array",
        "minItems": 1,
        "items": {
            "type": "string",
            "pattern": "^(U([1-9]|[12][0-9]|3[0-8])|T(0?[1-9]|[1-3][0-9]|40)|V([1-9]|1[0-2])|P([1-9]|1[0-9])"
            "|DL-[0-9]{2}[a-z]?)$",
        },
    },
    "socle": {"type": "string", "description": "un autre scénario, depuis le dossier de celui-ci"},
    "affaire": {},
    "participants": {"type": "object", "additionalProperties": {"$ref": "#/$defs/participant"}},
    "actes": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/acte"}},
    "et_si": {
        "type": "array",
        "minItems": 1,
        "items": {
            "type": "object",
            "properties": {
                "titre": {"type": "string"},
                "change": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/changement"}},
                "alors": {"$ref": "#/$defs/alors"},
            },
            "required": ["titre", "change"],
            "additionalProperties": False,
        },
    },
}


def _fixes() -> dict[str, Schema]:
    """What does not depend on the commands."""
    return {
        "date": _DATE,
        "heure": {"type": "string", "pattern": "^ *[0-9]{1,2} ?[:hH] ?([0-9]{2})? *$"},
        "montant": {"type": "string", "pattern": r"^[0-9][0-9 \u00a0\u202f]*(,[0-9]{2})?[ \u00a0\u202f]?€$"},
        "personne": {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,63}$"},
        "document": _ferme({"titre": {**_TEXTE, "maxLength": 300}, "contenu": _TEXTE}, "titre", "contenu"),
        "echeance": _echeance(),
        "alors": _alors(),
        "refuse": {
            "anyOf": [
                {"type": "string"},
                _ferme({"article": {"type": "string"}, "message": {"type": "string"}}, "article"),
            ]
        },
        "changement": {
            "type": "object",
            "properties": {
                "acte": {"anyOf": [_SIMPLES[int], {"type": "object", "required": ["nomme"]}]},
                "nomme": {"type": "string"},
            },
            "oneOf": [{"required": ["acte"]}, {"required": ["nomme"]}],
        },
    }


def _ferme(proprietes: dict[str, Schema], *requises: str) -> Schema:
    """An object with these properties and no other."""
    requis = {"required": list(requises)} if requises else {}
    return {"type": "object", "properties": proprietes, **requis, "additionalProperties": False}


def _echeance() -> Schema:
    """What a scenario may state of an échéance: where it stands, its date, or several of its dates."""
    dates = {nom: {"$ref": "#/$defs/date"} for nom in DATES}
    precise = _ferme({"statut": {"enum": list(STATUTS)}, **dates})
    return {"anyOf": [{"enum": list(STATUTS)}, {"$ref": "#/$defs/date"}, precise]}


def _alors() -> Schema:
    """What must follow an act."""
    textes = {"anyOf": [{"type": "string"}, {"type": "array", "minItems": 1, "items": {"type": "string"}}]}
    personnes = {"type": "array", "items": {"$ref": "#/$defs/personne"}}
    par_nature = {
        "type": "object",
        "propertyNames": {"enum": [n.value for n in Nature]},
        "additionalProperties": personnes,
    }
    return _ferme(
        {
            "etape": {"enum": [phase.value for phase in Phase]},
            "echeances": {
                "type": "object",
                "propertyNames": {"pattern": f"^({'|'.join(REGLES)})(:[^:]*(:.*)?)?$"},
                "additionalProperties": {"$ref": "#/$defs/echeance"},
            },
            "leve": {"type": "array", "items": {"enum": list(ETATS_LEVES)}},
            "alertes": textes,
            "actes": par_nature,
            "jamais": par_nature,
            "resume": textes,
        }
    )


# -- the acts


_LIGNE: dict[str, Schema] = {
    "le": {"$ref": "#/$defs/date"},
    "heure": {"$ref": "#/$defs/heure"},
    "par": {"$ref": "#/$defs/personne"},
    "nom": {"type": "string"},
    "refuse": {"$ref": "#/$defs/refuse"},
    "alors": {"$ref": "#/$defs/alors"},
}


def _tout_acte(noms: Iterable[str]) -> Schema:
    noms = list(noms)
    return {
        "type": "object",
        "properties": {"acte": {"enum": noms}},
        "required": ["le", "acte"],
        "allOf": [
            {
                "if": {"properties": {"acte": {"const": nom}}, "required": ["acte"]},
                "then": {"$ref": f"#/$defs/acte-{nom}"},
            }
            for nom in noms
        ],
    }


def _acte(classe: type[Commande], modeles: dict[str, Schema]) -> Schema:
    type_ = classe.model_fields["type"].default
    objet = _objet(classe, modeles, sans=A_LA_FRONTIERE)
    noms = {champ: ecrit for ecrit, champ in AUTREMENT.get(type_, {}).items()} or {"acte": ACTE_VISE}
    champs = {noms.get(nom, nom): valeur for nom, valeur in objet["properties"].items()}
    requis = [noms.get(nom, nom) for nom in objet["required"] if type_ not in OUVERTURES]
    return {
        "description": classe.article,
        "type": "object",
        "properties": {"acte": {"const": type_}, **_LIGNE, **champs},
        "required": ["le", "par", "acte", *requis],
        "additionalProperties": False,
    }


def _attendre() -> Schema:
    return {
        "description": "laisser passer le temps : les dates sont regardées ce matin-là",
        "type": "object",
        "properties": {"acte": {"const": ATTENDRE}, **_LIGNE},
        "required": ["le", "acte"],
        "additionalProperties": False,
    }


def _affaire(modeles: dict[str, Schema]) -> Schema:
    """What is required is left to the law, and a socle may have said it."""
    champs: Schema = {"rendue_le": {"$ref": "#/$defs/date"}}
    for nom in sorted(OUVERTURES):
        champs |= _objet(COMMANDES[nom], modeles, sans=(*A_LA_FRONTIERE, "participants"))["properties"]
    return {"type": "object", "properties": champs, "additionalProperties": False}


# -- the models


def _objet(modele: type[Modele], modeles: dict[str, Schema], sans: Iterable[str] = ()) -> Schema:
    exclus = set(sans)
    champs = {nom: champ for nom, champ in modele.model_fields.items() if nom not in exclus}
    return {
        "type": "object",
        "properties": {
            nom: {"$ref": "#/$defs/montant"} if nom in montants(modele) else _valeur(champ.annotation, modeles)
            for nom, champ in champs.items()
        },
        "required": [nom for nom, champ in champs.items() if champ.is_required()],
        "additionalProperties": False,
    }


def _valeur(genre: Any, modeles: dict[str, Schema]) -> Schema:
    if genre in _SIMPLES:
        return _SIMPLES[genre]
    origine, interieurs = get_origin(genre), get_args(genre)
    if hasattr(genre, "__metadata__"):
        return _valeur(interieurs[0], modeles)
    if origine in (Union, UnionType):
        choix = [_valeur(g, modeles) for g in interieurs if g is not type(None)]
        return choix[0] if len(choix) == 1 else {"anyOf": choix}
    if origine is Literal:
        return {"enum": list(interieurs)}
    if origine in (tuple, list, set, frozenset):
        return {"type": "array", "items": _valeur(interieurs[0], modeles)}
    if origine is dict:
        return {"type": "object", "additionalProperties": _valeur(interieurs[1], modeles)}
    if isinstance(genre, type) and issubclass(genre, Enum):
        return {"enum": [membre.value for membre in genre]}
    if isinstance(genre, type) and issubclass(genre, Modele):
        if genre.__name__ not in modeles:
            modeles[genre.__name__] = {}  # a model may hold itself
            modeles[genre.__name__] = _objet(genre, modeles)
        return {"$ref": f"#/$defs/{genre.__name__}"}
    return _TEXTE


def ecrire() -> str:
    """The schema as the file of the documentation holds it."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    FICHIER.write_text(ecrire(), encoding="utf-8")
