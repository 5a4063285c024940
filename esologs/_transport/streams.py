"""Connections of asyncio's event loop, as httpcore's pool wants them.

The pool's own go through anyio, which costs as much CPU as the rest of an
exchange: a scope of cancellation around each read and write. Here a whole
exchange has one deadline, so a read needs none of its own.
"""

from __future__ import annotations

import asyncio
import os
from functools import partial
from typing import TYPE_CHECKING, Any, Final, cast

import httpcore

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable

_MOST_UNREAD: Final = 256 * 1024
_HAPPY_EYEBALLS: Final = 0.25  # RFC 8305, 5: the delay before the next address is tried as well


class LoopStream(httpcore.AsyncNetworkStream, asyncio.Protocol):
    """One connection: the event loop's protocol on one side, the pool's stream on the other.

    It is read by one task at a time. Bytes that nobody reads stop the sender
    once there are more than 256 KiB of them.
    """

    def __init__(self, streams: set[LoopStream]) -> None:
        self._streams = streams
        self._transport: asyncio.Transport | None = None
        self._unread = bytearray()
        self._over = False
        self._error: Exception | None = None
        self._reader: asyncio.Future[None] | None = None
        self._writer: asyncio.Future[None] | None = None
        self._stopped = False

    # --- what the event loop tells ---

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._streams.add(self)

    def data_received(self, data: bytes) -> None:
        self._unread += data
        if len(self._unread) > _MOST_UNREAD and not self._stopped:
            self._stopped = True
            self._open().pause_reading()
        _wake(self._reader)

    def eof_received(self) -> None:
        self._over = True
        _wake(self._reader)

    def connection_lost(self, exc: Exception | None) -> None:
        self._over, self._error = True, exc
        self._streams.discard(self)
        _wake(self._reader)
        self.resume_writing()

    def pause_writing(self) -> None:
        self._writer = asyncio.get_running_loop().create_future()

    def resume_writing(self) -> None:
        writer, self._writer = self._writer, None
        _wake(writer)

    # --- what the pool asks ---

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if not self._unread and not self._over:
            self._reader = asyncio.get_running_loop().create_future()
            try:
                await _within(timeout, self._reader)
            except TimeoutError as exc:
                raise httpcore.ReadTimeout("nothing came") from exc
            finally:
                self._reader = None
        if not self._unread and self._error is not None:
            raise httpcore.ReadError(str(self._error)) from self._error
        data = bytes(memoryview(self._unread)[:max_bytes])
        del self._unread[:max_bytes]
        if self._stopped and not self._unread:
            self._stopped = False
            self._open().resume_reading()
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if not buffer:
            return
        if self._over:
            raise httpcore.WriteError("the connection is closed")
        self._open().write(buffer)
        if self._writer is not None:
            try:
                await _within(timeout, self._writer)
            except TimeoutError as exc:
                raise httpcore.WriteTimeout("the server takes nothing") from exc

    async def aclose(self) -> None:
        self.abort()
        await asyncio.sleep(0)  # the event loop lets go of it now

    def abort(self) -> None:
        """Close at once; the event loop lets go of the socket when it turns next."""
        if self._transport is not None:
            # Not close(): TLS would wait for the other side to say good-bye as well.
            self._transport.abort()

    def leave_to_parent(self, nothing: int) -> None:
        """Let go, in a forked child, of what is the parent's; *nothing* is an open `os.devnull`.

        The transport cannot be closed: its event loop would strike the connection
        off the list that parent and child share in the kernel. So its descriptor is
        made to lead nowhere.
        """
        used = None if self._transport is None else self._transport.get_extra_info("socket")
        if used is not None and (number := used.fileno()) >= 0:
            os.dup2(nothing, number, inheritable=False)

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.AsyncNetworkStream:
        loop, plain = asyncio.get_running_loop(), self._open()
        try:
            async with asyncio.timeout(timeout):
                encrypted = await loop.start_tls(
                    plain, self, ssl_context, server_hostname=server_hostname
                )
        except TimeoutError as exc:
            raise httpcore.ConnectTimeout("no encryption was agreed on") from exc
        except OSError as exc:  # ssl.SSLError is one
            raise httpcore.ConnectError(str(exc)) from exc
        self._transport = encrypted
        return self

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable":  # an idle connection that is: the server has closed it
            return self._over or bool(self._unread)
        names = {"client_addr": "sockname", "server_addr": "peername"}
        return self._open().get_extra_info(names.get(info, info))

    def _open(self) -> asyncio.Transport:
        if self._transport is None:
            raise httpcore.ConnectError("the connection was never made")
        return self._transport


class LoopBackend(httpcore.AsyncNetworkBackend):
    """Opens `LoopStream`s on the running event loop; *streams* are those in use.

    They are held until they are closed: whoever closes them may come after the client is gone.
    """

    def __init__(self) -> None:
        self.streams: Final[set[LoopStream]] = set()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002 - httpcore's
    ) -> httpcore.AsyncNetworkStream:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(timeout):
                _, stream = await loop.create_connection(
                    partial(LoopStream, self.streams),
                    host,
                    port,
                    local_addr=None if local_address is None else (local_address, 0),
                    happy_eyeballs_delay=None if _is_number(host) else _HAPPY_EYEBALLS,
                )
        except TimeoutError as exc:
            raise httpcore.ConnectTimeout("no answer") from exc
        except OSError as exc:
            raise httpcore.ConnectError(exc.strerror or str(exc)) from exc
        return stream

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


def _is_number(host: str) -> bool:
    # A number has one address, and nothing to race for: asyncio's race may drop a
    # socket that it has just connected when it is cancelled at that very moment.
    return ":" in host or host.replace(".", "").isdigit()


async def _within(timeout: float | None, waiter: asyncio.Future[None]) -> None:
    if timeout is None:
        await waiter
        return
    async with asyncio.timeout(timeout):
        await waiter


def _wake(waiter: asyncio.Future[None] | None) -> None:
    if waiter is not None and not waiter.done():
        waiter.set_result(None)
