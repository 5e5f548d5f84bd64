"""The letters about the course of the instance (art. 369-383)."""

from procedure.consequences import consequence
from procedure.documents import Acte
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.fiches import acte_en_mots
from procedure.instance import LIBELLES_DES_CAUSES
from procedure.langue import date_longue
from procedure.lettres.socle import Lettre, Redaction, fait_de, terme_explique

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
            f"L’instance est reprise {voie}, en l’état où elle se trouvait lors de l’interruption (articles 373 et 374 "
            "du code de procédure civile). Les opérations d’expertise se poursuivent.",
            "Les délais fixés par le juge n’ont pas changé : il lui appartient de les modifier, s’il y a lieu.",
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
        informations=(("Acte", acte_en_mots(fait.acte)), ("Au nom de", dossier.participants[fait.au_nom_de].nom)),
    )


def _calendrier(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fixees = [e for e in evenement.ouvertes if e.calcul is not None]
    suites = dict.fromkeys(consequence(dossier.pack, e) for e in fixees)
    return Lettre(
        paragraphes=(
            "L’instance ayant repris, les délais qui étaient gelés sont fixés de nouveau comme il suit.",
            *(suite for suite in suites if suite),
        ),
        informations=tuple(
            (f"{e.intitule} — {dossier.participants[e.personne].nom}"[:300], f"au plus tard le {terme_explique(e)}")
            for e in fixees
        ),
    )


LETTRES: dict[str, Redaction] = {
    "interruption_signalee": _interruption,
    "instance_reprise": _reprise,
    "acte_confirme": _confirmation,
    "nouveau_terme_fixe": _calendrier,
}
