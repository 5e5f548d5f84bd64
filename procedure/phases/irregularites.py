"""The irregular operations: reported, put right, annulled in part or in whole (art. 112-114, 175-178 CPC)."""

from collections.abc import Iterator

from procedure import commandes as cmd
from procedure import evenements as ev
from procedure.circulation import destinataires
from procedure.contexte import Brouillon, Contexte, Regle
from procedure.decision import Refus
from procedure.documents import Nature
from procedure.dossier import Dossier, Phase
from procedure.echeances import Cloture, Echeance, Statut
from procedure.modele import ActeId
from procedure.ouverture import exiger_un_terme, ouvrir, ouvrir_ou_attendre
from procedure.personnes import Role
from procedure.phases.suites import DEMANDE_CADUQUE, clore_la_taxation, exiger_une_reprise_possible


def signaler_irregularite(ctx: Contexte, c: cmd.SignalerIrregularite) -> Iterator[Brouillon]:
    """Art. 175: written down as soon as it is known; nobody here says whether it voids anything."""
    ctx.exiger(Role.PARTIE, Role.AVOCAT, Role.EXPERT, Role.GREFFE)
    if c.auteur.role in (Role.PARTIE, Role.AVOCAT):
        _exiger_la_partie(ctx, c)
    _exiger_un_acte_connu(ctx.dossier, c.operation)
    if c.connue_le > ctx.jour:
        raise Refus("CPC 640", "On ne connaît pas une irrégularité avant qu’elle existe.", "une date passée")
    numero = len(ctx.dossier.irregularites) + 1
    vers = destinataires(ctx.dossier, Nature.SIGNALEMENT_D_IRREGULARITE, de=c.au_nom_de)
    titre = f"Irrégularité n° {numero} signalée"
    yield Brouillon(
        fait=ev.IrregulariteSignalee(
            irregularite=numero,
            operation=c.operation,
            vice=c.vice,
            grief=c.grief,
            connue_le=c.connue_le,
            apres_defense_au_fond=c.apres_defense_au_fond,
            au_nom_de=c.au_nom_de,
        ),
        resume=titre,
        article="CPC 175",
        actes=(ctx.acte(Nature.SIGNALEMENT_D_IRREGULARITE, titre, vers, piece=c.document, objet=c.operation),),
        alertes=tuple(_alertes_d_irregularite(ctx.dossier, c)),
    )


def _exiger_la_partie(ctx: Contexte, c: cmd.SignalerIrregularite) -> None:
    if c.au_nom_de is None:
        raise Refus("CPC 175, 162", "Une irrégularité est soulevée au nom d’une partie.", "la partie qui la soulève")
    ctx.exiger_pour(c.au_nom_de)


def _exiger_un_acte_connu(dossier: Dossier, acte: ActeId) -> None:
    """« convocation-2 » exists once there have been two convocations."""
    nature, _, rang = acte.rpartition("-")
    nombre = dossier.compteurs.get(nature, 0)
    if not (rang.isascii() and rang.isdecimal() and len(rang) < 8 and 1 <= int(rang) <= nombre and rang[0] != "0"):
        raise Refus("CPC 175, 176", "Cet acte n’existe pas dans l’expertise.", acte[:100], introuvable=True)


def _alertes_d_irregularite(dossier: Dossier, c: cmd.SignalerIrregularite) -> Iterator[str]:
    """What a court will look at before it annuls anything."""
    if c.grief is None:
        yield "CPC 114, 175 : un vice de forme n’annule que s’il cause un grief à qui l’invoque ; aucun n’est énoncé."
    if c.apres_defense_au_fond:
        yield "CPC 112 : soulevée après une défense au fond postérieure à sa connaissance, la nullité est couverte."
    if dossier.rapport_le is None:
        yield "CPC 177 : l’expert peut encore régulariser l’opération ou la recommencer."
    else:
        yield "CPC 175-177 : le rapport est déposé ; la nullité se plaide devant le juge du fond, qui peut régulariser."


def regulariser(ctx: Contexte, c: cmd.Regulariser) -> Iterator[Brouillon]:
    """Art. 177, 178: by the expert until his report; by the judge afterwards."""
    ctx.exiger(Role.EXPERT, Role.JUGE)
    irregularite = ctx.dossier.irregularites.get(c.irregularite)
    if irregularite is None:
        raise Refus("CPC 177", "Cette irrégularité n’a pas été signalée.", introuvable=True)
    if irregularite.statut != "signalee":
        raise Refus("CPC 177", "Cette irrégularité est déjà réglée.")
    ctx.exiger_apres(irregularite.signalee_le, "le signalement de l’irrégularité")
    _exiger_qui_peut_encore(ctx, c)
    if c.mode == "preuve" and c.document is None:
        raise Refus(
            "CPC 178",
            "L’omission d’une mention se répare en prouvant que ce qu’elle devait dire a été fait.",
            "la preuve, par tous moyens",
        )
    if c.mode == "recommencee":
        _exiger_l_operation_nouvelle(ctx.dossier, c, irregularite.operation)
    vers = destinataires(ctx.dossier, Nature.REGULARISATION)
    titre = f"Irrégularité n° {c.irregularite} : opération régularisée"
    yield Brouillon(
        fait=ev.IrregulariteRegularisee(
            irregularite=c.irregularite, mode=c.mode, constat=c.constat, nouvelle=c.nouvelle
        ),
        resume=titre,
        article="CPC 178" if c.mode == "preuve" else "CPC 177",
        actes=(ctx.acte(Nature.REGULARISATION, titre, vers, piece=c.document, objet=irregularite.operation),),
    )


