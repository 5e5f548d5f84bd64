"""RFC 3161 time-stamps prove the document itself, to our verifier and to OpenSSL alike."""

import asyncio
import hashlib
import os
import shutil
import stat
import subprocess
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from activities.horodatage import Horodateur, Jeton, JetonInvalide, TsaIndisponible
from workers.embarque.pki import Pki, preparer
from workers.embarque.tsa import OutilManquant, serveur_tsa

DOCUMENT = b"Le pre-rapport, tel qu'il a ete depose."
SHA256 = hashlib.sha256(DOCUMENT).hexdigest()


@pytest.fixture(scope="module")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Pki:
    return preparer(tmp_path_factory.mktemp("horodatage") / "pki")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def horodateur(pki: Pki) -> AsyncIterator[Horodateur]:
    async with serveur_tsa(pki) as url, httpx.AsyncClient() as client:
        yield Horodateur(url, [pki.racine.read_bytes()], client)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def jeton(horodateur: Horodateur) -> Jeton:
    return await horodateur.horodater(SHA256)


def repondant(pki: Pki, reponse: Callable[[httpx.Request], httpx.Response]) -> Horodateur:
    client = httpx.AsyncClient(transport=httpx.MockTransport(reponse))
    return Horodateur("http://tsa.example/", [pki.racine.read_bytes()], client)


def reponse_tsp(der: bytes) -> Callable[[httpx.Request], httpx.Response]:
    entetes = {"content-type": "application/timestamp-reply"}
    return lambda _: httpx.Response(200, content=der, headers=entetes)


async def test_le_jeton_est_verifie_a_la_reception_et_porte_l_heure_de_l_autorite(jeton: Jeton) -> None:
    assert jeton.instant.tzinfo is UTC
    assert abs(datetime.now(UTC) - jeton.instant) < timedelta(minutes=2)
    assert jeton.serie.startswith("0x")


def test_openssl_verifie_le_jeton_contre_le_fichier_depose(pki: Pki, jeton: Jeton, tmp_path: Path) -> None:
    fichier, tsr = tmp_path / "document", tmp_path / "jeton.tsr"
    tsr.write_bytes(jeton.der)
    for contenu, attendu in ((DOCUMENT, 0), (DOCUMENT + b".", 1)):
        fichier.write_bytes(contenu)
        fini = subprocess.run(
            ["openssl", "ts", "-verify", "-data", fichier, "-in", tsr, "-CAfile", pki.racine],
            capture_output=True,
            check=False,
        )
        assert fini.returncode == attendu, fini.stderr.decode()
    texte = subprocess.run(
        ["openssl", "ts", "-reply", "-in", tsr, "-text"], capture_output=True, check=True, text=True
    ).stdout
    assert f"Serial number: {jeton.serie}" in texte


async def test_un_horodateur_sans_client_sert_a_chaque_fil_dans_sa_propre_boucle(
    pki: Pki, horodateur: Horodateur
) -> None:
    seul = Horodateur(horodateur.url, [pki.racine.read_bytes()])
    jetons = await asyncio.gather(*(asyncio.to_thread(asyncio.run, seul.horodater(SHA256)) for _ in range(4)))
    assert len({j.serie for j in jetons}) == 4


async def test_cinquante_demandes_simultanees_ont_cinquante_numeros(horodateur: Horodateur) -> None:
    jetons = await asyncio.gather(*(horodateur.horodater(SHA256) for _ in range(50)))
    assert len({j.serie for j in jetons}) == 50


async def test_une_autre_empreinte_est_refusee(horodateur: Horodateur, jeton: Jeton) -> None:
    assert horodateur.verifier(jeton.der, SHA256) == jeton
    with pytest.raises(JetonInvalide, match="Mismatch"):
        horodateur.verifier(jeton.der, hashlib.sha256(b"autre chose").hexdigest())


async def test_un_jeton_rejoue_est_refuse(pki: Pki, jeton: Jeton) -> None:
    with pytest.raises(JetonInvalide, match="Nonce"):
        await repondant(pki, reponse_tsp(jeton.der)).horodater(SHA256)


async def test_un_jeton_d_une_autre_autorite_est_refuse(jeton: Jeton, tmp_path: Path) -> None:
    ailleurs = preparer(tmp_path / "ailleurs")
    with pytest.raises(JetonInvalide):
        Horodateur("http://tsa.example/", [ailleurs.racine.read_bytes()]).verifier(jeton.der, SHA256)


async def test_une_heure_retouchee_est_refusee(horodateur: Horodateur, jeton: Jeton) -> None:
    annee = f"{jeton.instant:%Y%m%d}".encode()
    assert jeton.der.count(annee) == 1
    autre = jeton.der.replace(annee, f"{jeton.instant - timedelta(days=1):%Y%m%d}".encode())
    with pytest.raises(JetonInvalide):
        horodateur.verifier(autre, SHA256)


