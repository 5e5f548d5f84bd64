"""The receipt of an act by one person, and the periods that it starts (art. 640, 668-669, 748-3 CPC)."""

from collections.abc import Iterator

from procedure import commandes as cmd
from procedure import evenements as ev
from procedure.canaux import TOUT_MOYEN
from procedure.contexte import Brouillon, Contexte, Regle
from procedure.decision import Refus
from procedure.documents import Nature
from procedure.dossier import ActeSuivi
from procedure.echeances import Echeance, Statut
from procedure.fiches import FICHES
from procedure.ouverture import identifiant, ouvrir
from procedure.personnes import Role
from procedure.phases.consignation import versements_a_compter
from procedure.preuves import NaturePreuve
from procedure.regles import REGLES

DECLENCHEURS: dict[tuple[Nature, Role], str] = {
    (Nature.ORDONNANCE, Role.PARTIE): "DL-01a",
    (Nature.AVIS_A_CONSIGNER, Role.PARTIE): "DL-03",
    (Nature.DEMANDE_DE_REMUNERATION, Role.PARTIE): "DL-16",
    (Nature.NOTIFICATION_TAXE, Role.PARTIE): "DL-18",
    (Nature.ORDONNANCE_DE_TAXE, Role.EXPERT): "DL-18",
}
"""Which period the receipt of an act starts, for a person in which capacity (art. 271, 282 al. 5, 490, 724)."""

DE_LA_SIGNIFICATION = ("DL-01a", "DL-26")
"""What only the service of the order starts, not its mere receipt (art. 490, C. com. R. 153-1)."""


def constater_reception(ctx: Contexte, c: cmd.ConstaterReception) -> Iterator[Brouillon]:
    """Art. 640, 668-669: a period starts only on this person's own proof of receipt."""
    suivi = _acte_recevable(ctx, c)
    regle = _regle_declenchee(ctx, c, suivi)
    nom = FICHES[suivi.nature].nom
    yield Brouillon(
        fait=ev.ReceptionConstatee(acte=c.acte, nature=suivi.nature.value, destinataire=c.destinataire),
        resume=f"Réception constatée : {nom}",
        article="CPC 668, 669",
        ouvertes=tuple(_periodes(ctx, c, regle, f"réception : {nom}")),
    )


def _regle_declenchee(ctx: Contexte, c: cmd.ConstaterReception, suivi: ActeSuivi) -> str | None:
    """None for whoever has left the expertise (the replaced expert): the receipt is a fact, no period runs."""
    participant = ctx.dossier.participants.get(c.destinataire)
    return DECLENCHEURS.get((suivi.nature, participant.role)) if participant else None


def _acte_recevable(ctx: Contexte, c: cmd.ConstaterReception) -> ActeSuivi:
    if c.auteur.role in (Role.PARTIE, Role.AVOCAT):
        _exiger_la_propre_reception(ctx, c)
    else:
        ctx.exiger(Role.EXPERT, Role.GREFFE)
    suivi = ctx.dossier.actes.get(c.acte)
    if suivi is None:
        raise Refus("CPC 640", "Cet acte n’existe pas, ou sa réception ne fait courir aucun délai.", introuvable=True)
    if not _est_destinataire(ctx, c, suivi):
        raise Refus("CPC 640", "Cette personne n’est pas destinataire de l’acte.", introuvable=True)
    ctx.exiger_une_preuve_de_reception()
    if c.a_personne_sans_distance and not _est_signifie(c):
        raise Refus("CPC 647", "Seule une signification est délivrée à personne.", "la preuve de la signification")
    _exiger_le_nom_de_la_partie(ctx, c, suivi)
    _exiger_le_consentement(ctx, c, suivi)
    ctx.exiger_apres(suivi.etabli_le, "l’établissement de l’acte")
    if c.destinataire in suivi.recus and not _signification_apres_reception(ctx, c, suivi):
        raise Refus("CPC 640", "La réception de cet acte par cette personne est déjà constatée.")
    return suivi


def _est_destinataire(ctx: Contexte, c: cmd.ConstaterReception, suivi: ActeSuivi) -> bool:
    """Whom it was sent to, whoever took the place of one of them, whoever joined and still waits for it (374)."""
    siens = {c.destinataire, *ctx.dossier.predecesseurs(c.destinataire)}
    attendu = any(
        e.personne == c.destinataire and c.acte in (e.attend, e.objet) and _attendue(e)
        for e in ctx.dossier.echeances.values()
    )
    return attendu or bool(siens & set(suivi.destinataires))


def _exiger_le_consentement(ctx: Contexte, c: cmd.ConstaterReception, suivi: ActeSuivi) -> None:
    """Art. 748-2: an electronic notice binds only the party that consented, save where any means will do.

    The adhesion of avocats and experts to a listed device is their consent.
    """
    participant = ctx.dossier.participants.get(c.destinataire)
    if c.preuve is None or c.preuve.nature is not NaturePreuve.AVIS_ELECTRONIQUE:
        return
    if participant is None or participant.role is not Role.PARTIE or suivi.nature in TOUT_MOYEN:
        return
    if participant.consentement is None or participant.consentement.donne_le > ctx.jour:
        raise Refus(
            "CPC 748-2",
            "La partie n’a pas consenti à la voie électronique : cet avis ne fait courir aucun délai contre elle.",
            "le consentement exprès de la partie, ou une autre preuve de réception",
        )


