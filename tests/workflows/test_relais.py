"""The end of a run: nothing is lost when a case goes on in a new one, also with acts in flight."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio
from banc_temporal import Cours, Maison, maison, serveur
from dossiers import le, ordonnance
from temporalio.client import WorkflowUpdateFailedError
from temporalio.testing import WorkflowEnvironment

from workers.virtuel import travailleurs


@pytest_asyncio.fixture(scope="module")
async def env_court() -> AsyncIterator[WorkflowEnvironment]:
    """The real server, which suggests a new run after 50 events."""
    async with serveur("limit.historyCount.suggestContinueAsNew=50") as env:
        yield env


@pytest_asyncio.fixture(scope="module")
async def plateforme_courte(env_court: WorkflowEnvironment, tmp_path_factory) -> AsyncIterator[Maison]:
    """A platform whose cases change runs often."""
    async with maison(tmp_path_factory.mktemp("relais")) as m, travailleurs(env_court.client, m.reglages):
        yield m


async def en_operations(env: WorkflowEnvironment) -> Cours:
    """A case whose expert may work, on 12 January."""
    cours = Cours(env)
    await cours.ouvrir(le("2026-01-05"), ordonnance(demarrage_immediat=True))
    await cours.agir(le("2026-01-06"), {"type": "notifier_designation"}, "greffe")
    await cours.agir(le("2026-01-12"), {"type": "accepter_mission", "independance": True}, "expert")
    return cours


def note(maison: Maison, rang: int) -> dict[str, object]:
    """A note whose document is already in the vault."""
    return {"type": "adresser_note", "note": maison.deposer(f"Note {rang}"), "objet": f"Point {rang}"}


async def course(cours: Cours) -> str:
    """The run in which the case is."""
    return (await cours.poignee.describe()).run_id or ""


async def attendre_un_relais(cours: Cours, depuis: str) -> None:
    """Wait until the case has gone on in a new run, which it does once what is under way is done."""
    async with asyncio.timeout(30):
        while await course(cours) == depuis:
            await asyncio.sleep(0.05)


async def test_rien_ne_se_perd_au_relais_actes_en_vol_compris(
    env_court: WorkflowEnvironment, plateforme_courte: Maison
) -> None:
    cours = await en_operations(env_court)
    premiere = await course(cours)
    a = le("2026-01-13")
    await cours.aller_au(a)
    notes = [note(plateforme_courte, rang) for rang in range(16)]
    accuses = []
    for debut in range(0, len(notes), 4):
        accuses += await asyncio.gather(*(cours.agir(a, une, "expert") for une in notes[debut : debut + 4]))
    await attendre_un_relais(cours, premiere)
    assert len({acc.premier for acc in accuses}) == len(notes)
    journal = plateforme_courte.registre.lectures.journal(cours.id, limite=500)
    assert [e.numero for e in journal] == list(range(1, len(journal) + 1))
    assert sum(e.type == "note_adressee" for e in journal) == len(notes)
    produits = plateforme_courte.registre.lectures.actes(cours.id)
    assert all(acte.document for acte in produits)


async def test_une_cle_repetee_apres_le_relais_n_a_qu_un_effet(
    env_court: WorkflowEnvironment, plateforme_courte: Maison
) -> None:
    cours = await en_operations(env_court)
    a, cle = le("2026-01-13"), f"{cours.id}-une-fois"
    acquis = await cours.agir(a, note(plateforme_courte, 1), "expert", cle=cle)
    avant = await course(cours)
    for rang in range(2, 5):
        await cours.agir(a, note(plateforme_courte, rang), "expert")
    await attendre_un_relais(cours, avant)

    with pytest.raises(WorkflowUpdateFailedError) as autre:
        await cours.agir(a, note(plateforme_courte, 3), "expert", cle=cle)
    assert autre.value.cause.type == "CleReutilisee"  # type: ignore[attr-defined]
    encore = await cours.agir(a + timedelta(minutes=1), note(plateforme_courte, 1), "expert", cle=cle)
    assert encore == acquis
    journal = plateforme_courte.registre.lectures.journal(cours.id, limite=500)
    assert sum(e.type == "note_adressee" for e in journal) == 4
