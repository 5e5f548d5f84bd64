"""Days on which a time limit cannot expire (CPC 642 al. 2), per territory, as data with the text behind each.

A day is férié or chômé only if a law or a regulation makes it so (Cass. 2e civ., 16 July 1976, n° 75-12.260):
local usage, a pont, a closed greffe, the Victor Schoelcher day or the Muslim feasts of Mayotte are absent on
purpose. The table is the law as read for `VERSION`; it is not a history of public holidays.

Where the local text was not read (Pacific, TAAF), a local day is disputed and moves no legal date, and every
date of the territory says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

VERSION = "2026-11-22.2"
"""Version of this table, kept with every computed date; it changes with any day or territory."""

_JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MOIS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_UN_JOUR = timedelta(days=1)
_SAMEDI = 5


class ZoneInconnue(ValueError):
    """The slug names none of the territories of `ZONES`."""


@dataclass(frozen=True, slots=True)
class JourChome:
    """A day férié or chômé: its name, the text that makes it so, and whether that is disputed."""

    nom: str
    article: str
    dispute: bool = False
    """Sources conflict on this day: every defensible date must be shown, and none acted upon."""
    par_texte: bool = True
    """A law or regulation names this very day; false when only a circular does, or a list whose text was not read."""


@dataclass(frozen=True, slots=True)
class Fete:
    """One line of the table: a fixed `(mois, jour)`, a number of days after Easter Sunday, or one single date."""

    quand: tuple[int, int] | int | date
    """A single date is a day that a decree makes chômé once."""
    jour: JourChome

    def date_en(self, annee: int) -> date | None:
        """Return the day on which it falls in `annee`; None where it is a single date of another year."""
        if isinstance(self.quand, date):
            return self.quand if self.quand.year == annee else None
        if isinstance(self.quand, int):
            return paques(annee) + timedelta(days=self.quand)
        return date(annee, *self.quand)


def _fete(quand: tuple[int, int] | int, nom: str, article: str, **marques: bool) -> Fete:
    return Fete(quand, JourChome(nom, article, **marques))


_L3133_1 = "C. trav. L. 3133-1"
_L3134_13 = "C. trav. L. 3134-13"
_L3422_2 = "C. trav. L. 3422-2"
_ABOLITION = "commémoration de l’abolition de l’esclavage"
_LISTE_LOCALE = "liste locale des jours fériés, texte non lu"

FETES_LEGALES: tuple[Fete, ...] = (
    _fete((1, 1), "jour de l’An", _L3133_1),
    _fete(1, "lundi de Pâques", _L3133_1),
    _fete((5, 1), "fête du Travail", _L3133_1),
    _fete((5, 8), "victoire de 1945", _L3133_1),
    _fete(39, "Ascension", _L3133_1),
    # Férié even where worked as journée de solidarité (Cass. 3e civ., 21 Jan. 2021, n° 19-24.799).
    _fete(50, "lundi de Pentecôte", _L3133_1),
    _fete((7, 14), "fête nationale", _L3133_1),
    _fete((8, 15), "Assomption", _L3133_1),
    _fete((11, 1), "Toussaint", _L3133_1),
    _fete((11, 11), "armistice de 1918", _L3133_1),
    _fete((12, 25), "Noël", _L3133_1),
)


@dataclass(frozen=True, slots=True)
class Territoire:
    """Where a court sits: its name, its clock, its own days, and which distance article it falls under."""

    nom: str
    fuseau: str
    fetes_locales: tuple[Fete, ...] = ()
    article_distance: str = "CPC 644"
    """CPC 643 for a court seated in metropolitan France, 644 for one of its closed list, empty for the others."""
    variante: str = ""
    """The zone that the very place of the court may call for instead: a date that differs there says so."""
    avertissement: str = ""
    """What every date computed here must say of itself, where the law that applies was not read."""
    fetes_generales: tuple[Fete, ...] = FETES_LEGALES
    """The days of the whole country, under the text that makes them férié there."""


def _sous_un_texte_local(**lus: str) -> tuple[Fete, ...]:
    """The same days where L. 3133-1 does not apply, under the local text; `premier_mai` where that one was read."""
    articles: dict[object, str] = {(5, 1): lus.get("premier_mai", _LISTE_LOCALE)}
    return tuple(replace(f, jour=replace(f.jour, article=articles.get(f.quand, _LISTE_LOCALE))) for f in FETES_LEGALES)


def _non_lue(quand: tuple[int, int] | int, nom: str) -> Fete:
    """A local day that lists of holidays give, and whose text was not read: shown, never relied upon."""
    return _fete(quand, nom, _LISTE_LOCALE, dispute=True, par_texte=False)


def _code_local(d_ou: str) -> str:
    return (
        f"Les juridictions {d_ou} appliquent leur propre code de procédure civile, qui n’a pas été lu : cette date "
        "suit le Code de procédure civile à titre indicatif. Vérifier le texte et les jours fériés du lieu."
    )


_SAINT_ETIENNE = _fete((12, 26), "Saint-Étienne", _L3134_13)
# Only in communes with a Protestant church or a mixed church: hence a zone of its own, never a default.
_VENDREDI_SAINT = _fete(-2, "vendredi saint", f"{_L3134_13} et ordonnance du 16 août 1892")
# Where the commune is not known, the day is disputed: no legal date moves, but nobody should lose a right on it.
_VENDREDI_SAINT_DISCUTE = _fete(
    -2, "vendredi saint, selon la commune", f"{_L3134_13} et ordonnance du 16 août 1892", dispute=True, par_texte=False
)

ZONES: Mapping[str, Territoire] = MappingProxyType(
    {
        "metropole": Territoire("France métropolitaine", "Europe/Paris", (), "CPC 643"),
        "alsace-moselle": Territoire(
            "Alsace-Moselle",
            "Europe/Paris",
            (_SAINT_ETIENNE, _VENDREDI_SAINT_DISCUTE),
            "CPC 643",
            variante="alsace-moselle+vendredi-saint",
        ),
        "alsace-moselle+vendredi-saint": Territoire(
            "Alsace-Moselle, commune où le vendredi saint est chômé",
            "Europe/Paris",
            (_SAINT_ETIENNE, _VENDREDI_SAINT),
            "CPC 643",
        ),
        "guadeloupe": Territoire("Guadeloupe", "America/Guadeloupe", (_fete((5, 27), _ABOLITION, _L3422_2),)),
        "guyane": Territoire("Guyane", "America/Cayenne", (_fete((6, 10), _ABOLITION, _L3422_2),)),
        "la-reunion": Territoire("La Réunion", "Indian/Reunion", (_fete((12, 20), _ABOLITION, _L3422_2),)),
        "martinique": Territoire("Martinique", "America/Martinique", (_fete((5, 22), _ABOLITION, _L3422_2),)),
        "mayotte": Territoire("Mayotte", "Indian/Mayotte", (_fete((4, 27), _ABOLITION, _L3422_2),)),
        "saint-barthelemy": Territoire(
            "Saint-Barthélemy", "America/St_Barthelemy", (_fete((10, 9), _ABOLITION, _L3422_2),)
        ),
        # The code says 27 May; since 2018 a circular has the day kept on the 28th, and a circular is neither
        # a law nor a regulation. Nobody should lose a right on it: prudent dates hold both days for chômés.
        "saint-martin": Territoire(
            "Saint-Martin",
            "America/Marigot",
            (
                _fete((5, 27), _ABOLITION, _L3422_2, dispute=True),
                _fete((5, 28), _ABOLITION, "circulaire préfectorale", dispute=True, par_texte=False),
            ),
        ),
        # L. 3422-1 only removes the journée de solidarité there; L. 3422-2 gives it no day of its own.
        "saint-pierre-et-miquelon": Territoire("Saint-Pierre-et-Miquelon", "America/Miquelon"),
        "wallis-et-futuna": Territoire(
            "Wallis-et-Futuna",
            "Pacific/Wallis",
            (
                _non_lue((4, 28), "saint Pierre Chanel"),
                _non_lue((6, 29), "saints Pierre et Paul"),
                _non_lue((7, 29), "fête du Territoire"),
            ),
            avertissement=(
                "La liste des jours fériés de Wallis-et-Futuna est fixée localement et n’a pas été lue en entier : "
                "vérifier ceux qui entourent cette date."
            ),
            fetes_generales=_sous_un_texte_local(premier_mai="loi n° 52-1322 du 15 décembre 1952, art. 120 bis"),
        ),
        # Art. 643 is for metropolitan courts and the list of art. 644 is closed: it names none of the next three.
        "polynesie-francaise": Territoire(
            "Polynésie française",
            "Pacific/Tahiti",
            (
                _non_lue((3, 5), "arrivée de l’Évangile"),
                _non_lue(-2, "vendredi saint"),
                # Matāri’i takes the place of the fête de l’autonomie from 2025 or 2026, as sources differ.
                _non_lue((6, 29), "fête de l’autonomie"),
                _non_lue((11, 20), "Matāri’i"),
            ),
            article_distance="",
            avertissement=_code_local("de Polynésie française"),
            fetes_generales=_sous_un_texte_local(),
        ),
        "nouvelle-caledonie": Territoire(
            "Nouvelle-Calédonie",
            "Pacific/Noumea",
            (_non_lue((9, 24), "fête de la citoyenneté"),),
            article_distance="",
            avertissement=_code_local("de Nouvelle-Calédonie"),
            fetes_generales=_sous_un_texte_local(),
        ),
        "terres-australes-et-antarctiques": Territoire(
            "Terres australes et antarctiques françaises",
            "Indian/Kerguelen",
            article_distance="",
            avertissement=(
                "Aucune juridiction de l’ordre judiciaire ne siège dans les Terres australes et antarctiques "
                "françaises : celles de Saint-Denis y sont compétentes (COJ R. 541-1). Retenir la zone « la-reunion »."
            ),
            fetes_generales=_sous_un_texte_local(),
        ),
    }
)


def paques(annee: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (Meeus/Butcher)."""
    a = annee % 19
    b, c = divmod(annee, 100)
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    mois, jour = divmod(h + m - 7 * n + 114, 31)
    return date(annee, mois, jour + 1)


