"""OpenTelemetry: what spans and metrics say of calls, whose children they are, what they hide."""

from __future__ import annotations

import asyncio
import contextvars
import gc
import json
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from opentelemetry import trace
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor, SpanExporter
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from esologs.config import CacheConfig, PointsConfig, RetryConfig
from esologs.errors import AuthenticationError, NotFoundError, ServerError
from esologs.ext.opentelemetry import Telemetry
from esologs.resilience import events
from esologs.sandbox import Sandbox
from esologs.sandbox.faults import Latency, Status
from tests.both import BOTH, Colour

if TYPE_CHECKING:
    from collections.abc import Sequence

    from opentelemetry.sdk.trace import ReadableSpan
    from opentelemetry.sdk.trace.export import SpanExportResult

QUICK = RetryConfig(wait_initial=0.001)


@pytest.fixture(params=BOTH, ids=repr)
def colour(request: pytest.FixtureRequest) -> Colour:
    """Each test that asks for it runs once for each client."""
    found: Colour = request.param
    return found


class Watch:
    """A `Telemetry` with an SDK of its own, which keeps what it is told."""

    def __init__(self, exporter: SpanExporter | None = None) -> None:
        self._spans = InMemorySpanExporter()
        self.tracers = TracerProvider()
        self.tracers.add_span_processor(SimpleSpanProcessor(exporter or self._spans))
        self._reader = InMemoryMetricReader()
        self.hook = Telemetry(self.tracers, MeterProvider([self._reader]))

    @property
    def spans(self) -> Sequence[ReadableSpan]:
        return self._spans.get_finished_spans()

    def named(self, name: str) -> list[ReadableSpan]:
        return [span for span in self.spans if span.name == name]

    def measured(self) -> dict[str, list[Any]]:
        """Return the data points by the names of their metrics."""
        data = self._reader.get_metrics_data()
        told: Any = {"resource_metrics": []} if data is None else json.loads(data.to_json())
        return {
            metric["name"]: metric["data"]["data_points"]
            for resource in told["resource_metrics"]
            for scope in resource["scope_metrics"]
            for metric in scope["metrics"]
        }

    def number(self, name: str, **labels: str) -> float:
        """Return the one number of a metric that has *labels*, written with underscores."""
        wanted = {key.replace("_", "."): value for key, value in labels.items()}
        [point] = [
            point
            for point in self.measured()[name]
            if wanted.items() <= point["attributes"].items()
        ]
        number: float = point["value"] if "value" in point else point["count"]
        return number

    def dump(self) -> str:
        """Everything that was told, as text."""
        data = self._reader.get_metrics_data()
        return "".join(span.to_json() for span in self.spans) + (data.to_json() if data else "")


def names_of(span: ReadableSpan) -> list[str]:
    return [event.name for event in span.events]


def is_child(inner: ReadableSpan, outer: ReadableSpan) -> bool:
    assert outer.context is not None
    return inner.parent is not None and inner.parent.span_id == outer.context.span_id


# --- spans ---------------------------------------------------------------------------------------


async def test_a_call_is_a_span_and_each_attempt_a_child_of_it(colour: Colour) -> None:
    """With the names of the conventions; what happened between the attempts is an event."""
    watch = Watch()
    sandbox = Sandbox(faults=[Status(503, count=1)])
    async with colour.closing(
        colour.resilient(sandbox=sandbox, hooks=[watch.hook], retry=QUICK)
    ) as client:
        await colour.call(client, "get_guild_by_id", guild_id=3468)

    [call] = watch.named("query getGuildById")
    first, second = watch.named("POST")
    said, told = dict(call.attributes or {}), dict(second.attributes or {})
    assert call.kind is first.kind is second.kind is trace.SpanKind.CLIENT
    assert is_child(first, call)
    assert is_child(second, call)
    assert said["graphql.operation.name"] == "getGuildById"
    assert (said["graphql.operation.type"], said["esologs.source"]) == ("query", "live")
    assert (said["esologs.attempts"], said["esologs.points.left"]) == (2, 3598.98)
    assert (first.attributes or {})["error.type"] == "503"
    assert first.status.status_code is trace.StatusCode.ERROR
    assert (told["http.request.method"], told["server.address"]) == ("POST", "sandbox.invalid")
    assert (told["http.response.status_code"], told["http.request.resend_count"]) == (200, 1)
    assert names_of(call) == ["retry"]
    assert call.status.status_code is trace.StatusCode.UNSET


