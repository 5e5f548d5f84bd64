"""Notices by e-mail: what they say and never say, and a real SMTP dialogue with its evidence.

The mail catcher of the embedded platform answers; it is itself proved in `tests/workers/test_boite.py`.
"""

import asyncio
import socket
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from activities.courrier import (
    Courrier,
    IssueInconnue,
    ReglagesSmtp,
    RemiseDifferee,
    RemiseRefusee,
)
from procedure.effets import Canal, Destination, Notice, Portee
from procedure.modele import ActeId, ExpertiseId, PersonneId
from workers.embarque.boite import Boite, boite_aux_lettres

A = "marchand@avocats.example"
LIEN = "https://diligence.example/expertises/exp-1/actes/acte-7"
INSTANT = datetime(2026, 12, 14, 9, 30, tzinfo=UTC)
NOTICE = Notice(rg="26/01234", juridiction="Tribunal judiciaire de Lyon", nature="convocation à une réunion", a=INSTANT)


def _destination(**autres: Any) -> Destination:
    valeurs: dict[str, Any] = {
        "personne": PersonneId("p-marchand"),
        "canal": Canal.COURRIEL,
        "portee": Portee.INFORMATION,
        "motif": "Me Hélène Marchand, avocat du Syndicat, n’a pas consenti (CPC 748-2)",
        "courriel": A,
    }
    return Destination(**(valeurs | autres))


def _courrier(port: int, **autres: Any) -> Courrier:
    valeurs: dict[str, Any] = {
        "hote": "127.0.0.1",
        "port": port,
        "expediteur": "ne-pas-repondre@diligence.example",
        "domaine": "diligence.example",
        "securite": "aucune",
        "delai": 5.0,
    }
    return Courrier(ReglagesSmtp(**(valeurs | autres)), horloge=lambda: INSTANT)


def _message(courrier: Courrier, notice: Notice = NOTICE, **destination: Any) -> EmailMessage:
    return courrier.message(
        notice, _destination(**destination), expertise=ExpertiseId("exp-1"), acte=ActeId("acte-7"), lien=LIEN
    )


def _relu(message: EmailMessage) -> EmailMessage:
    """The message as whoever receives it reads it."""
    return message_from_bytes(message.as_bytes(), policy=SMTP)


@pytest.fixture
async def boite(tmp_path: Path) -> AsyncIterator[Boite]:
    async with boite_aux_lettres(tmp_path) as boite:
        yield boite


def test_le_meme_avis_donne_les_memes_octets_et_le_meme_identifiant() -> None:
    un, autre = (_message(_courrier(25)).as_bytes() for _ in range(2))
    assert un == autre
    attendu = sha256(b"exp-1|acte-7|p-marchand|courriel|1").hexdigest()
    assert _relu(_message(_courrier(25)))["Message-ID"] == f"<{attendu}@diligence.example>"
    identifiants = {
        str(_message(_courrier(25), **variante)["Message-ID"])
        for variante in ({}, {"rang": 2}, {"personne": "p-rey"}, {"canal": Canal.LETTRE_SIMPLE})
    }
    assert len(identifiants) == 4


def test_les_en_tetes_d_un_message_automatique() -> None:
    message = _relu(_message(_courrier(25)))
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["Content-Language"] == "fr"
    assert message["Date"].datetime == INSTANT
    assert message["List-Unsubscribe"] is None
    assert message.get_content_type() == "text/plain"
    # One thread per expertise, whoever the addressee and whatever the act.
    autre = _relu(_message(_courrier(25), personne="p-rey", rang=2))
    assert message["References"] == message["In-Reply-To"] == autre["References"]
    assert message["References"].endswith("@diligence.example>")


def test_l_avis_dit_ou_aller_et_ce_qu_il_vaut() -> None:
    texte = _relu(_message(_courrier(25))).get_content().replace("\N{NO-BREAK SPACE}", " ")
    for attendu in (
        "RG 26/01234, Tribunal judiciaire de Lyon",
        "convocation à une réunion",
        "lundi 14 décembre 2026 à 10 h 30, heure de Paris",
        LIEN,
        "Cet avis informe ; il ne fait courir aucun délai.",
    ):
        assert attendu in texte
    notifie = _relu(_message(_courrier(25), portee=Portee.NOTIFICATION)).get_content()
    assert "vaut notification" in notifie
    assert "ne fait courir aucun délai" not in notifie


