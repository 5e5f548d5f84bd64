"""A case played on the law alone: dated acts in, what each one gave out; nothing is recorded, drawn up or sent.

Between two acts, the dates that pass are looked at when the engine would have looked at them.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from procedure.commandes import Commande, Veiller
from procedure.decider import instruire
from procedure.decision import Decision, Motif, Refus
from procedure.documents import Acte
from procedure.dossier import Dossier, Phase
from procedure.echeances import Cloture, Echeance, Statut
from procedure.effets import Destination, Produire
from procedure.evenements import DireDepose
from procedure.evolution import evoluer
from procedure.modele import Court, EcheanceId, ExpertiseId, Instant, Modele, PersonneId
from procedure.personnes import SYSTEME, Auteur, Participant
from procedure.veille import prochain_reveil

REJEU = ExpertiseId("rejeu")
"""A case that exists nowhere else."""


class ActeDate(NamedTuple):
    """One act to play, at its instant."""

    a: datetime
    commande: Commande


class Fait(Modele):
    """One event of the play, without the content of any document."""

    numero: int
    type: str
    resume: Court
    article: Court
    auteur: Auteur
    a: Instant
    """When it was recorded."""
    survenu_le: date
    etape: Phase
    """The stage once it has happened."""
    situation: str | None = None
    """Of a dire: in time, late, or at a date that is disputed."""
    alertes: tuple[str, ...] = ()


class Envoi(Modele):
    """One act, and every delivery that it calls for."""

    evenement: int
    acte: Acte
    modele: str | None = None
    """The template, where the platform draws it up."""
    destinations: tuple[Destination, ...] = ()


class Moment(Modele):
    """What one act gave, with what the dates had given since the act before."""

    rang: int
    a: Instant
    type: str
    auteur: Auteur
    refus: Motif | None = None
    """Why nothing changed."""
    en_chemin: tuple[Fait, ...] = ()
    """What the passing dates caused before the act."""
    faits: tuple[Fait, ...] = ()
    envois: tuple[Envoi, ...] = ()
    echeances: tuple[Echeance, ...] = ()
    """Those opened or changed, with their derivation: as they now stand, or as they were when they were closed."""
    closes: tuple[Cloture, ...] = ()
    en_cours: tuple[EcheanceId, ...] = ()
    """Every échéance not closed after the act."""
    leves: tuple[str, ...] = ()
    """The states that wait for a human to settle them."""
    etape: Phase

    @property
    def alertes(self) -> tuple[str, ...]:
        """What a human is told of the act itself."""
        return tuple(a for fait in self.faits for a in fait.alertes)


class Suivi(Modele):
    """One échéance over a whole play."""

    echeance: Echeance
    """As it now stands; a frozen one with the dates that it had, which whoever noted them must be told of."""
    cloture: Cloture | None = None
    """How it ended, if it did."""
    revisions: int = 0
    """How many times its dates or its standing have changed since it was opened; a reminder changes neither."""
    depuis: Instant
    """The act after which it was first there."""
    change_a: Instant
    """The act that last changed its dates or its standing."""


class Deroulement(Modele):
    """A whole play."""

    expertise: ExpertiseId
    rg: str = ""
    juridiction: str = ""
    conventionnelle: bool = False
    """Parties agreed on it: `rg` is the reference of their convention, `juridiction` the juge d’appui."""
    fuseau: str = "Europe/Paris"
    participants: tuple[Participant, ...] = ()
    """Everybody who was ever in the case."""
    moments: tuple[Moment, ...] = ()

    @property
    def reference(self) -> str:
        """What people call the case by: « RG 26/00017 », « convention CONV-2026-01 »."""
        return f"convention {self.rg}" if self.conventionnelle else f"RG {self.rg}"

    def etats(self) -> Iterator[tuple[Moment, dict[EcheanceId, Echeance]]]:
        """Each moment with the échéances not closed after it."""
        connues: dict[EcheanceId, Echeance] = {}
        for moment in self.moments:
            connues |= {e.id: e for e in moment.echeances}
            yield moment, {i: connues[i] for i in moment.en_cours}

    def historique(self) -> dict[EcheanceId, Suivi]:
        """Every échéance that there was, in the order in which they came."""
        suivis: dict[EcheanceId, Suivi] = {}
        for moment in self.moments:
            finies = {c.echeance: c for c in moment.closes if c.echeance not in moment.en_cours}
            changees = {e.id: e for e in moment.echeances}
            for identifiant in dict.fromkeys([*changees, *finies]):
                avant = suivis.get(identifiant)
                echeance = changees.get(identifiant) or (avant.echeance if avant else None)
                if echeance is None:
                    continue
                suivis[identifiant] = _suivre(avant, echeance, finies.get(identifiant), moment.a)
        return suivis


def _suivre(avant: Suivi | None, echeance: Echeance, cloture: Cloture | None, a: datetime) -> Suivi:
    if avant is None:
        return Suivi(echeance=echeance, cloture=cloture, depuis=a, change_a=a)
    ancienne = avant.echeance
    if echeance.statut is Statut.GELEE:
        echeance = echeance.model_copy(update={"origine": ancienne.origine, "calcul": ancienne.calcul})
    tient = (ancienne.calcul, ancienne.statut, avant.cloture) == (echeance.calcul, echeance.statut, cloture)
    return Suivi(
        echeance=echeance,
        cloture=cloture,
        revisions=avant.revisions + (not tient),
        depuis=avant.depuis,
        change_a=avant.change_a if tient else a,
    )


def rejouer(actes: Iterable[ActeDate], expertise: ExpertiseId = REJEU) -> Deroulement:
    """Play acts in order; a refused one changes nothing, and the play goes on."""
    partie = _Partie(Dossier(id=expertise))
    moments = tuple([partie.jouer(acte.a, acte.commande) for acte in actes])
    siege = partie.dossier.juridiction
    return Deroulement(
        expertise=expertise,
        rg=partie.dossier.rg,
        juridiction=siege.nom if siege else "",
        conventionnelle=partie.dossier.convention is not None,
        fuseau=siege.fuseau if siege else "Europe/Paris",
        participants=tuple(partie.participants.values()),
        moments=moments,
    )


class _Partie:
    """The state as it is played, and what has been said of it so far."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.participants: dict[PersonneId, Participant] = {}
        self._rang = 0
        self._demontrees: dict[EcheanceId, Echeance] = {}

    def jouer(self, a: datetime, commande: Commande) -> Moment:
        avant = self.dossier.echeances
        passes = list(self._laisser_passer(a))
        refus: Motif | None = None
        decisions: list[Decision] = []
        try:
            decisions.append(self._instruire(commande, a))
        except Refus as refuse:
            refus = refuse.motif
        if isinstance(commande, Veiller):
            passes, decisions = [], passes + decisions
        self._rang += 1
        toutes = passes + decisions
        return Moment(
            rang=self._rang,
            a=a,
            type=commande.type,
            auteur=commande.auteur,
            refus=refus,
            en_chemin=tuple(_faits(passes)),
            faits=tuple(_faits(decisions)),
            envois=tuple(e for decision in toutes for e in _envois(decision)),
            echeances=tuple(self._changees(avant, toutes)),
            closes=tuple(c for d in toutes for e in d.evenements for c in e.closes),
            en_cours=tuple(self.dossier.echeances),
            leves=tuple(_leves(self.dossier)),
            etape=self.dossier.phase,
        )

    def _laisser_passer(self, a: datetime) -> Iterator[Decision]:
        while self.dossier.numero and (reveil := prochain_reveil(self.dossier)) is not None and reveil <= a:
            decision = self._instruire(Veiller(auteur=SYSTEME, recu_a=reveil), reveil)
            if not decision.evenements:
                return  # a date that stays: the next act meets it as it is
            yield decision

    def _instruire(self, commande: Commande, a: datetime) -> Decision:
        decision = instruire(self.dossier, commande, a)
        for evenement in decision.evenements:
            self.dossier = evoluer(self.dossier, evenement)
            self.participants |= self.dossier.participants
            self._demontrees |= {e.id: e for e in evenement.ouvertes}
        return decision

    def _changees(self, avant: dict[EcheanceId, Echeance], decisions: list[Decision]) -> Iterator[Echeance]:
        """The échéances that are not what they were; the state drops derivations, which their opening keeps."""
        for identifiant, echeance in self.dossier.echeances.items():
            if avant.get(identifiant) is not echeance:
                yield _avec_demonstration(echeance, self._demontrees.get(identifiant))
        ouvertes = {e.id: e for d in decisions for evenement in d.evenements for e in evenement.ouvertes}
        yield from (e for i, e in ouvertes.items() if i not in self.dossier.echeances)


