"""A process in which several callers share an account's hourly points, its hours being short.

    python -m tests.chaos.sharer_program BASE_URL SPEED STARTED_AT HOURS CALLERS

The first caller is interactive, the others say nothing; each asks for one guild
after the other, of costs from 1 to 20. It says as JSON what came of it.
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

from tests.chaos.fast_clock import loop_of, speed_up


async def main(base_url: str, ends: float, callers: int) -> dict[str, Any]:
    from esologs import create_resilient_client
    from esologs.errors import EsoLogsError
    from tests.chaos.host import CLIENT_ID, CLIENT_SECRET

    rng, failures = Random(1), Counter[str]()
    answers = [0] * callers
    waits = [0.0] * callers

    async with create_resilient_client(
        CLIENT_ID, CLIENT_SECRET, timeout=None, base_url=base_url, cache=None
    ) as client:

        async def caller(number: int) -> None:
            options: Any = {"priority": "interactive"} if number == 0 else {}
            while time.time() < ends:
                began = time.monotonic()
                try:
                    async with asyncio.timeout(max(0.0, ends - time.time())):
                        await client.get_guild_by_id(guild_id=rng.randrange(1, 10**6), **options)
                except EsoLogsError as error:  # of which some are a TimeoutError, too
                    failures[type(error).__name__] += 1
                except TimeoutError:
                    return  # the last hour is over
                else:
                    answers[number] += 1
                    waits[number] = max(waits[number], time.monotonic() - began)

        await asyncio.gather(*map(caller, range(callers)))
    return {"answers": answers, "waits": waits, "failures": failures}


def begin(base_url: str, speed: float, started_at: float, hours: float, callers: int) -> None:
    # Imports take real time, which is not to count for hours.
    importlib.import_module("httpx")
    importlib.import_module("esologs.client")
    speed_up(speed, started_at)
    with asyncio.Runner(loop_factory=lambda: loop_of(speed)) as runner:
        told = runner.run(main(base_url, started_at + 3600.0 * hours, callers))
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    _, address, fast, since, span, many = sys.argv
    begin(address, float(fast), float(since), float(span), int(many))