@pytest.mark.parametrize("der", [b"", b"\x30\x00", b"<html>", b"\x30\x80" * 40])
async def test_ce_qui_n_est_pas_un_jeton_est_refuse(horodateur: Horodateur, der: bytes) -> None:
    with pytest.raises(JetonInvalide):
        horodateur.verifier(der, SHA256)


@pytest.mark.parametrize("nom", ["", "00", SHA256.upper(), SHA256 + "\n"])
async def test_une_empreinte_mal_ecrite_n_est_pas_envoyee(horodateur: Horodateur, nom: str) -> None:
    with pytest.raises(ValueError, match="64 lower-case hexadecimal"):
        await horodateur.horodater(nom)


async def test_une_autorite_arretee_est_indisponible(pki: Pki) -> None:
    async with serveur_tsa(pki) as url:
        pass
    with pytest.raises(TsaIndisponible, match="ConnectError"):
        await Horodateur(url, [pki.racine.read_bytes()]).horodater(SHA256)


async def test_une_autorite_muette_est_indisponible(pki: Pki) -> None:
    async def se_taire(lecture: asyncio.StreamReader, ecriture: asyncio.StreamWriter) -> None:
        while await lecture.read(1024):  # until the client gives up
            pass
        ecriture.close()
        await ecriture.wait_closed()

    async with await asyncio.start_server(se_taire, "127.0.0.1", 0) as muet:
        port = muet.sockets[0].getsockname()[1]
        lent = Horodateur(f"http://127.0.0.1:{port}/", [pki.racine.read_bytes()], delai=0.1)
        with pytest.raises(TsaIndisponible, match="Timeout"):
            await lent.horodater(SHA256)


@pytest.mark.parametrize(
    "reponse",
    [
        httpx.Response(503),
        httpx.Response(404, text="demenage"),
        httpx.Response(200, html="<p>mandataire</p>"),
    ],
)
async def test_une_reponse_qui_n_est_pas_celle_d_une_autorite_se_retente(
    pki: Pki, reponse: httpx.Response
) -> None:
    with pytest.raises(TsaIndisponible):
        await repondant(pki, lambda _: reponse).horodater(SHA256)


@pytest.mark.parametrize(
    ("der", "attendu"),
    [
        # PKIStatusInfo alone (RFC 3161, 2.4.2): rejection badAlg, rejection timeNotAvailable, waiting
        ("3009300702010203020780", JetonInvalide),
        ("300a30080201020303010002", TsaIndisponible),
        ("30053003020103", TsaIndisponible),
    ],
)
async def test_un_refus_definitif_n_est_pas_une_attente(pki: Pki, der: str, attendu: type[Exception]) -> None:
    with pytest.raises(attendu):
        await repondant(pki, reponse_tsp(bytes.fromhex(der))).horodater(SHA256)


async def test_l_autorite_de_developpement_refuse_ce_qui_n_est_pas_une_demande(
    horodateur: Horodateur,
) -> None:
    async with httpx.AsyncClient() as client:
        demande = {"content-type": "application/timestamp-query"}
        assert (await client.post(horodateur.url, content=b"x")).status_code == 415
        assert (await client.post(horodateur.url, content=b"x" * 9_999, headers=demande)).status_code == 413
        refus = await client.post(horodateur.url, content=b"n'importe quoi", headers=demande)
    assert refus.headers["content-type"] == "application/timestamp-reply"
    with pytest.raises(JetonInvalide, match="bad_data_format"):
        horodateur.verifier(refus.content, SHA256)


async def test_sans_openssl_une_phrase_nomme_le_paquet(pki: Pki, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(OutilManquant, match="installez le paquet Debian « openssl »"):
        async with serveur_tsa(pki):
            pass


def test_l_autorite_de_developpement_est_creee_une_fois(tmp_path: Path) -> None:
    pki = preparer(tmp_path / "pki")
    avant = {f.name: f.read_bytes() for f in pki.dossier.iterdir()}
    assert set(avant) >= {"racine.pem", "sceau.pem", "sceau.key", "tsa.pem", "tsa.key"}
    assert preparer(tmp_path / "pki") == pki
    assert {f.name: f.read_bytes() for f in pki.dossier.iterdir()} == avant
    for cle in pki.dossier.glob("*.key"):
        assert stat.S_IMODE(cle.stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == ["pki"]


def test_un_arret_pendant_la_creation_ne_laisse_pas_d_autorite_a_demi_faite(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def panne(*_: object) -> None:
        raise OSError("killed")

    monkeypatch.setattr("workers.embarque.pki._synchroniser", panne)
    with pytest.raises(OSError, match="killed"):
        preparer(tmp_path / "pki")
    assert not (tmp_path / "pki").exists()
    monkeypatch.undo()
    (tmp_path / "pki").mkdir()  # an empty folder made by somebody else is no obstacle
    assert preparer(tmp_path / "pki").racine.exists()
