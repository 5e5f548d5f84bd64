"""What follows when the provision is not consigned: more time, relief, or caducité found by a human (art. 271 CPC)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from procedure import commandes as cmd
from procedure import evenements as ev
from procedure.appels import AVANT_TOUT_PROCES, appel_des_decisions_du_controle
from procedure.calendrier import date_longue
from procedure.circulation import destinataires
from procedure.contexte import Brouillon, Contexte, Regle
from procedure.decision import Refus
from procedure.documents import Nature
from procedure.dossier import AVANT_LE_RAPPORT, Dossier, Phase
from procedure.echeances import Cloture, Echeance, Statut
from procedure.echeances import Nature as NatureEcheance
from procedure.langue import montant
from procedure.modele import ActeId
from procedure.ouverture import attendre, exiger_un_terme, ouvrir, ouvrir_ou_attendre
from procedure.personnes import Role
from procedure.provision import (
    caducites_encourues,
    dates_discutees,
    echeance_de,
    nom,
    regle_du_versement,
    sommes_couvertes,
)


def demander_releve(ctx: Contexte, c: cmd.DemanderReleve) -> Iterator[Brouillon]:
    """Art. 271: any party, with a motif légitime, informing the others; no time limit to ask is in the text (DL-04)."""
    ctx.exiger_pour(c.au_nom_de)
    ctx.exiger_phase(*AVANT_LE_RAPPORT, Phase.CADUQUE)
    ctx.exiger_apres(ctx.dossier.rendue_le, "l’ordonnance")
    if not _attendus(ctx.dossier) and ctx.dossier.phase is not Phase.CADUQUE:
        raise Refus("CPC 271", "Aucun versement n’est attendu : il n’y a ni délai à proroger, ni caducité à relever.")
    nature = _nature(ctx)
    quoi = "Relevé de caducité" if nature == "releve" else "Prorogation du délai de consignation"
    yield Brouillon(
        fait=ev.ReleveDemande(au_nom_de=c.au_nom_de, nature=nature, motif=c.motif),
        resume=f"{quoi} : demande au juge",
        article="CPC 271",
        actes=(
            ctx.acte(
                Nature.DEMANDE_DE_RELEVE,
                f"Demande : {quoi[0].lower()}{quoi[1:]}",
                destinataires(ctx.dossier, Nature.DEMANDE_DE_RELEVE, de=c.au_nom_de),
                piece=c.document,
                objet=c.au_nom_de,
            ),
        ),
        alertes=(
            "Le texte ne fixe aucun délai à cette demande : le juge apprécie le motif légitime, et ce n’est qu’une "
            "fois relevée que la désignation reprend effet (CPC 271).",
        )
        if nature == "releve"
        else (),
    )


def _attendus(dossier: Dossier) -> tuple[Echeance, ...]:
    return dossier.echeances_de("DL-03", "DL-03b")


def _nature(ctx: Contexte) -> Literal["prorogation", "releve"]:
    """Art. 271: the judge extends a time that runs, or relieves from the caducité that its end has brought."""
    passe = ctx.dossier.phase is Phase.CADUQUE or caducites_encourues(ctx.dossier, ctx.jour)
    return "releve" if passe else "prorogation"


def statuer_releve(ctx: Contexte, c: cmd.StatuerReleve) -> Iterator[Brouillon]:
    """Art. 271: granted, with a new term for each instalment named, or refused; only at a party's request."""
    ctx.exiger(Role.JUGE)
    requete = ctx.requete(c.requete, "releve")
    ctx.exiger_phase(*AVANT_LE_RAPPORT, Phase.CADUQUE)
    ctx.exiger_l_ordonnance(c.ordonnance)
    accordee = c.decision == "accordee"
    if accordee and ctx.dossier.fonds_liberes:
        _exiger_tout_de_nouveau(ctx, c)
        ctx = replace(ctx, dossier=ctx.dossier.model_copy(update={"encaisse": {}, "credits": ()}))
    _exiger_des_versements_a_relever(ctx, c)
    nature = _nature(ctx) if accordee else ("releve" if requete.objet == "releve" else "prorogation")
    provision = list(ctx.dossier.provision)
    for v in c.versements:
        provision[v.versement - 1] = provision[v.versement - 1].model_copy(update={"terme": v.terme})
    acte = ctx.acte(
        Nature.ORDONNANCE_DE_RELEVE,
        "Ordonnance sur le délai de consignation",
        destinataires(ctx.dossier, Nature.ORDONNANCE_DE_RELEVE),
        piece=c.ordonnance,
        objet=requete.id,
    )
    rouverts, regularises = _reprise_des_versements(ctx, c, acte.id)
    renait = accordee and ctx.dossier.phase is Phase.CADUQUE
    yield Brouillon(
        fait=ev.ReleveStatue(
            requete=requete.id, nature=nature, accordee=accordee, versements=c.versements, provision=tuple(provision)
        ),
        resume=_issue(nature, accordee),
        article="CPC 271",
        phase=_etape_retrouvee(ctx.dossier) if renait else None,
        actes=(acte,),
        ouvertes=(
            *rouverts,
            *(_delais_de_l_expert(ctx) if renait else ()),
            *appel_des_decisions_du_controle(ctx, acte.id),
        ),
        closes=regularises,
        alertes=(*_alertes_du_releve(ctx, c, accordee), *dates_discutees(rouverts)),
    )


