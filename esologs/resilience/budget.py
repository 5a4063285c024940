"""The retry budget: how much a client may retry while many of its calls fail."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs.config import RetryBudgetConfig
    from esologs.stats import RetryBudgetStats


class RetryBudget:
    """A token bucket that retries draw from and successes fill.

    Shared by all calls of a client and its views; safe to use from several
    threads.
    """

    def __init__(self, config: RetryBudgetConfig, clock: Callable[[], float]) -> None:
        self._config = config
        self._clock = clock
        self._tokens = config.capacity
        self._as_of = clock()
        self._lock = Lock()

    def __repr__(self) -> str:
        return f"<RetryBudget {self.tokens:g} of {self._config.capacity:g}>"

    @property
    def tokens(self) -> float:
        """What is in the bucket now."""
        with self._lock:
            return self._refill()

    def stats(self) -> RetryBudgetStats:
        """Return what is in the bucket now."""
        from esologs.stats import RetryBudgetStats

        return RetryBudgetStats(tokens=self.tokens, capacity=self._config.capacity)

    def withdraw(self) -> bool:
        """Pay for one retry; `False` leaves the bucket as it is."""
        with self._lock:
            if self._refill() < self._config.cost:
                return False
            self._tokens -= self._config.cost
            return True

    def succeed(self, *, retried: bool) -> None:
        """Book a call that succeeded: its retry's cost back, or a first try's reward."""
        with self._lock:
            gain = self._config.cost if retried else self._config.reward
            self._tokens = min(self._config.capacity, self._refill() + gain)

    def refund(self) -> None:
        """Give back what a retry paid that did not take place."""
        self.succeed(retried=True)

    def after_fork(self) -> None:
        """Replace, in a child, the lock, which a thread of its parent may hold."""
        self._lock = Lock()

    def _refill(self) -> float:
        now = self._clock()
        # A clock that stands or runs backwards adds nothing.
        gained = max(0.0, now - self._as_of) * self._config.per_second
        self._as_of = now
        self._tokens = min(self._config.capacity, self._tokens + gained)
        return self._tokens
