"""Clocks for tests: waits pass at once, and everything in a client goes by them."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pytest

from esologs import (
    ConfigError,
    DeadlineExceededError,
    PausedError,
    RateLimitError,
    RetryConfig,
    ServerError,
)
from esologs.config import CacheConfig
from esologs.sandbox import Sandbox
from esologs.testing import FakeClock, fault_script, no_waiting
from tests.both import BOTH, Colour

if TYPE_CHECKING:
    from collections.abc import Iterator

    from esologs.sandbox import SandboxServer

colours = pytest.mark.parametrize("colour", BOTH, ids=repr)


@pytest.fixture(autouse=True)
def _quick() -> Iterator[None]:
    """No test here may really wait: the shortest wait that any of them names is seven seconds."""
    began = time.monotonic()
    yield
    assert time.monotonic() - began < 7.0


@colours
async def test_a_wait_passes_at_once_and_moves_the_clock(colour: Colour) -> None:
    """Seven seconds asked for by a 429 are seven on both clocks, and none on the wall."""
    with FakeClock(wall=1_700_000_000.0) as clock:
        sandbox = Sandbox(clock=clock.wall, faults=fault_script("429 with Retry-After 7 once"))
        before = clock.monotonic()
        async with colour.closing(colour.resilient(sandbox=sandbox, points=None)) as client:
            meta = await colour.call(client, "ping")

    assert clock.waits == [7.0]
    assert (clock.wall(), clock.monotonic() - before) == (1_700_000_007.0, 7.0)
    assert (meta.attempts, meta.duration) == (2, 7.0)


@colours
async def test_deadlines_go_by_it(colour: Colour) -> None:
    """Waits spend the call's time: what no longer fits is refused, as with a real clock."""
    retry = RetryConfig(max_retries=9, max_retry_after=90.0)
    with FakeClock() as clock:
        sandbox = Sandbox(faults=fault_script("429 with Retry-After 25"))
        made = colour.resilient(sandbox=sandbox, retry=retry, points=None, timeout=60.0)
        async with colour.closing(made) as client:
            with pytest.raises(RateLimitError) as caught:
                await colour.call(client, "ping")

    assert clock.waits == [25.0, 25.0]
    assert caught.value.stopped == "deadline"


@colours
async def test_an_hour_passes_when_it_is_told_to(colour: Colour) -> None:
    """Points that are spent come back, and so does what a 429 held back."""
    with FakeClock() as clock:
        sandbox = Sandbox(clock=clock.wall, points_per_hour=100)
        async with colour.closing(colour.resilient(sandbox=sandbox, retry=None)) as client:
            await colour.call(client, "ping")
            sandbox.spend_points(100)
            with pytest.raises(RateLimitError):
                await colour.call(client, "ping")
            with pytest.raises(PausedError):
                await colour.call(client, "ping")
            clock.advance(3600.0)
            meta = await colour.call(client, "ping")

    assert meta.points_left > 90


@colours
async def test_answers_age_by_it(colour: Colour) -> None:
    """An answer of yesterday is old: it is asked for anew, and stands in when that fails."""
    with FakeClock() as clock:
        sandbox = Sandbox(clock=clock.wall)
        made = colour.resilient(
            sandbox=sandbox, cache=CacheConfig(jitter=0.0), store="memory", retry=None
        )
        async with colour.closing(made) as client:
            sources: list[tuple[str, int]] = []
            for seconds, script in ((0.0, "fine"), (1.0, "fine"), (86_400.0, "outage")):
                clock.advance(seconds)
                sandbox.faults.add(*fault_script(script))
                answer = await colour.call(client, "get_guild_by_id", guild_id=3468)
                sources.append((answer.meta.source, round(answer.meta.age)))

    assert sources == [("live", 0), ("cache", 1), ("stale", 86_401)]


async def test_tasks_wait_side_by_side() -> None:
    """Two that wait from the same moment take as long as the longer one."""
    with FakeClock() as clock:
        before = clock.monotonic()
        await asyncio.gather(clock.asleep(8.0), clock.asleep(5.0))
        together = clock.monotonic() - before
        await clock.asleep(1.0)

    assert (together, clock.monotonic() - before) == (8.0, 9.0)


