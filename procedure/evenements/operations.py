"""The operations: meetings, notes, documents, the sapiteur (art. 160-162, 275, 278 CPC): what has happened."""

from typing import Literal

from procedure.modele import Court, Instant, Modele, PersonneId, Texte
from procedure.personnes import Participant


class ReunionConvoquee(Modele):
    """Everybody has been called to a meeting (art. 160)."""

    type: Literal["reunion_convoquee"] = "reunion_convoquee"
    reunion: int
    debut: Instant
    lieu: Court
    ordre_du_jour: Texte
    convoques: tuple[PersonneId, ...]


class ReunionTenue(Modele):
    """A meeting was held (art. 160, 161)."""

    type: Literal["reunion_tenue"] = "reunion_tenue"
    reunion: int
    presents: tuple[PersonneId, ...]
    absents: tuple[PersonneId, ...]
    non_convoques: tuple[PersonneId, ...]
    """Parties that nobody called: the meeting is irregular towards them (art. 160, 175)."""


class NoteAdressee(Modele):
    """A numbered note went to the parties (art. 16)."""

    type: Literal["note_adressee"] = "note_adressee"
    note: int
    objet: Court


class PiecesDemandees(Modele):
    """The expert asked for documents (art. 275)."""

    type: Literal["pieces_demandees"] = "pieces_demandees"
    demande: int
    a: tuple[PersonneId, ...]
    pieces: tuple[Texte, ...]


class PiecesCommuniquees(Modele):
    """A party handed over documents (art. 132, 275)."""

    type: Literal["pieces_communiquees"] = "pieces_communiquees"
    au_nom_de: PersonneId
    demande: int | None
    complet: bool
    nombre: int


class SapiteurConsulte(Modele):
    """A technician of another speciality is consulted (art. 278)."""

    type: Literal["sapiteur_consulte"] = "sapiteur_consulte"
    sapiteur: Participant
    question: Texte


class AvisSapiteurCommunique(Modele):
    """The sapiteur's opinion is with the parties (art. 278, 282 al. 3)."""

    type: Literal["avis_sapiteur_communique"] = "avis_sapiteur_communique"
    sapiteur: PersonneId


FaitDOperation = (
    ReunionConvoquee
    | ReunionTenue
    | NoteAdressee
    | PiecesDemandees
    | PiecesCommuniquees
    | SapiteurConsulte
    | AvisSapiteurCommunique
)
