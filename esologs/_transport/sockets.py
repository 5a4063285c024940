"""Blocking sockets that keep a deadline.

An HTTP library's read timeout bounds one read, so a server that trickles a byte
now and then keeps a blocking client for ever, in the header as in the body.
These streams cut every timeout to what is left of the exchange that their
thread is making.
"""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakSet

import httpcore

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from ssl import SSLContext

_of_thread = threading.local()


@contextmanager
def ending_at(moment: float | None) -> Generator[None]:
    """Bound what this thread does on deadline-keeping sockets; *moment* is monotonic seconds."""
    before = getattr(_of_thread, "moment", None)
    _of_thread.moment = moment
    try:
        yield
    finally:
        _of_thread.moment = before


def _left(timeout: float | None) -> float | None:
    moment: float | None = getattr(_of_thread, "moment", None)
    if moment is None:
        return timeout
    left = moment - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the exchange's time is over")
    return left if timeout is None else min(timeout, left)


class DeadlineStream(httpcore.NetworkStream):
    """A stream whose every operation ends with the exchange it serves."""

    def __init__(self, stream: httpcore.NetworkStream, streams: WeakSet[DeadlineStream]) -> None:
        self._stream = stream
        self._streams = streams
        streams.add(self)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        try:
            left = _left(timeout)
        except httpcore.TimeoutException:
            self.close()  # httpcore drops what it was about to encrypt
            raise
        tls = self._stream.start_tls(ssl_context, server_hostname, left)
        return DeadlineStream(tls, self._streams)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class DeadlineBackend(httpcore.NetworkBackend):
    """Another backend's connections, as `DeadlineStream`s; *streams* are those in use."""

    def __init__(self, backend: httpcore.NetworkBackend) -> None:
        self._backend = backend
        self.streams: Final[WeakSet[DeadlineStream]] = WeakSet()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        stream = self._backend.connect_tcp(
            host, port, _left(timeout), local_address, socket_options
        )
        return DeadlineStream(stream, self.streams)

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        stream = self._backend.connect_unix_socket(path, _left(timeout), socket_options)
        return DeadlineStream(stream, self.streams)

    def sleep(self, seconds: float) -> None:
        self._backend.sleep(seconds)
