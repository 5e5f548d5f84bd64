"""Time-stamps over data: RFC 3161 requested over HTTP, verified on receipt.

The imprint is the SHA-256 of the document itself and the whole `TimeStampResp` is kept, so that anybody can
check one without this program:

    openssl ts -verify -data DOCUMENT -in JETON.tsr -CAfile RACINE.pem
"""

import asyncio
import re
import secrets
import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

import httpx
import rfc3161_client
from asn1crypto import cms, core, tsp
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

DELAI = 10.0
"""Seconds that an authority has to answer; the activity is retried afterwards."""

_SHA256 = re.compile(r"[0-9a-f]{64}")
_OID_SHA256 = x509.ObjectIdentifier("2.16.840.1.101.3.4.2.1")

# PKIFailureInfo (RFC 3161, 2.4.2) that may not last: timeNotAvailable (14) and systemFailure (25).
_PANNES = frozenset({"time_not_available", "system_failure"})

_BOUCLE_LOCALE = frozenset({"127.0.0.1", "localhost", "::1"})


class TsaIndisponible(Exception):
    """The authority gave no time-stamp now: try again later."""


class JetonInvalide(Exception):
    """The token does not prove what it should, or the authority refuses for good: retrying is of no use."""


@dataclass(frozen=True)
class Jeton:
    """A verified time-stamp."""

    der: bytes
    """The complete `TimeStampResp`, DER."""

    instant: datetime
    """The `genTime` of the authority, in UTC, with its fraction of a second."""

    serie: str
    """The serial number, written as OpenSSL prints it."""


class Horodateur:
    """A time-stamping authority and the roots that its tokens must lead to.

    Without `client` each request opens its own connection, which suits threads, each with a loop of its own;
    a client given is shared, kept open, and closed by whoever opened it.
    """

    def __init__(
        self,
        url: str,
        racines: Sequence[bytes | x509.Certificate],
        client: httpx.AsyncClient | None = None,
        *,
        delai: float = DELAI,
    ) -> None:
        """Take the roots as certificates or as PEM files, which may hold several."""
        if not racines:
            raise ValueError("without a trusted root no token can be verified")
        self.url = url
        # PEM and not parsed certificates: an instance can then be sent to another process.
        self._racines = tuple(r if isinstance(r, bytes) else r.public_bytes(Encoding.PEM) for r in racines)
        self._client = client
        self._delai = delai

    async def horodater(self, sha256: str) -> Jeton:
        """Obtain a time-stamp over the document that has this SHA-256, and verify it."""
        nonce = secrets.randbits(63)
        der = await self._demander(_requete(sha256, nonce))
        return verifier_jeton(der, sha256, self._racines, nonce=nonce)

    def verifier(self, jeton_der: bytes, sha256: str) -> Jeton:
        """Verify a token kept since; raise `JetonInvalide` if it does not prove this document."""
        return verifier_jeton(jeton_der, sha256, self._racines)

    async def _demander(self, requete: bytes) -> bytes:
        entetes = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
        try:
            async with asyncio.timeout(self._delai), self._ouvrir() as client:
                reponse = await client.post(self.url, content=requete, headers=entetes)
        except (httpx.TransportError, TimeoutError) as erreur:
            raise TsaIndisponible(f"{self.url} gives no answer: {type(erreur).__name__}") from erreur
        type_rendu = reponse.headers.get("content-type", "").partition(";")[0].strip()
        # A proxy's page or a moved address is for the operator to repair: the work waits, it does not fail.
        if reponse.status_code != httpx.codes.OK or type_rendu != "application/timestamp-reply":
            raise TsaIndisponible(f"{self.url} answers HTTP {reponse.status_code}, type {type_rendu!r}")
        return reponse.content

    @asynccontextmanager
    async def _ouvrir(self) -> AsyncIterator[httpx.AsyncClient]:
        if self._client is not None:
            yield self._client
            return
        # The proxy of the environment cannot reach an authority that runs on this machine.
        local = httpx.URL(self.url).host in _BOUCLE_LOCALE
        async with httpx.AsyncClient(
            verify=_contexte_tls(), trust_env=not local, timeout=self._delai
        ) as client:
            yield client


