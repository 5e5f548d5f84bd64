"""The folder that the demo leaves: documents, tokens, mails, certificates, chronology, and how to check them."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coffre.coffre import Coffre
from procedure.dossier import Phase
from procedure.evenements import Evenement
from registre import EtatRemise
from registre.vues import ActeVue
from workers.chronologie import compter, phases, raconter
from workers.embarque.emplacement import Empechement
from workers.scenario import Scenario
from workers.virtuel import Maison

MARQUE = ".diligence-demo"
"""What tells a folder of ours, which the next demo may replace, from anybody else's."""

_NOTRES = ("documents", "jetons", "courriers", "certificats", "chronologie.json", "LISEZMOI.txt")

LISEZMOI = """\
Expertise, {reference}, {juridiction}
Jouée par « diligence demo » en temps virtuel, du {du} au {au}.

documents/            les documents que la plateforme a établis : PDF/A scellés (PAdES) et horodatés
documents/deposes/    les documents que les personnes ont déposés, tels quels : ils ne sont pas scellés
jetons/               un jeton d’horodatage RFC 3161 par document, sous le même nom
courriers/            les avis envoyés, tels que le serveur de messagerie les a reçus
certificats/          la racine, le sceau et l’unité d’horodatage
chronologie.json      chaque événement : heure virtuelle, acteur, article, échéances ouvertes et closes

Tout se vérifie sans Diligence (paquets Debian : poppler-utils, qpdf, openssl, libnss3-tools), depuis ce dossier :

    # le sceau de chaque document, avec la racine pour autorité de confiance
    mkdir -p /tmp/nss && certutil -N -d sql:/tmp/nss --empty-password
    certutil -A -d sql:/tmp/nss -n racine -t CT,C,C -i certificats/racine.pem
    for f in documents/*.pdf; do pdfsig -nssdir sql:/tmp/nss "$f"; done

    # la structure de chaque PDF
    for f in documents/*.pdf documents/deposes/*.pdf; do qpdf --check "$f"; done

    # l’horodatage de chaque document
    for t in jetons/*.tsr jetons/deposes/*.tsr; do
      f="documents/${{t#jetons/}}"
      openssl ts -verify -data "${{f%.tsr}}.pdf" -in "$t" -CAfile certificats/racine.pem
    done

Ces certificats sont ceux d’une autorité de développement, faite pour cette exécution et dont les clés ont été
effacées : ils ne valent qu’ici. Les documents et les avis portent l’heure virtuelle de l’expertise ; les jetons
d’horodatage portent l’heure réelle de cette machine, qu’aucun scénario ne change.
"""


@dataclass(frozen=True)
class Bilan:
    """What a demo did, for its last table."""

    sortie: Path
    evenements: int
    scelles: int
    deposes: int
    jetons: int
    courriels: int
    a_poster: int
    ouvertes: int
    closes: int
    phases: dict[Phase, date]


def reserver(dossier: Path) -> None:
    """Refuse a folder that is not empty and that no demo made. Raises `Empechement`."""
    if dossier.exists() and not dossier.is_dir():
        raise Empechement(f"{dossier} n’est pas un dossier")
    if dossier.is_dir() and any(dossier.iterdir()) and not (dossier / MARQUE).is_file():
        raise Empechement(f"le dossier {dossier} contient autre chose qu’une démonstration ; choisissez-en un autre")
    try:
        dossier.mkdir(parents=True, exist_ok=True)
        (dossier / MARQUE).touch()
    except OSError as erreur:
        raise Empechement(f"le dossier {dossier} ne peut pas être écrit ({erreur.strerror})") from None


