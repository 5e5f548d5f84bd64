"""Receipt, observations on pay, taxe, its notification, release and closing (art. 282, 284, 724-725 CPC)."""

from collections.abc import Iterator
from datetime import date

from procedure import commandes as cmd
from procedure import evenements as ev
from procedure.canaux import TOUT_MOYEN
from procedure.circulation import destinataires
from procedure.contexte import Brouillon, Contexte, Regle
from procedure.decision import Refus
from procedure.documents import Nature
from procedure.dossier import EN_TAXATION, ActeSuivi, Dossier, Phase
from procedure.echeances import Cloture, Echeance, Statut
from procedure.echeances import Nature as NatureEcheance
from procedure.fiches import FICHES
from procedure.langue import montant
from procedure.modele import PersonneId
from procedure.ouverture import attendre, exiger_un_terme, identifiant, ouvrir, ouvrir_ou_attendre
from procedure.personnes import Role
from procedure.phases.consignation import versements_a_compter
from procedure.preuves import PREUVES_DE_RECEPTION, NaturePreuve
from procedure.regles import REGLES

DECLENCHEURS: dict[tuple[Nature, Role], str] = {
    (Nature.ORDONNANCE, Role.PARTIE): "DL-01a",
    (Nature.AVIS_A_CONSIGNER, Role.PARTIE): "DL-03",
    (Nature.DEMANDE_DE_REMUNERATION, Role.PARTIE): "DL-16",
    (Nature.NOTIFICATION_TAXE, Role.PARTIE): "DL-18",
    (Nature.ORDONNANCE_DE_TAXE, Role.EXPERT): "DL-18",
}
"""Which period the receipt of an act starts, for a person in which capacity (art. 271, 282 al. 5, 490, 724)."""


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
    if c.destinataire not in suivi.destinataires:
        raise Refus("CPC 640", "Cette personne n’est pas destinataire de l’acte.", introuvable=True)
    if c.preuve is None or c.preuve.nature not in PREUVES_DE_RECEPTION:
        raise Refus(
            "CPC 669",
            "La réception n’est établie que par une preuve propre au destinataire.",
            "accusé de réception signé, émargement, récépissé, signification ou avis électronique de réception",
        )
    if c.a_personne_sans_distance and not _est_signifie(c):
        raise Refus("CPC 647", "Seule une signification est délivrée à personne.", "la preuve de la signification")
    _exiger_le_nom_de_la_partie(ctx, c, suivi)
    _exiger_le_consentement(ctx, c, suivi)
    ctx.exiger_apres(suivi.etabli_le, "l’établissement de l’acte")
    if c.destinataire in suivi.recus and not _signification_apres_reception(ctx, c, suivi):
        raise Refus("CPC 640", "La réception de cet acte par cette personne est déjà constatée.")
    return suivi


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
    """Art. 490: the decision already received must still be served for the appeal period to run."""
    appels = [identifiant(regle, c.destinataire, c.acte) for regle in ("DL-01a", "DL-01d")]
    if suivi.nature is Nature.ORDONNANCE:
        appels = [identifiant("DL-01a", c.destinataire, None)]
    return _est_signifie(c) and any(_attendue(ctx.dossier.echeances.get(appel)) for appel in appels)


def _est_signifie(c: cmd.ConstaterReception) -> bool:
    return c.preuve is not None and c.preuve.nature is NaturePreuve.SIGNIFICATION


def _attendue(echeance: Echeance | None) -> bool:
    return echeance is not None and echeance.statut is Statut.NON_DEMARREE


def _exiger_le_nom_de_la_partie(ctx: Contexte, c: cmd.ConstaterReception, suivi: ActeSuivi) -> None:
    """What starts a party's own period is recorded for that party, also when its avocat received it for it."""
    participant = ctx.dossier.participants.get(c.destinataire)
    avocat = participant is not None and participant.role is Role.AVOCAT
    attendue = any(
        e.attend == c.acte and not REGLES[e.regle].signification and c.destinataire in _avocats(ctx.dossier, e.personne)
        for e in ctx.dossier.echeances.values()
    )
    if avocat and (attendue or (suivi.nature, Role.PARTIE) in DECLENCHEURS):
        raise Refus(
            "CPC 640, 282 al. 5, 724",
            "La réception de cet acte ouvre un délai à la partie : elle se constate pour elle, non pour son avocat.",
            "la partie au nom de laquelle l’avocat a reçu l’acte",
        )


