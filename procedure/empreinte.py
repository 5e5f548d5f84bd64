"""The fingerprint of a command's content: the same key with another content is a mistake, not a retry."""

import hashlib
import json

from procedure.commandes import Commande

_RECEPTION: dict[str, bool | dict[str, dict[str, bool]]] = {"recu_a": True, "actes": {"__all__": {"recu_a": True}}}
# `actes`: the border stamps the acts of a file taken over as well.


def empreinte(commande: Commande) -> str:
    """SHA-256, in hexadecimal, of the command without the instant of its receipt.

    Absent fields are left out, so that one more optional field does not change the fingerprints already given.
    """
    contenu = commande.model_dump(mode="json", exclude=_RECEPTION, exclude_none=True)
    canonique = json.dumps(contenu, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonique.encode()).hexdigest()
