"""The file of a scenario, and the files it stands on, as one list of parts that each know where they were written.

`socle:` names another scenario whose case, people and acts come first; a socle may stand on one of its own.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from procedure.derivation_textes import citer
from workers.embarque.emplacement import Empechement
from workers.saisie import Bloc, Illisible, ouvrir_yaml, simplifier

TAILLE_MAX = 1_000_000
"""Characters; a longer file is nobody's scenario."""

SOCLES_MAX = 20

PARTIES = ("titre", "resume", "couvre", "socle", "affaire", "participants", "actes", "et_si")

_REPERE = re.compile(r"(U|T|V|P)([0-9]{1,2})|DL-[0-9]{2}[a-z]?")
_DERNIERS = {"U": 38, "T": 40, "V": 12, "P": 19}


class ScenarioInvalide(Empechement):
    """The file cannot be played as it is."""


@dataclass(frozen=True)
class Lieu:
    """Where something is written: what every message starts with."""

    source: str
    ligne: int | None = None

    def refuser(self, message: str) -> NoReturn:
        """Say what is wrong there. Raises `ScenarioInvalide`."""
        raise ScenarioInvalide(f"{self} : {message}") from None

    def __str__(self) -> str:
        return f"{self.source}, ligne {self.ligne}" if self.ligne else self.source


@dataclass(frozen=True)
class Champ:
    """One value of a file, with its place."""

    valeur: Any
    lieu: Lieu


@dataclass(frozen=True)
class ActeEcrit:
    """One act as written, with its rank in its own file."""

    valeur: Any
    lieu: Lieu
    rang: int
    du_socle: bool


@dataclass(frozen=True)
class Ecrit:
    """A scenario as written, its socles included."""

    lieu: Lieu
    affaire: dict[str, Champ]
    participants: dict[str, Champ]
    actes: tuple[ActeEcrit, ...]
    titre: str = ""
    resume: str = ""
    couvre: tuple[str, ...] = ()
    socle: str = ""
    """The file that it stands on, as it names it."""
    et_si: tuple[Champ, ...] = field(default=())


def ouvrir(fichier: Path) -> Ecrit:
    """Read a scenario and its socles from their files. Raises `ScenarioInvalide`."""
    return _ouvrir(fichier, str(fichier), Lieu(str(fichier)), ())


def composer(texte: str, source: str) -> Ecrit:
    """Read a scenario from its text; its socle is sought beside `source`. Raises `ScenarioInvalide`."""
    return _composer(texte, Path(source), source, (_reel(Path(source)),))


def _ouvrir(fichier: Path, source: str, demande: Lieu, dessus: tuple[str, ...]) -> Ecrit:
    reel = _reel(fichier)
    if reel in dessus:
        demande.refuser(f"le socle {citer(source)} tourne en rond : il repose sur ce fichier")
    if len(dessus) > SOCLES_MAX:
        demande.refuser(f"plus de {SOCLES_MAX} socles l’un sur l’autre")
    debut = f"{demande} : " if dessus else ""
    try:
        with fichier.open(encoding="utf-8-sig") as flux:
            texte = flux.read(TAILLE_MAX + 1)
    except FileNotFoundError:
        raise ScenarioInvalide(f"{debut}le fichier {source} n’existe pas") from None
    except (OSError, ValueError) as erreur:
        raise ScenarioInvalide(f"{debut}le fichier {source} ne se lit pas ({type(erreur).__name__})") from None
    return _composer(texte, fichier, source, (*dessus, reel))


def _reel(fichier: Path) -> str:
    try:
        return str(fichier.resolve())
    except (OSError, ValueError, RuntimeError):
        return str(fichier)


def _composer(texte: str, fichier: Path, source: str, dessus: tuple[str, ...]) -> Ecrit:
    racine = _racine(texte, Lieu(source))
    socle = _socle(racine, fichier, source, dessus)
    return Ecrit(
        lieu=Lieu(source),
        affaire=(socle.affaire if socle else {}) | _champs(racine, "affaire", source),
        participants=_participants(socle, _champs(racine, "participants", source)),
        actes=(*_sous(socle), *_actes(racine, source)),
        titre=_texte(racine, "titre", source),
        resume=_texte(racine, "resume", source),
        couvre=tuple(_couvre(racine, source)),
        socle=str(racine.valeurs.get("socle") or ""),
        et_si=tuple(_liste(racine, "et_si", source, "une liste de variantes")),
    )


