"""Structured logs: JSON lines in production, readable lines elsewhere; all programs alike.

Tracebacks tell no local variables: these hold personal data, and showing them takes half a second.
"""

from typing import Any

import structlog
from structlog.processors import ExceptionRenderer
from structlog.tracebacks import ExceptionDictTransformer
from structlog.typing import Processor


def configure_logs(*, as_json: bool, level: str) -> dict[str, Any]:
    """Configure structlog and return the matching ``LOGGING`` dictionary for Django."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,  # request id, user id, task id
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=False),
    ]
    for_machines: list[Processor] = [
        ExceptionRenderer(ExceptionDictTransformer(show_locals=False)),
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]
    for_people: list[Processor] = [
        structlog.dev.ConsoleRenderer(
            colors=False, exception_formatter=structlog.dev.plain_traceback
        )
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return _settings(shared, for_machines if as_json else for_people, as_json, level)


def _settings(
    shared: list[Processor], last: list[Processor], as_json: bool, level: str
) -> dict[str, Any]:
    """What Django and everything else that logs plainly goes by."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "structured": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    *last,
                ],
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "structured"}},
        "root": {"handlers": ["console"], "level": level},
        # Their own handlers would say everything twice.
        "loggers": {
            "django": {"handlers": [], "propagate": True},
            "django.server": {"handlers": [], "propagate": True},
            "axes.apps": {"level": "WARNING"},  # it greets at each start of each program
            # Who reads the lines of a start does not want every message to the queue.
            "django_structlog.celery.receivers": {"level": "INFO" if as_json else "WARNING"},
        },
    }
