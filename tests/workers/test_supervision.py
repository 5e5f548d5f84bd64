"""The supervisor, on small children: what dies is started again, what is left behind dies, one per folder."""

import asyncio
import json
import os
import signal
import socket
import stat
import subprocess
import sys
import textwrap
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from workers.embarque.emplacement import Empechement, choisir_ports, verrouiller
from workers.embarque.jetons import Titulaire, creer_jetons, jeton_de
from workers.embarque.processus import Service, Superviseur
from workers.embarque.serveur_temporal import TemporalIntrouvable, arguments_serveur, trouver_temporal

DORMIR = "import time; time.sleep(60)"


def service(nom: str, programme: str = DORMIR, delai_d_arret: float = 5.0) -> Service:
    commande = (sys.executable, "-u", "-c", textwrap.dedent(programme))
    return Service(nom, f"partie {nom}", commande, dict(os.environ), delai_d_arret=delai_d_arret)


async def jusqu_a(condition: Callable[[], bool], delai: float = 10.0) -> None:
    limite = time.monotonic() + delai
    while not condition():
        assert time.monotonic() < limite, "too long"
        await asyncio.sleep(0.02)


def vit(pid: int) -> bool:
    try:
        # a zombie is dead, but its number is still there until its new parent reads it
        etat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return etat not in "ZX"


@pytest.fixture
def annonces() -> list[str]:
    return []


@pytest_asyncio.fixture
async def superviseur(tmp_path: Path, annonces: list[str]) -> AsyncIterator[Superviseur]:
    superviseur = Superviseur(tmp_path / "journaux", annonces.append)
    yield superviseur
    await superviseur.arreter()


async def test_une_partie_tuee_repart(superviseur: Superviseur, annonces: list[str]) -> None:
    await superviseur.demarrer(service("a"))
    premier = superviseur.pid("a")
    os.kill(premier, signal.SIGKILL)
    await jusqu_a(lambda: superviseur.pid("a") != premier)
    assert vit(superviseur.pid("a"))
    await jusqu_a(lambda: "de nouveau prêt" in annonces[-1])
    assert any("SIGKILL" in ligne for ligne in annonces)


async def test_une_partie_qui_ne_demarre_pas_donne_la_derniere_ligne_de_son_journal(
    superviseur: Superviseur,
) -> None:
    async def jamais() -> bool:
        return False

    malade = service("b", "raise SystemExit('le port est occupé')")
    malade = Service(malade.nom, malade.titre, malade.commande, malade.environnement, jamais)
    with pytest.raises(Empechement, match="ne démarre pas : le port est occupé"):
        await superviseur.demarrer(malade)


async def test_une_partie_qui_finit_par_elle_meme_doit_reussir(superviseur: Superviseur) -> None:
    await superviseur.executer(service("c", "pass"))
    with pytest.raises(Empechement, match="a échoué \\(code 3\\)"):
        await superviseur.executer(service("c", "raise SystemExit(3)"))


async def test_l_arret_se_fait_dans_l_ordre_inverse_et_les_sourds_sont_tues(
    superviseur: Superviseur, tmp_path: Path
) -> None:
    carnet = tmp_path / "carnet"
    docile = """
        import signal, sys, time
        def fin(*_):
            open({carnet!r}, "a").write({nom!r})
            sys.exit(0)
        signal.signal(signal.SIGTERM, fin)
        open({pret!r}, "w").close()
        time.sleep(60)
    """
    sourd = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
    for nom in "xyz":
        pret = tmp_path / nom
        await superviseur.demarrer(service(nom, docile.format(carnet=str(carnet), nom=nom, pret=str(pret))))
        await jusqu_a(pret.exists)
    await superviseur.demarrer(service("sourd", sourd, delai_d_arret=0.3))
    pid = superviseur.pid("sourd")
    await asyncio.sleep(0.3)
    await superviseur.arreter()
    assert carnet.read_text() == "zyx"
    assert not vit(pid)


async def test_les_journaux_du_demarrage_precedent_sont_gardes(tmp_path: Path) -> None:
    (tmp_path / "a.log").write_text("hier")
    premier = Superviseur(tmp_path, lambda _: None)
    await premier.executer(service("a", "print('bonjour')"))
    assert (tmp_path / "a.log").read_text() == "bonjour\n"
    assert (tmp_path / "a.log.1").read_text() == "hier"


SUPERVISEUR_A_PART = """
import asyncio, os, sys
from pathlib import Path
from workers.embarque.emplacement import verrouiller
from workers.embarque.processus import Service, Superviseur

async def main(dossier):
    superviseur = Superviseur(dossier / "journaux", lambda _: None, (verrouiller(dossier),))
    await superviseur.demarrer(
        Service("enfant", "enfant", (sys.executable, "-c", "import time; time.sleep(60)"), dict(os.environ))
    )
    print(superviseur.pid("enfant"), flush=True)
    await asyncio.sleep(60)

asyncio.run(main(Path(sys.argv[1])))
"""


