"""The letters about documents that a party does not hand over (art. 275 al. 2)."""

from procedure.documents import Acte
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.lettres.socle import Lettre, Redaction, dates_ouvertes, fait_de, sans_copie

DECISIONS = {
    "injonction": "Il est ordonné de produire les pièces demandées par l’expert.",
    "passer_outre": "L’expert est autorisé à passer outre et à poursuivre ses opérations sans les pièces demandées.",
    "depot_en_l_etat": "L’expert est autorisé à déposer son rapport en l’état.",
    "rejet": "Il n’y a pas lieu à mesure sur la carence signalée par l’expert.",
}


def _carence_signalee(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=(
            f"L’expert informe le juge que les pièces de sa demande n° {fait.demande} ne lui ont pas été remises.",
            fait.expose,
            "L’expert ne peut, de lui-même, ni passer outre ni déposer son rapport en l’état : il appartient au juge "
            "d’ordonner la production, au besoin sous astreinte, ou d’autoriser l’un ou l’autre.",
        ),
        informations=(
            *(("N’a pas répondu", dossier.participants[p].nom) for p in fait.defaillants),
            *sans_copie(fait),
        ),
    )


def _carence_tranchee(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=(DECISIONS[fait.sens], fait.motif),
        informations=(
            ("Demande de pièces", f"n° {fait.demande}"),
            *(("Doit produire", dossier.participants[p].nom) for p in fait.a),
            *dates_ouvertes(evenement, "DL-09", "Au plus tard"),
            *([("Astreinte", fait.astreinte)] if fait.astreinte else []),
        ),
    )


LETTRES: dict[str, Redaction] = {"carence_signalee": _carence_signalee, "carence_tranchee": _carence_tranchee}
