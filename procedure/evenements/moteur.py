"""What the engine notices by itself."""

from typing import Literal

from procedure.modele import ActeId, Court, EcheanceId, Modele, PersonneId


class EcheanceDepassee(Modele):
    """The last defensible day of an échéance has passed unfulfilled; a human settles what follows."""

    type: Literal["echeance_depassee"] = "echeance_depassee"
    echeance: EcheanceId
    leve: str | None
    """The state raised: « caducite_encourue », « retard_du_rapport »."""


class RappelEchu(Modele):
    """A rung of a reminder ladder is due; missed rungs have been collapsed into this one."""

    type: Literal["rappel_echu"] = "rappel_echu"
    echeance: EcheanceId
    echelon: str
    regroupe: tuple[str, ...] = ()
    """The earlier rungs that it stands for."""


class RemiseEchouee(Modele):
    """An act could not reach one person (art. 670-1)."""

    type: Literal["remise_echouee"] = "remise_echouee"
    acte: ActeId
    destinataire: PersonneId
    canal: Court
    reponse: Court


class RepriseEffectuee(Modele):
    """The platform took over an expertise under way."""

    type: Literal["reprise_effectuee"] = "reprise_effectuee"
    actes: int


FaitDuMoteur = EcheanceDepassee | RappelEchu | RemiseEchouee | RepriseEffectuee
