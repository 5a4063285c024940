"""HTTP over the caller's own httpx client: the one file that imports httpx.

Such a client is used as it is, with its proxies, its certificates and its
limits, and never changed. Foreign exceptions become ours here, and every
exchange is bounded as a whole: in time, since httpx's timeouts are per read,
and in bytes after decompression.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import httpx

from esologs import _exchange
from esologs._call import HttpRequest, HttpResponse, Timeouts
from esologs._exchange import least, names
from esologs._inflate import Inflater

if TYPE_CHECKING:
    from collections.abc import Generator

# httpx ends a connect by itself a moment before our own clock would: cancelled
# from outside while it connects, httpx 0.28.1 loses the slot in its pool.
_GRACE: Final = 0.01


def authorizes(http_client: httpx.AsyncClient | httpx.Client) -> bool:
    """Tell whether a caller's own client already brings an `Authorization`."""
    return "authorization" in http_client.headers or http_client.auth is not None


@contextmanager
def _translated(request: HttpRequest, timeouts: Timeouts) -> Generator[None]:
    try:
        yield
    except httpx.PoolTimeout as exc:
        raise _exchange.too_late(request, timeouts, "pool") from exc
    except httpx.ConnectTimeout as exc:
        raise _exchange.too_late(request, timeouts, "connect") from exc
    except (httpx.TimeoutException, TimeoutError) as exc:
        raise _exchange.too_late(request, timeouts) from exc
    except httpx.ConnectError as exc:
        raise _exchange.unreachable(request, exc) from exc
    except (httpx.NetworkError, httpx.RemoteProtocolError) as exc:
        raise _exchange.broken(request, exc) from exc
    except (httpx.HTTPError, httpx.InvalidURL) as exc:
        raise _exchange.failed(request, exc) from exc


def _build(
    client: httpx.AsyncClient | httpx.Client, request: HttpRequest, timeouts: Timeouts
) -> httpx.Request:
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
    """Exchanges over an `httpx.AsyncClient` of the caller's, which stays open."""

    def __init__(self, http_client: httpx.AsyncClient) -> None:
        self._client = http_client

    async def send(self, request: HttpRequest, timeouts: Timeouts, max_bytes: int) -> HttpResponse:
        total = None if timeouts.total is None else timeouts.total + _GRACE
        with _translated(request, timeouts):
            async with asyncio.timeout(total):
                response = await self._client.send(
                    _build(self._client, request, timeouts), stream=True
                )
                try:
                    body = Inflater(response.headers.get("content-encoding", ""), max_bytes)
                    async for chunk in response.aiter_raw():
                        body.feed(chunk)
                finally:
                    await response.aclose()
        return HttpResponse(response.status_code, names(response.headers.raw), body.body())

    async def aclose(self) -> None:
        """Leave the client open for whoever made it."""


class SyncHttp:
    """Same as `AsyncHttp`, over an `httpx.Client`; as safe for threads as that one.

    The deadline is checked with each chunk of the body, while a header that
    trickles is bounded by the client's own read timeout only.
    """

    def __init__(self, http_client: httpx.Client) -> None:
        self._client = http_client

    def send(self, request: HttpRequest, timeouts: Timeouts, max_bytes: int) -> HttpResponse:
        ends_at = None if timeouts.total is None else time.monotonic() + timeouts.total
        with _translated(request, timeouts):
            response = self._client.send(_build(self._client, request, timeouts), stream=True)
            try:
                body = Inflater(response.headers.get("content-encoding", ""), max_bytes)
                for chunk in response.iter_raw():
                    body.feed(chunk)
                    if ends_at is not None and time.monotonic() > ends_at:
                        raise TimeoutError
            finally:
                response.close()
        return HttpResponse(response.status_code, names(response.headers.raw), body.body())

    def close(self) -> None:
        """Leave the client open for whoever made it."""
