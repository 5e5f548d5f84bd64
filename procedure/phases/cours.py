"""What interrupts the instance, and what sets it going again (art. 369-376 CPC)."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal

from procedure import commandes as cmd
from procedure import evenements as ev
from procedure.circulation import destinataires
from procedure.contexte import Brouillon, Contexte, Regle
from procedure.cours import (
    a_geler,
    alertes_des_delais,
    article_de_l_interruption,
    exiger_la_reprise,
    gelees,
    geler,
    peremption,
    reunions_prevues,
)
from procedure.decision import Refus
from procedure.documents import Nature
from procedure.dossier import AVANT_LE_RAPPORT, EN_TAXATION, Dossier
from procedure.echeances import Cloture, Echeance, Statut
from procedure.echeances import Nature as NatureEcheance
from procedure.fiches import acte_en_mots
from procedure.instance import LIBELLES_DES_CAUSES, PAR_NOTIFICATION, Interruption
from procedure.langue import date_longue, enumerer, montant
from procedure.modele import EcheanceId, PersonneId
from procedure.ouverture import attendre, calcul_du_terme, exiger_un_terme, identifiant, ouvrir
from procedure.personnes import PARTICIPANTS_AU_PLUS, Participant, Role
from procedure.provision import sommes_attendues
from procedure.regles import REDACTION, REGLES

Effet = Literal["interrompt", "aucune_instance", "debats_ouverts", "mesure_executee"]

# -- interruption


def interrompre_instance(ctx: Contexte, c: cmd.InterrompreInstance) -> Iterator[Brouillon]:
    """Art. 369-371: some events interrupt of themselves, others from their notification; none after the debates."""
    ctx.exiger(Role.GREFFE, Role.JUGE, Role.PARTIE, Role.AVOCAT)
    instance = ctx.dossier.instance
    if c.partie not in ctx.dossier.parties:
        raise Refus(c.article, "Cette partie n’est pas dans l’expertise.", introuvable=True)
    if c.partie in instance.interruptions or c.partie in instance.signalees:
        raise Refus(c.article, "Cet événement est déjà connu pour cette partie.")
    effet = _effet(ctx, c)
    depuis = _interrompue_le(ctx, c) if effet == "interrompt" else ctx.jour
    a_l_arret = a_geler(ctx.dossier) if effet == "interrompt" else ()
    faits_depuis = _actes_depuis(ctx.dossier, depuis) if effet == "interrompt" else ()
    nom, cause = ctx.dossier.participants[c.partie].nom, LIBELLES_DES_CAUSES[c.cause]
    disparue = c.partie if c.cause == "deces" else None
    vers = [p for p in destinataires(ctx.dossier, Nature.NOTIFICATION_D_INTERRUPTION) if p != disparue]
    titre = f"Notification : {cause} — {nom}"
    suite = {
        "interrompt": "instance interrompue",
        "aucune_instance": "aucune instance n’est interrompue",
        "debats_ouverts": "sans effet après l’ouverture des débats",
        "mesure_executee": "la mesure a pris fin, la rémunération se débat avec qui succède",
    }
    yield Brouillon(
        fait=ev.InterruptionSignalee(
            cause=c.cause, partie=c.partie, depuis=depuis, effet=effet, a_confirmer=faits_depuis
        ),
        resume=f"{cause[:1].upper()}{cause[1:]} — {nom} : {suite[effet]}",
        article="CPC 371" if effet == "debats_ouverts" else article_de_l_interruption(c.cause),
        actes=(ctx.acte(Nature.NOTIFICATION_D_INTERRUPTION, titre, vers, piece=c.document, objet=c.partie),),
        ouvertes=tuple(geler(e) for e in a_l_arret),
        closes=ctx.clore("DL-21", motif="instance interrompue", statut=Statut.LEVEE) if effet == "interrompt" else (),
        alertes=tuple(_alertes_de_l_interruption(ctx, c, effet, depuis, a_l_arret, faits_depuis)),
    )


def _effet(ctx: Contexte, c: cmd.InterrompreInstance) -> Effet:
    """Art. 369-371 speak of an instance: the référé of art. 145 ended with its order; the measure, with its report."""
    if ctx.dossier.phase not in AVANT_LE_RAPPORT:
        return "mesure_executee"
    if ctx.dossier.fondement != "avant_dire_droit":
        return "aucune_instance"
    return "debats_ouverts" if c.apres_ouverture_des_debats else "interrompt"


def _interrompue_le(ctx: Contexte, c: cmd.InterrompreInstance) -> date:
    """Art. 370: from the notification to the other party, which must be proved; art. 369: from the event itself."""
    if c.cause not in PAR_NOTIFICATION:
        return ctx.jour
    if c.notifie_le is None or (c.preuve is None and not ctx.repris):
        raise Refus(
            "CPC 370",
            "Cet événement n’interrompt l’instance qu’à compter de sa notification à l’autre partie.",
            "la date de cette notification et sa preuve",
        )
    if c.notifie_le > ctx.jour or (ctx.dossier.rendue_le is not None and c.notifie_le < ctx.dossier.rendue_le):
        raise Refus("CPC 370", "La notification ne peut être ni à venir ni antérieure à l’ordonnance.")
    return c.notifie_le


def _alertes_de_l_interruption(
    ctx: Contexte,
    c: cmd.InterrompreInstance,
    effet: Effet,
    depuis: date,
    a_l_arret: tuple[Echeance, ...],
    faits_depuis: tuple[str, ...],
) -> Iterator[str]:
    if effet == "mesure_executee":
        yield (
            "La mesure a pris fin : rien n’est interrompu ici. La demande de rémunération et l’ordonnance de taxe sont "
            "à faire recevoir par ceux qui succèdent à la partie (CPC 282 al. 5, 724)."
        )
        return
    if effet == "aucune_instance":
        yield (
            "Aucune instance n’est pendante : l’article 370 ne s’applique pas à la lettre. Appeler en cause les "
            "héritiers ou le représentant, et saisir le juge chargé du contrôle (CPC 145, 167)."
        )
        return
    if effet == "debats_ouverts":
        yield "L’événement survenu ou notifié après l’ouverture des débats n’interrompt pas l’instance (CPC 371)."
        return
    yield (
        f"Instance interrompue depuis le {date_longue(depuis)} : convocations et pré-rapport attendent la reprise ; "
        "tout autre acte est réputé non avenu sauf confirmation (CPC 372)."
    )
    if prevues := reunions_prevues(ctx):
        yield f"Réunions déjà convoquées, à reporter après la reprise : {enumerer(prevues)} (CPC 160, 372)."
    if faits_depuis:
        nommes = enumerer(acte_en_mots(acte) for acte in faits_depuis)
        yield f"Actes déjà faits depuis, réputés non avenus sauf confirmation (CPC 372) : {nommes}."
    yield from alertes_des_delais(ctx.dossier, a_l_arret)


def _actes_depuis(dossier: Dossier, depuis: date) -> tuple[str, ...]:
    """The acts already done when the interruption is recorded, that happened since it began."""
    return tuple(i for i, a in dossier.actes.items() if a.etabli_le >= depuis)


# -- reprise


def reprendre_instance(ctx: Contexte, c: cmd.ReprendreInstance) -> Iterator[Brouillon]:
    """Art. 373-374: of one's own motion or by citation, in the state in which the instance was."""
    ctx.exiger(Role.GREFFE, Role.PARTIE, Role.AVOCAT)
    instance = ctx.dossier.instance
    interruption = instance.interruptions.get(c.partie) or instance.signalees.get(c.partie)
    if interruption is None:
        raise Refus("CPC 373", "Rien n’a interrompu l’instance du chef de cette partie.", introuvable=True)
    ctx.exiger_apres(interruption.depuis, "l’interruption")
    _exiger_des_arrivants(ctx, c, interruption)
    parties = tuple(p for p in c.arrivants if p.role is Role.PARTIE)
    remplacees = c.prennent_la_place and bool(parties)
    reste_interrompue = bool(instance.interruptions.keys() - {c.partie})
    a_refixer = () if reste_interrompue else tuple(e for e in gelees(ctx.dossier) if e.personne != c.partie)
    transferees = tuple(_transferees(ctx.dossier, c.partie, parties)) if remplacees else ()
    partie = ctx.dossier.participants[c.partie]
    defendue = _defendue(partie, c)
    # an avocat who acts for it no more, and for nobody else, is not in the debate
    autres = destinataires(ctx.dossier, Nature.REPRISE_D_INSTANCE, de=c.partie)
    siens = () if remplacees else (c.partie, *(defendue or partie).avocats)
    vers = [*autres, *siens, *(p.id for p in c.arrivants)]
    yield Brouillon(
        fait=ev.InstanceReprise(
            partie=c.partie,
            arrivants=c.arrivants,
            prennent_la_place=c.prennent_la_place,
            defendue=defendue,
            par_citation=c.par_citation,
            a_refixer=tuple(e.id for e in (*a_refixer, *transferees) if e.statut is Statut.GELEE),
        ),
        resume=f"Instance reprise{' par citation' if c.par_citation else ''} — {partie.nom}"
        + (f" : {_noms(parties)}" if parties else ""),
        article="CPC 373, 374",
        actes=(ctx.acte(Nature.REPRISE_D_INSTANCE, "Reprise de l’instance", vers, piece=c.document, objet=c.partie),),
        ouvertes=(
            *transferees,
            *(() if remplacees else _droits_a_cote(ctx.dossier, parties)),
            *_peremption_reprise(ctx, reste_interrompue=reste_interrompue),
        ),
        closes=_quittees(ctx, c.partie) if remplacees else (),
        alertes=tuple(_alertes_de_la_reprise(ctx, c, (*a_refixer, *transferees), parties)),
    )


