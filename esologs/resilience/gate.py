"""The gate: whether a call may spend the account's points now, and if not, what holds it back."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Final

from esologs.errors import PausedError, PointsExhaustedError
from esologs.resilience.costs import Costs
from esologs.resilience.ledger import Ledger
from esologs.resilience.pause import Pause, spread

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs._call import Call, Points
    from esologs.config import PointsConfig
    from esologs.errors import RateLimitError
    from esologs.resilience.events import PauseReason
    from esologs.stats import PointsStats

# How soon to ask again when only calls on the wire stand in the way.
_SETTLING: Final = 0.25
_SETTLING_MAX: Final = 2.0


@dataclass(frozen=True, slots=True)
class Hold:
    """What holds a call back: for *least* seconds, and *seconds* so that not all come at once."""

    reason: PauseReason
    least: float
    seconds: float
    needed: float = 0.0
    left: float = 0.0


class Visit:
    """One attempt at the gate. *draw* is its place among those who wait, from 0 to 1.

    *turns* counts its waits; *reserved* is what was set aside for it, and in
    which ledger.
    """

    __slots__ = ("call", "draw", "ledger", "reserved", "turns")

    def __init__(self, call: Call, draw: float) -> None:
        self.call: Call = call
        self.draw: float = draw
        self.turns: int = 0
        self.reserved: float | None = None
        self.ledger: Ledger | None = None


class Gate:
    """Decides by the ledger, by what operations cost, and by the pause after a 429.

    Shared by all calls of a client and its views; safe to use from several threads.
    """

    def __init__(self, config: PointsConfig, clock: Callable[[], float]) -> None:
        self._config = config
        self._clock = clock
        self._ledger = Ledger()
        self._costs = Costs(config.first_cost)
        self._pause = Pause()
        self._lock = Lock()

    @property
    def left(self) -> float:
        """What is known to be left of this hour's points; infinite before the first answer."""
        with self._lock:
            return self._ledger.left(self._clock())

    @property
    def paused_for(self) -> float:
        """For how many seconds every call is held back after a 429; 0 without one."""
        with self._lock:
            return max(0.0, self._pause.left(self._clock()))

    def stats(self) -> PointsStats:
        """Return what is known of the account's points."""
        from esologs.stats import PointsStats

        with self._lock:
            now, ledger = self._clock(), self._ledger
            left = ledger.left(now)  # also turns the page when the hour is over
            known = ledger.limit is not None
            return PointsStats(
                limit=ledger.limit,
                left=left if known else None,
                reserved=ledger.reserved,
                resets_in=ledger.resets_in(now) if known else None,
                paused_for=max(0.0, self._pause.left(now)),
            )

    def ask(self, visit: Visit) -> Hold | None:
        """Set the points of a call aside and return `None`, or return what holds it back."""
        with self._lock:
            now, ledger = self._clock(), self._ledger
            seconds = self._pause.holds(now, visit.draw)
            if seconds > 0:
                return Hold("pause", self._pause.left(now), seconds)
            limit = ledger.limit
            cost = self._costs.expected(visit.call.operation.name)
            if limit is not None:
                cost = min(cost, limit)
                left = ledger.left(now)
                floor = limit * self.share_kept(visit.call)
                if _is_short(left, cost, floor):
                    wait = ledger.resets_in(now)
                    return Hold("points", wait, wait + spread(wait, visit.draw), cost, left)
                if _is_short(left - ledger.reserved, cost, floor):
                    wait = min(_SETTLING * 2.0 ** min(visit.turns, 10), _SETTLING_MAX)
                    return Hold("settling", wait, wait * (1.0 + visit.draw), cost, left)
            ledger.reserve(visit.call, cost)
            visit.reserved, visit.ledger = cost, ledger
            return None

    def settle(self, visit: Visit, points: Points | None, *, spent: bool) -> None:
        """Book what came back of a call that was let pass: the server's number, if it told.

        *spent* tells that it may have cost something even if it did not.
        """
        call, cost, visit.reserved = visit.call, visit.reserved, None
        with self._lock:
            ledger = self._ledger
            if cost is None or visit.ledger is not ledger:
                return
            ledger.release(cost, spent=spent and points is None)
            rise = None if points is None else ledger.read(points, self._clock())
            if rise is not None:
                self._costs.learn(call.operation.name, rise)
        if points is None and not spent:
            return
        if rise is None or not rise.alone:
            call.points_cost = None
        elif call.points_cost is not None:
            call.points_cost += rise.points

    def close(self, call: Call, error: RateLimitError) -> tuple[float, bool] | None:
        """Hold every call back for as long as a 429 asks, and name a guessed time better.

        Returns the seconds and whether they are a guess, unless that is no news.
        """
        is_news, wait, guessed = self.shut(call, error)
        return (wait, guessed) if is_news else None

    def shut(self, call: Call, error: RateLimitError) -> tuple[bool, float, bool]:
        """Same as `close`, but tells the seconds always, and before them whether they are news."""
        with self._lock:
            now = self._clock()
            wait, guessed = error.retry_after, error.guessed
            if wait is None or guessed:
                wait, guessed = self._config.burst_pause, True
                if self._ledger.left(now) < max(1.0, self._costs.expected(call.operation.name)):
                    wait = self._ledger.resets_in(now)
                    error.args = (
                        "HTTP 429, the points of this hour are spent; they are back in "
                        f"{wait:.0f} s: wait that long, or ask for less",
                    )
                error.retry_after = wait
            pause = min(wait, self._config.pause_max)
            is_news = self._pause.begin(now, pause, guessed=guessed)
        return is_news, pause, guessed

    def note(self, call: Call, cost: float | None, points: Points | None) -> None:
        """Learn from a call that others let pass: what its like cost, and the server's number."""
        with self._lock:
            if cost is not None:
                self._costs.know(call.operation.name, cost)
            if points is not None:
                self._ledger.read(points, self._clock())

    def hold_back(self, seconds: float, *, guessed: bool) -> None:
        """Hold every call back, for a 429 that somebody else met."""
        with self._lock:
            self._pause.begin(self._clock(), seconds, guessed=guessed)

    def refusal(self, visit: Visit, hold: Hold) -> PausedError:
        """Return the error of a call that may not wait for as long as it is held back."""
        if hold.reason == "pause":
            return PausedError(
                "ESO Logs asked for fewer requests (HTTP 429): all calls are held back for "
                f"another {hold.least:.1f} s, which is longer than this one may wait",
                retry_after=hold.least,
                guessed=self._pause.guessed,
            )
        with self._lock:
            resets_in = self._ledger.resets_in(self._clock())
        kept = self.share_kept(visit.call)
        leaving = f", which leaves {kept:.0%} of them to others" if kept else ""
        return PointsExhaustedError(
            f"{hold.left:g} points are left of this hour, too few for {visit.call.operation.name}"
            f"{leaving}; all are back in {resets_in:.0f} s: wait that long, or ask for less",
            needed=hold.needed,
            left=hold.left,
            resets_in=resets_in,
            retry_after=hold.least,
        )

    def after_fork(self) -> None:
        """Forget, in a child, the calls that its parent has on the wire, and the parent's lock."""
        self._lock = Lock()
        self._ledger = self._ledger.without_calls()

    def share_kept(self, call: Call) -> float:
        """Return the part of the limit that *call* leaves to others."""
        match call.options.get("priority"):
            case "interactive":
                return 0.0
            case "background":
                return max(self._config.background_stop, self._config.reserve)
            case None:
                return self._config.reserve


def _is_short(left: float, cost: float, floor: float) -> bool:
    # What is kept for others is the line to stop at: the last call may cross it.
    return left <= floor or left < cost
