"""What the judge asks once the report is filed: explanations, a complement (art. 245, 283 CPC)."""

from collections.abc import Iterator

from procedure import commandes as cmd
from procedure import evenements as ev
from procedure.calendrier import date_longue
from procedure.circulation import destinataires
from procedure.contexte import Brouillon, Contexte, Regle
from procedure.decision import Refus
from procedure.documents import Nature
from procedure.dossier import EN_COURS, Dossier, Phase
from procedure.echeances import Cloture, Echeance, Statut
from procedure.langue import montant
from procedure.modele import ActeId, Centimes, PersonneId
from procedure.ouverture import attendre, exiger_un_terme, ouvrir, ouvrir_ou_attendre
from procedure.personnes import Role
from procedure.phases.consignation import exiger_des_payeurs, exiger_des_versements_a_temps
from procedure.provision import jour_de_couverture

AVANT_LA_TAXE = (Phase.DEPOSEE, Phase.A_TAXER)
"""The report is filed and its pay not fixed: the expert can take the same measure up again."""

APRES_LE_RAPPORT = (*AVANT_LA_TAXE, Phase.TAXEE, Phase.RECOURS, Phase.RECOURS_FORME)


def entendre_expert(ctx: Contexte, c: cmd.EntendreExpert) -> Iterator[Brouillon]:
    """Art. 245 al. 1, 283: the judge hears the expert, parties present or called; the report stays what it is."""
    ctx.exiger(Role.JUGE)
    ctx.exiger_phase(*EN_COURS, *APRES_LE_RAPPORT)
    if c.audience_le <= ctx.jour:
        raise Refus("CPC 245, 283", "On est appelé à une audience pour un jour à venir.", "une date à venir")
    vers = destinataires(ctx.dossier, Nature.APPEL_DE_L_EXPERT)
    titre = f"Appel de l’expert à l’audience du {date_longue(c.audience_le)}"
    yield Brouillon(
        fait=ev.ExpertAppele(audience_le=c.audience_le, questions=c.questions),
        resume=f"Expert appelé à l’audience du {date_longue(c.audience_le)}",
        article="CPC 245, 283",
        actes=(ctx.acte(Nature.APPEL_DE_L_EXPERT, titre, vers, piece=c.ordonnance),),
    )


def ordonner_complement(ctx: Contexte, c: cmd.OrdonnerComplement) -> Iterator[Brouillon]:
    """Art. 245, 283: new questions and a new date; the expert, dessaisi by his report, has power again."""
    ctx.exiger(Role.JUGE, Role.GREFFE)
    _exiger_la_juridiction_competente(ctx.dossier, c)
    exiger_une_reprise_possible(ctx)
    if c.extension and not c.expert_entendu:
        raise Refus(
            "CPC 245 al. 3",
            "Le juge n’étend la mission qu’après avoir recueilli les observations de l’expert.",
            "les observations de l’expert sur les questions nouvelles",
        )
    exiger_des_payeurs(ctx, c.provision)
    for versement in c.provision:
        exiger_un_terme(ctx, versement.terme, "ordonnance")
    departs = ("ordonnance", "reception", *(("avis_de_consignation",) if c.provision else ()))
    exiger_un_terme(ctx, c.terme_rapport, *departs)
    ctx.exiger_l_ordonnance(c.ordonnance)
    vers = destinataires(ctx.dossier, Nature.DECISION_DE_COMPLEMENT)
    titre = "Décision ordonnant un complément d’expertise"
    acte = ctx.acte(Nature.DECISION_DE_COMPLEMENT, titre, vers, piece=c.ordonnance)
    yield Brouillon(
        fait=ev.ComplementOrdonne(
            questions=c.questions,
            terme_rapport=c.terme_rapport,
            provision=c.provision,
            juge_du_fond=c.juge_du_fond,
        ),
        resume="Complément d’expertise ordonné" + (", provision à consigner" if c.provision else ""),
        article="CPC 245, 283",
        phase=Phase.MISE_EN_PLACE if c.provision else Phase.OPERATIONS,
        actes=(acte,),
        ouvertes=tuple(_echeances_du_complement(ctx, c, acte.id)),
        closes=clore_la_taxation(ctx, "complément ordonné"),
        alertes=(DEMANDE_CADUQUE,),
    )


def _exiger_la_juridiction_competente(dossier: Dossier, c: cmd.OrdonnerComplement) -> None:
    """2e civ., 2 July 2020: after a measure of art. 145, an insufficient report is for the merits judge alone."""
    if dossier.fondement != "avant_dire_droit" and not c.juge_du_fond:
        raise Refus(
            "CPC 145, 283",
            "Après une mesure de l’article 145, seul le juge du fond ordonne un complément (2e civ., 2 juill. 2020).",
            "une décision du juge du fond",
        )


