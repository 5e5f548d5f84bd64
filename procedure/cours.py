"""What stops with the instance, and what every act then meets (art. 367-393 CPC).

The rules of the acts themselves are in `phases.cours` (interruption) and `phases.suspension`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from procedure.contexte import Brouillon, Contexte
from procedure.decision import Refus
from procedure.dossier import Dossier
from procedure.echeances import Echeance, Statut
from procedure.echeances import Nature as NatureEcheance
from procedure.instance import ARTICLES_DE_SUSPENSION, LIBELLES_DES_CAUSES, PAR_NOTIFICATION
from procedure.langue import date_longue, enumerer
from procedure.ouverture import ouvrir
from procedure.personnes import Role


def article_de_l_interruption(cause: str) -> str:
    """Art. 370 where it takes a notification, art. 369 where the event is enough."""
    return "CPC 370" if cause in PAR_NOTIFICATION else "CPC 369"


# -- what freezes


def a_geler(dossier: Dossier) -> tuple[Echeance, ...]:
    """What the expert fixed and that has not passed: neither the law's periods nor the judge's are his to stop."""
    return tuple(
        e
        for e in dossier.echeances.values()
        if e.nature is NatureEcheance.EXPERT and e.statut in (Statut.OUVERTE, Statut.NON_DEMARREE)
    )


def gelees(dossier: Dossier) -> tuple[Echeance, ...]:
    """What waits for a new date."""
    return tuple(e for e in dossier.echeances.values() if e.statut is Statut.GELEE)


def geler(echeance: Echeance) -> Echeance:
    """The same échéance without any date: it neither passes nor reminds."""
    return echeance.model_copy(
        update={
            "statut": Statut.GELEE,
            "origine": None,
            "calcul": None,
            "rappels": (),
            "attend": None,
            "terme": None,
        }
    )


# -- what is said of it


def alertes_des_delais(dossier: Dossier, geles: Iterable[Echeance]) -> Iterator[str]:
    """What stops; and what the judge fixed, which only he can move."""
    dites = [_dite(e) for e in geles]
    if dites:
        yield f"Délais de l’expert gelés, à fixer de nouveau à la reprise : {enumerer(dites)}."
    du_juge = [
        _dite(e)
        for e in dossier.echeances.values()
        if e.nature is NatureEcheance.JUDICIAIRE and e.statut is Statut.OUVERTE
    ]
    if du_juge:
        yield f"Délais fixés par le juge, non déplacés : lui demander ce qu’il en est (CPC 279) : {enumerer(du_juge)}."


def _dite(echeance: Echeance) -> str:
    quand = f" ({echeance.calcul.legal:%d/%m/%Y})" if echeance.calcul else ""
    return f"{echeance.intitule}{quand}"


def reunions_prevues(ctx: Contexte) -> list[str]:
    """The meetings already called for a day to come: somebody must tell those who were to come."""
    return [
        f"n° {r.numero} du {date_longue(r.debut.astimezone(ctx.fuseau).date())}"
        for r in ctx.reunions_a_venir()
    ]


# -- the péremption


def peremption(ctx: Contexte, depuis: str, jour: date) -> Echeance:
    """Art. 386: two years without any act of a party; one watch per case, for who had sought the measure."""
    return ouvrir(ctx, "DL-21", ctx.dossier.demandeurs[0], depuis, jour)


# -- what every act meets

ATTENDENT_LA_REPRISE = frozenset({"convoquer_reunion", "deposer_pre_rapport"})
"""What the expert does not undertake while the instance is interrupted, or the measure suspended."""

SUR_LE_COURS = frozenset(
    {
        "interrompre_instance",
        "reprendre_instance",
        "confirmer_acte",
        "suspendre_mesure",
        "lever_suspension",
        "constater_reception",
        "rectifier_reception",
        "constater_desistement",
        "aneantir_ordonnance",
    }
)
"""Acts about the course of the instance itself, or mere findings: art. 372 does not strike them."""

PLUS_APRES_LA_FIN = frozenset(
    {
        "notifier_designation",
        "accepter_mission",
        "refuser_mission",
        "remplacer_expert",
        "inviter_a_consigner",
        "aviser_consignation",
        "tenir_reunion",
    }
)
"""What has no place once the measure has ended without a report."""

SANS_DILIGENCE = frozenset({"constater_reception", "rectifier_reception", "interrompre_instance"})
"""Acts of a party that do not move the instance forward (art. 386)."""


def dans_le_cours(ctx: Contexte, brouillons: Iterable[Brouillon]) -> list[Brouillon]:
    """What the course of the instance adds to an act, or refuses; the act's own rule has spoken first."""
    prets = list(brouillons)
    _exiger_une_mesure_en_vie(ctx)
    if ctx.commande.type in ATTENDENT_LA_REPRISE and not ctx.repris:  # a past act was done: it is to be confirmed (372)
        exiger_la_reprise(ctx)
    if ctx.commande.type == "deposer_rapport":
        _exiger_des_termes_fixes(ctx)
    if ctx.dossier.instance.interruptions and ctx.commande.type not in SUR_LE_COURS:
        prets = [_a_confirmer(ctx, b) for b in prets]
    if ctx.dossier.instance.arretee:
        prets = [replace(b, ouvertes=tuple(_sous_gel(e) for e in b.ouvertes)) for b in prets]
    return _apres_une_diligence(ctx, prets)