def _noms(personnes: Iterable[Participant]) -> str:
    return enumerer(p.nom for p in personnes)


def _exiger_des_arrivants(ctx: Contexte, c: cmd.ReprendreInstance, interruption: Interruption) -> None:
    """Art. 373: who may take the instance up, according to what interrupted it."""
    connus, roles = ctx.dossier.participants, {p.role for p in c.arrivants}
    avocats = ctx.dossier.de_role(Role.AVOCAT)
    deja = [p for p in c.arrivants if p.id in ctx.dossier.noms_pris and not (p.role is Role.AVOCAT and p.id in avocats)]
    if deja or len({p.id for p in c.arrivants}) < len(c.arrivants):
        raise Refus("CPC 373", "Un arrivant est nommé deux fois, ou intervient déjà dans l’expertise.")
    if roles - {Role.PARTIE, Role.AVOCAT}:
        raise Refus("CPC 373", "Reprennent l’instance ceux qui succèdent à la partie, et leurs avocats.")
    if any(p.role is Role.PARTIE and p.qualite is not connus[c.partie].qualite for p in c.arrivants):
        raise Refus("CPC 374", "L’instance reprend en l’état : les arrivants ont la qualité de la partie.")
    presents = {*avocats, *(p.id for p in c.arrivants if p.role is Role.AVOCAT)}
    if any(a not in presents for p in c.arrivants for a in p.avocats):
        raise Refus("CPC 162", "Un avocat constitué ne figure pas parmi les participants.")
    constitues = {a for p in c.arrivants for a in p.avocats}
    pour_elle = not (c.prennent_la_place and Role.PARTIE in roles)
    orphelins = [p.nom for p in c.arrivants if p.role is Role.AVOCAT and p.id not in constitues]
    if orphelins and not pour_elle:
        raise Refus("CPC 162", "Un avocat arrive sans partie qui l’ait constitué.", *orphelins)
    if len({*connus, *(p.id for p in c.arrivants)}) > PARTICIPANTS_AU_PLUS:
        raise Refus("CPC 373", "L’expertise compte trop de participants.", f"{PARTICIPANTS_AU_PLUS} au plus")
    if interruption.cause in ("deces", "procedure_collective") and Role.PARTIE not in roles:
        raise Refus(
            "CPC 373",
            "L’instance est reprise par ceux qui ont qualité pour succéder à la partie, ou pour l’assister.",
            "les héritiers" if interruption.cause == "deces" else "le mandataire ou l’administrateur judiciaire",
        )
    if interruption.cause == "fin_des_fonctions_de_l_avocat" and Role.AVOCAT not in roles:
        raise Refus("CPC 373", "La partie reprend l’instance avec un nouvel avocat.", "la constitution de l’avocat")


