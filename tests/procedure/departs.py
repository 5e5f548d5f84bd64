"""From where a case is played at random: every stage, and what stops, shortens or starts it again."""

from typing import Any

from actes_conclusion import completer, concilier
from actes_consignation import constater_caducite, demander_complement, en_souffrance, ordonner_complement
from actes_convention import operations_convenues
from actes_cours import (
    aneantie,
    demander_remuneration,
    dires_au_fond,
    interrompre,
    interrompue,
    recours,
    reprendre,
    suspendre,
)
from actes_mandat import empechee_en_operations, remplacer
from actes_mise_en_cause import mettre_en_cause
from dossiers import Affaire, jusqu_au_pre_rapport, jusqu_au_rapport, jusqu_aux_operations, rapport
from etapes import taxable, taxee


def caduque() -> Affaire:
    """Nobody had asked for relief by 20 March 2026."""
    affaire = en_souffrance()
    affaire.jouer("2026-03-20", constater_caducite(), "juge")
    return affaire


def complement_attendu() -> Affaire:
    """A complementary provision is due (art. 280 al. 2)."""
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-01", demander_complement(), "expert")
    affaire.jouer("2026-03-10", ordonner_complement(), "juge")
    return affaire


def suspendue() -> Affaire:
    """The measure is suspended while the dires are open."""
    affaire = dires_au_fond()
    affaire.jouer("2026-06-10", suspendre("radiation", mesure=True), "juge")
    return affaire


def reprise() -> Affaire:
    """The heiress has taken the instance up; the dires wait for a new date."""
    affaire = interrompue()
    affaire.jouer("2026-08-01", reprendre(), "greffe")
    return affaire


def heritee() -> Affaire:
    """M. Morel died once the report was filed, and his heiress took his place."""
    affaire = jusqu_au_rapport()
    affaire.jouer("2026-09-02", interrompre(), "greffe")
    affaire.jouer("2026-09-10", reprendre(), "greffe")
    return affaire


def conciliee() -> Affaire:
    """The expert asks for the pay of what he did before the parties were reconciled."""
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-01", concilier(), "expert")
    affaire.jouer("2026-03-05", demander_remuneration(), "expert")
    return affaire


def completee() -> Affaire:
    """A complement of expertise is ordered after the report (art. 283)."""
    affaire = dires_au_fond()
    affaire.jouer("2026-07-10", rapport(), "expert")
    affaire.jouer("2026-08-01", completer(), "juge")
    return affaire


def elargie() -> Affaire:
    """An insurer joins after the pré-rapport."""
    affaire = jusqu_au_pre_rapport()
    affaire.jouer("2026-06-05", mettre_en_cause(), "greffe")
    return affaire


def remplacee() -> Affaire:
    """Another expert is appointed under way."""
    affaire = empechee_en_operations()
    affaire.jouer("2026-03-10", remplacer(), "juge")
    return affaire


def recourue() -> Affaire:
    """M. Morel is before the premier président."""
    affaire = taxee()
    affaire.jouer("2026-10-08", recours(), "morel")
    return affaire


DEPARTS: list[Any] = [
    jusqu_aux_operations, jusqu_au_pre_rapport, jusqu_au_rapport, taxable, taxee, caduque, complement_attendu,
    interrompue, suspendue, reprise, heritee, aneantie, conciliee, completee, elargie, empechee_en_operations,
    remplacee, recourue, operations_convenues,
]  # fmt: skip
