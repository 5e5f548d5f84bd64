"""More time, another mission, and what the judge is told of the progress (art. 236, 241, 245, 273, 279 CPC)."""

from collections.abc import Iterator

from procedure import commandes as cmd
from procedure import evenements as ev
from procedure.appels import AVANT_TOUT_PROCES, appel_des_decisions_du_controle
from procedure.calendrier import date_longue
from procedure.circulation import destinataires
from procedure.contexte import Brouillon, Contexte, Regle
from procedure.decision import Refus
from procedure.documents import Nature
from procedure.dossier import AVANT_LE_RAPPORT, Dossier, Requete
from procedure.echeances import Echeance
from procedure.modele import ActeId
from procedure.ouverture import exiger_un_terme, ouvrir_ou_attendre
from procedure.personnes import Role
from procedure.phases.operations import information_du_juge
from procedure.requetes import (
    alertes_de_copie,
    clore_l_audience,
    copies,
    exiger_rien_de_pendant,
    exiger_un_demandeur,
)

PROROGATION = "prorogation_du_rapport"
EXTENSION = "extension"
"""The natures of the requests."""

CIRCONSTANCES_NOUVELLES = (
    "Mesure ordonnée avant tout procès : l’extension suppose les conditions de l’article 145 et, en référé, "
    "des circonstances nouvelles (CPC 145, 488)."
)
A_RECUEILLIR = "Les observations de l’expert sont à recueillir avant toute extension (CPC 245 al. 3)."
INSUFFISANCE = "La provision peut devenir insuffisante : l’expert en fait alors rapport au juge sans délai (CPC 280)."
APRES_LE_PRE_RAPPORT = (
    "Le pré-rapport est déjà entre les mains des parties : ce qui s’ajoute doit encore être discuté (CPC 16)."
)


# -- time (art. 279, 241)


def demander_prorogation(ctx: Contexte, c: cmd.DemanderProrogation) -> Iterator[Brouillon]:
    """Art. 279: asked in principle before the time ends; asked later, it is recorded and the lateness is seen (239)."""
    exiger_un_demandeur(ctx, c.au_nom_de)
    ctx.exiger_phase(*AVANT_LE_RAPPORT)
    ctx.exiger_apres(ctx.dossier.rendue_le, "l’ordonnance")
    exiger_rien_de_pendant(ctx, PROROGATION)
    if c.jusqu_au is not None:
        exiger_un_terme(ctx, cmd.Terme(le=c.jusqu_au))
    yield Brouillon(
        fait=ev.ProrogationDuRapportDemandee(motif=c.motif, jusqu_au=c.jusqu_au, sans_copie_motif=c.sans_copie_motif),
        resume="Prorogation du délai du rapport demandée",
        article="CPC 279",
        actes=(
            ctx.acte(
                Nature.DEMANDE_DE_PROROGATION_DU_RAPPORT,
                "Demande de prorogation du délai du rapport",
                copies(ctx, Nature.DEMANDE_DE_PROROGATION_DU_RAPPORT, c.sans_copie_motif),
                piece=c.document,
                objet=ctx.dossier.prochaine_requete(PROROGATION),
            ),
        ),
        alertes=(*alertes_de_copie(c.sans_copie_motif), *_demandee_tard(ctx)),
    )


def _demandee_tard(ctx: Contexte) -> Iterator[str]:
    for echeance in ctx.dossier.echeances_de("DL-06"):
        calcul = echeance.calcul
        if calcul is not None and ctx.jour > calcul.arguable_until:
            yield (
                f"La prorogation est demandée après le terme du {date_longue(calcul.legal)} : "
                "l’expert est en retard (CPC 239)."
            )
        elif calcul is not None and ctx.jour > calcul.legal:
            yield f"Le terme du {date_longue(calcul.legal)} est discuté : la demande peut être tardive (CPC 239)."


