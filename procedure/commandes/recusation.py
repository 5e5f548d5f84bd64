"""The récusation of the expert, and the conflict that he declares (art. 234 CPC): what may be asked."""

from datetime import date
from enum import StrEnum
from typing import Literal

from procedure.commandes.socle import Commande
from procedure.modele import PersonneId, Texte
from procedure.preuves import PieceJointe


class CauseDeRecusation(StrEnum):
    """The causes of récusation of judges, which are those of experts (art. 234 al. 1; L. 111-6 COJ)."""

    INTERET_PERSONNEL = "interet_personnel"
    CREANCIER_DEBITEUR_HERITIER = "creancier_debiteur_heritier"
    PARENTE_OU_ALLIANCE = "parente_ou_alliance"
    PROCES_ANTERIEUR = "proces_anterieur"
    CONNAISSANCE_ANTERIEURE = "connaissance_anterieure"
    ADMINISTRATION_DES_BIENS = "administration_des_biens"
    SUBORDINATION = "subordination"
    AMITIE_OU_INIMITIE = "amitie_ou_inimitie"
    CONFLIT_D_INTERETS = "conflit_d_interets"


class DeclarerConflit(Commande):
    """Declare, as an expert, that one thinks one can be challenged."""

    article = "CPC 234 al. 3"
    date_par_sa_remise = True
    type: Literal["declarer_conflit"] = "declarer_conflit"
    motif: Texte


class RecuserExpert(Commande):
    """Challenge the expert before the judge who appointed him or who is in charge of the control."""

    article = "CPC 234"
    date_par_sa_remise = True
    type: Literal["recuser_expert"] = "recuser_expert"
    au_nom_de: PersonneId
    cause: CauseDeRecusation
    motif: Texte
    connue_le: date
    """When the party learned of the cause: it must act as soon as it is revealed."""
    document: PieceJointe | None = None


class StatuerRecusation(Commande):
    """Decide on a récusation, or on the conflict that the expert declared."""

    article = "CPC 234, 235 al. 1"
    type: Literal["statuer_recusation"] = "statuer_recusation"
    requete: str
    """« recusation-1 », « conflit-1 »."""
    admise: bool
    motif: Texte
    ordonnance: PieceJointe | None = None


CommandeDeRecusation = (
    DeclarerConflit
    | RecuserExpert
    | StatuerRecusation
)
