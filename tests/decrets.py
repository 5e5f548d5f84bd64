"""A calendar that changes: a day becomes chômé by decree, after dates were given."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from procedure import calendrier
from procedure.calendrier import Fete, JourChome


@contextmanager
def decret(*chomes: date, zone: str = "metropole") -> Iterator[None]:
    """A decree makes some days chômés, once; the table takes a new version."""
    zones, version = calendrier.ZONES, calendrier.VERSION
    fetes = tuple(Fete(j, JourChome("journée de deuil national", "décret du jour")) for j in chomes)
    lieu = zones[zone]
    calendrier.ZONES = {**zones, zone: replace(lieu, fetes_locales=(*lieu.fetes_locales, *fetes))}
    calendrier.VERSION = "decret"
    _oublier()
    try:
        yield
    finally:
        calendrier.ZONES, calendrier.VERSION = zones, version
        _oublier()


def _oublier() -> None:
    calendrier.jours_chomes.cache_clear()
    calendrier._fermes.cache_clear()
