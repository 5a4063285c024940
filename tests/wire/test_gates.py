"""Breaker, points and slots on the wire: what a server sees of many callers, in both clients."""

from __future__ import annotations

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from esologs.config import (
    AttemptConfig,
    BreakerConfig,
    CacheConfig,
    LimitsConfig,
    PointsConfig,
    SlotsConfig,
)
from esologs.errors import (
    CircuitOpenError,
    ConfigError,
    ConnectFailedError,
    DeadlineExceededError,
    EsoLogsError,
    PausedError,
    PointsExhaustedError,
    RateLimitError,
    RequestTimeoutError,
    ServerError,
    SlotsFullError,
)
from tests.raw_server import GUILD, says

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from tests.both import Colour
    from tests.raw_server import RawServer, Reaction, Request

QUICK = BreakerConfig(min_attempts=2, open_for=0.05, open_for_max=0.05)


async def many(
    colour: Colour,
    client: Any,
    number: int = 50,
    told: Callable[[Any], object] = lambda _: None,
    **options: Any,
) -> list[Any]:
    """Make *number* calls at once, from as many tasks or threads; return answers and errors.

    Each outcome is also *told* as soon as it is there.
    """
    if colour.is_async:

        async def one(guild_id: int) -> Any:
            try:
                found = await client.get_guild_by_id(guild_id=guild_id, **options)
            except EsoLogsError as error:
                found = error
            told(found)
            return found

        return list(await asyncio.gather(*map(one, range(1, number + 1))))

    def one_blocking(guild_id: int) -> Any:
        try:
            found = client.get_guild_by_id(guild_id=guild_id, **options)
        except EsoLogsError as error:
            found = error
        told(found)
        return found

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(one_blocking, range(1, number + 1)))


def points(spent: float, resets_in: int = 1800) -> Reaction:
    """Answer with a guild, and with that much of a thousand points spent."""
    told = {"limitPerHour": 1000, "pointsSpentThisHour": spent, "pointsResetIn": resets_in}
    return says(200, {**GUILD, "_points": told})


def until(over: threading.Event) -> Reaction:
    """Say nothing until *over* is set."""

    def react(_: socket.socket, __: Request) -> None:
        over.wait(10)

    return react


class Busy:
    """A reaction that counts how many requests are under way, and lets them wait for a gate."""

    def __init__(self) -> None:
        self.now = self.most = 0
        self.full = threading.Event()
        self.gate = threading.Event()
        self.gate_at = 0
        self._lock = threading.Lock()
        self._answer = says()

    def open_when_full(self) -> None:
        self.full.wait(10)
        self.gate.set()

    def __call__(self, connection: socket.socket, request: Request) -> None:
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
            if self.now >= self.gate_at:
                self.full.set()
        if self.gate_at:
            self.gate.wait(10)
        with self._lock:
            self.now -= 1
        self._answer(connection, request)


# --- breaker -------------------------------------------------------------------------------------


async def opened(colour: Colour, server: RawServer, client: Any) -> None:
    """Let two calls fail, and the time of the open circuit pass."""
    server.script = [says(503, b"<html>")]
    for _ in range(2):
        with pytest.raises(ServerError):
            await colour.call(client, "get_guild_by_id", guild_id=1)
    while client.breaker.refuses_for() > 0:  # noqa: ASYNC110 - no event tells that time passed
        await asyncio.sleep(0)


async def test_of_fifty_callers_one_request_is_the_probe(colour: Colour, server: RawServer) -> None:
    """It is answered only once forty-nine were refused; then all calls pass again."""
    refused = threading.Semaphore(0)

    def patient(connection: socket.socket, request: Request) -> None:
        for _ in range(49):
            refused.acquire(timeout=10)
        says()(connection, request)

    async with colour.closing(colour.resilient(retry=None, breaker=QUICK)) as client:
        await opened(colour, server, client)
        server.script = [patient, says()]
        found = await many(
            colour,
            client,
            told=lambda what: refused.release() if isinstance(what, CircuitOpenError) else None,
        )
        asked = len(server.asked)
        state = client.breaker.state
        await many(colour, client, 5)

    assert sum(isinstance(what, CircuitOpenError) for what in found) == 49
    assert (asked, state, len(server.asked)) == (3, "closed", 8)


async def test_an_open_circuit_costs_no_time(colour: Colour, server: RawServer) -> None:
    """Two hundred calls are refused without a request; each error is the caller's own."""
    async with colour.closing(
        colour.resilient(retry=None, breaker=BreakerConfig(min_attempts=2, open_for=15.0))
    ) as client:
        server.script = [says(503, b"<html>")]
        await many(colour, client, 2)
        started = time.monotonic()
        found = await many(colour, client, 200)
        took = time.monotonic() - started

    assert all(isinstance(what, CircuitOpenError) for what in found)
    assert (len({id(what) for what in found}), len(server.asked)) == (200, 2)
    assert took < 5.0  # a thread each; what one refusal costs is the benchmarks' to say


