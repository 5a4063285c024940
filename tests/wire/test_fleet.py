"""A fleet on the wire: real clients, a real ESO Logs of the sandbox, a real Redis."""

from __future__ import annotations

import asyncio
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from esologs import CacheConfig, FleetConfig
from esologs.config import PointsConfig
from esologs.errors import ConfigError, EsoLogsError, PausedError, PointsExhaustedError
from esologs.resilience import events
from esologs.sandbox import Sandbox, SandboxServer
from esologs.sandbox.faults import RateLimited
from tests.cache.conftest import redis_server, redis_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.both import Colour
    from tests.cache.redis_server import RedisServer

__all__ = ["redis_server", "redis_url"]

CANARY = "canary-secret-of-the-fleet"


class World:
    """A sandbox server, and workers of a fleet that ask it."""

    def __init__(self, sandbox: Sandbox, base_url: str, redis: RedisServer) -> None:
        self.sandbox = sandbox
        self.base_url = base_url
        self.redis = redis
        self.seen: list[events.Event] = []

    def worker(self, colour: Colour, **settings: Any) -> Any:
        named = {
            "client_id": "an-id",
            "client_secret": CANARY,
            "base_url": self.base_url,
            "timeout": 5.0,
            # A loaded machine is slow now and then; what is claimed of the 50 ms has tests of
            # its own.
            "fleet": FleetConfig(url=self.redis.url, timeout=1.0, first_timeout=5.0),
            "hooks": [self.seen.append],
            **settings,
        }
        return colour.resilient(**named)

    def tokens(self) -> int:
        return sum(record.path == "/oauth/token" for record in self.sandbox.log)

    def asked(self) -> int:
        return len(self.sandbox.log) - self.tokens()


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox(points_per_hour=100, burst=None)


@pytest.fixture
def world(sandbox: Sandbox, redis_server: RedisServer) -> Iterator[World]:
    with SandboxServer(sandbox) as server:
        yield World(sandbox, server.base_url, redis_server)


async def both(colour: Colour, *calls: Any) -> list[Any]:
    """Make calls of several clients at the same time, and return answers and errors."""
    if colour.is_async:
        return list(await asyncio.gather(*[call() for call in calls], return_exceptions=True))

    def one(call: Any) -> Any:
        try:
            return call()
        except EsoLogsError as error:
            return error

    with ThreadPoolExecutor(len(calls)) as pool:
        return await asyncio.to_thread(lambda: list(pool.map(one, calls)))


async def test_two_workers_share_token_points_and_answers(colour: Colour, world: World) -> None:
    """One token, one request for the guild, and the second knows what the first spent."""
    one, other = (world.worker(colour, cache=CacheConfig()) for _ in range(2))
    async with colour.closing(one), colour.closing(other):
        first = await colour.call(one, "get_guild_by_id", guild_id=3468)
        second = await colour.call(other, "get_guild_by_id", guild_id=3468)

    assert (first.meta.source, second.meta.source) == ("live", "cache")
    assert (world.tokens(), world.asked()) == (1, 1)


async def test_together_they_stay_within_the_account(colour: Colour, world: World) -> None:
    """Three workers use a hundred points up; the server never refuses."""
    points = PointsConfig(reserve=0.0, max_wait=0.0)
    workers = [world.worker(colour, points=points, timeout=20.0) for _ in range(3)]
    outcomes: list[Any] = []
    for guild_id in range(1, 40):
        for worker in workers:
            try:
                outcomes.append(await colour.call(worker, "get_guild_by_id", guild_id=guild_id))
            except PointsExhaustedError as error:
                outcomes.append(error)
    for worker in workers:
        await colour.close(worker)

    statuses = {record.status for record in world.sandbox.log}
    assert statuses == {200}
    assert any(isinstance(outcome, PointsExhaustedError) for outcome in outcomes)
    assert sum(record.points for record in world.sandbox.log) <= 100


async def test_a_429_of_one_worker_stops_the_other(colour: Colour, world: World) -> None:
    """The second has sent nothing when it is refused, and says for how long."""
    one, other = (world.worker(colour, max_retries=0, timeout=2.0) for _ in range(2))
    async with colour.closing(one), colour.closing(other):
        await colour.call(one, "get_guild_by_id", guild_id=1)
        world.sandbox.faults.add(RateLimited(retry_after=30))
        with pytest.raises(EsoLogsError):
            await colour.call(one, "get_guild_by_id", guild_id=2)
        sent = world.asked()
        with pytest.raises(PausedError) as caught:
            await colour.call(other, "get_guild_by_id", guild_id=3)

    assert world.asked() == sent
    assert 25 < caught.value.retry_after <= 30


async def test_a_refused_token_is_replaced_once(colour: Colour, world: World) -> None:
    """Both meet the 401; one fetches."""
    one, other = (world.worker(colour) for _ in range(2))
    async with colour.closing(one), colour.closing(other):
        for worker in (one, other):
            await colour.call(worker, "get_guild_by_id", guild_id=1)
        world.sandbox.revoke_tokens()
        answers = await both(
            colour,
            lambda: one.get_guild_by_id(guild_id=2),
            lambda: other.get_guild_by_id(guild_id=3),
        )

    assert [answer.meta.source for answer in answers] == ["live", "live"]
    assert world.tokens() == 2


