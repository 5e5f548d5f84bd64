"""The sentences of a derivation: French that a jurist would sign, built from plain dates and amounts."""

from datetime import date, timedelta
from functools import lru_cache

from procedure.calendrier import ZONES, date_longue, jour_chome

Pas = tuple[str, str, date]
"""Rule, sentence, date."""

FRANC = "Cass. com., 14 mars 2018, n° 16-26.996"
SANS_REPORT_A_REBOURS = "Cass. 2e civ., 4 février 1998, n° 96-13.391"
SANS_REPORT_DE_PRESCRIPTION = "Cass., 12 décembre 2018"

_UN_JOUR = timedelta(days=1)
_NOMBRES = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix",
    "onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf", "vingt",
)  # fmt: skip
_ZONES_DISCUTEES = frozenset(z for z, t in ZONES.items() if any(f.jour.dispute for f in t.fetes_locales))


def citer(texte: str) -> str:
    """Quote what somebody typed: short, printable, on one line."""
    return f"« {repr(texte[:60])[1:-1]} »"


def de(texte: str) -> str:
    """Put « de » before an amount: « d’un mois », « de onze jours »."""
    return f"d’{texte}" if texte.startswith("un") else f"de {texte}"


def _nombre(n: int, singulier: str, pluriel: str, *, un: str = "un") -> str:
    if n == 1:
        return f"{un} {singulier}"
    return f"{_NOMBRES[n] if n < len(_NOMBRES) else n} {pluriel}"


@lru_cache(maxsize=4096)
def duree_en_francais(annees: int, mois: int, semaines: int = 0, jours: int = 0) -> str:
    """Write an amount as a decision does: « un mois et quinze jours »."""
    parties = []
    if annees:
        parties.append(_nombre(annees, "an", "ans"))
    if mois:
        parties.append(_nombre(mois, "mois", "mois"))
    if semaines:
        parties.append(_nombre(semaines, "semaine", "semaines", un="une"))
    if jours:
        parties.append(_nombre(jours, "jour", "jours"))
    *debut, fin = parties
    return f"{', '.join(debut)} et {fin}" if debut else fin


def pas_du_depart(declencheur: date, duree: str, *, a_rebours: bool) -> Pas:
    """Say what starts the period (CPC 640)."""
    if a_rebours:
        texte = f"Le délai {de(duree)} au moins se compte à rebours du {date_longue(declencheur)}."
    else:
        texte = (
            f"Le délai {de(duree)} court du {date_longue(declencheur)}, date de l’acte, de l’événement, "
            "de la décision ou de la notification qui le fait courir."
        )
    return "CPC 640", texte, declencheur


def pas_des_mois(depart: date, arrivee: date, annees: int, mois: int) -> Pas:
    """Say where the same quantième leads, or that the month has none (CPC 641 al. 2)."""
    terme = de(duree_en_francais(annees, mois))
    if arrivee.day == depart.day:
        texte = f"Compté de quantième à quantième, le terme {terme} tombe le {date_longue(arrivee)}."
    else:
        texte = (
            f"Le mois d’arrivée n’ayant pas de quantième {depart.day}, le terme {terme} tombe le dernier "
            f"jour de ce mois, le {date_longue(arrivee)}."
        )
    return "CPC 641 al. 2", texte, arrivee


def pas_de_la_distance(arrivee: date, distance_mois: int, zone: str) -> Pas:
    """Say that distance joins the months of the period (CPC 643, 644)."""
    texte = (
        f"Le délai est augmenté {de(duree_en_francais(0, distance_mois))} à raison de la distance, à compter "
        f"avec les mois et avant les jours : {date_longue(arrivee)}."
    )
    return ZONES[zone].article_distance, texte, arrivee


