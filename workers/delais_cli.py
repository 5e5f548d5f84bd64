"""`diligence delais`: one time limit with its derivation, or a batch of JSON lines.

Only the standard library, typer and `procedure` are imported here: the command must start at once.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, NoReturn

import typer

from procedure.calendrier import ZONES, ZoneInconnue, date_longue
from procedure.delais import Calcul, Delai, DelaiInvalide, Sens, calculer, fin_du_jour
from procedure.derivation import Montants, deriver
from procedure.derivation_textes import citer

LIGNE_MAX = 100_000
"""Characters; a longer line is nobody's time limit."""

_CHAMPS = frozenset({"declencheur", "delai", "distance_mois", "zone", "sens"})
_SENS = {sens.value: sens for sens in Sens}
_ecrire = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode


class LigneRefusee(ValueError):
    """A line, or an option, that states no computable time limit; the message is in French."""


def une_periode(
    declencheur: str, delai: str, zone: str = "metropole", distance_mois: int = 0, sens: str = "avant"
) -> dict[str, Any]:
    """Compute one period from what somebody typed: every date of the `Calcul`, as JSON values."""
    return _calcul(declencheur, delai, zone, distance_mois, sens).model_dump(mode="json")


def lot(lignes: Iterable[str | bytes]) -> Iterator[tuple[str, bool]]:
    """Answer each JSON line with a JSON line, and whether it was computed; a bad one stops no other."""
    for rang, ligne in enumerate(lignes):
        try:
            yield _ecrire(_repondre(ligne if rang else _sans_marque(ligne))), True
        except (LigneRefusee, DelaiInvalide, ZoneInconnue) as refus:
            yield _ecrire({"erreur": str(refus)}), False


def _sans_marque(ligne: str | bytes) -> str | bytes:
    """The first line without the byte order mark that some editors put before it."""
    return ligne.removeprefix(b"\xef\xbb\xbf") if isinstance(ligne, bytes) else ligne.removeprefix("\ufeff")


def _repondre(ligne: str | bytes) -> dict[str, Any]:
    demande = _lire_objet(ligne)
    if not demande.keys() <= _CHAMPS:
        inconnus = demande.keys() - _CHAMPS
        raise LigneRefusee(f"Champ inconnu : {', '.join(sorted(map(citer, inconnus)))}.")
    for champ in ("declencheur", "delai"):
        if champ not in demande:
            raise LigneRefusee(f"Champ manquant : « {champ} ».")
    declencheur = lire_date(_chaine(demande, "declencheur"))
    montants = _montants(_chaine(demande, "delai"))
    zone = _chaine(demande, "zone", "metropole")
    distance = demande.get("distance_mois", 0)
    if type(distance) is not int:  # a JSON true is an int for Python
        raise LigneRefusee("Le champ « distance_mois » doit être un nombre entier : 0, 1 ou 2.")
    sens = lire_sens(_chaine(demande, "sens", "avant"))
    d = deriver(declencheur, montants, zone, distance, sens)
    return {
        "nominal": d.nominal.isoformat(),
        "legal": d.legal.isoformat(),
        "safe_by": d.safe_by.isoformat(),
        "expire_a": fin_du_jour(d.legal, zone).isoformat(),
        "etapes": [
            {"regle": regle, "texte": texte, "date": jour.isoformat()} for regle, texte, jour in d.etapes
        ],
    }


def _lire_objet(ligne: str | bytes) -> dict[str, Any]:
    if len(ligne) > LIGNE_MAX:
        raise LigneRefusee(f"Ligne trop longue : {LIGNE_MAX} caractères au plus.")
    if isinstance(ligne, bytes):
        try:
            ligne = ligne.decode()
        except UnicodeDecodeError:
            raise LigneRefusee("Ligne illisible : elle n’est pas en UTF-8.") from None
    if not ligne.strip():
        raise LigneRefusee("Ligne vide : un objet JSON est attendu.")
    try:
        demande = _lire(ligne)
    except LigneRefusee:
        raise
    # ValueError: bad JSON, or an integer of thousands of digits; RecursionError: brackets nested without end.
    except (ValueError, RecursionError):
        raise LigneRefusee("Ligne illisible : ce n’est pas du JSON.") from None
    if not isinstance(demande, dict):
        raise LigneRefusee('Un objet JSON est attendu, par exemple {"declencheur": …, "delai": …}.')
    return demande


def _sans_doublon(paires: list[tuple[str, Any]]) -> dict[str, Any]:
    objet = dict(paires)
    if len(objet) != len(paires):
        raise LigneRefusee("Un champ est donné deux fois.")
    return objet


_lire = json.JSONDecoder(object_pairs_hook=_sans_doublon).decode


