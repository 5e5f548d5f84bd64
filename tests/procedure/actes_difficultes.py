"""The acts about the difficulties that the operations meet (art. 167-168, 243, 141)."""

from datetime import time
from typing import Any

from dossiers import le, piece
from hypothesis import strategies as st

from procedure.dossier import AVANT_LE_RAPPORT, EN_COURS, Phase
from procedure.personnes import Role

BANQUE = {"id": "banque", "role": "tiers", "nom": "Banque du Rhône", "adresse": "1 rue de la Bourse, 69002 Lyon"}


def soulever(nature: str = "acces_refuse", **champs: Any) -> dict[str, Any]:
    """A difficulty brought before the judge."""
    return {"type": "soulever_difficulte", "nature": nature, "expose": "L’accès est refusé."} | champs


def fixer(jour: str, requete: str = "difficulte-1", **champs: Any) -> dict[str, Any]:
    """The day on which it is heard, at 9 h 30."""
    debut = le(jour, time(9, 30)).isoformat()
    return {"type": "fixer_audience", "requete": requete, "debut": debut, "lieu": "Cabinet du juge"} | champs


def trancher_la_difficulte(requete: str | None = "difficulte-1", **champs: Any) -> dict[str, Any]:
    """The judge's decision."""
    return {
        "type": "statuer_difficulte",
        "requete": requete,
        "decision": "Enjoignons de laisser l’accès.",
        "ordonnance": piece("Ordonnance", "6"),
    } | champs


def ordonner_au_tiers(requete: str | None = "difficulte-1", **champs: Any) -> dict[str, Any]:
    """The bank must produce within fifteen days of the receipt of the order."""
    terme = {"delai": "P15D", "a_compter": "reception"}
    return trancher_la_difficulte(requete, **{"tiers": BANQUE, "terme": terme, **champs})


def produire_pour_le_tiers(**champs: Any) -> dict[str, Any]:
    """What the bank produced goes to the parties."""
    return {"type": "communiquer_pieces_du_tiers", "tiers": "banque", "pieces": [piece("Relevés", "7")]} | champs


# a third person ordered to produce may object too (art. 141): nobody has that capacity before the order
QUI: dict[str, tuple[set[Role], dict[str, Any]]] = {
    "soulever_difficulte": ({Role.EXPERT, Role.PARTIE, Role.AVOCAT}, soulever()),
    "fixer_audience": ({Role.JUGE, Role.GREFFE}, fixer("2026-03-12")),
    "statuer_difficulte": ({Role.JUGE}, trancher_la_difficulte(None)),
    "communiquer_pieces_du_tiers": ({Role.EXPERT}, produire_pour_le_tiers()),
}

_REQUETES = st.sampled_from(["difficulte-1", "difficulte-1", "difficulte-2", "carence-1", "extension-1", "rien-1"])
_TIERS = st.sampled_from([None, None, BANQUE, BANQUE, {**BANQUE, "adresse": None}, {**BANQUE, "id": "expert"}])

TIRAGES: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "soulever_difficulte": st.builds(
        lambda n, p, m: soulever(n, **p, sans_copie_motif=m),
        st.sampled_from(["acces_refuse", "tiers_detenteur", "secret_medical", "personne_a_examiner_absente"]),
        st.sampled_from([{}, {"au_nom_de": "dupin"}, {"au_nom_de": "morel"}, {"au_nom_de": "inconnu"}]),
        st.sampled_from([None, None, "Instruction"]),
    ),
    "fixer_audience": st.builds(
        lambda j, r, e: fixer(j, r, expert_convoque=e),
        st.sampled_from(["2027-03-01", "2027-05-01", "2026-01-01", "9999-12-30"]),
        _REQUETES,
        st.booleans(),
    ),
    "statuer_difficulte": st.builds(
        lambda r, a, t, d: trancher_la_difficulte(r, accueillie=a, tiers=t, terme=d),
        st.none() | _REQUETES,
        st.sampled_from([True, True, False]),
        _TIERS,
        st.sampled_from(
            [None, {"delai": "P15D", "a_compter": "reception"}, {"delai": "P1M", "a_compter": "ordonnance"}]
        ),
    ),
    "communiquer_pieces_du_tiers": st.builds(
        lambda t, c: produire_pour_le_tiers(tiers=t, complet=c), st.sampled_from(["banque", "morel"]), st.booleans()
    ),
}

PLACES: dict[str, tuple[Phase, ...]] = {
    "soulever_difficulte": AVANT_LE_RAPPORT,
    "fixer_audience": AVANT_LE_RAPPORT,
    "statuer_difficulte": AVANT_LE_RAPPORT,
    "communiquer_pieces_du_tiers": EN_COURS,
}
