"""How an échéance is opened: its date is computed once, here, with its derivation and its reminder ladder."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from procedure.calendrier import date_longue
from procedure.commandes import Terme
from procedure.contexte import Contexte
from procedure.decision import Refus
from procedure.delais import Calcul, DelaiInvalide, calculer, date_certaine, distance_admise, prescription
from procedure.echeances import Echeance, Origine, Rappel, Statut
from procedure.modele import ActeId, EcheanceId, PersonneId
from procedure.preuves import Preuve
from procedure.regles import REGLES, Regle

HEURE_DES_RAPPELS = time(9)
"""At the seat: a reminder is read in the morning."""


def ouvrir(
    ctx: Contexte,
    regle_id: str,
    personne: PersonneId,
    depuis: str,
    jour: date,
    *,
    terme: Terme | None = None,
    objet: str | None = None,
    acte: ActeId | None = None,
    preuve: Preuve | None = None,
    sans_distance: bool = False,
) -> Echeance:
    """Open the échéance that a rule gives one person; `depuis` says in French what started it.

    The amount is the rule's own, or that of `terme` where a judge or the expert fixes it. `sans_distance`: served
    in person at a place that gives no extension (art. 647). Raises `Refus` when the date cannot exist.
    """
    regle = REGLES[regle_id]
    calcul = _calculer(ctx, regle, personne, jour, terme, sans_distance=sans_distance)
    return attendre(regle_id, personne, objet=objet).model_copy(
        update={
            "statut": Statut.OUVERTE,
            "origine": Origine(evenement=depuis, date=jour, preuve=preuve or ctx.commande.preuve, acte=acte),
            "calcul": calcul,
            "rappels": echelle(regle, jour, calcul, ctx.fuseau),
        }
    )


def attendre(
    regle_id: str,
    personne: PersonneId,
    *,
    objet: str | None = None,
    terme: Terme | None = None,
    acte: ActeId | None = None,
) -> Echeance:
    """An échéance whose trigger is not yet proved for this person: nothing runs (art. 640).

    `terme` is what the receipt of `acte` will start, where a decision counts from receipt.
    """
    regle = REGLES[regle_id]
    return Echeance(
        id=identifiant(regle_id, personne, objet),
        regle=regle.id,
        intitule=regle.intitule,
        article=regle.article,
        version=regle.version,
        nature=regle.nature,
        personne=personne,
        statut=Statut.NON_DEMARREE,
        objet=objet,
        attend=acte,
        terme=terme,
        levera=regle.levera,
    )


def ouvrir_ou_attendre(
    ctx: Contexte,
    regle_id: str,
    personne: PersonneId,
    depuis: str,
    *,
    terme: Terme,
    acte: ActeId,
    objet: str | None = None,
) -> Echeance:
    """Open on the day of the act, or wait for this person's receipt of it where the term counts from there."""
    if terme.a_compter == "reception":
        return attendre(regle_id, personne, objet=objet, terme=terme, acte=acte)
    return ouvrir(ctx, regle_id, personne, depuis, ctx.jour, terme=terme, objet=objet, acte=acte)


def exiger_un_terme(ctx: Contexte, terme: Terme, *departs: str) -> None:
    """Refuse a date already passed, or a period that counts from something else than `departs` (art. 640)."""
    if terme.le is not None and terme.le <= ctx.jour:
        raise Refus("CPC 640", f"Le terme fixé au {date_longue(terme.le)} est déjà passé.", "une date à venir")
    if terme.a_compter is not None and terme.a_compter not in departs:
        raise Refus(
            "CPC 640",
            "Ce délai ne peut pas courir de ce point de départ.",
            *(f"à compter : {depart}" for depart in departs),
            "ou une date",
        )


def identifiant(regle_id: str, personne: PersonneId, objet: str | None) -> EcheanceId:
    """One right, one identifier: the same right can never be opened twice."""
    return EcheanceId(":".join(filter(None, (regle_id, personne, objet))))


def calcul_du_terme(terme: Terme, jour: date, zone: str) -> Calcul:
    """The dates of a time limit as a decision words it. Raises `Refus` when the date cannot exist."""
    try:
        if terme.le is not None:
            return date_certaine(terme.le, zone=zone)
        if terme.delai is None:
            raise ValueError("a term is a period or a date")
        return calculer(jour, terme.delai, zone=zone)
    except DelaiInvalide as hors:
        raise Refus("CPC 640", "Cette date n’existe pas au calendrier.") from hors


def _calculer(
    ctx: Contexte, regle: Regle, personne: PersonneId, jour: date, terme: Terme | None, *, sans_distance: bool
) -> Calcul:
    if terme is not None:
        return calcul_du_terme(terme, jour, ctx.zone)
    try:
        if regle.delai is None:
            raise ValueError(f"rule {regle.id} needs the term that a judge or the expert fixed")
        if regle.prescription:
            return prescription(jour, regle.delai, zone=ctx.zone)
        return calculer(
            jour,
            regle.delai,
            zone=ctx.zone,
            distance_mois=_distance(ctx, regle, personne, sans_distance=sans_distance),
        )
    except DelaiInvalide as hors:
        raise Refus(regle.article, "Cette date n’existe pas au calendrier.") from hors


def _distance(ctx: Contexte, regle: Regle, personne: PersonneId, *, sans_distance: bool) -> int:
    """Art. 643-644: the months for who resides far; none while the residence is not stated."""
    participant = ctx.dossier.participants.get(personne)
    if participant is None or participant.residence is None:
        return 0
    return distance_admise(
        regle.instance,
        ctx.zone,
        participant.residence,
        signifie_a_personne_sans_distance=sans_distance,
    ).mois


def echelle(regle: Regle, debut: date, calcul: Calcul, fuseau: ZoneInfo) -> tuple[Rappel, ...]:
    """The ladder of reminders of an échéance that started on `debut`, at nine in the morning at the seat."""
    rappels = []
    for jours in regle.echelons:
        jour = (debut if jours > 0 else calcul.safe_by) + timedelta(days=jours)
        if debut < jour <= calcul.arguable_until:
            signe = "+" if jours > 0 else "-"
            a = datetime.combine(jour, HEURE_DES_RAPPELS, tzinfo=fuseau)
            rappels.append(Rappel(echelon=f"J{signe}{abs(jours)}", a=a))
    return tuple(sorted(rappels, key=lambda r: r.a))
