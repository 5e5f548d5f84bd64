"""The kinds of document of an expertise, and one document with legal effect."""

from enum import StrEnum

from procedure.modele import ActeId, Court, Instant, Modele, PersonneId
from procedure.preuves import PieceJointe


class Classe(StrEnum):
    """Confidentiality class of a document."""

    CONTRADICTOIRE = "C1"
    """The file that all parties share (art. 16 CPC)."""
    ADMINISTRATION = "C2"
    """Between the expert and the court."""


class Nature(StrEnum):
    """The kinds of document, by their usual French name in files."""

    ORDONNANCE = "ordonnance"
    CONVOCATION_CONFERENCE = "convocation_conference"
    AVIS_DE_RECOURS = "avis_de_recours"
    AVIS_A_CONSIGNER = "avis_a_consigner"
    AVIS_DE_DESIGNATION = "avis_de_designation"
    ACCEPTATION = "acceptation"
    REFUS = "refus"
    AVIS_DE_CONSIGNATION = "avis_de_consignation"
    ORDONNANCE_DE_REMPLACEMENT = "ordonnance_de_remplacement"
    DECLARATION_DE_CONFLIT = "declaration_de_conflit"
    AVIS_DE_CONFLIT = "avis_de_conflit"
    CONSTAT_D_EMPECHEMENT = "constat_d_empechement"
    REQUETE_EN_RECUSATION = "requete_en_recusation"
    ORDONNANCE_SUR_RECUSATION = "ordonnance_sur_recusation"
    REQUETE_EN_REMPLACEMENT = "requete_en_remplacement"
    DEMANDE_D_EXPLICATIONS = "demande_d_explications"
    EXPLICATIONS = "explications"
    ORDONNANCE_SUR_MANQUEMENT = "ordonnance_sur_manquement"
    CONVOCATION = "convocation"
    CONVOCATION_A_L_AUDIENCE = "convocation_a_l_audience"
    COMPTE_RENDU = "compte_rendu"
    NOTE_AUX_PARTIES = "note_aux_parties"
    DEMANDE_DE_PIECES = "demande_de_pieces"
    PIECES = "pieces"
    PIECES_DU_TIERS = "pieces_du_tiers"
    DIRE = "dire"
    REPONSE_A_DIRE = "reponse_a_dire"
    RAPPORT_DE_CARENCE = "rapport_de_carence"
    RAPPORT_DE_DIFFICULTE = "rapport_de_difficulte"
    INFORMATION_DU_JUGE = "information_du_juge"
    ORDONNANCE_SUR_CARENCE = "ordonnance_sur_carence"
    ORDONNANCE_SUR_DIFFICULTE = "ordonnance_sur_difficulte"
    DEMANDE_DE_PROROGATION_DU_RAPPORT = "demande_de_prorogation_du_rapport"
    ORDONNANCE_DE_PROROGATION_DU_RAPPORT = "ordonnance_de_prorogation_du_rapport"
    DEMANDE_D_EXTENSION = "demande_d_extension"
    OBSERVATIONS_SUR_EXTENSION = "observations_sur_extension"
    ORDONNANCE_SUR_EXTENSION = "ordonnance_sur_extension"
    ORDONNANCE_COMMUNE = "ordonnance_commune"
    AVIS_D_INTERVENTION = "avis_d_intervention"
    TRANSMISSION_DU_DOSSIER = "transmission_du_dossier"
    LETTRE_DE_MISSION = "lettre_de_mission"
    AVIS_SAPITEUR = "avis_sapiteur"
    PRE_RAPPORT = "pre_rapport"
    RAPPORT = "rapport"
    DEMANDE_DE_REMUNERATION = "demande_de_remuneration"
    OBSERVATIONS_REMUNERATION = "observations_remuneration"
    INVITATION_REDUCTION = "invitation_reduction"
    REPONSE_REDUCTION = "reponse_reduction"
    ORDONNANCE_DE_TAXE = "ordonnance_de_taxe"
    NOTIFICATION_TAXE = "notification_taxe"
    BORDEREAU = "bordereau"
    RECEPISSE = "recepisse"
    AVIS_ECHEANCE = "avis_echeance"
    RAPPEL = "rappel"


class Acte(Modele):
    """One document with legal effect in one expertise."""

    id: ActeId
    nature: Nature
    titre: Court
    auteur: PersonneId
    etabli_a: Instant
    """When it was deposited, or decided on: the instant printed on what the platform draws up."""
    piece: PieceJointe | None = None
    """What was deposited; absent for what the platform draws up itself."""
    annexes: tuple[PieceJointe, ...] = ()
    destinataires: tuple[PersonneId, ...] = ()
    """Who must receive it."""
    objet: str | None = None
    """The meeting, request, dire or échéance it is about."""
    hors_plateforme: bool = False
    """Accomplished elsewhere, and recorded here afterwards: it is neither drawn up nor sent again."""
