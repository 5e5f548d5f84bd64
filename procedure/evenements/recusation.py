"""The récusation of the expert, and the conflict that he declares (art. 234 CPC): what has happened."""

from datetime import date
from typing import Literal

from procedure.modele import Modele, PersonneId, Texte


class ConflitDeclare(Modele):
    """The expert thinks that he can be challenged (art. 234 al. 3)."""

    type: Literal["conflit_declare"] = "conflit_declare"
    requete: str
    motif: Texte


class RecusationDemandee(Modele):
    """A party challenges the expert (art. 234)."""

    type: Literal["recusation_demandee"] = "recusation_demandee"
    requete: str
    au_nom_de: PersonneId
    cause: str
    motif: Texte
    connue_le: date


class RecusationTranchee(Modele):
    """The judge has decided on a récusation or on a declared conflict (art. 234, 235 al. 1)."""

    type: Literal["recusation_tranchee"] = "recusation_tranchee"
    requete: str
    admise: bool
    motif: Texte


FaitDeRecusation = (
    ConflitDeclare
    | RecusationDemandee
    | RecusationTranchee
)
