"""Totals: how often each kind of event was told since a client was made."""

from __future__ import annotations

from collections import Counter
from threading import Lock
from typing import TYPE_CHECKING

from esologs.resilience import events

if TYPE_CHECKING:
    from esologs.cache.base import StoreStats
    from esologs.stats import CacheStats, CallStats


class Totals:
    """A hook that counts. Safe to use from several threads."""

    def __init__(self) -> None:
        self._counts = Counter[type[events.Event]]()
        self._lock = Lock()

    def __call__(self, event: events.Event) -> None:
        """Count *event*."""
        with self._lock:
            self._counts[type(event)] += 1

    def calls(self) -> CallStats:
        """Return how the calls went so far."""
        from esologs.stats import CallStats

        counts = self._snapshot()
        return CallStats(
            started=counts[events.CallStarted],
            answered=counts[events.CallSucceeded],
            failed=counts[events.CallFailed],
            cancelled=counts[events.CallCancelled],
            coalesced=counts[events.Coalesced],
            attempts=counts[events.AttemptStarted],
            retries=counts[events.RetryScheduled],
        )

    def cache(self, kept: StoreStats | None) -> CacheStats:
        """Return what became of the look-ups; *kept* is what the store tells of itself."""
        from esologs.stats import CacheStats

        counts = self._snapshot()
        return CacheStats(
            hits=counts[events.CacheHit],
            misses=counts[events.CacheMissed],
            expired=counts[events.CacheExpired],
            stale=counts[events.StaleServed],
            refreshes=counts[events.RefreshStarted],
            errors=counts[events.StoreFailed],
            entries=None if kept is None else kept.entries,
            size=None if kept is None else kept.size,
            evicted=0 if kept is None else kept.evicted,
        )

    def after_fork(self) -> None:
        """Replace, in a child, the lock, which a thread of its parent may hold."""
        self._lock = Lock()

    def _snapshot(self) -> Counter[type[events.Event]]:
        with self._lock:
            return self._counts.copy()
