"""The letters about the parties' conciliation (art. 281)."""

from procedure.documents import Acte
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.lettres.socle import Lettre, Redaction, fait_de


def _conciliation_constatee(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    suite = (
        "La mission est devenue sans objet."
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
            "présente demande.",
        ),
        informations=(
            ("Demandé par", ", ".join(dossier.participants[p].nom for p in fait.demandeurs)),
            ("Référence", fait.requete),
        ),
    )


def _force_executoire_decidee(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    issue = "Il est donné force exécutoire" if fait.accordee else "Il n’est pas donné force exécutoire"
    return Lettre(
        paragraphes=(f"{issue} à l’accord des parties.", fait.motif), informations=(("Référence", fait.requete),)
    )


LETTRES: dict[str, Redaction] = {
    "conciliation_constatee": _conciliation_constatee,
    "force_executoire_demandee": _force_executoire_demandee,
    "force_executoire_decidee": _force_executoire_decidee,
}