def _avec_demonstration(echeance: Echeance, ouverte: Echeance | None) -> Echeance:
    calcul, complet = echeance.calcul, ouverte.calcul if ouverte else None
    if calcul is None or calcul.etapes or complet is None or complet.legal != calcul.legal:
        return echeance
    return echeance.model_copy(update={"calcul": complet})


def _leves(dossier: Dossier) -> Iterator[str]:
    leves = [e.levera for e in dossier.echeances.values() if e.statut is Statut.DEPASSEE and e.levera]
    yield from dict.fromkeys(leves)


def _faits(decisions: Iterable[Decision]) -> Iterator[Fait]:
    for evenement in (e for decision in decisions for e in decision.evenements):
        yield Fait(
            numero=evenement.numero,
            type=evenement.fait.type,
            resume=evenement.resume,
            article=evenement.article,
            auteur=evenement.auteur,
            a=evenement.enregistre_a,
            survenu_le=evenement.survenu_le,
            etape=Phase(evenement.etape),
            situation=evenement.fait.situation if isinstance(evenement.fait, DireDepose) else None,
            alertes=evenement.alertes,
        )


def _envois(decision: Decision) -> Iterator[Envoi]:
    effets = {effet.id: effet for effet in decision.effets}
    for evenement in decision.evenements:
        for acte in evenement.actes:
            effet = effets.get(acte.id)
            yield Envoi(
                evenement=evenement.numero,
                acte=acte,
                modele=effet.modele if isinstance(effet, Produire) else None,
                destinations=effet.destinations if effet else (),
            )
