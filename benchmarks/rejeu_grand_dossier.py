"""How long the largest case takes to play: `python -m benchmarks.rejeu_grand_dossier`.

Two years of a co-ownership dispute: 110 participants (40 parties), 3 000 documents, 150 dires of six points, each
answered. Every act is decided, applied, and gives what must be drawn up and sent to whom; nothing is printed.
"""

import gc
import json
import statistics
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from datetime import time as heure
from typing import Any
from zoneinfo import ZoneInfo

from procedure.commandes import ADAPTATEUR
from procedure.dossier import Phase
from procedure.rejeu import ActeDate, Deroulement, rejouer

PARIS = ZoneInfo("Europe/Paris")
PARTIES = [f"partie-{n:02d}" for n in range(40)]
AVOCATS = [f"avocat-{n:02d}" for n in range(66)]
REUNIONS, DEMANDES, PIECES_PAR_ENVOI, DIRES, POINTS = 12, 30, 20, 150, 6
TOURS = 5

Ligne = tuple[date, str, dict[str, Any]]


def piece(titre: str) -> dict[str, Any]:
    """A document, by its fingerprint."""
    return {
        "document": "a" * 64,
        "titre": titre,
        "nom": "document.pdf",
        "taille": 1_000_000,
        "media_type": "application/pdf",
    }


def participants() -> list[dict[str, Any]]:
    """Four of the court, sixty-six avocats, forty parties."""
    cour = [
        {"id": role, "role": role, "nom": role.title(), "courriel": f"{role}@tj.invalid"}
        for role in ("greffe", "juge", "regie", "expert")
    ]
    avocats = [{"id": a, "role": "avocat", "nom": f"Me {a}", "courriel": f"{a}@cabinet.invalid"} for a in AVOCATS]
    parties = [
        {
            "id": p,
            "role": "partie",
            "qualite": "defendeur" if rang else "demandeur",
            "nom": f"Société {p} de bâtiment et travaux publics",
            "adresse": f"{rang + 1} avenue des Frères Lumière, 69008 Lyon",
            "avocats": [AVOCATS[rang]] + ([AVOCATS[40 + rang]] if rang < 26 else []),
        }
        for rang, p in enumerate(PARTIES)
    ]
    return [*cour, *avocats, *parties]


def lignes() -> Iterator[Ligne]:
    """The acts, from the order of January 2026 to the closing of January 2028."""
    yield from _mise_en_place(date(2026, 1, 5))
    yield from _operations(date(2026, 2, 2))
    yield from _dires(date(2027, 3, 1))
    yield from _remuneration(date(2027, 9, 6))


