"""What happens under the convention of `conventions`, and the acts that it adds for the tests of every command."""

from datetime import date
from typing import Any

from conventions import convention
from dossiers import Affaire, piece
from etapes import demander, dire, pre_rapport, repondre
from hypothesis import strategies as st

from procedure.decision import Decision
from procedure.documents import Nature
from procedure.dossier import Phase
from procedure.effets import Produire
from procedure.evenements import Evenement
from procedure.personnes import Role

AVOCAT, PARTIE, EXPERT = Role.AVOCAT, Role.PARTIE, Role.EXPERT
PARTIES = ("dupin", "batirhone")

ASSUREUR = {
    "id": "assurone",
    "role": "partie",
    "qualite": "intervenant",
    "nom": "SA Assurone",
    "adresse": "1 rue de la Bourse, 69002 Lyon",
    "avocats": ["me-blanc"],
}
ME_BLANC = {"id": "me-blanc", "role": "avocat", "nom": "Me Blanc", "courriel": "blanc@avocat.invalid"}


def convenue(**champs: Any) -> Affaire:
    """The convention is recorded on the day it was signed."""
    affaire = Affaire()
    affaire.jouer("2026-01-05", convention(**champs))
    return affaire


def operations_convenues(**champs: Any) -> Affaire:
    """The technicien accepted on 12 January 2026: the operations are open, and the report due by 12 July."""
    affaire = convenue(**champs)
    affaire.jouer("2026-01-12", {"type": "accepter_mission", "independance": True}, "expert")
    return affaire


def modifier(**champs: Any) -> dict[str, Any]:
    """A new head of mission, agreed by both parties after the technicien's opinion."""
    return {
        "type": "modifier_mission",
        "chefs": ["Décrire les désordres", "En rechercher les causes", "Chiffrer les reprises"],
        "motif": "Le coût est discuté.",
        "consentants": PARTIES,
        "avis_du_technicien": "Favorable.",
        "avenant": piece("Avenant", "1"),
    } | champs


def inertie(**champs: Any) -> dict[str, Any]:
    """The roofer has not handed the plans over."""
    return {"type": "constater_inertie", "partie": "batirhone", "demande": 1, "necessaires": ["Les plans"]} | champs


def intervenir(**champs: Any) -> dict[str, Any]:
    """The insurer joins, with everybody's agreement."""
    return {
        "type": "intervenir",
        "tiers": ASSUREUR,
        "avocats": [ME_BLANC],
        "consentants": PARTIES,
        "accord": piece("Accord", "2"),
        "accord_du_technicien": True,
    } | champs


def revoquer(*consentants: str) -> dict[str, Any]:
    """The removal, by those who consent to it."""
    return {
        "type": "revoquer_technicien",
        "motif": "Perte de confiance.",
        "consentants": consentants,
        "accord": piece("Accord", "3"),
    }


def remplacer(**champs: Any) -> dict[str, Any]:
    """Another technicien, chosen together."""
    return {
        "type": "remplacer_technicien",
        "technicien": {"id": "expert-2", "role": "expert", "nom": "Mme Serre", "courriel": "serre@expert.invalid"},
        "terme_rapport": {"delai": "P4M", "a_compter": "acceptation"},
        "remuneration": "Forfait, par moitié.",
        "consentants": PARTIES,
        "convention": piece("Avenant", "4"),
    } | champs


def saisir(difficulte: str = "maintien", **champs: Any) -> dict[str, Any]:
    """A difficulty brought before the juge d'appui."""
    return {"type": "saisir_juge_d_appui", "difficulte": difficulte, "expose": "Un désaccord."} | champs


def statuer(accordee: bool = True, **champs: Any) -> dict[str, Any]:
    """What he decided."""
    return {
        "type": "statuer_juge_d_appui",
        "requete": "juge-d-appui-1",
        "accordee": accordee,
        "dispositif": "Disons que la mission prend fin.",
        "ordonnance": piece("Jugement", "5"),
    } | champs


