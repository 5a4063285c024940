"""HTTP for both clients: the one file that imports httpx.

Foreign exceptions become ours here, and every exchange is bounded as a whole:
in time, since httpx's timeouts are per read, and in bytes after decompression.
The callers' own httpx clients are used as they are and never changed.
"""

from __future__ import annotations

import asyncio
import os
import time
from contextlib import contextmanager
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

import httpx

from esologs._call import HttpRequest, HttpResponse, Timeouts
from esologs._inflate import Inflater
from esologs._sockets import ending_at, keep_deadlines
from esologs.errors import (
    ConnectFailedError,
    RejectedError,
    RequestTimeoutError,
    TransportError,
)

if TYPE_CHECKING:
    import ssl
    from collections.abc import Generator

    from esologs.config import LimitsConfig

# httpx ends a connect by itself a moment before our own clock would: cancelled
# from outside while it connects, httpx 0.28.1 loses the slot in its pool.
_GRACE: Final = 0.01


@lru_cache(maxsize=1)
def tls_context() -> ssl.SSLContext:
    """Return the TLS context of all clients, built once: each one costs about 20 ms."""
    return httpx.create_ssl_context()


def _settings(limits: LimitsConfig) -> dict[str, Any]:
    return {
        "verify": tls_context(),
        "limits": httpx.Limits(
            max_connections=limits.max_connections,
            max_keepalive_connections=limits.max_connections,
            keepalive_expiry=limits.keepalive,
        ),
    }


def authorizes(http_client: httpx.AsyncClient | httpx.Client) -> bool:
    """Tell whether a caller's own client already brings an `Authorization`."""
    return "authorization" in http_client.headers or http_client.auth is not None


@contextmanager
def _translated(request: HttpRequest, timeouts: Timeouts) -> Generator[None]:
    try:
        yield
    except httpx.PoolTimeout as exc:
        raise RequestTimeoutError(
            "no connection was free in time: all of them are in use; make fewer calls at once, "
            "or allow more connections",
            timeout=timeouts.total,
            phase="pool",
        ) from exc
    except httpx.ConnectTimeout as exc:
        raise RequestTimeoutError(
            f"no connection to {_host(request)} in time; is the network up, and the address right?",
            timeout=_least(timeouts.connect, timeouts.total),
            phase="connect",
        ) from exc
    except (httpx.TimeoutException, TimeoutError) as exc:
        raise RequestTimeoutError(
            f"no whole answer of {_host(request)} in time; a longer timeout helps if the server "
            "is only slow",
            timeout=timeouts.total,
        ) from exc
    except httpx.ConnectError as exc:
        raise ConnectFailedError(
            f"no connection to {_host(request)}: {_words(exc)}; is the network up, and the "
            "address right?"
        ) from exc
    except (httpx.NetworkError, httpx.RemoteProtocolError) as exc:
        raise ConnectFailedError(
            f"the connection to {_host(request)} broke before the answer was whole: {_words(exc)}"
        ) from exc
    except (httpx.HTTPError, httpx.InvalidURL) as exc:
        raise TransportError(f"{_host(request)}: {_words(exc)}") from exc


def _host(request: HttpRequest) -> str:
    # Never the whole address: a proxy's or a test's may hold a password.
    return urlsplit(request.url).hostname or "the server"


def _words(exc: Exception) -> str:
    return str(exc) or type(exc).__name__


def _build(
    client: httpx.AsyncClient | httpx.Client,
    request: HttpRequest,
    timeouts: Timeouts,
    *,
    own: bool,
) -> httpx.Request:
    total = timeouts.total
    bound = {
        "connect": _least(timeouts.connect, total),
        "read": _least(timeouts.read, total),
        "write": _least(timeouts.read, total),
        "pool": total,
    }
    if own:  # half of what httpx does for a request is not needed for this one
        return httpx.Request(
            request.method,
            request.url,
            headers=dict(request.headers),
            content=request.content,
            extensions={"timeout": bound},
        )
    theirs = client.timeout.as_dict()
    bound = {phase: _least(bound[phase], theirs.get(phase)) for phase in bound}
    return client.build_request(
        request.method,
        request.url,
        headers=dict(request.headers),
        content=request.content,
        extensions={"timeout": bound},
    )


def _least(one: float | None, other: float | None) -> float | None:
    if one is None or other is None:
        return one if other is None else other
    return min(one, other)


