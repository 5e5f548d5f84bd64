"""What the mail catcher was told to answer for given addresses: how a test has a mail server defer, refuse or vanish.

It may be told by a call, or from another process by a file: whoever tests the whole platform cannot call it.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path

DIFFERER = "451 4.7.1 Try again later"
REFUSER = "550 5.1.1 Mailbox unavailable"

_REPONSES: dict[str, str | None] = {"differer": DIFFERER, "refuser": REFUSER, "se_taire": None}


@dataclass(slots=True)
class _Humeur:
    reponse: str | None
    """None: hang up after the message, without an answer."""
    fois: int


class Humeurs:
    """The answers still to be given, by address; each counts down, then the address is served again."""

    def __init__(self, fichier: Path) -> None:
        self._fichier = fichier
        self._lu: tuple[int, int] | None = None
        self._dites: dict[str, _Humeur] = {}
        self._ecrites: dict[str, _Humeur] = {}

    def dire(self, adresse: str, humeur: str, fois: int) -> None:
        """Set what is answered to the next `fois` messages for `adresse`: `differer`, `refuser` or `se_taire`."""
        self._dites[adresse.lower()] = _Humeur(_REPONSES[humeur], fois)

    def refus(self, adresse: str) -> str | None:
        """The refusal to answer to a recipient, counted; None to accept it."""
        humeur = self._trouver(adresse)
        if humeur is None or humeur.reponse is None:
            return None
        humeur.fois -= 1
        return humeur.reponse

    def raccrocher(self, adresse: str) -> bool:
        """Whether to hang up instead of answering, counted."""
        humeur = self._trouver(adresse)
        if humeur is None or humeur.reponse is not None:
            return False
        humeur.fois -= 1
        return True

    def _trouver(self, adresse: str) -> _Humeur | None:
        self._relire()
        for humeurs in (self._dites, self._ecrites):
            humeur = humeurs.get(adresse.lower())
            if humeur is not None and humeur.fois > 0:
                return humeur
        return None

    def _relire(self) -> None:
        """Take the file in again when it has changed: all that it says now, and nothing that it said."""
        try:
            etat = self._fichier.stat()
        except FileNotFoundError:
            self._lu, self._ecrites = None, {}
            return
        lu = (etat.st_mtime_ns, etat.st_ino)
        if lu == self._lu:
            return
        consignes: dict[str, tuple[str, int]] = json.loads(self._fichier.read_text(encoding="utf-8"))
        self._ecrites = {
            adresse.lower(): _Humeur(_REPONSES[humeur], fois) for adresse, (humeur, fois) in consignes.items()
        }
        self._lu = lu


def fichier_des_humeurs(dossier: Path) -> Path:
    """Where the mailbox kept in `dossier` is told what to answer."""
    return dossier / "humeurs.json"


def ecrire_humeurs(dossier: Path, consignes: dict[str, tuple[str, int]]) -> None:
    """Tell the mailbox kept in `dossier`, in whatever process: `{address: ("differer", how many times)}`."""
    fichier = fichier_des_humeurs(dossier)
    provisoire = fichier.with_suffix(f".{os.getpid()}.tmp")
    provisoire.write_text(json.dumps(consignes), encoding="utf-8")
    provisoire.replace(fichier)
