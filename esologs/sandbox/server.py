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
    from collections.abc import Callable, Coroutine, Generator
    from types import TracebackType
    from typing import Self

    from esologs._call import HttpRequest
    from esologs.sandbox.answer import Answer
    from esologs.sandbox.engine import Sandbox

# Answers are made in threads, so that one large table does not stop the others'
# trickles and time-outs. More threads would not be faster: it is one Python.
_THREADS: Final = 4
_BACKLOG: Final = 512


class _Listener:
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
        from esologs.sandbox.wire import reset_on_close

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
        from esologs.sandbox.wire import Connection

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

    @property
    def connections(self) -> int:
        """How many connections are open."""
        return 0 if self._listener is None else self._listener.connections

    def start(self) -> None:
        """Listen; returns once connections are accepted. Started already: nothing."""
        if self._thread is not None:
            return
        sock = _listening(self._host, self._port)
        self._port = sock.getsockname()[1]
        ready = threading.Event()
        self._thread = threading.Thread(
            target=self._run, args=(sock, ready), name="esologs-sandbox", daemon=True
        )
        self._thread.start()
        ready.wait()

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

    def _run(self, sock: socket.socket, ready: threading.Event) -> None:
        async def main() -> None:
            self._loop = asyncio.get_running_loop()
            self._listener = _Listener(self.sandbox, sock)
            ready.set()
            await self._listener.run()

        _run(main())


def serve(sandbox: Sandbox, port: int = 8000, host: str = "127.0.0.1") -> None:
    """Serve *sandbox* until SIGINT or SIGTERM, from the main thread.

    The first line on standard output is the base URL, written once connections
    are accepted; *port* 0 picks a free one.

    Raises:
        ConnectFailedError: The address cannot be listened on.
        MissingExtraError: The package's extra `sandbox` is not installed.

    """
    _require_h11()
    sock = _listening(host, port)

    async def main() -> None:
        listener = _Listener(sandbox, sock)
        with _signals(asyncio.get_running_loop(), listener.stop):
            sys.stdout.write(f"{_url(host, sock.getsockname()[1])}\n")
            sys.stdout.flush()
            await listener.run()

    _run(main())


def _run(main: Coroutine[None, None, None]) -> None:
    # On Windows the default loop cannot watch a listening socket.
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        runner.run(main)


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


def _listening(host: str, port: int) -> socket.socket:
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