def test_l_avis_d_une_convention_ne_nomme_aucune_juridiction() -> None:
    message = _relu(_message(_courrier(25), NOTICE.model_copy(update={"conventionnelle": True})))
    assert message["Subject"].startswith("[convention 26/01234] ")
    assert "Tribunal" not in message.get_content()


async def test_aucune_donnee_personnelle_ne_part(boite: Boite) -> None:
    courrier = _courrier(boite.port)
    await courrier.envoyer(_message(courrier), A)
    (fichier,) = boite.dossier.glob("*.eml")
    octets = fichier.read_bytes()
    # The address is the envelope; the reason of the channel, the name and the act's title stay at home.
    for secret in ("Hélène", "H=C3=A9l", "Marchand", "Syndicat", "consenti", "p-marchand", "infiltrations"):
        assert secret.encode() not in octets


@pytest.mark.parametrize("champ", ["rg", "juridiction", "nature"])
def test_aucune_valeur_n_ouvre_un_en_tete(champ: str) -> None:
    piege = "26/01234\r\nBcc: tiers@ailleurs.example\r\n\r\nCorps\n\x00\u2028Cc: x@y.example"
    message = _relu(_message(_courrier(25), NOTICE.model_copy(update={champ: piege})))
    assert message["Bcc"] is None
    assert message["Cc"] is None
    assert not message.defects
    assert "\n" not in message["Subject"]


@pytest.mark.parametrize(
    "courriel", ["a@b.example\r\nBcc: x@y.example", "Nom <a@b.example>", "a@b.example, c@d.example"]
)
def test_une_adresse_qui_n_en_est_pas_une_seule_est_refusee(courriel: str) -> None:
    with pytest.raises(ValueError, match="pattern"):
        _message(_courrier(25), courriel=courriel)


@pytest.mark.parametrize("lien", ["javascript:alert(1)", "https://a.example/\r\nBcc: x", "https://a b"])
def test_un_lien_qui_n_en_est_pas_un_est_refuse(lien: str) -> None:
    with pytest.raises(ValueError, match="link"):
        _courrier(25).message(NOTICE, _destination(), expertise=ExpertiseId("e"), acte=ActeId("a"), lien=lien)


async def test_la_reponse_finale_du_serveur_est_gardee(boite: Boite) -> None:
    courrier = _courrier(boite.port)
    message = _message(courrier)
    reponse = await courrier.envoyer(message, A)
    (recu,) = boite.messages()
    assert reponse.code == 250
    assert reponse.texte.startswith("2.0.0 OK: queued as")
    assert f"{reponse.identifiant_file}.eml" == recu.fichier
    assert reponse.serveur == f"127.0.0.1:{boite.port} [127.0.0.1]"
    assert reponse.tls is None
    assert reponse.instant == INSTANT
    assert str(reponse) == f"250 {reponse.texte} — {reponse.serveur}, sans TLS"
    assert recu.message_id == message["Message-ID"]
    assert recu.a == (A,)
    assert recu.texte == _relu(message).get_content()


async def test_differe_puis_accepte(boite: Boite) -> None:
    courrier = _courrier(boite.port)
    boite.differer(A, fois=1)
    with pytest.raises(RemiseDifferee) as echec:
        await courrier.envoyer(_message(courrier), A)
    assert echec.value.reponse is not None
    assert echec.value.reponse.code == 451
    assert boite.messages() == []
    assert (await courrier.envoyer(_message(courrier), A)).code == 250
    assert len(boite.messages()) == 1


async def test_refuse_definitivement_sans_citer_l_adresse(boite: Boite) -> None:
    courrier = _courrier(boite.port)
    boite.refuser(A)
    with pytest.raises(RemiseRefusee) as echec:
        await courrier.envoyer(_message(courrier), A)
    assert echec.value.reponse is not None
    assert echec.value.reponse.code == 550
    assert A not in str(echec.value)


