"""What OpenTelemetry is told of events: names, units and attributes, without the library itself.

Names of attributes are those of the semantic conventions for GraphQL, HTTP and
errors where these have one, and begin with `esologs.` where not. Each has few
values: no identifier, no text of an error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias, get_args
from urllib.parse import urlsplit

from esologs.errors import HttpStatusError
from esologs.resilience import events
from esologs.resilience.circuit import CircuitState

if TYPE_CHECKING:
    from esologs.stats import ClientStats

Attributes: TypeAlias = Mapping[str, str | int | float]
Measured: TypeAlias = Iterable[tuple[float, Attributes]]

HISTOGRAMS: Final = (
    ("esologs.call.duration", "s", "How long calls took, waits and retries included."),
    ("esologs.attempt.duration", "s", "How long requests for answers took."),
    ("esologs.call.held_back", "s", "How long calls wait for points, or after a 429."),
)
COUNTERS: Final = (
    ("esologs.retries", "{retry}", "Attempts begun again."),
    ("esologs.retries.stopped", "{call}", "Calls for which no further attempt was made."),
    ("esologs.cache.outcomes", "{outcome}", "What became of looks into the cache."),
    ("esologs.calls.coalesced", "{call}", "Calls that an identical one answered."),
    ("esologs.breaker.transitions", "{transition}", "Changes of the circuit, by its new state."),
    ("esologs.pauses", "{pause}", "Answers 429 that held all calls back."),
    ("esologs.token.refreshes", "{token}", "Access tokens fetched."),
)


def operation(event: events.Event) -> dict[str, str | int | float]:
    """Return which operation *event* is about."""
    return {"graphql.operation.name": event.operation}


def outcome(
    event: events.CallSucceeded | events.CallFailed | events.CallCancelled,
) -> dict[str, str | int | float]:
    """Return how a call ended: where its answer is from, or the kind of its error."""
    match event:
        case events.CallSucceeded(source=source):
            return {"esologs.source": source}
        case events.CallFailed(error=error):
            return {"error.type": type(error).__name__}
        case events.CallCancelled():
            return {"error.type": "cancelled"}


def numbers(
    event: events.CallSucceeded | events.CallFailed | events.CallCancelled,
) -> dict[str, str | int | float]:
    """Return what a span says of a call besides, and a metric must not: it has many values."""
    found: dict[str, str | int | float] = {"esologs.attempts": event.attempts}
    if isinstance(event, events.CallSucceeded):
        if event.points is not None:
            found["esologs.points.left"] = event.points.left
        if event.points_cost is not None:
            found["esologs.points.cost"] = event.points_cost
    return found


def request(event: events.AttemptStarted) -> dict[str, str | int | float]:
    """Return what is known of a request before it is sent."""
    found = operation(event)
    found["http.request.method"] = "POST"
    if event.host:
        parts = urlsplit(f"//{event.host}")
        found["server.address"] = parts.hostname or event.host
        if parts.port is not None:
            found["server.port"] = parts.port
    if event.attempt > 1:
        found["http.request.resend_count"] = event.attempt - 1
    return found


def answer(
    event: events.AttemptSucceeded | events.AttemptFailed | events.AttemptCancelled,
) -> dict[str, str | int | float]:
    """Return what came of a request."""
    match event:
        case events.AttemptSucceeded(status_code=status):
            return {"http.response.status_code": status}
        case events.AttemptFailed(error=HttpStatusError(status_code=status)):
            return {"http.response.status_code": status, "error.type": str(status)}
        case events.AttemptFailed(error=error):
            return {"error.type": type(error).__name__}
        case events.AttemptCancelled():
            return {"error.type": "cancelled"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What is told of an event that neither begins nor ends anything.

    *labels* are of few values and fit a metric, *numbers* are for the span's event
    alone. *counter* is raised by one; *waited* seconds are recorded.
    """

    name: str
    counter: str | None = None
    labels: Attributes = field(default_factory=dict[str, str | int | float])
    numbers: Attributes = field(default_factory=dict[str, str | int | float])
    waited: float | None = None


