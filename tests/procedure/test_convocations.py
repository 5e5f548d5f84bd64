"""How early one convokes, and whose convocation is not proved (DL-07; art. 160, 175, 178 CPC)."""

from typing import Any

import pytest
from dossiers import Affaire, jusqu_aux_operations, reception
from etapes import acceptee, convoquer, participants

ECHEC = {
    "type": "signaler_echec",
    "acte": "convocation-1",
    "destinataire": "me-vidal",
    "canal": "courriel",
    "reponse": "550",
    "auteur": {"personne": "systeme", "role": "systeme"},
}
TOUS = ("dupin", "batirhone", "morel", "me-roche", "me-vidal")


def alertes(affaire: Affaire) -> str:
    return " ".join(affaire.evenements[-1].alertes)


def tenue(*presents: str, prouves: tuple[str, ...] = (), affaire: Affaire | None = None) -> Affaire:
    """A meeting of 10 March, convoked on 10 February, at which some are and some received their convocation."""
    affaire = affaire or convoquee()
    for partie in prouves:
        affaire.jouer("2026-02-20", reception("convocation-1", partie, "2026-02-12"), "expert")
    affaire.jouer("2026-03-10", {"type": "tenir_reunion", "reunion": 1, "presents": presents}, "expert")
    return affaire


def convoquee(**changements: dict[str, Any]) -> Affaire:
    if not changements:
        affaire = jusqu_aux_operations()
    else:
        affaire = acceptee(participants=participants(**changements), demarrage_immediat=True)
    affaire.jouer("2026-02-10", convoquer("2026-03-10"), "expert")
    return affaire


@pytest.mark.parametrize(
    ("reunion", "mot"),
    [
        ("2026-02-26", ""),  # D - 15 - 1 = 10 February: in time whichever way one counts
        ("2026-02-25", "à la limite"),  # D - 15 = 10 February: in time unless the period is franc
        ("2026-02-24", "tardive"),
    ],
)
def test_dl_07_les_deux_facons_de_compter_a_rebours_sont_montrees(reunion: str, mot: str) -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-02-10", convoquer(reunion), "expert")
    assert bool(affaire.evenements[-1].alertes) is bool(mot)
    assert mot in alertes(affaire)


def test_dl_07_un_jour_chome_ne_reporte_pas_mais_donne_un_jour_sur() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-02-24", convoquer("2026-03-10"), "expert")  # D - 16 = Sunday 22 February
    dite = alertes(affaire)
    assert "dimanche 22 février 2026 en délai franc" in dite
    assert "lundi 23 février 2026 sinon" in dite
    assert "vendredi 20 février 2026 pour être sûr" in dite


def test_art_178_qui_est_present_n_a_pas_a_prouver_sa_convocation() -> None:
    assert tenue("me-roche", "me-vidal", "morel").evenements[-1].alertes == ()


def test_art_160_la_preuve_de_la_reception_ecarte_le_doute_pour_qui_ne_vient_pas() -> None:
    assert "n’est pas prouvée pour : SARL Bâtirhône" in alertes(tenue("me-roche", "morel"))
    assert tenue("me-roche", "morel", prouves=("batirhone",)).evenements[-1].alertes == ()


def test_art_160_la_lettre_simple_a_la_partie_defaillante_ne_laisse_pas_de_preuve() -> None:
    assert "Morel" in alertes(tenue("me-roche", "me-vidal"))
    defaillante = convoquee(morel={"defaillante": True})
    assert tenue("me-roche", "me-vidal", affaire=defaillante).evenements[-1].alertes == ()


def test_art_670_1_une_convocation_qui_n_est_pas_parvenue_se_voit_sauf_si_la_personne_est_la() -> None:
    affaire = convoquee()
    affaire.jouer("2026-02-11", ECHEC)
    assert "n’a pas pu être remise à : Me Vidal" in alertes(tenue("me-roche", "batirhone", "morel", affaire=affaire))
    affaire = convoquee()
    affaire.jouer("2026-02-11", ECHEC)
    assert tenue("me-roche", "me-vidal", "morel", affaire=affaire).evenements[-1].alertes == ()
