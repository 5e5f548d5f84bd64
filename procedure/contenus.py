"""What each document that the platform draws up prints: one frozen model per template, no layout.

Dates, instants and amounts are values here; `Forme` says how each is written on the page, so that the same
content can be printed, attached as JSON, and compared. A field that a person filled in is text, never markup.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Annotated, Any, Literal, Self

from pydantic import Field

from procedure.delais import Calcul, Etape
from procedure.effets import Canal, Portee
from procedure.langue import article_long, instant_long, montant, taille, terme_long
from procedure.modele import ActeId, Centimes, Court, ExpertiseId, Instant, Modele, Texte
from procedure.preuves import Empreinte


@dataclass(frozen=True, slots=True)
class Forme:
    """How a field is written in French, where its type alone does not say it: `(valeur, fuseau) -> texte`."""

    ecrire: Callable[[Any, str], str]


EN_EUROS = Forme(lambda centimes, _fuseau: montant(centimes))

Montant = Annotated[Centimes, EN_EUROS]
"""Euro cents, printed « 4 500,00 € »."""

Octets = Annotated[int, Field(ge=1), Forme(lambda octets, _fuseau: taille(octets))]
"""The size of a file."""

Article = Annotated[Court, Forme(lambda article, _fuseau: article_long(article))]
"""« CPC 282 al. 5 », printed « article 282, alinéa 5, du code de procédure civile »."""

ALaSeconde = Annotated[Instant, Forme(partial(instant_long, secondes=True))]
"""The instant of a receipt or a delivery, where the second is the proof."""

Terme24h = Annotated[Instant, Forme(terme_long)]
"""The end of a period, printed « … à 24 heures, heure de Paris » (art. 642 al. 1)."""


# -- the pieces that several documents share


class Correspondant(Modele):
    """Whoever writes, or is written to, as the letter shows it."""

    nom: Court
    qualite: Court | None = None
    """« expert judiciaire », « greffe du service du contrôle des expertises », « défendeur »."""
    adresse: str | None = Field(default=None, max_length=600)
    """With its line breaks."""


class EnTete(Modele):
    """The head of every document: which case, which act, by whom, to whom."""

    rg: Court
    juridiction: Court
    objet: Court | None = None
    """What the dispute is about; leave out of what third persons will read."""
    expertise: ExpertiseId
    acte: ActeId
    """Printed on every page as the identifier of the document."""
    titre: Court
    article: Article
    """What it is drawn up under: « CPC 267 »."""
    date: date
    """The date that the document bears."""
    lieu: Court | None = None
    """Where it is drawn up: « Lyon »."""
    emetteur: Correspondant
    """The letterhead: the greffe, the expert, or the platform itself."""
    destinataire: Correspondant | None = None
    """The addressee of a letter to one person; absent when everybody of `parties` receives the same."""
    destinataires: tuple[Court, ...] = ()
    """Everybody whom it goes to, with his quality, when there are several."""
    fuseau: str = "Europe/Paris"
    """IANA zone of the court's seat: every instant of the document is written in it."""
    conventionnelle: bool = False
    """Parties agreed on it: `rg` is the reference of their convention, `juridiction` the juge d'appui."""


class Partie(Modele):
    """One line of the table of parties."""

    nom: Court
    qualite: Court
    """« demandeur », « défendeur », « intervenant »."""
    avocats: tuple[Court, ...] = ()


class LigneVersement(Modele):
    """One instalment of the provision (art. 269)."""

    payeur: Court
    montant_centimes: Montant
    au_plus_tard: date | None = None
    """The last day, where its period has started."""
    terme: Court | None = None
    """The limit as the decision words it: « dans les deux mois de l’ordonnance »."""


