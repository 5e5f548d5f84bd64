"""Somebody joins the expertise under way: ordonnance commune or intervention (art. 145, 331, 169 CPC).

The expert's opinion is not required when the mission stays as it is (Cass. 2e civ., 1 July 1992; 3e civ., 23 Oct. 2002;
2e civ., 22 Sept. 2016), and no time limit ends the possibility: that of the administrative courts does not exist here.
"""

from collections.abc import Iterator
from datetime import timedelta

from procedure import commandes as cmd
from procedure import evenements as ev
from procedure.appels import appel_des_decisions_du_controle
from procedure.circulation import destinataires
from procedure.contexte import Brouillon, Contexte, Regle
from procedure.decision import Refus
from procedure.documents import Acte, Nature
from procedure.dossier import AVANT_LE_RAPPORT, EN_COURS, Phase
from procedure.echeances import Echeance, Statut
from procedure.langue import accorder, date_longue, enumerer, instant_long
from procedure.modele import ActeId, PersonneId
from procedure.ouverture import attendre, exiger_un_terme, ouvrir_ou_attendre
from procedure.personnes import PARTICIPANTS_AU_PLUS, Participant, Role
from procedure.phases.conclusion import terme_du_rapport
from procedure.phases.operations import alertes_de_convocation
from procedure.regles import REDACTION, REGLES

LIBELLES = {
    "ordonnance_commune": "ordonnance commune",
    "intervention_volontaire": "intervention volontaire",
    "intervention_forcee": "intervention forcée",
}
"""By what somebody joins, in words."""

TRENTE_JOURS = cmd.Terme(delai=REGLES["DL-11"].delai, a_compter="envoi")
"""What a newcomer has to comment unless the expert fixes another time."""


def mettre_en_cause(ctx: Contexte, c: cmd.MettreEnCause) -> Iterator[Brouillon]:
    """Art. 169: the greffe tells the expert at once; each newcomer is a party like the others from then on."""
    ctx.exiger(Role.GREFFE, Role.JUGE)
    ctx.exiger_phase(*AVANT_LE_RAPPORT)
    ctx.exiger_apres(ctx.dossier.rendue_le, "l’ordonnance")
    _exiger_des_arrivants(ctx, c.arrivants)
    if c.fondement == "ordonnance_commune":
        ctx.exiger_l_ordonnance(c.ordonnance)
        if c.decision_de is None:
            raise Refus("CPC 145", "L’ordonnance commune est rendue par un juge.", "le juge qui l’a rendue")
    elif c.decision_de is not None or c.ordonnance is not None:
        raise Refus("CPC 169", "Une intervention n’est pas une ordonnance commune.", "le fondement de l’arrivée")
    parties = tuple(p.id for p in c.arrivants if p.role is Role.PARTIE)
    actes = tuple(_actes(ctx, c))
    yield Brouillon(
        fait=ev.PartiesMisesEnCause(fondement=c.fondement, arrivants=c.arrivants),
        resume=f"{accorder(len(parties), 'partie mise en cause', 'parties mises en cause')} : {LIBELLES[c.fondement]}",
        article="CPC 169",
        actes=actes,
        ouvertes=tuple(_appels(ctx, c, parties, actes)),
        alertes=tuple(_alertes(ctx, c, parties)),
    )


def _exiger_des_arrivants(ctx: Contexte, arrivants: tuple[Participant, ...]) -> None:
    """Parties, and their avocats if they are new; nobody twice."""
    ids = [p.id for p in arrivants]
    doubles = sorted({i for i in ids if ids.count(i) > 1 or i in ctx.dossier.noms_pris})
    if doubles:
        raise Refus("CPC 169", "Un participant est nommé deux fois, ou est déjà dans l’expertise.", *doubles)
    if any(p.role not in (Role.PARTIE, Role.AVOCAT) for p in arrivants):
        raise Refus("CPC 169", "On met en cause une partie, avec ses avocats.", "des parties et leurs avocats")
    parties = [p for p in arrivants if p.role is Role.PARTIE]
    if not parties:
        raise Refus("CPC 169", "La mise en cause suppose une partie.", "la partie mise en cause")
    roles = {i: p.role for i, p in ctx.dossier.participants.items()} | {p.id: p.role for p in arrivants}
    constitues = {a for p in parties for a in p.avocats}
    inconnus = sorted(a for a in constitues if roles.get(a) is not Role.AVOCAT)
    if inconnus:
        raise Refus("CPC 162", "Un avocat constitué ne figure pas parmi les participants.", *inconnus)
    orphelins = [p.nom for p in arrivants if p.role is Role.AVOCAT and p.id not in constitues]
    if orphelins:
        raise Refus("CPC 162", "Un avocat arrive sans partie qui l’ait constitué.", *orphelins)
    if len(roles) > PARTICIPANTS_AU_PLUS:
        raise Refus("CPC 169", "L’expertise compte trop de participants.", f"{PARTICIPANTS_AU_PLUS} au plus")


