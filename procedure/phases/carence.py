"""Documents that a party does not hand over: the expert tells the judge, who alone settles (art. 275 al. 2 CPC)."""

from collections.abc import Iterator
from datetime import date

from procedure import commandes as cmd
from procedure import evenements as ev
from procedure.appels import appel_des_decisions_du_controle
from procedure.circulation import destinataires
from procedure.contexte import Brouillon, Contexte, Regle
from procedure.decision import Refus
from procedure.documents import Nature
from procedure.dossier import EN_COURS, Dossier, Requete
from procedure.echeances import Cloture, Echeance, Statut
from procedure.modele import ActeId, PersonneId
from procedure.ouverture import exiger_un_terme, ouvrir_ou_attendre
from procedure.personnes import Role
from procedure.requetes import alertes_de_copie, clore_l_audience, copies, exiger_rien_de_pendant

CARENCE = "carence"
"""The nature of the request."""

RESUMES = {
    "injonction": "Production ordonnée par le juge",
    "passer_outre": "Expert autorisé à passer outre",
    "depot_en_l_etat": "Expert autorisé à déposer en l’état",
    "rejet": "Carence : aucune mesure ordonnée",
}


def depot_en_l_etat_autorise(dossier: Dossier) -> bool:
    """Art. 275 al. 2: the judge has let the expert file as things stand; the expert alone never can."""
    return dossier.en_l_etat_autorise_le is not None


def passe_outre(dossier: Dossier, demande: int) -> bool:
    """Art. 275 al. 2: the judge has settled what these documents hold up, and no injunction waits for them."""
    objet = f"demande-{demande}"
    siennes = [r for r in dossier.requetes.values() if r.nature == CARENCE and r.objet == objet]
    injonction = any(e.objet == objet for e in dossier.echeances_de("DL-09"))
    return any(r.statut == "accordee" for r in siennes) and not injonction


def signaler_carence(ctx: Contexte, c: cmd.SignalerCarence) -> Iterator[Brouillon]:
    """Art. 275 al. 2: the expert tells the judge who has not handed over what he asked for."""
    ctx.exiger(Role.EXPERT)
    ctx.exiger_phase(*EN_COURS)
    demande = ctx.dossier.demandes.get(c.demande)
    if demande is None:
        raise Refus("CPC 275", "Cette demande de pièces n’existe pas.", introuvable=True)
    ctx.exiger_apres(_demandee_le(ctx, c.demande), "la demande de pièces")
    if not demande.attendus:
        raise Refus("CPC 275", "Chacun a répondu à cette demande de pièces : il n’y a pas de carence.")
    objet = f"demande-{c.demande}"
    exiger_rien_de_pendant(ctx, CARENCE, objet)
    yield Brouillon(
        fait=ev.CarenceSignalee(
            demande=c.demande,
            defaillants=demande.attendus,
            expose=c.expose,
            sans_copie_motif=c.sans_copie_motif,
        ),
        resume=f"Carence signalée au juge (demande de pièces n° {c.demande})",
        article="CPC 275 al. 2",
        actes=(
            ctx.acte(
                Nature.RAPPORT_DE_CARENCE,
                f"Rapport de carence — demande de pièces n° {c.demande}",
                copies(ctx, Nature.RAPPORT_DE_CARENCE, c.sans_copie_motif),
                piece=c.document,
                objet=objet,
            ),
        ),
        alertes=(*alertes_de_copie(c.sans_copie_motif), *_avant_terme(ctx, objet)),
    )


def _demandee_le(ctx: Contexte, demande: int) -> date:
    return ctx.dossier.actes[ActeId(f"{Nature.DEMANDE_DE_PIECES.value}-{demande}")].etabli_le


def _avant_terme(ctx: Contexte, objet: str) -> Iterator[str]:
    """The parties still have time: reporting is not refused, the judge sees it."""
    encore = [
        e
        for e in ctx.dossier.echeances_de("DL-08")
        if e.objet == objet and (e.calcul is None or ctx.jour <= e.calcul.arguable_until)
    ]
    if encore:
        yield "Le délai donné pour produire ces pièces n’est pas expiré pour toutes les parties (CPC 275)."


