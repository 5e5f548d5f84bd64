"""Record the histories that `test_rejeu.py` replays: `python -m tests.workflows.histoires` from the root.

A history is recorded again only when the workflow changed on purpose, with the reason in the commit.
"""

import asyncio
import gzip
import sys
import tempfile
from pathlib import Path

RACINE = Path(__file__).parent
sys.path[:0] = [str(RACINE.parent), str(RACINE.parent.parent)]

from banc_temporal import Cours, Maison, maison, serveur  # noqa: E402
from dossiers import le, ordonnance, reception  # noqa: E402
from temporalio.testing import WorkflowEnvironment  # noqa: E402

from workers.virtuel import travailleurs  # noqa: E402

DOSSIER = RACINE / "histoires"


async def de_l_ordonnance_a_la_cloture(env: WorkflowEnvironment, m: Maison) -> Cours:
    """The nominal way, with reminders and dates that pass."""
    cours = Cours(env, "rejeu-nominal")
    await cours.ouvrir(le("2026-01-05"), ordonnance())
    for jour, acte, par in (
        ("2026-01-06", {"type": "notifier_designation"}, "greffe"),
        ("2026-01-06", {"type": "inviter_a_consigner"}, "greffe"),
        ("2026-01-12", {"type": "accepter_mission", "independance": True}, "expert"),
        ("2026-01-20", {"type": "encaisser_consignation", "payeur": "dupin", "montant": 300000}, "regie"),
        ("2026-01-28", {"type": "encaisser_consignation", "payeur": "batirhone", "montant": 150000}, "regie"),
        ("2026-02-02", {"type": "aviser_consignation"}, "greffe"),
        ("2026-06-01", _pre_rapport(m), "expert"),
        ("2026-09-01", _rapport(m), "expert"),
        ("2026-09-05", reception("demande_de_remuneration-1", "dupin", "2026-09-03"), "expert"),
        ("2026-09-08", reception("demande_de_remuneration-1", "batirhone", "2026-09-07"), "expert"),
        ("2026-09-12", reception("demande_de_remuneration-1", "morel", "2026-09-11"), "expert"),
        ("2026-10-01", _taxe(m), "juge"),
        ("2026-10-05", {"type": "notifier_taxe"}, "expert"),
        ("2026-10-09", reception("notification_taxe-1", "dupin", "2026-10-08"), "expert"),
        ("2026-10-09", reception("notification_taxe-1", "batirhone", "2026-10-08"), "expert"),
        ("2026-10-09", reception("notification_taxe-1", "morel", "2026-10-08"), "expert"),
        ("2026-10-09", reception("ordonnance_de_taxe-1", "expert", "2026-10-05"), "greffe"),
        ("2026-10-12", {"type": "liberer_fonds", "verse": 420000, "restitue": 30000}, "regie"),
        ("2026-11-12", {"type": "clore_dossier"}, "greffe"),
    ):
        await cours.agir(le(jour), acte, par)
    await cours.poignee.result()
    return cours


async def d_une_consignation_impayee(env: WorkflowEnvironment, m: Maison) -> Cours:
    """A provision that nobody pays: reminders, then a state that a human must settle."""
    cours = Cours(env, "rejeu-impaye")
    await cours.ouvrir(le("2026-01-05"), ordonnance())
    await cours.agir(le("2026-01-06"), {"type": "notifier_designation"}, "greffe")
    await cours.agir(le("2026-01-06"), {"type": "inviter_a_consigner"}, "greffe")
    await cours.aller_au(le("2026-03-10"))
    return cours


def _pre_rapport(m: Maison) -> dict[str, object]:
    terme = {"delai": "P1M", "a_compter": "envoi"}
    return {"type": "deposer_pre_rapport", "document": m.deposer("Pré-rapport"), "terme_dires": terme}


def _taxe(m: Maison) -> dict[str, object]:
    return {"type": "taxer_remuneration", "montant": 420000, "ordonnance": m.deposer("Ordonnance de taxe")}


def _rapport(m: Maison) -> dict[str, object]:
    return {
        "type": "deposer_rapport",
        "document": m.deposer("Rapport"),
        "remuneration": 420000,
        "etat_de_frais": m.deposer("État de frais"),
    }


SCENARIOS = {"nominal": de_l_ordonnance_a_la_cloture, "impaye": d_une_consignation_impayee}


async def enregistrer() -> None:
    """Play each scenario on the real server and keep its history."""
    DOSSIER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as dossier:
        async with serveur() as env, maison(Path(dossier)) as m, travailleurs(env.client, m.reglages):
            for nom, jouer in SCENARIOS.items():
                cours = await jouer(env, m)
                histoire = (await cours.poignee.fetch_history()).to_json()
                (DOSSIER / f"{nom}.json.gz").write_bytes(gzip.compress(histoire.encode(), mtime=0))


if __name__ == "__main__":
    asyncio.run(enregistrer())
