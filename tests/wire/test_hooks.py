"""Hooks are guests: whatever one does at an event, it breaks no call and holds up no other."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from typing import TYPE_CHECKING, Any

import pytest

from esologs.cache.config import RedisStoreConfig
from esologs.client import SyncClient
from esologs.config import BreakerConfig, CacheConfig, RetryConfig
from esologs.errors import EsoLogsError
from esologs.resilience import events
from tests.raw_server import says

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.both import Colour
    from tests.raw_server import RawServer

SETTINGS: dict[str, Any] = {
    "retry": RetryConfig(wait_initial=0.001),
    "breaker": BreakerConfig(min_attempts=4, open_for=0.05, open_for_max=0.05),
    "cache": CacheConfig(fresh_guild=0.0, fresh_game=600.0, jitter=0.0, stale_throttle=0.0),
}

DAY: list[type[events.Event]] = [
    events.CallStarted,
    events.CallSucceeded,
    events.CallFailed,
    events.AttemptStarted,
    events.AttemptSucceeded,
    events.AttemptFailed,
    events.RetryScheduled,
    events.RetryStopped,
    events.CacheMissed,
    events.CacheExpired,
    events.StaleServed,
    events.RefreshStarted,
    events.BreakerOpened,
    events.BreakerHalfOpened,
    events.BreakerClosed,
    events.BreakerForcedOpen,
    events.BreakerDisabled,
    events.BreakerReset,
    events.PauseStarted,
    events.CallPaused,
    events.TokenRefreshed,
]
"""What a day with everything in it tells, at least once each."""


async def day(colour: Colour, client: Any, server: RawServer) -> list[str]:
    """Play a bad day, and return what its callers got."""
    got: list[str] = []

    async def ask(guild_id: int, *script: Any, **options: Any) -> None:
        server.script = list(script)
        try:
            answer = await colour.call(client, "get_guild_by_id", guild_id=guild_id, **options)
        except EsoLogsError as error:
            got.append(type(error).__name__)
        else:
            got.append(answer.meta.source)

    bad, good = says(503, b""), says()
    await ask(1, bad, good)
    await ask(1, good, cache="prefer_stale")
    await ask(1, says(429, b"{}", retry_after="0.05"), max_retries=0)
    await ask(8, good)
    client.breaker.force_open("a test")
    await ask(1, good)
    await ask(2, good)
    client.breaker.reset()
    for guild_id in range(3, 8):
        await ask(guild_id, bad, max_retries=0)
    while client.breaker.refuses_for() > 0:  # noqa: ASYNC110 - no event tells that time passed
        await asyncio.sleep(0)
    await ask(9, good)
    client.breaker.disable()
    client.breaker.enable()
    return got


GOT = [
    "live", "stale", "stale", "live", "stale", "CircuitOpenError",
    "ServerError", "ServerError", "ServerError", "ServerError", "CircuitOpenError", "live",
]  # fmt: skip


async def test_the_day_has_every_event_that_it_is_said_to_have(
    colour: Colour, server: RawServer
) -> None:
    """Or the tests below would prove less than they say."""
    seen: list[events.Event] = []
    async with colour.closing(colour.resilient(hooks=[seen.append], **SETTINGS)) as client:
        assert await day(colour, client, server) == GOT

    assert {type(event) for event in seen} >= set(DAY)


async def test_a_hook_that_raises_at_every_event_changes_nothing(
    colour: Colour, server: RawServer
) -> None:
    """The callers get the same, the counts are the same, the hook behind it hears all."""
    heard: list[events.Event] = []

    def broken(_: events.Event) -> None:
        raise RuntimeError("a hook's own trouble")

    async with colour.closing(colour.resilient(hooks=[broken, heard.append], **SETTINGS)) as client:
        assert await day(colour, client, server) == GOT
        calls = client.stats().calls

    assert {type(event) for event in heard} >= set(DAY)
    assert (calls.started, calls.under_way) == (len(GOT), 0)


class Blocking:
    """A hook that stands still at the first event of *kind*, until it is let go."""

    def __init__(self, kind: type[events.Event]) -> None:
        self._kind = kind
        self.stands = threading.Event()
        self.go = threading.Event()

    def __call__(self, event: events.Event) -> None:
        if isinstance(event, self._kind) and not self.stands.is_set():
            self.stands.set()
            self.go.wait(20)


def finished(target: Any) -> bool:
    """Run *target* in a thread and tell whether it came back within five seconds."""
    thread = threading.Thread(target=target, daemon=True)
    thread.start()
    thread.join(5)
    return not thread.is_alive()


@pytest.mark.parametrize("kind", DAY, ids=lambda kind: kind.__name__)
def test_a_hook_that_blocks_holds_up_nobody_else(
    kind: type[events.Event], server: RawServer
) -> None:
    """While it stands still in one thread, another calls, looks at the stats, moves the breaker.

    So no lock is held there, and no turn: neither of the policies nor of the store.
    """
    from tests.both import BOTH

    hook = Blocking(kind)
    outcome: list[str] = []
    with BOTH[1].resilient(hooks=[hook], **SETTINGS) as client:

        def play() -> None:
            outcome.extend(asyncio.run(day(BOTH[1], client, server)))

        player = threading.Thread(target=play, daemon=True)
        player.start()
        assert hook.stands.wait(15), "the day does not tell it"

        def other() -> None:
            client.stats()
            _ = client.breaker.state
            client.breaker.refuses_for()
            with SyncClient(sandbox=True) as another:
                another.get_guild_by_id(guild_id=3468)
            # Whether it is answered or refused is the moment's matter: it comes back.
            with contextlib.suppress(EsoLogsError):
                client.get_guild_by_id(guild_id=77, timeout=4.0, max_retries=0, cache="bypass")

        assert finished(other)
        hook.go.set()
        player.join(20)

    assert len(outcome) == len(GOT)


async def test_a_hook_that_blocks_at_a_failing_store_blocks_no_call(
    colour: Colour, server: RawServer, unused_port: int
) -> None:
    """It stands still in the store's own thread; calls go on without the store."""
    hook = Blocking(events.StoreFailed)
    answers: list[str] = []
    async with colour.closing(
        colour.resilient(
            hooks=[hook],
            cache=CacheConfig(),
            store=RedisStoreConfig(url=f"redis://127.0.0.1:{unused_port}"),
        )
    ) as client:
        async with asyncio.timeout(10):
            for guild_id in (1, 2, 3):
                answer = await colour.call(client, "get_guild_by_id", guild_id=guild_id)
                answers.append(answer.meta.source)
        stands = await asyncio.to_thread(hook.stands.wait, 5)
        hook.go.set()

    assert (stands, answers) == (True, ["live"] * 3)


