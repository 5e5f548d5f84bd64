"""The pré-rapport, the dires, the report (art. 173, 276, 282 CPC): what may be asked."""

from typing import Annotated, Literal

from pydantic import Field

from procedure.commandes.socle import Commande, Terme
from procedure.modele import Centimes, PersonneId, Texte
from procedure.preuves import PieceJointe


class DeposerPreRapport(Commande):
    """Send the pré-rapport to all parties and fix the time for the last dires."""

    article = "CPC 276"
    date_par_sa_remise = True
    type: Literal["deposer_pre_rapport"] = "deposer_pre_rapport"
    document: PieceJointe
    terme_dires: Terme


class DeposerDire(Commande):
    """File a dire: numbered points, with exhibits, to the expert and to every party."""

    article = "CPC 276"
    date_par_sa_remise = True
    type: Literal["deposer_dire"] = "deposer_dire"
    au_nom_de: PersonneId
    document: PieceJointe
    points: Annotated[tuple[Texte, ...], Field(min_length=1, max_length=200)]
    pieces: tuple[PieceJointe, ...] = ()
    recapitulatif: bool = False


class RepondreDire(Commande):
    """Say what was done with each point of a dire."""

    article = "CPC 276 al. 4"
    date_par_sa_remise = True
    type: Literal["repondre_dire"] = "repondre_dire"
    dire: int = Field(ge=1)
    reponses: Annotated[tuple[Texte, ...], Field(min_length=1, max_length=200)]
    document: PieceJointe | None = None


class DeposerRapport(Commande):
    """File the report, with the request for pay that must come with it."""

    article = "CPC 173, 282"
    date_par_sa_remise = True
    type: Literal["deposer_rapport"] = "deposer_rapport"
    document: PieceJointe
    annexes: tuple[PieceJointe, ...] = ()
    remuneration: Centimes | None = None
    etat_de_frais: PieceJointe | None = None


CommandeDeConclusion = (
    DeposerPreRapport
    | DeposerDire
    | RepondreDire
    | DeposerRapport
)
