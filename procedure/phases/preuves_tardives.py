"""A proof that was wrong, a notification that was null (art. 640, 669, 725 CPC).

The journal keeps the first record; what hung on it gets new dates under the same identifier.
"""

from collections.abc import Iterator
from datetime import date

from procedure import commandes as cmd
from procedure import evenements as ev
from procedure.circulation import interesses
from procedure.contexte import Brouillon, Contexte, Regle
from procedure.decision import Refus
from procedure.delais import Delai
from procedure.documents import Nature
from procedure.dossier import ActeSuivi, Phase
from procedure.echeances import Echeance, Statut
from procedure.echeances import Nature as NatureEcheance
from procedure.fiches import FICHES
from procedure.langue import date_longue, enumerer
from procedure.modele import PersonneId
from procedure.ouverture import attendre, identifiant, ouvrir
from procedure.personnes import Role
from procedure.phases.receptions import DECLENCHEURS
from procedure.preuves import NaturePreuve
from procedure.regles import REGLES


def rectifier_reception(ctx: Contexte, c: cmd.RectifierReception) -> Iterator[Brouillon]:
    """Art. 640, 669: the period runs from the real receipt; what had passed by mistake opens again."""
    ctx.exiger(Role.EXPERT, Role.GREFFE)
    suivi = ctx.dossier.actes.get(c.acte)
    ancienne = suivi.recus.get(c.destinataire) if suivi else None
    if suivi is None or ancienne is None:
        raise Refus("CPC 640", "Aucune réception de cet acte par cette personne n’est constatée.", introuvable=True)
    ctx.exiger_une_preuve_de_reception()
    if c.destinataire in ctx.dossier.instance.successeurs:
        raise Refus("CPC 374, 640", "D’autres ont pris la place de cette partie : la réception se constate pour eux.")
    ctx.exiger_apres(suivi.etabli_le, "l’établissement de l’acte")
    if ctx.jour == ancienne:
        raise Refus("CPC 640", f"La réception est déjà constatée au {date_longue(ancienne)}.")
    nom = FICHES[suivi.nature].nom
    nouvelles = tuple(_recalculees(ctx, c, suivi, ancienne, f"réception rectifiée : {nom}"))
    yield Brouillon(
        fait=ev.ReceptionRectifiee(
            acte=c.acte, nature=suivi.nature.value, destinataire=c.destinataire, ancienne=ancienne
        ),
        resume=f"Réception rectifiée : {nom}, le {ctx.jour:%d/%m/%Y} et non le {ancienne:%d/%m/%Y}",
        article="CPC 640, 669",
        phase=phase_des_observations(ctx, nouvelles),
        ouvertes=nouvelles,
        alertes=tuple(_alertes_de_la_rectification(ctx, c, suivi)),
    )


def _recalculees(
    ctx: Contexte, c: cmd.RectifierReception, suivi: ActeSuivi, ancienne: date, depuis: str
) -> Iterator[Echeance]:
    """What this receipt started: what still stands, and what the machine closed because its date had passed."""
    faites: set[str] = set()
    for e in ctx.dossier.echeances.values():
        if e.personne == c.destinataire and _nee_de(e, c, suivi, ancienne) and e.calcul is not None:
            faites.add(e.id)
            terme = cmd.Terme(delai=Delai.lire(e.calcul.delai), a_compter="reception")
            fixe = REGLES[e.regle].delai is None or REGLES[e.regle].nature is NatureEcheance.EXPERT
            yield ouvrir(
                ctx,
                e.regle,
                e.personne,
                depuis,
                ctx.jour,
                terme=terme if fixe else None,
                objet=e.objet,
                acte=c.acte,
            )
    regle = _regle_passee(ctx, c, suivi)
    if regle is not None and identifiant(*regle) not in faites:
        yield ouvrir(ctx, regle[0], regle[1], depuis, ctx.jour, objet=regle[2], acte=c.acte)


def _nee_de(e: Echeance, c: cmd.RectifierReception, suivi: ActeSuivi, ancienne: date) -> bool:
    """Whether this receipt started it; an appeal only by a signification (art. 490), whatever proves the receipt."""
    if e.origine is None or e.statut not in (Statut.OUVERTE, Statut.DEPASSEE):
        return False
    if REGLES[e.regle].signification and not _par_signification(c):
        return False
    versement = e.regle == "DL-03" and suivi.nature is Nature.AVIS_A_CONSIGNER and e.origine.date == ancienne
    return e.origine.acte == c.acte or versement


def _par_signification(c: cmd.RectifierReception) -> bool:
    return c.preuve is not None and c.preuve.nature is NaturePreuve.SIGNIFICATION


