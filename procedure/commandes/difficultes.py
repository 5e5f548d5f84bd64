"""The difficulties that the operations meet (art. 167-168, 243, 141 CPC): what may be asked."""

from typing import Annotated, Literal

from pydantic import Field

from procedure.commandes.socle import Commande, Terme
from procedure.modele import Court, Instant, PersonneId, Texte
from procedure.personnes import Participant
from procedure.preuves import PieceJointe


class SouleverDifficulte(Commande):
    """Bring before the judge, without any form, a difficulty that the measure meets."""

    article = "CPC 167"
    type: Literal["soulever_difficulte"] = "soulever_difficulte"
    nature: Literal[
        "acces_refuse",
        "securite",
        "travaux_a_avancer",
        "tiers_detenteur",
        "personne_a_examiner_absente",
        "secret_medical",
        "autre",
    ]
    expose: Texte
    au_nom_de: PersonneId | None = None
    """The party for which an avocat acts; a party acts for itself, the expert for nobody."""
    document: PieceJointe | None = None
    sans_copie_motif: Texte | None = None
    """Why the parties get no copy: the judge so directs (art. 16)."""


class FixerAudience(Commande):
    """Fix, or move, the day on which a pending request is heard; the greffe convokes."""

    article = "CPC 168"
    type: Literal["fixer_audience"] = "fixer_audience"
    requete: str
    debut: Instant
    lieu: Court
    expert_convoque: bool = True


class StatuerDifficulte(Commande):
    """Settle a difficulty, at request or of the judge's own motion; order a third person to produce if need be."""

    article = "CPC 167, 243"
    type: Literal["statuer_difficulte"] = "statuer_difficulte"
    requete: str | None = None
    accueillie: bool = True
    decision: Texte
    tiers: Participant | None = None
    """The third person ordered to produce; one already in the case gets the new decision of art. 141."""
    terme: Terme | None = None
    """By when the third person must produce."""
    astreinte: Texte | None = None
    ordonnance: PieceJointe | None = None


class CommuniquerPiecesDuTiers(Commande):
    """Hand the parties the documents that a third person has produced."""

    article = "CPC 243, 16"
    date_par_sa_remise = True
    type: Literal["communiquer_pieces_du_tiers"] = "communiquer_pieces_du_tiers"
    tiers: PersonneId
    pieces: Annotated[tuple[PieceJointe, ...], Field(min_length=1, max_length=500)]
    complet: bool = True
    """Whether the third person has produced all that was ordered."""


CommandeDeDifficulte = SouleverDifficulte | FixerAudience | StatuerDifficulte | CommuniquerPiecesDuTiers
