"""French as a court writes it."""

from datetime import UTC, date, datetime

import pytest

from procedure.langue import article_long, date_longue, heure_de, instant_long, montant, taille, terme_long

PARIS = "Europe/Paris"


def _a_l_oeil(texte: str) -> str:
    """The text as it is seen, non-breaking spaces included."""
    return texte.replace("\N{NO-BREAK SPACE}", " ")


def test_une_date_porte_son_jour_et_le_premier_du_mois_est_ordinal() -> None:
    assert date_longue(date(2026, 12, 14)) == "lundi 14 décembre 2026"
    assert date_longue(date(2026, 5, 1)) == "vendredi 1er mai 2026"


def test_un_instant_est_a_l_heure_du_siege() -> None:
    instant = datetime(2026, 12, 14, 23, 5, 7, tzinfo=UTC)
    assert _a_l_oeil(instant_long(instant, PARIS)) == "mardi 15 décembre 2026 à 0 h 05, heure de Paris"
    assert _a_l_oeil(instant_long(instant, "Indian/Reunion")) == "mardi 15 décembre 2026 à 3 h 05, heure de La Réunion"
    assert _a_l_oeil(instant_long(instant, "America/Martinique", secondes=True)) == (
        "lundi 14 décembre 2026 à 19 h 05 min 07 s, heure de la Martinique"
    )


@pytest.mark.parametrize(
    ("expire_a", "attendu"),
    [
        (datetime(2026, 12, 14, 23, tzinfo=UTC), "lundi 14 décembre 2026 à 24 heures, heure de Paris"),
        (datetime(2026, 7, 2, 22, tzinfo=UTC), "jeudi 2 juillet 2026 à 24 heures, heure de Paris"),
        # A term that is an hour, not a day, is not moved to the eve.
        (datetime(2026, 12, 14, 11, tzinfo=UTC), "lundi 14 décembre 2026 à 12 h 00, heure de Paris"),
    ],
)
def test_art_642_un_delai_expire_le_dernier_jour_a_vingt_quatre_heures(expire_a: datetime, attendu: str) -> None:
    assert _a_l_oeil(terme_long(expire_a, PARIS)) == attendu


def test_une_zone_sans_nom_francais_est_nommee_telle_quelle() -> None:
    assert heure_de("Antarctica/DumontDUrville") == "heure (Antarctica/DumontDUrville)"


@pytest.mark.parametrize(
    ("centimes", "attendu"),
    [
        (0, "0,00 €"),
        (5, "0,05 €"),
        (450_000, "4 500,00 €"),
        (123_456_789, "1 234 567,89 €"),
        (-1_050, "−10,50 €"),
    ],
)
def test_un_montant(centimes: int, attendu: str) -> None:
    assert _a_l_oeil(montant(centimes)) == attendu


def test_un_montant_et_une_heure_ne_se_coupent_pas() -> None:
    assert " " not in montant(450_000)
    assert "24\N{NO-BREAK SPACE}heures" in terme_long(datetime(2026, 12, 14, 23, tzinfo=UTC), PARIS)


@pytest.mark.parametrize(
    ("octets", "attendu"),
    [
        (1, "1 octet"),
        (512, "512 octets"),
        (51_234, "51 234 octets (50,0 Kio)"),
        (209_715_200, "209 715 200 octets (200,0 Mio)"),
    ],
)
def test_une_taille_est_exacte_avant_d_etre_lisible(octets: int, attendu: str) -> None:
    assert _a_l_oeil(taille(octets)) == attendu


@pytest.mark.parametrize(
    ("reference", "attendu"),
    [
        ("CPC 160", "article 160 du code de procédure civile"),
        ("CPC 276 al. 4", "article 276, alinéa 4, du code de procédure civile"),
        ("CPC 173, 282", "articles 173 et 282 du code de procédure civile"),
        ("CPC 640, 668, 669", "articles 640, 668 et 669 du code de procédure civile"),
        ("CPC 234 al. 3, 16", "articles 234, alinéa 3, et 16 du code de procédure civile"),
        ("CPC 278, 282 al. 3", "articles 278 et 282, alinéa 3, du code de procédure civile"),
        ("C. civ. 2239", "article 2239 du code civil"),
        ("C. com. R. 153-1", "article R. 153-1 du code de commerce"),
        ("COJ L. 111-6", "COJ L. 111-6"),
    ],
)
def test_un_article_est_cite_en_toutes_lettres(reference: str, attendu: str) -> None:
    assert _a_l_oeil(article_long(reference)) == attendu
