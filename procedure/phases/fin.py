"""What ends the measure before a report, what is then paid or given back, and the closing (art. 284, 394-399, 497)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from procedure import commandes as cmd
from procedure import evenements as ev
from procedure.appels import appel_des_decisions_du_controle
from procedure.circulation import destinataires
from procedure.contexte import Brouillon, Contexte, Regle
from procedure.cours import reunions_prevues
from procedure.decision import Refus
from procedure.documents import Nature
from procedure.dossier import AVANT_LE_RAPPORT, FINS_ANTICIPEES, Dossier, Phase
from procedure.echeances import Nature as NatureEcheance
from procedure.echeances import Statut
from procedure.langue import date_longue, enumerer, montant
from procedure.modele import Centimes, PersonneId
from procedure.ouverture import attendre, ouvrir
from procedure.personnes import Role

# -- the end


def constater_desistement(ctx: Contexte, c: cmd.ConstaterDesistement) -> Iterator[Brouillon]:
    """Art. 394-399: perfect once accepted, or at once while nobody has defended on the merits."""
    ctx.exiger(Role.JUGE)
    ctx.exiger_phase(*AVANT_LE_RAPPORT)
    _exiger_tous_les_demandeurs(ctx, c.de)
    pendante = ctx.dossier.fondement == "avant_dire_droit"
    if pendante and not (c.accepte or c.sans_defense_au_fond):
        raise Refus(
            "CPC 395",
            "Le désistement n’est parfait que par l’acceptation du défendeur.",
            "son acceptation, ou l’absence de défense au fond et de fin de non-recevoir",
        )
    ctx.exiger_l_ordonnance(c.ordonnance)
    alertes = [
        "Le désistement emporte, sauf convention contraire, soumission de payer les frais de l’instance éteinte : "
        "le travail fait par l’expert reste à taxer (CPC 399, 284)."
    ]
    if not pendante:
        alertes.append(
            "L’instance de référé est déjà éteinte : c’est le juge chargé du contrôle qui met fin à la mesure "
            "(CPC 145, 167)."
        )
    vers = destinataires(ctx.dossier, Nature.DECISION_METTANT_FIN)
    acte = ctx.acte(Nature.DECISION_METTANT_FIN, "Décision constatant le désistement", vers, piece=c.ordonnance)
    brouillon = Brouillon(
        fait=ev.DesistementConstate(de=c.de, accepte=c.accepte),
        resume="Désistement constaté : la mesure prend fin",
        article="CPC 394, 395",
        phase=Phase.DESISTEE,
        actes=(acte,),
        ouvertes=appel_des_decisions_du_controle(ctx, acte.id),
        alertes=tuple(alertes),
    )
    yield _fin(ctx, brouillon)


def _exiger_tous_les_demandeurs(ctx: Contexte, de: tuple[PersonneId, ...]) -> None:
    """Art. 394: who sought the measure gives it up; as long as one of them goes on, it goes on."""
    participants = ctx.dossier.participants
    demandeurs = ctx.dossier.demandeurs
    if set(de) - set(demandeurs):
        raise Refus("CPC 394", "Seul le demandeur se désiste de l’instance.")
    autres = [participants[p].nom for p in demandeurs if p not in de]
    if autres:
        raise Refus("CPC 394", "La mesure se poursuit pour un autre demandeur.", *(f"celui de {nom}" for nom in autres))


VOIES: dict[str, tuple[str, str]] = {
    "infirmation": ("CPC 561", "infirmée"),
    "retractation": ("CPC 496, 497", "rétractée"),
    "cassation": ("CPC 625", "cassée"),
}
"""By which the order loses its force: the article, and the word."""


def aneantir_ordonnance(ctx: Contexte, c: cmd.AneantirOrdonnance) -> Iterator[Brouillon]:
    """Art. 496-497, 561, 625: the measure loses its basis; the work done is still to be paid."""
    ctx.exiger(Role.GREFFE, Role.JUGE)
    article, mot = VOIES[c.voie]
    if c.voie == "retractation" and ctx.dossier.fondement != "requete_145":
        raise Refus("CPC 497", "Seule une ordonnance sur requête se rétracte.", "une ordonnance sur requête")
    if ctx.dossier.phase in FINS_ANTICIPEES:
        raise Refus(article, "La mesure a déjà pris fin.")
    ctx.exiger_l_ordonnance(c.decision)
    vivante = ctx.dossier.phase in AVANT_LE_RAPPORT
    brouillon = Brouillon(
        fait=ev.OrdonnanceAneantie(voie=c.voie, juridiction=c.juridiction),
        resume=f"Ordonnance {mot} par {c.juridiction}"[:250] + (" : la mesure prend fin" if vivante else ""),
        article=article,
        phase=Phase.ANEANTIE if vivante else None,
        actes=(
            ctx.acte(
                Nature.DECISION_METTANT_FIN,
                f"Décision du {date_longue(ctx.jour)} : ordonnance {mot}",
                destinataires(ctx.dossier, Nature.DECISION_METTANT_FIN),
                piece=c.decision,
            ),
        ),
        alertes=(
            f"La mesure perd son fondement ; le travail fait par l’expert reste à taxer ({article}, CPC 284)."
            if vivante
            else f"Le rapport est déjà déposé : la taxe se poursuit, le juge du fond dira sa valeur ({article}).",
        ),
    )
    yield _fin(ctx, brouillon) if vivante else brouillon


def _fin(ctx: Contexte, brouillon: Brouillon) -> Brouillon:
    """The operations stop: nothing that was open keeps an object, and nobody comes to what was planned."""
    prevues = reunions_prevues(ctx)
    decommander = (f"Réunions à décommander : {enumerer(prevues)} (CPC 160).",) if prevues else ()
    suite = "L’expert peut demander la rémunération du travail fait ; sinon le juge ordonne la restitution (CPC 284)."
    argent = (suite,) if _tenu(ctx.dossier) else ()
    alertes = (*brouillon.alertes, *argent, *decommander)
    return replace(brouillon, closes=ctx.lever(ctx.dossier.echeances.values(), "la mesure a pris fin"), alertes=alertes)


# -- the money


def _tenu(dossier: Dossier) -> Centimes:
    """What the régie still holds, the acomptes drawn (art. 280 al. 1) being gone."""
    return sum(dossier.encaisse.values()) - dossier.acomptes_verses


def demander_remuneration(ctx: Contexte, c: cmd.DemanderRemuneration) -> Iterator[Brouillon]:
    """Art. 284: without a report, the work done is paid all the same, by the same debate as with one (282 al. 5)."""
    ctx.exiger(Role.EXPERT)
    ctx.exiger_phase(*FINS_ANTICIPEES)
    ctx.exiger_apres(ctx.dossier.instance.finie_le, "la fin de la mesure")
    mandat = ctx.dossier.mandat
    if mandat is None or mandat.etat in ("designe", "notifie", "refuse"):
        raise Refus("CPC 284", "L’expert n’a pas accepté la mission : aucun travail n’est à rémunérer.")
    if c.etat_de_frais is None:
        raise Refus("CPC 282 al. 5", "La demande s’appuie sur un état détaillé.", "l’état de frais et honoraires")
    demande = ctx.acte(
        Nature.DEMANDE_DE_REMUNERATION,
        "Demande de rémunération du travail accompli",
        destinataires(ctx.dossier, Nature.DEMANDE_DE_REMUNERATION),
        piece=c.etat_de_frais,
    )
    yield Brouillon(
        fait=ev.RemunerationDemandee(montant=c.montant, acte=demande.id),
        resume=f"Rémunération de {montant(c.montant)} demandée pour le travail accompli",
        article="CPC 284, 282 al. 5",
        phase=Phase.REMUNERATION_DEMANDEE,
        actes=(demande,),
        ouvertes=tuple(attendre("DL-16", p, objet=demande.id) for p in ctx.dossier.parties),
    )


def restituer_consignation(ctx: Contexte, c: cmd.RestituerConsignation) -> Iterator[Brouillon]:
    """Art. 284 al. 2: the régie gives back on the judge's order alone, and exactly what it holds."""
    ctx.exiger(Role.REGIE, Role.GREFFE)
    ctx.exiger_phase(*FINS_ANTICIPEES)
    ctx.exiger_apres(ctx.dossier.instance.finie_le, "la fin de la mesure")
    if c.ordonnance is None and not ctx.repris:
        raise Refus("CPC 284 al. 2", "La régie ne se dessaisit que sur l’ordre du juge.", "l’ordonnance signée")
    if ctx.dossier.fonds_liberes:
        raise Refus("CPC 284 al. 2", "Les fonds ont déjà été restitués.")
    inconnus = [r.a for r in c.restitutions if r.a not in ctx.dossier.participants]
    if inconnus:
        raise Refus("CPC 284 al. 2", "Un bénéficiaire n’est pas dans l’expertise.", *inconnus, introuvable=True)
    consigne = _tenu(ctx.dossier)
    if sum(r.montant for r in c.restitutions) != consigne:
        raise Refus("CPC 284 al. 2", f"La régie tient {montant(consigne)}, et tout est restitué.", "le montant exact")
    yield Brouillon(
        fait=ev.ConsignationRestituee(restitutions=c.restitutions),
        resume=f"{montant(consigne)} restitués sur ordonnance du juge",
        article="CPC 284 al. 2",
        actes=(
            ctx.acte(
                Nature.RESTITUTION,
                "Restitution de la consignation",
                destinataires(ctx.dossier, Nature.RESTITUTION),
                annexes=(c.ordonnance,) if c.ordonnance else (),
            ),
        ),
        alertes=tuple(_alertes_des_beneficiaires(ctx.dossier, c)),
    )


