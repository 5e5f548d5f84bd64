"""Observations on pay, taxe, its notification, release and closing (art. 282, 284, 724-725 CPC)."""

from collections.abc import Iterator
from datetime import date

from procedure import commandes as cmd
from procedure import evenements as ev
from procedure.circulation import destinataires, interesses
from procedure.contexte import Brouillon, Contexte, Regle
from procedure.decision import Refus
from procedure.documents import Nature
from procedure.dossier import EN_TAXATION, Dossier, Phase
from procedure.echeances import Cloture
from procedure.langue import montant
from procedure.modele import PersonneId
from procedure.ouverture import attendre, exiger_un_terme, identifiant, ouvrir, ouvrir_ou_attendre
from procedure.personnes import Role


def observer_remuneration(ctx: Contexte, c: cmd.ObserverRemuneration) -> Iterator[Brouillon]:
    """Art. 282 al. 5: written observations, to the expert and to the judge in charge of the control."""
    ctx.exiger_pour(c.au_nom_de)
    ctx.exiger_phase(*EN_TAXATION)
    ctx.exiger_apres(ctx.dernier(Nature.DEMANDE_DE_REMUNERATION), "la demande de rémunération")
    terme = _terme_des_observations(ctx.dossier, c.au_nom_de)
    tard = terme is not None and ctx.jour > terme
    reste = [e for e in ctx.dossier.echeances_de("DL-16") if e.personne != c.au_nom_de]
    vers = destinataires(ctx.dossier, Nature.OBSERVATIONS_REMUNERATION)
    yield Brouillon(
        fait=ev.RemunerationObservee(au_nom_de=c.au_nom_de, observations=c.observations),
        resume="Observations sur la rémunération" + (" hors délai" if tard else ""),
        article="CPC 282 al. 5",
        phase=None if reste else Phase.A_TAXER,
        actes=(
            ctx.acte(
                Nature.OBSERVATIONS_REMUNERATION,
                "Observations sur la rémunération",
                vers,
                piece=c.document,
                objet=c.au_nom_de,
            ),
        ),
        closes=ctx.clore("DL-16", personne=c.au_nom_de, motif="observations présentées"),
    )


def _terme_des_observations(dossier: Dossier, partie: PersonneId) -> date | None:
    """The last day of a party's fifteen, or nothing while no receipt of its own is proved (art. 282 al. 5).

    Whoever took a party's place once its fifteen days were over has none of his own (374).
    """
    sienne = identifiant("DL-16", partie, dossier.acte_remuneration)
    avant = () if sienne in dossier.echeances else dossier.predecesseurs(partie)
    for identite in (sienne, *(identifiant("DL-16", p, dossier.acte_remuneration) for p in avant)):
        if (terme := dossier.termes.get(identite)) is not None:
            return terme.arguable_until
    return None


def envisager_reduction(ctx: Contexte, c: cmd.EnvisagerReduction) -> Iterator[Brouillon]:
    """Art. 284 al. 3: before taxing less than asked, the judge invites the expert's observations."""
    ctx.exiger(Role.JUGE)
    ctx.exiger_phase(*EN_TAXATION)
    ctx.exiger_apres(ctx.dernier(Nature.DEMANDE_DE_REMUNERATION), "la demande de rémunération")
    demande, expert = ctx.dossier.remuneration_demandee, ctx.dossier.expert
    if demande is None or expert is None or c.montant >= demande:
        raise Refus("CPC 284 al. 3", "Le montant envisagé n’est pas inférieur à la demande.")
    if ctx.dossier.reduction_repondue is not None:
        raise Refus("CPC 284 al. 3", "L’expert a déjà été invité à présenter ses observations.")
    exiger_un_terme(ctx, c.terme, "envoi", "reception", "ordonnance")
    acte = ctx.acte(Nature.INVITATION_REDUCTION, "Invitation à présenter des observations", [expert])
    yield Brouillon(
        fait=ev.ReductionEnvisagee(montant=c.montant, motif=c.motif),
        resume="Expert invité à s’expliquer sur une réduction",  # the amount is between the judge and him
        article="CPC 284 al. 3",
        actes=(acte,),
        ouvertes=(ouvrir_ou_attendre(ctx, "DL-17", expert, "invitation du juge", terme=c.terme, acte=acte.id),),
    )


