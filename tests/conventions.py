"""A dispute over a roof, before any trial: two parties with their avocats choose a technicien together."""

from typing import Any

from dossiers import piece

CONTRACTANTS: list[dict[str, Any]] = [
    {"id": "me-roche", "role": "avocat", "nom": "Me Roche", "courriel": "roche@avocat.invalid"},
    {"id": "me-vidal", "role": "avocat", "nom": "Me Vidal", "courriel": "vidal@avocat.invalid"},
    {
        "id": "dupin",
        "role": "partie",
        "qualite": "demandeur",
        "nom": "Mme Dupin",
        "adresse": "3 rue des Lilas, 69003 Lyon",
        "avocats": ["me-roche"],
    },
    {
        "id": "batirhone",
        "role": "partie",
        "qualite": "defendeur",
        "nom": "SARL Bâtirhône",
        "adresse": "12 quai Perrache, 69002 Lyon",
        "avocats": ["me-vidal"],
    },
    {
        "id": "expert",
        "role": "expert",
        "nom": "M. Lenoir",
        "courriel": "lenoir@expert.invalid",
        "specialite": "bâtiment",
    },
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
