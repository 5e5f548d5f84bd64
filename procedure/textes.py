"""Dated texts: the articles whose wording, number or existence changed, and how to cite one on a day.

The same number may be two laws: until 31 August 2025 art. 131-3 was médiation, since then it is the technicien
whom the parties choose. A reference without its date is therefore no reference. Every article that is not in the
table is cited as read on `LUS_LE`.
"""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from procedure.calendrier import date_longue
from procedure.modele import Modele

LUS_LE = date(2026, 11, 21)
"""The day at which the consolidated texts were read."""

Marque = Literal["V", "M", "?"]
"""Evidence: read in a public source, from memory, or open."""

Selon = Literal["acte", "introduction"]
"""Which day counts: that of the act, pending cases included, or that on which the proceedings were introduced."""

_NUMERO = re.compile(r"([0-9]+(?:-[0-9]+)*)(?: al\. .+)?")
_DEPUIS_2025 = date(2025, 9, 1)
_JUSQU_EN_2025 = date(2025, 8, 31)
_MAGICOBUS = "décret n° 2025-619 du 8 juillet 2025"
_AMIABLE = "décret n° 2025-660 du 18 juillet 2025"


class Version(Modele):
    """One wording of one article, or of a run of articles, and the days it governs."""

    code: str
    premier: str
    dernier: str
    """The last number of the run; the same as `premier` for one article."""
    depuis: date | None
    """The first day in force; None where it is older than what was read."""
    jusqu_a: date | None
    """The last day in force; None while it is."""
    dit: str
    """What it says, in one sentence of ours."""
    decret: str
    """The text that made it or ended it."""
    marque: Marque
    selon: Selon = "acte"
    au_plus_tard: bool = False
    """The end may come sooner, by an order still to be made."""

    def regit(self, numero: str) -> bool:
        """Tell whether the article is in this run."""
        return _rang(self.premier) <= _rang(numero) <= _rang(self.dernier)

    def couvre(self, jour: date) -> bool:
        """Tell whether it is in force on `jour`."""
        return (self.depuis is None or self.depuis <= jour) and (self.jusqu_a is None or jour <= self.jusqu_a)


class Reference(NamedTuple):
    """One article, apart from its alinéa: « CPC », « 748-3 »."""

    code: str
    numero: str


def _rang(numero: str) -> tuple[int, ...]:
    return tuple(int(n) for n in numero.split("-"))


def _avant(articles: str, dit: str, decret: str, marque: Marque = "V", selon: Selon = "acte") -> Version:
    return _version(articles, (None, _JUSQU_EN_2025), dit, decret, marque, selon)


def _apres(articles: str, dit: str, decret: str, marque: Marque = "V", selon: Selon = "acte") -> Version:
    return _version(articles, (_DEPUIS_2025, None), dit, decret, marque, selon)


def _version(
    articles: str,
    jours: tuple[date | None, date | None],
    dit: str,
    decret: str,
    marque: Marque,
    selon: Selon = "acte",
    *,
    au_plus_tard: bool = False,
) -> Version:
    premier, _, dernier = articles.partition(" à ")
    depuis, jusqu_a = jours
    return Version(
        code="CPC",
        premier=premier,
        dernier=dernier or premier,
        depuis=depuis,
        jusqu_a=jusqu_a,
        dit=dit,
        decret=decret,
        marque=marque,
        selon=selon,
        au_plus_tard=au_plus_tard,
    )


VERSIONS: tuple[Version, ...] = (
    # -- décret n° 2025-660: one number, two laws
    _avant("127 à 131", "Conciliation, et injonction de rencontrer un médiateur (127-1).", _AMIABLE, "M"),
    _avant("131-1 à 131-15", "Médiation ordonnée par le juge.", _AMIABLE),
    _apres("127 à 130-9", "Conventions des parties sur l’instruction de l’affaire.", _AMIABLE, selon="introduction"),
    _apres("131 à 131-8", "Technicien choisi et payé par les parties, sous convention.", _AMIABLE),
    _avant("240", "Le juge ne peut donner à l’expert mission de concilier les parties.", _AMIABLE),
    _avant("21", "Il entre dans la mission du juge de concilier les parties.", _AMIABLE, "M"),
    _apres("21", "Il entre aussi dans sa mission de déterminer avec elles le mode de résolution adapté.", _AMIABLE),
    # -- décret n° 2025-619: which court, and what a communication is worth
    _avant("145", "Mesure avant tout procès, sans règle de compétence.", _MAGICOBUS, selon="introduction"),
    _apres(
        "145",
        "Choix entre le tribunal du fond et celui du lieu de la mesure ; s’il s’agit d’un immeuble, le tribunal de sa "
        "situation est seul compétent.",
        _MAGICOBUS,
        selon="introduction",
    ),
    _avant("748-2", "Consentement exprès ; l’adhésion de qui assiste ou représente vaut accord.", _MAGICOBUS),
    _apres(
        "748-2",
        "Consentement exprès ; l’adhésion de tout auxiliaire de justice à un dispositif de la liste vaut accord.",
        _MAGICOBUS,
    ),
    _avant("748-3", "Tout envoi donne lieu à un avis électronique de réception du destinataire.", _MAGICOBUS),
    _apres("748-3", "Tout envoi donne lieu à un avis de réception ou à un avis de mise à disposition.", _MAGICOBUS),
    _avant("748-6", "Garanties techniques de chaque procédé, fixées par arrêté.", _MAGICOBUS, "M"),
    _apres("748-6", "Dispositifs d’une liste arrêtée par le garde des sceaux, et leurs interconnexions.", _MAGICOBUS),
    _version(
        "748-8",
        (None, date(2029, 6, 30)),
        "Avis par le Portail du justiciable à la partie qui y consent ; abrogation différée à un arrêté.",
        _MAGICOBUS,
        "V",
        au_plus_tard=True,
    ),
    _avant("446-2 à 446-4", "Mise en état de la procédure orale.", _MAGICOBUS, "M"),
    _apres("446-2 à 446-4", "Mise en état de la procédure orale, dans sa rédaction de 2025.", _MAGICOBUS, "M"),
    *(
        version
        for article, objet in (
            ("456", "Signature du jugement"),
            ("653", "Date de la signification et de ses originaux"),
            ("676", "Notification des jugements"),
            ("729-1", "Dossier de l’affaire tenu par le greffe"),
        )
        for version in (
            _avant(article, f"{objet}.", _MAGICOBUS, "M"),
            _apres(article, f"{objet}, y compris nativement numérique.", _MAGICOBUS),
        )
    ),
    # -- reported as perhaps adapted, and not read since
    *(_apres(article, "Adaptation signalée et non lue.", _AMIABLE, "?") for article in ("171-1", "369", "392")),
)
"""Each wording, oldest first for one article. What is « ? » is said to need checking, and changes nothing by itself."""


