"""Costs: what each operation is expected to take of the account's points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from esologs.resilience.ledger import Rise

# A rise that is one call's own tells more than one that several had a part in. The
# latter average out: every point that is spent shows in exactly one rise.
_ALONE: Final = 0.3
_AMONG_OTHERS: Final = 0.1

# Programs that invent an operation name for each query must not fill the memory.
_MOST: Final = 512


class Costs:
    """A moving average for each operation. Its owner has a lock."""

    def __init__(self, first: float) -> None:
        self._first = first
        self._means: dict[str, float] = {}

    def expected(self, operation: str) -> float:
        """Return what a call of *operation* is expected to cost, in points."""
        return self._means.get(operation, self._first)

    def learn(self, operation: str, rise: Rise) -> None:
        """Move the average of *operation* towards what the count rose by."""
        mean = self._means.get(operation, self._first)
        # Another program's burst on the same key must not look like this call's cost.
        sample = min(rise.points, 4.0 * mean + 4.0)
        mean += (_ALONE if rise.alone else _AMONG_OTHERS) * (sample - mean)
        self.know(operation, mean)

    def know(self, operation: str, mean: float) -> None:
        """Take *mean* for what a call of *operation* costs."""
        self._means.pop(operation, None)
        if len(self._means) >= _MOST:
            del self._means[next(iter(self._means))]
        self._means[operation] = mean
