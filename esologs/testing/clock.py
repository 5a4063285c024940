"""Clocks for tests: one that stands still, and one that goes on but is never waited for.

Both are found by the clients that are made while they are in place (`with`, or
the fixtures), for both colours; `time` itself is left alone. A wait of a client
(a retry's, a pause's after a 429) passes at once and moves the clock. What the
wire takes is real: a timeout of an exchange still needs its seconds.
"""

from __future__ import annotations

import contextlib
import threading
import time
from typing import TYPE_CHECKING

from esologs import _surroundings
from esologs.config import check_count, check_seconds

if TYPE_CHECKING:
    from collections.abc import Generator
    from types import TracebackType
    from typing import Self


class SkippingClock:
    """The machine's clocks, ahead by all that would have been waited for.

    `waits` are the waits in seconds, in their order. Safe to use from several threads.
    """

    def __init__(self) -> None:
        self.waits: list[float] = []
        self._ahead = 0.0
        self._lock = threading.Lock()
        self._in_place = contextlib.ExitStack()

    def monotonic(self) -> float:
        """Return a reading in seconds that never goes back, as `time.monotonic` does."""
        return time.monotonic() + self._ahead

    def wall(self) -> float:
        """Return Unix seconds, as `time.time` does."""
        return time.time() + self._ahead

    def advance(self, seconds: float) -> None:
        """Let *seconds* pass. Raises `ConfigError` for a time that cannot."""
        check_seconds("seconds", seconds, zero=True)
        self._pass_to(self._ahead + seconds)

    def sleep(self, seconds: float) -> None:
        """Wait for *seconds*, which pass at once."""
        self._pass_to(self._begin(seconds))

    async def asleep(self, seconds: float) -> None:
        """Same as `sleep`, but other tasks run; waits that begin meanwhile pass side by side."""
        import asyncio

        over = self._begin(seconds)
        await asyncio.sleep(0)
        self._pass_to(over)

    def _begin(self, seconds: float) -> float:
        with self._lock:
            self.waits.append(seconds)
            return self._ahead + seconds

    def _pass_to(self, ahead: float) -> None:
        with self._lock:
            self._ahead = max(self._ahead, ahead)

    def __enter__(self) -> Self:
        clocks = _surroundings.Clocks(
            monotonic=self.monotonic, wall=self.wall, sleep=self.sleep, asleep=self.asleep
        )
        self._in_place.enter_context(_surroundings.replaced(clocks=clocks))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._in_place.close()


class FakeClock(SkippingClock):
    """Clocks that stand still until somebody waits, or calls `advance`.

    They start at *wall* (Unix seconds; `None`: now), and at the machine's monotonic reading.
    """

    def __init__(self, wall: float | None = None) -> None:
        super().__init__()
        self._monotonic, self._wall = time.monotonic(), time.time() if wall is None else wall

    def monotonic(self) -> float:
        """Return a reading in seconds that only waits and `advance` change."""
        return self._monotonic + self._ahead

    def wall(self) -> float:
        """Return Unix seconds that only waits and `advance` change."""
        return self._wall + self._ahead


@contextlib.contextmanager
def no_waiting(*, max_attempts: int | None = None) -> Generator[SkippingClock]:
    """Let the clients that are made in the block wait for nothing.

    Everything else is as it was: what is retried, how often, and what a deadline
    refuses. *max_attempts* also bounds the attempts of a call, however many its
    client would make; a call's own `max_retries` option still wins. The clock that is
    given tells the waits.

    Raises:
        ConfigError: *max_attempts* is no whole number of at least 1.

    """
    if max_attempts is not None:
        check_count("max_attempts", max_attempts, least=1)
    retries = None if max_attempts is None else max_attempts - 1
    with SkippingClock() as clock, _surroundings.replaced(max_retries=retries):
        yield clock
