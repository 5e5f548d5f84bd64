"""The mail catcher of the embedded platform: a real SMTP server that delivers to a folder, and its mailbox.

**A stand-in.** It speaks SMTP as any server does and keeps every message it accepts, but nothing leaves this
machine and nobody is notified of anything. In production only the address of the mail server changes.
"""

import asyncio
import contextlib
import hashlib
import html
import os
import re
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as POLITIQUE
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path
from typing import cast

from aiosmtpd.smtp import SMTP, Envelope, Session
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from procedure.langue import instant_long
from workers.embarque.humeurs import Humeurs, fichier_des_humeurs

_NOM = re.compile(r"[0-9]{8}T[0-9]{6}Z-[0-9a-f]{32}-[0-9]{4}\.eml")
_ADRESSE_WEB = re.compile(r"(https?://[\x21-\x7e]+)")
_TAILLE_MAX = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class MessageRecu:
    """One message of the mailbox."""

    fichier: str
    message_id: str
    date: str
    """The `Date` of the message, as ISO 8601."""
    recu_a: str
    de: str
    a: tuple[str, ...]
    """The addresses of the envelope."""
    objet: str
    texte: str
    exemplaire: int
    """1 for the first copy; 2, 3 … for the same Message-ID received again, which a mail system may drop."""


class Boite:
    """The folder, and what tests may tell the server to do with given addresses."""

    def __init__(self, dossier: Path) -> None:
        self.dossier = dossier
        self.hote = "127.0.0.1"
        self.port = 0
        self._humeurs = Humeurs(fichier_des_humeurs(dossier))
        self._depot = asyncio.Lock()
        dossier.mkdir(parents=True, exist_ok=True)

    def differer(self, adresse: str, fois: int = 1) -> None:
        """Answer 451 to the next `fois` messages for `adresse`."""
        self._humeurs.dire(adresse, "differer", fois)

    def refuser(self, adresse: str, fois: int = 1) -> None:
        """Answer 550 to the next `fois` messages for `adresse`."""
        self._humeurs.dire(adresse, "refuser", fois)

    def se_taire(self, adresse: str, fois: int = 1) -> None:
        """Keep the next `fois` messages for `adresse`, then hang up without an answer."""
        self._humeurs.dire(adresse, "se_taire", fois)

    def messages(self) -> list[MessageRecu]:
        """Return every message of the folder, oldest `Date` first."""
        return lister(self.dossier)

    # -- the hooks of aiosmtpd: their names and arguments are its own

    async def handle_RCPT(  # noqa: N802
        self,
        server: SMTP,  # noqa: ARG002
        session: Session,  # noqa: ARG002
        envelope: Envelope,
        address: str,
        rcpt_options: list[str],
    ) -> str:
        """Accept an address, unless a test asked otherwise."""
        if refus := self._humeurs.refus(address):
            return refus
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(rcpt_options)
        return "250 2.1.5 OK"

    async def handle_DATA(  # noqa: N802
        self,
        server: SMTP,
        session: Session,  # noqa: ARG002
        envelope: Envelope,
    ) -> str:
        """Answer 250 only once the message is on the disk: that answer is an evidence."""
        contenu = cast(bytes, envelope.original_content)
        async with self._depot:
            nom = await asyncio.to_thread(_deposer, self.dossier, contenu, list(envelope.rcpt_tos))
        for adresse in envelope.rcpt_tos:
            if self._humeurs.raccrocher(adresse):
                server.transport.abort()
        return f"250 2.0.0 OK: queued as {nom.removesuffix('.eml')}"


@contextlib.asynccontextmanager
async def boite_aux_lettres(dossier: Path, port: int = 0) -> AsyncIterator[Boite]:
    """Listen on the local interface only, for as long as the block lasts; port 0 takes a free one."""
    boite = Boite(dossier)
    boucle = asyncio.get_running_loop()

    def session() -> SMTP:
        return SMTP(
            boite,
            hostname="boite.diligence.invalid",
            enable_SMTPUTF8=True,
            data_size_limit=_TAILLE_MAX,
            loop=boucle,
        )

    serveur = await boucle.create_server(session, boite.hote, port)
    boite.port = serveur.sockets[0].getsockname()[1]
    try:
        yield boite
    finally:
        serveur.close()
        await serveur.wait_closed()