def _actes(ctx: Contexte, c: cmd.MettreEnCause) -> Iterator[Acte]:
    """The decision to all, newcomers included; the notice of the greffe to the expert, who must know at once."""
    arrivants = [p.id for p in c.arrivants]
    greffe = ctx.dossier.de_role(Role.GREFFE)[0]
    if c.fondement == "ordonnance_commune":
        yield ctx.acte(
            Nature.ORDONNANCE_COMMUNE,
            "Ordonnance commune",
            [*destinataires(ctx.dossier, Nature.ORDONNANCE_COMMUNE), *arrivants],
            piece=c.ordonnance,
            auteur=ctx.dossier.de_role(Role.JUGE)[0],
        )
    yield ctx.acte(
        Nature.AVIS_D_INTERVENTION,
        f"Avis d’intervention — {LIBELLES[c.fondement]}",
        [*destinataires(ctx.dossier, Nature.AVIS_D_INTERVENTION), *arrivants],
        auteur=greffe,
    )


def _appels(
    ctx: Contexte, c: cmd.MettreEnCause, parties: tuple[PersonneId, ...], actes: tuple[Acte, ...]
) -> Iterator[Echeance]:
    """Art. 490: in référé, the fifteen days of each party, old or new, wait for the order to be served on it.

    What the judge in charge of the control decided is appealed as his decisions are (DL-01d).
    """
    commune = ActeId(actes[0].id)
    if c.decision_de == "juge_des_referes":
        for partie in (*ctx.dossier.parties, *parties):
            yield attendre("DL-01a", partie, objet=commune, acte=commune)
    elif c.decision_de == "juge_du_controle" and (siens := appel_des_decisions_du_controle(ctx, commune)):
        yield from siens
        for partie in parties:
            yield attendre("DL-01d", partie, objet=commune, acte=commune)


def _alertes(ctx: Contexte, c: cmd.MettreEnCause, parties: tuple[PersonneId, ...]) -> Iterator[str]:
    noms = enumerer(p.nom for p in c.arrivants if p.role is Role.PARTIE)
    if c.decision_de == "juge_du_controle":
        yield (
            "L’ordonnance commune relève du juge des référés ou du juge du fond ; le juge chargé du contrôle n’a pas, "
            "en principe, ce pouvoir seul (CPC 145, 155)."
        )
    for reunion in ctx.reunions_a_venir():
        yield f"{noms} : à convoquer à la réunion n° {reunion.numero}, déjà fixée (CPC 160)."
    if any(r.tenue for r in ctx.dossier.reunions.values()) or ctx.dossier.operations_depuis is not None:
        yield f"{noms} : le dossier est à transmettre, pour observations sur les opérations déjà faites (CPC 169)."
    if ctx.dossier.pre_rapport_le is not None:
        yield "Le pré-rapport est déjà envoyé : l’arrivant a son propre temps pour ses dires (CPC 169, 276)."


# -- the file (art. 169)


def transmettre_dossier(ctx: Contexte, c: cmd.TransmettreDossier) -> Iterator[Brouillon]:
    """Art. 169: the newcomer has the whole file, and can comment on what was done without it."""
    ctx.exiger(Role.EXPERT)
    ctx.exiger_phase(*AVANT_LE_RAPPORT)
    parties = tuple(dict.fromkeys(c.a))
    for partie in parties:
        arrivee = ctx.dossier.arrivees.get(partie)
        if arrivee is None:
            raise Refus("CPC 169", "Cette personne n’a pas rejoint l’expertise en cours.", partie, introuvable=True)
        if arrivee.transmis_le is not None:
            raise Refus("CPC 169", "Cette partie a déjà le dossier.", partie)
        ctx.exiger_apres(arrivee.le, "l’arrivée de la partie")
    if c.terme is not None:
        exiger_un_terme(ctx, c.terme, "envoi", "reception")
    avocats = [a for p in parties for a in ctx.dossier.participants[p].avocats]
    acte = ctx.acte(
        Nature.TRANSMISSION_DU_DOSSIER,
        "Transmission du dossier de l’expertise",
        [*parties, *avocats],
        piece=c.pieces[0] if c.pieces else None,
        annexes=c.pieces[1:],
    )
    rouverts = ctx.dossier.phase is Phase.DIRES_CLOS
    ouvertes = tuple(e for p in parties for e in _temps_de_l_arrivant(ctx, c.terme, p, acte.id))
    yield Brouillon(
        fait=ev.DossierTransmis(a=parties, nombre=len(c.pieces), message=c.message),
        resume=f"Dossier transmis à {accorder(len(parties), 'intervenant')}",
        article="CPC 169",
        # the dires are open again for whoever has not had the time of the others; theirs stays closed
        phase=Phase.DIRES_OUVERTS if rouverts else None,
        actes=(acte,),
        ouvertes=ouvertes,
        closes=ctx.clore("DL-15", motif="dires rouverts pour l’arrivant", statut=Statut.LEVEE) if rouverts else (),
        alertes=tuple(_a_voir(ctx, c, ouvertes)),
    )


