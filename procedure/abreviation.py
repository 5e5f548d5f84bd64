"""How the recorded state says once what it says of many people: it stays small however many they are.

A decision opens to each of forty parties a right that waits for its own receipt, a pré-rapport gives them all the
same last day; in memory each is an échéance, in the recorded state they are one line. So are a hundred addressees,
whom act after act is sent to. A state written in full reads the same.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from procedure.echeances import Echeance

CHACUN = "*"
"""Stands for the person in the identifier that several échéances share; no person is named so."""


def abreger_les_echeances(echeances: Iterable[Echeance]) -> dict[str, Any]:
    """The échéances by their identifiers, as JSON values, those alike but for the person written once."""
    groupes: dict[Echeance, list[Echeance]] = {}
    for echeance in echeances:
        groupes.setdefault(_pour(echeance, CHACUN), []).append(echeance)
    ecrites: dict[str, Any] = {}
    for commune, groupe in groupes.items():
        ecrite = groupe[0].model_dump(mode="json")
        if len(groupe) == 1:
            ecrites[groupe[0].id] = ecrite
        else:
            # two groups may share their rule and their object: the second is known by the first person of its own
            cle = groupe[0].id if commune.id in ecrites else commune.id
            ecrites[cle] = {"pour": [e.personne for e in groupe], "echeance": ecrite}
    return ecrites


def developper_les_echeances(ecrites: Mapping[str, Any]) -> dict[str, Any]:
    """The échéances that `abreger_les_echeances` wrote, one per person again."""
    echeances: dict[str, Any] = {}
    for cle, valeur in ecrites.items():
        if not isinstance(valeur, Mapping) or "pour" not in valeur:
            echeances[cle] = valeur
            continue
        modele = Echeance.model_validate(valeur["echeance"])
        echeances.update({e.id: e for e in (_pour(modele, personne) for personne in valeur["pour"])})
    return echeances


def abreger_les_destinataires(actes: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """The acts as JSON values, those sent to the same people as an earlier one naming that one in their place."""
    premiers: dict[tuple[str, ...], str] = {}
    ecrits: dict[str, Any] = {}
    for identifiant, acte in actes.items():
        premier = premiers.setdefault(tuple(acte["destinataires"]), identifiant)
        ecrits[identifiant] = acte if premier == identifiant else {**acte, "destinataires": premier}
    return ecrits


def developper_les_destinataires(ecrits: Mapping[str, Any]) -> dict[str, Any]:
    """The acts that `abreger_les_destinataires` wrote, each with its own addressees again."""
    actes: dict[str, Any] = {}
    for identifiant, acte in ecrits.items():
        if isinstance(acte, Mapping) and isinstance(comme := acte["destinataires"], str):
            acte = {**acte, "destinataires": ecrits[comme]["destinataires"]}
        actes[identifiant] = acte
    return actes


def _pour(modele: Echeance, personne: str) -> Echeance:
    """The same échéance for somebody else: « DL-16:morel:demande-1 »."""
    regle, _, *objet = modele.id.split(":")
    return modele.model_copy(update={"id": ":".join((regle, personne, *objet)), "personne": personne})
