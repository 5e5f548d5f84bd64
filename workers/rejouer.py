"""`diligence rejouer`: a script of dated acts, played at once on the law alone, and checked against what it says.

Nothing is started, recorded, drawn up or sent: no Temporal, no database, no document.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from procedure.modele import Modele
from procedure.rejeu import ActeDate, Deroulement
from procedure.rejeu import rejouer as jouer
from workers.embarque.emplacement import Empechement
from workers.rejouer_texte import dire_les_ecarts, raconter
from workers.rejouer_variantes import Comparaison, comparer, tableau
from workers.rejouer_verification import Ecart, verifier, verifier_la_fin
from workers.scenario import ActePrevu, Scenario, lire

SORTIE_STANDARD = "-"


class EcartDit(Modele):
    """One difference between a play and what its scenario says."""

    source: str
    ligne: int | None
    quoi: str
    message: str


class Resultat(Modele):
    """What `--json` writes."""

    scenario: str
    titre: str
    resume: str
    couvre: tuple[str, ...]
    socle: str
    actes_du_socle: int
    """How many of the first moments come from the socle."""
    deroulement: Deroulement
    et_si: tuple[Comparaison, ...]
    ecarts: tuple[EcartDit, ...]
    conforme: bool
    """Whether there is no difference."""


def rejouer(
    fichier: Annotated[Path, typer.Argument(help="Le scénario à jouer (YAML).", show_default=False)],
    en_json: Annotated[bool, typer.Option("--json", help="Rendre tout le déroulement en JSON.")] = False,
    ics: Annotated[str, typer.Option("--ics", help="Écrire les échéances en calendrier ; - : sortie standard.")] = "",
    svg: Annotated[str, typer.Option("--svg", help="Dessiner étapes et échéances ; - : sortie standard.")] = "",
) -> None:
    """Play a scenario and tell it; exit code 1 where it does not give what it says."""
    if [en_json, ics == SORTIE_STANDARD, svg == SORTIE_STANDARD].count(True) > 1:
        _refuser("une seule sortie peut occuper la sortie standard : --json, --ics - ou --svg -")
    scenario = lire(fichier)
    deroulement, ecarts = derouler(scenario)
    comparaisons, autres = variantes(scenario, deroulement)
    ecarts += autres
    if en_json:
        sys.stdout.write(_resultat(scenario, deroulement, comparaisons, ecarts).model_dump_json(indent=1) + "\n")
    elif SORTIE_STANDARD not in (ics, svg):
        sys.stdout.write("\n".join(_recit(scenario, deroulement, comparaisons)) + "\n")
    if ics:
        from workers.calendrier_ics import calendrier  # its library takes longer to load than the play

        _ecrire(ics, calendrier(deroulement))
    if svg:
        from workers.gantt_svg import gantt

        _ecrire(svg, gantt(deroulement).encode())
    if ecarts:
        sys.stdout.flush()
        sys.stderr.write(dire_les_ecarts(ecarts))
        raise typer.Exit(1)


def derouler(scenario: Scenario) -> tuple[Deroulement, list[Ecart]]:
    """Play a scenario; return the play, and where it is not what the scenario says."""
    deroulement = _derouler(scenario.pas)
    return deroulement, verifier(scenario, deroulement)


def variantes(scenario: Scenario, deroulement: Deroulement) -> tuple[list[Comparaison], list[Ecart]]:
    """Play each « et si »; return what it moves, and where it does not end as it says."""
    comparaisons: list[Comparaison] = []
    ecarts: list[Ecart] = []
    for variante in scenario.variantes:
        autre = _derouler(variante.pas)
        comparaisons.append(comparer(variante.titre, (scenario.pas, deroulement), (variante.pas, autre)))
        ecarts += verifier_la_fin(variante, autre)
    return comparaisons, ecarts


def _derouler(pas: tuple[ActePrevu, ...]) -> Deroulement:
    return jouer(ActeDate(p.a, p.commande) for p in pas)


def _recit(scenario: Scenario, deroulement: Deroulement, comparaisons: list[Comparaison]) -> Iterator[str]:
    yield from raconter(scenario, deroulement)
    noms = {p.id: p.nom for p in deroulement.participants}
    for comparaison in comparaisons:
        yield ""
        yield from tableau(comparaison, noms)


def _resultat(
    scenario: Scenario, deroulement: Deroulement, comparaisons: list[Comparaison], ecarts: list[Ecart]
) -> Resultat:
    return Resultat(
        scenario=scenario.source,
        titre=scenario.titre,
        resume=scenario.resume,
        couvre=scenario.couvre,
        socle=scenario.socle,
        actes_du_socle=sum(pas.du_socle for pas in scenario.pas),
        deroulement=deroulement,
        et_si=tuple(comparaisons),
        ecarts=tuple(
            EcartDit(source=e.lieu.source, ligne=e.lieu.ligne, quoi=e.quoi, message=e.message) for e in ecarts
        ),
        conforme=not ecarts,
    )


def _ecrire(ou: str, octets: bytes) -> None:
    if ou == SORTIE_STANDARD:
        sys.stdout.buffer.write(octets)
        sys.stdout.flush()
        return
    try:
        Path(ou).write_bytes(octets)
    except OSError as erreur:
        raise Empechement(f"{ou} ne peut pas être écrit ({erreur.strerror})") from None


def _refuser(message: str) -> NoReturn:
    raise Empechement(message)