async def test_an_expired_answer_is_refreshed_by_one(colour: Colour, world: World) -> None:
    """Six workers want what nobody has: one request, and all have the answer."""
    workers = [world.worker(colour, cache=CacheConfig()) for _ in range(6)]
    for worker in workers:  # connected, with a token
        await colour.call(worker, "get_guild_by_id", guild_id=1)
    before = world.asked()
    answers = await both(
        colour, *[lambda worker=worker: worker.get_guild_by_id(guild_id=3468) for worker in workers]
    )
    for worker in workers:
        await colour.close(worker)

    assert {answer.guild_data.guild.id for answer in answers} == {3468}
    assert world.asked() - before == 1


async def test_a_fleet_that_is_lost_and_found_is_told_once_each(
    colour: Colour, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """Ten calls without Redis: all are answered, one warning; then it is back."""
    caplog.set_level(logging.INFO, "esologs")
    fleet = FleetConfig(
        url=world.redis.url, timeout=0.05, first_timeout=5.0, pause=0.1, longest_pause=0.1
    )
    worker = world.worker(colour, fleet=fleet)
    back = threading.Event()
    async with colour.closing(worker):
        await colour.call(worker, "get_guild_by_id", guild_id=1)
        world.redis.freeze()
        for guild_id in range(2, 12):
            await colour.call(worker, "get_guild_by_id", guild_id=guild_id)
        world.redis.thaw()
        for _ in range(30):
            if any(isinstance(event, events.FleetRejoined) for event in world.seen):
                back.set()
                break
            await colour.call(worker, "ping", priority="interactive")
            await asyncio.to_thread(back.wait, 0.05)

    told = [event for event in world.seen if event.operation == "fleet"]
    assert [type(event) for event in told] == [events.FleetLost, events.FleetRejoined]
    warnings = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert len(warnings) == 1
    assert "own share" in warnings[0].getMessage()


async def test_nothing_secret_is_in_redis(colour: Colour, world: World) -> None:
    """After calls with a cache: no byte of the secret, of a token, or of the client's id."""
    worker = world.worker(colour, cache=CacheConfig())
    await colour.call(worker, "get_guild_by_id", guild_id=3468)
    await colour.close(worker)
    dump = dumped(world.redis.url)
    sent = {record.headers.get("authorization", "") for record in world.sandbox.log}
    tokens = [header.partition(" ")[2].encode() for header in sent if "Bearer" in header]

    assert len(dump) > 1000
    assert len(tokens) == 1
    for secret in (CANARY.encode(), b"an-id", *tokens):
        assert secret not in dump


async def test_workers_of_another_account_share_nothing(colour: Colour, world: World) -> None:
    """The same Redis, the same prefix, another secret: another fleet."""
    one = world.worker(colour)
    other = world.worker(colour, client_secret="another")
    async with colour.closing(one), colour.closing(other):
        for worker in (one, other):
            await colour.call(worker, "get_guild_by_id", guild_id=1)
    cores: list[Any] = [vars(worker)["_core"] for worker in (one, other)]

    assert world.tokens() == 2
    assert [core.pipeline.points.active for core in cores] == [1, 1]


async def test_a_variable_names_the_fleet(
    colour: Colour, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`ESOLOGS_FLEET_URL`; neither `fleet=False` nor a sandbox in the process heeds it."""
    monkeypatch.setenv("ESOLOGS_FLEET_URL", world.redis.url)
    within, without = world.worker(colour, fleet=None), world.worker(colour, fleet=False)
    inside = colour.resilient(sandbox=True)
    cores: list[Any] = [vars(one)["_core"] for one in (within, without, inside)]
    kinds = [type(core.pipeline.points).__name__ for core in cores]
    for worker in (within, without, inside):
        await colour.close(worker)

    assert kinds == ["FleetPoints", "PointsGate", "PointsGate"]


@pytest.mark.parametrize("fleet", ["http://127.0.0.1", "127.0.0.1:6379", 6379, True])
def test_what_is_no_address_of_a_redis_is_refused(colour: Colour, fleet: Any) -> None:
    """When the client is made, and without showing what was said."""
    with pytest.raises(ConfigError, match="redis://"):
        colour.resilient("an-id", CANARY, fleet=fleet)


def test_a_client_of_an_unknown_principal_can_be_in_no_fleet(colour: Colour) -> None:
    """Whose token an HTTP client of the caller's sends, only that client knows."""
    import httpx

    kind = httpx.AsyncClient if colour.is_async else httpx.Client
    http_client = kind(auth=("user", "password"))
    with pytest.raises(ConfigError, match="fleet=False"):
        colour.client(http_client=http_client, fleet="redis://127.0.0.1:6379/0")


def dumped(url: str) -> bytes:
    """Return every key of a Redis with its value, as a dump would hold them."""
    from esologs.cache.redis_connection import connection_to

    client: Any = connection_to(url, 5.0)
    keys = client.execute_command("KEYS", "*")
    dump = b"".join(key + client.execute_command("DUMP", key) for key in keys)
    client.close()
    return dump
