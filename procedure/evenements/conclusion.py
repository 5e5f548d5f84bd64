"""The pré-rapport, the dires, the report (art. 173, 276, 282 CPC): what has happened."""

from typing import Literal

from procedure.evenements.dires import (
    CauseGraveDecidee,
    CauseGraveInvoquee,
    CauseGraveRapportee,
    DireDepose,
    DireRepondu,
)
from procedure.modele import Modele, Texte


class PreRapportDepose(Modele):
    """The pré-rapport is with the parties; the dires are open (art. 276)."""

    type: Literal["pre_rapport_depose"] = "pre_rapport_depose"


class RapportDepose(Modele):
    """The report is filed; the expert has no more power over it (art. 282)."""

    type: Literal["rapport_depose"] = "rapport_depose"
    en_l_etat: Literal["complement_impaye", "autorisation_du_juge"] | None = None
    chefs_sans_reponse: tuple[int, ...] = ()


class ErreurMaterielleCorrigee(Modele):
    """A material error of the report is corrected; the opinion is unchanged (art. 282)."""

    type: Literal["erreur_materielle_corrigee"] = "erreur_materielle_corrigee"
    corrections: Texte


class PiecesRestituees(Modele):
    """The parties have their original documents back."""

    type: Literal["pieces_restituees"] = "pieces_restituees"
    inventaire: Texte


FaitDeConclusion = (
    PreRapportDepose
    | DireDepose
    | DireRepondu
    | CauseGraveInvoquee
    | CauseGraveRapportee
    | CauseGraveDecidee
    | RapportDepose
    | ErreurMaterielleCorrigee
    | PiecesRestituees
)
