"""P11: what the pipeline costs by itself: every policy on, and no network below it."""

from __future__ import annotations

import asyncio
import json
import time
from typing import TYPE_CHECKING, Final

from benchmarks.answers import GUILD, TOKEN
from benchmarks.rounds import ainterleaved
from benchmarks.row import Figure, Goal, Row
from esologs._call import HttpResponse
from esologs._generated.async_client import AsyncMethods
from esologs._runtime import AsyncRuntime
from esologs._settings import settings_of
from esologs._wiring import wire
from esologs.config import CacheConfig

if TYPE_CHECKING:
    from benchmarks.bench import Bench
    from esologs._call import HttpRequest, Timeouts

_GOAL: Final = Goal(60.0, "µs")
_CALLS: Final = 500


class _Canned:
    """A transport that has every answer ready."""

    def __init__(self) -> None:
        self._guild = _answer({"data": GUILD})
        self._token = _answer(TOKEN)

    async def send(self, request: HttpRequest, timeouts: Timeouts, max_bytes: int) -> HttpResponse:  # noqa: ARG002 - the protocol's
        return self._token if request.url.endswith("/oauth/token") else self._guild

    async def aclose(self) -> None: ...


def _answer(body: object) -> HttpResponse:
    return HttpResponse(200, {"content-type": "application/json"}, json.dumps(body).encode())


async def seconds_of_a_call(rounds: int) -> dict[str, float]:
    """Return the CPU seconds of one call, from the method to its model."""
    settings = settings_of(
        "Client",
        {"cache": CacheConfig()},
        3,
        client_id="any",
        client_secret="any",  # noqa: S106 - nobody's secret
    )
    wiring = wire(settings)
    client = AsyncMethods(wiring.core, AsyncRuntime(_Canned, wiring.core.hooks, wiring.shelf))
    asking = client.with_options(cache="bypass")

    async def call() -> float:
        started = time.process_time()
        for _ in range(_CALLS):
            await asking.get_guild_by_id(guild_id=3468)
        return (time.process_time() - started) / _CALLS

    try:
        return await ainterleaved({"call": call}, rounds)
    finally:
        await client.aclose()


def measure(bench: Bench) -> list[Figure]:
    """Call a client whose transport answers at once."""
    seconds = asyncio.run(seconds_of_a_call(bench.rounds))["call"]
    detail = f"checks, policies, encoding, decoding and the model; {bench.rounds} rounds"
    return [Figure("", seconds * 1e6, _GOAL, detail)]


ROW: Final = Row(
    id="P11",
    work="CPU of a call without network, every policy on",
    reference="–",
    goal=str(_GOAL),
    measure=measure,
)
