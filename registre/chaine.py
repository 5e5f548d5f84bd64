"""The chain of fingerprints of one case: SHA-256 over canonical JSON (RFC 8785), each over the one before.

Anybody can recompute it from an export with any JCS library:
`SHA-256(JCS({"evenement": …, "expertise": id, "precedent": hexadecimal}))`, 64 zeros before the first event.
A chain shows a changed, removed or inserted event; a cut tail needs a head kept elsewhere.
"""

import hashlib
import json

import rfc8785

from procedure.evenements import Evenement

GENESE = "0" * 64
"""What stands before the first event of every case."""


def canonique(evenement: Evenement) -> str:
    """Return the event as canonical JSON: the same event gives the same text, whoever writes it."""
    return rfc8785.dumps(evenement.model_dump(mode="json")).decode()


def chainer(expertise: str, precedent: str, donnees: str) -> str:
    """Return the fingerprint of an event, `donnees` being its canonical JSON."""
    # Written out rather than dumped again: `donnees` is canonical already, and these keys are in order.
    entree = f'{{"evenement":{donnees},"expertise":{_citer(expertise)},"precedent":{_citer(precedent)}}}'
    return hashlib.sha256(entree.encode()).hexdigest()


def _citer(identifiant: str) -> str:
    # For a string, RFC 8785 asks for what this writes: shortest escapes, everything else as it is.
    return json.dumps(identifiant, ensure_ascii=False)
