"""What has happened: typed facts, and the event that carries one with its dates, échéances and acts."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from procedure.commandes import Juridiction, Terme, Versement
from procedure.documents import Acte
from procedure.echeances import Cloture, Echeance
from procedure.modele import ActeId, Centimes, Court, EcheanceId, Instant, Modele, PersonneId, Texte
from procedure.personnes import Auteur, Participant
from procedure.preuves import Preuve


class OrdonnanceEnregistree(Modele):
    """The decision that orders the expertise is registered (art. 265)."""

    type: Literal["ordonnance_enregistree"] = "ordonnance_enregistree"
    rg: Court
    juridiction: Juridiction
    fondement: str
    objet: Court
    rendue_le: date
    circonstances: Texte
    expert: PersonneId
    chefs: tuple[Texte, ...]
    terme_rapport: Terme
    provision: tuple[Versement, ...]
    demarrage_immediat: bool
    participants: tuple[Participant, ...]


class DesignationNotifiee(Modele):
    """The expert has been sent the decision (art. 267 al. 1)."""

    type: Literal["designation_notifiee"] = "designation_notifiee"


class MissionAcceptee(Modele):
    """The expert accepted (art. 267 al. 2)."""

    type: Literal["mission_acceptee"] = "mission_acceptee"


class MissionRefusee(Modele):
    """The expert declined (art. 235 al. 1)."""

    type: Literal["mission_refusee"] = "mission_refusee"
    motif: Texte


class ExpertRemplace(Modele):
    """Another expert is appointed (art. 235)."""

    type: Literal["expert_remplace"] = "expert_remplace"
    ancien: PersonneId
    expert: Participant
    motif: Texte


class ConsignationAppelee(Modele):
    """The payers have been invited to consign (art. 270)."""

    type: Literal["consignation_appelee"] = "consignation_appelee"


class ConsignationEncaissee(Modele):
    """Money was credited at the régie (art. 269)."""

    type: Literal["consignation_encaissee"] = "consignation_encaissee"
    payeur: PersonneId
    montant: Centimes
    suffisante: bool
    """Whether the provision, or everybody's first instalment, is now consigned (art. 267 al. 2)."""


class ConsignationAvisee(Modele):
    """The expert knows that he may start (art. 267 al. 2, 270)."""

    type: Literal["consignation_avisee"] = "consignation_avisee"


class ReunionConvoquee(Modele):
    """Everybody has been called to a meeting (art. 160)."""

    type: Literal["reunion_convoquee"] = "reunion_convoquee"
    reunion: int
    debut: Instant
    lieu: Court
    ordre_du_jour: Texte
    convoques: tuple[PersonneId, ...]


class ReunionTenue(Modele):
    """A meeting was held (art. 160, 161)."""

    type: Literal["reunion_tenue"] = "reunion_tenue"
    reunion: int
    presents: tuple[PersonneId, ...]
    absents: tuple[PersonneId, ...]
    non_convoques: tuple[PersonneId, ...]
    """Parties that nobody called: the meeting is irregular towards them (art. 160, 175)."""


class NoteAdressee(Modele):
    """A numbered note went to the parties (art. 16)."""

    type: Literal["note_adressee"] = "note_adressee"
    note: int
    objet: Court


class PiecesDemandees(Modele):
    """The expert asked for documents (art. 275)."""

    type: Literal["pieces_demandees"] = "pieces_demandees"
    demande: int
    a: tuple[PersonneId, ...]
    pieces: tuple[Texte, ...]


class PiecesCommuniquees(Modele):
    """A party handed over documents (art. 132, 275)."""

    type: Literal["pieces_communiquees"] = "pieces_communiquees"
    au_nom_de: PersonneId
    demande: int | None
    complet: bool
    nombre: int


class SapiteurConsulte(Modele):
    """A technician of another speciality is consulted (art. 278)."""

    type: Literal["sapiteur_consulte"] = "sapiteur_consulte"
    sapiteur: Participant
    question: Texte


class AvisSapiteurCommunique(Modele):
    """The sapiteur's opinion is with the parties (art. 278, 282 al. 3)."""

    type: Literal["avis_sapiteur_communique"] = "avis_sapiteur_communique"
    sapiteur: PersonneId


class PreRapportDepose(Modele):
    """The pré-rapport is with the parties; the dires are open (art. 276)."""

    type: Literal["pre_rapport_depose"] = "pre_rapport_depose"


class DireDepose(Modele):
    """A dire was received (art. 276)."""

    type: Literal["dire_depose"] = "dire_depose"
    dire: int
    au_nom_de: PersonneId
    points: tuple[Texte, ...]
    recapitulatif: bool
    situation: Literal["dans_le_delai", "discute", "tardif"]
    """Compared on receipt with the last day; late is recorded, never refused (art. 276 al. 2)."""


class DireRepondu(Modele):
    """Each point of a dire has its answer (art. 276 al. 4)."""

    type: Literal["dire_repondu"] = "dire_repondu"
    dire: int
    reponses: tuple[Texte, ...]


