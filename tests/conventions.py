"""A dispute over a roof, before any trial: two parties with their avocats choose a technicien together."""

from typing import Any

from dossiers import PARTICIPANTS, piece

CONTRACTANTS: list[dict[str, Any]] = [
    p for nom in ("me-roche", "me-vidal", "dupin", "batirhone", "expert") for p in PARTICIPANTS if p["id"] == nom
]
"""The people of the convention; ids as the tests name them."""


def convention(**champs: Any) -> dict[str, Any]:
    """The convention of 5 January 2026, concluded between avocats; the report is due six months from acceptance."""
    return {
        "type": "conclure_convention",
        "auteur": {"personne": "me-roche", "role": "avocat"},
        "reference": "CONV-2026-01",
        "juge_d_appui": {"code": "TJ69", "nom": "Tribunal judiciaire de Lyon"},
        "conclue_le": "2026-01-05",
        "entre_avocats": True,
        "objet": "Désordres d’étanchéité",
        "technicien": "expert",
        "chefs": ["Décrire les désordres", "En rechercher les causes"],
        "terme_rapport": {"delai": "P6M", "a_compter": "acceptation"},
        "remuneration": "Cent vingt euros de l’heure, par moitié.",
        "participants": CONTRACTANTS,
        "convention": piece("Convention", "0"),
        **champs,
    }
