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
    ORDONNANCE_DE_PROVISION = "ordonnance_de_provision"
    AVIS_AIDE_JURIDICTIONNELLE = "avis_aide_juridictionnelle"
    DEMANDE_DE_RELEVE = "demande_de_releve"
    ORDONNANCE_DE_RELEVE = "ordonnance_de_releve"
    CONSTAT_DE_CADUCITE = "constat_de_caducite"
    DEMANDE_DE_COMPLEMENT = "demande_de_complement"
    ORDONNANCE_DE_COMPLEMENT = "ordonnance_de_complement"
    DEMANDE_D_ACOMPTE = "demande_d_acompte"
    ORDONNANCE_D_ACOMPTE = "ordonnance_d_acompte"
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
    COMPTE_RENDU = "compte_rendu"
    NOTE_AUX_PARTIES = "note_aux_parties"
    DEMANDE_DE_PIECES = "demande_de_pieces"
    PIECES = "pieces"
    DIRE = "dire"
    REPONSE_A_DIRE = "reponse_a_dire"
    LETTRE_DE_MISSION = "lettre_de_mission"
    AVIS_SAPITEUR = "avis_sapiteur"
    NOTIFICATION_D_INTERRUPTION = "notification_d_interruption"
    REPRISE_D_INSTANCE = "reprise_d_instance"
    CONFIRMATION_D_ACTE = "confirmation_d_acte"
    NOUVEAU_CALENDRIER = "nouveau_calendrier"
    DECISION_DE_SUSPENSION = "decision_de_suspension"
    DECISION_METTANT_FIN = "decision_mettant_fin"
    LEVEE_DE_SEQUESTRE = "levee_de_sequestre"
    EMPECHEMENT_TECHNIQUE = "empechement_technique"
    PRE_RAPPORT = "pre_rapport"
    RAPPORT = "rapport"
    DEMANDE_DE_REMUNERATION = "demande_de_remuneration"
    OBSERVATIONS_REMUNERATION = "observations_remuneration"
    INVITATION_REDUCTION = "invitation_reduction"
    REPONSE_REDUCTION = "reponse_reduction"
    ORDONNANCE_DE_TAXE = "ordonnance_de_taxe"
    NOTIFICATION_TAXE = "notification_taxe"
    CONSTAT_DE_NULLITE = "constat_de_nullite"
    NOTE_DE_RECOURS = "note_de_recours"
    CONVOCATION_AU_RECOURS = "convocation_au_recours"
    ORDONNANCE_SUR_RECOURS = "ordonnance_sur_recours"
    RESTITUTION = "restitution"
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
