"""The provision (art. 267 al. 2, 269-271 CPC)."""

from collections.abc import Iterator
from datetime import date

from procedure import commandes as cmd
from procedure import evenements as ev
from procedure.contexte import Brouillon, Contexte, Regle
from procedure.decision import Refus
from procedure.documents import Nature
from procedure.dossier import Credit, Dossier, Phase
from procedure.echeances import Cloture, Echeance, Statut
from procedure.langue import montant
from procedure.modele import Centimes, PersonneId
from procedure.ouverture import attendre, identifiant, ouvrir
from procedure.personnes import Role


def inviter_a_consigner(ctx: Contexte, c: cmd.InviterAConsigner) -> Iterator[Brouillon]:
    """Art. 270: the greffe invites every payer, recalling art. 271."""
    ctx.exiger(Role.GREFFE)
    ctx.exiger_apres(ctx.dossier.rendue_le, "l’ordonnance")
    if not ctx.dossier.provision:
        raise Refus(
            "CPC 269",
            "Aucune provision n’a été mise à la charge d’une partie.",
            "une provision et ses payeurs",
        )
    payeurs = tuple(dict.fromkeys(v.payeur for v in ctx.dossier.provision))
    avocats = [a for p in payeurs for a in ctx.dossier.participants[p].avocats]
    if ctx.dossier.compteurs.get(Nature.AVIS_A_CONSIGNER):
        raise Refus("CPC 270", "Les parties ont déjà été invitées à consigner.")
    yield Brouillon(
        fait=ev.ConsignationAppelee(),
        resume="Parties invitées à consigner",
        article="CPC 270",
        phase=Phase.MISE_EN_PLACE if ctx.dossier.phase is Phase.ORDONNEE else None,
        actes=(ctx.acte(Nature.AVIS_A_CONSIGNER, "Avis à consigner", [*payeurs, *avocats]),),
        ouvertes=tuple(versements_a_compter(ctx, "envoi", "envoi de l’avis à consigner")),
    )


def encaisser_consignation(ctx: Contexte, c: cmd.EncaisserConsignation) -> Iterator[Brouillon]:
    """Art. 269, 271: money counts from the day it is credited, which decides whether it came in time."""
    ctx.exiger(Role.REGIE, Role.GREFFE)
    ctx.exiger_apres(ctx.dossier.rendue_le, "l’ordonnance")
    du = sum(v.montant for v in ctx.dossier.provision if v.payeur == c.payeur)
    if not du:
        raise Refus("CPC 269", "Aucune provision n’est à la charge de ce payeur.", introuvable=True)
    deja = ctx.dossier.encaisse.get(c.payeur, 0)
    if deja + c.montant > du:
        raise Refus(
            "CPC 269",
            f"Le versement dépasse ce que ce payeur doit encore ({montant(du - deja)}).",
            "un montant au plus égal au reste dû",
        )
    encaisse = {**ctx.dossier.encaisse, c.payeur: deja + c.montant}
    suffisante = premiers_versements_faits(ctx.dossier, encaisse)
    verses = (*ctx.dossier.credits, Credit(payeur=c.payeur, montant=c.montant, le=ctx.jour))
    soldes = _versements_soldes(ctx.dossier, c.payeur, verses)
    a_temps = [(e, couvert_le) for e, couvert_le in soldes if not _hors_terme(e, couvert_le)]
    tard = " hors du terme fixé" if len(a_temps) < len(soldes) else ""
    yield Brouillon(
        fait=ev.ConsignationEncaissee(payeur=c.payeur, montant=c.montant, suffisante=suffisante),
        resume=f"Consignation de {montant(c.montant)} créditée à la régie{tard}",
        article="CPC 269",
        closes=tuple(
            Cloture(
                echeance=e.id,
                statut=Statut.SATISFAITE,
                motif="versement crédité à la régie",
                le=couvert_le,
            )
            for e, couvert_le in a_temps
        ),
    )


def premiers_versements_faits(dossier: Dossier, encaisse: dict[PersonneId, Centimes]) -> bool:
    """Art. 267 al. 2: the provision, or each payer's first instalment, is consigned."""
    return all(encaisse.get(payeur, 0) >= attendu for payeur, attendu in _premiers(dossier).items())


def _premiers(dossier: Dossier) -> dict[PersonneId, Centimes]:
    """Each payer's first instalment."""
    premiers: dict[PersonneId, Centimes] = {}
    for versement in dossier.provision:
        premiers.setdefault(versement.payeur, versement.montant)
    return premiers


def _versements_soldes(dossier: Dossier, payeur: PersonneId, verses: tuple[Credit, ...]) -> list[tuple[Echeance, date]]:
    """The instalments that the payer's money covers, each with the day when it did; in their order.

    Credits count in the order of their days, not of their recording (art. 271).
    """
    soldes, cumul = [], 0
    for rang, versement in enumerate(dossier.provision, 1):
        if versement.payeur != payeur:
            continue
        cumul += versement.montant
        couvert_le = jour_de_couverture(verses, payeur, cumul)
        if couvert_le is not None:
            ouvertes = [e for e in dossier.echeances_de("DL-03") if e.objet == f"versement-{rang}"]
            soldes += [(e, couvert_le) for e in ouvertes]
    return soldes


