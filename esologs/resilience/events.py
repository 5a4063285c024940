"""What a client tells its hooks: one frozen dataclass an event.

A hook is any callable that takes an event. It is called under no lock, in the
thread or task where it happens: a call's start and end in the caller's, what a
shared request meets where that runs, a store's failure in the store's thread.
A hook that raises is logged once and breaks no call.
Durations are seconds; attempts count from 1.
"""

# One file, though a long one: who writes a hook reads them side by side.

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from esologs._call import Points, Source
    from esologs.errors import StopReason

_log = logging.getLogger("esologs")

PauseReason: TypeAlias = Literal["pause", "points", "settling", "share"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to one call of *operation*.

    *call_id* is the same for all events of a call, and no other call of the
    process has it; 0 stands for what belongs to no call in particular. What runs
    behind an answer tells its events after the call's end, with the call's id.
    """

    operation: str
    call_id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CallStarted(Event):
    """A method was called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSucceeded(Event):
    """The call has its answer, after *attempts* requests and *duration* seconds.

    *source* tells where it is from, *points* is what the account has left, and
    *points_cost* what the call cost, as in the answer's `meta`.
    """

    attempts: int
    duration: float
    points: Points | None = None
    source: Source = "live"
    points_cost: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFailed(Event):
    """The call failed for good with *error*."""

    attempts: int
    duration: float
    error: BaseException = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallCancelled(Event):
    """Whoever made the call is gone: its task was cancelled, or its thread interrupted."""

    attempts: int
    duration: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptStarted(Event):
    """Attempt number *attempt* goes to the wire, to *host* (with its port, if the URL has one)."""

    attempt: int
    host: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptSucceeded(Event):
    """The attempt was answered."""

    attempt: int
    duration: float
    status_code: int
    request_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptFailed(Event):
    """The attempt failed with *error*; whether it is repeated is the next event."""

    attempt: int
    duration: float
    error: BaseException = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptCancelled(Event):
    """Nobody waits for the attempt any more, and it was ended."""

    attempt: int
    duration: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryScheduled(Event):
    """Attempt *attempt* failed with *error*; the next one follows in *wait* seconds.

    *asked* tells that the server named the wait.
    """

    attempt: int
    wait: float
    asked: bool
    error: BaseException = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryStopped(Event):
    """No attempt follows attempt *attempt*, for *reason*."""

    attempt: int
    reason: StopReason
    error: BaseException = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CacheHit(Event):
    """A fresh answer was there; it is *age* seconds old."""

    age: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CacheMissed(Event):
    """Nothing was there that could answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CacheExpired(Event):
    """An old answer is there, *age* seconds old; what comes of it is a later event."""

    age: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleServed(Event):
    """An old answer stood in, *age* seconds old, for *reason*."""

    age: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshStarted(Event):
    """The API is asked behind an answer that was given from the cache."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakerOpened(Event):
    """The circuit opened for *open_for* seconds: *why* in numbers, *reason* the last failure."""

    open_for: float
    why: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakerHalfOpened(Event):
    """The call finds out whether the service is back; the others are still refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakerClosed(Event):
    """The service is back: every call passes again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakerForcedOpen(Event):
    """The program holds the circuit open, for *reason*. *operation* is `breaker`."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakerDisabled(Event):
    """The program switched the breaker off: every call passes. *operation* is `breaker`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakerReset(Event):
    """The program closed the circuit, and what failed is forgotten. *operation* is `breaker`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseStarted(Event):
    """A 429: every call waits for *wait* seconds. *asked* tells that the server named them."""

    wait: float
    asked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPaused(Event):
    """The call waits for *wait* seconds before it may be sent.

    *reason* is `pause` after a 429, `points` until the next hour's, `settling`
    while the calls that are on the wire may use up what is left, or `share` while
    what is left is kept for the other workers of a fleet.
    """

    wait: float
    reason: PauseReason


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreFailed(Event):
    """The store could not do *action*; it counts as a miss. *operation* is `store`."""

    action: str
    error: BaseException = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coalesced(Event):
    """The call was answered by an identical one that was under way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRefreshed(Event):
    """A new access token arrived; it is good for *expires_in* seconds."""

    expires_in: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetLost(Event):
    """The fleet's Redis is out of reach: this worker goes on alone. *operation* is `fleet`."""

    error: BaseException = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetRejoined(Event):
    """The fleet's Redis answers again, *after* seconds. *operation* is `fleet`."""

    after: float


Hook: TypeAlias = Callable[[Event], None]


class Hooks:
    """The hooks of one client. Safe to use from several threads."""

    def __init__(self, hooks: Iterable[Hook] = ()) -> None:
        self._hooks = tuple(hooks)
        self._broken: set[int] = set()

    def __call__(self, event: Event) -> None:
        """Hand *event* to every hook; none of them can break the call."""
        for index, hook in enumerate(self._hooks):
            try:
                hook(event)
            except Exception:  # noqa: BLE001 - a hook may raise anything
                if index not in self._broken:
                    self._broken.add(index)
                    _log.exception(
                        "an event hook raised; its further errors are not logged",
                        extra={"esologs_hook": repr(hook)},
                    )