def test_un_superviseur_tue_emmene_ses_enfants_et_rend_le_dossier(tmp_path: Path) -> None:
    commande = [sys.executable, "-c", SUPERVISEUR_A_PART, str(tmp_path)]
    with subprocess.Popen(commande, stdout=subprocess.PIPE, text=True) as autre:
        assert autre.stdout is not None
        enfant = int(autre.stdout.readline())
        assert vit(enfant)
        with pytest.raises(Empechement, match=f"déjà sur .* \\(processus {autre.pid}\\)"):
            verrouiller(tmp_path)
        autre.kill()
    # the lock is not given before the last child is dead: no waiting in between
    os.close(verrouiller(tmp_path))
    assert not vit(enfant)


def test_un_enfant_ne_part_pas_si_son_superviseur_est_deja_mort() -> None:
    attache = Path(__file__).parents[2] / "workers" / "embarque" / "attache.py"
    fini = subprocess.run(
        [sys.executable, str(attache), "0", sys.executable, "-c", "print('parti')"], capture_output=True
    )
    assert (fini.returncode, fini.stdout) == (1, b"")


def test_un_second_run_sur_le_meme_dossier_est_refuse_en_une_ligne(tmp_path: Path) -> None:
    verrou = verrouiller(tmp_path)
    try:
        second = subprocess.run(
            [sys.executable, "-m", "workers.commande", "run", "--donnees", str(tmp_path)],
            capture_output=True, text=True,
        )  # fmt: skip
    finally:
        os.close(verrou)
    assert (second.returncode, second.stdout) == (1, "")
    assert second.stderr == f"diligence : une plateforme tourne déjà sur {tmp_path} (processus {os.getpid()})\n"


def test_les_ports_sont_retrouves_et_un_port_occupe_est_remplace(tmp_path: Path) -> None:
    ports = choisir_ports(tmp_path)
    assert choisir_ports(tmp_path) == ports
    assert len(set(ports.values())) == len(ports)
    with socket.create_server(("127.0.0.1", ports["temporal"])):
        autres = choisir_ports(tmp_path)
    assert autres["temporal"] != ports["temporal"]
    assert json.loads((tmp_path / "ports.json").read_text()) == autres


def test_un_port_demande_est_pris_ou_refuse(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as occupant:
        demande = occupant.getsockname()[1]
        with pytest.raises(Empechement, match=f"le port {demande} est occupé"):
            choisir_ports(tmp_path, demande)
    assert choisir_ports(tmp_path, demande)["api"] == demande


def test_un_fichier_de_ports_abime_ne_bloque_pas_le_demarrage(tmp_path: Path) -> None:
    (tmp_path / "ports.json").write_text('{"api": "huit mille", "temporal": 99999, "autre": 1}')
    assert choisir_ports(tmp_path)["temporal"] < 65_536


def test_chacun_garde_son_jeton_et_le_fichier_est_prive(tmp_path: Path) -> None:
    fichier = tmp_path / "jetons.json"
    premiers = creer_jetons(fichier)
    ensuite = creer_jetons(fichier, [Titulaire("expert-moreau", "Mme Moreau", ("expert",))])
    assert ensuite.items() > premiers.items()
    assert jeton_de(fichier, "expert-moreau") == ensuite["expert-moreau"]
    assert stat.S_IMODE(fichier.stat().st_mode) == 0o600
    fiche = json.loads(fichier.read_text())[ensuite["expert-moreau"]]
    assert fiche == {"personne": "expert-moreau", "nom": "Mme Moreau", "roles": ["expert"]}
    with pytest.raises(KeyError):
        jeton_de(fichier, "personne-inconnue")


def test_temporal_est_celui_demande_puis_celui_du_chemin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programme = tmp_path / "temporal"
    programme.write_text("#!/bin/sh\n")
    programme.chmod(0o755)
    monkeypatch.delenv("DILIGENCE_TEMPORAL_CLI", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert trouver_temporal() == programme
    monkeypatch.setenv("DILIGENCE_TEMPORAL_CLI", str(tmp_path / "absent"))
    with pytest.raises(TemporalIntrouvable, match="absent, qui n’est pas un programme"):
        trouver_temporal()
    monkeypatch.delenv("DILIGENCE_TEMPORAL_CLI")
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "vide" / "python"))
    with pytest.raises(TemporalIntrouvable, match=r"relancez \./diligence"):
        trouver_temporal()


def test_le_serveur_des_essais_saute_le_temps_et_celui_de_la_plateforme_non() -> None:
    assert not any("TimeSkipping" in a for a in arguments_serveur(port=7233, port_ui=8233, fichier=Path("t.sqlite")))
    essais = arguments_serveur(saut_de_temps=True, reglages=["limit.historyCount.suggestContinueAsNew=50"])
    valeurs = [essais[i + 1] for i, a in enumerate(essais) if a == "--dynamic-config-value"]
    assert "frontend.WorkflowTimeSkippingEnabled=true" in valeurs
    assert valeurs[-1] == "limit.historyCount.suggestContinueAsNew=50"
