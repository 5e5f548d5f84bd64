"""The difficulties that the operations meet: the judge is seized without form and settles them (art. 167-168 CPC).

A third person who is ordered to produce (art. 243, 138-140) may object, and appeals what is then decided (art. 141).
"""

from collections.abc import Iterator
from datetime import date

from procedure import commandes as cmd
from procedure import evenements as ev
from procedure.appels import appel_des_decisions_du_controle
from procedure.circulation import destinataires, parties_et_avocats
from procedure.contexte import Brouillon, Contexte, Regle
from procedure.decision import Refus
from procedure.documents import Nature
from procedure.dossier import AVANT_LE_RAPPORT, EN_COURS, Requete
from procedure.echeances import Cloture, Echeance, Statut
from procedure.langue import accorder, instant_long
from procedure.modele import ActeId, PersonneId
from procedure.ouverture import exiger_un_terme, ouvrir, ouvrir_ou_attendre
from procedure.personnes import Participant, Role
from procedure.phases.carence import CARENCE
from procedure.phases.mission import EXTENSION, PROROGATION
from procedure.requetes import alertes_de_copie, clore_l_audience, copies, exiger_un_demandeur

DIFFICULTE = "difficulte"
"""The nature of the request."""

AUDIENCES = (DIFFICULTE, CARENCE, PROROGATION, EXTENSION)
"""The requests that the judge may hear (art. 168)."""

LIBELLES: dict[str, str] = {
    "acces_refuse": "accès refusé",
    "securite": "sécurité",
    "travaux_a_avancer": "travaux à avancer",
    "tiers_detenteur": "pièces détenues par un tiers",
    "personne_a_examiner_absente": "personne à examiner absente",
    "secret_medical": "secret médical",
    "autre": "autre difficulté",
}
"""Each kind of difficulty in words."""

ALERTES: dict[str, str] = {
    "secret_medical": "Le dossier médical ne va à l’expert qu’avec l’accord du patient, de son représentant ou de ses "
    "héritiers, sauf au juge à tirer les conséquences d’un refus (CPC 11 ; 1re civ., 11 juin 2009, n° 08-12.742).",
    "personne_a_examiner_absente": "Le juge tire toute conséquence de l’abstention ou du refus (CPC 11).",
}
"""What is to be known of a kind of difficulty."""


def soulever_difficulte(ctx: Contexte, c: cmd.SouleverDifficulte) -> Iterator[Brouillon]:
    """Art. 167: at the request of a party or on the expert's initiative, without form; a third person's too (141)."""
    if c.auteur.role is Role.TIERS:
        ctx.exiger(Role.TIERS)
    else:
        exiger_un_demandeur(ctx, c.au_nom_de)
    ctx.exiger_phase(*AVANT_LE_RAPPORT)
    ctx.exiger_apres(ctx.dossier.rendue_le, "l’ordonnance")
    yield Brouillon(
        fait=ev.DifficulteSoulevee(nature=c.nature, expose=c.expose, sans_copie_motif=c.sans_copie_motif),
        resume=f"Difficulté soumise au juge : {LIBELLES[c.nature]}",
        article="CPC 167",
        actes=(
            ctx.acte(
                Nature.RAPPORT_DE_DIFFICULTE,
                f"Difficulté d’exécution : {LIBELLES[c.nature]}",
                copies(ctx, Nature.RAPPORT_DE_DIFFICULTE, c.sans_copie_motif),
                piece=c.document,
                objet=ctx.dossier.prochaine_requete(DIFFICULTE),
            ),
        ),
        alertes=(*alertes_de_copie(c.sans_copie_motif), *([ALERTES[c.nature]] if c.nature in ALERTES else [])),
    )


