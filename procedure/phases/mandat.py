"""What can happen to the expert's mandate: refusal, impediment, breach, replacement (art. 233-235 CPC)."""

from collections.abc import Iterator
from datetime import date

from procedure import commandes as cmd
from procedure import evenements as ev
from procedure.appels import alerte_de_l_incident, appel_des_decisions_du_controle
from procedure.circulation import destinataires, parties_et_avocats
from procedure.contexte import Brouillon, Contexte, Regle
from procedure.decision import Refus
from procedure.documents import Nature
from procedure.dossier import AVANT_LE_RAPPORT, EN_COURS, Mandat, Phase, Requete
from procedure.echeances import Cloture, Echeance, Statut
from procedure.echeances import Nature as NatureEcheance
from procedure.langue import instant_long
from procedure.modele import ActeId
from procedure.ouverture import attendre, exiger_un_terme, identifiant, ouvrir, ouvrir_ou_attendre
from procedure.personnes import Role
from procedure.phases.saisine import exiger_une_mission_notifiee

EMPECHEMENTS = {
    "deces": "décès",
    "radiation": "radiation de la liste",
    "incapacite": "incapacité",
    "empechement_legitime": "empêchement légitime",
}
"""What keeps an expert from the mission, in words (art. 235 al. 1)."""

APPELLE_LE_REMPLACEMENT = {
    "refuse": "le refus de l’expert",
    "notifie": "la notification de la désignation",
    "recuse": "l’admission de la récusation",
    "empeche": "le constat de l’empêchement",
    "a_remplacer": "la décision qui met fin à la mission",
}
"""What calls for another expert, by the state of the mandate."""


def refuser_mission(ctx: Contexte, c: cmd.RefuserMission) -> Iterator[Brouillon]:
    """Art. 235 al. 1: the refusal calls for another expert; the consigned sums stay where they are."""
    ctx.exiger(Role.EXPERT)
    exiger_une_mission_notifiee(ctx)
    vers = ctx.dossier.de_role(Role.JUGE, Role.GREFFE)
    yield Brouillon(
        fait=ev.MissionRefusee(motif=c.motif),
        resume="Mission refusée par l’expert : remplacement à décider",
        article="CPC 235",
        actes=(ctx.acte(Nature.REFUS, "Refus de la mission", vers),),
        closes=(
            *ctx.clore("DL-02", motif="mission refusée"),
            *ctx.clore("DL-02x", motif="mission refusée", statut=Statut.LEVEE),
        ),
    )


def constater_empechement(ctx: Contexte, c: cmd.ConstaterEmpechement) -> Iterator[Brouillon]:
    """Art. 235 al. 1: death, removal from the list, incapacity, legitimate impediment call for another expert."""
    ctx.exiger(Role.JUGE, Role.GREFFE)
    ctx.exiger_phase(*AVANT_LE_RAPPORT)
    exiger_un_mandat_en_cours(ctx)
    vers = destinataires(ctx.dossier, Nature.CONSTAT_D_EMPECHEMENT)
    cause = EMPECHEMENTS[c.cause]
    yield Brouillon(
        fait=ev.EmpechementConstate(cause=c.cause, precisions=c.precisions),
        resume=f"Empêchement de l’expert constaté ({cause}) : remplacement à décider",
        article="CPC 235 al. 1",
        actes=(ctx.acte(Nature.CONSTAT_D_EMPECHEMENT, f"Constat d’empêchement de l’expert : {cause}", vers),),
        closes=fin_du_mandat(ctx, "expert empêché"),
    )


def demander_remplacement(ctx: Contexte, c: cmd.DemanderRemplacement) -> Iterator[Brouillon]:
    """Art. 235 al. 2: a party may ask for another expert; the judge decides whether to call for explanations."""
    ctx.exiger_pour(c.au_nom_de)
    ctx.exiger_phase(*AVANT_LE_RAPPORT)
    exiger_un_mandat_en_cours(ctx)
    requete = ctx.dossier.prochaine_requete("remplacement")
    vers = destinataires(ctx.dossier, Nature.REQUETE_EN_REMPLACEMENT, de=c.au_nom_de)
    titre = "Requête en remplacement de l’expert"
    yield Brouillon(
        fait=ev.RemplacementDemande(requete=requete, au_nom_de=c.au_nom_de, motif=c.motif),
        resume="Remplacement de l’expert demandé",
        article="CPC 235 al. 2",
        actes=(ctx.acte(Nature.REQUETE_EN_REMPLACEMENT, titre, vers, piece=c.document, objet=requete),),
    )


