"""The two performers: what the drivers ask to do the effects of a flow."""

from __future__ import annotations

import threading
import time
from functools import partial
from typing import TYPE_CHECKING, Any

from esologs import _surroundings
from esologs._flights.sync_flights import SyncFlights
from esologs.resilience._flow import (
    Consult,
    Drop,
    Effect,
    Load,
    Park,
    Save,
    Send,
    Share,
    Sleep,
    Spawn,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from esologs._call import AsyncTransport, HttpResponse, SyncTransport
    from esologs._flights.async_flights import AsyncFlights
    from esologs._shelf import Shelf
    from esologs.fleet.link import Link
    from esologs.resilience.events import Hooks


async def _parked(effect: Park) -> bool:
    import asyncio

    loop = asyncio.get_running_loop()
    called = asyncio.Event()
    # Whoever calls the ticket may be on another thread, or another loop.
    effect.ticket.listen(lambda: loop.call_soon_threadsafe(called.set))
    try:
        async with asyncio.timeout(effect.timeout):
            return await called.wait()
    except TimeoutError:
        return False


class AsyncRuntime:
    """Performs effects on the running event loop."""

    def __init__(
        self,
        open_transport: Callable[[], AsyncTransport],
        hooks: Hooks,
        shelf: Shelf | None = None,
        sleep: Callable[[float], Awaitable[object]] | None = None,
        link: Link | None = None,
    ) -> None:
        around = _surroundings.current()
        self._open_transport = partial(around.open_async, open_transport)
        self._transport: AsyncTransport | None = None
        self._hooks = hooks
        self._shelf = shelf
        self._link = link
        self._sleep = sleep or around.clocks.asleep
        self._flights: AsyncFlights | None = None

    async def perform(self, effect: Effect) -> Any:
        """Do what *effect* asks and return its outcome."""
        match effect:
            case Send():
                return await self._send(effect)
            case Sleep():
                if effect.announce is not None:
                    self._hooks(effect.announce)
                await self._wait(effect.seconds)
            case Share():
                return await self._share(effect)
            case Park():
                return await _parked(effect)
            case Spawn():
                self._opened_flights().start(effect)
            case Load() | Save() | Drop():
                return None if self._shelf is None else await self._shelf.aperform(effect)
            case Consult():
                return None if self._link is None else await self._link.aperform(effect)
        return None

    async def _send(self, effect: Send) -> HttpResponse:
        transport, timeouts = self._transport, effect.timeouts
        if transport is None:  # opened late: it is most of what a client costs to import
            began = time.monotonic()
            transport = self._transport = self._open_transport()
            timeouts = timeouts.less(time.monotonic() - began)
        return await transport.send(effect.request, timeouts, effect.max_bytes)

    async def _wait(self, seconds: float) -> None:
        import asyncio

        await (self._sleep or asyncio.sleep)(seconds)

    async def _share(self, effect: Share) -> Any:
        return await self._opened_flights().join(effect)

    def _opened_flights(self) -> AsyncFlights:
        if self._flights is None:
            from esologs._flights.async_flights import AsyncFlights

            self._flights = AsyncFlights(self.perform)
        return self._flights

    async def aclose(self) -> None:
        """Cancel what is shared, wait for its end, and close the transport."""
        if self._flights is not None:
            await self._flights.aclose()
        transport, self._transport = self._transport, None
        if transport is not None:
            await transport.aclose()
        if self._shelf is not None:
            await self._shelf.aclose()
        if self._link is not None:
            await self._link.aclose()


class SyncRuntime:
    """Same as `AsyncRuntime`, but blocking, and safe to use from several threads."""

    def __init__(
        self,
        open_transport: Callable[[], SyncTransport],
        hooks: Hooks,
        shelf: Shelf | None = None,
        sleep: Callable[[float], object] | None = None,
        link: Link | None = None,
    ) -> None:
        around = _surroundings.current()
        self._open_transport = partial(around.open_sync, open_transport)
        self._transport: SyncTransport | None = None
        self._hooks = hooks
        self._shelf = shelf
        self._link = link
        self._sleep: Callable[[float], object] = sleep or around.clocks.sleep
        self._flights = SyncFlights(self.perform)
        self._lock = threading.Lock()

    def perform(self, effect: Effect) -> Any:
        """Do what *effect* asks and return its outcome."""
        match effect:
            case Send():
                return self._send(effect)
            case Sleep():
                if effect.announce is not None:
                    self._hooks(effect.announce)
                self._sleep(effect.seconds)
            case Share():
                return self._flights.join(effect)
            case Park():
                called = threading.Event()
                effect.ticket.listen(called.set)
                return called.wait(effect.timeout)
            case Spawn():
                self._flights.start(effect)
            case Load() | Save() | Drop():
                return None if self._shelf is None else self._shelf.perform(effect)
            case Consult():
                return None if self._link is None else self._link.perform(effect)
        return None

    def _send(self, effect: Send) -> HttpResponse:
        transport, timeouts = self._transport, effect.timeouts
        if transport is None:  # opened late: it is most of what a client costs to import
            began = time.monotonic()
            with self._lock:
                transport = self._transport = self._transport or self._open_transport()
            timeouts = timeouts.less(time.monotonic() - began)
        return transport.send(effect.request, timeouts, effect.max_bytes)

    def close(self) -> None:
        """Close the transport; what other threads wait for ends by its own timeouts."""
        transport, self._transport = self._transport, None
        if transport is not None:
            transport.close()
        if self._shelf is not None:
            self._shelf.close()
        if self._link is not None:
            self._link.close()
