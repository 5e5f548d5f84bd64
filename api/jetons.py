"""The named development tokens, read from the file that the embedded platform keeps.

**A stand-in** for the real identities, honoured only where `mode_embarque` is set.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass
from pathlib import Path

from fastapi import Request

from api.reglages import Reglages
from procedure.personnes import Role

SESSION = "diligence_session"
"""The cookie of the pages."""


@dataclass(frozen=True, slots=True)
class Personne:
    """Somebody whom the platform knows, and the capacities in which he may open a case."""

    id: str
    nom: str
    roles: frozenset[Role]


class Jetons:
    """The holders by the fingerprint of their token; the tokens themselves are not kept in memory."""

    def __init__(self, fichier: Path | None) -> None:
        self._fichier = fichier
        self._etat: tuple[int, int] | None = None
        self._titulaires: list[tuple[bytes, Personne]] = []

    @staticmethod
    def des(reglages: Reglages) -> "Jetons":
        """The tokens that these settings honour: none outside the embedded platform."""
        return Jetons(reglages.jetons if reglages.mode_embarque else None)

    def titulaire(self, jeton: str) -> Personne | None:
        """Return who holds a token; every known token is compared, whichever matches."""
        self._relire()
        presente, trouve = _empreinte(jeton), None
        for connu, personne in self._titulaires:
            if hmac.compare_digest(connu, presente):
                trouve = personne
        return trouve

    def _relire(self) -> None:
        """Take in the tokens given since the last request."""
        if self._fichier is None:
            return
        try:
            fiche = self._fichier.stat()
        except FileNotFoundError:
            self._etat, self._titulaires = None, []
            return
        etat = (fiche.st_mtime_ns, fiche.st_size)
        if etat == self._etat:
            return
        fiches = json.loads(self._fichier.read_text(encoding="utf-8"))
        self._titulaires = [(_empreinte(jeton), _personne(titulaire)) for jeton, titulaire in fiches.items()]
        self._etat = etat


def en_session(requete: Request) -> Personne | None:
    """Return whose session the pages are in; it only serves to show a name and the way out."""
    ressources = getattr(requete.app.state, "ressources", None)
    jeton = requete.cookies.get(SESSION)
    return ressources.jetons.titulaire(jeton) if ressources and jeton else None


def _personne(fiche: dict[str, object]) -> Personne:
    roles = fiche["roles"] if isinstance(fiche["roles"], list) else []
    # nobody may act as the engine itself
    return Personne(str(fiche["personne"]), str(fiche["nom"]), frozenset(map(Role, roles)) - {Role.SYSTEME})


def _empreinte(jeton: str) -> bytes:
    return hashlib.sha256(jeton.encode("utf-8", "surrogatepass")).digest()
