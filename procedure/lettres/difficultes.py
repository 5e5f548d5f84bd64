"""The letters about the difficulties of the operations (art. 167-168, 141)."""

from procedure.documents import Acte
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.langue import instant_long
from procedure.lettres.socle import Lettre, Redaction, demande_en_mots, fait_de, sans_copie
from procedure.phases.difficultes import LIBELLES


def _difficulte_soulevee(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=(
            "L’exécution de la mesure rencontre une difficulté, soumise au juge sans forme.",
            fait.expose,
            "S’il y a lieu d’en débattre, le juge fixe la date à laquelle le greffe convoque les parties et, au "
            "besoin, l’expert (article 168 du code de procédure civile).",
        ),
        informations=(("Difficulté", LIBELLES[fait.nature]), *sans_copie(fait)),
    )


def _audience_fixee(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=(
            "Le greffe vous convoque devant le juge chargé du contrôle de l’expertise, à la date et au lieu "
            "ci-dessous. Vous pouvez vous y faire assister ou représenter.",
            "Le juge y statuera sur la demande ci-dessous, même en votre absence si la convocation est régulière.",
        ),
        informations=(
            ("Date", instant_long(fait.debut, dossier.siege.fuseau)),
            ("Lieu", fait.lieu),
            ("Objet", demande_en_mots(fait.requete)),
        ),
    )


LETTRES: dict[str, Redaction] = {
    "difficulte_soulevee": _difficulte_soulevee,
    "audience_fixee": _audience_fixee,
}
