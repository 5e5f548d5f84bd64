"""What ends the measure before a report, and what is then paid or given back (art. 284, 394-399, 496-497, 561 CPC)."""

from typing import Annotated, Literal

from pydantic import Field

from procedure.commandes.socle import Commande
from procedure.modele import Centimes, Court, Modele, PersonneId
from procedure.preuves import PieceJointe


class ConstaterDesistement(Commande):
    """Note that who had sought the measure gives it up."""

    article = "CPC 394, 395"
    type: Literal["constater_desistement"] = "constater_desistement"
    de: Annotated[tuple[PersonneId, ...], Field(min_length=1, max_length=400)]
    accepte: bool = False
    sans_defense_au_fond: bool = False
    """No defence on the merits nor plea of inadmissibility was raised: no acceptance is needed (art. 395 al. 2)."""
    ordonnance: PieceJointe | None = None


class AneantirOrdonnance(Commande):
    """Record the decision that takes its basis away from the measure."""

    article = "CPC 497, 561"
    type: Literal["aneantir_ordonnance"] = "aneantir_ordonnance"
    voie: Literal["infirmation", "retractation", "cassation"]
    juridiction: Court
    decision: PieceJointe | None = None


class DemanderRemuneration(Commande):
    """Ask for the pay of the work done, where the measure ended without a report."""

    article = "CPC 284, 282 al. 5"
    type: Literal["demander_remuneration"] = "demander_remuneration"
    montant: Centimes
    etat_de_frais: PieceJointe | None = None


class Restitution(Modele):
    """What is given back to one person."""

    a: PersonneId
    montant: Annotated[Centimes, Field(ge=1)]


class RestituerConsignation(Commande):
    """Give the consigned sums back on the judge's order, where the measure ended and no pay is asked for."""

    article = "CPC 284 al. 2"
    type: Literal["restituer_consignation"] = "restituer_consignation"
    restitutions: Annotated[tuple[Restitution, ...], Field(min_length=1, max_length=400)]
    ordonnance: PieceJointe | None = None
    """The judge's order: nothing is ever released without one."""


class LeverSequestre(Commande):
    """Lift the provisional séquestre and let the documents be handed over."""

    article = "C. com. R. 153-1"
    type: Literal["lever_sequestre"] = "lever_sequestre"
    ordonnance: PieceJointe | None = None


CommandeDeFin = (
    ConstaterDesistement
    | AneantirOrdonnance
    | DemanderRemuneration
    | RestituerConsignation
    | LeverSequestre
)