def _chaine(demande: dict[str, Any], champ: str, defaut: str | None = None) -> str:
    valeur = demande.get(champ, defaut)
    if not isinstance(valeur, str):
        raise LigneRefusee(f"Le champ « {champ} » doit être une chaîne de caractères.")
    return valeur


@lru_cache(maxsize=4096)  # a batch repeats a few periods thousands of times
def _montants(texte: str) -> Montants:
    return Delai.lire(texte).montants


def lire_date(texte: str) -> date:
    """Read `AAAA-MM-JJ` and nothing else; `date.fromisoformat` alone would also take week dates."""
    try:
        if len(texte) == 10 and texte[4] == texte[7] == "-":
            return date.fromisoformat(texte)
    except ValueError:
        pass
    raise LigneRefusee(f"Date impossible : {citer(texte)}. Écrivez-la AAAA-MM-JJ, par exemple 2026-03-23.")


def lire_sens(texte: str) -> Sens:
    """Read the direction of a period."""
    sens = _SENS.get(texte)
    if sens is None:
        raise LigneRefusee(f"Sens inconnu : {citer(texte)}. Sens admis : {', '.join(_SENS)}.")
    return sens


def _calcul(declencheur: str, delai: str, zone: str, distance_mois: int, sens: str) -> Calcul:
    return calculer(
        lire_date(declencheur),
        Delai.lire(delai),
        zone=zone,
        distance_mois=distance_mois,
        sens=lire_sens(sens),
    )


def expliquer(calcul: Calcul) -> str:
    """Write a computation for a reader: the steps, then the dates."""
    largeur = max(len(e.regle) for e in calcul.etapes)
    lignes = [
        f"Délai : {Delai.lire(calcul.delai).en_francais()} ({ZONES[calcul.zone].nom})",
        "",
        *(f"  {e.regle:<{largeur}}  {e.texte}" for e in calcul.etapes),
        "",
        f"  Terme du compte     {date_longue(calcul.nominal)}",
        f"  Dernier jour légal  {date_longue(calcul.legal)} à vingt-quatre heures",
        f"  Au plus sûr         {date_longue(calcul.safe_by)}",
    ]
    if calcul.arguable_until != calcul.legal:
        lignes.append(f"  Discutable jusqu’au {date_longue(calcul.arguable_until)}")
    lignes += [
        f"  Expire à l’instant  {calcul.expire_a.isoformat()} (exclu)",
        f"  Calendrier          {calcul.calendrier}",
    ]
    return "\n".join(lignes)


def delais(
    declencheur: Annotated[str, typer.Option(help="Date qui fait courir le délai, AAAA-MM-JJ.")] = "",
    delai: Annotated[str, typer.Option(help="Durée ISO 8601 : P15D, P2W, P1M, P1M15D, P1Y.")] = "",
    zone: Annotated[str, typer.Option(help=f"Siège de la juridiction : {', '.join(ZONES)}.")] = "metropole",
    distance_mois: Annotated[int, typer.Option(help="Mois de distance, art. 643 et 644 : 0, 1 ou 2.")] = 0,
    sens: Annotated[str, typer.Option(help="avant, ou rebours (« n jours au moins avant »).")] = "avant",
    en_json: Annotated[bool, typer.Option("--json", help="Répondre en JSON.")] = False,
    en_lot: Annotated[
        bool, typer.Option("--lot", help="Répondre à des lignes JSON sur l’entrée standard.")
    ] = False,
) -> None:
    """Calculer un délai et dire pourquoi, ou répondre à un lot de lignes JSON sur l’entrée standard."""
    une_seule = bool(declencheur or delai)
    if une_seule and en_lot:
        _refuser("--lot ne se combine pas avec --declencheur et --delai.")
    if not une_seule and (en_lot or not sys.stdin.isatty()):
        raise typer.Exit(_tenir_le_lot())
    if not (declencheur and delai):
        _refuser("Indiquez --declencheur et --delai, ou donnez des lignes JSON sur l’entrée standard.")
    try:
        calcul = _calcul(declencheur, delai, zone, distance_mois, sens)
    except (LigneRefusee, DelaiInvalide, ZoneInconnue) as refus:
        _refuser(str(refus))
    typer.echo(_ecrire(calcul.model_dump(mode="json")) if en_json else expliquer(calcul))


def _refuser(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(1)


def _tenir_le_lot() -> int:
    """Answer standard input line by line, in UTF-8 whatever the locale; return the exit code."""
    code = 0
    # Bytes, so that one line that is not UTF-8 spoils only itself.
    sortie = sys.stdout.buffer
    for reponse, bonne in lot(ligne.rstrip(b"\r\n") for ligne in sys.stdin.buffer):
        sortie.write(reponse.encode() + b"\n")
        if not bonne:
            code = 1
    sortie.flush()
    return code
