"""One expertise, one durable workflow: wait for an act or a date, have it decided, record it, carry it out.

It knows no article: the decision is taken in a recorded local activity, and replay only applies its result.
"""

import asyncio
import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NoReturn

from temporalio import workflow
from temporalio.common import RawValue
from temporalio.exceptions import ActivityError, ApplicationError

with workflow.unsafe.imports_passed_through():
    from procedure.commandes import Commande, ReprendreExpertise, SignalerEchec, ToutActe, Veiller
    from procedure.decider import decider
    from procedure.decision import Accuse, Decision, Refus
    from procedure.dossier import Phase
    from procedure.effets import Effet
    from procedure.empreinte import empreinte
    from procedure.evolution import evoluer
    from procedure.personnes import SYSTEME
    from procedure.travaux import Echec, Inscription, Instruction
    from procedure.veille import prochain_reveil
    from workflows import noms
    from workflows.entree import CLES_GARDEES, EntreeExpertise
    from workflows.execution import executer
    from workflows.tableau import afficher

ETALEMENT = 600
"""Seconds over which the cases that wake up at the same instant are spread; no date depends on it."""

HISTOIRE_MAXIMALE = 20_000
"""Events after which a run ends even though a delivery is still under way; the next run takes it up again."""

TAILLE_MAXIMALE = 20_000_000
"""Bytes of history, likewise; the server ends a workflow at 50 MB."""

PATIENCE, PATIENCE_MAXIMALE = timedelta(minutes=1), timedelta(hours=1)
"""How long to wait before looking at the dates again after a failure."""


