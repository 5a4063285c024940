"""Answers kept in this process, the least recently used going first."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from typing import TYPE_CHECKING, ClassVar

from esologs.cache.base import Tally
from esologs.cache.config import MemoryStoreConfig
from esologs.cache.forking import ForkLock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from esologs.cache.base import OnError, StoreStats


class _Kept:
    """One stored value, and what it counts for."""

    __slots__ = ("data", "keep_until", "size", "tags")

    def __init__(self, key: str, data: bytes, keep_until: float, tags: frozenset[str]) -> None:
        self.data = data
        self.keep_until = keep_until
        self.tags = tags
        self.size = len(key) + len(data) + sum(map(len, tags))


class MemoryStore:
    """A store in memory, bounded by entries and bytes. It never blocks."""

    blocking: ClassVar[bool] = False
    patience: float = 0.0

    def __init__(
        self,
        config: MemoryStoreConfig | None = None,
        *,
        wall_clock: Callable[[], float] = time.time,
        on_error: OnError | None = None,
    ) -> None:
        self._config = config or MemoryStoreConfig()
        self._wall_clock = wall_clock
        self._tally = Tally(on_error)
        self._lock = ForkLock()
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._tagged: dict[str, set[str]] = {}
        self._size = 0
        # Nothing is past its time before this: saves the search when room is made.
        self._first_end = math.inf
        self._closed = False

    def __repr__(self) -> str:
        return f"<MemoryStore {len(self._kept)} entries, {self._size} bytes>"

    def get(self, key: str) -> bytes | None:
        """Return what was put under *key*, unless it is past its time."""
        now = self._wall_clock()
        with self._lock:
            kept = self._kept.get(key)
            # What is past its time stays until room is needed: the clock may come back.
            found = kept.data if kept is not None and now < kept.keep_until else None
            if found is not None:
                self._kept.move_to_end(key)
            self._tally.looked(found)
        return found

    def put(self, key: str, data: bytes, *, keep_until: float, tags: Iterable[str] = ()) -> bool:
        """Keep *data* in place of what is there; `False` if it is larger than the whole store."""
        now = self._wall_clock()
        kept = _Kept(key, data, keep_until, frozenset(tags))
        with self._lock:
            self._forget(key)
            if self._closed or kept.size > self._config.max_bytes or not now < keep_until:
                return False
            self._kept[key] = kept
            self._size += kept.size
            self._first_end = min(self._first_end, keep_until)
            for tag in kept.tags:
                self._tagged.setdefault(tag, set()).add(key)
            if self._is_over():
                self._make_room(now)
        return True

    def drop(self, key: str) -> bool:
        """Forget one entry."""
        with self._lock:
            self._forget(key)
        return True

    def drop_tagged(self, tag: str) -> bool:
        """Forget every entry with *tag*."""
        with self._lock:
            for key in list(self._tagged.get(tag, ())):
                self._forget(key)
        return True

    def clear(self) -> bool:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
            self._tagged.clear()
            self._size, self._first_end = 0, math.inf
        return True

    def close(self) -> None:
        """Forget everything, and keep nothing any more."""
        self.clear()
        self._closed = True

    def stats(self) -> StoreStats:
        """Return the counts so far."""
        with self._lock:
            return self._tally.stats(entries=len(self._kept), size=self._size)

    def _is_over(self) -> bool:
        return len(self._kept) > self._config.max_entries or self._size > self._config.max_bytes

    def _make_room(self, now: float) -> None:
        if now >= self._first_end:
            for key in [key for key, kept in self._kept.items() if now >= kept.keep_until]:
                self._forget(key)
                self._tally.evicted += 1
            self._first_end = min(
                (kept.keep_until for kept in self._kept.values()), default=math.inf
            )
        while self._is_over():
            self._forget(next(iter(self._kept)))
            self._tally.evicted += 1

    def _forget(self, key: str) -> None:
        kept = self._kept.pop(key, None)
        if kept is None:
            return
        self._size -= kept.size
        for tag in kept.tags:
            keys = self._tagged[tag]
            keys.discard(key)
            if not keys:
                del self._tagged[tag]
