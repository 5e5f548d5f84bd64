"""Somebody joins the expertise under way (art. 145, 169, 331 CPC): what has happened."""

from typing import Literal

from procedure.modele import Modele, PersonneId, Texte
from procedure.personnes import Participant


class PartiesMisesEnCause(Modele):
    """New parties are in the measure (art. 169)."""

    type: Literal["parties_mises_en_cause"] = "parties_mises_en_cause"
    fondement: Literal["ordonnance_commune", "intervention_volontaire", "intervention_forcee"]
    arrivants: tuple[Participant, ...]


class DossierTransmis(Modele):
    """Newcomers have the whole file, and a time to comment on what was done without them (art. 169)."""

    type: Literal["dossier_transmis"] = "dossier_transmis"
    a: tuple[PersonneId, ...]
    nombre: int
    """Documents sent with it."""
    message: Texte | None = None


FaitDeMiseEnCause = PartiesMisesEnCause | DossierTransmis
