"""A place to keep answers at, of each kind, with a wall clock that the test sets."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from esologs.cache.config import MemoryStoreConfig, RedisStoreConfig, SqliteStoreConfig
from esologs.cache.memory import MemoryStore
from esologs.cache.redis import RedisStore
from esologs.cache.sqlite import SqliteStore

if TYPE_CHECKING:
    from pathlib import Path

    from esologs.cache.base import Store

NOON = 1_700_000_000.0
HOUR, DAY = 3600.0, 86400.0


class Place:
    """Opens stores; `now` is their wall clock, `ticks` their monotonic one.

    `errors` are those that they were met by.
    """

    shared = True
    """Whether each store opened here is another object, that sees what the others put."""

    def __init__(self) -> None:
        self.now = NOON
        self.ticks = 0.0
        self.errors: list[tuple[str, Exception]] = []
        self._opened: list[Store] = []

    def wall_clock(self) -> float:
        return self.now

    def clock(self) -> float:
        return self.ticks

    def on_error(self, action: str, error: Exception) -> None:
        self.errors.append((action, error))

    def open(self) -> Store:
        store = self._make()
        self._opened.append(store)
        return store

    def close(self) -> None:
        for store in self._opened:
            store.close()

    def _make(self) -> Store:
        raise NotImplementedError


class MemoryPlace(Place):
    shared = False

    def __init__(self, config: MemoryStoreConfig | None = None) -> None:
        super().__init__()
        self._config = config

    def _make(self) -> MemoryStore:
        return MemoryStore(self._config, wall_clock=self.wall_clock, on_error=self.on_error)


class SqlitePlace(Place):
    def __init__(self, folder: Path, *, max_bytes: int = 8 * 1024 * 1024) -> None:
        super().__init__()
        self.folder = folder
        self._config = SqliteStoreConfig(folder=folder, max_bytes=max_bytes)

    @property
    def file(self) -> Path:
        """The newest file of answers."""
        return max(self.folder.glob("answers-*.sqlite3"))

    def _make(self) -> SqliteStore:
        return SqliteStore(
            self._config, wall_clock=self.wall_clock, clock=self.clock, on_error=self.on_error
        )


class RedisPlace(Place):
    def __init__(self, url: str, *, max_entry_bytes: int = 2 * 1024 * 1024) -> None:
        super().__init__()
        # Its own prefix: the server may be somebody's.
        self.prefix = f"esologs-test:{uuid.uuid4().hex}:"
        self._config = RedisStoreConfig(
            url=url,
            prefix=self.prefix,
            max_entry_bytes=max_entry_bytes,
            # A loaded machine is slow now and then; what is claimed of the 50 ms
            # has tests of its own.
            timeout=1.0,
        )

    def _make(self) -> RedisStore:
        return RedisStore(
            self._config, wall_clock=self.wall_clock, clock=self.clock, on_error=self.on_error
        )
