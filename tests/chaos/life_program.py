"""A process that does with its client what a client outlives: forks, new loops, a close under load.

python -m tests.chaos.life_program BASE_URL fork|loops|close
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections import Counter
from typing import Any

from esologs import create_resilient_client, create_resilient_sync_client
from esologs.errors import EsoLogsError
from tests.both import BOTH
from tests.chaos.host import CLIENT_ID, CLIENT_SECRET
from tests.chaos.load import Load, Outcome


def report(outcomes: list[Outcome], **more: Any) -> None:
    told = {
        "calls": len(outcomes),
        "sources": Counter(outcome.source for outcome in outcomes),
        "errors": Counter(outcome.error for outcome in outcomes if outcome.error),
        "crossed": sum(outcome.crossed for outcome in outcomes),
        **more,
    }
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def fork(base_url: str) -> None:
    """Ask in four children and in the parent, with the client that the parent has warmed."""
    client = create_resilient_sync_client(CLIENT_ID, CLIENT_SECRET, base_url=base_url)
    load = Load(BOTH[1], client)
    load.blocking(1)
    pids = list[int]()
    for number in range(1, 5):
        pid = os.fork()
        if pid == 0:
            report([load.blocking(1000 * number + n) for n in range(25)] + [load.blocking(1)])
            client.close()
            os._exit(0)
        pids.append(pid)
    outcomes = [load.blocking(n) for n in range(10, 35)]
    ended = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids]
    client.close()
    report(outcomes, ended=ended)


def loops(base_url: str) -> None:
    """Ask from three event loops, one after the other, with one client."""
    client = create_resilient_client(CLIENT_ID, CLIENT_SECRET, base_url=base_url)
    outcomes = list[Outcome]()

    async def ask(turn: int) -> None:
        outcomes.extend(await Load(BOTH[0], client).at_once(20, lambda n: 100 * (turn + 1) + n))
        if turn == 2:
            await client.aclose()

    for turn in range(3):
        asyncio.run(ask(turn))
    report(outcomes)


def close(base_url: str) -> None:
    """Close with fifty calls under way; each has an end, and nothing is left."""

    async def main() -> None:
        client = create_resilient_client(CLIENT_ID, CLIENT_SECRET, base_url=base_url, cache=None)
        load = Load(BOTH[0], client)
        await load.one(1)
        calls = [asyncio.create_task(load.one(1000 + n)) for n in range(50)]
        for _ in range(5):
            await asyncio.sleep(0)
        began = time.monotonic()
        await client.aclose()
        took = time.monotonic() - began
        ended = await asyncio.wait_for(asyncio.gather(*calls, return_exceptions=True), 10)
        cancelled = sum(isinstance(one, asyncio.CancelledError) for one in ended)
        left = len(asyncio.all_tasks()) - 1
        await client.aclose()
        refused = False
        try:
            await client.get_guild_by_id(guild_id=1)
        except EsoLogsError as error:
            refused = type(error).__name__ == "ClientClosedError"
        outcomes = [one for one in ended if isinstance(one, Outcome)]
        report(outcomes, took=took, cancelled=cancelled, left=left, refused=refused)

    asyncio.run(main())


if __name__ == "__main__":
    {"fork": fork, "loops": loops, "close": close}[sys.argv[2]](sys.argv[1])
