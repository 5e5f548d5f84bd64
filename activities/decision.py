"""The decision, as a local activity: history keeps its result, and replay never computes law again."""

from temporalio import activity
from temporalio.exceptions import ApplicationError

from procedure.decider import instruire as decider_et_reagir
from procedure.decision import Decision, Refus
from procedure.travaux import Instruction


@activity.defn(name="instruire")
async def instruire(instruction: Instruction) -> Decision:
    """Decide a command. A refusal fails with type `Refus` and its reason as detail."""
    try:
        return decider_et_reagir(instruction.dossier, instruction.commande, instruction.maintenant)
    except Refus as refus:
        raise ApplicationError(
            "refused", refus.motif.model_dump(mode="json"), type="Refus", non_retryable=True
        ) from refus
