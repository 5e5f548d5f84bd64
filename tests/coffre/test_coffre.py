"""The vault keeps whole documents or nothing, and never gives out an altered one."""

import hashlib
import io
import os
import signal
import subprocess
import sys
import textwrap
import threading
import tracemalloc
from pathlib import Path

import pytest

from coffre import coffre as module
from coffre.coffre import MORCEAU, Absent, Altere, Coffre
from coffre.kek import KekFichier, KekIllisible

RACINE = Path(__file__).parents[2]


@pytest.fixture
def coffre(tmp_path: Path) -> Coffre:
    return Coffre(tmp_path / "coffre", KekFichier(tmp_path / "kek"))


def objets(tmp_path: Path) -> list[Path]:
    return sorted(f for f in (tmp_path / "coffre" / "objets").rglob("*") if f.is_file())


def fiches(tmp_path: Path) -> list[Path]:
    return sorted(f for f in (tmp_path / "coffre" / "cles").rglob("*") if f.is_file())


@pytest.mark.parametrize("taille", [0, 1, MORCEAU - 1, MORCEAU, MORCEAU + 1, 3 * MORCEAU + 7])
def test_un_document_depose_se_relit_a_l_identique(coffre: Coffre, taille: int) -> None:
    contenu = os.urandom(taille)
    depot = coffre.deposer_octets(contenu)
    assert depot.sha256 == hashlib.sha256(contenu).hexdigest()
    assert depot.taille == coffre.taille(depot.sha256) == taille
    assert coffre.existe(depot.sha256)
    assert coffre.lire(depot.sha256) == contenu


def test_le_document_n_est_lisible_ni_dans_les_fichiers_ni_par_le_groupe(
    coffre: Coffre, tmp_path: Path
) -> None:
    coffre.deposer_octets(b"Le pre-rapport est confidentiel. " * 10)
    for fichier in [*objets(tmp_path), *fiches(tmp_path), tmp_path / "kek"]:
        assert b"confidentiel" not in fichier.read_bytes()
        assert fichier.stat().st_mode & 0o077 == 0


def test_deposer_deux_fois_le_meme_contenu_ne_fait_qu_un_objet(coffre: Coffre, tmp_path: Path) -> None:
    premier = coffre.deposer_octets(b"meme contenu")
    avant = [(f, f.read_bytes()) for f in objets(tmp_path) + fiches(tmp_path)]
    assert coffre.deposer_octets(b"meme contenu") == premier
    assert [(f, f.read_bytes()) for f in objets(tmp_path) + fiches(tmp_path)] == avant
    assert not list((tmp_path / "coffre" / "en-cours").iterdir())