def _racine(texte: str, lieu: Lieu) -> Bloc:
    if len(texte) > TAILLE_MAX:
        lieu.refuser("ce fichier est trop long pour un scénario")
    try:
        racine = ouvrir_yaml(texte)
    except Illisible as erreur:
        lieu.refuser(str(erreur))
    if not isinstance(racine, Bloc):
        lieu.refuser("un scénario a trois parties : affaire, participants et actes")
    for nom in racine.valeurs:
        if nom not in PARTIES:
            Lieu(lieu.source, racine.lignes[nom]).refuser(
                f"partie inconnue : {citer(nom)} (parties : {', '.join(PARTIES)})"
            )
    attendues = ("actes",) if "socle" in racine.valeurs else ("actes", "affaire", "participants")
    for nom in attendues:
        if nom not in racine.valeurs:
            lieu.refuser(f"il manque la partie « {nom} »")
    return racine


def _socle(racine: Bloc, fichier: Path, source: str, dessus: tuple[str, ...]) -> Ecrit | None:
    if "socle" not in racine.valeurs:
        return None
    lieu, nom = Lieu(source, racine.lignes["socle"]), racine.valeurs["socle"]
    if not isinstance(nom, str) or not nom.strip():
        lieu.refuser("« socle » attend le nom d’un fichier")
    voisin = Path(os.path.normpath(fichier.parent / nom))
    return _ouvrir(voisin, str(voisin), lieu, dessus)


def _sous(socle: Ecrit | None) -> Iterator[ActeEcrit]:
    for acte in socle.actes if socle else ():
        yield ActeEcrit(acte.valeur, acte.lieu, acte.rang, du_socle=True)


def _champs(racine: Bloc, nom: str, source: str) -> dict[str, Champ]:
    if nom not in racine.valeurs:
        return {}
    bloc = racine.valeurs[nom]
    if not isinstance(bloc, Bloc):
        Lieu(source, racine.lignes[nom]).refuser(f"« {nom} » attend des champs, un par ligne")
    return {cle: Champ(valeur, Lieu(source, bloc.lignes[cle])) for cle, valeur in bloc.valeurs.items()}


def _participants(socle: Ecrit | None, propres: dict[str, Champ]) -> dict[str, Champ]:
    connus = dict(socle.participants) if socle else {}
    for nom, champ in propres.items():
        if nom in connus:
            champ.lieu.refuser(f"le participant {citer(nom)} est déjà dans le socle ({connus[nom].lieu})")
    return connus | propres


def _actes(racine: Bloc, source: str) -> Iterator[ActeEcrit]:
    actes = _liste(racine, "actes", source, "une liste d’actes datés")
    for rang, champ in enumerate(actes, 1):
        yield ActeEcrit(champ.valeur, champ.lieu, rang, du_socle=False)


def _liste(racine: Bloc, nom: str, source: str, attendu: str) -> Iterator[Champ]:
    if nom not in racine.valeurs:
        return
    lieu, valeurs = Lieu(source, racine.lignes[nom]), racine.valeurs[nom]
    if not isinstance(valeurs, list) or not valeurs:
        lieu.refuser(f"« {nom} » attend {attendu}")
    for valeur in valeurs:
        yield Champ(valeur, Lieu(source, valeur.ligne) if isinstance(valeur, Bloc) else lieu)


def _texte(racine: Bloc, nom: str, source: str) -> str:
    valeur = racine.valeurs.get(nom)
    if valeur is not None and not isinstance(valeur, str):
        Lieu(source, racine.lignes[nom]).refuser(f"« {nom} » attend un texte")
    return " ".join((valeur or "").split())


def _couvre(racine: Bloc, source: str) -> Iterator[str]:
    for champ in _liste(racine, "couvre", source, "une liste de repères : [U5, T09, DL-03, V6, P4]"):
        repere = champ.valeur
        trouve = _REPERE.fullmatch(repere) if isinstance(repere, str) else None
        if trouve is None or (trouve[1] and not 1 <= int(trouve[2]) <= _DERNIERS[trouve[1]]):
            ecrit = citer(str(simplifier(repere)))
            champ.lieu.refuser(f"repère inconnu : {ecrit} (U1 à U38, T01 à T40, DL-…, V1 à V12, P1 à P19)")
        yield repere
