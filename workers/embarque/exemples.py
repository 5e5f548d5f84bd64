"""The example expertises: files that a person can edit, taken over as of the day they are first loaded.

Loading is remembered in the data folder: whatever is killed and started again, each is taken over once, on the
dates of its first day.
"""

import asyncio
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import yaml

from procedure.calendrier import dernier_jour_ouvrable_jusqu_a
from procedure.commandes import Juridiction
from workers.embarque.emplacement import Empechement
from workers.embarque.jetons import GENERIQUES, Titulaire
from workers.embarque.pieces import fabriquer

EXEMPLES = Path(__file__).resolve().parents[2] / "exemples" / "reprises"

GREFFE = "greffe-1"
"""Who takes them over."""

_DATE = re.compile(r"J([+-]\d{1,4})(?: (\d{2}):(\d{2}))?")
_ATTENTES = (1.0, 2.0, 4.0, 8.0, 15.0, 15.0)
"""Seconds between two attempts at what is unavailable, with the same key."""

Fabrique = Callable[[str, datetime], bytes]


@dataclass(frozen=True)
class Exemple:
    """One file of `exemples/reprises`."""

    nom: str
    titre: str
    etape: str
    """The stage it is taken over in."""
    participants: list[dict[str, Any]]
    actes: list[dict[str, Any]]

    @property
    def juridiction(self) -> Juridiction:
        """The court, as the order names it."""
        return Juridiction.model_validate(self.actes[0]["juridiction"])

    def aujourd_hui(self, instant: datetime) -> date:
        """The day that it is at the court's seat."""
        return instant.astimezone(ZoneInfo(self.juridiction.fuseau)).date()


@dataclass
class Reprise:
    """An example on one day: the body of the request, and the documents that its acts name."""

    corps: dict[str, Any]
    documents: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """Title and content by fingerprint."""


def lire_exemples(dossier: Path = EXEMPLES) -> list[Exemple]:
    """Read the files of a folder, in the order of their names. Raises `Empechement`."""
    return [_lire(fichier) for fichier in sorted(dossier.glob("*.yaml"))]


def _lire(fichier: Path) -> Exemple:
    try:
        lu = yaml.safe_load(fichier.read_text(encoding="utf-8"))
        exemple = Exemple(fichier.stem, lu["titre"], lu["etape"], lu["participants"], lu["actes"])
        _ = exemple.juridiction
    except (yaml.YAMLError, KeyError, IndexError, TypeError, ValueError) as faute:
        raise Empechement(f"l’exemple {fichier} est illisible : {' '.join(str(faute).split())[:200]}") from None
    return exemple


def titulaires() -> list[Titulaire]:
    """Whoever takes part in an example and is not there already, for the development tokens."""
    connus = {generique.personne for generique in GENERIQUES}
    roles: dict[str, dict[str, str]] = {}
    for exemple in lire_exemples():
        for personne in _personnes(exemple):
            roles.setdefault(personne["id"], {})[personne["role"]] = personne["nom"]
    return [Titulaire(qui, next(iter(noms.values())), tuple(noms)) for qui, noms in roles.items() if qui not in connus]


def _personnes(exemple: Exemple) -> Iterator[dict[str, Any]]:
    yield from exemple.participants
    for acte in exemple.actes:
        yield from (acte[nomme] for nomme in ("sapiteur", "expert") if isinstance(acte.get(nomme), dict))


# -- one example on one day


def reprendre(exemple: Exemple, jour: date, fabrique: Fabrique = fabriquer) -> Reprise:
    """Write the request that takes the example over as of `jour`."""
    redaction = _Redaction(exemple, jour, fabrique)
    actes = [redaction.acte(acte) for acte in exemple.actes]
    actes[0]["participants"] = exemple.participants
    return Reprise({"actes": actes}, redaction.documents)


class _Redaction:
    """Turns what a person wrote into commands: dates counted from a day, documents made."""

    def __init__(self, exemple: Exemple, jour: date, fabrique: Fabrique) -> None:
        self._jour = jour
        self._fabrique = fabrique
        self._siege = exemple.juridiction
        self._roles = {personne["id"]: personne["role"] for personne in _personnes(exemple)}
        self._acte_du = jour
        self.documents: dict[str, tuple[str, bytes]] = {}

    def acte(self, ecrit: Mapping[str, Any]) -> dict[str, Any]:
        """One past act; `le` and `par` are its day and its author."""
        champs = {nom: valeur for nom, valeur in ecrit.items() if nom not in ("le", "par")}
        self._acte_du = date.fromisoformat(str(self._valeur(ecrit["le"])))
        auteur = {"personne": ecrit["par"], "role": self._roles.get(ecrit["par"], "")}
        return {"survenu_le": self._acte_du.isoformat(), "auteur": auteur, **self._valeur(champs)}

    def _valeur(self, ecrite: Any) -> Any:
        match ecrite:
            case {"pdf": str(titre)}:
                return self._piece(titre)
            case dict():
                return {nom: self._valeur(valeur) for nom, valeur in ecrite.items()}
            case list():
                return [self._valeur(valeur) for valeur in ecrite]
            case date():
                return ecrite.isoformat()
            case str() if trouve := _DATE.fullmatch(ecrite):
                return self._date(*trouve.groups())
            case _:
                return ecrite

    def _date(self, ecart: str, heure: str | None, minute: str | None) -> str:
        # the move keeps the order of the acts: it never brings a day before one that comes earlier
        jour = dernier_jour_ouvrable_jusqu_a(self._jour + timedelta(days=int(ecart)), self._siege.zone)
        if heure is None or minute is None:
            return jour.isoformat()
        return self._instant(jour, time(int(heure), int(minute))).isoformat()

    def _instant(self, jour: date, heure: time) -> datetime:
        return datetime.combine(jour, heure, tzinfo=ZoneInfo(self._siege.fuseau))

    def _piece(self, titre: str) -> dict[str, Any]:
        contenu = self._fabrique(titre, self._instant(self._acte_du, time(12)))
        empreinte = sha256(contenu).hexdigest()
        self.documents[empreinte] = (titre, contenu)
        return {
            "document": empreinte,
            "titre": titre,
            "nom": f"{titre.replace('/', '-')}.pdf",
            "taille": len(contenu),
            "media_type": "application/pdf",
        }


