"""What is done to a document: drawn up, sealed, timestamped, deposited. Documents stay in the vault.

Each step may run twice or be killed half-way: drafts are deterministic and the vault is content-addressed,
the first sealed version of an act and the first token of a document are the ones that count.
"""

import asyncio

from temporalio import activity

from activities.echecs import sans_reprise
from activities.horodatage import Horodateur, JetonInvalide
from activities.redaction import ContenuInvalide, ModeleInconnu, Redacteur
from activities.signature import CleDeSceau, CleInutilisable, sceller_bloquant
from coffre.coffre import Absent, Altere, Coffre
from procedure.travaux import Depot, Document, Horodatage, Redaction, Scellement
from registre import Documents


class Fabrication:
    """Makes documents and their proofs."""

    def __init__(
        self, coffre: Coffre, documents: Documents, redacteur: Redacteur, sceau: CleDeSceau, horodateur: Horodateur
    ) -> None:
        self._coffre = coffre
        self._documents = documents
        self._redacteur = redacteur
        self._sceau = sceau
        self._horodateur = horodateur

    @activity.defn(name="rediger")
    def rediger(self, redaction: Redaction) -> Document:
        """Draw up a document as PDF/A; the same order always gives the same bytes."""
        effet = redaction.effet
        with sans_reprise(ContenuInvalide, ModeleInconnu):
            pdf = self._redacteur.rediger(effet.modele, effet.donnees, effet.acte.etabli_a)
        depot = self._coffre.deposer_octets(pdf)
        return Document(sha256=depot.sha256, taille=depot.taille)

    @activity.defn(name="signer")
    def signer(self, scellement: Scellement) -> Document:
        """Seal a draft (PAdES B-T); an act sealed once keeps that seal."""
        deja = self._documents.document_de(scellement.expertise, scellement.acte)
        if deja is not None:
            return Document(sha256=deja.sha256, taille=deja.taille, media_type=deja.media_type)
        with sans_reprise(Altere, Absent, CleInutilisable, JetonInvalide):
            scelle = sceller_bloquant(
                self._coffre.lire(scellement.brouillon.sha256),
                self._sceau,
                self._horodateur,
                motif=scellement.titre,
                instant=scellement.etabli_a,
            )
        depot = self._coffre.deposer_octets(scelle)
        retenu = self._documents.fixer_document(
            scellement.expertise,
            scellement.acte,
            depot.sha256,
            depot.taille,
            "application/pdf",
            produit_a=scellement.etabli_a,
        )
        return Document(sha256=retenu, taille=self._coffre.taille(retenu))

    @activity.defn(name="horodater")
    async def horodater(self, horodatage: Horodatage) -> None:
        """Keep an RFC 3161 token over each document; a document timestamped once keeps that token."""
        for sha256 in horodatage.documents:
            if await asyncio.to_thread(self._documents.jeton_de, sha256) is not None:
                continue
            with sans_reprise(JetonInvalide):
                jeton = await self._horodateur.horodater(sha256)
            await asyncio.to_thread(self._documents.fixer_jeton, sha256, jeton.der, jeton.instant, jeton.serie)

    @activity.defn(name="deposer")
    def deposer(self, depot: Depot) -> None:
        """Make a document the one of its act, once it is known to be whole in the vault."""
        document = depot.document
        with sans_reprise(Altere, Absent), self._coffre.ouvrir(document.sha256) as flux:
            while flux.read(1 << 20):
                pass  # reading to the end is what proves that every byte is there, unaltered
        self._documents.fixer_document(
            depot.expertise,
            depot.acte,
            document.sha256,
            document.taille,
            document.media_type,
            produit_a=depot.depose_a,
        )
