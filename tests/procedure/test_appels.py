"""The appeals against the decisions on the measure (art. 145, 170, 272, 490, 496-497 CPC)."""

from datetime import date
from typing import Any

import pytest
from dossiers import Affaire, piece, reception
from etapes import echeance, ordonnee, refuser

from procedure.appels import appel_des_decisions_du_controle
from procedure.decider import _contexte
from procedure.echeances import Statut
from procedure.modele import ActeId

REMPLACER: dict[str, Any] = {
    "type": "remplacer_expert",
    "expert": {"id": "expert-2", "role": "expert", "nom": "Mme Blanc", "courriel": "blanc@expert.invalid"},
    "motif": "Refus de l’expert.",
    "ordonnance": piece("Ordonnance", "7"),
}
DECISION = "ordonnance_de_remplacement-1"


def remplacee(fondement: str) -> Affaire:
    """The expert declined on 9 January and was replaced on 16 January 2026."""
    affaire = ordonnee(fondement=fondement)
    affaire.jouer("2026-01-06", {"type": "notifier_designation"}, "greffe")
    affaire.jouer("2026-01-09", {"type": "refuser_mission", "motif": "Indisponible."}, "expert")
    affaire.jouer("2026-01-16", REMPLACER, "juge")
    return affaire


@pytest.mark.parametrize("fondement", ["refere_145", "requete_145"])
def test_art_145_avant_tout_proces_la_decision_du_controle_est_appelable_a_compter_de_sa_signification(
    fondement: str,
) -> None:
    affaire = remplacee(fondement)
    appels = affaire.dossier.echeances_de("DL-01d")
    assert {e.personne for e in appels} == {"dupin", "batirhone", "morel"}
    assert {e.statut for e in appels} == {Statut.NON_DEMARREE}
    affaire.jouer("2026-01-20", reception(DECISION, "morel", "2026-01-19"), "greffe")
    assert echeance(affaire, "DL-01d", "morel").statut is Statut.NON_DEMARREE
    encore = reception(DECISION, "morel", "2026-01-20")
    assert "déjà" in refuser(affaire, "2026-01-20", encore, "greffe").message
    affaire.jouer("2026-01-22", reception(DECISION, "morel", "2026-01-22", "signification"), "greffe")
    calcul = echeance(affaire, "DL-01d", "morel").calcul
    assert calcul is not None
    assert calcul.legal == date(2026, 2, 6)  # 22 January + 15 days, a Friday
    assert echeance(affaire, "DL-01d", "dupin").statut is Statut.NON_DEMARREE


def test_art_170_en_cours_d_instance_la_decision_ne_s_appelle_qu_avec_le_fond() -> None:
    affaire = remplacee("avant_dire_droit")
    assert not affaire.dossier.echeances_de("DL-01d")
    assert any("contraires" in alerte for alerte in affaire.evenements[-1].alertes)


def test_une_decision_dont_la_reception_n_est_pas_suivie_n_ouvre_aucun_appel_silencieux() -> None:
    affaire = ordonnee()
    ctx = _contexte(affaire.dossier, affaire.lire("2026-01-16", REMPLACER, "juge"), affaire.evenements[-1].enregistre_a)
    with pytest.raises(ValueError, match="not followed"):
        appel_des_decisions_du_controle(ctx, ActeId("refus-1"))
