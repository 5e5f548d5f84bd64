"""The operations: meetings, notes, documents, the sapiteur (art. 160-162, 275, 278 CPC): what may be asked."""

from typing import Annotated, Literal

from pydantic import Field

from procedure.commandes.socle import Commande, Terme
from procedure.modele import Court, Instant, PersonneId, Texte
from procedure.personnes import Participant
from procedure.preuves import PieceJointe


class ConvoquerReunion(Commande):
    """Call parties and avocats to a meeting."""

    article = "CPC 160"
    date_par_sa_remise = True
    type: Literal["convoquer_reunion"] = "convoquer_reunion"
    debut: Instant
    lieu: Court
    ordre_du_jour: Texte


class TenirReunion(Commande):
    """Record that a meeting was held, and who was there."""

    article = "CPC 160"
    type: Literal["tenir_reunion"] = "tenir_reunion"
    reunion: int = Field(ge=1)
    presents: Annotated[tuple[PersonneId, ...], Field(max_length=400)] = ()
    compte_rendu: PieceJointe | None = None


class AdresserNote(Commande):
    """Send a numbered note to the parties."""

    article = "CPC 16"
    date_par_sa_remise = True
    type: Literal["adresser_note"] = "adresser_note"
    note: PieceJointe
    objet: Court


class DemanderPieces(Commande):
    """Ask parties for documents, within a time."""

    article = "CPC 275"
    date_par_sa_remise = True
    type: Literal["demander_pieces"] = "demander_pieces"
    a: Annotated[tuple[PersonneId, ...], Field(min_length=1, max_length=400)]
    pieces: Annotated[tuple[Texte, ...], Field(min_length=1, max_length=200)]
    terme: Terme


class CommuniquerPieces(Commande):
    """Hand documents to the expert and to every other party at the same time."""

    article = "CPC 132, 275"
    date_par_sa_remise = True
    type: Literal["communiquer_pieces"] = "communiquer_pieces"
    au_nom_de: PersonneId
    pieces: Annotated[tuple[PieceJointe, ...], Field(min_length=1, max_length=500)]
    demande: int | None = None
    """The expert's request that this answers."""
    complet: bool = True
    """Whether it answers the whole request."""


class ConsulterSapiteur(Commande):
    """Take the opinion of a technician of another speciality."""

    article = "CPC 278"
    type: Literal["consulter_sapiteur"] = "consulter_sapiteur"
    sapiteur: Participant
    question: Texte
    lettre: PieceJointe | None = None


class CommuniquerAvisSapiteur(Commande):
    """Send the sapiteur's opinion to the parties, with a time to comment."""

    article = "CPC 278, 282 al. 3"
    date_par_sa_remise = True
    type: Literal["communiquer_avis_sapiteur"] = "communiquer_avis_sapiteur"
    sapiteur: PersonneId
    avis: PieceJointe
    terme: Terme


CommandeDOperation = (
    ConvoquerReunion
    | TenirReunion
    | AdresserNote
    | DemanderPieces
    | CommuniquerPieces
    | ConsulterSapiteur
    | CommuniquerAvisSapiteur
)
