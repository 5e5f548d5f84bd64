"""The order and the appointment (art. 265, 267 CPC): what has happened."""

from datetime import date
from typing import Literal

from procedure.commandes.socle import Juridiction, Terme, Versement
from procedure.modele import Court, Instant, Modele, PersonneId, Texte
from procedure.personnes import Participant


class OrdonnanceEnregistree(Modele):
    """The decision that orders the expertise is registered (art. 265)."""

    type: Literal["ordonnance_enregistree"] = "ordonnance_enregistree"
    rg: Court
    juridiction: Juridiction
    fondement: str
    objet: Court
    rendue_le: date
    circonstances: Texte
    expert: PersonneId
    chefs: tuple[Texte, ...]
    terme_rapport: Terme
    provision: tuple[Versement, ...]
    demarrage_immediat: bool
    participants: tuple[Participant, ...]
    introduite_le: date | None = None
    immeuble: str | None = None
    mission_de_conciliation: bool = False


class DesignationNotifiee(Modele):
    """The expert has been sent the decision (art. 267 al. 1)."""

    type: Literal["designation_notifiee"] = "designation_notifiee"


class MissionAcceptee(Modele):
    """The expert accepted (art. 267 al. 2)."""

    type: Literal["mission_acceptee"] = "mission_acceptee"


class ConferenceFixee(Modele):
    """The expert and the parties are called before the judge (art. 266)."""

    type: Literal["conference_fixee"] = "conference_fixee"
    debut: Instant
    lieu: Court
    ordre_du_jour: Texte


FaitDeSaisine = (
    OrdonnanceEnregistree
    | DesignationNotifiee
    | ConferenceFixee
    | MissionAcceptee
)
