"""The order and the appointment (art. 143-145, 263-267, 233-235 CPC)."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from procedure import commandes as cmd
from procedure import evenements as ev
from procedure.appels import AVANT_TOUT_PROCES
from procedure.calendrier import ZoneInconnue, territoire
from procedure.circulation import destinataires, parties_et_avocats
from procedure.contexte import Brouillon, Contexte, Regle
from procedure.decision import Refus
from procedure.delais import Instance, Sens, calculer, distance_admise
from procedure.documents import Acte, Nature
from procedure.dossier import AVANT_LE_RAPPORT, Phase
from procedure.echeances import Echeance, Statut
from procedure.langue import instant_long
from procedure.ouverture import attendre, identifiant, ouvrir
from procedure.personnes import SYSTEME, Participant, Qualite, Role
from procedure.phases.consignation import PLUS_INVOCABLE, caducites_eteintes, provision_a_fixer, versements_a_compter
from procedure.provision import dates_discutees, regle_du_versement
from procedure.regles import DELAI_DE_CONVOCATION, REGLES
from procedure.textes import en_vigueur

CONFERENCE_PROCHAINE = timedelta(days=730)
"""A conference fixed for farther is a slip of the pen."""


def enregistrer_ordonnance(ctx: Contexte, c: cmd.EnregistrerOrdonnance) -> Iterator[Brouillon]:
    """Art. 265: a decision that lacks one of its mentions cannot start an expertise here."""
    if c.auteur.role not in (Role.GREFFE, Role.JUGE):
        raise Refus("CPC 265", "L’ordonnance est enregistrée par le greffe ou par le juge.", interdit=True)
    if ctx.dossier.numero:
        raise Refus("CPC 265", "Cette expertise a déjà son ordonnance.")
    fait = _ordonnance(ctx, c)
    _exiger_une_ordonnance_qui_se_tient(ctx, c)
    ouvertes = tuple(_echeances_de_l_ordonnance(ctx, c))
    yield Brouillon(
        fait=fait,
        resume=f"Ordonnance d’expertise du {ctx.jour:%d/%m/%Y} enregistrée",
        article="CPC 265",
        phase=Phase.ORDONNEE,
        actes=tuple(_acte_ordonnance(ctx, c)),
        ouvertes=(*_appels_de_l_ordonnance(ctx, c), *ouvertes),
        alertes=(
            *_competence_a_verifier(ctx, c),
            *_voies_de_la_requete(c),
            *_homonymes(c),
            *provision_a_fixer(c),
            *dates_discutees(ouvertes),
            *((SEQUESTRE,) if c.sequestre else ()),
        ),
    )


SEQUESTRE = (
    "Séquestre provisoire : il est levé si nul ne demande la modification ou la rétractation de l’ordonnance dans le "
    "mois de sa signification (C. com. R. 153-1)."
)


def _exiger_une_requete_pour_le_sequestre(c: cmd.EnregistrerOrdonnance) -> None:
    """C. com. R. 153-1: the provisional séquestre goes with an order on request, against somebody to be served."""
    if c.sequestre and c.fondement != "requete_145":
        raise Refus("C. com. R. 153-1", "Le séquestre provisoire accompagne une ordonnance sur requête.")
    if c.sequestre and not any(p.role is Role.PARTIE and p.qualite is not Qualite.DEMANDEUR for p in c.participants):
        raise Refus("C. com. R. 153-1", "Nul n’est désigné à qui l’ordonnance sera signifiée.", "la partie saisie")


def _exiger_une_ordonnance_qui_se_tient(ctx: Contexte, c: cmd.EnregistrerOrdonnance) -> None:
    _exiger_des_participants_coherents(c)
    exiger_le_siege(ctx, c.juridiction)
    _exiger_des_termes_qui_courent(ctx, c)
    _exiger_une_requete_pour_le_sequestre(c)
    if not any(p.id == c.auteur.personne and p.role is c.auteur.role for p in c.participants):
        raise Refus("CPC 265", "L’auteur de l’enregistrement doit figurer parmi les participants.", interdit=True)
    if c.introduite_le is not None and c.introduite_le > ctx.jour:
        raise Refus("CPC 640", "L’instance ne peut pas être introduite après la décision.")
    _exiger_une_mission_permise(ctx, c)


def _ordonnance(ctx: Contexte, c: cmd.EnregistrerOrdonnance) -> ev.OrdonnanceEnregistree:
    """Art. 265: a decision lacks neither its circumstances, nor an expert, heads of mission, a time for the report."""
    manque = [
        libelle
        for libelle, present in (
            ("les circonstances qui rendent l’expertise nécessaire", c.circonstances),
            ("le nom de l’expert", c.expert),
            ("les chefs de la mission", c.chefs),
            ("le délai dans lequel l’expert donnera son avis", c.terme_rapport),
        )
        if not present
    ]
    if manque or c.circonstances is None or c.expert is None or c.terme_rapport is None:
        raise Refus("CPC 265", "La décision qui ordonne l’expertise est incomplète.", *manque)
    return ev.OrdonnanceEnregistree(
        rg=c.rg,
        juridiction=c.juridiction,
        fondement=c.fondement,
        objet=c.objet,
        rendue_le=ctx.jour,
        circonstances=c.circonstances,
        expert=c.expert,
        chefs=c.chefs,
        terme_rapport=c.terme_rapport,
        provision=c.provision,
        demarrage_immediat=c.demarrage_immediat,
        pre_rapport_exige=c.pre_rapport_exige,
        participants=c.participants,
        introduite_le=c.introduite_le,
        immeuble=c.immeuble,
        mission_de_conciliation=c.mission_de_conciliation,
    )


def _exiger_une_mission_permise(ctx: Contexte, c: cmd.EnregistrerOrdonnance) -> None:
    """Former art. 240, repealed by décret 2025-660: no mission to conciliate before 1 September 2025, any since."""
    if c.mission_de_conciliation and en_vigueur("CPC 240", ctx.jour):
        raise Refus(
            "CPC 240 (abrogé au 1er septembre 2025)",
            "À cette date, le juge ne pouvait pas donner au technicien mission de concilier les parties.",
        )


def _competence_a_verifier(ctx: Contexte, c: cmd.EnregistrerOrdonnance) -> Iterator[str]:
    """Art. 145 al. 2-3, for the proceedings introduced from 1 September 2025: the judge weighs his jurisdiction."""
    version = en_vigueur("CPC 145", ctx.jour, introduite_le=c.introduite_le)
    if c.fondement not in AVANT_TOUT_PROCES or version is None or version.depuis is None:
        return  # the proceedings keep the text of their day, which had no rule of jurisdiction
    depuis = "" if c.introduite_le else " si l’instance a été introduite depuis le 1er septembre 2025"
    if c.immeuble == "hors_du_ressort":
        yield (
            "L’immeuble est hors du ressort : la juridiction du lieu où il est situé est seule "
            f"compétente{depuis} (CPC 145 al. 3)."
        )
    elif c.immeuble is None:
        yield (
            "Il n’est pas indiqué si la mesure porte sur un immeuble : la juridiction du lieu où il est situé serait "
            f"seule compétente{depuis} (CPC 145 al. 3)."
        )


def _homonymes(c: cmd.EnregistrerOrdonnance) -> Iterator[str]:
    """Two people may bear one name; the same one entered twice would have every right twice."""
    noms = Counter(p.nom.casefold() for p in c.participants if p.role is Role.PARTIE)
    doubles = {p.nom.casefold(): p.nom for p in c.participants if noms[p.nom.casefold()] > 1}
    for nom in doubles.values():
        yield f"Deux parties portent le même nom ({nom[:120]}) : vérifier que ce n’est pas la même (CPC 265)."


def _voies_de_la_requete(c: cmd.EnregistrerOrdonnance) -> Iterator[str]:
    """Art. 496-497: a request granted is not appealed; whoever is interested may always refer it back to the judge."""
    if c.fondement == "requete_145":
        yield (
            "L’ordonnance qui fait droit à la requête n’ouvre pas d’appel : tout intéressé peut en référer au juge, "
            "sans délai, pour la faire modifier ou rétracter (CPC 496 al. 2, 497)."
        )


def _exiger_des_participants_coherents(c: cmd.EnregistrerOrdonnance) -> None:
    ids = Counter(p.id for p in c.participants)
    doubles = [p for p, n in ids.items() if n > 1]
    if doubles:
        raise Refus("CPC 265", "Un participant est nommé deux fois.", *doubles)
    roles = {p.id: p.role for p in c.participants}
    if c.expert is not None and roles.get(c.expert) is not Role.EXPERT:
        raise Refus("CPC 265", "L’expert désigné doit figurer parmi les participants, en qualité d’expert.")
    if len([r for r in roles.values() if r is Role.EXPERT]) > 1:
        raise Refus("CPC 264", "Un seul expert est désigné ; un collège suppose une décision motivée.")
    qualites = {p.qualite for p in c.participants if p.qualite}
    if not {"demandeur", "defendeur"} <= qualites and c.fondement != "requete_145":
        raise Refus("CPC 265", "L’expertise suppose un demandeur et un défendeur.", "une partie de chaque côté")
    if "demandeur" not in qualites:
        raise Refus("CPC 265", "L’expertise suppose un demandeur.", "un demandeur")
    for role in (Role.GREFFE, Role.JUGE):
        if role not in roles.values():
            raise Refus(
                "CPC 155, 155-1",
                "Le juge chargé du contrôle et son greffe doivent être désignés.",
                role.value,
            )
    inconnus = [a for p in c.participants for a in p.avocats if roles.get(a) is not Role.AVOCAT]
    if inconnus:
        raise Refus("CPC 162", "Un avocat constitué ne figure pas parmi les participants.", *inconnus)
    etrangers = [v.payeur for v in c.provision if roles.get(v.payeur) is not Role.PARTIE]
    if etrangers:
        raise Refus("CPC 269", "La provision est mise à la charge d’une partie.", *etrangers)
    if not all(v.montant for v in c.provision):
        raise Refus("CPC 269", "Un versement de la provision n’a pas de montant.", "le montant de chaque versement")
    if Role.SYSTEME in roles.values() or SYSTEME.personne in roles:
        raise Refus("CPC 265", "La plateforme n’est pas un participant.", SYSTEME.personne)


def exiger_le_siege(ctx: Contexte, juridiction: cmd.Juridiction) -> None:
    """Art. 642: the calendar and the clock are those of the same seat, or a day would end twice."""
    try:
        siege = territoire(juridiction.zone)
    except ZoneInconnue as inconnue:
        raise Refus("CPC 642", str(inconnue)) from inconnue
    for mois in (1, 7):
        midi = datetime(ctx.jour.year, mois, 1, 12, tzinfo=UTC)
        if midi.astimezone(ZoneInfo(siege.fuseau)).utcoffset() != midi.astimezone(ctx.fuseau).utcoffset():
            raise Refus(
                "CPC 642",
                f"Le fuseau horaire de la juridiction n’est pas celui de son siège ({siege.nom}).",
                siege.fuseau,
            )


def _exiger_des_termes_qui_courent(ctx: Contexte, c: cmd.EnregistrerOrdonnance) -> None:
    """Art. 640, 265, 269: a period that nothing can start, or that ends before the decision, limits nobody."""
    termes = [v.terme for v in c.provision] + ([c.terme_rapport] if c.terme_rapport else [])
    if any(t.le is not None and t.le < ctx.jour for t in termes):
        raise Refus("CPC 640", "Un terme fixé par la décision la précède.", "une date postérieure à la décision")
    if c.terme_rapport is not None and c.terme_rapport.a_compter == "envoi":
        raise Refus(
            "CPC 640, 265",
            "Le point de départ du délai du rapport n’est pas déterminé.",
            "à compter de l’ordonnance, de l’avis de consignation, de l’acceptation ou de la réception",
        )
    premiers: dict[str, cmd.Terme] = {}
    for versement in c.provision:
        premiers.setdefault(versement.payeur, versement.terme)
    if any(t.a_compter == "avis_de_consignation" for t in premiers.values()):
        raise Refus(
            "CPC 640, 269",
            "Le premier versement ne peut pas courir de l’avis qui en constate la consignation.",
            "un autre point de départ, ou une date",
        )


def _acte_ordonnance(ctx: Contexte, c: cmd.EnregistrerOrdonnance) -> Iterator[Acte]:
    if c.ordonnance is not None:
        juge = next(p.id for p in c.participants if p.role is Role.JUGE)
        constitues = {avocat for p in c.participants for avocat in p.avocats}
        tous = [p.id for p in c.participants if p.role in (Role.PARTIE, Role.EXPERT) or p.id in constitues]
        yield ctx.acte(Nature.ORDONNANCE, "Ordonnance d’expertise", tous, piece=c.ordonnance, auteur=juge)


def _appels_de_l_ordonnance(ctx: Contexte, c: cmd.EnregistrerOrdonnance) -> Iterator[Echeance]:
    """Art. 490: in référé each party's appeal waits for the service; art. 272: in a pending case, leave is needed."""
    for partie in (p for p in c.participants if p.role is Role.PARTIE):
        if c.fondement == "refere_145":
            yield attendre("DL-01a", partie.id)
        elif c.fondement == "avant_dire_droit":
            yield _autorisation_d_appel(ctx, partie)


