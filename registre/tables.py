"""The tables of the record: the journal, its projections, the ledger of deliveries, the documents.

Three families, which obey different rules:

- `journal` is the truth. It only grows; a trigger of the database refuses to change it.
- `expertise`, `participant`, `echeance`, `acte`, `acte_destinataire` and `reception` are projections: they
  can be thrown away and rebuilt from the journal (`registre.projections`).
- `commande`, `remise`, `document_acte`, `versement` and `jeton` say what was done in the world. No event holds
  them, so no projection may touch them, and they refer to projections by value, never by foreign key.
"""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    MetaData,
    Text,
)
from sqlalchemy import DateTime as TypeInstant
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

VERSION_DU_SCHEMA = "0003"
"""The last revision of `migrations/versions`; a test keeps both equal."""


RESIDENCE_INCONNUE = "inconnue"
"""Where nobody has said where a person resides (art. 643-644)."""


class InstantUTC(TypeDecorator[datetime]):
    """An aware instant, stored in UTC so that SQL sorts it, and read back aware on SQLite as well."""

    impl = TypeInstant(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Bring to UTC; SQLite keeps the wall clock only, so the zone is dropped there once it is known."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("the record takes aware datetimes only")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give back what was stored, in UTC whatever the session's zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Mots(TypeDecorator[str]):
    """A text: PostgreSQL refuses U+0000, which must neither keep an act out of the record nor break a search.

    The journal holds the exact text all the same, as canonical JSON where U+0000 is escaped.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Show U+0000 as the replacement character."""
        return None if value is None else value.replace("\x00", "\N{REPLACEMENT CHARACTER}")


class Base(DeclarativeBase):
    """Common names for constraints, so that a migration can name what it drops on every database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    # `none_as_null`: an absent value is SQL NULL, never the JSON literal `null`.
    type_annotation_map = {  # noqa: RUF012  (declared so by SQLAlchemy)
        datetime: InstantUTC,
        str: Mots,
        dict[str, Any]: JSON(none_as_null=True),
        list[Any]: JSON(none_as_null=True),
    }


def _de_l_expertise() -> Any:
    return ForeignKey("expertise.id", ondelete="CASCADE")


class LigneJournal(Base):
    """One event. `donnees` is the whole of it; the other columns repeat it for reading and sorting."""

    __tablename__ = "journal"

    expertise: Mapped[str] = mapped_column(primary_key=True)
    numero: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str]
    resume: Mapped[str]
    article: Mapped[str]
    auteur: Mapped[str]
    role: Mapped[str]
    survenu_le: Mapped[date]
    enregistre_a: Mapped[datetime]
    repris: Mapped[bool]
    etape: Mapped[str]
    alertes: Mapped[list[Any]] = mapped_column(server_default="[]")
    donnees: Mapped[str]
    """The event as canonical JSON (RFC 8785), to the byte."""
    precedent: Mapped[str]
    """The `empreinte` of the event before it in the same case; 64 zeros for the first."""
    empreinte: Mapped[str]
    """SHA-256 that chains this event to all those before it (`registre.chaine`)."""


class LigneCommande(Base):
    """A command that was carried out, by its idempotency key, with the events that it caused."""

    __tablename__ = "commande"

    expertise: Mapped[str] = mapped_column(primary_key=True)
    commande: Mapped[str] = mapped_column(primary_key=True, index=True)
    empreinte: Mapped[str]
    premier: Mapped[int]
    dernier: Mapped[int]


class LigneExpertise(Base):
    """One case as the list shows it."""

    __tablename__ = "expertise"
    __table_args__ = (
        # The list is read in this order, a page at a time, whatever the number of cases.
        Index(None, "tri_rang", "tri_a", "id"),
        Index(None, "etape", "tri_rang", "tri_a", "id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    rg: Mapped[str]
    juridiction_code: Mapped[str]
    juridiction_nom: Mapped[str]
    zone: Mapped[str]
    fuseau: Mapped[str]
    objet: Mapped[str]
    etape: Mapped[str]
    dernier_numero: Mapped[int]
    ouverte_a: Mapped[datetime]
    clos_a: Mapped[datetime | None]
    prochaine_echeance: Mapped[date | None]
    """The last day in law of the open échéance that ends first."""
    prochaine_expire_a: Mapped[datetime | None]
    prochaine_intitule: Mapped[str | None]
    prochaine_personne: Mapped[str | None]
    depassees: Mapped[int]
    """How many échéances have passed unfulfilled and still await a human."""
    tri_rang: Mapped[int]
    """0 late, 1 with a next échéance, 2 without, 3 closed."""
    tri_a: Mapped[datetime]


class LigneParticipant(Base):
    """One person or service in one case."""

    __tablename__ = "participant"
    __table_args__ = (Index(None, "personne", "expertise"),)

    expertise: Mapped[str] = mapped_column(_de_l_expertise(), primary_key=True)
    personne: Mapped[str] = mapped_column(primary_key=True)
    role: Mapped[str]
    nom: Mapped[str]
    courriel: Mapped[str | None]
    adresse: Mapped[str | None]
    qualite: Mapped[str | None]
    avocats: Mapped[list[Any]]
    consentement: Mapped[dict[str, Any] | None]
    defaillante: Mapped[bool]
    residence: Mapped[str]
    specialite: Mapped[str | None]
    depuis: Mapped[int]
    """Number of the event that brought this person in."""
    jusqu_a: Mapped[int | None]
    """Number of the event that replaced this person; such a person no longer reads the case."""
    ordre: Mapped[int]
    """The order in which the decision names them."""


class LigneEcheance(Base):
    """One échéance, with its calculation as it was made."""

    __tablename__ = "echeance"
    __table_args__ = (
        Index(None, "expertise", "statut", "expire_a"),
        Index(None, "personne", "statut", "expire_a"),
    )

    expertise: Mapped[str] = mapped_column(_de_l_expertise(), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    regle: Mapped[str]
    intitule: Mapped[str]
    article: Mapped[str]
    version: Mapped[date]
    nature: Mapped[str]
    personne: Mapped[str]
    objet: Mapped[str | None]
    statut: Mapped[str]
    origine: Mapped[dict[str, Any] | None]
    nominal: Mapped[date | None]
    legal: Mapped[date | None]
    safe_by: Mapped[date | None]
    arguable_until: Mapped[date | None]
    expire_a: Mapped[datetime | None]
    calcul: Mapped[dict[str, Any] | None]
    """The whole `Calcul`, derivation included."""
    levera: Mapped[str | None]
    leve: Mapped[str | None]
    cloture_motif: Mapped[str | None]
    cloture_le: Mapped[date | None]


class LigneActe(Base):
    """One document with legal effect."""

    __tablename__ = "acte"
    __table_args__ = (Index(None, "expertise", "numero"), Index(None, "expertise", "auteur"))

    expertise: Mapped[str] = mapped_column(_de_l_expertise(), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    numero: Mapped[int]
    """Number of the event that made it."""
    nature: Mapped[str]
    code: Mapped[str]
    titre: Mapped[str]
    auteur: Mapped[str]
    etabli_a: Mapped[datetime]
    objet: Mapped[str | None]
    piece: Mapped[dict[str, Any] | None]
    annexes: Mapped[list[Any]]
    document: Mapped[str | None]
    """SHA-256 of what a person deposited; null for what the platform draws up (then see `document_acte`)."""
    destinataires: Mapped[int]
    """How many people must receive it."""
    repris: Mapped[bool]


class _ParActe:
    """A row about one act and one person."""

    expertise: Mapped[str] = mapped_column(primary_key=True)
    acte: Mapped[str] = mapped_column(primary_key=True)
    personne: Mapped[str] = mapped_column(primary_key=True)


def _de_l_acte() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["expertise", "acte"], ["acte.expertise", "acte.id"], ondelete="CASCADE")


class LigneDestinataire(_ParActe, Base):
    """One person who must receive one act, and hence may read it."""

    __tablename__ = "acte_destinataire"
    __table_args__ = (_de_l_acte(), Index(None, "expertise", "personne"))


class LigneReception(_ParActe, Base):
    """The proved receipt of one act by one person; the last finding stands, the journal keeps them all."""

    __tablename__ = "reception"
    __table_args__ = (_de_l_acte(),)

    le: Mapped[date]
    preuve: Mapped[dict[str, Any] | None]
    numero: Mapped[int]


class LigneRemise(Base):
    """One delivery of one act to one person by one channel: the key is its identity for ever."""

    __tablename__ = "remise"
    __table_args__ = (Index(None, "expertise", "destinataire"), Index(None, "etat", "tente_a"))

    expertise: Mapped[str] = mapped_column(primary_key=True)
    acte: Mapped[str] = mapped_column(primary_key=True)
    destinataire: Mapped[str] = mapped_column(primary_key=True)
    canal: Mapped[str] = mapped_column(primary_key=True)
    rang: Mapped[int] = mapped_column(primary_key=True)
    etat: Mapped[str]
    portee: Mapped[str]
    motif: Mapped[str]
    courriel: Mapped[str | None]
    message_id: Mapped[str | None]
    reponse: Mapped[str | None]
    """The last answer of the outside system: SMTP code, text and queue id, or the postal reference."""
    activite: Mapped[str | None]
    """Which activity holds it, so that its own retry can be told from another sender."""
    essai: Mapped[int]
    tentatives: Mapped[int]
    issues_inconnues: Mapped[int]
    """How many attempts ended without anybody knowing how."""
    prepare_a: Mapped[datetime]
    tente_a: Mapped[datetime | None]
    remis_a: Mapped[datetime | None]
    disponible_a: Mapped[datetime | None]
    ouvert_a: Mapped[datetime | None]


class LigneDocument(Base):
    """The document that the platform drew up for an act: the first one stored is the one that counts."""

    __tablename__ = "document_acte"

    expertise: Mapped[str] = mapped_column(primary_key=True)
    acte: Mapped[str] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(index=True)
    taille: Mapped[int] = mapped_column(BigInteger)
    media_type: Mapped[str]
    produit_a: Mapped[datetime]


class LigneJeton(Base):
    """The RFC 3161 token over one SHA-256: the first one obtained is the one that counts."""

    __tablename__ = "jeton"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    der: Mapped[bytes] = mapped_column(LargeBinary)
    instant: Mapped[datetime]
    serie: Mapped[str]
    """Serial number as text: up to 160 bits, too wide for an SQL integer."""


class LigneVersement(Base):
    """Who put a document in the vault: only they may name it in an act, so a fingerprint opens nothing by itself."""

    __tablename__ = "versement"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    personne: Mapped[str] = mapped_column(primary_key=True)
    a: Mapped[datetime]
