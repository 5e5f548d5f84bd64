"""The acts about the money of the measure: who may perform each, one of each kind, and how to write one at random."""

from typing import Any

from dossiers import Affaire, piece
from etapes import acceptee, encaisser
from hypothesis import strategies as st

from procedure.dossier import AVANT_LE_RAPPORT, EN_COURS, Phase
from procedure.personnes import Role

AVISER = {"type": "aviser_consignation"}
ORDONNANCE = piece("Ordonnance", "9")
DEUX_MOIS = {"delai": "P2M", "a_compter": "ordonnance"}


def fixer(*versements: dict[str, Any], **champs: Any) -> dict[str, Any]:
    """The judge fixes the provision; by default 2 000 € from Mme Dupin within a month of his decision."""
    defaut = verser("dupin", 200000, delai="P1M", a_compter="ordonnance")
    return {"type": "fixer_provision", "versements": versements or (defaut,), "ordonnance": ORDONNANCE} | champs


def verser(payeur: str, montant: int, **terme: Any) -> dict[str, Any]:
    """One instalment: `le`, or `delai` and `a_compter`."""
    return {"payeur": payeur, "montant": montant, "terme": terme}


def demander_releve(partie: str = "dupin", **champs: Any) -> dict[str, Any]:
    """A party asks for more time, or for relief."""
    return {"type": "demander_releve", "au_nom_de": partie, "motif": "Le prêt est accordé depuis hier."} | champs


def accorder_releve(*rangs: int, requete: str = "releve-1", terme: dict[str, Any] | None = None) -> dict[str, Any]:
    """The judge gives each of these instalments a new term; by default the first one, a month from his decision."""
    nouveau = terme or {"delai": "P1M", "a_compter": "ordonnance"}
    return {
        "type": "statuer_releve",
        "requete": requete,
        "decision": "accordee",
        "versements": [{"versement": rang, "terme": nouveau} for rang in rangs or (1,)],
        "ordonnance": ORDONNANCE,
    }


def rejeter_releve(requete: str = "releve-1") -> dict[str, Any]:
    """The judge refuses."""
    return {"type": "statuer_releve", "requete": requete, "decision": "rejetee", "ordonnance": ORDONNANCE}


def constater_caducite() -> dict[str, Any]:
    """The judge finds the appointment caduque."""
    return {"type": "constater_caducite", "ordonnance": ORDONNANCE}


def admettre(partie: str = "dupin", **champs: Any) -> dict[str, Any]:
    """Legal aid; total by default."""
    return {
        "type": "admettre_aide_juridictionnelle",
        "partie": partie,
        "etendue": "totale",
        "decision": "BAJ Lyon, 2026/000123",
        "decidee_le": "2026-01-14",
    } | champs


def demander_complement(montant: int = 250000, **champs: Any) -> dict[str, Any]:
    """The expert reports that the provision will not do."""
    justification = "Deux sondages et un essai d’étanchéité restent à faire."
    return {"type": "demander_provision_complementaire", "montant": montant, "justification": justification} | champs


def ordonner_complement(*versements: dict[str, Any], **champs: Any) -> dict[str, Any]:
    """The judge orders a complement; by default 2 500 € from SARL Bâtirhône, within a month."""
    defaut = verser("batirhone", 250000, delai="P1M", a_compter="ordonnance")
    return {
        "type": "statuer_provision_complementaire",
        "requete": "complement-1",
        "decision": "accordee",
        "versements": versements or (defaut,),
        "ordonnance": ORDONNANCE,
    } | champs


def prolonger_complement(rang: int = 1, **terme: Any) -> dict[str, Any]:
    """The judge gives more time for a complement, of his own motion."""
    nouveau = terme or {"delai": "P1M", "a_compter": "ordonnance"}
    return {
        "type": "statuer_provision_complementaire",
        "decision": "accordee",
        "prolonges": [{"versement": rang, "terme": nouveau}],
        "ordonnance": ORDONNANCE,
    }


def demander_acompte(montant: int = 100000) -> dict[str, Any]:
    """The expert asks for an acompte."""
    return {"type": "demander_acompte", "montant": montant, "avancement": "La moitié des constats est faite."}


def statuer_acompte(montant: int = 100000, requete: str = "acompte-1", **champs: Any) -> dict[str, Any]:
    """The judge authorises it."""
    return {
        "type": "statuer_acompte",
        "requete": requete,
        "decision": "accordee",
        "montant": montant,
        "ordonnance": ORDONNANCE,
    } | champs


def verser_acompte(montant: int = 100000) -> dict[str, Any]:
    """The régie pays it."""
    return {"type": "verser_acompte", "montant": montant}


def en_souffrance(**champs: Any) -> Affaire:
    """Mme Dupin did not pay by 5 March 2026; SARL Bâtirhône did on 28 January."""
    affaire = acceptee(**champs)
    affaire.jouer("2026-01-28", encaisser("batirhone", 150000), "regie")
    affaire.attendre("2026-03-06")
    return affaire


