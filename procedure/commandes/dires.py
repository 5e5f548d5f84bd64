"""The dires, and the late one for which a grave cause is claimed (art. 276 CPC): what may be asked."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from procedure.commandes.socle import Commande, Terme
from procedure.modele import Modele, PersonneId, Texte
from procedure.preuves import PieceJointe


class RappelDeDire(Modele):
    """What a party's last written observations recall of one of its earlier dires (art. 276 al. 3)."""

    dire: int = Field(ge=1)
    points: tuple[int, ...] = ()
    """By their rank in that dire, from 1; none means all."""


class DeposerDire(Commande):
    """File a dire: numbered points, with exhibits, to the expert and to every party."""

    article = "CPC 276"
    date_par_sa_remise = True
    type: Literal["deposer_dire"] = "deposer_dire"
    au_nom_de: PersonneId
    document: PieceJointe
    points: Annotated[tuple[Texte, ...], Field(min_length=1, max_length=200)]
    pieces: Annotated[tuple[PieceJointe, ...], Field(max_length=500)] = ()
    recapitulatif: bool = False
    rappelle: Annotated[tuple[RappelDeDire, ...], Field(max_length=400)] | None = None
    """What it recalls of the earlier ones; absent, nothing is said of them and none is held abandoned."""
    envoye_le: date | None = None
    """When it was sent, for whoever reads it: receipt alone classifies it."""


class RepondreDire(Commande):
    """Say what was done with each point of a dire."""

    article = "CPC 276 al. 4"
    date_par_sa_remise = True
    type: Literal["repondre_dire"] = "repondre_dire"
    dire: int = Field(ge=1)
    reponses: Annotated[tuple[Texte, ...], Field(min_length=1, max_length=200)]
    document: PieceJointe | None = None


class InvoquerCauseGrave(Commande):
    """Claim, in writing, the grave and duly justified cause for which a late dire must count."""

    article = "CPC 276 al. 2"
    type: Literal["invoquer_cause_grave"] = "invoquer_cause_grave"
    au_nom_de: PersonneId
    dire: int = Field(ge=1)
    motifs: Texte
    justificatifs: Annotated[tuple[PieceJointe, ...], Field(max_length=500)] = ()


class RapporterCauseGrave(Commande):
    """Report to the judge on the cause claimed for a late dire, with the expert's own view."""

    article = "CPC 276 al. 2"
    type: Literal["rapporter_cause_grave"] = "rapporter_cause_grave"
    requete: str
    avis: Texte
    document: PieceJointe | None = None


class StatuerCauseGrave(Commande):
    """Decide whether the cause claimed for a late dire is grave and justified; reopen the dires to all if need be."""

    article = "CPC 276 al. 2"
    type: Literal["statuer_cause_grave"] = "statuer_cause_grave"
    requete: str
    admise: bool
    motif: Texte
    terme: Terme | None = None
    """The new time for the dires, for every party (art. 16)."""
    ordonnance: PieceJointe | None = None
