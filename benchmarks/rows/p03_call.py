"""P3: what one call costs with every policy on, against bare httpx and `json()`.

The calls follow each other over one kept connection. Both sides send the same
document; ours also checks the argument, passes every policy (the cache, too, which
it is told to leave aside), authorizes, and builds the model.
"""

from __future__ import annotations

import asyncio
import json
import time
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from benchmarks.ratio import ratio
from benchmarks.rounds import ainterleaved, interleaved
from benchmarks.row import Figure, Goal, Row
from esologs import create_resilient_client, create_resilient_sync_client
from esologs._generated.operations import GET_GUILD_BY_ID

if TYPE_CHECKING:
    from benchmarks.bench import Bench
    from benchmarks.rounds import Sides
    from esologs import Client

_GOAL: Final = Goal(1.0)
_AIOHTTP_GOAL: Final = Goal(0.5)
_CALLS: Final = 100
_HEADERS: Final = {"Authorization": "Bearer a-token"}
_BODY: Final[dict[str, Any]] = json.loads(GET_GUILD_BY_ID.head + b'{"guildId":3468}}')


async def measure_async(server: str, rounds: int) -> dict[str, float]:
    """Return the CPU seconds of one call: ours, ours over aiohttp, and raw."""
    import httpx

    url = f"{server}/api/v2/client"
    async with (
        create_resilient_client("any", "any", base_url=server) as own,
        create_resilient_client("any", "any", base_url=server, transport="aiohttp") as aiohttp,
        httpx.AsyncClient(headers=_HEADERS) as raw,
    ):

        async def of(client: Client) -> float:
            asking = client.with_options(cache="bypass")
            started = time.process_time()
            for _ in range(_CALLS):
                await asking.get_guild_by_id(guild_id=3468)
            return (time.process_time() - started) / _CALLS

        async def bare() -> float:
            started = time.process_time()
            for _ in range(_CALLS):
                (await raw.post(url, json=_BODY)).json()
            return (time.process_time() - started) / _CALLS

        sides: Sides = {"ours": partial(of, own), "aiohttp": partial(of, aiohttp), "bare": bare}
        return await ainterleaved(sides, rounds)


def measure_sync(server: str, rounds: int) -> dict[str, float]:
    """Same as `measure_async`, for the blocking clients."""
    import httpx

    url = f"{server}/api/v2/client"
    with (
        create_resilient_sync_client("any", "any", base_url=server) as client,
        httpx.Client(headers=_HEADERS) as raw,
    ):
        asking = client.with_options(cache="bypass")

        def ours() -> float:
            started = time.process_time()
            for _ in range(_CALLS):
                asking.get_guild_by_id(guild_id=3468)
            return (time.process_time() - started) / _CALLS

        def bare() -> float:
            started = time.process_time()
            for _ in range(_CALLS):
                raw.post(url, json=_BODY).json()
            return (time.process_time() - started) / _CALLS

        return interleaved({"ours": ours, "bare": bare}, rounds)


def measure(bench: Bench) -> list[Figure]:
    """Call in turn, in one process, over loopback."""
    awaited = asyncio.run(measure_async(bench.server, bench.rounds))
    blocking = measure_sync(bench.server, bench.rounds)
    return [
        ratio("async", awaited["ours"], awaited["bare"], _GOAL, bench.rounds),
        ratio("async, aiohttp", awaited["aiohttp"], awaited["bare"], _AIOHTTP_GOAL, bench.rounds),
        ratio("sync", blocking["ours"], blocking["bare"], _GOAL, bench.rounds),
    ]


ROW: Final = Row(
    id="P3",
    work="CPU of one sequential call over loopback, every policy on",
    reference="raw httpx `post(json=)` + `json()`",
    goal="≤ 1.0; ≤ 0.5 with the aiohttp transport",
    measure=measure,
)
