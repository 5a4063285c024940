"""Tokens that expire, are refused all at once, or cannot be had."""

from __future__ import annotations

import asyncio
import operator
import time
from functools import partial
from typing import TYPE_CHECKING

from esologs.sandbox.faults.token_down import TokenDown
from tests.chaos.host import Host
from tests.chaos.leaks import Holdings, slots_held
from tests.chaos.load import Load, Outcome, until
from tests.chaos.outages import another
from tests.chaos.scenario import BOTH, scenario

if TYPE_CHECKING:
    from tests.chaos.scenario import Run


@scenario("401 storm", "fifty callers are refused: one new token serves them all", BOTH)
async def storm(run: Run) -> None:
    with Host() as host:
        before = Holdings.now()
        client = run.client(host.base_url)
        load = Load(run.colour, client)
        await load.one(1)
        storms = round(run.length(10, 2))
        host.forget()
        for number in range(storms):
            host.revoke_tokens()
            await load.at_once(50, partial(operator.add, 100 * (number + 1)))
        run.count(load.outcomes, len(host.asked()))
        run.at_most("token requests a storm", len(host.tokens()) / storms, 1)
        run.at_least("success", run.figures["success"], 1.0)
        run.at_most("slots", slots_held(client), 0)
        await run.colour.close(client)
        run.at_most("leaks", await before.leaked(), 0)


@scenario("tokens that live 2 s", "renewed ahead of their end: none is sent that is over")
async def short_lived(run: Run) -> None:
    with Host(token_lifetime=2.0) as host:
        client = run.client(host.base_url)
        load = Load(run.colour, client)
        seconds = run.length(20, 3)
        outcomes = await load.at_rate(20, seconds, another)
        run.count(outcomes, len(host.asked()))
        refused = sum(request.status == 401 for request in host.asked())
        run.at_most("expired tokens sent", refused, 0, firm=False)
        run.at_most("token requests a life", len(host.tokens()) / (seconds / 1.8), 1.3)
        run.at_least("success", run.figures["success"], 1.0)
        await run.colour.close(client)


@scenario("token endpoint down 10 s", "typed errors, few requests; back within 2 s")
async def down(run: Run) -> None:
    seconds = run.length(10, 2)
    with Host() as host:
        before = Holdings.now()
        client = run.client(host.base_url)
        load = Load(run.colour, client)
        await load.one(1)
        host.forget()
        host.revoke_tokens()
        host.breaks(TokenDown())
        loop = asyncio.get_running_loop()
        start, healed = loop.time(), None
        tasks, number = list[asyncio.Task[Outcome]](), 0
        while loop.time() < start + seconds + 3:
            if healed is None and loop.time() > start + seconds:
                host.heals()
                healed = time.monotonic()
            tasks.append(asyncio.create_task(load.one(another(number))))
            number += 1
            await until(start + number * 0.05)
        outcomes = list(await asyncio.gather(*tasks))
        assert healed is not None
        run.count(outcomes, len(host.asked()))
        back = min(o.ended for o in outcomes if o.source == "live" and o.ended > healed) - healed
        run.figures["recovery"] = back
        run.at_most("recovery", back, 2.0 if not run.short else 2.5)
        meanwhile = [outcome for outcome in outcomes if outcome.began < healed]
        # One asks, and may try again; who comes while that is known hears so at once.
        waited = sum(outcome.took > 1.0 for outcome in meanwhile) / len(meanwhile)
        run.at_most("part of the calls that waited", waited, 0.2)
        # Of calls that came after the endpoint was back, for what the failure is remembered.
        late = [outcome for outcome in outcomes if outcome.began > healed + 2.2]
        run.at_least("success 2 s later", sum(o.source == "live" for o in late) / len(late), 1.0)
        run.at_most("token requests a second of it", len(host.tokens()) / seconds, 1.5)
        run.at_most("slots", slots_held(client), 0)
        await run.colour.close(client)
        run.at_most("leaks", await before.leaked(), 0)