def verifier_jeton(der: bytes, sha256: str, racines: Sequence[bytes], *, nonce: int | None = None) -> Jeton:
    """Verify a `TimeStampResp` offline: status, signature, chain at `genTime`, purpose, imprint, nonce.

    RFC 3161, 2.2 and 2.4.2; the chain is checked at the time that the token states, so that a token outlives
    the certificate of the authority.
    """
    try:
        reponse = rfc3161_client.decode_timestamp_response(der)
    except ValueError as erreur:
        raise JetonInvalide("not a DER TimeStampResp") from erreur
    try:
        _exiger_accord(reponse, der)
        if reponse.tst_info.message_imprint.hash_algorithm != _OID_SHA256:
            raise JetonInvalide("the imprint of the token is not a SHA-256")
        verificateur = rfc3161_client.VerifierBuilder(roots=_certificats(tuple(racines)), nonce=nonce).build()
        verificateur.verify(reponse, bytes.fromhex(sha256))
        instant, serie = _lire(reponse)
    except (rfc3161_client.VerificationError, ValueError) as erreur:
        raise JetonInvalide(f"the token does not verify: {erreur}") from erreur
    return Jeton(der=der, instant=instant, serie=serie)


def _requete(sha256: str, nonce: int) -> bytes:
    """Build a TimeStampReq (RFC 3161, 2.4.1) from a digest.

    rfc3161-client builds requests from the data only, and a document of 2 GB must not come into memory again.
    """
    if not _SHA256.fullmatch(sha256):
        raise ValueError("a document is named by the 64 lower-case hexadecimal digits of its SHA-256")
    requete = tsp.TimeStampReq(
        {
            "version": 1,
            "message_imprint": {
                "hash_algorithm": {"algorithm": "sha256"},
                "hashed_message": bytes.fromhex(sha256),
            },
            "nonce": nonce,
            "cert_req": True,  # the token must be verifiable with the roots alone
        }
    )
    return bytes(requete.dump())


def _exiger_accord(reponse: rfc3161_client.TimeStampResponse, der: bytes) -> None:
    """Let only `granted` pass: with modifications, the token is not the one that was asked for."""
    if reponse.status == rfc3161_client.PKIStatus.GRANTED:
        return
    if reponse.status == rfc3161_client.PKIStatus.WAITING or _PANNES & _motifs(der):
        raise TsaIndisponible(f"the authority defers its answer (status {reponse.status})")
    motifs = ", ".join(sorted(_motifs(der))) or "no reason given"
    raise JetonInvalide(f"the authority refuses (status {reponse.status}): {motifs}")


def _motifs(der: bytes) -> frozenset[str]:
    # asn1crypto wants a token in every response, though a refusal has none (RFC 3161, 2.4.2): only the
    # PKIStatusInfo, which comes first, is read.
    etat = tsp.PKIStatusInfo.load(core.Sequence.load(der).contents)
    return frozenset(etat["fail_info"].native or ())


def _lire(reponse: rfc3161_client.TimeStampResponse) -> tuple[datetime, str]:
    # rfc3161-client rounds genTime down to the second: the fraction is read from the same bytes.
    contenu = cms.ContentInfo.load(reponse.time_stamp_token())["content"]["encap_content_info"]["content"]
    instant: datetime = contenu.parsed["gen_time"].native
    return instant.astimezone(UTC), f"0x{reponse.tst_info.serial_number:02X}"


@lru_cache(maxsize=8)
def _certificats(racines: tuple[bytes, ...]) -> list[x509.Certificate]:
    return [certificat for pem in racines for certificat in x509.load_pem_x509_certificates(pem)]


@lru_cache(maxsize=1)
def _contexte_tls() -> ssl.SSLContext:
    # Reading the roots of the system takes some 20 ms, too long for each time-stamp.
    return ssl.create_default_context()
