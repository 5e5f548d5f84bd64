"""The state of one expertise: only what a future decision needs; everything else lives in the record.

`evoluer` is plain assignment: no rule, no date arithmetic, so that recorded events always give the same state.
"""

from datetime import date
from enum import StrEnum
from typing import Any, Literal

from pydantic import field_serializer, field_validator

from procedure.abreviation import (
    abreger_les_destinataires,
    abreger_les_echeances,
    developper_les_destinataires,
    developper_les_echeances,
)
from procedure.commandes import Juridiction, Terme, Versement
from procedure.documents import Nature
from procedure.echeances import Echeance
from procedure.instance import Instance, Recours
from procedure.modele import ActeId, Centimes, EcheanceId, ExpertiseId, Instant, Modele, PersonneId
from procedure.personnes import SYSTEME, Participant, Qualite, Role
from procedure.preuves import Empreinte, PieceJointe


class Phase(StrEnum):
    """The stages of an expertise, in order (reference: phases P0 to P6)."""

    ORDONNEE = "ordonnee"
    MISE_EN_PLACE = "mise_en_place"
    OPERATIONS = "operations"
    DIRES_OUVERTS = "dires_ouverts"
    DIRES_CLOS = "dires_clos"
    DEPOSEE = "deposee"
    """The report is filed; each party's fifteen days run (art. 282 al. 5)."""
    A_TAXER = "a_taxer"
    TAXEE = "taxee"
    RECOURS = "recours"
    """The taxe order is notified; each one's month runs (art. 724)."""
    RECOURS_FORME = "recours_forme"
    """Somebody has brought the pay before the premier président (art. 724, 715)."""
    CADUQUE = "caduque"
    """A human has found the appointment caduque (art. 271): the measure is over, the case goes on without it."""
    SANS_OBJET = "sans_objet"
    """The parties are reconciled: the mission has no object any more (art. 281)."""
    DESISTEE = "desistee"
    """The measure was ended at the request of who had sought it (art. 394-399)."""
    ANEANTIE = "aneantie"
    """The order was reversed or retracted (art. 496-497, 561)."""
    REMUNERATION_DEMANDEE = "remuneration_demandee"
    """The measure ended without a report and the expert asks for the pay of what he did (art. 284)."""
    CLOSE = "close"


EN_COURS = (Phase.OPERATIONS, Phase.DIRES_OUVERTS, Phase.DIRES_CLOS)
"""From the start of the operations to the report."""

AVANT_LE_RAPPORT = (Phase.ORDONNEE, Phase.MISE_EN_PLACE, *EN_COURS)
"""The measure is alive and no report is filed."""

FINS_ANTICIPEES = (Phase.CADUQUE, Phase.SANS_OBJET, Phase.DESISTEE, Phase.ANEANTIE)
"""The measure is over without a report."""

EN_TAXATION = (Phase.DEPOSEE, Phase.REMUNERATION_DEMANDEE, Phase.A_TAXER)
"""The pay is asked for and not fixed."""


LIBELLES_DES_PHASES: dict[Phase, str] = {
    Phase.ORDONNEE: "ordonnée",
    Phase.MISE_EN_PLACE: "mise en place",
    Phase.OPERATIONS: "opérations",
    Phase.DIRES_OUVERTS: "dires ouverts",
    Phase.DIRES_CLOS: "dires clos",
    Phase.DEPOSEE: "rapport déposé",
    Phase.A_TAXER: "à taxer",
    Phase.TAXEE: "rémunération taxée",
    Phase.RECOURS: "recours ouverts",
    Phase.RECOURS_FORME: "recours formé",
    Phase.CADUQUE: "désignation caduque",
    Phase.SANS_OBJET: "mission sans objet",
    Phase.DESISTEE: "désistement",
    Phase.ANEANTIE: "ordonnance anéantie",
    Phase.REMUNERATION_DEMANDEE: "rémunération demandée",
    Phase.CLOSE: "dossier clos",
}
"""Each stage in words."""


class Mandat(Modele):
    """The appointment of the expert."""

    expert: PersonneId
    etat: Literal["designe", "notifie", "accepte", "refuse", "empeche", "a_remplacer"] = "designe"
    le: date | None = None
    """Since when it stands there: what follows cannot be dated before."""

    @property
    def vacant(self) -> bool:
        """Whether it is over and nobody is appointed in its place yet."""
        return self.etat in ("refuse", "empeche", "a_remplacer")


class Credit(Modele):
    """Money of one payer on the day it was credited at the régie, which alone decides (art. 271)."""

    payeur: PersonneId
    montant: Centimes
    le: date
    verse_par: PersonneId | None = None
    """Who paid in the payer's place, and to whom it would be given back."""


class TermeConnu(Modele):
    """The last day of an échéance, kept once it is closed: an act may be recorded after it and dated before."""

    legal: date
    arguable_until: date


class Reunion(Modele):
    """One meeting."""

    numero: int
    debut: Instant
    convoques: tuple[PersonneId, ...]
    tenue: bool = False
    actes: tuple[ActeId, ...] = ()
    """The convocations, whose receipt proves that each one was called."""


