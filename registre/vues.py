"""What the record answers to a reader: frozen values, free of SQL, each built from rows in one place."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping

from procedure.delais import Calcul, Etape, Residence
from procedure.documents import Nature as NatureActe
from procedure.echeances import Nature as NatureEcheance
from procedure.echeances import Origine, Statut
from procedure.personnes import Consentement, Qualite, Role
from procedure.preuves import PieceJointe, Preuve
from registre.tables import RESIDENCE_INCONNUE


@dataclass(frozen=True, slots=True)
class ExpertiseVue:
    """One case as the list shows it."""

    id: str
    rg: str
    juridiction_code: str
    juridiction_nom: str
    zone: str
    fuseau: str
    objet: str
    etape: str
    dernier_numero: int
    ouverte_a: datetime
    clos_a: datetime | None
    prochaine_echeance: date | None
    """Last day in law of the open échéance that ends first."""
    prochaine_expire_a: datetime | None
    prochaine_intitule: str | None
    prochaine_personne: str | None
    depassees: int
    """How many échéances have passed unfulfilled and await a human."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the list; `suivante` is the cursor of the next one, None at the end."""

    expertises: tuple[ExpertiseVue, ...]
    suivante: str | None


@dataclass(frozen=True, slots=True)
class ParticipantVue:
    """One person or service in one case."""

    personne: str
    role: Role
    nom: str
    courriel: str | None
    adresse: str | None
    qualite: Qualite | None
    avocats: tuple[str, ...]
    consentement: Consentement | None
    defaillante: bool
    residence: Residence | None
    specialite: str | None
    depuis: int
    jusqu_a: int | None
    """Number of the event that replaced this person, None while still in the case."""


@dataclass(frozen=True, slots=True)
class EcheanceVue:
    """One échéance, with the reason for its date."""

    expertise: str
    id: str
    regle: str
    intitule: str
    article: str
    version: date
    nature: NatureEcheance
    personne: str
    objet: str | None
    statut: Statut
    origine: Origine | None
    calcul: Calcul | None
    """None while nothing has started it."""
    levera: str | None
    leve: str | None
    """The state raised when it passed, for a human to settle."""
    cloture_motif: str | None
    cloture_le: date | None

    @property
    def en_retard(self) -> bool:
        """Whether it has passed unfulfilled and still awaits a human; a right that passed is just closed."""
        return self.statut is Statut.DEPASSEE and self.cloture_le is None

    @property
    def derivation(self) -> tuple[Etape, ...]:
        """The steps that lead to its date."""
        return self.calcul.etapes if self.calcul else ()


@dataclass(frozen=True, slots=True)
class EntreeVue:
    """One line of the journal, without the content of the event."""

    numero: int
    type: str
    resume: str
    article: str
    auteur: str
    role: Role
    survenu_le: date
    enregistre_a: datetime
    repris: bool
    etape: str
    alertes: tuple[str, ...]
    """What a human should look at, each a sentence with its article."""
    precedent: str
    empreinte: str


@dataclass(frozen=True, slots=True)
class ActeVue:
    """One act in the list of a case."""

    id: str
    numero: int
    nature: NatureActe
    code: str
    titre: str
    auteur: str
    etabli_a: datetime
    objet: str | None
    piece: PieceJointe | None
    annexes: tuple[PieceJointe, ...]
    document: str | None
    """SHA-256 of its document; None until the platform has drawn it up."""
    taille: int | None
    media_type: str | None
    horodate_a: datetime | None
    """The instant of the RFC 3161 token over its document."""
    destinataires: int
    recus: int
    """How many of its addressees have proved to have received it."""
    recu_le: date | None
    """When the reader himself received it."""
    repris: bool
    """Accomplished outside the platform: taken over with the file, or recorded afterwards."""


@dataclass(frozen=True, slots=True)
class DestinataireVue:
    """One addressee of an act, and the proof that it reached him."""

    personne: str
    recu_le: date | None
    preuve: Preuve | None


@dataclass(frozen=True, slots=True)
class CommandeConnue:
    """A command already carried out, as its author was answered."""

    expertise: str
    empreinte: str
    premier: int
    dernier: int
    resumes: tuple[str, ...]
    etape: str
    alertes: tuple[str, ...] = ()


def echeance(ligne: RowMapping) -> EcheanceVue:
    """Build the view of an échéance."""
    return EcheanceVue(
        **_champs(ligne, "expertise", "id", "regle", "intitule", "article", "version", "personne", "objet"),
        **_champs(ligne, "levera", "leve", "cloture_motif", "cloture_le"),
        nature=NatureEcheance(ligne["nature"]),
        statut=Statut(ligne["statut"]),
        origine=Origine.model_validate(ligne["origine"]) if ligne["origine"] else None,
        calcul=Calcul.model_validate(ligne["calcul"]) if ligne["calcul"] else None,
    )


def participant(ligne: RowMapping) -> ParticipantVue:
    """Build the view of a participant."""
    consentement, qualite = ligne["consentement"], ligne["qualite"]
    return ParticipantVue(
        **_champs(ligne, "personne", "nom", "courriel", "adresse", "defaillante", "specialite"),
        **_champs(ligne, "depuis", "jusqu_a"),
        role=Role(ligne["role"]),
        qualite=Qualite(qualite) if qualite else None,
        avocats=tuple(ligne["avocats"]),
        consentement=Consentement.model_validate(consentement) if consentement else None,
        residence=None if ligne["residence"] == RESIDENCE_INCONNUE else Residence(ligne["residence"]),
    )


def entree(ligne: RowMapping) -> EntreeVue:
    """Build the view of a line of the journal."""
    return EntreeVue(**{**ligne, "role": Role(ligne["role"]), "alertes": tuple(ligne["alertes"])})


def acte(ligne: RowMapping) -> ActeVue:
    """Build the view of an act; `produit`, `produit_taille`, `produit_type` come from what was drawn up."""
    piece = PieceJointe.model_validate(ligne["piece"]) if ligne["piece"] else None
    produit = ligne["produit"] is not None
    return ActeVue(
        **_champs(ligne, "id", "numero", "code", "titre", "auteur", "etabli_a", "objet", "horodate_a"),
        **_champs(ligne, "destinataires", "recus", "recu_le", "repris"),
        nature=NatureActe(ligne["nature"]),
        piece=piece,
        annexes=tuple(PieceJointe.model_validate(annexe) for annexe in ligne["annexes"]),
        document=ligne["produit"] or ligne["document"],
        taille=ligne["produit_taille"] if produit else piece.taille if piece else None,
        media_type=ligne["produit_type"] if produit else piece.media_type if piece else None,
    )


def destinataire(ligne: RowMapping) -> DestinataireVue:
    """Build the view of an addressee."""
    preuve = Preuve.model_validate(ligne["preuve"]) if ligne["preuve"] else None
    return DestinataireVue(ligne["personne"], ligne["le"], preuve)


def _champs(ligne: RowMapping, *noms: str) -> dict[str, Any]:
    return {nom: ligne[nom] for nom in noms}
