"""HTTP over the caller's own client, of httpx or of httpx2: the one file that speaks to those.

Such a client is used as it is, with its proxies, its certificates and its
limits, and never changed. Foreign exceptions become ours here, and every
exchange is bounded as a whole: in time, since their timeouts are per read, and
in bytes after decompression.
"""

from __future__ import annotations

import asyncio
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, Protocol, cast

from esologs._call import HttpRequest, HttpResponse, Timeouts
from esologs._transport import exchange as _exchange
from esologs._transport.exchange import least, names
from esologs._transport.http_clients import kind_of
from esologs._transport.inflate import Inflater
from esologs.errors import ClientClosedError

if TYPE_CHECKING:
    from collections.abc import Generator

    from esologs._transport.http_clients import AsyncHttpClient, HttpClient, SyncHttpClient

# httpx ends a connect by itself a moment before our own clock would: cancelled
# from outside while it connects, httpx 0.28.1 loses the slot in its pool.
_GRACE: Final = 0.01


class _Library(Protocol):
    """What can go wrong in httpx and in httpx2, under the names that both have for it."""

    PoolTimeout: type[Exception]
    ConnectTimeout: type[Exception]
    TimeoutException: type[Exception]
    ConnectError: type[Exception]
    NetworkError: type[Exception]
    RemoteProtocolError: type[Exception]
    HTTPError: type[Exception]
    InvalidURL: type[Exception]


def _library(http_client: HttpClient) -> _Library:
    # Whoever made the client has imported its library.
    kind = kind_of(http_client)
    return cast("_Library", sys.modules["httpx" if kind is None else kind.library])


@contextmanager
def _translated(library: _Library, request: HttpRequest, timeouts: Timeouts) -> Generator[None]:
    try:
        yield
    except library.PoolTimeout as exc:
        raise _exchange.too_late(request, timeouts, "pool") from exc
    except library.ConnectTimeout as exc:
        raise _exchange.too_late(request, timeouts, "connect") from exc
    except (library.TimeoutException, TimeoutError) as exc:
        raise _exchange.too_late(request, timeouts) from exc
    except library.ConnectError as exc:
        raise _exchange.unreachable(request, exc) from exc
    except (library.NetworkError, library.RemoteProtocolError) as exc:
        raise _exchange.broken(request, exc) from exc
    except (library.HTTPError, library.InvalidURL) as exc:
        raise _exchange.failed(request, exc) from exc


def _build(client: HttpClient, request: HttpRequest, timeouts: Timeouts) -> Any:
    if client.is_closed:
        raise ClientClosedError(
            "the http_client that this client was given has been closed; keep it open until "
            "the last call is over, or make a new client with a new one"
        )
    total, theirs = timeouts.total, client.timeout.as_dict()
    read = least(timeouts.read, total)
    ours = {"connect": least(timeouts.connect, total), "read": read, "write": read, "pool": total}
    return client.build_request(
        request.method,
        request.url,
        headers=dict(request.headers),
        content=request.content,
        extensions={"timeout": {phase: least(ours[phase], theirs.get(phase)) for phase in ours}},
    )


class AsyncHttp:
    """Exchanges over an async client of the caller's, which stays open."""

    def __init__(self, http_client: AsyncHttpClient) -> None:
        self._client = http_client
        self._library = _library(http_client)

    async def send(self, request: HttpRequest, timeouts: Timeouts, max_bytes: int) -> HttpResponse:
        total = None if timeouts.total is None else timeouts.total + _GRACE
        with _translated(self._library, request, timeouts):
            async with asyncio.timeout(total):
                response = await self._client.send(
                    _build(self._client, request, timeouts), stream=True
                )
                try:
                    body = Inflater(response.headers.get("content-encoding", ""), max_bytes)
                    async for chunk in response.aiter_raw():
                        await body.afeed(chunk)
                finally:
                    await response.aclose()
        return HttpResponse(response.status_code, names(response.headers.raw), body.body())

    async def aclose(self) -> None:
        """Leave the client open for whoever made it."""


class SyncHttp:
    """Same as `AsyncHttp`, over a blocking client; as safe for threads as that one.

    The deadline is checked with each chunk of the body, while a header that
    trickles is bounded by the client's own read timeout only.
    """

    def __init__(self, http_client: SyncHttpClient) -> None:
        self._client = http_client
        self._library = _library(http_client)

    def send(self, request: HttpRequest, timeouts: Timeouts, max_bytes: int) -> HttpResponse:
        ends_at = None if timeouts.total is None else time.monotonic() + timeouts.total
        with _translated(self._library, request, timeouts):
            response = self._client.send(_build(self._client, request, timeouts), stream=True)
            try:
                body = Inflater(response.headers.get("content-encoding", ""), max_bytes)
                for chunk in response.iter_raw():
                    body.feed(chunk, ends_at)
            finally:
                response.close()
        return HttpResponse(response.status_code, names(response.headers.raw), body.body())

    def close(self) -> None:
        """Leave the client open for whoever made it."""
