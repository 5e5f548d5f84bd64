"""Documents that a party does not hand over (art. 275 al. 2 CPC): what may be asked."""

from typing import Annotated, Literal

from pydantic import Field

from procedure.commandes.socle import Commande, Terme
from procedure.modele import PersonneId, Texte
from procedure.preuves import PieceJointe


class SignalerCarence(Commande):
    """Tell the judge who has not handed over what was asked for."""

    article = "CPC 275 al. 2"
    type: Literal["signaler_carence"] = "signaler_carence"
    demande: int = Field(ge=1)
    """The expert's request that was not answered."""
    expose: Texte
    document: PieceJointe | None = None
    sans_copie_motif: Texte | None = None
    """Why the parties get no copy: the judge so directs (art. 16)."""


class StatuerCarence(Commande):
    """Order production, let the expert go on without the documents or file as things stand, or reject."""

    article = "CPC 275 al. 2"
    type: Literal["statuer_carence"] = "statuer_carence"
    requete: str
    sens: Literal["injonction", "passer_outre", "depot_en_l_etat", "rejet"]
    motif: Texte
    a: Annotated[tuple[PersonneId, ...], Field(max_length=400)] = ()
    """Who is ordered to produce; everybody still waited for if nobody is named."""
    terme: Terme | None = None
    astreinte: Texte | None = None
    """The penalty for each day late, in the order's words."""
    ordonnance: PieceJointe | None = None


CommandeDeCarence = SignalerCarence | StatuerCarence
