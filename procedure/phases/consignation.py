"""The provision: fixed, called, credited, notified to the expert (art. 267 al. 2, 269-271 CPC)."""

from collections.abc import Iterator
from datetime import date

from procedure import commandes as cmd
from procedure import evenements as ev
from procedure.appels import appel_des_decisions_du_controle
from procedure.calendrier import date_longue
from procedure.circulation import destinataires, interesses
from procedure.contexte import Brouillon, Contexte, Regle
from procedure.decision import Refus
from procedure.documents import Nature
from procedure.dossier import AVANT_LE_RAPPORT, FINS_ANTICIPEES, Credit, Dossier, Phase
from procedure.echeances import Cloture, Echeance, Statut
from procedure.langue import montant
from procedure.modele import PLAFOND, PersonneId
from procedure.ouverture import attendre, exiger_un_terme, ouvrir
from procedure.personnes import Role
from procedure.provision import (
    caducites_encourues,
    dates_discutees,
    echeance_de,
    hors_terme,
    jour_de_couverture,
    nom,
    premiers,
    premiers_versements_faits,
    regle_du_versement,
    restes_a_consigner,
    soldes,
    sommes_couvertes,
    total_du,
)

PLUS_INVOCABLE = (
    "Versement tardif, mais fait, et opérations commencées : la caducité ne peut plus être invoquée "
    "(CPC 271 ; Cass. 2e civ., 27 février 2014)."
)


# -- fixing it


def provision_a_fixer(c: cmd.EnregistrerOrdonnance) -> tuple[str, ...]:
    """Art. 269: what an order lacks that neither fixes a provision nor lets the expert start at once."""
    if c.provision or c.demarrage_immediat:
        return ()
    return (
        "L’ordonnance ne fixe ni provision ni démarrage immédiat : le juge doit fixer la provision dès que possible, "
        "sauf aide juridictionnelle (CPC 269, 267 al. 2).",
    )


def fixer_provision(ctx: Contexte, c: cmd.FixerProvision) -> Iterator[Brouillon]:
    """Art. 269: at the appointment or as soon as possible; what is unpaid may be fixed anew, for another payer (462).

    An instalment not paid in full is replaced, and what was already paid on it counts for the new ones.
    """
    ctx.exiger(Role.JUGE)
    ctx.exiger_phase(*AVANT_LE_RAPPORT)
    ctx.exiger_apres(ctx.dossier.rendue_le, "l’ordonnance")
    ctx.exiger_l_ordonnance(c.ordonnance)
    exiger_des_payeurs(ctx, c.versements)
    if caducites_encourues(ctx.dossier, ctx.jour):
        raise Refus(
            "CPC 271",
            "Un terme est passé sans paiement : la caducité est encourue, et ne s’efface pas par une autre provision.",
            "une décision du juge relevant de la caducité",
        )
    gardes = {s.objet for p in premiers(ctx.dossier) for s, _ in sommes_couvertes(ctx.dossier, p)}
    anciens = tuple(
        v if f"versement-{rang}" in gardes else v.model_copy(update={"montant": 0})
        for rang, v in enumerate(ctx.dossier.provision, 1)
    )
    provision = (*anciens, *c.versements)
    nouveaux = tuple(range(len(anciens) + 1, len(provision) + 1))
    apres = ctx.dossier.model_copy(update={"provision": provision})
    _exiger_des_termes_qui_courent(ctx, apres, nouveaux)
    acte = ctx.acte(
        Nature.ORDONNANCE_DE_PROVISION,
        "Ordonnance fixant la provision",
        destinataires(ctx.dossier, Nature.ORDONNANCE_DE_PROVISION),
        piece=c.ordonnance,
    )
    ouvertes = tuple(_nouveaux_versements(ctx, apres, nouveaux))
    yield Brouillon(
        fait=ev.ProvisionFixee(provision=provision, nouveaux=nouveaux, suffisante=premiers_versements_faits(apres)),
        resume="Provision fixée" + (" de nouveau pour ce qui restait impayé" if anciens else ""),
        article="CPC 269",
        actes=(acte,),
        ouvertes=(*ouvertes, *appel_des_decisions_du_controle(ctx, acte.id)),
        closes=ctx.lever(
            (e for e in ctx.dossier.echeances_de("DL-03", "DL-03b") if e.objet not in gardes),
            "provision fixée de nouveau",
        ),
        alertes=(*_alertes_de_la_provision(ctx, apres), *dates_discutees(ouvertes)),
    )


