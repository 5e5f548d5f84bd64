"""What every command carries, and the terms that decisions are worded in."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from procedure.delais import Delai
from procedure.modele import Centimes, Court, Instant, Modele, PersonneId
from procedure.personnes import Auteur
from procedure.preuves import Preuve


class Juridiction(Modele):
    """The court that ordered the measure; its seat gives the calendar and the time zone."""

    code: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{0,19}$")]
    """A code, not a name: it is readable in Temporal."""
    nom: Court
    zone: str = "metropole"
    """Slug of the calendar of days off (`procedure.calendrier`)."""
    fuseau: str = "Europe/Paris"
    """IANA name: a day ends at midnight at the seat."""


class Terme(Modele):
    """A time limit as a decision words it: a period and what starts it, or a calendar date."""

    delai: Delai | None = None
    a_compter: Literal["ordonnance", "avis_de_consignation", "acceptation", "reception", "envoi"] | None = (
        None
    )
    le: date | None = None

    @model_validator(mode="after")
    def _l_un_ou_l_autre(self) -> "Terme":
        if (self.le is None) == (self.delai is None):
            raise ValueError("un terme est soit un délai avec son point de départ, soit une date")
        if self.delai is not None and self.a_compter is None:
            raise ValueError("un délai doit dire à compter de quoi il court (CPC 640)")
        return self


class Versement(Modele):
    """One instalment of the provision, due by one payer (art. 269 CPC)."""

    payeur: PersonneId
    montant: Centimes
    terme: Terme


class Commande(Modele):
    """What every command carries: who, when it was received, when it happened in law, on which proof."""

    article: ClassVar[str]
    date_par_sa_remise: ClassVar[bool] = False
    """Its day is that on which others were sent or received it (art. 160, 275, 276, 282, 724): its author alone
    cannot prove an earlier one (668-669)."""
    type: str
    auteur: Auteur
    recu_a: Instant
    """When the platform received it: stamped at its border, never by the sender."""
    survenu_le: date | None = None
    """When the act happened in law; the day of receipt at the seat if absent."""
    preuve: Preuve | None = None
    """Required as soon as `survenu_le` is another day than the day of receipt."""
