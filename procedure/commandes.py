"""What a person may ask of an expertise: one typed command per step, each naming the article it obeys.

Fields that the Code itself requires (art. 265) may be absent from a command, so that the refusal can come
from the law and name it, rather than from the form.
"""

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field, TypeAdapter, model_validator

from procedure.delais import Delai
from procedure.modele import ActeId, Centimes, Court, Instant, Modele, PersonneId, Texte
from procedure.personnes import Auteur, Participant
from procedure.preuves import PieceJointe, Preuve


class Juridiction(Modele):
    """The court that ordered the measure; its seat gives the calendar and the time zone."""

    code: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{0,19}$")]
    """A code, not a name: it is readable in Temporal."""
    nom: Court
    zone: str = "metropole"
    """Slug of the calendar of days off (`procedure.calendrier`)."""
    fuseau: str = "Europe/Paris"
    """IANA name: a day ends at midnight at the seat."""


class Terme(Modele):
    """A time limit as a decision words it: a period and what starts it, or a calendar date."""

    delai: Delai | None = None
    a_compter: Literal["ordonnance", "avis_de_consignation", "acceptation", "reception", "envoi"] | None = (
        None
    )
    le: date | None = None

    @model_validator(mode="after")
    def _l_un_ou_l_autre(self) -> "Terme":
        if (self.le is None) == (self.delai is None):
            raise ValueError("un terme est soit un délai avec son point de départ, soit une date")
        if self.delai is not None and self.a_compter is None:
            raise ValueError("un délai doit dire à compter de quoi il court (CPC 640)")
        return self


class Versement(Modele):
    """One instalment of the provision, due by one payer (art. 269 CPC)."""

    payeur: PersonneId
    montant: Centimes
    terme: Terme


class Commande(Modele):
    """What every command carries: who, when it was received, when it happened in law, on which proof."""

    article: ClassVar[str]
    type: str
    auteur: Auteur
    recu_a: Instant
    """When the platform received it: stamped at its border, never by the sender."""
    survenu_le: date | None = None
    """When the act happened in law; the day of receipt at the seat if absent."""
    preuve: Preuve | None = None
    """Required as soon as `survenu_le` is another day than the day of receipt."""


class EnregistrerOrdonnance(Commande):
    """Register the decision that orders the expertise."""

    article = "CPC 265"
    type: Literal["enregistrer_ordonnance"] = "enregistrer_ordonnance"
    rg: Annotated[str, Field(pattern=r"^[0-9A-Z][0-9A-Z /.°-]{0,59}$")]
    """The number in the court's register; readable in Temporal, so it is a number and nothing else."""
    juridiction: Juridiction
    fondement: Literal["refere_145", "requete_145", "avant_dire_droit"]
    introduite_le: date | None = None
    objet: Court
    """What the dispute is about, for the people of the case only."""
    circonstances: Texte | None = None
    expert: PersonneId | None = None
    chefs: tuple[Texte, ...] = ()
    terme_rapport: Terme | None = None
    provision: tuple[Versement, ...] = ()
    demarrage_immediat: bool = False
    participants: Annotated[tuple[Participant, ...], Field(max_length=400)] = ()
    ordonnance: PieceJointe | None = None


class NotifierDesignation(Commande):
    """Send the expert the decision that appoints him."""

    article = "CPC 267"
    type: Literal["notifier_designation"] = "notifier_designation"


class AccepterMission(Commande):
    """Accept the mission, with the declaration of independence."""

    article = "CPC 267"
    type: Literal["accepter_mission"] = "accepter_mission"
    independance: bool = False


class RefuserMission(Commande):
    """Decline the mission."""

    article = "CPC 235"
    type: Literal["refuser_mission"] = "refuser_mission"
    motif: Texte


class RemplacerExpert(Commande):
    """Appoint another expert."""

    article = "CPC 235"
    type: Literal["remplacer_expert"] = "remplacer_expert"
    expert: Participant
    motif: Texte
    ordonnance: PieceJointe | None = None


class InviterAConsigner(Commande):
    """Invite the payers to consign, recalling art. 271."""

    article = "CPC 270"
    type: Literal["inviter_a_consigner"] = "inviter_a_consigner"


