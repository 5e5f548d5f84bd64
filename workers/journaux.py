"""Logs for operators: one JSON object a line on standard error, with identifiers and types, never with content."""

import logging
import sys
from typing import Any

import structlog
from structlog.typing import EventDict

CLES_D_ACTIVITE = ("workflow_id", "workflow_type", "activity_type", "activity_id", "attempt", "task_queue")
"""What is kept of the context that Temporal gives to each record."""


def configurer(niveau: int = logging.INFO) -> None:
    """Send every record of this process to standard error as JSON."""
    sortie = logging.StreamHandler(sys.stderr)
    sortie.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                _contexte,
                _erreur_sans_contenu,
            ],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    logging.basicConfig(level=niveau, handlers=[sortie], force=True)
    # the request log of the HTTP client would name the services at every call
    logging.getLogger("httpx").setLevel(logging.WARNING)


def _contexte(logger: Any, methode: str, entree: EventDict) -> EventDict:  # noqa: ARG001
    record: logging.LogRecord = entree["_record"]
    for source in ("temporal_activity", "temporal_workflow"):
        for cle, valeur in getattr(record, source, {}).items():
            if cle in CLES_D_ACTIVITE:
                entree[cle] = valeur
    return entree


def _erreur_sans_contenu(logger: Any, methode: str, entree: EventDict) -> EventDict:  # noqa: ARG001
    """Say where and of which type an error is; its message could quote a document or a person."""
    erreur = entree["_record"].exc_info
    entree["_record"].exc_info = entree["_record"].exc_text = None
    entree.pop("exc_info", None)
    if not erreur or erreur[1] is None:
        return entree
    types: list[str] = []
    courante = erreur[1]
    while courante is not None and len(types) < 8:
        types.append(type(courante).__name__)
        courante = courante.__cause__ or courante.__context__
    trace = erreur[2]
    lieux = []
    while trace is not None:
        lieux.append(f"{trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}")
        trace = trace.tb_next
    entree["erreurs"], entree["lieux"] = types, lieux[-6:]
    return entree