def _autorisation_d_appel(ctx: Contexte, partie: Participant) -> Echeance:
    """Art. 272: one month from the decision, whoever was told of it and when.

    Whether distance (643-644) lengthens it is open: it is not counted, and stays arguable until the longer date.
    """
    echeance = ouvrir(ctx, "DL-01b", partie.id, "décision ordonnant l’expertise", ctx.jour)
    delai, calcul = REGLES["DL-01b"].delai, echeance.calcul
    if partie.residence is None or delai is None or calcul is None:
        return echeance
    mois = distance_admise(Instance.APPEL, ctx.zone, partie.residence).mois
    discutee = calculer(ctx.jour, delai, zone=ctx.zone, distance_discutee=mois)
    return echeance.model_copy(update={"calcul": discutee})


def _echeances_de_l_ordonnance(ctx: Contexte, c: cmd.EnregistrerOrdonnance) -> Iterator[Echeance]:
    """DL-03 or DL-03b per instalment, DL-06 if it runs from the order or is a date, DL-26 once each one is served."""
    if c.sequestre:
        for partie in (p.id for p in c.participants if p.role is Role.PARTIE and p.qualite is not Qualite.DEMANDEUR):
            yield attendre("DL-26", partie)
    for rang, versement in enumerate(c.provision, 1):
        if _court_de_l_ordonnance(versement.terme):
            yield ouvrir(
                ctx,
                regle_du_versement(c.provision, rang),
                versement.payeur,
                "ordonnance fixant la provision",
                ctx.jour,
                terme=versement.terme,
                objet=f"versement-{rang}",
            )
        else:
            yield attendre(regle_du_versement(c.provision, rang), versement.payeur, objet=f"versement-{rang}")
    if c.terme_rapport is None or c.expert is None:
        raise AssertionError("the mentions have just been checked")
    if _court_de_l_ordonnance(c.terme_rapport):
        yield ouvrir(ctx, "DL-06", c.expert, "ordonnance fixant le délai du rapport", ctx.jour, terme=c.terme_rapport)
    else:
        yield attendre("DL-06", c.expert)