def _a_voir(ctx: Contexte, c: cmd.TransmettreDossier, ouvertes: tuple[Echeance, ...]) -> Iterator[str]:
    """What the sending leaves for a human: nothing to read, or no time left to draft before the report is due."""
    if not c.pieces and not ctx.repris:
        yield SANS_PIECE
    rapport = terme_du_rapport(ctx.dossier)
    fins = [e.calcul.arguable_until for e in ouvertes if e.calcul is not None]
    if rapport is not None and fins and max(fins) > rapport - timedelta(days=REDACTION.jours):
        yield (
            f"Le temps de l’arrivant ne laisse pas celui de rédiger avant le {date_longue(rapport)} : "
            "prorogation à demander (CPC 279)."
        )


SANS_PIECE = (
    "Aucun document n’est joint : la partie doit pouvoir lire tout ce qui a été échangé avant elle (CPC 16, 169)."
)


def _temps_de_l_arrivant(
    ctx: Contexte, terme: cmd.Terme | None, partie: PersonneId, acte: ActeId
) -> Iterator[Echeance]:
    """DL-11, and the times that the others have had: on a sapiteur's opinion, or for the last dires."""
    retenu = terme or TRENTE_JOURS
    regles: list[tuple[str, str | None]] = [("DL-11", None)]
    if ctx.dossier.pre_rapport_le is not None:
        regles.append(("DL-13", None))
    else:
        regles += [("DL-10", sapiteur) for sapiteur, communique in ctx.dossier.sapiteurs.items() if communique]
    for regle, objet in regles:
        yield ouvrir_ou_attendre(ctx, regle, partie, "transmission du dossier", terme=retenu, acte=acte, objet=objet)


# -- the meetings already fixed (art. 160)


def completer_convocation(ctx: Contexte, c: cmd.CompleterConvocation) -> Iterator[Brouillon]:
    """Art. 160, 169: whoever joins is called to the meeting that is already fixed."""
    ctx.exiger(Role.EXPERT)
    ctx.exiger_phase(*EN_COURS)
    reunion = ctx.dossier.reunions.get(c.reunion)
    if reunion is None:
        raise Refus("CPC 160", "Cette réunion n’a pas été convoquée.", introuvable=True)
    if reunion not in ctx.reunions_a_venir():
        raise Refus("CPC 160", "Une réunion se convoque pour un jour à venir.", "une nouvelle réunion")
    etrangers = [p for p in c.a if p not in ctx.dossier.parties]
    if etrangers:
        raise Refus("CPC 160", "Cette personne n’est pas partie à l’expertise.", *etrangers, introuvable=True)
    avocats = [a for p in c.a for a in ctx.dossier.participants[p].avocats]
    nouveaux = tuple(p for p in dict.fromkeys([*c.a, *avocats]) if p not in reunion.convoques)
    if not nouveaux:
        raise Refus("CPC 160", "Ces parties sont déjà convoquées à cette réunion.")
    sans_adresse = [p.nom for i in c.a if (p := ctx.dossier.participants[i]).adresse is None]
    if sans_adresse and not ctx.repris:
        manque = (f"l’adresse postale de {nom}" for nom in sans_adresse)
        raise Refus("CPC 160", "Une partie ne peut être convoquée par aucune voie licite.", *manque)
    for partie in c.a:
        if partie in ctx.dossier.arrivees:
            ctx.exiger_apres(ctx.dossier.arrivees[partie].le, "l’arrivée de la partie")
    titre = f"Convocation à la réunion n° {c.reunion}"
    yield Brouillon(
        fait=ev.ReunionConvoquee(
            reunion=c.reunion,
            debut=reunion.debut,
            lieu=c.lieu,
            ordre_du_jour=c.ordre_du_jour,
            convoques=(*reunion.convoques, *nouveaux),
        ),
        resume=f"Réunion n° {c.reunion} du {instant_long(reunion.debut, ctx.dossier.siege.fuseau)} : "
        "convocation complétée",
        article="CPC 160, 169",
        actes=(ctx.acte(Nature.CONVOCATION, titre, nouveaux, objet=f"reunion-{c.reunion}"),),
        alertes=tuple(alertes_de_convocation(ctx, reunion.debut)),
    )


ACTES: dict[str, Regle] = {
    "mettre_en_cause": mettre_en_cause,
    "transmettre_dossier": transmettre_dossier,
    "completer_convocation": completer_convocation,
}
