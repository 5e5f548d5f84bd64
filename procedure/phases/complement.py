"""The complementary provision and the acompte (art. 280 CPC)."""

from collections import Counter
from collections.abc import Iterator

from procedure import commandes as cmd
from procedure import evenements as ev
from procedure.appels import appel_des_decisions_du_controle
from procedure.circulation import destinataires
from procedure.contexte import Brouillon, Contexte, Regle
from procedure.decision import Refus
from procedure.documents import Nature
from procedure.dossier import AVANT_LE_RAPPORT, EN_COURS, Dossier
from procedure.echeances import Echeance, Statut
from procedure.langue import montant
from procedure.modele import ActeId
from procedure.ouverture import exiger_un_terme, ouvrir_ou_attendre
from procedure.personnes import Role
from procedure.phases.consignation import exiger_des_payeurs
from procedure.provision import dates_discutees, echeance_de

AUCUN_PAIEMENT_DIRECT = (
    "Le complément se consigne à la régie : l’expert ne reçoit rien d’une partie, fût-ce à titre de remboursement de "
    "débours, sans décision du juge (CPC 248)."
)


def complement_en_defaut(dossier: Dossier) -> bool:
    """Art. 280 al. 2: a complement is unpaid past its last defensible day and the judge has given no more time.

    The expert may then file his report as it stands.
    """
    return any(e.statut is Statut.DEPASSEE for e in dossier.echeances_de("DL-12"))


def demander_provision_complementaire(
    ctx: Contexte, c: cmd.DemanderProvisionComplementaire
) -> Iterator[Brouillon]:
    """Art. 280 al. 2: without delay, to the judge, copied to the parties."""
    ctx.exiger(Role.EXPERT)
    ctx.exiger_phase(*AVANT_LE_RAPPORT)
    ctx.exiger_la_mission_acceptee()
    yield Brouillon(
        fait=ev.ProvisionComplementaireDemandee(montant=c.montant, justification=c.justification),
        resume=f"Provision complémentaire de {montant(c.montant)} demandée au juge",
        article="CPC 280 al. 2",
        actes=(
            ctx.acte(
                Nature.DEMANDE_DE_COMPLEMENT,
                "Demande de provision complémentaire",
                destinataires(ctx.dossier, Nature.DEMANDE_DE_COMPLEMENT),
                piece=c.document,
            ),
        ),
        alertes=(AUCUN_PAIEMENT_DIRECT,),
    )


def statuer_provision_complementaire(
    ctx: Contexte, c: cmd.StatuerProvisionComplementaire
) -> Iterator[Brouillon]:
    """Art. 280 al. 2: a complement charged to the party that the judge designates, or none; or more time for one."""
    ctx.exiger(Role.JUGE)
    if c.requete is not None:
        ctx.requete(c.requete, "complement")
    ctx.exiger_phase(*AVANT_LE_RAPPORT)
    ctx.exiger_apres(ctx.dossier.rendue_le, "l’ordonnance")
    ctx.exiger_l_ordonnance(c.ordonnance)
    _exiger_une_decision_coherente(ctx, c)
    exiger_des_payeurs(ctx, c.versements)
    for v in c.versements:
        exiger_un_terme(ctx, v.terme, "ordonnance", "envoi", "reception")
    _exiger_des_complements_impayes(ctx, c)
    refuse = c.decision == "rejetee"
    acte = ctx.acte(
        Nature.ORDONNANCE_DE_COMPLEMENT,
        "Ordonnance refusant un complément" if refuse else "Ordonnance de consignation complémentaire",
        destinataires(ctx.dossier, Nature.ORDONNANCE_DE_COMPLEMENT),
        piece=c.ordonnance,
        objet=c.requete,
    )
    anciens = list(ctx.dossier.complements)
    for p in c.prolonges:
        anciens[p.versement - 1] = anciens[p.versement - 1].model_copy(update={"terme": p.terme})
    complements = (*anciens, *c.versements)
    ouvertes = tuple(_termes_des_complements(ctx, c, complements, acte.id))
    yield Brouillon(
        fait=ev.ProvisionComplementaireStatuee(
            requete=c.requete,
            accordee=c.decision == "accordee",
            ordonnes=c.versements,
            prolonges=c.prolonges,
            complements=complements,
        ),
        resume=_issue(c),
        article="CPC 280 al. 2",
        actes=(acte,),
        ouvertes=(*ouvertes, *appel_des_decisions_du_controle(ctx, acte.id)),
        alertes=(*_alertes_du_complement(ctx, c), *dates_discutees(ouvertes)),
    )


