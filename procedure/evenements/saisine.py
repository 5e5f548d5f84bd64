"""The order and the appointment (art. 265, 267 CPC): what has happened."""

from datetime import date
from typing import Literal

from procedure.commandes.socle import Juridiction, Terme, Versement
from procedure.modele import Court, Modele, PersonneId, Texte
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
    pre_rapport_exige: bool = False
    participants: tuple[Participant, ...]


class DesignationNotifiee(Modele):
    """The expert has been sent the decision (art. 267 al. 1)."""

    type: Literal["designation_notifiee"] = "designation_notifiee"


class MissionAcceptee(Modele):
    """The expert accepted (art. 267 al. 2)."""

    type: Literal["mission_acceptee"] = "mission_acceptee"


FaitDeSaisine = (
    OrdonnanceEnregistree
    | DesignationNotifiee
    | MissionAcceptee
)
