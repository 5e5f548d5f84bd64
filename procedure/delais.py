"""The time limits of CPC 640 to 647-1 and 748-7: every date with the article and the sentence that give it.

`derivation.py` holds the arithmetic; this module is what the rest of the program calls. A `Calcul` shows
every defensible date and punishes nobody: `legal` is the date of the text, `safe_by` the one that nobody can
dispute, `arguable_until` the last one that somebody may defend.
"""

import datetime as dt
import re
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any, Literal, Self

from pydantic import AwareDatetime, Field, model_serializer, model_validator

from procedure import calendrier, derivation
from procedure.calendrier import date_longue
from procedure.derivation import HORS_CALENDRIER, PREMIERE_ANNEE, DelaiInvalide, Derivation, Montants, Sens
from procedure.derivation_textes import citer, duree_en_francais
from procedure.modele import Modele

__all__ = [
    "Calcul",
    "Delai",
    "DelaiInvalide",
    "Distance",
    "Etape",
    "Instance",
    "Residence",
    "Sens",
    "calculer",
    "date_certaine",
    "distance_admise",
    "fin_du_jour",
    "prescription",
    "report_748_7",
]

_ISO = re.compile(r"P(?:([0-9]{1,7})Y)?(?:([0-9]{1,7})M)?(?:([0-9]{1,7})W)?(?:([0-9]{1,7})D)?")
_UN_JOUR = dt.timedelta(days=1)

Regime = Literal["delai", "date_certaine", "prescription", "report_748_7"]
"""How a date was reached, hence how it would be reached again: only the first two follow the calendar of days off."""

_Nombre = Annotated[int, Field(strict=True, ge=0, le=9_999_999)]


class Delai(Modele):
    """The amount of a period, as the text or the judge states it; months are never turned into days.

    It reads and writes as an ISO 8601 duration (`P1M15D`), also in JSON.
    """

    annees: _Nombre = 0
    mois: _Nombre = 0
    semaines: _Nombre = 0
    """Not in CPC 641: a week counts for seven days."""
    jours: _Nombre = 0

    @classmethod
    def lire(cls, texte: str) -> "Delai":
        """Read an ISO 8601 duration, or say in French what is wrong with it."""
        return _lire(texte)

    @model_validator(mode="before")
    @classmethod
    def _accepter_iso(cls, brut: Any) -> Any:
        return _composants(brut) if isinstance(brut, str) else brut

    @model_validator(mode="after")
    def _refuser_le_delai_nul(self) -> Self:
        if not (self.annees or self.mois or self.semaines or self.jours):
            raise ValueError("Un délai nul ne fait rien attendre : indiquez au moins un jour.")
        return self

    @model_serializer
    def _en_iso(self) -> str:
        return str(self)

    @property
    def montants(self) -> Montants:
        """The four amounts as a plain tuple, for the arithmetic."""
        return Montants(self.annees, self.mois, self.semaines, self.jours)

    def __str__(self) -> str:
        parties = ((self.annees, "Y"), (self.mois, "M"), (self.semaines, "W"), (self.jours, "D"))
        return "P" + "".join(f"{nombre}{unite}" for nombre, unite in parties if nombre)

    def en_francais(self) -> str:
        """Write the period as a decision does: « un mois et quinze jours »."""
        return duree_en_francais(*self.montants)


def _composants(texte: str) -> dict[str, int]:
    trouve = _ISO.fullmatch(texte)
    if trouve is None or texte == "P":
        raise DelaiInvalide(
            f"Délai illisible : {citer(texte)}. Écrivez une durée ISO 8601 en années, mois, semaines ou "
            "jours, par exemple P15D, P2W, P1M, P1M15D ou P1Y."
        )
    annees, mois, semaines, jours = (int(n or 0) for n in trouve.groups())
    if not (annees or mois or semaines or jours):
        raise DelaiInvalide("Un délai nul ne fait rien attendre : indiquez au moins un jour.")
    return {"annees": annees, "mois": mois, "semaines": semaines, "jours": jours}


@lru_cache(maxsize=4096)
def _lire(texte: str) -> Delai:
    return Delai(**_composants(texte))


class Etape(Modele):
    """One step of a derivation: the rule, a sentence that a jurist would accept, and the date it leads to."""

    regle: str
    texte: str
    date: dt.date


