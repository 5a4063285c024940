"""Forks, several event loops, a close under load."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import TYPE_CHECKING, Any

from esologs.sandbox.faults.latency import Latency
from tests.chaos.children import Child
from tests.chaos.host import Host
from tests.chaos.scenario import scenario

if TYPE_CHECKING:
    from tests.chaos.scenario import Run


async def _life(run: Run, host: Host, way: str) -> list[dict[str, Any]]:
    """Let a process live *way*; return what it and its children said."""
    child = Child("life_program", host.base_url, way)
    try:
        out, error = await asyncio.to_thread(child.ended)
    finally:
        child.end()
    run.at_most("words on stderr", len(error), 0)
    run.at_most("exit code", abs(child.process.returncode), 0)
    if error:
        run.notes.append(error[-1500:])
    told = [json.loads(line) for line in out.splitlines()]
    calls = sum(one["calls"] for one in told)
    for one in told:
        run.errors |= one["errors"]
    failed = sum(sum(one["errors"].values()) for one in told)
    run.figures |= {
        "calls": calls,
        "success": (calls - failed) / max(1, calls),
        "live": sum(one["sources"].get("live", 0) for one in told),
        "per call": len(host.asked()) / max(1, calls),
    }
    run.at_most("crossed answers", sum(one["crossed"] for one in told), 0)
    return told


@scenario("fork with a warm client", "four children and their parent: each its own connections")
async def fork(run: Run) -> None:
    if sys.platform == "win32":
        run.notes.append("not played: no fork there")
        return
    with Host() as host:
        told = await _life(run, host, "fork")
        run.at_least("processes that told", len(told), 5)
        run.at_least("success", run.figures["success"], 1.0)


@scenario("three event loops", "one client, asked from each in turn")
async def loops(run: Run) -> None:
    with Host() as host:
        await _life(run, host, "loops")
        run.at_least("success", run.figures["success"], 1.0)


@scenario("close under load", "every call ends, typed; nothing is left; twice is nothing")
async def close(run: Run) -> None:
    with Host() as host:
        host.breaks(Latency(seconds=0.3))
        told = await _life(run, host, "close")
        (one,) = told or [{"took": 99, "left": 99, "refused": False, "cancelled": 99}]
        run.notes.append(f"closing took {one['took']:.2f} s")
        run.at_most("seconds to close", one["took"], 6.0)
        run.at_most("tasks left", one["left"], 0)
        run.at_most("calls ended by a bare cancellation", one["cancelled"], 0)
        run.at_least("refused afterwards", float(one["refused"]), 1.0)