def demander_explications(ctx: Contexte, c: cmd.DemanderExplications) -> Iterator[Brouillon]:
    """Art. 235 al. 2, 239: nobody is replaced for a breach without having been called to explain himself."""
    ctx.exiger(Role.JUGE)
    ctx.exiger_phase(*AVANT_LE_RAPPORT)
    mandat = exiger_un_mandat_en_cours(ctx)
    if mandat.etat == "designe":
        raise Refus("CPC 235 al. 2", "La désignation n’a pas encore été notifiée à l’expert.")
    if c.requete is not None:
        ctx.requete(c.requete, "remplacement")
    if any(r.nature == "manquement" and r.statut == "pendante" for r in ctx.dossier.requetes.values()):
        raise Refus("CPC 235 al. 2", "L’expert a déjà été appelé à s’expliquer, et le juge n’a pas statué.")
    exiger_un_terme(ctx, c.terme, "envoi", "reception", "ordonnance")
    requete = ctx.dossier.prochaine_requete("manquement")
    vers = destinataires(ctx.dossier, Nature.DEMANDE_D_EXPLICATIONS)
    acte = ctx.acte(Nature.DEMANDE_D_EXPLICATIONS, "Demande d’explications à l’expert", vers, objet=requete)
    depuis = "demande d’explications du juge"
    yield Brouillon(
        fait=ev.ExplicationsDemandees(requete=requete, griefs=c.griefs, demande=c.requete),
        resume="Expert appelé à s’expliquer",
        article="CPC 235 al. 2",
        actes=(acte,),
        ouvertes=(
            ouvrir_ou_attendre(ctx, "DL-02x", mandat.expert, depuis, terme=c.terme, acte=acte.id, objet=requete),
        ),
    )


def donner_explications(ctx: Contexte, c: cmd.DonnerExplications) -> Iterator[Brouillon]:
    """Art. 235 al. 2: the expert explains himself, until the judge decides."""
    ctx.exiger(Role.EXPERT)
    requete = ctx.requete(c.requete, "manquement")
    if requete.observee_le is not None:
        raise Refus("CPC 235 al. 2", "L’expert a déjà donné ses explications.")
    vers = destinataires(ctx.dossier, Nature.EXPLICATIONS)
    acte = ctx.acte(Nature.EXPLICATIONS, "Explications de l’expert", vers, piece=c.document, objet=c.requete)
    yield Brouillon(
        fait=ev.ExplicationsDonnees(requete=c.requete, explications=c.explications),
        resume="Explications données par l’expert",
        article="CPC 235 al. 2",
        actes=(acte,),
        closes=ctx.clore("DL-02x", objet=c.requete, motif="explications données"),
    )


def statuer_manquement(ctx: Contexte, c: cmd.StatuerManquement) -> Iterator[Brouillon]:
    """Art. 235 al. 2: once the expert has explained himself, or had the time to.

    A party's request may be rejected without calling for his explanations, not granted.
    """
    ctx.exiger(Role.JUGE)
    connue = ctx.dossier.requetes.get(c.requete)
    demandee = connue is not None and connue.nature == "remplacement"
    requete = ctx.requete(c.requete, "remplacement" if demandee else "manquement")
    ctx.exiger_phase(*AVANT_LE_RAPPORT)
    exiger_un_mandat_en_cours(ctx)
    remplace = c.issue == "remplace"
    for r in ctx.dossier.requetes.values():
        if r.nature == "manquement" and r.statut == "pendante" and r.objet == requete.id:
            raise Refus("CPC 235 al. 2", "Cette demande se juge avec les explications demandées à l’expert.", r.id)
    if remplace or not demandee:
        _exiger_que_l_expert_ait_pu_s_expliquer(ctx, requete)
    ctx.exiger_l_ordonnance(c.ordonnance)
    vers = destinataires(ctx.dossier, Nature.ORDONNANCE_SUR_MANQUEMENT)
    titre = "Ordonnance mettant fin à la mission de l’expert" if remplace else "Ordonnance maintenant l’expert"
    acte = ctx.acte(Nature.ORDONNANCE_SUR_MANQUEMENT, titre, vers, piece=c.ordonnance, objet=c.requete)
    yield Brouillon(
        fait=ev.ManquementTranche(requete=c.requete, remplace=remplace, motif=c.motif),
        resume="Fin de la mission de l’expert : remplacement à décider" if remplace else "Expert maintenu",
        article="CPC 235 al. 2",
        actes=(acte,),
        ouvertes=appel_des_decisions_du_controle(ctx, acte.id),
        closes=fin_du_mandat(ctx, "fin de la mission")
        if remplace
        else ctx.clore("DL-02x", objet=c.requete, motif="expert maintenu", statut=Statut.LEVEE),
        alertes=(alerte_de_l_incident(ctx),),
    )


