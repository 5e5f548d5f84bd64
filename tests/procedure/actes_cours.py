"""Acts about the course of the instance, its end, the recourse, and the proofs that were wrong."""

from typing import Any

from dossiers import Affaire, jusqu_aux_operations, le, ordonnance, piece
from etapes import acceptee, pre_rapport
from hypothesis import strategies as st

from procedure.dossier import AVANT_LE_RAPPORT, FINS_ANTICIPEES, Phase
from procedure.personnes import Role

NOTIFIE = {"nature": "signification", "reference": "Acte du commissaire de justice"}
ORDRE = piece("Ordonnance", "7")


def interrompre(cause: str = "deces", partie: str = "morel", **champs: Any) -> dict[str, Any]:
    """The death of M. Morel, notified on the day it is recorded unless said otherwise."""
    return {"type": "interrompre_instance", "cause": cause, "partie": partie, "preuve": NOTIFIE} | champs


def heritier(identite: str = "heritiere", **champs: Any) -> dict[str, Any]:
    """Who succeeds M. Morel."""
    return {
        "id": identite,
        "role": "partie",
        "qualite": "defendeur",
        "nom": "Mme Morel-Petit",
        "adresse": "8 place Bellecour, 69002 Lyon",
    } | champs


def reprendre(partie: str = "morel", **champs: Any) -> dict[str, Any]:
    """The heiress takes the instance up."""
    return {"type": "reprendre_instance", "partie": partie, "arrivants": [heritier()]} | champs


def refixer(*echeances: str, **champs: Any) -> dict[str, Any]:
    """The expert gives the time anew."""
    terme = {"delai": "P1M", "a_compter": "envoi"}
    return {"type": "fixer_nouveau_terme", "echeances": echeances or ("DL-13:dupin",), "terme": terme} | champs


def suspendre(motif: str = "radiation", *, mesure: bool = False, **champs: Any) -> dict[str, Any]:
    """The judge suspends the instance."""
    return {
        "type": "suspendre_mesure",
        "motif": motif,
        "effet_sur_la_mesure": mesure,
        "ordonnance": ORDRE,
    } | champs


LEVER = {"type": "lever_suspension", "ordonnance": ORDRE}


def desister(*de: str, **champs: Any) -> dict[str, Any]:
    """Mme Dupin gives the measure up."""
    return {"type": "constater_desistement", "de": de or ("dupin",), "ordonnance": ORDRE} | champs


def aneantir(voie: str = "infirmation", **champs: Any) -> dict[str, Any]:
    """The court of appeal reverses the order."""
    return {
        "type": "aneantir_ordonnance",
        "voie": voie,
        "juridiction": "la cour d’appel de Lyon",
        "decision": piece("Arrêt", "8"),
    } | champs


def demander_remuneration(montant: int = 150000, **champs: Any) -> dict[str, Any]:
    """The expert asks for the pay of what he did."""
    return {"type": "demander_remuneration", "montant": montant, "etat_de_frais": piece("État", "5")} | champs


def restituer(**a: int) -> dict[str, Any]:
    """The régie gives back on the judge's order."""
    restitutions = [{"a": p, "montant": m} for p, m in (a or {"dupin": 300000, "batirhone": 150000}).items()]
    return {"type": "restituer_consignation", "restitutions": restitutions, "ordonnance": ORDRE}


def recours(au_nom_de: str = "morel", **champs: Any) -> dict[str, Any]:
    """A recourse with its copies, sent by recorded delivery the same day."""
    tous = ("dupin", "batirhone", "morel", "expert")
    return {
        "type": "former_recours",
        "au_nom_de": au_nom_de,
        "motifs": "Le temps passé est excessif.",
        "copies_a": [p for p in tous if p != au_nom_de],
        "preuve_des_copies": {"nature": "piece", "reference": "Bordereau de dépôt n° 12"},
    } | champs


def convoquer_recours(jour: str) -> dict[str, Any]:
    """The hearing of the premier président."""
    return {"type": "convoquer_recours", "audience": le(jour).isoformat()}


def statuer(montant: int | None = 300000, **champs: Any) -> dict[str, Any]:
    """The premier président decides."""
    return {"type": "statuer_recours", "montant": montant, "ordonnance": ORDRE} | champs


def rectifier(acte: str, destinataire: str, jour: str, nature: str = "ar_lrar") -> dict[str, Any]:
    """The real day of a receipt, on its real proof."""
    preuve = {"nature": nature, "reference": f"AR retrouvé {destinataire}"}
    return {
        "type": "rectifier_reception",
        "acte": acte,
        "destinataire": destinataire,
        "survenu_le": jour,
        "preuve": preuve,
    }


