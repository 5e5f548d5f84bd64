"""One échéance: the dated obligation, or right, of one person, with the reason for its date."""

from datetime import date
from enum import StrEnum

from procedure.commandes import Terme
from procedure.delais import Calcul
from procedure.modele import ActeId, Court, EcheanceId, Instant, Modele, PersonneId
from procedure.preuves import Preuve


class Nature(StrEnum):
    """Who fixed the number of days, and hence what missing it can mean."""

    LEGALE = "legale"
    JUDICIAIRE = "judiciaire"
    EXPERT = "expert"
    SERVICE = "service"
    """A service level of the platform: no legal effect whatever."""


class Statut(StrEnum):
    """Where an échéance stands."""

    NON_DEMARREE = "non_demarree"
    """Its trigger is not proved for this person: nothing runs (art. 640 CPC)."""
    OUVERTE = "ouverte"
    GELEE = "gelee"
    """The instance is interrupted or suspended: it has no date until one is fixed anew."""
    SATISFAITE = "satisfaite"
    LEVEE = "levee"
    """It no longer has an object."""
    DEPASSEE = "depassee"
    """Its last defensible day has passed; what follows is for a human to settle."""


class Origine(Modele):
    """What started the period, on which proof, for which person (art. 640 CPC)."""

    evenement: Court
    """In French: « réception de la demande de rémunération »."""
    date: date
    preuve: Preuve | None = None
    acte: ActeId | None = None


class Rappel(Modele):
    """One rung of the reminder ladder of an échéance."""

    echelon: str
    """« J-15 », « J+8 »: days from the date that the rung looks at."""
    a: Instant


class Echeance(Modele):
    """A right or a duty of one person that ends on one day; computed once, when it was decided."""

    id: EcheanceId
    regle: str
    """The entry of the registry of time limits: « DL-16 »."""
    intitule: Court
    article: Court
    version: date
    """The version of the article applied: the day at which its consolidated text was read."""
    nature: Nature
    personne: PersonneId
    """Whose right or duty it is."""
    origine: Origine | None = None
    calcul: Calcul | None = None
    """Absent while the period has not started."""
    statut: Statut = Statut.OUVERTE
    objet: str | None = None
    """What it is about within the case: an act, a meeting, a request."""
    attend: ActeId | None = None
    """The act whose receipt by `personne` will start it, where the decision counts from receipt."""
    terme: Terme | None = None
    """The period as worded, while it waits for that receipt."""
    rappels: tuple[Rappel, ...] = ()
    """The rungs still to come."""
    levera: str | None = None
    """The state raised, for a human to settle, when it passes unfulfilled: « caducite_encourue »."""


class Cloture(Modele):
    """The end of an échéance."""

    echeance: EcheanceId
    statut: Statut
    motif: Court
    le: date
