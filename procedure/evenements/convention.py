"""The technicien whom the parties choose (art. 131 to 131-8 CPC): what has happened."""

from datetime import date
from typing import Literal

from procedure.commandes.socle import Juridiction, Terme
from procedure.modele import Court, Modele, PersonneId, Texte
from procedure.personnes import Participant


class ConventionConclue(Modele):
    """The parties have chosen a technicien (art. 131)."""

    type: Literal["convention_conclue"] = "convention_conclue"
    rg: Court
    """The reference of the convention."""
    juridiction: Juridiction
    """The juge d'appui, with the calendar agreed upon."""
    pack: str
    conclue_le: date
    entre_avocats: bool
    instance_pendante: bool
    objet: Court
    technicien: PersonneId
    chefs: tuple[Texte, ...]
    terme_rapport: Terme | None
    remuneration: Texte
    participants: tuple[Participant, ...]


class MissionModifiee(Modele):
    """The parties agreed to change the mission (art. 131-4)."""

    type: Literal["mission_modifiee"] = "mission_modifiee"
    chefs: tuple[Texte, ...]
    """The heads as they now stand; empty where they did not change."""
    rapport_au_plus_tard: date | None
    motif: Texte
    avis_du_technicien: Texte | None


class InertieConstatee(Modele):
    """A party withholds documents; the technicien goes on with what he has (art. 131-5)."""

    type: Literal["inertie_constatee"] = "inertie_constatee"
    partie: PersonneId
    demande: int
    necessaires: tuple[Texte, ...]


class TiersIntervenu(Modele):
    """A third person joined the operations (art. 131-6)."""

    type: Literal["tiers_intervenu"] = "tiers_intervenu"
    tiers: Participant
    avocats: tuple[Participant, ...]


class TechnicienRevoque(Modele):
    """Every party consented to remove the technicien (art. 131)."""

    type: Literal["technicien_revoque"] = "technicien_revoque"
    motif: Texte


class TechnicienRemplace(Modele):
    """The parties have chosen another technicien (art. 131)."""

    type: Literal["technicien_remplace"] = "technicien_remplace"
    ancien: PersonneId
    expert: Participant
    terme_rapport: Terme
    remuneration: Texte


class JugeDAppuiSaisi(Modele):
    """A difficulty is before the juge d'appui (art. 131-3)."""

    type: Literal["juge_d_appui_saisi"] = "juge_d_appui_saisi"
    requete: str
    difficulte: str
    expose: Texte


class JugeDAppuiStatue(Modele):
    """The juge d'appui has decided (art. 131-3)."""

    type: Literal["juge_d_appui_statue"] = "juge_d_appui_statue"
    requete: str
    accordee: bool
    dispositif: Texte
    met_fin_a_la_mission: bool


class RapportRemis(Modele):
    """The report is with the parties (art. 131-8)."""

    type: Literal["rapport_remis"] = "rapport_remis"
    entre_avocats: bool
    """Whether the convention was concluded between avocats, on which the report's value depends."""


FaitDeConvention = (
    ConventionConclue
    | MissionModifiee
    | InertieConstatee
    | TiersIntervenu
    | TechnicienRevoque
    | TechnicienRemplace
    | JugeDAppuiSaisi
    | JugeDAppuiStatue
    | RapportRemis
)
