"""The order's surroundings and the expert's mandate: commands as the tests write them, and who may give them."""

from datetime import date
from typing import Any

from dossiers import Affaire, jusqu_aux_operations, piece
from hypothesis import strategies as st

from procedure.dossier import AVANT_LE_RAPPORT, Phase
from procedure.personnes import Role

BLANC = {"id": "expert-2", "role": "expert", "nom": "Mme Blanc", "courriel": "blanc@expert.invalid"}
TROIS_SEMAINES = {"delai": "P3W", "a_compter": "envoi"}


def remplacer(**champs: Any) -> dict[str, Any]:
    """The order that appoints Mme Blanc."""
    return {
        "type": "remplacer_expert",
        "expert": BLANC,
        "motif": "Il y a lieu de pourvoir au remplacement.",
        "ordonnance": piece("Ordonnance", "7"),
    } | champs


def conference(debut: str = "2026-02-20T10:00:00+01:00", **champs: Any) -> dict[str, Any]:
    """The conference before the judge."""
    return {
        "type": "fixer_conference",
        "debut": debut,
        "lieu": "Tribunal judiciaire, salle 4",
        "ordre_du_jour": "Préciser la mission et le calendrier.",
    } | champs


def conflit(**champs: Any) -> dict[str, Any]:
    """The expert's declaration."""
    return {"type": "declarer_conflit", "motif": "J’ai conseillé la SARL Bâtirhône en 2024.", **champs}


def recuser(partie: str = "dupin", connue_le: str = "2026-01-10", **champs: Any) -> dict[str, Any]:
    """A party's challenge."""
    return {
        "type": "recuser_expert",
        "au_nom_de": partie,
        "cause": "subordination",
        "motif": "L’expert est salarié d’une filiale d’une partie.",
        "connue_le": connue_le,
    } | champs


def statuer(requete: str, *, admise: bool, **champs: Any) -> dict[str, Any]:
    """The judge's decision on a challenge or a declared conflict."""
    return {
        "type": "statuer_recusation",
        "requete": requete,
        "admise": admise,
        "motif": "La cause est établie." if admise else "La cause n’est pas établie.",
        "ordonnance": piece("Ordonnance", "8"),
    } | champs


def demander(partie: str = "dupin", **champs: Any) -> dict[str, Any]:
    """A party asks for another expert."""
    return {"type": "demander_remplacement", "au_nom_de": partie, "motif": "L’expert ne répond plus.", **champs}


def expliquez(**champs: Any) -> dict[str, Any]:
    """The judge calls for the expert's explanations, within three weeks."""
    return {
        "type": "demander_explications",
        "griefs": "Aucune réunion n’a été convoquée en six mois.",
        "terme": TROIS_SEMAINES,
    } | champs


def explications(requete: str = "manquement-1", **champs: Any) -> dict[str, Any]:
    """The expert's explanations."""
    return {"type": "donner_explications", "requete": requete, "explications": "J’étais souffrant.", **champs}


def sanctionner(issue: str = "remplace", requete: str = "manquement-1", **champs: Any) -> dict[str, Any]:
    """The judge's decision on the breach."""
    return {
        "type": "statuer_manquement",
        "requete": requete,
        "issue": issue,
        "motif": "Les explications données.",
        "ordonnance": piece("Ordonnance", "6"),
    } | champs


def empecher(cause: str = "deces", **champs: Any) -> dict[str, Any]:
    """The expert can no longer carry out the mission."""
    return {"type": "constater_empechement", "cause": cause, "precisions": "Acte du 3 mars 2026.", **champs}


def relever(voie: str = "appel", partie: str | None = "morel", **champs: Any) -> dict[str, Any]:
    """A recourse was lodged, by a party or by somebody else."""
    de = {} if partie is None else {"au_nom_de": partie}
    return {"type": "relever_appel", "voie": voie, **de, **champs}


def empechee_en_operations() -> Affaire:
    """The expert died on 3 March 2026, while the operations were under way."""
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-03", empecher(), "greffe")
    return affaire


_PARTIES = {Role.PARTIE, Role.AVOCAT}
QUI: dict[str, tuple[set[Role], dict[str, Any]]] = {
    "fixer_conference": ({Role.JUGE, Role.GREFFE}, conference()),
    "relever_appel": (_PARTIES | {Role.GREFFE}, relever(partie="dupin")),
    "constater_empechement": ({Role.JUGE, Role.GREFFE}, empecher()),
    "demander_remplacement": (_PARTIES, demander()),
    "demander_explications": ({Role.JUGE}, expliquez()),
    "donner_explications": ({Role.EXPERT}, explications()),
    "statuer_manquement": ({Role.JUGE}, sanctionner()),
    "declarer_conflit": ({Role.EXPERT}, conflit()),
    "recuser_expert": (_PARTIES, recuser()),
    "statuer_recusation": ({Role.JUGE}, statuer("recusation-1", admise=True)),
}

_parties = st.sampled_from(["dupin", "batirhone", "morel", "inconnu"])
_requetes = st.sampled_from(["recusation-1", "recusation-2", "conflit-1", "manquement-1", "remplacement-1", "rien"])
_termes = st.sampled_from(
    [TROIS_SEMAINES, {"delai": "P1M", "a_compter": "reception"}, {"le": "2030-01-02"}, {"le": "2026-01-01"}]
)
TIRAGES: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "fixer_conference": st.sampled_from(["2026-02-20", "2027-02-20", "2026-01-01"]).map(
        lambda jour: conference(f"{jour}T10:00:00+01:00")
    ),
    "relever_appel": st.builds(
        lambda v, p, d: relever(v, p, decision=d),
        st.sampled_from(["appel", "appel", "autorisation_d_appel", "retractation"]),
        st.none() | _parties,
        st.sampled_from([None, "ordonnance-1", "ordonnance_de_remplacement-1", "ordonnance_sur_recusation-1"]),
    ),
    "constater_empechement": st.sampled_from(["deces", "radiation", "incapacite"]).map(empecher),
    "demander_remplacement": _parties.map(demander),
    "demander_explications": st.builds(
        lambda t, r: expliquez(terme=t, requete=r), _termes, st.sampled_from([None, None, "remplacement-1"])
    ),
    "donner_explications": _requetes.map(explications),
    "statuer_manquement": st.builds(sanctionner, st.sampled_from(["maintenu", "remplace"]), _requetes),
    "declarer_conflit": st.just(conflit()),
    "recuser_expert": st.builds(
        recuser, _parties, st.dates(date(2025, 12, 1), date(2026, 12, 1)).map(date.isoformat)
    ),
    "statuer_recusation": st.builds(lambda r, a: statuer(r, admise=a), _requetes, st.booleans()),
}
PLACES: dict[str, tuple[Phase, ...]] = {
    "fixer_conference": (Phase.ORDONNEE, Phase.MISE_EN_PLACE, Phase.OPERATIONS),
    "relever_appel": (*AVANT_LE_RAPPORT, Phase.DEPOSEE),
    "remplacer_expert": AVANT_LE_RAPPORT,
    **{
        commande: AVANT_LE_RAPPORT
        for commande in QUI
        if commande not in ("fixer_conference", "relever_appel")
    },
}
