"""A case of the largest tier: its state stays small, and its steps do not grow with its age."""

from typing import Any

from dossiers import Affaire, ordonnance, piece
from etapes import accepter, avis_du_sapiteur, communiquer, convoquer, demander, dire, encaisser, pre_rapport, sapiteur

PARTIES = [f"partie-{n:02d}" for n in range(40)]
AVOCATS = [f"avocat-{n:02d}" for n in range(60)]
BUDGET = 200_000
"""Bytes of JSON (design: size budget)."""


def grande_affaire() -> Affaire:
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
        *(("2026-04-21", AVOCATS[n % 40], dire(PARTIES[n % 40], *"abcdefgh")) for n in range(150)),
    ]
    for jour, par, commande in suite:
        affaire.jouer(jour, commande, par)
    return affaire


def test_l_etat_d_un_tres_grand_dossier_tient_dans_son_budget() -> None:
    affaire = grande_affaire()
    assert len(affaire.dossier.dires) == 150
    assert len(affaire.dossier.model_dump_json().encode()) <= BUDGET
