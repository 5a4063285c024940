"""HTTP over aiohttp, in the caller's own session: one exchange, and what its failures are called.

It is bounded as a whole, as on every transport: in time by one deadline, and in
bytes after a decompression that is ours. No redirect is followed, and no header
is sent but the request's and those that a session of the caller's has.
"""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from io import BytesIO
from math import inf
from typing import TYPE_CHECKING, Final

import aiohttp

from esologs._call import HttpRequest, HttpResponse, Timeouts
from esologs._transport import exchange as _exchange
from esologs._transport.exchange import least
from esologs._transport.inflate import Inflater
from esologs.errors import ClientClosedError

if TYPE_CHECKING:
    from collections.abc import Generator

    from yarl import URL

    from esologs.errors import TimeoutPhase

# A connect ends by itself a moment before the exchange's own clock would, and is then
# told from an answer that did not come.
GRACE: Final = 0.01
_AUTOMATIC: Final = ("Accept", "Accept-Encoding", "Content-Type", "User-Agent")
_LARGE: Final = 1024 * 1024  # from here on aiohttp warns of bytes that are sent in one piece


@contextmanager
def translated(
    request: HttpRequest, timeouts: Timeouts, phase: list[TimeoutPhase]
) -> Generator[None]:
    """Raise what is ours for what is aiohttp's; the last *phase* is what was waited for."""
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


async def exchanged(
    session: aiohttp.ClientSession,
    request: HttpRequest,
    timeout: aiohttp.ClientTimeout,
    max_bytes: int,
    proxy: URL | None = None,
) -> HttpResponse:
    """Send *request* in *session*, and read the answer up to *max_bytes*."""
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
            await body.afeed(chunk)
    finally:
        answer.close()  # which does nothing to a connection that was read to the end
    return HttpResponse(answer.status, _exchange.names(answer.raw_headers), body.body())


class AioSession:
    """Exchanges in a session of the caller's, which stays open."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    async def send(self, request: HttpRequest, timeouts: Timeouts, max_bytes: int) -> HttpResponse:
        if self._session.closed:
            raise ClientClosedError(
                "the http_client that this client was given has been closed; keep it open until "
                "the last call is over, or make a new client with a new one"
            )
        total, theirs = timeouts.total, self._session.timeout
        bounds = aiohttp.ClientTimeout(
            total=None,
            connect=theirs.connect,  # theirs alone: it is of their queue as well
            sock_connect=least(least(timeouts.connect, total), theirs.sock_connect),
            sock_read=least(timeouts.read, theirs.sock_read),
            ceil_threshold=inf,
        )
        shortest = least(total, theirs.total)
        with translated(request, timeouts, ["answer"]):
            async with asyncio.timeout(None if shortest is None else shortest + GRACE):
                return await exchanged(self._session, request, bounds, max_bytes)

    async def aclose(self) -> None:
        """Leave the session open for whoever made it."""
