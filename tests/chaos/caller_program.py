"""A process that asks one guild from many tasks at once, when it is told to.

    python -m tests.chaos.caller_program BASE_URL GUILD CALLERS

It says `ready`, waits for a line, asks, and says as JSON what came of it.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter

from esologs import create_resilient_client
from tests.both import BOTH
from tests.chaos.host import CLIENT_ID, CLIENT_SECRET
from tests.chaos.load import Load, quantile


async def main(base_url: str, guild_id: int, callers: int) -> None:
    async with create_resilient_client(CLIENT_ID, CLIENT_SECRET, base_url=base_url) as client:
        load = Load(BOTH[0], client)
        await load.one(1)  # everything is imported, the token is there
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        await asyncio.to_thread(sys.stdin.readline)
        outcomes = await load.at_once(callers, lambda _: guild_id)
    told = {
        "sources": Counter(outcome.source for outcome in outcomes),
        "errors": Counter(outcome.error for outcome in outcomes if outcome.error),
        "crossed": sum(outcome.crossed for outcome in outcomes),
        "p99": quantile((outcome.took for outcome in outcomes), 0.99),
    }
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
