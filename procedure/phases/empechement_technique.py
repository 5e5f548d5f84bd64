"""The act that could not be sent on the last day (art. 748-7 CPC)."""

from collections.abc import Iterator
from datetime import date

from procedure import commandes as cmd
from procedure import evenements as ev
from procedure.circulation import destinataires
from procedure.contexte import Brouillon, Contexte, Regle
from procedure.decision import Refus
from procedure.delais import Calcul, DelaiInvalide, report_748_7
from procedure.documents import Nature
from procedure.echeances import Echeance, Origine, Statut
from procedure.echeances import Nature as NatureEcheance
from procedure.langue import date_longue
from procedure.modele import EcheanceId, PersonneId
from procedure.ouverture import attendre, echelle
from procedure.personnes import Role
from procedure.phases.preuves_tardives import phase_des_observations
from procedure.regles import REGLES

NE_SE_TRANSMETTENT_PAS = frozenset({"DL-03", "DL-03b", "DL-12", "DL-23"})
"""Money is not an act that is sent by electronic means; nothing extends a prescription (Cass., 12 Dec. 2018)."""


def invoquer_empechement(ctx: Contexte, c: cmd.InvoquerEmpechement) -> Iterator[Brouillon]:
    """Art. 748-7: only a failure of the last day counts, foreign to the author; one working day, once."""
    ctx.exiger(Role.PARTIE, Role.AVOCAT, Role.EXPERT)
    regle, personne, objet = _a_soi(ctx, c.echeance)
    dernier = _dernier_jour(ctx, c.echeance)
    if c.echeance in ctx.dossier.instance.reportees:
        raise Refus("CPC 748-7", "Ce délai a déjà été prorogé une fois : l’article n’ajoute qu’un jour ouvrable.")
    if c.panne_le != dernier:
        raise Refus(
            "CPC 748-7",
            f"Seule compte l’impossibilité de transmettre le dernier jour, le {date_longue(dernier)}.",
            "une panne de ce jour-là",
        )
    if c.certificat is None and c.preuve is None:
        raise Refus("CPC 748-7", "La cause étrangère se prouve.", "le certificat d’incident technique")
    ctx.exiger_apres(dernier, "le dernier jour du délai")
    _exiger_qu_on_puisse_encore(ctx, regle, personne)
    calcul = _reporte(ctx, dernier)
    reportee = _echeance(ctx, c, regle, personne, objet, calcul)
    dires = _dires_a_temps(ctx, personne, calcul) if regle == "DL-13" else ()
    vers = destinataires(ctx.dossier, Nature.EMPECHEMENT_TECHNIQUE)
    yield Brouillon(
        fait=ev.EmpechementInvoque(echeance=c.echeance, panne_le=c.panne_le, dires=dires),
        resume=f"Empêchement technique : « {reportee.intitule} » prorogé au {date_longue(calcul.legal)}",
        article="CPC 748-7",
        phase=phase_des_observations(ctx, (reportee,)),
        actes=(
            ctx.acte(
                Nature.EMPECHEMENT_TECHNIQUE,
                f"Empêchement technique du {date_longue(c.panne_le)}",
                vers,
                piece=c.certificat,
                objet=c.echeance,
            ),
        ),
        ouvertes=(reportee,),
        alertes=("Le juge apprécie si la cause était étrangère à l’auteur de l’acte (CPC 748-7).",),
    )


def _a_soi(ctx: Contexte, identite: EcheanceId) -> tuple[str, PersonneId, str | None]:
    """The rule, the person and the object of an échéance of the author's, or of a party of his."""
    regle, _, reste = identite.partition(":")
    personne, _, objet = reste.partition(":")
    if regle not in REGLES or not personne:
        raise Refus("CPC 748-7", "Cette échéance n’existe pas.", introuvable=True)
    auteur = ctx.commande.auteur
    if auteur.role is not Role.EXPERT:
        ctx.exiger_pour(PersonneId(personne))
    elif personne != auteur.personne:
        raise Refus("CPC 748-7", "On n’invoque que son propre empêchement.", interdit=True)
    if REGLES[regle].nature is NatureEcheance.SERVICE or regle in NE_SE_TRANSMETTENT_PAS:
        raise Refus("CPC 748-7", "Cet article vise un acte à transmettre avant l’expiration d’un délai de procédure.")
    return regle, PersonneId(personne), objet or None


def _dernier_jour(ctx: Contexte, identite: EcheanceId) -> date:
    """Of the échéance still open, or of one that has passed since: the failure is often told afterwards."""
    ouverte = ctx.dossier.echeances.get(identite)
    if ouverte is not None and ouverte.calcul is not None:
        return ouverte.calcul.legal
    terme = ctx.dossier.termes.get(identite)
    if terme is None:
        raise Refus("CPC 748-7", "Aucun délai ne court ni n’a couru à ce titre.", introuvable=True)
    return terme.legal


def _exiger_qu_on_puisse_encore(ctx: Contexte, regle: str, personne: PersonneId) -> None:
    """Nothing is extended for a right already exercised, nor against a decision already built on its end."""
    dossier = ctx.dossier
    exerce = (regle == "DL-16" and personne in dossier.observations) or (
        regle == "DL-18" and personne in dossier.recours.auteurs
    )
    if exerce:
        raise Refus("CPC 748-7", "Ce droit a déjà été exercé.")
    bati = (
        (regle in ("DL-10", "DL-13", "DL-06", "DL-08") and dossier.rapport_le is not None)
        or (regle in ("DL-16", "DL-17") and dossier.remuneration_taxee is not None)
        or (regle == "DL-18" and dossier.recours.statue_le is not None)
        or (regle not in ("DL-16", "DL-17", "DL-18") and dossier.instance.finie_le is not None)
    )
    if bati:
        raise Refus("CPC 748-7", "Une décision ou un rapport a déjà tiré les conséquences de l’expiration de ce délai.")


def _reporte(ctx: Contexte, dernier: date) -> Calcul:
    try:
        return report_748_7(dernier, ctx.zone)
    except DelaiInvalide as hors:
        raise Refus("CPC 748-7", "Cette date n’existe pas au calendrier.") from hors


def _echeance(
    ctx: Contexte,
    c: cmd.InvoquerEmpechement,
    regle: str,
    personne: PersonneId,
    objet: str | None,
    calcul: Calcul,
) -> Echeance:
    """The same échéance, with its new last day and why."""
    avant = ctx.dossier.echeances.get(c.echeance) or attendre(regle, personne, objet=objet)
    preuve = ctx.commande.preuve or (avant.origine.preuve if avant.origine else None)
    origine = Origine(evenement="empêchement technique le dernier jour", date=c.panne_le, preuve=preuve)
    if avant.origine is not None:
        origine = origine.model_copy(update={"acte": avant.origine.acte})
    return avant.model_copy(
        update={
            "statut": Statut.OUVERTE,
            "origine": origine,
            "calcul": calcul,
            "rappels": echelle(REGLES[regle], c.panne_le, calcul, ctx.fuseau),
        }
    )


def _dires_a_temps(ctx: Contexte, personne: PersonneId, calcul: Calcul) -> tuple[int, ...]:
    """Art. 276, 748-7: the dires that came on the next working day were recorded late; they are not."""
    return tuple(
        d.numero
        for d in ctx.dossier.dires.values()
        if d.au_nom_de == personne and d.situation != "dans_le_delai" and d.depose_le <= calcul.legal
    )


ACTES: dict[str, Regle] = {"invoquer_empechement": invoquer_empechement}
