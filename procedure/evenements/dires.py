"""The dires (art. 276 CPC): what has happened."""

from datetime import date
from typing import Literal

from procedure.commandes.socle import Terme
from procedure.modele import Modele, PersonneId, Texte


class PointsAbandonnes(Modele):
    """The points of an earlier dire that the last observations do not recall (art. 276 al. 3)."""

    dire: int
    points: tuple[int, ...]


class DireDepose(Modele):
    """A dire was received (art. 276)."""

    type: Literal["dire_depose"] = "dire_depose"
    dire: int
    au_nom_de: PersonneId
    points: tuple[Texte, ...]
    recapitulatif: bool
    situation: Literal["dans_le_delai", "discute", "tardif"]
    """Compared on receipt with the last day; late is recorded, never refused (art. 276 al. 2)."""
    envoye_le: date | None = None
    abandonnes: tuple[PointsAbandonnes, ...] | None = None
    """What it leaves out of each earlier dire of its party; absent while it says nothing of them."""


class DireRepondu(Modele):
    """Each point of a dire has its answer (art. 276 al. 4)."""

    type: Literal["dire_repondu"] = "dire_repondu"
    dire: int
    reponses: tuple[Texte, ...]


class CauseGraveInvoquee(Modele):
    """A party says why its late dire must count (art. 276 al. 2)."""

    type: Literal["cause_grave_invoquee"] = "cause_grave_invoquee"
    requete: str
    dire: int
    au_nom_de: PersonneId
    motifs: Texte


class CauseGraveRapportee(Modele):
    """The expert has reported to the judge on that cause (art. 276 al. 2)."""

    type: Literal["cause_grave_rapportee"] = "cause_grave_rapportee"
    requete: str
    dire: int
    avis: Texte


class CauseGraveDecidee(Modele):
    """The judge has decided whether the late dire counts (art. 276 al. 2)."""

    type: Literal["cause_grave_decidee"] = "cause_grave_decidee"
    requete: str
    dire: int
    admise: bool
    motif: Texte
    terme: Terme | None = None
    """The new time for the dires, for every party."""