def exiger_des_payeurs(ctx: Contexte, versements: tuple[cmd.Versement, ...]) -> None:
    """Art. 269: a sum, charged to a party, and to none whose legal aid excludes any consignation."""
    for versement in versements:
        if versement.payeur not in ctx.dossier.parties:
            raise Refus(
                ctx.commande.article, "La provision est mise à la charge d’une partie.", "une partie", introuvable=True
            )
        if versement.payeur in ctx.dossier.aides:
            raise Refus(
                "CPC 269",
                "Le bénéficiaire de l’aide juridictionnelle totale est dispensé de consigner "
                "(loi du 10 juillet 1991, art. 40).",
                "un autre payeur",
            )
        if not versement.montant:
            raise Refus("CPC 269", "Un versement n’a pas de montant.", "le montant de chaque versement")
    if sum(v.montant for v in (*ctx.dossier.provision, *ctx.dossier.complements, *versements)) > PLAFOND:
        raise Refus("CPC 269", "Le total des provisions dépasse toute mesure.", f"au plus {montant(PLAFOND)} en tout")


def _exiger_des_termes_qui_courent(ctx: Contexte, apres: Dossier, nouveaux: tuple[int, ...]) -> None:
    """Art. 640: none counts from what has already happened, nor the first from the notice that it was paid."""
    mandat = ctx.dossier.mandat
    accepte = mandat is not None and mandat.etat == "accepte"
    avise = ctx.dossier.compteurs.get(Nature.AVIS_DE_CONSIGNATION)
    for rang in nouveaux:
        departs = ["ordonnance", "envoi", "reception"]
        departs += [] if accepte else ["acceptation"]
        if regle_du_versement(apres.provision, rang) == "DL-03b" and not avise:
            departs.append("avis_de_consignation")
        exiger_un_terme(ctx, apres.provision[rang - 1].terme, *departs)


def _nouveaux_versements(ctx: Contexte, apres: Dossier, nouveaux: tuple[int, ...]) -> Iterator[Echeance]:
    """Open those that count from this decision; money already there may cover some at once."""
    couverts = {s.objet for p in premiers(apres) for s, _ in sommes_couvertes(apres, p)}
    for rang in nouveaux:
        versement, objet = apres.provision[rang - 1], f"versement-{rang}"
        regle = regle_du_versement(apres.provision, rang)
        if objet in couverts:
            continue
        if versement.terme.le is not None or versement.terme.a_compter == "ordonnance":
            depuis = "décision fixant la provision"
            yield ouvrir(ctx, regle, versement.payeur, depuis, ctx.jour, terme=versement.terme, objet=objet)
        else:
            yield attendre(regle, versement.payeur, objet=objet)


def _alertes_de_la_provision(ctx: Contexte, apres: Dossier) -> Iterator[str]:
    for payeur, verse in ctx.dossier.encaisse.items():
        acquis = sum(s.montant for s, _ in sommes_couvertes(ctx.dossier, payeur) if s.objet.startswith("versement"))
        if verse > acquis:
            yield (
                f"Les {montant(verse - acquis)} déjà consignés par {nom(ctx.dossier, payeur)} s’imputent sur ses "
                "nouveaux versements ou lui reviennent (CPC 269)."
            )
    if any(v.terme.a_compter in ("envoi", "reception") for v in apres.provision):
        yield "Le greffe doit inviter les payeurs à consigner : un versement ne court que de cet avis (CPC 270)."


# -- calling it


def inviter_a_consigner(ctx: Contexte, c: cmd.InviterAConsigner) -> Iterator[Brouillon]:
    """Art. 270: the greffe invites every payer, recalling art. 271."""
    ctx.exiger(Role.GREFFE)
    ctx.exiger_phase(*AVANT_LE_RAPPORT)
    ctx.exiger_apres(ctx.dossier.rendue_le, "l’ordonnance")
    payeurs = tuple(premiers(ctx.dossier))
    if not payeurs:
        raise Refus(
            "CPC 269",
            "Aucune provision n’a été mise à la charge d’une partie.",
            "une provision et ses payeurs",
        )
    if ctx.dossier.compteurs.get(Nature.AVIS_A_CONSIGNER) and not ctx.dossier.provision_a_appeler:
        raise Refus("CPC 270", "Les parties ont déjà été invitées à consigner.")
    fixee_le = ctx.dernier(Nature.ORDONNANCE_DE_PROVISION)
    if fixee_le is not None:
        ctx.exiger_apres(fixee_le, "la décision qui fixe la provision")
    vers = [q for p in payeurs for q in interesses(ctx.dossier, p)]
    acte = ctx.acte(Nature.AVIS_A_CONSIGNER, "Avis à consigner", vers)
    yield Brouillon(
        fait=ev.ConsignationAppelee(),
        resume="Parties invitées à consigner",
        article="CPC 270",
        phase=Phase.MISE_EN_PLACE if ctx.dossier.phase is Phase.ORDONNEE else None,
        actes=(acte,),
        ouvertes=(
            *versements_a_compter(ctx, "envoi", "envoi de l’avis à consigner"),
            *(
                attendre(e.regle, e.personne, objet=e.objet, terme=versement.terme, acte=acte.id)
                for versement, e in _versements_en_attente(ctx.dossier, "reception")
            ),
        ),
    )