def territoire(zone: str) -> Territoire:
    """Return the territory of a slug, or refuse it with the list of known ones."""
    trouve = ZONES.get(zone)
    if trouve is None:
        cite = repr(zone[:60])[1:-1]
        raise ZoneInconnue(f"Zone inconnue : « {cite} ». Zones admises : {', '.join(ZONES)}.")
    return trouve


@lru_cache(maxsize=64)
def fuseau(zone: str) -> ZoneInfo:
    """Return the clock of the court's seat: a period expires at 24:00 there (CPC 642 al. 1)."""
    return ZoneInfo(territoire(zone).fuseau)


@lru_cache(maxsize=4096)
def jours_chomes(annee: int, zone: str = "metropole") -> Mapping[date, JourChome]:
    """Return every day férié or chômé of one year in one territory, disputed ones included."""
    jours: dict[date, JourChome] = {}
    # First come first kept: a disputed local day that falls on a national one is not in dispute that year.
    lieu = territoire(zone)
    for fete in (*lieu.fetes_generales, *lieu.fetes_locales):
        if (jour := fete.date_en(annee)) is not None:
            jours.setdefault(jour, fete.jour)
    return MappingProxyType(jours)


@lru_cache(maxsize=4096)
def _fermes(annee: int, zone: str, prudent: bool) -> frozenset[date]:
    return frozenset(j for j, c in jours_chomes(annee, zone).items() if prudent or c.par_texte)


