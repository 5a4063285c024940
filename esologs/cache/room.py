"""Room in the SQLite store's file: what goes when it is full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import sqlite3

# Rows that one statement deletes, and how many such statements hold up the callers.
_ROWS: Final = 16
_MOST: Final = 128
# Pages given back to the file system at once.
_PAGES: Final = 2048

_DROP_OVER: Final = """
DELETE FROM answer WHERE id IN (SELECT id FROM answer WHERE keep_until <= ? LIMIT ?)
"""
_DROP_UNUSED: Final = """
DELETE FROM answer WHERE id IN (SELECT id FROM answer ORDER BY used_at LIMIT ?)
"""


def make_room(connection: sqlite3.Connection, goal: int, now: float) -> int:
    """Delete until at most *goal* bytes are in use: what is past its time, then the longest unused.

    Returns how many rows went. It works in small steps and stops after some of
    them, since others wait for the file; the next write goes on. Raises
    `sqlite3.Error`.
    """
    evicted = 0
    live, free = _use(connection)
    for _ in range(_MOST):
        if live <= goal:
            break
        deleted = connection.execute(_DROP_OVER, (now, _ROWS)).rowcount
        deleted = deleted or connection.execute(_DROP_UNUSED, (_ROWS,)).rowcount
        if not deleted:
            break
        evicted += deleted
        live, free = _use(connection)
    if free * 4 > live:
        give_back(connection)
    return evicted


def give_back(connection: sqlite3.Connection) -> None:
    """Return free pages at the end of the file to the file system, a few MiB at most."""
    # Each step frees one page, and `execute` takes but one: the script takes them all.
    connection.executescript(f"PRAGMA incremental_vacuum({_PAGES});")


def _use(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return how many bytes of the file hold something, and how many hold nothing."""
    pages, free, size = (
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("page_count", "freelist_count", "page_size")
    )
    return (pages - free) * size, free * size
