"""The letters about the order, its conference, the recourses against it (art. 266, 272, 490, 496-497)."""

from procedure.documents import Acte
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.langue import instant_long
from procedure.lettres.socle import Lettre, Redaction, fait_de
from procedure.phases.appels import VOIES


def _conference_fixee(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=(
            "L’expert et les parties se présenteront devant le juge pour que soient précisés la mission et, "
            "s’il y a lieu, le calendrier des opérations.",
            fait.ordre_du_jour,
            "Les documents utiles à l’expertise sont remis à l’expert lors de cette conférence (article 266 du code de "
            "procédure civile).",
        ),
        informations=(
            ("Date", instant_long(fait.debut, dossier.siege.fuseau)),
            ("Lieu", fait.lieu),
        ),
    )


def _appel_releve(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    de = dossier.participants[fait.au_nom_de].nom if fait.au_nom_de else "un tiers intéressé"
    return Lettre(
        paragraphes=(
            "Un recours a été formé contre une décision relative à l’expertise. Il ne suspend pas les opérations, "
            "qui se poursuivent tant qu’aucune décision contraire n’est rendue.",
        ),
        informations=(
            ("Recours", VOIES[fait.voie]),
            ("Formé par", de),
            ("Décision", fait.decision or "ordonnance ordonnant l’expertise"),
        ),
    )


LETTRES: dict[str, Redaction] = {
    "conference_fixee": _conference_fixee,
    "appel_releve": _appel_releve,
}
