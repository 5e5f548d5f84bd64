"""The last observations recall the earlier ones, or leave them (art. 276 al. 3 and 4 CPC)."""

from typing import Any

import pytest
from actes_conclusion import seul
from dossiers import Affaire, jusqu_au_pre_rapport, jusqu_aux_operations, rapport
from etapes import dire, refuser, repondre

from procedure.dossier import Phase
from procedure.suites_des_dires import tableau_des_suites


def deux_dires() -> Affaire:
    """Mme Dupin filed two dires, of two points and one; M. Morel one."""
    affaire = jusqu_au_pre_rapport()
    affaire.jouer("2026-06-10", dire("dupin", "L’origine", "Le coût"), "me-roche")
    affaire.jouer("2026-06-12", dire("dupin", "Le délai des reprises"), "me-roche")
    affaire.jouer("2026-06-14", dire("morel"), "morel")
    return affaire


def dernier(*rappels: dict[str, Any], **champs: Any) -> dict[str, Any]:
    """Mme Dupin's last observations."""
    return dire("dupin", "En résumé", recapitulatif=True, rappelle=list(rappels), **champs)


def test_art_276_al_3_ce_que_les_dernieres_observations_ne_rappellent_pas_est_repute_abandonne() -> None:
    affaire = deux_dires()
    depot = seul(affaire.jouer("2026-06-25", dernier({"dire": 1, "points": [2]}), "me-roche"), "dire_depose")
    assert {n: d.abandonnes for n, d in affaire.dossier.dires.items()} == {1: (1,), 2: (1,), 3: (), 4: ()}
    assert depot.alertes == (
        "CPC 276 al. 3 : réputés abandonnés, faute d’être rappelés : dire n° 1, point 1 ; dire n° 2.",
    )


def test_art_276_al_3_un_dire_abandonne_n_appelle_plus_de_reponse_mais_peut_en_recevoir() -> None:
    affaire = deux_dires()
    affaire.jouer("2026-06-25", dernier({"dire": 1, "points": [2]}), "me-roche")
    motif = refuser(affaire, "2026-09-01", rapport(), "expert")
    assert motif.manque == tuple(f"la réponse au dire n° {n}" for n in (1, 3, 4))
    for numero, reponses in ((1, ("Suivi", "Écarté")), (2, ("Sans objet",)), (3, ("Suivi",)), (4, ("Suivi",))):
        affaire.jouer("2026-07-10", repondre(numero, *reponses), "expert")
    affaire.jouer("2026-09-01", rapport(), "expert")
    assert affaire.dossier.phase is Phase.DEPOSEE


def test_art_276_al_3_rappeler_un_dire_sans_detail_le_rappelle_en_entier() -> None:
    affaire = deux_dires()
    depot = seul(affaire.jouer("2026-06-25", dernier({"dire": 1}, {"dire": 2}), "me-roche"), "dire_depose")
    assert not any(d.abandonnes for d in affaire.dossier.dires.values())
    assert depot.alertes == ()


def test_art_276_al_3_ce_sont_les_toutes_dernieres_qui_comptent() -> None:
    affaire = deux_dires()
    affaire.jouer("2026-06-25", dernier(), "me-roche")
    affaire.jouer("2026-06-28", dernier({"dire": 1}, {"dire": 2}), "me-roche")
    assert {n: d.abandonnes for n, d in affaire.dossier.dires.items()} == {1: (), 2: (), 3: (), 4: (1,), 5: ()}


@pytest.mark.parametrize("recu", ["2026-07-02", "2026-07-20"])
def test_art_276_al_3_un_recapitulatif_tardif_n_emporte_aucun_abandon(recu: str) -> None:
    affaire = deux_dires()
    depot = seul(affaire.jouer(recu, dernier(), "me-roche"), "dire_depose")
    assert not any(d.abandonnes for d in affaire.dossier.dires.values())
    assert any("aucun abandon" in a for a in depot.alertes)


def test_art_276_al_3_la_machine_n_abandonne_rien_d_elle_meme() -> None:
    affaire = deux_dires()
    muet = seul(affaire.jouer("2026-06-25", dire("dupin", recapitulatif=True), "me-roche"), "dire_depose")
    simple = seul(affaire.jouer("2026-06-26", dire("dupin"), "me-roche"), "dire_depose")
    assert not any(d.abandonnes for d in affaire.dossier.dires.values())
    assert "n’indique pas ce qu’il rappelle" in muet.alertes[0]
    assert "les dires n° 1, 2, 4" in simple.alertes[0]


def test_art_276_al_3_pendant_les_operations_un_second_dire_n_est_pas_le_dernier() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-02", dire("dupin"), "me-roche")
    second = seul(affaire.jouer("2026-03-09", dire("dupin"), "me-roche"), "dire_depose")
    assert second.alertes == ()


@pytest.mark.parametrize(
    ("rappel", "message"),
    [
        ({"dire": 3}, "n’est pas un dire antérieur"),
        ({"dire": 9}, "n’est pas un dire antérieur"),
        ({"dire": 1, "points": [3]}, "n’a pas de point n° 3"),
        ({"dire": 1, "points": [0]}, "n’a pas de point n° 0"),
    ],
)
def test_art_276_al_3_on_ne_rappelle_que_ses_propres_points(rappel: dict[str, Any], message: str) -> None:
    motif = refuser(deux_dires(), "2026-06-25", dernier(rappel), "me-roche")
    assert message in motif.message
    assert motif.introuvable


def test_art_276_al_3_seul_un_recapitulatif_rappelle() -> None:
    commande = dire("dupin", rappelle=[{"dire": 1}])
    assert refuser(deux_dires(), "2026-06-25", commande, "me-roche").article == "CPC 276 al. 3"


def test_art_276_al_4_le_tableau_dit_la_suite_donnee_a_chaque_dire() -> None:
    affaire = deux_dires()
    affaire.jouer("2026-06-25", dernier({"dire": 1}), "me-roche")
    affaire.jouer("2026-06-26", repondre(1, "Suivi", "Écarté"), "expert")
    affaire.jouer("2026-07-03", dire("morel"), "morel")
    lignes = tableau_des_suites(affaire.dossier)
    assert [(li.dire, li.partie, li.points, li.situation) for li in lignes] == [
        (1, "dupin", 2, "dans_le_delai"),
        (2, "dupin", 1, "dans_le_delai"),
        (3, "morel", 1, "dans_le_delai"),
        (4, "dupin", 1, "dans_le_delai"),
        (5, "morel", 1, "tardif"),
    ]
    assert [li.a_repondre for li in lignes] == [False, False, True, True, False]
    assert (lignes[0].repondu_le is not None, lignes[1].abandonnes) == (True, (1,))
