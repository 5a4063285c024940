"""The sandbox as a server on the loopback interface.

It speaks HTTP/1.1 by h11, which httpx brings along, and needs no web framework:
the engine has the routes already, and the wire must be ours to break.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from esologs.errors import ConfigError, ConnectFailedError, MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from types import TracebackType
    from typing import Self

    from esologs._call import HttpRequest
    from esologs.sandbox.answer import Answer
    from esologs.sandbox.engine import Sandbox
    from esologs.sandbox.wire import Connection

# Answers are made in threads, so that one large table does not stop the others'
# trickles and time-outs. More threads would not be faster: it is one Python.
_THREADS: Final = 4


class _Listener:
    """Accepts connections on *sock* until `stop`; lives in one event loop."""

    def __init__(self, sandbox: Sandbox, sock: socket.socket) -> None:
        self._sandbox, self._sock = sandbox, sock
        self._stopped = asyncio.Event()
        self._tasks: dict[asyncio.Task[None], Connection] = {}
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="esologs-sandbox")

    async def run(self, listening: Callable[[], None]) -> None:
        """Serve; calls *listening* as soon as connections are accepted."""
        server = await asyncio.start_server(self._serve, sock=self._sock)
        try:
            listening()
            await self._stopped.wait()
        finally:
            server.close()
            await self.drop_connections()
            self._threads.shutdown(wait=False, cancel_futures=True)

    def stop(self) -> None:
        """Let `run` return."""
        self._stopped.set()

    async def drop_connections(self) -> None:
        """Reset every open connection and wait until nobody serves them any more."""
        tasks = dict(self._tasks)
        for task, connection in tasks.items():
            connection.abort()
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        from esologs.sandbox.wire import Connection

        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - start_server runs this in a task
        connection = Connection(reader, writer, self._answer)
        self._tasks[task] = connection
        try:
            await connection.serve()
        except asyncio.CancelledError:
            # Only `drop_connections` cancels; streams would report it as a failure.
            pass
        finally:
            del self._tasks[task]

    async def _answer(self, request: HttpRequest) -> Answer:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._sandbox.answer, request)


class SandboxServer:
    """Serves *sandbox* over HTTP from a thread: `with SandboxServer(sandbox) as server:`.

    It listens when the `with` block (or `start`) begins, at `base_url`, and is
    gone when it ends, whatever still hangs. *port* 0 picks a free one; a later
    `start` takes the same again, so that an outage can be played by `stop` and
    `start`. Of use from synchronous and asynchronous code alike.

    Raises:
        ConnectFailedError: The address cannot be listened on.
        MissingExtraError: The package's extra `sandbox` is not installed.

    """

    def __init__(self, sandbox: Sandbox, *, host: str = "127.0.0.1", port: int = 0) -> None:
        _require_h11()
        self.sandbox = sandbox
        self._host, self._port = host, port
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._listener: _Listener | None = None

    @property
    def base_url(self) -> str:
        """The address, `http://127.0.0.1:PORT`; raises `ConfigError` before the first start."""
        if not self._port:
            raise ConfigError("the sandbox's server has no address before it is started")
        return _url(self._host, self._port)

    def start(self) -> None:
        """Listen; returns once connections are accepted. Started already: nothing."""
        if self._thread is not None:
            return
        sock = _bound(self._host, self._port)
        self._port = sock.getsockname()[1]
        listening = threading.Event()
        self._thread = threading.Thread(
            target=self._run, args=(sock, listening), name="esologs-sandbox", daemon=True
        )
        self._thread.start()
        listening.wait()

    def stop(self) -> None:
        """Stop listening, drop every connection. Stopped already: nothing."""
        thread, self._thread = self._thread, None
        if thread is None or self._loop is None or self._listener is None:
            return
        self._loop.call_soon_threadsafe(self._listener.stop)
        thread.join()

    def drop_connections(self) -> None:
        """Reset every open connection, hanging or idle; returns when they are gone."""
        if self._thread is not None and self._loop is not None and self._listener is not None:
            dropping = self._listener.drop_connections()
            asyncio.run_coroutine_threadsafe(dropping, self._loop).result()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _run(self, sock: socket.socket, listening: threading.Event) -> None:
        async def main() -> None:
            self._loop = asyncio.get_running_loop()
            self._listener = _Listener(self.sandbox, sock)
            await self._listener.run(listening.set)

        asyncio.run(main())


def serve(sandbox: Sandbox, port: int = 8000, host: str = "127.0.0.1") -> None:
    """Serve *sandbox* until SIGINT or SIGTERM, from the main thread.

    The first line on standard output is the base URL, written once connections
    are accepted; *port* 0 picks a free one.

    Raises:
        ConnectFailedError: The address cannot be listened on.
        MissingExtraError: The package's extra `sandbox` is not installed.

    """
    _require_h11()
    sock = _bound(host, port)

    def announce() -> None:
        sys.stdout.write(f"{_url(host, sock.getsockname()[1])}\n")
        sys.stdout.flush()

    async def main() -> None:
        listener = _Listener(sandbox, sock)
        with _signals(asyncio.get_running_loop(), listener.stop):
            await listener.run(announce)

    asyncio.run(main())


@contextlib.contextmanager
def _signals(loop: asyncio.AbstractEventLoop, stop: Callable[[], None]) -> Generator[None]:
    # signal.signal rather than the loop's own: that one is missing on Windows.
    def handle(*_: object) -> None:
        loop.call_soon_threadsafe(stop)

    before = {number: signal.signal(number, handle) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sets TCP_NODELAY only where the protocol is named; without it each answer of two
    # packets waits 40 ms for an acknowledgement.
    sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform != "win32":  # there it would let two servers share a port
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((host, port))
    except (OSError, OverflowError) as exc:
        sock.close()
        raise ConnectFailedError(
            f"the sandbox cannot listen on {_url(host, port)} ({exc}); choose another port, "
            "or 0 for any free one"
        ) from exc
    return sock


def _url(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _require_h11() -> None:
    from importlib.util import find_spec

    if find_spec("h11") is None:
        raise MissingExtraError("the sandbox's server", "sandbox")
