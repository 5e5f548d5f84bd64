"""Every activity says that it lives, so that the death of its worker is known in seconds, not at its timeout."""

import asyncio
import contextlib
from typing import Any

from temporalio import activity
from temporalio.worker import (
    ActivityInboundInterceptor,
    ActivityOutboundInterceptor,
    ExecuteActivityInput,
    Interceptor,
)

PERIODE = 2.0
"""Seconds between two heartbeats: a third of `heartbeat_timeout`."""


class Battement(Interceptor):
    """Heartbeats for every activity, from the event loop: activities in threads need not know."""

    def intercept_activity(self, next: ActivityInboundInterceptor) -> ActivityInboundInterceptor:  # noqa: A002
        """Wrap the execution of each activity."""
        return _Battant(next)


class _Battant(ActivityInboundInterceptor):
    def init(self, outbound: ActivityOutboundInterceptor) -> None:
        # `activity.heartbeat()` waits for the event loop when the activity runs in a thread: not to be called on it
        self._battre_une_fois = outbound.heartbeat
        super().init(outbound)

    async def execute_activity(self, input: ExecuteActivityInput) -> Any:  # noqa: A002
        info = activity.info()
        if info.is_local or not info.heartbeat_timeout:
            return await super().execute_activity(input)
        tache = asyncio.create_task(self._battre())
        try:
            return await super().execute_activity(input)
        finally:
            tache.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await tache

    async def _battre(self) -> None:
        while True:
            self._battre_une_fois()
            await asyncio.sleep(PERIODE)
