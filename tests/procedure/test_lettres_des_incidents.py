"""What the documents of the incidents say, and how a case taken over keeps them (art. 167-169, 236, 275, 279 CPC)."""

from typing import Any

import pytest
from actes_carence import en_carence, trancher_la_carence
from actes_difficultes import fixer, ordonner_au_tiers, soulever
from actes_mise_en_cause import intervenir, mettre_en_cause, transmettre
from actes_mission import demander_d_etendre, demander_du_temps, etendre, informer, observer_l_extension, proroger
from dossiers import Affaire, jusqu_aux_operations, ordonnance, piece, reception

from procedure import evenements as ev
from procedure.effets import Produire
from procedure.langue import enumerer
from procedure.lettres import LETTRES

SUITE: list[tuple[str, str, dict[str, Any], tuple[str, ...]]] = [
    ("2026-03-02", "expert", soulever("tiers_detenteur"), ("L’accès est refusé.", "pièces détenues par un tiers")),
    ("2026-03-03", "juge", fixer("2026-03-20"), ("vendredi 20 mars 2026 à 9", "Cabinet du juge")),
    ("2026-04-01", "juge", ordonner_au_tiers(ordonnance=piece("O", "6")), ()),
    (
        "2026-04-02",
        "me-roche",
        demander_d_etendre(au_nom_de="dupin"),
        ("Chiffrer les reprises", "recueilli les observations"),
    ),
    ("2026-04-03", "expert", observer_l_extension(), ("Deux mois de plus.",)),
    ("2026-04-07", "expert", informer(), ("Une réunion a été tenue.", "lundi 6 juillet 2026")),
    ("2026-04-08", "expert", demander_du_temps(), ("Les analyses ne sont pas achevées.", "vendredi 2 octobre 2026")),
    ("2026-04-09", "greffe", intervenir(), ("SARL Étanche", "sans avocat", "intervenues volontairement")),
    (
        "2026-04-10",
        "expert",
        transmettre("etancheur", pieces=[], message="Merci de vos dires."),
        ("Merci de vos dires.", "lundi 11 mai 2026"),
    ),
]
"""Each act, and what the document that the platform draws up for it must say."""


def joue() -> tuple[Affaire, list[str]]:
    affaire, textes = jusqu_aux_operations(), []
    for jour, par, commande, _ in SUITE:
        affaire.jouer(jour, commande, par)
        assert affaire.dernier is not None
        textes.append(" ".join(str(e.donnees) for e in affaire.dernier.effets if isinstance(e, Produire)))
    return affaire, textes


@pytest.mark.parametrize("rang", range(len(SUITE)))
def test_la_lettre_dit_l_essentiel(rang: int) -> None:
    _, textes = joue()
    lu = textes[rang].replace("\N{NO-BREAK SPACE}", " ").replace("\\xa0", " ")
    assert [mot for mot in SUITE[rang][3] if mot not in lu] == []


def test_le_rapport_de_carence_dit_que_l_expert_ne_decide_pas_seul() -> None:
    affaire = en_carence()
    assert affaire.dernier is not None
    texte = str([e.donnees for e in affaire.dernier.effets if isinstance(e, Produire)])
    assert "M. Morel" in texte
    assert "ni passer outre ni déposer son rapport en l’état" in texte


DEPOSES = {
    "carence_tranchee",
    "difficulte_tranchee",
    "extension_tranchee",
    "pieces_du_tiers_communiquees",
    "prorogation_du_rapport_tranchee",
}
"""What always comes signed or in pieces: it is deposited, and no letter stands for it."""


def test_chaque_fait_des_incidents_a_sa_lettre_sauf_ce_qui_est_toujours_depose() -> None:
    modeles = (
        *ev.FaitDeCarence.__args__,
        *ev.FaitDeDifficulte.__args__,
        *ev.FaitDeMission.__args__,
        *ev.FaitDeMiseEnCause.__args__,
    )
    faits = {m.model_fields["type"].default for m in modeles}
    assert faits - set(LETTRES) == DEPOSES


def test_une_longue_liste_de_noms_tient_dans_une_phrase() -> None:
    assert enumerer(["Mme Dupin", "M. Morel"]) == "Mme Dupin, M. Morel"
    assert (
        enumerer([f"Société {n:02d}" for n in range(40)], 30) == "Société 00, Société 01 et 38\N{NO-BREAK SPACE}autres"
    )
    assert len(enumerer(["é" * 300, "x"])) < 170


def test_art_640_une_expertise_reprise_garde_ses_incidents_sans_rien_renvoyer() -> None:
    """Orders known by their date alone, as an old file keeps them."""
    decision = {"nature": "decision", "reference": "Minute"}
    passe = [
        ("2026-01-05", "greffe", ordonnance(demarrage_immediat=True)),
        ("2026-01-06", "greffe", {"type": "notifier_designation"}),
        ("2026-01-12", "expert", {"type": "accepter_mission", "independance": True}),
        (
            "2026-03-02",
            "expert",
            {"type": "demander_pieces", "a": ["morel"], "pieces": ["Plans"], "terme": {"le": "2026-03-20"}},
        ),
        ("2026-03-25", "expert", {"type": "signaler_carence", "demande": 1, "expose": "Rien n’est venu."}),
        ("2026-04-01", "juge", trancher_la_carence("injonction", ordonnance=None, terme={"le": "2026-05-04"})),
        ("2026-04-02", "greffe", mettre_en_cause(ordonnance=None)),
        ("2026-04-03", "juge", proroger("2026-12-31", requete=None, ordonnance=None)),
    ]
    roles = {"greffe": "greffe", "expert": "expert", "juge": "juge"}
    actes = [
        {
            **c,
            "auteur": {"personne": p, "role": roles[p]},
            "survenu_le": j,
            "preuve": decision,
            "recu_a": "2026-04-20T10:00:00+02:00",
        }
        for j, p, c in passe
    ]
    affaire = Affaire()
    affaire.jouer(
        "2026-04-20",
        {"type": "reprendre_expertise", "auteur": {"personne": "greffe", "role": "greffe"}, "actes": actes},
    )
    assert affaire.dossier.arrivees["assureur"].transmis_le is None  # type: ignore[index]
    assert affaire.dossier.requetes["carence-1"].statut == "accordee"
    (rapport,) = affaire.dossier.echeances_de("DL-06")
    assert rapport.calcul is not None
    assert rapport.calcul.legal.isoformat() == "2026-12-31"
    assert affaire.dernier is not None
    assert affaire.dernier.effets == ()
    affaire.attendre("2026-05-05")
    assert affaire.evenements[-1].resume.endswith("injonction inexécutée")


def test_la_decision_signee_est_celle_que_chacun_recoit() -> None:
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-04-02", demander_d_etendre(), "expert")
    affaire.jouer("2026-04-03", etendre("Chiffrer"), "juge")
    assert affaire.evenements[-1].actes[0].piece is not None
    affaire.jouer(
        "2026-04-07", reception("ordonnance_sur_extension-1", "morel", "2026-04-07", "signification"), "greffe"
    )
    assert affaire.evenements[-1].ouvertes[0].regle == "DL-01d"
