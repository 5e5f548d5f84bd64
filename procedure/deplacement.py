"""A date that would no longer be the same: what it was, what it would be, and why."""

from datetime import date

from procedure.delais import Calcul
from procedure.modele import EcheanceId, Modele, PersonneId


class Dates(Modele):
    """The four dates of one échéance, under one calendar."""

    nominal: date
    legal: date
    safe_by: date
    arguable_until: date
    calendrier: str
    """The version of the table of days off that gave them."""

    @classmethod
    def de(cls, calcul: Calcul) -> "Dates":
        """The dates of a computation."""
        return cls(**{nom: getattr(calcul, nom) for nom in cls.model_fields})


class Deplacement(Modele):
    """One échéance that would no longer end on the same day."""

    echeance: EcheanceId
    personne: PersonneId
    intitule: str
    avant: Dates
    apres: Dates | None = None
    """Absent where it can no longer be computed."""
    motif: str
    """Why, in French."""
    a_trancher: bool = False
    """Nothing moves by itself: a human settles what the case keeps."""
