"""JSON logs with an allow-list of keys, so that nothing about a family slips in."""

import logging
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

ALLOWED = {
    "event", "level", "timestamp", "action", "attempts", "code", "error", "exit", "failures", "lane", "outcome",
    "part", "path", "permanent", "port", "reason", "seconds", "status",
}  # fmt: skip


def set_up(level: str = "INFO") -> None:
    """Log to standard error."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            only_allowed,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def only_allowed(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Drop every key that is not known to be free of personal data."""
    return {key: value for key, value in event.items() if key in ALLOWED}
