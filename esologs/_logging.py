"""What the log says: the events of a client as records of the logger `esologs`.

A retry is one WARNING without a traceback, an answer is INFO, an attempt is
DEBUG. Each record has the event's numbers as attributes (`operation`, `attempt`,
`wait`, …) for structured handlers. No record holds a token, a header or a
variable.
"""

from __future__ import annotations

import logging
import sys
from typing import Final

from esologs.errors import EsoLogsError
from esologs.resilience import events

log: Final = logging.getLogger("esologs")

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def configure(level: str | None) -> None:
    """Write the log to stderr from *level* (`info` or `debug`) on; `None` changes nothing.

    Done once a process; an application that configures logging itself leaves
    `ESOLOGS_LOG` unset.
    """
    if level is None:
        return
    log.setLevel(level.upper())
    if not any(handler.get_name() == "esologs" for handler in log.handlers):
        handler = logging.StreamHandler(sys.stderr)
        handler.set_name("esologs")
        handler.setFormatter(logging.Formatter(_FORMAT))
        log.addHandler(handler)


def log_event(event: events.Event) -> None:
    """Write *event* to the log."""
    match event:
        case events.RetryScheduled(attempt=attempt, wait=wait, error=error):
            log.warning(
                "%s: attempt %d failed, the next one follows in %.2f s: %s",
                event.operation, attempt, wait, _line(error),
                extra={
                    "operation": event.operation, "attempt": attempt, "wait": wait,
                    "reason": type(error).__name__,
                },
            )  # fmt: skip
        case events.RetryStopped(attempt=attempt, reason=reason, error=error):
            if attempt > 1 or reason not in {"not-transient", "attempts"}:
                log.warning(
                    "%s: no further attempt after %d (%s)", event.operation, attempt, reason,
                    extra={
                        "operation": event.operation, "attempt": attempt, "reason": reason,
                        "error": type(error).__name__,
                    },
                )  # fmt: skip
        case events.CallSucceeded(attempts=attempts, duration=duration, points=points):
            if log.isEnabledFor(logging.INFO):
                left = None if points is None else points.left
                log.info(
                    "%s: answered in %.3f s, attempt %d%s", event.operation, duration, attempts,
                    "" if left is None else f", {left:g} points left",
                    extra={
                        "operation": event.operation, "attempt": attempts, "duration": duration,
                        "points_left": left,
                    },
                )  # fmt: skip
        case events.CallFailed(attempts=attempts, duration=duration, error=error):
            log.info(
                "%s: failed after %.3f s, attempt %d: %s",
                event.operation, duration, attempts, _line(error),
                extra={
                    "operation": event.operation, "attempt": attempts, "duration": duration,
                    "reason": type(error).__name__,
                },
            )  # fmt: skip
        case events.TokenRefreshed(expires_in=expires_in):
            log.info(
                "a new access token is there%s",
                "" if expires_in is None else f", good for {expires_in:g} s",
                extra={"operation": event.operation, "expires_in": expires_in},
            )
        case events.AttemptStarted(attempt=attempt):
            log.debug(
                "%s: attempt %d", event.operation, attempt,
                extra={"operation": event.operation, "attempt": attempt},
            )  # fmt: skip
        case events.AttemptSucceeded(attempt=attempt, duration=duration, status_code=status):
            log.debug(
                "%s: attempt %d answered HTTP %d in %.3f s",
                event.operation, attempt, status, duration,
                extra={
                    "operation": event.operation, "attempt": attempt, "duration": duration,
                    "status_code": status, "request_id": event.request_id,
                },
            )  # fmt: skip
        case _:
            pass


def _line(error: BaseException) -> str:
    said = error.message if isinstance(error, EsoLogsError) else str(error)
    text = " ".join(said.split()) or type(error).__name__
    return text if len(text) <= 300 else text[:299] + "…"
