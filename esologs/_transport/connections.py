"""Connections of our own, over httpcore: what a client has unless it is given an HTTP client.

httpx wraps the same pool into cookies, redirects and requests of its own, of
which one POST to one address needs nothing, and which are half of a call's CPU
and a third of what the first answer costs. Every exchange is bounded as a
whole: in time, by one deadline, and in bytes after decompression.
"""

from __future__ import annotations

import asyncio
import os
import time
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

import httpcore

from esologs._call import HttpRequest, HttpResponse, Timeouts
from esologs._forks import renew_in_child
from esologs._transport import exchange as _exchange
from esologs._transport.exchange import least
from esologs._transport.inflate import Inflater
from esologs._transport.loop_pools import LoopPools
from esologs._transport.pools import sync_pools
from esologs._transport.sockets import DeadlineBackend, ending_at
from esologs.errors import TransportError

if TYPE_CHECKING:
    from collections.abc import Generator

    from esologs.config import LimitsConfig

# A connect ends by itself a moment before the exchange's own clock would: httpcore
# handles its own timeouts more gracefully than a cancellation from outside.
_GRACE: Final = 0.01


@lru_cache(maxsize=64)
def _target(url: str) -> tuple[httpcore.URL, bytes]:
    """Return *url* as httpcore wants it, and its Host header."""
    parts = urlsplit(url)
    host = (parts.hostname or "").encode("idna" if not url.isascii() else "ascii")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    target = httpcore.URL(
        scheme=parts.scheme.encode(), host=host, port=parts.port, target=path.encode()
    )
    named = b"[%b]" % host if b":" in host else host
    return target, named if parts.port is None else b"%b:%d" % (named, parts.port)


def _outgoing(request: HttpRequest, bounds: dict[str, float | None]) -> httpcore.Request:
    target, host = _target(request.url)
    headers = [
        (b"host", host),
        *((name.encode(), value.encode()) for name, value in request.headers.items()),
        (b"content-length", b"%d" % len(request.content)),
    ]
    return httpcore.Request(
        request.method, target, headers=headers, content=request.content,
        extensions={"timeout": bounds},
    )  # fmt: skip


def _inflater(response: httpcore.Response, max_bytes: int) -> Inflater:
    codings = [value for name, value in response.headers if name.lower() == b"content-encoding"]
    return Inflater(b", ".join(codings).decode("latin-1"), max_bytes)


@contextmanager
def _translated(request: HttpRequest, timeouts: Timeouts) -> Generator[None]:
    try:
        yield
    except httpcore.PoolTimeout as exc:
        raise _exchange.too_late(request, timeouts, "pool") from exc
    except httpcore.ConnectTimeout as exc:
        raise _exchange.too_late(request, timeouts, "connect") from exc
    except (httpcore.TimeoutException, TimeoutError) as exc:
        raise _exchange.too_late(request, timeouts) from exc
    except httpcore.ConnectError as exc:
        raise _exchange.unreachable(request, exc) from exc
    except (httpcore.NetworkError, httpcore.RemoteProtocolError) as exc:
        raise _exchange.broken(request, exc) from exc
    except (httpcore.ProtocolError, httpcore.ProxyError, httpcore.UnsupportedProtocol) as exc:
        raise _exchange.failed(request, exc) from exc
    except ImportError as exc:  # httpcore imports it with the first connection
        raise TransportError(
            "a SOCKS proxy needs the package socksio: pip install 'httpx[socks]'"
        ) from exc


class AsyncConnections:
    """Exchanges of a `Client`. Each event loop has connections of its own.

    They belong to the loop that opened them and end with it, and a forked child
    must not write to its parent's.
    """

    def __init__(self, limits: LimitsConfig) -> None:
        self._limits = limits
        self._by_loop: WeakKeyDictionary[asyncio.AbstractEventLoop, LoopPools] = WeakKeyDictionary()
        renew_in_child(self)

    async def send(self, request: HttpRequest, timeouts: Timeouts, max_bytes: int) -> HttpResponse:
        total = timeouts.total
        bounds = {"connect": least(timeouts.connect, total), "pool": total}
        if timeouts.read is not None and (total is None or timeouts.read < total):
            bounds["read"] = bounds["write"] = timeouts.read
        with _translated(request, timeouts):
            async with asyncio.timeout(None if total is None else total + _GRACE):
                own = await self._own()
                with own.lent(request.url) as pool:
                    response = await pool.handle_async_request(_outgoing(request, bounds))
                    try:
                        body = _inflater(response, max_bytes)
                        async for chunk in response.aiter_stream():
                            await body.afeed(chunk)
                    finally:
                        await response.aclose()
        return HttpResponse(response.status, _exchange.names(response.headers), body.body())

    async def _own(self) -> LoopPools:
        loop = asyncio.get_running_loop()
        own = self._by_loop.get(loop)
        if own is None:
            for over in [other for other in self._by_loop if other.is_closed()]:
                del self._by_loop[over]  # by hand, or it would not be here any more
            own = self._by_loop[loop] = LoopPools(self._limits)
            await own.end_with_loop()
        return own

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
        self._by_loop = WeakKeyDictionary()


# What a child inherited is never collected there: it would warn of what the parent has open,
# and touch the parent's event loop.
_of_parents: Final[list[object]] = []


class SyncConnections:
    """Same as `AsyncConnections`, but blocking, and safe to use from several threads."""

    def __init__(self, limits: LimitsConfig) -> None:
        self._limits = limits
        self._begin()
        renew_in_child(self)

    def _begin(self) -> None:
        self._backend = DeadlineBackend(httpcore.SyncBackend())
        self._pools = sync_pools(self._limits, self._backend)
        self._lock = Lock()

    def send(self, request: HttpRequest, timeouts: Timeouts, max_bytes: int) -> HttpResponse:
        total = timeouts.total
        read = least(timeouts.read, total)
        bounds = {
            "connect": least(timeouts.connect, total),
            "pool": total,
            "read": read,
            "write": read,
        }
        ends_at = None if total is None else time.monotonic() + total
        with _translated(request, timeouts), ending_at(ends_at):
            with self._lock:
                pool = self._pools.to(request.url)
            response = pool.handle_request(_outgoing(request, bounds))
            try:
                body = _inflater(response, max_bytes)
                for chunk in response.iter_stream():
                    body.feed(chunk, ends_at)
            finally:
                response.close()
        return HttpResponse(response.status, _exchange.names(response.headers), body.body())

    def close(self) -> None:
        """Close every connection."""
        with self._lock:
            pools = self._pools.take_all()
        for pool in pools:
            pool.close()

    def after_fork(self) -> None:
        """Let go of the parent's connections: of the sockets, without a word on the wire."""
        streams = list(self._backend.streams)
        self._begin()
        for stream in streams:
            stream.close()
