"""The parties who conciliate (art. 281 CPC)."""

from typing import Any

import pytest
from actes_conclusion import CONFIDENTIEL, concilier, demander_force, statuer_force, verser
from dossiers import Affaire, jusqu_au_pre_rapport, jusqu_au_rapport, jusqu_aux_operations, piece, rapport
from etapes import PIECE, acceptee, dire, ordonnee, pre_rapport, refuser, repondre

from procedure.documents import Acte, Classe, Nature
from procedure.dossier import Phase
from procedure.fiches import FICHES

TOUS = {"dupin", "batirhone", "morel", "me-roche", "me-vidal"}
COUR = {"juge", "greffe"}
ACCORD = piece("Protocole", "6")


def conciliee(etendue: str = "totale", **champs: Any) -> Affaire:
    """The parties are reconciled on 20 April 2026."""
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-04-20", concilier(etendue, **champs), "expert")
    return affaire


def acte(affaire: Affaire, nature: Nature) -> Acte:
    (un,) = [a for a in affaire.evenements[-1].actes if a.nature is nature]
    return un


def test_art_281_conciliees_les_parties_laissent_la_mission_sans_objet() -> None:
    affaire = conciliee()
    assert affaire.dossier.phase is Phase.SANS_OBJET
    assert {e.regle for e in affaire.dossier.echeances.values()} == {"DL-01a"}  # the law's own recourse
    assert {c.statut for c in affaire.evenements[-1].closes} == {"levee"}
    assert "284" in affaire.evenements[-1].alertes[0]
    assert set(acte(affaire, Nature.CONSTAT_DE_CONCILIATION).destinataires) == TOUS | COUR
    affaire.attendre("2027-06-01")
    assert affaire.dossier.phase is Phase.SANS_OBJET


@pytest.mark.parametrize(
    ("commande", "par"), [(rapport(), "expert"), (pre_rapport(), "expert"), (dire("dupin"), "me-roche")]
)
def test_art_281_sans_objet_l_expertise_ne_continue_pas(commande: dict[str, Any], par: str) -> None:
    assert "stade" in refuser(conciliee(), "2026-05-04", commande, par).message


def test_art_281_en_partie_conciliees_la_mission_continue() -> None:
    affaire = conciliee("partielle")
    assert affaire.dossier.phase is Phase.OPERATIONS
    assert affaire.dossier.echeances_de("DL-06")
    assert "continue" in affaire.evenements[-1].alertes[0]
    affaire.jouer("2026-06-01", pre_rapport(), "expert")
    affaire.jouer("2026-06-10", concilier(), "expert")
    assert affaire.dossier.phase is Phase.SANS_OBJET


def test_art_281_les_parties_peuvent_se_concilier_avant_toute_operation() -> None:
    affaire = acceptee()
    affaire.jouer("2026-01-20", concilier(), "expert")
    assert affaire.dossier.phase is Phase.SANS_OBJET
    assert not affaire.dossier.echeances_de("DL-03")


def test_art_281_c_est_l_expert_qui_a_accepte_qui_le_constate() -> None:
    affaire = ordonnee()
    affaire.jouer("2026-01-06", {"type": "notifier_designation"}, "greffe")
    assert refuser(affaire, "2026-01-08", concilier(), "expert").manque == ("l’acceptation de l’expert",)
    retro = concilier(survenu_le="2026-01-11", preuve=PIECE)
    assert refuser(acceptee(), "2026-01-20", retro, "expert").article == "CPC 640"
    assert "stade" in refuser(jusqu_au_rapport(), "2026-09-02", concilier(), "expert").message


def test_art_281_le_juge_sait_qu_il_y_a_un_accord_et_ne_le_lit_pas() -> None:
    affaire = conciliee(accord=ACCORD)
    assert set(acte(affaire, Nature.ACCORD_DES_PARTIES).destinataires) == TOUS
    assert FICHES[Nature.ACCORD_DES_PARTIES].classe is Classe.RESTREINTE
    constat = acte(affaire, Nature.CONSTAT_DE_CONCILIATION)
    assert ACCORD["document"] not in constat.model_dump_json()


