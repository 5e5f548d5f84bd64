"""The pré-rapport, the dires, the report (art. 173, 275, 276, 280, 282 CPC): what may be asked."""

from typing import Annotated, Literal

from pydantic import Field

from procedure.commandes.dires import (
    DeposerDire,
    InvoquerCauseGrave,
    RapporterCauseGrave,
    RepondreDire,
    StatuerCauseGrave,
)
from procedure.commandes.socle import Commande, Terme
from procedure.modele import Centimes, Texte
from procedure.preuves import PieceJointe


class DeposerPreRapport(Commande):
    """Send the pré-rapport to all parties and fix the time for the last dires."""

    article = "CPC 276"
    date_par_sa_remise = True
    type: Literal["deposer_pre_rapport"] = "deposer_pre_rapport"
    document: PieceJointe
    terme_dires: Terme


class DeposerRapport(Commande):
    """File the report, with the request for pay that must come with it."""

    article = "CPC 173, 282"
    date_par_sa_remise = True
    type: Literal["deposer_rapport"] = "deposer_rapport"
    document: PieceJointe
    annexes: Annotated[tuple[PieceJointe, ...], Field(max_length=500)] = ()
    remuneration: Centimes | None = None
    etat_de_frais: PieceJointe | None = None
    en_l_etat: Literal["complement_impaye", "autorisation_du_juge"] | None = None
    """Filed as things stand, on the ground that the law knows for it (art. 275 al. 2, 280 al. 2)."""
    chefs_sans_reponse: Annotated[tuple[int, ...], Field(max_length=200)] = ()
    """The heads of mission left unanswered, by their rank in the mission, from 1."""


class CorrigerErreurMaterielle(Commande):
    """Correct a material error of the report once it is filed; the opinion itself stays what it is."""

    article = "CPC 282"
    type: Literal["corriger_erreur_materielle"] = "corriger_erreur_materielle"
    corrections: Texte
    document: PieceJointe | None = None


class RestituerPieces(Commande):
    """Give the parties their original documents back, once the measure is over."""

    article = "CPC 275, 282"
    type: Literal["restituer_pieces"] = "restituer_pieces"
    inventaire: Texte
    document: PieceJointe | None = None


CommandeDeConclusion = (
    DeposerPreRapport
    | DeposerDire
    | RepondreDire
    | InvoquerCauseGrave
    | RapporterCauseGrave
    | StatuerCauseGrave
    | DeposerRapport
    | CorrigerErreurMaterielle
    | RestituerPieces
)
