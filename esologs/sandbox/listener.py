"""Accepting connections: the part of the sandbox's server that lives in an event loop."""

from __future__ import annotations

import asyncio
import socket
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from esologs.errors import ConnectFailedError
from esologs.sandbox.wire import Connection, reset_on_close

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from esologs._call import HttpRequest
    from esologs.sandbox.answer import Answer
    from esologs.sandbox.engine import Sandbox

# Answers are made in threads, so that one large table does not stop the others'
# trickles and time-outs. More threads would not be faster: it is one Python.
_THREADS: Final = 4
_BACKLOG: Final = 512


class Listener:
    """Accepts connections on *sock*, which listens already; lives in one event loop."""

    def __init__(self, sandbox: Sandbox, sock: socket.socket) -> None:
        self._sandbox, self._sock = sandbox, sock
        self._stopped = asyncio.Event()
        self._open: dict[asyncio.Task[None], socket.socket] = {}
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="esologs-sandbox")

    @property
    def connections(self) -> int:
        """How many connections are open."""
        return len(self._open)

    async def run(self) -> None:
        """Serve until `stop`; what is open then is dropped."""
        loop = asyncio.get_running_loop()
        loop.add_reader(self._sock, self._accept)
        try:
            await self._stopped.wait()
        finally:
            loop.remove_reader(self._sock)
            self._sock.close()
            await self.drop_connections()
            self._threads.shutdown(wait=False, cancel_futures=True)

    def stop(self) -> None:
        """Let `run` return."""
        self._stopped.set()

    async def drop_connections(self) -> None:
        """Reset every open connection; returns when nobody serves them any more."""
        dropped = dict(self._open)
        for task, sock in dropped.items():
            reset_on_close(sock)
            task.cancel()
        await asyncio.gather(*dropped, return_exceptions=True)
        for sock in dropped.values():
            sock.close()  # a task that was cancelled before its first step has not

    def _accept(self) -> None:
        # Not asyncio.start_server, nor sock_accept: for some turns of the loop a connection that
        # was just accepted is known to nobody there, and stopping then leaves it open for ever.
        try:
            sock, _ = self._sock.accept()
        except OSError:  # gone again, or no file left until some connection ends
            return
        sock.settimeout(0)
        task = asyncio.get_running_loop().create_task(self._serve(sock))
        self._open[task] = sock
        task.add_done_callback(self._open.__delitem__)

    async def _serve(self, sock: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        reader = asyncio.StreamReader()
        transport, protocol = await loop.connect_accepted_socket(
            lambda: asyncio.StreamReaderProtocol(reader), sock
        )
        writer = asyncio.StreamWriter(transport, protocol, reader, loop)
        await Connection(reader, writer, self._answer).serve()

    async def _answer(self, request: HttpRequest) -> Answer:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._sandbox.answer, request)


def run(main: Coroutine[None, None, None]) -> None:
    """Run *main* in a loop in which a `Listener` can live."""
    # On Windows the default loop cannot watch a listening socket.
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        runner.run(main)


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens; raises `ConnectFailedError` when the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sets TCP_NODELAY only where the protocol is named; without it each answer of two
    # packets waits 40 ms for an acknowledgement.
    sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform != "win32":  # there it would let two servers share a port
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((host, port))
        sock.listen(_BACKLOG)
        sock.settimeout(0)
    except (OSError, OverflowError) as exc:
        sock.close()
        raise ConnectFailedError(
            f"the sandbox cannot listen on {address(host, port)} ({exc}); choose another port, "
            "or 0 for any free one"
        ) from exc
    return sock


def address(host: str, port: int) -> str:
    """The base URL of what listens there."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