def fixer_audience(ctx: Contexte, c: cmd.FixerAudience) -> Iterator[Brouillon]:
    """Art. 168: the judge fixes the date; the greffe convokes the parties, and the expert if need be."""
    ctx.exiger(Role.JUGE, Role.GREFFE)
    ctx.exiger_phase(*AVANT_LE_RAPPORT)
    nature = c.requete.rpartition("-")[0]
    if nature not in AUDIENCES:
        raise Refus("CPC 168", "Cette demande n’existe pas.", introuvable=True)
    requete = ctx.requete(c.requete, nature)
    terme = cmd.Terme(le=c.debut.astimezone(ctx.fuseau).date())
    exiger_un_terme(ctx, terme)
    juge, greffe = ctx.dossier.de_role(Role.JUGE)[0], ctx.dossier.de_role(Role.GREFFE)[0]
    expert = ctx.dossier.expert
    vers = [*parties_et_avocats(ctx.dossier), *([expert] if expert and c.expert_convoque else [])]
    yield Brouillon(
        fait=ev.AudienceFixee(requete=requete.id, debut=c.debut, lieu=c.lieu),
        resume=f"Audience fixée au {instant_long(c.debut, ctx.dossier.siege.fuseau)}",
        article="CPC 168",
        actes=(
            ctx.acte(
                Nature.CONVOCATION_A_L_AUDIENCE,
                "Convocation à l’audience d’incident",
                [*vers, *_tiers_demandeur(ctx, requete)],
                objet=requete.id,
                auteur=greffe,
            ),
        ),
        ouvertes=(ouvrir(ctx, "DL-22", juge, "audience fixée par le juge", ctx.jour, terme=terme, objet=requete.id),),
    )


def _tiers_demandeur(ctx: Contexte, requete: Requete) -> tuple[PersonneId, ...]:
    return (requete.auteur,) if requete.auteur in ctx.dossier.de_role(Role.TIERS) else ()


def statuer_difficulte(ctx: Contexte, c: cmd.StatuerDifficulte) -> Iterator[Brouillon]:
    """Art. 167, 243: the judge settles, at request or of his own motion, and may order a third person to produce."""
    ctx.exiger(Role.JUGE)
    requete = ctx.requete(c.requete, DIFFICULTE) if c.requete is not None else None
    ctx.exiger_phase(*AVANT_LE_RAPPORT)
    ctx.exiger_apres(ctx.dossier.rendue_le, "l’ordonnance")
    if requete is None and not c.accueillie:
        raise Refus("CPC 167", "Sans demande, il n’y a rien à rejeter.", "la demande rejetée")
    tiers, deja = _tiers_vise(ctx, c, requete)
    ctx.exiger_l_ordonnance(c.ordonnance)
    acte = ctx.acte(
        Nature.ORDONNANCE_SUR_DIFFICULTE,
        "Ordonnance sur une difficulté d’exécution",
        [*destinataires(ctx.dossier, Nature.ORDONNANCE_SUR_DIFFICULTE), *([tiers.id] if tiers else [])],
        piece=c.ordonnance,
        objet=c.requete,
    )
    yield Brouillon(
        fait=ev.DifficulteTranchee(
            requete=c.requete,
            accueillie=c.accueillie,
            decision=c.decision,
            tiers=tiers,
            nouvelle_decision=deja,
            astreinte=c.astreinte,
        ),
        resume=_resume(c.accueillie, tiers, deja=deja),
        article="CPC 167, 243" if tiers else "CPC 167",
        actes=(acte,),
        ouvertes=(
            *(_echeances_du_tiers(ctx, c, tiers, acte.id, deja=deja) if tiers else ()),
            *appel_des_decisions_du_controle(ctx, acte.id),
        ),
        closes=(*clore_l_audience(ctx, c.requete), *_injonction_retractee(ctx, c, requete, tiers)),
    )


def _resume(accueillie: bool, tiers: Participant | None, *, deja: bool) -> str:
    if tiers is None:
        return "Difficulté tranchée par le juge" if accueillie else "Difficulté : demande rejetée"
    return "Nouvelle décision du juge à l’égard d’un tiers" if deja else "Production ordonnée à un tiers"