def versements_a_compter(ctx: Contexte, de: str, depuis: str) -> Iterator[Echeance]:
    """Open the instalments still waited for that the decision counts from `de`."""
    if de == "reception" and ctx.dossier.provision_a_appeler:
        return  # what was fixed since then counts from the receipt of an invitation still to come
    for versement, e in _versements_en_attente(ctx.dossier, de):
        yield ouvrir(ctx, e.regle, e.personne, depuis, ctx.jour, terme=versement.terme, objet=e.objet)


def _versements_en_attente(dossier: Dossier, de: str) -> Iterator[tuple[cmd.Versement, Echeance]]:
    """The instalments that count from `de` and that wait for no given act; those recorded long ago say none."""
    for rang, versement in enumerate(dossier.provision, 1):
        if versement.terme.a_compter == de:
            e = echeance_de(dossier, f"versement-{rang}", versement.payeur)
            if e is not None and e.statut is Statut.NON_DEMARREE and e.attend is None:
                yield versement, e


# -- crediting it


def encaisser_consignation(ctx: Contexte, c: cmd.EncaisserConsignation) -> Iterator[Brouillon]:
    """Art. 269, 271: money counts from the day it is credited, which decides whether it came in time.

    It comes to the régie, never to the expert (art. 248); another party may pay in the payer's place.
    """
    ctx.exiger(Role.REGIE, Role.GREFFE)
    ctx.exiger_apres(ctx.dossier.rendue_le, "l’ordonnance")
    _exiger_une_somme_due(ctx, c)
    credit = Credit(payeur=c.payeur, montant=c.montant, le=ctx.jour, verse_par=c.verse_par)
    apres = ctx.dossier.model_copy(
        update={
            "encaisse": {**ctx.dossier.encaisse, c.payeur: ctx.dossier.encaisse.get(c.payeur, 0) + c.montant},
            "credits": (*ctx.dossier.credits, credit),
        }
    )
    soldees = soldes(apres, c.payeur)
    tard = " hors du terme fixé" if any(hors_terme(e, couvert_le) for e, couvert_le in soldees) else ""
    yield Brouillon(
        fait=ev.ConsignationEncaissee(
            payeur=c.payeur,
            montant=c.montant,
            suffisante=premiers_versements_faits(apres),
            verse_par=c.verse_par,
        ),
        resume=f"Consignation de {montant(c.montant)} créditée à la régie{tard}",
        article="CPC 269",
        closes=tuple(
            Cloture(echeance=e.id, statut=Statut.SATISFAITE, motif="versement crédité à la régie", le=couvert_le)
            for e, couvert_le in soldees
            if not (hors_terme(e, couvert_le) and caducite_invocable(ctx, e))
        ),
        alertes=tuple(_alertes_de_l_encaissement(ctx, c, soldees)),
    )


def _exiger_une_somme_due(ctx: Contexte, c: cmd.EncaisserConsignation) -> None:
    du = total_du(ctx.dossier, c.payeur)
    if not du:
        raise Refus("CPC 269", "Aucune provision n’est à la charge de ce payeur.", introuvable=True)
    if c.verse_par is not None and (c.verse_par == c.payeur or c.verse_par not in ctx.dossier.parties):
        raise Refus(
            "CPC 269",
            "Celui qui verse à la place d’un payeur est une autre partie.",
            "une autre partie, ou rien si le payeur verse lui-même",
        )
    reste = max(0, du - ctx.dossier.encaisse.get(c.payeur, 0))
    if c.montant > reste:
        raise Refus(
            "CPC 269",
            f"Le versement dépasse ce que ce payeur doit encore ({montant(reste)}).",
            "un montant au plus égal au reste dû",
        )


def caducite_invocable(ctx: Contexte, echeance: Echeance) -> bool:
    """Art. 271: for a first instalment, and no more once it is paid and the operations have begun (27 Feb. 2014)."""
    debut = ctx.dossier.operations_depuis
    return echeance.regle == "DL-03" and (debut is None or debut > ctx.jour)


