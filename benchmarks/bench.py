"""A run of the benchmarks: what its rows share."""

from __future__ import annotations

import subprocess
import sys
from functools import cached_property
from typing import TYPE_CHECKING

from benchmarks.peer import python_of_peer
from benchmarks.process import ROOT

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self


class Bench:
    """One run: how many rounds, the loopback server, and the peer's interpreter.

    The server is a process of its own, so that its work is nobody's CPU time.
    """

    def __init__(self, rounds: int) -> None:
        self.rounds = rounds
        self._server: subprocess.Popen[str] | None = None

    @cached_property
    def server(self) -> str:
        """The base address of the loopback server, started when it is first asked for."""
        self._server = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.server"], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert self._server.stdout is not None, "it was asked for"  # noqa: S101 - for mypy
        return self._server.stdout.readline().strip()

    @cached_property
    def peer(self) -> str:
        """The interpreter that has the peer; raises `NotMeasurableError`."""
        return python_of_peer()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._server is not None:
            with self._server as server:
                server.terminate()
