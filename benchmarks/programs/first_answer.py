"""Imports, constructs and decodes a first answer, and prints the CPU seconds that took.

Run as `first_answer.py ours|peer URL`. What a program of a user does: one event
loop, one client, one guild.
"""

import sys
import time

side, url = sys.argv[1:]
started = time.process_time()

import asyncio  # noqa: E402 - a part of what is measured

HEADERS = {"Authorization": "Bearer a-token"}


async def ours() -> str | None:
    """Ask with this package."""
    from esologs import create_resilient_client

    async with create_resilient_client(url=url, headers=HEADERS) as client:
        found = await client.get_guild_by_id(guild_id=3468)
    guild = found.guild_data.guild if found.guild_data else None
    return guild.name if guild else None


async def peer() -> str | None:
    """Ask with the peer, which has the same method."""
    from esologs.client import Client

    async with Client(url=url, headers=HEADERS) as client:
        found = await client.get_guild_by_id(guild_id=3468)
    guild = found.guild_data.guild if found.guild_data else None
    return guild.name if guild else None


name = asyncio.run(ours() if side == "ours" else peer())
taken = time.process_time() - started
if name != "The Lanterns":
    raise SystemExit(f"the answer was {name!r}")
print([taken])
