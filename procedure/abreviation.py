"""How the échéances of the state are written: those that wait alike for many people, once, with the people's names.

A decision opens to each of forty parties a right that waits for its own receipt; in memory each is an échéance, in
the recorded state they are one line.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from procedure.echeances import Echeance, Statut

CHACUN = "*"
"""Stands for the person in the identifier that several échéances share; no person is named so."""


def abreger(echeances: Iterable[Echeance]) -> dict[str, Any]:
    """The échéances by their identifiers, as JSON values, those that wait alike written once."""
    groupes: dict[str, list[Echeance]] = {}
    for echeance in echeances:
        groupes.setdefault(_cle(echeance), []).append(echeance)
    ecrites: dict[str, Any] = {}
    for cle, groupe in groupes.items():
        if len(groupe) > 1 and all(_pour(groupe[0], e.personne) == e for e in groupe):
            modele = groupe[0].model_dump(mode="json")
            ecrites[cle] = {"pour": [e.personne for e in groupe], "echeance": modele}
        else:
            ecrites.update({e.id: e.model_dump(mode="json") for e in groupe})
    return ecrites


def developper(ecrites: Mapping[str, Any]) -> dict[str, Any]:
    """The échéances that `abreger` wrote, one per person again."""
    echeances: dict[str, Any] = {}
    for cle, valeur in ecrites.items():
        if not isinstance(valeur, Mapping) or "pour" not in valeur:
            echeances[cle] = valeur
            continue
        modele = Echeance.model_validate(valeur["echeance"])
        echeances.update({e.id: e for e in (_pour(modele, personne) for personne in valeur["pour"])})
    return echeances


def _cle(echeance: Echeance) -> str:
    if echeance.statut is not Statut.NON_DEMARREE:
        return echeance.id
    return _nommer(echeance, CHACUN)


def _nommer(echeance: Echeance, personne: str) -> str:
    """The identifier of the same échéance for somebody else: « DL-16:morel:demande-1 »."""
    regle, _, *objet = echeance.id.split(":")
    return ":".join((regle, personne, *objet))


def _pour(modele: Echeance, personne: str) -> Echeance:
    return modele.model_copy(update={"id": _nommer(modele, personne), "personne": personne})