def _tiers_vise(ctx: Contexte, c: cmd.StatuerDifficulte, requete: Requete | None) -> tuple[Participant | None, bool]:
    """The third person of the decision, and whether he was ordered before: the one who objects, or the one named."""
    objectant = ctx.dossier.participants[requete.auteur] if requete and _tiers_demandeur(ctx, requete) else None
    tiers = c.tiers or objectant
    if tiers is None:
        if c.terme is not None or c.astreinte is not None:
            raise Refus("CPC 243", "Le terme et l’astreinte visent le tiers qui doit produire.", "le tiers")
        return None, False
    connu = ctx.dossier.participants.get(tiers.id)
    pris = connu is None and tiers.id in ctx.dossier.noms_pris
    if tiers.role is not Role.TIERS or pris or (connu and connu.role is not Role.TIERS):
        raise Refus("CPC 243", "Une personne de l’expertise n’est pas un tiers.")
    if c.terme is not None:
        exiger_un_terme(ctx, c.terme, "ordonnance", "reception")
    if connu is not None:
        return connu, True
    if not c.accueillie or c.terme is None:
        raise Refus("CPC 243", "L’injonction faite à un tiers dit quand produire.", "le terme de l’injonction")
    if tiers.adresse is None and not ctx.repris:
        raise Refus("CPC 243", "Le tiers ne peut être atteint par aucune voie licite.", "l’adresse du tiers")
    return tiers, False


def _echeances_du_tiers(
    ctx: Contexte, c: cmd.StatuerDifficulte, tiers: Participant, acte: ActeId, *, deja: bool
) -> Iterator[Echeance]:
    """Art. 141: the first order gives no appeal, only the new one does, from the day it is given."""
    if c.terme is not None:
        depuis = "production ordonnée au tiers"
        yield ouvrir_ou_attendre(ctx, "DL-09t", tiers.id, depuis, terme=c.terme, acte=acte)
    if deja:
        yield ouvrir(ctx, "DL-27", tiers.id, "prononcé de la nouvelle décision", ctx.jour, objet=acte, acte=acte)


def _injonction_retractee(
    ctx: Contexte, c: cmd.StatuerDifficulte, requete: Requete | None, tiers: Participant | None
) -> tuple[Cloture, ...]:
    """Art. 141: the judge who admits the third person's objection takes back what he had ordered him."""
    if requete is None or tiers is None or requete.auteur != tiers.id or not c.accueillie or c.terme is not None:
        return ()
    return ctx.clore("DL-09t", personne=tiers.id, motif="injonction rétractée", statut=Statut.LEVEE)


def communiquer_pieces_du_tiers(ctx: Contexte, c: cmd.CommuniquerPiecesDuTiers) -> Iterator[Brouillon]:
    """Art. 243, 16: what a third person produces goes to every party."""
    ctx.exiger(Role.EXPERT)
    ctx.exiger_phase(*EN_COURS)
    if c.tiers not in ctx.dossier.de_role(Role.TIERS):
        raise Refus("CPC 243", "Ce tiers n’est pas dans l’expertise.", introuvable=True)
    ctx.exiger_apres(_ordonnee_le(ctx, c.tiers), "la décision qui ordonne la production")
    closes = ctx.clore("DL-09t", personne=c.tiers, motif="pièces produites par le tiers") if c.complet else ()
    titre = c.pieces[0].titre if len(c.pieces) == 1 else f"{len(c.pieces)} pièces produites par un tiers"
    yield Brouillon(
        fait=ev.PiecesDuTiersCommuniquees(tiers=c.tiers, nombre=len(c.pieces), complet=c.complet),
        resume=f"Communication de {accorder(len(c.pieces), 'pièce')} d’un tiers",
        article="CPC 243, 16",
        actes=(
            ctx.acte(
                Nature.PIECES_DU_TIERS,
                titre,
                destinataires(ctx.dossier, Nature.PIECES_DU_TIERS),
                piece=c.pieces[0],
                annexes=c.pieces[1:],
                objet=c.tiers,
            ),
        ),
        closes=closes,
    )


def _ordonnee_le(ctx: Contexte, tiers: PersonneId) -> date | None:
    decisions = [
        a.etabli_le
        for a in ctx.dossier.actes.values()
        if a.nature is Nature.ORDONNANCE_SUR_DIFFICULTE and tiers in a.destinataires
    ]
    return min(decisions, default=None)


ACTES: dict[str, Regle] = {
    "soulever_difficulte": soulever_difficulte,
    "fixer_audience": fixer_audience,
    "statuer_difficulte": statuer_difficulte,
    "communiquer_pieces_du_tiers": communiquer_pieces_du_tiers,
}