def _exiger_que_l_expert_ait_pu_s_expliquer(ctx: Contexte, requete: Requete) -> None:
    expert = ctx.dossier.expert
    terme = ctx.dossier.termes.get(identifiant("DL-02x", expert, requete.id)) if expert else None
    if requete.observee_le is not None and requete.observee_le <= ctx.jour:
        return
    if terme is None:
        manque = "la preuve de la réception de la demande d’explications par l’expert, ou ses explications"
    elif ctx.jour <= terme.arguable_until:
        manque = f"ses explications, ou l’expiration de son délai, le {terme.arguable_until:%d/%m/%Y} à 24 heures"
    else:
        return
    raise Refus("CPC 235 al. 2", "L’expert n’est remplacé qu’après que ses explications ont été provoquées.", manque)


def remplacer_expert(ctx: Contexte, c: cmd.RemplacerExpert) -> Iterator[Brouillon]:
    """Art. 235: the judge appoints another expert, who has a mandate of his own; the consigned sums stay.

    What was validly done stays usable (art. 176); the case waits for the new acceptance.
    """
    ctx.exiger(Role.JUGE)
    mandat = _exiger_un_expert_a_remplacer(ctx)
    ctx.exiger_phase(*AVANT_LE_RAPPORT)
    if c.expert.role is not Role.EXPERT:
        raise Refus("CPC 235", "Le remplaçant intervient en qualité d’expert.")
    if c.expert.id in ctx.dossier.participants:
        raise Refus("CPC 234", "Le remplaçant intervient déjà dans cette expertise.")
    if c.ordonnance is None and not ctx.repris:
        raise Refus("CPC 235", "Le remplacement est décidé par une ordonnance signée du juge.", "l’ordonnance signée")
    if c.terme_rapport is not None:
        exiger_un_terme(ctx, c.terme_rapport, "ordonnance", "acceptation", "reception", *_avis_a_venir(ctx))
    vers = [*parties_et_avocats(ctx.dossier), *ctx.dossier.de_role(Role.GREFFE), c.expert.id]
    acte = ctx.acte(Nature.ORDONNANCE_DE_REMPLACEMENT, "Ordonnance de remplacement", vers, piece=c.ordonnance)
    anciennes = [e for e in ctx.dossier.echeances.values() if e.personne == mandat.expert]
    yield Brouillon(
        fait=ev.ExpertRemplace(
            ancien=mandat.expert, expert=c.expert, motif=c.motif, terme_rapport=c.terme_rapport
        ),
        resume="Expert remplacé",
        article="CPC 235",
        phase=Phase.MISE_EN_PLACE if ctx.dossier.phase in EN_COURS else None,
        actes=(acte,),
        ouvertes=(
            *appel_des_decisions_du_controle(ctx, acte.id),
            *_terme_du_remplacant(ctx, c, anciennes, acte.id),
        ),
        closes=(
            *(Cloture(echeance=e.id, statut=Statut.LEVEE, motif="expert remplacé", le=ctx.jour) for e in anciennes),
            *ctx.clore("DL-13", motif="expert remplacé", statut=Statut.LEVEE),
        ),
        alertes=tuple(_a_voir_au_remplacement(ctx, c, mandat, anciennes)),
    )


def _exiger_un_expert_a_remplacer(ctx: Contexte) -> Mandat:
    """A mandate that is over, or an expert who let the time for his answer pass (art. 235 al. 1)."""
    mandat = ctx.dossier.mandat
    if mandat is None or not (mandat.vacant or _est_reste_silencieux(ctx, mandat)):
        raise Refus(
            "CPC 235",
            "Rien n’appelle le remplacement de l’expert.",
            "un refus, un silence, une récusation admise, un empêchement ou un manquement constaté par le juge",
        )
    ctx.exiger_apres(mandat.le, APPELLE_LE_REMPLACEMENT[mandat.etat])
    return mandat


