"""A sliding window of outcomes: how many attempts succeeded and failed lately."""

from __future__ import annotations

from typing import Final

_BUCKETS: Final = 10


class Window:
    """Counts the outcomes of the last *length* seconds, in tenths of it.

    It costs the same however many outcomes there are. Not safe to use from
    several threads: its owner has a lock.
    """

    __slots__ = ("_failed", "_succeeded", "_tick", "_width", "failures", "successes")

    def __init__(self, length: float) -> None:
        self._width = length / _BUCKETS
        self._succeeded = [0] * _BUCKETS
        self._failed = [0] * _BUCKETS
        self._tick = 0
        self.successes: int = 0
        self.failures: int = 0

    def add(self, now: float, *, failed: bool) -> None:
        """Count one outcome, and forget those that are too old."""
        self.look(now)
        slot = self._tick % _BUCKETS
        if failed:
            self._failed[slot] += 1
            self.failures += 1
        else:
            self._succeeded[slot] += 1
            self.successes += 1

    def look(self, now: float) -> None:
        """Forget what is too old *now*."""
        tick = int(now / self._width)
        if tick != self._tick:
            self._advance(tick)

    def _advance(self, tick: int) -> None:
        # A clock that stands or runs backwards counts into the bucket of before.
        for late in range(min(max(0, tick - self._tick), _BUCKETS)):
            slot = (tick - late) % _BUCKETS
            self.failures -= self._failed[slot]
            self.successes -= self._succeeded[slot]
            self._failed[slot] = self._succeeded[slot] = 0
        self._tick = max(self._tick, tick)