def _avocats(dossier: Dossier, personne: PersonneId) -> tuple[PersonneId, ...]:
    participant = dossier.participants.get(personne)
    return participant.avocats if participant else ()


def _exiger_la_propre_reception(ctx: Contexte, c: cmd.ConstaterReception) -> None:
    """Art. 748-3: the notice of receipt comes from the addressee himself, or from his avocat for him."""
    ctx.exiger(Role.PARTIE, Role.AVOCAT)
    auteur = c.auteur.personne
    pour_autrui = ctx.dossier.participants.get(c.destinataire)
    if auteur != c.destinataire and (pour_autrui is None or auteur not in pour_autrui.avocats):
        raise Refus("CPC 748-3", "On n’accuse réception que de ce que l’on a soi-même reçu.", interdit=True)


def _periodes(ctx: Contexte, c: cmd.ConstaterReception, regle: str | None, depuis: str) -> Iterator[Echeance]:
    """What still waits for this receipt: a right already exercised, or a sum already paid, does not start anew."""
    if regle == "DL-01a":
        if _est_signifie(c) and _attendue(ctx.dossier.echeances.get(identifiant(regle, c.destinataire, None))):
            yield _ouvrir_de_la_signification(ctx, c, regle, "signification de l’ordonnance")
    elif regle == "DL-03":
        for versement in versements_a_compter(ctx, "reception", depuis):
            if versement.personne == c.destinataire:
                yield versement
    elif regle is not None and _attendue(ctx.dossier.echeances.get(identifiant(regle, c.destinataire, c.acte))):
        yield ouvrir(ctx, regle, c.destinataire, depuis, ctx.jour, objet=c.acte, acte=c.acte)
    for e in ctx.dossier.echeances.values():
        if e.attend != c.acte or e.personne != c.destinataire:
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


def observer_remuneration(ctx: Contexte, c: cmd.ObserverRemuneration) -> Iterator[Brouillon]:
    """Art. 282 al. 5: written observations, to the expert and to the judge in charge of the control."""
    ctx.exiger_pour(c.au_nom_de)
    ctx.exiger_phase(*EN_TAXATION)
    ctx.exiger_apres(ctx.dossier.rapport_le, "la demande de rémunération")
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
    """The last day of a party's fifteen, or nothing while no receipt of its own is proved (art. 282 al. 5)."""
    terme = dossier.termes.get(identifiant("DL-16", partie, dossier.acte_remuneration))
    return terme.arguable_until if terme else None


def envisager_reduction(ctx: Contexte, c: cmd.EnvisagerReduction) -> Iterator[Brouillon]:
    """Art. 284 al. 3: before taxing less than asked, the judge invites the expert's observations."""
    ctx.exiger(Role.JUGE)
    ctx.exiger_phase(*EN_TAXATION)
    ctx.exiger_apres(ctx.dossier.rapport_le, "la demande de rémunération")
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
    ctx.exiger_apres(ctx.dossier.rapport_le, "le dépôt du rapport")
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
        observe_le = ctx.dossier.observees_le.get(partie)
        terme = _terme_des_observations(ctx.dossier, partie)
        if observe_le is not None and observe_le <= ctx.jour:
            continue
        if terme is None:
            manque.append(f"la preuve de la réception de la demande par {nom}")
        elif ctx.jour <= terme:
            manque.append(f"l’expiration du délai de {nom}, le {terme:%d/%m/%Y} à 24 heures")
    if manque:
        raise Refus("CPC 282 al. 5, 284", "Une partie peut encore présenter ses observations.", *manque)


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
    ctx.exiger_phase(Phase.TAXEE)
    ctx.exiger_apres(ctx.dossier.taxee_le, "l’ordonnance de taxe")
    copie = c.ordonnance or ctx.dossier.ordonnance_taxe
    if copie is None and not ctx.repris:
        raise Refus("CPC 724, 725", "On notifie une ordonnance en en remettant la copie.", "la copie de l’ordonnance")
    vers = destinataires(ctx.dossier, Nature.NOTIFICATION_TAXE)
    titre = "Notification de l’ordonnance de taxe"
    acte = ctx.acte(Nature.NOTIFICATION_TAXE, titre, vers, annexes=(copie,) if copie else ())
    yield Brouillon(
        fait=ev.TaxeNotifiee(acte=acte.id),
        resume="Ordonnance de taxe notifiée aux parties",
        article="CPC 724, 725",
        phase=Phase.RECOURS,
        actes=(acte,),
        ouvertes=tuple(attendre("DL-18", p, objet=acte.id) for p in ctx.dossier.parties),
        closes=ctx.clore("DL-18n", motif="ordonnance notifiée aux parties"),
    )