def statuer_prorogation(ctx: Contexte, c: cmd.StatuerProrogation) -> Iterator[Brouillon]:
    """Art. 279, 241: the judge's new date replaces the old one, at request or of his own motion."""
    ctx.exiger(Role.JUGE)
    requete = ctx.requete(c.requete, PROROGATION) if c.requete is not None else None
    ctx.exiger_phase(*AVANT_LE_RAPPORT)
    ctx.exiger_apres(ctx.dossier.rendue_le, "l’ordonnance")
    if c.accordee and c.terme is None:
        raise Refus("CPC 279", "La prorogation fixe un nouveau terme au rapport.", "le nouveau terme")
    if not c.accordee and (c.terme is not None or requete is None):
        raise Refus("CPC 279", "Un rejet ne fixe aucun terme et répond à une demande.", "la demande rejetée, seule")
    if c.terme is not None:
        exiger_un_terme(ctx, c.terme, "ordonnance", "reception")
    ctx.exiger_l_ordonnance(c.ordonnance)
    titre = "Ordonnance de prorogation" if c.accordee else "Ordonnance rejetant la prorogation"
    acte = ctx.acte(
        Nature.ORDONNANCE_DE_PROROGATION_DU_RAPPORT,
        titre,
        destinataires(ctx.dossier, Nature.ORDONNANCE_DE_PROROGATION_DU_RAPPORT),
        piece=c.ordonnance,
        objet=c.requete,
    )
    rapport = tuple(_nouveau_terme(ctx, c.terme, "ordonnance de prorogation", acte.id))
    yield Brouillon(
        fait=ev.ProrogationDuRapportTranchee(
            requete=c.requete, accordee=c.accordee, motif=c.motif, terme=_terme_retenu(c.terme, rapport)
        ),
        resume=f"Délai du rapport prorogé{_jusqu_au(rapport)}" if c.accordee else "Prorogation du rapport refusée",
        article="CPC 279, 241",
        actes=(acte,),
        ouvertes=(*rapport, *appel_des_decisions_du_controle(ctx, acte.id)),
        closes=clore_l_audience(ctx, c.requete),
        alertes=tuple(_plus_proche(ctx, rapport)),
    )


def _nouveau_terme(ctx: Contexte, terme: cmd.Terme | None, depuis: str, acte: ActeId) -> Iterator[Echeance]:
    """The same échéance takes its new date: what its passing had raised falls; the journal keeps the old one."""
    expert = ctx.dossier.expert
    if terme is not None and expert is not None:
        yield ouvrir_ou_attendre(ctx, "DL-06", expert, depuis, terme=terme, acte=acte)


def _terme_retenu(terme: cmd.Terme | None, rapport: tuple[Echeance, ...]) -> cmd.Terme | None:
    for echeance in rapport:
        if echeance.calcul is not None:
            return cmd.Terme(le=echeance.calcul.legal)
    return terme


def _jusqu_au(rapport: tuple[Echeance, ...]) -> str:
    return next((f" jusqu’au {date_longue(e.calcul.legal)}" for e in rapport if e.calcul is not None), "")


def _plus_proche(ctx: Contexte, rapport: tuple[Echeance, ...]) -> Iterator[str]:
    for nouvelle in rapport:
        ancienne = ctx.dossier.echeances.get(nouvelle.id)
        avant = ancienne.calcul if ancienne else None
        if avant is not None and nouvelle.calcul is not None and nouvelle.calcul.legal < avant.legal:
            yield f"Le nouveau terme du rapport précède l’ancien, fixé au {date_longue(avant.legal)} (CPC 241)."


# -- mission (art. 236, 245 al. 3)