def exiger_une_reprise_possible(ctx: Contexte) -> None:
    """A report is filed, and the pay asked with it is not fixed: what is done again will be paid with the rest."""
    if ctx.dossier.phase in APRES_LE_RAPPORT and ctx.dossier.phase not in AVANT_LA_TAXE:
        raise Refus(
            "CPC 284",
            "La rémunération de cette mesure est déjà taxée : ce qui reste à faire s’ordonne par une mesure nouvelle.",
            "l’enregistrement de la décision comme une nouvelle expertise",
        )
    ctx.exiger_phase(*AVANT_LA_TAXE)
    ctx.exiger_apres(ctx.dossier.rapport_le, "le dépôt du rapport")


def clore_la_taxation(ctx: Contexte, motif: str) -> tuple[Cloture, ...]:
    """What the first report had opened loses its object: pay is asked anew with the next one."""
    return ctx.clore("DL-16", "DL-17", "DL-28", motif=motif, statut=Statut.LEVEE)


DEMANDE_CADUQUE = (
    "CPC 282 al. 5, 284 : la rémunération demandée avec le premier rapport n’est pas taxée ; la demande jointe au "
    "prochain la remplace et rouvre quinze jours à chaque partie."
)


def _echeances_du_complement(ctx: Contexte, c: cmd.OrdonnerComplement, acte: ActeId) -> Iterator[Echeance]:
    """DL-03 per instalment, in the rank that follows; DL-06 anew; DL-14 as soon as the operations are open."""
    expert = ctx.dossier.expert
    if expert is None:
        raise AssertionError("a report has been filed by an expert")
    for rang, versement in enumerate(c.provision, len(ctx.dossier.provision) + 1):
        depuis, objet = "décision ordonnant un complément", f"versement-{rang}"
        yield ouvrir(ctx, "DL-03", versement.payeur, depuis, ctx.jour, terme=versement.terme, objet=objet)
    if c.terme_rapport.a_compter == "avis_de_consignation":
        yield attendre("DL-06", expert)
    else:
        depuis = "décision ordonnant un complément"
        yield ouvrir_ou_attendre(ctx, "DL-06", expert, depuis, terme=c.terme_rapport, acte=acte)
    if not c.provision:
        yield ouvrir(ctx, "DL-14", expert, "complément ordonné", ctx.jour)


def aviser_complement(ctx: Contexte, c: cmd.AviserComplement) -> Iterator[Brouillon]:
    """Art. 267 al. 2, 283: told of the consignation of the complement, the expert takes his operations up again."""
    ctx.exiger(Role.GREFFE)
    ctx.exiger_phase(Phase.MISE_EN_PLACE)
    complement, expert, terme = ctx.dossier.complement_d_expertise, ctx.dossier.expert, ctx.dossier.terme_rapport
    if complement is None or expert is None:
        raise Refus("CPC 267 al. 2, 283", "Aucun complément n’attend sa provision.")
    for payeur, attendu in _premiers_du_complement(ctx.dossier).items():
        couvert_le = jour_de_couverture(ctx.dossier.credits, payeur, attendu)
        if couvert_le is None:
            reste = attendu - ctx.dossier.encaisse.get(payeur, 0)
            raise Refus(
                "CPC 267 al. 2, 283",
                "La provision du complément, ou sa première part, n’est pas encore consignée.",
                f"{montant(reste)} à la charge de {ctx.dossier.participants[payeur].nom}",
            )
        ctx.exiger_apres(couvert_le, "la consignation")
    exiger_des_versements_a_temps(ctx)
    ctx.exiger_apres(complement.le, "la décision ordonnant le complément")
    ouvertes = [ouvrir(ctx, "DL-14", expert, "reprise des opérations", ctx.jour)]
    if terme is not None and terme.a_compter == "avis_de_consignation":
        ouvertes.append(ouvrir(ctx, "DL-06", expert, "avis de consignation", ctx.jour, terme=terme))
    yield Brouillon(
        fait=ev.ComplementAvise(),
        resume="Expert avisé de la consignation du complément : les opérations reprennent",
        article="CPC 267 al. 2, 283",
        phase=Phase.OPERATIONS,
        actes=(ctx.acte(Nature.AVIS_DE_COMPLEMENT, "Avis de consignation du complément", [expert]),),
        ouvertes=tuple(ouvertes),
    )


def _premiers_du_complement(dossier: Dossier) -> dict[PersonneId, Centimes]:
    """What each payer of the complement must have paid in all, its first instalment of the complement included."""
    if dossier.complement_d_expertise is None:
        return {}
    dus: dict[PersonneId, Centimes] = {}
    attendus: dict[PersonneId, Centimes] = {}
    for rang, versement in enumerate(dossier.provision, 1):
        dus[versement.payeur] = dus.get(versement.payeur, 0) + versement.montant
        if rang >= dossier.complement_d_expertise.depuis_le_versement:
            attendus.setdefault(versement.payeur, dus[versement.payeur])
    return attendus


ACTES: dict[str, Regle] = {
    "entendre_expert": entendre_expert,
    "ordonner_complement": ordonner_complement,
    "aviser_complement": aviser_complement,
}
