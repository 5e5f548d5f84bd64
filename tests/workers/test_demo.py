"""The demo as anybody runs it, and what it leaves judged by other programs: pdfsig, qpdf, openssl."""

import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import date, datetime
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path
from typing import Any

import pytest
from jeux import RACINE, Jeu, demo, en_parallele, jouer, programme

from workers.scenario import lire

EXEMPLE = RACINE / "exemples" / "construction.yaml"
PARTIES = ("dupin", "morel", "bâtirhône", "batirhone")

pytestmark = pytest.mark.timeout(300)

AILLEURS = """\
affaire:
  rg: 27/00456
  juridiction: {code: TJ974, nom: Tribunal judiciaire de Saint-Denis, zone: la-reunion}
  fondement: refere_145
  rendue_le: 2027-12-01
  objet: Toiture arrachée
  circonstances: Une toiture a été arrachée par le cyclone.
  expert: payet
  chefs: [Décrire les désordres., En dire la cause.]
  terme_rapport: {delai: P4M, a_compter: acceptation}
  provision: [{payeur: hoarau, montant: "2 000,00 €", terme: {delai: P1M, a_compter: ordonnance}}]
participants:
  greffe: {role: greffe, nom: Greffe}
  juge: {role: juge, nom: M. Rivière}
  regie: {role: regie, nom: Régie}
  payet: {role: expert, nom: Mme Payet, courriel: e@expert.example}
  hoarau: {role: partie, qualite: demandeur, nom: M. Hoarau, adresse: 97400 Saint-Denis, courriel: a@p.example}
  sci: {role: partie, qualite: defendeur, nom: SCI du Volcan, adresse: 97430 Le Tampon, courriel: b@p.example}
actes:
  - {le: 2027-12-02, par: greffe, acte: enregistrer_ordonnance}
  - {le: +3, par: greffe, acte: notifier_designation}
  - {le: J+20, heure: 9 h, par: payet, acte: accepter_mission, independance: oui}
"""


@pytest.fixture(scope="module")
def jeu(tmp_path_factory: pytest.TempPathFactory) -> Jeu:
    return jouer(EXEMPLE, tmp_path_factory.mktemp("construction"))


@pytest.fixture(scope="module")
def ailleurs(tmp_path_factory: pytest.TempPathFactory) -> Jeu:
    dossier = tmp_path_factory.mktemp("ailleurs")
    (dossier / "reunion.yaml").write_text(AILLEURS, encoding="utf-8")
    return jouer(dossier / "reunion.yaml", dossier)


def ouvertes(jeu: Jeu, regle: str) -> list[dict[str, Any]]:
    return [e for evenement in jeu.chronologie for e in evenement["echeances_ouvertes"] if e["regle"] == regle]


# -- the proofs, by others


def test_pdfsig_trouve_chaque_document_etabli_valablement_scelle(jeu: Jeu) -> None:
    assert len(jeu.scelles) == jeu.bilan["documents"]["scelles"] > 60
    for texte in en_parallele(lambda f: programme("pdfsig", "poppler-utils", "-no-ocsp", f).stdout, jeu.scelles):
        assert "Signature is Valid." in texte
        assert "Total document signed" in texte


def test_qpdf_trouve_chaque_document_sain(jeu: Jeu) -> None:
    tous = sorted((jeu.dossier / "documents").rglob("*.pdf"))
    assert all(fini.returncode == 0 for fini in en_parallele(lambda f: programme("qpdf", "qpdf", "--check", f), tous))


def test_chaque_document_se_dit_pdf_a(jeu: Jeu) -> None:
    for fichier in jeu.scelles:
        octets = fichier.read_bytes()
        assert b"<pdfaid:part>3</pdfaid:part>" in octets
        assert b"<pdfaid:conformance>A</pdfaid:conformance>" in octets


def test_openssl_verifie_le_jeton_de_chaque_document(jeu: Jeu) -> None:
    racine = jeu.dossier / "certificats" / "racine.pem"

    def verifie(jeton: Path) -> bool:
        document = (jeu.dossier / "documents" / jeton.relative_to(jeu.dossier / "jetons")).with_suffix(".pdf")
        fini = programme("openssl", "openssl", "ts", "-verify", "-data", document, "-in", jeton, "-CAfile", racine)
        return fini.returncode == 0 and "Verification: OK" in fini.stdout + fini.stderr

    jetons = sorted((jeu.dossier / "jetons").rglob("*.tsr"))
    assert len(jetons) == jeu.bilan["jetons"] == len(list((jeu.dossier / "documents").rglob("*.pdf")))
    assert all(en_parallele(verifie, jetons))


def test_un_document_porte_la_date_de_son_acte(jeu: Jeu) -> None:
    texte = programme(
        "pdfsig", "poppler-utils", "-no-ocsp", jeu.dossier / "documents/2026-02-16-convocation-1.pdf"
    ).stdout
    assert "Signing Time: Feb 16 2026" in texte


# -- the law