def _transferees(dossier: Dossier, partie: PersonneId, arrivants: tuple[Participant, ...]) -> Iterator[Echeance]:
    """Each one's own rights pass to each successor, in the state in which they were (374).

    A period of the law waits for a notification to him (531), save what counts from no notification at all.
    """
    for echeance in dossier.echeances.values():
        if echeance.personne != partie or not _suit_la_personne(echeance):
            continue
        for arrivant in arrivants:
            identite = identifiant(echeance.regle, arrivant.id, echeance.objet)
            if _garde_sa_date(echeance):
                yield echeance.model_copy(update={"personne": arrivant.id, "id": identite})
            else:
                acte = echeance.attend or (echeance.origine.acte if echeance.origine else None)
                yield attendre(echeance.regle, arrivant.id, objet=echeance.objet, acte=acte)


def _droits_a_cote(dossier: Dossier, arrivants: tuple[Participant, ...]) -> Iterator[Echeance]:
    """Art. 282 al. 5: whoever joins a party while the pay is discussed has fifteen days of his own."""
    if dossier.phase in EN_TAXATION:
        for arrivant in arrivants:
            yield attendre("DL-16", arrivant.id, objet=dossier.acte_remuneration)


def _garde_sa_date(echeance: Echeance) -> bool:
    """What a judge or the expert fixed; what the law counts from a decision or from the report itself."""
    return echeance.nature is not NatureEcheance.LEGALE or echeance.regle in ("DL-01b", "DL-23")


