"""French as a court writes it: dates, hours, amounts, sizes; pure functions of their arguments.

A non-breaking space keeps « 4 500,00 € » and « 24 heures » on one line: a date cut in two is misread.
"""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from procedure.calendrier import date_longue
from procedure.modele import SIGNES_D_UN_COURT, en_heure_du_siege

__all__ = [
    "INSECABLE",
    "abreger",
    "accorder",
    "article_long",
    "date_longue",
    "enumerer",
    "heure_de",
    "instant_long",
    "montant",
    "phrase",
    "taille",
    "terme_long",
]

INSECABLE = "\N{NO-BREAK SPACE}"
"""Inside an amount or an hour, and before « € »."""

_LIEUX = {
    "Europe/Paris": "de Paris",
    "America/Guadeloupe": "de la Guadeloupe",
    "America/Martinique": "de la Martinique",
    "America/Cayenne": "de la Guyane",
    "America/St_Barthelemy": "de Saint-Barthélemy",
    "America/Marigot": "de Saint-Martin",
    "America/Miquelon": "de Saint-Pierre-et-Miquelon",
    "Indian/Reunion": "de La Réunion",
    "Indian/Mayotte": "de Mayotte",
    "Pacific/Tahiti": "de Tahiti",
    "Pacific/Wallis": "de Wallis-et-Futuna",
    "Pacific/Noumea": "de Nouméa",
    "UTC": "UTC",
}
"""« heure … » for the seats of the French courts; any other zone is named as IANA names it."""

_CODES = {"CPC": "code de procédure civile", "C. civ.": "code civil", "C. com.": "code de commerce"}
"""How a reference abbreviates a code, and its name."""

_ALINEA = re.compile(r" al\. ([0-9]+(?:\s?(?:et|à)\s?[0-9]+)?)")
_KIO = 1024
_UNITES = ("octets", "Kio", "Mio", "Gio", "Tio")


def heure_de(fuseau: str) -> str:
    """Name the clock of the seat: « heure de Paris », so that nobody reads an hour by another one."""
    return f"heure {_LIEUX.get(fuseau, f'({fuseau})')}"


def instant_long(instant: datetime, fuseau: str, *, secondes: bool = False) -> str:
    """Write an instant at the seat: « lundi 14 décembre 2026 à 14 h 30, heure de Paris ».

    `secondes` is for the instant of a receipt, where the second is the proof and not noise.
    """
    local = en_heure_du_siege(instant, fuseau)
    heure = f"{local.hour} h {local.minute:02d}"
    if secondes:
        heure += f" min {local.second:02d} s"
    heure = heure.replace(" ", INSECABLE)
    return f"{date_longue(local.date())} à {heure}, {heure_de(fuseau)}"


def terme_long(expire_a: datetime, fuseau: str) -> str:
    """Write the end of a period: its last day at 24:00, never 0:00 of the next (CPC 642 al. 1)."""
    local = en_heure_du_siege(expire_a, fuseau)
    if (local.hour, local.minute, local.second) != (0, 0, 0):
        return instant_long(expire_a, fuseau)
    veille = local.date() - timedelta(days=1)
    return f"{date_longue(veille)} à 24{INSECABLE}heures, {heure_de(fuseau)}"


def article_long(reference: str) -> str:
    """Write a reference in full: « CPC 173, 282 al. 5 » → « articles 173 et 282, alinéa 5, du code de … ».

    What is not a reference to a code is left as it is.
    """
    sigle = next((sigle for sigle in _CODES if reference.startswith(f"{sigle} ")), None)
    if sigle is None:
        return reference
    articles = [morceau.strip() for morceau in reference.removeprefix(f"{sigle} ").split(",")]
    cites = [_ALINEA.sub(rf", alinéa{INSECABLE}\1", article) for article in articles]
    avant = ", ".join(cites[:-1])
    liaison = ", et " if "alinéa" in "".join(cites[-2:-1]) else " et "
    enumere = f"{avant}{liaison}{cites[-1]}" if avant else cites[0]
    fin = "," if "alinéa" in cites[-1] else ""
    return f"article{'s' if len(cites) > 1 else ''}{INSECABLE}{enumere}{fin} du {_CODES[sigle]}"


def montant(centimes: int) -> str:
    """Write an amount of euro cents: « 4 500,00 € »."""
    euros, reste = divmod(abs(centimes), 100)
    signe = "−" if centimes < 0 else ""
    return f"{signe}{_milliers(euros)},{reste:02d}{INSECABLE}€"


def taille(octets: int) -> str:
    """Write the size of a file, exactly and then readably: « 1 204 224 octets (1,1 Mio) »."""
    exact = f"{_milliers(octets)}{INSECABLE}octet{'s' if octets > 1 else ''}"
    valeur, rang = float(octets), 0
    while valeur >= _KIO and rang < len(_UNITES) - 1:
        valeur, rang = valeur / _KIO, rang + 1
    if rang == 0:
        return exact
    return f"{exact} ({valeur:.1f}".replace(".", ",") + f"{INSECABLE}{_UNITES[rang]})"


def abreger(texte: str, signes: int = 60) -> str:
    """Shorten a name that a sentence quotes."""
    return texte if len(texte) <= signes else f"{texte[: signes - 1].rstrip()}…"


def phrase(texte: str) -> str:
    """A sentence of the platform, cut where it quotes more than one may hold: a long name never stops an act."""
    return abreger(texte, SIGNES_D_UN_COURT)


def accorder(nombre: int, singulier: str, pluriel: str | None = None) -> str:
    """« 1 pièce », « 2 pièces »: plural from two on, by an s unless it is given."""
    return f"{nombre}{INSECABLE}{singulier if nombre < 2 else pluriel or singulier + 's'}"


def enumerer(noms: Iterable[str], place: int = 150) -> str:
    """« Mme Dupin, M. Morel et 3 autres »: as many names as `place` characters hold, at least one, cut if need be.

    Each is said once.
    """
    restent = list(dict.fromkeys(noms))
    dits: list[str] = []
    while restent and (not dits or len(", ".join([*dits, restent[0]])) <= place):
        dits.append(restent.pop(0)[:place])
    texte = ", ".join(dits)
    return f"{texte} et {accorder(len(restent), 'autre')}" if restent else texte


def _milliers(nombre: int) -> str:
    return f"{nombre:,}".replace(",", INSECABLE)
