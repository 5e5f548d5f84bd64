"""The neighbours of the platform in one process: time-stamping authority, mail server, readable mailbox.

python -m workers.embarque.voisins DATA_FOLDER HTTP_PORT SMTP_PORT
"""

import asyncio
import signal
import sys
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.responses import RedirectResponse
from starlette.routing import Mount, Route

from workers.embarque.boite import boite_aux_lettres, page_boite
from workers.embarque.pki import preparer
from workers.embarque.tsa import OutilManquant, app_tsa


def creer_application(donnees: Path) -> Starlette:
    """Serve the mailbox under `/boite` and time-stamps on every other path."""
    return Starlette(
        routes=[
            # the address as one types it; without this it would be a request for a time-stamp
            Route("/boite", lambda _: RedirectResponse("/boite/")),
            Mount("/boite", page_boite(donnees / "courrier")),
            Mount("/", app_tsa(preparer(donnees / "pki"))),
        ]
    )


async def servir(donnees: Path, port_http: int, port_smtp: int) -> None:
    """Serve both until the process is told to stop."""
    configuration = uvicorn.Config(
        creer_application(donnees),
        port=port_http,
        lifespan="off",
        access_log=False,
        timeout_graceful_shutdown=2,
    )
    async with boite_aux_lettres(donnees / "courrier", port_smtp):
        await uvicorn.Server(configuration).serve()


def main() -> None:
    """Run from the command line."""
    donnees, port_http, port_smtp = sys.argv[1:]
    # uvicorn gives the signal back after a clean stop; without this it would end as a death
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        asyncio.run(servir(Path(donnees), int(port_http), int(port_smtp)))
    except OutilManquant as absence:
        sys.exit(str(absence))


if __name__ == "__main__":
    main()