def _exiger_qui_peut_encore(ctx: Contexte, c: cmd.Regulariser) -> None:
    depose = ctx.dossier.rapport_le is not None
    if depose and c.auteur.role is Role.EXPERT:
        raise Refus("CPC 177, 282", "Le rapport est déposé : l’expert est dessaisi.", "une décision du juge")
    if not depose and c.auteur.role is Role.JUGE:
        raise Refus("CPC 177", "Jusqu’au rapport, c’est l’expert qui régularise ses opérations.", "l’acte de l’expert")
    if c.auteur.role is Role.JUGE:
        ctx.exiger_l_ordonnance(c.document)


def _exiger_l_operation_nouvelle(dossier: Dossier, c: cmd.Regulariser, ancienne: ActeId) -> None:
    """Art. 177: done again means another act than the irregular one."""
    if c.nouvelle is None or c.nouvelle == ancienne:
        raise Refus("CPC 177", "L’opération recommencée est un autre acte que le premier.", "le nouvel acte")
    _exiger_un_acte_connu(dossier, c.nouvelle)


def annuler_operations(ctx: Contexte, c: cmd.AnnulerOperations) -> Iterator[Brouillon]:
    """Art. 176: only the affected operations fall; when it is the report, what follows depends on the decision."""
    ctx.exiger(Role.JUGE, Role.GREFFE)
    ctx.exiger_apres(ctx.dossier.rendue_le, "l’ordonnance")
    if c.irregularite is not None and c.irregularite not in ctx.dossier.irregularites:
        raise Refus("CPC 176", "Cette irrégularité n’a pas été signalée.", introuvable=True)
    if c.etendue == "partielle" and not c.operations:
        raise Refus("CPC 176", "La nullité partielle dit quelles opérations elle atteint.", "les actes annulés")
    for operation in c.operations:
        _exiger_un_acte_connu(ctx.dossier, operation)
    if c.etendue == "totale" and ctx.dossier.rapport_le is None:
        raise Refus("CPC 176", "Aucun rapport n’est déposé : la nullité atteint des opérations.", "les actes annulés")
    reprise = c.a_refaire and c.etendue == "totale"
    if reprise:
        _exiger_un_nouveau_terme(ctx, c)
    ctx.exiger_l_ordonnance(c.ordonnance)
    vers = destinataires(ctx.dossier, Nature.DECISION_DE_NULLITE)
    acte = ctx.acte(Nature.DECISION_DE_NULLITE, "Décision de nullité", vers, piece=c.ordonnance)
    yield Brouillon(
        fait=ev.OperationsAnnulees(
            etendue=c.etendue,
            operations=c.operations,
            irregularite=c.irregularite,
            motif=c.motif,
            a_refaire=c.a_refaire,
            reprise=reprise,
            terme_rapport=c.terme_rapport if reprise else None,
        ),
        resume="Rapport annulé" + (", à refaire" if c.a_refaire else "")
        if c.etendue == "totale"
        else "Opérations annulées en partie",
        article="CPC 176",
        phase=Phase.OPERATIONS if reprise else None,
        actes=(acte,),
        ouvertes=tuple(_echeances_de_la_reprise(ctx, c, acte.id)) if reprise else (),
        closes=(*clore_la_taxation(ctx, "rapport annulé"), *_prescription(ctx)) if reprise else (),
        alertes=tuple(_alertes_de_nullite(c)),
    )


def _prescription(ctx: Contexte) -> tuple[Cloture, ...]:
    """C. civ. 2239: a report to be made again has not carried the measure out; the six months wait for the next."""
    return ctx.clore("DL-23", motif="rapport annulé", statut=Statut.LEVEE)


def _exiger_un_nouveau_terme(ctx: Contexte, c: cmd.AnnulerOperations) -> None:
    """Art. 265: the expert who must do it again needs a new date."""
    exiger_une_reprise_possible(ctx)
    if c.terme_rapport is None:
        raise Refus("CPC 265, 176", "Le rapport à refaire n’a pas de date.", "le nouveau terme du rapport")
    exiger_un_terme(ctx, c.terme_rapport, "ordonnance", "reception")


def _echeances_de_la_reprise(ctx: Contexte, c: cmd.AnnulerOperations, acte: ActeId) -> Iterator[Echeance]:
    expert = ctx.dossier.expert
    if expert is None or c.terme_rapport is None:
        raise AssertionError("a report has been filed by an expert, and its new date was just checked")
    yield ouvrir_ou_attendre(ctx, "DL-06", expert, "décision de nullité", terme=c.terme_rapport, acte=acte)
    yield ouvrir(ctx, "DL-14", expert, "reprise des opérations", ctx.jour)


def _alertes_de_nullite(c: cmd.AnnulerOperations) -> Iterator[str]:
    if c.etendue == "totale":
        yield "CPC 175, 176 : le rapport est annulé ; le juge de la taxe apprécie ce qui reste dû à l’expert (284)."
        if c.a_refaire:
            yield DEMANDE_CADUQUE
    else:
        yield "CPC 176 : la nullité ne frappe que les opérations qu’elle vise ; le reste de l’expertise demeure."


ACTES: dict[str, Regle] = {
    "signaler_irregularite": signaler_irregularite,
    "regulariser": regulariser,
    "annuler_operations": annuler_operations,
}
