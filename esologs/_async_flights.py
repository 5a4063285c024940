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
from typing import TYPE_CHECKING, Any

from esologs._runtime import gave_up, own_copy
from esologs.resilience._flow import Send, arun

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from esologs.resilience._flow import Effect, Share


class AsyncFlights:
    """The flights of one client, for each event loop that uses it."""

    def __init__(self, perform: Callable[[Effect], Awaitable[Any]]) -> None:
        self._perform = perform
        self._flights: dict[tuple[asyncio.AbstractEventLoop, object], _Flight] = {}

    def __len__(self) -> int:
        return len(self._flights)

    async def join(self, effect: Share) -> Any:
        """Wait for the flow of *effect*, starting it if nobody has; raises what it raised."""
        key = (asyncio.get_running_loop(), effect.key)
        flight = self._flights.get(key)
        if flight is None:
            flight = self._flights[key] = _Flight(effect, self._perform)
            flight.task.add_done_callback(lambda _: self._flights.pop(key, None))
        return await flight.wait(effect.timeout)

    async def aclose(self) -> None:
        """Cancel what is under way on the running loop, and wait for its end."""
        loop = asyncio.get_running_loop()
        tasks = [flight.task for (where, _), flight in self._flights.items() if where is loop]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)


class _Flight:
    def __init__(self, effect: Share, perform: Callable[[Effect], Awaitable[Any]]) -> None:
        self._keep = effect.keep
        self._perform = perform
        self._waiters: set[asyncio.Future[None]] = set()
        self._sending = False
        self._abandoned = False
        self._loop = asyncio.get_running_loop()
        self.task = self._loop.create_task(arun(effect.start(), self._act))
        self.task.add_done_callback(self._finish)

    async def wait(self, timeout: float | None) -> Any:
        waiter = self._loop.create_future()
        self._waiters.add(waiter)
        self._abandoned = False  # whoever comes now wants it after all
        timer = None if timeout is None else self._loop.call_later(timeout, _wake, waiter)
        try:
            await waiter
        finally:
            if timer is not None:
                timer.cancel()
            self._waiters.discard(waiter)
            if not self._waiters and not self._keep:
                self._abandon()
        if not self.task.done():
            raise gave_up(timeout)
        if not self.task.cancelled() and (error := self.task.exception()) is not None:
            raise own_copy(error)
        return self.task.result()

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
        else:
            self.task.cancel()

    def _finish(self, task: asyncio.Task[Any]) -> None:
        for waiter in self._waiters:
            _wake(waiter)
        if not task.cancelled():
            task.exception()  # it is seen: the loop has nothing to complain of


def _wake(waiter: asyncio.Future[None]) -> None:
    if not waiter.done():
        waiter.set_result(None)
