"""The breaker of a store: when to leave one that fails alone, and when to ask it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class StoreBreaker:
    """Opens after *max_failures* in a row, for *pause* seconds, doubling up to *longest_pause*.

    After each pause one operation is let through; until it has come back, or as
    long again has passed without it, no other is. Kept under the store's lock. A
    room of its own and not the breaker of the pipeline: it waits for no budget,
    tells no hook, and what it protects is the caller's time alone.
    """

    def __init__(
        self,
        *,
        max_failures: int,
        pause: float,
        longest_pause: float,
        clock: Callable[[], float],
    ) -> None:
        self._max_failures = max_failures
        self._pause = pause
        self._longest_pause = longest_pause
        self._clock = clock
        self._failures = 0
        self._wait = 0.0
        self._until = 0.0
        self._probing = False

    @property
    def is_open(self) -> bool:
        """Whether the store is being left alone."""
        return self._wait > 0

    def waits(self) -> bool:
        """Whether nothing would be admitted now; unlike `admits` it changes nothing."""
        return self._wait > 0 and self._clock() < self._until

    def admits(self) -> bool:
        """Whether one more operation may try."""
        if not self._wait:
            return True
        now = self._clock()
        if now < self._until:
            return False
        self._probing = True
        self._until = now + self._wait
        return True

    def succeeded(self) -> None:
        """Book an operation that the store answered."""
        self._failures, self._wait, self._probing = 0, 0.0, False

    def failed(self) -> None:
        """Book one that it did not; those that began before it opened change nothing."""
        if self._wait and not self._probing:
            return
        self._failures += 1
        if self._failures >= self._max_failures:
            self._wait = min(self._wait * 2 or self._pause, self._longest_pause)
            self._until = self._clock() + self._wait
            self._probing = False
