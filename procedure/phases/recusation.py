"""The récusation of the expert, and the conflict that he declares (art. 234 CPC).

It goes to the judge who appointed him or who is in charge of the control: the way to the premier président is
that of judges, and is not transposed (art. 341-348).
"""

from collections.abc import Iterator
from datetime import timedelta

from procedure import commandes as cmd
from procedure import evenements as ev
from procedure.appels import alerte_de_l_incident, appel_des_decisions_du_controle
from procedure.calendrier import date_longue
from procedure.circulation import destinataires
from procedure.contexte import Brouillon, Contexte, Regle
from procedure.decision import Refus
from procedure.documents import Nature
from procedure.dossier import AVANT_LE_RAPPORT, Requete
from procedure.personnes import Role
from procedure.phases.mandat import exiger_un_mandat_en_cours, fin_du_mandat
from procedure.regles import RECUSATION_AUSSITOT

LES_OPERATIONS_CONTINUENT = (
    "La récusation ne suspend pas les opérations : elles se poursuivent, sauf décision contraire du juge (CPC 234)."
)


def declarer_conflit(ctx: Contexte, c: cmd.DeclarerConflit) -> Iterator[Brouillon]:
    """Art. 234 al. 3: at once, to the judge; the parties are told, or they could not challenge."""
    ctx.exiger(Role.EXPERT)
    ctx.exiger_phase(*AVANT_LE_RAPPORT)
    mandat = exiger_un_mandat_en_cours(ctx)
    if mandat.etat == "designe":
        raise Refus("CPC 234 al. 3", "La désignation n’a pas encore été notifiée à l’expert.")
    vers = destinataires(ctx.dossier, Nature.DECLARATION_DE_CONFLIT)
    greffe = ctx.dossier.de_role(Role.GREFFE)[0]
    parties = destinataires(ctx.dossier, Nature.AVIS_DE_CONFLIT)
    yield Brouillon(
        fait=ev.ConflitDeclare(requete=ctx.dossier.prochaine_requete("conflit"), motif=c.motif),
        resume="Déclaration de conflit par l’expert : le juge a à statuer",
        article="CPC 234 al. 3",
        actes=(
            ctx.acte(Nature.DECLARATION_DE_CONFLIT, "Déclaration de conflit", vers),
            ctx.acte(Nature.AVIS_DE_CONFLIT, "Avis d’une déclaration de l’expert", parties, auteur=greffe),
        ),
        alertes=(
            "Les opérations ne devraient ni commencer ni se poursuivre avant que le juge ait statué "
            "sur la déclaration de l’expert (CPC 234 al. 3).",
        ),
    )


def recuser_expert(ctx: Contexte, c: cmd.RecuserExpert) -> Iterator[Brouillon]:
    """Art. 234 al. 2: before the operations start, or as soon as the cause is revealed; the judge weighs lateness."""
    ctx.exiger_pour(c.au_nom_de)
    ctx.exiger_phase(*AVANT_LE_RAPPORT)
    exiger_un_mandat_en_cours(ctx)
    if c.connue_le > ctx.jour:
        raise Refus("CPC 640, 234", "La cause ne peut pas être connue après la demande.", "une date passée ou du jour")
    requete = ctx.dossier.prochaine_requete("recusation")
    vers = [*destinataires(ctx.dossier, Nature.REQUETE_EN_RECUSATION, de=c.au_nom_de)]
    acte = ctx.acte(Nature.REQUETE_EN_RECUSATION, "Requête en récusation", vers, piece=c.document, objet=requete)
    tard = tuple(_recusation_tardive(ctx, c))
    yield Brouillon(
        fait=ev.RecusationDemandee(
            requete=requete, au_nom_de=c.au_nom_de, cause=c.cause.value, motif=c.motif, connue_le=c.connue_le
        ),
        resume="Récusation de l’expert demandée" + (" — tardiveté à apprécier" if tard else ""),
        article="CPC 234",
        actes=(acte,),
        alertes=(*tard, LES_OPERATIONS_CONTINUENT),
    )


def _recusation_tardive(ctx: Contexte, c: cmd.RecuserExpert) -> Iterator[str]:
    """The Code counts no day: more than eight after the cause was known, once a first meeting was held."""
    tenues = [r.debut.astimezone(ctx.fuseau).date() for r in ctx.dossier.reunions.values() if r.tenue]
    if tenues and min(tenues) < ctx.jour and ctx.jour - c.connue_le > timedelta(days=RECUSATION_AUSSITOT.jours):
        yield (
            f"Récusation peut-être tardive : demandée après la première réunion, du {date_longue(min(tenues))}, "
            f"pour une cause connue le {date_longue(c.connue_le)} (CPC 234 al. 2)."
        )


def statuer_recusation(ctx: Contexte, c: cmd.StatuerRecusation) -> Iterator[Brouillon]:
    """Art. 234-235: admitted, it calls for another expert; rejected, the mandate goes on as it was."""
    ctx.exiger(Role.JUGE)
    requete = _demande_sur_l_expert(ctx, c.requete)
    ctx.exiger_phase(*AVANT_LE_RAPPORT)
    exiger_un_mandat_en_cours(ctx)
    ctx.exiger_l_ordonnance(c.ordonnance)
    objet = "la récusation" if requete.nature == "recusation" else "le conflit déclaré par l’expert"
    vers = destinataires(ctx.dossier, Nature.ORDONNANCE_SUR_RECUSATION)
    acte = ctx.acte(
        Nature.ORDONNANCE_SUR_RECUSATION, f"Ordonnance sur {objet}", vers, piece=c.ordonnance, objet=c.requete
    )
    if c.admise:
        quoi, suite = "admise", " : remplacement à décider"
    else:
        quoi, suite = "rejetée", " : la mission continue"
    sujet = "Récusation" if requete.nature == "recusation" else "Cause de récusation déclarée par l’expert"
    yield Brouillon(
        fait=ev.RecusationTranchee(requete=c.requete, admise=c.admise, motif=c.motif),
        resume=f"{sujet} {quoi}{suite}",
        article="CPC 234, 235 al. 1",
        actes=(acte,),
        ouvertes=appel_des_decisions_du_controle(ctx, acte.id),
        closes=fin_du_mandat(ctx, "récusation admise") if c.admise else (),
        alertes=(alerte_de_l_incident(ctx),),
    )


def _demande_sur_l_expert(ctx: Contexte, identifiant: str) -> Requete:
    """The challenge, or the expert's own declaration: the judge decides on both in the same way."""
    connue = ctx.dossier.requetes.get(identifiant)
    return ctx.requete(identifiant, "conflit" if connue is not None and connue.nature == "conflit" else "recusation")


ACTES: dict[str, Regle] = {
    "declarer_conflit": declarer_conflit,
    "recuser_expert": recuser_expert,
    "statuer_recusation": statuer_recusation,
}

