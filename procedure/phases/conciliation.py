"""The parties who conciliate: what is theirs alone, what the judge is told, what he may enforce (art. 281 CPC)."""

from collections.abc import Iterator

from procedure import commandes as cmd
from procedure import evenements as ev
from procedure.circulation import destinataires, parties_et_avocats
from procedure.contexte import Brouillon, Contexte, Regle
from procedure.decision import Refus
from procedure.documents import Acte, Nature
from procedure.dossier import EN_COURS, Phase
from procedure.echeances import Cloture
from procedure.langue import enumerer
from procedure.personnes import Role
from procedure.preuves import PieceJointe

SURVIT = ("DL-01a", "DL-01b", "DL-01d", "DL-21", "DL-23")
"""What the end of the mission leaves running: a recourse or a prescription is the law's, not the mission's."""


def verser_en_conciliation(ctx: Contexte, c: cmd.VerserEnConciliation) -> Iterator[Brouillon]:
    """Art. 281: to the other parties and the expert, never to the judge, never into the opinion."""
    ctx.exiger_pour(c.au_nom_de)
    ctx.exiger_phase(*EN_COURS)
    ctx.exiger_apres(ctx.dossier.operations_depuis, "le début des opérations")
    vers = destinataires(ctx.dossier, Nature.ECHANGE_DE_CONCILIATION, de=c.au_nom_de)
    titre = "Échange de conciliation, confidentiel"
    yield Brouillon(
        fait=ev.EchangeVerse(au_nom_de=c.au_nom_de, document=c.document.document),
        resume="Échange de conciliation versé, hors du débat sur l’avis",
        article="CPC 281",
        actes=(ctx.acte(Nature.ECHANGE_DE_CONCILIATION, titre, vers, piece=c.document),),
    )


def exiger_hors_conciliation(ctx: Contexte, *pieces: PieceJointe) -> None:
    """What was said to conciliate does not come back into the debate, nor into the opinion, without an agreement."""
    if any(p.document in ctx.dossier.confidentiels for p in pieces):
        raise Refus(
            "CPC 281, 244",
            "Un document de la conciliation ne peut pas être versé au débat ni joint à l’avis.",
            "un document étranger à la conciliation",
        )


def constater_conciliation(ctx: Contexte, c: cmd.ConstaterConciliation) -> Iterator[Brouillon]:
    """Art. 281: once wholly reconciled, the parties leave the mission without an object; the expert tells the judge."""
    ctx.exiger(Role.EXPERT)
    ctx.exiger_phase(Phase.MISE_EN_PLACE, *EN_COURS)
    ctx.exiger_la_mission_acceptee()
    totale = c.etendue == "totale"
    suite = (
        "CPC 281, 284 : la mission est sans objet ; l’expert demande la rémunération de ce qui est fait."
        if totale
        else "CPC 281 : la conciliation n’est que partielle ; la mission continue sur ce qui reste discuté."
    )
    yield Brouillon(
        fait=ev.ConciliationConstatee(
            etendue=c.etendue, constat=c.constat, accord=c.accord.document if c.accord else None
        ),
        resume="Parties conciliées : mission sans objet" if totale else "Parties conciliées en partie",
        article="CPC 281",
        phase=Phase.SANS_OBJET if totale else None,
        actes=tuple(_constat_et_accord(ctx, c)),
        closes=_lever_la_mission(ctx) if totale else (),
        alertes=(suite,),
    )


def _constat_et_accord(ctx: Contexte, c: cmd.ConstaterConciliation) -> Iterator[Acte]:
    """Two documents: the judge reads that there is an agreement, the parties alone read it."""
    vers = destinataires(ctx.dossier, Nature.CONSTAT_DE_CONCILIATION)
    yield ctx.acte(Nature.CONSTAT_DE_CONCILIATION, "Constat de conciliation", vers, piece=c.document)
    if c.accord is not None:
        entre_eux = destinataires(ctx.dossier, Nature.ACCORD_DES_PARTIES)
        yield ctx.acte(Nature.ACCORD_DES_PARTIES, "Accord des parties", entre_eux, piece=c.accord)


def _lever_la_mission(ctx: Contexte) -> tuple[Cloture, ...]:
    return ctx.lever((e for e in ctx.dossier.echeances.values() if e.regle not in SURVIT), "mission sans objet")


def demander_force_executoire(ctx: Contexte, c: cmd.DemanderForceExecutoire) -> Iterator[Brouillon]:
    """Art. 281 al. 2: at the parties' own request, and only then, the judge reads their agreement."""
    ctx.exiger_pour(c.au_nom_de)
    if ctx.dossier.conciliation_le is None:
        raise Refus("CPC 281", "Aucune conciliation n’est constatée.", "le constat de l’expert")
    ctx.exiger_apres(ctx.dossier.conciliation_le, "le constat de conciliation")
    etrangers = [p for p in c.avec if p not in ctx.dossier.parties]
    if etrangers:
        raise Refus("CPC 281 al. 2", "Seule une partie demande la force exécutoire.", *etrangers, introuvable=True)
    demandeurs = tuple(dict.fromkeys((c.au_nom_de, *c.avec)))
    autres = [ctx.dossier.participants[p].nom for p in ctx.dossier.parties if p not in demandeurs]
    requete = ctx.dossier.prochaine_requete("force_executoire")
    vers = (*ctx.dossier.de_role(Role.JUGE, Role.GREFFE), *parties_et_avocats(ctx.dossier))
    titre = "Demande de force exécutoire"
    manquent = f"CPC 281 al. 2 : toutes les parties ne le demandent pas (manquent : {enumerer(autres)})."
    yield Brouillon(
        fait=ev.ForceExecutoireDemandee(requete=requete, demandeurs=demandeurs),
        resume="Force exécutoire demandée pour l’accord des parties",
        article="CPC 281 al. 2",
        actes=(ctx.acte(Nature.DEMANDE_DE_FORCE_EXECUTOIRE, titre, vers, annexes=(c.accord,), objet=requete),),
        alertes=(manquent,) if autres else (),
    )


def statuer_force_executoire(ctx: Contexte, c: cmd.StatuerForceExecutoire) -> Iterator[Brouillon]:
    """Art. 281 al. 2: the judge alone makes the agreement enforceable."""
    ctx.exiger(Role.JUGE)
    ctx.requete(c.requete, "force_executoire")
    ctx.exiger_l_ordonnance(c.ordonnance)
    vers = destinataires(ctx.dossier, Nature.DECISION_DE_FORCE_EXECUTOIRE)
    titre = "Décision sur la force exécutoire de l’accord"
    issue = "a force exécutoire" if c.accordee else "ne reçoit pas force exécutoire"
    yield Brouillon(
        fait=ev.ForceExecutoireDecidee(requete=c.requete, accordee=c.accordee, motif=c.motif),
        resume=f"L’accord des parties {issue}",
        article="CPC 281 al. 2",
        actes=(ctx.acte(Nature.DECISION_DE_FORCE_EXECUTOIRE, titre, vers, piece=c.ordonnance, objet=c.requete),),
    )


ACTES: dict[str, Regle] = {
    "verser_en_conciliation": verser_en_conciliation,
    "constater_conciliation": constater_conciliation,
    "demander_force_executoire": demander_force_executoire,
    "statuer_force_executoire": statuer_force_executoire,
}
