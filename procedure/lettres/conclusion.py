"""The letters after the report (art. 282)."""

from procedure.documents import Acte
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.langue import date_longue
from procedure.lettres.socle import Lettre, Redaction, fait_de


def _erreur_materielle_corrigee(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    deposee = (("Rapport déposé le", date_longue(dossier.rapport_le)),) if dossier.rapport_le else ()
    return Lettre(
        paragraphes=(
            "Le rapport déposé contient une erreur matérielle, qu’il convient de lire corrigée comme suit.",
            fait.corrections,
            "La correction ne porte que sur cette erreur : l’avis lui-même demeure inchangé, et l’expert, dessaisi par "
            "le dépôt de son rapport, n’y ajoute rien.",
        ),
        informations=deposee,
    )


def _pieces_restituees(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=(
            "La mesure étant achevée, les pièces suivantes sont restituées à la partie qui les avait remises.",
            fait.inventaire,
            "Chacun vérifie ce qui lui revient et signale sans tarder ce qui manquerait.",
        )
    )


LETTRES: dict[str, Redaction] = {
    "erreur_materielle_corrigee": _erreur_materielle_corrigee,
    "pieces_restituees": _pieces_restituees,
}