async def test_a_failed_call_names_its_error_and_no_more(colour: Colour) -> None:
    """The class: the text may hold what was asked for."""
    watch = Watch()
    sandbox = Sandbox(faults=[Status(503)])
    async with colour.closing(
        colour.resilient(sandbox=sandbox, hooks=[watch.hook], retry=None)
    ) as client:
        with pytest.raises(ServerError):
            await colour.call(client, "get_guild_by_id", guild_id=3468)

    [call] = watch.named("query getGuildById")
    assert (call.attributes or {})["error.type"] == "ServerError"
    assert call.status.description == "ServerError"
    assert names_of(call) == []


async def test_the_parent_is_whatever_was_current_where_the_call_was_made() -> None:
    """In tasks side by side, of which each has a span of its own."""
    watch = Watch()
    tracer = watch.tracers.get_tracer("a program")

    async with BOTH[0].closing(BOTH[0].resilient(sandbox=Sandbox(), hooks=[watch.hook])) as client:

        async def ask(guild_id: int) -> None:
            with tracer.start_as_current_span(f"job {guild_id}"):
                await client.get_guild_by_id(guild_id=guild_id)

        await asyncio.gather(*map(ask, (3468, 107, 130)))

    calls = watch.named("query getGuildById")
    jobs = [span for span in watch.spans if span.name.startswith("job")]
    assert len(calls) == len(jobs) == 3
    assert all(sum(is_child(call, job) for call in calls) == 1 for job in jobs)
    # The attempts ran in tasks of the client's own, and are their calls' all the same.
    assert all(sum(is_child(inner, call) for inner in watch.named("POST")) == 1 for call in calls)


def test_the_parent_is_whatever_was_current_in_the_thread() -> None:
    """For as many threads as call at once."""
    watch = Watch()
    tracer = watch.tracers.get_tracer("a program")

    def ask(guild_id: int) -> None:
        with tracer.start_as_current_span(f"job {guild_id}"):
            client.get_guild_by_id(guild_id=guild_id)

    with (
        BOTH[1].resilient(sandbox=Sandbox(), hooks=[watch.hook]) as client,
        ThreadPoolExecutor(3) as pool,
    ):
        list(pool.map(ask, (3468, 107, 130)))

    calls = watch.named("query getGuildById")
    jobs = [span for span in watch.spans if span.name.startswith("job")]
    assert all(sum(is_child(call, job) for call in calls) == 1 for job in jobs)
    assert all(sum(is_child(inner, call) for inner in watch.named("POST")) == 1 for call in calls)


async def test_a_shared_request_belongs_to_the_call_that_led() -> None:
    """The others say that they were coalesced."""
    watch = Watch()
    sandbox = Sandbox(faults=[Latency(seconds=0.05)])
    async with BOTH[0].closing(BOTH[0].resilient(sandbox=sandbox, hooks=[watch.hook])) as client:
        await asyncio.gather(*(client.get_guild_by_id(guild_id=3468) for _ in range(3)))

    calls = watch.named("query getGuildById")
    [attempt] = watch.named("POST")
    assert sorted(map(names_of, calls)) == [[], ["coalesced"], ["coalesced"]]
    assert [names_of(call) for call in calls if is_child(attempt, call)] == [[]]
    assert watch.number("esologs.calls.coalesced") == 2


async def test_what_runs_behind_an_answer_is_the_calls_that_began_it(colour: Colour) -> None:
    """Its span has ended when the request begins, and is its parent all the same."""
    watch, answered = Watch(), threading.Semaphore(0)

    def tell(event: events.Event) -> None:
        if isinstance(event, events.AttemptSucceeded):
            answered.release()

    async with colour.closing(
        colour.resilient(
            sandbox=Sandbox(),
            hooks=[watch.hook, tell],
            cache=CacheConfig(fresh_guild=0.0, jitter=0.0),
        )
    ) as client:
        await colour.call(client, "get_guild_by_id", guild_id=3468)
        answer = await colour.call(client, "get_guild_by_id", guild_id=3468, cache="prefer_stale")
        for _ in range(2):
            assert await asyncio.to_thread(answered.acquire, timeout=10)

    assert answer.meta.source == "stale"
    _, second = watch.named("query getGuildById")
    assert is_child(watch.named("POST")[1], second)
    assert names_of(second) == ["cache expired", "cache refresh", "cache stale"]


