"""The recourses against the decisions on the measure (art. 272, 490, 496-497 CPC): what has happened."""

from typing import Literal

from procedure.modele import ActeId, Modele, PersonneId


class AppelReleve(Modele):
    """A recourse was lodged; it suspends nothing (art. 514-1)."""

    type: Literal["appel_releve"] = "appel_releve"
    voie: str
    au_nom_de: PersonneId | None
    decision: ActeId | None


FaitDAppel = AppelReleve