class RapportDepose(Modele):
    """The report is filed; the expert has no more power over it (art. 282)."""

    type: Literal["rapport_depose"] = "rapport_depose"


class RemunerationDemandee(Modele):
    """The expert asks for his pay (art. 282 al. 5)."""

    type: Literal["remuneration_demandee"] = "remuneration_demandee"
    montant: Centimes
    acte: ActeId


class ReceptionConstatee(Modele):
    """One person received one act, on that person's proof (art. 640, 669)."""

    type: Literal["reception_constatee"] = "reception_constatee"
    acte: ActeId
    nature: str
    destinataire: PersonneId


class RemunerationObservee(Modele):
    """A party commented on the request for pay (art. 282 al. 5)."""

    type: Literal["remuneration_observee"] = "remuneration_observee"
    au_nom_de: PersonneId
    observations: Texte


class ReductionEnvisagee(Modele):
    """The judge means to tax less, and asks the expert first (art. 284 al. 3)."""

    type: Literal["reduction_envisagee"] = "reduction_envisagee"
    montant: Centimes
    motif: Texte


class ReductionRepondue(Modele):
    """The expert answered on the reduction (art. 284 al. 3)."""

    type: Literal["reduction_repondue"] = "reduction_repondue"
    observations: Texte


class RemunerationTaxee(Modele):
    """The pay is fixed (art. 284)."""

    type: Literal["remuneration_taxee"] = "remuneration_taxee"
    montant: Centimes
    demande: Centimes


class TaxeNotifiee(Modele):
    """The expert sent the order to each party with the text of art. 725."""

    type: Literal["taxe_notifiee"] = "taxe_notifiee"
    acte: ActeId


class FondsLiberes(Modele):
    """The régie released the money (art. 284 al. 2)."""

    type: Literal["fonds_liberes"] = "fonds_liberes"
    verse: Centimes
    restitue: Centimes


class DossierClos(Modele):
    """Nothing is left open."""

    type: Literal["dossier_clos"] = "dossier_clos"


class EcheanceDepassee(Modele):
    """The last defensible day of an échéance has passed unfulfilled; a human settles what follows."""

    type: Literal["echeance_depassee"] = "echeance_depassee"
    echeance: EcheanceId
    leve: str | None
    """The state raised: « caducite_encourue », « retard_du_rapport »."""


class RappelEchu(Modele):
    """A rung of a reminder ladder is due; missed rungs have been collapsed into this one."""

    type: Literal["rappel_echu"] = "rappel_echu"
    echeance: EcheanceId
    echelon: str
    regroupe: tuple[str, ...] = ()
    """The earlier rungs that it stands for."""


class RemiseEchouee(Modele):
    """An act could not reach one person (art. 670-1)."""

    type: Literal["remise_echouee"] = "remise_echouee"
    acte: ActeId
    destinataire: PersonneId
    canal: Court
    reponse: Court


class RepriseEffectuee(Modele):
    """The platform took over an expertise under way."""

    type: Literal["reprise_effectuee"] = "reprise_effectuee"
    actes: int


Fait = Annotated[
    OrdonnanceEnregistree
    | DesignationNotifiee
    | MissionAcceptee
    | MissionRefusee
    | ExpertRemplace
    | ConsignationAppelee
    | ConsignationEncaissee
    | ConsignationAvisee
    | ReunionConvoquee
    | ReunionTenue
    | NoteAdressee
    | PiecesDemandees
    | PiecesCommuniquees
    | SapiteurConsulte
    | AvisSapiteurCommunique
    | PreRapportDepose
    | DireDepose
    | DireRepondu
    | RapportDepose
    | RemunerationDemandee
    | ReceptionConstatee
    | RemunerationObservee
    | ReductionEnvisagee
    | ReductionRepondue
    | RemunerationTaxee
    | TaxeNotifiee
    | FondsLiberes
    | DossierClos
    | EcheanceDepassee
    | RappelEchu
    | RemiseEchouee
    | RepriseEffectuee,
    Field(discriminator="type"),
]
"""Any fact."""


class Evenement(Modele):
    """One entry of the journal of an expertise: a fact, with everything that was decided with it."""

    numero: int
    """1, 2, 3 … within the expertise, without a gap."""
    fait: Fait
    resume: Court
    """One sentence in French for the timeline, without the content of any document."""
    article: Court
    auteur: Auteur
    survenu_le: date
    """When it happened in law."""
    enregistre_a: Instant
    """When it was recorded."""
    preuve: Preuve | None = None
    repris: bool = False
    """Taken over from before: nothing was sent again for it."""
    etape: str
    """The stage of the case once this has happened."""
    actes: tuple[Acte, ...] = ()
    ouvertes: tuple[Echeance, ...] = ()
    """Échéances opened, or opened anew with their date (same id) once their trigger is proved."""
    closes: tuple[Cloture, ...] = ()
