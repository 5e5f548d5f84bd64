"""The mail catcher: everything accepted is kept, copies are counted, the mailbox shows text and never markup."""

import asyncio
import os
import re
from collections.abc import AsyncIterator
from pathlib import Path

import aiosmtplib
import httpx
import pytest

from workers.embarque import boite as module
from workers.embarque.boite import Boite, boite_aux_lettres, lister, page_boite


def _octets(identifiant: str = "<1@essai.example>", objet: str = "Avis", corps: str = "Bonjour") -> bytes:
    return (
        f"From: d@essai.example\r\nTo: a@essai.example\r\nSubject: {objet}\r\nMessage-ID: {identifiant}\r\n"
        f"Date: Mon, 14 Dec 2026 10:30:00 +0100\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{corps}\r\n"
    ).encode()


async def _envoyer(boite: Boite, octets: bytes, *a: str) -> tuple[dict[str, aiosmtplib.SMTPResponse], str]:
    async with aiosmtplib.SMTP(hostname=boite.hote, port=boite.port, start_tls=False, local_hostname="essai") as smtp:
        return await smtp.sendmail("d@essai.example", list(a) or ["a@essai.example"], octets)


@pytest.fixture
async def boite(tmp_path: Path) -> AsyncIterator[Boite]:
    async with boite_aux_lettres(tmp_path / "courrier") as ouverte:
        yield ouverte


def _client(boite: Boite) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app=page_boite(boite.dossier), root_path="/boite")
    return httpx.AsyncClient(transport=transport, base_url="http://essai")


async def test_un_message_accepte_est_sur_le_disque_tel_qu_il_est_venu(boite: Boite) -> None:
    await _envoyer(boite, _octets(corps="Été"), "a@essai.example", "b@essai.example")
    (recu,) = boite.messages()
    assert recu.message_id == "<1@essai.example>"
    assert recu.a == ("a@essai.example", "b@essai.example")
    assert recu.date == "2026-12-14T09:30:00+00:00"
    assert recu.texte.strip() == "Été"
    assert recu.fichier.startswith("20261214T093000Z-")
    assert (boite.dossier / recu.fichier).read_bytes().endswith(_octets(corps="Été"))


async def test_le_disque_est_synchronise_avant_la_reponse(boite: Boite, monkeypatch: pytest.MonkeyPatch) -> None:
    synchronises: list[bool] = []

    def fsync(descripteur: int) -> None:
        synchronises.append(os.path.isdir(f"/proc/self/fd/{descripteur}"))
        os.fdatasync(descripteur)

    monkeypatch.setattr(module.os, "fsync", fsync)
    await _envoyer(boite, _octets())
    # The message, then the folder that names it.
    assert synchronises == [False, True]

    def disque_plein(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module.os, "fsync", disque_plein)
    with pytest.raises(aiosmtplib.SMTPDataError) as refus:
        await _envoyer(boite, _octets("<2@essai.example>"))
    assert refus.value.code >= 400
    assert [m.message_id for m in boite.messages()] == ["<1@essai.example>"]


async def test_un_doublon_est_garde_et_compte(boite: Boite) -> None:
    await asyncio.gather(*(_envoyer(boite, _octets()) for _ in range(3)))
    await _envoyer(boite, _octets("<2@essai.example>"))
    recus = boite.messages()
    assert sorted((m.message_id, m.exemplaire) for m in recus) == [
        ("<1@essai.example>", 1),
        ("<1@essai.example>", 2),
        ("<1@essai.example>", 3),
        ("<2@essai.example>", 1),
    ]
    async with _client(boite) as client:
        page = (await client.get("/")).text
    assert "exemplaire 3 sur 3" in page


async def test_une_adresse_differee_puis_refusee_le_nombre_de_fois_demande(boite: Boite) -> None:
    boite.differer("A@essai.example", fois=2)
    for _ in range(2):
        with pytest.raises(aiosmtplib.SMTPRecipientsRefused) as echec:
            await _envoyer(boite, _octets())
        assert echec.value.recipients[0].code == 451
    await _envoyer(boite, _octets())
    boite.refuser("a@essai.example")
    refuses, _ = await _envoyer(boite, _octets("<2@essai.example>"), "a@essai.example", "b@essai.example")
    assert refuses["a@essai.example"].code == 550
    assert [m.a for m in boite.messages() if m.message_id == "<2@essai.example>"] == [("b@essai.example",)]


