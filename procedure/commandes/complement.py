"""The complementary provision and the acompte (art. 280 CPC): what may be asked."""

from typing import Annotated, Literal

from pydantic import Field

from procedure.commandes.consignation import VersementProroge
from procedure.commandes.socle import Commande, Versement
from procedure.modele import Centimes, Texte
from procedure.preuves import PieceJointe


class DemanderProvisionComplementaire(Commande):
    """Report to the judge, without delay, that the provision is manifestly insufficient."""

    article = "CPC 280 al. 2"
    type: Literal["demander_provision_complementaire"] = "demander_provision_complementaire"
    montant: Annotated[Centimes, Field(gt=0)]
    justification: Texte
    """The work done and to come that the provision does not cover."""
    document: PieceJointe | None = None


class StatuerProvisionComplementaire(Commande):
    """Order a complementary provision, refuse it, or give more time for one that is unpaid."""

    article = "CPC 280 al. 2"
    type: Literal["statuer_provision_complementaire"] = "statuer_provision_complementaire"
    requete: str | None = None
    """Absent where the judge gives more time of his own motion."""
    decision: Literal["accordee", "rejetee"]
    versements: Annotated[tuple[Versement, ...], Field(max_length=100)] = ()
    """What is to be consigned, by whom, by when."""
    prolonges: Annotated[tuple[VersementProroge, ...], Field(max_length=100)] = ()
    """The complements already ordered that get a new term, each by its rank."""
    ordonnance: PieceJointe | None = None


class DemanderAcompte(Commande):
    """Ask to be paid a part of the consigned sum, on proof of progress."""

    article = "CPC 280 al. 1"
    type: Literal["demander_acompte"] = "demander_acompte"
    montant: Annotated[Centimes, Field(gt=0)]
    avancement: Texte
    document: PieceJointe | None = None


class StatuerAcompte(Commande):
    """Authorise an acompte on the consigned sum, or refuse it."""

    article = "CPC 280 al. 1"
    type: Literal["statuer_acompte"] = "statuer_acompte"
    requete: str
    decision: Literal["accordee", "rejetee"]
    montant: Centimes = 0
    ordonnance: PieceJointe | None = None


class VerserAcompte(Commande):
    """Pay the expert, out of the consigned sum, an acompte that the judge authorised."""

    article = "CPC 280 al. 1"
    type: Literal["verser_acompte"] = "verser_acompte"
    montant: Annotated[Centimes, Field(gt=0)]


CommandeDeComplement = (
    DemanderProvisionComplementaire
    | StatuerProvisionComplementaire
    | DemanderAcompte
    | StatuerAcompte
    | VerserAcompte
)