async def test_a_cancelled_call_ends_its_span() -> None:
    """As cancelled; so does the attempt, once it is ended."""
    watch = Watch()
    sandbox = Sandbox(faults=[Latency(seconds=0.2)])
    async with BOTH[0].closing(BOTH[0].resilient(sandbox=sandbox, hooks=[watch.hook])) as client:
        started = asyncio.Event()
        task = asyncio.create_task(client.get_guild_by_id(guild_id=3468))
        asyncio.get_running_loop().call_soon(started.set)
        await started.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    [call] = watch.named("query getGuildById")
    assert (call.attributes or {})["error.type"] == "cancelled"
    assert vars(watch.hook)["_live"] == {}
    assert vars(watch.hook)["_attempts"] == {}


def test_an_attempt_that_was_ended_says_so() -> None:
    """With the call that it belongs to."""
    watch = Watch()
    for event in (
        events.CallStarted(operation="x", call_id=7),
        events.AttemptStarted(operation="x", call_id=7, attempt=1, host="127.0.0.1:8000"),
        events.CallCancelled(operation="x", call_id=7, attempts=1, duration=1.0),
        events.AttemptCancelled(operation="x", call_id=7, attempt=1, duration=1.0),
    ):
        watch.hook(event)

    [attempt], [call] = watch.named("POST"), watch.named("query x")
    said = dict(attempt.attributes or {})
    assert is_child(attempt, call)
    assert (said["error.type"], said["server.address"], said["server.port"]) == (
        "cancelled", "127.0.0.1", 8000,
    )  # fmt: skip


# --- metrics -------------------------------------------------------------------------------------


async def test_metrics_count_calls_attempts_retries_and_looks_into_the_cache(
    colour: Colour,
) -> None:
    """Each with the operation, and none with anything of many values."""
    watch = Watch()
    sandbox = Sandbox(faults=[Status(503, count=1)])
    async with colour.closing(
        colour.resilient(sandbox=sandbox, hooks=[watch.hook], retry=QUICK, cache=CacheConfig())
    ) as client:
        for _ in range(3):
            await colour.call(client, "get_guild_by_id", guild_id=3468)

    assert watch.number("esologs.call.duration", esologs_source="live") == 1
    assert watch.number("esologs.call.duration", esologs_source="cache") == 2
    assert watch.number("esologs.attempt.duration", error_type="503") == 1
    assert watch.number("esologs.retries", error_type="ServerError") == 1
    assert watch.number("esologs.cache.outcomes", esologs_cache_outcome="hit") == 2
    assert watch.number("esologs.cache.outcomes", esologs_cache_outcome="miss") == 1
    assert watch.number("esologs.token.refreshes") == 1


async def test_a_watched_client_is_measured_at_every_export(colour: Colour) -> None:
    """The state of the circuit, points, slots and budget; under the name that it was given."""
    watch = Watch()
    async with colour.closing(
        colour.resilient(sandbox=Sandbox(), points=PointsConfig(), hooks=[watch.hook])
    ) as client:
        assert watch.hook.watch(client, "bot") is client
        assert "esologs.points.left" not in watch.measured()
        await colour.call(client, "get_guild_by_id", guild_id=3468)
        client.breaker.force_open()

        assert watch.number("esologs.points.left", esologs_client="bot") == 3598.98
        assert watch.number("esologs.points.limit") == 3600
        assert watch.number("esologs.slots", esologs_slots_state="free") == 10
        assert watch.number("esologs.retry_budget.tokens") == 100
        assert watch.number("esologs.breaker.state", esologs_breaker_state="forced open") == 1
        assert watch.number("esologs.breaker.state", esologs_breaker_state="closed") == 0
        assert watch.number("esologs.breaker.transitions", esologs_breaker_state="forced open") == 1


async def test_a_client_that_is_gone_is_forgotten(colour: Colour) -> None:
    """Watching keeps nothing alive."""
    watch = Watch()
    client = watch.hook.watch(colour.resilient(sandbox=Sandbox()))
    await colour.close(client)
    before = "esologs.slots" in watch.measured()
    del client
    gc.collect()

    assert (before, "esologs.slots" in watch.measured()) == (True, False)


# --- what it may never do ------------------------------------------------------------------------


