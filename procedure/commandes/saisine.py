"""The order and the appointment (art. 265, 267 CPC): what may be asked."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from procedure.commandes.socle import Commande, Juridiction, Terme, Versement
from procedure.modele import Court, Instant, PersonneId, Texte
from procedure.personnes import Participant
from procedure.preuves import PieceJointe


class EnregistrerOrdonnance(Commande):
    """Register the decision that orders the expertise."""

    article = "CPC 265"
    type: Literal["enregistrer_ordonnance"] = "enregistrer_ordonnance"
    rg: Annotated[str, Field(pattern=r"^[0-9A-Z][0-9A-Z /.°-]{0,59}$")]
    """The number in the court's register; readable in Temporal, so it is a number and nothing else."""
    juridiction: Juridiction
    fondement: Literal["refere_145", "requete_145", "avant_dire_droit"]
    introduite_le: date | None = None
    """When the proceedings were introduced: the jurisdiction rules of art. 145 depend on it."""
    immeuble: Literal["sans_objet", "dans_le_ressort", "hors_du_ressort"] | None = None
    """Where the immovable that the measure bears on is; absent while nobody has said (art. 145 al. 3)."""
    mission_de_conciliation: bool = False
    """Whether the expert is also to reconcile the parties; forbidden until 31 August 2025 (former art. 240)."""
    objet: Court
    """What the dispute is about, for the people of the case only."""
    circonstances: Texte | None = None
    expert: PersonneId | None = None
    chefs: Annotated[tuple[Texte, ...], Field(max_length=200)] = ()
    terme_rapport: Terme | None = None
    provision: Annotated[tuple[Versement, ...], Field(max_length=400)] = ()
    demarrage_immediat: bool = False
    pre_rapport_exige: bool = False
    """Whether the order wants a pré-rapport before the report."""
    sequestre: bool = False
    """The documents seized are in provisional séquestre for business secrets (C. com. R. 153-1)."""
    participants: Annotated[tuple[Participant, ...], Field(max_length=400)] = ()
    ordonnance: PieceJointe | None = None


class NotifierDesignation(Commande):
    """Send the expert the decision that appoints him."""

    article = "CPC 267"
    type: Literal["notifier_designation"] = "notifier_designation"


class AccepterMission(Commande):
    """Accept the mission, with the declaration of independence."""

    article = "CPC 267"
    type: Literal["accepter_mission"] = "accepter_mission"
    independance: bool = False


class FixerConference(Commande):
    """Fix the day on which the expert and the parties come before the judge, to specify the mission."""

    article = "CPC 266"
    type: Literal["fixer_conference"] = "fixer_conference"
    debut: Instant
    lieu: Court
    ordre_du_jour: Texte


CommandeDeSaisine = (
    EnregistrerOrdonnance
    | NotifierDesignation
    | FixerConference
    | AccepterMission
)
