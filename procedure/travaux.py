"""The orders that the durable shell gives to the world, and what comes back: small, and without any document.

They are the contract between workflows and activities. Only optional fields may be added to them.
"""

from procedure.commandes import ToutActe
from procedure.documents import Acte, Nature
from procedure.dossier import Dossier
from procedure.effets import Destination, Produire
from procedure.evenements import Evenement
from procedure.modele import ActeId, ExpertiseId, Instant, Modele, PersonneId
from procedure.preuves import Empreinte


class Instruction(Modele):
    """Decide this command on this state at this instant."""

    dossier: Dossier
    commande: ToutActe
    maintenant: Instant


class Inscription(Modele):
    """Record these events, in one transaction."""

    expertise: ExpertiseId
    evenements: tuple[Evenement, ...]
    commande: str
    """The idempotency key of the command that caused them."""
    empreinte: str


class Redaction(Modele):
    """Draw up this document."""

    expertise: ExpertiseId
    effet: Produire


class Document(Modele):
    """A document in the vault."""

    sha256: Empreinte
    taille: int
    media_type: str = "application/pdf"


class Scellement(Modele):
    """Seal this draft as the document of this act."""

    expertise: ExpertiseId
    acte: ActeId
    titre: str
    brouillon: Document
    etabli_a: Instant


class Horodatage(Modele):
    """Timestamp these documents."""

    documents: tuple[Empreinte, ...]


class Depot(Modele):
    """Make this document the one of this act, once it is whole in the vault."""

    expertise: ExpertiseId
    acte: ActeId
    document: Document
    depose_a: Instant


class Envoi(Modele):
    """Deliver an act to these persons; one order for all, one row of the ledger for each."""

    expertise: ExpertiseId
    acte: ActeId
    nature: Nature
    rg: str
    juridiction: str
    fuseau: str
    destinations: tuple[Destination, ...]
    a: Instant
    """The instant that the notices bear."""
    echeance: str | None = None
    """For a reminder: what it recalls, so that it is not sent once that is done."""
    conventionnelle: bool = False
    """Parties agreed on it: `rg` is the reference of their convention, and no court has the case."""
    insister: bool = True
    """Whether a deferred delivery makes the activity fail and be tried again, or is only reported."""


class Echec(Modele):
    """A delivery that was refused for good."""

    destinataire: PersonneId
    canal: str
    reponse: str


class BilanEnvoi(Modele):
    """What became of an order to deliver."""

    remis: int = 0
    a_poster: int = 0
    sans_objet: int = 0
    echecs: tuple[Echec, ...] = ()
    differes: tuple[tuple[PersonneId, str], ...] = ()
    """Persons and channels of what was put off for now."""


def piece_de(acte: Acte) -> Document:
    """The document that a person deposited for an act. Raises `ValueError` if the platform draws it up."""
    if acte.piece is None:
        raise ValueError(f"{acte.id} is drawn up by the platform")
    return Document(sha256=acte.piece.document, taille=acte.piece.taille, media_type=acte.piece.media_type)