class EncaisserConsignation(Commande):
    """Record money credited at the régie; `survenu_le` is the day of credit."""

    article = "CPC 269"
    type: Literal["encaisser_consignation"] = "encaisser_consignation"
    payeur: PersonneId
    montant: Annotated[Centimes, Field(gt=0)]


class AviserConsignation(Commande):
    """Tell the expert that the provision, or its first instalment, has been consigned."""

    article = "CPC 270"
    type: Literal["aviser_consignation"] = "aviser_consignation"


class ConvoquerReunion(Commande):
    """Call parties and avocats to a meeting."""

    article = "CPC 160"
    type: Literal["convoquer_reunion"] = "convoquer_reunion"
    debut: Instant
    lieu: Court
    ordre_du_jour: Texte


class TenirReunion(Commande):
    """Record that a meeting was held, and who was there."""

    article = "CPC 160"
    type: Literal["tenir_reunion"] = "tenir_reunion"
    reunion: int = Field(ge=1)
    presents: tuple[PersonneId, ...] = ()
    compte_rendu: PieceJointe | None = None


class AdresserNote(Commande):
    """Send a numbered note to the parties."""

    article = "CPC 16"
    type: Literal["adresser_note"] = "adresser_note"
    note: PieceJointe
    objet: Court


class DemanderPieces(Commande):
    """Ask parties for documents, within a time."""

    article = "CPC 275"
    type: Literal["demander_pieces"] = "demander_pieces"
    a: Annotated[tuple[PersonneId, ...], Field(min_length=1)]
    pieces: Annotated[tuple[Texte, ...], Field(min_length=1)]
    terme: Terme


class CommuniquerPieces(Commande):
    """Hand documents to the expert and to every other party at the same time."""

    article = "CPC 132, 275"
    type: Literal["communiquer_pieces"] = "communiquer_pieces"
    au_nom_de: PersonneId
    pieces: Annotated[tuple[PieceJointe, ...], Field(min_length=1, max_length=500)]
    demande: int | None = None
    """The expert's request that this answers."""
    complet: bool = True
    """Whether it answers the whole request."""


class ConsulterSapiteur(Commande):
    """Take the opinion of a technician of another speciality."""

    article = "CPC 278"
    type: Literal["consulter_sapiteur"] = "consulter_sapiteur"
    sapiteur: Participant
    question: Texte
    lettre: PieceJointe | None = None


class CommuniquerAvisSapiteur(Commande):
    """Send the sapiteur's opinion to the parties, with a time to comment."""

    article = "CPC 278, 282 al. 3"
    type: Literal["communiquer_avis_sapiteur"] = "communiquer_avis_sapiteur"
    sapiteur: PersonneId
    avis: PieceJointe
    terme: Terme


class DeposerPreRapport(Commande):
    """Send the pré-rapport to all parties and fix the time for the last dires."""

    article = "CPC 276"
    type: Literal["deposer_pre_rapport"] = "deposer_pre_rapport"
    document: PieceJointe
    terme_dires: Terme


class DeposerDire(Commande):
    """File a dire: numbered points, with exhibits, to the expert and to every party."""

    article = "CPC 276"
    type: Literal["deposer_dire"] = "deposer_dire"
    au_nom_de: PersonneId
    document: PieceJointe
    points: Annotated[tuple[Texte, ...], Field(min_length=1, max_length=200)]
    pieces: tuple[PieceJointe, ...] = ()
    recapitulatif: bool = False


class RepondreDire(Commande):
    """Say what was done with each point of a dire."""

    article = "CPC 276 al. 4"
    type: Literal["repondre_dire"] = "repondre_dire"
    dire: int = Field(ge=1)
    reponses: Annotated[tuple[Texte, ...], Field(min_length=1, max_length=200)]
    document: PieceJointe | None = None


class DeposerRapport(Commande):
    """File the report, with the request for pay that must come with it."""

    article = "CPC 173, 282"
    type: Literal["deposer_rapport"] = "deposer_rapport"
    document: PieceJointe
    annexes: tuple[PieceJointe, ...] = ()
    remuneration: Centimes | None = None
    etat_de_frais: PieceJointe | None = None


