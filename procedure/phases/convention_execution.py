"""How a convention is carried out (art. 131-3, 131-5, 131-7, 131-8 CPC): difficulties, the report, the end."""

from collections.abc import Iterator

from procedure import commandes as cmd
from procedure import evenements as ev
from procedure.calendrier import date_longue
from procedure.circulation import parties_et_avocats
from procedure.contexte import Brouillon, Contexte, Regle
from procedure.decision import Refus
from procedure.documents import Nature
from procedure.dossier import AVANT_LE_RAPPORT, EN_COURS, Phase
from procedure.echeances import Statut
from procedure.modele import ActeId
from procedure.ouverture import ouvrir
from procedure.personnes import Role
from procedure.phases.conclusion import exiger_un_debat_acheve
from procedure.phases.convention import ACTEURS, ATTEND_UN_TECHNICIEN, exiger_d_agir, tous


def constater_inertie(ctx: Contexte, c: cmd.ConstaterInertie) -> Iterator[Brouillon]:
    """Art. 131-5: the judge may order the documents to be handed over; meanwhile the technicien may go on."""
    ctx.exiger(Role.EXPERT)
    ctx.exiger_phase(*EN_COURS)
    demande = ctx.dossier.demandes.get(c.demande)
    if demande is None or c.partie not in ctx.dossier.parties:
        raise Refus("CPC 131-5", "Cette demande de documents, ou cette partie, n’existe pas.", introuvable=True)
    if c.partie not in demande.attendus:
        raise Refus("CPC 131-5", "Cette demande n’attend rien de cette partie.")
    ctx.exiger_apres(ctx.dossier.actes[_acte_de_la_demande(c.demande)].etabli_le, "la demande de documents")
    acte = ctx.acte(
        Nature.CONSTAT_D_INERTIE,
        "Constat d’inertie d’une partie",
        parties_et_avocats(ctx.dossier),
        objet=f"demande-{c.demande}",
    )
    yield Brouillon(
        fait=ev.InertieConstatee(partie=c.partie, demande=c.demande, necessaires=c.necessaires),
        resume=f"Documents non remis par {ctx.dossier.participants[c.partie].nom} : le technicien peut poursuivre",
        article="CPC 131-5",
        actes=(acte,),
        alertes=(
            "Le juge peut être saisi afin d’enjoindre la remise des documents, au besoin sous astreinte ; le "
            "technicien peut entre-temps poursuivre avec ce dont il dispose (CPC 131-5, 131-3).",
            *_terme_encore_ouvert(ctx, c),
        ),
    )


def _acte_de_la_demande(numero: int) -> ActeId:
    return ActeId(f"{Nature.DEMANDE_DE_PIECES.value}-{numero}")


def _terme_encore_ouvert(ctx: Contexte, c: cmd.ConstaterInertie) -> Iterator[str]:
    for e in ctx.dossier.echeances_de("DL-08"):
        ouverte = e.personne == c.partie and e.objet == f"demande-{c.demande}" and e.calcul is not None
        if ouverte and e.calcul is not None and ctx.jour <= e.calcul.legal:
            yield f"Le temps donné pour ces documents court jusqu’au {date_longue(e.calcul.legal)} (CPC 131-5)."


DU_TECHNICIEN = ("remuneration", "execution", "documents")
"""What the technicien may bring before the judge himself (131-3 al. 2, 131-5)."""


def saisir_juge_d_appui(ctx: Contexte, c: cmd.SaisirJugeDAppui) -> Iterator[Brouillon]:
    """Art. 131-3: a party on anything; the technicien on his pay and on how the mission is carried out."""
    exiger_d_agir(ctx, *ACTEURS)
    if c.auteur.role is Role.EXPERT and c.difficulte not in DU_TECHNICIEN:
        raise Refus("CPC 131-3", "La désignation ou le maintien du technicien relève des parties.", interdit=True)
    ctx.exiger_apres(ctx.dossier.rendue_le, "la convention")
    identifiant = ctx.dossier.prochaine_requete("juge-d-appui")
    yield Brouillon(
        fait=ev.JugeDAppuiSaisi(requete=identifiant, difficulte=c.difficulte, expose=c.expose),
        resume="Difficulté portée devant le juge d’appui",
        article="CPC 131-3",
        actes=(
            ctx.acte(
                Nature.SAISINE_DU_JUGE_D_APPUI, "Saisine du juge d’appui", tous(ctx), piece=c.acte, objet=identifiant
            ),
        ),
        alertes=(
            "La demande se forme devant le juge de l’affaire ou, à défaut, devant le président de la juridiction "
            "compétente, selon la procédure accélérée au fond : la plateforme la consigne, elle ne la forme pas "
            "(CPC 131-3).",
        ),
    )