def _court_de_l_ordonnance(terme: cmd.Terme) -> bool:
    return terme.le is not None or terme.a_compter == "ordonnance"


def notifier_designation(ctx: Contexte, c: cmd.NotifierDesignation) -> Iterator[Brouillon]:
    """Art. 267 al. 1: the greffe sends the expert the decision, by any means."""
    ctx.exiger(Role.GREFFE)
    ctx.exiger_phase(*AVANT_LE_RAPPORT)
    mandat = ctx.dossier.mandat
    if mandat is None or mandat.etat != "designe":
        raise Refus("CPC 267", "La désignation a déjà été notifiée à l’expert.")
    ctx.exiger_apres(mandat.le, "la désignation de l’expert")
    yield Brouillon(
        fait=ev.DesignationNotifiee(),
        resume="Désignation notifiée à l’expert",
        article="CPC 267",
        phase=Phase.MISE_EN_PLACE if ctx.dossier.phase is Phase.ORDONNEE else None,
        actes=(
            ctx.acte(
                Nature.AVIS_DE_DESIGNATION,
                "Avis de désignation",
                [mandat.expert],
                annexes=(ctx.dossier.ordonnance,) if ctx.dossier.ordonnance else (),
            ),
        ),
        ouvertes=(ouvrir(ctx, "DL-02", mandat.expert, "notification de la désignation", ctx.jour),),
    )


