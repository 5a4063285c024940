"""The two performers: what the drivers ask to do the effects of a flow."""

from __future__ import annotations

import copy
import threading
import time
from typing import TYPE_CHECKING, Any

from esologs.errors import EsoLogsError, RequestTimeoutError
from esologs.resilience._flow import Effect, Send, Share, Sleep

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from esologs._async_flights import AsyncFlights
    from esologs._call import AsyncTransport, HttpResponse, SyncTransport
    from esologs._sync_flights import SyncFlights
    from esologs.resilience.events import Hooks


def gave_up(timeout: float | None) -> RequestTimeoutError:
    """Return the error of a caller whose time was over while it waited for others."""
    return RequestTimeoutError(
        f"what several calls wait for was not there within {timeout or 0:.3g} s; a longer "
        "timeout may help",
        timeout=timeout,
    )


def own_copy(error: BaseException) -> BaseException:
    """Return an object of the waiter's own, so that no two callers write notes on one.

    An error that is none of ours is a defect somewhere: it stays what it is.
    """
    if not isinstance(error, EsoLogsError):
        return error
    twin = copy.copy(error)
    twin.__cause__ = error.__cause__
    twin.__suppress_context__ = True
    return twin


class AsyncRuntime:
    """Performs effects on the running event loop."""

    def __init__(
        self,
        open_transport: Callable[[], AsyncTransport],
        hooks: Hooks,
        sleep: Callable[[float], Awaitable[object]] | None = None,
    ) -> None:
        self._open_transport = open_transport
        self._transport: AsyncTransport | None = None
        self._hooks = hooks
        self._sleep = sleep
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
        return None

    async def _send(self, effect: Send) -> HttpResponse:
        transport = self._transport
        if transport is None:  # opened late: it is most of what a client costs to import
            transport = self._transport = self._open_transport()
        return await transport.send(effect.request, effect.timeouts, effect.max_bytes)

    async def _wait(self, seconds: float) -> None:
        import asyncio

        await (self._sleep or asyncio.sleep)(seconds)

    async def _share(self, effect: Share) -> Any:
        if self._flights is None:
            from esologs._async_flights import AsyncFlights

            self._flights = AsyncFlights(self.perform)
        return await self._flights.join(effect)

    async def aclose(self) -> None:
        """Cancel what is shared, wait for its end, and close the transport."""
        if self._flights is not None:
            await self._flights.aclose()
        transport, self._transport = self._transport, None
        if transport is not None:
            await transport.aclose()


class SyncRuntime:
    """Same as `AsyncRuntime`, but blocking, and safe to use from several threads."""

    def __init__(
        self,
        open_transport: Callable[[], SyncTransport],
        hooks: Hooks,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self._open_transport = open_transport
        self._transport: SyncTransport | None = None
        self._hooks = hooks
        self._sleep = sleep
        self._flights: SyncFlights | None = None
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
                return self._share(effect)
        return None

    def _send(self, effect: Send) -> HttpResponse:
        transport = self._transport
        if transport is None:  # opened late: it is most of what a client costs to import
            with self._lock:
                transport = self._transport = self._transport or self._open_transport()
        return transport.send(effect.request, effect.timeouts, effect.max_bytes)

    def _share(self, effect: Share) -> Any:
        if self._flights is None:
            from esologs._sync_flights import SyncFlights

            with self._lock:
                self._flights = self._flights or SyncFlights(self.perform)
        return self._flights.join(effect)

    def close(self) -> None:
        """Close the transport; what other threads wait for ends by its own timeouts."""
        transport, self._transport = self._transport, None
        if transport is not None:
            transport.close()
