"""The kinds of document of an expertise, who writes each, and where it must go (art. 16 CPC)."""

from enum import StrEnum

from procedure.modele import ActeId, Court, Instant, Modele, PersonneId
from procedure.personnes import Role
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
    AVIS_A_CONSIGNER = "avis_a_consigner"
    AVIS_DE_DESIGNATION = "avis_de_designation"
    ACCEPTATION = "acceptation"
    REFUS = "refus"
    AVIS_DE_CONSIGNATION = "avis_de_consignation"
    ORDONNANCE_DE_REMPLACEMENT = "ordonnance_de_remplacement"
    CONVOCATION = "convocation"
    COMPTE_RENDU = "compte_rendu"
    NOTE_AUX_PARTIES = "note_aux_parties"
    DEMANDE_DE_PIECES = "demande_de_pieces"
    PIECES = "pieces"
    DIRE = "dire"
    REPONSE_A_DIRE = "reponse_a_dire"
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


class Fiche(Modele):
    """What the law says of one kind of document."""

    code: str
    nom: str
    """With accents, as printed."""
    auteur: Role
    vers: tuple[Role, ...]
    """Audience: `PARTIE` stands for every party and its avocats."""
    classe: Classe
    article: str


_TOUS = (Role.PARTIE, Role.EXPERT)
_C1, _C2 = Classe.CONTRADICTOIRE, Classe.ADMINISTRATION

FICHES: dict[Nature, Fiche] = {
    nature: Fiche(code=code, nom=nom, auteur=auteur, vers=vers, classe=classe, article=article)
    for nature, code, nom, auteur, vers, classe, article in (
        (Nature.ORDONNANCE, "D02", "ordonnance ordonnant l’expertise", Role.JUGE, _TOUS, _C1, "CPC 265"),
        (Nature.AVIS_A_CONSIGNER, "D03", "avis à consigner", Role.GREFFE, (Role.PARTIE,), _C2, "CPC 270"),
        (
            Nature.AVIS_DE_DESIGNATION,
            "D04",
            "avis de désignation",
            Role.GREFFE,
            (Role.EXPERT,),
            _C2,
            "CPC 267",
        ),
        (
            Nature.ACCEPTATION,
            "D05",
            "acceptation de mission",
            Role.EXPERT,
            (Role.JUGE, Role.GREFFE, Role.PARTIE),
            _C2,
            "CPC 267",
        ),
        (Nature.REFUS, "D05", "refus de mission", Role.EXPERT, (Role.JUGE, Role.GREFFE), _C2, "CPC 235"),
        (
            Nature.AVIS_DE_CONSIGNATION,
            "D07",
            "avis de consignation",
            Role.GREFFE,
            (Role.EXPERT,),
            _C2,
            "CPC 270",
        ),
        (
            Nature.ORDONNANCE_DE_REMPLACEMENT,
            "D09",
            "ordonnance de remplacement",
            Role.JUGE,
            _TOUS,
            _C1,
            "CPC 235",
        ),
        (
            Nature.CONVOCATION,
            "D10",
            "convocation à une réunion d’expertise",
            Role.EXPERT,
            (Role.PARTIE,),
            _C1,
            "CPC 160",
        ),
        (Nature.COMPTE_RENDU, "D12", "compte rendu de réunion", Role.EXPERT, (Role.PARTIE,), _C1, "CPC 16"),
        (Nature.NOTE_AUX_PARTIES, "D13", "note aux parties", Role.EXPERT, (Role.PARTIE,), _C1, "CPC 16"),
        (Nature.DEMANDE_DE_PIECES, "D14", "demande de pièces", Role.EXPERT, (Role.PARTIE,), _C1, "CPC 275"),
        (Nature.PIECES, "D15", "communication de pièces", Role.PARTIE, _TOUS, _C1, "CPC 132"),
        (Nature.DIRE, "D16", "dire", Role.PARTIE, _TOUS, _C1, "CPC 276"),
        (
            Nature.REPONSE_A_DIRE,
            "D17",
            "réponse à un dire",
            Role.EXPERT,
            (Role.PARTIE,),
            _C1,
            "CPC 276 al. 4",
        ),
        (
            Nature.LETTRE_DE_MISSION,
            "D25",
            "lettre de mission du sapiteur",
            Role.EXPERT,
            (Role.SAPITEUR, Role.PARTIE),
            _C1,
            "CPC 278",
        ),
        (Nature.AVIS_SAPITEUR, "D25", "avis du sapiteur", Role.EXPERT, (Role.PARTIE,), _C1, "CPC 278"),
        (Nature.PRE_RAPPORT, "D28", "pré-rapport", Role.EXPERT, (Role.PARTIE,), _C1, "CPC 276"),
        (
            Nature.RAPPORT,
            "D29",
            "rapport d’expertise",
            Role.EXPERT,
            (Role.GREFFE, Role.JUGE, Role.PARTIE),
            _C1,
            "CPC 173, 282",
        ),
        (
            Nature.DEMANDE_DE_REMUNERATION,
            "D31",
            "demande de rémunération",
            Role.EXPERT,
            (Role.JUGE, Role.GREFFE, Role.PARTIE),
            _C1,
            "CPC 282 al. 5",
        ),
        (
            Nature.OBSERVATIONS_REMUNERATION,
            "D32",
            "observations sur la rémunération",
            Role.PARTIE,
            (Role.EXPERT, Role.JUGE, Role.GREFFE),
            _C1,
            "CPC 282 al. 5",
        ),
        (
            Nature.INVITATION_REDUCTION,
            "D33",
            "invitation à présenter des observations",
            Role.JUGE,
            (Role.EXPERT,),
            _C2,
            "CPC 284 al. 3",
        ),
        (
            Nature.REPONSE_REDUCTION,
            "D33",
            "observations de l’expert sur la réduction",
            Role.EXPERT,
            (Role.JUGE, Role.GREFFE),
            _C2,
            "CPC 284 al. 3",
        ),
        (
            Nature.ORDONNANCE_DE_TAXE,
            "D34",
            "ordonnance de taxe",
            Role.JUGE,
            (Role.EXPERT, Role.GREFFE, Role.REGIE),
            _C1,
            "CPC 284",
        ),
        (
            Nature.NOTIFICATION_TAXE,
            "D35",
            "notification de l’ordonnance de taxe",
            Role.EXPERT,
            (Role.PARTIE,),
            _C1,
            "CPC 724, 725",
        ),
        (Nature.BORDEREAU, "D39", "bordereau de notification", Role.SYSTEME, (), _C1, "CPC 748-3"),
        (Nature.RECEPISSE, "D39", "récépissé de dépôt", Role.SYSTEME, (), _C1, "CPC 748-3"),
        (Nature.AVIS_ECHEANCE, "D39", "avis d’échéance", Role.SYSTEME, (), _C1, "CPC 640"),
        (Nature.RAPPEL, "D39", "rappel d’échéance", Role.SYSTEME, (), _C1, "CPC 640"),
    )
}
"""One line per kind of document: code, name, author, audience, class, article."""


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
