"""The letters about the pay (art. 282 al. 5, 284)."""

from procedure.documents import Acte
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.langue import montant
from procedure.lettres.socle import Lettre, Redaction, dates_ouvertes, fait_de


def _observations(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=(
            "La demande de rémunération de l’expert appelle, de la part de la partie nommée ci-dessous, les "
            "observations suivantes (article 282, alinéa 5, du code de procédure civile).",
            fait.observations,
        ),
        informations=(("Au nom de", dossier.participants[fait.au_nom_de].nom), *_demandee(dossier)),
    )


def _reduction_repondue(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    return Lettre(
        paragraphes=(
            "Sur la rémunération que le juge envisage de fixer, je présente les observations suivantes (article 284, "
            "alinéa 3, du code de procédure civile).",
            fait_de(evenement).observations,
        ),
        informations=_demandee(dossier),
    )


def _demandee(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    demande = dossier.remuneration_demandee
    return (("Rémunération demandée", montant(demande)),) if demande is not None else ()


def _reduction_envisagee(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=(
            "Avant de fixer une rémunération inférieure à la demande, le juge invite l’expert à "
            "présenter ses observations.",
            fait.motif,
            "Passé le terme ci-dessous, le juge peut fixer la rémunération (article 284 du code de procédure civile).",
        ),
        informations=(
            *_demandee(dossier),
            ("Montant envisagé", montant(fait.montant)),
            *dates_ouvertes(evenement, "DL-17", "Observations attendues au plus tard"),
        ),
    )


LETTRES: dict[str, Redaction] = {
    "remuneration_observee": _observations,
    "reduction_repondue": _reduction_repondue,
    "reduction_envisagee": _reduction_envisagee,
}
