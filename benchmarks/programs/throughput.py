"""Makes calls from fifty tasks, and prints how many of them were answered a second.

Run as `throughput.py ours|aiohttp|httpx|peer URL CALLS`. Each call asks for a guild
of its own, so that none is shared; what the first ones load is not counted.
"""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Literal

TASKS = 50
HEADERS = {"Authorization": "Bearer a-token"}
QUERY = "query getGuildById($guildId:Int!){guildData{guild(id:$guildId){id name}}}"

side, url, calls = sys.argv[1], sys.argv[2], int(sys.argv[3])


async def rate(ask: Callable[[int], Awaitable[object]]) -> float:
    """Let the tasks share out the calls; return calls a second."""
    numbers = iter(range(1, TASKS + 1))

    async def task() -> None:
        for number in numbers:
            await ask(number)

    await asyncio.gather(*(task() for _ in range(TASKS)))
    numbers = iter(range(1, calls + 1))
    started = time.perf_counter()
    await asyncio.gather(*(task() for _ in range(TASKS)))
    return calls / (time.perf_counter() - started)


async def ours(transport: Literal["httpcore", "aiohttp"]) -> float:
    """Ask with this package, every policy at its default; the cache is left aside."""
    from esologs import create_resilient_client

    async with create_resilient_client(url=url, headers=HEADERS, transport=transport) as client:
        asking = client.with_options(cache="bypass")
        return await rate(lambda number: asking.get_guild_by_id(guild_id=number))


async def httpx() -> float:
    """Ask with httpx as it comes."""
    import httpx

    async with httpx.AsyncClient(headers=HEADERS) as raw:

        async def ask(number: int) -> object:
            body = {"query": QUERY, "variables": {"guildId": number}}
            return (await raw.post(url, json=body)).json()

        return await rate(ask)


async def peer() -> float:
    """Ask with the peer, which has the same method."""
    from esologs.client import Client

    async with Client(url=url, headers=HEADERS) as client:
        return await rate(lambda number: client.get_guild_by_id(guild_id=number))


match side:
    case "httpx":
        found = asyncio.run(httpx())
    case "peer":
        found = asyncio.run(peer())
    case "aiohttp":
        found = asyncio.run(ours("aiohttp"))
    case _:
        found = asyncio.run(ours("httpcore"))
print([found])
