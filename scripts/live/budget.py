"""The points that a run of the suite may spend, by the API's own count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from esologs import Points

AT_MOST: Final = 50.0
LEFT_AT_LEAST: Final = 100.0


class Budget:
    """Counts what the account's readings rise by, and says what may still be asked.

    Whatever else spends the same account's points meanwhile is counted as ours:
    the suite rather stops too early.
    """

    def __init__(self, at_most: float = AT_MOST) -> None:
        self._at_most = at_most
        self._last: float | None = None
        self._read = 0.0
        self._unread = 0.0

    @property
    def spent(self) -> float:
        """Points spent so far; what no reading has told yet is what was expected."""
        return self._read + self._unread

    def affords(self, cost: float) -> bool:
        """Tell whether *cost* more points stay within the bound."""
        return self.spent + cost <= self._at_most

    def book(self, points: Points | None, expected: float) -> float | None:
        """Take the reading that came with an answer, and return what it rose by since the last.

        Without a reading, what was *expected* counts until the next one.
        """
        if points is None:
            self._unread += expected
            return None
        last, self._last = self._last, points.spent
        if last is None:
            self._unread += expected  # the first reading has nothing to be compared with
            return None
        # A reading that falls is a new hour's: all of it was spent since.
        risen = points.spent - last if points.spent >= last else points.spent
        self._read, self._unread = self._read + risen, 0.0
        return round(risen, 3)
