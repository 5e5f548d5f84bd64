"""Seals are sound for programs written by others, and every forgery is refused by ours."""

import asyncio
import hashlib
import pickle
import re
import shutil
import subprocess
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
import pytest_asyncio
import typst
from asn1crypto import cms
from cryptography.hazmat.primitives.asymmetric import dsa, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfTimeStamper

from activities.horodatage import Horodateur, TsaIndisponible
from activities.signature import (
    OCTETS_RESERVES,
    CleDeSceau,
    CleInutilisable,
    Verdict,
    _Horodatage,
    sceller,
    sceller_bloquant,
    verifier,
)
from workers.embarque.pki import Pki, preparer
from workers.embarque.tsa import serveur_tsa

SOURCE = b"""
#set document(title: "Convocation")
#set text(lang: "fr")
= Convocation
R\xc3\xa9union d'expertise sur place.
"""


def programme(nom: str, paquet: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run an independent program; its absence is a failure, because nothing else checks what it checks."""
    if shutil.which(nom) is None:
        pytest.fail(f"{nom} is missing: apt-get install {paquet}")
    return subprocess.run([nom, *arguments], capture_output=True, text=True, check=False, timeout=30)


@pytest.fixture(scope="module")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Pki:
    return preparer(tmp_path_factory.mktemp("signature") / "pki")


@pytest.fixture(scope="module")
def racine(pki: Pki) -> bytes:
    return pki.racine.read_bytes()


@pytest.fixture(scope="module")
def cle(pki: Pki, racine: bytes) -> CleDeSceau:
    return CleDeSceau(pki.cle_sceau.read_bytes(), pki.sceau.read_bytes(), racine)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def horodateur(pki: Pki, racine: bytes) -> AsyncIterator[Horodateur]:
    async with serveur_tsa(pki) as url:
        yield Horodateur(url, [racine])


@pytest.fixture(scope="module")
def pdf() -> bytes:
    date = datetime(2026, 1, 15, tzinfo=UTC)
    return typst.compile(SOURCE, format="pdf", pdf_standards=["a-3a", "ua-1"], timestamp=date)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def scelle(pdf: bytes, cle: CleDeSceau, horodateur: Horodateur) -> bytes:
    return await sceller(pdf, cle, horodateur, motif="Convocation")


@pytest.fixture
def fichier(scelle: bytes, tmp_path: Path) -> Path:
    chemin = tmp_path / "scelle.pdf"
    chemin.write_bytes(scelle)
    return chemin


def etendue(signe: bytes) -> tuple[bytes, bytes]:
    """Return the signed bytes and the CMS of the first signature, without the help of any PDF library."""
    trouve = re.search(rb"/ByteRange\s*\[(\d+) (\d+) (\d+) (\d+)", signe)
    assert trouve
    a, b, c, d = map(int, trouve.groups())
    brut = bytes.fromhex(signe[b + 1 : c - 1].decode())
    return signe[a : a + b] + signe[c : c + d], cms.ContentInfo.load(brut).dump()


def test_le_sceau_est_valide_et_horodate(scelle: bytes, racine: bytes) -> None:
    verdict = verifier(scelle, racine)
    assert verdict.ok
    assert verdict.intacte
    assert verdict.signataire == "Sceau de la plateforme (développement)"
    assert verdict.horodatee_a is not None
    assert abs(datetime.now(UTC) - verdict.horodatee_a) < timedelta(minutes=2)
    assert verdict.niveau_modification == "NONE"
    assert "valide, horodatée le" in verdict.message


def test_le_document_d_origine_reste_en_tete_et_finit_par_un_saut_de_ligne(pdf: bytes, scelle: bytes) -> None:
    assert not pdf.endswith(b"\n")
    assert scelle.startswith(pdf + b"\n")


def test_pdfsig_trouve_la_signature_valide(fichier: Path) -> None:
    texte = programme("pdfsig", "poppler-utils", "-no-ocsp", fichier).stdout
    assert "Signature Type: ETSI.CAdES.detached" in texte
    assert "Signature is Valid." in texte
    assert "Total document signed" in texte


def test_qpdf_trouve_le_fichier_sain(fichier: Path) -> None:
    assert programme("qpdf", "qpdf", "--check", fichier).returncode == 0


def test_openssl_verifie_la_signature_et_son_horodatage(scelle: bytes, pki: Pki, tmp_path: Path) -> None:
    signes, enveloppe = etendue(scelle)
    signataire = cms.ContentInfo.load(enveloppe)["content"]["signer_infos"][0]
    (tmp_path / "signes").write_bytes(signes)
    (tmp_path / "p7s").write_bytes(enveloppe)
    (tmp_path / "valeur").write_bytes(signataire["signature"].native)
    (jeton,) = (a["values"][0] for a in signataire["unsigned_attrs"])
    (tmp_path / "tst").write_bytes(jeton.dump())
    commandes = (
        f"cms -verify -cades -binary -inform DER -in {tmp_path}/p7s -content {tmp_path}/signes"
        f" -CAfile {pki.racine} -purpose any -out /dev/null",
        f"ts -verify -token_in -in {tmp_path}/tst -data {tmp_path}/valeur -CAfile {pki.racine}",
    )
    for commande in commandes:
        fini = programme("openssl", "openssl", *commande.split())
        assert fini.returncode == 0, fini.stderr


async def test_une_autre_signature_reste_possible_apres_la_certification(
    scelle: bytes, cle: CleDeSceau, horodateur: Horodateur, racine: bytes
) -> None:
    deux = await sceller(scelle, cle, horodateur, motif="Visa")
    verdict = verifier(deux, racine)
    assert verdict.ok
    assert len(verdict.signatures) == 2
    assert verdict.niveau_modification == "FORM_FILLING"


async def test_un_horodatage_du_document_entier_ne_defait_pas_le_sceau(
    scelle: bytes, horodateur: Horodateur, racine: bytes
) -> None:
    prolonge = await PdfTimeStamper(_Horodatage(horodateur)).async_timestamp_pdf(
        IncrementalPdfFileWriter(BytesIO(scelle)), "sha256", bytes_reserved=OCTETS_RESERVES
    )
    verdict = verifier(prolonge.getvalue(), racine)
    assert verdict.ok
    assert verdict.niveau_modification == "LTA_UPDATES"


async def test_la_date_enoncee_est_celle_qu_on_donne_et_l_horodatage_celui_de_l_autorite(
    pdf: bytes, cle: CleDeSceau, horodateur: Horodateur, racine: bytes
) -> None:
    virtuel = datetime(2028, 5, 2, 8, 30, tzinfo=UTC)
    signe = await sceller(pdf, cle, horodateur, motif="Rapport", instant=virtuel)
    assert rb"/M (D\07220280502083000Z)" in signe  # \072 is the colon
    verdict = verifier(signe, racine)
    assert verdict.ok
    assert verdict.horodatee_a is not None
    assert verdict.horodatee_a < datetime.now(UTC) + timedelta(minutes=2)


async def test_des_sceaux_en_parallele_dans_des_fils_sont_tous_valides(
    pdf: bytes, cle: CleDeSceau, horodateur: Horodateur, racine: bytes
) -> None:
    cle_envoyee, horodateur_envoye = pickle.loads(pickle.dumps((cle, horodateur)))  # noqa: S301 - our own
    signes = await asyncio.gather(
        *(
            asyncio.to_thread(sceller_bloquant, pdf, cle_envoyee, horodateur_envoye, motif=f"Acte {n}")
            for n in range(6)
        )
    )
    assert len({hashlib.sha256(s).digest() for s in signes}) == 6
    assert all(verifier(s, racine).ok for s in signes)


async def test_sans_horodatage_il_n_y_a_pas_de_sceau(pdf: bytes, cle: CleDeSceau, racine: bytes) -> None:
    with pytest.raises(TsaIndisponible):
        await sceller(pdf, cle, Horodateur("http://127.0.0.1:9/", [racine]), motif="Convocation")


def refuse(verdict: Verdict) -> Verdict:
    assert not verdict.ok
    return verdict


def test_t1_un_bit_du_contenu_change_est_refuse(scelle: bytes, racine: bytes, tmp_path: Path) -> None:
    falsifie = bytearray(scelle)
    falsifie[scelle.index(b"stream\n") + 40] ^= 1
    verdict = refuse(verifier(bytes(falsifie), racine))
    assert not verdict.intacte
    (tmp_path / "t1.pdf").write_bytes(falsifie)
    texte = programme("pdfsig", "poppler-utils", "-no-ocsp", tmp_path / "t1.pdf").stdout
    assert "Digest Mismatch" in texte


def test_t2_un_fichier_tronque_est_refuse(scelle: bytes, racine: bytes) -> None:
    for reste in (0, 100, len(scelle) // 2, len(scelle) - 400):
        refuse(verifier(scelle[:reste], racine))


def test_t3_un_contenu_ajoute_apres_la_signature_est_refuse(
    scelle: bytes, racine: bytes, tmp_path: Path
) -> None:
    """The forgery that pdfsig, mutool, qpdf and the AdES validation all let pass."""
    ecrivain = IncrementalPdfFileWriter(BytesIO(scelle))
    flux = generic.StreamObject(stream_data=b"q 1 0 0 rg 50 600 300 100 re f Q")
    ecrivain.add_stream_to_page(0, ecrivain.add_object(flux))
    sortie = BytesIO()
    ecrivain.write(sortie)
    verdict = refuse(verifier(sortie.getvalue(), racine))
    assert verdict.intacte
    assert verdict.niveau_modification == "OTHER"
    assert "modifié après la signature" in verdict.message
    (tmp_path / "t3.pdf").write_bytes(sortie.getvalue())
    texte = programme("pdfsig", "poppler-utils", "-no-ocsp", tmp_path / "t3.pdf").stdout
    assert "Signature is Valid." in texte


def changer_dans_le_cms(scelle: bytes, cible: bytes, rang: int = -1) -> bytes:
    hexa = cible.hex().encode()
    assert scelle.lower().count(hexa) == 1
    position = scelle.lower().index(hexa) + (rang % len(hexa))
    chiffre = b"0" if scelle[position : position + 1] != b"0" else b"1"
    return scelle[:position] + chiffre + scelle[position + 1 :]


def test_t4_un_chiffre_de_la_valeur_de_signature_change_est_refuse(scelle: bytes, racine: bytes) -> None:
    signataire = cms.ContentInfo.load(etendue(scelle)[1])["content"]["signer_infos"][0]
    falsifie = changer_dans_le_cms(scelle, signataire["signature"].native)
    assert not refuse(verifier(falsifie, racine)).intacte


def test_t8_une_heure_retouchee_dans_le_jeton_est_refusee(scelle: bytes, racine: bytes) -> None:
    verdict = verifier(scelle, racine)
    assert verdict.horodatee_a is not None
    heure = f"{verdict.horodatee_a:%Y%m%d%H%M%S}".encode()
    falsifie = changer_dans_le_cms(scelle, heure, rang=7)  # the month
    assert refuse(verifier(falsifie, racine)).horodatee_a is None


def test_un_sceau_d_une_autre_autorite_est_refuse(scelle: bytes, tmp_path: Path) -> None:
    ailleurs = preparer(tmp_path / "ailleurs").racine.read_bytes()
    assert "aucune autorité admise" in refuse(verifier(scelle, ailleurs)).message


def test_un_pdf_sans_signature_ou_un_autre_fichier_est_refuse(pdf: bytes, racine: bytes) -> None:
    assert "aucune signature" in refuse(verifier(pdf, racine)).message
    assert "n’est pas un PDF lisible" in refuse(verifier(b"%PDF-1.7 n'importe quoi", racine)).message


async def test_une_cle_qui_n_est_pas_celle_du_certificat_ne_scelle_pas(
    pdf: bytes, cle: CleDeSceau, pki: Pki, horodateur: Horodateur
) -> None:
    autres = (
        pki.cle_tsa.read_bytes(),
        pem(rsa.generate_private_key(65537, 2048)),
        pem(dsa.generate_private_key(2048)),
    )
    for autre in autres:
        with pytest.raises(CleInutilisable):
            await sceller(pdf, CleDeSceau(autre, cle.certificat_pem), horodateur, motif="Convocation")


def pem(cle: rsa.RSAPrivateKey | dsa.DSAPrivateKey) -> bytes:
    return cle.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def test_la_cle_privee_ne_parait_pas_dans_les_journaux(cle: CleDeSceau) -> None:
    assert "PRIVATE" not in repr(cle)
