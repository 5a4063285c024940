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
from threading import Lock
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

import httpcore

from esologs import _exchange
from esologs._call import HttpRequest, HttpResponse, Timeouts
from esologs._exchange import least
from esologs._inflate import Inflater
from esologs._pools import Pools, async_pool, sync_pool
from esologs._sockets import ending_at
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

    They belong to the loop that opened them, and a forked child must not write
    to its parent's.
    """

    def __init__(self, limits: LimitsConfig) -> None:
        self._limits = limits
        self._pools: WeakKeyDictionary[
            asyncio.AbstractEventLoop, Pools[httpcore.AsyncConnectionPool]
        ] = WeakKeyDictionary()
        self._process = os.getpid()

    async def send(self, request: HttpRequest, timeouts: Timeouts, max_bytes: int) -> HttpResponse:
        total = timeouts.total
        bounds = {"connect": least(timeouts.connect, total), "pool": total}
        if timeouts.read is not None and (total is None or timeouts.read < total):
            bounds["read"] = bounds["write"] = timeouts.read
        with _translated(request, timeouts):
            async with asyncio.timeout(None if total is None else total + _GRACE):
                response = await self._own(request.url).handle_async_request(
                    _outgoing(request, bounds)
                )
                try:
                    body = _inflater(response, max_bytes)
                    async for chunk in response.aiter_stream():
                        body.feed(chunk)
                finally:
                    await response.aclose()
        return HttpResponse(response.status, _exchange.names(response.headers), body.body())

    def _own(self, url: str) -> httpcore.AsyncConnectionPool:
        if self._process != os.getpid():
            self._pools, self._process = WeakKeyDictionary(), os.getpid()
        loop = asyncio.get_running_loop()
        pools = self._pools.get(loop)
        if pools is None:
            pools = self._pools[loop] = Pools(self._limits, async_pool)
        return pools.to(url)

    async def aclose(self) -> None:
        """Close what this loop opened."""
        pools = self._pools.pop(asyncio.get_running_loop(), None)
        if pools is not None and self._process == os.getpid():
            for pool in pools.all():
                await pool.aclose()


class SyncConnections:
    """Same as `AsyncConnections`, but blocking, and safe to use from several threads."""

    def __init__(self, limits: LimitsConfig) -> None:
        self._limits = limits
        self._pools: Pools[httpcore.ConnectionPool] | None = None
        self._process = os.getpid()
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
            response = self._own(request.url).handle_request(_outgoing(request, bounds))
            try:
                body = _inflater(response, max_bytes)
                for chunk in response.iter_stream():
                    body.feed(chunk)
                    if ends_at is not None and time.monotonic() > ends_at:
                        raise TimeoutError
            finally:
                response.close()
        return HttpResponse(response.status, _exchange.names(response.headers), body.body())

    def _own(self, url: str) -> httpcore.ConnectionPool:
        with self._lock:
            if self._pools is None or self._process != os.getpid():
                self._pools, self._process = Pools(self._limits, sync_pool), os.getpid()
            return self._pools.to(url)

    def close(self) -> None:
        """Close every connection."""
        with self._lock:
            pools, self._pools = self._pools, None
        if pools is not None and self._process == os.getpid():
            for pool in pools.all():
                pool.close()
