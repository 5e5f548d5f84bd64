"""The fingerprint of a command's content: the same key with another content is a mistake, not a retry."""

import hashlib
import json

from procedure.commandes import Commande


def empreinte(commande: Commande) -> str:
    """SHA-256, in hexadecimal, of the command without the instant of its receipt."""
    contenu = commande.model_dump(mode="json", exclude={"recu_a"})
    canonique = json.dumps(contenu, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonique.encode()).hexdigest()
