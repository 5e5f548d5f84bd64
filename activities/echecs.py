"""How an activity says that retrying would not help: a typed failure, without the content of anything."""

from collections.abc import Iterator
from contextlib import contextmanager

from temporalio.exceptions import ApplicationError


@contextmanager
def sans_reprise(*types: type[Exception]) -> Iterator[None]:
    """Turn these exceptions into failures that are not retried; a person takes them up.

    The original message stays in the worker's log: it could hold content.
    """
    try:
        yield
    except types as erreur:
        nature = type(erreur).__name__
        raise ApplicationError("cannot be mended by retrying", type=nature, non_retryable=True) from erreur
