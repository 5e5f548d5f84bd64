"""What the world must do once an event is recorded: draw up, deposit, deliver."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, JsonValue

from procedure.documents import Acte
from procedure.modele import Instant, Modele, PersonneId


class Canal(StrEnum):
    """How an act travels to one person."""

    COURRIEL = "courriel"
    """A notice of availability by e-mail; on an unlisted platform it informs and starts no period."""
    LRAR = "lrar"
    LETTRE_SIMPLE = "lettre_simple"


class Portee(StrEnum):
    """The legal weight of a delivery by this channel for this act and this person."""

    NOTIFICATION = "notification"
    """A lawful way to notify this act to this person."""
    INFORMATION = "information"
    """Informs only: no period starts (art. 748-2, 748-6 CPC)."""


class Destination(Modele):
    """One delivery to one person; `(acte, personne, canal, rang)` is its identity for ever."""

    personne: PersonneId
    canal: Canal
    portee: Portee
    motif: str
    """Why this channel, with the article."""
    courriel: str | None = None
    rang: int = 1


class Produire(Modele):
    """Have the platform draw up, seal, timestamp, deposit and deliver a document of its own."""

    type: Literal["produire"] = "produire"
    id: str
    """Unique within the expertise; the idempotency key of everything done for it."""
    acte: Acte
    modele: str
    """The template's name."""
    donnees: dict[str, JsonValue]
    """What the template prints."""
    destinations: tuple[Destination, ...] = ()


class Deposer(Modele):
    """Timestamp a document that a person deposited, and deliver it to whom it is due."""

    type: Literal["deposer"] = "deposer"
    id: str
    acte: Acte
    destinations: tuple[Destination, ...] = ()


Effet = Annotated[Produire | Deposer, Field(discriminator="type")]
"""Any effect; each carries everything it needs, so that it can be re-issued as it was decided."""


class Notice(Modele):
    """What a notice by e-mail may say: nothing of the case's content, nobody's name."""

    rg: str
    juridiction: str
    nature: str
    conventionnelle: bool = False
    """Whether `rg` is the reference of a convention: no court has the case."""
    a: Instant
