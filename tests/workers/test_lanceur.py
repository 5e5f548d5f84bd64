"""The launcher, run as a process on a small house of its own, with a pip that only takes notes."""

import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

RACINE = Path(__file__).parents[2]

FAUX_PIP = """\
import os, signal, sys, time
assert "--python" in sys.argv
with open(os.environ["NOTES"], "a") as notes:
    notes.write(" ".join(sys.argv[1:]) + "\\n")
if os.environ.get("MEURTRE"):
    os.kill(os.getppid(), signal.SIGKILL)
time.sleep(float(os.environ.get("LENTEUR", "0")))
if os.environ.get("MEURTRE"):
    with open(os.environ["NOTES"], "a") as notes:
        notes.write("fin de l’orphelin\\n")
if os.environ.get("ECHEC"):
    sys.exit("ERROR: aucune version ne correspond")
"""
FAUSSE_COMMANDE = "import os, sys; print('argv', *sys.argv[1:]); print('cwd', os.getcwd())"


@dataclass
class Maison:
    """A folder with the launcher, its locks, and stand-ins for pip and for the real command."""

    racine: Path
    appelee: Path

    def environnement(self, **reglages: str) -> dict[str, str]:
        return os.environ | {"PYTHONPATH": str(self.racine / "faux"), "NOTES": str(self.notes)} | reglages

    def lancer(self, *arguments: str, ici: Path | None = None, **reglages: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, str(self.appelee), *arguments],
            capture_output=True, text=True, cwd=ici or self.racine, env=self.environnement(**reglages),
        )  # fmt: skip

    @property
    def notes(self) -> Path:
        return self.racine / "notes.txt"

    @property
    def empreinte(self) -> Path:
        return self.racine / ".venv" / "empreinte.json"

    def appels_de_pip(self) -> list[str]:
        appels = self.notes.read_text().splitlines() if self.notes.exists() else []
        self.notes.unlink(missing_ok=True)
        return appels


@pytest.fixture
def maison(tmp_path: Path) -> Maison:
    racine = tmp_path / "maison"
    for dossier in ("faux/pip", "faux/workers"):
        (racine / dossier).mkdir(parents=True)
    shutil.copy(RACINE / "diligence", racine)
    for nom in ("requirements.lock", "requirements-dev.lock", "pyproject.toml"):
        (racine / nom).write_text("a==1 \\\n    --hash=sha256:00\n")
    (racine / "faux/pip/__init__.py").write_text("__version__ = '23.0.1'")
    (racine / "faux/pip/__main__.py").write_text(FAUX_PIP)
    (racine / "faux/workers/__init__.py").touch()
    (racine / "faux/workers/commande.py").write_text(FAUSSE_COMMANDE)
    return Maison(racine, racine / "diligence")


def test_le_premier_appel_installe_les_dependances_puis_le_projet(maison: Maison) -> None:
    fini = maison.lancer("bench", "pas")
    assert fini.stdout.splitlines()[0] == "argv bench pas"
    dependances, projet = maison.appels_de_pip()
    assert "--require-hashes" in dependances
    assert dependances.endswith("requirements.lock")
    assert projet.endswith(f"--no-deps --no-build-isolation -e {maison.racine}")
    assert "première installation" in fini.stderr


def test_les_appels_suivants_n_installent_rien(maison: Maison) -> None:
    maison.lancer()
    maison.appels_de_pip()
    suivant = maison.lancer("delais")
    assert suivant.returncode == 0
    assert suivant.stderr == ""
    assert maison.appels_de_pip() == []


def test_la_suite_de_tests_demande_aussi_ses_outils(maison: Maison) -> None:
    maison.lancer()
    maison.appels_de_pip()
    maison.lancer("test")
    assert maison.appels_de_pip()[0].endswith("requirements-dev.lock")
    maison.lancer("run")
    maison.lancer("test")
    assert maison.appels_de_pip() == []


@pytest.mark.parametrize("nom", ["requirements.lock", "pyproject.toml"])
def test_un_verrou_change_met_a_jour_sans_tout_refaire(maison: Maison, nom: str) -> None:
    maison.lancer()
    maison.appels_de_pip()
    temoin = maison.racine / ".venv" / "temoin"
    temoin.touch()
    (maison.racine / nom).write_text("a==2\n")
    assert "mise à jour" in maison.lancer().stderr
    assert len(maison.appels_de_pip()) == 2
    assert temoin.exists()


def test_une_installation_tuee_est_refaite_de_zero(maison: Maison) -> None:
    tue = maison.lancer(MEURTRE="1")
    assert tue.returncode == -signal.SIGKILL
    assert not maison.empreinte.exists()
    reste = maison.racine / ".venv" / "a-moitie"
    reste.touch()
    assert maison.lancer().returncode == 0
    assert not reste.exists()


def test_un_pip_orphelin_est_attendu(maison: Maison) -> None:
    orphelin = subprocess.Popen(
        [sys.executable, str(maison.appelee)], cwd=maison.racine, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, env=maison.environnement(MEURTRE="1", LENTEUR="0.5"),
    )  # fmt: skip
    assert orphelin.wait() == -signal.SIGKILL
    assert "attente" in maison.lancer().stderr
    assert maison.appels_de_pip().index("fin de l’orphelin") == 1


