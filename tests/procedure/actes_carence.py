"""The acts about documents that a party does not hand over (art. 275 al. 2)."""

from typing import Any

from dossiers import Affaire, jusqu_aux_operations, piece
from etapes import demander
from hypothesis import strategies as st

from procedure.dossier import EN_COURS, Phase
from procedure.personnes import Role


def signaler(demande: int = 1, **champs: Any) -> dict[str, Any]:
    """The expert tells the judge."""
    return {"type": "signaler_carence", "demande": demande, "expose": "Les plans manquent."} | champs


def trancher_la_carence(sens: str, requete: str = "carence-1", **champs: Any) -> dict[str, Any]:
    """The judge's decision; an injunction gives fifteen days from its receipt."""
    terme = {"terme": {"delai": "P15D", "a_compter": "reception"}} if sens == "injonction" else {}
    return {
        "type": "statuer_carence",
        "requete": requete,
        "sens": sens,
        "motif": "Les plans sont nécessaires.",
        "ordonnance": piece("Ordonnance", "5"),
        **terme,
        **champs,
    }


def en_carence() -> Affaire:
    """Plans asked of Mme Dupin and M. Morel on 2 March 2026; M. Morel has not answered by the 25th, the judge knows."""
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-02", demander("dupin", "morel"), "expert")
    affaire.jouer(
        "2026-03-10",
        {"type": "communiquer_pieces", "au_nom_de": "dupin", "pieces": [piece("Plans", "1")], "demande": 1},
        "me-roche",
    )
    affaire.jouer("2026-03-25", signaler(), "expert")
    return affaire


QUI: dict[str, tuple[set[Role], dict[str, Any]]] = {
    "signaler_carence": ({Role.EXPERT}, signaler()),
    "statuer_carence": ({Role.JUGE}, trancher_la_carence("passer_outre")),
}

_TERMES = st.sampled_from(
    [
        {"delai": "P15D", "a_compter": "reception"},
        {"delai": "P15D", "a_compter": "ordonnance"},
        {"le": "2027-01-04"},
        {"delai": "P9999Y", "a_compter": "ordonnance"},
        None,
    ]
)

TIRAGES: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "signaler_carence": st.builds(
        lambda n, m: signaler(n, sans_copie_motif=m), st.integers(1, 2), st.sampled_from([None, None, "Instruction"])
    ),
    "statuer_carence": st.builds(
        lambda sens, requete, a, terme: trancher_la_carence(sens, requete, a=a) | {"terme": terme},
        st.sampled_from(["injonction", "injonction", "passer_outre", "depot_en_l_etat", "rejet"]),
        st.sampled_from(["carence-1", "carence-1", "carence-2", "rien-1"]),
        st.sampled_from([[], [], ["morel"], ["inconnu"]]),
        _TERMES,
    ),
}

PLACES: dict[str, tuple[Phase, ...]] = {"signaler_carence": EN_COURS, "statuer_carence": EN_COURS}
