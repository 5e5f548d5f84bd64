"""The letters of an early end, and of a failure on the last day (art. 284, 394-399, 497, 561, 748-7)."""

from procedure.documents import Acte
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.langue import date_longue, montant
from procedure.lettres.socle import Lettre, Redaction, fait_de


def _desistement(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=(
            "Le désistement est constaté et met fin à la mesure d’instruction.",
            "Le travail accompli par l’expert peut donner lieu à rémunération.",
        ),
        informations=(("Se désiste", ", ".join(dossier.participants[p].nom for p in fait.de)),),
    )


def _aneantissement(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    mots = {"infirmation": "infirmée", "retractation": "rétractée", "cassation": "cassée"}
    return Lettre(
        paragraphes=(f"L’ordonnance qui avait ordonné la mesure est {mots[fait.voie]}.",),
        informations=(("Juridiction", fait.juridiction), ("Décision du", date_longue(evenement.survenu_le))),
    )


def _restitution(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=("Sur ordonnance du juge, les sommes consignées sont restituées comme il suit.",),
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
    "desistement_constate": _desistement,
    "ordonnance_aneantie": _aneantissement,
    "consignation_restituee": _restitution,
    "empechement_invoque": _empechement,
}