def jour_de_couverture(verses: tuple[Credit, ...], payeur: PersonneId, montant_du: Centimes) -> date | None:
    """The day on which what a payer owes was credited in full, or nothing while it is not."""
    cumul = 0
    for credit in sorted(verses, key=lambda credit: credit.le):
        cumul += credit.montant if credit.payeur == payeur else 0
        if cumul >= montant_du:
            return credit.le
    return None


def versements_a_compter(ctx: Contexte, de: str, depuis: str) -> Iterator[Echeance]:
    """Open the instalments still waited for that the decision counts from `de`."""
    for rang, versement in enumerate(ctx.dossier.provision, 1):
        objet = f"versement-{rang}"
        attendue = ctx.dossier.echeances.get(identifiant("DL-03", versement.payeur, objet))
        if versement.terme.a_compter == de and attendue and attendue.statut is Statut.NON_DEMARREE:
            yield ouvrir(ctx, "DL-03", versement.payeur, depuis, ctx.jour, terme=versement.terme, objet=objet)


def _hors_terme(echeance: Echeance, jour: date) -> bool:
    return echeance.calcul is not None and jour > echeance.calcul.arguable_until


def aviser_consignation(ctx: Contexte, c: cmd.AviserConsignation) -> Iterator[Brouillon]:
    """Art. 267 al. 2, 270: once told of the consignation, the accepted expert starts."""
    ctx.exiger(Role.GREFFE)
    mandat = ctx.dossier.mandat
    if not ctx.dossier.provision:
        raise Refus(
            "CPC 267 al. 2, 269",
            "Aucune provision n’a été mise à la charge d’une partie : il n’y a pas de consignation à aviser.",
            "une provision et ses payeurs, ou l’ordre de commencer immédiatement",
        )
    if not ctx.dossier.consignation_suffisante:
        raise Refus(
            "CPC 267 al. 2",
            "La provision, ou sa première part, n’est pas encore consignée.",
            *restes_a_consigner(ctx.dossier),
        )
    if mandat is None or mandat.etat != "accepte":
        raise Refus("CPC 267", "L’expert n’a pas encore accepté la mission.", "l’acceptation de l’expert")
    ctx.exiger_apres(mandat.le, "l’acceptation de l’expert")
    for payeur, premier in _premiers(ctx.dossier).items():
        ctx.exiger_apres(jour_de_couverture(ctx.dossier.credits, payeur, premier), "la consignation")
    if _versements_payes(ctx.dossier):
        raise Refus(
            "CPC 271",
            "Un versement a été crédité après son terme : la caducité est encourue.",
            "une décision du juge prorogeant le délai ou relevant de la caducité",
        )
    if ctx.dossier.compteurs.get(Nature.AVIS_DE_CONSIGNATION):
        raise Refus("CPC 270", "L’expert a déjà été avisé de la consignation.")
    yield Brouillon(
        fait=ev.ConsignationAvisee(),
        resume="Expert avisé de la consignation : les opérations peuvent commencer",
        article="CPC 267 al. 2",
        phase=Phase.OPERATIONS if ctx.dossier.phase in (Phase.ORDONNEE, Phase.MISE_EN_PLACE) else None,
        actes=(ctx.acte(Nature.AVIS_DE_CONSIGNATION, "Avis de consignation", [mandat.expert]),),
        ouvertes=tuple(_echeances_des_operations(ctx, mandat.expert)),
    )


def _versements_payes(dossier: Dossier) -> list[Echeance]:
    """The instalments still open although their payer has paid them: they came after their term."""
    return [
        e
        for e in dossier.echeances_de("DL-03")
        if dossier.encaisse.get(e.personne, 0) >= _du_jusqu_a(dossier, e.personne, e.objet)
    ]


def _du_jusqu_a(dossier: Dossier, payeur: PersonneId, objet: str | None) -> Centimes:
    cumul = 0
    for rang, versement in enumerate(dossier.provision, 1):
        cumul += versement.montant if versement.payeur == payeur else 0
        if objet == f"versement-{rang}":
            break
    return cumul


def _echeances_des_operations(ctx: Contexte, expert: PersonneId) -> Iterator[Echeance]:
    """DL-05, DL-14, DL-06 if the order counts from this notice, and the instalments that do."""
    if not ctx.dossier.demarrage_immediat:
        yield ouvrir(ctx, "DL-05", expert, "avis de consignation", ctx.jour)
        yield ouvrir(ctx, "DL-14", expert, "début des opérations", ctx.jour)
    terme = ctx.dossier.terme_rapport
    if terme is not None and terme.a_compter == "avis_de_consignation":
        yield ouvrir(ctx, "DL-06", expert, "avis de consignation", ctx.jour, terme=terme)
    elif terme is not None and terme.a_compter == "reception":
        yield attendre("DL-06", expert, terme=terme, acte=ctx.acte_id(Nature.AVIS_DE_CONSIGNATION))
    yield from versements_a_compter(ctx, "avis_de_consignation", "avis de consignation")


def restes_a_consigner(dossier: Dossier) -> tuple[str, ...]:
    """What each payer's first instalment still lacks, in words."""
    return tuple(
        f"{montant(attendu - dossier.encaisse.get(payeur, 0))} à la charge de {dossier.participants[payeur].nom}"
        for payeur, attendu in _premiers(dossier).items()
        if dossier.encaisse.get(payeur, 0) < attendu
    )


ACTES: dict[str, Regle] = {
    "inviter_a_consigner": inviter_a_consigner,
    "encaisser_consignation": encaisser_consignation,
    "aviser_consignation": aviser_consignation,
}
