"""The letters about the expert's mandate (art. 235)."""

from procedure.documents import Acte
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.lettres.socle import Lettre, Redaction, dates_ouvertes, fait_de
from procedure.phases.mandat import EMPECHEMENTS


def _empechement(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=(
            "L’expert commis ne peut plus accomplir la mission ; il appartient au juge de pourvoir à son remplacement.",
            fait.precisions,
            "Les sommes consignées restent consignées et les opérations régulièrement accomplies demeurent.",
        ),
        informations=(("Cause", EMPECHEMENTS[fait.cause]),),
    )


def _remplacement_demande(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=(
            "Il est demandé au juge de pourvoir au remplacement de l’expert, pour le motif suivant.",
            fait.motif,
            "Le juge ne remplace l’expert qui manquerait à ses devoirs qu’après avoir provoqué ses explications "
            "(article 235, alinéa 2, du code de procédure civile).",
        ),
        informations=(("Demandé par", dossier.participants[fait.au_nom_de].nom),),
    )


def _explications_demandees(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    return Lettre(
        paragraphes=(
            "Le juge envisage d’apprécier si l’expert a manqué à ses devoirs et l’appelle à s’en expliquer "
            "avant toute décision.",
            fait_de(evenement).griefs,
            "Passé le terme ci-dessous, le juge peut statuer : il maintient l’expert ou pourvoit à son remplacement "
            "(article 235, alinéa 2, du code de procédure civile). Les parties ont copie de la présente demande.",
        ),
        informations=dates_ouvertes(evenement, "DL-02x", "Explications attendues au plus tard"),
    )


def _explications_donnees(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    return Lettre(
        paragraphes=(
            "Le juge m’ayant demandé de m’expliquer sur l’exécution de la mission, je présente les explications "
            "suivantes.",
            fait_de(evenement).explications,
            "Il appartient au juge de statuer (article 235, alinéa 2, du code de procédure civile).",
        )
    )


LETTRES: dict[str, Redaction] = {
    "empechement_constate": _empechement,
    "remplacement_demande": _remplacement_demande,
    "explications_demandees": _explications_demandees,
    "explications_donnees": _explications_donnees,
}
