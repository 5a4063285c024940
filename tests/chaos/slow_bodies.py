"""Answers that do not end, or should never be unpacked, in both clients."""

from __future__ import annotations

import contextlib
import ctypes
import operator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from esologs.sandbox.faults.black_hole import BlackHole
from esologs.sandbox.faults.bomb import Bomb
from esologs.sandbox.faults.endless import Endless
from esologs.sandbox.faults.trickle import Trickle
from tests.chaos.host import Host
from tests.chaos.leaks import Holdings, slots_held
from tests.chaos.load import Load
from tests.chaos.scenario import BOTH, scenario
from tests.raw_server import RawServer

if TYPE_CHECKING:
    import socket

    from esologs.sandbox.faults import Fault
    from tests.chaos.scenario import Run
    from tests.raw_server import Request

_STATUS, _PEAK = Path("/proc/self/status"), Path("/proc/self/clear_refs")


class Memory:
    """How much more memory this process had than at the start, at most; 0 where unknown."""

    def __init__(self) -> None:
        if _STATUS.is_file():
            # What was freed before, and not given back, would hide what is taken now.
            with contextlib.suppress(OSError, AttributeError):
                ctypes.CDLL(None).malloc_trim(0)
            with contextlib.suppress(OSError):
                _PEAK.write_text("5")  # the peak counts from here
        self._before = self._resident("VmRSS")

    def grown(self) -> float:
        """Return MB."""
        return self._resident("VmHWM") - self._before

    def _resident(self, field: str) -> float:
        lines = _STATUS.read_text().splitlines() if _STATUS.is_file() else ()
        return sum(int(line.split()[1]) for line in lines if line.startswith(field)) / 1024


async def _slow(run: Run, fault: Fault | None, **settings: Any) -> None:
    timeout = run.length(1.0, 0.4)
    with Host() as host, RawServer(trickling_head) as raw:
        before = Holdings.now()
        client = run.client(raw.base_url if fault is None else host.base_url, **settings)
        load = Load(run.colour, client, {"timeout": timeout})
        if fault is not None:
            await load.one(1)
            host.breaks(fault)
        memory = Memory()
        outcomes = [await load.one(2)]
        run.at_most("MB more", memory.grown(), 40.0)
        for wave in range(round(run.length(5, 1))):
            outcomes += await load.at_once(5, partial(operator.add, 10 * (wave + 1)))
        run.count(outcomes)
        run.figures["overrun"] = max(outcome.took for outcome in outcomes) - timeout
        run.at_most("success", run.figures["success"], 0.0)
        run.at_most("overrun", run.figures["overrun"], 0.05, firm=False)
        run.at_most("overrun on any machine", run.figures["overrun"], 1.0)
        run.at_most("slots", slots_held(client), 0)
        await run.colour.close(client)
        run.at_most("leaks", await before.leaked() if fault is not None else 0, 0)


def trickling_head(connection: socket.socket, request: Request) -> None:
    """Answer with one byte of the head every tenth of a second."""
    for byte in b"HTTP/1.1 200 OK\r\n" + b"x-padding: x\r\n" * 100:
        connection.sendall(bytes((byte,)))
        connection.settimeout(0.1)
        try:
            if not connection.recv(1):
                return
        except TimeoutError:
            continue


@scenario("black hole", "a server that never answers costs the deadline, no more", BOTH)
async def black_hole(run: Run) -> None:
    await _slow(run, BlackHole())


@scenario("trickled body", "a byte per 100 ms: the deadline is of the whole, not of a read", BOTH)
async def trickle(run: Run) -> None:
    await _slow(run, Trickle(interval=0.1))


@scenario("trickled head", "same, before the first line is whole", BOTH)
async def trickled_head(run: Run) -> None:
    await _slow(run, None)


@scenario("endless body", "a body without an end fills no memory", BOTH)
async def endless(run: Run) -> None:
    await _slow(run, Endless())


@scenario("1 GB bomb", "a megabyte that unpacks to a gigabyte is refused on the way", BOTH)
async def bomb(run: Run) -> None:
    await _slow(run, Bomb())


@scenario("trickled body over aiohttp", "same, with transport='aiohttp'", short=())
async def trickle_over_aiohttp(run: Run) -> None:
    await _slow(run, Trickle(interval=0.1), transport="aiohttp")


@scenario("endless body over aiohttp", "same, with transport='aiohttp'", short=())
async def endless_over_aiohttp(run: Run) -> None:
    await _slow(run, Endless(), transport="aiohttp")


@scenario("1 GB bomb over aiohttp", "same, with transport='aiohttp'")
async def bomb_over_aiohttp(run: Run) -> None:
    await _slow(run, Bomb(), transport="aiohttp")
