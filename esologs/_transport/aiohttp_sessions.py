"""Sessions of aiohttp of our own: what `transport="aiohttp"` sends with.

They have no cookies, and take the proxy that the environment names, as our own
connections do.
"""

from __future__ import annotations

import asyncio
import os
from functools import lru_cache
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Final
from weakref import WeakSet

import aiohttp
from yarl import URL

from esologs._forks import renew_in_child
from esologs._transport.aiohttp import GRACE, exchanged, translated
from esologs._transport.exchange import least
from esologs._transport.proxies import proxy_for
from esologs._transport.tls import tls_context
from esologs.errors import TransportError

if TYPE_CHECKING:
    import socket
    from collections.abc import AsyncGenerator

    from aiohttp.client_proto import ResponseHandler
    from aiohttp.tracing import Trace

    from esologs._call import HttpRequest, HttpResponse, Timeouts
    from esologs.config import LimitsConfig
    from esologs.errors import TimeoutPhase

_READ_AHEAD: Final = 256 * 1024
_LONGEST_HEADER: Final = 64 * 1024


@lru_cache(maxsize=64)
def _bounds(connect: float | None, read: float | None) -> aiohttp.ClientTimeout:
    # Without the threshold, longer times would be rounded up to whole seconds.
    return aiohttp.ClientTimeout(total=None, connect=connect, sock_read=read, ceil_threshold=inf)


class AioConnections:
    """Exchanges of a `Client` in sessions of our own. Each event loop has one of its own.

    A session belongs to the loop that opened it and ends with it, and a forked
    child must not write to its parent's connections.
    """

    def __init__(self, limits: LimitsConfig) -> None:
        self._limits = limits
        self._by_loop: dict[asyncio.AbstractEventLoop, _LoopSession] = {}
        renew_in_child(self)

    async def send(self, request: HttpRequest, timeouts: Timeouts, max_bytes: int) -> HttpResponse:
        total, read = timeouts.total, timeouts.read
        if read is not None and total is not None and read >= total:
            read = None  # the deadline is the tighter one
        phase: list[TimeoutPhase] = ["pool"]
        with translated(request, timeouts, phase):
            async with asyncio.timeout(None if total is None else total + GRACE):
                own = await self._own()
                async with own.places:
                    phase.append("answer")
                    return await exchanged(
                        own.session,
                        request,
                        _bounds(least(timeouts.connect, total), read),
                        max_bytes,
                        own.proxy_to(request.url),
                    )

    async def _own(self) -> _LoopSession:
        loop = asyncio.get_running_loop()
        own = self._by_loop.get(loop)
        if own is None:
            self._forget_closed_loops()
            own = self._by_loop[loop] = _LoopSession(self._limits)
            await own.end_with_loop()
        return own

    def _forget_closed_loops(self) -> None:
        for over in [loop for loop in self._by_loop if loop.is_closed()]:
            del self._by_loop[over]
        for session, loop in list(_open.items()):
            if loop.is_closed():
                del _open[session]

    async def aclose(self) -> None:
        """Close what this loop opened."""
        own = self._by_loop.pop(asyncio.get_running_loop(), None)
        if own is not None:
            await own.aclose()

    def after_fork(self) -> None:
        """Leave the parent's connections to it."""
        with Path(os.devnull).open("rb") as nothing:
            for own in self._by_loop.values():
                own.leave_to_parent(nothing.fileno())
        _of_parents.append(self._by_loop)
        self._by_loop = {}


# What a child inherited is never collected there: it would warn of what the parent has open,
# and touch the parent's event loop.
_of_parents: Final[list[object]] = []


class _LoopSession:
    """The session of one event loop, and the way that it takes to each address."""

    def __init__(self, limits: LimitsConfig) -> None:
        # Not the connector's own limit: its queue and its connects share one timeout.
        self.places: Final = asyncio.Semaphore(limits.max_connections)
        self._connector = _Connector(limits.keepalive)
        self.session: Final = aiohttp.ClientSession(
            connector=self._connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            read_bufsize=_READ_AHEAD,
            max_line_size=_LONGEST_HEADER,
            max_field_size=_LONGEST_HEADER,
        )
        self._proxies: dict[str, URL | None] = {}
        self._end = _ending(self.session)

    def proxy_to(self, url: str) -> URL | None:
        if url not in self._proxies:
            self._proxies[url] = _proxy(proxy_for(url))
        return self._proxies[url]

    async def end_with_loop(self) -> None:
        """Have it closed when the running loop ends, as it ends its async generators."""
        await anext(self._end)

    async def aclose(self) -> None:
        await self._end.aclose()

    def leave_to_parent(self, nothing: int) -> None:
        for connection in list(self._connector.made):
            if connection.transport is None:
                continue
            used: socket.socket | None = connection.transport.get_extra_info("socket")
            if used is not None and (number := used.fileno()) >= 0:
                # Not closed: the event loop would strike it off the list that parent and
                # child share in the kernel. So it is made to lead nowhere.
                os.dup2(nothing, number, inheritable=False)


# Every session is held until it is closed: one that were collected together with the
# generator that is to close it would complain of that first.
_open: Final[dict[aiohttp.ClientSession, asyncio.AbstractEventLoop]] = {}


async def _ending(session: aiohttp.ClientSession) -> AsyncGenerator[None]:
    _open[session] = asyncio.get_running_loop()
    try:
        yield
    finally:
        _open.pop(session, None)
        await session.close()
        await asyncio.sleep(0)  # the event loop lets go of the sockets now


class _Connector(aiohttp.TCPConnector):
    """Opens connections without a bound of its own, and knows those in use: *made*."""

    def __init__(self, keepalive: float) -> None:
        super().__init__(  # pyright: ignore[reportUnknownMemberType] - aiohttp leaves one open
            limit=0,
            keepalive_timeout=keepalive,
            ssl=tls_context(),
            resolver=aiohttp.ThreadedResolver(),  # the system's own, also beside aiodns
        )
        self.made: Final[WeakSet[ResponseHandler]] = WeakSet()

    async def _create_connection(
        self, req: aiohttp.ClientRequest, traces: list[Trace], timeout: aiohttp.ClientTimeout
    ) -> ResponseHandler:
        connection = await super()._create_connection(req, traces, timeout)
        self.made.add(connection)
        return connection


def _proxy(address: str | None) -> URL | None:
    if address is None:
        return None
    proxy = URL(address)
    if proxy.scheme not in {"http", "https"}:
        raise TransportError(
            f"aiohttp knows no proxy of the kind {proxy.scheme!r}; leave out transport='aiohttp' "
            "to use it"
        )
    return proxy
