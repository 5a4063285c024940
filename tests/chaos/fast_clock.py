"""A clock that runs many times as fast, for a whole process: its hours are seconds.

The clock of the system is replaced before a client is made, and the event loop
waits accordingly less. Nothing of the package is touched.
"""

from __future__ import annotations

import asyncio
import selectors
import time


def speed_up(speed: float, started_at: float) -> None:
    """Let time run *speed* times as fast from the Unix second *started_at* on."""
    real_time, real_monotonic = time.time, time.monotonic
    origin = real_monotonic()
    time.time = lambda: started_at + (real_time() - started_at) * speed
    time.monotonic = lambda: origin + (real_monotonic() - origin) * speed


class _Selector(selectors.DefaultSelector):
    speed = 1.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        return super().select(None if timeout is None else timeout / self.speed)


def loop_of(speed: float) -> asyncio.AbstractEventLoop:
    """Return an event loop that lives by the fast clock."""
    selector = _Selector()
    selector.speed = speed
    return asyncio.SelectorEventLoop(selector)
