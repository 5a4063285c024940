"""A call's events as a timeline, each written at the moment it happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from esologs.errors import HttpStatusError
from esologs.resilience import events

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Self

    from rich.status import Status

    from esologs.cli.console import Console


class Timeline:
    """A hook that writes what happens to the calls of *operation*, in seconds since each began.

    Of use in a `with` block, at whose end nothing moves on the screen any more.
    """

    def __init__(self, console: Console, operation: str, clock: Callable[[], float]) -> None:
        self._console, self._operation, self._clock = console, operation, clock
        self._began = 0.0
        self._waiting: Status | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop_waiting()

    def __call__(self, event: events.Event) -> None:
        """Write *event*, if it is one of the operation's."""
        if event.operation != self._operation:
            return
        match event:
            case events.CallStarted():
                self._began = self._clock()
            case events.AttemptStarted(attempt=attempt):
                self._stop_waiting()
                self._write(f"attempt {attempt} goes out")
            case events.AttemptSucceeded(status_code=status):
                self._write(f"HTTP {status}: answered", "green")
            case events.AttemptFailed(error=error):
                self._write(_failure(error), "red")
            case events.RetryScheduled(wait=wait, asked=asked):
                why = "as long as the server asked for" if asked else "chosen at random"
                self._write(f"waiting {wait:g} s, {why}", "magenta")
                self._start_waiting()
            case _:
                pass

    def _write(self, text: str, style: str = "") -> None:
        at = f"{self._clock() - self._began:7.2f} s  "
        self._console.print(Text.assemble((at, "dim"), (text, style)))

    def _start_waiting(self) -> None:
        # On a terminal something turns meanwhile; elsewhere a status writes nothing.
        spinner = "dots" if self._console.can_draw else "line"
        self._waiting = self._console.status("", spinner=spinner)
        self._waiting.start()

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None


def _failure(error: BaseException) -> str:
    if not isinstance(error, HttpStatusError):
        return f"{type(error).__name__}: {error}"
    asks = "" if error.retry_after is None else f", Retry-After: {error.retry_after:g}"
    return f"HTTP {error.status_code}{asks}"