class Demande(Modele):
    """One request for documents, and who has not answered it yet."""

    numero: int
    attendus: tuple[PersonneId, ...]


class Dire(Modele):
    """One dire."""

    numero: int
    au_nom_de: PersonneId
    points: int
    depose_le: date
    situation: str
    repondu: bool = False
    repondu_le: date | None = None
    abandonnes: tuple[int, ...] = ()
    """Its points that the last observations of its party do not recall (art. 276 al. 3)."""
    cause_grave: Literal["invoquee", "admise", "rejetee"] | None = None
    """For a late one (art. 276 al. 2)."""

    @property
    def a_prendre_en_compte(self) -> bool:
        """Whether the report must say what was done with it (art. 276)."""
        recevable = self.situation != "tardif" or self.cause_grave == "admise"
        return recevable and len(self.abandonnes) < self.points


class ComplementDExpertise(Modele):
    """What the judge asked once the report was filed (art. 245, 283)."""

    le: date
    depuis_le_versement: int
    """Its part of the provision starts at this rank."""


class Irregularite(Modele):
    """One operation said to be irregular (art. 175)."""

    operation: ActeId
    signalee_le: date
    statut: Literal["signalee", "regularisee", "annulee"] = "signalee"


class ActeSuivi(Modele):
    """An act whose receipt, person by person, matters for a later decision."""

    nature: Nature
    auteur: PersonneId
    etabli_le: date
    destinataires: tuple[PersonneId, ...]
    recus: dict[PersonneId, date] = {}
    echecs: tuple[PersonneId, ...] = ()
    """Whom it could not be delivered to by one of its ways."""


class Arrivee(Modele):
    """Since when somebody who joined under way is in the case, and since when he has the file (art. 169)."""

    le: date
    transmis_le: date | None = None


class Requete(Modele):
    """Something that a person asks of the judge, and what he decided: prorogation, relevé, récusation, difficulty…"""

    id: str
    """« prorogation-1 »: its nature and its rank among those of its nature."""
    nature: str
    auteur: PersonneId
    deposee_le: date
    objet: str | None = None
    """What it is about within the case: a request for documents, a dire, a payer."""
    statut: Literal["pendante", "accordee", "rejetee", "sans_objet"] = "pendante"
    decidee_le: date | None = None
    observee_le: date | None = None
    """When the observations that the law requires before the decision were received."""


class Convention(Modele):
    """What a later act needs of a convention between the parties (art. 131)."""

    entre_avocats: bool = False
    technicien: PersonneId
    """The last one chosen, removed since or not."""


