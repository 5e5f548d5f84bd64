"""The letters about the expert's mandate (art. 235)."""

from procedure.documents import Acte
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.lettres.socle import Lettre, Redaction, fait_de


def _expert_remplace(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=("Il est pourvu au remplacement de l’expert.", fait.motif),
        informations=(("Nouvel expert", fait.expert.nom),),
    )


LETTRES: dict[str, Redaction] = {"expert_remplace": _expert_remplace}
