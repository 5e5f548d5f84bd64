"""Every document drawn up in any example reads as a letter: the real templates, read back by another program."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from activities.redaction import Redacteur
from procedure.commandes import Commande, Veiller
from procedure.consequences import CONSEQUENCES
from procedure.decider import instruire
from procedure.decision import Refus
from procedure.documents import Nature
from procedure.dossier import Dossier
from procedure.effets import Produire
from procedure.evenements import Evenement
from procedure.evolution import evoluer
from procedure.langue import article_long
from procedure.modele import ExpertiseId
from procedure.personnes import SYSTEME
from procedure.veille import prochain_reveil
from workers.scenario import lire

SCENARIOS = sorted((Path(__file__).parents[2] / "exemples" / "scenarios").glob("*.yaml"))

REDIGES = 150
"""How many kinds of document the examples draw up, at least: fewer, and this file would prove less than it says."""

MARQUES = (
    b"<pdfaid:part>3</pdfaid:part>",
    b"<pdfaid:conformance>A</pdfaid:conformance>",
    b"<pdfuaid:part>1</pdfuaid:part>",
)

CODE = re.compile(
    r"\b[a-z]+(?:_[a-z0-9]+)+\b|\b(?:None|True|False)\b|\b(?:Nature|Role|Phase)\.|\{[a-z_]|DL-\d|[a-z]-[0-9]+\b"
)
"""What belongs to the code: identifiers, enumerations, an f-string without its f."""

A_COTE = re.compile(r"document [a-z-]+-\d+|exp-7K2QD9|\S+\.(?:pdf|txt)\b")
"""What a document may print of it: its own identifier, that of the case, the names of files."""


@dataclass(frozen=True)
class Lettre:
    """One document drawn up, with what it was drawn up for."""

    scenario: str
    effet: Produire
    evenement: Evenement
    pdf: bytes
    texte: str

    @property
    def entete(self) -> dict[str, Any]:
        return dict(self.effet.donnees["entete"])  # type: ignore[arg-type, call-overload]

    @property
    def nom(self) -> str:
        return f"{self.effet.acte.nature} de {self.evenement.fait.type} ({self.scenario})"


class _Partie:
    """One example played on the law alone, its dates looked at as they pass."""

    def __init__(self) -> None:
        self.dossier = Dossier(id=ExpertiseId("exp-7K2QD9"))
        self.produits: list[tuple[Produire, Evenement]] = []

    def jouer(self, commande: Commande, a: datetime) -> None:
        while self.dossier.numero and (reveil := prochain_reveil(self.dossier)) is not None and reveil <= a:
            if not self._instruire(Veiller(auteur=SYSTEME, recu_a=reveil), reveil):
                break
        try:
            self._instruire(commande, a)
        except Refus:
            return

    def _instruire(self, commande: Commande, a: datetime) -> bool:
        decision = instruire(self.dossier, commande, a)
        cause = {acte.id: evenement for evenement in decision.evenements for acte in evenement.actes}
        self.produits += [(e, cause[e.acte.id]) for e in decision.effets if isinstance(e, Produire)]
        for evenement in decision.evenements:
            self.dossier = evoluer(self.dossier, evenement)
        return bool(decision.evenements)


def _collecter() -> Iterator[tuple[str, Produire, Evenement]]:
    """One of each kind: by template, nature of the act and fact, for a court and for a convention."""
    vus = set()
    for fichier in SCENARIOS:
        partie = _Partie()
        for pas in lire(fichier).pas:
            partie.jouer(pas.commande, pas.a)
        for effet, evenement in partie.produits:
            regle = (effet.acte.objet or "").split(":")[0] if effet.acte.nature in ECHEANCIERS else ""
            genre = (effet.modele, effet.acte.nature, evenement.fait.type, partie.dossier.pack, regle)
            if genre not in vus:
                vus.add(genre)
                yield fichier.stem, effet, evenement


ECHEANCIERS = (Nature.AVIS_ECHEANCE, Nature.RAPPEL)
"""What these say depends on the rule."""


def _texte(pdf: bytes) -> str:
    """The text as a reader sees it: no line ends, no hyphenation at one, ordinary spaces."""
    brut = subprocess.run(
        ["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True, timeout=60
    ).stdout.decode()
    return _plat(re.sub(r"(?<=\w)[-‐]\n(?=\w)", "", brut))


def _plat(texte: str) -> str:
    return re.sub(r"\s+", " ", texte).strip()


def _lu(cherche: str, texte: str) -> bool:
    """Whether a reader finds it: a break at the end of a line may have taken a hyphen with it."""
    return _plat(cherche).replace("-", "") in texte.replace("-", "").replace("\xad", "")


@pytest.fixture(scope="module")
def lettres() -> list[Lettre]:
    if shutil.which("pdftotext") is None:
        pytest.fail("pdftotext is missing: apt-get install poppler-utils")
    redacteur = Redacteur()

    def rediger(collecte: tuple[str, Produire, Evenement]) -> Lettre:
        scenario, effet, evenement = collecte
        pdf = redacteur.rediger(effet.modele, effet.donnees, effet.acte.etabli_a)
        return Lettre(scenario, effet, evenement, pdf, _texte(pdf))

    with ThreadPoolExecutor(2) as fils:
        return list(fils.map(rediger, _collecter()))


def _chaines(valeur: Any) -> Iterator[str]:
    match valeur:
        case str():
            yield valeur
        case dict():
            yield from (c for v in valeur.values() for c in _chaines(v))
        case list() | tuple():
            yield from (c for v in valeur for c in _chaines(v))


def test_les_exemples_font_dresser_assez_de_documents_pour_juger(lettres: list[Lettre]) -> None:
    assert len(lettres) >= REDIGES
    assert {lettre.effet.modele for lettre in lettres} == {
        "acceptation", "avis_a_consigner", "avis_de_consignation", "avis_de_designation", "avis_echeance",
        "avis_simple", "bordereau", "convocation", "demande_de_pieces", "notification_taxe", "rappel", "recepisse",
        "reponse_a_dire",
    }  # fmt: skip


def test_chaque_lettre_est_un_pdf_a_3a_et_ua_1(lettres: list[Lettre]) -> None:
    assert [lettre.nom for lettre in lettres if not all(marque in lettre.pdf for marque in MARQUES)] == []


def test_chaque_lettre_porte_son_titre_son_fondement_en_toutes_lettres_et_son_affaire(lettres: list[Lettre]) -> None:
    fautes = []
    for lettre in lettres:
        entete = lettre.entete
        fondement = article_long(entete["article"])
        attendus = [entete["titre"], fondement, entete["juridiction"], entete["rg"], f"document {entete['acte']}"]
        attendus[-1] = attendus[-1].replace("_", "-")
        fautes += [(lettre.nom, attendu) for attendu in attendus if not _lu(attendu, lettre.texte)]
        assert fondement.startswith(("article", "C. com.")) or "code" in fondement
    assert not fautes, "\n".join(map(str, fautes))


def test_une_convention_n_est_devant_aucune_juridiction(lettres: list[Lettre]) -> None:
    conventions = [lettre for lettre in lettres if lettre.entete["conventionnelle"]]
    assert len(conventions) > 20
    for lettre in conventions:
        assert re.search(r"\bRG\b|N° RG|Juridiction\b|l’expert\b|L’expert\b", lettre.texte) is None, lettre.nom
        assert "Juge d’appui" in lettre.texte
    assert all("RG " in lettre.texte for lettre in lettres if not lettre.entete["conventionnelle"])


def test_chaque_lettre_dit_de_qui_elle_vient_et_a_qui_elle_va(lettres: list[Lettre]) -> None:
    fautes = []
    for lettre in lettres:
        entete = lettre.entete
        assert lettre.effet.acte.destinataires, lettre.nom
        attendus = [entete["emetteur"]["nom"], entete["emetteur"]["qualite"]]
        if entete["destinataire"]:
            attendus += ["À l’attention de", entete["destinataire"]["nom"], entete["destinataire"]["qualite"]]
        else:
            assert len(entete["destinataires"]) == len(lettre.effet.acte.destinataires) > 1, lettre.nom
            remises: Any = lettre.effet.donnees.get("remises", [])
            attendus += [remise["destinataire"] for remise in remises] or entete["destinataires"]
        fautes += [(lettre.nom, attendu) for attendu in attendus if not _lu(attendu, lettre.texte)]
    assert not fautes, "\n".join(map(str, fautes))


def test_une_lettre_dit_plus_que_le_resume_et_tout_ce_qui_a_ete_ecrit(lettres: list[Lettre]) -> None:
    """What a person wrote as the ground of an act is what its addressees must read."""
    simples = [lettre for lettre in lettres if lettre.effet.modele == "avis_simple"]
    assert len(simples) > 45
    fautes = []
    for lettre in simples:
        paragraphes = list(_chaines(lettre.effet.donnees["paragraphes"]))
        assert all(p.strip() for p in paragraphes), lettre.nom
        if len(" ".join(paragraphes)) < 120 or paragraphes == [lettre.evenement.resume]:
            fautes.append((lettre.nom, "rien de plus que le résumé"))
        ecrits = [e for e in _chaines(lettre.evenement.fait.model_dump(mode="json")) if len(e.split()) > 3]
        fautes += [(lettre.nom, ecrit) for ecrit in ecrits if not _lu(ecrit, lettre.texte)]
    assert not fautes, "\n".join(map(str, fautes))


def test_aucun_mot_du_code_n_arrive_jusqu_au_lecteur(lettres: list[Lettre]) -> None:
    fautes = [(lettre.nom, mot) for lettre in lettres for mot in CODE.findall(A_COTE.sub("", lettre.texte))]
    assert not fautes, "\n".join(map(str, fautes))


def test_le_francais_est_celui_d_un_greffe(lettres: list[Lettre]) -> None:
    """Typewriter apostrophes, unbalanced guillemets, elisions not made, doubled stops."""
    fautes = []
    for lettre in lettres:
        faute = re.search(r"\b(?:de|à) les? (?!\w+re?\b)|\.\.| [,.]|'|« »|\(\)|\b[Vv]ous êtes convoqué\b", lettre.texte)
        if faute or lettre.texte.count("«") != lettre.texte.count("»"):
            fautes.append((lettre.nom, faute and lettre.texte[max(0, faute.start() - 40) : faute.end() + 20]))
    assert not fautes, "\n".join(map(str, fautes))


def test_un_avis_d_echeance_dit_ce_qui_suit_si_la_date_passe(lettres: list[Lettre]) -> None:
    avis = [lettre for lettre in lettres if lettre.effet.acte.nature is Nature.AVIS_ECHEANCE]
    assert len(avis) > 10
    muets = [lettre.nom for lettre in avis if "Si la date passe" not in lettre.texte]
    assert muets == []
    dires = next(a for a in avis if a.entete["titre"].endswith("Derniers dires") and not a.entete["conventionnelle"])
    for tenu in ("n’est pas tenu", "cause grave et dûment justifiée", "alinéa 2", "réputées abandonnées", "alinéa 3"):
        assert tenu in dires.texte


def test_le_rappel_d_une_audience_ne_dit_pas_qu_elle_expire_a_minuit(lettres: list[Lettre]) -> None:
    rappels = [x for x in lettres if x.effet.modele == "rappel" and (x.effet.acte.objet or "").startswith("DL-22:")]
    assert rappels
    for rappel in rappels:
        assert "à l’heure fixée par la convocation" in rappel.texte
        assert "24 heures" not in rappel.texte


def test_ce_qui_suit_du_temps_n_est_jamais_tire_par_la_plateforme(lettres: list[Lettre]) -> None:
    for lettre in lettres:
        if lettre.effet.acte.nature in ECHEANCIERS:
            assert "elle relève, s’il y a lieu, du juge" in lettre.texte
    textes = [texte for regles in CONSEQUENCES.values() for texte in regles.values()]
    assert all("article" in texte or "technicien" in texte for texte in textes)


def test_les_donnees_de_chaque_lettre_se_relisent_en_json(lettres: list[Lettre]) -> None:
    for lettre in lettres:
        assert json.loads(json.dumps(lettre.effet.donnees)) == lettre.effet.donnees


RAPPELS = {
    "avis_a_consigner": (
        "article 271",
        "la désignation de l’expert est caduque",
        "régie de la juridiction",
        "RG 26/00017",
    ),
    "notification_taxe": ("Article 724. La décision", "Article 714, alinéa 2. Le délai", "Article 715. Le recours"),
    "convocation": ("article 160", "article 161", "article 162", "Votre absence n’empêche pas"),
    "demande_de_pieces": ("articles 16, 132 et 275", "Pourquoi cette date ?", "à passer outre"),
}


def test_chaque_acte_rappelle_ce_que_le_code_veut_que_l_on_sache(lettres: list[Lettre]) -> None:
    """Art. 270-271, 725, 160-162, 275: what its reader risks, and what he may do."""
    fautes = []
    for lettre in lettres:
        rappels = RAPPELS.get(lettre.effet.modele, ())
        fautes += [(lettre.nom, rappel) for rappel in rappels if not _lu(rappel, lettre.texte)]
    assert not fautes, "\n".join(map(str, fautes))
