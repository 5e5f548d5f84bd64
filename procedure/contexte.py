"""What a rule is given to decide on, and the draft it returns."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from procedure.calendrier import date_longue
from procedure.commandes import OUVERTURES, Commande
from procedure.decision import Refus
from procedure.documents import Acte, Nature
from procedure.dossier import LIBELLES_DES_PHASES, Dossier, Mandat, Phase, Requete, Reunion
from procedure.echeances import Cloture, Echeance, Statut
from procedure.evenements import Fait
from procedure.modele import ActeId, PersonneId
from procedure.personnes import LIBELLES_DES_ROLES, Auteur, Role
from procedure.preuves import PREUVES_DE_RECEPTION, PieceJointe, Preuve

TOLERANCE = timedelta(minutes=5)
"""How far the clocks of two machines may disagree before a receipt « in the future » is refused."""

TITRE = 250
"""The longest title of an act, in characters."""


@dataclass(frozen=True, kw_only=True)
class Brouillon:
    """One event as a rule drafts it; the decider numbers and completes it."""

    fait: Fait
    resume: str
    article: str
    phase: Phase | None = None
    """The stage that follows, if it changes."""
    actes: tuple[Acte, ...] = ()
    ouvertes: tuple[Echeance, ...] = ()
    closes: tuple[Cloture, ...] = ()
    auteur: Auteur | None = None
    """The command's author unless said otherwise."""
    survenu_le: date | None = None
    """The command's day unless said otherwise."""
    alertes: tuple[str, ...] = ()
    """What a human should look at, each a sentence with its article."""
    aviser: bool = False
    """Whether every date it opens is told to its person, and not only those whose rule says so."""
    sous_interruption: bool = False
    """The instance is interrupted: what is done meanwhile must be confirmed (art. 372)."""