def _regle_passee(
    ctx: Contexte, c: cmd.RectifierReception, suivi: ActeSuivi
) -> tuple[str, PersonneId, str | None] | None:
    """The right that the earlier date had let pass, unless it was exercised, or the judge has decided since."""
    dossier = ctx.dossier
    participant = dossier.participants.get(c.destinataire)
    regle = DECLENCHEURS.get((suivi.nature, participant.role)) if participant else None
    if regle is None or not REGLES[regle].garde:
        return None
    if regle == "DL-01a" and (not _par_signification(c) or dossier.instance.finie_le is not None):
        return None
    objet = None if regle == "DL-01a" else c.acte
    exercee = {
        "DL-16": c.destinataire in dossier.observations or dossier.remuneration_taxee is not None,
        "DL-18": c.destinataire in dossier.recours.auteurs or dossier.recours.statue_le is not None,
    }
    identite = identifiant(regle, c.destinataire, objet)
    if identite not in dossier.termes or identite in dossier.echeances or exercee.get(regle, False):
        return None
    return regle, c.destinataire, objet


def phase_des_observations(ctx: Contexte, ouvertes: tuple[Echeance, ...]) -> Phase | None:
    """Art. 282 al. 5: a party that may observe again takes the case back before the taxe."""
    rouvre = any(
        e.regle == "DL-16" and e.calcul is not None and ctx.maintenant < e.calcul.expire_a for e in ouvertes
    )
    if ctx.dossier.phase is not Phase.A_TAXER or not rouvre:
        return None
    return Phase.DEPOSEE if ctx.dossier.rapport_le is not None else Phase.REMUNERATION_DEMANDEE


def _alertes_de_la_rectification(ctx: Contexte, c: cmd.RectifierReception, suivi: ActeSuivi) -> Iterator[str]:
    taxee_le = ctx.dossier.taxee_le
    if suivi.nature is Nature.DEMANDE_DE_REMUNERATION and taxee_le is not None:
        nom = ctx.dossier.participants[c.destinataire].nom
        yield (
            f"L’ordonnance de taxe du {date_longue(taxee_le)} a pu précéder la fin des quinze jours de {nom} : "
            "à soumettre au juge (CPC 282 al. 5, 284)."
        )


def annuler_notification(ctx: Contexte, c: cmd.AnnulerNotification) -> Iterator[Brouillon]:
    """Art. 725: without the tenor of art. 724, 714 al. 2 and 715 the notification is null; no month has run."""
    ctx.exiger(Role.JUGE, Role.GREFFE)
    ctx.exiger_phase(Phase.TAXEE, Phase.RECOURS, Phase.RECOURS_FORME)
    ctx.exiger_apres(ctx.dernier(Nature.NOTIFICATION_TAXE), "la notification de l’ordonnance de taxe")
    expert = ctx.dossier.expert
    personnes = tuple(dict.fromkeys(c.a))
    if ctx.dossier.recours.statue_le is not None or expert is None:
        raise Refus("CPC 725", "Le premier président a déjà statué.")
    for partie in personnes:
        _exiger_une_notification(ctx, partie)
    vers = [expert, *(q for p in personnes for q in interesses(ctx.dossier, p))]
    noms = enumerer(ctx.dossier.participants[p].nom for p in personnes)
    yield Brouillon(
        fait=ev.NotificationAnnulee(a=personnes, motif=c.motif),
        resume=f"Notification de la taxe nulle à l’égard de : {noms}",
        article="CPC 725",
        phase=Phase.TAXEE if ctx.dossier.phase is Phase.RECOURS else None,
        actes=(ctx.acte(Nature.CONSTAT_DE_NULLITE, "Constat de nullité de la notification", vers),),
        ouvertes=(
            *(attendre("DL-18", p) for p in personnes),
            ouvrir(ctx, "DL-18n", expert, "notification nulle", ctx.jour),
        ),
        closes=ctx.lever(
            (e for e in ctx.dossier.echeances_de("DL-18") if e.personne in personnes), "notification nulle"
        ),
        alertes=("Le mois n’a pas couru contre elles : l’expert doit notifier de nouveau (CPC 724, 725).",),
    )


def _exiger_une_notification(ctx: Contexte, partie: PersonneId) -> None:
    """Only what was notified can be null, and only while the party has not acted on it."""
    debut = f"DL-18:{partie}:"
    connues = (*ctx.dossier.termes, *ctx.dossier.echeances)
    if partie not in ctx.dossier.parties or not any(i.startswith(debut) for i in connues):
        raise Refus("CPC 725", "L’ordonnance n’a pas été notifiée à cette partie.", partie, introuvable=True)
    if partie in ctx.dossier.recours.auteurs:
        raise Refus("CPC 725, 114", "Cette partie a formé son recours : la nullité ne lui fait pas grief.")


ACTES: dict[str, Regle] = {
    "rectifier_reception": rectifier_reception,
    "annuler_notification": annuler_notification,
}