async def test_la_boite_survit_a_un_arret(tmp_path: Path) -> None:
    for identifiant in ("<1@essai.example>", "<2@essai.example>"):
        async with boite_aux_lettres(tmp_path) as boite:
            await _envoyer(boite, _octets(identifiant))
    # What a killed writer left behind is not a message.
    (tmp_path / ".20261214T093000Z-x.eml.partiel").write_bytes(b"From: d@es")
    assert len(lister(tmp_path)) == 2


async def test_les_pages_montrent_le_texte_et_jamais_son_balisage(boite: Boite) -> None:
    await _envoyer(
        boite,
        _octets(
            objet="<script>alert(1)</script>",
            corps='</pre><img src=x onerror=alert(1)> https://essai.example/?a=1&b="2" javascript:alert(2)',
        ),
    )
    (recu,) = boite.messages()
    async with _client(boite) as client:
        liste = await client.get("/")
        page = await client.get(f"/message/{recu.fichier}")
        index = (await client.get("/messages.json")).json()
    for reponse in (liste, page):
        assert reponse.status_code == 200
        assert "<script" not in reponse.text
        assert "<img" not in reponse.text
        assert "default-src 'none'" in reponse.headers["Content-Security-Policy"]
    assert f'href="/boite/message/{recu.fichier}"' in liste.text
    assert '<a href="https://essai.example/?a=1&amp;b=&quot;2&quot;" rel="noreferrer">' in page.text
    assert 'href="javascript' not in page.text
    assert index[0]["objet"] == "<script>alert(1)</script>"


async def test_les_pages_parlent_francais_et_se_filtrent_par_destinataire(boite: Boite) -> None:
    await _envoyer(boite, _octets(objet="Premier"), "a@essai.example", "b@essai.example")
    await _envoyer(boite, _octets("<2@essai.example>", objet="Second"), "b@essai.example")
    recus = boite.messages()
    async with _client(boite) as client:
        tous = (await client.get("/")).text
        a_b = (await client.get("/", params={"pour": "b@essai.example"})).text
        a_a = (await client.get("/", params={"pour": "a@essai.example"})).text
        a_personne = (await client.get("/", params={"pour": '"><script>'})).text
        message = (await client.get(f"/message/{recus[0].fichier}")).text
        perdue = await client.get("/nulle-part")
    assert "lundi 14 décembre 2026 à 10\u00a0h\u00a030\u00a0min\u00a000\u00a0s, heure de Paris" in tous
    assert "2026-12-14T" not in tous + message
    assert not re.search(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d", message)
    assert "<option selected>b@essai.example</option>" in a_b
    assert "2 messages" in a_b
    assert "1 message," in a_a
    assert "Second" not in a_a
    assert "Aucun message." in a_personne
    assert "<script" not in a_personne
    assert (perdue.status_code, "Introuvable" in perdue.text, "Not Found" in perdue.text) == (404, True, False)


@pytest.mark.parametrize("nom", ["..%2f..%2fetc%2fpasswd", "inconnu.eml", "20261214T093000Z-" + "0" * 32 + "-0001.eml"])
async def test_aucun_autre_fichier_n_est_montre(boite: Boite, nom: str) -> None:
    async with _client(boite) as client:
        assert (await client.get(f"/message/{nom}")).status_code == 404


@pytest.mark.parametrize(
    "octets",
    [
        b"\r\n",
        b"Date: jamais\r\nMessage-ID: \r\n\r\n\xff\xfe",
        b"Content-Type: text/plain; charset=inconnu\r\nFrom: =?x?y?z?=\r\nTo: ((((\r\n\r\nx\r\n",
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n",
    ],
)
async def test_un_message_mal_forme_est_garde_et_se_liste(boite: Boite, octets: bytes) -> None:
    await _envoyer(boite, octets)
    async with _client(boite) as client:
        assert (await client.get("/")).status_code == 200
    (recu,) = boite.messages()
    assert recu.a == ("a@essai.example",)


def test_un_dossier_qui_n_existe_pas_encore_est_une_boite_vide(tmp_path: Path) -> None:
    assert lister(tmp_path / "absent") == []