async def test_nobody_listening_opens_it_after_five_connections(
    colour: Colour, unused_port: int
) -> None:
    """With the default settings: the sixth attempt is not made."""
    client = colour.resilient(
        base_url=f"http://127.0.0.1:{unused_port}",
        headers={"Authorization": "Bearer x"},
        retry=None,
    )
    async with colour.closing(client):
        errors = await many(colour, client, 5)
        with pytest.raises(CircuitOpenError, match="5 connections in a row failed") as caught:
            await colour.call(client, "get_guild_by_id", guild_id=1)

    assert all(isinstance(error, ConnectFailedError) for error in errors)
    assert caught.value.reason.startswith("ConnectFailedError: no connection to 127.0.0.1")


async def test_callers_in_a_hurry_open_nothing(colour: Colour, server: RawServer) -> None:
    """Twelve calls that give the server three tenths of a second of thirty: their own affair."""
    hangs = threading.Event()
    server.script = [says(), until(hangs)]
    async with colour.closing(colour.resilient(retry=None, slots=None)) as client:
        await colour.call(client, "get_guild_by_id", guild_id=1)
        found = await many(colour, client, 12, timeout=0.3)
        state = client.breaker.state
        hangs.set()

    # On a busy machine one of them may be over before it is sent.
    assert all(isinstance(what, TimeoutError) for what in found)
    assert state == "closed"


async def test_hung_attempts_open_it(colour: Colour, server: RawServer) -> None:
    """Twelve attempts that had all of their own half second."""
    hangs = threading.Event()
    server.script = [says(), until(hangs)]
    async with colour.closing(
        colour.resilient(retry=None, slots=None, attempt=AttemptConfig(timeout=0.5))
    ) as client:
        await colour.call(client, "get_guild_by_id", guild_id=1)
        await many(colour, client, 12)
        state = client.breaker.state
        hangs.set()

    assert state == "open"


# --- points --------------------------------------------------------------------------------------


class Clocked:
    """Reactions in turn, and the moment at which each request arrived."""

    def __init__(self, *reactions: Reaction) -> None:
        self.arrived: list[float] = []
        self._reactions = list(reactions)
        self._lock = threading.Lock()

    def __call__(self, connection: socket.socket, request: Request) -> None:
        with self._lock:
            self.arrived.append(time.monotonic())
            last = len(self._reactions) == 1
            react = self._reactions[0] if last else self._reactions.pop(0)
        react(connection, request)


async def test_a_429_storm_of_fifty_callers_is_one_request(
    colour: Colour, server: RawServer
) -> None:
    """While the pause lasts nothing arrives; then all of them are answered, spread."""
    clocked = Clocked(says(429, b"{}", retry_after="0.5"), says())
    server.script = [clocked]
    async with colour.closing(colour.resilient(retry=None)) as client:
        with pytest.raises(RateLimitError):
            await colour.call(client, "get_guild_by_id", guild_id=1)
        found = await many(colour, client)

    first, *others = clocked.arrived
    assert len(others) == 50
    assert min(others) - first >= 0.5
    assert not [what for what in found if isinstance(what, EsoLogsError)]


async def test_nobody_waits_for_a_pause_that_does_not_fit(
    colour: Colour, server: RawServer
) -> None:
    """An hour is asked for; fifty callers with a second each are told so at once."""
    server.script = [says(429, b"{}", retry_after="3600")]
    async with colour.closing(colour.resilient(retry=None)) as client:
        with pytest.raises(RateLimitError):
            await colour.call(client, "get_guild_by_id", guild_id=1)
        found = await many(colour, client, timeout=1.0)

    assert all(isinstance(what, PausedError) for what in found)
    assert all(3590 < what.retry_after <= 3600 for what in found)
    assert len(server.asked) == 1


