"""HTTP over aiohttp, in sessions of our own or in the caller's: the one file that imports aiohttp.

An exchange is bounded as a whole, as on every transport: in time by one
deadline, and in bytes after a decompression that is ours. A session of our own
has no cookies, follows no redirect, and sends no header but those of the request.
"""

from __future__ import annotations

import asyncio
import os
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from math import inf
from typing import TYPE_CHECKING, Final
from weakref import WeakSet

import aiohttp
from yarl import URL

from esologs import _exchange
from esologs._call import HttpRequest, HttpResponse, Timeouts
from esologs._exchange import least
from esologs._forks import renew_in_child
from esologs._inflate import Inflater
from esologs._pools import tls_context
from esologs._proxies import proxy_for
from esologs.errors import ClientClosedError, TransportError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Generator

    from aiohttp.client_proto import ResponseHandler
    from aiohttp.tracing import Trace

    from esologs.config import LimitsConfig
    from esologs.errors import TimeoutPhase

# A connect ends by itself a moment before the exchange's own clock would, and is then
# told from an answer that did not come.
_GRACE: Final = 0.01
_AUTOMATIC: Final = ("Accept", "Accept-Encoding", "Content-Type", "User-Agent")
_READ_AHEAD: Final = 256 * 1024
_LONGEST_HEADER: Final = 64 * 1024
_LARGE: Final = 1024 * 1024  # from here on aiohttp warns of bytes that are sent in one piece


@contextmanager
def _translated(
    request: HttpRequest, timeouts: Timeouts, phase: list[TimeoutPhase]
) -> Generator[None]:
    try:
        yield
    except aiohttp.ConnectionTimeoutError as exc:
        raise _exchange.too_late(request, timeouts, "connect") from exc
    except TimeoutError as exc:
        raise _exchange.too_late(request, timeouts, phase[-1]) from exc
    except aiohttp.ClientConnectorError as exc:
        raise _exchange.unreachable(request, exc) from exc
    except aiohttp.ClientHttpProxyError as exc:
        raise _exchange.failed(request, exc) from exc
    except (
        aiohttp.ClientConnectionError,
        aiohttp.ClientPayloadError,
        aiohttp.ClientResponseError,  # what came was no HTTP
    ) as exc:
        raise _exchange.broken(request, exc) from exc
    except aiohttp.ClientError as exc:
        raise _exchange.failed(request, exc) from exc


@lru_cache(maxsize=64)
def _bounds(connect: float | None, read: float | None) -> aiohttp.ClientTimeout:
    # Without the threshold, longer times would be rounded up to whole seconds.
    return aiohttp.ClientTimeout(total=None, connect=connect, sock_read=read, ceil_threshold=inf)


async def _exchanged(
    session: aiohttp.ClientSession,
    request: HttpRequest,
    timeout: aiohttp.ClientTimeout,
    max_bytes: int,
    proxy: URL | None = None,
) -> HttpResponse:
    content = request.content
    answer = await session.request(
        request.method,
        request.url,
        data=content if len(content) < _LARGE else BytesIO(content),
        headers=request.headers,
        skip_auto_headers=_AUTOMATIC,
        allow_redirects=False,
        raise_for_status=False,
        auto_decompress=False,
        timeout=timeout,
        proxy=proxy,
    )
    try:
        body = Inflater(", ".join(answer.headers.getall("content-encoding", ())), max_bytes)
        while chunk := await answer.content.readany():
            body.feed(chunk)
    finally:
        answer.close()  # which does nothing to a connection that was read to the end
    return HttpResponse(answer.status, _exchange.names(answer.raw_headers), body.body())


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
        with _translated(request, timeouts, phase):
            async with asyncio.timeout(None if total is None else total + _GRACE):
                own = await self._own()
                async with own.places:
                    phase.append("answer")
                    return await _exchanged(
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
            for over in [other for other in self._by_loop if other.is_closed()]:
                del self._by_loop[over]
            own = self._by_loop[loop] = _LoopSession(self._limits)
            await own.end_with_loop()
        return own

    async def aclose(self) -> None:
        """Close what this loop opened."""
        own = self._by_loop.pop(asyncio.get_running_loop(), None)
        if own is not None:
            await own.aclose()

    def after_fork(self) -> None:
        """Leave the parent's connections to it."""
        with open(os.devnull, "rb") as nothing:
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
            used = connection.transport and connection.transport.get_extra_info("socket")
            if used is not None and (number := used.fileno()) >= 0:
                os.dup2(nothing, number, inheritable=False)


async def _ending(session: aiohttp.ClientSession) -> AsyncGenerator[None]:
    try:
        yield
    finally:
        await session.close()
        await asyncio.sleep(0)  # the event loop lets go of the sockets now


class _Connector(aiohttp.TCPConnector):
    """Opens connections without a bound of its own, and knows those in use: *made*."""

    def __init__(self, keepalive: float) -> None:
        super().__init__(
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


class AioSession:
    """Exchanges in a session of the caller's, which stays open."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    async def send(self, request: HttpRequest, timeouts: Timeouts, max_bytes: int) -> HttpResponse:
        if self._session.closed:
            raise ClientClosedError("the http_client that this client was given has been closed")
        total, theirs = timeouts.total, self._session.timeout
        bounds = aiohttp.ClientTimeout(
            total=None,
            connect=theirs.connect,  # theirs alone: it is of their queue as well
            sock_connect=least(least(timeouts.connect, total), theirs.sock_connect),
            sock_read=least(timeouts.read, theirs.sock_read),
            ceil_threshold=inf,
        )
        shortest = least(total, theirs.total)
        with _translated(request, timeouts, ["answer"]):
            async with asyncio.timeout(None if shortest is None else shortest + _GRACE):
                return await _exchanged(self._session, request, bounds, max_bytes)

    async def aclose(self) -> None:
        """Leave the session open for whoever made it."""