def annuler(*a: str, **champs: Any) -> dict[str, Any]:
    """The notification is null for these parties."""
    motif = "La notification ne reproduit pas l’article 715."
    return {"type": "annuler_notification", "a": a or ("morel",), "motif": motif} | champs


def empechement(echeance: str, panne_le: str, **champs: Any) -> dict[str, Any]:
    """A failure, with the certificate of the operator."""
    return {
        "type": "invoquer_empechement",
        "echeance": echeance,
        "panne_le": panne_le,
        "certificat": piece("Certificat d’incident", "6"),
    } | champs


def au_fond(**champs: Any) -> Affaire:
    """The same operations, ordered before saying the law in a pending case: there is an instance to interrupt."""
    affaire = acceptee(fondement="avant_dire_droit", **champs)
    affaire.jouer("2026-01-20", {"type": "encaisser_consignation", "payeur": "dupin", "montant": 300000}, "regie")
    affaire.jouer("2026-01-28", {"type": "encaisser_consignation", "payeur": "batirhone", "montant": 150000}, "regie")
    affaire.jouer("2026-02-02", {"type": "aviser_consignation"}, "greffe")
    return affaire


def dires_au_fond() -> Affaire:
    """Pré-rapport of 1 June 2026, dires until 1 July, in a pending case."""
    affaire = au_fond()
    affaire.jouer("2026-06-01", pre_rapport(), "expert")
    return affaire


def interrompue() -> Affaire:
    """M. Morel's death, notified on 10 June 2026, while the dires are open."""
    affaire = dires_au_fond()
    affaire.jouer("2026-06-10", interrompre(notifie_le="2026-06-10"), "me-roche")
    return affaire


def aneantie() -> Affaire:
    """The order is reversed on 10 March 2026, one meeting planned for the 20th."""
    affaire = jusqu_aux_operations()
    affaire.jouer("2026-03-10", aneantir(), "greffe")
    return affaire


def sequestree() -> Affaire:
    """An order on request with a provisional séquestre."""
    affaire = Affaire()
    requete = ordonnance(fondement="requete_145", sequestre=True, ordonnance=piece("Ordonnance", "0"))
    affaire.jouer("2026-01-05", requete)
    return affaire


_COTE = {Role.PARTIE, Role.AVOCAT}

QUI: dict[str, tuple[set[Role], dict[str, Any]]] = {
    "interrompre_instance": ({Role.GREFFE, Role.JUGE, *_COTE}, interrompre()),
    "reprendre_instance": ({Role.GREFFE, *_COTE}, reprendre()),
    "confirmer_acte": (_COTE, {"au_nom_de": "dupin", "acte_confirme": "pre_rapport-1"}),
    "fixer_nouveau_terme": ({Role.EXPERT}, refixer()),
    "suspendre_mesure": ({Role.JUGE}, suspendre()),
    "lever_suspension": ({Role.JUGE}, LEVER),
    "constater_desistement": ({Role.JUGE}, desister()),
    "aneantir_ordonnance": ({Role.JUGE, Role.GREFFE}, aneantir()),
    "demander_remuneration": ({Role.EXPERT}, demander_remuneration()),
    "restituer_consignation": ({Role.REGIE, Role.GREFFE}, restituer()),
    "lever_sequestre": ({Role.JUGE}, {"ordonnance": ORDRE}),
    "former_recours": ({Role.EXPERT, Role.GREFFE, *_COTE}, recours("dupin")),
    "convoquer_recours": ({Role.GREFFE}, convoquer_recours("2026-12-01")),
    "statuer_recours": ({Role.GREFFE}, statuer()),
    "rectifier_reception": ({Role.EXPERT, Role.GREFFE}, rectifier("avis_a_consigner-1", "dupin", "2026-01-08")),
    "annuler_notification": ({Role.JUGE, Role.GREFFE}, annuler()),
    "invoquer_empechement": ({Role.EXPERT, *_COTE}, empechement("DL-01a:dupin", "2026-02-09")),
}
"""By whom each command may be given, and one of its kind."""

