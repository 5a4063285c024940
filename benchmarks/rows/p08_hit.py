"""P8: what a fresh answer out of the cache costs, with its model, against one raw httpx call."""

from __future__ import annotations

import asyncio
import json
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from benchmarks.ratio import ratio
from benchmarks.rounds import ainterleaved
from benchmarks.row import Figure, Goal, Row
from esologs import create_resilient_client
from esologs._generated.operations import GET_GUILD_BY_ID
from esologs.cache.config import SqliteStoreConfig

if TYPE_CHECKING:
    from benchmarks.bench import Bench
    from benchmarks.rounds import Sides
    from esologs import Client

_MEMORY_GOAL: Final = Goal(0.1)
_SQLITE_GOAL: Final = Goal(0.4)
_CALLS: Final = 100
_HEADERS: Final = {"Authorization": "Bearer a-token"}
_BODY: Final[dict[str, Any]] = json.loads(GET_GUILD_BY_ID.head + b'{"guildId":3468}}')


async def seconds_of_a_hit(server: str, folder: Path, rounds: int) -> dict[str, float]:
    """Return the CPU seconds of one hit in either store, and of one raw call."""
    import httpx

    file = SqliteStoreConfig(folder=folder)
    async with (
        create_resilient_client("any", "any", base_url=server, store="memory") as memory,
        create_resilient_client("any", "any", base_url=server, store=file) as sqlite,
        httpx.AsyncClient(headers=_HEADERS) as raw,
    ):

        async def hits(client: Client) -> float:
            # Only the first one of all asks the server, in the round that is thrown away.
            await client.get_guild_by_id(guild_id=3468)
            started = time.process_time()
            for _ in range(_CALLS):
                answer = await client.get_guild_by_id(guild_id=3468)
                assert answer.meta.source == "cache"  # noqa: S101 - else the row means nothing
            return (time.process_time() - started) / _CALLS

        async def bare() -> float:
            started = time.process_time()
            for _ in range(_CALLS):
                (await raw.post(f"{server}/api/v2/client", json=_BODY)).json()
            return (time.process_time() - started) / _CALLS

        sides: Sides = {
            "memory": partial(hits, memory),
            "sqlite": partial(hits, sqlite),
            "bare": bare,
        }
        return await ainterleaved(sides, rounds)


def measure(bench: Bench) -> list[Figure]:
    """Ask for the same guild again and again, with the work of a store's thread counted."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        seconds = asyncio.run(seconds_of_a_hit(bench.server, Path(folder), bench.rounds))
    return [
        ratio("memory", seconds["memory"], seconds["bare"], _MEMORY_GOAL, bench.rounds),
        ratio("SQLite", seconds["sqlite"], seconds["bare"], _SQLITE_GOAL, bench.rounds),
    ]


ROW: Final = Row(
    id="P8",
    work="a fresh cache hit with its model",
    reference="one raw httpx call",
    goal="≤ 0.1, ≤ 0.4",
    measure=measure,
)