def lire(reference: str) -> Reference | None:
    """Split « CPC 748-3 al. 1 » into its code and its number; None for what is not one numbered article."""
    code, _, reste = reference.partition(" ")
    trouve = _NUMERO.fullmatch(reste)
    return Reference(code, trouve[1]) if trouve else None


def versions(reference: str) -> tuple[Version, ...]:
    """Every dated wording of one article; empty for an article whose text did not change, as far as was read."""
    article = lire(reference)
    if article is None:
        return ()
    return tuple(v for v in VERSIONS if v.code == article.code and v.regit(article.numero))


def en_vigueur(reference: str, jour: date, *, introduite_le: date | None = None) -> Version | None:
    """Return the wording that governs on `jour`; None where the article has none then, or never changed.

    A few reforms govern only the proceedings introduced since: `introduite_le` is that day, `jour` without it.
    """
    for version in versions(reference):
        if version.couvre((introduite_le or jour) if version.selon == "introduction" else jour):
            return version
    return None


def citer(reference: str, jour: date, *, introduite_le: date | None = None) -> str:
    """Cite an article, or several, in the wording of a day: « CPC 131-3, dans sa version en vigueur depuis le … »."""
    articles = _articles(reference)
    if len(articles) > 1 and any(versions(a) for a in articles):
        return " ; ".join(citer(a, jour, introduite_le=introduite_le) for a in articles)
    connues = versions(reference)
    if not connues:
        return f"{reference}, texte consolidé lu le {_en_lettres(LUS_LE)}"
    version = en_vigueur(reference, jour, introduite_le=introduite_le)
    return f"{reference}, {_sa_version(version) if version else _son_absence(connues, jour)}"


def version_citee(reference: str, jour: date) -> str | None:
    """Cite an article whose wording or number is known to have changed; nothing for any other, which has one text."""
    return citer(reference, jour) if any(versions(a) for a in _articles(reference)) else None


def _articles(reference: str) -> list[str]:
    """« CPC 724, 714 al. 2 » cites two articles of the same code."""
    premier, *suivants = reference.split(", ")
    code = premier.partition(" ")[0]
    return [premier, *(f"{code} {s}" if s[:1].isdigit() else s for s in suivants)]


def _sa_version(version: Version) -> str:
    if version.marque == "?":
        quand = f" au {_en_lettres(version.depuis)}" if version.depuis else ""
        return f"dont l’adaptation{quand} par le {version.decret} reste à vérifier"
    if version.depuis is not None:
        reserve = ", pour les instances introduites depuis" if version.selon == "introduction" else ""
        return f"dans sa version en vigueur depuis le {_en_lettres(version.depuis)}{reserve}"
    fin = f" jusqu’au {_en_lettres(version.jusqu_a)}" if version.jusqu_a else ""
    return f"dans sa version en vigueur{fin}{' au plus tard' if version.au_plus_tard else ''}"


def _son_absence(connues: tuple[Version, ...], jour: date) -> str:
    """Say why no wording governs: repealed, not yet in force, or not known to have changed before."""
    finies = [v for v in connues if v.jusqu_a is not None and v.jusqu_a < jour]
    if finies:
        fin = finies[-1]
        return f"abrogé depuis le {_en_lettres((fin.jusqu_a or jour) + timedelta(days=1))} ({fin.decret})"
    if all(v.marque == "?" for v in connues):
        return f"texte consolidé lu le {_en_lettres(LUS_LE)}"
    return f"qui n’existe pas encore au {_en_lettres(jour)}"


@lru_cache(maxsize=1024)
def _en_lettres(jour: date) -> str:
    return date_longue(jour).partition(" ")[2]
