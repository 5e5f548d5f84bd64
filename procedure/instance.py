"""The course of the instance and of the recourse, as the state keeps it: what stopped, since when, what hangs on it."""

from datetime import date
from typing import Literal

from procedure.modele import Centimes, EcheanceId, Modele, PersonneId

CauseDInterruption = Literal[
    "deces", "procedure_collective", "capacite", "fin_des_fonctions_de_l_avocat", "majorite"
]

LIBELLES_DES_CAUSES: dict[str, str] = {
    "deces": "décès",
    "procedure_collective": "jugement de procédure collective",
    "capacite": "perte ou recouvrement de la capacité d’agir",
    "fin_des_fonctions_de_l_avocat": "fin des fonctions de l’avocat",
    "majorite": "majorité",
}
"""Each cause of interruption in words."""

PAR_NOTIFICATION = frozenset({"deces", "capacite"})
"""What interrupts only from its notification to the other party (art. 370); the others do of themselves (369)."""

MotifDeSuspension = Literal["sursis", "radiation", "retrait_du_role"]

ARTICLES_DE_SUSPENSION: dict[str, str] = {
    "sursis": "CPC 378",
    "radiation": "CPC 381",
    "retrait_du_role": "CPC 382",
}

LIBELLES_DE_SUSPENSION: dict[str, str] = {
    "sursis": "sursis à statuer",
    "radiation": "radiation",
    "retrait_du_role": "retrait du rôle",
}
"""Each way to suspend the instance in words."""


class Interruption(Modele):
    """The instance is interrupted for the benefit of one party."""

    cause: CauseDInterruption
    depuis: date


class Suspension(Modele):
    """The instance is suspended; the measure only if the judge said so."""

    motif: MotifDeSuspension
    depuis: date
    mesure: bool


class Instance(Modele):
    """What interrupts, suspends or ends the instance, and what hangs on it."""

    interruptions: dict[PersonneId, Interruption] = {}
    """By the party for whose benefit the instance is interrupted."""
    signalees: dict[PersonneId, Interruption] = {}
    """The same events where no instance is pending: they interrupt nothing, yet the party must be succeeded."""
    suspension: Suspension | None = None
    a_confirmer: dict[PersonneId, tuple[str, ...]] = {}
    """Acts done during the interruption, that only the protected party may save (art. 372)."""
    successeurs: dict[PersonneId, tuple[PersonneId, ...]] = {}
    """Who took the place of a party, in the state in which the instance was (art. 374)."""
    derniere_diligence: date | None = None
    """The last act of a party: the two years of the péremption run from there (art. 386)."""
    reportees: tuple[EcheanceId, ...] = ()
    """What art. 748-7 has extended, which it does once."""
    finie_le: date | None = None
    """When the measure ended without a report."""

    @property
    def arretee(self) -> bool:
        """Whether the operations must wait."""
        return bool(self.interruptions) or (self.suspension is not None and self.suspension.mesure)


class Recours(Modele):
    """The recourse against the pay (art. 724)."""

    auteurs: tuple[PersonneId, ...] = ()
    statue_le: date | None = None
    complement: Centimes = 0
    """Due to the expert once the premier président has decided, where the funds were released before."""
    trop_percu: Centimes = 0
    """Due by the expert in the same case."""