def test_le_dire_tardif_est_enregistre_comme_tel(jeu: Jeu) -> None:
    dires = [e["situation"] for e in jeu.chronologie if e["type"] == "dire_depose"]
    assert dires == ["dans_le_delai", "dans_le_delai", "dans_le_delai", "tardif"]


def test_art_282_un_delai_par_partie_a_compter_de_sa_reception(jeu: Jeu) -> None:
    courues = [e for e in ouvertes(jeu, "DL-16") if e["legal"]]
    assert {e["personne"] for e in courues} == {"dupin", "batirhone", "morel"}
    assert len({e["legal"] for e in courues}) == 3
    for evenement in jeu.chronologie:
        if evenement["type"] == "reception_constatee" and evenement["echeances_ouvertes"]:
            assert evenement["preuve"]["nature"] in ("ar_lrar", "signification", "recepisse")
            assert evenement["survenu_le"] < evenement["a"][:10]
            assert all(e["origine"]["date"] == evenement["survenu_le"] for e in evenement["echeances_ouvertes"])


def test_chaque_date_porte_sa_demonstration(jeu: Jeu) -> None:
    for evenement in jeu.chronologie:
        for echeance in evenement["echeances_ouvertes"]:
            assert (echeance["legal"] is None) == (not echeance["derivation"])
            if echeance["legal"]:
                assert echeance["nominal"] <= echeance["legal"] <= echeance["arguable_until"]
                assert datetime.fromisoformat(echeance["expire_a"]).date() > date.fromisoformat(echeance["legal"])


def test_toute_echeance_close_etait_ouverte_et_aucune_ne_reste(jeu: Jeu) -> None:
    en_cours: set[str] = set()
    for evenement in jeu.chronologie:
        en_cours |= {e["id"] for e in evenement["echeances_ouvertes"]}
        closes = {e["id"] for e in evenement["echeances_closes"]}
        assert closes <= en_cours
        en_cours -= closes
    assert {i.split(":")[0] for i in en_cours} == {"DL-25"}  # the file is kept, then destroyed
    assert jeu.bilan["echeances"]["ouvertes"] == jeu.bilan["echeances"]["closes"] + 1


def test_l_exemple_ne_leve_aucun_etat(jeu: Jeu) -> None:
    """A right that ends is closed; a duty that passes would stay, for a human."""
    assert all(e["echeances_closes"] for e in jeu.chronologie if e["type"] == "echeance_depassee")
    assert "remise_echouee" not in {e["type"] for e in jeu.chronologie}


# -- the story


def test_la_chronologie_est_continue_et_finit_par_la_cloture(jeu: Jeu) -> None:
    assert [e["numero"] for e in jeu.chronologie] == list(range(1, jeu.bilan["evenements"] + 1))
    instants = [datetime.fromisoformat(e["a"]) for e in jeu.chronologie]
    assert instants == sorted(instants)
    assert (jeu.chronologie[-1]["type"], jeu.chronologie[-1]["etape"]) == ("dossier_clos", "close")
    assert {tuple(e["acteur"]) for e in jeu.chronologie} == {("personne", "role")}


def test_chaque_acte_est_accompli_a_l_heure_du_fichier(jeu: Jeu) -> None:
    inscrits = Counter(e["a"][:16] for e in jeu.chronologie)
    for acte in lire(EXEMPLE).actes:
        assert inscrits[acte.a.isoformat()[:16]] >= 1, acte.a


def test_chaque_acte_de_la_chronologie_a_son_document(jeu: Jeu) -> None:
    actes = [acte for evenement in jeu.chronologie for acte in evenement["actes"]]
    assert all((jeu.dossier / acte["fichier"]).is_file() for acte in actes)
    noms = {acte["nature"] for acte in actes}
    assert {"avis_sapiteur", "pre_rapport", "rapport", "ordonnance_de_taxe", "notification_taxe"} <= noms
    assert all(re.match(r"\d{4}-\d{2}-\d{2}-[a-z_]+-\d+\.pdf", fichier.name) for fichier in jeu.scelles)


def test_aucun_courriel_ne_nomme_une_partie(jeu: Jeu) -> None:
    courriels = sorted((jeu.dossier / "courriers").glob("*.eml"))
    assert len(courriels) == jeu.bilan["courriels"] > 100
    for courriel in courriels:
        message = message_from_bytes(courriel.read_bytes(), policy=SMTP)
        contenu = "\n".join([*map(str, message.values()), message.get_content()]).lower()
        assert not [nom for nom in PARTIES if nom in contenu]
        assert "26/00017" in contenu
    identifiants = Counter(message_from_bytes(c.read_bytes())["Message-ID"] for c in courriels)
    assert set(identifiants.values()) == {1}


def test_le_bilan_et_le_suivi_disent_ce_qui_s_est_passe(jeu: Jeu) -> None:
    assert (jeu.bilan["rg"], jeu.bilan["du"], jeu.bilan["au"]) == ("26/00017", "2026-01-07", "2026-11-23")
    assert [p["etape"] for p in jeu.bilan["phases"]][-1] == "close"
    assert jeu.bilan["sauts"] < 200
    assert "10/03/2026 17:30  expert        Réunion n° 1 tenue" in jeu.suivi
    assert "\x1b" not in jeu.suivi


