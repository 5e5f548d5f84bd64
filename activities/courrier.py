"""Send one notice by e-mail, and keep what the mail server answered as evidence.

A notice says that something awaits on the platform and where; never what, nor about whom (art. 748-3 asks for
a notice, not for the act). The same notice always bears the same Message-ID, so that what a retry sends twice
can be recognised by whoever receives it (RFC 5322, 3.6.4).
"""

import contextlib
import re
from collections.abc import Callable
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from typing import Literal

import aiosmtplib
from pydantic import SecretStr, TypeAdapter

from procedure.effets import Canal, Destination, Notice, Portee
from procedure.langue import instant_long
from procedure.modele import ActeId, ExpertiseId, Instant, Modele, PersonneId
from procedure.personnes import Courriel

# Folding at 78 would cut an identifier of 64 hexadecimal digits into encoded words (RFC 2047) and lose it.
POLITIQUE = SMTP.clone(max_line_length=998)

_COURRIEL: TypeAdapter[str] = TypeAdapter(Courriel)
_LIEN = re.compile(r"https?://[\x21-\x7e]{1,2000}")
_FILE = re.compile(r"(?:queued as|queue[- ]?id[:= ]|\bid=)\s*<?([A-Za-z0-9._-]{4,64})", re.IGNORECASE)
_TEXTE_MAX = 1000

_PORTEES = {
    Portee.INFORMATION: "Cet avis informe ; il ne fait courir aucun délai.",
    Portee.NOTIFICATION: (
        "Cet avis vaut notification : un délai peut courir à compter de la date de mise à disposition ci-dessus."
    ),
}

_CORPS = """\
Bonjour,

Un document vous est destiné sur la plateforme Diligence.

Affaire : {affaire}
Nature : {nature}
Mis à disposition le : {instant}

Pour le consulter :
{lien}

{portee}

Ni le document ni son contenu ne sont adressés par courriel.
Ce message est envoyé automatiquement ; les réponses ne sont pas lues.
"""


class ReglagesSmtp(Modele):
    """The mail server to hand notices to, and the names under which they are sent."""

    hote: str
    port: int
    expediteur: str
    """Address of the sender: also the envelope's, where refusals come back."""
    domaine: str
    """Right-hand side of the Message-IDs; must not change, or a retry would look like another message."""
    securite: Literal["aucune", "starttls", "tls"] = "starttls"
    utilisateur: str = ""
    mot_de_passe: SecretStr = SecretStr("")
    delai: float = 30.0
    """Seconds to wait for each answer of the server."""


class ReponseSmtp(Modele):
    """The final answer of the mail server: what proves the hand-over, or the refusal."""

    code: int
    texte: str
    identifiant_file: str | None
    """The identifier in the server's queue, by which its operator can find the message."""
    serveur: str
    """Name, address and port of the server that answered."""
    tls: str | None
    """Protocol and cipher of the connection; absent if it was not encrypted."""
    instant: Instant

    def __str__(self) -> str:
        """One line for the ledger: « 250 2.0.0 Ok: queued as 4XyZ12 — smtp.example:587 [192.0.2.1], TLSv1.3 … »."""
        return f"{self.code} {self.texte} — {self.serveur}, {self.tls or 'sans TLS'}"


class EchecRemise(Exception):
    """The message was not handed over; the server's answer, which may name a person, stays out of the text."""

    def __init__(self, message: str, reponse: ReponseSmtp | None = None) -> None:
        self.reponse = reponse
        super().__init__(f"{message} (SMTP {reponse.code})" if reponse else message)


class RemiseDifferee(EchecRemise):
    """Not now: refused for the time being (4xx), or no server to talk to. To be tried again."""


class RemiseRefusee(EchecRemise):
    """Never to this address, or never this message (5xx): a person must take it up."""


class IssueInconnue(EchecRemise):
    """The connection was lost after the message left and before any answer: it may have been delivered."""


