"""A worker of a fleet: several callers that ask through the last part of an hour.

    python -m tests.chaos.fleet_program NUMBER CALLERS

It says that it is ready, reads as JSON where to ask, where the fleet meets, until when
(Unix seconds) and how long a caller thinks between two calls, and says as JSON what
came of it. The first caller is interactive. Each asks for guilds of a million ids that
are this worker's own, of costs from 1 to 20.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import sys
import time
from collections import Counter
from random import Random
from typing import Any

MILLION = 10**6


async def main(number: int, callers: int, orders: dict[str, Any]) -> dict[str, Any]:
    from esologs import create_resilient_client
    from esologs.errors import EsoLogsError
    from esologs.resilience import events
    from tests.chaos.host import CLIENT_ID, CLIENT_SECRET
    from tests.chaos.load import lasting

    failures, heard = Counter[str](), Counter[str]()
    answers = [0] * callers
    ends, pause = orders["ends"], orders["pause"]

    def hook(event: events.Event) -> None:
        if isinstance(event, events.FleetLost | events.FleetRejoined | events.TokenRefreshed):
            heard[type(event).__name__] += 1
        elif isinstance(event, events.CallPaused):
            heard[event.reason] += 1

    async with create_resilient_client(
        CLIENT_ID,
        CLIENT_SECRET,
        timeout=None,
        base_url=orders["base_url"],
        fleet=orders["redis"],
        cache=None,
        hooks=[hook],
    ) as client:

        async def caller(place: int) -> None:
            rng = Random(number * callers + place)
            options: Any = {"priority": "interactive"} if place == 0 else {}
            while time.time() < ends:
                guild_id = number * MILLION + rng.randrange(1, MILLION)
                try:
                    async with asyncio.timeout(max(0.0, ends - time.time())):
                        await client.get_guild_by_id(guild_id=guild_id, **options)
                except EsoLogsError as error:  # of which some are a TimeoutError, too
                    failures[type(error).__name__] += 1
                except TimeoutError:
                    return  # the hour is over
                else:
                    answers[place] += 1
                await lasting(pause * rng.uniform(0.5, 1.5))

        await asyncio.gather(*map(caller, range(callers)))
    return {"answers": answers, "failures": failures, "heard": heard}


def begin(number: int, callers: int) -> None:
    for module in ("esologs.client", "esologs.fleet.link", "cryptography.fernet", "redis"):
        importlib.import_module(module)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    orders = json.loads(sys.stdin.readline())
    sys.stdout.write(json.dumps(asyncio.run(main(number, callers, orders))) + "\n")


if __name__ == "__main__":
    begin(int(sys.argv[1]), int(sys.argv[2]))
