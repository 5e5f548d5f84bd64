"""The letters of the recourse against the pay (art. 715-725)."""

from procedure.documents import Acte
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.langue import enumerer, instant_long
from procedure.lettres.socle import Lettre, Redaction, fait_de


def _recours(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    nature = "incident" if fait.incident else "principal"
    return Lettre(
        paragraphes=(
            "Un recours est formé contre la décision fixant la rémunération de l’expert, pour les motifs suivants.",
            fait.motifs,
            "Le présent avis informe de ce recours ; il ne remplace pas la copie de la note que son auteur envoie "
            "simultanément à toutes les parties et à l’expert (article 715 du code de procédure civile).",
            "Le recours ne suspend pas l’exécution de la décision (article 724). Le greffe convoquera les parties et "
            "l’expert quinze jours au moins avant l’audience (article 716).",
        ),
        informations=(("Auteur", dossier.participants[fait.au_nom_de].nom), ("Recours", nature)),
    )


def _convocation(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=(
            "Le greffe vous convoque à l’audience du premier président, saisi d’un recours contre la décision fixant "
            "la rémunération de l’expert. Le débat y est contradictoire : vous pouvez y présenter vos observations.",
            "Cette convocation précède l’audience de quinze jours au moins (article 716 du code de procédure civile).",
        ),
        informations=(
            ("Audience", instant_long(fait.audience, dossier.siege.fuseau)),
            *((("Lieu", fait.lieu),) if fait.lieu else ()),
        ),
    )


def _nullite(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    noms = enumerer(dossier.participants[p].nom for p in fait.a)
    return Lettre(
        paragraphes=(
            f"La notification de l’ordonnance de taxe est nulle à l’égard de {noms} : le délai de recours n’y a pas "
            "couru, et l’expert doit notifier de nouveau l’ordonnance.",
            fait.motif,
            "La notification reproduit, à peine de nullité, la teneur de l’article 724, de l’alinéa 2 de l’article 714 "
            "et de l’article 715 (article 725 du code de procédure civile). Un nouveau délai d’un mois courra, pour "
            "chaque personne, de la nouvelle notification qui lui sera faite.",
        ),
        informations=(("À notifier de nouveau à", ", ".join(dossier.participants[p].nom for p in fait.a)),),
    )


LETTRES: dict[str, Redaction] = {
    "recours_forme": _recours,
    "recours_convoque": _convocation,
    "notification_annulee": _nullite,
}