def _issue(c: cmd.StatuerProvisionComplementaire) -> str:
    if c.decision == "rejetee":
        return "Provision complémentaire refusée"
    if not c.versements:
        return "Délai du complément prolongé"
    return f"Provision complémentaire de {montant(sum(v.montant for v in c.versements))} ordonnée"


def _exiger_une_decision_coherente(ctx: Contexte, c: cmd.StatuerProvisionComplementaire) -> None:
    accordee = c.decision == "accordee"
    if accordee != bool(c.versements or c.prolonges):
        raise Refus(
            "CPC 280 al. 2",
            "Le juge qui accorde dit qui consigne, combien et pour quand ; celui qui refuse n’ordonne rien.",
            "les versements et leur terme, ou un nouveau terme",
        )
    if c.requete is None and (c.versements or not accordee):
        raise Refus(
            "CPC 280 al. 2",
            "Le complément est ordonné au vu du rapport de l’expert sur l’insuffisance de la provision.",
            "la demande de l’expert",
        )


def _exiger_des_complements_impayes(ctx: Contexte, c: cmd.StatuerProvisionComplementaire) -> None:
    """More time is given for a complement still expected, once."""
    if [rang for rang, nombre in Counter(p.versement for p in c.prolonges).items() if nombre > 1]:
        raise Refus("CPC 280 al. 2", "Un complément reçoit deux termes.", "un terme par complément")
    for p in c.prolonges:
        rang = p.versement
        if rang > len(ctx.dossier.complements):
            raise Refus("CPC 280 al. 2", f"Le complément n° {rang} n’existe pas.", introuvable=True)
        if echeance_de(ctx.dossier, f"complement-{rang}", ctx.dossier.complements[rang - 1].payeur) is None:
            raise Refus("CPC 280 al. 2", f"Le complément n° {rang} n’est plus attendu.")
        exiger_un_terme(ctx, p.terme, "ordonnance", "envoi", "reception")


def _termes_des_complements(
    ctx: Contexte, c: cmd.StatuerProvisionComplementaire, complements: tuple[cmd.Versement, ...], acte: ActeId
) -> Iterator[Echeance]:
    """DL-12 for each payer named, from the decision or from that payer's receipt of it."""
    nouveaux = range(len(ctx.dossier.complements) + 1, len(complements) + 1)
    for rang in (*(p.versement for p in c.prolonges), *nouveaux):
        v = complements[rang - 1]
        depuis = "décision du juge sur le complément"
        yield ouvrir_ou_attendre(ctx, "DL-12", v.payeur, depuis, terme=v.terme, acte=acte, objet=f"complement-{rang}")


def _alertes_du_complement(ctx: Contexte, c: cmd.StatuerProvisionComplementaire) -> Iterator[str]:
    if c.decision == "accordee":
        yield (
            "En attente de complément : les opérations peuvent se poursuivre, mais l’expert diffère d’ordinaire les "
            "travaux coûteux jusqu’au paiement ; impayé, il dépose en l’état (CPC 280 al. 2)."
        )
        yield AUCUN_PAIEMENT_DIRECT
    else:
        yield (
            "Complément refusé : l’expert mesure ses travaux aux sommes consignées, ou rend compte de la difficulté au "
            "juge (CPC 280 al. 2, 279)."
        )