class Courrier:
    """Writes notices and hands them to the mail server, one dialogue each."""

    def __init__(self, smtp: ReglagesSmtp, *, horloge: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._smtp = smtp
        self._horloge = horloge

    def identifiant(self, expertise: ExpertiseId, acte: ActeId, personne: PersonneId, canal: Canal, rang: int) -> str:
        """Return the Message-ID of one delivery, the same for ever."""
        return self._message_id(expertise, acte, personne, canal.value, str(rang))

    def message(
        self,
        notice: Notice,
        destination: Destination,
        *,
        expertise: ExpertiseId,
        acte: ActeId,
        lien: str,
        fuseau: str = "Europe/Paris",
    ) -> EmailMessage:
        """Write the notice of one delivery; the same arguments give the same bytes."""
        if destination.courriel is None:
            raise ValueError("a notice by e-mail needs an address")
        if not _LIEN.fullmatch(lien):
            raise ValueError("the link of a notice is an http(s) address without spaces")
        courriel = _COURRIEL.validate_python(destination.courriel)
        rg, nature = _une_ligne(notice.rg), _une_ligne(notice.nature)
        fil = self._message_id("expertise", expertise)
        numero = f"convention {rg}" if notice.conventionnelle else f"RG {rg}"
        juridiction = "" if notice.conventionnelle else f", {_une_ligne(notice.juridiction)}"

        # RFC 6531: an accented address has no ASCII form.
        message = EmailMessage(policy=POLITIQUE if courriel.isascii() else POLITIQUE.clone(utf8=True))
        message["From"] = Address("Diligence", addr_spec=self._smtp.expediteur)
        utilisateur, _, domaine = courriel.rpartition("@")
        message["To"] = Address(username=utilisateur, domain=domaine)
        message["Subject"] = f"[{numero}] {nature} : document disponible"
        # The instant of the notice, not of this attempt: a retry must not look like a new message.
        message["Date"] = notice.a
        message["Message-ID"] = self.identifiant(
            expertise, acte, destination.personne, destination.canal, destination.rang
        )
        message["In-Reply-To"] = fil
        message["References"] = fil
        # RFC 3834: no auto-reply to an automatic message. No List-Unsubscribe: nobody may be unsubscribed
        # from a mandatory notice by a gateway that follows links.
        message["Auto-Submitted"] = "auto-generated"
        message["X-Auto-Response-Suppress"] = "All"
        message.set_content(
            _CORPS.format(
                affaire=numero + juridiction,
                nature=nature,
                instant=instant_long(notice.a, fuseau),
                lien=lien,
                portee=_PORTEES[destination.portee],
            ),
            cte="quoted-printable",
        )
        # After the content: setting it drops every Content-* header that is there.
        message["Content-Language"] = "fr"
        return message

    async def envoyer(self, message: EmailMessage, a: str) -> ReponseSmtp:
        """Hand `message` over for the address `a` and return the server's final answer."""
        client = self._client()
        try:
            await self._saluer(client)
            reponse = await self._dialogue(client, message, _COURRIEL.validate_python(a))
        except EchecRemise:
            await _prendre_conge(client)
            raise
        else:
            await _prendre_conge(client)
            return reponse
        finally:
            client.close()

    async def _saluer(self, client: aiosmtplib.SMTP) -> None:
        try:
            await client.connect()
            if client.is_ehlo_or_helo_needed:
                await client.ehlo()
        except (aiosmtplib.SMTPException, OSError) as erreur:
            # Even a 5xx here (greeting, EHLO, AUTH) is about us, and says nothing of the address.
            raise RemiseDifferee("no dialogue with the mail server", self._refus(client, erreur)) from erreur

    async def _dialogue(self, client: aiosmtplib.SMTP, message: EmailMessage, a: str) -> ReponseSmtp:
        utf8 = not a.isascii()
        if utf8 and not client.supports_extension("smtputf8"):
            raise RemiseRefusee("the mail server does not accept this address (RFC 6531)")
        octets = message.as_bytes()
        options, notifier = (["SMTPUTF8", "BODY=8BITMIME"], []) if utf8 else ([], [])
        if client.supports_extension("dsn"):
            options = [*options, "RET=HDRS"]
            notifier = ["NOTIFY=SUCCESS,FAILURE,DELAY"]
        codage = "utf-8" if utf8 else "ascii"
        try:
            await client.mail(self._smtp.expediteur, options=options, encoding=codage)
            await client.rcpt(a, options=notifier, encoding=codage)
        except (aiosmtplib.SMTPException, OSError) as erreur:
            raise self._echec(client, erreur, RemiseDifferee) from erreur
        try:
            code, texte = await client.data(octets)
        except (aiosmtplib.SMTPException, OSError) as erreur:
            raise self._echec(client, erreur, IssueInconnue) from erreur
        return self._reponse(client, code, texte)

    def _echec(self, client: aiosmtplib.SMTP, erreur: Exception, sans_reponse: type[EchecRemise]) -> EchecRemise:
        reponse = self._refus(client, erreur)
        match reponse.code // 100 if reponse else 0:
            case 4:
                return RemiseDifferee("deferred by the mail server", reponse)
            case 5:
                return RemiseRefusee("refused by the mail server", reponse)
            case _:
                return sans_reponse("connection lost with the mail server", reponse)

    def _refus(self, client: aiosmtplib.SMTP, erreur: Exception) -> ReponseSmtp | None:
        if isinstance(erreur, aiosmtplib.SMTPResponseException):
            return self._reponse(client, erreur.code, erreur.message)
        return None

    def _reponse(self, client: aiosmtplib.SMTP, code: int, texte: str) -> ReponseSmtp:
        pair = client.get_transport_info("peername") if client.is_connected else None
        chiffre = client.get_transport_info("ssl_object") if client.is_connected else None
        propre = _une_ligne(texte, _TEXTE_MAX)
        trouve = _FILE.search(propre)
        return ReponseSmtp(
            code=code,
            texte=propre,
            identifiant_file=trouve[1] if trouve else None,
            serveur=f"{self._smtp.hote}:{self._smtp.port}" + (f" [{pair[0]}]" if pair else ""),
            tls=f"{chiffre.version()} {chiffre.cipher()[0]}" if chiffre else None,
            instant=self._horloge(),
        )

    def _client(self) -> aiosmtplib.SMTP:
        reglages = self._smtp
        return aiosmtplib.SMTP(
            hostname=reglages.hote,
            port=reglages.port,
            username=reglages.utilisateur or None,
            password=reglages.mot_de_passe.get_secret_value() or None,
            use_tls=reglages.securite == "tls",
            # Never opportunistic: a stripped STARTTLS must not send the notice, or the password, in clear.
            start_tls=reglages.securite == "starttls",
            # The name of this machine is nobody's business, and looking it up may hang.
            local_hostname=reglages.domaine,
            timeout=reglages.delai,
        )

    def _message_id(self, *parties: str) -> str:
        return f"<{sha256('|'.join(parties).encode()).hexdigest()}@{self._smtp.domaine}>"


async def _prendre_conge(client: aiosmtplib.SMTP) -> None:
    # Whatever the server answered stands: a failed goodbye changes nothing.
    with contextlib.suppress(aiosmtplib.SMTPException, OSError):
        await client.quit()


def _une_ligne(texte: str, longueur: int = 200) -> str:
    """Return `texte` on one line without control characters: no value can start a header of its own."""
    return " ".join("".join(c if c.isprintable() else " " for c in texte).split())[:longueur]
