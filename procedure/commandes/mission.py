"""More time, another mission, and what the judge is told of the progress (art. 236, 245, 273, 279 CPC)."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from procedure.commandes.socle import Commande, Terme
from procedure.modele import Court, PersonneId, Texte
from procedure.preuves import PieceJointe

Chefs = Annotated[tuple[Texte, ...], Field(max_length=100)]
"""Heads of mission."""


class DemanderProrogation(Commande):
    """Ask the judge for more time to file the report."""

    article = "CPC 279"
    type: Literal["demander_prorogation"] = "demander_prorogation"
    motif: Texte
    jusqu_au: date | None = None
    """The date that is asked for."""
    au_nom_de: PersonneId | None = None
    """The party for which an avocat acts."""
    document: PieceJointe | None = None
    sans_copie_motif: Texte | None = None
    """Why the parties get no copy: the judge so directs (art. 16)."""


class StatuerProrogation(Commande):
    """Give the report a new time, at request or of the judge's own motion, or reject the request."""

    article = "CPC 279, 241"
    type: Literal["statuer_prorogation"] = "statuer_prorogation"
    requete: str | None = None
    accordee: bool = True
    terme: Terme | None = None
    motif: Texte
    ordonnance: PieceJointe | None = None


class DemanderExtension(Commande):
    """Ask for, or envisage, other heads of mission; the expert's observations are then due."""

    article = "CPC 236, 245 al. 3"
    type: Literal["demander_extension"] = "demander_extension"
    chefs: Annotated[Chefs, Field(min_length=1)]
    motif: Texte
    au_nom_de: PersonneId | None = None
    """The party for which an avocat acts."""
    document: PieceJointe | None = None


class ObserverExtension(Commande):
    """The expert's observations on an extension of his mission."""

    article = "CPC 245 al. 3"
    type: Literal["observer_extension"] = "observer_extension"
    requete: str
    observations: Texte
    document: PieceJointe | None = None


class StatuerExtension(Commande):
    """Extend the mission once the expert has been heard on it, restrict it, or reject the request."""

    article = "CPC 236, 245 al. 3"
    type: Literal["statuer_extension"] = "statuer_extension"
    requete: str | None = None
    accordee: bool = True
    chefs: Chefs = ()
    """The heads that are added."""
    retires: Annotated[tuple[int, ...], Field(max_length=100)] = ()
    """The numbers of the heads that are withdrawn, from 1."""
    terme: Terme | None = None
    """The new time for the report, if the decision gives one."""
    motif: Texte
    ordonnance: PieceJointe | None = None


class InformerJuge(Commande):
    """Tell the judge how the operations progress and what has been done."""

    article = "CPC 273"
    type: Literal["informer_juge"] = "informer_juge"
    objet: Court
    information: Texte
    document: PieceJointe | None = None
    sans_copie_motif: Texte | None = None
    """Why the parties get no copy: the judge so directs (art. 16)."""


CommandeDeMission = (
    DemanderProrogation
    | StatuerProrogation
    | DemanderExtension
    | ObserverExtension
    | StatuerExtension
    | InformerJuge
)
