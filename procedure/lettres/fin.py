"""The letters of an early end, and of a failure on the last day (art. 284, 394-399, 497, 561, 748-7)."""

from procedure.documents import Acte
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.langue import date_longue, montant
from procedure.lettres.socle import Lettre, Redaction, fait_de


def _restitution(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=(
            "Sur ordonnance du juge, les sommes consignées qui excèdent ce qui est dû à l’expert sont restituées comme "
            "il suit (article 284, alinéa 2, du code de procédure civile).",
            "La régie adresse à chaque bénéficiaire la somme qui lui revient.",
        ),
        informations=tuple((dossier.participants[r.a].nom, montant(r.montant)) for r in fait.restitutions),
    )


def _empechement(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    (reportee,) = evenement.ouvertes
    preuve = evenement.preuve.reference if evenement.preuve else None
    return Lettre(
        paragraphes=(
            "Un acte n’a pu être transmis par voie électronique le dernier jour du délai, pour une cause étrangère à "
            "son auteur : le délai est prorogé jusqu’au premier jour ouvrable suivant.",
        ),
        informations=(
            ("Délai", reportee.intitule),
            ("Dernier jour", date_longue(fait.panne_le)),
            *((("Prorogé au", date_longue(reportee.calcul.legal)),) if reportee.calcul else ()),
            *((("Preuve", preuve),) if preuve else ()),
        ),
    )


LETTRES: dict[str, Redaction] = {
    "consignation_restituee": _restitution,
    "empechement_invoque": _empechement,
}
