"""A development certification authority: one root, the seal of the platform, one time-stamping unit.

**A stand-in.** Nobody outside this machine trusts these certificates. In production the seal and the
time-stamps come from trust service providers, by configuration; nothing else changes.
"""

import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

_ORGANISATION = "Diligence (développement)"

# In an arc that belongs to no one: this policy promises nothing.
_POLITIQUE = ObjectIdentifier("1.2.250.1.999.1.1")

_SIGNATURE_DE_DOCUMENTS = ObjectIdentifier("1.3.6.1.5.5.7.3.36")  # id-kp-documentSigning, RFC 9336

_DUREE_RACINE = timedelta(days=20 * 365)
_DUREE_FEUILLE = timedelta(days=10 * 365)


@dataclass(frozen=True)
class Pki:
    """Where the files of the development authority are; all PEM, private keys with mode 0600."""

    dossier: Path

    @property
    def racine(self) -> Path:
        """Certificate to trust."""
        return self.dossier / "racine.pem"

    @property
    def cle_racine(self) -> Path:
        """Key that issues the other certificates."""
        return self.dossier / "racine.key"

    @property
    def sceau(self) -> Path:
        """Certificate of the seal of the platform."""
        return self.dossier / "sceau.pem"

    @property
    def cle_sceau(self) -> Path:
        """Key of the seal of the platform."""
        return self.dossier / "sceau.key"

    @property
    def tsa(self) -> Path:
        """Certificate of the time-stamping unit."""
        return self.dossier / "tsa.pem"

    @property
    def cle_tsa(self) -> Path:
        """Key of the time-stamping unit."""
        return self.dossier / "tsa.key"


def preparer(dossier: Path) -> Pki:
    """Create the authority in `dossier` unless it is there already.

    All is prepared in a folder beside it, which then takes its name: a process killed midway leaves no
    half-made authority, and of two that start together the second uses what the first has made.
    """
    pki = Pki(dossier)
    if pki.racine.exists():
        return pki
    dossier.parent.mkdir(parents=True, exist_ok=True)
    atelier = Path(tempfile.mkdtemp(dir=dossier.parent, prefix=f".{dossier.name}-"))  # mode 0700
    try:
        _creer(Pki(atelier))
        _synchroniser(atelier)
        try:
            os.rename(atelier, dossier)
        except OSError:  # the folder is not empty
            if not pki.racine.exists():
                raise
        _synchroniser(dossier.parent)
    finally:
        shutil.rmtree(atelier, ignore_errors=True)
    return pki


def _creer(pki: Pki) -> None:
    cle_racine, nom_racine = ec.generate_private_key(ec.SECP256R1()), _nom("Racine (développement)")
    racine = _certifier(nom_racine, cle_racine.public_key(), nom_racine, cle_racine, _DUREE_RACINE, ca=True)
    _ecrire(pki.cle_racine, _pem(cle_racine))
    _ecrire(pki.racine, racine.public_bytes(Encoding.PEM))
    feuilles = (
        ("Sceau de la plateforme (développement)", pki.sceau, pki.cle_sceau, _USAGES_SCEAU),
        ("Horodatage (développement)", pki.tsa, pki.cle_tsa, _USAGES_TSA),
    )
    for nom, chemin, chemin_cle, usages in feuilles:
        cle = ec.generate_private_key(ec.SECP256R1())
        certificat = _certifier(
            _nom(nom), cle.public_key(), nom_racine, cle_racine, _DUREE_FEUILLE, usages=usages
        )
        _ecrire(chemin_cle, _pem(cle))
        _ecrire(chemin, certificat.public_bytes(Encoding.PEM))


# emailProtection beside documentSigning: NSS validates the signer of a PDF as that of a mail.
_USAGES_SCEAU = (_SIGNATURE_DE_DOCUMENTS, ExtendedKeyUsageOID.EMAIL_PROTECTION)
_USAGES_TSA = (ExtendedKeyUsageOID.TIME_STAMPING,)


def _certifier(
    sujet: x509.Name,
    cle: ec.EllipticCurvePublicKey,
    emetteur: x509.Name,
    cle_emetteur: ec.EllipticCurvePrivateKey,
    duree: timedelta,
    *,
    ca: bool = False,
    usages: Sequence[ObjectIdentifier] = (),
) -> x509.Certificate:
    debut = datetime.now(UTC).replace(microsecond=0) - timedelta(days=1)
    certificat = (
        x509.CertificateBuilder()
        .subject_name(sujet)
        .issuer_name(emetteur)
        .public_key(cle)
        .serial_number(x509.random_serial_number())
        .not_valid_before(debut)
        .not_valid_after(debut + duree)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=0 if ca else None), critical=True)
        .add_extension(_usage(ca), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(cle), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(cle_emetteur.public_key()), critical=False
        )
    )
    if not ca:
        # NSS, hence pdfsig, calls a sound certificate an "unknown issue" when one of these two is missing.
        # No list is published: it is placed under the name of the issuer, not at an address.
        politique = x509.CertificatePolicies([x509.PolicyInformation(_POLITIQUE, None)])
        liste = x509.DistributionPoint([x509.DirectoryName(emetteur)], None, None, None)
        certificat = certificat.add_extension(politique, critical=False)
        certificat = certificat.add_extension(x509.CRLDistributionPoints([liste]), critical=False)
    if usages:
        # RFC 3161, 2.3: time-stamping must be the only purpose of its certificate, and critical.
        horodatage = ExtendedKeyUsageOID.TIME_STAMPING in usages
        certificat = certificat.add_extension(x509.ExtendedKeyUsage(usages), critical=horodatage)
    return certificat.sign(cle_emetteur, hashes.SHA256())


def _usage(ca: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not ca,
        content_commitment=not ca,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )


def _nom(usuel: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "FR"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, _ORGANISATION),
            x509.NameAttribute(NameOID.COMMON_NAME, usuel),
        ]
    )


def _pem(cle: ec.EllipticCurvePrivateKey) -> bytes:
    return cle.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _ecrire(chemin: Path, octets: bytes) -> None:
    mode = 0o600 if chemin.suffix == ".key" else 0o644
    with os.fdopen(os.open(chemin, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode), "wb") as fichier:
        fichier.write(octets)
        fichier.flush()
        os.fsync(fichier.fileno())


def _synchroniser(dossier: Path) -> None:
    descripteur = os.open(dossier, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descripteur)
    finally:
        os.close(descripteur)
