"""The letters that follow the report (art. 245, 267, 283)."""

from procedure.calendrier import date_longue
from procedure.documents import Acte
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.langue import montant
from procedure.lettres.socle import Lettre, Redaction, fait_de


def _expert_appele(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=(
            "L’expert est appelé à l’audience pour y fournir les explications suivantes, les parties présentes ou "
            "appelées (articles 245 et 283 du code de procédure civile).",
            fait.questions,
            "Le rapport déposé n’en est pas modifié.",
        ),
        informations=(("Audience", date_longue(fait.audience_le)),),
    )


def _complement_avise(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    return Lettre(
        paragraphes=(
            "La provision fixée pour le complément d’expertise est consignée.",
            "Vous pouvez reprendre vos opérations sur les questions complémentaires.",
        ),
        informations=(("Consigné en tout", montant(sum(dossier.encaisse.values()))), *_attendu(dossier)),
    )


def _attendu(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    dates = [e.calcul.legal for e in dossier.echeances_de("DL-06") if e.calcul is not None]
    return (("Rapport complémentaire attendu", f"au plus tard le {date_longue(dates[0])}"),) if dates else ()


LETTRES: dict[str, Redaction] = {
    "expert_appele": _expert_appele,
    "complement_avise": _complement_avise,
}
