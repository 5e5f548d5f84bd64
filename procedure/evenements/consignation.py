"""The provision (art. 267 al. 2, 269-271 CPC): what has happened."""

from typing import Literal

from procedure.modele import Centimes, Modele, PersonneId


class ConsignationAppelee(Modele):
    """The payers have been invited to consign (art. 270)."""

    type: Literal["consignation_appelee"] = "consignation_appelee"


class ConsignationEncaissee(Modele):
    """Money was credited at the régie (art. 269)."""

    type: Literal["consignation_encaissee"] = "consignation_encaissee"
    payeur: PersonneId
    montant: Centimes
    suffisante: bool
    """Whether the provision, or everybody's first instalment, is now consigned (art. 267 al. 2)."""


class ConsignationAvisee(Modele):
    """The expert knows that he may start (art. 267 al. 2, 270)."""

    type: Literal["consignation_avisee"] = "consignation_avisee"


FaitDeConsignation = (
    ConsignationAppelee
    | ConsignationEncaissee
    | ConsignationAvisee
)
