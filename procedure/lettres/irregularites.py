"""The letters about irregular operations (art. 175-178)."""

from procedure.documents import Acte, Nature
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.fiches import FICHES
from procedure.lettres.socle import Lettre, Redaction, fait_de
from procedure.modele import ActeId

MODES = {
    "recommencee": "L’opération a été recommencée.",
    "confirmee": "L’opération est confirmée, le vice étant écarté.",
    "preuve": "Il est prouvé que ce que la mention omise devait dire a été accompli.",
}


def _en_mots(acte: ActeId) -> str:
    """« convocation-2 » → « convocation à une réunion d’expertise n° 2 »."""
    nature, _, rang = acte.rpartition("-")
    return f"{FICHES[Nature(nature)].nom} n° {rang}"


def _irregularite_signalee(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=(f"Une opération est signalée comme irrégulière : {_en_mots(fait.operation)}.", fait.vice),
        informations=(
            ("Au nom de", dossier.participants[fait.au_nom_de].nom if fait.au_nom_de else "—"),
            ("Connue depuis le", f"{fait.connue_le:%d/%m/%Y}"),
            ("Défense au fond depuis lors", "oui" if fait.apres_defense_au_fond else "non"),
            ("Grief invoqué", fait.grief or "aucun"),
        ),
    )


def _irregularite_regularisee(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    nouvelle = (("Nouvel acte", _en_mots(fait.nouvelle)),) if fait.nouvelle else ()
    return Lettre(
        paragraphes=(f"Irrégularité n° {fait.irregularite}. {MODES[fait.mode]}", fait.constat), informations=nouvelle
    )


def _operations_annulees(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    objet = "Le rapport est annulé." if fait.etendue == "totale" else "Des opérations d’expertise sont annulées."
    refaire = ("Elles sont à refaire." if fait.etendue == "partielle" else "Les opérations sont à refaire.",)
    return Lettre(
        paragraphes=(objet, fait.motif, *(refaire if fait.a_refaire else ())),
        informations=(("Actes annulés", ", ".join(_en_mots(o) for o in fait.operations) or "le rapport"),),
    )


LETTRES: dict[str, Redaction] = {
    "irregularite_signalee": _irregularite_signalee,
    "irregularite_regularisee": _irregularite_regularisee,
    "operations_annulees": _operations_annulees,
}