class LigneEcheance(Modele):
    """One time limit with the reason for its date (art. 640-642)."""

    intitule: Court
    article: Article
    nominal: date
    """Before any extension for a non-working day."""
    legal: date
    """The last day in law (art. 642 al. 2)."""
    safe_by: date
    """The day by which no reading of the law can call it late."""
    expire_a: Terme24h
    """Midnight after `legal` at the seat, exclusive."""
    arguable_until: date | None = None
    """The last day that can be argued for, where it is not `legal`."""
    etapes: tuple[Etape, ...] = ()
    """The derivation, each step with its article: « Pourquoi cette date ? »."""
    version: date | None = None
    """The day at which the consolidated text of the article was read."""
    redaction: Court | None = None
    """The wording applied, where the article is known to have had several: « CPC 131-3, dans sa version … »."""
    calendrier: Court | None = None
    """The version of the calendar of days off applied."""
    service: bool = False
    """A mark of good service: no text fixes its number of days, and the document says so."""
    rendez_vous: bool = False
    """A day fixed for a hearing, at the hour of its convocation: it does not end at midnight."""

    @classmethod
    def de(
        cls,
        intitule: str,
        article: str,
        calcul: Calcul,
        version: date | None = None,
        *,
        redaction: str | None = None,
        service: bool = False,
        rendez_vous: bool = False,
    ) -> Self:
        """Take the dates of a computation as they were decided: nothing here counts a day."""
        return cls(
            intitule=intitule,
            article=article,
            version=version,
            redaction=redaction,
            service=service,
            rendez_vous=rendez_vous,
            **{nom: getattr(calcul, nom) for nom in cls.model_fields if nom in Calcul.model_fields},
        )


class Fichier(Modele):
    """One file, identified by its content."""

    titre: Court
    nom: Court
    taille_octets: Octets
    empreinte: Empreinte


class LigneRemise(Modele):
    """One addressee, the way by which the act reaches him, and what that is worth in law."""

    destinataire: Court
    qualite: Court | None = None
    canal: Canal
    portee: Portee
    motif: Texte
    """Why this channel, with the article."""


class LigneInfo(Modele):
    """One line of a table of facts."""

    libelle: Court
    valeur: Texte


class PointDeDire(Modele):
    """One point of a dire, and what was done with it (art. 276 al. 4)."""

    point: Texte
    reponse: Texte


# -- the documents


class Contenu(Modele):
    """What every document prints."""

    entete: EnTete
    parties: tuple[Partie, ...] = ()
    """The table of parties; printed only if there are any."""


class ContenuAvisDeDesignation(Contenu):
    """The greffe tells the expert that he is appointed (art. 267 al. 1)."""

    decision_du: date
    remplacement_du: date | None = None
    """When he was appointed in another expert's place, by a later decision (art. 235)."""
    copie_jointe: bool = False
    """Whether the decision is annexed to the notice."""
    circonstances: Texte | None = None
    chefs: Annotated[tuple[Texte, ...], Field(min_length=1)]
    """The heads of mission, in the decision's words (art. 265)."""
    terme_rapport: Court
    """When the report is due, as the decision words it."""
    provision: tuple[LigneVersement, ...] = ()
    demarrage_immediat: bool = False


class ContenuAvisAConsigner(Contenu):
    """The greffe invites the payers to consign and recalls art. 271 (art. 270)."""

    decision_du: date
    versements: Annotated[tuple[LigneVersement, ...], Field(min_length=1)]
    total_centimes: Montant
    echeances: tuple[LigneEcheance, ...] = ()
    """The last days of these instalments, each with its reason; one line for those that share it."""
    modalites: Texte | None = None
    """Where and how to pay: the régie, its account, the reference to give."""


class ContenuAvisDeConsignation(Contenu):
    """The greffe tells the expert that the provision, or its first instalment, is consigned (art. 270)."""

    decision_du: date
    encaisse_centimes: Montant
    """Credited to date."""
    total_centimes: Montant
    """The whole provision."""
    versements: tuple[LigneVersement, ...] = ()
    """Instalments still to come."""
    aides: tuple[Court, ...] = ()
    """The parties with total legal aid, for whom nothing will ever be consigned."""
    sans_consignation: bool = False
    """Legal aid leaves nothing to consign: this notice stands for that of a consignation."""
    rapport: LigneEcheance | None = None
    """When the report is due, if this notice starts or confirms that period."""


class ContenuConvocation(Contenu):
    """The expert calls everybody to a meeting (art. 160)."""

    reunion: Annotated[int, Field(ge=1)]
    debut: Instant
    lieu: Texte
    ordre_du_jour: Texte
    apporter: tuple[Texte, ...] = ()
    """What to bring, beyond what the letter always asks for."""
    remises: tuple[LigneRemise, ...] = ()
    """Who is convoked, and in which form (art. 160 al. 1 to 4)."""