def fixer_conference(ctx: Contexte, c: cmd.FixerConference) -> Iterator[Brouillon]:
    """Art. 266: the expert and the parties before the judge, to specify the mission; the greffe calls them."""
    ctx.exiger(Role.JUGE, Role.GREFFE)
    ctx.exiger_phase(Phase.ORDONNEE, Phase.MISE_EN_PLACE, Phase.OPERATIONS)
    jour = c.debut.astimezone(ctx.fuseau).date()
    if not ctx.jour < jour <= ctx.jour + CONFERENCE_PROCHAINE:
        raise Refus("CPC 266", "La conférence se fixe pour un jour à venir, dans les deux ans.", "une autre date")
    quand = instant_long(c.debut, ctx.dossier.siege.fuseau)
    conseille = calculer(jour, DELAI_DE_CONVOCATION, zone=ctx.zone, sens=Sens.REBOURS).nominal
    vers = destinataires(ctx.dossier, Nature.CONVOCATION_CONFERENCE)
    greffe = ctx.dossier.de_role(Role.GREFFE)[0]
    yield Brouillon(
        fait=ev.ConferenceFixee(debut=c.debut, lieu=c.lieu, ordre_du_jour=c.ordre_du_jour),
        resume=f"Conférence devant le juge fixée au {quand}",
        article="CPC 266",
        actes=(
            ctx.acte(Nature.CONVOCATION_CONFERENCE, "Convocation à la conférence devant le juge", vers, auteur=greffe),
        ),
        alertes=("La conférence est convoquée moins de quinze jours avant sa date (CPC 266, 16).",)
        if ctx.jour > conseille
        else (),
    )


