"""Shared flows on event loops: one task runs a flow, any number of callers wait for it.

A flight belongs to nobody who waits: a caller that is cancelled or out of time
leaves, and the others get what it was there for. When the last one leaves, the
flight ends too, but never in the middle of an exchange: an httpx 0.28 pool that
is cancelled while it connects loses a slot, and after enough of them every call
fails. So an exchange under way is let end, within its own bounds, and the
flight stops before its next effect.
"""

from __future__ import annotations

import asyncio
import sys
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from esologs._flights.waiters import gave_up, own_copy
from esologs.errors import ClientClosedError
from esologs.resilience._flow import Send, arun

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from esologs.resilience._flow import Effect, Flow, Share, Spawn


# A flight ends by itself with the last of those who wait, and its own failure
# says more than "the time was over": it is given a moment to arrive.
_GRACE: Final = 0.02

# What is under way when a client is closed has this long to end by itself, in seconds.
_DRAIN: Final = 2.0


class AsyncFlights:
    """The flights of one client, for each event loop that uses it."""

    def __init__(self, perform: Callable[[Effect], Awaitable[Any]]) -> None:
        self._perform = perform
        self._flights: dict[tuple[asyncio.AbstractEventLoop, object], _Flight] = {}

    def __len__(self) -> int:
        return len(self._flights)

    async def join(self, effect: Share) -> Any:
        """Wait for the flow of *effect*, starting it if nobody has; raises what it raised."""
        return await self._flight(effect.key, effect.start, keep=effect.keep).wait(effect.timeout)

    def start(self, effect: Spawn) -> None:
        """Run the flow of *effect* in the background, unless it runs already."""
        self._flight(effect.key, effect.start, keep=True)

    def _flight(self, name: object, start: Callable[[], Flow[Any]], *, keep: bool) -> _Flight:
        key = (asyncio.get_running_loop(), name)
        flight = self._flights.get(key)
        if flight is None:
            flight = self._flights[key] = _Flight(self._perform, keep=keep)
            flight.ended = partial(self._forget, key, flight)
            flight.begin(start())
        return flight

    def _forget(self, key: tuple[asyncio.AbstractEventLoop, object], flight: _Flight) -> None:
        if self._flights.get(key) is flight:
            del self._flights[key]

    async def aclose(self) -> None:
        """Wait a little for what is under way on the running loop, then cancel it.

        Who still waits then is told that the client was closed.
        """
        loop = asyncio.get_running_loop()
        tasks = [flight.task for (where, _), flight in self._flights.items() if where is loop]
        if tasks:
            await asyncio.wait(tasks, timeout=_DRAIN)
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)


class _Flight:
    task: asyncio.Task[Any]

    def __init__(self, perform: Callable[[Effect], Awaitable[Any]], *, keep: bool) -> None:
        self._keep = keep
        self._perform = perform
        self._waiters: set[asyncio.Future[None]] = set()
        self._sending = False
        self._abandoned = False
        self._landed = False
        self._loop = asyncio.get_running_loop()
        self.ended: Callable[[], object] = _nothing

    def begin(self, flow: Flow[Any]) -> None:
        """Run *flow* in a task of its own; what needs no waiting is done before this returns."""
        if sys.version_info >= (3, 12):
            self.task = asyncio.Task(self._run(flow), loop=self._loop, eager_start=True)
        else:
            self.task = self._loop.create_task(self._run(flow))
        self.task.add_done_callback(_seen)

    async def wait(self, timeout: float | None) -> Any:
        if not self._landed:
            await self._landing(timeout)
        if self.task.cancelled():
            raise ClientClosedError(
                "the client was closed while this call was under way; close it after its last call"
            )
        if (error := self.task.exception()) is not None:
            raise own_copy(error)
        return self.task.result()

    async def _landing(self, timeout: float | None) -> None:
        waiter = self._loop.create_future()
        self._waiters.add(waiter)
        self._abandoned = False  # whoever comes now wants it after all
        timer = None
        if timeout is not None:
            timer = self._loop.call_later(timeout + _GRACE, _wake, waiter)
        try:
            await waiter
        finally:
            if timer is not None:
                timer.cancel()
            self._waiters.discard(waiter)
            if not self._waiters and not self._keep:
                self._abandon()
        if not self._landed:
            raise gave_up(timeout)

    async def _run(self, flow: Flow[Any]) -> Any:
        try:
            return await arun(flow, self._act)
        finally:
            # Not by a callback of the task, which is over when they run: that would be a turn
            # of the event loop more.
            self._landed = True
            self._end()
            for waiter in self._waiters:
                _wake(waiter)

    async def _act(self, effect: Effect) -> Any:
        if not isinstance(effect, Send):
            return await self._perform(effect)
        self._sending = True
        try:
            outcome = await self._perform(effect)
        finally:
            self._sending = False
        if self._abandoned:
            raise asyncio.CancelledError
        return outcome

    def _abandon(self) -> None:
        if self._sending:
            self._abandoned = True
        elif not self._landed:
            self.task.cancel()
            self._end()  # at once: nobody is to join what is being cancelled

    def _end(self) -> None:
        ended, self.ended = self.ended, _nothing
        ended()


def _nothing() -> None:
    pass


def _seen(task: asyncio.Task[Any]) -> None:
    if not task.cancelled():
        task.exception()  # or the loop would complain of a failure that nobody waited for


def _wake(waiter: asyncio.Future[None]) -> None:
    if not waiter.done():
        waiter.set_result(None)
