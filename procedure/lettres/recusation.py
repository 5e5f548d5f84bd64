"""The letters about the récusation of the expert (art. 234)."""

from procedure.commandes import CauseDeRecusation
from procedure.documents import Acte, Nature
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.langue import date_longue
from procedure.lettres.socle import Lettre, Redaction, fait_de

CAUSES = {
    CauseDeRecusation.INTERET_PERSONNEL: "intérêt personnel à la contestation",
    CauseDeRecusation.CREANCIER_DEBITEUR_HERITIER: "qualité de créancier, débiteur, héritier présomptif ou donataire",
    CauseDeRecusation.PARENTE_OU_ALLIANCE: "parenté ou alliance jusqu’au quatrième degré",
    CauseDeRecusation.PROCES_ANTERIEUR: "procès avec l’une des parties",
    CauseDeRecusation.CONNAISSANCE_ANTERIEURE: "connaissance antérieure de l’affaire comme juge, arbitre ou conseil",
    CauseDeRecusation.ADMINISTRATION_DES_BIENS: "administration des biens de l’une des parties",
    CauseDeRecusation.SUBORDINATION: "lien de subordination",
    CauseDeRecusation.AMITIE_OU_INIMITIE: "amitié ou inimitié notoire",
    CauseDeRecusation.CONFLIT_D_INTERETS: "conflit d’intérêts",
}
"""The causes in words (L. 111-6 COJ)."""


def _conflit_declare(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    motif = fait_de(evenement).motif
    if acte.nature is Nature.AVIS_DE_CONFLIT:
        return Lettre(
            paragraphes=(
                "L’expert a déclaré au juge qu’il estime être récusable, dans les termes suivants.",
                motif,
                "La partie qui entend récuser l’expert le fait dès la révélation de la cause, devant le juge qui l’a "
                "commis ou devant le juge chargé du contrôle (article 234, alinéa 2, du code de procédure civile).",
                "Le juge dit s’il y a lieu de pourvoir au remplacement de l’expert (article 235).",
            )
        )
    return Lettre(
        paragraphes=(
            "Je déclare au juge, comme l’article 234, alinéa 3, du code de procédure civile m’en fait le devoir, que "
            "j’estime être récusable, pour la raison suivante.",
            motif,
            "Il appartient au juge de dire s’il y a lieu de pourvoir à mon remplacement (article 235).",
        )
    )


def _recusation_demandee(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=(
            "La récusation de l’expert est demandée au juge qui l’a commis ou qui contrôle l’expertise.",
            fait.motif,
            "La demande est faite avant le début des opérations ou dès la révélation de la cause (article 234, alinéa "
            "2, du code de procédure civile). Si le juge l’admet, il est pourvu au remplacement de l’expert (article "
            "235).",
        ),
        informations=(
            ("Demandée par", dossier.participants[fait.au_nom_de].nom),
            ("Cause", CAUSES[CauseDeRecusation(fait.cause)]),
            ("Cause connue le", date_longue(fait.connue_le)),
        ),
    )


LETTRES: dict[str, Redaction] = {
    "conflit_declare": _conflit_declare,
    "recusation_demandee": _recusation_demandee,
}
