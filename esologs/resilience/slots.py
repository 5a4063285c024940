"""Slots: how many calls are on the wire at once, and how many may wait for that."""

from __future__ import annotations

from collections import deque
from threading import Lock
from typing import TYPE_CHECKING, Literal

from esologs.errors import SlotsFullError
from esologs.resilience._flow import Park

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs._call import Call, Reply
    from esologs.config import SlotsConfig
    from esologs.resilience._flow import Flow, Proceed
    from esologs.stats import SlotsStats


class Slots:
    """Give each attempt one of *size* slots; the others wait in the order in which they came.

    A slot that becomes free goes to the first who waits. A waiter that is
    cancelled, or whose time is over, leaves the queue; if it was called at that
    very moment, its slot goes to the next. Who would have to wait behind a full
    queue is refused at once with `SlotsFullError`. Shared by all calls of a
    client and its views; safe to use from several threads and event loops.
    """

    def __init__(self, size: int, config: SlotsConfig) -> None:
        self._size = size
        self._most = config.queue
        self._free = size
        self._queue: deque[_Place] = deque()
        self._lock = Lock()
        self._era = object()

    def __repr__(self) -> str:
        return f"<Slots {self.in_use} of {self._size} in use, {self.waiting} waiting>"

    def __call__(self, call: Call, proceed: Proceed) -> Flow[Reply]:
        """Run one attempt in a slot."""
        era = self._era
        place = self._enter()
        try:
            if place is not None:
                yield Park(place)
            return (yield from proceed(call))
        finally:
            if era is self._era:
                self._leave(place)

    @property
    def in_use(self) -> int:
        """How many slots are taken."""
        return self._size - self._free

    @property
    def waiting(self) -> int:
        """How many calls wait for a slot."""
        return len(self._queue)

    def stats(self) -> SlotsStats:
        """Return how full they are."""
        from esologs.stats import SlotsStats

        with self._lock:
            return SlotsStats(
                size=self._size,
                in_use=self._size - self._free,
                waiting=len(self._queue),
                queue=self._most,
            )

    def after_fork(self) -> None:
        """Free, in a child, the slots of its parent's calls: they never end here."""
        self._lock = Lock()
        self._era = object()
        self._free = self._size
        self._queue.clear()

    def _enter(self) -> _Place | None:
        """Take a slot and return `None`, or return a place in the queue."""
        with self._lock:
            # A slot is only ever free when nobody waits: nobody is overtaken.
            if self._free:
                self._free -= 1
                return None
            if len(self._queue) < self._most:
                place = _Place(self._lock)
                self._queue.append(place)
                return place
            in_use, waiting = self.in_use, self.waiting
        raise SlotsFullError(
            f"{in_use} calls are on the wire and {waiting} wait for them; make fewer calls at "
            "once, or raise max_connections or the queue of SlotsConfig",
            in_use=in_use,
            waiting=waiting,
        )

    def _leave(self, place: _Place | None) -> None:
        """Hand the slot to the first who waits, or leave the queue without ever having had one."""
        with self._lock:
            if place is not None and place.state == "waiting":
                self._queue.remove(place)
                place.state = "gone"
                return
            if place is not None and place.state == "gone":
                return
        while True:
            with self._lock:
                if not self._queue:
                    self._free += 1
                    return
                following = self._queue.popleft()
                following.state = "called"
                wake = following.wake
            try:
                if wake is not None:  # or it will see that it was called when it listens
                    wake()
            except RuntimeError:  # its event loop is closed: nobody waits there any more
                with self._lock:
                    following.state = "gone"
                continue
            return


class _Place:
    """A place in the queue. Its state changes under the lock of the queue."""

    __slots__ = ("_lock", "state", "wake")

    def __init__(self, lock: Lock) -> None:
        self._lock = lock
        self.state: Literal["waiting", "called", "gone"] = "waiting"
        self.wake: Callable[[], object] | None = None

    def listen(self, wake: Callable[[], object], /) -> None:
        """Have *wake* called once the slot is there, which may be now."""
        with self._lock:
            if self.state == "waiting":
                self.wake = wake
                return
        wake()
