"""The recourse against the pay, before the premier président (art. 714-718, 724 CPC): what may be asked."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from procedure.commandes.socle import Commande
from procedure.modele import Centimes, Court, Instant, PersonneId, Texte
from procedure.preuves import PieceJointe, Preuve


class FormerRecours(Commande):
    """Bring the pay before the premier président, or record that somebody did."""

    article = "CPC 724, 715"
    type: Literal["former_recours"] = "former_recours"
    au_nom_de: PersonneId
    """A party or the expert."""
    motifs: Texte
    note: PieceJointe | None = None
    copies_a: Annotated[tuple[PersonneId, ...], Field(max_length=400)] = ()
    """To whom a copy of the note was sent at the same time (art. 715)."""
    copies_le: date | None = None
    """The day they were sent, if it is not that of the recourse."""
    preuve_des_copies: Preuve | None = None
    incident: bool = False
    """In answer to another's recourse: at any time, without the formalities of art. 715."""


class ConvoquerRecours(Commande):
    """Record the hearing of the premier président, and that the parties are called to it."""

    article = "CPC 716"
    date_par_sa_remise = True
    type: Literal["convoquer_recours"] = "convoquer_recours"
    audience: Instant
    lieu: Court | None = None
    """The room, where it is known."""


class StatuerRecours(Commande):
    """Record what the premier président decided."""

    article = "CPC 724, 716"
    type: Literal["statuer_recours"] = "statuer_recours"
    montant: Centimes | None = None
    """The pay as he fixes it; absent where he declares the recourse inadmissible."""
    ordonnance: PieceJointe | None = None


CommandeDeRecours = (
    FormerRecours
    | ConvoquerRecours
    | StatuerRecours
)