def _exiger_une_mesure_en_vie(ctx: Contexte) -> None:
    if ctx.dossier.instance.finie_le is not None and ctx.commande.type in PLUS_APRES_LA_FIN:
        raise Refus(ctx.commande.article, "La mesure a pris fin : les opérations ne se poursuivent pas.")


def exiger_la_reprise(ctx: Contexte) -> None:
    """Art. 370 ff.: the expert goes no further without the party whom the interruption protects."""
    instance = ctx.dossier.instance
    for partie, interruption in instance.interruptions.items():
        nom, cause = ctx.dossier.participants[partie].nom, LIBELLES_DES_CAUSES[interruption.cause]
        raise Refus(
            f"{article_de_l_interruption(interruption.cause)}, 373",
            f"L’instance est interrompue depuis le {date_longue(interruption.depuis)} ({cause} — {nom}).",
            "la reprise de l’instance, volontaire ou par citation",
        )
    suspension = instance.suspension
    if suspension is not None and suspension.mesure:
        raise Refus(
            ARTICLES_DE_SUSPENSION[suspension.motif],
            f"La mesure est suspendue depuis le {date_longue(suspension.depuis)}.",
            "la décision du juge qui lève la suspension",
        )


def _exiger_des_termes_fixes(ctx: Contexte) -> None:
    """Art. 16, 276: the time that the parties had for their dires, and that stopped, is given back to them."""
    sans_date = [e for e in gelees(ctx.dossier) if e.regle in ("DL-10", "DL-13")]
    if sans_date:
        raise Refus(
            "CPC 276, 16",
            "Le temps donné aux parties est gelé : elles peuvent encore présenter leurs observations.",
            f"un nouveau terme : {enumerer(e.intitule for e in sans_date)}",
        )


def _a_confirmer(ctx: Contexte, brouillon: Brouillon) -> Brouillon:
    proteges = enumerer(ctx.dossier.participants[p].nom for p in ctx.dossier.instance.interruptions)
    alerte = f"Instance interrompue : acte réputé non avenu sauf confirmation par {proteges} (CPC 372)."
    return replace(brouillon, sous_interruption=True, alertes=(*brouillon.alertes, alerte))


def _sous_gel(echeance: Echeance) -> Echeance:
    fixee_par_l_expert = echeance.nature is NatureEcheance.EXPERT
    return geler(echeance) if fixee_par_l_expert else echeance


def _apres_une_diligence(ctx: Contexte, brouillons: list[Brouillon]) -> list[Brouillon]:
    """Art. 386: each act of a party that moves the case forward gives two years anew."""
    if ctx.commande.auteur.role not in (Role.PARTIE, Role.AVOCAT) or ctx.commande.type in SANS_DILIGENCE:
        return brouillons
    for en_cours in ctx.dossier.echeances_de("DL-21"):
        origine = en_cours.origine if en_cours.statut is Statut.OUVERTE else None
        if brouillons and origine is not None and ctx.jour > origine.date:
            nouvelle = ouvrir(ctx, "DL-21", en_cours.personne, "diligence d’une partie", ctx.jour)
            dernier = brouillons[-1]
            return [*brouillons[:-1], replace(dernier, ouvertes=(*dernier.ouvertes, nouvelle))]
    return brouillons
