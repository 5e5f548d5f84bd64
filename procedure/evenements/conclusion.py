"""The pré-rapport, the dires, the report (art. 173, 276, 282 CPC): what has happened."""

from typing import Literal

from procedure.modele import Modele, PersonneId, Texte


class PreRapportDepose(Modele):
    """The pré-rapport is with the parties; the dires are open (art. 276)."""

    type: Literal["pre_rapport_depose"] = "pre_rapport_depose"


class DireDepose(Modele):
    """A dire was received (art. 276)."""

    type: Literal["dire_depose"] = "dire_depose"
    dire: int
    au_nom_de: PersonneId
    points: tuple[Texte, ...]
    recapitulatif: bool
    situation: Literal["dans_le_delai", "discute", "tardif"]
    """Compared on receipt with the last day; late is recorded, never refused (art. 276 al. 2)."""


class DireRepondu(Modele):
    """Each point of a dire has its answer (art. 276 al. 4)."""

    type: Literal["dire_repondu"] = "dire_repondu"
    dire: int
    reponses: tuple[Texte, ...]


class RapportDepose(Modele):
    """The report is filed; the expert has no more power over it (art. 282)."""

    type: Literal["rapport_depose"] = "rapport_depose"


FaitDeConclusion = (
    PreRapportDepose
    | DireDepose
    | DireRepondu
    | RapportDepose
)
