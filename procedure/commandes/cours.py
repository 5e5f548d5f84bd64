"""What interrupts or suspends the measure, and what sets it going again (art. 367-393 CPC): what may be asked."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from procedure.commandes.socle import Commande, Terme
from procedure.instance import CauseDInterruption, MotifDeSuspension
from procedure.modele import Court, EcheanceId, PersonneId
from procedure.personnes import Participant
from procedure.preuves import PieceJointe


class InterrompreInstance(Commande):
    """Make known what interrupts the instance: death, collective proceedings, capacity, majority, end of an avocat."""

    article = "CPC 369, 370"
    type: Literal["interrompre_instance"] = "interrompre_instance"
    cause: CauseDInterruption
    partie: PersonneId
    """For whose benefit the law interrupts."""
    notifie_le: date | None = None
    """When a death or a loss of capacity was notified to the other party, which alone interrupts (art. 370)."""
    apres_ouverture_des_debats: bool = False
    document: PieceJointe | None = None


class ReprendreInstance(Commande):
    """Take the interrupted instance up again, of one's own motion or by citation."""

    article = "CPC 373"
    type: Literal["reprendre_instance"] = "reprendre_instance"
    partie: PersonneId
    arrivants: Annotated[tuple[Participant, ...], Field(max_length=40)] = ()
    """Heirs, mandataire, new avocat."""
    prennent_la_place: bool = True
    """Whether the parties who come replace the one whose event interrupted, or stand beside it."""
    par_citation: bool = False
    document: PieceJointe | None = None


class ConfirmerActe(Commande):
    """Save an act that was done during the interruption."""

    article = "CPC 372"
    type: Literal["confirmer_acte"] = "confirmer_acte"
    au_nom_de: PersonneId
    acte_confirme: Court
    document: PieceJointe | None = None


class FixerNouveauTerme(Commande):
    """Fix anew the time limits of the expert that the interruption or the suspension froze."""

    article = "CPC 275, 276"
    date_par_sa_remise = True
    type: Literal["fixer_nouveau_terme"] = "fixer_nouveau_terme"
    echeances: Annotated[tuple[EcheanceId, ...], Field(min_length=1, max_length=400)]
    terme: Terme


class SuspendreMesure(Commande):
    """Suspend the instance; the judge says whether the measure stops with it."""

    article = "CPC 377"
    type: Literal["suspendre_mesure"] = "suspendre_mesure"
    motif: MotifDeSuspension
    effet_sur_la_mesure: bool
    jusqu_a: Court | None = None
    """For a sursis: the time or the event that the decision names (art. 378)."""
    ordonnance: PieceJointe | None = None


class LeverSuspension(Commande):
    """Let the suspended instance, and the measure, go on."""

    article = "CPC 379, 383"
    type: Literal["lever_suspension"] = "lever_suspension"
    ordonnance: PieceJointe | None = None


CommandeDuCours = (
    InterrompreInstance
    | ReprendreInstance
    | ConfirmerActe
    | FixerNouveauTerme
    | SuspendreMesure
    | LeverSuspension
)
