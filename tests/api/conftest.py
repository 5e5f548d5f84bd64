"""The real application on a real record and a real vault; only the way to Temporal is played."""

import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from dossiers import Affaire

from api.application import creer_application
from api.reglages import Reglages
from api.ressources import Ressources
from procedure.commandes import Commande
from procedure.decider import instruire
from procedure.decision import Accuse
from procedure.dossier import Dossier
from procedure.empreinte import empreinte
from procedure.evolution import evoluer
from procedure.modele import ExpertiseId
from registre import Registre
from registre.moteur import migrer, ouvrir

MIDI = datetime(2026, 6, 20, 10, tzinfo=UTC)
GENS = {
    "greffe": ("Service des expertises", ["greffe"]),
    "juge": ("Mme Aubry", ["juge"]),
    "regie": ("Régie", ["regie"]),
    "expert": ("M. Lenoir", ["expert"]),
    "me-roche": ("Me Roche", ["avocat"]),
    "me-vidal": ("Me Vidal", ["avocat"]),
    "dupin": ("Mme Dupin", ["partie"]),
    "morel": ("M. Morel", ["partie"]),
    "etranger": ("M. Dehors", ["avocat"]),
}


@dataclass
class GuichetJoue:
    """What the workflow would do, in this process: decide, record, answer. `panne` is raised instead, if set."""

    registre: Registre
    dossiers: dict[str, Dossier] = field(default_factory=dict)
    recues: list[tuple[str, Commande, str]] = field(default_factory=list)
    panne: Exception | None = None

    async def soumettre(self, expertise: str, commande: Commande, cle: str) -> Accuse:
        if self.panne is not None:
            raise self.panne
        self.recues.append((expertise, commande, cle))
        dossier = self.dossiers.get(expertise, Dossier(id=ExpertiseId(expertise)))
        decision = instruire(dossier, commande, commande.recu_a)
        self.registre.journal.inscrire(expertise, decision.evenements, cle, empreinte(commande))
        for evenement in decision.evenements:
            dossier = evoluer(dossier, evenement)
        self.dossiers[expertise] = dossier
        return Accuse(
            expertise=ExpertiseId(expertise),
            commande=cle,
            empreinte=empreinte(commande),
            premier=decision.evenements[0].numero,
            dernier=decision.evenements[-1].numero,
            etape=dossier.phase.value,
            resumes=tuple(e.resume for e in decision.evenements),
            alertes=tuple(a for e in decision.evenements for a in e.alertes),
        )

    async def ouvrir(self, expertise: str, commande: Commande, cle: str) -> Accuse:
        return await self.soumettre(expertise, commande, cle)


class Banc:
    """One platform and the people who use it."""

    def __init__(self, app: Any, guichet: GuichetJoue) -> None:
        self.app = app
        self.guichet = guichet
        self.maintenant = MIDI
        self.client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://essai")

    @property
    def ressources(self) -> Ressources:
        return self.app.state.ressources

    async def lire(self, par: str, chemin: str, **entetes: str) -> httpx.Response:
        return await self.client.get(chemin, headers={"Authorization": f"Bearer jeton-{par}", **entetes})

    async def agir(
        self, par: str, chemin: str, corps: Any = None, cle: str = "cle-1", **entetes: str
    ) -> httpx.Response:
        entetes = {"Authorization": f"Bearer jeton-{par}", "Idempotency-Key": cle, **entetes}
        return await self.client.post(chemin, json=corps, headers=entetes)

    async def deposer(self, par: str, contenu: Any, **params: str) -> httpx.Response:
        entetes = {"Authorization": f"Bearer jeton-{par}", "Content-Type": "application/pdf"}
        return await self.client.post("/documents", content=contenu, headers=entetes, params=params)

    def inscrire(self, identifiant: str, affaire: Affaire) -> str:
        """Put a case played on the pure core into the record, as its workflow would have."""
        self.guichet.registre.journal.inscrire(identifiant, affaire.evenements, f"repris-{identifiant}", "0" * 64)
        self.guichet.dossiers[identifiant] = affaire.dossier.model_copy(update={"id": identifiant})
        return identifiant


@pytest.fixture
def reglages(tmp_path: Path) -> Reglages:
    """An embedded platform with a token per person."""
    jetons = {f"jeton-{p}": {"personne": p, "nom": nom, "roles": roles} for p, (nom, roles) in GENS.items()}
    fichier = tmp_path / "jetons.json"
    fichier.write_text(json.dumps(jetons))
    return Reglages(donnees=tmp_path, jetons=fichier, mode_embarque=True, document_maximal=60_000_000)


@pytest.fixture
async def banc(reglages: Reglages) -> AsyncIterator[Banc]:
    """The application, running."""
    migrer(reglages.url_base)
    moteur = ouvrir(reglages.url_base)
    guichet = GuichetJoue(Registre(moteur))
    heure: list[Callable[[], datetime]] = []
    app = creer_application(reglages, guichet=guichet, horloge=lambda: heure[0]())
    async with app.router.lifespan_context(app):
        banc = Banc(app, guichet)
        heure.append(lambda: banc.maintenant)
        async with banc.client:
            yield banc
    moteur.dispose()
