"""Callers that are cancelled at random, by the hundred, over everything that sends."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiohttp
import httpx
import httpx2

from esologs.client import Client
from esologs.sandbox.faults.latency import Latency
from tests.chaos.host import CLIENT_ID, CLIENT_SECRET, Host
from tests.chaos.leaks import Holdings, breaker_state, slots_held
from tests.chaos.load import Load, Outcome, lasting, until
from tests.chaos.scenario import scenario

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from contextlib import AbstractAsyncContextManager

    from tests.chaos.scenario import Run


async def _storm(
    run: Run,
    share: float,
    theirs: AbstractAsyncContextManager[Any] | None = None,
    **settings: Any,
) -> None:
    with Host() as host:
        before = Holdings.now()
        if theirs is None:
            await _stormed(run, share, host, run.client(host.base_url, cache=None, **settings))
        else:
            async with theirs as http_client:
                client = Client(
                    client_id=CLIENT_ID,
                    client_secret=CLIENT_SECRET,
                    base_url=host.base_url,
                    http_client=http_client,
                )
                await _stormed(run, share, host, client)
        run.at_most("leaks", await before.leaked(), 0)


async def _stormed(run: Run, share: float, host: Host, client: Any) -> None:
    rng, waves = run.rng, round(run.length(20, 3))
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
    run.at_least("calls that find a slot afterwards", sum(o.source == "live" for o in after), 10)
    await run.colour.close(client)
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


@asynccontextmanager
async def _session() -> AsyncGenerator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=10)) as session:
        yield session


@scenario(
    "cancel storm on a caller's httpx",
    "same, 70 %, on the pool of httpx 0.28.1, which does not heal by itself",
)
async def on_httpx(run: Run) -> None:
    await _storm(run, 0.7, httpx.AsyncClient(limits=httpx.Limits(max_connections=10)))


@scenario("cancel storm on a caller's httpx2", "same, on the pool of httpx2")
async def on_httpx2(run: Run) -> None:
    await _storm(run, 0.7, httpx2.AsyncClient(limits=httpx2.Limits(max_connections=10)))


@scenario("cancel storm on a caller's aiohttp", "same, on a session's pool", short=())
async def on_a_session(run: Run) -> None:
    await _storm(run, 0.7, _session())


@scenario("cancel storm over aiohttp", "same, with transport='aiohttp'")
async def over_aiohttp(run: Run) -> None:
    await _storm(run, 0.7, transport="aiohttp")
