"""One real server for the session, one platform per test module."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from banc_temporal import Maison, maison, serveur
from temporalio.testing import WorkflowEnvironment

from workers.virtuel import travailleurs


@pytest_asyncio.fixture(scope="session")
async def env() -> AsyncIterator[WorkflowEnvironment]:
    """The real server, with its clock to move."""
    async with serveur() as env:
        yield env


@pytest_asyncio.fixture(scope="session")
async def plateforme(env: WorkflowEnvironment, tmp_path_factory) -> AsyncIterator[Maison]:
    """A platform with its workers."""
    dossier: Path = tmp_path_factory.mktemp("plateforme")
    async with maison(dossier) as m, travailleurs(env.client, m.reglages):
        yield m