def _alertes_des_beneficiaires(dossier: Dossier, c: cmd.RestituerConsignation) -> Iterator[str]:
    rendu: dict[PersonneId, Centimes] = {}
    for restitution in c.restitutions:
        rendu[restitution.a] = rendu.get(restitution.a, 0) + restitution.montant
    autres = [dossier.participants[p].nom for p, m in rendu.items() if m > dossier.encaisse.get(p, 0)]
    if autres:
        yield f"Plus qu’il n’avait consigné est rendu à : {enumerer(autres)}. Vérifier l’ordonnance (CPC 284 al. 2)."


def lever_sequestre(ctx: Contexte, c: cmd.LeverSequestre) -> Iterator[Brouillon]:
    """C. com. R. 153-1: without a request within the month of its service, the documents are handed over."""
    ctx.exiger(Role.JUGE)
    tenus = ctx.dossier.echeances_de("DL-26")
    if not tenus:
        raise Refus("C. com. R. 153-1", "Aucun séquestre n’est en cours.", introuvable=True)
    ctx.exiger_l_ordonnance(c.ordonnance)
    courent = [ctx.dossier.participants[e.personne].nom for e in tenus if e.statut is not Statut.DEPASSEE]
    vers = destinataires(ctx.dossier, Nature.LEVEE_DE_SEQUESTRE)
    alerte = "Le mois pour demander la modification ou la rétractation n’est pas passé pour :"
    yield Brouillon(
        fait=ev.SequestreLeve(),
        resume="Séquestre levé : les pièces peuvent être remises",
        article="C. com. R. 153-1",
        actes=(ctx.acte(Nature.LEVEE_DE_SEQUESTRE, "Décision levant le séquestre", vers, piece=c.ordonnance),),
        closes=ctx.clore("DL-26", motif="séquestre levé"),
        alertes=(f"{alerte} {enumerer(courent)} (C. com. R. 153-1).",) if courent else (),
    )