QUI: dict[str, tuple[set[Role], dict[str, Any]]] = {
    "fixer_provision": ({Role.JUGE}, fixer()),
    "admettre_aide_juridictionnelle": ({Role.GREFFE}, admettre()),
    "demander_releve": ({Role.AVOCAT, Role.PARTIE}, demander_releve()),
    "statuer_releve": ({Role.JUGE}, accorder_releve()),
    "constater_caducite": ({Role.JUGE}, constater_caducite()),
    "demander_provision_complementaire": ({Role.EXPERT}, demander_complement()),
    "statuer_provision_complementaire": ({Role.JUGE}, ordonner_complement()),
    "demander_acompte": ({Role.EXPERT}, demander_acompte()),
    "statuer_acompte": ({Role.JUGE}, statuer_acompte()),
    "verser_acompte": ({Role.REGIE, Role.GREFFE}, verser_acompte()),
}

_PAYEURS = st.sampled_from(["dupin", "batirhone", "morel", "dupin", "batirhone", "me-roche", "inconnu"])
_MONTANTS = st.sampled_from([100000, 250000, 300000, 300000, 150000, 150000, 1, 10_000_000_000])
_TERMES = st.sampled_from(
    [
        {"delai": "P1M", "a_compter": "ordonnance"},
        {"delai": "P15D", "a_compter": "envoi"},
        {"delai": "P15D", "a_compter": "reception"},
        {"delai": "P1M", "a_compter": "avis_de_consignation"},
        {"delai": "P1M", "a_compter": "acceptation"},
        {"delai": "P9999Y", "a_compter": "ordonnance"},
        {"le": "2026-08-02"},
        {"le": "9999-12-31"},
    ]
)
_VERSEMENTS = st.lists(
    st.fixed_dictionaries({"payeur": _PAYEURS, "montant": _MONTANTS, "terme": _TERMES}), min_size=1, max_size=3
)
_PROROGES = st.lists(st.fixed_dictionaries({"versement": st.integers(1, 3), "terme": _TERMES}), max_size=2)
_RANGS = st.integers(1, 2).map(str)
_DECISIONS = st.sampled_from(["accordee", "accordee", "rejetee"])

TIRAGES: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "fixer_provision": _VERSEMENTS.map(lambda v: fixer(*v)),
    "encaisser_consignation": st.fixed_dictionaries(
        {"payeur": _PAYEURS, "montant": _MONTANTS, "verse_par": st.none() | st.none() | _PAYEURS}
    ),
    "admettre_aide_juridictionnelle": st.builds(
        lambda p, e, r, j: admettre(p, etendue=e, reste_du=r, decidee_le=j),
        _PAYEURS,
        st.sampled_from(["totale", "partielle"]),
        st.none() | _MONTANTS,
        st.sampled_from(["2026-01-14", "2027-01-14"]),
    ),
    "demander_releve": _PAYEURS.map(demander_releve),
    "statuer_releve": st.builds(
        lambda r, d, v: {**rejeter_releve(f"releve-{r}"), "decision": d, "versements": v}, _RANGS, _DECISIONS, _PROROGES
    ),
    "constater_caducite": st.just(constater_caducite()),
    "demander_provision_complementaire": _MONTANTS.map(demander_complement),
    "statuer_provision_complementaire": st.builds(
        lambda r, d, v, p: ordonner_complement(requete=r, decision=d, versements=v, prolonges=p),
        st.none() | _RANGS.map("complement-{}".format),
        _DECISIONS,
        st.just([]) | _VERSEMENTS,
        st.just([]) | _PROROGES,
    ),
    "demander_acompte": _MONTANTS.map(demander_acompte),
    "statuer_acompte": st.builds(
        lambda r, d, m: statuer_acompte(m, f"acompte-{r}", decision=d), _RANGS, _DECISIONS, _MONTANTS | st.just(0)
    ),
    "verser_acompte": _MONTANTS.map(verser_acompte),
}

PLACES: dict[str, tuple[Phase, ...]] = {
    "fixer_provision": AVANT_LE_RAPPORT,
    "admettre_aide_juridictionnelle": AVANT_LE_RAPPORT,
    "demander_releve": (*AVANT_LE_RAPPORT, Phase.CADUQUE),
    "statuer_releve": (*AVANT_LE_RAPPORT, Phase.CADUQUE),
    "constater_caducite": AVANT_LE_RAPPORT,
    "encaisser_consignation": (*EN_COURS, Phase.CADUQUE),
    "demander_provision_complementaire": EN_COURS,
    "statuer_provision_complementaire": EN_COURS,
    "demander_acompte": EN_COURS,
    "statuer_acompte": EN_COURS,
    "verser_acompte": (*EN_COURS, Phase.TAXEE),
}