class ConstaterReception(Commande):
    """Record that one person received one act; `survenu_le` is the day of receipt, `preuve` its proof."""

    article = "CPC 640, 668, 669"
    type: Literal["constater_reception"] = "constater_reception"
    acte: ActeId
    destinataire: PersonneId


class ObserverRemuneration(Commande):
    """Comment on the request for pay, to the expert and to the judge."""

    article = "CPC 282 al. 5"
    type: Literal["observer_remuneration"] = "observer_remuneration"
    au_nom_de: PersonneId
    observations: Texte
    document: PieceJointe | None = None


class EnvisagerReduction(Commande):
    """Invite the expert's observations before taxing less than he asked."""

    article = "CPC 284 al. 3"
    type: Literal["envisager_reduction"] = "envisager_reduction"
    montant: Centimes
    motif: Texte
    terme: Terme


class RepondreReduction(Commande):
    """The expert's observations on the reduction."""

    article = "CPC 284 al. 3"
    type: Literal["repondre_reduction"] = "repondre_reduction"
    observations: Texte
    document: PieceJointe | None = None


class TaxerRemuneration(Commande):
    """Fix the expert's pay and authorise the release of the consigned sums."""

    article = "CPC 284"
    type: Literal["taxer_remuneration"] = "taxer_remuneration"
    montant: Centimes
    ordonnance: PieceJointe | None = None


class NotifierTaxe(Commande):
    """The expert notifies the taxe order to each party, with the text of art. 724, 714 al. 2 and 715."""

    article = "CPC 724, 725"
    type: Literal["notifier_taxe"] = "notifier_taxe"
    ordonnance: PieceJointe | None = None
    """The copy of the order, where the platform does not hold it already."""


class LibererFonds(Commande):
    """Release to the expert what was fixed, and give back the excess."""

    article = "CPC 284 al. 2"
    type: Literal["liberer_fonds"] = "liberer_fonds"
    verse: Centimes
    restitue: Centimes = 0


class CloreDossier(Commande):
    """Close the case."""

    article = "CPC 284, 724"
    type: Literal["clore_dossier"] = "clore_dossier"


class Veiller(Commande):
    """The engine looks at the dates that have passed: it notices and reminds, it decides nothing."""

    article = "CPC 640"
    type: Literal["veiller"] = "veiller"


class SignalerEchec(Commande):
    """The engine records that an act could not reach one person, for a human to take up."""

    article = "CPC 670-1"
    type: Literal["signaler_echec"] = "signaler_echec"
    acte: ActeId
    destinataire: PersonneId
    canal: Court
    reponse: Court


CommandeDActe = Annotated[
    EnregistrerOrdonnance
    | NotifierDesignation
    | AccepterMission
    | RefuserMission
    | RemplacerExpert
    | InviterAConsigner
    | EncaisserConsignation
    | AviserConsignation
    | ConvoquerReunion
    | TenirReunion
    | AdresserNote
    | DemanderPieces
    | CommuniquerPieces
    | ConsulterSapiteur
    | CommuniquerAvisSapiteur
    | DeposerPreRapport
    | DeposerDire
    | RepondreDire
    | DeposerRapport
    | ConstaterReception
    | ObserverRemuneration
    | EnvisagerReduction
    | RepondreReduction
    | TaxerRemuneration
    | NotifierTaxe
    | LibererFonds
    | CloreDossier,
    Field(discriminator="type"),
]
"""A command by which a person acts."""


class ReprendreExpertise(Commande):
    """Take over an expertise already under way: its past acts, each with its own date, in order."""

    article = "CPC 640"
    type: Literal["reprendre_expertise"] = "reprendre_expertise"
    actes: Annotated[tuple[CommandeDActe, ...], Field(min_length=1, max_length=2000)]


ToutActe = Annotated[
    CommandeDActe | ReprendreExpertise | Veiller | SignalerEchec, Field(discriminator="type")
]
"""Any command."""

ADAPTATEUR: TypeAdapter[ToutActe] = TypeAdapter(ToutActe)
"""Reads a command of any type from JSON or from a dictionary."""

COMMANDES: dict[str, type[Commande]] = {
    classe.model_fields["type"].default: classe for classe in Commande.__subclasses__()
}
"""Every command by the name of its Update."""
