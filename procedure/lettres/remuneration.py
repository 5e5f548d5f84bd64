"""The letters about the pay (art. 282 al. 5, 284)."""

from procedure.documents import Acte
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.langue import date_longue, montant
from procedure.lettres.socle import Lettre, Redaction, fait_de


def _observations(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    return Lettre(paragraphes=(fait_de(evenement).observations,))


def _reduction_envisagee(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    termes = [date_longue(e.calcul.legal) for e in evenement.ouvertes if e.calcul is not None]
    return Lettre(
        paragraphes=(
            "Avant de fixer une rémunération inférieure à la demande, le juge invite l’expert à "
            "présenter ses observations.",
            fait.motif,
        ),
        informations=(
            ("Montant envisagé", montant(fait.montant)),
            *(("Observations attendues au plus tard", terme) for terme in termes),
        ),
    )


def _remuneration_taxee(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        informations=(("Rémunération demandée", montant(fait.demande)), ("Rémunération fixée", montant(fait.montant)))
    )


LETTRES: dict[str, Redaction] = {
    "remuneration_observee": _observations,
    "reduction_repondue": _observations,
    "reduction_envisagee": _reduction_envisagee,
    "remuneration_taxee": _remuneration_taxee,
}