def _est_reste_silencieux(ctx: Contexte, mandat: Mandat) -> bool:
    reponse = ctx.dossier.echeances.get(identifiant("DL-02", mandat.expert, None))
    return mandat.etat == "notifie" and reponse is not None and _passee_le(reponse, ctx.jour)


def _passee_le(echeance: Echeance, jour: date) -> bool:
    passee = echeance.statut is Statut.DEPASSEE
    return passee and echeance.calcul is not None and jour > echeance.calcul.arguable_until


def _avis_a_venir(ctx: Contexte) -> tuple[str, ...]:
    """The notice of consignation starts a time only if it is still to come (art. 640)."""
    venu = ctx.dossier.compteurs.get(Nature.AVIS_DE_CONSIGNATION) or not ctx.dossier.provision
    return () if venu else ("avis_de_consignation",)


def _terme_du_remplacant(
    ctx: Contexte, c: cmd.RemplacerExpert, anciennes: list[Echeance], ordonnance: ActeId
) -> Iterator[Echeance]:
    """Art. 265: the order that appoints him fixes his time; where it says nothing, the date known so far stays."""
    terme, expert = c.terme_rapport, c.expert.id
    if terme is None:
        for e in (e for e in anciennes if e.regle == "DL-06"):
            yield e.model_copy(update={"id": identifiant(e.regle, expert, e.objet), "personne": expert})
    elif terme.a_compter in ("acceptation", "avis_de_consignation"):
        yield attendre("DL-06", expert)
    elif terme.a_compter == "reception":
        yield attendre("DL-06", expert, terme=terme, acte=ordonnance)
    else:
        yield ouvrir(ctx, "DL-06", expert, "ordonnance de remplacement", ctx.jour, terme=terme, acte=ordonnance)


def _a_voir_au_remplacement(
    ctx: Contexte, c: cmd.RemplacerExpert, mandat: Mandat, anciennes: list[Echeance]
) -> Iterator[str]:
    if not mandat.vacant:
        yield "L’expert n’a pas répondu : le juge tient son silence pour un refus ou un empêchement (CPC 235 al. 1)."
    if c.terme_rapport is None and any(e.regle == "DL-06" and e.calcul is not None for e in anciennes):
        yield (
            "L’ordonnance ne fixe pas le délai du nouvel expert : la date du premier est conservée, "
            "il appartient au juge de la fixer (CPC 235, 265)."
        )
    for reunion in ctx.dossier.reunions.values():
        if not reunion.tenue and reunion.debut.astimezone(ctx.fuseau).date() >= ctx.jour:
            quand = instant_long(reunion.debut, ctx.dossier.siege.fuseau)
            yield f"La réunion n° {reunion.numero} du {quand} a été convoquée par l’ancien expert (CPC 160, 233)."
    yield alerte_de_l_incident(ctx)


def exiger_un_mandat_en_cours(ctx: Contexte) -> Mandat:
    """Refuse what is about an expert who is not in charge any more (art. 235)."""
    mandat = ctx.dossier.mandat
    if mandat is None or mandat.vacant:
        raise Refus("CPC 235", "L’expert n’est plus en charge : son remplacement est à décider.")
    ctx.exiger_apres(mandat.le, "le dernier état du mandat de l’expert")
    return mandat


def fin_du_mandat(ctx: Contexte, motif: str) -> tuple[Cloture, ...]:
    """What was waited for from the expert alone has no object any more; the time for the report stays in sight."""
    return tuple(
        Cloture(echeance=e.id, statut=Statut.LEVEE, motif=motif, le=ctx.jour)
        for e in ctx.dossier.echeances.values()
        if e.personne == ctx.dossier.expert and (e.nature is NatureEcheance.SERVICE or e.regle == "DL-02x")
    )


ACTES: dict[str, Regle] = {
    "refuser_mission": refuser_mission,
    "constater_empechement": constater_empechement,
    "demander_remplacement": demander_remplacement,
    "demander_explications": demander_explications,
    "donner_explications": donner_explications,
    "statuer_manquement": statuer_manquement,
    "remplacer_expert": remplacer_expert,
}
