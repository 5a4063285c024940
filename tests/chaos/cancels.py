"""Callers that are cancelled at random, by the hundred."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from esologs.sandbox.faults.latency import Latency
from tests.chaos.host import Host
from tests.chaos.leaks import Holdings, breaker_state, slots_held
from tests.chaos.load import Load, Outcome, lasting, until
from tests.chaos.scenario import scenario

if TYPE_CHECKING:
    from tests.chaos.scenario import Run


async def _storm(run: Run, share: float) -> None:
    rng, waves = run.rng, round(run.length(20, 3))
    with Host() as host:
        before = Holdings.now()
        client = run.client(host.base_url, cache=None)
        load = Load(run.colour, client)
        await load.one(1)
        host.breaks(_slowly(run))
        left, cancelled = list[Outcome](), 0
        for wave in range(waves):
            await lasting(0.2)  # the exchanges under way are let end
            host.drop()  # so that many are cancelled while they connect
            calls = list[asyncio.Task[Outcome]]()
            loop = asyncio.get_running_loop()
            start = loop.time()
            for number in range(100):
                await until(start + number * 0.002)
                call = asyncio.create_task(load.one(1000 * (wave + 1) + number % 25))
                if rng.random() < share:
                    loop.call_later(rng.random() * 0.1, call.cancel)
                calls.append(call)
            for outcome in await asyncio.gather(*calls, return_exceptions=True):
                if isinstance(outcome, Outcome):
                    left.append(outcome)
                else:
                    assert isinstance(outcome, asyncio.CancelledError)
                    cancelled += 1
        run.count(left, len(host.asked()))
        run.figures["calls"] += cancelled
        run.notes.append(f"{cancelled} of {waves * 100} calls were cancelled")
        host.heals()
        await lasting(0.3)
        run.at_most("slots", slots_held(client), 0)
        run.at_most("breaker not closed", breaker_state(client) not in ("closed", "off"), 0)
        # Ten at once need every slot of the pool.
        after = await load.at_once(10, lambda number: 1_000_000 + number)
        run.at_least(
            "calls that find a slot afterwards", sum(o.source == "live" for o in after), 10
        )
        await run.colour.close(client)
        run.at_most("leaks", await before.leaked(), 0)
    if left:
        run.at_least("success", run.figures["success"], 1.0)


def _slowly(run: Run) -> Latency:
    return Latency(seconds=0.05, spread=0.05, seed=run.seed)


@scenario("cancel storm, 30 %", "who stays is answered; every slot is free afterwards")
async def some(run: Run) -> None:
    await _storm(run, 0.3)


@scenario("cancel storm, 70 %", "same, when most leave", short=())
async def most(run: Run) -> None:
    await _storm(run, 0.7)


@scenario("cancel storm, 100 %", "same, when nobody stays")
async def everybody(run: Run) -> None:
    await _storm(run, 1.0)
