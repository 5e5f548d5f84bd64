"""The letters about the expert's mandate (art. 235)."""

from procedure.documents import Acte
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.langue import date_longue
from procedure.lettres.socle import Lettre, Redaction, fait_de
from procedure.phases.mandat import EMPECHEMENTS


def _mission_refusee(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    return Lettre(paragraphes=("L’expert fait connaître qu’il n’accepte pas la mission.", fait_de(evenement).motif))


def _empechement(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=(
            "L’expert commis ne peut plus accomplir la mission ; il appartient au juge de pourvoir à son remplacement.",
            fait.precisions,
            "Les sommes consignées restent consignées et les opérations régulièrement accomplies demeurent.",
        ),
        informations=(("Cause", EMPECHEMENTS[fait.cause]),),
    )


def _remplacement_demande(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=("Il est demandé au juge de pourvoir au remplacement de l’expert.", fait.motif),
        informations=(("Demandé par", dossier.participants[fait.au_nom_de].nom),),
    )


def _explications_demandees(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    termes = [date_longue(e.calcul.legal) for e in evenement.ouvertes if e.calcul is not None]
    return Lettre(
        paragraphes=(
            "Le juge envisage d’apprécier si l’expert a manqué à ses devoirs et l’appelle à s’en expliquer "
            "avant toute décision.",
            fait_de(evenement).griefs,
        ),
        informations=tuple(("Explications attendues au plus tard", terme) for terme in termes),
    )


def _explications_donnees(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    return Lettre(paragraphes=(fait_de(evenement).explications,))


def _manquement_tranche(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    fin = "Les explications de l’expert ayant été provoquées, il est mis fin à sa mission ; un autre sera commis."
    return Lettre(paragraphes=(fin if fait.remplace else "L’expert est maintenu dans sa mission.", fait.motif))


def _expert_remplace(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=("Il est pourvu au remplacement de l’expert.", fait.motif),
        informations=(("Nouvel expert", fait.expert.nom),),
    )


LETTRES: dict[str, Redaction] = {
    "mission_refusee": _mission_refusee,
    "empechement_constate": _empechement,
    "remplacement_demande": _remplacement_demande,
    "explications_demandees": _explications_demandees,
    "explications_donnees": _explications_donnees,
    "manquement_tranche": _manquement_tranche,
    "expert_remplace": _expert_remplace,
}
