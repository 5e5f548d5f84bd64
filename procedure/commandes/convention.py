"""The technicien whom the parties choose (art. 131 to 131-8 CPC): what may be asked."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from procedure.commandes.saisine import EnregistrerOrdonnance
from procedure.commandes.socle import Commande, Juridiction, Terme
from procedure.modele import Court, PersonneId, Texte
from procedure.personnes import Participant
from procedure.preuves import PieceJointe

Consentants = Annotated[tuple[PersonneId, ...], Field(max_length=400)]
"""The parties whose agreement the writing that comes with the act proves."""


class ConclureConvention(Commande):
    """Record the convention by which the parties choose a technicien."""

    article = "CPC 131"
    type: Literal["conclure_convention"] = "conclure_convention"
    reference: Annotated[str, Field(pattern=r"^[0-9A-Z][0-9A-Z /.°-]{0,59}$")]
    """What the parties call it; readable in Temporal, so it is a number and nothing else."""
    juge_d_appui: Juridiction
    """The court that a difficulty would be brought before (131-3); its zone and clock are those agreed upon."""
    conclue_le: date
    entre_avocats: bool = False
    """Whether every party concluded it through its avocat: the report's value depends on it (131-8)."""
    instance_pendante: bool = False
    instance_introduite_le: date | None = None
    objet: Court
    """What the dispute is about, for the people of the case only."""
    technicien: PersonneId | None = None
    chefs: Annotated[tuple[Texte, ...], Field(max_length=200)] = ()
    terme_rapport: Terme | None = None
    remuneration: Texte | None = None
    """How he is paid, as agreed with him."""
    participants: Annotated[tuple[Participant, ...], Field(max_length=400)] = ()
    convention: PieceJointe | None = None

    @property
    def rg(self) -> str:
        """What the case is called by."""
        return self.reference

    @property
    def juridiction(self) -> Juridiction:
        """The seat that gives the calendar and the clock."""
        return self.juge_d_appui


class ModifierMission(Commande):
    """Change the technicien's mission, or the day of his report, by agreement of every party."""

    article = "CPC 131-4"
    type: Literal["modifier_mission"] = "modifier_mission"
    chefs: Annotated[tuple[Texte, ...], Field(max_length=200)] = ()
    """The heads of the mission as they now stand; empty where they do not change."""
    rapport_au_plus_tard: date | None = None
    motif: Texte
    consentants: Consentants = ()
    avis_du_technicien: Texte | None = None
    """Needed unless he asks for the change himself."""
    avenant: PieceJointe | None = None


class ConstaterInertie(Commande):
    """Record that a party withholds documents that the technicien needs."""

    article = "CPC 131-5"
    date_par_sa_remise = True
    type: Literal["constater_inertie"] = "constater_inertie"
    partie: PersonneId
    demande: int = Field(ge=1)
    """The request that it has not answered."""
    necessaires: Annotated[tuple[Texte, ...], Field(min_length=1, max_length=200)]
    """What is still needed."""


class Intervenir(Commande):
    """Let a third person join the operations."""

    article = "CPC 131-6"
    type: Literal["intervenir"] = "intervenir"
    tiers: Participant
    avocats: Annotated[tuple[Participant, ...], Field(max_length=20)] = ()
    consentants: Consentants = ()
    accord: PieceJointe | None = None
    accord_du_technicien: bool = False
    """Given by the act itself where he records it."""


class RevoquerTechnicien(Commande):
    """Remove the technicien, by the consent of every party."""

    article = "CPC 131"
    type: Literal["revoquer_technicien"] = "revoquer_technicien"
    motif: Texte
    consentants: Consentants = ()
    accord: PieceJointe | None = None


class RemplacerTechnicien(Commande):
    """Choose another technicien together."""

    article = "CPC 131"
    type: Literal["remplacer_technicien"] = "remplacer_technicien"
    technicien: Participant
    terme_rapport: Terme
    remuneration: Texte
    consentants: Consentants = ()
    convention: PieceJointe | None = None


class SaisirJugeDAppui(Commande):
    """Bring a difficulty before the juge d'appui."""

    article = "CPC 131-3"
    type: Literal["saisir_juge_d_appui"] = "saisir_juge_d_appui"
    difficulte: Literal["designation", "maintien", "remuneration", "execution", "documents"]
    expose: Texte
    acte: PieceJointe | None = None


class StatuerJugeDAppui(Commande):
    """Record what the juge d'appui decided."""

    article = "CPC 131-3"
    type: Literal["statuer_juge_d_appui"] = "statuer_juge_d_appui"
    requete: str
    accordee: bool
    dispositif: Texte
    met_fin_a_la_mission: bool = False
    ordonnance: PieceJointe | None = None


class RemettreRapport(Commande):
    """Hand the report to the parties and to whoever joined them."""

    article = "CPC 131-8"
    date_par_sa_remise = True
    type: Literal["remettre_rapport"] = "remettre_rapport"
    document: PieceJointe
    annexes: Annotated[tuple[PieceJointe, ...], Field(max_length=500)] = ()


CommandeDeConvention = (
    ConclureConvention
    | ModifierMission
    | ConstaterInertie
    | Intervenir
    | RevoquerTechnicien
    | RemplacerTechnicien
    | SaisirJugeDAppui
    | StatuerJugeDAppui
    | RemettreRapport
)

OUVERTURES = (EnregistrerOrdonnance, ConclureConvention)
"""The commands that begin a case: each has its number and its seat."""
