"""The recourse against the pay, before the premier président (art. 714-718, 724 CPC)."""

from collections.abc import Iterator

from procedure import commandes as cmd
from procedure import evenements as ev
from procedure.circulation import destinataires
from procedure.contexte import Brouillon, Contexte, Regle
from procedure.decision import Refus
from procedure.delais import DelaiInvalide, Sens, calculer
from procedure.documents import Nature
from procedure.dossier import Dossier, Phase
from procedure.echeances import Statut
from procedure.langue import date_longue, enumerer, instant_long, montant
from procedure.modele import PersonneId
from procedure.ouverture import ouvrir
from procedure.personnes import Role
from procedure.regles import CONVOCATION_AU_RECOURS


def former_recours(ctx: Contexte, c: cmd.FormerRecours) -> Iterator[Brouillon]:
    """Art. 724, 714-715: recorded whenever it comes; only the premier président may find it inadmissible."""
    ctx.exiger(Role.PARTIE, Role.AVOCAT, Role.EXPERT, Role.GREFFE)
    _exiger_la_qualite(ctx, c.au_nom_de)
    ctx.exiger_phase(Phase.TAXEE, Phase.RECOURS, Phase.RECOURS_FORME)
    ctx.exiger_apres(ctx.dossier.taxee_le, "l’ordonnance de taxe")
    recours = ctx.dossier.recours
    if recours.statue_le is not None:
        raise Refus("CPC 724", "Le premier président a déjà statué.")
    inconnus = [p for p in c.copies_a if p not in ctx.dossier.participants]
    if inconnus:
        raise Refus("CPC 715", "Le destinataire d’une copie n’est pas dans l’expertise.", *inconnus, introuvable=True)
    if c.au_nom_de in recours.auteurs:
        raise Refus("CPC 724", "Cette personne a déjà formé un recours.")
    if c.incident and ctx.dossier.phase is not Phase.RECOURS_FORME:
        raise Refus("CPC 724", "Un recours incident répond à un recours déjà formé.", "un recours principal")
    nom = ctx.dossier.participants[c.au_nom_de].nom
    titre = f"Note de recours{' incident' if c.incident else ''} — {nom}"
    vers = [p for p in destinataires(ctx.dossier, Nature.NOTE_DE_RECOURS) if p != c.au_nom_de]
    yield Brouillon(
        fait=ev.RecoursForme(
            au_nom_de=c.au_nom_de,
            motifs=c.motifs,
            copies_a=c.copies_a,
            copies_le=c.copies_le,
            incident=c.incident,
        ),
        resume=f"Recours{' incident' if c.incident else ''} contre l’ordonnance de taxe — {nom}",
        article="CPC 724, 715",
        phase=Phase.RECOURS_FORME,
        actes=(ctx.acte(Nature.NOTE_DE_RECOURS, titre, vers, piece=c.note, objet=c.au_nom_de),),
        closes=ctx.clore("DL-18", personne=c.au_nom_de, motif="recours formé"),
        alertes=() if c.incident else tuple(_alertes_du_recours(ctx, c)),
    )


def _exiger_la_qualite(ctx: Contexte, au_nom_de: PersonneId) -> None:
    """Art. 724: the parties and the expert; the greffe records for them."""
    auteur = ctx.commande.auteur
    if auteur.role in (Role.PARTIE, Role.AVOCAT):
        ctx.exiger_pour(au_nom_de)
    elif auteur.role is Role.EXPERT and au_nom_de != auteur.personne:
        raise Refus("CPC 724", "L’expert ne forme de recours que pour lui-même.", interdit=True)
    elif au_nom_de not in (*ctx.dossier.parties, ctx.dossier.expert):
        raise Refus("CPC 724", "Le recours appartient aux parties et à l’expert.", introuvable=True)


def _alertes_du_recours(ctx: Contexte, c: cmd.FormerRecours) -> Iterator[str]:
    """What may make the recourse inadmissible, each reading with its date: it is for the premier président."""
    termes = [t for i, t in ctx.dossier.termes.items() if i.startswith(f"DL-18:{c.au_nom_de}:")]
    if termes and ctx.jour > max(t.legal for t in termes):
        dernier = max(termes, key=lambda t: t.arguable_until)
        discute = "à une date discutée" if ctx.jour <= dernier.arguable_until else "hors délai"
        yield (
            f"Irrecevabilité encourue : recours formé {discute}, le mois ayant expiré le {date_longue(dernier.legal)} "
            "à 24 heures (CPC 724, 714 al. 2)."
        )
    attendus = [p for p in (*ctx.dossier.parties, ctx.dossier.expert) if p is not None and p != c.au_nom_de]
    sans = [ctx.dossier.participants[p].nom for p in attendus if p not in c.copies_a]
    if sans:
        yield (
            "Irrecevabilité encourue, même si le délai n’a pas couru : aucune copie simultanée de la note à "
            f"{enumerer(sans)} (CPC 715, 724)."
        )
    elif c.preuve_des_copies is None:
        yield "L’envoi simultané des copies de la note n’est pas prouvé (CPC 715)."
    if c.copies_a and c.copies_le not in (None, ctx.jour):
        yield f"Les copies n’ont pas été envoyées le jour du recours, mais le {c.copies_le:%d/%m/%Y} (CPC 715)."
    yield "Ni le délai ni le recours ne suspendent l’exécution : les fonds peuvent être libérés (CPC 724)."


