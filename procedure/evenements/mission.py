"""More time, another mission, and what the judge is told of the progress: what has happened."""

from datetime import date
from typing import Literal

from procedure.commandes import Terme
from procedure.modele import Court, Modele, Texte


class ProrogationDuRapportDemandee(Modele):
    """More time is asked for (art. 279)."""

    type: Literal["prorogation_du_rapport_demandee"] = "prorogation_du_rapport_demandee"
    motif: Texte
    jusqu_au: date | None = None
    sans_copie_motif: Texte | None = None


class ProrogationDuRapportTranchee(Modele):
    """The report has a new time, or the request is rejected (art. 279, 241)."""

    type: Literal["prorogation_du_rapport_tranchee"] = "prorogation_du_rapport_tranchee"
    requete: str | None
    accordee: bool
    motif: Texte
    terme: Terme | None = None
    """The new time: its date where it is known."""


class ExtensionDemandee(Modele):
    """Other heads of mission are asked for, or envisaged by the judge (art. 236)."""

    type: Literal["extension_demandee"] = "extension_demandee"
    chefs: tuple[Texte, ...]
    motif: Texte
    par_l_expert: bool = False
    """The expert reports the need himself (art. 279): these are his observations."""


class ExtensionObservee(Modele):
    """The expert's observations are with the judge (art. 245 al. 3)."""

    type: Literal["extension_observee"] = "extension_observee"
    requete: str
    observations: Texte


class ExtensionTranchee(Modele):
    """The mission is extended or restricted, or stays as it is (art. 236)."""

    type: Literal["extension_tranchee"] = "extension_tranchee"
    requete: str | None
    accordee: bool
    ajoutes: tuple[Texte, ...]
    retires: tuple[Texte, ...]
    chefs: tuple[Texte, ...]
    """The mission as it now stands."""
    motif: Texte
    terme: Terme | None = None


class JugeInforme(Modele):
    """The judge knows how the operations progress (art. 273)."""

    type: Literal["juge_informe"] = "juge_informe"
    objet: Court
    information: Texte
    sans_copie_motif: Texte | None = None


FaitDeMission = (
    ProrogationDuRapportDemandee
    | ProrogationDuRapportTranchee
    | ExtensionDemandee
    | ExtensionObservee
    | ExtensionTranchee
    | JugeInforme
)
