"""The table of days against independent libraries, 2000 to 2100: every difference is known, and has its reason."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import holidays
import pytest
from jours_feries_france import JoursFeries

from procedure.calendrier import FETES_LEGALES, ZONES, jours_chomes, paques

DEBUT, FIN = 2000, 2100

ETALAB = {
    "metropole": "Métropole",
    "alsace-moselle": "Alsace-Moselle",
    "alsace-moselle+vendredi-saint": "Alsace-Moselle",
    "guadeloupe": "Guadeloupe",
    "guyane": "Guyane",
    "la-reunion": "La Réunion",
    "martinique": "Martinique",
    "mayotte": "Mayotte",
    "saint-barthelemy": "Saint-Barthélémy",
    "saint-martin": "Saint-Martin",
    "saint-pierre-et-miquelon": "Saint-Pierre-et-Miquelon",
    "wallis-et-futuna": "Wallis-et-Futuna",
    "polynesie-francaise": "Polynésie Française",
    "nouvelle-caledonie": "Nouvelle-Calédonie",
}
HOLIDAYS = {
    "metropole": None,
    "alsace-moselle": "57",
    "alsace-moselle+vendredi-saint": "6AE",
    "guadeloupe": "971",
    "guyane": "973",
    "la-reunion": "974",
    "martinique": "972",
    "mayotte": "976",
    "saint-barthelemy": "BL",
    "saint-martin": "MF",
    "saint-pierre-et-miquelon": "PM",
    "wallis-et-futuna": "WF",
    "polynesie-francaise": "PF",
    "nouvelle-caledonie": "NC",
    "terres-australes-et-antarctiques": "TF",
}


def _etalab(annee: int, zone: str) -> set[date]:
    return set(JoursFeries.for_year(annee, ETALAB[zone]).values())


def _holidays(annee: int, zone: str) -> set[date]:
    return set(holidays.country_holidays("FR", subdiv=HOLIDAYS[zone], years=annee))


BIBLIOTHEQUES: dict[str, tuple[Callable[[int, str], set[date]], frozenset[str]]] = {
    "jours-feries-france": (_etalab, frozenset(ETALAB)),
    "holidays": (_holidays, frozenset(HOLIDAYS)),
}

Quand = tuple[int, int] | int
VENDREDI_SAINT, MI_CAREME, PENTECOTE = -2, -24, 50


@dataclass(frozen=True)
class Ecart:
    """A day that one side has and the other has not, over some years."""

    bibliotheque: str
    zone: str
    quand: Quand
    chez: Literal["elle", "nous"]
    raison: str
    depuis: int = DEBUT
    jusqu_a: int = FIN

    def jour(self, annee: int) -> date:
        if isinstance(self.quand, int):
            return paques(annee) + timedelta(days=self.quand)
        return date(annee, *self.quand)

    def jours(self) -> set[date]:
        """Every year's day, except where it falls on a day that the whole country has."""
        tous = {self.jour(a) for a in range(self.depuis, self.jusqu_a + 1)}
        return tous if self.quand == PENTECOTE else {j for j in tous if j not in _nationaux(j.year)}


def _nationaux(annee: int) -> set[date | None]:
    return {f.date_en(annee) for f in FETES_LEGALES}


_USAGE = "custom only: L. 3422-2 does not name it (Cass. 2e civ., 16 July 1976)"
_SOLIDARITE = "férié though worked as journée de solidarité (Cass. 3e civ., 21 Jan. 2021)"
_CIRCULAIRE = "the code says 27 May, a circular 28 May: both are held as disputed"
_NON_LUE = "local day whose text was not read: disputed here, absent there"
_DEPUIS_2012 = "the library starts with décret n° 2012-553; the table here is no history"
_MATARII = "29 June gives way to 20 November from 2025 or 2026, as sources differ: both are disputed"

