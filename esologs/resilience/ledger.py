"""The ledger: what is known of the account's hourly points, and what of them is spoken for.

Theory of operation. The server's answers tell the limit, what is spent of it (by
whomever: other programs may use the same key) and when the hour ends. Between
two answers the ledger reckons itself: what was sent and came back without a
number counts as spent, what is on the wire as reserved, both by estimate, until
the next answer tells.

Answers overtake each other. Within an hour the count only rises, so the highest
one holds. An answer whose hour is about to end while the ledger is already in
the next one is a straggler and is dropped.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from esologs._call import Points

HOUR: Final = 3600.0

# Answers of one hour disagree on its end by what rounding and transfer take.
_SLACK: Final = 5.0

# After a longer silence others may have spent what the count rose by.
_RECENT: Final = 60.0


@dataclass(frozen=True, slots=True)
class Rise:
    """By how much the count rose since the answer before; *alone* tells that one call did it."""

    points: float
    alone: bool


class Ledger:
    """The books of one account. Its owner has a lock."""

    def __init__(self) -> None:
        self.limit: float | None = None
        self.reserved: float = 0.0
        self._spent = 0.0
        self._unconfirmed = 0.0
        self._ends_at = 0.0
        self._as_of = -math.inf
        self._on_wire = 0
        # Who was on the wire since the last answer: one call, or several.
        self._sole: object = None
        self._is_mixed = False

    def left(self, now: float) -> float:
        """Return what is left of the hour, reserved points not taken off; infinite if unknown."""
        if self.limit is None:
            return math.inf
        self._turn_over(now)
        return max(0.0, self.limit - self._spent - self._unconfirmed)

    def resets_in(self, now: float) -> float:
        """Return after how many seconds the points are surely all there again."""
        # The server names whole seconds, so that its hour may end one later.
        return max(0.0, self._ends_at + 1.0 - now)

    def reserve(self, call: object, cost: float) -> None:
        """Take note that *call* goes to the wire and may cost *cost*."""
        if self._sole is None and not self._on_wire:
            self._sole = call
        elif self._sole is not call or self._on_wire:
            self._is_mixed = True
        self._on_wire += 1
        self.reserved += cost

    def release(self, cost: float, *, spent: bool) -> None:
        """Take note that a call came back without a number; *spent*: it may have cost."""
        self._on_wire -= 1
        # Sums of fractions leave a residue; with nothing on the wire there is none.
        self.reserved = max(0.0, self.reserved - cost) if self._on_wire else 0.0
        if spent:
            self._unconfirmed += cost

    def read(self, points: Points, now: float) -> Rise | None:
        """Believe what the server says; return by how much its count rose, if that tells anything.

        To be called after `release`, while nothing else can come between.
        """
        sole, mixed = self._sole, self._is_mixed
        self._sole, self._is_mixed = None, self._on_wire > 0
        if not (points.limit > 0 and points.spent >= 0 and points.resets_in >= 0):
            return None  # no number that means anything
        rise = None
        if self.limit is not None:
            self._turn_over(now)
            apart = now + points.resets_in - self._ends_at
            if apart < -_SLACK and points.resets_in <= _SLACK:
                return None
            if abs(apart) <= _SLACK:
                if now - self._as_of <= _RECENT:
                    rise = Rise(
                        max(0.0, points.spent - self._spent), sole is not None and not mixed
                    )
                self._spent = max(self._spent, points.spent)
            else:
                self._spent = points.spent
        else:
            self._spent = points.spent
        self.limit = points.limit
        self._unconfirmed = 0.0
        self._ends_at = now + points.resets_in
        self._as_of = now
        return rise

    def without_calls(self) -> Ledger:
        """Return a ledger that knows as much of the account, and of no call on the wire."""
        other = Ledger()
        other.limit, other._spent = self.limit, self._spent
        other._unconfirmed, other._ends_at = self._unconfirmed, self._ends_at
        return other

    def _turn_over(self, now: float) -> None:
        """Begin the next hour when this one is over, also if no answer has told of it."""
        over = now - self._ends_at - 1.0
        if over >= 0:
            self._ends_at += HOUR * (over // HOUR + 1.0)
            self._spent = self._unconfirmed = 0.0
            self._as_of = -math.inf
