"""A development time-stamping authority: RFC 3161 over HTTP, answered by `openssl ts -reply`.

**A stand-in.** Its tokens are real RFC 3161 tokens that any program verifies, but its clock is that of this
machine and nobody vouches for it. In production only the URL and the trusted roots change.
"""

import asyncio
import contextlib
import os
import shutil
import socket
import tempfile
import time
import weakref
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from workers.embarque.pki import Pki

_REQUETE_MAX = 4_096
"""A TimeStampReq is some 70 bytes; what is much longer is not one."""

# No `certs` line: with it OpenSSL writes the SET OF certificates unsorted, which strict DER readers refuse.
_CONFIGURATION = """\
[tsa]
default_tsa = tsa_developpement

[tsa_developpement]
serial = {serie}
crypto_device = builtin
signer_cert = {certificat}
signer_key = {cle}
signer_digest = sha256
default_policy = 1.2.250.1.999.3.1
digests = sha256, sha384, sha512
accuracy = secs:1
clock_precision_digits = 3
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


class OutilManquant(Exception):
    """A program that the platform calls is not installed; the message is for the user, in French."""


def app_tsa(pki: Pki) -> Starlette:
    """Build the ASGI application of the development TSA; it answers `POST` on every path."""
    if shutil.which("openssl") is None:
        raise OutilManquant(
            "La commande « openssl » est introuvable : installez le paquet Debian « openssl » "
            "(apt-get install openssl)."
        )
    unite = _Unite(pki)
    return Starlette(routes=[Route("/{chemin:path}", unite.repondre, methods=["POST"])])


class _Unite:
    def __init__(self, pki: Pki) -> None:
        dossier = Path(tempfile.mkdtemp(prefix="diligence-tsa-"))
        # Removed at the end of the process without asking the host application for a lifespan, which a
        # mounted application does not get. It holds no secret: the key is named, not copied.
        weakref.finalize(self, shutil.rmtree, dossier, ignore_errors=True)
        self._configuration = dossier / "tsa.cnf"
        serie = dossier / "serie"
        # Serial numbers start from the clock: unique across restarts (RFC 3161, 2.4.2) even after a
        # `kill -9` in the middle of writing the counter, and for two authorities on the same keys.
        serie.write_text(f"{time.time_ns():020X}\n")
        self._configuration.write_text(
            _CONFIGURATION.format(serie=serie, certificat=pki.tsa.resolve(), cle=pki.cle_tsa.resolve())
        )
        self._verrou = asyncio.Lock()

    async def repondre(self, requete: Request) -> Response:
        """Answer one time-stamp request (RFC 3161, 3.4)."""
        if requete.headers.get("content-type", "").partition(";")[0].strip() != "application/timestamp-query":
            return Response("expected application/timestamp-query\n", 415, media_type="text/plain")
        demande = b""
        async for morceau in requete.stream():
            demande += morceau
            if len(demande) > _REQUETE_MAX:
                return Response("request too long\n", 413, media_type="text/plain")
        reponse = await self._horodater(demande)
        if not reponse:
            return Response("openssl gave no answer\n", 500, media_type="text/plain")
        return Response(reponse, media_type="application/timestamp-reply")

    async def _horodater(self, demande: bytes) -> bytes:
        async with self._verrou:  # openssl reads, increments and rewrites the serial file without any lock
            processus = await asyncio.create_subprocess_exec(
                "openssl", "ts", "-reply",
                "-config", str(self._configuration), "-section", "tsa_developpement",
                "-queryfile", "/dev/stdin",
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                env={"PATH": os.environ.get("PATH", os.defpath)},
            )  # fmt: skip
            try:
                sortie, _ = await processus.communicate(demande)
            except asyncio.CancelledError:
                with contextlib.suppress(ProcessLookupError):
                    processus.kill()
                await processus.wait()
                raise
        return sortie


class _Serveur(uvicorn.Server):
    """A server that leaves the signals of the process to whoever started the loop."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@contextlib.asynccontextmanager
async def serveur_tsa(pki: Pki, port: int = 0) -> AsyncIterator[str]:
    """Serve the development TSA on the loop that runs, and give its URL; stopped at the end of the block."""
    with socket.create_server(("127.0.0.1", port)) as prise:
        # asyncio sets it on the sockets that it makes only; without it each kept connection waits 40 ms
        # for the delayed acknowledgement of the headers.
        prise.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        configuration = uvicorn.Config(
            app_tsa(pki), log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=2
        )
        serveur = _Serveur(configuration)
        tache = asyncio.create_task(serveur.serve(sockets=[prise]))
        try:
            while not serveur.started and not tache.done():  # noqa: ASYNC110 - uvicorn offers no event
                await asyncio.sleep(0.005)
            yield f"http://127.0.0.1:{prise.getsockname()[1]}/"
        finally:
            serveur.should_exit = True
            await tache
