"""A worker process: settings, client, workers, and a clean stop when it is told to."""

import asyncio
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack

from api.reglages import Reglages
from api.temporal import connecter
from workers.atelier import FILS, monter, ouvriers
from workers.journaux import configurer


async def travailler(reglages: Reglages) -> None:
    """Serve the task queues until the process is told to stop."""
    arret = asyncio.Event()
    for signal_ in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(signal_, arret.set)
    client = await connecter(reglages, "diligence-ouvrier")
    with ThreadPoolExecutor(FILS * 3, thread_name_prefix="activite") as fils:
        async with AsyncExitStack() as pile:
            for ouvrier in ouvriers(client, reglages, monter(reglages), fils):
                await pile.enter_async_context(ouvrier)
            await arret.wait()


def main() -> None:
    """Run from the command line."""
    configurer()
    asyncio.run(travailler(Reglages()))


if __name__ == "__main__":
    main()
