"""Processes of a scenario: started, spoken to line by line, ended by their own handle."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

from tests.chaos.host import ROOT


class Child:
    """A program of this folder in a process of its own; every warning in it is an error."""

    def __init__(self, program: str, *arguments: str, **options: Any) -> None:
        self.process: subprocess.Popen[str] = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", f"tests.chaos.{program}", *arguments],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **options,
        )

    def tell(self, line: str) -> None:
        """Write a line to it."""
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def line(self) -> str:
        """Return the next line that it writes; raises if it ended instead."""
        assert self.process.stdout is not None
        line: str = self.process.stdout.readline()
        if not line:
            raise AssertionError(f"the child ended: {self.ended()}")
        return line

    def kill(self) -> None:
        """End it as `kill -9` does, whatever it is doing."""
        self.process.kill()
        self.process.communicate()

    def ended(self, timeout: float = 30.0) -> tuple[str, str]:
        """Close its input, wait for its end; return what it wrote besides what was read."""
        try:
            return self.process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            self.process.kill()
            out, error = self.process.communicate()
            return out, f"{error}\n(hung, and was killed)"

    def end(self) -> None:
        """Make sure that it is gone."""
        if self.process.poll() is None:
            self.kill()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream is not None and not stream.closed:
                stream.close()