def demander_acompte(ctx: Contexte, c: cmd.DemanderAcompte) -> Iterator[Brouillon]:
    """Art. 280 al. 1: on proof of progress, out of the sum consigned."""
    ctx.exiger(Role.EXPERT)
    ctx.exiger_phase(*EN_COURS)
    ctx.exiger_apres(ctx.dossier.operations_depuis, "le début des opérations")
    yield Brouillon(
        fait=ev.AcompteDemande(montant=c.montant, avancement=c.avancement),
        resume=f"Acompte de {montant(c.montant)} demandé sur la somme consignée",
        article="CPC 280 al. 1",
        actes=(
            ctx.acte(
                Nature.DEMANDE_D_ACOMPTE,
                "Demande d’acompte",
                destinataires(ctx.dossier, Nature.DEMANDE_D_ACOMPTE),
                piece=c.document,
            ),
        ),
    )


def statuer_acompte(ctx: Contexte, c: cmd.StatuerAcompte) -> Iterator[Brouillon]:
    """Art. 280 al. 1: at most what is consigned and not yet promised."""
    ctx.exiger(Role.JUGE)
    requete = ctx.requete(c.requete, "acompte")
    ctx.exiger_phase(*EN_COURS)
    ctx.exiger_l_ordonnance(c.ordonnance)
    accordee = c.decision == "accordee"
    if accordee != bool(c.montant):
        raise Refus("CPC 280 al. 1", "Le juge qui autorise fixe le montant ; celui qui refuse n’en fixe aucun.")
    libre = sum(ctx.dossier.encaisse.values()) - ctx.dossier.acomptes_autorises
    if c.montant > libre:
        raise Refus(
            "CPC 280 al. 1",
            f"L’acompte dépasse ce qui est consigné et encore disponible ({montant(max(0, libre))}).",
            "un montant au plus égal à la somme consignée",
        )
    acte = ctx.acte(
        Nature.ORDONNANCE_D_ACOMPTE,
        "Ordonnance d’acompte" if accordee else "Ordonnance refusant un acompte",
        destinataires(ctx.dossier, Nature.ORDONNANCE_D_ACOMPTE),
        piece=c.ordonnance,
        objet=requete.id,
    )
    yield Brouillon(
        fait=ev.AcompteStatue(requete=requete.id, accordee=accordee, montant=c.montant),
        resume=f"Acompte de {montant(c.montant)} autorisé" if accordee else "Acompte refusé",
        article="CPC 280 al. 1",
        actes=(acte,),
        ouvertes=appel_des_decisions_du_controle(ctx, acte.id),
    )


def verser_acompte(ctx: Contexte, c: cmd.VerserAcompte) -> Iterator[Brouillon]:
    """Art. 280 al. 1, 248: by the régie, out of the consigned sum, within what the judge authorised."""
    ctx.exiger(Role.REGIE, Role.GREFFE)
    autorise = ctx.dossier.acomptes_autorises - ctx.dossier.acomptes_verses
    ctx.exiger_apres(ctx.dernier(Nature.ORDONNANCE_D_ACOMPTE), "l’autorisation du juge")
    if ctx.dossier.fonds_liberes:
        raise Refus("CPC 284 al. 2", "Les fonds ont déjà été libérés.")
    if c.montant > autorise:
        raise Refus(
            "CPC 280 al. 1",
            f"Le juge n’a autorisé que {montant(autorise)} de plus.",
            "un montant au plus égal à l’acompte autorisé",
        )
    yield Brouillon(
        fait=ev.AcompteVerse(montant=c.montant),
        resume=f"Acompte de {montant(c.montant)} versé à l’expert par la régie",
        article="CPC 280 al. 1",
    )


ACTES: dict[str, Regle] = {
    "demander_provision_complementaire": demander_provision_complementaire,
    "statuer_provision_complementaire": statuer_provision_complementaire,
    "demander_acompte": demander_acompte,
    "statuer_acompte": statuer_acompte,
    "verser_acompte": verser_acompte,
}
