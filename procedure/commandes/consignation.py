"""The provision (art. 267 al. 2, 269-271 CPC): what may be asked."""

from typing import Annotated, Literal

from pydantic import Field

from procedure.commandes.socle import Commande
from procedure.modele import Centimes, PersonneId


class InviterAConsigner(Commande):
    """Invite the payers to consign, recalling art. 271."""

    article = "CPC 270"
    type: Literal["inviter_a_consigner"] = "inviter_a_consigner"


class EncaisserConsignation(Commande):
    """Record money credited at the régie; `survenu_le` is the day of credit."""

    article = "CPC 269"
    type: Literal["encaisser_consignation"] = "encaisser_consignation"
    payeur: PersonneId
    montant: Annotated[Centimes, Field(gt=0)]


class AviserConsignation(Commande):
    """Tell the expert that the provision, or its first instalment, has been consigned."""

    article = "CPC 270"
    type: Literal["aviser_consignation"] = "aviser_consignation"


CommandeDeConsignation = (
    InviterAConsigner
    | EncaisserConsignation
    | AviserConsignation
)
