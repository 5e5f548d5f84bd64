"""What ends the measure before a report, and what is then paid or given back: what has happened."""

from typing import Literal

from procedure.commandes.fin import Restitution
from procedure.modele import Court, Modele, PersonneId


class DesistementConstate(Modele):
    """Who had sought the measure gave it up (art. 394-399)."""

    type: Literal["desistement_constate"] = "desistement_constate"
    de: tuple[PersonneId, ...]
    accepte: bool


class OrdonnanceAneantie(Modele):
    """The order was reversed, retracted or quashed (art. 497, 561, 625)."""

    type: Literal["ordonnance_aneantie"] = "ordonnance_aneantie"
    voie: Literal["infirmation", "retractation", "cassation"]
    juridiction: Court


class ConsignationRestituee(Modele):
    """The régie gave the consigned sums back on the judge's order."""

    type: Literal["consignation_restituee"] = "consignation_restituee"
    restitutions: tuple[Restitution, ...]


class SequestreLeve(Modele):
    """The provisional séquestre is lifted (C. com. R. 153-1)."""

    type: Literal["sequestre_leve"] = "sequestre_leve"


FaitDeFin = (
    DesistementConstate
    | OrdonnanceAneantie
    | ConsignationRestituee
    | SequestreLeve
)
