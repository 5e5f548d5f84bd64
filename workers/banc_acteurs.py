"""The people of the cases that `bench` measures: they act over HTTP, with the tokens of the embedded platform."""

import asyncio
import json
from collections.abc import Iterator
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import Any

from temporalio.client import Client

from workers.embarque.emplacement import Empechement
from workers.embarque.jetons import GENERIQUES, jeton_de
from workflows import noms

PROVISION = 100_000_000
"""Cents: never reached, a euro at a time."""

Mesures = dict[str, list[float]]
"""Milliseconds of each kind of call."""


class Acteurs:
    """The people of the cases, over one connection that stays open; one call at a time, so it may block."""

    def __init__(self, port: int, donnees: Path, client: Client) -> None:
        self._http = HTTPConnection("127.0.0.1", port, timeout=60)
        self._jetons = {t.personne: jeton_de(donnees / "jetons.json", t.personne) for t in GENERIQUES}
        self._client = client
        self._cles: Iterator[int] = count()

    def ouvrir_une_affaire(self) -> str:
        """Register an order; return the case."""
        ouverte: str = self._agir("/expertises?doublon=admis", _ordonnance(), "greffe-1")["expertise"]
        return ouverte

    def mener_aux_operations(self, affaire: str) -> str:
        """Bring a new case to the day when the expert works."""
        for etape, corps, qui in (
            ("notifier-designation", {}, "greffe-1"),
            ("inviter-a-consigner", {}, "greffe-1"),
            ("accepter-mission", {"independance": True}, "expert-1"),
            ("encaisser-consignation", {"payeur": "demandeur", "montant": PROVISION}, "regie-1"),
            ("aviser-consignation", {}, "greffe-1"),
        ):
            self._agir(f"/expertises/{affaire}/actes/{etape}", corps, qui)
        return affaire

    def deposer(self, affaire: str, contenu: bytes, qui: str) -> dict[str, Any]:
        """Put a document in the vault."""
        chemin = f"/expertises/{affaire}/documents?nom=note.pdf"
        depose: dict[str, Any] = json.loads(self._appeler("POST", chemin, contenu, qui, "application/pdf"))
        return depose

    def pas(self, affaire: str, etape: str, corps: dict[str, Any], qui: str, mesures: Mesures) -> None:
        """Act, then read the act back from the journal; note how long each took, and both."""
        chemin = f"/expertises/{affaire}"
        debut = perf_counter()
        accuse = self._agir(f"{chemin}/actes/{etape.replace('_', '-')}", corps, qui)
        milieu = perf_counter()
        lues = json.loads(self._appeler("GET", f"{chemin}/journal?depuis={accuse['premier'] - 1}", None, qui))
        fin = perf_counter()
        if lues[0]["numero"] != accuse["premier"]:
            raise RuntimeError("the act cannot be read back")
        for nom, duree in (("pas", fin - debut), ("acte", milieu - debut), ("lecture", fin - milieu)):
            mesures.setdefault(nom, []).append(duree * 1000)

    async def laisser_finir(self, affaire: str) -> None:
        """Wait until nothing is under way in a case: drawing up, time-stamps, deliveries."""
        poignee = self._client.get_workflow_handle(noms.workflow_id(affaire))
        calme = 0
        while calme < 3:  # between two activities there is an instant without any
            description = (await poignee.describe()).raw_description
            occupe = description.pending_activities or description.HasField("pending_workflow_task")
            calme = 0 if occupe else calme + 1
            await asyncio.sleep(0.02)

    def _agir(self, chemin: str, corps: dict[str, Any], qui: str) -> dict[str, Any]:
        accuse: dict[str, Any] = json.loads(self._appeler("POST", chemin, json.dumps(corps).encode(), qui))
        return accuse

    def _appeler(
        self, methode: str, chemin: str, corps: bytes | None, qui: str, genre: str = "application/json"
    ) -> bytes:
        en_tetes = {"Authorization": f"Bearer {self._jetons[qui]}"}
        if corps is not None:
            en_tetes |= {"Content-Type": genre, "Idempotency-Key": f"banc-{next(self._cles)}"}
        self._http.request(methode, chemin, corps, en_tetes)
        reponse = self._http.getresponse()
        lu = reponse.read()
        if reponse.status not in (200, 201):
            raise Empechement(f"la plateforme a répondu {reponse.status} à {chemin} : {lu.decode()[:500]}")
        return lu


def _ordonnance() -> dict[str, Any]:
    def quelqu_un(personne: str, role: str, **champs: Any) -> dict[str, Any]:
        return {"id": personne, "role": role, "nom": personne, **champs}

    demandeur = quelqu_un("demandeur", "partie", qualite="demandeur", adresse="Lyon", avocats=["avocat-demandeur"])
    defendeur = quelqu_un(
        "partie-defenderesse", "partie", qualite="defendeur", adresse="Lyon", courriel="d@banc.invalid"
    )
    officiels = (("greffe-1", "greffe"), ("juge-1", "juge"), ("regie-1", "regie"), ("avocat-demandeur", "avocat"))
    terme = {"delai": "P2M", "a_compter": "ordonnance"}
    return {
        "rg": "26/00001",
        "juridiction": {"code": "TJ69", "nom": "Tribunal judiciaire de Lyon"},
        "fondement": "refere_145",
        "objet": "Désordres",
        "circonstances": "Des infiltrations dont l’origine est discutée.",
        "expert": "expert-1",
        "chefs": ["Décrire les désordres", "En rechercher les causes"],
        "terme_rapport": {"delai": "P8M", "a_compter": "avis_de_consignation"},
        "provision": [{"payeur": "demandeur", "montant": PROVISION, "terme": terme}],
        "participants": [
            *(quelqu_un(personne, role, courriel=f"{personne}@banc.invalid") for personne, role in officiels),
            quelqu_un("expert-1", "expert", courriel="expert-1@banc.invalid", specialite="bâtiment"),
            demandeur,
            defendeur,
        ],
    }