def demander_extension(ctx: Contexte, c: cmd.DemanderExtension) -> Iterator[Brouillon]:
    """Art. 236, 279: asked by a party or reported by the expert, or envisaged by the judge of his own motion."""
    if c.auteur.role is Role.JUGE:
        ctx.exiger(Role.JUGE)
    else:
        exiger_un_demandeur(ctx, c.au_nom_de)
    ctx.exiger_phase(*AVANT_LE_RAPPORT)
    ctx.exiger_apres(ctx.dossier.rendue_le, "l’ordonnance")
    par_l_expert = c.auteur.role is Role.EXPERT
    yield Brouillon(
        fait=ev.ExtensionDemandee(chefs=c.chefs, motif=c.motif, par_l_expert=par_l_expert),
        resume="Extension de mission " + ("envisagée par le juge" if c.auteur.role is Role.JUGE else "demandée"),
        article="CPC 236, 245 al. 3",
        actes=(
            ctx.acte(
                Nature.DEMANDE_D_EXTENSION,
                "Extension de mission envisagée" if c.auteur.role is Role.JUGE else "Demande d’extension de mission",
                destinataires(ctx.dossier, Nature.DEMANDE_D_EXTENSION),
                piece=c.document,
                objet=ctx.dossier.prochaine_requete(EXTENSION),
            ),
        ),
        alertes=(*(() if par_l_expert else (A_RECUEILLIR,)), *_avant_tout_proces(ctx.dossier)),
    )


def _avant_tout_proces(dossier: Dossier) -> tuple[str, ...]:
    return (CIRCONSTANCES_NOUVELLES,) if dossier.fondement in AVANT_TOUT_PROCES else ()


def observer_extension(ctx: Contexte, c: cmd.ObserverExtension) -> Iterator[Brouillon]:
    """Art. 245 al. 3: what the expert says of the extension, before the judge decides."""
    ctx.exiger(Role.EXPERT)
    ctx.exiger_phase(*AVANT_LE_RAPPORT)
    requete = ctx.requete(c.requete, EXTENSION)
    if requete.observee_le is not None:
        raise Refus("CPC 245 al. 3", "L’expert a déjà présenté ses observations sur cette extension.")
    yield Brouillon(
        fait=ev.ExtensionObservee(requete=requete.id, observations=c.observations),
        resume="Observations de l’expert sur l’extension de mission",
        article="CPC 245 al. 3",
        actes=(
            ctx.acte(
                Nature.OBSERVATIONS_SUR_EXTENSION,
                "Observations de l’expert sur l’extension de mission",
                destinataires(ctx.dossier, Nature.OBSERVATIONS_SUR_EXTENSION),
                piece=c.document,
                objet=requete.id,
            ),
        ),
    )


def statuer_extension(ctx: Contexte, c: cmd.StatuerExtension) -> Iterator[Brouillon]:
    """Art. 236, 245 al. 3: no extension before the expert is heard on it; to restrict needs nothing of the kind."""
    ctx.exiger(Role.JUGE)
    requete = ctx.requete(c.requete, EXTENSION) if c.requete is not None else None
    ctx.exiger_phase(*AVANT_LE_RAPPORT)
    ctx.exiger_apres(ctx.dossier.rendue_le, "l’ordonnance")
    _exiger_une_decision(c, requete)
    if c.chefs:
        _exiger_les_observations(ctx, requete)
    retires, chefs = _mission(ctx, c)
    if c.terme is not None:
        exiger_un_terme(ctx, c.terme, "ordonnance", "reception")
    ctx.exiger_l_ordonnance(c.ordonnance)
    acte = ctx.acte(
        Nature.ORDONNANCE_SUR_EXTENSION,
        "Ordonnance sur l’étendue de la mission",
        destinataires(ctx.dossier, Nature.ORDONNANCE_SUR_EXTENSION),
        piece=c.ordonnance,
        objet=c.requete,
    )
    rapport = tuple(_nouveau_terme(ctx, c.terme, "ordonnance étendant la mission", acte.id))
    yield Brouillon(
        fait=ev.ExtensionTranchee(
            requete=c.requete,
            accordee=c.accordee,
            ajoutes=c.chefs,
            retires=retires,
            chefs=chefs,
            motif=c.motif,
            terme=_terme_retenu(c.terme, rapport),
        ),
        resume=_resume(c),
        article="CPC 236, 245 al. 3" if c.chefs else "CPC 236",
        actes=(acte,),
        ouvertes=(*rapport, *appel_des_decisions_du_controle(ctx, acte.id)),
        closes=clore_l_audience(ctx, c.requete),
        alertes=tuple(_suites(ctx, c)),
    )


