"""The acts about the time, the extent and the progress of the mission (art. 236, 245, 273, 279)."""

from typing import Any

from dossiers import piece
from hypothesis import strategies as st

from procedure.dossier import AVANT_LE_RAPPORT, Phase
from procedure.personnes import Role


def demander_du_temps(**champs: Any) -> dict[str, Any]:
    """More time is asked for."""
    return {"type": "demander_prorogation", "motif": "Les analyses ne sont pas achevées."} | champs


def proroger(le: str | None = "2026-12-31", requete: str | None = "prorogation_du_rapport-1", **champs: Any) -> dict[str, Any]:
    """The judge's decision on the time of the report."""
    return {
        "type": "statuer_prorogation",
        "requete": requete,
        "accordee": le is not None,
        "terme": {"le": le} if le else None,
        "motif": "Les analyses sont nécessaires.",
        "ordonnance": piece("Ordonnance", "8"),
    } | champs


def demander_d_etendre(*chefs: str, **champs: Any) -> dict[str, Any]:
    """Other heads of mission are asked for."""
    chefs = chefs or ("Chiffrer les reprises",)
    return {"type": "demander_extension", "chefs": chefs, "motif": "Le coût est discuté."} | champs


def observer_l_extension(requete: str = "extension-1", **champs: Any) -> dict[str, Any]:
    """What the expert says of it."""
    return {"type": "observer_extension", "requete": requete, "observations": "Deux mois de plus."} | champs


def etendre(*chefs: str, requete: str | None = "extension-1", **champs: Any) -> dict[str, Any]:
    """The judge's decision on the mission."""
    return {
        "type": "statuer_extension",
        "requete": requete,
        "chefs": chefs,
        "motif": "Le chef est utile à la solution du litige.",
        "ordonnance": piece("Ordonnance", "8"),
    } | champs


def informer(**champs: Any) -> dict[str, Any]:
    """The judge is told of the progress."""
    return {"type": "informer_juge", "objet": "Avancement", "information": "Une réunion a été tenue."} | champs


_DEMANDEURS = {Role.EXPERT, Role.PARTIE, Role.AVOCAT}

QUI: dict[str, tuple[set[Role], dict[str, Any]]] = {
    "demander_prorogation": (_DEMANDEURS, demander_du_temps()),
    "statuer_prorogation": ({Role.JUGE}, proroger()),
    "demander_extension": (_DEMANDEURS | {Role.JUGE}, demander_d_etendre()),
    "observer_extension": ({Role.EXPERT}, observer_l_extension()),
    "statuer_extension": ({Role.JUGE}, etendre("Chiffrer les reprises")),
    "informer_juge": ({Role.EXPERT}, informer()),
}

_PARTIES = st.sampled_from([{}, {}, *({"au_nom_de": p} for p in ("dupin", "batirhone", "inconnu"))])
_PROROGATIONS = st.sampled_from([None, "prorogation_du_rapport-1", "prorogation_du_rapport-1", "rien-1"])
_EXTENSIONS = st.sampled_from(["extension-1", "extension-1", "extension-2", "rien-1"])
_SANS_COPIE = st.sampled_from([None, None, "Instruction du juge"])
_TERMES = st.sampled_from(
    [
        {"le": "2027-12-31"},
        {"le": "2026-01-01"},
        {"delai": "P3M", "a_compter": "ordonnance"},
        {"delai": "P3M", "a_compter": "reception"},
        {"delai": "P9999Y", "a_compter": "ordonnance"},
        None,
    ]
)

TIRAGES: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "demander_prorogation": st.builds(
        lambda p, m: demander_du_temps(**p, sans_copie_motif=m), _PARTIES, _SANS_COPIE
    ),
    "statuer_prorogation": st.builds(
        lambda t, r, a: proroger(requete=r, accordee=a, terme=t), _TERMES, _PROROGATIONS, st.sampled_from([True, True, False])
    ),
    "demander_extension": st.builds(lambda p: demander_d_etendre(**p), _PARTIES),
    "observer_extension": _EXTENSIONS.map(observer_l_extension),
    "statuer_extension": st.builds(
        lambda c, r, x, t, a: etendre(*c, requete=r, retires=x, terme=t, accordee=a),
        st.sampled_from([[], ["Chiffrer les reprises"], ["Dater les désordres", "Chiffrer"], ["Décrire les désordres"]]),
        st.none() | _EXTENSIONS,
        st.sampled_from([[], [], [1], [2], [1, 2], [9]]),
        _TERMES,
        st.sampled_from([True, True, False]),
    ),
    "informer_juge": _SANS_COPIE.map(lambda m: informer(sans_copie_motif=m)),
}

PLACES: dict[str, tuple[Phase, ...]] = dict.fromkeys(QUI, AVANT_LE_RAPPORT)
