"""The letters about irregular operations (art. 175-178)."""

from procedure.documents import Acte
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.fiches import acte_en_mots
from procedure.langue import date_longue
from procedure.lettres.socle import Lettre, Redaction, fait_de

MODES = {
    "recommencee": "L’opération a été recommencée.",
    "confirmee": "L’opération est confirmée, le vice étant écarté.",
    "preuve": "Il est prouvé que ce que la mention omise devait dire a été accompli.",
}


SUITES = (
    "L’expert peut régulariser l’opération ou la recommencer, si le vice peut être écarté ; le juge peut l’ordonner "
    "(article 177 du code de procédure civile).",
    "La nullité ne frappe que ce que l’irrégularité affecte (article 176), et n’est prononcée pour un vice de forme "
    "que si elle cause un grief à celui qui l’invoque (article 114).",
)


def _irregularite_signalee(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=(
            f"Une opération est signalée comme irrégulière : {acte_en_mots(fait.operation)}.",
            fait.vice,
            *SUITES,
        ),
        informations=(
            ("Au nom de", dossier.participants[fait.au_nom_de].nom if fait.au_nom_de else "—"),
            ("Connue depuis le", date_longue(fait.connue_le)),
            ("Défense au fond depuis lors", "oui" if fait.apres_defense_au_fond else "non"),
            ("Grief invoqué", fait.grief or "aucun"),
        ),
    )


def _irregularite_regularisee(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    signalee = dossier.irregularites[fait.irregularite]
    return Lettre(
        paragraphes=(
            f"L’irrégularité n° {fait.irregularite}, signalée le {date_longue(signalee.signalee_le)}, portait sur "
            f"l’opération suivante : {acte_en_mots(signalee.operation)}. {MODES[fait.mode]}",
            fait.constat,
        ),
        informations=(("Nouvel acte", acte_en_mots(fait.nouvelle)),) if fait.nouvelle else (),
    )


LETTRES: dict[str, Redaction] = {
    "irregularite_signalee": _irregularite_signalee,
    "irregularite_regularisee": _irregularite_regularisee,
}