class Calcul(Modele):
    """Every date of one time limit of one person, computed once and kept; nothing recomputes it silently."""

    declencheur: date
    delai: str
    """ISO 8601 duration; empty where a date was fixed and there is no period."""
    distance_mois: int
    distance_discutee: int = 0
    """Months of distance that the texts leave in doubt: `arguable_until` counts them, `legal` does not."""
    zone: str
    sens: Sens
    nominal: date
    """The last day by mere counting."""
    legal: date
    """The last day in law, carried to a working day where CPC 642 al. 2 applies."""
    safe_by: date
    """The last working day that depends on no extension and on no disputed reading."""
    arguable_until: date
    """Up to there somebody may argue that an act is in time: a human decides, never a timer."""
    expire_a: AwareDatetime
    """24:00 of `legal` at the court's seat, as the exclusive 00:00 of the next day (CPC 642 al. 1)."""
    etapes: tuple[Etape, ...]
    calendrier: str
    """Version of the table of non-working days that was used."""
    lenient_latest: date | None = None
    """Backward periods only: the last day if the period is not counted franc."""
    defendable_jusqu_a: AwareDatetime | None = None
    """24:00 of `arguable_until` at the seat, exclusive; absent from what was recorded before it existed."""
    regime: Regime = "delai"
    """What was counted; a date that was recorded before this field says « delai » whatever it is."""


def calculer(
    declencheur: date,
    delai: Delai,
    *,
    zone: str = "metropole",
    distance_mois: int = 0,
    distance_discutee: int = 0,
    sens: Sens = Sens.AVANT,
) -> Calcul:
    """Compute a period that runs to an act (CPC 640 to 642); `Sens.REBOURS` is « n jours au moins avant ».

    `declencheur` is the date for the person who must act: one computation per person. `distance_mois` is what
    `distance_admise` grants (CPC 643, 644); `distance_discutee` are months that the texts leave in doubt: they move
    nothing, but the later date stays arguable.
    """
    d = derivation.deriver(declencheur, delai.montants, zone, distance_mois, sens)
    calcul = _calcul(declencheur, str(delai), zone, d, distance_mois=distance_mois, sens=sens)
    if not distance_discutee:
        return calcul
    plus_long = calculer(declencheur, delai, zone=zone, distance_mois=distance_mois + distance_discutee, sens=sens)
    return _soutenable(calcul, distance_discutee, plus_long)


def _soutenable(calcul: Calcul, distance_discutee: int, plus_long: Calcul) -> Calcul:
    jour = plus_long.arguable_until
    texte = f"Si la distance devait être comptée, ce qui est discuté, le délai expirerait le {date_longue(jour)}."
    return calcul.model_copy(
        update={
            "arguable_until": jour,
            "defendable_jusqu_a": plus_long.defendable_jusqu_a,
            "distance_discutee": distance_discutee,
            "etapes": (*calcul.etapes, Etape(regle="CPC 643, 644", texte=texte, date=jour)),
        }
    )


def date_certaine(jour: date, *, zone: str = "metropole") -> Calcul:
    """Weigh a calendar date fixed by the judge or the expert, which CPC 642 does not clearly extend."""
    return _calcul(jour, "", zone, derivation.deriver_date_certaine(jour, zone), regime="date_certaine")


def prescription(
    declencheur: date, delai: Delai, *, zone: str = "metropole", regle: str = "C. civ. 2239"
) -> Calcul:
    """Compute a limitation period: CPC 641 and 642 do not apply, no weekend extends it (Cass., 12 Dec. 2018).

    The default rule is the minimum of six months once the measure was carried out (C. civ. 2239 al. 2).
    """
    d = derivation.deriver_prescription(declencheur, delai.montants, zone, regle)
    return _calcul(declencheur, str(delai), zone, d, regime="prescription")


def report_748_7(dernier_jour: date, zone: str = "metropole") -> Calcul:
    """Extend to the next working day an act that could not be sent on the last day (CPC 748-7).

    Only a failure on the last day, foreign to the sender and proved, gives this; the caller holds that proof.
    """
    d = derivation.deriver_report_748_7(dernier_jour, zone)
    return _calcul(dernier_jour, "", zone, d, regime="report_748_7")


@lru_cache(maxsize=65_536)  # the ends of a jurisdiction's periods crowd on the same days
def fin_du_jour(jour: date, zone: str = "metropole") -> dt.datetime:
    """Return 24:00 of `jour` at the court's seat, as an exclusive instant (CPC 642 al. 1)."""
    if jour.year < PREMIERE_ANNEE or jour == date.max:
        raise DelaiInvalide(HORS_CALENDRIER)
    lendemain = jour + _UN_JOUR
    return dt.datetime(lendemain.year, lendemain.month, lendemain.day, tzinfo=calendrier.fuseau(zone))


