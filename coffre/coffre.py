"""The document vault: content-addressed, encrypted, in a local folder.

A document is named by the SHA-256 of its plaintext. Each has its own Tink keyset (AES256_GCM_HKDF_1MB, a
streaming AEAD), wrapped by the KEK with the document's name as associated data: a wrapped key moved under
another name does not open.

    cles/ab/abcd….json        the wrapped key, the size, and which object it opens: **the commit record**
    objets/ab/abcd….<alea>    the ciphertext
    en-cours/<alea>           a deposit being written

A document exists when its record under `cles/` exists, and that record is published last and whole. A process
killed before leaves at most a ciphertext whose key never left its memory: nothing. Keys live apart from
contents, so that they can be backed up with a shorter retention, and erasing one record erases the document.
"""

import base64
import hashlib
import io
import json
import os
import re
import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Protocol, Self, cast

import tink
from tink import proto_keyset_format, streaming_aead

from coffre.kek import Kek, publier_sans_ecraser, synchroniser_dossier

streaming_aead.register()

MORCEAU = 1 << 20
"""Bytes moved at a time: one Tink segment."""

_GABARIT = streaming_aead.streaming_aead_key_templates.AES256_GCM_HKDF_1MB

# The name of a document is known only once all of it has been read, so that it cannot be the associated data
# of the stream itself; it is that of the wrapped key, which is unique to the document.
_CONTEXTE = b"diligence/coffre/1"

_SHA256 = re.compile(r"[0-9a-f]{64}")


class Absent(Exception):
    """No document has this fingerprint."""


class Altere(Exception):
    """The stored document is not the one that was deposited."""


@dataclass(frozen=True)
class Depot:
    """What a deposit leaves: the name of the document, and its size in bytes."""

    sha256: str
    taille: int


class _Lisible(Protocol):
    def read(self, size: int, /) -> bytes: ...


class Coffre:
    """A vault in a folder. One instance may serve several threads, one folder several processes."""

    def __init__(self, racine: Path, kek: Kek) -> None:
        """Open the vault, creating its folders the first time."""
        self._kek = kek
        self._cles = racine / "cles"
        self._objets = racine / "objets"
        self._en_cours = racine / "en-cours"
        for dossier in (self._cles, self._objets, self._en_cours):
            dossier.mkdir(parents=True, exist_ok=True, mode=0o700)

    def deposer(self, flux: _Lisible) -> Depot:
        """Store all that `flux` gives, in constant memory."""
        with self.ouvrir_depot() as depot:
            while morceau := flux.read(MORCEAU):
                depot.ecrire(morceau)
            return depot.sceller()

    def deposer_octets(self, contenu: bytes) -> Depot:
        """Store a document already in memory."""
        return self.deposer(io.BytesIO(contenu))

    def ouvrir_depot(self) -> "DepotEnCours":
        """Begin a deposit written chunk by chunk; without `sceller()` nothing is kept of it."""
        return DepotEnCours(self)

    def existe(self, sha256: str) -> bool:
        """Tell whether a document with this fingerprint was deposited."""
        return self._cle(sha256).exists()

    def taille(self, sha256: str) -> int:
        """Return the size in bytes of a document, without reading it."""
        return self._fiche(sha256).taille

    def lire(self, sha256: str) -> bytes:
        """Return a whole document, verified."""
        with self.ouvrir(sha256) as flux:
            return flux.read()

    def ouvrir(self, sha256: str) -> BinaryIO:
        """Return a document as a stream.

        Each segment is authenticated before it is given out, and the fingerprint of the whole is compared at
        the end: whoever reads to the end without `Altere` has read the document that was deposited.
        """
        fiche = self._fiche(sha256)
        try:
            cles = proto_keyset_format.parse_encrypted(fiche.cle, self._kek, sha256.encode())
            chiffre = (self._objets / sha256[:2] / fiche.objet).open("rb")
        except (tink.TinkError, FileNotFoundError) as erreur:
            raise Altere(f"document {sha256}: wrong key, or its content is missing") from erreur
        clair = cles.primitive(streaming_aead.StreamingAead).new_decrypting_stream(chiffre, _CONTEXTE)
        # A BufferedReader has the whole interface of a BinaryIO without being declared as one.
        return cast(BinaryIO, io.BufferedReader(_Lecture(clair, sha256), MORCEAU))

    def purger_inacheves(self, age: float = 86_400.0) -> int:
        """Remove what deposits killed more than `age` seconds ago have left; return how many files."""
        seuil = time.time() - age
        perimes = [f for f in self._en_cours.iterdir() if f.stat().st_mtime < seuil]
        perimes += [o for o in self._objets.glob("??/*") if o.stat().st_mtime < seuil and not self._engage(o)]
        for fichier in perimes:
            fichier.unlink(missing_ok=True)
        return len(perimes)

    def _engage(self, objet: Path) -> bool:
        try:
            return self._fiche(objet.name.partition(".")[0]).objet == objet.name
        except Absent:
            return False
        except Altere:
            return True  # a damaged record is repaired from a backup: its object must still be there

    def _cle(self, sha256: str) -> Path:
        # The name becomes a path: nothing but 64 hexadecimal digits may reach the file system.
        if not _SHA256.fullmatch(sha256):
            raise ValueError("a document is named by the 64 lower-case hexadecimal digits of its SHA-256")
        return self._cles / sha256[:2] / f"{sha256}.json"

    def _fiche(self, sha256: str) -> "_Fiche":
        chemin = self._cle(sha256)
        try:
            fiche = _Fiche.lire(chemin.read_bytes())
        except FileNotFoundError:
            raise Absent(f"no document {sha256} in the vault") from None
        except (ValueError, KeyError, TypeError) as erreur:
            raise Altere(f"the key record of document {sha256} is damaged") from erreur
        # The record is not authenticated; it must not be able to name a file elsewhere.
        if not re.fullmatch(rf"{sha256}\.[0-9a-f]+", fiche.objet):
            raise Altere(f"the key record of document {sha256} names a foreign object")
        return fiche

    def _engager(self, depot: Depot, cles: tink.KeysetHandle, provisoire: Path) -> None:
        """Publish a finished ciphertext; of two identical deposits the first one published is kept."""
        cle, dossier = self._cle(depot.sha256), self._objets / depot.sha256[:2]
        objet = dossier / f"{depot.sha256}.{provisoire.name}"
        fiche = _Fiche(
            objet=objet.name,
            taille=depot.taille,
            cle=proto_keyset_format.serialize_encrypted(cles, self._kek, depot.sha256.encode()),
        )
        for parent in (dossier, cle.parent):
            if not parent.exists():
                parent.mkdir(exist_ok=True, mode=0o700)
                synchroniser_dossier(parent.parent)
        os.rename(provisoire, objet)
        synchroniser_dossier(dossier)
        if not publier_sans_ecraser(fiche.ecrire(), cle, self._en_cours):
            objet.unlink()


