"""Outages of the API: a tenth of the answers, half of them, all of them."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING, Any

from esologs.config import CacheConfig
from esologs.sandbox.faults.status import Status
from tests.chaos.host import Host
from tests.chaos.leaks import Holdings, slots_held
from tests.chaos.load import Load, Outcome, lasting, quantile
from tests.chaos.scenario import scenario

if TYPE_CHECKING:
    from tests.chaos.scenario import Run

FIRST = 1000

# As a program would have left it that ran yesterday: nothing of it is fresh any more.
EXPIRED = CacheConfig(fresh_guild=0.0, jitter=0.0)


def another(number: int) -> int:
    """A guild that no call before has asked for: nothing is cached, nothing shared."""
    return FIRST + number


async def warm(run: Run, base_url: str, guilds: range) -> None:
    """Leave an expired answer for each of *guilds* in the file."""
    client = run.client(base_url, cache=EXPIRED)
    async with run.colour.closing(client):
        load = Load(run.colour, client)
        for guild_id in guilds:
            outcome = await load.one(guild_id)
            assert outcome.source == "live", outcome


@scenario("10 % random 503", "a brown-out is healed, and not made worse")
async def tenth(run: Run) -> None:
    with Host() as host:
        before = Holdings.now()
        client = run.client(host.base_url)
        host.breaks(Status(503, probability=0.1, seed=run.seed))
        outcomes = await Load(run.colour, client).at_rate(20, run.length(60, 3), another)
        run.count(outcomes, len(host.asked()))
        run.at_most("slots", slots_held(client), 0)
        await run.colour.close(client)
        run.at_most("leaks", await before.leaked(), 0)
    run.at_least("success", run.figures["success"], 0.999 if not run.short else 0.98)
    run.at_most("per call", run.figures["per call"], 1.13 if not run.short else 1.3)


@scenario("50 % 503, cold cache", "half of the answers lost: most calls are saved, few retried")
async def half(run: Run) -> None:
    # Guilds come again, as in any program. Of calls that all differ no client can save
    # four in five with 1.25 requests each: half of 1.25 is less.
    rng, guilds = run.rng, round(run.length(300, 20))
    with Host() as host:
        before = Holdings.now()
        client = run.client(host.base_url)
        host.breaks(Status(503, probability=0.5, seed=run.seed))
        load = Load(run.colour, client)
        outcomes = await load.at_rate(
            20, run.length(60, 3), lambda _: FIRST + rng.randrange(guilds)
        )
        run.count(outcomes, len(host.asked()))
        run.at_most("slots", slots_held(client), 0)
        await run.colour.close(client)
        run.at_most("leaks", await before.leaked(), 0)
    run.at_least("success", run.figures["success"], 0.8, firm=not run.short)
    run.at_most("per call", run.figures["per call"], 1.25, firm=not run.short)


async def _outage(run: Run, guilds: int, *, refused: bool = False, token: bool = True) -> None:
    shown = range(FIRST, FIRST + guilds)
    with Host() as host:
        await warm(run, host.base_url, shown)
        before = Holdings.now()
        attempts = list[object]()
        client = run.client(host.base_url, hooks=[_attempts_into(attempts)])
        if token:  # or the process starts in the outage
            await Load(run.colour, client).one(1)
            attempts.clear()
        host.forget()
        if refused:
            host.stop()
        else:
            host.breaks(Status(503, path="*"))
        load = Load(run.colour, client)
        outcomes = await load.at_rate(20, run.length(60, 3), lambda n: FIRST + n % guilds)
        # Where nobody listens, nobody counts but the client.
        run.count(outcomes, max(len(attempts), len(host.seen())))
        if refused:
            host.start()
        else:
            host.heals()
        healed = time.monotonic()
        first = await _first_live(load, guilds, healed)
        run.figures["recovery"] = first
        run.at_most("slots", slots_held(client), 0)
        await run.colour.close(client)
        run.at_most("leaks", await before.leaked(), 0)
    run.at_least("success", run.figures["success"], 1.0)
    run.at_least("marked stale", run.figures["stale"], run.figures["calls"])
    run.at_most("p50", run.figures["p50"], 0.005, firm=False)
    run.at_most("per call", run.figures["per call"], 0.15 if not run.short else 0.5)
    run.at_most("recovery", first, 16.0)


def _attempts_into(attempts: list[object]) -> Any:
    from esologs.resilience.events import AttemptStarted

    def note(event: object) -> None:
        if isinstance(event, AttemptStarted):
            attempts.append(event)

    return note


async def _first_live(load: Load, guilds: int, healed: float) -> float:
    """Go on asking at the same rate; return how long after *healed* the first live answer came."""
    number, ends = 0, healed + 45
    tasks = set[asyncio.Task[Outcome]]()
    while (now := time.monotonic()) < ends:
        tasks.add(asyncio.create_task(load.one(FIRST + number % guilds)))
        number += 1
        await lasting(0.05)
        done = {task for task in tasks if task.done()}
        tasks -= done
        for task in done:
            if task.result().source == "live":
                await asyncio.gather(*tasks)
                return task.result().ended - healed
    await asyncio.gather(*tasks)
    return now - healed


@scenario("outage, warm cache", "every call is answered from the file at once, and marked")
async def outage(run: Run) -> None:
    await _outage(run, 40)


@scenario("outage, warm cache, refused", "same, with nobody listening", short=())
async def outage_refused(run: Run) -> None:
    await _outage(run, 40, refused=True)


@scenario(
    "outage, warm cache, one guild", "same, for a program that asks for one thing only", short=()
)
async def outage_of_one(run: Run) -> None:
    await _outage(run, 1)


@scenario("outage, warm cache, no token", "same, for a process that starts in the outage", short=())
async def outage_at_start(run: Run) -> None:
    await _outage(run, 40, token=False)


class Lines(logging.Handler):
    """Counts what a log of the standard level would show."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.times: list[float] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.times.append(time.monotonic())


