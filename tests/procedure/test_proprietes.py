"""What holds for every sequence of commands, lawful or not."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import actes_annexes
import audience
import pytest
from departs import DEPARTS
from dossiers import Affaire, ordonnance, piece
from etapes import (
    PIECE,
    avis_du_sapiteur,
    communiquer,
    convoquer,
    demander,
    dire,
    observer,
    pre_rapport,
    reduire,
    repondre,
    sapiteur,
    taxer,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procedure.commandes import ADAPTATEUR
from procedure.contenus import CONTENUS
from procedure.decider import instruire
from procedure.decision import Decision, Refus
from procedure.dossier import FINS_ANTICIPEES, Dossier, Phase
from procedure.effets import Produire
from procedure.evenements import Evenement
from procedure.evolution import evoluer
from procedure.modele import ExpertiseId
from procedure.recalcul import deplacements
from procedure.regles import REGLES
from procedure.veille import prochain_reveil

BORNE = settings(max_examples=400, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
AUTEURS = ["greffe", "juge", "regie", "expert", "me-roche", "me-vidal", "dupin", "batirhone", "morel", "inconnu"]
ROLES = ["greffe", "juge", "regie", "expert", "avocat", "partie", "sapiteur", "systeme"]
ACTES = [
    "ordonnance-1", "avis_de_designation-1", "avis_a_consigner-1", "convocation-1", "pre_rapport-1",
    "demande_de_pieces-1", "demande_de_remuneration-1", "ordonnance_de_taxe-1", "notification_taxe-1", "rien-1",
]  # fmt: skip
PREUVES = ["ar_lrar", "ar_lrar", "signification", "avis_electronique", "piece", "decision"]

dates = st.dates(date(2025, 12, 1), date(2027, 6, 1)) | st.sampled_from([date(1, 1, 1), date(1913, 1, 1), date.max])
parties = st.sampled_from(["dupin", "batirhone", "morel", "dupin", "batirhone", "morel", "me-roche", "inconnu"])
montants = st.sampled_from([420000, 420000, 30000, 300000, 150000, 0, 1, 10_000_000_000])
numeros = st.integers(1, 3)
PLAUSIBLES = [
    {"delai": "P1M", "a_compter": "envoi"},
    {"delai": "P15D", "a_compter": "envoi"},
    {"delai": "P15D", "a_compter": "reception"},
    {"le": "2026-08-02"},
]
ETRANGES = [
    {"delai": "P9999Y", "a_compter": "envoi"},
    {"delai": "P9999999D", "a_compter": "reception"},
    {"delai": "P1M", "a_compter": "acceptation"},
    {"le": "9999-12-31"},
    {"le": "0001-01-01"},
]
termes = st.sampled_from([*PLAUSIBLES, *PLAUSIBLES, *ETRANGES])
destinataires = st.sampled_from(["dupin", "batirhone", "morel", "expert", "me-roche", "inconnu"])
# control characters are refused at the border, before the law
titres = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=300)
pieces = titres.map(lambda titre: piece(titre, "9"))

COMMANDES: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "notifier_designation": st.just({}),
    "inviter_a_consigner": st.just({}),
    "aviser_consignation": st.just({}),
    "notifier_taxe": st.just({}),
    "clore_dossier": st.just({}),
    "veiller": st.just({}),
    "enregistrer_ordonnance": st.just(ordonnance()),
    "accepter_mission": st.fixed_dictionaries({"independance": st.sampled_from([True, True, False])}),
    "refuser_mission": st.just({"motif": "Motif"}),
    "remplacer_expert": st.builds(
        lambda i, r: {"expert": {"id": i, "role": r, "nom": "Mme Blanc"}, "motif": "Refus", "ordonnance": piece()},
        st.sampled_from(["expert-2", "6", "dupin"]),
        st.sampled_from(["expert", "expert", "sapiteur"]),
    ),
    "encaisser_consignation": st.fixed_dictionaries({"payeur": parties, "montant": montants.filter(bool)}),
    "convoquer_reunion": st.builds(
        lambda j, h: convoquer("2026-01-01", debut=f"{j.isoformat()}T{h}"),
        st.just(date(2027, 1, 15)) | dates,
        st.sampled_from(["00:00:00+01:00", "23:30:00Z", "23:59:59-11:00", "14:00:00+14:00"]),
    ),
    "tenir_reunion": st.fixed_dictionaries(
        {"reunion": numeros, "presents": st.lists(parties, max_size=3), "compte_rendu": st.none() | pieces}
    ),
    "adresser_note": st.fixed_dictionaries({"note": pieces, "objet": titres}),
    "demander_pieces": st.builds(lambda a, t: demander(*a, terme=t), st.lists(parties, min_size=1, max_size=3), termes),
    "communiquer_pieces": st.builds(
        lambda p, d, x, n: communiquer(p, pieces=[x], demande=d, complet=n),
        parties,
        st.none() | numeros,
        pieces,
        st.booleans(),
    ),
    "consulter_sapiteur": st.sampled_from(["sapiteur", "sapiteur", "dupin"]).map(lambda i: sapiteur(id=i)),
    "communiquer_avis_sapiteur": termes.map(lambda t: avis_du_sapiteur(terme=t)),
    "deposer_pre_rapport": termes.map(lambda t: pre_rapport(terme_dires=t)),
    "deposer_dire": st.builds(lambda p, r: dire(p, "Un", "Deux", recapitulatif=r), parties, st.booleans()),
    "repondre_dire": st.builds(
        lambda n, r: repondre(n, *r), numeros, st.lists(titres, min_size=2, max_size=3) | st.just(["Un", "Deux"])
    ),
    "deposer_rapport": st.fixed_dictionaries(
        {
            "document": pieces,
            "remuneration": st.sampled_from([420000, 420000, 0, None]),
            "etat_de_frais": pieces | pieces | st.none(),
        }
    ),
    "constater_reception": st.fixed_dictionaries({"acte": st.sampled_from(ACTES), "destinataire": destinataires}),
    "observer_remuneration": parties.map(observer),
    "envisager_reduction": st.builds(lambda m, t: reduire(m, terme=t), montants, termes),
    "repondre_reduction": st.just({"observations": "Le temps est justifié."}),
    "taxer_remuneration": montants.map(taxer),
    "liberer_fonds": st.sampled_from(
        [{"verse": 420000, "restitue": 30000}, {"verse": 450000, "restitue": 0}, {"verse": 0, "restitue": 0}]
    ),
    "signaler_echec": st.fixed_dictionaries(
        {
            "acte": st.sampled_from(ACTES),
            "destinataire": destinataires,
            "canal": st.just("courriel"),
            "reponse": st.just("550"),
        }
    ),
}
COMMANDES |= actes_annexes.TIRAGES
"""How to write a command of each type at random."""

RETIENNENT = ("force_executoire", "juge-d-appui")
"""What a judge can still grant, and which keeps a case open."""

_TOUJOURS = ["constater_reception", "constater_reception", "signaler_echec"]
_EN_COURS = ["convoquer_reunion", "tenir_reunion", "adresser_note", "demander_pieces", "communiquer_pieces",
             "deposer_dire", "repondre_dire", "deposer_rapport", "deposer_rapport"]  # fmt: skip
_AVANT = ["notifier_designation", "accepter_mission", "refuser_mission", "remplacer_expert", "inviter_a_consigner",
          "encaisser_consignation", "encaisser_consignation", "aviser_consignation"]  # fmt: skip
_TAXE = ["observer_remuneration", "envisager_reduction", "repondre_reduction", "taxer_remuneration"]
A_SA_PLACE: dict[Phase, list[str]] = {
    Phase.ORDONNEE: _AVANT,
    Phase.MISE_EN_PLACE: _AVANT,
    Phase.OPERATIONS: [*_EN_COURS, "consulter_sapiteur", "communiquer_avis_sapiteur", "deposer_pre_rapport"],
    Phase.DIRES_OUVERTS: _EN_COURS,
    Phase.DIRES_CLOS: _EN_COURS,
    Phase.DEPOSEE: _TAXE,
    Phase.A_TAXER: _TAXE,
    Phase.TAXEE: ["notifier_taxe", "liberer_fonds"],
    Phase.RECOURS: ["liberer_fonds", "clore_dossier"],
    **{phase: [] for phase in (*FINS_ANTICIPEES, Phase.RECOURS_FORME, Phase.CLOSE)},
    Phase.REMUNERATION_DEMANDEE: _TAXE,
}
for _nom, _phases in actes_annexes.PLACES.items():
    for _phase in _phases:
        A_SA_PLACE[_phase] = [*A_SA_PLACE[_phase], _nom]
"""What is usually asked at each stage."""

QUI_FAIT = {
    "partie": ["communiquer_pieces", "deposer_dire", "observer_remuneration"],
    "systeme": ["veiller", "signaler_echec"],
    "regie": ["encaisser_consignation", "liberer_fonds"],
    "juge": ["envisager_reduction", "taxer_remuneration", "remplacer_expert"],
    "expert": ["constater_reception"],
    "greffe": ["notifier_designation", "inviter_a_consigner", "aviser_consignation", "clore_dossier"],
}


def _role_de(nom: str) -> str:
    if nom in actes_annexes.QUI:
        return max(r.value for r in actes_annexes.QUI[nom][0])  # a party rather than its avocat
    return next((r for r, types in QUI_FAIT.items() if nom in types), "expert")


@st.composite
def soumissions(draw: st.DrawFn, dossier: Dossier) -> tuple[dict[str, Any], int]:
    """A command, most often at its stage and by whom it belongs to, and the hours since the one before."""
    a_sa_place = [*A_SA_PLACE[dossier.phase], *_TOUJOURS]
    nom = draw(st.sampled_from(a_sa_place if draw(st.integers(0, 9)) < 8 else sorted(COMMANDES)))
    role = _role_de(nom)
    commande = {**draw(COMMANDES[nom]), "type": nom}
    personne = {"avocat": "me-roche", "tiers": "tiers"}
    personne |= {"partie": commande.get("au_nom_de", "morel"), "systeme": "systeme", "expert": dossier.expert}
    auteur = {"personne": personne.get(role, role), "role": role}
    if draw(st.integers(0, 9)) == 9:
        auteur = {"personne": draw(st.sampled_from(AUTEURS)), "role": draw(st.sampled_from(ROLES))}
    commande["auteur"] = auteur
    quand = draw(st.integers(0, 9))
    if quand == 9:
        commande["survenu_le"] = draw(dates).isoformat()
    elif quand == 8:
        commande["avance"] = draw(st.integers(1, 60))
    if quand >= 8 or nom == "constater_reception":
        commande["preuve"] = PIECE | {"nature": draw(st.sampled_from(PREUVES))}
    return commande, draw(st.sampled_from([0, 1, 13, 24, 24 * 8, 24 * 31, 24 * 31, 24 * 120]))


class Partie:
    """A case played at random: what the engine must keep true is checked at each step."""

    def __init__(self, depart: Affaire) -> None:
        self.dossier = depart.dossier
        self.journal = list(depart.evenements)
        self.maintenant = datetime.combine(self.journal[-1].survenu_le, time(12), tzinfo=UTC) + timedelta(days=1)

    def jouer(self, commande: dict[str, Any], heures: int) -> None:
        self.maintenant += timedelta(hours=heures)
        if "avance" in commande:  # the act happened some days before it is recorded
            jour = (self.maintenant - timedelta(days=commande["avance"])).date().isoformat()
            commande = {**commande, "survenu_le": jour}
            del commande["avance"]
        lue = ADAPTATEUR.validate_python({**commande, "recu_a": self.maintenant})
        avant = self.dossier.model_dump_json()
        try:
            decision = instruire(self.dossier, lue, self.maintenant)
        except Refus:
            assert self.dossier.model_dump_json() == avant
            return
        assert self.dossier.model_dump_json() == avant
        assert decision == instruire(self.dossier, lue, self.maintenant)
        assert Decision.model_validate_json(decision.model_dump_json()) == decision
        for effet in decision.effets:
            if isinstance(effet, Produire):
                CONTENUS[effet.modele].model_validate(effet.donnees)
        for evenement in decision.evenements:
            self.ajouter(evenement)
            assert deplacements(self.dossier) == ()  # the same calendar moves nothing
            for acte in evenement.actes:
                audience.exiger(self.dossier, evenement, acte)
        for effet in decision.effets:
            assert {d.personne for d in effet.destinations} <= set(effet.acte.destinataires)

    def ajouter(self, evenement: Evenement) -> None:
        assert evenement.numero == self.dossier.numero + 1
        self.dossier = evoluer(self.dossier, evenement)
        self.journal.append(evenement)
        droits = Counter((e.regle, e.personne, e.objet) for e in self.dossier.echeances.values())
        assert not [droit for droit, nombre in droits.items() if nombre > 1]
        if self.dossier.phase is Phase.CLOSE:
            assert {e.regle for e in self.dossier.echeances.values()} == {"DL-25"}  # it is kept five years
            assert not [r for r in self.dossier.requetes.values() if r.statut == "pendante" and r.nature in RETIENNENT]
        partis = self.dossier.instance.successeurs.keys()
        assert not [e for e in self.dossier.echeances.values() if REGLES[e.regle].par_partie and e.personne in partis]
        assert Dossier.model_validate_json(self.dossier.model_dump_json()) == self.dossier

    def veiller(self) -> None:
        systeme = {"personne": "systeme", "role": "systeme"}
        self.jouer({"type": "veiller", "auteur": systeme}, 0)
        reveil = prochain_reveil(self.dossier)
        assert reveil is None or reveil > self.maintenant
        nombre = len(self.journal)
        self.jouer({"type": "veiller", "auteur": systeme}, 0)
        assert len(self.journal) == nombre

    def relire(self) -> None:
        relu = Dossier(id=ExpertiseId("exp-1"))
        for evenement in self.journal:
            relu = evoluer(relu, Evenement.model_validate_json(evenement.model_dump_json()))
        assert relu == self.dossier


@BORNE
@given(st.sampled_from(DEPARTS), st.integers(1, 25), st.data())
def test_aucune_suite_de_commandes_ne_brise_le_moteur(depart: Any, longueur: int, tirage: st.DataObject) -> None:
    partie = Partie(depart())
    for _ in range(longueur):
        partie.jouer(*tirage.draw(soumissions(partie.dossier)))
        partie.veiller()
    partie.relire()


@BORNE
@given(st.booleans(), st.integers(1, 25), st.data())
def test_des_l_ordonnance_sans_que_le_moteur_regarde(aussitot: bool, longueur: int, tirage: st.DataObject) -> None:
    depart = Affaire()
    depart.jouer("2026-01-05", ordonnance(ordonnance=piece("Ordonnance", "0"), demarrage_immediat=aussitot))
    partie = Partie(depart)
    for _ in range(longueur):
        partie.jouer(*tirage.draw(soumissions(partie.dossier)))
    partie.veiller()
    partie.relire()


@pytest.mark.parametrize("depart", DEPARTS, ids=lambda d: d.__name__)
def test_attendre_dix_ans_ne_laisse_rien_a_regarder(depart: Any) -> None:
    partie = Partie(depart())
    partie.maintenant += timedelta(days=3650)
    partie.veiller()
    partie.relire()
