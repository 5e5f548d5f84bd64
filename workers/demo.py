"""`diligence demo`: one whole expertise played from a file, on the real server, in virtual time."""

import asyncio
import json
import logging
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from procedure.calendrier import date_longue
from procedure.decision import Refus
from workers.chronologie import ETAPES
from workers.embarque.emplacement import Empechement
from workers.embarque.tsa import OutilManquant
from workers.pieces_libres import depot_dans
from workers.repetition import repeter
from workers.scenario import ActePrevu, Scenario, lire
from workers.sortie import Bilan, ecrire, reserver
from workers.virtuel import Affaire, maison_virtuelle

EXEMPLE = Path(__file__).resolve().parent.parent / "exemples" / "construction.yaml"

PATIENCE = 60
"""Seconds that one act, with everything due before it, may take."""


def demo(
    fichier: Annotated[Path, typer.Argument(help="Le scénario à jouer (YAML).", show_default=False)] = EXEMPLE,
    sortie: Annotated[Path, typer.Option("--sortie", help="Le dossier où écrire les pièces.")] = Path("sortie"),
    en_json: Annotated[bool, typer.Option("--json", help="Rendre le bilan en JSON sur la sortie standard.")] = False,
) -> None:
    """Play a scenario and write what it produced."""
    scenario = lire(fichier)
    repeter(scenario)  # what the law refuses is known before anything is started
    reserver(sortie)
    debut = time.monotonic()
    try:
        bilan, sauts = asyncio.run(_jouer(fichier, scenario, sortie))
    except asyncio.CancelledError:
        raise typer.Exit(128 + signal.SIGTERM) from None
    duree = time.monotonic() - debut
    if en_json:
        sys.stdout.write(json.dumps(_resume(scenario, bilan, sauts, duree), ensure_ascii=False) + "\n")
    else:
        Console().print(*_tableaux(scenario, bilan, sauts, duree), sep="\n")


async def _jouer(fichier: Path, scenario: Scenario, sortie: Path) -> tuple[Bilan, int]:
    tache = asyncio.current_task()
    if tache is not None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, tache.cancel)
    # nothing below runs in a thread of its own: what a thread still writes would survive an interruption
    with (
        tempfile.TemporaryDirectory(prefix="diligence-demo-", ignore_cleanup_errors=True) as dossier,
        _suivi(len(scenario.actes)) as suivi,
    ):
        try:
            async with maison_virtuelle(Path(dossier)) as maison:
                scenario = lire(fichier, depot_dans(maison.coffre))
                affaire = Affaire(maison.env)
                try:
                    await _derouler(scenario, affaire, suivi)
                    return ecrire(sortie, maison, affaire.id, scenario), await affaire.sauts()
                finally:
                    # an activity cut short by the end is nobody's problem
                    for nom in ("temporalio", "asyncio"):
                        logging.getLogger(nom).setLevel(logging.CRITICAL)
        except OutilManquant as absence:
            raise Empechement(str(absence)) from None


async def _derouler(scenario: Scenario, affaire: Affaire, suivi: "_Suivi") -> None:
    for acte in scenario.actes:
        suivi.annoncer(acte)
        try:
            async with asyncio.timeout(PATIENCE):
                accuse = await affaire.agir(acte.a, acte.commande)
        except Refus as refus:
            raise acte.refuse(scenario.source, refus.motif) from None
        except TimeoutError:
            raise Empechement(f"l’acte n° {acte.rang} ({acte.commande.type}) n’a pas abouti en {PATIENCE} s") from None
        suivi.dire(acte, " ; ".join(accuse.resumes))
    await affaire.finir()


# -- what is shown


class _Suivi:
    """The progress, on the error stream: a bar for a person, plain lines for a file."""

    def __init__(self, console: Console, barre: Progress | None, actes: int) -> None:
        self._console = console
        self._barre = barre
        self._tache = barre.add_task("", total=actes) if barre else None

    def annoncer(self, acte: ActePrevu) -> None:
        if self._barre is not None and self._tache is not None:
            self._barre.update(self._tache, description=f"{acte.a:%d/%m/%Y}  {acte.commande.type.replace('_', ' ')}")

    def dire(self, acte: ActePrevu, resume: str) -> None:
        self._console.print(f"{acte.a:%d/%m/%Y %H:%M}  {acte.commande.auteur.personne:<12}  {resume}")
        if self._barre is not None and self._tache is not None:
            self._barre.advance(self._tache)


@contextmanager
def _suivi(actes: int) -> Iterator[_Suivi]:
    console = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)
    if not console.is_terminal:
        yield _Suivi(console, None, actes)
        return
    colonnes = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*colonnes, console=console, transient=True) as barre:
        yield _Suivi(console, barre, actes)


def _resume(scenario: Scenario, bilan: Bilan, sauts: int, duree: float) -> dict[str, Any]:
    du, au = scenario.actes[0].a, scenario.actes[-1].a
    return {
        "scenario": scenario.source,
        "rg": scenario.rg,
        "juridiction": scenario.juridiction.nom,
        "zone": scenario.juridiction.zone,
        "sortie": str(bilan.sortie),
        "actes": len(scenario.actes),
        "evenements": bilan.evenements,
        "documents": {"scelles": bilan.scelles, "deposes": bilan.deposes},
        "jetons": bilan.jetons,
        "courriels": bilan.courriels,
        "a_poster": bilan.a_poster,
        "echeances": {"ouvertes": bilan.ouvertes, "closes": bilan.closes},
        "du": du.date().isoformat(),
        "au": au.date().isoformat(),
        "jours_virtuels": (au.date() - du.date()).days,
        "secondes": round(duree, 2),
        "sauts": sauts,
        "phases": [{"etape": phase.value, "depuis": jour.isoformat()} for phase, jour in bilan.phases.items()],
    }


def _tableaux(scenario: Scenario, bilan: Bilan, sauts: int, duree: float) -> tuple[Table, Table, str]:
    resume = _resume(scenario, bilan, sauts, duree)
    table = Table(title=f"{scenario.reference}, {scenario.juridiction.nom}", show_header=False, title_justify="left")
    table.add_column()
    table.add_column(justify="right")
    for nom, valeur in (
        ("Actes accomplis", resume["actes"]),
        ("Événements inscrits", bilan.evenements),
        ("Documents établis et scellés", bilan.scelles),
        ("Documents déposés", bilan.deposes),
        ("Jetons d’horodatage", bilan.jetons),
        ("Courriels envoyés", bilan.courriels),
        ("Lettres à poster", bilan.a_poster),
        ("Échéances ouvertes", bilan.ouvertes),
        ("Échéances closes", bilan.closes),
        ("Durée virtuelle", f"{resume['jours_virtuels']} jours"),
        ("Durée réelle", f"{duree:.1f} s ({sauts} sauts)".replace(".", ",")),
    ):
        table.add_row(nom, str(valeur))
    etapes = Table(title="Étapes", show_header=False, title_justify="left")
    for phase, jour in bilan.phases.items():
        etapes.add_row(ETAPES[phase], date_longue(jour))
    return table, etapes, f"Pièces, courriels et chronologie : {bilan.sortie} (vérifications : LISEZMOI.txt)"
