"""The acts of the conclusive stage and of what follows it: samples, by whom they are given, how to write one."""

from typing import Any

from dossiers import Affaire, jusqu_au_pre_rapport, piece
from etapes import dire
from hypothesis import strategies as st

from procedure.dossier import EN_COURS, Phase
from procedure.evenements import Evenement
from procedure.personnes import Role

CONFIDENTIEL = piece("Proposition", "7")


def invoquer(numero: int = 1, partie: str = "morel", **champs: Any) -> dict[str, Any]:
    """A party claims a grave cause for its late dire."""
    return {
        "type": "invoquer_cause_grave",
        "au_nom_de": partie,
        "dire": numero,
        "motifs": "Hospitalisé du 15 juin au 10 juillet.",
        "justificatifs": [piece("Bulletin d’hospitalisation", "3")],
    } | champs


def rapporter(requete: str = "cause_grave-1", **champs: Any) -> dict[str, Any]:
    """The expert reports to the judge on that cause."""
    return {"type": "rapporter_cause_grave", "requete": requete, "avis": "Le dire apporte un élément neuf."} | champs


def statuer(admise: bool = True, requete: str = "cause_grave-1", **champs: Any) -> dict[str, Any]:
    """The judge decides on it."""
    return {
        "type": "statuer_cause_grave",
        "requete": requete,
        "admise": admise,
        "motif": "L’hospitalisation est établie.",
        "ordonnance": piece("Ordonnance", "4"),
    } | champs


def corriger(**champs: Any) -> dict[str, Any]:
    """The expert corrects a slip of the pen."""
    return {"type": "corriger_erreur_materielle", "corrections": "Page 12, lire « nord » au lieu de « sud »."} | champs


def restituer(**champs: Any) -> dict[str, Any]:
    """The expert gives the originals back."""
    return {"type": "restituer_pieces", "inventaire": "Le jeu de plans original de Mme Dupin."} | champs


def entendre(jour: str = "2026-10-15", **champs: Any) -> dict[str, Any]:
    """The judge calls the expert to a hearing."""
    return {"type": "entendre_expert", "audience_le": jour, "questions": "Le chiffrage des reprises ?"} | champs


def completer(**champs: Any) -> dict[str, Any]:
    """The merits judge orders a complement, due in three months."""
    return {
        "type": "ordonner_complement",
        "questions": ["Chiffrer la reprise de l’acrotère sud"],
        "terme_rapport": {"delai": "P3M", "a_compter": "ordonnance"},
        "juge_du_fond": True,
        "ordonnance": piece("Jugement", "5"),
    } | champs


PROVISION = [{"payeur": "dupin", "montant": 80000, "terme": {"delai": "P1M", "a_compter": "ordonnance"}}]
"""The provision of a complement."""


def verser(partie: str = "dupin", **champs: Any) -> dict[str, Any]:
    """A party hands a proposal over, for the conciliation alone."""
    return {"type": "verser_en_conciliation", "au_nom_de": partie, "document": CONFIDENTIEL} | champs


def concilier(etendue: str = "totale", **champs: Any) -> dict[str, Any]:
    """The expert notes that the parties are reconciled."""
    constat = "Les parties se sont accordées sur la reprise et sur son coût."
    return {"type": "constater_conciliation", "etendue": etendue, "constat": constat} | champs


def demander_force(partie: str = "dupin", **champs: Any) -> dict[str, Any]:
    """A party asks for the agreement to be enforceable."""
    return {"type": "demander_force_executoire", "au_nom_de": partie, "accord": piece("Protocole", "6")} | champs


def statuer_force(accordee: bool = True, **champs: Any) -> dict[str, Any]:
    """The judge decides on it."""
    return {
        "type": "statuer_force_executoire",
        "requete": "force_executoire-1",
        "accordee": accordee,
        "motif": "L’accord est conforme à l’ordre public.",
        "ordonnance": piece("Ordonnance", "4"),
    } | champs


def signaler(partie: str | None = "dupin", **champs: Any) -> dict[str, Any]:
    """An irregular call to a meeting is reported."""
    return {
        "type": "signaler_irregularite",
        "au_nom_de": partie,
        "operation": "avis_de_consignation-1",
        "vice": "La convocation n’a pas été adressée à la partie elle-même.",
        "grief": "Elle n’a pas assisté aux constats.",
        "connue_le": "2026-02-09",
    } | champs


def regulariser(mode: str = "confirmee", **champs: Any) -> dict[str, Any]:
    """An irregular operation is put right."""
    return {"type": "regulariser", "irregularite": 1, "mode": mode, "constat": "Les parties l’ont vérifié."} | champs


def annuler(etendue: str = "partielle", **champs: Any) -> dict[str, Any]:
    """A court annuls operations, or the report."""
    return {
        "type": "annuler_operations",
        "etendue": etendue,
        "operations": ["convocation-1"] if etendue == "partielle" else [],
        "motif": "Une partie n’a pas été convoquée.",
        "ordonnance": piece("Jugement", "5"),
    } | champs


def seul(evenements: list[Evenement], type_: str) -> Evenement:
    """The only event of a kind, among those that the passing dates may have caused with it."""
    (un,) = [e for e in evenements if e.fait.type == type_]
    return un


def dire_tardif() -> Affaire:
    """M. Morel's dire came on 3 July 2026, two days after the last day."""
    affaire = jusqu_au_pre_rapport()
    affaire.jouer("2026-07-03", dire("morel"), "morel")
    return affaire


_PARTIE = {Role.PARTIE, Role.AVOCAT}
_PRETOIRE = {Role.JUGE, Role.GREFFE}