async def test_nobody_waits_for_a_pause_that_is_as_long_as_their_time(
    colour: Colour, server: RawServer
) -> None:
    """A 429 names no time, a guess is as long as the timeout: nothing could be sent after it.

    Who has an old answer gets it, who has none is refused; both hear so at once.
    """
    server.script = [points(100.0), says(429, b"{}")]
    async with colour.closing(
        colour.resilient(
            timeout=5.0,
            points=PointsConfig(burst_pause=5.0),
            cache=CacheConfig(fresh_guild=0.0, jitter=0.0, stale_throttle=0.0),
        )
    ) as client:
        await colour.call(client, "get_guild_by_id", guild_id=1)
        started = time.monotonic()
        with pytest.raises(RateLimitError) as caught:
            await colour.call(client, "get_guild_by_id", guild_id=2)
        found = await many(colour, client, 20)
        took = time.monotonic() - started

    kept, *others = found
    assert (caught.value.stopped, caught.value.guessed) == ("deadline", True)
    assert (kept.meta.source, kept.meta.reason) == ("stale", "rate limit")
    assert all(isinstance(what, PausedError) and 3.0 < what.retry_after <= 5.0 for what in others)
    assert len(server.asked) == 2
    assert took < 2.5


async def test_a_call_retries_through_its_own_429_in_one_go(
    colour: Colour, server: RawServer
) -> None:
    """With everything at its default: two requests, one answer, little more than was asked for."""
    clocked = Clocked(says(429, b"{}", retry_after="0.3"), says())
    server.script = [clocked]
    async with colour.closing(colour.resilient()) as client:
        found = await colour.call(client, "get_guild_by_id", guild_id=1)

    first, second = clocked.arrived
    assert 0.3 <= second - first < 1.0
    assert found.meta.attempts == 2


async def test_the_last_points_are_for_those_who_are_waited_for(
    colour: Colour, server: RawServer
) -> None:
    """Of 1,000 points 49 are left: not for a call that says nothing, but for an interactive one."""
    server.script = [points(951.0), points(953.0)]
    async with colour.closing(colour.resilient(retry=None)) as client:
        await colour.call(client, "get_guild_by_id", guild_id=1)
        with pytest.raises(PointsExhaustedError) as caught:
            await colour.call(client, "get_guild_by_id", guild_id=2)
        urgent = client.with_options(priority="interactive")
        found = await colour.call(urgent, "get_guild_by_id", guild_id=2)

    assert (caught.value.left, caught.value.needed) == (49.0, 2.0)
    assert 1795 < caught.value.retry_after <= 1801
    assert (len(server.asked), found.meta.points_left) == (2, 47.0)


async def test_an_answer_says_what_it_cost(colour: Colour, server: RawServer) -> None:
    """By how much the account's count rose; the first answer has nothing to compare with."""
    server.script = [points(100.0), points(103.5)]
    async with colour.closing(colour.resilient()) as client:
        costs = [
            (await colour.call(client, "get_guild_by_id", guild_id=guild_id)).meta.points_cost
            for guild_id in (1, 2)
        ]

    assert costs == [None, 3.5]


async def test_an_answer_for_which_nothing_was_sent_cost_nothing(
    colour: Colour, server: RawServer
) -> None:
    """A kept one, one that stood in for a page of an outage, one while the circuit was open."""
    server.script = [points(100.0), says(503, b"<html>")]
    kept = CacheConfig(fresh_guild=0.0, jitter=0.0, stale_throttle=0.0)
    costs = list[tuple[str, float | None]]()
    async with colour.closing(colour.resilient(cache=kept, retry=None)) as client:
        for turn in range(3):
            if turn == 2:
                client.breaker.force_open()
            meta = (await colour.call(client, "get_guild_by_id", guild_id=1)).meta
            costs.append((meta.source, meta.points_cost))
    async with colour.closing(colour.resilient(cache=CacheConfig())) as client:
        server.script = [points(104.0)]
        for _ in range(2):
            meta = (await colour.call(client, "get_guild_by_id", guild_id=2)).meta
            costs.append((meta.source, meta.points_cost))

    assert costs == [
        ("live", None), ("stale", 0.0), ("stale", 0.0), ("live", None), ("cache", 0.0)
    ]  # fmt: skip


async def test_a_priority_that_is_none_is_refused(colour: Colour, server: RawServer) -> None:
    """The message names the two that there are."""
    async with colour.closing(colour.resilient()) as client:
        with pytest.raises(ConfigError, match="background, interactive, got 'high'"):
            await colour.call(client, "get_guild_by_id", guild_id=1, priority="high")

    assert server.requests == []


# --- slots ---------------------------------------------------------------------------------------


async def test_sixty_four_callers_go_through_ten_slots(colour: Colour, server: RawServer) -> None:
    """Ten requests at a time over ten connections; all are answered."""
    busy = Busy()
    busy.gate_at = 10
    server.script = [busy]
    async with colour.closing(colour.resilient()) as client:
        opener = threading.Thread(target=busy.open_when_full)
        opener.start()
        found = await many(colour, client, 64)
        opener.join()

    assert all(what.guild_data.guild.id == 3468 for what in found)
    assert (busy.most, len(server.asked)) == (10, 64)
    # One more for the token, which is fetched beside the slots.
    assert server.connections <= 11


