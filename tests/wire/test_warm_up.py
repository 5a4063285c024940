"""Warming up: what is fetched before anybody waits for it, and what that may cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from esologs import CacheConfig, Client, ConfigError, NotFoundError, RetryConfig, SyncClient, WarmUp
from esologs.sandbox import Sandbox, SandboxServer
from esologs.sandbox.faults import Status
from esologs.startup import Startup
from tests.both import Colour

if TYPE_CHECKING:
    from collections.abc import Iterator

COLOURS = [Colour("async"), Colour("sync")]
KEEPING: dict[str, Any] = {"cache": CacheConfig(), "store": "file"}


@pytest.fixture(name="server")
def _server() -> Iterator[SandboxServer]:
    """A sandbox on loopback, as new."""
    with SandboxServer(Sandbox()) as server:
        yield server


def settings(server: SandboxServer) -> dict[str, Any]:
    """Settings of a client of *server* that keeps its answers."""
    return {
        "base_url": server.base_url, "client_id": "sandbox", "client_secret": "sandbox", **KEEPING
    }  # fmt: skip


def asked(server: SandboxServer) -> list[str]:
    """The operations that the sandbox was asked, in order."""
    return [str(entry.operation) for entry in server.sandbox.log if entry.operation]


@pytest.mark.parametrize("colour", COLOURS, ids=repr)
async def test_what_was_warmed_is_answered_from_the_cache(
    colour: Colour, server: SandboxServer
) -> None:
    """A name, a pair and a call: each asked once, and the calls that follow ask nothing."""
    kind: Any = Client if colour.is_async else SyncClient
    chosen = ["get_zones", ("get_guild_by_id", {"guild_id": 3468}), kind.get_classes]
    async with colour.closing(colour.client(**settings(server))) as client:
        done: WarmUp = await colour.call(client, "warm_up", chosen)

        assert asked(server) == ["getRateLimitData", "getZones", "getGuildById", "getClasses"]
        later = [
            await colour.call(client, "get_zones"),
            await colour.call(client, "get_guild_by_id", guild_id=3468),
            await colour.call(client, "get_classes"),
        ]
        assert [answer.meta.source for answer in later] == ["cache"] * 3
        assert len(asked(server)) == 4
    assert [(each.name, each.source) for each in done.operations] == [
        ("get_zones", "live"), ("get_guild_by_id", "live"), ("get_classes", "live"),
    ]  # fmt: skip
    assert done
    assert done.points is not None


@pytest.mark.parametrize("colour", COLOURS, ids=repr)
async def test_a_second_warm_up_costs_next_to_nothing(
    colour: Colour, server: SandboxServer
) -> None:
    """What is kept already is not asked again: only the token and the points are looked at."""
    async with colour.closing(colour.client(**settings(server))) as client:
        await colour.call(client, "warm_up", ["get_zones"])

        again: WarmUp = await colour.call(client, "warm_up", ["get_zones"])

    assert [each.source for each in again.operations] == ["cache"]
    assert asked(server).count("getZones") == 1


@pytest.mark.parametrize("colour", COLOURS, ids=repr)
async def test_a_warm_up_leaves_the_last_fifth_of_the_points(
    colour: Colour, server: SandboxServer
) -> None:
    """Below 20 % the rest is left out and named, and nothing is asked; it is no failure."""
    async with colour.closing(colour.client(**settings(server))) as client:
        await colour.call(client, "warm_up", ["get_zones"])
        server.sandbox.spend_points(0.85 * 3600)

        # The first one learns it from the answers, the second one knows it from the start.
        for _ in range(2):
            done: WarmUp = await colour.call(client, "warm_up", ["get_zones", "get_classes"])

            assert (done.left_out, bool(done)) == (("get_classes",), False)
            assert [each.name for each in done.operations] == ["get_zones"]  # that is kept
    assert "getClasses" not in asked(server)


@pytest.mark.parametrize("colour", COLOURS, ids=repr)
@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ("get_factionz", "did you mean 'get_factions'"),
        ("get_zone", "'get_zone' cannot be warmed up with {}: missing a required argument: 'id'"),
        ("aclose", "no method 'aclose'"),
        ("close", "no method 'close'"),
    ],
)
async def test_an_unknown_operation_is_refused_before_anything_is_sent(
    colour: Colour, server: SandboxServer, chosen: str, said: str
) -> None:
    """With the name that was meant; nothing but a method that reads can be warmed."""
    async with colour.closing(colour.client(**settings(server))) as client:
        with pytest.raises(ConfigError, match=said):
            await colour.call(client, "warm_up", ["get_zones", chosen])

    assert asked(server) == []


@pytest.mark.parametrize("colour", COLOURS, ids=repr)
async def test_a_client_that_keeps_nothing_cannot_be_warmed(
    colour: Colour, server: SandboxServer
) -> None:
    """It would spend points for nothing; without operations it fetches its token all the same."""
    without = {**settings(server), "cache": None}
    async with colour.closing(colour.client(**without)) as client:
        with pytest.raises(ConfigError, match="keeps no answers"):
            await colour.call(client, "warm_up", ["get_zones"])
        done: WarmUp = await colour.call(client, "warm_up")

    assert (done.operations, asked(server)) == ((), ["getRateLimitData"])


@pytest.mark.parametrize("colour", COLOURS, ids=repr)
async def test_what_fails_is_raised(colour: Colour, server: SandboxServer) -> None:
    """As from any call: a start that warms up a client judges it, and tries again."""
    gone = ("get_report_by_code", {"code": "zzzzzzzzzzzzzzzz"})
    async with colour.closing(colour.client(**settings(server))) as client:
        with pytest.raises(NotFoundError):
            await colour.call(client, "warm_up", ["get_zones", gone])


async def test_a_warm_up_is_a_component_like_any_other(server: SandboxServer) -> None:
    """The server is down at first, then up: the client is warm, and nobody was told."""
    server.sandbox.faults.add(Status(503, operation="getZones", count=2))
    quick = RetryConfig(wait_initial=0.01)
    async with Client(**settings(server), retry=quick) as client, Startup() as startup:
        startup.add("eso-logs", lambda: client.warm_up(["get_zones", lambda c: c.get_classes()]))

        report = await startup.run()

        assert report
        assert (await client.get_classes()).meta.source == "cache"
