"""What the law says of each kind of document: who writes it, to whom it goes, how it is read (art. 16 CPC)."""

from procedure.documents import Classe, Nature
from procedure.modele import Modele
from procedure.personnes import Role


class Fiche(Modele):
    """One kind of document."""

    nature: Nature
    code: str
    """Its line in the list of the documents of an expertise: « D16 »; « C01 » for those of a convention."""
    nom: str
    """With accents, as printed."""
    auteur: Role
    vers: tuple[Role, ...]
    """Audience: `PARTIE` stands for every party and its avocats."""
    classe: Classe
    article: str
    suivi: bool = False
    """Its receipt by one person can start a period or prove a convocation, or its date is a cause."""


def _fiche(
    nature: Nature,
    code: str,
    nom: str,
    auteur: Role,
    vers: tuple[Role, ...],
    classe: Classe,
    article: str,
    *,
    suivi: bool = False,
) -> Fiche:
    return Fiche(
        nature=nature, code=code, nom=nom, auteur=auteur, vers=vers, classe=classe, article=article, suivi=suivi
    )


_TOUS = (Role.PARTIE, Role.EXPERT)
_JUGE_ET_PARTIES = (Role.JUGE, Role.GREFFE, Role.PARTIE)
_DECISION = (Role.PARTIE, Role.EXPERT, Role.GREFFE)
_C1, _C2 = Classe.CONTRADICTOIRE, Classe.ADMINISTRATION
_RESTREINTE = Classe.RESTREINTE
_COUR = (Role.JUGE, Role.GREFFE)

