"""Receipt, pay, its release, the closing (art. 282, 284, 724-725 CPC): what may be asked."""

from typing import Annotated, Literal

from pydantic import Field

from procedure.commandes.socle import Commande, Terme
from procedure.modele import ActeId, Centimes, PersonneId, Texte
from procedure.preuves import PieceJointe


class ConstaterReception(Commande):
    """Record that one person received one act; `survenu_le` is the day of receipt, `preuve` its proof."""

    article = "CPC 640, 668, 669"
    type: Literal["constater_reception"] = "constater_reception"
    acte: ActeId
    destinataire: PersonneId
    a_personne_sans_distance: bool = False
    """Served in person at a place that gives no extension of distance (art. 647)."""


class ObserverRemuneration(Commande):
    """Comment on the request for pay, to the expert and to the judge."""

    article = "CPC 282 al. 5"
    date_par_sa_remise = True
    type: Literal["observer_remuneration"] = "observer_remuneration"
    au_nom_de: PersonneId
    observations: Texte
    document: PieceJointe | None = None


class EnvisagerReduction(Commande):
    """Invite the expert's observations before taxing less than he asked."""

    article = "CPC 284 al. 3"
    type: Literal["envisager_reduction"] = "envisager_reduction"
    montant: Centimes
    motif: Texte
    terme: Terme


class RepondreReduction(Commande):
    """The expert's observations on the reduction."""

    article = "CPC 284 al. 3"
    type: Literal["repondre_reduction"] = "repondre_reduction"
    observations: Texte
    document: PieceJointe | None = None


class TaxerRemuneration(Commande):
    """Fix the expert's pay and authorise the release of the consigned sums."""

    article = "CPC 284"
    type: Literal["taxer_remuneration"] = "taxer_remuneration"
    montant: Centimes
    ordonnance: PieceJointe | None = None


class NotifierTaxe(Commande):
    """The expert notifies the taxe order to each party, with the text of art. 724, 714 al. 2 and 715."""

    article = "CPC 724, 725"
    date_par_sa_remise = True
    type: Literal["notifier_taxe"] = "notifier_taxe"
    ordonnance: PieceJointe | None = None
    """The copy of the order, where the platform does not hold it already."""
    a: Annotated[tuple[PersonneId, ...], Field(max_length=400)] = ()
    """Some parties only; by default all those who have not been notified yet."""


class LibererFonds(Commande):
    """Release to the expert what was fixed, and give back the excess."""

    article = "CPC 284 al. 2"
    type: Literal["liberer_fonds"] = "liberer_fonds"
    verse: Centimes
    restitue: Centimes = 0


class CloreDossier(Commande):
    """Close the case."""

    article = "CPC 284, 724"
    type: Literal["clore_dossier"] = "clore_dossier"


CommandeDeRemuneration = (
    ConstaterReception
    | ObserverRemuneration
    | EnvisagerReduction
    | RepondreReduction
    | TaxerRemuneration
    | NotifierTaxe
    | LibererFonds
    | CloreDossier
)