def _calcul(
    declencheur: date,
    delai: str,
    zone: str,
    d: Derivation,
    *,
    distance_mois: int = 0,
    sens: Sens = Sens.AVANT,
    regime: Regime = "delai",
) -> Calcul:
    return Calcul(
        declencheur=declencheur,
        delai=delai,
        distance_mois=distance_mois,
        zone=zone,
        sens=sens,
        nominal=d.nominal,
        legal=d.legal,
        safe_by=d.safe_by,
        arguable_until=d.arguable_until,
        expire_a=fin_du_jour(d.legal, zone),
        # Validated with the rest, in one pass: building each `Etape` first costs a tenth of the computation.
        etapes=tuple([{"regle": regle, "texte": texte, "date": jour} for regle, texte, jour in d.etapes]),
        calendrier=calendrier.VERSION,
        lenient_latest=d.lenient_latest,
        defendable_jusqu_a=fin_du_jour(d.arguable_until, zone),
        regime=regime,
    )


class Instance(StrEnum):
    """What the period runs to, as far as distance matters (closed lists of CPC 643 and 644)."""

    COMPARUTION = "comparution"
    APPEL = "appel"
    OPPOSITION = "opposition"
    TIERCE_OPPOSITION = "tierce-opposition"
    """Only in the case of CPC 586 al. 3."""
    REVISION = "recours-en-revision"
    CASSATION = "pourvoi-en-cassation"
    RECOURS_TAXE = "recours-taxe"
    """Recourse against the pay of the expert: expressly excluded (CPC 714 al. 2, through 724)."""
    AUTRE = "autre"
    """Consignation, dires, pièces, observations, report, récusation and the rest: never any distance."""


class Residence(StrEnum):
    """Where the person resides, as CPC 643 and 644 distinguish."""

    METROPOLE = "metropole"
    GUADELOUPE = "guadeloupe"
    GUYANE = "guyane"
    MARTINIQUE = "martinique"
    LA_REUNION = "la-reunion"
    MAYOTTE = "mayotte"
    SAINT_BARTHELEMY = "saint-barthelemy"
    SAINT_MARTIN = "saint-martin"
    SAINT_PIERRE_ET_MIQUELON = "saint-pierre-et-miquelon"
    POLYNESIE_FRANCAISE = "polynesie-francaise"
    WALLIS_ET_FUTUNA = "wallis-et-futuna"
    NOUVELLE_CALEDONIE = "nouvelle-caledonie"
    TAAF = "terres-australes-et-antarctiques"
    ETRANGER = "etranger"


class Distance(Modele):
    """The months that distance adds for one person, and why, including why none."""

    mois: Annotated[int, Field(ge=0, le=2)]
    regle: str
    texte: str


_LISTE_643 = frozenset(
    {
        Instance.COMPARUTION,
        Instance.APPEL,
        Instance.OPPOSITION,
        Instance.TIERCE_OPPOSITION,
        Instance.REVISION,
        Instance.CASSATION,
    }
)
_LISTES = {"CPC 643": _LISTE_643, "CPC 644": _LISTE_643 - {Instance.CASSATION}}


def distance_admise(
    instance: Instance,
    siege_zone: str,
    residence: Residence,
    *,
    signifie_a_personne_sans_distance: bool = False,
) -> Distance:
    """Grant the months of distance of CPC 643 or 644, or say why there is none: the list is closed.

    `signifie_a_personne_sans_distance`: served in person at a place that gives no extension (CPC 647).
    """
    siege = calendrier.territoire(siege_zone)
    article = siege.article_distance
    if instance is Instance.RECOURS_TAXE:
        return _sans_distance(
            "CPC 714 al. 2",
            "Le délai du recours contre la rémunération n’est pas augmenté à raison de la distance.",
        )
    if not article:
        return _sans_distance("CPC 643, 644", f"{derivation.HORS_DES_LISTES} ({siege.nom}).")
    chez_soi = Residence.METROPOLE if article == "CPC 643" else Residence(siege_zone)
    if instance not in _LISTES[article]:
        return _sans_distance(article, "La liste de cet article est limitative et ne comprend pas cet acte.")
    if signifie_a_personne_sans_distance:
        return _sans_distance(
            "CPC 647", "L’acte a été remis à personne en un lieu qui n’ouvre droit à aucune augmentation."
        )
    if residence is Residence.ETRANGER:
        return Distance(mois=2, regle=article, texte="La personne demeure à l’étranger : deux mois de plus.")
    if residence is chez_soi:
        return _sans_distance(article, f"La personne demeure là où siège la juridiction ({siege.nom}).")
    ailleurs = "outre-mer" if article == "CPC 643" else "hors de la collectivité où siège la juridiction"
    return Distance(mois=1, regle=article, texte=f"La personne demeure {ailleurs} : un mois de plus.")


def _sans_distance(regle: str, texte: str) -> Distance:
    return Distance(mois=0, regle=regle, texte=texte)
