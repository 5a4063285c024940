"""The sandbox as a transport in the process: no socket, no HTTP library.

What a client sees of an answer, and after how many seconds, is one pure
decision, `seen`; the two doors only wait, one by awaiting, one by blocking.
"""

from __future__ import annotations

import math
import threading
from typing import TYPE_CHECKING, TypeAlias

from esologs._call import HttpResponse
from esologs.errors import (
    ConnectFailedError,
    RequestTimeoutError,
    ResponseTooLargeError,
    TransportError,
)
from esologs.sandbox.answer import (
    Answer,
    Bombed,
    Dropped,
    Hanging,
    Shortened,
    Trickled,
    Unending,
    Whole,
)

if TYPE_CHECKING:
    from esologs._call import HttpRequest, Timeouts
    from esologs.sandbox.engine import Sandbox

Sight: TypeAlias = "tuple[float, HttpResponse | TransportError]"
"""What arrives, or why nothing does, and after how many seconds (`inf`: never)."""


def seen(answer: Answer, timeouts: Timeouts, max_bytes: int) -> Sight:
    """What a client with these bounds sees of *answer*.

    A read is one chunk of the body, the first one counts from the request. So a
    trickle whose interval is below `timeouts.read` is bounded by
    `timeouts.total` alone, as on the wire.
    """
    first_read = _within(answer.delay, timeouts.read)
    if first_read is not None:
        return _first(first_read, timeouts)
    return _first(_arrival(answer, timeouts, max_bytes), timeouts)


def _arrival(answer: Answer, timeouts: Timeouts, max_bytes: int) -> Sight:
    response, delay = answer.response, answer.delay
    size = len(response.content)
    match answer.delivery:
        case Whole():
            return delay, ResponseTooLargeError(max_bytes) if size > max_bytes else response
        case Hanging():
            return _within(math.inf, timeouts.read) or (math.inf, _late(None))
        case Dropped():
            return delay, ConnectFailedError("the connection was reset before the answer was whole")
        case Shortened():
            return delay, ConnectFailedError("the connection closed before the answer was whole")
        case Trickled(chunk, interval):
            late = _within(interval, timeouts.read)
            if late is not None and size:
                return delay + late[0], late[1]
            if size > max_bytes:
                return delay + interval * (max_bytes // chunk + 1), ResponseTooLargeError(max_bytes)
            return delay + interval * math.ceil(size / chunk), response
        case Unending(chunk, interval):
            late = _within(interval, timeouts.read)
            if late is not None:
                return delay + late[0], late[1]
            reads = max_bytes // len(chunk) + 1
            return delay + interval * reads, ResponseTooLargeError(max_bytes)
        case Bombed(size):
            if size > max_bytes:
                return delay, ResponseTooLargeError(max_bytes)
            return delay, HttpResponse(response.status_code, response.headers, bytes(size))


def _within(seconds: float, bound: float | None) -> Sight | None:
    """The timeout that *seconds* of silence run into, if they do."""
    return None if bound is None or seconds < bound else (bound, _late(bound))


def _first(sight: Sight, timeouts: Timeouts) -> Sight:
    """*sight*, unless the time for the whole exchange is over before."""
    return _within(sight[0], timeouts.total) or sight


def _late(seconds: float | None) -> RequestTimeoutError:
    within = "" if seconds is None else f" within {seconds:g} s"
    return RequestTimeoutError(f"no whole answer{within}", timeout=seconds)


class AsyncDoor:
    """Carries the exchanges of a `Client` to *sandbox*. Any number of clients may share one."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox

    async def send(self, request: HttpRequest, timeouts: Timeouts, max_bytes: int) -> HttpResponse:
        """Ask the sandbox; waits only as long as a fault demands."""
        seconds, outcome = seen(self.sandbox.answer(request), timeouts, max_bytes)
        if seconds > 0:
            import asyncio

            if math.isinf(seconds):
                await asyncio.get_running_loop().create_future()
            await asyncio.sleep(seconds)
        if isinstance(outcome, TransportError):
            raise outcome
        return outcome

    async def aclose(self) -> None:
        """Nothing is open."""


class SyncDoor:
    """Same as `AsyncDoor`, for a `SyncClient`. Safe to use from several threads."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self._closed = threading.Event()

    def send(self, request: HttpRequest, timeouts: Timeouts, max_bytes: int) -> HttpResponse:
        """Ask the sandbox; blocks only as long as a fault demands, or until `close`."""
        seconds, outcome = seen(self.sandbox.answer(request), timeouts, max_bytes)
        if seconds > 0 and self._closed.wait(_blocking(seconds)):
            raise ConnectFailedError("the sandbox's door was closed while an answer was awaited")
        if isinstance(outcome, TransportError):
            raise outcome
        return outcome

    def close(self) -> None:
        """Let go of every thread that waits for an answer."""
        self._closed.set()


def _blocking(seconds: float) -> float | None:
    return None if seconds > threading.TIMEOUT_MAX else seconds
