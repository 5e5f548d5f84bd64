"""How many time limits one core computes in a second, derivation included.

    python benchmarks/delais.py             the best of several rounds, in computations per second
    python benchmarks/delais.py --profil    where the time of a whole computation goes

The target is 50 000 a second for the whole `Calcul`: a jurisdiction's dates are computed again in one go when a day
becomes chômé. Nothing in the tests asserts a speed.
"""

import argparse
import cProfile
import pstats
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from time import process_time
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parents[1]))

from procedure.calendrier import VERSION
from procedure.delais import Calcul, Delai, Sens, calculer, date_certaine
from procedure.derivation import deriver
from procedure.recalcul import recalculer

CIBLE = 50_000
DELAIS = tuple(Delai.lire(d) for d in ("P15D", "P1M", "P2M", "P1M15D", "P6M", "P21D"))
SIEGES = (
    ("metropole", 0),
    ("metropole", 2),
    ("alsace-moselle", 0),
    ("martinique", 1),
    ("saint-martin", 0),
    ("nouvelle-caledonie", 0),
)

T = TypeVar("T")
Cas = tuple[date, Delai, str, int, Sens]


def cas(nombre: int) -> list[Cas]:
    """Periods as a court sees them: two years of triggers, six amounts, six seats, one in ten backward."""
    return [
        (
            date(2026, 1, 1) + timedelta(days=(37 * i) % 730),
            DELAIS[i % len(DELAIS)],
            *SIEGES[(i // len(DELAIS)) % len(SIEGES)],
            Sens.REBOURS if i % 10 == 9 else Sens.AVANT,
        )
        for i in range(nombre)
    ]


def compter(c: Cas) -> object:
    """The dates and the sentences, as plain values."""
    jour, delai, zone, distance, sens = c
    return deriver(jour, delai.montants, zone, distance, sens)


def entier(c: Cas) -> Calcul:
    """The whole model, as an event keeps it."""
    jour, delai, zone, distance, sens = c
    return calculer(jour, delai, zone=zone, distance_mois=distance, sens=sens)


def fixer(c: Cas) -> Calcul:
    """A date that a judge fixed."""
    return date_certaine(c[0], zone=c[2])


def par_seconde(faire: Callable[[T], object], sur: list[T], tours: int) -> int:
    """The best round: the others measure the machine's other work."""
    meilleur = 0.0
    for _ in range(tours):
        debut = process_time()
        for un in sur:
            faire(un)
        meilleur = max(meilleur, len(sur) / (process_time() - debut))
    return int(meilleur)


def main() -> None:
    """Measure, or profile."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--nombre", type=int, default=50_000)
    options.add_argument("--tours", type=int, default=5)
    options.add_argument("--profil", action="store_true")
    choix = options.parse_args()
    tous = cas(choix.nombre)
    if choix.profil:
        with cProfile.Profile() as profil:
            for un in tous:
                entier(un)
        pstats.Stats(profil).sort_stats("tottime").print_stats(15)
        return
    print(f"calendar {VERSION}, {choix.nombre} periods, best of {choix.tours} rounds, one core, per second")
    for nom, vitesse in (
        ("dates and derivation, plain values", par_seconde(compter, tous, choix.tours)),
        (f"whole Calcul (target {CIBLE})", par_seconde(entier, tous, choix.tours)),
        ("date certaine", par_seconde(fixer, tous, choix.tours)),
        ("recorded Calcul computed again", par_seconde(recalculer, [entier(c) for c in tous], choix.tours)),
    ):
        print(f"  {nom:<40} {vitesse:>9}")


if __name__ == "__main__":
    main()
