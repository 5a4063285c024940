"""Calls a server that misbehaves and prints by how many seconds each call outlives its timeout.

Run as `overrun.py async|sync URL COUNT`; the first call, which imports what the
later ones use, counts like the others.
"""

import asyncio
import sys
import time

from esologs import create_resilient_client, create_resilient_sync_client

TIMEOUT = 1.0
HEADERS = {"Authorization": "Bearer a-token"}

side, url, count = sys.argv[1], sys.argv[2], int(sys.argv[3])


async def from_async() -> list[float]:
    """Measure the async client."""
    overruns: list[float] = []
    async with create_resilient_client(url=url, headers=HEADERS, timeout=TIMEOUT) as client:
        for _ in range(count):
            started = time.monotonic()
            try:
                await client.get_guild_by_id(guild_id=3468)
            except TimeoutError:
                overruns.append(time.monotonic() - started - TIMEOUT)
    return overruns


def from_sync() -> list[float]:
    """Measure the sync client."""
    overruns: list[float] = []
    with create_resilient_sync_client(url=url, headers=HEADERS, timeout=TIMEOUT) as client:
        for _ in range(count):
            started = time.monotonic()
            try:
                client.get_guild_by_id(guild_id=3468)
            except TimeoutError:
                overruns.append(time.monotonic() - started - TIMEOUT)
    return overruns


found = asyncio.run(from_async()) if side == "async" else from_sync()
if len(found) != count:
    raise SystemExit(f"{count - len(found)} calls did not time out")
print(found)