def _answer(response: httpx.Response, body: bytes) -> HttpResponse:
    headers = {
        name.decode("latin-1").lower(): value.decode("latin-1")
        for name, value in response.headers.raw
    }
    return HttpResponse(response.status_code, headers, body)


def _pools(client: httpx.Client) -> list[object]:
    """Return the connection pools below *client*: direct, and one for each proxy."""
    transports = [vars(client)["_transport"], *vars(client)["_mounts"].values()]
    return [getattr(transport, "_pool", None) for transport in transports if transport is not None]


class AsyncHttp:
    """Exchanges over an `httpx.AsyncClient`: the caller's, or one of our own.

    Our own is built at the first exchange of each event loop, since connections
    belong to the loop that opened them, and anew in a forked child, which must
    not write to its parent's.
    """

    def __init__(self, limits: LimitsConfig, http_client: httpx.AsyncClient | None = None) -> None:
        self._limits = limits
        self._theirs = http_client
        self._ours: WeakKeyDictionary[asyncio.AbstractEventLoop, httpx.AsyncClient]
        self._ours = WeakKeyDictionary()
        self._process = os.getpid()

    async def send(self, request: HttpRequest, timeouts: Timeouts, max_bytes: int) -> HttpResponse:
        client = self._theirs or self._own()
        total = None if timeouts.total is None else timeouts.total + _GRACE
        with _translated(request, timeouts):
            outgoing = _build(client, request, timeouts, own=self._theirs is None)
            async with asyncio.timeout(total):
                response = await client.send(outgoing, stream=True)
                try:
                    body = Inflater(response.headers.get("content-encoding", ""), max_bytes)
                    async for chunk in response.aiter_raw():
                        body.feed(chunk)
                finally:
                    await response.aclose()
        return _answer(response, body.body())

    def _own(self) -> httpx.AsyncClient:
        if self._process != os.getpid():
            self._ours, self._process = WeakKeyDictionary(), os.getpid()
        loop = asyncio.get_running_loop()
        client = self._ours.get(loop)
        if client is None:
            client = httpx.AsyncClient(**_settings(self._limits), follow_redirects=False)
            self._ours[loop] = client
        return client

    async def aclose(self) -> None:
        """Close what this loop opened of our own; the caller's stays open for whoever made it."""
        client = self._ours.pop(asyncio.get_running_loop(), None)
        if client is not None and self._process == os.getpid():
            await client.aclose()


class SyncHttp:
    """Same as `AsyncHttp`, but blocking, and safe to use from several threads.

    In a client of our own the deadline holds for every byte. In the caller's
    own client it is checked with each chunk of the body, while a header that
    trickles is bounded by that client's read timeout only.
    """

    def __init__(self, limits: LimitsConfig, http_client: httpx.Client | None = None) -> None:
        self._limits = limits
        self._theirs = http_client
        self._ours: httpx.Client | None = None
        self._process = os.getpid()
        self._lock = Lock()

    def send(self, request: HttpRequest, timeouts: Timeouts, max_bytes: int) -> HttpResponse:
        client = self._theirs or self._own()
        ends_at = None if timeouts.total is None else time.monotonic() + timeouts.total
        with _translated(request, timeouts), ending_at(ends_at):
            outgoing = _build(client, request, timeouts, own=self._theirs is None)
            response = client.send(outgoing, stream=True)
            try:
                body = Inflater(response.headers.get("content-encoding", ""), max_bytes)
                for chunk in response.iter_raw():
                    body.feed(chunk)
                    if ends_at is not None and time.monotonic() > ends_at:
                        raise TimeoutError
            finally:
                response.close()
        return _answer(response, body.body())

    def _own(self) -> httpx.Client:
        with self._lock:
            if self._ours is None or self._process != os.getpid():
                self._process = os.getpid()
                self._ours = httpx.Client(**_settings(self._limits), follow_redirects=False)
                for pool in _pools(self._ours):
                    if not keep_deadlines(pool):
                        raise RejectedError(
                            f"httpx {httpx.__version__} is not supported: its connection pool "
                            "cannot be given a deadline"
                        )
            return self._ours

    def close(self) -> None:
        """Close our own client; the caller's stays open for whoever made it."""
        with self._lock:
            ours, self._ours = self._ours, None
        if ours is not None and self._process == os.getpid():
            ours.close()
