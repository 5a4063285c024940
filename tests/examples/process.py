"""A program of examples/, run as users run it: a process of its own, against a sandbox server."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Self

from tests.house.files import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# A busy machine needs its time to start an interpreter; nothing is measured here.
PATIENCE = 40.0


class Program:
    """Runs `examples/PATH`, keeps what it writes, and ends it with the `with` block."""

    def __init__(self, path: str, **environment: str) -> None:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        self._process = subprocess.Popen(
            [sys.executable, "-u", str(ROOT / "examples" / path)],
            env={**kept, "PYTHONPATH": str(ROOT), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines: list[str] = []
        self._news = threading.Condition()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self.ends()

    @property
    def output(self) -> str:
        """What it has written so far."""
        return "\n".join(self.lines)

    def says(self, wanted: Callable[[str], bool]) -> str:
        """Wait for a line that is *wanted* and return it."""
        with self._news:
            self._news.wait_for(lambda: any(map(wanted, self.lines)), PATIENCE)
            found = [line for line in self.lines if wanted(line)]
        assert found, self.output
        return found[0]

    def ends(self) -> int:
        """Wait for its end and return the exit code."""
        code = self._process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        return code

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as output:
            for line in output:
                with self._news:
                    self.lines.append(line.rstrip())
                    self._news.notify_all()


def environment(base_url: str, folder: Path) -> dict[str, str]:
    """The settings of a client that asks the sandbox at *base_url*."""
    return {
        "ESOLOGS_BASE_URL": base_url,
        "ESOLOGS_ID": "sandbox",
        "ESOLOGS_SECRET": "sandbox",
        "ESOLOGS_CACHE_DIR": str(folder / "cache"),
    }