@workflow.defn(name=noms.WORKFLOW)
class Expertise:
    """The life of one expertise, from its order to its closing."""

    @workflow.init
    def __init__(self, entree: EntreeExpertise) -> None:
        self._dossier = entree.dossier
        self._accuses = {a.commande: a for a in entree.accuses}
        self._decalage = timedelta(seconds=entree.decalage)
        self._a_faire: dict[str, Effet] = {}
        self._taches: set[asyncio.Task[None]] = set()
        # one command at a time: the await on the recording would otherwise let two be decided on one state
        self._tour = asyncio.Lock()
        self._echecs = 0

    @workflow.run
    async def run(self, entree: EntreeExpertise) -> None:
        """Wait for acts and dates until the case is closed and everything has been carried out."""
        self._entreprendre(entree.a_faire)
        while not self._acheve():
            if self._reveil_passe():
                await self._veiller()
            elif self._a_relayer():
                break
            else:
                await self._attendre()
        await workflow.wait_condition(workflow.all_handlers_finished)
        if not self._acheve():
            self._relayer()

    @workflow.update(dynamic=True)
    async def agir(self, nom: str, args: Sequence[RawValue]) -> Accuse:
        """Perform the act that the Update is named after; it answers once the act is recorded."""
        return await self._traiter(_lire(nom, args), _cle())

    @agir.validator
    def _peut_agir(self, nom: str, args: Sequence[RawValue]) -> None:
        """Refuse an act that the law does not allow: nothing of it enters history."""
        commande = _lire(nom, args)
        if (connu := self._accuses.get(_cle())) is not None:
            _exiger_le_meme_contenu(connu, commande)
            return
        if isinstance(commande, ReprendreExpertise):
            return  # decided at the border before the case was opened; a validator must stay short
        try:
            decider(self._dossier, commande, self._maintenant())
        except Refus as refus:
            raise _refuse(refus) from refus

    # -- an act

    async def _traiter(self, commande: ToutActe, cle: str) -> Accuse:
        async with self._tour:
            if (connu := self._accuses.get(cle)) is not None:
                _exiger_le_meme_contenu(connu, commande)
                return connu
            decision = await self._instruire(commande)
            accuse = await self._inscrire(decision, commande, cle)
            self._entreprendre(decision.effets)
            afficher(self._dossier)
            return accuse

    async def _instruire(self, commande: ToutActe) -> Decision:
        try:
            decision: Decision = await workflow.execute_local_activity(
                noms.INSTRUIRE,
                Instruction(dossier=self._dossier, commande=commande, maintenant=self._maintenant()),
                result_type=Decision,
                **noms.LOCALE,
            )
        except ActivityError as echec:
            if isinstance(echec.cause, ApplicationError):
                raise echec.cause from echec  # fails the Update, never the workflow task
            raise
        return decision

    async def _inscrire(self, decision: Decision, commande: ToutActe, cle: str) -> Accuse:
        """Record the events, then apply them: whoever acted reads his own act at once."""
        accuse = Accuse(
            expertise=self._dossier.id,
            commande=cle,
            empreinte=empreinte(commande),
            premier=self._dossier.numero + 1,
            dernier=self._dossier.numero + len(decision.evenements),
            etape=decision.evenements[-1].etape if decision.evenements else self._dossier.phase,
            resumes=tuple(e.resume for e in decision.evenements),
            alertes=tuple(a for e in decision.evenements for a in e.alertes),
        )
        if decision.evenements:
            await workflow.execute_activity(
                noms.INSCRIRE,
                Inscription(
                    expertise=self._dossier.id,
                    evenements=decision.evenements,
                    commande=cle,
                    empreinte=accuse.empreinte,
                ),
                **noms.enregistrement(commande.type),
            )
        for evenement in decision.evenements:
            self._dossier = evoluer(self._dossier, evenement)
        if decision.evenements:
            self._retenir(accuse)
        return accuse

    def _retenir(self, accuse: Accuse) -> None:
        # the alerts are in the journal: the state must not grow with them
        self._accuses[accuse.commande] = accuse.model_copy(update={"alertes": ()})
        while len(self._accuses) > CLES_GARDEES:
            self._accuses.pop(next(iter(self._accuses)))

    # -- a date

    def _reveil(self) -> datetime | None:
        """The next date, a few minutes later: the cases due at one midnight do not all wake together."""
        reveil = prochain_reveil(self._dossier)
        return None if reveil is None else reveil + timedelta(seconds=_decalage(self._dossier.id))

    def _maintenant(self) -> datetime:
        """The case's clock, which is the server's."""
        return workflow.now() + self._decalage

    def _reveil_passe(self) -> bool:
        reveil = self._reveil()
        return reveil is not None and reveil <= self._maintenant()

    async def _veiller(self) -> None:
        """Have the passed dates noticed; that nothing is, although one has passed, can only be a bug.

        What fails is tried again later: out of `run`, it would end the case.
        """
        avant = self._dossier.numero
        commande = Veiller(auteur=SYSTEME, recu_a=self._maintenant())
        try:
            await self._traiter(commande, f"{self._dossier.id}-veille-{avant + 1}")
        except (ActivityError, ApplicationError) as echec:
            workflow.logger.error("the dates could not be looked at", exc_info=echec)
            self._echecs += 1
            await workflow.sleep(min(PATIENCE * 2**self._echecs, PATIENCE_MAXIMALE), summary="nouvel essai")
            return
        self._echecs = 0
        if self._dossier.numero == avant and self._reveil_passe():
            raise RuntimeError("a date has passed and nobody noticed")

    async def _attendre(self) -> None:
        """One timer for the next date, renewed whenever an act moves it."""
        reveil = self._reveil()
        reste = None if reveil is None else reveil - self._maintenant()
        try:
            await workflow.wait_condition(
                lambda: self._acheve() or self._a_relayer() or self._reveil() != reveil,
                timeout=reste,
                timeout_summary=None if reveil is None else f"prochaine date : {reveil:%Y-%m-%d}",
            )
        except TimeoutError:
            return

    # -- what must be done

    def _entreprendre(self, effets: tuple[Effet, ...]) -> None:
        for effet in effets:
            self._a_faire[effet.id] = effet
            tache = asyncio.create_task(self._accomplir(effet))
            self._taches.add(tache)
            tache.add_done_callback(self._taches.discard)

    async def _accomplir(self, effet: Effet) -> None:
        async def signaler(echec: Echec) -> None:
            await self._signaler(effet, echec)

        try:
            await executer(self._dossier, effet, self._maintenant, signaler)
        except ActivityError as echec:
            # only what retrying cannot mend gets here: a human takes it up
            await signaler(Echec(destinataire=effet.acte.auteur, canal="production", reponse=_nature(echec)))
        self._a_faire.pop(effet.id)

    async def _signaler(self, effet: Effet, echec: Echec) -> None:
        commande = SignalerEchec(
            auteur=SYSTEME,
            recu_a=self._maintenant(),
            acte=effet.acte.id,
            destinataire=echec.destinataire,
            canal=echec.canal,
            reponse=echec.reponse[:300],
        )
        cle = f"{self._dossier.id}-echec-{effet.id}-{echec.destinataire}-{echec.canal}"
        try:
            await self._traiter(commande, cle)
        except (ActivityError, ApplicationError) as erreur:
            # it may have been signalled by an earlier workflow of this case; the ledger says it in any event
            workflow.logger.error("a failed delivery could not be signalled", exc_info=erreur)

    # -- the end of a run

    def _acheve(self) -> bool:
        return self._dossier.phase is Phase.CLOSE and not self._a_faire and not self._tour.locked()

    def _a_relayer(self) -> bool:
        """A run ends when Temporal suggests it and nothing is under way, or when its history grows too long."""
        if self._tour.locked():
            return False
        info = workflow.info()
        suggere = info.is_continue_as_new_suggested() or info.is_target_worker_deployment_version_changed()
        trop = (
            info.get_current_history_length() > HISTOIRE_MAXIMALE or info.get_current_history_size() > TAILLE_MAXIMALE
        )
        return trop or (suggere and not self._a_faire)

    def _relayer(self) -> NoReturn:
        for tache in self._taches:
            tache.cancel()
        entree = EntreeExpertise(
            dossier=self._dossier,
            a_faire=tuple(self._a_faire.values()),
            accuses=tuple(self._accuses.values()),
            decalage=int(self._decalage.total_seconds()),
        )
        # where workers are versioned they are pinned: a new run is the moment to move to the new release
        versionne = workflow.info().get_current_deployment_version() is not None
        monter = workflow.ContinueAsNewVersioningBehavior.AUTO_UPGRADE if versionne else None
        workflow.continue_as_new(entree, initial_versioning_behavior=monter)


