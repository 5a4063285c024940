"""The sandbox as a transport in the process: no socket, no HTTP library.

What a client sees of an answer, and after how many seconds, is one pure
decision, `seen`; the two doors only wait, one by awaiting, one by blocking.
"""

from __future__ import annotations

import math
import threading
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

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
    from esologs._call import HttpRequest, HttpResponse, Timeouts
    from esologs.sandbox.engine import Sandbox

Sight: TypeAlias = "tuple[float, HttpResponse | TransportError]"
"""What arrives, or why nothing does, and after how many seconds (`inf`: never)."""


def seen(answer: Answer, timeouts: Timeouts, max_bytes: int) -> Sight:
    """What a client with these bounds sees of *answer*.

    A read is one piece of the body, and the first one counts from the request.
    So a trickle whose interval is below `timeouts.read` is bounded by
    `timeouts.total` alone, as on the wire.
    """
    silence, sight = _arrival(answer, max_bytes)
    read, total = timeouts.read, timeouts.total
    if read is not None and answer.delay >= read:
        sight = read, _late(total)
    elif read is not None and silence >= read:
        sight = answer.delay + read, _late(total)
    if total is not None and sight[0] >= total:
        sight = total, _late(total)
    return sight


def _arrival(answer: Answer, max_bytes: int) -> tuple[float, Sight]:
    """The longest silence within the body, and what arrives when nobody's patience ends."""
    response, delay = answer.response, answer.delay
    size = len(response.content)
    match answer.delivery:
        case Whole():
            return 0.0, (delay, _within(max_bytes, response))
        case Hanging():
            return math.inf, (math.inf, _late(None))
        case Dropped():
            return 0.0, (delay, ConnectFailedError("the connection was reset within the answer"))
        case Shortened():
            return 0.0, (delay, ConnectFailedError("the connection closed before the answer's end"))
        case Trickled(chunk, interval):
            pieces = math.ceil(min(size, max_bytes + 1) / chunk)
            return interval if size else 0.0, (
                delay + interval * pieces,
                _within(max_bytes, response),
            )
        case Unending(chunk, interval):
            pieces = max_bytes // len(chunk) + 1
            return interval, (delay + interval * pieces, ResponseTooLargeError(max_bytes))
        case Bombed(size):
            if size > max_bytes:  # never unpacked here: that is what the bound is for
                return 0.0, (delay, ResponseTooLargeError(max_bytes))
            return 0.0, (delay, replace(response, content=bytes(size)))


def _within(max_bytes: int, response: HttpResponse) -> HttpResponse | TransportError:
    return ResponseTooLargeError(max_bytes) if len(response.content) > max_bytes else response


def _late(total: float | None) -> RequestTimeoutError:
    return RequestTimeoutError(
        "no whole answer of the sandbox in time; a longer timeout helps if it is only slow",
        timeout=total,
    )


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
