"""Somebody joins the expertise under way (art. 145, 169, 331 CPC): what may be asked."""

from typing import Annotated, Literal

from pydantic import Field

from procedure.commandes.socle import Commande, Terme
from procedure.modele import Court, PersonneId, Texte
from procedure.personnes import Participant
from procedure.preuves import PieceJointe


class MettreEnCause(Commande):
    """Record that somebody has become a party to the measure, and tell the expert at once."""

    article = "CPC 169"
    type: Literal["mettre_en_cause"] = "mettre_en_cause"
    fondement: Literal["ordonnance_commune", "intervention_volontaire", "intervention_forcee"]
    arrivants: Annotated[tuple[Participant, ...], Field(min_length=1, max_length=100)]
    """The new parties, and their avocats if they are not yet in the case."""
    decision_de: Literal["juge_des_referes", "juge_du_fond", "juge_du_controle"] | None = None
    """Who gave the decision that makes the measure common."""
    ordonnance: PieceJointe | None = None


class TransmettreDossier(Commande):
    """Send newcomers the whole file, with a time to comment on what was done without them."""

    article = "CPC 169"
    date_par_sa_remise = True
    type: Literal["transmettre_dossier"] = "transmettre_dossier"
    a: Annotated[tuple[PersonneId, ...], Field(min_length=1, max_length=100)]
    pieces: Annotated[tuple[PieceJointe, ...], Field(max_length=500)] = ()
    """The file itself: notes, exhibits, dires, opinions; the list of them first."""
    message: Texte | None = None
    terme: Terme | None = None
    """Thirty days from the sending unless the expert fixes another time."""


class CompleterConvocation(Commande):
    """Call newcomers to a meeting for which the others are already convoked."""

    article = "CPC 160, 169"
    date_par_sa_remise = True
    type: Literal["completer_convocation"] = "completer_convocation"
    reunion: int = Field(ge=1)
    a: Annotated[tuple[PersonneId, ...], Field(min_length=1, max_length=100)]
    lieu: Court
    ordre_du_jour: Texte


CommandeDeMiseEnCause = MettreEnCause | TransmettreDossier | CompleterConvocation