def _mise_en_place(jour: date) -> Iterator[Ligne]:
    ordonnance = {
        "type": "enregistrer_ordonnance",
        "rg": "26/00017",
        "juridiction": {"code": "TJ69", "nom": "Tribunal judiciaire de Lyon"},
        "fondement": "refere_145",
        "objet": "Désordres d’une copropriété",
        "circonstances": "Des désordres affectent les quatre bâtiments.",
        "expert": "expert",
        "chefs": [f"Chef de mission n° {n} : décrire, rechercher, dire, évaluer, proposer." for n in range(15)],
        "terme_rapport": {"delai": "P2Y", "a_compter": "avis_de_consignation"},
        "provision": [
            {"payeur": PARTIES[0], "montant": 4_000_000, "terme": {"delai": "P2M", "a_compter": "ordonnance"}}
        ],
        "participants": participants(),
        "ordonnance": piece("Ordonnance"),
    }
    yield jour, "greffe", ordonnance
    yield jour + timedelta(1), "greffe", {"type": "notifier_designation"}
    yield jour + timedelta(1), "greffe", {"type": "inviter_a_consigner"}
    yield jour + timedelta(7), "expert", {"type": "accepter_mission", "independance": True}
    for rang, partie in enumerate(PARTIES):
        yield jour + timedelta(8 + rang // 4), "greffe", _reception("ordonnance-1", partie, "signification", jour, rang)
    encaisser = {"type": "encaisser_consignation", "payeur": PARTIES[0], "montant": 4_000_000}
    yield jour + timedelta(20), "regie", encaisser


def _reception(acte: str, qui: str, nature: str, depuis: date, rang: int) -> dict[str, Any]:
    return {
        "type": "constater_reception",
        "acte": acte,
        "destinataire": qui,
        "survenu_le": (depuis + timedelta(1 + rang // 8)).isoformat(),
        "preuve": {"nature": nature, "reference": f"Pièce {rang}"},
    }


def _operations(jour: date) -> Iterator[Ligne]:
    yield jour, "greffe", {"type": "aviser_consignation"}
    mois = timedelta(30)
    for n in range(max(REUNIONS, DEMANDES)):
        debut = jour + timedelta(3) + n * (mois * REUNIONS / DEMANDES)
        if n < REUNIONS:
            la = debut + timedelta(20)
            convocation = {"debut": _a(la, heure(14)).isoformat(), "lieu": "Lyon", "ordre_du_jour": "Constats"}
            yield debut, "expert", {"type": "convoquer_reunion", **convocation}
        visees = [PARTIES[(5 * n + k) % 40] for k in range(5)]
        terme = {"delai": "P3W", "a_compter": "envoi"}
        demande = {"type": "demander_pieces", "a": visees, "pieces": ["Les plans"], "terme": terme}
        yield debut + timedelta(1), "expert", demande
        for partie in visees[:4]:  # one in five does not answer
            pieces = [piece(f"Pièce {k}") for k in range(PIECES_PAR_ENVOI)]
            envoi = {"type": "communiquer_pieces", "au_nom_de": partie, "demande": n + 1, "pieces": pieces}
            yield debut + timedelta(9), _avocat(partie), envoi
    for n in range(REUNIONS):
        presents = [*AVOCATS[:40], "expert"][:40]
        jour_de = date(2026, 12, 1) + timedelta(3 * n)
        tenue = {"type": "tenir_reunion", "reunion": n + 1, "presents": presents, "compte_rendu": piece("Compte rendu")}
        yield jour_de, "expert", tenue
        note = {"type": "adresser_note", "objet": "Constats", "note": piece("Note")}
        yield jour_de + timedelta(1), "expert", note


def _dires(jour: date) -> Iterator[Ligne]:
    terme = {"delai": "P3M", "a_compter": "envoi"}
    yield jour, "expert", {"type": "deposer_pre_rapport", "document": piece("Pré-rapport"), "terme_dires": terme}
    for n in range(DIRES):
        partie = PARTIES[n % 40]
        depot = {
            "type": "deposer_dire",
            "au_nom_de": partie,
            "document": piece("Dire"),
            "points": [f"Point {k} : l’origine et le coût des désordres." for k in range(POINTS)],
            "pieces": [piece("Annexe")] * 2,
        }
        yield jour + timedelta(1 + n // 2), _avocat(partie), depot
    for n in range(DIRES):
        reponses = [f"Point {k} : suivi." for k in range(POINTS)]
        yield jour + timedelta(100 + n // 3), "expert", {"type": "repondre_dire", "dire": n + 1, "reponses": reponses}


def _remuneration(jour: date) -> Iterator[Ligne]:
    rapport = {"type": "deposer_rapport", "document": piece("Rapport"), "annexes": [piece("Annexe")] * 20}
    yield jour, "expert", {**rapport, "remuneration": 3_800_000, "etat_de_frais": piece("État de frais")}
    for rang, partie in enumerate(PARTIES):
        avis = _reception("demande_de_remuneration-1", partie, "ar_lrar", jour, rang)
        yield jour + timedelta(8 + rang // 8), "expert", avis
    taxe = jour + timedelta(45)
    yield taxe, "juge", {"type": "taxer_remuneration", "montant": 3_800_000, "ordonnance": piece("Ordonnance")}
    yield taxe + timedelta(3), "expert", {"type": "notifier_taxe"}
    for rang, partie in enumerate(PARTIES):
        avis = _reception("notification_taxe-1", partie, "ar_lrar", taxe + timedelta(3), rang)
        yield taxe + timedelta(12 + rang // 8), "expert", avis
    recue = _reception("ordonnance_de_taxe-1", "expert", "recepisse", taxe, 0)
    yield taxe + timedelta(18), "greffe", recue
    yield taxe + timedelta(20), "regie", {"type": "liberer_fonds", "verse": 3_800_000, "restitue": 200_000}
    yield date(2028, 1, 10), "greffe", {"type": "clore_dossier"}


def _avocat(partie: str) -> str:
    return AVOCATS[PARTIES.index(partie)]


def _a(jour: date, moment: heure) -> datetime:
    return datetime.combine(jour, moment, tzinfo=PARIS)


def actes() -> list[ActeDate]:
    """The acts as commands, one minute apart on the same day."""
    roles = {p["id"]: p["role"] for p in participants()}
    faits = []
    for rang, (jour, par, commande) in enumerate(sorted(lignes(), key=lambda ligne: ligne[0])):
        a = _a(jour, heure(10)) + timedelta(seconds=rang)
        auteur = {"personne": par, "role": roles[par]}
        faits.append(ActeDate(a, ADAPTATEUR.validate_python({**commande, "auteur": auteur, "recu_a": a})))
    return faits


def mesurer() -> dict[str, Any]:
    """Play the case a few times; return its size and its times."""
    joues = actes()
    durees = []
    for _ in range(TOURS):
        gc.collect()
        debut = time.perf_counter()
        deroulement = rejouer(joues)
        durees.append(time.perf_counter() - debut)
    refuses = [(m.rang, m.type, m.refus.article, m.refus.message) for m in deroulement.moments if m.refus]
    assert not refuses, refuses
    assert deroulement.moments[-1].etape is Phase.CLOSE
    secondes = {"mediane": round(statistics.median(durees), 3), "max": round(max(durees), 3)}
    return {**taille(deroulement), "secondes": secondes}


def taille(deroulement: Deroulement) -> dict[str, int]:
    """What was played."""
    envois = [envoi for moment in deroulement.moments for envoi in moment.envois]
    deposes = [e.acte for e in envois if e.acte.piece is not None]
    return {
        "participants": len(deroulement.participants),
        "actes": len(deroulement.moments),
        "evenements": sum(len(m.en_chemin) + len(m.faits) for m in deroulement.moments),
        "documents_deposes": len(deposes) + sum(len(acte.annexes) for acte in deposes),
        "documents_a_etablir": len(envois) - len(deposes),
        "dires": sum(m.type == "deposer_dire" for m in deroulement.moments),
        "remises": sum(len(e.destinations) for e in envois),
        "echeances": len(deroulement.historique()),
    }


if __name__ == "__main__":
    print(json.dumps(mesurer(), indent=1))
