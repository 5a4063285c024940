"""Simulated fights that are kept for the next question, up to a number of events."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from esologs.sandbox.combat.record import Record


class Archive:
    """The most recently used records; the oldest go when together they hold too many events.

    The newest is always kept, whatever its size. An event takes about 260
    bytes. Safe to share between threads, and between the logs of many reports.
    """

    def __init__(self, max_events: int = 200_000) -> None:
        if max_events < 1:
            raise ValueError(f"max_events must be positive, got {max_events}")
        self._max_events = max_events
        self._records: OrderedDict[Hashable, Record] = OrderedDict()
        self._events = 0
        self._lock = threading.Lock()

    @property
    def events(self) -> int:
        """How many events are kept now."""
        return self._events

    def get(self, key: Hashable, make: Callable[[], Record]) -> Record:
        """The record of this key, made now if it is not kept."""
        with self._lock:
            found = self._records.get(key)
            if found is not None:
                self._records.move_to_end(key)
                return found
        # Outside the lock: two threads may simulate the same fight, to the same result.
        made = make()
        with self._lock:
            if key not in self._records:
                self._records[key] = made
                self._events += len(made.rows)
            while self._events > self._max_events and len(self._records) > 1:
                _, dropped = self._records.popitem(last=False)
                self._events -= len(dropped.rows)
        return made
