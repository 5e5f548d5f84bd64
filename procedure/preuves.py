"""What proves that an act happened when it is said to have happened."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from procedure.modele import Court, Modele

Empreinte = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""SHA-256 of a document, in lower-case hexadecimal."""


class NaturePreuve(StrEnum):
    """The kinds of proof the Code knows for the date of an act or of its receipt."""

    AR_LRAR = "ar_lrar"  # art. 669 al. 3: date stamped on delivery to the addressee
    EMARGEMENT = "emargement"  # art. 669 al. 2
    RECEPISSE = "recepisse"  # art. 667, 669 al. 2
    BULLETIN = "bulletin"  # art. 160 al. 2
    SIGNIFICATION = "signification"  # art. 651 al. 3
    AVIS_ELECTRONIQUE = "avis_electronique"  # art. 748-3
    RELEVE_REGIE = "releve_regie"  # the bank statement of the régie
    DECISION = "decision"  # the decision itself
    FEUILLE_DE_PRESENCE = "feuille_de_presence"  # art. 160, 178
    DEPOT = "depot"  # deposit on this platform, timestamped
    PIECE = "piece"  # any other document of the file


class Preuve(Modele):
    """The proof of a date: its kind, its reference, and the document where it has been scanned."""

    nature: NaturePreuve
    reference: Court
    document: Empreinte | None = None


PREUVES_DE_RECEPTION = frozenset(
    {
        NaturePreuve.AR_LRAR,
        NaturePreuve.EMARGEMENT,
        NaturePreuve.RECEPISSE,
        NaturePreuve.BULLETIN,
        NaturePreuve.SIGNIFICATION,
        NaturePreuve.AVIS_ELECTRONIQUE,
    }
)
"""What establishes that one given person received an act (art. 668-670, 748-3 CPC)."""


class PieceJointe(Modele):
    """A document already in the vault, named by its fingerprint: documents never travel with an act."""

    document: Empreinte
    titre: Court
    nom: Court
    """The file name it was deposited under."""
    taille: int = Field(ge=1, le=2**40)
    """Bytes."""
    media_type: str = Field(pattern=r"^[a-z]+/[a-z0-9.+-]+$", max_length=100)
