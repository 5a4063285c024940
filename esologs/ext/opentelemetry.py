"""OpenTelemetry: a span for each call and each attempt, and metrics, by the API alone.

    from esologs.ext.opentelemetry import Telemetry

    telemetry = Telemetry()
    client = telemetry.watch(create_resilient_client(hooks=[telemetry]))

Needs the extra `otel`. What is exported, where to and how, is the matter of the SDK
that the program sets up; without one nothing is recorded. No attribute holds a
token, a header, a variable or the text of an error.
"""

from __future__ import annotations

import weakref
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Final, TypeVar, get_args

from esologs._forks import renew_in_child
from esologs._version import __version__
from esologs.errors import MissingExtraError
from esologs.resilience import events
from esologs.resilience.circuit import CircuitState

try:
    from opentelemetry import trace
    from opentelemetry.metrics import Observation, get_meter
except ImportError as exc:
    raise MissingExtraError("OpenTelemetry", "otel") from exc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import TypeAlias

    from opentelemetry.context import Context
    from opentelemetry.metrics import CallbackOptions, MeterProvider
    from opentelemetry.trace import Span, TracerProvider

    from esologs.client import Client, SyncClient
    from esologs.stats import ClientStats

    Attributes: TypeAlias = Mapping[str, str | int | float | bool]

C = TypeVar("C", "Client", "SyncClient")

# Calls whose end was told a while ago: what runs behind their answers is still theirs.
_REMEMBERED: Final = 1024
_NAME: Final = "esologs"


@dataclass(slots=True)
class _Call:
    """A call: its span, the context for what is inside it, and its attempts under way."""

    span: Span
    inside: Context
    attempts: dict[int, Span] = field(default_factory=dict[int, "Span"])


class Telemetry:
    """A hook that makes spans and metrics of what clients tell. Safe to use from several threads.

    One serves any number of clients. Give it to each as a hook, and let it `watch`
    those whose state (breaker, points, slots) is to be measured too. *tracer_provider*
    and *meter_provider* are the global ones unless given.
    """

    def __init__(
        self,
        tracer_provider: TracerProvider | None = None,
        meter_provider: MeterProvider | None = None,
    ) -> None:
        self._tracer = trace.get_tracer(_NAME, __version__, tracer_provider)
        meter = get_meter(_NAME, __version__, meter_provider)
        self._calls = OrderedDict[int, _Call]()
        self._lock = Lock()
        self._watched: list[tuple[weakref.ref[Client | SyncClient], Attributes]] = []
        self._call_duration = meter.create_histogram(
            "esologs.call.duration", "s", "How long calls took, waits and retries included."
        )
        self._attempt_duration = meter.create_histogram(
            "esologs.attempt.duration", "s", "How long requests for answers took."
        )
        self._retries = meter.create_counter("esologs.retries", "{retry}", "Attempts begun again.")
        self._stops = meter.create_counter(
            "esologs.retries.stopped", "{call}", "Calls for which no further attempt was made."
        )
        self._lookups = meter.create_counter(
            "esologs.cache.outcomes", "{outcome}", "What became of looks into the cache."
        )
        self._coalesced = meter.create_counter(
            "esologs.calls.coalesced", "{call}", "Calls that an identical one answered."
        )
        self._held_back = meter.create_histogram(
            "esologs.calls.held_back", "s", "For how long calls wait for points or after a 429."
        )
        self._transitions = meter.create_counter(
            "esologs.breaker.transitions", "{transition}", "Changes of the circuit, by new state."
        )
        for name, unit, told, measure in _GAUGES:
            meter.create_observable_gauge(name, [_callback(self, measure)], unit, told)
        renew_in_child(self)

    def watch(self, client: C, name: str | None = None) -> C:
        """Measure the state of *client* at every export, and return it.

        *name* tells it from others in the attribute `esologs.client`. A client
        that is gone is forgotten.
        """
        said = {} if name is None else {"esologs.client": name}
        with self._lock:
            alive = [(ref, said) for ref, said in self._watched if ref() is not None]
            self._watched = [*alive, (weakref.ref(client), said)]
        return client

    def after_fork(self) -> None:
        """Forget, in a child, the calls that its parent has under way."""
        self._lock = Lock()
        self._calls.clear()

    def __call__(self, event: events.Event) -> None:
        """Take note of *event*."""
        match event:
            case events.CallStarted():
                self._begin(event)
            case events.CallSucceeded() | events.CallFailed() | events.CallCancelled():
                self._end(event)
            case events.AttemptStarted():
                self._begin_attempt(event)
            case events.AttemptSucceeded() | events.AttemptFailed() | events.AttemptCancelled():
                self._end_attempt(event)
            case _:
                self._mark(event)

    def stats(self) -> list[tuple[ClientStats, Attributes]]:
        """Return how the watched clients stand."""
        with self._lock:
            watched = [(ref(), said) for ref, said in self._watched]
        return [(client.stats(), said) for client, said in watched if client is not None]

    # --- calls -------------------------------------------------------------------------------

    def _begin(self, event: events.CallStarted) -> None:
        # Hooks are called where the call is made: its context is the current one.
        span = self._tracer.start_span(
            f"query {event.operation}",
            kind=trace.SpanKind.CLIENT,
            attributes={
                "graphql.operation.type": "query",
                "graphql.operation.name": event.operation,
            },
        )
        call = _Call(span, trace.set_span_in_context(span))
        with self._lock:
            self._calls[event.call_id] = call
            while len(self._calls) > _REMEMBERED and not _is_open(self._calls):
                self._calls.popitem(last=False)

    def _end(self, event: events.CallSucceeded | events.CallFailed | events.CallCancelled) -> None:
        said = {"graphql.operation.name": event.operation, **_outcome(event)}
        self._call_duration.record(event.duration, said)
        call = self._call(event)
        if call is None:
            return
        span = call.span
        span.set_attribute("esologs.attempts", event.attempts)
        for name, value in _outcome(event).items():
            span.set_attribute(name, value)
        match event:
            case events.CallSucceeded(points=points) if points is not None:
                span.set_attribute("esologs.points.left", points.left)
            case events.CallFailed(error=error):
                span.set_status(trace.StatusCode.ERROR, type(error).__name__)
            case _:
                pass
        span.end()
