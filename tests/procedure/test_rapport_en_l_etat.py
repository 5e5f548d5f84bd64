"""The report filed as things stand, on the only two grounds that the law knows (art. 275 al. 2, 280 al. 2 CPC)."""

from typing import Any

from actes_carence import en_carence, trancher_la_carence
from actes_conclusion import completer, du_rapport, seul
from actes_consignation import demander_complement, ordonner_complement, prolonger_complement
from dossiers import Affaire, jusqu_aux_operations, rapport
from etapes import refuser, sapiteur

from procedure.documents import Nature
from procedure.dossier import Phase

EN_L_ETAT = {"chefs_sans_reponse": [2]}


def impaye() -> Affaire:
    """The complement was due on 1 June 2026: 30 April and a month, then Saturday 30 May and Monday."""
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-04-20", demander_complement(), "expert")
    affaire.jouer("2026-04-30", ordonner_complement(), "juge")
    return affaire


def etat(fondement: str, **champs: Any) -> dict[str, Any]:
    return rapport(en_l_etat=fondement, **(EN_L_ETAT | champs))


def test_art_280_un_complement_impaye_permet_le_depot_en_l_etat_une_fois_son_terme_passe() -> None:
    affaire = impaye()
    assert "ne décide pas seul" in refuser(affaire, "2026-06-01", etat("complement_impaye"), "expert").message
    assert "ne décide pas seul" in refuser(affaire, "2026-06-02", etat("autorisation_du_juge"), "expert").message
    depot = seul(affaire.jouer("2026-06-02", etat("complement_impaye"), "expert"), "rapport_depose")
    (acte,) = [a for a in depot.actes if a.nature is Nature.RAPPORT]
    assert (acte.titre, depot.article) == ("Rapport d’expertise en l’état", "CPC 280 al. 2, 282")
    assert affaire.dossier.phase is Phase.DEPOSEE
    assert not affaire.dossier.echeances_de("DL-12")


def test_art_280_le_juge_qui_prolonge_retire_ce_fondement() -> None:
    affaire = impaye()
    affaire.attendre("2026-06-02")
    affaire.jouer("2026-06-03", prolonger_complement(), "juge")
    assert "ne décide pas seul" in refuser(affaire, "2026-06-04", etat("complement_impaye"), "expert").message


def test_art_275_l_autorisation_du_juge_permet_le_depot_en_l_etat() -> None:
    affaire = en_carence()
    assert "ne décide pas seul" in refuser(affaire, "2026-04-01", etat("autorisation_du_juge"), "expert").message
    affaire.jouer("2026-04-10", trancher_la_carence("depot_en_l_etat"), "juge")
    assert "ne décide pas seul" in refuser(affaire, "2026-04-15", etat("complement_impaye"), "expert").message
    depot = seul(affaire.jouer("2026-04-15", etat("autorisation_du_juge"), "expert"), "rapport_depose")
    assert depot.article == "CPC 275 al. 2, 282"
    assert du_rapport(depot) == []


def test_art_275_280_il_enumere_les_chefs_sans_reponse() -> None:
    affaire = impaye()
    motif = refuser(affaire, "2026-06-02", etat("complement_impaye", chefs_sans_reponse=[]), "expert")
    assert motif.manque == ("les chefs restés sans réponse",)


def test_art_278_sans_l_avis_du_sapiteur_il_se_depose_et_ne_s_y_appuie_pas() -> None:
    affaire = impaye()
    affaire.jouer("2026-05-04", sapiteur(), "expert")
    assert "sapiteur" in refuser(affaire, "2026-06-02", rapport(), "expert").message
    depot = seul(affaire.jouer("2026-06-02", etat("complement_impaye"), "expert"), "rapport_depose")
    assert any("ne peut pas s’y appuyer" in a for a in depot.alertes)


def test_art_275_passer_outre_avec_l_autorisation_du_juge_n_alerte_plus() -> None:
    for sens, alertes in (("passer_outre", 0), ("injonction", 1), ("rejet", 1)):
        affaire = en_carence()
        affaire.jouer("2026-04-10", trancher_la_carence(sens), "juge")
        depot = seul(affaire.jouer("2026-04-15", rapport(), "expert"), "rapport_depose")
        assert len([a for a in depot.alertes if "CPC 275" in a]) == alertes


def test_ce_qui_fondait_le_premier_rapport_ne_fonde_pas_le_second() -> None:
    affaire = en_carence()
    affaire.jouer("2026-04-10", trancher_la_carence("depot_en_l_etat"), "juge")
    affaire.jouer("2026-04-15", etat("autorisation_du_juge"), "expert")
    affaire.jouer("2026-05-04", completer(), "greffe")
    assert "ne décide pas seul" in refuser(affaire, "2026-05-20", etat("autorisation_du_juge"), "expert").message
