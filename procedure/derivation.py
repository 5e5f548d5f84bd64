"""How a time limit is counted (CPC 641 to 644, 748-7), on plain values.

Plain tuples and cached tables, because a whole jurisdiction's time limits are counted at once; `delais.py`
wraps the result in models, `derivation_textes.py` holds the sentences.
"""

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from procedure import derivation_textes as dire
from procedure.calendrier import (
    date_longue,
    dernier_jour_ouvrable_jusqu_a,
    est_ouvrable,
    premier_jour_ouvrable_a_partir_de,
    territoire,
)

PREMIERE_ANNEE = 1913
"""Before it, the legal clocks of the territories were not on whole minutes: an instant would not travel."""

HORS_CALENDRIER = f"Le délai sort du calendrier, qui va de {PREMIERE_ANNEE} à 9999."
"""Said of a period whose end no date can hold."""

HORS_DES_LISTES = "Ni l’article 643 ni l’article 644 du CPC ne vise une juridiction qui siège là"
"""Said of a distance asked where neither list grants any."""

_UN_JOUR = timedelta(days=1)
_JOURS_DU_MOIS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class DelaiInvalide(ValueError):
    """The period cannot be counted; the message says why, in French."""


class Sens(StrEnum):
    """Which way a period is counted."""

    AVANT = "avant"
    REBOURS = "rebours"
    """« n jours au moins avant » an event."""


class Montants(NamedTuple):
    """The amounts of a period: positive or zero, and not all zero."""

    annees: int
    mois: int
    semaines: int
    jours: int


class Derivation(NamedTuple):
    """The dates of one time limit and the steps that lead to them."""

    nominal: date
    legal: date
    safe_by: date
    arguable_until: date
    lenient_latest: date | None
    etapes: list[dire.Pas]


class _Compte(NamedTuple):
    """Where mere counting leads, before any working day is looked at."""

    mois: date
    """After the months of the period (CPC 641 al. 2)."""
    distance: date
    """After the months of distance, which join those of the period (CPC 643, 644)."""
    terme: date
    """After the days (CPC 641 al. 3)."""
    distance_en_dernier: date
    """The other reading: the whole period first, distance last."""


def plus_mois(jour: date, mois: int) -> date:
    """Move by months, same quantième, or the last day of the month if it has none (CPC 641 al. 2)."""
    annee, rang = divmod(jour.year * 12 + jour.month - 1 + mois, 12)
    if not 1 <= annee <= 9999:
        raise OverflowError
    fin = _JOURS_DU_MOIS[rang]
    if rang == 1 and annee % 4 == 0 and (annee % 100 != 0 or annee % 400 == 0):
        fin = 29
    return date(annee, rang + 1, min(jour.day, fin))


def _compter(depart: date, mois: int, distance: int, jours: int) -> _Compte:
    apres_mois = plus_mois(depart, mois) if mois else depart
    duree = timedelta(days=jours)
    if not distance:
        terme = apres_mois + duree
        return _Compte(apres_mois, apres_mois, terme, terme)
    apres_distance = plus_mois(depart, mois + distance)
    return _Compte(
        apres_mois, apres_distance, apres_distance + duree, plus_mois(apres_mois + duree, distance)
    )