def test_une_expertise_entiere_en_moins_de_quatre_vingt_dix_secondes(jeu: Jeu) -> None:
    assert jeu.bilan["secondes"] < 90


# -- another order gives another run


def test_un_autre_fichier_donne_d_autres_dates(ailleurs: Jeu) -> None:
    assert [e["a"] for e in ailleurs.chronologie if e["acteur"]["role"] != "systeme"] == [
        "2027-12-02T10:00:00+04:00",
        "2027-12-05T10:00:00+04:00",
        "2027-12-22T09:00:00+04:00",
    ]
    # fifteen days from 5 December end on the 20th, a day off at La Réunion only
    [reponse] = ouvertes(ailleurs, "DL-02")
    assert (reponse["nominal"], reponse["legal"]) == ("2027-12-20", "2027-12-21")
    assert reponse["expire_a"] == "2027-12-22T00:00:00+04:00"
    assert "echeance_depassee" in {e["type"] for e in ailleurs.chronologie}
    assert (ailleurs.bilan["rg"], ailleurs.bilan["zone"]) == ("27/00456", "la-reunion")


def test_une_expertise_inachevee_a_tous_ses_documents(ailleurs: Jeu) -> None:
    actes = [acte for evenement in ailleurs.chronologie for acte in evenement["actes"]]
    assert {acte["nature"] for acte in actes} >= {"avis_de_designation", "acceptation", "rappel"}
    assert all((ailleurs.dossier / acte["fichier"]).is_file() for acte in actes)


# -- the folder and the mistakes


def test_un_dossier_d_autrui_n_est_pas_touche(tmp_path: Path) -> None:
    (tmp_path / "a-moi.txt").write_text("précieux")
    fini = demo("--sortie", tmp_path, ou=tmp_path)
    assert fini.returncode == 1
    assert "contient autre chose qu’une démonstration" in fini.stderr
    assert [f.name for f in tmp_path.iterdir()] == ["a-moi.txt"]


def test_un_acte_refuse_le_dit_sans_rien_demarrer(tmp_path: Path) -> None:
    fichier = tmp_path / "faux.yaml"
    fichier.write_text(AILLEURS.replace("acte: accepter_mission, independance: oui", "acte: accepter_mission"))
    fini = demo(fichier, "--sortie", tmp_path / "sortie", ou=tmp_path)
    assert fini.returncode == 1
    assert fini.stderr == (
        f"diligence : {fichier}, ligne 22, acte n° 3 (accepter_mission, mercredi 22 décembre 2027) refusé, CPC 234 : "
        "L’expert déclare son indépendance, ou la cause qui permettrait de le récuser. ; "
        "il faut : la déclaration d’indépendance\n"
    )
    assert not (tmp_path / "sortie").exists()


def test_ctrl_c_arrete_tout(tmp_path: Path) -> None:
    commande = [sys.executable, "-m", "workers.commande", "demo", "--sortie", str(tmp_path / "sortie")]
    milieu = os.environ | {"PYTHONPATH": str(RACINE), "TMPDIR": str(tmp_path)}
    with subprocess.Popen(commande, cwd=tmp_path, env=milieu, stderr=subprocess.PIPE, text=True) as processus:
        assert processus.stderr is not None
        while "Mission acceptée" not in processus.stderr.readline():
            assert processus.poll() is None
        [interieur] = tmp_path.glob("diligence-demo-*")
        processus.send_signal(signal.SIGINT)
        assert "Traceback" not in processus.communicate(timeout=30)[1]
    assert processus.returncode == 130
    assert not interieur.exists()
    assert not serveurs_de(processus.pid)


def test_tuee_elle_ne_laisse_aucun_serveur(tmp_path: Path) -> None:
    commande = [sys.executable, "-m", "workers.commande", "demo", "--sortie", str(tmp_path / "sortie")]
    milieu = os.environ | {"PYTHONPATH": str(RACINE), "TMPDIR": str(tmp_path)}
    with subprocess.Popen(commande, cwd=tmp_path, env=milieu, stderr=subprocess.PIPE, text=True) as processus:
        assert processus.stderr is not None
        assert "Ordonnance" in processus.stderr.readline()
        serveurs = serveurs_de(processus.pid)
        assert serveurs
        processus.kill()
    fin = time.monotonic() + 5
    while any(Path(f"/proc/{pid}").exists() for pid in serveurs) and time.monotonic() < fin:
        time.sleep(0.05)
    assert not any(Path(f"/proc/{pid}").exists() for pid in serveurs)


def serveurs_de(parent: int) -> list[int]:
    """The processes that a process started and that still live."""
    trouves = []
    for etat in Path("/proc").glob("[0-9]*/stat"):
        try:
            champs = etat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(champs[1]) == parent and champs[0] != "Z":
            trouves.append(int(etat.parent.name))
    return trouves
