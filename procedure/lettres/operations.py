"""The letters of the operations (art. 278)."""

from procedure.documents import Acte
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.lettres.socle import Lettre, Redaction, fait_de


def _sapiteur_consulte(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=(
            "L’expert recueille, sur la question suivante, l’avis d’un technicien d’une autre spécialité.",
            fait.question,
        ),
        informations=(
            ("Sapiteur", fait.sapiteur.nom),
            ("Spécialité", fait.sapiteur.specialite or "non précisée"),
        ),
    )


LETTRES: dict[str, Redaction] = {"sapiteur_consulte": _sapiteur_consulte}
