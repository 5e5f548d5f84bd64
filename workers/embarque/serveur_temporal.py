"""The real Temporal server of the embedded platform, the tests and the demo: where it is, how it starts."""

import asyncio
import json
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from workers.embarque.emplacement import Empechement

ATTRIBUTS = {
    "DiligenceRG": "Keyword",
    "DiligenceJuridiction": "Keyword",
    "DiligenceEtape": "Keyword",
    "DiligenceEcheance": "Datetime",
}
"""Search attributes that `workflows/` writes."""

REGLAGES_DU_SAUT_DE_TEMPS = (
    "frontend.WorkflowTimeSkippingEnabled=true",
    'history.timerProcessorMaxTimeShift="100ms"',  # 0.1 s per skip; with the default it is 1 s
)

CADENCE = (
    # one machine, one shard: with the default of 20 a second, each step of a busy case waits for its turn
    "history.transferProcessorMaxPollRPS=1000",
    "history.timerProcessorMaxPollRPS=1000",
)

CONSERVATION = "876000h"
"""A hundred years: on one machine nothing else keeps the histories of closed cases."""


class TemporalIntrouvable(Empechement):
    """There is no Temporal server on this machine."""


def trouver_temporal() -> Path:
    """Return the `temporal` program: the one asked for, else that of the path, else the installed wheel's.

    Raises `TemporalIntrouvable`.
    """
    if voulu := os.environ.get("DILIGENCE_TEMPORAL_CLI"):
        trouve = shutil.which(voulu)
        if trouve is None:
            raise TemporalIntrouvable(f"DILIGENCE_TEMPORAL_CLI désigne {voulu}, qui n’est pas un programme")
        return Path(trouve)
    # beside the interpreter, unresolved: in an environment `bin/python` is a link to the system's
    candidats = (shutil.which("temporal"), shutil.which("temporal", path=Path(sys.executable).parent))
    for candidat in candidats:
        if candidat is not None:
            return Path(candidat)
    raise TemporalIntrouvable(
        "le programme « temporal » manque ; relancez ./diligence pour l’installer, "
        "ou donnez son chemin dans DILIGENCE_TEMPORAL_CLI"
    )


def arguments_serveur(
    *,
    port: int | None = None,
    port_ui: int | None = None,
    codec: str = "",
    fichier: Path | None = None,
    saut_de_temps: bool = False,
    reglages: Sequence[str] = (),
) -> list[str]:
    """Return what follows `temporal server start-dev`.

    Without `fichier` the server forgets all when it stops; without `port` the caller sets it; without
    `port_ui` there is no page. `codec` is where its pages have payloads deciphered. `reglages` are further
    `cle=json` dynamic settings.
    """
    arguments: list[str] = []
    if port is not None:
        arguments += ["--ip", "127.0.0.1", "--port", str(port)]
        arguments += (
            ["--headless"] if port_ui is None else ["--ui-port", str(port_ui), "--ui-disable-news-fetch"]
        )
    if codec:
        arguments += ["--ui-codec-endpoint", codec]
    if fichier is not None:
        arguments += ["--db-filename", str(fichier)]
        # twice the throughput, and a killed process loses nothing; a power cut may lose the last commits
        arguments += ["--sqlite-pragma", "journal_mode=WAL", "--sqlite-pragma", "synchronous=NORMAL"]
    for nom, genre in ATTRIBUTS.items():
        arguments += ["--search-attribute", f"{nom}={genre}"]
    for reglage in (*CADENCE, *(REGLAGES_DU_SAUT_DE_TEMPS if saut_de_temps else ()), *reglages):
        arguments += ["--dynamic-config-value", reglage]
    return arguments


async def repond(temporal: Path, port: int) -> bool:
    """Whether the server answers requests on its namespace."""
    return (
        await _demander(temporal, port, "operator", "namespace", "describe", "--namespace", "default")
        is not None
    )


async def conserver(temporal: Path, port: int) -> None:
    """Keep the histories of closed workflows; the server's own default is one day."""
    await _demander(
        temporal,
        port,
        "operator",
        "namespace",
        "update",
        "--namespace",
        "default",
        "--retention",
        CONSERVATION,
    )


async def a_un_travailleur(temporal: Path, port: int, file: str) -> bool:
    """Whether some worker polls the workflow tasks of `file`."""
    sortie = await _demander(temporal, port, "task-queue", "describe", "--task-queue", file, "--legacy-mode")
    return bool(sortie and sortie.get("pollers"))


async def _demander(temporal: Path, port: int, *arguments: str) -> dict[str, object] | None:
    processus = await asyncio.create_subprocess_exec(
        str(temporal), *arguments, "--address", f"127.0.0.1:{port}", "--output", "json",
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        sortie, _ = await asyncio.wait_for(processus.communicate(), 10)
    except BaseException:
        if processus.returncode is None:
            processus.kill()
            await processus.wait()
        raise
    if processus.returncode != 0:
        return None
    try:
        reponse = json.loads(sortie or b"{}")
    except ValueError:
        return {}
    return reponse if isinstance(reponse, dict) else {}