def _lire(nom: str, args: Sequence[RawValue]) -> ToutActe:
    """Read the command of an Update, which must be of the Update's name."""
    if len(args) != 1:
        raise ApplicationError("one command is expected", type=noms.ILLISIBLE, non_retryable=True)
    commande: ToutActe = workflow.payload_converter().from_payload(args[0].payload, ToutActe)  # type: ignore[call-overload]
    if commande.type != nom:
        raise ApplicationError("the command is not of the Update's name", type=noms.ILLISIBLE, non_retryable=True)
    return commande


def _cle() -> str:
    info = workflow.current_update_info()
    if info is None:
        raise RuntimeError("not in an Update")
    return info.id


def _exiger_le_meme_contenu(connu: Accuse, commande: Commande) -> None:
    if connu.empreinte != empreinte(commande):
        raise ApplicationError("the key was used for another command", type=noms.CLE_REUTILISEE, non_retryable=True)


def _refuse(refus: Refus) -> ApplicationError:
    return ApplicationError("refused", refus.motif.model_dump(mode="json"), type=noms.REFUS, non_retryable=True)


def _decalage(expertise: str) -> int:
    """A number of seconds that depends on the case alone."""
    return int.from_bytes(hashlib.sha256(expertise.encode()).digest()[:4]) % ETALEMENT


def _nature(echec: ActivityError) -> str:
    cause = echec.cause
    return cause.type or "erreur" if isinstance(cause, ApplicationError) else "erreur"