_PARTIES = st.sampled_from(["dupin", "batirhone", "morel", "morel", "inconnu"])
_JOURS = st.dates().map(lambda j: j.isoformat()) | st.sampled_from(["2026-02-09", "2026-07-01", "2026-09-28"])
_ACTES = st.sampled_from(
    ["ordonnance-1", "demande_de_remuneration-1", "notification_taxe-1", "demande_de_pieces-1", "rien-1"]
)
_ECHEANCES = st.sampled_from(
    [f"{r}:{p}" for r in ("DL-01a", "DL-13", "DL-10", "DL-03", "DL-99") for p in ("dupin", "morel", "batirhone")]
    + ["DL-16:morel:demande_de_remuneration-1", "DL-18:dupin:notification_taxe-1", "DL-08:morel:demande-1"]
)
_TERMES = st.sampled_from(
    [
        {"delai": "P1M", "a_compter": "envoi"},
        {"le": "2026-08-02"},
        {"le": "9999-12-31"},
        {"delai": "P15D", "a_compter": "reception"},
    ]
)
_MONTANTS = st.sampled_from([0, 1, 150000, 420000, 450000, 10_000_000_000])

TIRAGES: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "interrompre_instance": st.builds(
        lambda c, p, n, d: interrompre(c, p, notifie_le=n, apres_ouverture_des_debats=d),
        st.sampled_from(["deces", "procedure_collective", "capacite", "fin_des_fonctions_de_l_avocat", "majorite"]),
        _PARTIES,
        st.none() | _JOURS,
        st.booleans(),
    ),
    "reprendre_instance": st.builds(
        lambda p, a, r: reprendre(p, arrivants=a, prennent_la_place=r),
        _PARTIES,
        st.sampled_from([[], [heritier()], [heritier("h-2"), heritier("h-3")], [heritier("dupin")]]),
        st.booleans(),
    ),
    "confirmer_acte": st.fixed_dictionaries(
        {"au_nom_de": _PARTIES, "acte_confirme": st.sampled_from(["dire-1", "pre_rapport-1", "evenement-9"])}
    ),
    "fixer_nouveau_terme": st.builds(lambda e, t: refixer(e, terme=t), _ECHEANCES, _TERMES),
    "suspendre_mesure": st.builds(
        lambda m, e, j: suspendre(m, mesure=e, jusqu_a=j),
        st.sampled_from(["sursis", "radiation", "retrait_du_role"]),
        st.booleans(),
        st.none() | st.just("la décision de la cour d’appel"),
    ),
    "lever_suspension": st.just({"ordonnance": ORDRE}),
    "constater_desistement": st.builds(lambda p, a: desister(p, accepte=a), _PARTIES, st.booleans()),
    "aneantir_ordonnance": st.sampled_from(["infirmation", "retractation", "cassation"]).map(aneantir),
    "demander_remuneration": _MONTANTS.map(demander_remuneration),
    "restituer_consignation": st.sampled_from([restituer(), restituer(morel=450000), restituer(dupin=1)]),
    "lever_sequestre": st.just({"ordonnance": ORDRE}),
    "former_recours": st.builds(
        lambda p, i, c: recours(p, incident=i, copies_a=c), _PARTIES, st.booleans(), st.sampled_from([[], ["expert"]])
    ),
    "convoquer_recours": st.sampled_from(["2026-12-01", "2027-06-01", "2026-10-20"]).map(convoquer_recours),
    "statuer_recours": (st.none() | _MONTANTS).map(statuer),
    "rectifier_reception": st.builds(rectifier, _ACTES, _PARTIES, _JOURS),
    "annuler_notification": _PARTIES.map(annuler),
    "invoquer_empechement": st.builds(empechement, _ECHEANCES, _JOURS),
}
"""How to write a command of each type at random."""

_RECOURS = (Phase.TAXEE, Phase.RECOURS, Phase.RECOURS_FORME)

PLACES: dict[str, tuple[Phase, ...]] = {
    **dict.fromkeys(("interrompre_instance", "reprendre_instance", "fixer_nouveau_terme"), AVANT_LE_RAPPORT),
    **dict.fromkeys(("suspendre_mesure", "lever_suspension", "confirmer_acte"), AVANT_LE_RAPPORT),
    "constater_desistement": (Phase.OPERATIONS,),
    "aneantir_ordonnance": (Phase.DIRES_CLOS,),
    **dict.fromkeys(("demander_remuneration", "restituer_consignation", "clore_dossier"), FINS_ANTICIPEES),
    "lever_sequestre": (Phase.OPERATIONS,),
    **dict.fromkeys(("former_recours", "annuler_notification", "notifier_taxe", "liberer_fonds"), _RECOURS),
    **dict.fromkeys(("convoquer_recours", "statuer_recours"), (Phase.RECOURS_FORME,)),
    "rectifier_reception": (Phase.DEPOSEE, Phase.A_TAXER, *_RECOURS),
    "invoquer_empechement": (Phase.DIRES_OUVERTS, Phase.DIRES_CLOS, Phase.DEPOSEE, Phase.A_TAXER, *_RECOURS),
}
"""Where each command is usually asked."""
