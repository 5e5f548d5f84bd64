"""The letters about the parties' conciliation (art. 281)."""

from procedure.documents import Acte
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.lettres.socle import Lettre, Redaction, demande_en_mots, fait_de


def _conciliation_constatee(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    suite = (
        "La mission est devenue sans objet : j’en fais rapport au juge."
        if fait.etendue == "totale"
        else "La mission se poursuit sur ce qui reste discuté."
    )
    return Lettre(
        paragraphes=("J’ai l’honneur de vous rendre compte de la conciliation des parties.", fait.constat, suite)
    )


def _force_executoire_demandee(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=(
            "Il est demandé au juge de donner force exécutoire à l’acte exprimant l’accord des parties, joint à la "
            "présente demande (article 281, alinéa 2, du code de procédure civile).",
            "Cette demande et l’accord ne sont communiqués qu’au juge et aux personnes qu’il concerne.",
        ),
        informations=(
            ("Demandé par", ", ".join(dossier.participants[p].nom for p in fait.demandeurs)),
            ("Demande", demande_en_mots(fait.requete)),
        ),
    )


LETTRES: dict[str, Redaction] = {
    "conciliation_constatee": _conciliation_constatee,
    "force_executoire_demandee": _force_executoire_demandee,
}