def du_rapport(depot: Evenement) -> list[str]:
    """The alerts of a filing, but those on the prescription, which every measure before trial has (C. civ. 2239)."""
    return [a for a in depot.alertes if "C. civ. 22" not in a]


QUI: dict[str, tuple[set[Role], dict[str, Any]]] = {
    "invoquer_cause_grave": (_PARTIE, invoquer(partie="dupin")),
    "rapporter_cause_grave": ({Role.EXPERT}, rapporter()),
    "statuer_cause_grave": ({Role.JUGE}, statuer()),
    "corriger_erreur_materielle": ({Role.EXPERT}, corriger()),
    "restituer_pieces": ({Role.EXPERT}, restituer()),
    "entendre_expert": ({Role.JUGE}, entendre()),
    "ordonner_complement": (_PRETOIRE, completer()),
    "aviser_complement": ({Role.GREFFE}, {}),
    "verser_en_conciliation": (_PARTIE, verser()),
    "constater_conciliation": ({Role.EXPERT}, concilier()),
    "demander_force_executoire": (_PARTIE, demander_force()),
    "statuer_force_executoire": ({Role.JUGE}, statuer_force()),
    "signaler_irregularite": ({*_PARTIE, Role.EXPERT, Role.GREFFE}, signaler()),
    "regulariser": ({Role.EXPERT, Role.JUGE}, regulariser()),
    "annuler_operations": (_PRETOIRE, annuler()),
}
"""By whom each command may be given, and one of its kind."""

_parties = st.sampled_from(["dupin", "batirhone", "morel", "inconnu"])
_numeros = st.integers(1, 3)
_termes = st.sampled_from(
    [
        {"delai": "P1M", "a_compter": "ordonnance"},
        {"delai": "P15D", "a_compter": "ordonnance"},
        {"delai": "P2M", "a_compter": "reception"},
        {"delai": "P2M", "a_compter": "avis_de_consignation"},
        {"delai": "P9999Y", "a_compter": "ordonnance"},
        {"le": "2027-03-20"},
        {"le": "0001-01-01"},
    ]
)
_actes = st.sampled_from(["convocation-1", "pre_rapport-1", "rapport-1", "rapport-2", "-1", "convocation-²", "rien"])
_requetes = st.integers(1, 2)

TIRAGES: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "invoquer_cause_grave": st.builds(invoquer, _numeros, _parties),
    "rapporter_cause_grave": _requetes.map(lambda n: rapporter(f"cause_grave-{n}")),
    "statuer_cause_grave": st.builds(
        lambda a, n, t: statuer(a, f"cause_grave-{n}", terme=t), st.booleans(), _requetes, st.none() | _termes
    ),
    "corriger_erreur_materielle": st.just(corriger()),
    "restituer_pieces": st.just(restituer()),
    "entendre_expert": st.dates().map(lambda d: entendre(d.isoformat())),
    "ordonner_complement": st.builds(
        lambda t, p, f: completer(terme_rapport=t, provision=p, juge_du_fond=f),
        _termes,
        st.sampled_from([[], PROVISION, [{**PROVISION[0], "payeur": "morel"}]]),
        st.sampled_from([True, True, False]),
    ),
    "aviser_complement": st.just({}),
    "verser_en_conciliation": _parties.map(verser),
    "constater_conciliation": st.builds(
        lambda e, a: concilier(e, accord=a),
        st.sampled_from(["totale", "partielle", "partielle"]),
        st.sampled_from([None, CONFIDENTIEL]),
    ),
    "demander_force_executoire": st.builds(
        lambda p, a: demander_force(p, avec=a), _parties, st.lists(_parties, max_size=2)
    ),
    "statuer_force_executoire": st.booleans().map(statuer_force),
    "signaler_irregularite": st.builds(
        lambda p, o, d: signaler(p, operation=o, connue_le=d.isoformat()), _parties, _actes, st.dates()
    ),
    "regulariser": st.builds(
        lambda m, n, o: regulariser(m, irregularite=n, nouvelle=o, document=piece()),
        st.sampled_from(["recommencee", "confirmee", "preuve"]),
        _numeros,
        st.none() | _actes,
    ),
    "annuler_operations": st.builds(
        lambda e, o, r, t: annuler(e, operations=o, a_refaire=r, terme_rapport=t),
        st.sampled_from(["partielle", "totale"]),
        st.lists(_actes, max_size=2),
        st.booleans(),
        st.none() | _termes,
    ),
}
"""How to write a command of each type at random."""

_TAXATION = (Phase.DEPOSEE, Phase.A_TAXER)

PLACES: dict[str, tuple[Phase, ...]] = {
    "invoquer_cause_grave": (Phase.DIRES_CLOS,),
    "rapporter_cause_grave": (Phase.DIRES_CLOS,),
    "statuer_cause_grave": (Phase.DIRES_CLOS, *_TAXATION),
    "corriger_erreur_materielle": _TAXATION,
    "restituer_pieces": (*_TAXATION, Phase.TAXEE, Phase.SANS_OBJET),
    "entendre_expert": (*_TAXATION, Phase.RECOURS),
    "ordonner_complement": _TAXATION,
    "aviser_complement": (Phase.MISE_EN_PLACE,),
    "verser_en_conciliation": EN_COURS,
    "constater_conciliation": (Phase.OPERATIONS,),
    "demander_force_executoire": (Phase.SANS_OBJET, Phase.OPERATIONS),
    "statuer_force_executoire": (Phase.SANS_OBJET, Phase.OPERATIONS),
    "signaler_irregularite": (*EN_COURS, *_TAXATION),
    "regulariser": (*EN_COURS, *_TAXATION),
    "annuler_operations": (*EN_COURS, *_TAXATION, Phase.TAXEE),
}
"""The stages where each is usually asked."""