def _deposer(dossier: Path, contenu: bytes, destinataires: list[str]) -> str:
    """Write one message so that it is there whole, or not at all, whenever the machine stops."""
    message = _lire(contenu)
    identifiant = _en_tete(message, "Message-ID") or hashlib.sha256(contenu).hexdigest()
    quand = _date(message) or datetime.now(UTC)
    cle = hashlib.sha256(identifiant.encode("utf-8", "replace")).hexdigest()[:32]
    # A copy is kept and counted, never dropped: a double sending must be seen.
    exemplaire = 1 + sum(1 for _ in dossier.glob(f"*-{cle}-????.eml"))
    nom = f"{quand.astimezone(UTC):%Y%m%dT%H%M%SZ}-{cle}-{exemplaire:04d}.eml"
    trace = "".join(f"Delivered-To: {adresse}\r\n" for adresse in destinataires)
    trace += f"Received: by boite.diligence.invalid; {format_datetime(datetime.now(UTC))}\r\n"

    provisoire = dossier / f".{nom}.partiel"
    with provisoire.open("wb") as fichier:
        fichier.write(trace.encode() + contenu)
        fichier.flush()
        os.fsync(fichier.fileno())
    provisoire.rename(dossier / nom)
    descripteur = os.open(dossier, os.O_RDONLY)
    try:
        os.fsync(descripteur)
    finally:
        os.close(descripteur)
    return nom


def lister(dossier: Path) -> list[MessageRecu]:
    """Return every message of a mailbox folder, oldest `Date` first; a folder not yet there is empty."""
    noms = sorted(f.name for f in dossier.glob("*.eml") if _NOM.fullmatch(f.name))
    return [_recu(nom, (dossier / nom).read_bytes()) for nom in noms]


def _recu(nom: str, contenu: bytes) -> MessageRecu:
    message = _lire(contenu)
    date = _date(message)
    return MessageRecu(
        fichier=nom,
        message_id=_en_tete(message, "Message-ID"),
        date=date.isoformat() if date else "",
        recu_a=_en_tete(message, "Received").rpartition(";")[2].strip(),
        de=_en_tete(message, "From"),
        a=tuple(str(v) for v in message.get_all("Delivered-To", [])),
        objet=_en_tete(message, "Subject"),
        texte=_texte(message),
        exemplaire=int(nom.removesuffix(".eml").rpartition("-")[2]),
    )


def _lire(contenu: bytes) -> EmailMessage:
    return message_from_bytes(contenu, policy=POLITIQUE)


def _en_tete(message: EmailMessage, nom: str) -> str:
    return str(message.get(nom, "")).strip()


def _texte(message: EmailMessage) -> str:
    try:
        corps = message.get_body(("plain",))
        return str(corps.get_content()) if corps else ""
    except (LookupError, ValueError, AttributeError):
        return "(texte illisible)"


def _date(message: EmailMessage) -> datetime | None:
    try:
        date = parsedate_to_datetime(_en_tete(message, "Date"))
        return date.astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None


# -- the mailbox as pages


def page_boite(dossier: Path) -> Starlette:
    """Build the mailbox to mount anywhere: the list, one page per message, and `messages.json`."""

    def liste(requete: Request) -> Response:
        messages, pour = lister(dossier), requete.query_params.get("pour", "").strip()
        return _page("Boîte aux lettres", _filtre(messages, pour, _racine(requete)) + _liste(messages, pour, requete))

    def un_message(requete: Request) -> Response:
        nom = requete.path_params["nom"]
        fichier = dossier / nom
        # Only the names that this module gives: no path of anybody's own making reaches the disk.
        if not _NOM.fullmatch(nom) or not fichier.is_file():
            return _page("Message introuvable", "<p>Ce message n’est pas dans la boîte.</p>", 404)
        return _page("Message", _message(_recu(nom, fichier.read_bytes()), _racine(requete)))

    def index(_requete: Request) -> Response:
        return JSONResponse([asdict(message) for message in lister(dossier)])

    def introuvable(_requete: Request, _erreur: Exception) -> Response:
        return _page("Introuvable", "<p>Rien à cette adresse.</p>", 404)

    return Starlette(
        exception_handlers={404: introuvable},
        routes=[
            Route("/", liste),
            Route("/messages.json", index),
            Route("/message/{nom}", un_message),
        ]
    )


