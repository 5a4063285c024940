"""Shared flows among threads: the first caller runs a flow, the others wait for it.

The leader runs it in its own thread, within its own deadline. A failure that is
only the leader's (its time was over, or it was interrupted) is not shared: one
of those who wait leads anew. A flow that is to be kept runs in a thread of its
own, and all of them wait.
"""

from __future__ import annotations

import contextlib
import threading
import time
from typing import TYPE_CHECKING, Any

from esologs._call import Bound
from esologs._flights.waiters import gave_up, own_copy
from esologs._forks import renew_in_child
from esologs.errors import DeadlineExceededError, RequestTimeoutError
from esologs.resilience._flow import run
from esologs.resilience.deadline import bounded

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs.resilience._flow import Effect, Flow, Share, Spawn


class SyncFlights:
    """The flights of one client. Safe to use from several threads."""

    def __init__(self, perform: Callable[[Effect], Any]) -> None:
        self._perform = perform
        self._flights: dict[object, _Flight] = {}
        self._lock = threading.Lock()
        renew_in_child(self)

    def after_fork(self) -> None:
        """Forget, in a child, what its parent's threads lead: it never lands here."""
        self._lock = threading.Lock()
        self._flights = {}

    def __len__(self) -> int:
        return len(self._flights)

    def join(self, effect: Share) -> Any:
        """Run the flow of *effect*, or wait for whoever does; raises what it raised."""
        ends_at = None if effect.timeout is None else time.monotonic() + effect.timeout
        while True:
            with self._lock:
                flight = self._flights.get(effect.key)
                leads = flight is None
                if flight is None:
                    flight = self._flights[effect.key] = _Flight()
            left = None if ends_at is None else ends_at - time.monotonic()
            if leads and not effect.keep:
                return self._lead(flight, effect.key, effect.start(), left)
            if leads:
                self._start(flight, effect.key, effect.start)
            if not flight.landed.wait(left):
                raise gave_up(effect.timeout)
            if flight.is_lost:
                continue
            if flight.error is not None:
                raise own_copy(flight.error)
            return flight.outcome

    def start(self, effect: Spawn) -> None:
        """Run the flow of *effect* in the background, unless it runs already."""
        with self._lock:
            if effect.key in self._flights:
                return
            flight = self._flights[effect.key] = _Flight()
        self._start(flight, effect.key, effect.start)

    def _start(self, flight: _Flight, key: object, start: Callable[[], Flow[Any]]) -> None:
        def lead() -> None:
            # What it raises is on the flight, for those who wait.
            with contextlib.suppress(BaseException):
                self._lead(flight, key, start(), None)

        # A daemon: a process that ends does not wait for a server that hangs.
        threading.Thread(target=lead, name="esologs-shared", daemon=True).start()

    def _lead(self, flight: _Flight, key: object, flow: Flow[Any], left: float | None) -> Any:
        try:
            if left is not None:
                flow = bounded(flow, Bound(time.monotonic() + left, left), time.monotonic)
            flight.outcome = run(flow, self._perform)
            flight.is_lost = False
        except BaseException as error:
            own = isinstance(error, RequestTimeoutError | DeadlineExceededError)
            flight.is_lost = own or not isinstance(error, Exception)
            flight.error = error
            raise
        finally:
            with self._lock:
                del self._flights[key]
            flight.landed.set()
        return flight.outcome


class _Flight:
    """What its leader writes before *landed* is set, and nobody after it."""

    def __init__(self) -> None:
        self.landed = threading.Event()
        self.is_lost = True
        self.outcome: Any = None
        self.error: BaseException | None = None
