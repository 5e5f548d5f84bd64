"""The letters of the recourse against the pay (art. 715-725)."""

from procedure.documents import Acte
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.langue import instant_long, montant
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
        ),
        informations=(("Auteur", dossier.participants[fait.au_nom_de].nom), ("Recours", nature)),
    )


def _convocation(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=(
            "Vous êtes convoqué à l’audience du premier président, saisi d’un recours contre la décision fixant la "
            "rémunération de l’expert. Vous y serez entendu contradictoirement.",
        ),
        informations=(("Audience", instant_long(fait.audience, dossier.siege.fuseau)),),
    )


def _decision(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    sens = "Le recours est déclaré irrecevable." if fait.irrecevable else "La rémunération est fixée comme il suit."
    return Lettre(
        paragraphes=(sens,),
        informations=(
            ("Rémunération", montant(fait.montant)),
            *((("Complément dû à l’expert", montant(fait.complement)),) if fait.complement else ()),
            *((("Trop-perçu à restituer", montant(fait.trop_percu)),) if fait.trop_percu else ()),
        ),
    )


def _nullite(dossier: Dossier, evenement: Evenement, acte: Acte) -> Lettre:
    fait = fait_de(evenement)
    return Lettre(
        paragraphes=(
            "La notification de l’ordonnance de taxe est nulle à l’égard des personnes suivantes : le délai de recours "
            "n’a pas couru contre elles, et l’expert doit leur notifier de nouveau l’ordonnance.",
            fait.motif,
        ),
        informations=(("Parties", ", ".join(dossier.participants[p].nom for p in fait.a)),),
    )


LETTRES: dict[str, Redaction] = {
    "recours_forme": _recours,
    "recours_convoque": _convocation,
    "recours_statue": _decision,
    "notification_annulee": _nullite,
}
