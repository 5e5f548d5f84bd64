"""The named development tokens: who one is, on an embedded platform, by a word in a header.

**A stand-in** for the real identities, honoured only where `mode_embarque` is set.
"""

import json
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Titulaire:
    """A person of the examples, and what she is allowed to be."""

    personne: str
    nom: str
    roles: tuple[str, ...]


GENERIQUES = (
    Titulaire("greffe-1", "Greffe", ("greffe",)),
    Titulaire("juge-1", "Juge chargé du contrôle", ("juge",)),
    Titulaire("regie-1", "Régie d’avances et de recettes", ("regie",)),
    Titulaire("expert-1", "Expert", ("expert",)),
    Titulaire("sapiteur-1", "Sapiteur", ("sapiteur",)),
    Titulaire("avocat-demandeur", "Avocat du demandeur", ("avocat",)),
    Titulaire("avocat-defendeur", "Avocat du défendeur", ("avocat",)),
    Titulaire("partie-defenderesse", "Partie sans avocat", ("partie",)),
)
"""Whoever is there even without any example."""


def creer_jetons(fichier: Path, titulaires: Iterable[Titulaire] = ()) -> dict[str, str]:
    """Give each holder a token, keeping those already given; return them by person.

    The file maps each token to its holder: `{"<token>": {"personne": …, "nom": …, "roles": […]}}`.
    """
    connus = _lire(fichier)
    par_personne = {str(fiche["personne"]): jeton for jeton, fiche in connus.items()}
    voulus = {titulaire.personne: titulaire for titulaire in (*GENERIQUES, *titulaires)}
    fiches = dict(connus)
    for personne, titulaire in voulus.items():
        # the name in the token helps whoever pastes it; the random part is what protects it
        jeton = par_personne.setdefault(personne, f"{personne}.{secrets.token_urlsafe(18)}")
        fiches[jeton] = {"personne": personne, "nom": titulaire.nom, "roles": list(titulaire.roles)}
    if fiches != connus:
        _ecrire(fichier, fiches)
    return par_personne


def jeton_de(fichier: Path, personne: str) -> str:
    """Return the token of `personne`. Raises `KeyError` where she has none."""
    for jeton, fiche in _lire(fichier).items():
        if fiche["personne"] == personne:
            return jeton
    raise KeyError(personne)


def _lire(fichier: Path) -> dict[str, dict[str, object]]:
    if not fichier.exists():
        return {}
    lu: dict[str, dict[str, object]] = json.loads(fichier.read_text(encoding="utf-8"))
    return lu


def _ecrire(fichier: Path, fiches: dict[str, dict[str, object]]) -> None:
    fichier.parent.mkdir(parents=True, exist_ok=True)
    provisoire = fichier.with_suffix(".tmp")
    provisoire.unlink(missing_ok=True)
    with open(
        os.open(provisoire, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
    ) as sortie:
        json.dump(fiches, sortie, ensure_ascii=False, indent=1)
        sortie.flush()
        os.fsync(sortie.fileno())
    provisoire.replace(fichier)