def _suit_la_personne(echeance: Echeance) -> bool:
    return REGLES[echeance.regle].par_partie and echeance.statut is not Statut.DEPASSEE


def _quittees(ctx: Contexte, partie: PersonneId) -> tuple[Cloture, ...]:
    siennes = (e for e in ctx.dossier.echeances.values() if e.personne == partie and REGLES[e.regle].par_partie)
    return ctx.lever(siennes, "la place de la partie est prise")


def _peremption_reprise(ctx: Contexte, *, reste_interrompue: bool) -> Iterator[Echeance]:
    """Art. 392: the interruption of the instance interrupted the péremption; two years start anew."""
    suspension = ctx.dossier.instance.suspension
    if suspension is not None and suspension.motif != "sursis" and not reste_interrompue:
        yield peremption(ctx, "reprise de l’instance", ctx.jour)


def _alertes_de_la_reprise(
    ctx: Contexte,
    c: cmd.ReprendreInstance,
    suspendues: tuple[Echeance, ...],
    parties: tuple[Participant, ...],
) -> Iterator[str]:
    a_refixer = tuple(dict.fromkeys(e.intitule for e in suspendues if e.statut is Statut.GELEE))
    if a_refixer:
        yield f"Dates à fixer de nouveau par l’expert : {enumerer(a_refixer)} (CPC 275, 276)."
    yield from alertes_des_delais(ctx.dossier, ())
    if c.prennent_la_place and parties and (dues := sommes_attendues(ctx.dossier, c.partie)):
        yield (
            f"{montant(dues)} restent à consigner par la partie remplacée : au juge de dire qui les doit désormais "
            "(CPC 269, 280)."
        )
    if parties:
        yield "Communiquer aux arrivants tous les actes et pièces antérieurs (CPC 16, 374)."
    restent = ctx.dossier.instance.interruptions.keys()
    autres = tuple(ctx.dossier.participants[p].nom for p in restent if p != c.partie)
    if autres:
        yield f"L’instance demeure interrompue du chef de : {enumerer(autres)} (CPC 370)."


