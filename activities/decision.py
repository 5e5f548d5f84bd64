"""The decision, as a local activity: history keeps its result, and replay never computes law again."""

import asyncio

from temporalio import activity
from temporalio.exceptions import ApplicationError

from procedure.commandes import ReprendreExpertise
from procedure.decider import instruire as decider_et_reagir
from procedure.decision import Decision, Refus
from procedure.travaux import Instruction


@activity.defn(name="instruire")
async def instruire(instruction: Instruction) -> Decision:
    """Decide a command. A refusal fails with type `Refus` and its reason as detail."""
    ordre = (instruction.dossier, instruction.commande, instruction.maintenant)
    try:
        if isinstance(instruction.commande, ReprendreExpertise):
            return await asyncio.to_thread(decider_et_reagir, *ordre)  # long: the loop must go on beating
        return decider_et_reagir(*ordre)
    except Refus as refus:
        raise ApplicationError(
            "refused", refus.motif.model_dump(mode="json"), type="Refus", non_retryable=True
        ) from refus