FICHES: dict[Nature, Fiche] = {
    f.nature: f
    for f in (
        _fiche(Nature.ORDONNANCE, "D02", "ordonnance ordonnant l’expertise", Role.JUGE, _TOUS, _C1, "CPC 265", suivi=True),
        _fiche(Nature.CONVOCATION_CONFERENCE, "D02", "convocation à la conférence devant le juge", Role.GREFFE, (Role.JUGE, *_TOUS), _C1, "CPC 266", suivi=True),
        _fiche(Nature.AVIS_DE_RECOURS, "D02", "avis d’un recours contre une décision relative à l’expertise", Role.GREFFE, (Role.JUGE, *_TOUS), _C1, "CPC 272, 490, 497"),
        _fiche(Nature.AVIS_A_CONSIGNER, "D03", "avis à consigner", Role.GREFFE, (Role.PARTIE,), _C2, "CPC 270", suivi=True),
        _fiche(Nature.AVIS_DE_DESIGNATION, "D04", "avis de désignation", Role.GREFFE, (Role.EXPERT,), _C2, "CPC 267", suivi=True),
        _fiche(Nature.ACCEPTATION, "D05", "acceptation de mission", Role.EXPERT, (Role.JUGE, Role.GREFFE, Role.PARTIE), _C2, "CPC 267"),
        _fiche(Nature.REFUS, "D05", "refus de mission", Role.EXPERT, (Role.JUGE, Role.GREFFE), _C2, "CPC 235"),
        _fiche(Nature.AVIS_DE_CONSIGNATION, "D07", "avis de consignation", Role.GREFFE, (Role.EXPERT,), _C2, "CPC 270", suivi=True),
        _fiche(Nature.ORDONNANCE_DE_REMPLACEMENT, "D09", "ordonnance de remplacement", Role.JUGE, (*_TOUS, Role.GREFFE), _C1, "CPC 235", suivi=True),
        _fiche(Nature.ORDONNANCE_DE_PROVISION, "D02", "ordonnance fixant la provision", Role.JUGE, (*_TOUS, Role.GREFFE, Role.REGIE), _C1, "CPC 269", suivi=True),
        _fiche(Nature.AVIS_AIDE_JURIDICTIONNELLE, "D07", "avis d’aide juridictionnelle", Role.GREFFE, (Role.EXPERT, Role.JUGE, Role.REGIE), _C2, "CPC 269"),
        _fiche(Nature.DEMANDE_DE_RELEVE, "D08", "demande de prorogation ou de relevé de caducité", Role.PARTIE, (Role.JUGE, Role.GREFFE, *_TOUS), _C1, "CPC 271"),
        _fiche(Nature.ORDONNANCE_DE_RELEVE, "D08", "ordonnance sur le délai de consignation", Role.JUGE, (*_TOUS, Role.GREFFE, Role.REGIE), _C1, "CPC 271", suivi=True),
        _fiche(Nature.CONSTAT_DE_CADUCITE, "D08", "constat de caducité", Role.JUGE, (*_TOUS, Role.GREFFE, Role.REGIE), _C1, "CPC 271", suivi=True),
        _fiche(Nature.DEMANDE_DE_COMPLEMENT, "D21", "demande de provision complémentaire", Role.EXPERT, (Role.JUGE, Role.GREFFE, Role.PARTIE), _C1, "CPC 280 al. 2"),
        _fiche(Nature.ORDONNANCE_DE_COMPLEMENT, "D21", "ordonnance de consignation complémentaire", Role.JUGE, (*_TOUS, Role.GREFFE, Role.REGIE), _C1, "CPC 280 al. 2", suivi=True),
        _fiche(Nature.DEMANDE_D_ACOMPTE, "D22", "demande d’acompte", Role.EXPERT, (Role.JUGE, Role.GREFFE), _C2, "CPC 280 al. 1"),
        _fiche(Nature.ORDONNANCE_D_ACOMPTE, "D22", "ordonnance d’acompte", Role.JUGE, (*_TOUS, Role.GREFFE, Role.REGIE), _C1, "CPC 280 al. 1", suivi=True),
        _fiche(Nature.DECLARATION_DE_CONFLIT, "D06", "déclaration de conflit", Role.EXPERT, (Role.JUGE, Role.GREFFE), _C2, "CPC 234 al. 3"),
        _fiche(Nature.AVIS_DE_CONFLIT, "D06", "avis d’une déclaration de conflit", Role.GREFFE, (Role.PARTIE,), _C1, "CPC 234 al. 3, 16"),
        _fiche(Nature.CONSTAT_D_EMPECHEMENT, "D09", "constat de l’empêchement de l’expert", Role.GREFFE, (Role.JUGE, Role.GREFFE, Role.PARTIE), _C1, "CPC 235 al. 1"),
        _fiche(Nature.REQUETE_EN_RECUSATION, "D09", "requête en récusation", Role.PARTIE, (Role.JUGE, Role.GREFFE, *_TOUS), _C1, "CPC 234"),
        _fiche(Nature.ORDONNANCE_SUR_RECUSATION, "D09", "ordonnance sur la récusation", Role.JUGE, (*_TOUS, Role.GREFFE), _C1, "CPC 234, 235", suivi=True),
        _fiche(Nature.REQUETE_EN_REMPLACEMENT, "D09", "requête en remplacement de l’expert", Role.PARTIE, (Role.JUGE, Role.GREFFE, *_TOUS), _C1, "CPC 235 al. 2"),
        _fiche(Nature.DEMANDE_D_EXPLICATIONS, "D09", "demande d’explications à l’expert", Role.JUGE, (Role.EXPERT, Role.PARTIE, Role.GREFFE), _C1, "CPC 235 al. 2, 16", suivi=True),
        _fiche(Nature.EXPLICATIONS, "D09", "explications de l’expert", Role.EXPERT, (Role.JUGE, Role.GREFFE, Role.PARTIE), _C1, "CPC 235 al. 2, 16"),
        _fiche(Nature.ORDONNANCE_SUR_MANQUEMENT, "D09", "ordonnance sur le maintien de l’expert", Role.JUGE, (*_TOUS, Role.GREFFE), _C1, "CPC 235 al. 2", suivi=True),
        _fiche(Nature.CONVOCATION, "D10", "convocation à une réunion d’expertise", Role.EXPERT, (Role.PARTIE,), _C1, "CPC 160", suivi=True),
        _fiche(Nature.CONVOCATION_A_L_AUDIENCE, "D10", "convocation à l’audience d’incident", Role.GREFFE, _TOUS, _C1, "CPC 168, 160", suivi=True),
        _fiche(Nature.COMPTE_RENDU, "D12", "compte rendu de réunion", Role.EXPERT, (Role.PARTIE,), _C1, "CPC 16"),
        _fiche(Nature.NOTE_AUX_PARTIES, "D13", "note aux parties", Role.EXPERT, (Role.PARTIE, Role.JUGE), _C1, "CPC 16"),
        _fiche(Nature.DEMANDE_DE_PIECES, "D14", "demande de pièces", Role.EXPERT, (Role.PARTIE,), _C1, "CPC 275", suivi=True),
        _fiche(Nature.PIECES, "D15", "communication de pièces", Role.PARTIE, _TOUS, _C1, "CPC 132"),
        _fiche(Nature.PIECES_DU_TIERS, "D15", "pièces produites par un tiers", Role.EXPERT, (Role.PARTIE,), _C1, "CPC 243, 16", suivi=True),
        _fiche(Nature.DIRE, "D16", "dire", Role.PARTIE, _TOUS, _C1, "CPC 276"),
        _fiche(Nature.REPONSE_A_DIRE, "D17", "réponse à un dire", Role.EXPERT, (Role.PARTIE,), _C1, "CPC 276 al. 4"),
        _fiche(Nature.DEMANDE_CAUSE_GRAVE, "D16", "demande de prise en compte d’un dire tardif", Role.PARTIE, _TOUS, _C1, "CPC 276 al. 2"),
        _fiche(Nature.RAPPORT_CAUSE_GRAVE, "D18", "rapport au juge sur la cause grave invoquée", Role.EXPERT, (*_COUR, Role.PARTIE), _C1, "CPC 276 al. 2"),
        _fiche(Nature.ORDONNANCE_CAUSE_GRAVE, "D18", "décision sur la cause grave invoquée", Role.JUGE, (*_TOUS, Role.GREFFE), _C1, "CPC 276 al. 2"),
        _fiche(Nature.RAPPORT_DE_CARENCE, "D18", "rapport de carence", Role.EXPERT, _JUGE_ET_PARTIES, _C2, "CPC 275 al. 2"),
        _fiche(Nature.RAPPORT_DE_DIFFICULTE, "D18", "exposé d’une difficulté d’exécution", Role.EXPERT, (*_JUGE_ET_PARTIES, Role.EXPERT), _C2, "CPC 167"),
        _fiche(Nature.INFORMATION_DU_JUGE, "D18", "lettre d’information au juge", Role.EXPERT, _JUGE_ET_PARTIES, _C2, "CPC 273"),
        _fiche(Nature.ORDONNANCE_SUR_CARENCE, "D19", "ordonnance sur la carence de pièces", Role.JUGE, _DECISION, _C1, "CPC 275 al. 2", suivi=True),
        _fiche(Nature.ORDONNANCE_SUR_DIFFICULTE, "D19", "ordonnance sur une difficulté d’exécution", Role.JUGE, (*_DECISION, Role.TIERS), _C1, "CPC 167, 243", suivi=True),
        _fiche(Nature.DEMANDE_DE_PROROGATION_DU_RAPPORT, "D20", "demande de prorogation du délai du rapport", Role.EXPERT, (*_JUGE_ET_PARTIES, Role.EXPERT), _C2, "CPC 279"),
        _fiche(Nature.ORDONNANCE_DE_PROROGATION_DU_RAPPORT, "D20", "ordonnance sur le délai du rapport", Role.JUGE, _DECISION, _C1, "CPC 279, 241", suivi=True),
        _fiche(Nature.DEMANDE_D_EXTENSION, "D23", "demande d’extension de mission", Role.PARTIE, (*_JUGE_ET_PARTIES, Role.EXPERT), _C1, "CPC 236"),
        _fiche(Nature.OBSERVATIONS_SUR_EXTENSION, "D23", "observations de l’expert sur l’extension", Role.EXPERT, _JUGE_ET_PARTIES, _C1, "CPC 245 al. 3"),
        _fiche(Nature.ORDONNANCE_SUR_EXTENSION, "D23", "ordonnance sur l’étendue de la mission", Role.JUGE, _DECISION, _C1, "CPC 236, 245 al. 3", suivi=True),
        _fiche(Nature.ORDONNANCE_COMMUNE, "D24", "ordonnance commune", Role.JUGE, _DECISION, _C1, "CPC 145, 169", suivi=True),
        _fiche(Nature.AVIS_D_INTERVENTION, "D24", "avis d’intervention", Role.GREFFE, (Role.EXPERT, Role.JUGE, Role.PARTIE), _C1, "CPC 169"),
        _fiche(Nature.TRANSMISSION_DU_DOSSIER, "D24", "transmission du dossier à un intervenant", Role.EXPERT, (Role.PARTIE,), _C1, "CPC 169, 16", suivi=True),
        _fiche(Nature.LETTRE_DE_MISSION, "D25", "lettre de mission du sapiteur", Role.EXPERT, (Role.SAPITEUR, Role.PARTIE), _C1, "CPC 278", suivi=True),
        _fiche(Nature.AVIS_SAPITEUR, "D25", "avis du sapiteur", Role.EXPERT, (Role.PARTIE,), _C1, "CPC 278", suivi=True),
        _fiche(Nature.NOTIFICATION_D_INTERRUPTION, "D40", "notification d’une cause d’interruption", Role.PARTIE, (Role.EXPERT, Role.JUGE, Role.GREFFE, Role.PARTIE), _C1, "CPC 369, 370"),
        _fiche(Nature.REPRISE_D_INSTANCE, "D40", "reprise de l’instance", Role.PARTIE, (Role.EXPERT, Role.JUGE, Role.GREFFE, Role.PARTIE), _C1, "CPC 373"),
        _fiche(Nature.CONFIRMATION_D_ACTE, "D40", "confirmation d’un acte", Role.PARTIE, (Role.EXPERT, Role.JUGE, Role.GREFFE, Role.PARTIE), _C1, "CPC 372"),
        _fiche(Nature.NOUVEAU_CALENDRIER, "D13", "nouveau calendrier", Role.EXPERT, (Role.PARTIE, Role.JUGE), _C1, "CPC 275, 276"),
        _fiche(Nature.DECISION_DE_SUSPENSION, "D02", "décision sur la suspension de l’instance", Role.JUGE, (Role.PARTIE, Role.EXPERT, Role.GREFFE), _C1, "CPC 377, 379, 383"),
        _fiche(Nature.DECISION_METTANT_FIN, "D02", "décision mettant fin à la mesure", Role.JUGE, (Role.PARTIE, Role.EXPERT, Role.GREFFE, Role.REGIE), _C1, "CPC 394, 497, 561", suivi=True),
        _fiche(Nature.LEVEE_DE_SEQUESTRE, "D02", "décision levant le séquestre", Role.JUGE, (Role.PARTIE, Role.EXPERT, Role.GREFFE), _C1, "C. com. R. 153-1"),
        _fiche(Nature.EMPECHEMENT_TECHNIQUE, "D39", "empêchement technique", Role.PARTIE, (Role.EXPERT, Role.JUGE, Role.GREFFE, Role.PARTIE), _C1, "CPC 748-7"),
        _fiche(Nature.PRE_RAPPORT, "D28", "pré-rapport", Role.EXPERT, (Role.PARTIE,), _C1, "CPC 276", suivi=True),
        _fiche(Nature.RAPPORT, "D29", "rapport d’expertise", Role.EXPERT, (Role.GREFFE, Role.JUGE, Role.PARTIE), _C1, "CPC 173, 282", suivi=True),
        _fiche(Nature.ERRATUM, "D29", "correction d’une erreur matérielle du rapport", Role.EXPERT, (*_COUR, Role.PARTIE), _C1, "CPC 282"),
        _fiche(Nature.RESTITUTION_DE_PIECES, "D15", "restitution de pièces", Role.EXPERT, (Role.PARTIE,), _C1, "CPC 275"),
        _fiche(Nature.ECHANGE_DE_CONCILIATION, "D30", "échange de conciliation", Role.PARTIE, _TOUS, _RESTREINTE, "CPC 281"),
        _fiche(Nature.CONSTAT_DE_CONCILIATION, "D30", "constat de conciliation", Role.EXPERT, (*_COUR, Role.PARTIE), _C1, "CPC 281"),
        _fiche(Nature.ACCORD_DES_PARTIES, "D30", "accord des parties", Role.EXPERT, (Role.PARTIE,), _RESTREINTE, "CPC 281"),
        _fiche(Nature.DEMANDE_DE_FORCE_EXECUTOIRE, "D30", "demande de force exécutoire", Role.PARTIE, (*_COUR, Role.PARTIE), _RESTREINTE, "CPC 281 al. 2"),
        _fiche(Nature.DECISION_DE_FORCE_EXECUTOIRE, "D30", "décision sur la force exécutoire de l’accord", Role.JUGE, (Role.PARTIE, Role.GREFFE), _RESTREINTE, "CPC 281 al. 2"),
        _fiche(Nature.APPEL_DE_L_EXPERT, "D23", "appel de l’expert à l’audience", Role.JUGE, (*_TOUS, Role.GREFFE), _C1, "CPC 245, 283"),
        _fiche(Nature.DECISION_DE_COMPLEMENT, "D23", "décision ordonnant un complément d’expertise", Role.JUGE, (*_TOUS, *_COUR, Role.REGIE), _C1, "CPC 245, 283", suivi=True),
        _fiche(Nature.AVIS_DE_COMPLEMENT, "D07", "avis de consignation du complément", Role.GREFFE, (Role.EXPERT,), _C2, "CPC 267 al. 2", suivi=True),
        _fiche(Nature.SIGNALEMENT_D_IRREGULARITE, "D18", "signalement d’irrégularité", Role.PARTIE, (*_TOUS, *_COUR), _C1, "CPC 175"),
        _fiche(Nature.REGULARISATION, "D18", "régularisation d’une opération", Role.EXPERT, (*_COUR, *_TOUS), _C1, "CPC 177, 178"),
        _fiche(Nature.DECISION_DE_NULLITE, "D23", "décision de nullité", Role.JUGE, (*_TOUS, *_COUR), _C1, "CPC 176", suivi=True),
        _fiche(Nature.CONVENTION, "C01", "convention de recours à un technicien", Role.PARTIE, _TOUS, _C1, "CPC 131", suivi=True),
        _fiche(Nature.MODIFICATION_DE_MISSION, "C02", "modification de la mission du technicien", Role.PARTIE, _TOUS, _C1, "CPC 131-4"),
        _fiche(Nature.CONSTAT_D_INERTIE, "C03", "constat d’inertie d’une partie", Role.EXPERT, (Role.PARTIE,), _C1, "CPC 131-5", suivi=True),
        _fiche(Nature.INTERVENTION, "C04", "intervention d’un tiers aux opérations", Role.PARTIE, _TOUS, _C1, "CPC 131-6", suivi=True),
        _fiche(Nature.REVOCATION, "C05", "révocation du technicien", Role.PARTIE, _TOUS, _C1, "CPC 131"),
        _fiche(Nature.SAISINE_DU_JUGE_D_APPUI, "C06", "saisine du juge d’appui", Role.PARTIE, _TOUS, _C1, "CPC 131-3"),
        _fiche(Nature.DECISION_DU_JUGE_D_APPUI, "C07", "décision du juge d’appui", Role.PARTIE, _TOUS, _C1, "CPC 131-3", suivi=True),
        _fiche(Nature.DEMANDE_DE_REMUNERATION, "D31", "demande de rémunération", Role.EXPERT, (Role.JUGE, Role.GREFFE, Role.PARTIE), _C1, "CPC 282 al. 5", suivi=True),
        _fiche(Nature.OBSERVATIONS_REMUNERATION, "D32", "observations sur la rémunération", Role.PARTIE, (Role.EXPERT, Role.JUGE, Role.GREFFE), _C1, "CPC 282 al. 5"),
        _fiche(Nature.INVITATION_REDUCTION, "D33", "invitation à présenter des observations", Role.JUGE, (Role.EXPERT,), _C2, "CPC 284 al. 3", suivi=True),
        _fiche(Nature.REPONSE_REDUCTION, "D33", "observations de l’expert sur la réduction", Role.EXPERT, (Role.JUGE, Role.GREFFE), _C2, "CPC 284 al. 3"),
        _fiche(Nature.ORDONNANCE_DE_TAXE, "D34", "ordonnance de taxe", Role.JUGE, (Role.EXPERT, Role.GREFFE, Role.REGIE), _C1, "CPC 284", suivi=True),
        _fiche(Nature.NOTIFICATION_TAXE, "D35", "notification de l’ordonnance de taxe", Role.EXPERT, (Role.PARTIE,), _C1, "CPC 724, 725", suivi=True),
        _fiche(Nature.CONSTAT_DE_NULLITE, "D35", "constat de nullité de la notification", Role.JUGE, (Role.EXPERT, Role.PARTIE), _C1, "CPC 725"),
        _fiche(Nature.NOTE_DE_RECOURS, "D36", "note de recours", Role.PARTIE, (Role.PARTIE, Role.EXPERT, Role.JUGE, Role.GREFFE), _C1, "CPC 715, 724", suivi=True),
        _fiche(Nature.CONVOCATION_AU_RECOURS, "D36", "convocation devant le premier président", Role.GREFFE, (Role.PARTIE, Role.EXPERT), _C1, "CPC 716, 718", suivi=True),
        _fiche(Nature.ORDONNANCE_SUR_RECOURS, "D36", "ordonnance du premier président", Role.JUGE, (Role.PARTIE, Role.EXPERT, Role.JUGE, Role.GREFFE, Role.REGIE), _C1, "CPC 724"),
        _fiche(Nature.RESTITUTION, "D38", "restitution de la consignation", Role.REGIE, (Role.PARTIE, Role.EXPERT, Role.JUGE, Role.GREFFE), _C1, "CPC 284 al. 2"),
        _fiche(Nature.BORDEREAU, "D39", "bordereau de notification", Role.SYSTEME, (), _C1, "CPC 748-3"),
        _fiche(Nature.RECEPISSE, "D39", "récépissé de dépôt", Role.SYSTEME, (), _C1, "CPC 748-3"),
        _fiche(Nature.AVIS_ECHEANCE, "D39", "avis d’échéance", Role.SYSTEME, (), _C1, "CPC 640"),
        _fiche(Nature.RAPPEL, "D39", "rappel d’échéance", Role.SYSTEME, (), _C1, "CPC 640"),
    )
}
"""One line per kind of document."""

ENTRE_LES_PARTIES = frozenset(f.nature for f in FICHES.values() if f.classe is Classe.RESTREINTE)
"""What even the court reads only when it is addressed to it (art. 281)."""


def acte_en_mots(acte: str) -> str:
    """« convocation-2 » → « convocation à une réunion d’expertise n° 2 »."""
    nature, _, rang = acte.rpartition("-")
    return f"{FICHES[Nature(nature)].nom} n° {rang}"
