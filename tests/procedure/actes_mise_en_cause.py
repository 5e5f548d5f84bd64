"""The acts by which somebody joins the expertise under way (art. 145, 169)."""

from typing import Any

from dossiers import piece
from hypothesis import strategies as st

from procedure.dossier import AVANT_LE_RAPPORT, EN_COURS, Phase
from procedure.personnes import Role

AVOCATE = {"id": "me-sorel", "role": "avocat", "nom": "Me Sorel", "courriel": "sorel@avocat.invalid"}
ASSUREUR = {
    "id": "assureur",
    "role": "partie",
    "qualite": "defendeur",
    "nom": "Mutuelle du Bâtiment",
    "adresse": "5 cours Lafayette, 69003 Lyon",
    "avocats": ["me-sorel"],
}
ETANCHEUR = {
    "id": "etancheur",
    "role": "partie",
    "qualite": "intervenant",
    "nom": "SARL Étanche",
    "adresse": "9 rue Garibaldi, 69006 Lyon",
}


def mettre_en_cause(*arrivants: dict[str, Any], **champs: Any) -> dict[str, Any]:
    """The measure is made common to an insurer, by the juge des référés."""
    return {
        "type": "mettre_en_cause",
        "fondement": "ordonnance_commune",
        "arrivants": arrivants or (ASSUREUR, AVOCATE),
        "decision_de": "juge_des_referes",
        "ordonnance": piece("Ordonnance commune", "b"),
    } | champs


def intervenir(*arrivants: dict[str, Any], **champs: Any) -> dict[str, Any]:
    """Somebody joins of his own motion."""
    return {
        "type": "mettre_en_cause",
        "fondement": "intervention_volontaire",
        "arrivants": arrivants or (ETANCHEUR,),
    } | champs


def transmettre(*a: str, **champs: Any) -> dict[str, Any]:
    """The whole file goes to the newcomer."""
    return {"type": "transmettre_dossier", "a": a or ("assureur",), "pieces": [piece("Dossier", "c")]} | champs


def completer(reunion: int = 1, *a: str, **champs: Any) -> dict[str, Any]:
    """The newcomer is called to the meeting already fixed."""
    return {
        "type": "completer_convocation",
        "reunion": reunion,
        "a": a or ("assureur",),
        "lieu": "8 place Bellecour, Lyon",
        "ordre_du_jour": "Constats",
    } | champs


QUI: dict[str, tuple[set[Role], dict[str, Any]]] = {
    "mettre_en_cause": ({Role.GREFFE, Role.JUGE}, mettre_en_cause()),
    "transmettre_dossier": ({Role.EXPERT}, transmettre()),
    "completer_convocation": ({Role.EXPERT}, completer()),
}

_ARRIVANTS = st.sampled_from(
    [
        (ASSUREUR, AVOCATE),
        (ASSUREUR, AVOCATE),
        (ETANCHEUR,),
        (ASSUREUR,),
        (AVOCATE,),
        (ETANCHEUR, ETANCHEUR),
        ({**ETANCHEUR, "id": "morel"},),
    ]
)
_A = st.sampled_from([["assureur"], ["assureur"], ["etancheur"], ["etancheur", "assureur"], ["morel"], ["inconnu"]])

TIRAGES: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "mettre_en_cause": st.builds(
        lambda a, c: mettre_en_cause(*a, decision_de=c),
        _ARRIVANTS,
        st.sampled_from(["juge_des_referes", "juge_du_fond", "juge_du_controle", None]),
    )
    | _ARRIVANTS.map(lambda a: intervenir(*a)),
    "transmettre_dossier": st.builds(
        lambda a, t: transmettre(*a, terme=t),
        _A,
        st.sampled_from(
            [
                None,
                {"delai": "P15D", "a_compter": "reception"},
                {"delai": "P1M", "a_compter": "envoi"},
                {"delai": "P9999Y", "a_compter": "envoi"},
                {"le": "2026-01-01"},
            ]
        ),
    ),
    "completer_convocation": st.builds(lambda n, a: completer(n, *a), st.integers(1, 2), _A),
}

PLACES: dict[str, tuple[Phase, ...]] = {
    "mettre_en_cause": AVANT_LE_RAPPORT,
    "transmettre_dossier": AVANT_LE_RAPPORT,
    "completer_convocation": EN_COURS,
}
