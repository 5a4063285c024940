"""What must be as it was when all is over: tasks, threads, sockets, slots."""

from __future__ import annotations

import asyncio
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.chaos.load import lasting

_OPEN = Path("/proc/self/fd")
# What was told to end may take a moment: a thread to return, a socket to be closed.
_GRACE = 2.0


def sockets() -> int:
    """Return how many sockets this process has open; 0 where that cannot be told."""
    count = 0
    if _OPEN.is_dir():
        for entry in _OPEN.iterdir():
            try:
                count += entry.readlink().name.startswith("socket:")
            except OSError:  # closed meanwhile
                continue
    return count


@dataclass(frozen=True, slots=True)
class Holdings:
    """What this process holds."""

    tasks: int
    threads: frozenset[str]
    sockets: int

    @classmethod
    def now(cls) -> Holdings:
        threads = [thread.name for thread in threading.enumerate()]
        ours = frozenset(name for name in threads if name.startswith("esologs"))
        return cls(len(asyncio.all_tasks()), ours, sockets())

    async def leaked(self) -> int:
        """Return how much more is held now, once what ends by itself has had the time to."""
        ends = time.monotonic() + _GRACE
        while True:
            now = Holdings.now()
            more = max(0, now.tasks - self.tasks) + max(0, now.sockets - self.sockets)
            more += len(now.threads - self.threads)
            if not more or time.monotonic() > ends:
                return more
            await lasting(0.02)


def slots_held(client: Any) -> int:
    """Return how many slots of *client* are taken, or waited for."""
    slots = client._core.pipeline.slots
    return 0 if slots is None else slots.in_use + slots.waiting


def breaker_state(client: Any) -> str:
    """Return the state of *client*'s circuit."""
    breaker = client._core.pipeline.breaker
    return "off" if breaker is None else breaker.state
