"""Seals on PDF documents: PAdES B-T (ETSI EN 319 142-1, 6), and what an examined file is worth.

A signature holds the interpreter for 13 to 25 ms: from an event loop, call `sceller_bloquant` and `verifier`
in a thread or in another process (`CleDeSceau` and an `Horodateur` without client can be sent to one).
"""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from typing import Any

from asn1crypto import cms, pem, tsp
from asn1crypto import x509 as x509_asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.ades.report import AdESPassed
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps.api import TimeStamper
from pyhanko.sign.validation.ades import (
    AdESBasicValidationResult,
    ades_lta_validation,
    ades_with_time_validation,
)
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.policy_decl import (
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.policy_decl import CertRevTrustPolicy, RevocationCheckingPolicy
from pyhanko_certvalidator.registry import SimpleCertificateStore, SimpleTrustManager

from activities.horodatage import Horodateur

_journal = logging.getLogger(__name__)

OCTETS_RESERVES = 24_576
"""Room for the CMS and its time-stamp token. Given, it saves the trial signature that would measure it."""

ClePrivee = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey


class CleInutilisable(Exception):
    """The key is of a kind that PAdES does not use, or is not that of the certificate."""


@dataclass(frozen=True)
class CleDeSceau:
    """A seal: its private key, its certificate, and the certificates up to the root, all PEM."""

    cle_pem: bytes = field(repr=False)
    certificat_pem: bytes = field(repr=False)
    chaine_pem: bytes = field(repr=False, default=b"")


class KeySigner(signers.Signer):  # type: ignore[misc]
    """A signer that keeps its key parsed.

    pyHanko's `SimpleSigner` parses it at every signature, where OpenSSL checks it anew: 36 ms for RSA-2048,
    122 ms for RSA-3072, against 0.3 to 0.7 ms for the signature itself.
    """

    def __init__(
        self, cle: ClePrivee, certificat: x509_asn1.Certificate, chaine: list[x509_asn1.Certificate]
    ) -> None:
        """Sign with `cle`; the certificates are put in the signature, the root left out."""
        registre = SimpleCertificateStore()
        registre.register(certificat)
        registre.register_multiple(chaine)
        super().__init__(signing_cert=certificat, cert_registry=registre, embed_roots=False)
        self._cle = cle

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """Sign `data`, or give as many bytes as the longest signature when only its size is asked."""
        empreinte = getattr(hashes, digest_algorithm.upper())()
        match self._cle:
            case rsa.RSAPrivateKey() as cle:
                return bytes(cle.key_size // 8) if dry_run else cle.sign(data, padding.PKCS1v15(), empreinte)
            case ec.EllipticCurvePrivateKey() as cle:
                longueur = 2 * ((cle.curve.key_size + 7) // 8) + 9  # two integers and their DER headers
                return bytes(longueur) if dry_run else cle.sign(data, ec.ECDSA(empreinte))
            case _:
                return bytes(64) if dry_run else self._cle.sign(data)


class _Horodatage(TimeStamper):  # type: ignore[misc]
    """Time-stamps for pyHanko obtained, and verified, by ours: one HTTP client, one kind of failure."""

    def __init__(self, horodateur: Horodateur) -> None:
        super().__init__()
        self._horodateur = horodateur

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        if md_algorithm != "sha256":
            raise ValueError(f"seals are made with SHA-256, not {md_algorithm}")
        jeton = await self._horodateur.horodater(message_digest.hex())
        return tsp.TimeStampResp.load(jeton.der)["time_stamp_token"]


class _Signature(signers.PdfSigner):  # type: ignore[misc]
    """A PDF signature whose stated date is given, for the entry /M of PAdES (EN 319 142-1, 5.3)."""

    instant: datetime

    def init_signing_session(self, *args: Any, **kwargs: Any) -> PdfSigningSession:
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self.instant
        return session


async def sceller(
    pdf: bytes,
    cle: CleDeSceau,
    horodateur: Horodateur,
    *,
    motif: str,
    instant: datetime | None = None,
) -> bytes:
    """Seal a PDF: PAdES B-T, invisible, time-stamped; the original bytes stay as they are, at the head.

    The first signature certifies the document and allows nothing but further signatures and form filling
    (DocMDP P=2, ISO 32000-1, 12.8.2.2); a document signed already gets one more approval signature.
    `instant` is the date that the signature states; the one that counts is that of the time-stamp.
    Raise `TsaIndisponible` when there is no time-stamp: a seal without one is never made.
    """
    # Without an end of line before the update PDF/A is lost (ISO 19005-3, 6.1.9); typst writes none.
    fichier = IncrementalPdfFileWriter(BytesIO(pdf if pdf.endswith((b"\n", b"\r")) else pdf + b"\n"))
    rang = len(fichier.prev.embedded_signatures) + 1
    certifier = {"certify": True, "docmdp_permissions": MDPPerm.FILL_FORMS} if rang == 1 else {}
    reglages = signers.PdfSignatureMetadata(
        field_name=f"Sceau{rang}",
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=motif,
        **certifier,
    )
    signature = _Signature(reglages, _signataire(cle), timestamper=_Horodatage(horodateur))
    signature.instant = instant or datetime.now(UTC)
    scelle = await signature.async_sign_pdf(fichier, bytes_reserved=OCTETS_RESERVES)
    return bytes(scelle.getbuffer())


def sceller_bloquant(
    pdf: bytes, cle: CleDeSceau, horodateur: Horodateur, *, motif: str, instant: datetime | None = None
) -> bytes:
    """Do as `sceller`, for a thread or a process without event loop; `horodateur` must have no client."""
    return asyncio.run(sceller(pdf, cle, horodateur, motif=motif, instant=instant))


@lru_cache(maxsize=8)
def _signataire(cle: CleDeSceau) -> KeySigner:
    privee = load_pem_private_key(cle.cle_pem, password=None)
    if not isinstance(privee, ClePrivee):
        raise CleInutilisable(f"a seal is not made with a key of type {type(privee).__name__}")
    if privee.public_key() != x509.load_pem_x509_certificate(cle.certificat_pem).public_key():
        raise CleInutilisable("the private key is not that of the certificate")
    certificat, *chaine = [*_certificats(cle.certificat_pem), *_certificats(cle.chaine_pem)]
    return KeySigner(privee, certificat, chaine)


def _certificats(octets: bytes) -> list[x509_asn1.Certificate]:
    if not octets:
        return []
    return [x509_asn1.Certificate.load(der) for _, _, der in pem.unarmor(octets, multiple=True)]


@dataclass(frozen=True)
class Examen:
    """What one signature of a file is worth."""

    signataire: str
    ok: bool
    intacte: bool
    horodatee_a: datetime | None
    niveau_modification: str
    constat: str
    """The AdES indication (EN 319 102-1), or what was found after the signature."""


@dataclass(frozen=True)
class Verdict:
    """What a signed PDF is worth: `ok` only if each of its signatures is."""

    ok: bool
    intacte: bool
    """The signed bytes are those that were signed; says nothing of what was added after."""

    signataire: str | None
    """Who signed first."""

    horodatee_a: datetime | None
    """The time-stamp of the first signature."""

    niveau_modification: str
    """What was changed after the signatures: NONE, LTA_UPDATES, FORM_FILLING, ANNOTATIONS or OTHER."""

    message: str
    """One sentence for the reader, in French."""

    signatures: tuple[Examen, ...] = ()


def verifier(pdf: bytes, racine: bytes) -> Verdict:
    """Examine every signature of a PDF offline, up to the certificates of `racine` (PEM, one or several).

    Both verdicts are required, because either can be alone in seeing a forgery: the AdES validation
    (EN 319 102-1, 5.6) passes a file to which a page's content was added afterwards, which only the analysis
    of modifications (`bottom_line`) refuses. Revocation is not asked of the network.
    """
    # In a thread of its own: works whether or not the caller is inside an event loop, which it blocks.
    with ThreadPoolExecutor(1) as fil:
        return fil.submit(lambda: asyncio.run(_verifier(pdf, racine))).result()


async def _verifier(pdf: bytes, racine: bytes) -> Verdict:
    regles = _regles(racine)
    try:
        signatures = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures
        examens = tuple([await _examiner(signature, regles) for signature in signatures])
    except Exception:  # noqa: BLE001 - a damaged or hostile file fails a parser in any way; none is a pass
        _journal.warning("a file could not be examined", exc_info=True)
        return _refus("Ce fichier n’est pas un PDF lisible, ou sa signature est endommagée.")
    return _conclure(examens) if examens else _refus("Ce document ne porte aucune signature.")


async def _examiner(signature: EmbeddedPdfSignature, regles: PdfSignatureValidationSpec) -> Examen:
    resultat = await _valider(signature, regles)
    etat, indication = resultat.api_status, resultat.ades_subindic
    jeton = etat.timestamp_validity if etat else None
    jeton_ok = jeton is not None and jeton.valid and jeton.intact and jeton.trusted
    niveau = etat.modification_level if etat else None
    return Examen(
        signataire=_nom_usuel(signature.signer_cert),
        ok=bool(indication == AdESPassed.OK and etat and etat.bottom_line and (jeton_ok or jeton is None)),
        intacte=bool(etat and etat.intact and etat.valid),
        horodatee_a=jeton.timestamp.astimezone(UTC) if jeton and jeton_ok else None,
        niveau_modification=niveau.name if niveau else "OTHER",
        constat="PASSED"
        if indication == AdESPassed.OK
        else f"{indication.status.name}/{indication.standard_name}",
    )


async def _valider(
    signature: EmbeddedPdfSignature, regles: PdfSignatureValidationSpec
) -> AdESBasicValidationResult:
    signature.compute_integrity_info(regles.diff_policy)
    resultat = await ades_with_time_validation(
        signature.signed_data,
        regles.signature_validation_spec,
        raw_digest=signature.compute_digest(),
        extra_status_kwargs=signature.summarise_integrity_info(),
        status_cls=PdfSignatureStatus,
    )
    # Past validation comes second and only where it can help: it demands proofs of existence that document
    # time-stamps alone give, and finds a sound B-T INDETERMINATE/NO_POE.
    if resultat.ades_subindic != AdESPassed.OK and signature.reader.embedded_timestamp_signatures:
        resultat = await ades_lta_validation(signature, regles)
    return resultat


def _conclure(examens: tuple[Examen, ...]) -> Verdict:
    premier = examens[0]
    niveau = max((e.niveau_modification for e in examens), key=_NIVEAUX.index)
    return Verdict(
        ok=all(e.ok for e in examens),
        intacte=all(e.intacte for e in examens),
        signataire=premier.signataire,
        horodatee_a=premier.horodatee_a,
        niveau_modification=niveau,
        message=_message(next((e for e in examens if not e.ok), premier)),
        signatures=examens,
    )


_NIVEAUX = ("NONE", "LTA_UPDATES", "FORM_FILLING", "ANNOTATIONS", "OTHER")


_SUITES = {
    "NONE": "Le document n’a pas été modifié depuis.",
    "LTA_UPDATES": "Rien n’a été ajouté depuis, sinon ce qui prolonge la preuve.",
    "FORM_FILLING": "Depuis, seules d’autres signatures ou des valeurs de formulaire ont été ajoutées.",
}

_MOTIFS = {
    "INDETERMINATE/NO_CERTIFICATE_CHAIN_FOUND": "son certificat ne remonte à aucune autorité admise ici",
    "INDETERMINATE/REVOKED_NO_POE": "son certificat est révoqué",
    "INDETERMINATE/OUT_OF_BOUNDS_NO_POE": "son certificat n’était pas en cours de validité",
    "PASSED": "l’horodatage qui l’accompagne n’est pas valide",
}


def _message(examen: Examen) -> str:
    qui = f"Signature de « {examen.signataire} »"
    if examen.ok:
        quand = examen.horodatee_a
        date = f"horodatée le {quand:%d/%m/%Y à %H:%M:%S} UTC" if quand else "sans horodatage"
        return f"{qui} valide, {date}. {_SUITES[examen.niveau_modification]}"
    if not examen.intacte:
        return f"{qui} invalide : le contenu signé a été altéré, ou la signature elle-même."
    if examen.niveau_modification == "OTHER":
        return f"{qui} : le document a été modifié après la signature, d’une façon qu’elle ne permet pas."
    return (
        f"{qui} intacte, mais elle ne peut pas être admise : {_MOTIFS.get(examen.constat, examen.constat)}."
    )


def _refus(message: str) -> Verdict:
    return Verdict(
        ok=False,
        intacte=False,
        signataire=None,
        horodatee_a=None,
        niveau_modification="OTHER",
        message=message,
    )


def _nom_usuel(certificat: x509_asn1.Certificate) -> str:
    sujet = certificat.subject
    return str(sujet.native.get("common_name") or sujet.human_friendly)


@lru_cache(maxsize=8)
def _regles(racine: bytes) -> PdfSignatureValidationSpec:
    """Trust `racine` only; use the revocation data that the file carries, and ask nothing of the network."""
    confiance = CertRevTrustPolicy(RevocationCheckingPolicy.from_legacy("soft-fail"))
    return PdfSignatureValidationSpec(
        SignatureValidationSpec(
            cert_validation_policy=CertValidationPolicySpec(
                trust_manager=SimpleTrustManager.build(trust_roots=_certificats(racine)),
                revinfo_policy=confiance,
            ),
            revinfo_gathering_policy=RevocationInfoGatheringSpec(
                online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY
            ),
        )
    )
