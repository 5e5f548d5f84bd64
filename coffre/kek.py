"""The key that wraps the keys of the documents (KEK), behind an interface that a KMS can also honour."""

import io
import os
import stat
import tempfile
from pathlib import Path
from typing import Protocol

import tink
from tink import aead, cleartext_keyset_handle

aead.register()


class KekIllisible(Exception):
    """The wrapping key cannot be used: missing rights, rights too wide, or a damaged file."""


class Kek(Protocol):
    """What the vault asks of a wrapping key; Tink's own KMS clients have exactly these two methods."""

    def encrypt(self, plaintext: bytes, associated_data: bytes) -> bytes:
        """Encrypt and bind to `associated_data`."""
        ...

    def decrypt(self, ciphertext: bytes, associated_data: bytes) -> bytes:
        """Give back what `encrypt` took, or raise `tink.TinkError`."""
        ...


class KekFichier:
    """A wrapping key in a file of mode 0600: for development and for a single machine without KMS."""

    def __init__(self, chemin: Path) -> None:
        """Read the key, or draw it the first time; two processes that start together keep the same one."""
        self.chemin = chemin
        if not chemin.exists():
            _tirer(chemin)
        if chemin.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise KekIllisible(f"{chemin} is readable by others than its owner: chmod 600 {chemin}")
        try:
            jeu = cleartext_keyset_handle.read(tink.BinaryKeysetReader(chemin.read_bytes()))
            self._aead = jeu.primitive(aead.Aead)
        except tink.TinkError as erreur:
            raise KekIllisible(f"{chemin} does not hold a Tink AEAD keyset") from erreur

    def encrypt(self, plaintext: bytes, associated_data: bytes) -> bytes:
        """Encrypt with the primary key of the file."""
        return bytes(self._aead.encrypt(plaintext, associated_data))

    def decrypt(self, ciphertext: bytes, associated_data: bytes) -> bytes:
        """Decrypt with whichever key of the file encrypted: older keys stay there after a rotation."""
        return bytes(self._aead.decrypt(ciphertext, associated_data))


def _tirer(chemin: Path) -> None:
    sortie = io.BytesIO()
    jeu = tink.new_keyset_handle(aead.aead_key_templates.AES256_GCM)
    cleartext_keyset_handle.write(tink.BinaryKeysetWriter(sortie), jeu)
    chemin.parent.mkdir(parents=True, exist_ok=True)
    publier_sans_ecraser(sortie.getvalue(), chemin, chemin.parent)


def publier_sans_ecraser(contenu: bytes, chemin: Path, atelier: Path) -> bool:
    """Make `chemin` appear whole, on disk, with mode 0600, unless it exists already; tell whether it was us.

    `atelier` is a folder of the same file system where the bytes are prepared.

    A hard link is the only portable creation that is both atomic in content and exclusive in name: a rename
    would silently replace what a concurrent process has just published.
    """
    descripteur, provisoire = tempfile.mkstemp(dir=atelier, prefix=".publication-")
    try:
        with os.fdopen(descripteur, "wb") as fichier:
            fichier.write(contenu)
            fichier.flush()
            os.fsync(fichier.fileno())
        try:
            os.link(provisoire, chemin)
        except FileExistsError:
            return False
        synchroniser_dossier(chemin.parent)
        return True
    finally:
        os.unlink(provisoire)


def synchroniser_dossier(dossier: Path) -> None:
    """Put the names of a folder on disk: a saved file can still lose its name at a power cut."""
    descripteur = os.open(dossier, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descripteur)
    finally:
        os.close(descripteur)
