"""Answers kept in a file that all of a user's processes share.

Every change is one statement in autocommit, so that no process waits for another
longer than one write takes, and one that is killed leaves nothing half done. What
the file cannot do is not done: a damaged one is replaced, a full or read-only one
is left alone for a while.
"""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING, ClassVar, Final, TypeVar

from esologs.cache.base import Tally
from esologs.cache.breaker import StoreBreaker
from esologs.cache.config import SqliteStoreConfig
from esologs.cache.database import Database, trouble_of
from esologs.cache.folder import default_folder
from esologs.cache.forking import ForkLock
from esologs.cache.room import give_back, make_room

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable

    from esologs.cache.base import OnError, StoreStats

T = TypeVar("T")

_PAUSE: Final = 5.0
_LONGEST_PAUSE: Final = 60.0
# A read is not a write: that an entry was used is noted at most once in ten minutes.
_USE_STEP: Final = 600.0

_GET = "SELECT id, used_at, data FROM answer WHERE key = ? AND keep_until > ?"
_USED = "UPDATE answer SET used_at = ? WHERE id = ?"
_PUT = """
INSERT INTO answer (key, keep_until, used_at, tags, data) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (key) DO UPDATE SET keep_until = excluded.keep_until,
    used_at = excluded.used_at, tags = excluded.tags, data = excluded.data
"""
_DROP = "DELETE FROM answer WHERE key = ?"
_DROP_TAGGED = """
DELETE FROM answer WHERE id IN (SELECT id FROM answer WHERE instr(tags, ?) > 0)
"""


class SqliteStore:
    """A store in a file of the user's cache folder, shared by processes, bounded in bytes."""

    blocking: ClassVar[bool] = True
    patience: float = 0.25

    def __init__(
        self,
        config: SqliteStoreConfig | None = None,
        *,
        wall_clock: Callable[[], float] = time.time,
        clock: Callable[[], float] = time.monotonic,
        on_error: OnError | None = None,
    ) -> None:
        config = config or SqliteStoreConfig()
        self._max_bytes = config.max_bytes
        self._database = Database(
            config.folder or default_folder(),
            max_bytes=config.max_bytes,
            busy_timeout=config.busy_timeout,
        )
        self._wall_clock = wall_clock
        self._clock = clock
        self._tally = Tally(on_error)
        self._lock = ForkLock(self._database.close)
        self._file, self._writes = (
            StoreBreaker(max_failures=1, pause=_PAUSE, longest_pause=_LONGEST_PAUSE, clock=clock)
            for _ in range(2)
        )
        self._repaired_at = -math.inf
        self._unchecked = config.max_bytes  # the first write looks how full the file is
        self._closed = False

    def __repr__(self) -> str:
        return f"<SqliteStore {self._database.path or 'not opened'}>"

    def get(self, key: str) -> bytes | None:
        """Return what was put under *key*, unless it is past its time."""
        now = self._wall_clock()

        def work(connection: sqlite3.Connection) -> bytes | None:
            row = connection.execute(_GET, (key, now)).fetchone()
            if row is None or not isinstance(row[2], bytes):
                return None
            if row[1] < now - _USE_STEP and not self._writes.is_open:
                self._note_use(connection, row[0], now)
            return row[2]

        return self._do("get", work, None)

    def put(self, key: str, data: bytes, *, keep_until: float, tags: Iterable[str] = ()) -> bool:
        """Keep *data* in place of what is there; `False` if it would take a quarter of the file."""
        now = self._wall_clock()
        if len(data) > self._max_bytes // 4 or not now < keep_until:
            self.drop(key)
            return False
        row = (key, keep_until, now, _joined(tags), data)

        def work(connection: sqlite3.Connection) -> bool:
            if not self._writes.admits():
                return False
            connection = self._database.to_write()
            self._unchecked += len(data)
            if self._unchecked >= self._max_bytes // 256:
                self._make_room(connection, now, 0)
            try:
                connection.execute(_PUT, row)
            except Exception as full:
                if trouble_of(full) != "no-room":
                    raise
                self._make_room(connection, now, len(data))
                connection.execute(_PUT, row)
            self._writes.succeeded()
            return True

        return self._do("put", work, default=False)

    def drop(self, key: str) -> bool:
        """Forget one entry."""
        return self._change("drop", _DROP, key)

    def drop_tagged(self, tag: str) -> bool:
        """Forget every entry with *tag*."""
        return self._change("drop_tagged", _DROP_TAGGED, _joined((tag,)))

    def clear(self) -> bool:
        """Forget everything. Some bytes may stay in the file until they are written over."""

        def work(_: sqlite3.Connection) -> bool:
            connection = self._database.to_write()
            connection.execute("DELETE FROM answer")
            give_back(connection)
            return True

        return self._do("clear", work, default=False)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._closed = True
            self._database.close()

    def stats(self) -> StoreStats:
        """Return the counts so far."""
        return self._tally.stats()

    def _change(self, action: str, statement: str, value: str) -> bool:
        def work(_: sqlite3.Connection) -> bool:
            self._database.to_write().execute(statement, (value,))
            return True

        return self._do(action, work, default=False)

    def _do(self, action: str, work: Callable[[sqlite3.Connection], T], default: T) -> T:
        """Return what *work* does with the file, or *default* if it cannot be done."""
        result, troubles = default, list[Exception]()
        with self._lock:
            usable = not self._closed and not self._lock.lost and self._file.admits()
            while usable:
                try:
                    result = work(self._database.connection())
                except Exception as error:  # noqa: BLE001 - no caller of a cache fails for it
                    troubles.append(error)
                    self._tally.errors += 1
                    usable = self._settle(error)
                else:
                    self._file.succeeded()
                    break
            if action == "get":
                self._tally.looked(result)
        for trouble in troubles:
            self._tally.tell(action, trouble)
        return result

    def _settle(self, error: Exception) -> bool:
        """Do what *error* calls for; whether it is worth trying once more at once."""
        match trouble_of(error):
            case "busy":
                pass
            case "no-room":
                self._writes.failed()
            case "damaged" if self._clock() - self._repaired_at > _LONGEST_PAUSE:
                self._repaired_at = self._clock()
                self._database.replace()
                return True
            case _:
                self._database.close()
                self._file.failed()
        return False

    def _make_room(self, connection: sqlite3.Connection, now: float, wanted: int) -> None:
        self._unchecked = 0
        goal = min(self._max_bytes * 9 // 10, self._max_bytes - 2 * wanted)
        self._tally.evicted += make_room(connection, goal, now)

    def _note_use(self, connection: sqlite3.Connection, row: int, now: float) -> None:
        try:
            connection.execute(_USED, (now, row))
        except Exception as error:
            # Nobody asked for this write: that it must wait or finds no room is no failure.
            if trouble_of(error) not in ("busy", "no-room"):
                raise


def _joined(tags: Iterable[str]) -> str:
    return "\n" + "".join(f"{tag}\n" for tag in sorted(tags))