def pas_des_jours(terme: date, semaines: int, jours: int, *, apres_des_mois: bool, a_rebours: bool) -> Pas:
    """Say how days are counted, alone (CPC 641 al. 1) or after months (al. 3)."""
    total = 7 * semaines + jours
    if total == 1:
        dernier = "la veille" if a_rebours else "le lendemain"
    else:
        semaine = f" ({duree_en_francais(0, 0, semaines, jours)})" if semaines else ""
        dernier = f"le dernier des {duree_en_francais(0, 0, 0, total)}{semaine}"
    if apres_des_mois:
        texte = (
            f"Les jours se comptent après les mois, sans report de la date intermédiaire : {dernier} est le "
            f"{date_longue(terme)}."
        )
        return "CPC 641 al. 3", texte, terme
    depart = "de l’événement" if a_rebours else "de départ"
    return "CPC 641 al. 1", f"Le jour {depart} ne compte pas : {dernier} est le {date_longue(terme)}.", terme


def non_ouvrables(premier: date, dernier: date, zone: str, *, prudent: bool = False) -> str:
    """Name days that are not ouvrables and, for each férié, its text; ends on a comma."""
    dits = []
    jour = premier
    while jour <= dernier:
        chome = jour_chome(jour, zone)
        if chome is not None and (prudent or chome.par_texte):
            dits.append(f"{date_longue(jour)} ({chome.nom}, {chome.article})")
        else:
            dits.append(date_longue(jour))
        jour += _UN_JOUR
    return f"Le {dits[0]} n’est pas ouvrable" + "".join(f", ni le {dit}" for dit in dits[1:]) + ","


def pas_du_report(nominal: date, legal: date, zone: str) -> Pas:
    """Say why the end moves, day by day (CPC 642 al. 2)."""
    texte = (
        f"{non_ouvrables(nominal, legal - _UN_JOUR, zone)} et le délai est prorogé jusqu’au premier jour "
        f"ouvrable suivant, le {date_longue(legal)}."
    )
    return "CPC 642 al. 2", texte, legal


def pas_de_l_ordre_discute(autre: date) -> Pas:
    """Say that distance may be counted last, and where that leads (CPC 641 al. 3)."""
    texte = (
        "L’ordre entre les mois de distance et les jours est discuté : la distance comptée en dernier "
        f"mènerait au {date_longue(autre)} ; la date la plus proche est la plus sûre."
    )
    return "CPC 641 al. 3", texte, autre


def pas_de_prudence(regle: str, safe_by: date) -> Pas:
    """Name the day that depends on nothing."""
    texte = (
        f"Le plus sûr est d’agir au plus tard le {date_longue(safe_by)}, jour ouvrable qui ne suppose ni "
        "report ni lecture discutée."
    )
    return regle, texte, safe_by


def pas_des_jours_incertains(safe_by: date, legal: date, arguable: date, zone: str) -> list[Pas]:
    """Name the days that sources dispute, and the commune to check, around an end."""
    pas: list[Pas] = []
    if zone in _ZONES_DISCUTEES:
        jour = safe_by
        while jour <= arguable:
            chome = jour_chome(jour, zone)
            if chome is not None and chome.dispute:
                texte = (
                    f"Il est discuté que le {date_longue(jour)} soit chômé ({chome.nom}, {ZONES[zone].nom}) "
                    ": agir avant lui, et laisser au juge ce qui serait fait jusqu’au "
                    f"{date_longue(arguable)} à vingt-quatre heures."
                )
                pas.append((chome.article, texte, jour))
            jour += _UN_JOUR
    return pas


def pas_de_la_commune(zone: str, *jours: date) -> list[Pas]:
    """Name each of `jours` that is chômé in some communes only: the zone does not say which one it is."""
    variante = ZONES[zone].variante
    if not variante:
        return []
    pas: list[Pas] = []
    for jour in dict.fromkeys(jours):
        chome, ici = jour_chome(jour, variante), jour_chome(jour, zone)
        if chome is not None and (ici is None or ici.dispute):
            texte = (
                f"Le {date_longue(jour)} est chômé dans certaines communes seulement ({ZONES[variante].nom}). "
                "Vérifier celle du siège."
            )
            pas.append((chome.article, texte, jour))
    return pas


def pas_du_ressort(zone: str, jour: date) -> list[Pas]:
    """Say what was not read of the law of this place, on every date computed there."""
    avertissement = ZONES[zone].avertissement
    return [("Droit local", avertissement, jour)] if avertissement else []