async def test_sans_serveur_la_remise_est_differee() -> None:
    with socket.socket() as libre:
        libre.bind(("127.0.0.1", 0))
        port = libre.getsockname()[1]
    with pytest.raises(RemiseDifferee) as echec:
        await _courrier(port).envoyer(_message(_courrier(port)), A)
    assert echec.value.reponse is None


async def test_connexion_perdue_apres_le_message_l_issue_est_inconnue(boite: Boite) -> None:
    courrier = _courrier(boite.port)
    boite.se_taire(A)
    with pytest.raises(IssueInconnue):
        await courrier.envoyer(_message(courrier), A)
    # It had been delivered: the retry bears the same Message-ID and shows as a copy.
    await courrier.envoyer(_message(courrier), A)
    assert [recu.exemplaire for recu in boite.messages()] == [1, 2]
    assert len({recu.message_id for recu in boite.messages()}) == 1


@pytest.mark.parametrize(
    ("accueil", "attendu"),
    [
        # Connection lost while the server is still asking who we are: nothing has left.
        ({b"EHLO": b""}, RemiseDifferee),
        ({b"MAIL": b""}, RemiseDifferee),
        ({b"RCPT": b""}, RemiseDifferee),
        ({b"RCPT": b"421 4.3.2 Closing\r\n"}, RemiseDifferee),
        # Not a refusal of the address: the server refuses us.
        ({b"EHLO": b"554 5.7.1 Go away\r\n", b"HELO": b"554 5.7.1 Go away\r\n"}, RemiseDifferee),
        ({b"MAIL": b"550 5.7.1 Sender refused\r\n"}, RemiseRefusee),
        ({b"DATA": b"554 5.6.0 Content refused\r\n"}, RemiseRefusee),
        ({b"DATA": b"354 Go on\r\n", b".": b"452 4.3.1 Disk full\r\n"}, RemiseDifferee),
        ({b"DATA": b"354 Go on\r\n", b".": b""}, IssueInconnue),
        ({b"DATA": b"354 Go on\r\n", b".": b"250 2.0.0 Ok: queued as 4XyZ12\r\n", b"QUIT": b""}, None),
    ],
)
async def test_chaque_rupture_du_dialogue_a_son_issue(
    accueil: dict[bytes, bytes], attendu: type[Exception] | None
) -> None:
    async def servir(lecture: asyncio.StreamReader, ecriture: asyncio.StreamWriter) -> None:
        ecriture.write(b"220 essai\r\n")
        corps = False
        while ligne := await lecture.readline():
            verbe = ligne.strip() if corps else ligne.split()[0].upper()
            if corps and verbe != b".":
                continue
            reponse = accueil.get(verbe, b"250 OK\r\n")
            if not reponse:
                break
            corps = reponse.startswith(b"354")
            ecriture.write(reponse)
            await ecriture.drain()
            if verbe == b"QUIT":
                break
        ecriture.close()

    serveur = await asyncio.start_server(servir, "127.0.0.1", 0)
    async with serveur:
        courrier = _courrier(serveur.sockets[0].getsockname()[1])
        if attendu is None:
            reponse = await courrier.envoyer(_message(courrier), A)
            assert (reponse.code, reponse.identifiant_file) == (250, "4XyZ12")
        else:
            with pytest.raises(attendu):
                await courrier.envoyer(_message(courrier), A)


async def test_sans_starttls_offert_rien_ne_part_en_clair(boite: Boite) -> None:
    courrier = _courrier(boite.port, securite="starttls")
    with pytest.raises(RemiseDifferee):
        await courrier.envoyer(_message(courrier), A)
    assert boite.messages() == []


async def test_une_adresse_accentuee_passe_par_un_serveur_qui_l_admet(boite: Boite) -> None:
    courrier = _courrier(boite.port)
    await courrier.envoyer(_message(courrier, courriel="hélène@avocats.example"), "hélène@avocats.example")
    assert boite.messages()[0].a == ("hélène@avocats.example",)