def convoquer_recours(ctx: Contexte, c: cmd.ConvoquerRecours) -> Iterator[Brouillon]:
    """Art. 716, 718: fifteen days at least before the hearing, counted backward; a shorter time is for the judge."""
    ctx.exiger(Role.GREFFE)
    ctx.exiger_phase(Phase.RECOURS_FORME)
    ctx.exiger_apres(ctx.dernier(Nature.NOTE_DE_RECOURS), "le recours")
    jour = c.audience.astimezone(ctx.fuseau).date()
    if jour <= ctx.jour:
        raise Refus("CPC 716", "On convoque pour une audience à venir.", "une date à venir")
    try:
        calcul = calculer(jour, CONVOCATION_AU_RECOURS, zone=ctx.zone, sens=Sens.REBOURS)
    except DelaiInvalide as hors:
        raise Refus("CPC 716", "Cette date n’existe pas au calendrier.") from hors
    alertes: tuple[str, ...] = ()
    if ctx.jour > calcul.safe_by:
        souple = calcul.lenient_latest or calcul.legal
        jugement = "Convocation discutée" if ctx.jour <= souple else "Convocation tardive"
        alertes = (
            f"{jugement} : au plus sûr le {calcul.safe_by:%d/%m/%Y}, au plus tard le {calcul.legal:%d/%m/%Y} en "
            f"comptant strictement, le {souple:%d/%m/%Y} selon la lecture la plus souple (CPC 716).",
        )
    vers = destinataires(ctx.dossier, Nature.CONVOCATION_AU_RECOURS)
    yield Brouillon(
        fait=ev.RecoursConvoque(audience=c.audience, lieu=c.lieu),
        resume=f"Audience du premier président le {instant_long(c.audience, ctx.dossier.siege.fuseau)}",
        article="CPC 716, 718",
        actes=(ctx.acte(Nature.CONVOCATION_AU_RECOURS, "Convocation devant le premier président", vers),),
        alertes=alertes,
    )


def statuer_recours(ctx: Contexte, c: cmd.StatuerRecours) -> Iterator[Brouillon]:
    """Art. 724: the pay is what the premier président fixes; what was released before leaves a difference.

    A recourse found inadmissible settles nothing for the others: each one's own month goes on.
    """
    ctx.exiger(Role.GREFFE)
    ctx.exiger_phase(Phase.RECOURS_FORME)
    ctx.exiger_apres(ctx.dernier(Nature.NOTE_DE_RECOURS), "le recours")
    ctx.exiger_l_ordonnance(c.ordonnance)
    ancien = ctx.dossier.remuneration_taxee
    if ancien is None:
        raise AssertionError("a recourse stands against a taxe order")
    nouveau = ancien if c.montant is None else c.montant
    consigne = sum(ctx.dossier.encaisse.values())
    recu = max(min(ancien, consigne), ctx.dossier.acomptes_verses)
    solde = min(nouveau, consigne) - recu if ctx.dossier.fonds_liberes else 0
    sens = "Recours déclaré irrecevable" if c.montant is None else f"Rémunération fixée à {montant(nouveau)}"
    regie = (ctx.dossier.de_role(Role.REGIE) or ctx.dossier.de_role(Role.GREFFE))[0]
    vers = destinataires(ctx.dossier, Nature.ORDONNANCE_SUR_RECOURS)
    yield Brouillon(
        fait=ev.RecoursStatue(
            montant=nouveau,
            irrecevable=c.montant is None,
            complement=max(solde, 0),
            trop_percu=max(-solde, 0),
        ),
        resume=f"{sens} par le premier président",
        article="CPC 724",
        phase=Phase.TAXEE if c.montant is None and _reste_a_notifier(ctx.dossier) else Phase.RECOURS,
        actes=(
            ctx.acte(Nature.ORDONNANCE_SUR_RECOURS, "Ordonnance du premier président", vers, piece=c.ordonnance),
        ),
        ouvertes=(ouvrir(ctx, "DL-19", regie, "ordonnance du premier président", ctx.jour),) if solde else (),
        closes=ctx.clore("DL-18", "DL-18n", motif="le premier président a statué", statut=Statut.LEVEE)
        if c.montant is not None
        else (),
        alertes=tuple(_alertes_de_la_decision(solde)),
    )


def _reste_a_notifier(dossier: Dossier) -> bool:
    """Whether the expert still owes a notification to a party (art. 724)."""
    return bool(dossier.echeances_de("DL-18n"))


def _alertes_de_la_decision(solde: int) -> Iterator[str]:
    if solde > 0:
        yield f"Complément dû à l’expert : {montant(solde)}, au-delà de ce qui lui a été versé (CPC 284 al. 2, 724)."
    if solde < 0:
        yield f"Trop-perçu à restituer par l’expert : {montant(-solde)} (CPC 284 al. 2, 724)."


ACTES: dict[str, Regle] = {
    "former_recours": former_recours,
    "convoquer_recours": convoquer_recours,
    "statuer_recours": statuer_recours,
}
