"""An hour's points, shared by many callers and with another program on the same key."""

from __future__ import annotations

import asyncio
import json
import time
from typing import TYPE_CHECKING, Any, Final

from tests.chaos.children import Child
from tests.chaos.host import Host
from tests.chaos.load import lasting
from tests.chaos.scenario import scenario

if TYPE_CHECKING:
    from tests.chaos.scenario import Run

LIMIT: Final = 3600
OTHERS: Final = 0.1
"""The part of the points that the other program takes, in small bites through the hour."""


@scenario("3,600 points an hour, shared", "used to the last twentieth, without a 429")
async def shared(run: Run) -> None:
    hour = run.length(60.0, 6.0)  # what an hour lasts, in seconds
    hours, callers = round(run.length(2, 1)), 8
    started = time.time()
    speed = 3600.0 / hour
    settings = {"points_per_hour": LIMIT, "speed": speed, "started_at": started, "costs": True}
    with Host(**settings) as host:
        words = (host.base_url, str(speed), str(started), str(hours - 0.01), str(callers))
        child = Child("sharer_program", *words)
        try:
            bites = 100
            taken = list[float]()
            for _ in range(round(bites * (hours - 0.01))):
                await lasting(hour / bites)
                if (time.time() - started) % hour < 0.6 * hour:
                    host.spend(LIMIT * OTHERS / bites / 0.6)
                    taken.append(LIMIT * OTHERS / bites / 0.6)
            told: dict[str, Any] = json.loads(await asyncio.to_thread(child.line))
            run.notes += [text for text in child.ended() if text]
        finally:
            child.end()
        asked = host.asked()
        used = host.spent() + sum(taken)
    refused = sum(request.status == 429 for request in asked)
    answers = told["answers"]
    run.errors |= told["failures"]
    run.figures |= {
        "calls": sum(answers) + sum(told["failures"].values()),
        "success": sum(answers) / max(1, sum(answers) + sum(told["failures"].values())),
        "live": sum(answers),
        "per call": len(asked) / max(1, sum(answers)),
    }
    run.at_most("answers 429", refused / hours, 2)
    run.at_least("part of the points used", used / (LIMIT * hours), 0.95, firm=not run.short)
    plain = answers[1:]
    # In short, an hour is a few real seconds: one of them stolen is a caller's whole share.
    least = min(plain) * len(plain) / max(1, sum(plain))
    run.at_least("least of a caller, of the mean", least, 0.5, firm=not run.short)
    run.notes.append(f"answers of each caller, the interactive first: {answers}")
    run.notes.append(f"longest waits in minutes: {[round(w / 60, 1) for w in told['waits']]}")
