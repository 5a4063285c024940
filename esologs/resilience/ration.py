"""The ration: what one worker of a fleet may spend on its own while the fleet is out of reach."""

from __future__ import annotations

import math
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Self

from esologs.resilience.ledger import HOUR

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True)
class Standing:
    """How the fleet stands: *active* workers, and what this one may count on of the points.

    The rations of all workers together are what is left. *limit* is `None` until an
    answer has told it; *resets_in* is seconds.
    """

    active: int
    ration: float = math.inf
    left: float = math.inf
    limit: float | None = None
    resets_in: float = 0.0

    @classmethod
    def read(cls, words: Sequence[bytes]) -> Self:
        """Read what a step of the fleet says of it, the last five of its answer."""
        active, ration, left, limit, resets_in = words
        if not limit:
            return cls(int(active))
        return cls(int(active), float(ration), float(left), float(limit), float(resets_in))


class Ration:
    """The part of a worker, as of the last time it heard of its fleet.

    When the hour turns over meanwhile, it is the same part of the new one as each of
    those who were there has. A worker that never heard of its fleet has no bound but
    the server's own numbers. Safe to use from several threads.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._standing: Standing | None = None
        self._left = math.inf
        self._ends_at = math.inf
        self._lock = Lock()

    @property
    def active(self) -> int:
        """How many workers there were, this one among them."""
        return 1 if self._standing is None else self._standing.active

    @property
    def left(self) -> float:
        """What is left of it."""
        with self._lock:
            self._turn_over()
            return self._left

    @property
    def resets_in(self) -> float:
        """In how many seconds it is there anew; 0 if that is not known."""
        ends_at = self._ends_at
        return 0.0 if math.isinf(ends_at) else max(0.0, ends_at - self._clock())

    def learn(self, standing: Standing) -> None:
        """Take note of how the fleet stands now."""
        with self._lock:
            self._standing = standing
            self._left = standing.ration
            self._ends_at = math.inf
            if standing.limit is not None:
                self._ends_at = self._clock() + standing.resets_in

    def take(self, cost: float) -> bool:
        """Take *cost* off it, if it is there."""
        with self._lock:
            self._turn_over()
            if self._left < cost:
                return False
            self._left -= cost
            return True

    def give_back(self, cost: float) -> None:
        """Put back what was not spent."""
        with self._lock:
            self._left += cost

    def after_fork(self) -> None:
        """Get a new lock, in a child."""
        self._lock = Lock()

    def _turn_over(self) -> None:
        over = self._clock() - self._ends_at
        if over >= 0 and self._standing is not None and self._standing.limit is not None:
            self._left = self._standing.limit / self._standing.active
            self._ends_at += HOUR * (over // HOUR + 1.0)
