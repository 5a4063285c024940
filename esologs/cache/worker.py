"""The thread in which a blocking store is asked, so that no caller waits longer than it will.

Not a `ThreadPoolExecutor`: that one queues without bound, keeps a process from
ending while a thread hangs, and is dead in the child of a fork.
"""

from __future__ import annotations

import os
import threading
import time
import weakref
from contextlib import suppress
from functools import partial
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, ParamSpec, TypeAlias, TypeVar

from esologs.cache.forking import ForkLock

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable
    from concurrent.futures import Future

P = ParamSpec("P")
T = TypeVar("T")
D = TypeVar("D")

_Job: TypeAlias = "tuple[Future[Any], Callable[[], Any]]"


class Worker:
    """One daemon thread that does jobs in the order given. Safe to use from threads and loops.

    A caller waits *patience* seconds for its job (which may be changed) and then goes
    without. While a job has lasted longer than that, or *capacity* of them wait, new ones are
    refused at once: a store that hangs costs each caller its patience once, and
    then nothing. The thread starts with the first job; in the child of a fork it
    starts anew, without the parent's jobs.
    """

    def __init__(
        self,
        *,
        patience: float,
        capacity: int = 256,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.patience: float = patience
        self._capacity = capacity
        self._clock = clock
        self._lock = ForkLock()
        self._line = _Line()
        self._closed = False

    def call(
        self, default: D, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> T | D:
        """Return what *function* returns, or *default* if it is refused or takes too long."""
        future = self.submit(partial(function, *args, **kwargs))
        if future is None:
            return default
        try:
            return self.outcome(future, default)
        finally:
            future.cancel()  # takes it out of the queue; one that is being done goes on

    async def acall(
        self, default: D, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> T | D:
        """Same as `call`, for a caller on an event loop; it may be cancelled."""
        future = self.submit(partial(function, *args, **kwargs))
        if future is None:
            return default
        try:
            return await self.aoutcome(future, default)
        finally:
            future.cancel()

    def outcome(self, future: Future[T], default: D, patience: float | None = None) -> T | D:
        """Return what a submitted job came to, or *default* if that takes too long.

        *patience*, in seconds, is the worker's unless it is given.
        """
        from concurrent.futures import CancelledError

        try:
            return future.result(self.patience if patience is None else patience)
        except CancelledError:  # the worker was closed first
            return default
        except TimeoutError:
            if future.done():  # the function's own
                raise
            return default

    async def aoutcome(self, future: Future[T], default: D, patience: float | None = None) -> T | D:
        """Same as `outcome`, for a caller on an event loop; it may be cancelled."""
        import asyncio

        if not future.done():
            # Not `wrap_future`: whoever gave up would cancel the job, which others may wait for.
            loop = asyncio.get_running_loop()
            over = asyncio.Event()
            future.add_done_callback(lambda _: _tell(loop, over))
            with suppress(TimeoutError):
                async with asyncio.timeout(self.patience if patience is None else patience):
                    await over.wait()
        return future.result() if future.done() and not future.cancelled() else default

    def post(self, function: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> bool:
        """Have it done some time, after what was asked before; `False` if it is refused."""
        return self.submit(partial(function, *args, **kwargs)) is not None

    def submit(self, job: Callable[[], T]) -> Future[T] | None:
        """Queue a job; `None` if it is refused."""
        from concurrent.futures import Future

        line = self._line
        if line.thread is None or line.pid != os.getpid():
            line = self._begin()
        if self._closed or line.jobs.qsize() >= self._capacity or self._is_stalled(line):
            return None
        future: Future[T] = Future()
        line.jobs.put((future, job))
        return future

    def close(self, last: Callable[[], object] | None = None, *, timeout: float = 2.0) -> None:
        """Do what is queued, then *last*, and end the thread; what takes longer is given up."""
        line = self._end(last)
        if line is not None and line.thread is not None:
            if line.thread is not threading.current_thread():
                line.thread.join(timeout)
            line.abandon()

    async def aclose(
        self, last: Callable[[], object] | None = None, *, timeout: float = 2.0
    ) -> None:
        """Same as `close`, without blocking the event loop."""
        line = self._end(last)
        if line is not None:
            import asyncio

            ended = asyncio.wrap_future(line.ended)
            try:
                await asyncio.wait((ended,), timeout=timeout)
            finally:
                ended.cancel()
                line.abandon()

    def _is_stalled(self, line: _Line) -> bool:
        started_at = line.started_at
        return started_at is not None and self._clock() - started_at > self.patience

    def _begin(self) -> _Line:
        with self._lock:
            line = self._line
            if line.pid != os.getpid():
                line = self._line = _Line()
            if line.thread is None and not self._closed:
                line.start(self._clock)
                # A worker that nobody closed ends when nobody has it any more.
                weakref.finalize(self, line.jobs.put, None).atexit = False
        return line

    def _end(self, last: Callable[[], object] | None) -> _Line | None:
        """Refuse what comes now; return the line to wait for, if there is one."""
        from concurrent.futures import Future

        with self._lock:
            closed, self._closed = self._closed, True
            line = self._line
        if closed:
            return None
        if line.thread is None or line.pid != os.getpid():
            if last is not None:
                last()  # never begun: nothing of its is in use, and nothing of it is slow
            return None
        if last is not None:
            line.jobs.put((Future(), last))
        line.jobs.put(None)
        return line


class _Line:
    """The queue of one thread. Apart from `Worker`, which the thread must not keep alive."""

    def __init__(self) -> None:
        from concurrent.futures import Future

        self.jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self.started_at: float | None = None
        self.thread: threading.Thread | None = None
        self.ended: Future[None] = Future()
        self.pid = os.getpid()

    def start(self, clock: Callable[[], float]) -> None:
        self.thread = threading.Thread(
            target=self._serve, args=(clock,), name="esologs-store", daemon=True
        )
        self.thread.start()

    def _serve(self, clock: Callable[[], float]) -> None:
        while (job := self.jobs.get()) is not None:
            future, function = job
            if future.set_running_or_notify_cancel():
                self.started_at = clock()
                try:
                    outcome = function()
                except BaseException as exc:  # noqa: BLE001 - for whoever asked
                    future.set_exception(exc)
                else:
                    future.set_result(outcome)
                    del outcome
                self.started_at = None
            del job, future, function  # nothing of a caller is kept while waiting
        if self.ended.set_running_or_notify_cancel():
            self.ended.set_result(None)

    def abandon(self) -> None:
        """Cancel what was not begun; a thread that still hangs ends when it can."""
        while True:
            try:
                job = self.jobs.get_nowait()
            except Empty:
                break
            if job is not None:
                job[0].cancel()
        self.jobs.put(None)


def _tell(loop: asyncio.AbstractEventLoop, over: asyncio.Event) -> None:
    with suppress(RuntimeError):  # the loop ended first: nobody waits there any more
        loop.call_soon_threadsafe(over.set)
