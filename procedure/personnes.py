"""Who acts: roles, parties and their avocats, consents, and the author of an act."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from procedure.delais import Residence
from procedure.modele import Court, Modele, PersonneId


class Role(StrEnum):
    """The capacity in which somebody acts in one expertise."""

    JUGE = "juge"
    GREFFE = "greffe"
    REGIE = "regie"
    EXPERT = "expert"
    SAPITEUR = "sapiteur"
    AVOCAT = "avocat"
    PARTIE = "partie"
    TIERS = "tiers"
    """A third person who is called or heard, or holds documents (art. 160, 242, 243 CPC)."""
    SYSTEME = "systeme"


LIBELLES_DES_ROLES: dict[Role, str] = {
    Role.JUGE: "le juge",
    Role.GREFFE: "le greffe",
    Role.REGIE: "la régie",
    Role.EXPERT: "l’expert",
    Role.SAPITEUR: "le sapiteur",
    Role.AVOCAT: "l’avocat",
    Role.PARTIE: "la partie",
    Role.TIERS: "le tiers",
    Role.SYSTEME: "la plateforme",
}
"""Each capacity in words."""


class Qualite(StrEnum):
    """The side on which a party stands."""

    DEMANDEUR = "demandeur"
    DEFENDEUR = "defendeur"
    INTERVENANT = "intervenant"


Courriel = Annotated[str, Field(max_length=254, pattern=r"^[^\s@<>,;:\"()\[\]\\\x00-\x1f]{1,64}@[A-Za-z0-9.-]{1,189}$")]
"""An e-mail address in its plain form: no display name, no control character."""


class Consentement(Modele):
    """Express consent to electronic communication (art. 748-2 CPC)."""

    donne_le: date
    reference: Court
    """Where the proof of the consent is kept."""


class Participant(Modele):
    """One person or service in one expertise, and how an act lawfully reaches it."""

    id: Annotated[PersonneId, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
    """Plain ASCII: it is part of the identifiers of échéances, and nobody can be taken for somebody else."""
    role: Role
    nom: Court
    courriel: Courriel | None = None
    adresse: str | None = Field(default=None, max_length=600)
    qualite: Qualite | None = None
    """For a party only."""
    avocats: tuple[PersonneId, ...] = ()
    """For a party only: who represents it (art. 162 CPC)."""
    consentement: Consentement | None = None
    defaillante: bool = False
    """A party that did not appear: convoked by simple letter (art. 160 al. 4 CPC)."""
    residence: Residence | None = None
    """For the distance extensions of art. 643-644; while it is not stated, none is counted: the date is the shorter."""
    specialite: Court | None = None
    """For an expert or a sapiteur."""

    @model_validator(mode="after")
    def _une_qualite_pour_une_partie(self) -> "Participant":
        if (self.role is Role.PARTIE) != (self.qualite is not None):
            raise ValueError("une partie, et elle seule, a une qualité (demandeur, défendeur, intervenant)")
        if self.avocats and self.role is not Role.PARTIE:
            raise ValueError("seule une partie a des avocats")
        return self


class Auteur(Modele):
    """Who performs an act, and in which capacity."""

    personne: PersonneId
    role: Role


SYSTEME = Auteur(personne=PersonneId("systeme"), role=Role.SYSTEME)
"""The engine itself: it notices that a date has passed, it never judges."""

PARTICIPANTS_AU_PLUS = 400
"""As at the registration of the order."""