def _exiger_tout_de_nouveau(ctx: Contexte, c: cmd.StatuerReleve) -> None:
    """Once the régie has given everything back, every instalment is to be paid again."""
    nommes = {v.versement for v in c.versements}
    manquent = [rang for rang, v in enumerate(ctx.dossier.provision, 1) if v.montant and rang not in nommes]
    if manquent:
        raise Refus(
            "CPC 271, 284 al. 2",
            "Les fonds ont été restitués : chaque versement est de nouveau attendu.",
            *(f"le nouveau terme du versement n° {rang}" for rang in manquent),
        )


def _issue(nature: str, accordee: bool) -> str:
    if nature == "releve":
        return "Caducité relevée, nouveau délai pour consigner" if accordee else "Relevé de caducité refusé"
    return "Délai de consignation prorogé" if accordee else "Prorogation du délai de consignation refusée"


def _exiger_des_versements_a_relever(ctx: Contexte, c: cmd.StatuerReleve) -> None:
    """A grant names instalments that are still expected, once each, with a term to come; a refusal names none."""
    if (c.decision == "accordee") != bool(c.versements):
        raise Refus(
            "CPC 271",
            "Le juge qui accorde fixe le nouveau terme de chaque versement ; celui qui refuse n’en fixe aucun.",
            "le nouveau terme de chaque versement",
        )
    if [rang for rang, nombre in Counter(v.versement for v in c.versements).items() if nombre > 1]:
        raise Refus("CPC 271", "Un versement reçoit deux termes.", "un terme par versement")
    for v in c.versements:
        if v.versement > len(ctx.dossier.provision) or not ctx.dossier.provision[v.versement - 1].montant:
            raise Refus("CPC 271", f"Le versement n° {v.versement} n’existe pas.", introuvable=True)
        attendu = echeance_de(ctx.dossier, f"versement-{v.versement}", ctx.dossier.provision[v.versement - 1].payeur)
        if ctx.dossier.phase is not Phase.CADUQUE and attendu is None:
            raise Refus("CPC 271", f"Le versement n° {v.versement} n’est plus attendu.")
        exiger_un_terme(ctx, v.terme, "ordonnance", "envoi", "reception")


def _reprise_des_versements(
    ctx: Contexte, c: cmd.StatuerReleve, acte: ActeId
) -> tuple[tuple[Echeance, ...], tuple[Cloture, ...]]:
    """Each instalment is open anew with its term; late money already there is then in time."""
    rouverts, regularises = [], []
    for v in c.versements:
        payeur, objet = ctx.dossier.provision[v.versement - 1].payeur, f"versement-{v.versement}"
        attendu = echeance_de(ctx.dossier, objet, payeur)
        payes = {s.objet: le for s, le in sommes_couvertes(ctx.dossier, payeur)}
        if objet not in payes:
            regle = attendu.regle if attendu else regle_du_versement(ctx.dossier.provision, v.versement)
            depuis = "décision du juge sur le délai de consignation"
            rouverts.append(ouvrir_ou_attendre(ctx, regle, payeur, depuis, terme=v.terme, acte=acte, objet=objet))
        elif attendu is not None:
            motif = "versement tardif régularisé par le juge"
            regularises.append(
                Cloture(echeance=attendu.id, statut=Statut.SATISFAITE, motif=motif, le=payes[objet])
            )
    return tuple(rouverts), tuple(regularises)


def _etape_retrouvee(dossier: Dossier) -> Phase:
    """Operations that had begun go on; otherwise they wait for the money as before."""
    accepte = dossier.mandat is not None and dossier.mandat.etat == "accepte"
    return Phase.OPERATIONS if accepte and dossier.operations_depuis is not None else Phase.MISE_EN_PLACE


def _delais_de_l_expert(ctx: Contexte) -> tuple[Echeance, ...]:
    """What the caducité had taken away: the next information of the judge, the report still to come."""
    expert = ctx.dossier.expert
    if expert is None:
        return ()
    en_cours = _etape_retrouvee(ctx.dossier) is Phase.OPERATIONS
    information = (ouvrir(ctx, "DL-14", expert, "caducité relevée", ctx.jour),) if en_cours else ()
    return (*information, *_rapport_a_venir(ctx))