@colours
async def test_nothing_is_waited_for_and_all_else_is_as_it_was(colour: Colour) -> None:
    """As many attempts as ever, no wait between them, and the clocks are ahead by the waits."""
    with no_waiting() as clock:
        sandbox = Sandbox(clock=clock.wall, faults=fault_script("503"))
        retry = RetryConfig(max_retries=4, wait_initial=100.0, wait_max=100.0)
        made = colour.resilient(sandbox=sandbox, retry=retry, timeout=None)
        async with colour.closing(made) as client:
            with pytest.raises(ServerError) as caught:
                await colour.call(client, "ping")

    assert caught.value.attempts == 5
    assert len(clock.waits) == 4
    assert clock.monotonic() - time.monotonic() == pytest.approx(sum(clock.waits), abs=0.5)
    assert clock.wall() - time.time() == pytest.approx(sum(clock.waits), abs=0.5)


@colours
@pytest.mark.parametrize(("bound", "attempts"), [(1, 1), (2, 2), (9, 4)])
async def test_attempts_can_be_bounded(colour: Colour, bound: int, attempts: int) -> None:
    """No client makes more than that, and none makes more than its own settings say."""
    with no_waiting(max_attempts=bound):
        sandbox = Sandbox(faults=fault_script("503"))
        async with colour.closing(colour.resilient(sandbox=sandbox)) as client:
            with pytest.raises(ServerError) as caught:
                await colour.call(client, "ping")

    assert caught.value.attempts == attempts
    assert len(sandbox.log.of("getRateLimitData")) == attempts


@pytest.mark.parametrize("bound", [0, True, 1.5])
def test_a_bound_that_cannot_be_is_refused(bound: int) -> None:
    """No attempt at all is no call."""
    with pytest.raises(ConfigError, match="max_attempts"), no_waiting(max_attempts=bound):
        pass


@pytest.mark.parametrize("seconds", [-1.0, float("nan"), True])
def test_time_does_not_go_back(seconds: float) -> None:
    """A clock is advanced by seconds from 0 up."""
    with pytest.raises(ConfigError, match="seconds"):
        FakeClock().advance(seconds)


@colours
async def test_only_clients_of_the_block_go_by_it(colour: Colour) -> None:
    """A client keeps the clock that it was made with; the machine's is back at the end."""
    sandbox = Sandbox(faults=fault_script("429 with Retry-After 0 once"))
    before = colour.resilient(sandbox=sandbox)
    with FakeClock() as clock:
        inside = colour.resilient(sandbox=True)
        async with colour.closing(before):
            await colour.call(before, "ping")
        assert clock.waits == []
    after = colour.resilient(sandbox=Sandbox(faults=fault_script("429 with Retry-After 0 once")))
    async with colour.closing(after):
        await colour.call(after, "ping")
    await colour.close(inside)

    assert clock.waits == []


async def test_the_sandbox_goes_by_it(
    fake_clock: FakeClock, esologs_sandbox: SandboxServer
) -> None:
    """The server of the fixture has the hours of the test's clock: its points come back."""
    from esologs import create_client_with_timeout

    esologs_sandbox.sandbox.spend_points(3600)
    async with create_client_with_timeout(
        timeout=7200.0, retry=RetryConfig(max_retry_after=4000.0)
    ) as client:
        meta = await client.ping()

    assert meta.attempts == 2
    assert 3500 < sum(fake_clock.waits) < 3700


def test_a_deadline_may_not_be_waited_past(fake_clock: FakeClock) -> None:
    """A call whose time is over is refused, and says so, at a time that nobody waited for."""
    from esologs import create_resilient_sync_client

    sandbox = Sandbox(clock=fake_clock.wall, points_per_hour=50)
    with create_resilient_sync_client(sandbox=sandbox, cache=None, timeout=30.0) as client:
        client.ping()
        sandbox.spend_points(50)
        with pytest.raises((RateLimitError, PausedError, DeadlineExceededError)):
            client.ping()
    assert sum(fake_clock.waits) < 30.0
