"""An answer's fresh life ends while a thousand callers in each of four processes ask for it."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

from esologs.sandbox.faults.latency import Latency
from tests.chaos.children import Child
from tests.chaos.host import Host
from tests.chaos.outages import warm
from tests.chaos.scenario import scenario

if TYPE_CHECKING:
    from tests.chaos.scenario import Run

GUILD = 4711


@scenario("expiry, 4 × 1,000 callers", "one request a process, however many ask")
async def expiry(run: Run) -> None:
    callers, processes = round(run.length(1000, 500)), round(run.length(4, 2))
    with Host() as host:
        await warm(run, host.base_url, range(GUILD, GUILD + 1))
        host.breaks(Latency(seconds=0.2))
        children = [
            Child("caller_program", host.base_url, str(GUILD), str(callers))
            for _ in range(processes)
        ]
        try:
            for child in children:
                await asyncio.to_thread(child.line)
            host.forget()
            for child in children:
                child.tell("go")
            told: list[dict[str, Any]] = [
                json.loads(await asyncio.to_thread(child.line)) for child in children
            ]
        finally:
            for child in children:
                child.end()
        requests = len(host.asked())
    calls = callers * processes
    answered = sum(one["sources"].get("live", 0) + one["sources"].get("cache", 0) for one in told)
    run.figures |= {
        "calls": calls,
        "success": answered / calls,
        "live": sum(one["sources"].get("live", 0) for one in told),
        "stale": sum(one["sources"].get("stale", 0) for one in told),
        "per call": requests / calls,
        "p99": max(one["p99"] for one in told),
    }
    for one in told:
        run.errors |= one["errors"]
    run.at_most("requests a process", requests / processes, 1)
    run.at_least("success", run.figures["success"], 1.0)
    run.at_most("crossed answers", sum(one["crossed"] for one in told), 0)
