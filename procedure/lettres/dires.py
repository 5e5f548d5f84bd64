"""The letters about a late dire (art. 276 al. 2)."""

from procedure.documents import Acte
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.langue import date_longue
from procedure.lettres.socle import Lettre, Redaction, demande_en_mots, fait_de


def _cause_grave_invoquee(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=(
            f"Le dire n° {fait.dire}, reçu après le terme fixé pour les dernières observations, est présenté comme "
            "devant être pris en compte pour la cause grave que voici.",
            fait.motifs,
            "Lorsqu’une cause grave et dûment justifiée est invoquée, l’expert en fait rapport au juge, qui décide si "
            "le dire est pris en compte (article 276, alinéa 2). D’ici là, l’expert n’est pas tenu de le prendre en "
            "compte.",
        ),
        informations=(
            ("Partie", dossier.participants[fait.au_nom_de].nom),
            ("Demande", demande_en_mots(fait.requete)),
            ("Justificatifs joints", str(len(acte.annexes)) if acte.annexes else "aucun"),
        ),
    )


def _cause_grave_rapportee(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    dire = dossier.dires[fait.dire]
    return Lettre(
        paragraphes=(
            f"J’ai l’honneur de vous rendre compte de la cause grave invoquée pour que le dire n° {fait.dire}, reçu "
            "hors délai, soit pris en compte.",
            fait.avis,
            "Il appartient au juge de dire si la cause est grave et dûment justifiée, et, s’il l’admet, de donner aux "
            "autres parties le temps d’y répondre (articles 16 et 276, alinéa 2).",
        ),
        informations=(
            ("Partie", dossier.participants[dire.au_nom_de].nom),
            ("Dire reçu le", date_longue(dire.depose_le)),
            ("Demande", demande_en_mots(fait.requete)),
        ),
    )


LETTRES: dict[str, Redaction] = {
    "cause_grave_invoquee": _cause_grave_invoquee,
    "cause_grave_rapportee": _cause_grave_rapportee,
}
