"""The base of every model of the domain, and the small types that all of them share."""

from datetime import datetime
from typing import Annotated, NewType
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

ExpertiseId = NewType("ExpertiseId", str)
"""Opaque public identifier of one expertise; readable in Temporal, so it says nothing of anybody."""

PersonneId = NewType("PersonneId", str)
"""Identifier of a person or service within the platform."""

ActeId = NewType("ActeId", str)
"""Identifier of one document with legal effect, unique within its expertise."""

EcheanceId = NewType("EcheanceId", str)
"""Identifier of one échéance, unique within its expertise."""

Centimes = Annotated[int, Field(ge=0, le=10_000_000_000)]
"""An amount in euro cents: never a float."""

Texte = Annotated[str, Field(min_length=1, max_length=20_000)]
"""A text a person wrote: present, and bounded."""

Court = Annotated[str, Field(min_length=1, max_length=300)]
"""A title, a name, a reference."""

Instant = AwareDatetime
"""A moment with its time zone; a naive datetime is refused at the border."""


class Modele(BaseModel):
    """A frozen value; an unknown field is an error, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def en_heure_du_siege(instant: datetime, fuseau: str) -> datetime:
    """Return `instant` in the time zone of the court's seat (IANA name)."""
    return instant.astimezone(ZoneInfo(fuseau))