def _racine(requete: Request) -> str:
    return html.escape(str(requete.scope.get("root_path", "")))


def _filtre(messages: list[MessageRecu], pour: str, racine: str) -> str:
    adresses = sorted({adresse for message in messages for adresse in message.a})
    choix = "".join(f"<option{' selected' if a == pour else ''}>{_e(a)}</option>" for a in adresses)
    return (
        f'<form method="get" action="{racine}/"><label for="pour">Pour</label> '
        f'<select id="pour" name="pour"><option value="">tout le monde</option>{choix}</select> '
        '<button type="submit">Filtrer</button></form>'
    )


def _liste(messages: list[MessageRecu], pour: str, requete: Request) -> str:
    racine = _racine(requete)
    copies = Counter(message.message_id for message in messages)
    retenus = [m for m in messages if not pour or pour in m.a]
    if not retenus:
        return "<p>Aucun message.</p>"
    lignes = "".join(
        "<tr>"
        f"<td>{_e(_quand(m.date))}</td><td>{_e(', '.join(m.a))}</td>"
        f'<td><a href="{racine}/message/{m.fichier}">{_e(m.objet) or "(sans objet)"}</a></td>'
        f"<td>{f'exemplaire {m.exemplaire} sur {copies[m.message_id]}' if copies[m.message_id] > 1 else ''}</td>"
        "</tr>"
        for m in reversed(retenus)
    )
    return (
        f"<p>{len(retenus)} message{'s' if len(retenus) > 1 else ''}, du plus récent au plus ancien.</p>"
        "<table><thead><tr><th scope='col'>Date</th><th scope='col'>Pour</th><th scope='col'>Objet</th>"
        f"<th scope='col'>Doublon</th></tr></thead><tbody>{lignes}</tbody></table>"
    )


def _quand(date: str) -> str:
    """The instant as a reader in Paris writes it; what cannot be read is shown as it is."""
    try:
        lue = datetime.fromisoformat(date) if date[:4].isdigit() else parsedate_to_datetime(date)
        return instant_long(lue, "Europe/Paris", secondes=True)
    except (ValueError, TypeError, OverflowError):
        return date


def _message(message: MessageRecu, racine: str) -> str:
    faits = (
        ("Objet", message.objet),
        ("De", message.de),
        ("Pour", ", ".join(message.a)),
        ("Date", _quand(message.date)),
        ("Reçu par la boîte", _quand(message.recu_a)),
        ("Identifiant", message.message_id),
        ("Exemplaire", str(message.exemplaire)),
    )
    definitions = "".join(f"<dt>{nom}</dt><dd>{_e(valeur)}</dd>" for nom, valeur in faits)
    # Split before escaping: an address is recognised as it was written, then each part is escaped alone.
    texte = "".join(
        f'<a href="{_e(part)}" rel="noreferrer">{_e(part)}</a>' if i % 2 else _e(part)
        for i, part in enumerate(_ADRESSE_WEB.split(message.texte))
    )
    return f'<p><a href="{racine}/">Tous les messages</a></p><dl>{definitions}</dl><pre>{texte}</pre>'


_e: Callable[[str], str] = html.escape
_CSP = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'"

_PAGE = """<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{titre} — Diligence, boîte de développement</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ border-bottom: 1px solid #bbb; padding: .4rem; text-align: left; overflow-wrap: anywhere; }}
dt {{ font-weight: bold; }} pre {{ white-space: pre-wrap; overflow-wrap: anywhere; }}
</style>
</head>
<body>
<main>
<h1>{titre}</h1>
<p>Boîte de développement : les messages restent sur cette machine, personne ne les reçoit.</p>
{corps}
</main>
</body>
</html>
"""


def _page(titre: str, corps: str, statut: int = 200) -> HTMLResponse:
    return HTMLResponse(
        _PAGE.format(titre=_e(titre), corps=corps),
        statut,
        headers={
            "Content-Security-Policy": _CSP,
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        },
    )
