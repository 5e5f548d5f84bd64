"""Names and options that Temporal sees, each said once; they are readable there, so they name nobody."""

from datetime import timedelta

from temporalio.common import RetryPolicy, SearchAttributeKey
from temporalio.workflow import ActivityConfig, LocalActivityConfig

WORKFLOW = "Expertise"
FILE_PROCEDURE, FILE_SIGNATURE, FILE_REMISE = "procedure", "signature", "remise"

RG = SearchAttributeKey.for_keyword("DiligenceRG")
JURIDICTION = SearchAttributeKey.for_keyword("DiligenceJuridiction")
ETAPE = SearchAttributeKey.for_keyword("DiligenceEtape")
ECHEANCE = SearchAttributeKey.for_datetime("DiligenceEcheance")

INSTRUIRE, INSCRIRE = "instruire", "inscrire"
REDIGER, SIGNER, HORODATER, DEPOSER = "rediger", "signer", "horodater", "deposer"
REMETTRE, RAPPELER = "remettre", "rappeler"

REFUS, CLE_REUTILISEE, ILLISIBLE = "Refus", "CleReutilisee", "Illisible"
"""Types of the failures of an Update."""

BATTEMENT = timedelta(seconds=6)
"""A worker that has said nothing for this long is taken for dead, and its activity is given to another."""

LOCALE = LocalActivityConfig(
    start_to_close_timeout=timedelta(seconds=10),
    # a decision is pure: what fails three times is a bug, and the Update must say so instead of hanging
    retry_policy=RetryPolicy(maximum_attempts=3),
)
"""Options of the decision."""


def enregistrement(resume: str) -> ActivityConfig:
    """Options of the recording: retried for ever, since nothing may be lost. `resume` is encrypted."""
    return ActivityConfig(
        start_to_close_timeout=timedelta(seconds=20),
        heartbeat_timeout=BATTEMENT,
        retry_policy=RetryPolicy(initial_interval=timedelta(milliseconds=200), maximum_interval=timedelta(seconds=10)),
        summary=resume,
    )


def fabrication(resume: str) -> ActivityConfig:
    """Options of everything done to a document: drawing up, sealing, timestamping, depositing."""
    return ActivityConfig(
        task_queue=FILE_SIGNATURE,
        start_to_close_timeout=timedelta(seconds=60),
        heartbeat_timeout=BATTEMENT,
        retry_policy=RetryPolicy(initial_interval=timedelta(seconds=1), maximum_interval=timedelta(minutes=2)),
        summary=resume,
    )


def envoi(resume: str) -> ActivityConfig:
    """Options of the deliveries."""
    return ActivityConfig(
        task_queue=FILE_REMISE,
        start_to_close_timeout=timedelta(minutes=5),
        heartbeat_timeout=BATTEMENT,
        retry_policy=RetryPolicy(initial_interval=timedelta(seconds=2), maximum_interval=timedelta(minutes=30)),
        summary=resume,
    )


def insistance(resume: str) -> ActivityConfig:
    """Options of a deferred delivery: it is given up, and told to a human, after five days."""
    options = envoi(resume)
    options["schedule_to_close_timeout"] = timedelta(days=5)
    return options


def workflow_id(expertise: str) -> str:
    """The workflow of an expertise."""
    return f"expertise-{expertise}"