@dataclass(frozen=True)
class _Fiche:
    objet: str
    taille: int
    cle: bytes

    @classmethod
    def lire(cls, octets: bytes) -> Self:
        champs = json.loads(octets)
        cle = base64.b64decode(champs["cle"], validate=True)
        return cls(objet=str(champs["objet"]), taille=int(champs["taille"]), cle=cle)

    def ecrire(self) -> bytes:
        cle = base64.b64encode(self.cle).decode()
        champs = {"v": 1, "objet": self.objet, "taille": self.taille, "cle": cle}
        return json.dumps(champs, sort_keys=True).encode()


class DepotEnCours:
    """A deposit being written; for one thread at a time, in a `with` block."""

    def __init__(self, coffre: Coffre) -> None:
        """Reserve a name and a key."""
        self._coffre = coffre
        self._provisoire = coffre._en_cours / secrets.token_hex(8)
        self._cles = tink.new_keyset_handle(_GABARIT)
        self._empreinte = hashlib.sha256()
        self._taille = 0
        primitive = self._cles.primitive(streaming_aead.StreamingAead)
        # Opened 0600 from the first byte; the encrypting stream closes the file with itself.
        fichier = os.fdopen(os.open(self._provisoire, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb")
        self._flux = primitive.new_encrypting_stream(fichier, _CONTEXTE)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, genre: type[BaseException] | None, erreur: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._flux.close()
        finally:
            self._provisoire.unlink(missing_ok=True)  # already renamed, if the deposit was sealed

    def ecrire(self, morceau: bytes) -> None:
        """Add bytes to the document."""
        self._empreinte.update(morceau)
        self._taille += len(morceau)
        self._flux.write(morceau)

    def sceller(self) -> Depot:
        """Finish the document and make it exist; the same content deposited again changes nothing."""
        depot = Depot(self._empreinte.hexdigest(), self._taille)
        self._flux.close()  # writes the last segment, the one that says that it is the last
        if not self._coffre.existe(depot.sha256):
            descripteur = os.open(self._provisoire, os.O_RDONLY)
            try:
                os.fsync(descripteur)
            finally:
                os.close(descripteur)
            self._coffre._engager(depot, self._cles, self._provisoire)
        return depot


class _Lecture(io.RawIOBase):
    """A decrypted stream that also compares the fingerprint of the whole with the document's name."""

    def __init__(self, clair: BinaryIO, attendu: str) -> None:
        super().__init__()
        self._clair = clair
        self._attendu = attendu
        self._empreinte = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, tampon: memoryview) -> int:  # type: ignore[override]
        try:
            lu = self._clair.read(len(tampon))
        except tink.TinkError as erreur:
            raise Altere(f"document {self._attendu} was altered in the vault") from erreur
        if not lu and self._empreinte.hexdigest() != self._attendu:
            raise Altere(f"document {self._attendu} does not have its fingerprint any more")
        self._empreinte.update(lu)
        tampon[: len(lu)] = lu
        return len(lu)

    def close(self) -> None:
        if not self.closed:
            self._clair.close()
        super().close()
