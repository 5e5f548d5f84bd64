"""What was produced for an act: its document and its timestamp. The first one stored counts, for everybody.

Two attempts at drawing up the same act may give different bytes (a signature holds its instant). Whoever
comes second must go on with the first one's document: it may already have been sent.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine, Select, and_, select

from registre.moteur import inserer, pour_lire
from registre.tables import LigneActe, LigneDocument, LigneJeton, LigneVersement


@dataclass(frozen=True, slots=True)
class Document:
    """The document of one act, in the vault under `sha256`."""

    sha256: str
    taille: int
    media_type: str
    produit_a: datetime


@dataclass(frozen=True, slots=True)
class Jeton:
    """An RFC 3161 token, as DER, with what it says."""

    sha256: str
    der: bytes
    instant: datetime
    serie: str


_DU_DOCUMENT = (
    LigneDocument.sha256,
    LigneDocument.taille,
    LigneDocument.media_type,
    LigneDocument.produit_a,
)


class Documents:
    """Sets and reads documents and tokens."""

    def __init__(self, moteur: Engine) -> None:
        self._moteur = moteur
        self._lecture = pour_lire(moteur)

    def fixer_document(
        self,
        expertise: str,
        acte: str,
        sha256: str,
        taille: int,
        media_type: str,
        *,
        produit_a: datetime | None = None,
    ) -> str:
        """Store the document of an act unless it has one; return the SHA-256 of the one that it has."""
        valeurs = {
            "expertise": expertise,
            "acte": acte,
            "sha256": sha256,
            "taille": taille,
            "media_type": media_type,
            "produit_a": produit_a or datetime.now(UTC),
        }
        requete = select(LigneDocument.sha256).where(LigneDocument.expertise == expertise, LigneDocument.acte == acte)
        with self._moteur.begin() as connexion:
            connexion.execute(inserer(connexion, LigneDocument).values(valeurs).on_conflict_do_nothing())
            return connexion.execute(requete).scalar_one()

    def document_de(self, expertise: str, acte: str) -> Document | None:
        """Return the document of an act: what the platform drew up, else what a person deposited."""
        requete = (
            select(LigneActe.piece, LigneActe.etabli_a, *_DU_DOCUMENT)
            .select_from(LigneActe)
            .outerjoin(
                LigneDocument,
                and_(LigneDocument.expertise == LigneActe.expertise, LigneDocument.acte == LigneActe.id),
            )
            .where(LigneActe.expertise == expertise, LigneActe.id == acte)
        )
        with self._lecture.connect() as connexion:
            ligne = connexion.execute(requete).first()
        if ligne is None:
            return None
        piece, etabli_a, *produit = ligne
        if produit[0] is not None:
            return Document(*produit)
        if piece is None:
            return None
        return Document(piece["document"], piece["taille"], piece["media_type"], etabli_a)

    def verser(self, sha256: str, personne: str, a: datetime) -> None:
        """Remember that a person put a document in the vault; the first time counts."""
        valeurs = {"sha256": sha256, "personne": personne, "a": a}
        with self._moteur.begin() as connexion:
            connexion.execute(inserer(connexion, LigneVersement).values(valeurs).on_conflict_do_nothing())

    def verses_par(self, personne: str, documents: Collection[str]) -> frozenset[str]:
        """Return which of these documents this person put in the vault."""
        requete = select(LigneVersement.sha256).where(
            LigneVersement.personne == personne, LigneVersement.sha256.in_(documents)
        )
        with self._lecture.connect() as connexion:
            return frozenset(connexion.execute(requete).scalars())

    def fixer_jeton(self, sha256: str, der: bytes, instant: datetime, serie: str) -> Jeton:
        """Store the token over a fingerprint unless there is one; return the one that there is."""
        valeurs = {"sha256": sha256, "der": der, "instant": instant, "serie": serie}
        with self._moteur.begin() as connexion:
            connexion.execute(inserer(connexion, LigneJeton).values(valeurs).on_conflict_do_nothing())
            return Jeton(*connexion.execute(_jeton(sha256)).one())

    def jeton_de(self, sha256: str) -> Jeton | None:
        """Return the token over a fingerprint."""
        with self._lecture.connect() as connexion:
            ligne = connexion.execute(_jeton(sha256)).first()
        return None if ligne is None else Jeton(*ligne)


def _jeton(sha256: str) -> Select[str, bytes, datetime, str]:
    return select(LigneJeton.sha256, LigneJeton.der, LigneJeton.instant, LigneJeton.serie).where(
        LigneJeton.sha256 == sha256
    )