def remettre(**champs: Any) -> dict[str, Any]:
    """The report."""
    return {"type": "remettre_rapport", "document": piece("Rapport", "6")} | champs


def acte(evenements: list[Evenement], nature: Nature) -> Any:
    """The only act of a kind among events."""
    (un,) = [a for e in evenements for a in e.actes if a.nature is nature]
    return un


def lettre(decision: Decision | None, nature: Nature) -> Produire:
    """What the platform draws up for the only act of a kind."""
    assert decision is not None
    (un,) = [e for e in decision.effets if isinstance(e, Produire) and e.acte.nature is nature]
    return un


def documents_demandes() -> Affaire:
    """The roofer was asked for the plans on 2 February 2026, within three weeks."""
    affaire = operations_convenues()
    affaire.jouer("2026-02-02", demander("batirhone"), "expert")
    return affaire


def dires_repondus() -> Affaire:
    """Pré-rapport of 1 April, one dire answered, the time for dires over."""
    affaire = operations_convenues()
    affaire.jouer("2026-04-01", pre_rapport(), "expert")
    affaire.jouer("2026-04-20", dire("dupin", "L’origine", "Le coût"), "me-roche")
    affaire.jouer("2026-05-04", repondre(1, "Suivi", "Écarté"), "expert")
    affaire.attendre("2026-05-05")
    return affaire


QUI: dict[str, tuple[set[Role], dict[str, Any]]] = {
    "conclure_convention": ({PARTIE, AVOCAT}, convention()),
    "modifier_mission": ({PARTIE, AVOCAT, EXPERT}, modifier()),
    "constater_inertie": ({EXPERT}, inertie()),
    "intervenir": ({PARTIE, AVOCAT, EXPERT}, intervenir()),
    "revoquer_technicien": ({PARTIE, AVOCAT}, revoquer(*PARTIES)),
    "remplacer_technicien": ({PARTIE, AVOCAT}, remplacer()),
    "saisir_juge_d_appui": ({PARTIE, AVOCAT, EXPERT}, saisir()),
    "statuer_juge_d_appui": ({PARTIE, AVOCAT, EXPERT}, statuer()),
    "remettre_rapport": ({EXPERT}, remettre()),
}

_consentants = st.sampled_from([PARTIES, PARTIES, ("dupin",), (*PARTIES, "morel"), ()])
TIRAGES: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "conclure_convention": st.just(convention()),
    "modifier_mission": st.builds(
        lambda c, j: modifier(consentants=c, rapport_au_plus_tard=j),
        _consentants,
        st.none() | st.dates(date(2026, 1, 1), date(2027, 6, 1)).map(str) | st.just("9999-12-31"),
    ),
    "constater_inertie": st.builds(
        lambda p, n: inertie(partie=p, demande=n), st.sampled_from([*PARTIES, "morel"]), st.integers(1, 2)
    ),
    "intervenir": st.builds(
        lambda c, a: intervenir(consentants=c, accord_du_technicien=a), _consentants, st.booleans()
    ),
    "revoquer_technicien": _consentants.map(lambda c: revoquer(*c)),
    "remplacer_technicien": st.builds(
        lambda c, i: remplacer(consentants=c, technicien={"id": i, "role": "expert", "nom": "Mme Serre"}),
        _consentants,
        st.sampled_from(["expert-2", "expert-3", "dupin"]),
    ),
    "saisir_juge_d_appui": st.sampled_from(["designation", "maintien", "remuneration", "execution", "documents"]).map(
        saisir
    ),
    "statuer_juge_d_appui": st.builds(
        lambda n, a, f: statuer(a, requete=f"juge-d-appui-{n}", met_fin_a_la_mission=f),
        st.integers(1, 2),
        st.booleans(),
        st.booleans(),
    ),
    "remettre_rapport": st.just(remettre()),
}

PLACES: dict[str, tuple[Phase, ...]] = {}
"""None in an expertise that a judge ordered: `test_convention` plays a convention of its own."""