def repondre_reduction(ctx: Contexte, c: cmd.RepondreReduction) -> Iterator[Brouillon]:
    """Art. 284 al. 3: the expert's observations."""
    ctx.exiger(Role.EXPERT)
    if ctx.dossier.reduction_repondue is not False or ctx.dossier.remuneration_taxee is not None:
        raise Refus("CPC 284 al. 3", "Aucune réduction n’attend les observations de l’expert.")
    ctx.exiger_apres(ctx.dernier(Nature.INVITATION_REDUCTION), "l’invitation du juge")
    vers = destinataires(ctx.dossier, Nature.REPONSE_REDUCTION)
    yield Brouillon(
        fait=ev.ReductionRepondue(observations=c.observations),
        resume="Observations de l’expert sur la réduction envisagée",
        article="CPC 284 al. 3",
        actes=(ctx.acte(Nature.REPONSE_REDUCTION, "Observations sur la réduction envisagée", vers, piece=c.document),),
        closes=ctx.clore("DL-17", motif="observations présentées"),
    )


def taxer_remuneration(ctx: Contexte, c: cmd.TaxerRemuneration) -> Iterator[Brouillon]:
    """Art. 284: not before the last party's fifteen days; not below the request without hearing the expert."""
    ctx.exiger(Role.JUGE)
    ctx.exiger_phase(*EN_TAXATION)
    ctx.exiger_apres(ctx.dernier(Nature.DEMANDE_DE_REMUNERATION), "la demande de rémunération")
    _exiger_la_fin_des_observations(ctx)
    demande, expert = ctx.dossier.remuneration_demandee, ctx.dossier.expert
    if demande is None or expert is None:
        raise Refus("CPC 284", "Aucune rémunération n’est demandée.")
    if c.montant < demande:
        _exiger_le_debat_sur_la_reduction(ctx)
    if c.ordonnance is None and not ctx.repris:
        raise Refus("CPC 284", "La rémunération est fixée par une ordonnance signée du juge.", "l’ordonnance signée")
    acte = ctx.acte(
        Nature.ORDONNANCE_DE_TAXE,
        "Ordonnance de taxe",
        destinataires(ctx.dossier, Nature.ORDONNANCE_DE_TAXE),
        piece=c.ordonnance,
    )
    regie = (ctx.dossier.de_role(Role.REGIE) or ctx.dossier.de_role(Role.GREFFE))[0]
    yield Brouillon(
        fait=ev.RemunerationTaxee(montant=c.montant, demande=demande),
        resume=f"Rémunération taxée à {montant(c.montant)}",
        article="CPC 284",
        phase=Phase.TAXEE,
        actes=(acte,),
        ouvertes=(
            ouvrir(ctx, "DL-18n", expert, "ordonnance de taxe", ctx.jour, acte=acte.id),
            ouvrir(ctx, "DL-19", regie, "ordonnance de taxe", ctx.jour, acte=acte.id),
            attendre("DL-18", expert, objet=acte.id),
        ),
        closes=ctx.clore("DL-16", "DL-17", motif="rémunération taxée"),
    )


def _exiger_la_fin_des_observations(ctx: Contexte) -> None:
    """Each party has observed by the day of the order, or its fifteen days were over; one never told blocks."""
    manque = []
    for partie in ctx.dossier.parties:
        nom = ctx.dossier.participants[partie].nom
        terme = _terme_des_observations(ctx.dossier, partie)
        if _a_observe(ctx, partie):
            continue
        if terme is None:
            manque.append(f"la preuve de la réception de la demande par {nom}")
        elif ctx.jour <= terme:
            manque.append(f"l’expiration du délai de {nom}, le {terme:%d/%m/%Y} à 24 heures")
    if manque:
        raise Refus("CPC 282 al. 5, 284", "Une partie peut encore présenter ses observations.", *manque)


def _a_observe(ctx: Contexte, partie: PersonneId) -> bool:
    """The party, or whose place it took: the debate goes on in the state in which it was (374)."""
    siens = (partie, *ctx.dossier.predecesseurs(partie))
    return any((le := ctx.dossier.observees_le.get(p)) is not None and le <= ctx.jour for p in siens)