def accepter_mission(ctx: Contexte, c: cmd.AccepterMission) -> Iterator[Brouillon]:
    """Art. 267 al. 2: the expert tells the judge that he accepts, having declared his independence (234).

    One who replaces another while the operations are under way goes on with them (art. 176, 235).
    """
    ctx.exiger(Role.EXPERT)
    exiger_une_mission_notifiee(ctx)
    if not c.independance:
        raise Refus(
            "CPC 234",
            "L’expert déclare son indépendance, ou la cause qui permettrait de le récuser.",
            "la déclaration d’indépendance",
        )
    expert = c.auteur.personne
    ouvertes: list[Echeance] = []
    ouvertes += versements_a_compter(ctx, "acceptation", "acceptation de la mission")
    terme = ctx.dossier.terme_rapport
    rapport = ctx.dossier.echeances.get(identifiant("DL-06", expert, None))
    if terme is not None and terme.a_compter == "acceptation" and rapport and rapport.statut is Statut.NON_DEMARREE:
        ouvertes.append(ouvrir(ctx, "DL-06", expert, "acceptation de la mission", ctx.jour, terme=terme))
    en_cours = ctx.dossier.operations_depuis is not None
    if ctx.dossier.demarrage_immediat or en_cours:
        depuis = "acceptation du nouvel expert" if en_cours else "ordre de commencer aussitôt"
        ouvertes.append(ouvrir(ctx, "DL-05", expert, depuis, ctx.jour))
        ouvertes.append(ouvrir(ctx, "DL-14", expert, "début des opérations", ctx.jour))
    eteintes = caducites_eteintes(ctx) if ctx.dossier.demarrage_immediat else ()
    vers = [*ctx.dossier.de_role(Role.JUGE, Role.GREFFE), *parties_et_avocats(ctx.dossier)]
    yield Brouillon(
        fait=ev.MissionAcceptee(),
        resume="Mission acceptée par l’expert",
        article="CPC 267",
        phase=Phase.OPERATIONS if ctx.dossier.demarrage_immediat or en_cours else None,
        actes=(ctx.acte(Nature.ACCEPTATION, "Acceptation de la mission", vers),),
        ouvertes=tuple(ouvertes),
        closes=(*ctx.clore("DL-02", motif="mission acceptée"), *eteintes),
        alertes=(PLUS_INVOCABLE,) if eteintes else (),
    )


def exiger_une_mission_notifiee(ctx: Contexte) -> None:
    """Art. 267: the expert answers once, and only what he was told, while the measure lives."""
    ctx.exiger_phase(*AVANT_LE_RAPPORT)
    mandat = ctx.dossier.mandat
    if mandat is None or mandat.etat == "designe":
        raise Refus(
            "CPC 267",
            "La désignation n’a pas encore été notifiée à l’expert.",
            "la notification par le greffe",
        )
    if mandat.etat != "notifie":
        raise Refus("CPC 267", "L’expert a déjà répondu.")
    ctx.exiger_apres(mandat.le, "la notification de la désignation")


ACTES: dict[str, Regle] = {
    "enregistrer_ordonnance": enregistrer_ordonnance,
    "notifier_designation": notifier_designation,
    "fixer_conference": fixer_conference,
    "accepter_mission": accepter_mission,
}
