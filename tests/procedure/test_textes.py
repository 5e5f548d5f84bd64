"""An article is cited in the wording of its day: the same number may be two laws (reference § 0.3, § 8 point 1)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedure.regles import LUS_LE as LUS_PAR_LES_REGLES
from procedure.regles import REGLES
from procedure.textes import LUS_LE, VERSIONS, Version, citer, en_vigueur, lire, versions

VEILLE, JOUR = date(2025, 8, 31), date(2025, 9, 1)
jours = st.dates(date(1990, 1, 1), date(2040, 12, 31))
MEDIATION, TECHNICIEN = "Médiation ordonnée par le juge.", "Technicien choisi et payé par les parties, sous convention."


def dit(reference: str, jour: date, **reste: date) -> str | None:
    version = en_vigueur(reference, jour, **reste)
    return version.dit if version else None


# --- décret n° 2025-660: the renumbering trap ---


@pytest.mark.parametrize("numero", [f"131-{n}" for n in range(1, 9)])
def test_art_131_1_et_suivants_la_mediation_devient_le_technicien_conventionnel(numero: str) -> None:
    assert dit(f"CPC {numero}", VEILLE) == MEDIATION
    assert dit(f"CPC {numero}", JOUR) == TECHNICIEN


@pytest.mark.parametrize("numero", [f"131-{n}" for n in range(9, 16)])
def test_art_131_9_et_suivants_la_mediation_quitte_ces_numeros(numero: str) -> None:
    assert dit(f"CPC {numero}", VEILLE) == MEDIATION
    assert en_vigueur(f"CPC {numero}", JOUR) is None
    assert citer(f"CPC {numero}", JOUR).startswith(f"CPC {numero}, abrogé depuis le 1er septembre 2025")


def test_art_131_seul_n_est_pas_131_1() -> None:
    assert dit("CPC 131", VEILLE) != MEDIATION
    assert dit("CPC 131", JOUR) == TECHNICIEN


def test_art_131_3_se_cite_avec_sa_date() -> None:
    assert citer("CPC 131-3", JOUR) == "CPC 131-3, dans sa version en vigueur depuis le 1er septembre 2025"
    assert citer("CPC 131-3", VEILLE) == "CPC 131-3, dans sa version en vigueur jusqu’au 31 août 2025"


def test_art_128_les_conventions_de_mise_en_etat_ne_regissent_que_les_instances_nouvelles() -> None:
    en_2026 = date(2026, 3, 2)
    assert dit("CPC 128", en_2026) == "Conventions des parties sur l’instruction de l’affaire."
    assert dit("CPC 128", en_2026, introduite_le=VEILLE) is None
    assert dit("CPC 131-3", en_2026, introduite_le=VEILLE) == TECHNICIEN  # pending cases included


def test_art_240_l_interdiction_de_concilier_ne_vaut_que_pour_les_ordonnances_d_avant() -> None:
    assert dit("CPC 240", VEILLE) == "Le juge ne peut donner à l’expert mission de concilier les parties."
    assert en_vigueur("CPC 240", JOUR) is None
    assert citer("CPC 240", JOUR) == (
        "CPC 240, abrogé depuis le 1er septembre 2025 (décret n° 2025-660 du 18 juillet 2025)"
    )


def test_le_decret_2025_619_n_est_pas_celui_de_l_instruction_conventionnelle() -> None:
    assert {v.decret for n in ("127", "131-3", "240") for v in versions(f"CPC {n}")} == {
        "décret n° 2025-660 du 18 juillet 2025"
    }
    assert {v.decret for n in ("145", "748-2", "748-3", "748-6", "748-8") for v in versions(f"CPC {n}")} == {
        "décret n° 2025-619 du 8 juillet 2025"
    }


# --- décret n° 2025-619 ---


def test_art_145_le_tribunal_de_l_immeuble_pour_les_instances_introduites_depuis() -> None:
    audience = date(2025, 11, 4)
    assert "immeuble" in (dit("CPC 145 al. 3", audience) or "")
    avant = date(2025, 7, 1)
    assert dit("CPC 145", audience, introduite_le=avant) == "Mesure avant tout procès, sans règle de compétence."
    assert citer("CPC 145", audience) == (
        "CPC 145, dans sa version en vigueur depuis le 1er septembre 2025, pour les instances introduites depuis"
    )
    assert citer("CPC 145", audience, introduite_le=avant) == (
        "CPC 145, dans sa version en vigueur jusqu’au 31 août 2025"
    )


@pytest.mark.parametrize("article", ["748-2", "748-3", "748-6", "456", "653", "676", "729-1"])
def test_la_communication_electronique_change_pour_les_instances_en_cours_aussi(article: str) -> None:
    assert dit(f"CPC {article}", VEILLE) != dit(f"CPC {article}", JOUR)
    assert dit(f"CPC {article}", JOUR, introduite_le=date(2020, 1, 1)) == dit(f"CPC {article}", JOUR)


def test_art_748_3_la_mise_a_disposition_ne_vaut_avis_que_depuis_2025() -> None:
    assert "mise à disposition" not in (dit("CPC 748-3", VEILLE) or "")
    assert "mise à disposition" in (dit("CPC 748-3", JOUR) or "")


def test_art_748_8_survit_au_plus_tard_jusqu_au_30_juin_2029() -> None:
    assert citer("CPC 748-8", date(2026, 11, 21)) == (
        "CPC 748-8, dans sa version en vigueur jusqu’au 30 juin 2029 au plus tard"
    )
    assert en_vigueur("CPC 748-8", date(2029, 6, 30)) is not None
    assert en_vigueur("CPC 748-8", date(2029, 7, 1)) is None


# --- what was not read, and the rest ---


@pytest.mark.parametrize("article", ["171-1", "369", "392"])
def test_une_adaptation_seulement_signalee_se_dit_a_verifier(article: str) -> None:
    assert citer(f"CPC {article}", JOUR).endswith("reste à vérifier")
    assert citer(f"CPC {article}", VEILLE) == f"CPC {article}, texte consolidé lu le 21 novembre 2026"


@pytest.mark.parametrize("reference", ["CPC 271", "CPC 724, 714 al. 2", "C. civ. 2239", "Cass. com., 14 mars 2018"])
def test_un_texte_qui_n_a_pas_change_se_cite_tel_que_lu(reference: str) -> None:
    assert citer(reference, JOUR) == f"{reference}, texte consolidé lu le 21 novembre 2026"
    assert versions(reference) == ()


def test_deux_articles_dont_l_un_a_change_se_citent_chacun_avec_sa_date() -> None:
    assert citer("CPC 748-3, 669", JOUR) == (
        "CPC 748-3, dans sa version en vigueur depuis le 1er septembre 2025 ; "
        "CPC 669, texte consolidé lu le 21 novembre 2026"
    )


def test_un_alinea_suit_son_article_et_un_autre_code_n_est_pas_le_cpc() -> None:
    assert en_vigueur("CPC 748-3 al. 1", JOUR) == en_vigueur("CPC 748-3", JOUR)
    assert versions("COJ 131-3") == ()
    assert lire("CPC 748-3 al. 1") == ("CPC", "748-3")


def test_une_seule_date_de_lecture() -> None:
    assert LUS_LE == LUS_PAR_LES_REGLES


@pytest.mark.parametrize("article", sorted({r.article for r in REGLES.values()}))
def test_chaque_article_du_registre_des_delais_se_cite(article: str) -> None:
    assert citer(article, date(2026, 11, 21)).startswith(article.split(",")[0])


@pytest.mark.parametrize("version", VERSIONS, ids=lambda v: f"{v.premier}-{v.depuis}")
def test_chaque_ligne_est_une_phrase_avec_son_decret_et_des_jours_dans_l_ordre(version: Version) -> None:
    assert version.dit.endswith(".")
    assert version.decret
    assert version.depuis is None or version.jusqu_a is None or version.depuis <= version.jusqu_a
    assert version.depuis is not None or version.jusqu_a is not None


@given(st.sampled_from(VERSIONS), jours, st.none() | jours)
def test_un_article_n_a_jamais_deux_redactions_le_meme_jour(
    version: Version, jour: date, introduite_le: date | None
) -> None:
    reference = f"CPC {version.premier}"
    compte = {"acte": jour, "introduction": introduite_le or jour}
    en_force = [v for v in versions(reference) if v.couvre(compte[v.selon])]
    if introduite_le is None:
        assert len(en_force) <= 1
    assert en_vigueur(reference, jour, introduite_le=introduite_le) == (en_force[0] if en_force else None)


@given(st.sampled_from(VERSIONS), jours)
def test_la_redaction_ne_change_que_le_jour_dit(version: Version, jour: date) -> None:
    reference = f"CPC {version.premier}"
    hier, aujourd_hui = en_vigueur(reference, jour - timedelta(days=1)), en_vigueur(reference, jour)
    if hier != aujourd_hui:
        assert jour in {v.depuis for v in versions(reference)} | {
            v.jusqu_a + timedelta(days=1) for v in versions(reference) if v.jusqu_a
        }


@given(st.sampled_from(["CPC 131-3", "CPC 240", "CPC 145", "CPC 748-8", "CPC 271", "CPC 392"]), jours)
def test_une_citation_porte_toujours_une_date(reference: str, jour: date) -> None:
    assert citer(reference, jour).startswith(f"{reference}, ")
    assert any(f" {annee}" in citer(reference, jour) for annee in (2025, 2026, 2029))
