"""What interrupts or suspends the measure, and what sets it going again (art. 367-393 CPC): what has happened."""

from datetime import date
from typing import Literal

from procedure.instance import CauseDInterruption, MotifDeSuspension
from procedure.modele import Court, EcheanceId, Modele, PersonneId
from procedure.personnes import Participant


class InterruptionSignalee(Modele):
    """Something that interrupts an instance happened to a party (art. 369, 370)."""

    type: Literal["interruption_signalee"] = "interruption_signalee"
    cause: CauseDInterruption
    partie: PersonneId
    depuis: date
    effet: Literal["interrompt", "aucune_instance", "debats_ouverts", "mesure_executee"]
    a_confirmer: tuple[str, ...] = ()
    """Acts already done since then."""


class InstanceReprise(Modele):
    """The instance goes on, in the state in which it was (art. 373, 374)."""

    type: Literal["instance_reprise"] = "instance_reprise"
    partie: PersonneId
    arrivants: tuple[Participant, ...]
    prennent_la_place: bool
    defendue: Participant | None = None
    """The party with its new avocats, where new ones came for it."""
    par_citation: bool
    a_refixer: tuple[EcheanceId, ...]


class ActeConfirme(Modele):
    """The protected party stands by an act done during the interruption (art. 372)."""

    type: Literal["acte_confirme"] = "acte_confirme"
    au_nom_de: PersonneId
    acte: str


class NouveauTermeFixe(Modele):
    """The expert fixed anew what the interruption or the suspension had frozen."""

    type: Literal["nouveau_terme_fixe"] = "nouveau_terme_fixe"
    echeances: tuple[EcheanceId, ...]


class MesureSuspendue(Modele):
    """The instance is suspended (art. 377 ff.)."""

    type: Literal["mesure_suspendue"] = "mesure_suspendue"
    motif: MotifDeSuspension
    effet_sur_la_mesure: bool
    jusqu_a: Court | None


class SuspensionLevee(Modele):
    """The suspended instance goes on."""

    type: Literal["suspension_levee"] = "suspension_levee"
    a_refixer: tuple[EcheanceId, ...]


FaitDuCours = (
    InterruptionSignalee
    | InstanceReprise
    | ActeConfirme
    | NouveauTermeFixe
    | MesureSuspendue
    | SuspensionLevee
)
