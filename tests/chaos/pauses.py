"""A 429 and what it says of the wait, before fifty callers."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

from esologs.resilience.events import CallPaused
from esologs.sandbox.faults.rate_limited import RateLimited
from tests.chaos.host import Host
from tests.chaos.leaks import Holdings, slots_held
from tests.chaos.load import Load, until
from tests.chaos.scenario import scenario

if TYPE_CHECKING:
    from tests.chaos.scenario import Run

CALLERS = 50
DAY = 86_400.0


async def _paused(run: Run, fault: RateLimited, pause: float, *, skew: float = 0.0) -> None:
    """One call meets the 429, fifty come right after it; the pause is watched for 3 s at most."""
    # A pause of a minute and the default deadline are the same: in short, who asks has less.
    timeout = run.length(60.0, 20.0)
    with Host(started_at=time.time(), skew=skew) as host:
        before = Holdings.now()
        waits = list[float]()
        client = run.client(host.base_url, timeout=timeout, hooks=[_waits_into(waits)])
        load = Load(run.colour, client)
        await load.one(1)
        host.forget()
        host.breaks(fault)
        started = asyncio.get_running_loop().time()
        outcomes = await load.at([0.0, *([0.1] * CALLERS)], lambda number: 10 + number)
        await until(started + min(pause, run.length(3.0, 1.0)))
        seen = host.asked()
        run.count(outcomes, len(seen))
        first, rest = seen[0].time, [request.time for request in seen[1:]]
        run.at_most("requests during the pause", sum(t < first + pause for t in rest), 1)
        run.figures["overrun"] = max(outcome.took for outcome in outcomes) - timeout
        run.at_most("overrun", run.figures["overrun"], 0.05, firm=False)
        if pause < 3:
            run.at_least("success", run.figures["success"], 1.0)
            # As told, not as it came: a busy machine spreads them by itself.
            run.at_least("seconds over which they wake", max(waits) - min(waits), pause * 0.05)
        elif pause >= timeout:
            run.at_most("longest wait", max(outcome.took for outcome in outcomes), 1.0)
        run.at_most("slots", slots_held(client), 0)
        await run.colour.close(client)
        run.at_most("leaks", await before.leaked(), 0)


def _waits_into(waits: list[float]) -> Any:
    def note(event: object) -> None:
        if isinstance(event, CallPaused):
            waits.append(event.wait)

    return note


@scenario("429, Retry-After 2", "everybody waits as told, and comes back spread")
async def two_seconds(run: Run) -> None:
    await _paused(run, RateLimited(retry_after=2, count=1), 2.0)


@scenario("429, Retry-After 3600", "a wait that fits no deadline is refused at once")
async def an_hour(run: Run) -> None:
    await _paused(run, RateLimited(retry_after=3600, count=1), 3600.0)


@scenario("429, a date, clock a day off", "the date is read by the answer's own clock")
async def a_date(run: Run) -> None:
    # Dates have whole seconds: one that is 3 s ahead leaves more than 2 s.
    await _paused(run, RateLimited(date_in=3, count=1), 2.0, skew=-DAY)


@scenario("429, Retry-After junk", "what says nothing is taken for a minute")
async def junk(run: Run) -> None:
    await _paused(run, RateLimited(retry_after="soon", count=1), 60.0)


@scenario("429, Retry-After 1e309", "an infinite wait is no wait")
async def infinite(run: Run) -> None:
    await _paused(run, RateLimited(retry_after="1e309", count=1), 60.0)
