"""The échéances of a play as a calendar (RFC 5545): one all-day event each, updated in place when it moves.

The title says nothing of anybody: a calendar is shown on telephones, and shared. Whose échéance it is and why
it falls that day are in the description.
"""

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256

from icalendar import CLASS, STATUS, TRANSP, Calendar, Event

from procedure.calendrier import date_longue
from procedure.delais import Calcul
from procedure.echeances import Echeance, Statut
from procedure.langue import article_long, terme_long
from procedure.regles import ETATS_LEVES
from procedure.rejeu import Deroulement, Suivi

PRODUIT = "-//Diligence//Échéances//FR"


def calendrier(deroulement: Deroulement) -> bytes:
    """Every dated échéance: those of the end state, and those closed or frozen, as cancelled."""
    noms = {p.id: p.nom for p in deroulement.participants}
    evenements = [
        _evenement(deroulement, suivi, suivi.echeance.calcul, noms.get(suivi.echeance.personne, ""))
        for suivi in deroulement.historique().values()
        if suivi.echeance.calcul is not None
    ]
    octets: bytes = Calendar.new(
        prodid=PRODUIT,
        method="PUBLISH",
        name=f"Échéances {deroulement.reference}",
        uid=_uid(deroulement, ""),
        subcomponents=evenements,
    ).to_ical()
    return octets


def _evenement(deroulement: Deroulement, suivi: Suivi, calcul: Calcul, qui: str) -> Event:
    echeance = suivi.echeance
    return Event.new(
        uid=_uid(deroulement, echeance.id),
        sequence=suivi.revisions,
        stamp=suivi.change_a,
        start=calcul.legal,
        end=calcul.legal + timedelta(days=1),
        summary=f"Échéance {deroulement.reference} — {echeance.regle} {echeance.intitule}",
        description="\n".join(_description(deroulement, suivi, calcul, qui)),
        status=STATUS.CANCELLED if suivi.cloture or echeance.statut is Statut.GELEE else STATUS.CONFIRMED,
        transparency=TRANSP.TRANSPARENT,
        classification=CLASS.PRIVATE,
    )


def _uid(deroulement: Deroulement, identifiant: str) -> str:
    """The same échéance of the same case is the same event, whenever it is exported."""
    cle = "\n".join((deroulement.juridiction, deroulement.rg, identifiant))
    return f"{sha256(cle.encode()).hexdigest()[:32]}@diligence.invalid"


def _description(deroulement: Deroulement, suivi: Suivi, calcul: Calcul, qui: str) -> Iterator[str]:
    echeance = suivi.echeance
    if qui:
        yield f"Échéance de : {qui}"
    yield f"Dernier jour : {terme_long(calcul.expire_a, deroulement.fuseau)}"
    yield from _autres_dates(calcul)
    yield f"Fondement : {article_long(echeance.article)}"
    if suivi.cloture is not None:
        yield f"Close le {date_longue(suivi.cloture.le)} : {suivi.cloture.motif}"
    elif echeance.statut is Statut.GELEE:
        yield "Gelée jusqu’à une nouvelle date : celle-ci ne vaut plus"
    elif echeance.statut is Statut.DEPASSEE:
        yield f"Terme passé, à trancher : {ETATS_LEVES.get(echeance.levera or '', 'suites du dépassement')}"
    yield ""
    yield from _pourquoi(echeance, calcul)


def _autres_dates(calcul: Calcul) -> Iterator[str]:
    if calcul.safe_by != calcul.legal:
        yield f"Au plus sûr : {date_longue(calcul.safe_by)}"
    if calcul.arguable_until != calcul.legal:
        yield f"Discutable jusqu’au {date_longue(calcul.arguable_until)}"


def _pourquoi(echeance: Echeance, calcul: Calcul) -> Iterator[str]:
    yield "Pourquoi cette date :"
    if echeance.origine is not None:
        yield f"- point de départ : {echeance.origine.evenement}, {date_longue(echeance.origine.date)}"
    yield from (f"- {etape.regle} : {etape.texte}" for etape in calcul.etapes)