async def _cold(run: Run, *, token: bool) -> None:
    lines, log = Lines(), logging.getLogger("esologs")
    with Host() as host:
        before = Holdings.now()
        opened = list[float]()
        client = run.client(host.base_url, hooks=[_opening_into(opened)])
        if token:
            await Load(run.colour, client).one(1)
        host.forget()
        host.breaks(Status(503, path="*"))
        log.addHandler(lines)
        began = time.monotonic()
        try:
            seconds = run.length(60, 2.5)
            load = Load(run.colour, client)
            outcomes = await load.at_rate(200, seconds, another)
        finally:
            log.removeHandler(lines)
        run.count(outcomes, len(host.seen()))
        run.at_most("slots", slots_held(client), 0)
        await run.colour.close(client)
        run.at_most("leaks", await before.leaked(), 0)
    first = opened[0] if opened else began
    after = [outcome.took for outcome in outcomes if outcome.began > first + 0.5]
    run.figures["p50"], run.figures["p99"] = quantile(after, 0.5), quantile(after, 0.99)
    run.at_most("success", run.figures["success"], 0.0)
    run.at_most("p99", run.figures["p99"], 0.005, firm=False)
    # What was under way when the circuit opened is told once; the bar is on the whole outage.
    run.at_most("log lines a second", len(lines.times) / seconds, 1.0 if not run.short else 15.0)
    late = sum(moment > first + 5 for moment in lines.times)
    run.notes.append(f"calls began late by {quantile(load.late, 0.99) * 1000:.1f} ms at p99")
    run.notes.append(
        f"{len(lines.times)} log lines, {late} of them after 5 s; opened {len(opened)} times"
    )


def _opening_into(opened: list[float]) -> Any:
    from esologs.resilience.events import BreakerOpened

    def note(event: object) -> None:
        if isinstance(event, BreakerOpened):
            opened.append(time.monotonic())

    return note


@scenario("outage, cold cache", "a typed error at once, and a quiet log")
async def outage_cold(run: Run) -> None:
    await _cold(run, token=True)


@scenario("outage, cold cache, no token", "same, for a process that starts in the outage", short=())
async def outage_cold_start(run: Run) -> None:
    await _cold(run, token=False)
