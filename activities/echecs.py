"""How an activity says that retrying would not help: a typed failure, without the content of anything."""

from collections.abc import Iterator
from contextlib import contextmanager

from temporalio import activity
from temporalio.exceptions import ApplicationError


@contextmanager
def sans_reprise(*types: type[Exception]) -> Iterator[None]:
    """Turn these exceptions into failures that are not retried; a person takes them up.

    Where it happened goes to the worker's log; the message, which could hold content, goes nowhere.
    """
    try:
        yield
    except types as erreur:
        nature = type(erreur).__name__
        activity.logger.exception("cannot be mended by retrying")
        raise ApplicationError("cannot be mended by retrying", type=nature, non_retryable=True) from None
