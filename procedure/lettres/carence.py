"""The letters about documents that a party does not hand over (art. 275 al. 2)."""

from procedure.documents import Acte
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.lettres.socle import Lettre, Redaction, fait_de, sans_copie


def _carence_signalee(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=(
            f"L’expert informe le juge que les pièces de sa demande n° {fait.demande} ne lui ont pas été remises.",
            fait.expose,
            "L’expert ne peut, de lui-même, ni passer outre ni déposer son rapport en l’état : il appartient au juge "
            "d’ordonner la production, s’il y a lieu sous astreinte, ou d’autoriser l’un ou l’autre. La juridiction de "
            "jugement peut tirer toute conséquence de droit du défaut de communication (article 275, alinéa 2).",
        ),
        informations=(
            *(("N’a pas répondu", dossier.participants[p].nom) for p in fait.defaillants),
            *sans_copie(fait),
        ),
    )


LETTRES: dict[str, Redaction] = {"carence_signalee": _carence_signalee}
