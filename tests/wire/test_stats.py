"""`client.stats()` and `client.breaker`: what they say of real calls, in both clients."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from esologs.cache.config import MemoryStoreConfig, RedisStoreConfig, SqliteStoreConfig
from esologs.config import CacheConfig, LimitsConfig, RetryConfig
from esologs.errors import CircuitOpenError, ConfigError, ServerError
from esologs.stats import CacheStats, CallStats, ClientStats, PointsStats
from tests.raw_server import says

if TYPE_CHECKING:
    import socket
    from pathlib import Path

    from esologs.resilience import events
    from tests.both import Colour
    from tests.raw_server import RawServer, Request

QUICK = RetryConfig(wait_initial=0.001)


def cache_of(client: Any) -> CacheStats:
    found: ClientStats = client.stats()
    assert found.cache is not None
    return found.cache


# --- stats ---------------------------------------------------------------------------------------


async def test_a_new_client_has_done_nothing(colour: Colour, server: RawServer) -> None:
    """Everything is at its start, and what only an answer tells is not known."""
    async with colour.closing(colour.resilient(cache=CacheConfig())) as client:
        found: ClientStats = client.stats()

    assert found.calls == CallStats()
    assert found.points == PointsStats(
        limit=None, left=None, reserved=0.0, resets_in=None, paused_for=0.0
    )
    assert found.cache == CacheStats()
    assert CacheStats().hit_ratio is None
    assert found.breaker is not None
    assert (found.breaker.state, found.breaker.opened) == ("closed", 0)
    assert found.retry_budget is not None
    assert found.retry_budget.tokens == found.retry_budget.capacity == 100.0
    assert found.slots is not None
    assert (found.slots.size, found.slots.free, found.slots.queue) == (10, 10, 200)
    assert server.asked == []


async def test_calls_attempts_and_retries_are_counted(colour: Colour, server: RawServer) -> None:
    """One that needed a retry, one that failed, one that is refused."""
    server.script = [says(503, b""), says(), says(503, b"")]
    async with colour.closing(colour.resilient(retry=QUICK)) as client:
        await colour.call(client, "get_guild_by_id", guild_id=1)
        with pytest.raises(ServerError):
            await colour.call(client, "get_guild_by_id", guild_id=2, max_retries=0)
        client.breaker.force_open()
        with pytest.raises(CircuitOpenError):
            await colour.call(client, "get_guild_by_id", guild_id=3)
        found: ClientStats = client.stats()

    assert found.calls == CallStats(started=3, answered=1, failed=2, attempts=3, retries=1)
    assert found.calls.under_way == 0
    assert found.breaker is not None
    assert (found.breaker.state, found.breaker.refused) == ("forced open", 1)
    assert found.points is not None
    assert (found.points.limit, found.points.left) == (3600, 3587.5)
    assert found.points.resets_in is not None
    assert 0 < found.points.resets_in < 3602


async def test_what_is_under_way_shows(colour: Colour, server: RawServer) -> None:
    """Two on the wire, three that wait for a slot; nothing of it afterwards."""
    arrived, gate, answer = threading.Semaphore(0), threading.Event(), says()

    def hold(connection: socket.socket, request: Request) -> None:
        arrived.release()
        gate.wait(10)
        answer(connection, request)

    server.script = [hold]
    found: list[ClientStats] = []

    def look(client: Any) -> None:
        for _ in range(2):
            arrived.acquire(timeout=10)
        found.append(client.stats())  # from another thread than the one that calls
        gate.set()

    async with colour.closing(colour.resilient(limits=LimitsConfig(max_connections=2))) as client:
        watcher = threading.Thread(target=look, args=[client])
        watcher.start()
        if colour.is_async:
            await asyncio.gather(*(client.get_guild_by_id(guild_id=n) for n in range(1, 6)))
        else:
            with ThreadPoolExecutor(5) as pool:
                list(pool.map(client.get_guild_by_id, range(1, 6)))
        watcher.join()
        after: ClientStats = client.stats()

    [during] = found
    assert during.slots is not None
    assert after.slots is not None
    assert (during.slots.in_use, during.slots.free) == (2, 0)
    assert during.calls.under_way == during.calls.started
    assert during.points is not None
    assert during.points.reserved > 0
    assert (after.slots.in_use, after.slots.waiting, after.calls.under_way) == (0, 0, 0)
    assert after.calls.answered == 5


async def test_a_cancelled_call_is_neither_answered_nor_failed(server: RawServer) -> None:
    """And is not under way any more."""
    from tests.both import BOTH

    arrived, gate = threading.Event(), threading.Event()

    def hold(_: socket.socket, __: Request) -> None:
        arrived.set()
        gate.wait(10)

    server.script = [hold]
    async with BOTH[0].closing(BOTH[0].resilient(retry=None)) as client:
        task = asyncio.create_task(client.get_guild_by_id(guild_id=1))
        assert await asyncio.to_thread(arrived.wait, 10)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        found: ClientStats = client.stats()
        gate.set()

    assert found.calls == CallStats(started=1, cancelled=1, attempts=1)
    assert found.calls.under_way == 0


async def test_looks_into_the_cache_are_counted(colour: Colour, server: RawServer) -> None:
    """A miss, two hits, one that was old and stood in: a ratio of two in four."""
    server.script = [says(), says(503, b"")]
    kept = CacheConfig(fresh_guild=300.0, jitter=0.0)
    async with colour.closing(
        colour.resilient(retry=None, cache=kept, store=MemoryStoreConfig())
    ) as client:
        for _ in range(3):
            await colour.call(client, "get_guild_by_id", guild_id=1)
        fresh = cache_of(client)
        answer = await colour.call(client, "get_guild_by_id", guild_id=1, cache="refresh")
        found = cache_of(client)

    assert (fresh.hits, fresh.misses, fresh.expired, fresh.stale) == (2, 1, 0, 0)
    assert fresh.hit_ratio == pytest.approx(2 / 3)
    assert answer.meta.source == "stale"
    assert (found.hits, found.stale, found.entries, found.errors) == (2, 1, 1, 0)
    assert found.size is not None
    assert found.size > 100


async def test_an_old_entry_that_is_renewed_is_no_hit(colour: Colour, server: RawServer) -> None:
    """It was looked for, found too old, and asked for: expired."""
    kept = CacheConfig(fresh_guild=0.0, jitter=0.0)
    async with colour.closing(colour.resilient(cache=kept)) as client:
        for _ in range(3):
            await colour.call(client, "get_guild_by_id", guild_id=1)
        found = cache_of(client)

    assert (found.hits, found.misses, found.expired, found.hit_ratio) == (0, 1, 2, 0.0)


@pytest.mark.parametrize("kind", ["file", "redis"])
async def test_stats_ask_neither_disk_nor_server(
    colour: Colour, server: RawServer, tmp_path: Path, unused_port: int, kind: str
) -> None:
    """A file is not opened for them, a Redis not connected to."""
    store = (
        SqliteStoreConfig(folder=tmp_path / "kept")
        if kind == "file"
        else RedisStoreConfig(url=f"redis://127.0.0.1:{unused_port}")
    )
    async with colour.closing(colour.resilient(cache=CacheConfig(), store=store)) as client:
        found = cache_of(client)

        opened: object = client._core.shelf._store

    assert (found.entries, found.size, found.errors) == (None, None, 0)
    assert opened is None
    assert not (tmp_path / "kept").exists()


async def test_a_store_that_fails_shows(
    colour: Colour, server: RawServer, unused_port: int
) -> None:
    """Each thing that it could not do."""
    async with colour.closing(
        colour.resilient(
            cache=CacheConfig(), store=RedisStoreConfig(url=f"redis://127.0.0.1:{unused_port}")
        )
    ) as client:
        await colour.call(client, "get_guild_by_id", guild_id=1)
        found = cache_of(client)

    assert found.errors >= 1
    assert found.misses == 1


async def test_what_is_off_is_none(colour: Colour, server: RawServer) -> None:
    """Each policy that the client was made without."""
    async with colour.closing(colour.resilient(preset="none")) as client:
        await colour.call(client, "get_guild_by_id", guild_id=1)
        found: ClientStats = client.stats()

    assert (found.breaker, found.retry_budget, found.points, found.slots, found.cache) == (
        None, None, None, None, None,
    )  # fmt: skip
    assert found.calls.answered == 1
    assert "1 answered" in repr(found)


async def test_views_share_them_and_a_closed_client_still_has_them(
    colour: Colour, server: RawServer
) -> None:
    """They are the client's, not the view's."""
    client = colour.resilient()
    view = client.with_options(timeout=5.0)
    await colour.call(view, "get_guild_by_id", guild_id=1)
    await colour.close(client)

    assert (
        client.stats().calls == view.stats().calls == CallStats(started=1, answered=1, attempts=1)
    )


async def test_they_are_json_and_a_frozen_value(colour: Colour, server: RawServer) -> None:
    """What is reckoned is in it, nothing infinite is, and it says itself in a line."""
    async with colour.closing(colour.resilient(cache=CacheConfig())) as client:
        await colour.call(client, "get_guild_by_id", guild_id=1)
        client.breaker.force_open("a test")
        found: ClientStats = client.stats()
    told = json.loads(json.dumps(found.to_dict(), allow_nan=False))

    assert told["calls"]["under_way"] == 0
    assert (told["slots"]["free"], told["cache"]["hit_ratio"]) == (10, 0.0)
    assert (told["breaker"]["state"], told["breaker"]["refuses_for"]) == ("forced open", None)
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.calls = CallStats()  # type: ignore[misc]  # that is the claim
    assert repr(found) == (
        "<ClientStats 1 calls: 1 answered, 0 failed, 0 under way; 1 attempts, 0 retries; "
        "breaker forced open; 3587.5 of 3600 points left; 0 of 10 slots in use, 0 waiting; "
        "0 hits in 1 look-ups, 0 stale>"
    )


async def test_they_may_be_asked_for_in_a_hook(colour: Colour, server: RawServer) -> None:
    """At every event: no lock is held when a hook is called."""
    seen: list[int] = []
    clients: list[Any] = []

    def look(_: events.Event) -> None:
        seen.append(clients[0].stats().calls.started)

    server.script = [says(503, b""), says()]
    async with colour.closing(
        colour.resilient(hooks=[look], retry=QUICK, cache=CacheConfig())
    ) as client:
        clients.append(client)
        await colour.call(client, "get_guild_by_id", guild_id=1)

    assert len(seen) >= 8
    assert set(seen) == {1}


# --- the breaker ---------------------------------------------------------------------------------


async def test_a_circuit_that_is_held_open_answers_from_the_cache(
    colour: Colour, server: RawServer
) -> None:
    """Old answers stand in; after `reset` the next call asks at once."""
    kept = CacheConfig(fresh_guild=0.0, jitter=0.0)
    async with colour.closing(colour.resilient(cache=kept)) as client:
        await colour.call(client, "get_guild_by_id", guild_id=1)
        client.breaker.force_open("maintenance")
        held = [await colour.call(client, "get_guild_by_id", guild_id=1) for _ in range(3)]
        asked = len(server.asked)
        client.breaker.reset()
        after = await colour.call(client, "get_guild_by_id", guild_id=1)

    assert [answer.meta.source for answer in held] == ["stale"] * 3
    assert held[0].meta.reason == "open circuit"
    assert (asked, after.meta.source) == (1, "live")


async def test_a_breaker_is_shared_by_all_views(colour: Colour, server: RawServer) -> None:
    """What one does to it, all of them meet."""
    async with colour.closing(colour.resilient()) as client:
        view = client.with_options(timeout=5.0)
        view.breaker.force_open("a test")
        with pytest.raises(CircuitOpenError, match="a test") as refused:
            await colour.call(client, "get_guild_by_id", guild_id=1)
        client.breaker.reset()
        await colour.call(view, "get_guild_by_id", guild_id=1)

    assert view.breaker is client.breaker
    assert refused.value.forced
    assert len(server.asked) == 1


async def test_a_disabled_breaker_lets_an_outage_through(colour: Colour, server: RawServer) -> None:
    """Each of thirty calls is a request; enabled again, ten are enough to stop."""
    server.script = [says(503, b"")]
    async with colour.closing(colour.resilient(retry=None)) as client:

        async def fail(number: int) -> int:
            before = len(server.asked)
            for guild_id in range(1, number + 1):
                with pytest.raises((ServerError, CircuitOpenError)):
                    await colour.call(client, "get_guild_by_id", guild_id=guild_id)
            return len(server.asked) - before

        client.breaker.disable()
        while_off = await fail(30)
        client.breaker.enable()
        assert (while_off, await fail(30)) == (30, 10)


def test_a_client_without_a_breaker_has_none(colour: Colour) -> None:
    """`None`, whatever turned it off."""
    assert colour.resilient("id", "secret", breaker=None).breaker is None
    assert colour.resilient("id", "secret", preset="none").breaker is None


# --- repr ----------------------------------------------------------------------------------------


async def test_the_repr_of_a_client_says_what_differs(colour: Colour, server: RawServer) -> None:
    """Where it asks, what is not the default, and whether it is a view or closed."""
    name = "Client" if colour.is_async else "SyncClient"
    url = f"{server.base_url}/api/v2/client"
    plain = colour.client()
    tuned = colour.client(
        retry=RetryConfig(max_retries=1),
        timeout=5.0,
        breaker=None,
        headers={"X-Mine": "canary"},
        client_secret="canary",
        client_id="canary",
    )
    view = tuned.with_options(priority="background", headers={"X-Mine": "canary"})
    await colour.close(plain)

    assert repr(plain) == f"<{name} of {url}, closed>"
    assert repr(tuned) == (
        f"<{name} of {url} with timeout=5.0, retry=RetryConfig(max_retries=1), breaker=None>"
    )
    assert repr(view) == (
        f"<{name} view of {url} with timeout=5.0, retry=RetryConfig(max_retries=1), "
        "breaker=None, priority='background', headers=…>"
    )
    assert "canary" not in repr(view)
    await colour.close(tuned)


class Chatty:
    """A store of the caller's own, which shows more of itself than it should."""

    def __repr__(self) -> str:
        return "redis://:canary@127.0.0.1"


def test_the_repr_of_a_client_shows_no_store_of_the_callers_own(colour: Colour) -> None:
    """Its class is enough."""
    client = colour.resilient("id", "secret", cache=CacheConfig(), store=Chatty())

    assert "store=<Chatty>" in repr(client)


def test_a_password_in_an_address_is_refused_and_not_shown(colour: Colour) -> None:
    """It was never sent, and would be in every log."""
    for name in ("base_url", "url"):
        with pytest.raises(ConfigError, match=f"{name} must not hold a user name") as refused:
            colour.client(**{name: "https://user:canary@127.0.0.1/api/v2/client"})
        assert "canary" not in str(refused.value)