def test_art_281_al_2_l_accord_va_au_juge_a_la_demande_des_parties() -> None:
    affaire = conciliee(accord=ACCORD)
    (demande,) = affaire.jouer("2026-05-04", demander_force(avec=["batirhone", "morel"]), "me-roche")
    assert set(demande.actes[0].destinataires) == TOUS - {"me-roche"} | COUR
    assert demande.actes[0].annexes[0].titre == "Protocole"
    assert demande.alertes == ()
    affaire.jouer("2026-05-20", statuer_force(), "juge")
    assert affaire.dossier.requetes["force_executoire-1"].statut == "accordee"
    assert "déjà" in refuser(affaire, "2026-05-21", statuer_force(), "juge").message


def test_art_281_al_2_une_demande_qui_n_est_pas_de_toutes_les_parties_alerte() -> None:
    (demande,) = conciliee().jouer("2026-05-04", demander_force(avec=["morel"]), "me-roche")
    assert "SARL Bâtirhône" in demande.alertes[0]


def test_art_281_al_2_ni_sans_conciliation_ni_pour_un_etranger_ni_sans_ordonnance() -> None:
    assert refuser(jusqu_aux_operations(), "2026-05-04", demander_force(), "me-roche").article == "CPC 281"
    assert refuser(conciliee(), "2026-05-04", demander_force(avec=["expert"]), "me-roche").introuvable
    assert refuser(conciliee(), "2026-05-04", demander_force(), "me-vidal").article == "CPC 162"
    affaire = conciliee()
    affaire.jouer("2026-05-04", demander_force(), "me-roche")
    assert refuser(affaire, "2026-05-05", statuer_force(ordonnance=None), "juge").manque == ("l’ordonnance signée",)
    affaire.jouer("2026-05-05", statuer_force(accordee=False), "juge")
    assert affaire.dossier.requetes["force_executoire-1"].statut == "rejetee"


# -- what is said to conciliate stays there


def test_un_echange_de_conciliation_ne_va_jamais_au_juge() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-04-02", verser(), "me-roche")
    assert set(acte(affaire, Nature.ECHANGE_DE_CONCILIATION).destinataires) == TOUS - {"dupin", "me-roche"} | {"expert"}
    assert refuser(affaire, "2026-04-03", verser(), "me-vidal").article == "CPC 162"
    assert "stade" in refuser(jusqu_au_rapport(), "2026-09-02", verser(), "me-roche").message


def test_ni_le_pre_rapport_ni_le_rapport_ne_s_en_servent() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-04-02", verser(), "me-roche")
    assert "conciliation" in refuser(affaire, "2026-06-01", pre_rapport(document=CONFIDENTIEL), "expert").message
    assert "conciliation" in refuser(affaire, "2026-06-01", dire("morel", document=CONFIDENTIEL), "morel").message
    affaire.jouer("2026-06-01", pre_rapport(), "expert")
    for champs in ({"document": CONFIDENTIEL}, {"annexes": [CONFIDENTIEL]}):
        assert "conciliation" in refuser(affaire, "2026-09-01", rapport(**champs), "expert").message
    affaire.jouer("2026-09-01", rapport(annexes=[piece("Photographies", "8")]), "expert")


def test_l_accord_partiel_non_plus() -> None:
    affaire = conciliee("partielle", accord=ACCORD)
    assert "conciliation" in refuser(affaire, "2026-05-04", rapport(annexes=[ACCORD]), "expert").message


def test_art_281_la_conciliation_pendant_les_dires_les_leve() -> None:
    affaire = jusqu_au_pre_rapport()
    affaire.jouer("2026-06-20", dire("dupin"), "me-roche")
    affaire.jouer("2026-06-22", concilier(), "expert")
    assert not affaire.dossier.echeances_de("DL-13")
    assert "stade" in refuser(affaire, "2026-06-23", repondre(1), "expert").message
