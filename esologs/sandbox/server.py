"""The sandbox as a server on the loopback interface.

It speaks HTTP/1.1 by h11, which httpx brings along, and needs no web framework:
the engine has the routes already, and the wire must be ours to break.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
import threading
from typing import TYPE_CHECKING

from esologs.errors import ConfigError
from esologs.sandbox.listener import Listener, address, listening, run

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Generator
    from types import TracebackType
    from typing import Self

    from esologs.sandbox.engine import Sandbox


class SandboxServer:
    """Serves *sandbox* over HTTP from a thread: `with SandboxServer(sandbox) as server:`.

    It listens when the `with` block (or `start`) begins, at `base_url`, and is
    gone when it ends, whatever still hangs. *port* 0 picks a free one; a later
    `start` takes the same again, so that an outage can be played by `stop` and
    `start`. Of use from synchronous and asynchronous code alike.

    Raises:
        ConnectFailedError: The address cannot be listened on.

    """

    def __init__(self, sandbox: Sandbox, *, host: str = "127.0.0.1", port: int = 0) -> None:
        self.sandbox = sandbox
        self._host, self._port = host, port
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._listener: Listener | None = None

    @property
    def base_url(self) -> str:
        """The address, `http://127.0.0.1:PORT`; raises `ConfigError` before the first start."""
        if not self._port:
            raise ConfigError(
                "the sandbox's server has no address before it is started: call start(), or use it "
                "in a `with` block"
            )
        return address(self._host, self._port)

    @property
    def connections(self) -> int:
        """How many connections are open."""
        return 0 if self._listener is None else self._listener.connections

    def start(self) -> None:
        """Listen; returns once connections are accepted. Started already: nothing."""
        if self._thread is not None:
            return
        sock = listening(self._host, self._port)
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
            self._listener = Listener(self.sandbox, sock)
            ready.set()
            await self._listener.run()

        run(main())


def _print_address(base_url: str) -> None:
    sys.stdout.write(f"{base_url}\n")
    sys.stdout.flush()


def serve(
    sandbox: Sandbox,
    port: int = 8000,
    host: str = "127.0.0.1",
    *,
    ready: Callable[[str], None] = _print_address,
) -> None:
    """Serve *sandbox* until SIGINT or SIGTERM, from the main thread.

    *ready* is told the base URL once connections are accepted; by default it
    becomes the first line on standard output. *port* 0 picks a free one.

    Raises:
        ConnectFailedError: The address cannot be listened on.

    """
    sock = listening(host, port)

    async def main() -> None:
        listener = Listener(sandbox, sock)
        with _signals(asyncio.get_running_loop(), listener.stop):
            ready(address(host, sock.getsockname()[1]))
            await listener.run()

    run(main())


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