def statuer_carence(ctx: Contexte, c: cmd.StatuerCarence) -> Iterator[Brouillon]:
    """Art. 275 al. 2: the judge orders production, lets the expert go on or file as things stand, or rejects."""
    ctx.exiger(Role.JUGE)
    requete = ctx.requete(c.requete, CARENCE)
    ctx.exiger_phase(*EN_COURS)
    vises = _vises(ctx, c, requete)
    ctx.exiger_l_ordonnance(c.ordonnance)
    acte = ctx.acte(
        Nature.ORDONNANCE_SUR_CARENCE,
        f"Ordonnance — {RESUMES[c.sens].lower()}",
        destinataires(ctx.dossier, Nature.ORDONNANCE_SUR_CARENCE),
        piece=c.ordonnance,
        objet=requete.id,
    )
    yield Brouillon(
        fait=ev.CarenceTranchee(
            requete=requete.id,
            demande=_numero(requete),
            sens=c.sens,
            a=vises,
            motif=c.motif,
            astreinte=c.astreinte,
        ),
        resume=f"{RESUMES[c.sens]} (demande de pièces n° {_numero(requete)})",
        article="CPC 275 al. 2",
        actes=(acte,),
        ouvertes=(*_injonctions(ctx, c, requete, vises, acte.id), *appel_des_decisions_du_controle(ctx, acte.id)),
        closes=(*_closes(ctx, c, requete, vises), *clore_l_audience(ctx, requete.id)),
    )


def _numero(requete: Requete) -> int:
    return int((requete.objet or "").removeprefix("demande-"))


def _vises(ctx: Contexte, c: cmd.StatuerCarence, requete: Requete) -> tuple[PersonneId, ...]:
    """Who is ordered to produce, and by when; the other decisions name nobody and fix nothing."""
    if c.sens != "injonction":
        if c.a or c.terme is not None or c.astreinte is not None:
            raise Refus("CPC 275 al. 2", "Seule une injonction désigne une partie, un terme ou une astreinte.")
        return ()
    if c.terme is None:
        raise Refus("CPC 275 al. 2", "L’injonction dit quand produire.", "le terme de l’injonction")
    exiger_un_terme(ctx, c.terme, "ordonnance", "reception")
    attendus = ctx.dossier.demandes[_numero(requete)].attendus
    etrangers = [p for p in c.a if p not in attendus]
    if etrangers:
        raise Refus("CPC 275 al. 2", "Cette personne n’est pas en carence.", *etrangers, introuvable=True)
    if not attendus:
        raise Refus("CPC 275 al. 2", "Chacun a répondu à cette demande de pièces : rien n’est à ordonner.")
    return tuple(dict.fromkeys(c.a)) or attendus


def _injonctions(
    ctx: Contexte, c: cmd.StatuerCarence, requete: Requete, vises: tuple[PersonneId, ...], acte: ActeId
) -> Iterator[Echeance]:
    """DL-09: one per party, from its own receipt of the order where it counts from there."""
    for partie in vises:
        if c.terme is not None:
            depuis = "injonction du juge"
            yield ouvrir_ou_attendre(
                ctx, "DL-09", partie, depuis, terme=c.terme, acte=acte, objet=requete.objet
            )


def _closes(
    ctx: Contexte, c: cmd.StatuerCarence, requete: Requete, vises: tuple[PersonneId, ...]
) -> Iterator[Cloture]:
    """The expert's own time gives way to the judge's, or has no object any more."""
    if c.sens == "injonction":
        for partie in vises:
            motif = "injonction du juge"
            yield from ctx.clore("DL-08", objet=requete.objet, personne=partie, motif=motif, statut=Statut.LEVEE)
    elif c.sens != "rejet":
        motif = RESUMES[c.sens].lower()
        yield from ctx.clore("DL-08", "DL-09", objet=requete.objet, motif=motif, statut=Statut.LEVEE)


ACTES: dict[str, Regle] = {
    "signaler_carence": signaler_carence,
    "statuer_carence": statuer_carence,
}