def _exiger_le_debat_sur_la_reduction(ctx: Contexte) -> None:
    if ctx.dossier.reduction_repondue is None:
        raise Refus(
            "CPC 284 al. 3",
            "L’expert doit être invité à s’expliquer avant d’être taxé au-dessous de sa demande.",
            "l’invitation à présenter des observations",
        )
    repondue_le, expert = ctx.dossier.reduction_repondue_le, ctx.dossier.expert
    terme = ctx.dossier.termes.get(identifiant("DL-17", expert, None)) if expert else None
    repondue = repondue_le is not None and repondue_le <= ctx.jour
    if not repondue and (terme is None or ctx.jour <= terme.arguable_until):
        raise Refus(
            "CPC 284 al. 3",
            "L’expert peut encore présenter ses observations.",
            "sa réponse, ou la fin du délai",
        )


def notifier_taxe(ctx: Contexte, c: cmd.NotifierTaxe) -> Iterator[Brouillon]:
    """Art. 724-725: by the expert, to each party, with the tenor of the texts; each month waits for a receipt."""
    ctx.exiger(Role.EXPERT)
    ctx.exiger_phase(Phase.TAXEE, Phase.RECOURS, Phase.RECOURS_FORME)
    ctx.exiger_apres(ctx.dossier.taxee_le, "l’ordonnance de taxe")
    copie = c.ordonnance or ctx.dossier.ordonnance_taxe
    if copie is None and not ctx.repris:
        raise Refus("CPC 724, 725", "On notifie une ordonnance en en remettant la copie.", "la copie de l’ordonnance")
    attendent = parties_a_notifier(ctx.dossier)
    _exiger_de_n_avoir_pas_notifie(ctx, c.a, attendent)
    notifiees = tuple(p for p in attendent if p in (c.a or attendent))
    reste = len(notifiees) < len(attendent)
    recours = ctx.dossier.phase is Phase.RECOURS_FORME
    admis = {q for p in notifiees for q in interesses(ctx.dossier, p)}
    vers = [p for p in destinataires(ctx.dossier, Nature.NOTIFICATION_TAXE) if p in admis]
    titre = "Notification de l’ordonnance de taxe"
    acte = ctx.acte(Nature.NOTIFICATION_TAXE, titre, vers, annexes=(copie,) if copie else ())
    yield Brouillon(
        fait=ev.TaxeNotifiee(acte=acte.id),
        resume="Ordonnance de taxe notifiée " + ("à une partie des parties" if reste else "aux parties"),
        article="CPC 724, 725",
        phase=None if reste or recours else Phase.RECOURS,
        actes=(acte,),
        ouvertes=tuple(attendre("DL-18", p, objet=acte.id) for p in notifiees),
        closes=(
            *(() if reste else ctx.clore("DL-18n", motif="ordonnance notifiée aux parties")),
            *_attentes_sans_notification(ctx, notifiees),
        ),
    )


def parties_a_notifier(dossier: Dossier) -> tuple[PersonneId, ...]:
    """The parties whom no valid notification has reached, or is on its way to (art. 724, 725)."""
    notifiees = {e.personne for e in dossier.echeances_de("DL-18") if e.objet is not None}
    notifiees |= {PersonneId(i.split(":")[1]) for i in dossier.termes if i.startswith("DL-18:")}
    notifiees |= set(dossier.recours.auteurs)  # who appeals has the order
    return tuple(p for p in dossier.parties if not notifiees & {p, *dossier.predecesseurs(p)})


def _exiger_de_n_avoir_pas_notifie(
    ctx: Contexte, choisies: tuple[PersonneId, ...], attendent: tuple[PersonneId, ...]
) -> None:
    """Art. 724: each party is notified once; a second notification would give it a second month."""
    inconnues = [p for p in choisies if p not in ctx.dossier.parties]
    if inconnues:
        raise Refus("CPC 724", "Cette partie n’est pas dans l’expertise.", *inconnues, introuvable=True)
    deja = [ctx.dossier.participants[p].nom for p in choisies if p not in attendent]
    if deja:
        raise Refus("CPC 724", "L’ordonnance lui a déjà été notifiée.", *deja)
    if not attendent or ctx.dossier.recours.statue_le is not None:
        raise Refus("CPC 724", "L’ordonnance a déjà été notifiée à chacun, ou le premier président a statué.")