class ContenuBordereau(Contenu):
    """What was sent, to whom, how, and what that is worth (art. 748-3)."""

    documents: Annotated[tuple[Fichier, ...], Field(min_length=1)]
    """The act first, then its annexes."""
    remises: Annotated[tuple[LigneRemise, ...], Field(min_length=1)]
    instant: ALaSeconde


class ContenuRecepisse(Contenu):
    """A deposit was received (art. 748-3)."""

    deposant: Correspondant
    documents: Annotated[tuple[Fichier, ...], Field(min_length=1)]
    recu_a: ALaSeconde


class ContenuAvisEcheance(Contenu):
    """A time limit runs: its date, and why this date."""

    personne: Court
    """Whose right or duty it is."""
    echeance: LigneEcheance
    origine: Court
    """What started it: « réception de la demande de rémunération »."""
    origine_le: date
    preuve: Court | None = None
    """The proof of that receipt or event."""
    consequence: Texte | None = None
    """What missing it can mean, as a human may then settle it."""
    remplace: date | None = None
    """The last day that was announced before, where this one takes its place."""
    motif: Texte | None = None
    """Why it takes its place."""


class ContenuRappel(Contenu):
    """One rung of the reminder ladder of a time limit."""

    personne: Court
    echeance: LigneEcheance
    echelon: Court
    """« J-15 », « J+8 »."""
    jours_restants: int
    """Until the last day in law; negative once it has passed."""
    consequence: Texte | None = None
    """What missing it can mean."""


class ContenuNotificationTaxe(Contenu):
    """The expert notifies the taxe order, with the tenor of art. 724, 714 al. 2 and 715 (art. 725)."""

    ordonnance_du: date
    demande_centimes: Annotated[Centimes | None, EN_EUROS] = None
    montant_centimes: Montant
    ordonnance: Fichier | None = None
    cour_d_appel: Court | None = None
    """« cour d’appel de Lyon »; without it, the one in whose district the court sits."""


class ContenuDemandeDePieces(Contenu):
    """The expert asks for documents (art. 275)."""

    demande: Annotated[int, Field(ge=1)]
    a: Annotated[tuple[Court, ...], Field(min_length=1)]
    """The parties asked."""
    pieces: Annotated[tuple[Texte, ...], Field(min_length=1)]
    au_plus_tard: LigneEcheance | None = None
    """Absent: without delay, as the Code says."""


class ContenuReponseADire(Contenu):
    """What the expert did with each point of a dire (art. 276 al. 4)."""

    dire: Annotated[int, Field(ge=1)]
    auteur_du_dire: Court
    depose_le: date
    situation: Literal["dans_le_delai", "discute", "tardif"] = "dans_le_delai"
    points: Annotated[tuple[PointDeDire, ...], Field(min_length=1)]


class ContenuAcceptation(Contenu):
    """The expert accepts (art. 267 al. 2) or declines (art. 235) the mission."""

    accepte: bool
    independance: bool = False
    """He declares that he knows of no cause for challenge (art. 234)."""
    decision_du: date
    motif: Texte | None = None
    """Why he declines."""


class ContenuAvisSimple(Contenu):
    """Any other letter: paragraphs, then a table of facts."""

    paragraphes: Annotated[tuple[Texte, ...], Field(min_length=1)]
    informations: tuple[LigneInfo, ...] = ()


CONTENUS: dict[str, type[Contenu]] = {
    "avis_de_designation": ContenuAvisDeDesignation,
    "avis_a_consigner": ContenuAvisAConsigner,
    "avis_de_consignation": ContenuAvisDeConsignation,
    "convocation": ContenuConvocation,
    "bordereau": ContenuBordereau,
    "recepisse": ContenuRecepisse,
    "avis_echeance": ContenuAvisEcheance,
    "rappel": ContenuRappel,
    "notification_taxe": ContenuNotificationTaxe,
    "demande_de_pieces": ContenuDemandeDePieces,
    "reponse_a_dire": ContenuReponseADire,
    "acceptation": ContenuAcceptation,
    "avis_simple": ContenuAvisSimple,
}
"""The model of each template, by the template's name (`Produire.modele`)."""