async def test_no_secret_is_told(colour: Colour) -> None:
    """Neither credentials nor tokens, headers, variables or texts, over successes and failures."""
    watch = Watch()
    sandbox = Sandbox(faults=[Status(503, count=1), Status(401, count=1)])
    async with colour.closing(
        colour.resilient(
            "canary-id",
            "canary-secret",
            sandbox=sandbox,
            hooks=[watch.hook],
            retry=QUICK,
            headers={"X-Mine": "canary-header"},
        )
    ) as client:
        watch.hook.watch(client)
        await colour.call(client, "get_guild_by_id", guild_id=3468)
        await colour.call(
            client, "get_guild_by_name", name="canary-name", server_slug="canary", server_region="x"
        )
        with pytest.raises(NotFoundError):
            await colour.call(client, "get_report_by_code", code="canaryABCDEFGHIJ")
    async with colour.closing(
        colour.resilient(user_token="canary-token", sandbox=Sandbox(), hooks=[watch.hook])
    ) as client:
        with pytest.raises(AuthenticationError):
            await colour.call(client, "get_guild_by_id", guild_id=3468)

    told = watch.dump()
    assert "getGuildByName" in told
    assert "AuthenticationError" in told
    assert "canary" not in told
    assert "Bearer" not in told


class Broken(SpanExporter):
    """An exporter that fails."""

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        raise RuntimeError("no collector")


async def test_an_exporter_that_fails_breaks_no_call(colour: Colour) -> None:
    """Each call is answered, and the metrics go on."""
    watch = Watch(Broken())
    async with colour.closing(colour.resilient(sandbox=Sandbox(), hooks=[watch.hook])) as client:
        answer = await colour.call(client, "get_guild_by_id", guild_id=3468)

    assert answer.guild_data.guild.name == "Last Covenant"
    assert watch.number("esologs.call.duration") == 1


async def test_a_tracer_that_fails_breaks_no_call_and_leaves_nothing_behind(
    colour: Colour,
) -> None:
    """Where spans cannot even be made."""

    class Refusing(TracerProvider):
        def get_tracer(self, *_: Any, **__: Any) -> Any:
            return self

        def start_span(self, *_: Any, **__: Any) -> Any:
            raise RuntimeError("no spans today")

    hook = Telemetry(Refusing(), MeterProvider())
    async with colour.closing(colour.resilient(sandbox=Sandbox(), hooks=[hook])) as client:
        answer = await colour.call(client, "get_guild_by_id", guild_id=3468)

    assert answer.guild_data.guild.name == "Last Covenant"
    assert (vars(hook)["_live"], vars(hook)["_attempts"]) == ({}, {})


async def test_ended_calls_are_remembered_up_to_a_bound() -> None:
    """Two thousand calls: a thousand and twenty-four, and none of them live."""
    hook = Telemetry(TracerProvider(), MeterProvider())
    for number in range(1, 2001):
        hook(events.CallStarted(operation="x", call_id=number))
        hook(events.CallSucceeded(operation="x", call_id=number, attempts=0, duration=0.0))

    assert len(vars(hook)["_ended"]) == 1024
    assert vars(hook)["_live"] == {}


def test_a_child_of_a_fork_begins_without_its_parents_calls() -> None:
    """They never end there."""
    hook = Telemetry(TracerProvider(), MeterProvider())
    hook(events.CallStarted(operation="x", call_id=1))
    hook.after_fork()

    assert (vars(hook)["_live"], vars(hook)["_ended"]) == ({}, {})


def test_the_context_of_the_caller_is_left_as_it_was() -> None:
    """No span of ours is the current one after a call, nor during the caller's own code."""
    watch = Watch()
    seen: list[object] = []

    def look(_: events.Event) -> None:
        seen.append(trace.get_current_span())

    def ask() -> None:
        with BOTH[1].resilient(sandbox=Sandbox(), hooks=[watch.hook, look]) as client:
            client.get_guild_by_id(guild_id=3468)
        seen.append(trace.get_current_span())

    contextvars.Context().run(ask)

    assert len(seen) > 4
    assert set(seen) == {trace.INVALID_SPAN}


def run(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_without_the_library_the_command_that_adds_it_is_named() -> None:
    """At the import of the adapter, and nowhere else."""
    program = (
        "import sys; sys.modules['opentelemetry'] = None\n"
        "import esologs\n"
        "try:\n    import esologs.ext.opentelemetry\n"
        "except esologs.MissingExtraError as error:\n    print(error)\n"
    )
    assert "pip install 'esologs[otel]'" in run(program)


def test_who_does_not_use_it_does_not_import_it() -> None:
    """A client is made and asked; the library is not there."""
    program = (
        "import sys, esologs, json\n"
        "with esologs.create_resilient_sync_client(sandbox=True) as client:\n"
        "    client.get_guild_by_id(guild_id=3468)\n"
        "print(json.dumps([name for name in sys.modules if name.startswith('opentelemetry')]))\n"
    )
    assert json.loads(run(program)) == []
