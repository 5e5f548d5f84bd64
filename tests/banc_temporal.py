"""The real server with time skipping, the real activities, and the stand-ins that speak the real protocols."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from dossiers import PARTICIPANTS
from temporalio.testing import WorkflowEnvironment

from api.chiffrement import Trousseau, convertisseur
from api.reglages import Reglages
from api.ressources import ouvrir_coffre
from procedure.commandes import ADAPTATEUR, Commande
from procedure.decision import Accuse
from registre import Registre
from registre.moteur import migrer, ouvrir
from workers.embarque.boite import boite_aux_lettres
from workers.embarque.pki import preparer
from workers.embarque.serveur_temporal import arguments_serveur, trouver_temporal
from workers.embarque.tsa import serveur_tsa
from workers.relance import reconstruire
from workers.virtuel import Affaire

TROUSSEAU = Trousseau({"k1": bytes(32)}, "k1")


@asynccontextmanager
async def serveur(*reglages: str) -> AsyncIterator[WorkflowEnvironment]:
    """The real server, whose clock a test moves."""
    async with await WorkflowEnvironment.start_time_skipping_v2(
        data_converter=convertisseur(TROUSSEAU),
        dev_server_existing_path=str(trouver_temporal()),
        dev_server_extra_args=arguments_serveur(saut_de_temps=True, reglages=reglages),
    ) as env:
        yield env


@dataclass
class Maison:
    """One platform: its record, its mailbox, its settings."""

    reglages: Reglages
    registre: Registre
    boite: Any

    def deposer(self, titre: str) -> dict[str, Any]:
        """Put a small document in the vault; return it as a command names it."""
        depot = ouvrir_coffre(self.reglages).deposer_octets(f"{titre}\n".encode())
        return {
            "document": depot.sha256,
            "titre": titre,
            "nom": "document.txt",
            "taille": depot.taille,
            "media_type": "text/plain",
        }


@asynccontextmanager
async def maison(dossier: Path, url_base: str = "") -> AsyncIterator[Maison]:
    """A platform on `dossier`, with its stand-ins, without workers."""
    pki = preparer(dossier / "pki")
    async with serveur_tsa(pki) as tsa, boite_aux_lettres(dossier / "courrier") as boite:
        reglages = Reglages(
            donnees=dossier,
            base=url_base,
            tsa_url=tsa,
            smtp_hote=boite.hote,
            smtp_port=boite.port,
            smtp_securite="aucune",
        )
        migrer(reglages.url_base)
        registre = Registre(ouvrir(reglages.url_base))
        yield Maison(reglages, registre, boite)
        registre.moteur.dispose()


async def attendre_la_fin_des_effets(maison: Maison, expertise: str) -> None:
    """Wait until every document is made and every delivery concluded."""
    async with asyncio.timeout(30):
        while reconstruire(maison.registre, expertise).a_faire:
            await asyncio.sleep(0.05)


class Cours(Affaire):
    """One case on the real server: acts as the tests write them, each at its date, days by skipping."""

    async def ouvrir(self, a: datetime, commande: dict[str, Any]) -> Accuse:
        """Start the case with its first command at the instant `a`: the case's clock is set to it."""
        return await self.soumettre(a, self._lire(commande, a))

    async def agir(  # type: ignore[override]
        self, a: datetime, commande: dict[str, Any], par: str | None = None, cle: str | None = None
    ) -> Accuse:
        """Go to `a` and perform an act. Raises `WorkflowUpdateFailedError`."""
        return await self.soumettre(a, self._lire(commande, a, par), cle)

    def _lire(self, commande: dict[str, Any], a: datetime, par: str | None = None) -> Commande:
        role = next((p["role"] for p in PARTICIPANTS if p["id"] == par), par)
        auteur = {} if par is None else {"auteur": {"personne": par, "role": role}}
        return ADAPTATEUR.validate_python({"recu_a": a, **auteur, **commande})
