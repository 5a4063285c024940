"""The two limits of ESO Logs: points by the hour, and requests in a burst."""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass

from esologs._call import Points

HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is answered 429, and after how many whole seconds it would not be."""

    error: str
    seconds: int


@dataclass(slots=True)
class _Account:
    cycle: int = 0
    spent: float = 0.0
    window_ends: float = -math.inf
    requests: int = 0


class PointsLedger:
    """Who spent what. Cycles of an hour count from *start*; safe to use from several threads.

    A request is refused once the hour's points are spent, not when its own cost
    would not fit: the last one may overdraw, as the API's own fractions do.
    """

    def __init__(self, limit: int, burst: int | None, window: float, start: float) -> None:
        self._limit, self._burst, self._window, self._start = limit, burst, window, start
        self._accounts: dict[str, _Account] = {}
        self._lock = threading.Lock()

    def admit(self, account: str, cost: float, now: float) -> Refusal | None:
        """Charge *cost* points to *account*, or say why not and charge nothing."""
        with self._lock:
            books = self._books(account, now)
            if books.spent >= self._limit:
                return Refusal("The points of this hour are spent.", self.resets_in(now))
            if self._burst is not None:
                if now >= books.window_ends:
                    books.window_ends, books.requests = now + self._window, 0
                if books.requests >= self._burst:
                    wait = math.ceil(books.window_ends - now)
                    return Refusal("Too many requests in a short time.", wait)
                books.requests += 1
            books.spent += cost
            return None

    def spend(self, account: str, points: float, now: float) -> None:
        """Charge *points* at once, as if another program had used the same account."""
        with self._lock:
            self._books(account, now).spent += points

    def state(self, account: str, now: float) -> Points:
        """What *account* has spent and when it starts anew."""
        with self._lock:
            spent = round(self._books(account, now).spent, 2)
        return Points(limit=self._limit, spent=spent, resets_in=self.resets_in(now))

    def resets_in(self, now: float) -> int:
        """Whole seconds until the next hour of points begins."""
        return math.ceil(HOUR - (now - self._start) % HOUR)

    def _books(self, account: str, now: float) -> _Account:
        books = self._accounts.setdefault(account, _Account())
        cycle = math.floor((now - self._start) / HOUR)
        if books.cycle != cycle:
            books.cycle, books.spent = cycle, 0.0
        return books