async def test_a_call_that_is_cancelled_in_the_queue_harms_nobody(server: RawServer) -> None:
    """One slot: the first call hangs, the second is cancelled, the third is answered after it."""
    from esologs.client import Client

    arrived, gate = threading.Event(), threading.Event()

    def waits(connection: socket.socket, request: Request) -> None:
        arrived.set()
        gate.wait(10)
        says()(connection, request)

    server.script = [waits, says()]
    async with Client(limits=LimitsConfig(max_connections=1)) as client:
        first = asyncio.ensure_future(client.get_guild_by_id(guild_id=1))
        assert await asyncio.to_thread(arrived.wait, 10)
        second = asyncio.ensure_future(client.get_guild_by_id(guild_id=2))
        third = asyncio.ensure_future(client.get_guild_by_id(guild_id=3))
        for _ in range(10):
            await asyncio.sleep(0)
        second.cancel()
        gate.set()

        with pytest.raises(asyncio.CancelledError):
            await second
        assert (await first).guild_data is not None
        assert (await third).guild_data is not None

    asked = [request.json["variables"]["guildId"] for request in server.asked]
    assert asked == [1, 3]


async def test_a_call_waits_for_a_slot_no_longer_than_its_timeout(
    colour: Colour, server: RawServer
) -> None:
    """Two callers, one slot, a server that hangs: neither outlives its three tenths."""
    hangs = threading.Event()
    server.script = [says(), until(hangs)]
    async with colour.closing(
        colour.resilient(retry=None, limits=LimitsConfig(max_connections=1))
    ) as client:
        await colour.call(client, "get_guild_by_id", guild_id=1)
        started = time.monotonic()
        found = await many(colour, client, 2, timeout=0.3)
        took = time.monotonic() - started
        hangs.set()

    assert {type(what) for what in found} <= {RequestTimeoutError, DeadlineExceededError}
    assert 0.3 <= took < 1.3


async def test_behind_a_full_queue_calls_are_refused(colour: Colour, server: RawServer) -> None:
    """One slot and no queue: of five at once one is answered."""
    busy = Busy()
    busy.gate_at = 1
    server.script = [busy]
    refused = threading.Semaphore(0)

    def open_the_gate() -> None:
        for _ in range(4):
            refused.acquire(timeout=10)
        busy.gate.set()

    async with colour.closing(
        colour.resilient(limits=LimitsConfig(max_connections=1), slots=SlotsConfig(queue=0))
    ) as client:
        opener = threading.Thread(target=open_the_gate)
        opener.start()
        found = await many(
            colour,
            client,
            5,
            told=lambda what: refused.release() if isinstance(what, SlotsFullError) else None,
        )
        opener.join()

    assert sum(isinstance(what, SlotsFullError) for what in found) == 4
    assert len(server.asked) == 1


# --- settings ------------------------------------------------------------------------------------


async def test_each_can_be_switched_off(colour: Colour, server: RawServer) -> None:
    """`None`: twenty failures open nothing, a 429 pauses nobody, no queue refuses anybody."""
    server.script = [says(429, b"{}", retry_after="3600"), says(503, b"<html>")]
    async with colour.closing(
        colour.resilient(retry=None, breaker=None, points=None, slots=None)
    ) as client:
        found = await many(colour, client, 20)
        assert client.breaker is None

    assert len(server.asked) == 20
    assert {type(what) for what in found} == {RateLimitError, ServerError}


@pytest.mark.parametrize("name", ["breaker", "points", "slots"])
def test_a_setting_of_another_kind_is_refused(colour: Colour, name: str) -> None:
    """By name, with what it must be."""
    with pytest.raises(ConfigError, match=f"{name} must be a .*Config"):
        colour.resilient("id", "secret", **{name: 3})


def test_a_setting_takes_its_config(colour: Colour) -> None:
    """Each policy's own, and the client's repr shows what differs from the defaults."""
    breaker, points = BreakerConfig(window=20.0), PointsConfig(first_cost=3.0)
    slots = SlotsConfig(queue=9)
    client = colour.resilient("id", "secret", breaker=breaker, points=points, slots=slots)

    assert f"breaker={breaker!r}, points={points!r}, slots={slots!r}" in repr(client)


def test_the_programs_own_say_reaches_every_view(colour: Colour) -> None:
    """`client.breaker.force_open()` holds for `with_options`, too: they share it."""
    client = colour.resilient("id", "secret")
    client.breaker.force_open()

    assert client.with_options(timeout=1.0).breaker.state == "forced open"
