"""A construction dispute in référé 145: two defendants, one without avocat, two payers."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from procedure.commandes import ADAPTATEUR, Commande
from procedure.decider import decider, instruire
from procedure.decision import Decision
from procedure.dossier import Dossier
from procedure.evenements import Evenement
from procedure.evolution import evoluer
from procedure.modele import ExpertiseId

PARIS = ZoneInfo("Europe/Paris")

PARTICIPANTS: list[dict[str, Any]] = [
    {"id": "greffe", "role": "greffe", "nom": "Service des expertises", "courriel": "greffe@tj.invalid"},
    {"id": "juge", "role": "juge", "nom": "Mme Aubry", "courriel": "juge@tj.invalid"},
    {"id": "regie", "role": "regie", "nom": "Régie", "courriel": "regie@tj.invalid"},
    {
        "id": "expert",
        "role": "expert",
        "nom": "M. Lenoir",
        "courriel": "lenoir@expert.invalid",
        "specialite": "bâtiment",
    },
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
        "id": "morel",
        "role": "partie",
        "qualite": "defendeur",
        "nom": "M. Morel",
        "adresse": "8 place Bellecour, 69002 Lyon",
        "courriel": "morel@personne.invalid",
    },
]
"""The people of the case; ids as the tests name them."""


def piece(titre: str = "Document", lettre: str = "a") -> dict[str, Any]:
    """A document in the vault, by its fingerprint."""
    return {
        "document": (lettre * 64)[:64],
        "titre": titre,
        "nom": f"{lettre}.pdf",
        "taille": 1234,
        "media_type": "application/pdf",
    }


def ordonnance(**champs: Any) -> dict[str, Any]:
    """The command that registers the order of 5 January 2026."""
    return {
        "type": "enregistrer_ordonnance",
        "auteur": {"personne": "greffe", "role": "greffe"},
        "rg": "26/00017",
        "juridiction": {"code": "TJ69", "nom": "Tribunal judiciaire de Lyon"},
        "fondement": "refere_145",
        "objet": "Désordres d’étanchéité",
        "circonstances": "Des infiltrations dont l’origine est discutée.",
        "expert": "expert",
        "chefs": ["Décrire les désordres", "En rechercher les causes"],
        "terme_rapport": {"delai": "P8M", "a_compter": "avis_de_consignation"},
        "provision": [
            {"payeur": "dupin", "montant": 300000, "terme": {"delai": "P2M", "a_compter": "ordonnance"}},
            {"payeur": "batirhone", "montant": 150000, "terme": {"delai": "P2M", "a_compter": "ordonnance"}},
        ],
        "participants": PARTICIPANTS,
        **champs,
    }


def le(jour: str, heure: time = time(10)) -> datetime:
    """An instant of a day at the seat."""
    return datetime.combine(date.fromisoformat(jour), heure, tzinfo=PARIS)


class Affaire:
    """One case played on the pure core: each act at its day, as a reader of the Code would tell it."""

    def __init__(self, expertise: str = "exp-1") -> None:
        self.dossier = Dossier(id=ExpertiseId(expertise))
        self.evenements: list[Evenement] = []
        self.dernier: Decision | None = None

    def jouer(self, jour: str, commande: dict[str, Any], par: str | None = None) -> list[Evenement]:
        """Submit a command received on `jour` at 10 h; apply its events. Raises `Refus`."""
        return self.soumettre(self.lire(jour, commande, par), le(jour))

    def lire(self, jour: str, commande: dict[str, Any], par: str | None = None) -> Commande:
        """The command, as the border would read it."""
        complete = {"recu_a": le(jour).isoformat(), **commande}
        if par is not None:
            role = self.dossier.participants[par].role.value if par in self.dossier.participants else par
            complete["auteur"] = {"personne": par, "role": role}
        return ADAPTATEUR.validate_python(complete)

    def soumettre(self, commande: Commande, maintenant: datetime) -> list[Evenement]:
        """Decide at `maintenant` and apply."""
        self.dernier = instruire(self.dossier, commande, maintenant)
        for evenement in self.dernier.evenements:
            self.dossier = evoluer(self.dossier, evenement)
        self.evenements += self.dernier.evenements
        return list(self.dernier.evenements)

    def attendre(self, jour: str) -> list[Evenement]:
        """Let the engine look at the dates on the morning of `jour`."""
        return self.jouer(jour, {"type": "veiller", "auteur": {"personne": "systeme", "role": "systeme"}})

    def essayer(self, jour: str, commande: dict[str, Any], par: str | None = None) -> tuple[Evenement, ...]:
        """Decide without applying."""
        return decider(self.dossier, self.lire(jour, commande, par), le(jour))


def jusqu_aux_operations() -> Affaire:
    """Order of 5 January, designation, acceptance, consignation by both payers, notice of 2 February 2026."""
    affaire = Affaire()
    affaire.jouer("2026-01-05", ordonnance())
    affaire.jouer("2026-01-06", {"type": "notifier_designation"}, "greffe")
    affaire.jouer("2026-01-06", {"type": "inviter_a_consigner"}, "greffe")
    affaire.jouer("2026-01-12", {"type": "accepter_mission", "independance": True}, "expert")
    affaire.jouer("2026-01-20", {"type": "encaisser_consignation", "payeur": "dupin", "montant": 300000}, "regie")
    affaire.jouer("2026-01-28", {"type": "encaisser_consignation", "payeur": "batirhone", "montant": 150000}, "regie")
    affaire.jouer("2026-02-02", {"type": "aviser_consignation"}, "greffe")
    return affaire


def jusqu_au_pre_rapport() -> Affaire:
    """Operations from 2 February, one meeting on 10 March, pré-rapport on 1 June, dires until 1 July 2026."""
    affaire = jusqu_aux_operations()
    convocation = {
        "type": "convoquer_reunion",
        "debut": le("2026-03-10", time(14)).isoformat(),
        "lieu": "8 place Bellecour, Lyon",
        "ordre_du_jour": "Constats",
    }
    affaire.jouer("2026-02-10", convocation, "expert")
    affaire.jouer("2026-03-10", {"type": "tenir_reunion", "reunion": 1, "presents": ["me-roche", "morel"]}, "expert")
    affaire.jouer("2026-03-20", {"type": "adresser_note", "note": piece("Note", "b"), "objet": "Constats"}, "expert")
    pre_rapport = {
        "type": "deposer_pre_rapport",
        "document": piece("Pré-rapport", "c"),
        "terme_dires": {"delai": "P1M", "a_compter": "envoi"},
    }
    affaire.jouer("2026-06-01", pre_rapport, "expert")
    return affaire


def jusqu_au_rapport() -> Affaire:
    """One timely dire answered, report and request for pay filed on 1 September 2026."""
    affaire = jusqu_au_pre_rapport()
    dire = {
        "type": "deposer_dire",
        "au_nom_de": "dupin",
        "document": piece("Dire", "d"),
        "points": ["L’origine des infiltrations", "Le coût des reprises"],
    }
    affaire.jouer("2026-06-20", dire, "me-roche")
    affaire.jouer("2026-07-10", {"type": "repondre_dire", "dire": 1, "reponses": ["Suivi", "Écarté"]}, "expert")
    affaire.jouer("2026-09-01", rapport(), "expert")
    return affaire


def rapport(**champs: Any) -> dict[str, Any]:
    """The command that files the report with the request for 4 200,00 €."""
    return {
        "type": "deposer_rapport",
        "document": piece("Rapport", "e"),
        "remuneration": 420000,
        "etat_de_frais": piece("État de frais", "f"),
        **champs,
    }


def reception(acte: str, destinataire: str, jour: str, nature: str = "ar_lrar") -> dict[str, Any]:
    """The command that records a receipt, on its proof."""
    return {
        "type": "constater_reception",
        "acte": acte,
        "destinataire": destinataire,
        "survenu_le": jour,
        "preuve": {"nature": nature, "reference": f"AR {destinataire}"},
    }