# -- loading


class ExempleRefuse(Exception):
    """The interface refused an example; the message is in French and says which, and why."""


async def charger(api_url: str, jetons: Mapping[str, str], donnees: Path) -> int:
    """Take over, through the interface, the examples that `donnees` does not hold yet; return how many.

    Raises `ExempleRefuse`.
    """
    carnet = _Carnet(donnees / "exemples.json")
    en_tetes = {"Authorization": f"Bearer {jetons[GREFFE]}", "Accept": "application/json"}
    nouveaux = 0
    async with httpx.AsyncClient(base_url=api_url, headers=en_tetes, timeout=30, trust_env=False) as client:
        for exemple in lire_exemples():
            if not carnet.charge(exemple.nom):
                jour = carnet.jour(exemple)
                await _charger(client, exemple, jour)
                carnet.noter(exemple.nom)
                nouveaux += 1
    return nouveaux


def cle_de(nom: str, jour: date) -> str:
    """The key under which an example is taken over: one for ever, whatever is interrupted."""
    return f"exemple-{nom}-{jour.isoformat()}"


async def _charger(client: httpx.AsyncClient, exemple: Exemple, jour: date) -> None:
    reprise = await asyncio.to_thread(reprendre, exemple, jour)
    cle = {"Idempotency-Key": cle_de(exemple.nom, jour)}
    accuse = await _poster(client, exemple, "/expertises/reprises", json=reprise.corps, headers=cle)
    # A document is known by its fingerprint: the acts of the past name it before it is in the vault.
    adresse = f"/expertises/{accuse['expertise']}/documents"
    for titre, contenu in reprise.documents.values():
        parametres = {"nom": f"{titre}.pdf", "titre": titre}
        pdf = {"Content-Type": "application/pdf"}
        await _poster(client, exemple, adresse, content=contenu, params=parametres, headers=pdf)


async def _poster(client: httpx.AsyncClient, exemple: Exemple, adresse: str, **requete: Any) -> dict[str, Any]:
    for attente in (*_ATTENTES, None):
        try:
            reponse = await client.post(adresse, **requete)
        except httpx.TransportError as panne:
            statut, detail = 0, type(panne).__name__
        else:
            if reponse.is_success:
                recu: dict[str, Any] = reponse.json()
                return recu
            statut, detail = reponse.status_code, _detail(reponse)
        if attente is None or (statut and statut < 500):
            break
        await asyncio.sleep(attente)
    raise ExempleRefuse(f"{exemple.nom} : {detail}")


def _detail(reponse: httpx.Response) -> str:
    try:
        probleme = reponse.json()
    except ValueError:
        return f"réponse {reponse.status_code}"
    fautes = [f"{faute.get('pointer')} : {faute.get('detail')}" for faute in probleme.get("errors") or ()]
    manques = [str(manque) for manque in probleme.get("manque") or ()]
    return " ; ".join([str(probleme.get("detail", reponse.status_code)), *fautes[:3], *manques[:3]])


class _Carnet:
    """What was loaded, and as of which day: the day is written before anything is sent."""

    def __init__(self, fichier: Path) -> None:
        self._fichier = fichier
        self._fiches: dict[str, dict[str, Any]] = {}
        if fichier.exists():
            self._fiches = json.loads(fichier.read_text(encoding="utf-8"))

    def charge(self, nom: str) -> bool:
        """Whether an example was loaded to the end."""
        return bool(self._fiches.get(nom, {}).get("charge"))

    def jour(self, exemple: Exemple) -> date:
        """The day as of which it is taken over: that of the first attempt."""
        if exemple.nom not in self._fiches:
            jour = exemple.aujourd_hui(datetime.now().astimezone())
            self._fiches[exemple.nom] = {"jour": jour.isoformat(), "charge": False}
            self._ecrire()
        return date.fromisoformat(self._fiches[exemple.nom]["jour"])

    def noter(self, nom: str) -> None:
        """Remember that an example is loaded."""
        self._fiches[nom]["charge"] = True
        self._ecrire()

    def _ecrire(self) -> None:
        provisoire = self._fichier.with_suffix(".tmp")
        with provisoire.open("w", encoding="utf-8") as sortie:
            json.dump(self._fiches, sortie, ensure_ascii=False, indent=1)
            sortie.flush()
            os.fsync(sortie.fileno())
        provisoire.replace(self._fichier)