def _exiger_une_decision(c: cmd.StatuerExtension, requete: Requete | None) -> None:
    if c.accordee and not (c.chefs or c.retires):
        raise Refus("CPC 236", "La décision dit ce qui change dans la mission.", "les chefs ajoutés ou retirés")
    if not c.accordee and (requete is None or c.chefs or c.retires or c.terme is not None):
        raise Refus("CPC 236", "Un rejet laisse la mission telle qu’elle est.", "la demande rejetée, seule")


def _exiger_les_observations(ctx: Contexte, requete: Requete | None) -> None:
    if requete is None or requete.observee_le is None:
        raise Refus(
            "CPC 245 al. 3",
            "La mission n’est pas étendue avant d’avoir recueilli les observations de l’expert.",
            "les observations de l’expert sur l’extension",
        )
    ctx.exiger_apres(requete.observee_le, "les observations de l’expert")


def _mission(ctx: Contexte, c: cmd.StatuerExtension) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is withdrawn, and the mission as it then stands."""
    actuels = ctx.dossier.chefs
    inconnus = [str(n) for n in c.retires if not 1 <= n <= len(actuels)]
    if inconnus:
        raise Refus("CPC 236", "La mission n’a pas de chef de ce numéro.", *inconnus, introuvable=True)
    deja = [chef for chef in c.chefs if chef in actuels]
    if deja or len(set(c.chefs)) < len(c.chefs):
        raise Refus("CPC 236", "Un chef ajouté figure déjà dans la mission.", *deja)
    gardes = tuple(chef for n, chef in enumerate(actuels, 1) if n not in c.retires)
    if not (*gardes, *c.chefs):
        raise Refus("CPC 236, 265", "Il ne resterait rien de la mission.", "un chef de mission au moins")
    return tuple(actuels[n - 1] for n in sorted(set(c.retires))), (*gardes, *c.chefs)


def _resume(c: cmd.StatuerExtension) -> str:
    if not c.accordee:
        return "Extension de mission refusée"
    faits = [mot for mot, present in (("étendue", c.chefs), ("restreinte", c.retires)) if present]
    return f"Mission {' et '.join(faits)} par le juge"


def _suites(ctx: Contexte, c: cmd.StatuerExtension) -> Iterator[str]:
    if not c.chefs:
        return
    yield from _avant_tout_proces(ctx.dossier)
    yield INSUFFISANCE
    if ctx.dossier.pre_rapport_le is not None:
        yield APRES_LE_PRE_RAPPORT


# -- information (art. 273)


def informer_juge(ctx: Contexte, c: cmd.InformerJuge) -> Iterator[Brouillon]:
    """Art. 273: the expert tells the judge of the progress of his operations; the parties have a copy."""
    ctx.exiger(Role.EXPERT)
    ctx.exiger_phase(*AVANT_LE_RAPPORT)
    ctx.exiger_la_mission_acceptee()
    yield Brouillon(
        fait=ev.JugeInforme(objet=c.objet, information=c.information, sans_copie_motif=c.sans_copie_motif),
        resume="Juge informé de l’avancement des opérations",
        article="CPC 273",
        actes=(
            ctx.acte(
                Nature.INFORMATION_DU_JUGE,
                "Information du juge sur l’avancement",
                copies(ctx, Nature.INFORMATION_DU_JUGE, c.sans_copie_motif),
                piece=c.document,
            ),
        ),
        ouvertes=tuple(information_du_juge(ctx, c.auteur.personne, "lettre d’information au juge")),
        alertes=alertes_de_copie(c.sans_copie_motif),
    )


ACTES: dict[str, Regle] = {
    "demander_prorogation": demander_prorogation,
    "statuer_prorogation": statuer_prorogation,
    "demander_extension": demander_extension,
    "observer_extension": observer_extension,
    "statuer_extension": statuer_extension,
    "informer_juge": informer_juge,
}