def _attentes_sans_notification(ctx: Contexte, notifiees: tuple[PersonneId, ...]) -> tuple[Cloture, ...]:
    """What a null notification had left waiting, now that there is another one."""
    attentes = (e for e in ctx.dossier.echeances_de("DL-18") if e.objet is None and e.personne in notifiees)
    return ctx.lever(attentes, "nouvelle notification")


def liberer_fonds(ctx: Contexte, c: cmd.LibererFonds) -> Iterator[Brouillon]:
    """Art. 284 al. 2: up to what was fixed and consigned; the excess goes back. The recourse does not suspend (724)."""
    ctx.exiger(Role.REGIE, Role.GREFFE)
    taxee = ctx.dossier.remuneration_taxee
    if taxee is None:
        raise Refus("CPC 284 al. 2", "Aucune ordonnance n’autorise la libération des fonds.", "l’ordonnance de taxe")
    ctx.exiger_apres(ctx.dossier.taxee_le, "l’ordonnance de taxe")
    if ctx.dossier.fonds_liberes:
        yield _difference_reglee(ctx, c)
        return
    consigne = sum(ctx.dossier.encaisse.values())
    deja = ctx.dossier.acomptes_verses
    verse_du = max(0, min(taxee, consigne) - deja)
    restitue_du = consigne - deja - verse_du
    if c.verse != verse_du or c.restitue != restitue_du:
        acompte = f", dont {montant(deja)} d’acompte déjà versé" if deja else ""
        raise Refus(
            "CPC 284 al. 2",
            f"Sur {montant(consigne)} consignés{acompte} et {montant(taxee)} taxés, l’expert reçoit "
            f"{montant(verse_du)} et {montant(restitue_du)} sont restitués.",
            "les montants exacts",
        )
    yield Brouillon(
        fait=ev.FondsLiberes(verse=c.verse, restitue=c.restitue),
        resume=f"{montant(c.verse)} versés à l’expert, {montant(c.restitue)} restitués",
        article="CPC 284 al. 2",
        closes=ctx.clore("DL-19", motif="fonds libérés"),
        alertes=(
            f"L’acompte versé dépasse la rémunération fixée de {montant(deja - taxee)} : au juge d’en ordonner la "
            "restitution par l’expert (CPC 280 al. 1, 284).",
        )
        if deja > taxee
        else (),
    )


def _difference_reglee(ctx: Contexte, c: cmd.LibererFonds) -> Brouillon:
    """Art. 724: released before the premier président changed the pay, the funds leave a difference to settle."""
    recours = ctx.dossier.recours
    if not (recours.complement or recours.trop_percu):
        raise Refus("CPC 284 al. 2", "Les fonds ont déjà été libérés.")
    ctx.exiger_apres(recours.statue_le, "la décision du premier président")
    if (c.verse, c.restitue) != (recours.complement, recours.trop_percu):
        raise Refus(
            "CPC 284 al. 2",
            f"Restent à régler {montant(recours.complement)} à l’expert et {montant(recours.trop_percu)} à restituer.",
            "les montants exacts",
        )
    return Brouillon(
        fait=ev.FondsLiberes(verse=c.verse, restitue=c.restitue),
        resume="Différence réglée : "
        + (f"{montant(c.verse)} versés à l’expert" if c.verse else f"{montant(c.restitue)} restitués par l’expert"),
        article="CPC 284 al. 2, 724",
        closes=ctx.clore("DL-19", motif="différence réglée"),
    )


ACTES: dict[str, Regle] = {
    "observer_remuneration": observer_remuneration,
    "envisager_reduction": envisager_reduction,
    "repondre_reduction": repondre_reduction,
    "taxer_remuneration": taxer_remuneration,
    "notifier_taxe": notifier_taxe,
    "liberer_fonds": liberer_fonds,
}