def ecrire(dossier: Path, maison: Maison, expertise: str, scenario: Scenario) -> Bilan:
    """Replace what a former demo left by what this case has produced."""
    _vider(dossier)
    evenements = maison.registre.lectures.evenements(expertise)
    fichiers = _documents(dossier, maison, expertise, scenario)
    courriels = _courriers(dossier / "courriers", maison.courrier)
    _certificats(dossier / "certificats", maison)
    recit = raconter(evenements, scenario.fuseau, fichiers)
    (dossier / "chronologie.json").write_text(json.dumps(recit, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    etapes = phases(evenements, scenario.fuseau)
    (dossier / "LISEZMOI.txt").write_text(_lisezmoi(scenario, evenements), encoding="utf-8")
    comptes = compter(evenements)
    remises = maison.registre.lectures.remises(expertise)
    return Bilan(
        sortie=dossier,
        evenements=len(evenements),
        scelles=len(list((dossier / "documents").glob("*.pdf"))),
        deposes=len(list((dossier / "documents" / "deposes").glob("*.pdf"))),
        jetons=len(list((dossier / "jetons").rglob("*.tsr"))),
        courriels=courriels,
        a_poster=sum(remise.etat is EtatRemise.A_POSTER for remise in remises),
        ouvertes=comptes["ouvertes"],
        closes=comptes["closes"],
        phases=etapes,
    )


def _vider(dossier: Path) -> None:
    for nom in _NOTRES:
        ancien = dossier / nom
        if ancien.is_dir() and not ancien.is_symlink():
            shutil.rmtree(ancien)
        else:
            ancien.unlink(missing_ok=True)


def _documents(dossier: Path, maison: Maison, expertise: str, scenario: Scenario) -> dict[str, str]:
    """Write every document with its token; return where that of each act is."""
    for nom in ("documents/deposes", "jetons/deposes"):
        (dossier / nom).mkdir(parents=True)
    fichiers: dict[str, str] = {}
    for acte in maison.registre.lectures.actes(expertise, tout_voir=True):
        for nom, empreinte in _a_ecrire(acte, scenario):
            chemin = dossier / "documents" / f"{nom}.pdf"
            _copier(maison.coffre, empreinte, chemin)
            jeton = maison.registre.documents.jeton_de(empreinte)
            if jeton is not None:
                (dossier / "jetons" / f"{nom}.tsr").write_bytes(jeton.der)
            fichiers.setdefault(acte.id, str(chemin.relative_to(dossier)))
    return fichiers


def _a_ecrire(acte: ActeVue, scenario: Scenario) -> Iterator[tuple[str, str]]:
    """The documents of an act, each with its name: « 2026-03-10-convocation-1 »."""
    nom = f"{acte.etabli_a.astimezone(scenario.fuseau):%Y-%m-%d}-{acte.id}"
    if acte.document is not None:
        yield nom if acte.piece is None else f"deposes/{nom}", acte.document
    for rang, annexe in enumerate(acte.annexes, 1):
        yield f"deposes/{nom}-annexe-{rang}", annexe.document


def _copier(coffre: Coffre, empreinte: str, chemin: Path) -> None:
    with coffre.ouvrir(empreinte) as flux, chemin.open("wb") as fichier:
        shutil.copyfileobj(flux, fichier)


def _courriers(dossier: Path, depuis: Path) -> int:
    dossier.mkdir()
    messages = sorted(depuis.glob("*.eml"))
    for message in messages:
        shutil.copy(message, dossier)
    return len(messages)


def _certificats(dossier: Path, maison: Maison) -> None:
    dossier.mkdir()
    for certificat in (maison.pki.racine, maison.pki.sceau, maison.pki.tsa):
        shutil.copy(certificat, dossier)


def _lisezmoi(scenario: Scenario, evenements: list[Evenement]) -> str:
    jours = [e.enregistre_a.astimezone(scenario.fuseau) for e in evenements]
    return LISEZMOI.format(
        reference=scenario.reference,
        juridiction=scenario.juridiction.nom,
        du=f"{jours[0]:%d/%m/%Y}",
        au=f"{jours[-1]:%d/%m/%Y}",
    )