def liberer_fonds(ctx: Contexte, c: cmd.LibererFonds) -> Iterator[Brouillon]:
    """Art. 284 al. 2: up to what was fixed and consigned; the excess goes back. The recourse does not suspend (724)."""
    ctx.exiger(Role.REGIE, Role.GREFFE)
    taxee = ctx.dossier.remuneration_taxee
    if taxee is None:
        raise Refus("CPC 284 al. 2", "Aucune ordonnance n’autorise la libération des fonds.", "l’ordonnance de taxe")
    ctx.exiger_apres(ctx.dossier.taxee_le, "l’ordonnance de taxe")
    if ctx.dossier.fonds_liberes:
        raise Refus("CPC 284 al. 2", "Les fonds ont déjà été libérés.")
    consigne = sum(ctx.dossier.encaisse.values())
    verse_du = min(taxee, consigne)
    if c.verse != verse_du or c.restitue != consigne - verse_du:
        raise Refus(
            "CPC 284 al. 2",
            f"Sur {montant(consigne)} consignés et {montant(taxee)} taxés, l’expert reçoit {montant(verse_du)} "
            f"et {montant(consigne - verse_du)} sont restitués.",
            "les montants exacts",
        )
    yield Brouillon(
        fait=ev.FondsLiberes(verse=c.verse, restitue=c.restitue),
        resume=f"{montant(c.verse)} versés à l’expert, {montant(c.restitue)} restitués",
        article="CPC 284 al. 2",
        closes=ctx.clore("DL-19", motif="fonds libérés"),
    )


def clore_dossier(ctx: Contexte, c: cmd.CloreDossier) -> Iterator[Brouillon]:
    """A case closes when nobody's right runs any more and the money is settled."""
    ctx.exiger(Role.GREFFE)
    ctx.exiger_phase(Phase.RECOURS)
    ctx.exiger_apres(ctx.dernier(Nature.NOTIFICATION_TAXE), "la notification de l’ordonnance de taxe")
    manque = list(_recours_en_cours(ctx.dossier, ctx))
    if not ctx.dossier.fonds_liberes:
        manque.append("la libération des fonds consignés")
    if manque:
        raise Refus("CPC 284, 724", "Le dossier ne peut pas encore être clos.", *manque)
    yield Brouillon(
        fait=ev.DossierClos(),
        resume="Dossier clos",
        article="CPC 284, 724",
        phase=Phase.CLOSE,
        closes=tuple(
            Cloture(echeance=e.id, statut=Statut.LEVEE, motif="dossier clos", le=ctx.jour)
            for e in ctx.dossier.echeances.values()
        ),
    )


def _recours_en_cours(dossier: Dossier, ctx: Contexte) -> Iterator[str]:
    """Every right or duty that a text or a decision fixed and that is still open on the day of the closing."""
    for identite, terme in dossier.termes.items():
        if identite.startswith("DL-18:") and ctx.jour <= terme.arguable_until:
            nom = dossier.participants[PersonneId(identite.split(":")[1])].nom
            yield f"l’expiration du recours de {nom}, le {terme.legal:%d/%m/%Y} à 24 heures"
    for echeance in dossier.echeances.values():
        nom = dossier.participants[echeance.personne].nom
        if echeance.regle == "DL-18" and echeance.calcul is None:
            yield f"la preuve de la réception de la notification par {nom}"
        elif (
            echeance.regle != "DL-18"
            and echeance.statut is Statut.OUVERTE
            and echeance.nature is not NatureEcheance.SERVICE
        ):
            yield f"la fin de l’échéance « {echeance.intitule} » de {nom}"


ACTES: dict[str, Regle] = {
    "constater_reception": constater_reception,
    "observer_remuneration": observer_remuneration,
    "envisager_reduction": envisager_reduction,
    "repondre_reduction": repondre_reduction,
    "taxer_remuneration": taxer_remuneration,
    "notifier_taxe": notifier_taxe,
    "liberer_fonds": liberer_fonds,
    "clore_dossier": clore_dossier,
}