def deriver(declencheur: date, montants: Montants, zone: str, distance_mois: int, sens: Sens) -> Derivation:
    """Count a period that runs to an act, forward or « au moins avant », and tell how."""
    siege = territoire(zone)
    if distance_mois not in (0, 1, 2):
        raise DelaiInvalide("Les articles 643 et 644 du CPC n’ajoutent qu’un ou deux mois de distance.")
    if distance_mois and not siege.article_distance:
        raise DelaiInvalide(f"{HORS_DES_LISTES} ({siege.nom}).")
    annees, mois, semaines, jours = montants
    a_rebours = sens is Sens.REBOURS
    signe = -1 if a_rebours else 1
    try:
        compte = _compter(
            declencheur, signe * (12 * annees + mois), signe * distance_mois, signe * (7 * semaines + jours)
        )
        pas = [dire.pas_du_depart(declencheur, dire.duree_en_francais(*montants), a_rebours=a_rebours)]
        if annees or mois:
            pas.append(dire.pas_des_mois(declencheur, compte.mois, annees, mois))
        if distance_mois:
            pas.append(dire.pas_de_la_distance(compte.distance, distance_mois, zone))
        if semaines or jours:
            en_mois = bool(annees or mois or distance_mois)
            pas.append(
                dire.pas_des_jours(compte.terme, semaines, jours, apres_des_mois=en_mois, a_rebours=a_rebours)
            )
        return _rebours(compte, zone, pas) if a_rebours else _avant(compte, zone, pas)
    except OverflowError:
        raise DelaiInvalide(HORS_CALENDRIER) from None


def _avant(compte: _Compte, zone: str, pas: list[dire.Pas]) -> Derivation:
    """Carry the end to a working day (CPC 642 al. 2); the intermediate date never was."""
    nominal, autre = compte.terme, compte.distance_en_dernier
    legal = premier_jour_ouvrable_a_partir_de(nominal, zone)
    # Where distance may be counted in two orders, each side of the doubt gets the date that suits prudence.
    safe_by = dernier_jour_ouvrable_jusqu_a(min(nominal, autre), zone, prudent=True)
    arguable = premier_jour_ouvrable_a_partir_de(max(nominal, autre), zone, prudent=True)
    if legal != nominal:
        pas.append(dire.pas_du_report(nominal, legal, zone))
    pas.append(("CPC 642 al. 1", f"Le délai expire le {date_longue(legal)} à vingt-quatre heures.", legal))
    if autre != nominal:
        pas.append(dire.pas_de_l_ordre_discute(autre))
    pas += dire.pas_des_jours_incertains(safe_by, legal, arguable, zone)
    if safe_by != nominal:
        pas.append(dire.pas_de_prudence("CPC 642 al. 2", safe_by))
    pas += dire.pas_du_ressort(zone, legal)
    return Derivation(nominal, legal, safe_by, arguable, None, pas)


def _rebours(compte: _Compte, zone: str, pas: list[dire.Pas]) -> Derivation:
    """Stop the day before the last counted day, without any extension: the strict reading of the case law."""
    lenient, autre = compte.terme, compte.distance_en_dernier
    strict = lenient - _UN_JOUR
    safe_by = dernier_jour_ouvrable_jusqu_a(min(strict, autre - _UN_JOUR), zone, prudent=True)
    arguable = max(lenient, autre)
    texte = f"L’acte doit être fait au plus tard la veille de ce dernier jour, le {date_longue(strict)}."
    pas.append((dire.FRANC, texte, strict))
    if autre != lenient:
        pas.append(dire.pas_de_l_ordre_discute(autre))
    if not est_ouvrable(strict, zone):
        texte = (
            f"{dire.non_ouvrables(strict, strict, zone)} mais un délai compté à rebours n’est pas prorogé."
        )
        pas.append((dire.SANS_REPORT_A_REBOURS, texte, strict))
    texte = (
        f"L’acte peut être fait jusqu’au {date_longue(strict)} à vingt-quatre heures ; fait ensuite, jusqu'"
        f"au {date_longue(arguable)}, il serait discuté, les décisions n’étant pas unanimes."
    )
    pas.append(("CPC 642 al. 1", texte, strict))
    pas += dire.pas_des_jours_incertains(safe_by, strict, arguable, zone)
    if safe_by != strict:
        pas.append(dire.pas_de_prudence(dire.SANS_REPORT_A_REBOURS, safe_by))
    pas += dire.pas_du_ressort(zone, strict)
    return Derivation(strict, strict, safe_by, arguable, lenient, pas)


