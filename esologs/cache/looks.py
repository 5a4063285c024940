"""Looks under way: who looks for the same key at the same time shares one.

An answer that a thousand callers wait for is read from the file once, not a
thousand times: the line of the store's worker is not that long.
"""

from __future__ import annotations

from functools import partial
from threading import Lock
from typing import TYPE_CHECKING

from esologs._forks import renew_in_child

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from esologs.cache.worker import Worker


class Looks:
    """Asks a blocking store through *worker*. Safe to use from several threads and event loops.

    Each caller waits as long as the worker's patience is, and goes without then;
    the last one to leave takes the look out of the line.
    """

    def __init__(self, get: Callable[[str], bytes | None], worker: Worker) -> None:
        self._get = get
        self._worker = worker
        self._lock = Lock()
        self._under_way: dict[str, _Look] = {}
        renew_in_child(self)

    def after_fork(self) -> None:
        """Forget, in a child, what its parent looks for: nobody does that work here."""
        self._lock = Lock()
        self._under_way = {}

    def look(self, key: str) -> bytes | None:
        """Return what is there, or `None` if there is nothing or it takes too long."""
        look = self._joined(key)
        if look is None:
            return None
        try:
            return self._worker.outcome(look.future, None)
        finally:
            self._leave(key, look)

    async def alook(self, key: str) -> bytes | None:
        """Same as `look`, for a caller on an event loop; it may be cancelled."""
        look = self._joined(key)
        if look is None:
            return None
        try:
            return await self._worker.aoutcome(look.future, None)
        finally:
            self._leave(key, look)

    def outdate(self) -> None:
        """Have who comes from now on look anew: something was posted to be changed.

        What was waited for needs no such word: the worker had done all earlier looks by then.
        """
        with self._lock:
            self._under_way.clear()

    def _joined(self, key: str) -> _Look | None:
        with self._lock:
            look = self._under_way.get(key)
            if look is None or look.future.done():
                future = self._worker.submit(partial(self._get, key))
                if future is None:
                    return None
                look = self._under_way[key] = _Look(future)
            look.waiting += 1
            return look

    def _leave(self, key: str, look: _Look) -> None:
        with self._lock:
            look.waiting -= 1
            if look.waiting:
                return
            if self._under_way.get(key) is look:
                del self._under_way[key]
        look.future.cancel()  # which does nothing to one that is done, or being done


class _Look:
    """One look, and how many wait for it; the number changes under the lock of `Looks`."""

    __slots__ = ("future", "waiting")

    def __init__(self, future: Future[bytes | None]) -> None:
        self.future = future
        self.waiting = 0
