"""A lock that a fork finds free.

A process that forks while another thread holds a lock leaves its child with one
that nobody will ever release. So the lock is taken before a fork, and the child
gets a new one. SQLite asks for more: a connection must not cross a fork at all,
and a fork in the middle of its work would copy SQLite's own locks, held.
"""

from __future__ import annotations

import os
from threading import Lock
from typing import TYPE_CHECKING, Final
from weakref import WeakSet

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

_GRACE: Final = 1.0
"""Seconds that a fork waits for one operation of a store to end."""


class ForkLock:
    """A mutual exclusion as `with lock:`, whose owner is told of a fork.

    *before* is called in the parent, under the lock, just before a fork. *lost*
    is true in a child that was forked in the middle of an operation that would
    not end: what the lock protects must not be touched there.
    """

    def __init__(self, before: Callable[[], None] | None = None) -> None:
        self._lock = Lock()
        self._before = before
        self._taken = False
        self.lost: bool = False
        _locks.add(self)

    def __enter__(self) -> None:
        self._lock.acquire()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._lock.release()

    def before_fork(self) -> None:
        """Wait for the operation in hand."""
        self._taken = self._lock.acquire(timeout=_GRACE)
        if self._taken and self._before is not None:
            self._before()

    def in_parent(self) -> None:
        """Go on."""
        if self._taken:
            self._taken = False
            self._lock.release()

    def in_child(self) -> None:
        """Begin anew."""
        self.lost = self.lost or not self._taken
        self._taken = False
        self._lock = Lock()


_locks: Final[WeakSet[ForkLock]] = WeakSet()
_one_at_a_time = Lock()
_held: list[ForkLock] = []


def _before_fork() -> None:
    _one_at_a_time.acquire()
    _held.extend(_locks)
    for lock in _held:
        lock.before_fork()


def _in_parent() -> None:
    for lock in _held:
        lock.in_parent()
    _held.clear()
    _one_at_a_time.release()


def _in_child() -> None:
    global _one_at_a_time  # noqa: PLW0603 - the child's own
    for lock in _held:
        lock.in_child()
    _held.clear()
    _one_at_a_time = Lock()


if hasattr(os, "register_at_fork"):  # not on Windows, which has no fork
    os.register_at_fork(before=_before_fork, after_in_parent=_in_parent, after_in_child=_in_child)
