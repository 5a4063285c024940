"""The pause after a 429: until when every call is held back, and who goes first after it."""

from __future__ import annotations

import math
from typing import Final

# Those who wait for one moment come back spread over a tenth of their wait.
_PART: Final = 0.1
_MOST: Final = 5.0


def spread(wait: float, draw: float) -> float:
    """Return how much later than *wait* one of many is to come back; *draw* is chance, 0 to 1."""
    return min(_PART * wait, _MOST) * draw


class Pause:
    """One pause for all calls; a later 429 may only make it longer. Its owner has a lock."""

    def __init__(self) -> None:
        self.guessed: bool = False
        self._until = -math.inf
        self._length = 0.0

    def begin(self, now: float, seconds: float, *, guessed: bool) -> bool:
        """Pause for *seconds* from now on; return whether that is news.

        Calls that were on the wire together bring one pause together: it is news
        when it takes more than twice as long as what is left anyhow.
        """
        left = max(0.0, self._until - now)
        if seconds > left:
            self._until, self._length, self.guessed = now + seconds, seconds, guessed
        return seconds > 2 * left

    def left(self, now: float) -> float:
        """Return the seconds until it is over, below zero if it is."""
        return self._until - now

    def holds(self, now: float, draw: float) -> float:
        """Return the seconds for which a call is held back: to the end of the pause, and spread."""
        return self._until + spread(self._length, draw) - now
