"""The absence: what a worker did while its fleet was out of reach, to be told when it is back."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs._call import Points

# More than that, and the leases of the rest end by themselves.
_MOST_CALLS: Final = 1000


@dataclass(frozen=True, slots=True)
class Report:
    """One telling of it: *number* lets the fleet know a report that it had before.

    *points* is the server's last number, *points_age* seconds old; *calls* are those
    that ended, whether they may have cost, and what was set aside for them.
    """

    number: int
    spent: float
    points: Points | None
    points_age: float
    calls: tuple[tuple[str, bool, float], ...]


class Absence:
    """Gathers it, until it was told. Safe to use from several threads."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._calls: dict[str, tuple[bool, float]] = {}
        self._spent = 0.0
        self._points: Points | None = None
        self._points_at = 0.0
        self._number = 0
        self._lock = Lock()

    def spend(self, cost: float) -> None:
        """Note what a call cost that the fleet did not let pass."""
        with self._lock:
            self._spent += cost

    def ended(self, call: str, *, spent: bool, cost: float) -> None:
        """Note the end of a call that the fleet may take to be on the wire still."""
        with self._lock:
            if len(self._calls) < _MOST_CALLS:
                self._calls[call] = spent, cost

    def saw(self, points: Points) -> None:
        """Note the server's own number."""
        with self._lock:
            self._points, self._points_at = points, self._clock()

    def report(self) -> Report | None:
        """Return what there is to tell, or `None`; it stays until `told`."""
        with self._lock:
            if not self._calls and not self._spent:
                return None
            calls = tuple((name, *what) for name, what in self._calls.items())
            age = self._clock() - self._points_at
            return Report(self._number, self._spent, self._points, age, calls)

    def told(self, report: Report) -> None:
        """Forget what *report* said; what came meanwhile stays."""
        with self._lock:
            if report.number != self._number:
                return  # somebody else told the same
            self._number += 1
            self._spent = max(0.0, self._spent - report.spent)
            for name, *_ in report.calls:
                self._calls.pop(name, None)

    def after_fork(self) -> None:
        """Forget all, in a child: its parent tells it."""
        self._lock = Lock()
        self._calls.clear()
        self._spent = 0.0