# -- the closing

NE_RETIENNENT_PAS = frozenset({"DL-18", "DL-21", "DL-23"})
"""What does not keep a case open: the recourse is looked at apart, the others only watch the parties' own action."""


def clore_dossier(ctx: Contexte, c: cmd.CloreDossier) -> Iterator[Brouillon]:
    """A case closes when nobody's right runs any more and the money is settled; then it is kept five years."""
    ctx.exiger(Role.GREFFE)
    ctx.exiger_phase(Phase.RECOURS, *FINS_ANTICIPEES)
    ctx.exiger_apres(_derniere_cause(ctx), "la notification de l’ordonnance de taxe, ou la fin de la mesure")
    manque = [*_droits_en_cours(ctx), *_demandes_pendantes(ctx.dossier), *_argent_a_regler(ctx.dossier)]
    if manque:
        raise Refus("CPC 284, 724", "Le dossier ne peut pas encore être clos.", *manque)
    yield Brouillon(
        fait=ev.DossierClos(),
        resume="Dossier clos",
        article="CPC 284, 724",
        phase=Phase.CLOSE,
        ouvertes=(ouvrir(ctx, "DL-25", c.auteur.personne, "clôture du dossier", ctx.jour),),
        closes=ctx.lever(ctx.dossier.echeances.values(), "dossier clos"),
        alertes=tuple(_alertes_de_la_cloture(ctx.dossier)),
    )


