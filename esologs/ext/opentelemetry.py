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
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Final, TypeVar

from esologs._forks import renew_in_child
from esologs._version import __version__
from esologs.errors import MissingExtraError
from esologs.ext import _opentelemetry as described
from esologs.resilience import events

try:
    from opentelemetry import metrics, trace
except ImportError as _missing:
    raise MissingExtraError("OpenTelemetry", "otel") from _missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from opentelemetry.context import Context
    from opentelemetry.metrics import CallbackOptions, MeterProvider, Observation
    from opentelemetry.trace import Span, TracerProvider

    from esologs.client import Client, SyncClient
    from esologs.ext._opentelemetry import Attributes, Gauge

C = TypeVar("C", "Client", "SyncClient")

# What runs behind an answer is told after its call's end: as many are remembered for that.
_REMEMBERED: Final = 1024


class Telemetry:
    """A hook that makes spans and metrics of what clients tell. Safe to use from several threads.

    One serves any number of clients: give it to each as a hook, and let it `watch`
    those whose state (breaker, points, slots) is to be measured too. *tracer_provider*
    and *meter_provider* are the global ones unless given.
    """

    def __init__(
        self,
        tracer_provider: TracerProvider | None = None,
        meter_provider: MeterProvider | None = None,
    ) -> None:
        self._tracer = trace.get_tracer("esologs", __version__, tracer_provider)
        meter = metrics.get_meter("esologs", __version__, meter_provider)
        self._histograms = {
            name: meter.create_histogram(name, unit, told)
            for name, unit, told in described.HISTOGRAMS
        }
        self._counters = {
            name: meter.create_counter(name, unit, told) for name, unit, told in described.COUNTERS
        }
        self._live: dict[int, tuple[Span, Context]] = {}
        self._ended: OrderedDict[int, tuple[Span, Context]] = OrderedDict()
        self._attempts: dict[tuple[int, int], Span] = {}
        self._watched: list[tuple[weakref.ref[Client | SyncClient], Attributes]] = []
        self._lock = Lock()
        renew_in_child(self)
        for gauge in described.GAUGES:
            measure = partial(self._measure, gauge)
            meter.create_observable_gauge(gauge.name, [measure], gauge.unit, gauge.told)

    def watch(self, client: C, name: str | None = None) -> C:
        """Measure the state of *client* at every export, and return it.

        *name* tells it from others in the attribute `esologs.client`. A client
        that is gone is forgotten.
        """
        said = {} if name is None else {"esologs.client": name}
        with self._lock:
            self._watched = [pair for pair in self._watched if pair[0]() is not None]
            self._watched.append((weakref.ref(client), said))
        return client

    def after_fork(self) -> None:
        """Forget, in a child, the calls that its parent has under way."""
        self._lock = Lock()
        self._live.clear()
        self._ended.clear()
        self._attempts.clear()

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
                self._note(event)

    def _begin(self, event: events.CallStarted) -> None:
        # Hooks are called where the call is made: its context is the current one.
        span = self._tracer.start_span(
            f"query {event.operation}",
            kind=trace.SpanKind.CLIENT,
            attributes={"graphql.operation.type": "query", **described.operation(event)},
        )
        inside = trace.set_span_in_context(span)
        with self._lock:
            self._live[event.call_id] = span, inside

    def _end(self, event: events.CallSucceeded | events.CallFailed | events.CallCancelled) -> None:
        with self._lock:
            call = self._live.pop(event.call_id, None)
            if call is not None:
                self._ended[event.call_id] = call
            if len(self._ended) > _REMEMBERED:
                self._ended.popitem(last=False)
        outcome = described.outcome(event)
        if call is not None:
            span, _ = call
            span.set_attributes({**outcome, **described.numbers(event)})
            if isinstance(event, events.CallFailed):
                span.set_status(trace.StatusCode.ERROR, type(event.error).__name__)
            span.end()
        self._histograms["esologs.call.duration"].record(
            event.duration, {**described.operation(event), **outcome}
        )

    def _begin_attempt(self, event: events.AttemptStarted) -> None:
        # It runs in a task or thread of its own, and belongs to the call that began it.
        with self._lock:
            call = self._live.get(event.call_id) or self._ended.get(event.call_id)
        span = self._tracer.start_span(
            "POST",
            context=None if call is None else call[1],
            kind=trace.SpanKind.CLIENT,
            attributes=described.request(event),
        )
        with self._lock:
            self._attempts[event.call_id, event.attempt] = span

    def _end_attempt(
        self, event: events.AttemptSucceeded | events.AttemptFailed | events.AttemptCancelled
    ) -> None:
        with self._lock:
            span = self._attempts.pop((event.call_id, event.attempt), None)
        answer = described.answer(event)
        if span is not None:
            span.set_attributes(answer)
            if isinstance(event, events.AttemptSucceeded) and event.request_id is not None:
                span.set_attribute("esologs.request_id", event.request_id)
            if isinstance(event, events.AttemptFailed):
                span.set_status(trace.StatusCode.ERROR, type(event.error).__name__)
            span.end()
        self._histograms["esologs.attempt.duration"].record(
            event.duration, {**described.operation(event), **answer}
        )

    def _note(self, event: events.Event) -> None:
        note = described.note(event)
        if note is None:
            return
        if note.counter is not None:
            said = {**described.operation(event), **note.labels} if event.call_id else note.labels
            self._counters[note.counter].add(1, said)
        if note.waited is not None:
            self._histograms["esologs.call.held_back"].record(
                note.waited, {**described.operation(event), **note.labels}
            )
        with self._lock:
            call = self._live.get(event.call_id)
        if call is not None:
            call[0].add_event(note.name, {**note.labels, **note.numbers})

    def _measure(self, gauge: Gauge, _: CallbackOptions) -> Iterator[Observation]:
        with self._lock:
            watched = [(ref(), said) for ref, said in self._watched]
        for client, said in watched:
            if client is not None:
                for value, labels in gauge.measure(client.stats()):
                    yield metrics.Observation(value, {**said, **labels})
