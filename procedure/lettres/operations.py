"""The letters of the operations (art. 278)."""

from procedure.documents import Acte
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.lettres.socle import Lettre, Redaction, fait_de
from procedure.packs import pack_de


def _sapiteur_consulte(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait, pack = fait_de(evenement), pack_de(dossier)
    return Lettre(
        paragraphes=(
            pack.dire("L’expert recueille, sur la question suivante, l’avis d’un technicien d’une autre spécialité."),
            fait.question,
            pack.dire(
                "L’avis du sapiteur sera communiqué aux parties, qui pourront présenter leurs observations avant que "
                "l’expert ne donne le sien."
            ),
        ),
        informations=(
            ("Sapiteur", fait.sapiteur.nom),
            ("Spécialité", fait.sapiteur.specialite or "non précisée"),
        ),
    )


LETTRES: dict[str, Redaction] = {"sapiteur_consulte": _sapiteur_consulte}