def note(event: events.Event) -> Note | None:
    """Return what is told of *event*; `None` for one that nobody here knows."""
    match event:
        case events.RetryScheduled(attempt=attempt, wait=wait, error=error):
            return Note(
                name="retry",
                counter="esologs.retries",
                labels={"error.type": type(error).__name__},
                numbers={"esologs.attempt": attempt, "esologs.wait": wait},
            )
        case events.RetryStopped(attempt=attempt, reason=reason):
            return Note(
                name="retry stopped",
                counter="esologs.retries.stopped",
                labels={"esologs.reason": reason},
                numbers={"esologs.attempt": attempt},
            )
        case events.Coalesced():
            return Note(name="coalesced", counter="esologs.calls.coalesced")
        case events.PauseStarted(wait=wait):
            return Note(name="pause", counter="esologs.pauses", numbers={"esologs.wait": wait})
        case events.CallPaused(wait=wait, reason=reason):
            return Note(
                name="held back",
                labels={"esologs.reason": reason},
                numbers={"esologs.wait": wait},
                waited=wait,
            )
        case events.TokenRefreshed():
            return Note(name="token", counter="esologs.token.refreshes")
        case _:
            return _cache_note(event) or _breaker_note(event)


def _cache_note(event: events.Event) -> Note | None:
    match event:
        case events.CacheHit(age=age):
            what, told = "hit", {"esologs.age": age}
        case events.CacheMissed():
            what, told = "miss", {}
        case events.CacheExpired(age=age):
            what, told = "expired", {"esologs.age": age}
        case events.StaleServed(age=age):
            what, told = "stale", {"esologs.age": age}
        case events.RefreshStarted():
            what, told = "refresh", {}
        case events.StoreFailed():
            what, told = "store failed", {}
        case _:
            return None
    return Note(
        name=f"cache {what}",
        counter="esologs.cache.outcomes",
        labels={"esologs.cache.outcome": what},
        numbers=told,
    )


def _breaker_note(event: events.Event) -> Note | None:
    state: CircuitState
    match event:
        case events.BreakerOpened():
            state = "open"
        case events.BreakerHalfOpened():
            state = "half-open"
        case events.BreakerClosed() | events.BreakerReset():
            state = "closed"
        case events.BreakerForcedOpen():
            state = "forced open"
        case events.BreakerDisabled():
            state = "disabled"
        case _:
            return None
    return Note(
        name=f"breaker {state}",
        counter="esologs.breaker.transitions",
        labels={"esologs.breaker.state": state},
    )


@dataclass(frozen=True, slots=True)
class Gauge:
    """A number that is asked for at every export: *measure* takes it from a client's stats."""

    name: str
    unit: str
    told: str
    measure: Callable[[ClientStats], Measured]


def _states(stats: ClientStats) -> Measured:
    if stats.breaker is None:
        return []
    return [
        (float(state == stats.breaker.state), {"esologs.breaker.state": str(state)})
        for state in get_args(CircuitState)
    ]


def _calls(stats: ClientStats) -> Measured:
    return [(stats.calls.under_way, {})]


def _points_left(stats: ClientStats) -> Measured:
    points = stats.points
    return [] if points is None or points.left is None else [(points.left, {})]


def _points_limit(stats: ClientStats) -> Measured:
    points = stats.points
    return [] if points is None or points.limit is None else [(points.limit, {})]


def _tokens(stats: ClientStats) -> Measured:
    return [] if stats.retry_budget is None else [(stats.retry_budget.tokens, {})]


def _slots(stats: ClientStats) -> Measured:
    slots = stats.slots
    if slots is None:
        return []
    states = {"in use": slots.in_use, "free": slots.free, "waiting": slots.waiting}
    return [(number, {"esologs.slots.state": state}) for state, number in states.items()]


GAUGES: Final = (
    Gauge("esologs.calls.under_way", "{call}", "Calls without answer or error yet.", _calls),
    Gauge("esologs.breaker.state", "1", "1 for the state that the circuit is in.", _states),
    Gauge("esologs.points.left", "{point}", "What the account has left this hour.", _points_left),
    Gauge("esologs.points.limit", "{point}", "What the account has each hour.", _points_limit),
    Gauge("esologs.retry_budget.tokens", "{token}", "What retries may still draw.", _tokens),
    Gauge("esologs.slots", "{call}", "Slots in use and free, and calls that wait.", _slots),
)
