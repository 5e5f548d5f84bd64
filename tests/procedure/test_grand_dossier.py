"""A case of the largest tier: its state stays small, and its steps do not grow with its age."""

import sys
from types import FrameType
from typing import Any

from actes_cours import heritier, interrompre, reprendre
from actes_mandat import recuser, statuer
from actes_mise_en_cause import mettre_en_cause
from dossiers import Affaire, ordonnance, piece
from etapes import accepter, avis_du_sapiteur, communiquer, convoquer, demander, dire, encaisser, pre_rapport, sapiteur

PARTIES = [f"partie-{n:02d}" for n in range(40)]
AVOCATS = [f"avocat-{n:02d}" for n in range(60)]
BUDGET = 200_000
"""Bytes of JSON (design: size budget)."""


def grande_affaire(dires: int = 150) -> Affaire:
    """40 parties, 60 avocats, 12 meetings, 20 requests, 3 200 documents, 150 dires, one sapiteur."""
    cour = [p for p in ordonnance()["participants"] if p["role"] in ("greffe", "juge", "regie", "expert")]
    avocats = [
        {"id": a, "role": "avocat", "nom": f"Maître Prénom Nom {a}", "courriel": f"{a}@cabinet-davocats.invalid"}
        for a in AVOCATS
    ]
    parties = [
        {
            "id": p,
            "role": "partie",
            "qualite": "demandeur" if rang == 0 else "defendeur",
            "nom": f"Société {p} de bâtiment et travaux publics",
            "adresse": f"{rang} avenue des Frères Lumière, 69008 Lyon",
            "avocats": [AVOCATS[rang]] + ([AVOCATS[40 + rang]] if rang < 20 else []),
        }
        for rang, p in enumerate(PARTIES)
    ]
    affaire = Affaire()
    un_payeur = [{"payeur": PARTIES[0], "montant": 900000, "terme": {"delai": "P2M", "a_compter": "ordonnance"}}]
    affaire.jouer(
        "2026-01-05",
        ordonnance(
            participants=[*cour, *avocats, *parties],
            provision=un_payeur,
            chefs=[f"Chef de mission n° {n} : décrire, rechercher, dire, évaluer, proposer." for n in range(15)],
            ordonnance=piece("Ordonnance", "0"),
            terme_rapport={"delai": "P2Y", "a_compter": "avis_de_consignation"},
        ),
    )
    suite: list[tuple[str, str, dict[str, Any]]] = [
        ("2026-01-06", "greffe", {"type": "notifier_designation"}),
        ("2026-01-06", "greffe", {"type": "inviter_a_consigner"}),
        ("2026-01-12", "expert", accepter()),
        ("2026-01-20", "regie", encaisser(PARTIES[0], 900000)),
        ("2026-02-02", "greffe", {"type": "aviser_consignation"}),
        ("2026-02-03", "expert", sapiteur()),
        *(("2026-02-10", "expert", convoquer("2026-03-10")) for _ in range(12)),
        *(("2026-02-11", "expert", demander(*PARTIES[n : n + 5])) for n in range(20)),
        *(
            ("2026-02-20", AVOCATS[n + rang], communiquer(PARTIES[n + rang], demande=n + 1, pieces=[piece()] * 40))
            for n in range(20)
            for rang in range(4)  # one party in five does not answer
        ),
        ("2026-03-02", "expert", avis_du_sapiteur()),
        ("2026-04-20", "expert", pre_rapport()),
        *(("2026-04-21", AVOCATS[n % 40], dire(PARTIES[n % 40], *"abcdefgh")) for n in range(dires)),
    ]
    for jour, par, commande in suite:
        affaire.jouer(jour, commande, par)
    return affaire


def test_l_etat_d_un_tres_grand_dossier_tient_dans_son_budget() -> None:
    affaire = grande_affaire()
    assert len(affaire.dossier.dires) == 150
    assert taille(affaire) <= BUDGET


def test_vingt_decisions_un_deces_quatre_heritiers_et_un_arrivant_y_tiennent_encore() -> None:
    affaire = grande_affaire()
    for rang in range(1, 21):
        affaire.jouer("2026-04-22", recuser("partie-00", "2026-04-20"), "avocat-00")
        affaire.jouer("2026-04-23", statuer(f"recusation-{rang}", admise=False), "juge")
    affaire.jouer("2026-04-24", interrompre(partie="partie-05"), "avocat-05")
    heritiers = [heritier(f"heritier-{n}") for n in range(4)]
    affaire.jouer("2026-05-05", reprendre(partie="partie-05", arrivants=heritiers), "avocat-05")
    affaire.jouer("2026-05-06", mettre_en_cause(), "greffe")
    assert len(affaire.dossier.echeances_de("DL-01d")) >= 20 * len(PARTIES)
    assert taille(affaire) <= BUDGET


def test_un_acte_ne_coute_pas_plus_dans_un_dossier_plus_ancien() -> None:
    affaire = grande_affaire(dires=1)
    premier = travail(affaire)
    for _ in range(148):
        affaire.jouer("2026-04-21", dire(PARTIES[2], *"abcdefgh"), AVOCATS[2])
    assert travail(affaire) <= 1.1 * premier


def taille(affaire: Affaire) -> int:
    """The bytes of the recorded state."""
    return len(affaire.dossier.model_dump_json().encode())


def travail(affaire: Affaire) -> int:
    """How many calls it takes to receive one more dire: a count, which no load of the machine changes."""
    appels = 0

    def compter(_: FrameType, evenement: str, __: Any) -> None:
        nonlocal appels
        appels += evenement == "call"

    sys.setprofile(compter)
    try:
        affaire.jouer("2026-04-21", dire(PARTIES[1], *"abcdefgh"), AVOCATS[1])
    finally:
        sys.setprofile(None)
    return appels
