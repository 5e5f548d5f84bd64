"""The difficulties that the operations meet (art. 167-168, 243, 141 CPC): what has happened."""

from typing import Literal

from procedure.modele import Court, Instant, Modele, PersonneId, Texte
from procedure.personnes import Participant


class DifficulteSoulevee(Modele):
    """A difficulty is before the judge (art. 167)."""

    type: Literal["difficulte_soulevee"] = "difficulte_soulevee"
    nature: str
    expose: Texte
    sans_copie_motif: Texte | None = None


class AudienceFixee(Modele):
    """The day on which a request is heard, and who is convoked to it (art. 168)."""

    type: Literal["audience_fixee"] = "audience_fixee"
    requete: str
    debut: Instant
    lieu: Court


class DifficulteTranchee(Modele):
    """The judge has settled a difficulty (art. 167), and ordered a third person to produce if need be (art. 243)."""

    type: Literal["difficulte_tranchee"] = "difficulte_tranchee"
    requete: str | None
    accueillie: bool
    decision: Texte
    tiers: Participant | None = None
    nouvelle_decision: bool = False
    """The third person was ordered before: this is the decision that he may appeal (art. 141)."""
    astreinte: Texte | None = None


class PiecesDuTiersCommuniquees(Modele):
    """The parties have what a third person produced (art. 243, 16)."""

    type: Literal["pieces_du_tiers_communiquees"] = "pieces_du_tiers_communiquees"
    tiers: PersonneId
    nombre: int
    complet: bool


FaitDeDifficulte = DifficulteSoulevee | AudienceFixee | DifficulteTranchee | PiecesDuTiersCommuniquees
