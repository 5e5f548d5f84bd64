"""The parties who conciliate (art. 281 CPC): what may be asked."""

from typing import Annotated, Literal

from pydantic import Field

from procedure.commandes.socle import Commande
from procedure.modele import PersonneId, Texte
from procedure.preuves import PieceJointe


class VerserEnConciliation(Commande):
    """Hand over a document for the conciliation alone: it never enters the expert's opinion."""

    article = "CPC 281"
    type: Literal["verser_en_conciliation"] = "verser_en_conciliation"
    au_nom_de: PersonneId
    document: PieceJointe


class ConstaterConciliation(Commande):
    """Note that the parties are reconciled, wholly or in part, and report it to the judge."""

    article = "CPC 281"
    type: Literal["constater_conciliation"] = "constater_conciliation"
    etendue: Literal["totale", "partielle"]
    constat: Texte
    """What the judge is told: that there is an agreement, and on what; never its terms."""
    document: PieceJointe | None = None
    accord: PieceJointe | None = None
    """The parties' own agreement: for them alone."""


class DemanderForceExecutoire(Commande):
    """Ask the judge to make the parties' agreement enforceable."""

    article = "CPC 281 al. 2"
    type: Literal["demander_force_executoire"] = "demander_force_executoire"
    au_nom_de: PersonneId
    avec: Annotated[tuple[PersonneId, ...], Field(max_length=400)] = ()
    """The other parties who ask with it."""
    accord: PieceJointe


class StatuerForceExecutoire(Commande):
    """Make the parties' agreement enforceable, or refuse to."""

    article = "CPC 281 al. 2"
    type: Literal["statuer_force_executoire"] = "statuer_force_executoire"
    requete: str
    accordee: bool
    motif: Texte
    ordonnance: PieceJointe | None = None


CommandeDeConciliation = (
    VerserEnConciliation
    | ConstaterConciliation
    | DemanderForceExecutoire
    | StatuerForceExecutoire
)
