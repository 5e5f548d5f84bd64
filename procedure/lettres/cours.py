"""The letters about the course of the instance (art. 369-383)."""

from procedure.documents import Acte
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.instance import LIBELLES_DE_SUSPENSION, LIBELLES_DES_CAUSES
from procedure.langue import date_longue
from procedure.lettres.socle import Lettre, Redaction, fait_de

_EFFETS = {
    "interrompt": "L’instance est interrompue à compter du {depuis}. Les convocations et le pré-rapport attendent sa "
    "reprise ; les actes accomplis dans l’intervalle sont réputés non avenus, à moins qu’ils ne soient confirmés par "
    "la partie au profit de laquelle l’interruption est prévue (article 372 du code de procédure civile).",
    "aucune_instance": "Aucune instance n’étant pendante, rien n’est interrompu de plein droit. Ceux qui succèdent à "
    "la partie, ou la représentent, sont à appeler en cause, et le juge chargé du contrôle à saisir.",
    "debats_ouverts": "L’événement étant survenu ou ayant été notifié après l’ouverture des débats, l’instance n’est "
    "pas interrompue (article 371 du code de procédure civile).",
    "mesure_executee": "La mesure ayant pris fin, rien n’est interrompu. La rémunération de l’expert se débat avec "
    "ceux qui succèdent à la partie, ou la représentent : ils reçoivent la demande et l’ordonnance qui la fixe.",
}


def _interruption(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    geles = sorted({e.intitule for e in evenement.ouvertes})
    return Lettre(
        paragraphes=(_EFFETS[fait.effet].format(depuis=date_longue(fait.depuis)),),
        informations=(
            ("Cause", LIBELLES_DES_CAUSES[fait.cause]),
            ("Partie", dossier.participants[fait.partie].nom),
            *((("Délais gelés", ", ".join(geles)),) if geles else ()),
        ),
    )


def _reprise(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    arrivants = ", ".join(p.nom for p in fait.arrivants)
    voie = "sur citation" if fait.par_citation else "volontairement"
    return Lettre(
        paragraphes=(
            f"L’instance est reprise {voie}, en l’état où elle se trouvait (article 374 du code de procédure civile).",
            *(("L’expert fixera de nouveau les délais qui étaient gelés.",) if fait.a_refixer else ()),
        ),
        informations=(
            ("Partie", dossier.participants[fait.partie].nom),
            *((("Interviennent", arrivants),) if arrivants else ()),
        ),
    )


def _confirmation(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=(
            "La partie au profit de laquelle l’instance a été interrompue confirme l’acte suivant, qui produit ses "
            "effets (article 372 du code de procédure civile).",
        ),
        informations=(("Acte", fait.acte), ("Au nom de", dossier.participants[fait.au_nom_de].nom)),
    )


def _calendrier(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    dates = {
        (e.intitule, dossier.participants[e.personne].nom): date_longue(e.calcul.legal)
        for e in evenement.ouvertes
        if e.calcul is not None
    }
    return Lettre(
        paragraphes=("Les délais qui étaient gelés sont fixés de nouveau comme il suit.",),
        informations=tuple((f"{quoi} — {nom}", f"au plus tard le {jour}") for (quoi, nom), jour in dates.items()),
    )


def _suspension(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    effet = "est suspendue avec elle" if fait.effet_sur_la_mesure else "se poursuit, et ses délais courent"
    return Lettre(
        paragraphes=(f"L’instance est suspendue. La mesure d’instruction {effet}.",),
        informations=(
            ("Décision", LIBELLES_DE_SUSPENSION[fait.motif]),
            *((("Jusqu’à", fait.jusqu_a),) if fait.jusqu_a else ()),
        ),
    )


LETTRES: dict[str, Redaction] = {
    "interruption_signalee": _interruption,
    "instance_reprise": _reprise,
    "acte_confirme": _confirmation,
    "nouveau_terme_fixe": _calendrier,
    "mesure_suspendue": _suspension,
}