def _alertes_de_l_encaissement(
    ctx: Contexte, c: cmd.EncaisserConsignation, soldees: list[tuple[Echeance, date]]
) -> Iterator[str]:
    payeur = nom(ctx.dossier, c.payeur)
    if c.verse_par is not None:
        yield (
            f"{nom(ctx.dossier, c.verse_par)} a versé à la place de {payeur}, qui reste tenu : l’ordonnance "
            "l’autorise-t-elle ? (CPC 269)"
        )
    if ctx.dossier.phase in FINS_ANTICIPEES:
        yield "La mesure a pris fin : somme à restituer, ou juge à saisir si elle est venue à temps (CPC 271)."
    for e, couvert_le in soldees:
        if not hors_terme(e, couvert_le):
            if e.calcul is not None and couvert_le > e.calcul.legal:
                yield (
                    f"Versement de {payeur} après le {date_longue(e.calcul.legal)}, date fixée un jour non ouvrable : "
                    "le report au premier jour ouvrable est discuté (CPC 642)."
                )
        elif e.regle != "DL-03":
            yield f"Versement de {payeur} après son terme : aucune caducité n’en résulte (CPC 269, 280)."
        elif caducite_invocable(ctx, e):
            yield (
                f"Versement tardif de {payeur} : à refuser, ou à régulariser par un relevé de caducité demandé au juge "
                "(CPC 271)."
            )
        else:
            yield PLUS_INVOCABLE


def caducites_eteintes(ctx: Contexte) -> tuple[Cloture, ...]:
    """Cass. 2e civ., 27 Feb. 2014: the late instalments already paid when the operations begin."""
    return tuple(
        Cloture(echeance=e.id, statut=Statut.SATISFAITE, motif="versement fait, opérations commencées", le=ctx.jour)
        for e in versements_tardifs(ctx.dossier)
    )


def versements_tardifs(dossier: Dossier) -> list[Echeance]:
    """The first instalments still open although their payer has paid them: they came after their term."""
    return [e for p in premiers(dossier) for e, _ in soldes(dossier, p) if e.regle == "DL-03"]


def exiger_des_versements_a_temps(ctx: Contexte) -> None:
    """Art. 271: late money starts nothing, until the judge has given its payer more time."""
    if versements_tardifs(ctx.dossier):
        raise Refus(
            "CPC 271",
            "Un versement a été crédité après son terme : la caducité est encourue.",
            "une décision du juge prorogeant le délai ou relevant de la caducité",
        )


# -- telling the expert


def aviser_consignation(ctx: Contexte, c: cmd.AviserConsignation) -> Iterator[Brouillon]:
    """Art. 267 al. 2, 270: once told of the consignation, the accepted expert starts.

    Where legal aid leaves nothing to consign, no consignation will ever come: the notice says so instead.
    """
    ctx.exiger(Role.GREFFE)
    ctx.exiger_phase(*AVANT_LE_RAPPORT)
    aide = not premiers(ctx.dossier)
    _exiger_la_consignation_ou_l_aide(ctx, aide)
    mandat = ctx.exiger_la_mission_acceptee()
    for payeur, premier in premiers(ctx.dossier).items():
        ctx.exiger_apres(jour_de_couverture(ctx.dossier.credits, payeur, premier), "la consignation")
    exiger_des_versements_a_temps(ctx)
    if ctx.dossier.compteurs.get(Nature.AVIS_DE_CONSIGNATION):
        raise Refus("CPC 270", "L’expert a déjà été avisé de la consignation.")
    titre = "Avis : aide juridictionnelle" if aide else "Avis de consignation"
    yield Brouillon(
        fait=ev.ConsignationAvisee(aide_juridictionnelle=aide),
        resume="Expert avisé de "
        + ("l’aide juridictionnelle, sans consignation" if aide else "la consignation")
        + " : les opérations peuvent commencer",
        article="CPC 267 al. 2",
        phase=Phase.OPERATIONS if ctx.dossier.phase in (Phase.ORDONNEE, Phase.MISE_EN_PLACE) else None,
        actes=(ctx.acte(Nature.AVIS_DE_CONSIGNATION, titre, [mandat.expert]),),
        ouvertes=tuple(_echeances_des_operations(ctx, mandat.expert)),
    )


def _exiger_la_consignation_ou_l_aide(ctx: Contexte, aide: bool) -> None:
    """Art. 267 al. 2: each first instalment is there; or nobody owes any, because of legal aid (1991 Act, art. 40)."""
    if aide and not ctx.dossier.aides:
        raise Refus(
            "CPC 267 al. 2, 269",
            "Aucune provision n’a été mise à la charge d’une partie : il n’y a pas de consignation à aviser.",
            "une provision et ses payeurs, ou l’ordre de commencer immédiatement",
        )
    if aide:
        ctx.exiger_apres(max(ctx.dossier.aides.values()), "l’admission à l’aide juridictionnelle")
    elif not ctx.dossier.consignation_suffisante:
        raise Refus(
            "CPC 267 al. 2",
            "La provision, ou sa première part, n’est pas encore consignée.",
            *restes_a_consigner(ctx.dossier),
        )


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


ACTES: dict[str, Regle] = {
    "fixer_provision": fixer_provision,
    "inviter_a_consigner": inviter_a_consigner,
    "encaisser_consignation": encaisser_consignation,
    "aviser_consignation": aviser_consignation,
}