def jour_chome(jour: date, zone: str = "metropole") -> JourChome | None:
    """Return what makes `jour` férié or chômé, disputed or not; None for any other day, weekends included."""
    return jours_chomes(jour.year, zone).get(jour)


def est_ouvrable(jour: date, zone: str = "metropole", *, prudent: bool = False) -> bool:
    """Tell whether a period may expire on `jour`: neither Saturday, Sunday, férié nor chômé (CPC 642 al. 2).

    `prudent` also counts as chômé a day that no law or regulation names but that sources dispute.
    """
    return jour.weekday() < _SAMEDI and jour not in _fermes(jour.year, zone, prudent)


def premier_jour_ouvrable_a_partir_de(jour: date, zone: str = "metropole", *, prudent: bool = False) -> date:
    """Return `jour` if it is ouvrable, else the first one after it."""
    while jour.weekday() >= _SAMEDI or jour in _fermes(jour.year, zone, prudent):
        jour += _UN_JOUR
    return jour


def dernier_jour_ouvrable_jusqu_a(jour: date, zone: str = "metropole", *, prudent: bool = False) -> date:
    """Return `jour` if it is ouvrable, else the last one before it."""
    while jour.weekday() >= _SAMEDI or jour in _fermes(jour.year, zone, prudent):
        jour -= _UN_JOUR
    return jour


@lru_cache(maxsize=65_536)
def date_longue(jour: date) -> str:
    """Write a date as a French decision does: « lundi 23 mars 2026 », « vendredi 1er mai 2026 »."""
    quantieme = "1er" if jour.day == 1 else str(jour.day)
    return f"{_JOURS[jour.weekday()]} {quantieme} {_MOIS[jour.month - 1]} {jour.year}"