def _derniere_cause(ctx: Contexte) -> date | None:
    if ctx.dossier.phase in FINS_ANTICIPEES:
        return ctx.dossier.instance.finie_le
    return ctx.dossier.recours.statue_le or ctx.dernier(Nature.NOTIFICATION_TAXE)


def _droits_en_cours(ctx: Contexte) -> Iterator[str]:
    """Every right or duty that a text or a decision fixed and that is still open on the day of the closing."""
    dossier = ctx.dossier
    juge = dossier.recours.statue_le is not None
    for identite, terme in dossier.termes.items():
        if identite.startswith("DL-18:") and ctx.jour <= terme.arguable_until and not juge:
            personne = PersonneId(identite.split(":")[1])
            if personne in (*dossier.recours.auteurs, *dossier.instance.successeurs):
                continue  # exercised, or passed to others with a month of their own
            nom = dossier.participants[personne].nom
            yield f"l’expiration du recours de {nom}, le {terme.legal:%d/%m/%Y} à 24 heures"
    for echeance in dossier.echeances.values():
        nom = dossier.participants[echeance.personne].nom
        if echeance.regle == "DL-18" and echeance.calcul is None:
            yield f"la preuve de la réception de la notification par {nom}"
        elif echeance.regle == "DL-26":
            yield f"la levée du séquestre à l’égard de {nom}"
        elif (
            echeance.regle not in NE_RETIENNENT_PAS
            and echeance.statut is Statut.OUVERTE
            and echeance.nature is not NatureEcheance.SERVICE
        ):
            yield f"la fin de l’échéance « {echeance.intitule} » de {nom}"


def _demandes_pendantes(dossier: Dossier) -> Iterator[str]:
    """What the judge can still grant: relief from the caducité, the force exécutoire of an agreement."""
    for requete in dossier.requetes.values():
        releve = requete.nature == "releve" and dossier.phase is Phase.CADUQUE
        if requete.statut == "pendante" and (releve or requete.nature == "force_executoire"):
            yield "la décision du juge sur " + (
                "la demande de relevé de caducité" if releve else "la demande de force exécutoire"
            )


def _argent_a_regler(dossier: Dossier) -> Iterator[str]:
    recours = dossier.recours
    if dossier.phase in FINS_ANTICIPEES:
        if _tenu(dossier) and not dossier.fonds_liberes:
            yield "la demande de rémunération de l’expert, ou la restitution des fonds consignés"
    elif not dossier.fonds_liberes:
        yield "la libération des fonds consignés"
    if recours.complement or recours.trop_percu:
        yield "le règlement de la différence que le premier président a décidée"


def _alertes_de_la_cloture(dossier: Dossier) -> Iterator[str]:
    yield (
        "Dossier à conserver cinq ans (C. civ. 2224), davantage tant qu’un litige est en cours ; la règle des dix ans "
        "(loi du 29 juin 1971, art. 6-3) a été abrogée en 2008."
    )
    for veille in dossier.echeances_de("DL-23"):
        if veille.calcul is not None:
            yield (
                f"La prescription n’est pas acquise avant le {date_longue(veille.calcul.legal)} à 24 heures contre "
                f"{dossier.participants[veille.personne].nom} : cette date survit au dossier (C. civ. 2239)."
            )


ACTES: dict[str, Regle] = {
    "constater_desistement": constater_desistement,
    "aneantir_ordonnance": aneantir_ordonnance,
    "demander_remuneration": demander_remuneration,
    "restituer_consignation": restituer_consignation,
    "lever_sequestre": lever_sequestre,
    "clore_dossier": clore_dossier,
}