def test_des_depots_simultanes_du_meme_contenu_ne_font_qu_un_objet(coffre: Coffre, tmp_path: Path) -> None:
    contenu = os.urandom(2 * MORCEAU)
    barriere = threading.Barrier(8)

    def deposer() -> None:
        barriere.wait()
        coffre.deposer_octets(contenu)

    fils = [threading.Thread(target=deposer) for _ in range(8)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert len(objets(tmp_path)) == len(fiches(tmp_path)) == 1
    assert coffre.lire(hashlib.sha256(contenu).hexdigest()) == contenu


@pytest.mark.parametrize("position", [0, 20, 5_000, MORCEAU + 300, -1])
def test_un_bit_retourne_est_vu(coffre: Coffre, tmp_path: Path, position: int) -> None:
    depot = coffre.deposer_octets(os.urandom(MORCEAU + 1_000))
    (objet,) = objets(tmp_path)
    octets = bytearray(objet.read_bytes())
    octets[position] ^= 1
    objet.write_bytes(octets)
    with pytest.raises(Altere):
        coffre.lire(depot.sha256)


@pytest.mark.parametrize("reste", [0, 10, 500, MORCEAU, MORCEAU + 200])
def test_un_contenu_tronque_est_vu(coffre: Coffre, tmp_path: Path, reste: int) -> None:
    depot = coffre.deposer_octets(os.urandom(MORCEAU + 1_000))
    (objet,) = objets(tmp_path)
    os.truncate(objet, reste)
    with pytest.raises(Altere):
        coffre.lire(depot.sha256)


def test_un_contenu_disparu_ou_une_fiche_abimee_est_une_alteration(coffre: Coffre, tmp_path: Path) -> None:
    depot = coffre.deposer_octets(b"contenu")
    (objet,), (fiche,) = objets(tmp_path), fiches(tmp_path)
    octets = fiche.read_bytes()
    fiche.write_bytes(octets[:-10])
    with pytest.raises(Altere):
        coffre.lire(depot.sha256)
    fiche.write_bytes(octets.replace(objet.name.encode(), b"../../../kek"))
    with pytest.raises(Altere):
        coffre.lire(depot.sha256)
    fiche.write_bytes(octets)
    objet.unlink()
    with pytest.raises(Altere):
        coffre.lire(depot.sha256)


def test_un_document_ne_s_ouvre_pas_sous_le_nom_d_un_autre(coffre: Coffre, tmp_path: Path) -> None:
    un, autre = coffre.deposer_octets(b"le dire de la demanderesse"), coffre.deposer_octets(b"un autre dire")
    source = next(f for f in fiches(tmp_path) if f.stem == autre.sha256)
    cible = next(f for f in fiches(tmp_path) if f.stem == un.sha256)
    objet_source = next(f for f in objets(tmp_path) if f.name.startswith(autre.sha256))
    objet_cible = next(f for f in objets(tmp_path) if f.name.startswith(un.sha256))
    objet_cible.write_bytes(objet_source.read_bytes())
    cible.write_bytes(source.read_bytes().replace(objet_source.name.encode(), objet_cible.name.encode()))
    with pytest.raises(Altere):
        coffre.lire(un.sha256)


def test_une_autre_cle_d_enveloppe_n_ouvre_rien(coffre: Coffre, tmp_path: Path) -> None:
    depot = coffre.deposer_octets(b"contenu")
    with pytest.raises(Altere):
        Coffre(tmp_path / "coffre", KekFichier(tmp_path / "autre-kek")).lire(depot.sha256)


@pytest.mark.parametrize(
    "nom",
    ["", "../../etc/passwd", "a" * 63, "a" * 65, "A" * 64, "g" * 64, "a" * 64 + "\n", "/" + "a" * 63],
)
def test_un_nom_qui_n_est_pas_une_empreinte_n_atteint_pas_le_disque(coffre: Coffre, nom: str) -> None:
    for acces in (coffre.lire, coffre.ouvrir, coffre.existe, coffre.taille):
        with pytest.raises(ValueError, match="64 lower-case hexadecimal"):
            acces(nom)


def test_un_document_jamais_depose_est_absent(coffre: Coffre) -> None:
    assert not coffre.existe("0" * 64)
    with pytest.raises(Absent):
        coffre.lire("0" * 64)


def test_soixante_quatre_mebioctets_passent_en_memoire_constante(coffre: Coffre) -> None:
    class Source:
        """Gives 64 MiB that are never in memory together."""

        reste = 64

        def read(self, size: int, /) -> bytes:
            self.reste -= 1
            return bytes([self.reste]) * MORCEAU if self.reste >= 0 else b""

    tracemalloc.start()
    try:
        depot = coffre.deposer(Source())
        with coffre.ouvrir(depot.sha256) as flux:
            lus = sum(len(morceau) for morceau in iter(lambda: flux.read(MORCEAU), b""))
        pic = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert depot.taille == lus == 64 * MORCEAU
    assert pic < 16 * MORCEAU


def test_une_alteration_en_fin_de_document_se_voit_aussi_en_flux(coffre: Coffre, tmp_path: Path) -> None:
    depot = coffre.deposer_octets(os.urandom(3 * MORCEAU))
    (objet,) = objets(tmp_path)
    octets = bytearray(objet.read_bytes())
    octets[-1] ^= 1
    objet.write_bytes(octets)
    with coffre.ouvrir(depot.sha256) as flux:
        assert len(flux.read(MORCEAU)) == MORCEAU
        with pytest.raises(Altere):
            flux.read()


def test_un_depot_non_scelle_ne_laisse_rien(coffre: Coffre, tmp_path: Path) -> None:
    with coffre.ouvrir_depot() as depot:
        depot.ecrire(b"televersement interrompu")

    def depot_coupe() -> None:
        with coffre.ouvrir_depot() as depot:
            depot.ecrire(b"debut")
            raise ConnectionError

    with pytest.raises(ConnectionError):
        depot_coupe()
    assert not [f for f in (tmp_path / "coffre").rglob("*") if f.is_file()]


def test_un_arret_entre_l_ecriture_et_la_publication_ne_laisse_aucun_document(
    coffre: Coffre, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def panne(*_: object) -> bool:
        raise OSError("power cut")

    monkeypatch.setattr(module, "publier_sans_ecraser", panne)
    with pytest.raises(OSError, match="power cut"):
        coffre.deposer_octets(b"contenu")
    monkeypatch.undo()
    sha256 = hashlib.sha256(b"contenu").hexdigest()
    assert not coffre.existe(sha256)
    assert len(objets(tmp_path)) == 1  # the ciphertext without its key
    assert coffre.deposer_octets(b"contenu").sha256 == sha256
    assert coffre.lire(sha256) == b"contenu"
    assert coffre.purger_inacheves(age=-1) == 1
    assert coffre.lire(sha256) == b"contenu"


def test_tue_a_tout_moment_le_coffre_n_a_que_des_documents_entiers(coffre: Coffre, tmp_path: Path) -> None:
    """`kill -9` a process that deposits without end, several times, then read all that exists."""
    programme = textwrap.dedent(f"""
        import os, sys
        from pathlib import Path
        from coffre.coffre import Coffre
        from coffre.kek import KekFichier
        coffre = Coffre(Path({str(tmp_path / "coffre")!r}), KekFichier(Path({str(tmp_path / "kek")!r})))
        print("pret", flush=True)
        while True:
            coffre.deposer_octets(os.urandom(200_000))
    """)
    for attente in (0.01, 0.03, 0.05, 0.08):
        with subprocess.Popen(
            [sys.executable, "-c", programme], cwd=RACINE, stdout=subprocess.PIPE
        ) as enfant:
            assert enfant.stdout is not None
            assert enfant.stdout.readline() == b"pret\n"
            threading.Event().wait(attente)
            enfant.send_signal(signal.SIGKILL)
    existants = [fiche.stem for fiche in fiches(tmp_path)]
    assert existants
    for sha256 in existants:
        assert hashlib.sha256(coffre.lire(sha256)).hexdigest() == sha256
    coffre.purger_inacheves(age=-1)
    assert len(objets(tmp_path)) == len(existants)


def test_la_cle_d_enveloppe_est_la_meme_pour_deux_processus_et_fermee_aux_autres(tmp_path: Path) -> None:
    chiffre = KekFichier(tmp_path / "kek").encrypt(b"cle", b"nom")
    assert KekFichier(tmp_path / "kek").decrypt(chiffre, b"nom") == b"cle"
    (tmp_path / "kek").chmod(0o640)
    with pytest.raises(KekIllisible, match="chmod 600"):
        KekFichier(tmp_path / "kek")
    (tmp_path / "kek").chmod(0o600)
    (tmp_path / "kek").write_bytes(b"n'importe quoi")
    with pytest.raises(KekIllisible):
        KekFichier(tmp_path / "kek")


def test_un_flux_ordinaire_convient(coffre: Coffre) -> None:
    assert coffre.deposer(io.BytesIO(b"piece n 1")).taille == 9
