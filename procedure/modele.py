"""The base of every model of the domain, and the small types that all of them share."""

import re
import unicodedata
from datetime import datetime
from typing import Annotated, NewType
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

ExpertiseId = NewType("ExpertiseId", str)
"""Opaque public identifier of one expertise; readable in Temporal, so it says nothing of anybody."""

PersonneId = NewType("PersonneId", str)
"""Identifier of a person or service within the platform."""

ActeId = NewType("ActeId", str)
"""Identifier of one document with legal effect, unique within its expertise."""

EcheanceId = NewType("EcheanceId", str)
"""Identifier of one échéance, unique within its expertise."""

PLAFOND = 10_000_000_000
"""The largest amount, and the largest total of what one measure costs, in euro cents."""

Centimes = Annotated[int, Field(ge=0, le=PLAFOND)]
"""An amount in euro cents: never a float."""


_CONTROLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def _sans_controle(texte: str) -> str:
    """Refuse the characters that no keyboard types and that no document prints, and a text made of nothing else."""
    if _CONTROLE.search(texte):
        raise ValueError("le texte contient un caractère de contrôle")
    if not any(unicodedata.category(c)[0] in "LMNPS" for c in texte):
        raise ValueError("le texte ne contient rien de visible")
    return texte


Texte = Annotated[str, Field(min_length=1, max_length=20_000), AfterValidator(_sans_controle)]
"""A text a person wrote: present, bounded, without control characters."""

SIGNES_D_UN_COURT = 300

Court = Annotated[str, Field(min_length=1, max_length=SIGNES_D_UN_COURT), AfterValidator(_sans_controle)]
"""A title, a name, a reference, one sentence."""

Instant = AwareDatetime
"""A moment with its time zone; a naive datetime is refused at the border."""


class Modele(BaseModel):
    """A frozen value; an unknown field is an error, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def en_heure_du_siege(instant: datetime, fuseau: str) -> datetime:
    """Return `instant` in the time zone of the court's seat (IANA name)."""
    return instant.astimezone(ZoneInfo(fuseau))