def _rapport_a_venir(ctx: Contexte) -> tuple[Echeance, ...]:
    """The time for the report waits again for what starts it; one that had started is fixed anew by the judge (279)."""
    terme, mandat = ctx.dossier.terme_rapport, ctx.dossier.mandat
    if terme is None or mandat is None:
        return ()
    if ctx.dossier.compteurs.get(Nature.AVIS_DE_CONSIGNATION) and ctx.dossier.complement_d_expertise is None:
        return ()  # it had started
    a_venir = ("avis_de_consignation", "reception") + (() if mandat.etat == "accepte" else ("acceptation",))
    return (attendre("DL-06", mandat.expert),) if terme.a_compter in a_venir else ()


def _alertes_du_releve(ctx: Contexte, c: cmd.StatuerReleve, accordee: bool) -> Iterator[str]:
    nommes = {f"versement-{v.versement}" for v in c.versements}
    restent = [e for e in caducites_encourues(ctx.dossier, ctx.jour) if e.objet not in nommes]
    if restent:
        yield f"La caducité reste encourue pour le versement de {nom(ctx.dossier, restent[0].personne)} (CPC 271)."
    if accordee and ctx.dossier.phase is Phase.CADUQUE:
        yield (
            "La désignation avait été constatée caduque : le relevé la fait revivre ; le délai du rapport est à "
            "vérifier, et à fixer de nouveau s’il avait commencé (CPC 271, 279)."
        )


def constater_caducite(ctx: Contexte, c: cmd.ConstaterCaducite) -> Iterator[Brouillon]:
    """Art. 271: the designation is caduque and the case goes on; the sums consigned stay to be given back."""
    ctx.exiger(Role.JUGE)
    ctx.exiger_phase(*AVANT_LE_RAPPORT)
    ctx.exiger_l_ordonnance(c.ordonnance)
    encourues = _exiger_une_caducite_encourue(ctx)
    acte = ctx.acte(
        Nature.CONSTAT_DE_CADUCITE,
        "Constat de la caducité de la désignation",
        destinataires(ctx.dossier, Nature.CONSTAT_DE_CADUCITE),
        piece=c.ordonnance,
    )
    yield Brouillon(
        fait=ev.CaduciteConstatee(defaillants=tuple(dict.fromkeys(e.personne for e in encourues))),
        resume="Désignation de l’expert caduque, faute de consignation : l’instance se poursuit",
        article="CPC 271",
        phase=Phase.CADUQUE,
        actes=(acte,),
        ouvertes=appel_des_decisions_du_controle(ctx, acte.id),
        closes=ctx.lever(
            # a right of appeal does not fall with the designation
            (e for e in ctx.dossier.echeances.values() if e.nature is not NatureEcheance.LEGALE),
            "désignation caduque",
        ),
        alertes=tuple(_alertes_du_constat(ctx)),
    )


def _exiger_une_caducite_encourue(ctx: Contexte) -> tuple[Echeance, ...]:
    """Only past the last day that anybody can argue for (642), never for an aided payer, nor once paid and begun."""
    encourues = caducites_encourues(ctx.dossier, ctx.jour)
    if not encourues:
        attendus = [e for e in ctx.dossier.echeances_de("DL-03") if e.calcul is not None]
        eteinte = ctx.dossier.operations_depuis is not None and not attendus
        raise Refus(
            "CPC 271",
            "La provision est consignée et les opérations ont commencé : la caducité ne peut plus être invoquée "
            "(Cass. 2e civ., 27 février 2014)."
            if eteinte
            else "La caducité n’est pas encourue.",
            *(
                f"l’expiration du terme de {nom(ctx.dossier, e.personne)}, le {date_longue(e.calcul.arguable_until)}"
                for e in attendus
                if e.calcul is not None
            ),
        )
    if ctx.dossier.pendantes("releve"):
        raise Refus(
            "CPC 271",
            "Une partie a demandé une prorogation ou un relevé : le juge n’a pas encore statué.",
            "la décision sur cette demande",
        )
    return encourues


def _alertes_du_constat(ctx: Contexte) -> Iterator[str]:
    consigne = sum(ctx.dossier.encaisse.values())
    if consigne:
        yield f"{montant(consigne)} restent consignés : le juge en ordonne la restitution (CPC 271, 284 al. 2)."
    yield "Un relevé de caducité peut encore être demandé, sans délai fixé par le texte (CPC 271)."
    if ctx.dossier.operations_depuis is not None:
        yield (
            "Les opérations avaient commencé sans que la provision soit payée : le travail accompli reste à rémunérer "
            "(CPC 271, 284)."
        )
    if ctx.dossier.fondement in AVANT_TOUT_PROCES:
        yield "Mesure ordonnée avant tout procès : aucune instance au fond n’est à poursuivre ici (CPC 145, 271)."


ACTES: dict[str, Regle] = {
    "demander_releve": demander_releve,
    "statuer_releve": statuer_releve,
    "constater_caducite": constater_caducite,
}