class Dossier(Modele):
    """The state of one expertise."""

    schema_version: int = 1
    id: ExpertiseId
    numero: int = 0
    """Number of the last event."""
    pack: str = "expertise_judiciaire"
    """The body of rules under which it was opened (`procedure.packs`)."""
    convention: Convention | None = None
    phase: Phase = Phase.ORDONNEE
    rg: str = ""
    juridiction: Juridiction | None = None
    fondement: str = ""
    objet: str = ""
    introduite_le: date | None = None
    mission_de_conciliation: bool = False
    """Whether the expert may reconcile the parties by order."""
    rendue_le: date | None = None
    ordonnance: PieceJointe | None = None
    """What the expert must be sent a copy of (art. 267)."""
    remplacement_le: date | None = None
    """When the expert in charge was appointed in another's place."""
    circonstances: str = ""
    chefs: tuple[str, ...] = ()
    terme_rapport: Terme | None = None
    participants: dict[PersonneId, Participant] = {}
    anciens: tuple[PersonneId, ...] = ()
    """The experts who were replaced: nobody enters under the name of one."""
    mandat: Mandat | None = None
    provision: tuple[Versement, ...] = ()
    encaisse: dict[PersonneId, Centimes] = {}
    credits: tuple[Credit, ...] = ()
    consignation_suffisante: bool = False
    provision_a_appeler: bool = False
    """The provision was fixed anew since the payers were invited to consign (art. 270)."""
    aides: dict[PersonneId, date] = {}
    """The parties with total legal aid, and since when: nothing is consigned for them."""
    complements: tuple[Versement, ...] = ()
    """What was ordered on top of the provision (art. 280 al. 2)."""
    acomptes_autorises: Centimes = 0
    acomptes_verses: Centimes = 0
    """What the expert already had of the consigned sum (art. 280 al. 1)."""
    demarrage_immediat: bool = False
    operations_depuis: date | None = None
    reunions: dict[int, Reunion] = {}
    demandes: dict[int, Demande] = {}
    sapiteurs: dict[PersonneId, bool] = {}
    """Whether each one's opinion is with the parties."""
    arrivees: dict[PersonneId, Arrivee] = {}
    """The parties that joined under way."""
    en_l_etat_autorise_le: date | None = None
    """When the judge let the expert file as things stand (art. 275 al. 2)."""
    dires: dict[int, Dire] = {}
    pre_rapport_le: date | None = None
    pre_rapport_exige: bool = False
    """The order wants one before the report."""
    rapport_le: date | None = None
    rapports: tuple[date, ...] = ()
    """The reports that a complement or an annulment followed."""
    complement_d_expertise: ComplementDExpertise | None = None
    """The latest one."""
    conciliation: Literal["totale", "partielle"] | None = None
    conciliation_le: date | None = None
    confidentiels: tuple[Empreinte, ...] = ()
    """What was handed over for the conciliation alone: it never joins the opinion."""
    irregularites: dict[int, Irregularite] = {}
    remuneration_demandee: Centimes | None = None
    acte_remuneration: ActeId | None = None
    observations: tuple[PersonneId, ...] = ()
    observees_le: dict[PersonneId, date] = {}
    """Each party's first observations on the pay."""
    reduction_repondue: bool | None = None
    """`None` while no reduction is envisaged."""
    reduction_repondue_le: date | None = None
    reduction_montant: Centimes | None = None
    remuneration_taxee: Centimes | None = None
    taxee_le: date | None = None
    ordonnance_taxe: PieceJointe | None = None
    """What the expert must send each party a copy of (art. 724)."""
    fonds_liberes: bool = False
    instance: Instance = Instance()
    recours: Recours = Recours()
    requetes: dict[str, Requete] = {}
    """What was asked of the judge, settled or not."""
    echeances: dict[EcheanceId, Echeance] = {}
    """Those not closed."""
    termes: dict[EcheanceId, TermeConnu] = {}
    """The last days that later acts are compared with, closed or not."""
    actes: dict[ActeId, ActeSuivi] = {}
    compteurs: dict[str, int] = {}
    """How many acts of each kind there have been."""

    @field_serializer("echeances", when_used="json")
    def _ecrire_les_echeances(self, echeances: dict[EcheanceId, Echeance]) -> dict[str, Any]:
        return abreger_les_echeances(echeances.values())

    @field_validator("echeances", mode="before")
    @classmethod
    def _lire_les_echeances(cls, ecrites: Any) -> Any:
        return developper_les_echeances(ecrites) if isinstance(ecrites, dict) else ecrites

    @field_serializer("actes", when_used="json")
    def _ecrire_les_actes(self, actes: dict[ActeId, ActeSuivi]) -> dict[str, Any]:
        return abreger_les_destinataires({i: acte.model_dump(mode="json") for i, acte in actes.items()})

    @field_validator("actes", mode="before")
    @classmethod
    def _lire_les_actes(cls, ecrits: Any) -> Any:
        return developper_les_destinataires(ecrits) if isinstance(ecrits, dict) else ecrits

    @property
    def siege(self) -> Juridiction:
        """The court. Raises `ValueError` before the order is registered."""
        if self.juridiction is None:
            raise ValueError("no order is registered yet")
        return self.juridiction

    def de_role(self, *roles: Role) -> tuple[PersonneId, ...]:
        """The participants who act in one of `roles`, in the order in which they came."""
        return tuple(p.id for p in self.participants.values() if p.role in roles)

    @property
    def parties(self) -> tuple[PersonneId, ...]:
        """Every party, but one whose place others have taken (art. 374)."""
        return tuple(p for p in self.de_role(Role.PARTIE) if p not in self.instance.successeurs)

    @property
    def demandeurs(self) -> tuple[PersonneId, ...]:
        """The parties that sought the measure, or whoever has taken their place."""
        return tuple(p for p in self.parties if self.participants[p].qualite is Qualite.DEMANDEUR)

    @property
    def noms_pris(self) -> frozenset[PersonneId]:
        """The identifiers that whoever enters cannot take: those of the case, past experts and platform included."""
        return frozenset((*self.participants, *self.anciens, SYSTEME.personne))

    @property
    def expert(self) -> PersonneId | None:
        """The expert in charge."""
        return self.mandat.expert if self.mandat else None

    def ayant_pour_avocat(self, avocat: PersonneId) -> tuple[PersonneId, ...]:
        """The parties that an avocat represents."""
        return tuple(p for p in self.parties if avocat in self.participants[p].avocats)

    def pendantes(self, *natures: str) -> tuple[Requete, ...]:
        """The requests that the judge has not settled: those of these natures, or all of them."""
        return tuple(
            r for r in self.requetes.values() if r.statut == "pendante" and (not natures or r.nature in natures)
        )
    def predecesseurs(self, partie: PersonneId) -> tuple[PersonneId, ...]:
        """Whose place a party has taken, those whose place they had taken included (art. 374)."""
        directs = tuple(p for p, suivants in self.instance.successeurs.items() if partie in suivants)
        return (*directs, *(avant for p in directs for avant in self.predecesseurs(p)))

    def prochaine_requete(self, nature: str) -> str:
        """The identifier that the next request of this nature will have."""
        return f"{nature}-{1 + sum(r.nature == nature for r in self.requetes.values())}"

    def echeances_de(self, *regles: str) -> tuple[Echeance, ...]:
        """The échéances not closed that these rules gave."""
        return tuple(e for e in self.echeances.values() if e.regle in regles)
