"""What the log says: the events of a client as records of the logger `esologs`.

A retry and a circuit that opens are one WARNING each without a traceback, an
answer is INFO, an attempt is DEBUG. Calls that are refused or wait for the same
reason, hundreds in a second perhaps, are one INFO a second together, and those
that no token is to be had for one WARNING a second. Each record
has the event's numbers as attributes (`operation`, `attempt`, `wait`, …) for
structured handlers. No record holds a token, a header or a variable.
"""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING, Final

from esologs.errors import (
    CircuitOpenError,
    EsoLogsError,
    PausedError,
    SlotsFullError,
    TokenEndpointDownError,
)
from esologs.resilience import events

if TYPE_CHECKING:
    from collections.abc import Callable

log: Final = logging.getLogger("esologs")

# Why calls stop without another attempt while a WARNING has told what is wrong with all of them.
_TOLD_OTHERWISE: Final = frozenset({"breaker", "points", "slots"})

# What each call says of itself, and from which level on it is written: most logs never are.
_ROUTINE: Final[dict[type[events.Event], int]] = {
    events.CallStarted: logging.CRITICAL + 1,
    events.CallSucceeded: logging.INFO,
    events.AttemptStarted: logging.DEBUG,
    events.AttemptSucceeded: logging.DEBUG,
}

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


class EventLog:
    """A hook that writes a client's events to the log."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._due: dict[object, float] = {}
        self._left_out: dict[object, int] = {}

    def __call__(self, event: events.Event) -> None:
        """Write *event*, or count it when its like was written within the last second."""
        routine = _ROUTINE.get(type(event))
        if routine is not None and not log.isEnabledFor(routine):
            return
        kind = _comes_by_the_hundred(event)
        if kind is None:
            log_event(event)
            return
        # Two threads may get past each other here: a line too many, no harm.
        now = self._clock()
        if now < self._due.get(kind, now):
            self._left_out[kind] = self._left_out.get(kind, 0) + 1
            return
        self._due[kind] = now + 1.0
        log_event(event, self._left_out.pop(kind, 0))


def _comes_by_the_hundred(event: events.Event) -> object:
    match event:
        case events.CallFailed(error=CircuitOpenError() | PausedError() | SlotsFullError()):
            return type(event.error)
        case events.RetryStopped(reason=reason) if reason in _TOLD_OTHERWISE:
            return reason
        case events.CallPaused(reason=reason):
            return reason
        case events.StoreFailed(action="invalidate"):
            return "invalidate"
        case events.CallFailed(error=TokenEndpointDownError()):
            return TokenEndpointDownError
        case (
            events.RetryScheduled(error=TokenEndpointDownError())
            | events.RetryStopped(error=TokenEndpointDownError())
        ):
            return "token outage"  # one token serves all calls: its trouble is not each one's own
        case _:
            return None


def log_event(event: events.Event, left_out: int = 0) -> None:
    """Write *event* to the log; *left_out* more like it were not."""
    more = f" ({left_out} more like it since the last line)" if left_out else ""
    match event:
        case events.RetryScheduled(attempt=attempt, wait=wait, error=error):
            log.warning(
                "%s: attempt %d failed, the next one follows in %.2f s: %s%s",
                event.operation, attempt, wait, _line(error), more,
                extra={
                    "operation": event.operation, "attempt": attempt, "wait": wait,
                    "reason": type(error).__name__,
                },
            )  # fmt: skip
        case events.RetryStopped(attempt=attempt, reason=reason, error=error):
            if attempt > 1 or reason not in {"not-transient", "attempts"}:
                log.log(
                    logging.INFO if reason in _TOLD_OTHERWISE else logging.WARNING,
                    "%s: no further attempt after %d (%s)%s",
                    event.operation, attempt, reason, more,
                    extra={
                        "operation": event.operation, "attempt": attempt, "reason": reason,
                        "error": type(error).__name__,
                    },
                )  # fmt: skip
        case events.CallSucceeded(attempts=attempts, duration=duration, points=points):
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
                "%s: failed after %.3f s, attempt %d: %s%s",
                event.operation, duration, attempts, _line(error), more,
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
            _log_gates(event, more)


def _log_gates(event: events.Event, more: str) -> None:
    """Write what opens, closes or holds calls back."""
    match event:
        case events.BreakerOpened(open_for=open_for, why=why, reason=reason):
            log.warning(
                "ESO Logs is not asked for %.1f s: %s, the last one with %s",
                open_for, why, reason,
                extra={"operation": event.operation, "open_for": open_for, "reason": reason},
            )  # fmt: skip
        case events.BreakerHalfOpened():
            log.debug(
                "%s: finds out whether ESO Logs is back", event.operation,
                extra={"operation": event.operation},
            )  # fmt: skip
        case events.BreakerClosed():
            log.info("ESO Logs is back", extra={"operation": event.operation})
        case events.BreakerForcedOpen(reason=reason):
            log.warning(
                "this program holds the circuit open, and ESO Logs is not asked%s",
                f": {reason}" if reason else "",
                extra={"operation": event.operation, "reason": reason},
            )
        case events.BreakerDisabled():
            log.warning(
                "this program has switched the breaker off", extra={"operation": event.operation}
            )
        case events.BreakerReset():
            log.info("this program has closed the circuit", extra={"operation": event.operation})
        case events.PauseStarted(wait=wait, asked=asked):
            log.info(
                "HTTP 429: all calls wait for %.1f s%s",
                wait, "" if asked else ", which is a guess: the server named no time",
                extra={"operation": event.operation, "wait": wait, "asked": asked},
            )  # fmt: skip
        case events.FleetLost(error=error):
            log.warning(
                "the fleet is out of reach, and this worker goes on with its own share: %s",
                _line(error),
                extra={"operation": event.operation, "reason": type(error).__name__},
            )
        case events.FleetRejoined(after=after):
            log.info(
                "the fleet is back after %.1f s", after,
                extra={"operation": event.operation, "after": after},
            )  # fmt: skip
        case events.CallPaused(wait=wait, reason=reason):
            log.info(
                "%s: waits for %.1f s (%s)%s", event.operation, wait, reason, more,
                extra={"operation": event.operation, "wait": wait, "reason": reason},
            )  # fmt: skip
        case events.StoreFailed(action="invalidate", error=error):
            log.warning("%s%s", error, more, extra={"operation": event.operation})
        case _:
            pass


def _line(error: BaseException) -> str:
    said = error.message if isinstance(error, EsoLogsError) else str(error)
    text = " ".join(said.split()) or type(error).__name__
    return text if len(text) <= 300 else text[:299] + "…"