@dataclass(frozen=True)
class Contexte:
    """The state, the command, the instant, and the legal day of the act."""

    dossier: Dossier
    commande: Commande
    maintenant: datetime
    jour: date
    repris: bool = False
    fuseau: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/Paris"))
    enregistre_a: datetime | None = None
    """When its events are recorded, where that is not `maintenant`: the past is looked at from its own days."""

    @property
    def zone(self) -> str:
        """The calendar of the court's seat; on the first command, that of the court it names."""
        if isinstance(self.commande, OUVERTURES):
            return self.commande.juridiction.zone
        return self.dossier.siege.zone

    @property
    def antidate(self) -> bool:
        """Whether the act happened on an earlier day than that of its receipt: it is recorded, not performed."""
        return self.jour < self.commande.recu_a.astimezone(self.fuseau).date()

    # -- who

    def exiger(self, *roles: Role) -> None:
        """Refuse whoever does not act in one of `roles` in this case."""
        auteur, article = self.commande.auteur, self.commande.article
        if auteur.role not in roles:
            attendus = " ou ".join(LIBELLES_DES_ROLES[r] for r in roles)
            raise Refus(article, f"Cet acte revient à : {attendus}.", interdit=True)
        if auteur.role is Role.EXPERT and auteur.personne != self.dossier.expert:
            raise Refus("CPC 233", "Seul l’expert commis peut accomplir cet acte.", interdit=True)
        if auteur.role is Role.EXPERT and self.dossier.mandat is not None and self.dossier.mandat.vacant:
            raise Refus("CPC 235", "L’expert n’est plus en charge : son remplacement est à décider.", interdit=True)
        participant = self.dossier.participants.get(auteur.personne)
        remplace = auteur.personne in self.dossier.instance.successeurs
        if participant is None or participant.role is not auteur.role or remplace:
            raise Refus(article, "L’auteur n’intervient pas à ce titre dans cette expertise.", interdit=True)

    def exiger_pour(self, partie: PersonneId) -> None:
        """Refuse whoever is neither the party itself nor its avocat (art. 162)."""
        self.exiger(Role.PARTIE, Role.AVOCAT)
        if partie not in self.dossier.parties:
            raise Refus(self.commande.article, "Cette partie n’est pas dans l’expertise.", introuvable=True)
        auteur = self.commande.auteur.personne
        if auteur != partie and auteur not in self.dossier.participants[partie].avocats:
            raise Refus("CPC 162", "L’auteur n’agit pas pour cette partie.", interdit=True)

    def exiger_la_mission_acceptee(self) -> Mandat:
        """Refuse what supposes that the expert has accepted the mission, or is dated before he did (art. 267)."""
        mandat = self.dossier.mandat
        if mandat is None or mandat.etat != "accepte":
            raise Refus("CPC 267", "L’expert n’a pas encore accepté la mission.", "l’acceptation de l’expert")
        self.exiger_apres(mandat.le, "l’acceptation de l’expert")
        return mandat

    # -- when

    def exiger_phase(self, *phases: Phase) -> None:
        """Refuse an act that comes at another stage."""
        if self.dossier.phase not in phases:
            stade = LIBELLES_DES_PHASES[self.dossier.phase]
            raise Refus(
                self.commande.article,
                f"L’expertise est au stade « {stade} » : cet acte n’y a pas sa place.",
                *(f"stade attendu : {LIBELLES_DES_PHASES[p]}" for p in phases),
            )

    def exiger_apres(self, cause: date | None, quoi: str) -> None:
        """Refuse an act dated before what caused it (art. 640)."""
        if cause is None or self.jour < cause:
            quand = "" if cause is None else f" ({date_longue(cause)})"
            raise Refus("CPC 640", f"La date de l’acte précède {quoi}{quand}.", "date postérieure à sa cause")

    def reunions_a_venir(self) -> Iterator[Reunion]:
        """The meetings convoked for a day that has not passed: whoever is convoked still waits for them."""
        for reunion in self.dossier.reunions.values():
            if not reunion.tenue and reunion.debut.astimezone(self.fuseau).date() >= self.jour:
                yield reunion

    # -- before whom

    def requete(self, identifiant: str, nature: str) -> Requete:
        """The request of this nature that waits for the judge. Refuses one that is unknown or already settled."""
        requete = self.dossier.requetes.get(identifiant)
        if requete is None or requete.nature != nature:
            pendantes = (r.id for r in self.dossier.requetes.values() if r.nature == nature and r.statut == "pendante")
            raise Refus(self.commande.article, "Cette demande n’existe pas.", *pendantes, introuvable=True)
        if requete.statut == "sans_objet":
            raise Refus(self.commande.article, "Cette demande n’a plus d’objet : la mesure, ou le mandat, a pris fin.")
        if requete.statut != "pendante":
            raise Refus(self.commande.article, "Le juge a déjà statué sur cette demande.")
        self.exiger_apres(requete.deposee_le, "la demande")
        return requete

    def exiger_l_ordonnance(self, piece: PieceJointe | None) -> None:
        """Refuse a decision that comes without its signed order; a case taken over may know it by its date alone."""
        if piece is None and not self.repris:
            raise Refus(self.commande.article, "La décision est une ordonnance signée du juge.", "l’ordonnance signée")

    def exiger_une_preuve_de_reception(self) -> Preuve:
        """Art. 668-669: refuse a receipt that nothing of its addressee's own establishes."""
        preuve = self.commande.preuve
        if preuve is None or preuve.nature not in PREUVES_DE_RECEPTION:
            raise Refus(
                "CPC 669",
                "La réception n’est établie que par une preuve propre au destinataire.",
                "accusé de réception signé, émargement, récépissé, signification ou avis électronique de réception",
            )
        return preuve

    # -- with what

    def acte(
        self,
        nature: Nature,
        titre: str,
        destinataires: Iterable[PersonneId],
        *,
        piece: PieceJointe | None = None,
        annexes: tuple[PieceJointe, ...] = (),
        objet: str | None = None,
        rang: int = 1,
        auteur: PersonneId | None = None,
    ) -> Acte:
        """The next act of a kind in this case; `rang` where one command makes several.

        The title leaves room for what is said of it: « Récépissé de dépôt — … ».
        """
        auteur = auteur or self.commande.auteur.personne
        return Acte(
            id=self.acte_id(nature, rang),
            nature=nature,
            titre=titre if len(titre) <= TITRE else f"{titre[: TITRE - 1].rstrip()}…",
            auteur=auteur,
            etabli_a=self.commande.recu_a if not self.repris else self.instant(self.jour),
            piece=piece,
            annexes=annexes,
            destinataires=tuple(d for d in dict.fromkeys(destinataires) if d != auteur),
            objet=objet,
            hors_plateforme=piece is None and (self.repris or self.antidate),
        )

    def acte_id(self, nature: Nature, rang: int = 1) -> ActeId:
        """The identifier that the next act of a kind will have."""
        return ActeId(f"{nature.value}-{self.dossier.compteurs.get(nature, 0) + rang}")

    def dernier(self, nature: Nature) -> date | None:
        """The day of the latest act of a kind whose receipt is followed."""
        return max((a.etabli_le for a in self.dossier.actes.values() if a.nature is nature), default=None)

    def instant(self, jour: date) -> datetime:
        """Noon of a day at the seat: an instant for an act of which only the day is known."""
        return datetime(jour.year, jour.month, jour.day, 12, tzinfo=self.fuseau)

    # -- échéances

    def clore(
        self,
        *regles: str,
        objet: str | None = None,
        personne: PersonneId | None = None,
        motif: str,
        statut: Statut = Statut.SATISFAITE,
    ) -> tuple[Cloture, ...]:
        """Close every échéance of these rules, for one person or about one thing if said."""
        return tuple(
            Cloture(echeance=e.id, statut=statut, motif=motif, le=self.jour)
            for e in self.dossier.echeances.values()
            if e.regle in regles
            and (objet is None or e.objet == objet)
            and (personne is None or e.personne == personne)
        )

    def lever(self, echeances: Iterable[Echeance], motif: str) -> tuple[Cloture, ...]:
        """Close échéances that have lost their object: nobody has done, or missed, what they waited for."""
        return tuple(Cloture(echeance=e.id, statut=Statut.LEVEE, motif=motif, le=self.jour) for e in echeances)


Regle = Callable[[Contexte, Any], Iterator[Brouillon]]
"""What the law answers to one command."""