def statuer_juge_d_appui(ctx: Contexte, c: cmd.StatuerJugeDAppui) -> Iterator[Brouillon]:
    """Art. 131-3: whoever has the decision records it; it ends the mission only where that was the question."""
    exiger_d_agir(ctx, *ACTEURS)
    requete = ctx.requete(c.requete, "juge-d-appui")
    ctx.exiger_l_ordonnance(c.ordonnance)
    if c.met_fin_a_la_mission and (requete.objet not in ("designation", "maintien") or not c.accordee):
        raise Refus("CPC 131-3", "Cette décision ne porte pas sur le maintien du technicien.")
    fin = c.met_fin_a_la_mission and ctx.dossier.phase in AVANT_LE_RAPPORT
    yield Brouillon(
        fait=ev.JugeDAppuiStatue(
            requete=c.requete, accordee=c.accordee, dispositif=c.dispositif, met_fin_a_la_mission=fin
        ),
        resume="Le juge d’appui a statué" + (" : il est mis fin à la mission du technicien" if fin else ""),
        article="CPC 131-3",
        actes=(
            ctx.acte(
                Nature.DECISION_DU_JUGE_D_APPUI,
                "Décision du juge d’appui",
                tous(ctx),
                piece=c.ordonnance,
                objet=c.requete,
            ),
        ),
        closes=ctx.clore(*ATTEND_UN_TECHNICIEN, motif="fin de la mission", statut=Statut.LEVEE) if fin else (),
    )


# -- the report, the end


def remettre_rapport(ctx: Contexte, c: cmd.RemettreRapport) -> Iterator[Brouillon]:
    """Art. 131-8: a written report to the parties and to whoever joined them; neither greffe nor taxe."""
    ctx.exiger(Role.EXPERT)
    ctx.exiger_phase(*EN_COURS)
    ctx.exiger_apres(ctx.dossier.operations_depuis, "le début des opérations")
    exiger_un_debat_acheve(ctx)
    entre_avocats = ctx.dossier.convention is not None and ctx.dossier.convention.entre_avocats
    rapport = ctx.acte(
        Nature.RAPPORT,
        "Rapport du technicien",
        parties_et_avocats(ctx.dossier),
        piece=c.document,
        annexes=c.annexes,
    )
    yield Brouillon(
        fait=ev.RapportRemis(entre_avocats=entre_avocats),
        resume="Rapport du technicien remis aux parties",
        article="CPC 131-8",
        phase=Phase.DEPOSEE,
        actes=(rapport,),
        closes=(
            *ctx.clore("DL-06", "DL-15", motif="rapport remis"),
            *ctx.clore("DL-07b", "DL-08", "DL-10", "DL-13", motif="rapport remis", statut=Statut.LEVEE),
        ),
        alertes=tuple(_sur_le_rapport(ctx, entre_avocats, bool(c.annexes))),
    )


def _sur_le_rapport(ctx: Contexte, entre_avocats: bool, annexes: bool) -> Iterator[str]:
    if entre_avocats:
        yield "Convention conclue entre avocats : le rapport a valeur de rapport d’expertise judiciaire (CPC 131-8)."
    else:
        yield (
            "Convention non conclue entre avocats : le rapport n’a pas de plein droit la valeur d’un rapport "
            "d’expertise judiciaire ; le juge qui le lira en dira la portée (CPC 131-8)."
        )
    if ctx.dossier.dires and not annexes:
        yield (
            "Les observations écrites sont jointes au rapport si une partie ou le tiers le demande (CPC 131-7, lu de "
            "mémoire)."
        )


def clore_dossier(ctx: Contexte, c: cmd.CloreDossier) -> Iterator[Brouillon]:
    """Art. 131-8: the report is with the parties, or nobody has the mission; no question waits for the judge."""
    exiger_d_agir(ctx, *ACTEURS)
    mandat = ctx.dossier.mandat
    sans_technicien = mandat is None or mandat.etat == "refuse"
    if not sans_technicien:
        ctx.exiger_phase(Phase.DEPOSEE)
    if ctx.dossier.rapport_le is not None:
        ctx.exiger_apres(ctx.dossier.rapport_le, "la remise du rapport")
    pendantes = [r.id for r in ctx.dossier.pendantes()]
    if pendantes:
        raise Refus("CPC 131-3", "Le juge d’appui n’a pas encore statué.", *pendantes)
    yield Brouillon(
        fait=ev.DossierClos(),
        resume="Dossier clos",
        article="CPC 131-8" if ctx.dossier.rapport_le else "CPC 131",
        phase=Phase.CLOSE,
        ouvertes=(ouvrir(ctx, "DL-25", c.auteur.personne, "clôture du dossier", ctx.jour),),
        closes=ctx.lever(ctx.dossier.echeances.values(), "dossier clos"),
    )


ACTES: dict[str, Regle] = {
    "constater_inertie": constater_inertie,
    "saisir_juge_d_appui": saisir_juge_d_appui,
    "statuer_juge_d_appui": statuer_juge_d_appui,
    "remettre_rapport": remettre_rapport,
}

EN_CONVENTION: dict[str, Regle] = {"clore_dossier": clore_dossier}
"""The shared acts that a convention answers otherwise."""