async def test_events_of_a_call_share_its_id_and_no_other_has_it(
    colour: Colour, server: RawServer
) -> None:
    """From its start to its end, whichever task or thread tells them."""
    seen: list[events.Event] = []
    server.script = [says(503, b""), says()]
    async with colour.closing(
        colour.resilient(hooks=[seen.append], retry=SETTINGS["retry"])
    ) as client:
        await colour.call(client, "get_guild_by_id", guild_id=1)
        await colour.call(client, "get_guild_by_id", guild_id=2)

    ids = [event.call_id for event in seen if isinstance(event, events.CallStarted)]
    assert len(set(ids)) == 2
    for number in ids:
        told = [type(event) for event in seen if event.call_id == number]
        assert told[0] is events.CallStarted
        assert told[-1] is events.CallSucceeded
        assert events.AttemptSucceeded in told
    nobodys = {type(event) for event in seen if event.call_id == 0}
    assert nobodys == {events.TokenRefreshed}


async def test_an_answer_says_where_it_is_from_to_the_hooks_too(
    colour: Colour, server: RawServer
) -> None:
    """As its `meta` does."""
    seen: list[events.Event] = []
    async with colour.closing(colour.resilient(hooks=[seen.append], cache=CacheConfig())) as client:
        answers = [await colour.call(client, "get_guild_by_id", guild_id=1) for _ in range(2)]

    ends = [event for event in seen if isinstance(event, events.CallSucceeded)]
    assert [end.source for end in ends] == [answer.meta.source for answer in answers]
    assert [end.source for end in ends] == ["live", "cache"]
    assert [end.points_cost for end in ends] == [answer.meta.points_cost for answer in answers]


def hosts(seen: Iterable[events.Event]) -> set[str]:
    return {event.host for event in seen if isinstance(event, events.AttemptStarted)}


async def test_an_attempt_names_the_host_and_nothing_else_of_the_address(
    colour: Colour, server: RawServer
) -> None:
    """With its port, since that is part of who is asked."""
    seen: list[events.Event] = []
    async with colour.closing(colour.resilient(hooks=[seen.append])) as client:
        await colour.call(client, "get_guild_by_id", guild_id=1)

    assert hosts(seen) == {server.base_url.removeprefix("http://")}