ECARTS: tuple[Ecart, ...] = (
    Ecart("jours-feries-france", "saint-martin", (5, 27), "nous", _CIRCULAIRE, depuis=2018),
    Ecart("jours-feries-france", "saint-martin", (5, 28), "nous", _CIRCULAIRE, jusqu_a=2017),
    Ecart("jours-feries-france", "wallis-et-futuna", (4, 28), "nous", _NON_LUE),
    Ecart("jours-feries-france", "wallis-et-futuna", (6, 29), "nous", _NON_LUE),
    Ecart("jours-feries-france", "wallis-et-futuna", (7, 29), "nous", _NON_LUE),
    Ecart("jours-feries-france", "polynesie-francaise", (3, 5), "nous", _NON_LUE),
    Ecart("jours-feries-france", "polynesie-francaise", VENDREDI_SAINT, "nous", _NON_LUE),
    Ecart("jours-feries-france", "polynesie-francaise", (6, 29), "nous", _NON_LUE),
    Ecart("jours-feries-france", "polynesie-francaise", (11, 20), "nous", _NON_LUE),
    Ecart("jours-feries-france", "nouvelle-caledonie", (9, 24), "nous", _NON_LUE),
    *(Ecart("holidays", zone, PENTECOTE, "nous", _SOLIDARITE, depuis=2005, jusqu_a=2007) for zone in HOLIDAYS),
    Ecart("holidays", "guadeloupe", VENDREDI_SAINT, "elle", _USAGE),
    Ecart("holidays", "guadeloupe", MI_CAREME, "elle", _USAGE),
    Ecart("holidays", "guadeloupe", (7, 21), "elle", _USAGE),
    Ecart("holidays", "martinique", (7, 21), "elle", _USAGE),
    Ecart("holidays", "saint-martin", (7, 21), "elle", _USAGE, depuis=2012),
    Ecart("holidays", "saint-martin", (5, 27), "nous", _CIRCULAIRE),
    Ecart("holidays", "saint-martin", (5, 28), "nous", _DEPUIS_2012, jusqu_a=2011),
    Ecart("holidays", "saint-barthelemy", (10, 9), "nous", _DEPUIS_2012, jusqu_a=2011),
    Ecart("holidays", "polynesie-francaise", (6, 29), "nous", _MATARII, depuis=2025),
    Ecart("holidays", "polynesie-francaise", (11, 20), "nous", _MATARII, jusqu_a=2024),
)
"""Every known difference; one that a library drops makes its test fail, and is then taken off this list."""

COUPLES = [(nom, zone) for nom, (_, zones) in BIBLIOTHEQUES.items() for zone in sorted(zones)]


def differences(nom: str, zone: str) -> dict[str, set[date]]:
    """What only one side has, over the whole century."""
    lire, _ = BIBLIOTHEQUES[nom]
    annees = range(DEBUT, FIN + 1)
    elle = {j for a in annees for j in lire(a, zone)}
    nous = {j for a in annees for j in jours_chomes(a, zone)}
    return {"elle": elle - nous, "nous": nous - elle}


@pytest.mark.parametrize(("nom", "zone"), COUPLES)
def test_un_siecle_de_jours_chomes_aux_ecarts_connus_pres(nom: str, zone: str) -> None:
    connus: dict[str, set[date]] = {"elle": set(), "nous": set()}
    for ecart in ECARTS:
        if (ecart.bibliotheque, ecart.zone) == (nom, zone):
            connus[ecart.chez] |= ecart.jours()
    assert differences(nom, zone) == connus


@pytest.mark.parametrize("ecart", ECARTS, ids=lambda e: f"{e.bibliotheque}-{e.zone}-{e.quand}-{e.chez}")
def test_un_ecart_connu_existe_encore_et_a_sa_raison(ecart: Ecart) -> None:
    assert ecart.jours() <= differences(ecart.bibliotheque, ecart.zone)[ecart.chez]
    assert ecart.raison


def test_chaque_territoire_est_croise_avec_une_bibliotheque_au_moins() -> None:
    assert set().union(*(zones for _, zones in BIBLIOTHEQUES.values())) == set(ZONES)


def test_une_echeance_a_fort_de_france_n_est_pas_reportee_par_l_usage() -> None:
    """A library's 21 July would carry a period one day further with no text behind it."""
    le_21 = date(2026, 7, 21)
    assert le_21 in _holidays(2026, "martinique")
    assert le_21 not in jours_chomes(2026, "martinique")
