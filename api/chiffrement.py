"""Encryption of everything that Temporal stores: AES-256-GCM with a keyring, so that keys can rotate.

What stays readable in Temporal whatever we do: names, workflow and Update ids, task queues, search attributes.
"""

import base64
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from temporalio.api.common.v1 import Payload
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.converter import DataConverter, DefaultFailureConverterWithEncodedAttributes, PayloadCodec

_ENCODAGE = b"binary/encrypted"
_NONCE = 12


@dataclass(frozen=True)
class Trousseau:
    """The payload keys by id; `courante` encrypts, all decrypt."""

    cles: dict[str, bytes]
    courante: str

    @staticmethod
    def lire(texte: str) -> "Trousseau":
        """Read `id:base64,id:base64`; the first key is the current one. Raises `ValueError`."""
        cles: dict[str, bytes] = {}
        for entree in filter(None, (e.strip() for e in texte.split(","))):
            identifiant, _, valeur = entree.partition(":")
            cle = base64.b64decode(valeur, validate=True)
            if len(cle) != 32:
                raise ValueError(f"payload key {identifiant!r} must be 32 bytes")
            cles[identifiant] = cle
        if not cles:
            raise ValueError("no payload key")
        return Trousseau(cles, next(iter(cles)))

    @staticmethod
    def du_fichier(fichier: Path) -> "Trousseau":
        """Read the keyring file, making it once (0600) where there is none."""
        fichier.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not fichier.exists():
            neuf = fichier.with_suffix(f".{os.getpid()}.{secrets.token_hex(4)}")
            texte = f"k1:{base64.b64encode(secrets.token_bytes(32)).decode()}\n"
            with open(os.open(neuf, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as f:
                f.write(texte)
                f.flush()
                os.fsync(f.fileno())
            try:
                os.link(neuf, fichier)  # whoever links first wins: two processes never use two keys
            except FileExistsError:
                pass
            finally:
                neuf.unlink()
        return Trousseau.lire(fichier.read_text())


class CodecChiffrant(PayloadCodec):
    """Encrypts each payload with the current key; the key id is authenticated with it."""

    def __init__(self, trousseau: Trousseau) -> None:
        self._courante = trousseau.courante
        self._aead = {identifiant: AESGCM(cle) for identifiant, cle in trousseau.cles.items()}

    async def encode(self, payloads: Sequence[Payload]) -> list[Payload]:
        """Encrypt; already encrypted payloads are left as they are."""
        return [self._chiffrer(p) for p in payloads]

    async def decode(self, payloads: Sequence[Payload]) -> list[Payload]:
        """Decrypt with the key that each payload names. Raises `KeyError` on an unknown key."""
        return [self._dechiffrer(p) for p in payloads]

    def _chiffrer(self, payload: Payload) -> Payload:
        if payload.metadata.get("encoding") == _ENCODAGE:
            return payload
        identifiant = self._courante.encode()
        nonce = secrets.token_bytes(_NONCE)
        donnees = self._aead[self._courante].encrypt(nonce, payload.SerializeToString(), identifiant)
        return Payload(
            metadata={"encoding": _ENCODAGE, "encryption-key-id": identifiant}, data=nonce + donnees
        )

    def _dechiffrer(self, payload: Payload) -> Payload:
        if payload.metadata.get("encoding") != _ENCODAGE:
            return payload
        identifiant = payload.metadata["encryption-key-id"]
        aead = self._aead[identifiant.decode()]
        clair = aead.decrypt(payload.data[:_NONCE], payload.data[_NONCE:], identifiant)
        return Payload.FromString(clair)


def convertisseur(trousseau: Trousseau) -> DataConverter:
    """The one data converter of API, workers, replays and tests: pydantic models, encrypted."""
    return replace(
        pydantic_data_converter,
        payload_codec=CodecChiffrant(trousseau),
        # without it, messages and stack traces of failures would be readable in history
        failure_converter_class=DefaultFailureConverterWithEncodedAttributes,
    )

