"""Components that fail as they are told to, and sinks that remember."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from tests.virtual_time import lasts, now

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from esologs.startup import StartupReport


class Part:
    """A load: each call takes the next of *outcomes*, the last again and again.

    An exception is raised, a number is how many seconds it takes, a callable is
    awaited. `began` are the moments at which it was called.
    """

    def __init__(self, *outcomes: BaseException | float | Callable[[], object]) -> None:
        self.outcomes = list(outcomes) or [0.0]
        self.began: list[float] = []
        self.cleaned = 0

    async def __call__(self) -> None:
        self.began.append(now())
        outcome = self.outcomes.pop(0) if len(self.outcomes) > 1 else self.outcomes[0]
        if isinstance(outcome, BaseException):
            raise outcome
        if callable(outcome):
            await outcome()  # type: ignore[misc]  # what a test hands in is a coroutine function
        else:
            await lasts(outcome)

    def clean_up(self) -> None:
        self.cleaned += 1

    @property
    def waits(self) -> list[float]:
        """The seconds between the calls."""
        pairs = zip(self.began, self.began[1:], strict=False)
        return [round(after - before, 3) for before, after in pairs]


class Board:
    """A sink that keeps what it was given."""

    def __init__(self) -> None:
        self.sent: list[StartupReport] = []
        self.edited: list[tuple[object, StartupReport]] = []

    async def send(self, report: StartupReport) -> object:
        self.sent.append(report)
        return f"message {len(self.sent)}"

    async def edit(self, receipt: object, report: StartupReport) -> None:
        self.edited.append((receipt, report))


def refused() -> ConnectionRefusedError:
    """The commonest outage."""
    return ConnectionRefusedError(111, "Connection refused")


def untimed(text: str) -> str:
    """*text* without the seconds that it took: a busy machine has its own."""
    return re.sub(r"\d+\.\d s\b", "… s", text)


def lines(caplog: pytest.LogCaptureFixture, level: int) -> list[str]:
    """What the startup wrote to the log at *level*."""
    return [
        record.getMessage()
        for record in caplog.records
        if record.name == "esologs.startup" and record.levelno == level
    ]


WARNING, ERROR, INFO = logging.WARNING, logging.ERROR, logging.INFO
