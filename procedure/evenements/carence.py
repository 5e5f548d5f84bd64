"""Documents that a party does not hand over (art. 275 al. 2 CPC): what has happened."""

from typing import Literal

from procedure.modele import Modele, PersonneId, Texte


class CarenceSignalee(Modele):
    """The judge knows who has not handed over what the expert asked for (art. 275 al. 2)."""

    type: Literal["carence_signalee"] = "carence_signalee"
    demande: int
    defaillants: tuple[PersonneId, ...]
    expose: Texte
    sans_copie_motif: Texte | None = None


class CarenceTranchee(Modele):
    """The judge has ordered production, let the expert go on, let him file as things stand, or rejected."""

    type: Literal["carence_tranchee"] = "carence_tranchee"
    requete: str
    demande: int
    sens: Literal["injonction", "passer_outre", "depot_en_l_etat", "rejet"]
    a: tuple[PersonneId, ...]
    motif: Texte
    astreinte: Texte | None = None


FaitDeCarence = CarenceSignalee | CarenceTranchee