def _signification_apres_reception(ctx: Contexte, c: cmd.ConstaterReception, suivi: ActeSuivi) -> bool:
    """Art. 490, C. com. R. 153-1: the decision already received must still be served for these periods to run."""
    attendues = [identifiant(regle, c.destinataire, None) for regle in DE_LA_SIGNIFICATION]
    if suivi.nature is not Nature.ORDONNANCE:
        attendues = [identifiant(regle, c.destinataire, c.acte) for regle in ("DL-01a", "DL-01d")]
    return _est_signifie(c) and any(_attendue(ctx.dossier.echeances.get(e)) for e in attendues)


def _est_signifie(c: cmd.ConstaterReception) -> bool:
    return c.preuve is not None and c.preuve.nature is NaturePreuve.SIGNIFICATION


def _attendue(echeance: Echeance | None) -> bool:
    return echeance is not None and echeance.statut is Statut.NON_DEMARREE


def _exiger_le_nom_de_la_partie(ctx: Contexte, c: cmd.ConstaterReception, suivi: ActeSuivi) -> None:
    """What starts a party's own period is recorded for that party, also when its avocat received it for it."""
    participant = ctx.dossier.participants.get(c.destinataire)
    avocat = participant is not None and participant.role is Role.AVOCAT
    representees = ctx.dossier.ayant_pour_avocat(c.destinataire) if avocat else ()
    attendue = any(
        e.attend == c.acte and not REGLES[e.regle].signification and e.personne in representees
        for e in ctx.dossier.echeances.values()
    )
    if avocat and (attendue or (suivi.nature, Role.PARTIE) in DECLENCHEURS):
        raise Refus(
            "CPC 640, 282 al. 5, 724",
            "La réception de cet acte ouvre un délai à la partie : elle se constate pour elle, non pour son avocat.",
            "la partie au nom de laquelle l’avocat a reçu l’acte",
        )


def _exiger_la_propre_reception(ctx: Contexte, c: cmd.ConstaterReception) -> None:
    """Art. 748-3: the notice of receipt comes from the addressee himself, or from his avocat for him."""
    ctx.exiger(Role.PARTIE, Role.AVOCAT)
    auteur = c.auteur.personne
    pour_autrui = ctx.dossier.participants.get(c.destinataire)
    if auteur != c.destinataire and (pour_autrui is None or auteur not in pour_autrui.avocats):
        raise Refus("CPC 748-3", "On n’accuse réception que de ce que l’on a soi-même reçu.", interdit=True)


def _periodes(ctx: Contexte, c: cmd.ConstaterReception, regle: str | None, depuis: str) -> Iterator[Echeance]:
    """What still waits for this receipt: a right already exercised, or a sum already paid, does not start anew.

    What a party owed is told to whoever took its place (374).
    """
    siens = (c.destinataire, *ctx.dossier.predecesseurs(c.destinataire))
    if regle == "DL-01a":
        for ouverte in DE_LA_SIGNIFICATION if _est_signifie(c) else ():
            if _attendue(ctx.dossier.echeances.get(identifiant(ouverte, c.destinataire, None))):
                yield _ouvrir_de_la_signification(ctx, c, ouverte, "signification de l’ordonnance")
    elif regle == "DL-03":
        for versement in versements_a_compter(ctx, "reception", depuis):
            if versement.personne in siens:
                yield versement
    elif regle is not None and _attendue(ctx.dossier.echeances.get(identifiant(regle, c.destinataire, c.acte))):
        yield ouvrir(ctx, regle, c.destinataire, depuis, ctx.jour, objet=c.acte, acte=c.acte)
    for e in ctx.dossier.echeances.values():
        if e.attend != c.acte or e.personne not in siens:
            continue
        if not REGLES[e.regle].signification:
            yield ouvrir(ctx, e.regle, e.personne, depuis, ctx.jour, terme=e.terme, objet=e.objet, acte=c.acte)
        elif _est_signifie(c):
            yield _ouvrir_de_la_signification(ctx, c, e.regle, "signification de la décision", objet=e.objet)


def _ouvrir_de_la_signification(
    ctx: Contexte, c: cmd.ConstaterReception, regle: str, depuis: str, objet: str | None = None
) -> Echeance:
    """Art. 490, 647: served in person at a place that gives no extension, no distance is added."""
    sans = c.a_personne_sans_distance
    return ouvrir(ctx, regle, c.destinataire, depuis, ctx.jour, objet=objet, acte=c.acte, sans_distance=sans)


ACTES: dict[str, Regle] = {"constater_reception": constater_reception}