def deriver_date_certaine(jour: date, zone: str) -> Derivation:
    """Weigh a date that the judge or the expert fixed: whether CPC 642 al. 2 extends it is not settled."""
    territoire(zone)
    try:
        safe_by = dernier_jour_ouvrable_jusqu_a(jour, zone, prudent=True)
        arguable = premier_jour_ouvrable_a_partir_de(jour, zone, prudent=True)
    except OverflowError:
        raise DelaiInvalide(HORS_CALENDRIER) from None
    pas = [
        ("Date certaine", f"La date a été fixée au {date_longue(jour)} : aucun délai n’est à compter.", jour)
    ]
    if arguable != jour:
        texte = (
            f"{dire.non_ouvrables(jour, jour, zone, prudent=True)} et il est discuté que la date soit alors "
            f"reportée au {date_longue(arguable)} : rien n’est tardif de plein droit dans l’intervalle."
        )
        pas.append(("CPC 642 al. 2", texte, arguable))
    pas += dire.pas_des_jours_incertains(safe_by, jour, arguable, zone)
    if safe_by != jour:
        pas.append(dire.pas_de_prudence("CPC 642 al. 2", safe_by))
    pas += dire.pas_du_ressort(zone, jour)
    return Derivation(jour, jour, safe_by, arguable, None, pas)


def deriver_prescription(declencheur: date, montants: Montants, zone: str, regle: str) -> Derivation:
    """Count a limitation period: acquired when its last day is over, whatever that day is."""
    territoire(zone)
    annees, mois, semaines, jours = montants
    try:
        terme = _compter(declencheur, 12 * annees + mois, 0, 7 * semaines + jours).terme
        safe_by = dernier_jour_ouvrable_jusqu_a(terme, zone, prudent=True)
    except OverflowError:
        raise DelaiInvalide(HORS_CALENDRIER) from None
    duree = dire.duree_en_francais(*montants)
    pas = [
        (regle, f"La prescription court du {date_longue(declencheur)}, pour {duree}.", declencheur),
        (
            "C. civ. 2228, 2229",
            f"Elle est acquise à la fin de son dernier jour, le {date_longue(terme)}.",
            terme,
        ),
    ]
    if safe_by != terme:
        texte = (
            f"{dire.non_ouvrables(terme, terme, zone, prudent=True)} mais les articles 641 et 642 du CPC ne "
            "s’appliquent pas à la prescription : elle n’est pas prorogée."
        )
        pas.append((dire.SANS_REPORT_DE_PRESCRIPTION, texte, terme))
        pas.append(dire.pas_de_prudence("C. civ. 2229", safe_by))
    pas += dire.pas_de_la_commune(zone, safe_by)
    return Derivation(terme, terme, safe_by, terme, None, pas)


def deriver_report_748_7(dernier_jour: date, zone: str) -> Derivation:
    """Move the last day, lost to a failure foreign to the sender, to the next working day (CPC 748-7)."""
    territoire(zone)
    try:
        suivant = dernier_jour + _UN_JOUR
        legal = premier_jour_ouvrable_a_partir_de(suivant, zone)
        arguable = premier_jour_ouvrable_a_partir_de(suivant, zone, prudent=True)
    except OverflowError:
        raise DelaiInvalide(HORS_CALENDRIER) from None
    texte = (
        "La transmission ayant été impossible ce jour-là pour une cause étrangère à son auteur, le délai est "
        f"prorogé jusqu’au premier jour ouvrable suivant, le {date_longue(legal)} à vingt-quatre heures."
    )
    pas = [
        (
            "CPC 748-7",
            f"Le dernier jour pour transmettre était le {date_longue(dernier_jour)}.",
            dernier_jour,
        ),
        ("CPC 748-7", texte, legal),
        *dire.pas_de_la_commune(zone, legal),
        *dire.pas_du_ressort(zone, legal),
    ]
    return Derivation(dernier_jour, legal, dernier_jour, arguable, None, pas)
