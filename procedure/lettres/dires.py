"""The letters about a late dire (art. 276 al. 2)."""

from procedure.documents import Acte
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.lettres.socle import Lettre, Redaction, fait_de


def _cause_grave_invoquee(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=(
            f"Le dire n° {fait.dire}, reçu après le terme fixé pour les dernières observations, est présenté comme "
            "devant être pris en compte pour la cause grave que voici.",
            fait.motifs,
            "L’expert en fait rapport au juge, qui décide.",
        ),
        informations=(
            ("Partie", dossier.participants[fait.au_nom_de].nom),
            ("Référence", fait.requete),
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
        ),
        informations=(
            ("Partie", dossier.participants[dire.au_nom_de].nom),
            ("Dire reçu le", f"{dire.depose_le:%d/%m/%Y}"),
            ("Référence", fait.requete),
        ),
    )


def _cause_grave_decidee(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    issue = "est admise : le dire est pris en compte" if fait.admise else "est rejetée"
    suite = ("Les dires sont rouverts pour toutes les parties.",) if fait.terme else ()
    return Lettre(
        paragraphes=(f"La cause grave invoquée pour le dire n° {fait.dire} {issue}.", fait.motif, *suite),
        informations=(("Référence", fait.requete),),
    )


LETTRES: dict[str, Redaction] = {
    "cause_grave_invoquee": _cause_grave_invoquee,
    "cause_grave_rapportee": _cause_grave_rapportee,
    "cause_grave_decidee": _cause_grave_decidee,
}