def test_une_mise_a_jour_tuee_ne_passe_pas_pour_faite(maison: Maison) -> None:
    maison.lancer()
    (maison.racine / "requirements.lock").write_text("a==2\n")
    maison.lancer(MEURTRE="1")
    assert maison.lancer().returncode == 0
    assert len([appel for appel in maison.appels_de_pip() if "install" in appel]) == 5


def test_un_interpreteur_disparu_fait_refaire_l_environnement(maison: Maison) -> None:
    maison.lancer()
    (maison.racine / ".venv" / "bin" / "python").unlink()
    assert maison.lancer().returncode == 0


def test_deux_premiers_appels_ensemble_installent_une_seule_fois(maison: Maison) -> None:
    commande = [sys.executable, str(maison.appelee)]
    ensemble = [
        subprocess.Popen(
            commande, env=maison.environnement(LENTEUR="0.4"), cwd=maison.racine,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for _ in range(2)
    ]  # fmt: skip
    sorties = [processus.communicate() for processus in ensemble]
    assert [processus.returncode for processus in ensemble] == [0, 0]
    assert len(maison.appels_de_pip()) == 2
    assert all(sortie.startswith("argv") for sortie, _ in sorties)


def test_sans_pip_une_ligne_dit_quoi_installer(maison: Maison) -> None:
    (maison.racine / "faux/pip/__init__.py").write_text("raise ModuleNotFoundError('pip')")
    refus = maison.lancer("run")
    assert refus.returncode == 1
    assert refus.stdout == ""
    assert refus.stderr.count("\n") == 1
    assert "apt-get install python3-pip" in refus.stderr
    assert not (maison.racine / ".venv").exists()


def test_un_pip_trop_ancien_est_nomme(maison: Maison) -> None:
    (maison.racine / "faux/pip/__init__.py").write_text("__version__ = '20.3.4'")
    refus = maison.lancer("run")
    assert refus.returncode == 1
    assert "pip 20.3.4 est trop ancien" in refus.stderr


def test_un_echec_de_pip_donne_sa_raison_et_le_journal(maison: Maison) -> None:
    refus = maison.lancer("run", ECHEC="1")
    assert refus.returncode == 1
    derniere = refus.stderr.splitlines()[-1]
    assert "aucune version ne correspond" in derniere
    assert "installation.log" in derniere


def test_un_python_trop_ancien_est_nomme(maison: Maison) -> None:
    # what an older interpreter would find, without having one
    (maison.racine / "ancien.py").write_text(
        "import runpy, shutil, sys\n"
        "sys.version_info = (3, 9, 2, 'final', 0)\n"
        "shutil.which = lambda nom: None\n"
        f"runpy.run_path({str(maison.appelee)!r}, run_name='__main__')\n"
    )
    maison.appelee = maison.racine / "ancien.py"
    refus = maison.lancer()
    assert refus.returncode == 1
    assert "Python 3.9 est trop ancien" in refus.stderr
    assert refus.stderr.count("\n") == 1


def test_par_un_lien_et_d_ailleurs_le_dossier_de_l_appelant_reste_le_sien(maison: Maison, tmp_path: Path) -> None:
    ailleurs = tmp_path / "ailleurs"
    (ailleurs / "workers").mkdir(parents=True)
    (ailleurs / "workers" / "commande.py").write_text("raise SystemExit('un homonyme')")
    lien = ailleurs / "dl"
    lien.symlink_to(maison.appelee)
    maison.appelee = lien
    fini = maison.lancer("--donnees", "ici", ici=ailleurs)
    assert fini.stdout.splitlines() == ["argv --donnees ici", f"cwd {ailleurs}"]
    assert (maison.racine / ".venv").is_dir()


def test_le_vrai_lanceur_montre_ses_commandes() -> None:
    empreinte = RACINE / ".venv" / "empreinte.json"
    if not empreinte.exists() or json.loads(empreinte.read_text())["socle"].split()[-1] != str(RACINE):
        # the launcher would make it anew under our feet
        pytest.fail("this environment was not made by the launcher: run the tests with ./diligence test")
    aide = subprocess.run([str(RACINE / "diligence"), "--help"], capture_output=True, text=True)
    assert aide.returncode == 0
    for commande in ("run", "demo", "delais", "bench", "test", "migrer"):
        assert f"\n  {commande} " in aide.stdout


@pytest.mark.parametrize(
    ("arguments", "ligne"),
    [
        (["nulle-part"], "diligence : commande inconnue : nulle-part\n"),
        (["--inconnue"], "diligence : option inconnue : --inconnue\n"),
        (["migrer", "en-trop"], "diligence : argument inattendu : en-trop\n"),
        (["run", "--port"], "diligence : il faut une valeur après --port\n"),
    ],
)
def test_un_appel_mal_forme_recoit_une_ligne(arguments: list[str], ligne: str) -> None:
    refus = subprocess.run(
        [sys.executable, "-m", "workers.commande", *arguments], capture_output=True, text=True, cwd=RACINE
    )
    assert (refus.returncode, refus.stdout, refus.stderr) == (2, "", ligne)
