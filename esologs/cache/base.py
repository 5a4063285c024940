"""The store: what every one of them promises, and what it tells about itself.

A store is a plain, blocking, thread-safe object that holds bytes under keys. It
knows nothing of entries: what it hands out is looked at by `unpack()`. Time is an
argument: each takes a wall clock at its construction and never shows anything
past its `keep_until`, whatever that clock does meanwhile.

**A store never raises.** What fails is a miss, is counted, and is handed to the
store's `on_error` (called under no lock, in the thread that met it).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar, Protocol, TypeAlias

OnError: TypeAlias = Callable[[str, Exception], object]
"""Told of the operation (`get`, `put`, …) that failed, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreStats:
    """What one store object did since it was made.

    *entries* and *size* (bytes) are what it holds now, `None` where only asking a
    server or a disk would tell. *evicted* counts what was dropped to make room.
    """

    hits: int = 0
    misses: int = 0
    errors: int = 0
    evicted: int = 0
    entries: int | None = None
    size: int | None = None


class Store(Protocol):
    """Keeps bytes under keys for a while. Safe to use from several threads and across a fork.

    *blocking* tells whether an operation may take long enough to matter to an
    event loop: if so it is called through a `Worker`, which waits *patience*
    seconds for it and no longer. What changes something says whether that was done;
    `False` means that it was not, and that this was counted as an error if it is one.
    """

    blocking: ClassVar[bool]

    @property
    def patience(self) -> float:
        """Seconds that a caller waits for one operation; 0 where none blocks."""
        ...

    def get(self, key: str) -> bytes | None:
        """Return what was put under *key*, unless it is past its time."""
        ...

    def put(self, key: str, data: bytes, *, keep_until: float, tags: Iterable[str] = ()) -> bool:
        """Keep *data* under *key*, in place of what is there, up to *keep_until* (Unix seconds).

        *tags* follow from the key: where they do not, an earlier put's may drop it too.
        `False` also for what is too large for this store; what was there is then gone.
        """
        ...

    def drop(self, key: str) -> bool:
        """Forget one entry, if it is there."""
        ...

    def drop_tagged(self, tag: str) -> bool:
        """Forget every entry that was put with *tag*."""
        ...

    def clear(self) -> bool:
        """Forget everything."""
        ...

    def close(self) -> None:
        """Let go of files and connections; what is asked later finds nothing. Twice is nothing."""
        ...

    def stats(self) -> StoreStats:
        """Return the counts so far; asks neither disk nor server."""
        ...


class Tally:
    """A store's counts, kept under that store's lock."""

    def __init__(self, on_error: OnError | None) -> None:
        self._on_error = on_error
        self.hits: int = 0
        self.misses: int = 0
        self.errors: int = 0
        self.evicted: int = 0

    def looked(self, found: object) -> None:
        """Count a look-up."""
        if found is None:
            self.misses += 1
        else:
            self.hits += 1

    def tell(self, action: str, error: Exception) -> None:
        """Hand an error over. Not to be called under a lock."""
        if self._on_error is not None:
            # Whoever listens is a guest here: what fails there breaks no call.
            with suppress(Exception):
                self._on_error(action, error)

    def stats(self, entries: int | None = None, size: int | None = None) -> StoreStats:
        """Return the counts as they are."""
        return StoreStats(
            hits=self.hits,
            misses=self.misses,
            errors=self.errors,
            evicted=self.evicted,
            entries=entries,
            size=size,
        )
