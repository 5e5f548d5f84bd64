"""Whatever is killed, at whatever moment: nothing is lost, nothing is done twice.

On the real processes of `diligence run`. « In the middle » is made certain, never awaited by a sleep: the record
is locked while an act is being written, a part is stopped still before it is killed, the mail server defers.
"""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import pytest
import pytest_asyncio
from plateforme_reelle import SUPERVISEUR, PlateformeReelle, jusqu_a

from api.guichet import id_d_expertise
from workers.embarque.exemples import GREFFE, cle_de, lire_exemples

FAITES = {"disponible", "ouverte", "a_poster"}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def plateforme(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[PlateformeReelle]:
    plateforme = PlateformeReelle(tmp_path_factory.mktemp("plateforme"))
    try:
        await plateforme.demarrer()
        yield plateforme
    finally:
        plateforme.arreter()


class Cas:
    """One case in its operations, with two parties that are represented and one that is not."""

    def __init__(self, plateforme: PlateformeReelle, nom: str) -> None:
        self.plateforme = plateforme
        self.domaine = f"{nom}.invalid"
        self.id = ""
        self._rang = 0

    def adresse(self, qui: str) -> str:
        return f"{qui}@{self.domaine}"

    async def ouvrir(self) -> "Cas":
        accuse = await self.plateforme.agir(
            "/expertises/reprises", "greffe-1", f"reprise-{self.domaine}", {"actes": self._passe()}
        )
        self.id = accuse["expertise"]
        return self

    def _passe(self) -> list[dict[str, Any]]:
        aujourd_hui = datetime.now(UTC).date()

        def acte(jours: int, qui: str, genre: str, **champs: Any) -> dict[str, Any]:
            auteur = {"personne": qui, "role": qui.partition("-")[0]}
            return {"survenu_le": str(aujourd_hui - timedelta(jours)), "auteur": auteur, "type": genre, **champs}

        def personne(qui: str, role: str, **champs: Any) -> dict[str, Any]:
            return {"id": qui, "role": role, "nom": qui, "courriel": self.adresse(qui), **champs}

        participants = [
            *(personne(f"{role}-1", role) for role in ("greffe", "juge", "regie", "expert")),
            personne("avocat-demandeur", "avocat", adresse="1 rue du Palais"),
            personne("avocat-defendeur", "avocat", adresse="2 rue du Palais"),
            {
                "id": "demandeur", "role": "partie", "nom": "Demandeur", "qualite": "demandeur",
                "adresse": "1 rue de la Gare", "avocats": ["avocat-demandeur"],
            },
            {
                "id": "defendeur", "role": "partie", "nom": "Défendeur", "qualite": "defendeur",
                "adresse": "2 rue de la Gare", "avocats": ["avocat-defendeur"],
            },
            personne("partie-defenderesse", "partie", qualite="defendeur", adresse="3 rue de la Gare"),
        ]  # fmt: skip
        ordonnance = {
            "rg": f"26/{self.domaine.upper()}",
            "juridiction": {"code": "TJ69", "nom": "Tribunal judiciaire de Lyon"},
            "fondement": "avant_dire_droit",
            "objet": "Essai",
            "circonstances": "Essai.",
            "expert": "expert-1",
            "chefs": ["Essayer"],
            "terme_rapport": {"delai": "P8M", "a_compter": "avis_de_consignation"},
            "provision": [
                {"payeur": "demandeur", "montant": 100000, "terme": {"delai": "P2M", "a_compter": "ordonnance"}}
            ],
            "participants": participants,
        }
        return [
            acte(30, "greffe-1", "enregistrer_ordonnance", **ordonnance),
            acte(29, "greffe-1", "notifier_designation"),
            acte(28, "expert-1", "accepter_mission", independance=True),
            acte(20, "regie-1", "encaisser_consignation", payeur="demandeur", montant=100000),
            acte(15, "greffe-1", "aviser_consignation"),
        ]

    async def convoquer(self, cle: str | None = None) -> dict[str, Any]:
        """Call a meeting: one document, e-mails to both avocats and to the party alone, letters to all."""
        chemin = f"/expertises/{self.id}/actes/convoquer-reunion"
        return await self.plateforme.agir(chemin, "expert-1", cle or self.cle(), CONVOCATION)

    def cle(self) -> str:
        self._rang += 1
        return f"{self.domaine}-{self._rang}"

    async def journal(self) -> list[dict[str, Any]]:
        entrees: list[dict[str, Any]] = await self.plateforme.lire(f"/expertises/{self.id}/journal")
        return entrees

    async def remises(self) -> list[dict[str, Any]]:
        lignes: list[dict[str, Any]] = await self.plateforme.lire(f"/expertises/{self.id}/remises")
        return lignes

    async def tout_accompli(self) -> None:
        """Wait until nothing is under way any more."""

        async def fini() -> bool:
            # in this order: before the first delivery there are moments with nothing under way
            return bool(await self.remises()) and not await self.plateforme.activites(self.id)

        await jusqu_a(fini, "everything is carried out")

    async def verifier(self, *, reunions: int, refusees: frozenset[str] = frozenset()) -> None:
        """Every effect of the meetings once: documents, deliveries, letters, messages; and one event each."""
        await self.tout_accompli()
        journal = await self.journal()
        assert [e["numero"] for e in journal] == list(range(1, len(journal) + 1))
        assert Counter(e["type"] for e in journal)["reunion_convoquee"] == reunions
        actes = {a["id"]: a for a in await self.plateforme.lire(f"/expertises/{self.id}/actes")}
        convocations = [f"convocation-{n}" for n in range(1, reunions + 1)]
        assert [a for a in actes if a.startswith("convocation")] == convocations
        remises = [r for r in await self.remises() if r["cle"]["acte"] in convocations]
        attendues = {
            (acte, qui, canal)
            for acte in convocations
            for qui, canal in (
                ("avocat-demandeur", "courriel"), ("avocat-demandeur", "lettre_simple"),
                ("avocat-defendeur", "courriel"), ("avocat-defendeur", "lettre_simple"),
                ("demandeur", "lrar"), ("defendeur", "lrar"),
                ("partie-defenderesse", "courriel"), ("partie-defenderesse", "lrar"),
            )
        }  # fmt: skip
        assert {(r["cle"]["acte"], r["cle"]["destinataire"], r["cle"]["canal"]) for r in remises} == attendues
        for remise in remises:
            refusee = remise["courriel"] in refusees
            assert remise["etat"] in ({"echouee"} if refusee else FAITES), remise
        remis = {r["message_id"] for r in remises if r["etat"] == "disponible"}
        assert self.plateforme.exemplaires(self.domaine) == dict.fromkeys(remis, 1)
        for acte in convocations:
            reponse = await self.plateforme.demander("GET", f"/expertises/{self.id}/actes/{acte}/document")
            assert reponse.content.startswith(b"%PDF-"), acte
            jeton = await self.plateforme.demander("GET", f"/expertises/{self.id}/actes/{acte}/jeton")
            assert jeton.status_code == 200, acte


CONVOCATION = {
    "debut": (datetime.now(UTC) + timedelta(days=30)).isoformat(),
    "lieu": "Sur place",
    "ordre_du_jour": "Constats",
}
TROIS = ("avocat-demandeur", "avocat-defendeur", "partie-defenderesse")


def carnet(plateforme: PlateformeReelle) -> dict[str, dict[str, Any]]:
    fichier = plateforme.donnees / "exemples.json"
    fiches: dict[str, dict[str, Any]] = json.loads(fichier.read_text()) if fichier.exists() else {}
    return fiches


async def un_exemple_en_cours(plateforme: PlateformeReelle) -> bool:
    entames = [cle_de(nom, date.fromisoformat(f["jour"])) for nom, f in carnet(plateforme).items() if not f["charge"]]
    etats = [await plateforme.en_cours(id_d_expertise(GREFFE, cle), "inscrire") for cle in entames]
    return any(etats)


async def test_tout_tue_en_plein_travail_puis_relance(plateforme: PlateformeReelle) -> None:
    with plateforme.gele(SUPERVISEUR):  # it is loading the examples: kept from ending before it is killed
        cas = await Cas(plateforme, "tout").ouvrir()
        plateforme.humeur({cas.adresse(qui): ("differer", 1000) for qui in TROIS[1:]})
        await cas.convoquer()
        await jusqu_a(lambda: plateforme.en_attente(cas.id, "remettre"), "two deliveries are deferred")
    assert [m.a for m in plateforme.courriels(cas.domaine)] == [(cas.adresse(TROIS[0]),)]
    avant = await cas.journal()
    with plateforme.registre_verrouille():
        await jusqu_a(lambda: un_exemple_en_cours(plateforme), "an example is being taken over")
        plateforme.tout_tuer()
    plateforme.humeur({cas.adresse(qui): ("differer", 0) for qui in TROIS[1:]})
    await plateforme.demarrer()
    assert await cas.journal() == avant
    await cas.verifier(reunions=1)


async def test_le_travailleur_tue_pendant_l_inscription_d_un_acte(plateforme: PlateformeReelle) -> None:
    cas = await Cas(plateforme, "travailleur").ouvrir()
    with plateforme.registre_verrouille():
        appel = asyncio.create_task(cas.convoquer("une"))
        await jusqu_a(lambda: plateforme.en_cours(cas.id, "inscrire"), "the act is being recorded")
        await plateforme.tuer("travailleur")
    accuse = await appel
    assert await cas.convoquer("une") == accuse
    await cas.verifier(reunions=1)


async def test_l_api_tuee_pendant_un_depot_d_acte(plateforme: PlateformeReelle) -> None:
    cas = await Cas(plateforme, "api").ouvrir()
    chemin, cle = f"/expertises/{cas.id}/actes/convoquer-reunion", {"Idempotency-Key": "une"}
    with plateforme.registre_verrouille():
        appel = asyncio.create_task(plateforme.demander("POST", chemin, "expert-1", json=CONVOCATION, headers=cle))
        await jusqu_a(lambda: plateforme.en_cours(cas.id, "inscrire"), "the act is being recorded")
        await plateforme.tuer("api")
        with pytest.raises(httpx.TransportError):
            await appel
    premier = await cas.convoquer("une")
    assert await cas.convoquer("une") == premier
    await cas.verifier(reunions=1)


async def test_le_serveur_temporal_tue_pendant_l_inscription_d_un_acte(plateforme: PlateformeReelle) -> None:
    cas = await Cas(plateforme, "serveur").ouvrir()
    with plateforme.registre_verrouille():
        appel = asyncio.create_task(cas.convoquer("une"))
        await jusqu_a(lambda: plateforme.en_cours(cas.id, "inscrire"), "the act is being recorded")
        await plateforme.tuer("temporal")
    accuse = await appel
    assert await cas.convoquer("une") == accuse
    await cas.verifier(reunions=1)


async def test_le_travailleur_tue_pendant_une_remise_est_remplace_sans_attendre(
    plateforme: PlateformeReelle,
) -> None:
    """Its silence is noticed in seconds; the delivery's own timeout, five minutes, would miss every deadline here."""
    cas = await Cas(plateforme, "remise").ouvrir()
    plateforme.humeur({cas.adresse(qui): ("differer", 1000) for qui in TROIS[1:]})
    await cas.convoquer()
    await jusqu_a(lambda: plateforme.en_attente(cas.id, "remettre"), "two deliveries are deferred")
    with plateforme.gele("voisins"):
        await jusqu_a(lambda: plateforme.en_cours(cas.id, "remettre", 2), "a delivery is being attempted")
        await plateforme.tuer("travailleur")
    plateforme.humeur({cas.adresse(qui): ("differer", 0) for qui in TROIS[1:]})
    await cas.verifier(reunions=1)


async def test_l_horodatage_et_le_courrier_tues_pendant_qu_on_les_attend(plateforme: PlateformeReelle) -> None:
    cas = await Cas(plateforme, "voisins").ouvrir()
    with plateforme.gele("voisins"):
        await cas.convoquer()
        await jusqu_a(lambda: plateforme.en_cours(cas.id, "signer"), "a time-stamp is awaited")
        await plateforme.tuer("voisins")
    await cas.verifier(reunions=1)


async def test_un_courrier_differe_deux_fois_puis_accepte_est_remis_une_fois(plateforme: PlateformeReelle) -> None:
    cas = await Cas(plateforme, "differe").ouvrir()
    plateforme.humeur({cas.adresse("avocat-demandeur"): ("differer", 2)})
    await cas.convoquer()
    await cas.verifier(reunions=1)
    tentatives = {r["cle"]["destinataire"]: r["tentatives"] for r in await cas.remises() if r["courriel"]}
    assert tentatives == {"avocat-demandeur": 3, "avocat-defendeur": 1, "partie-defenderesse": 1}


async def test_un_courrier_refuse_echoue_et_un_humain_en_est_averti(plateforme: PlateformeReelle) -> None:
    cas = await Cas(plateforme, "refuse").ouvrir()
    refusee = cas.adresse("partie-defenderesse")
    plateforme.humeur({refusee: ("refuser", 1000)})
    await cas.convoquer()

    async def signale() -> list[dict[str, Any]]:
        return [e for e in await cas.journal() if e["type"] == "remise_echouee"]

    (evenement,) = await jusqu_a(signale, "the failure is in the journal")
    assert evenement["auteur"] == "systeme"
    await cas.verifier(reunions=1, refusees=frozenset({refusee}))
    (remise,) = [r for r in await cas.remises() if r["courriel"] == refusee]
    assert json.loads(remise["reponse"])["code"] == 550
    assert remise["tentatives"] == 1


async def test_une_acceptation_perdue_est_redemandee_et_le_doute_est_compte(plateforme: PlateformeReelle) -> None:
    cas = await Cas(plateforme, "muet").ouvrir()
    muette = cas.adresse("avocat-defendeur")
    plateforme.humeur({muette: ("se_taire", 1)})  # it keeps the message, and hangs up without saying so
    await cas.convoquer()
    await cas.tout_accompli()
    (remise,) = [r for r in await cas.remises() if r["courriel"] == muette]
    assert (remise["etat"], remise["tentatives"], remise["issues_inconnues"]) == ("disponible", 2, 1)
    copies = plateforme.exemplaires(cas.domaine)
    assert copies.pop(remise["message_id"]) == 2  # under one Message-ID: a mail system may drop the second
    assert set(copies.values()) == {1}


async def test_les_exemples_interrompus_sont_repris_une_fois_chacun(plateforme: PlateformeReelle) -> None:
    async def charges() -> bool:
        return [f["charge"] for f in carnet(plateforme).values()] == [True] * 6

    await jusqu_a(charges, "the examples are loaded")
    liste = await plateforme.lire("/expertises?limite=100")
    attendus = {exemple.actes[0]["rg"]: exemple.etape for exemple in lire_exemples()}
    repris = [(e["rg"], e["etape"]) for e in liste["expertises"] if e["rg"] in attendus]
    assert sorted(repris) == sorted(attendus.items())


def test_ctrl_c_arrete_tout_proprement(plateforme: PlateformeReelle) -> None:
    assert plateforme.arreter() == 0
    assert "Plateforme arrêtée" in (plateforme.donnees / "run.txt").read_text()
