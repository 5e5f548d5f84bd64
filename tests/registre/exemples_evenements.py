"""Small builders of real events, for the tests of the record."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from procedure.commandes import Juridiction, Terme, Versement
from procedure.delais import Delai, calculer
from procedure.documents import Acte, Nature
from procedure.echeances import Cloture, Echeance, Origine, Statut
from procedure.echeances import Nature as NatureEcheance
from procedure.evenements import (
    DossierClos,
    EcheanceDepassee,
    Evenement,
    ExpertRemplace,
    MissionAcceptee,
    OrdonnanceEnregistree,
    ReceptionConstatee,
    SapiteurConsulte,
)
from procedure.personnes import Auteur, Consentement, Participant, Qualite, Role
from procedure.preuves import NaturePreuve, PieceJointe, Preuve

JOUR = date(2026, 1, 12)
INSTANT = datetime(2026, 1, 12, 9, 30, 15, 123456, tzinfo=UTC)
GREFFE = Auteur(personne="greffe", role=Role.GREFFE)
EXPERT = Auteur(personne="expert", role=Role.EXPERT)


def personne(identifiant: str, role: Role, **autres: Any) -> Participant:
    """Build a participant."""
    return Participant(
        id=identifiant, role=role, nom=f"Nom de {identifiant}", courriel=f"{identifiant}@exemple.fr", **autres
    )


PARTICIPANTS = (
    personne("juge", Role.JUGE),
    personne("greffe", Role.GREFFE),
    personne("expert", Role.EXPERT, specialite="bâtiment"),
    personne(
        "dupont",
        Role.PARTIE,
        qualite=Qualite.DEMANDEUR,
        avocats=("maitre",),
        consentement=Consentement(donne_le=JOUR, reference="pièce n° 3"),
    ),
    personne("durand", Role.PARTIE, qualite=Qualite.DEFENDEUR),
    personne("maitre", Role.AVOCAT),
)


def evenement(numero: int, fait: Any = None, **autres: Any) -> Evenement:
    """Build an event; by default, that the mission is accepted."""
    valeurs: dict[str, Any] = {
        "numero": numero,
        "fait": fait or MissionAcceptee(),
        "resume": f"Événement n° {numero}",
        "article": "CPC 267",
        "auteur": EXPERT,
        "survenu_le": JOUR,
        "enregistre_a": INSTANT + timedelta(minutes=numero),
        "etape": "mise_en_place",
    }
    return Evenement(**{**valeurs, **autres})


def ordonnance(rg: str = "26/00123", **autres: Any) -> Evenement:
    """Build the first event of a case."""
    fait = OrdonnanceEnregistree(
        rg=rg,
        juridiction=Juridiction(code="TJ75", nom="Tribunal judiciaire de Paris"),
        fondement="refere_145",
        objet="Désordres d’étanchéité",
        rendue_le=JOUR,
        circonstances="Des infiltrations sont apparues.",
        expert="expert",
        chefs=("Décrire les désordres.",),
        terme_rapport=Terme(delai="P11M", a_compter="ordonnance"),
        provision=(Versement(payeur="dupont", montant=300_000, terme=Terme(delai="P2M", a_compter="ordonnance")),),
        demarrage_immediat=False,
        participants=PARTICIPANTS,
    )
    acte = acte_depose("ordonnance", Nature.ORDONNANCE, "juge", ("dupont", "durand", "expert"))
    valeurs: dict[str, Any] = {"resume": "Ordonnance enregistrée", "etape": "ordonnee", "actes": (acte,)}
    return evenement(1, fait, **{**valeurs, "auteur": GREFFE, **autres})


def acte_depose(identifiant: str, nature: Nature, auteur: str, destinataires: tuple[str, ...]) -> Acte:
    """Build an act that a person deposited."""
    return Acte(
        id=identifiant,
        nature=nature,
        titre=f"Titre de {identifiant}",
        auteur=auteur,
        etabli_a=INSTANT,
        piece=PieceJointe(
            document=identifiant.encode().hex().ljust(64, "0")[:64],
            titre=f"Titre de {identifiant}",
            nom=f"{identifiant}.pdf",
            taille=1234,
            media_type="application/pdf",
        ),
        destinataires=destinataires,
    )


def acte_a_produire(identifiant: str, destinataires: tuple[str, ...] = ("dupont",)) -> Acte:
    """Build an act that the platform draws up."""
    return Acte(
        id=identifiant,
        nature=Nature.CONVOCATION,
        titre="Convocation",
        auteur="expert",
        etabli_a=INSTANT,
        destinataires=destinataires,
    )


def echeance(identifiant: str, depuis: date | None = JOUR, qui: str = "dupont", **autres: Any) -> Echeance:
    """Build an échéance of fifteen days from `depuis`, or one that nothing has started."""
    valeurs: dict[str, Any] = {
        "id": identifiant,
        "regle": "DL-16",
        "intitule": f"Échéance {identifiant}",
        "article": "CPC 282 al. 5",
        "version": date(2025, 9, 1),
        "nature": NatureEcheance.LEGALE,
        "personne": qui,
        "statut": Statut.NON_DEMARREE,
        "levera": "retard",
    }
    if depuis is not None:
        valeurs |= {
            "statut": Statut.OUVERTE,
            "origine": Origine(evenement="réception de l’acte", date=depuis, preuve=PREUVE),
            "calcul": calculer(depuis, Delai.lire("P15D")),
        }
    return Echeance(**{**valeurs, **autres})


PREUVE = Preuve(nature=NaturePreuve.AR_LRAR, reference="2C 123 456 7890 1")


def depassee(numero: int, identifiant: str) -> Evenement:
    """Build the passing of an échéance."""
    return evenement(numero, EcheanceDepassee(echeance=identifiant, leve="retard_du_rapport"))


def satisfaite(identifiant: str) -> Cloture:
    """Build the end of an échéance that was met."""
    return Cloture(echeance=identifiant, statut=Statut.SATISFAITE, motif="Fait", le=JOUR)


def reception(numero: int, acte: str, destinataire: str) -> Evenement:
    """Build a proved receipt."""
    fait = ReceptionConstatee(acte=acte, nature="ordonnance", destinataire=destinataire)
    return evenement(numero, fait, preuve=PREUVE)


def remplacement(numero: int) -> Evenement:
    """Build the replacement of the expert."""
    nouveau = personne("expert-2", Role.EXPERT)
    return evenement(numero, ExpertRemplace(ancien="expert", expert=nouveau, motif="Empêchement"))


def sapiteur(numero: int) -> Evenement:
    """Build the consultation of a sapiteur."""
    return evenement(numero, SapiteurConsulte(sapiteur=personne("sapiteur", Role.SAPITEUR), question="Quelle cause ?"))


def cloture(numero: int) -> Evenement:
    """Build the closing of a case."""
    return evenement(numero, DossierClos(), etape="close")


def histoire() -> list[Evenement]:
    """Build a case that uses every projection."""
    return [
        ordonnance(),
        evenement(2, ouvertes=(echeance("a"), echeance("b", date(2026, 3, 2)), echeance("c", None))),
        evenement(3, actes=(acte_a_produire("convocation", ("dupont", "durand")),)),
        reception(4, "ordonnance", "dupont"),
        depassee(5, "a"),
        evenement(6, ouvertes=(echeance("c", date(2026, 2, 2)),), closes=(satisfaite("b"),)),
        remplacement(7),
        sapiteur(8),
        reception(9, "ordonnance", "dupont"),
    ]
