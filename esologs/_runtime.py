"""The two performers: what the drivers ask to do the effects of a flow.

A shared flow (`Share`) runs apart from all that wait for it, in a task or in a
thread of its own, so that nobody's cancellation or deadline hurts another. Each
waiter receives an exception object of its own.
"""

from __future__ import annotations

import copy
import threading
import time
from typing import TYPE_CHECKING, Any

from esologs.errors import RequestTimeoutError
from esologs.resilience._flow import Effect, Send, Share, Sleep, arun, run

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Callable
    from concurrent.futures import Future

    from esologs._call import AsyncTransport, HttpResponse, SyncTransport
    from esologs.resilience.events import Hooks


def _gave_up(timeout: float | None) -> RequestTimeoutError:
    return RequestTimeoutError(
        f"what several calls wait for was not there within {timeout or 0:.3g} s; a longer "
        "timeout may help",
        timeout=timeout,
    )


def _own_copy(error: BaseException) -> BaseException:
    """Return an object of the waiter's own, so that no two callers write notes on one."""
    twin = copy.copy(error)
    twin.__cause__ = error
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
        self._shared: dict[tuple[int, object], asyncio.Task[Any]] = {}

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
        import asyncio

        loop = asyncio.get_running_loop()
        key = (id(loop), effect.key)
        task = self._shared.get(key)
        if task is None:
            task = loop.create_task(arun(effect.start(), self.perform))
            self._shared[key] = task
            task.add_done_callback(lambda done: self._finish(key, done))
        # wait() leaves the task alone when this waiter is cancelled or times out.
        await asyncio.wait({task}, timeout=effect.timeout)
        if not task.done():
            raise _gave_up(effect.timeout)
        if not task.cancelled() and (error := task.exception()) is not None:
            raise _own_copy(error)
        return task.result()

    def _finish(self, key: tuple[int, object], task: asyncio.Task[Any]) -> None:
        self._shared.pop(key, None)
        if not task.cancelled():
            task.exception()  # it is seen: the loop has nothing to complain of

    async def aclose(self) -> None:
        """Cancel what is shared, wait for its end, and close the transport."""
        import asyncio

        here = id(asyncio.get_running_loop())
        tasks = [task for (loop, _), task in self._shared.items() if loop == here]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
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
        self._shared: dict[object, Future[Any]] = {}
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
        from concurrent.futures import Future

        with self._lock:
            future = self._shared.get(effect.key)
            if future is None:
                future = self._shared[effect.key] = Future()
                # A daemon: a process that ends does not wait for a server that hangs.
                threading.Thread(
                    target=self._lead, args=(effect, future), name="esologs-shared", daemon=True
                ).start()
        try:
            error = future.exception(effect.timeout)
        except TimeoutError:
            raise _gave_up(effect.timeout) from None
        if error is not None:
            raise _own_copy(error)
        return future.result()

    def _lead(self, effect: Share, future: Future[Any]) -> None:
        try:
            outcome = run(effect.start(), self.perform)
        except BaseException as exc:  # every waiter is told, whatever it is
            self._forget(effect.key)
            future.set_exception(exc)
        else:
            self._forget(effect.key)
            future.set_result(outcome)

    def _forget(self, key: object) -> None:
        with self._lock:
            del self._shared[key]

    def close(self) -> None:
        """Close the transport; what is shared ends by its own timeouts."""
        transport, self._transport = self._transport, None
        if transport is not None:
            transport.close()
