"""The letters after the report (art. 282)."""

from procedure.documents import Acte
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.lettres.socle import Lettre, Redaction, fait_de


def _erreur_materielle_corrigee(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    deposee = (("Rapport déposé le", f"{dossier.rapport_le:%d/%m/%Y}"),) if dossier.rapport_le else ()
    return Lettre(
        paragraphes=(
            "Le rapport déposé contient une erreur matérielle, qu’il convient de lire corrigée comme suit.",
            fait.corrections,
            "L’avis lui-même demeure inchangé.",
        ),
        informations=deposee,
    )


def _pieces_restituees(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=("La mesure étant achevée, les pièces suivantes sont restituées aux parties.", fait.inventaire)
    )


LETTRES: dict[str, Redaction] = {
    "erreur_materielle_corrigee": _erreur_materielle_corrigee,
    "pieces_restituees": _pieces_restituees,
}