def confirmer_acte(ctx: Contexte, c: cmd.ConfirmerActe) -> Iterator[Brouillon]:
    """Art. 372: only the party for whose benefit the instance was interrupted can save the act."""
    ctx.exiger_pour(c.au_nom_de)
    if c.acte_confirme not in ctx.dossier.instance.a_confirmer.get(c.au_nom_de, ()):
        raise Refus("CPC 372", "Aucun acte de ce nom n’attend la confirmation de cette partie.", introuvable=True)
    vers = destinataires(ctx.dossier, Nature.CONFIRMATION_D_ACTE)
    titre = f"Confirmation d’un acte : {acte_en_mots(c.acte_confirme)}"
    yield Brouillon(
        fait=ev.ActeConfirme(au_nom_de=c.au_nom_de, acte=c.acte_confirme),
        resume=titre,
        article="CPC 372",
        actes=(ctx.acte(Nature.CONFIRMATION_D_ACTE, titre, vers, piece=c.document, objet=c.acte_confirme),),
    )


def fixer_nouveau_terme(ctx: Contexte, c: cmd.FixerNouveauTerme) -> Iterator[Brouillon]:
    """Art. 275-276, 278: what the expert had fixed, he fixes anew; the judge's terms are for a prorogation."""
    ctx.exiger(Role.EXPERT)
    ctx.exiger_phase(*AVANT_LE_RAPPORT)
    exiger_la_reprise(ctx)
    choisies = [_gelee(ctx, i) for i in dict.fromkeys(c.echeances)]
    exiger_un_terme(ctx, c.terme, "envoi")
    calcul = calcul_du_terme(c.terme, ctx.jour, ctx.zone)
    if any(e.regle == "DL-13" for e in choisies):
        _exiger_le_temps_de_rediger(ctx, calcul.arguable_until)
    vers = destinataires(ctx.dossier, Nature.NOUVEAU_CALENDRIER)
    acte = ctx.acte(Nature.NOUVEAU_CALENDRIER, "Nouveau calendrier", vers)
    yield Brouillon(
        fait=ev.NouveauTermeFixe(echeances=tuple(e.id for e in choisies)),
        resume=f"Nouveau terme au {date_longue(calcul.legal)} : {enumerer(e.intitule for e in choisies)}",
        article="CPC 275, 276",
        actes=(acte,),
        ouvertes=tuple(
            ouvrir(ctx, e.regle, e.personne, "nouveau calendrier", ctx.jour, terme=c.terme, objet=e.objet, acte=acte.id)
            for e in choisies
        ),
    )


def _gelee(ctx: Contexte, identite: EcheanceId) -> Echeance:
    echeance = ctx.dossier.echeances.get(identite)
    if echeance is None:
        raise Refus("CPC 275, 276", "Cette échéance n’existe pas.", introuvable=True)
    if echeance.statut is not Statut.GELEE:
        raise Refus("CPC 275, 276", "Cette échéance n’est pas gelée : elle garde sa date.")
    return echeance


def _exiger_le_temps_de_rediger(ctx: Contexte, dernier: date) -> None:
    """The same check as for the pré-rapport: the last dires leave the time to write before the report is due."""
    for rapport in ctx.dossier.echeances_de("DL-06"):
        if rapport.calcul is not None and dernier > rapport.calcul.legal - timedelta(days=REDACTION.jours):
            raise Refus(
                "CPC 276, 279",
                f"Les derniers dires ne laisseraient pas le temps de rédiger avant le "
                f"{date_longue(rapport.calcul.legal)}.",
                "une prorogation du délai du rapport, ou un terme plus proche pour les dires",
            )


def _defendue(partie: Participant, c: cmd.ReprendreInstance) -> Participant | None:
    """Art. 373: the party with its new avocats, if any came for it and nobody takes its place."""
    avocats = tuple(a.id for a in c.arrivants if a.role is Role.AVOCAT)
    remplacee = c.prennent_la_place and any(a.role is Role.PARTIE for a in c.arrivants)
    return partie.model_copy(update={"avocats": avocats}) if avocats and not remplacee else None


ACTES: dict[str, Regle] = {
    "interrompre_instance": interrompre_instance,
    "reprendre_instance": reprendre_instance,
    "confirmer_acte": confirmer_acte,
    "fixer_nouveau_terme": fixer_nouveau_terme,
}
