"""Makes one call that must be refused as too large, and prints by how many MB the process grew.

Run as `growth.py async|sync GOOD_URL BAD_URL`: a call to the good address first
loads everything that a call needs.
"""

import asyncio
import resource
import sys

from esologs import (
    ResponseTooLargeError,
    create_resilient_client,
    create_resilient_sync_client,
)

HEADERS = {"Authorization": "Bearer a-token"}

side, good, bad = sys.argv[1:]


def peak() -> float:
    """Return the process's largest resident size so far, in MB."""
    unit = 1e6 if sys.platform == "darwin" else 1e3  # the one counts bytes, the others KiB
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


async def from_async() -> float:
    """Measure the async client."""
    async with create_resilient_client(url=good, headers=HEADERS) as client:
        await client.get_guild_by_id(guild_id=3468)
    before = peak()
    async with create_resilient_client(url=bad, headers=HEADERS, max_retries=0) as client:
        try:
            await client.get_guild_by_id(guild_id=3468)
        except ResponseTooLargeError:
            return peak() - before
    raise AssertionError("the answer was not refused")


def from_sync() -> float:
    """Measure the sync client."""
    with create_resilient_sync_client(url=good, headers=HEADERS) as client:
        client.get_guild_by_id(guild_id=3468)
    before = peak()
    with create_resilient_sync_client(url=bad, headers=HEADERS, max_retries=0) as client:
        try:
            client.get_guild_by_id(guild_id=3468)
        except ResponseTooLargeError:
            return peak() - before
    raise AssertionError("the answer was not refused")


print([asyncio.run(from_async()) if side == "async" else from_sync()])
