"""Points: share out the account's hourly points, and hold all calls back after a 429."""

from __future__ import annotations

import math
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Final

from esologs.errors import (
    ApiError,
    DeadlineExceededError,
    GraphQLError,
    PausedError,
    PointsExhaustedError,
    RateLimitError,
    RequestTimeoutError,
    ResponseShapeError,
)
from esologs.resilience._flow import held, sleep
from esologs.resilience.costs import Costs
from esologs.resilience.events import CallPaused, PauseStarted
from esologs.resilience.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs._call import Call, Points, Reply
    from esologs.config import PointsConfig
    from esologs.resilience._flow import Flow, Proceed
    from esologs.resilience.events import Hooks, PauseReason

# Those who wait for one moment come back spread over a tenth of their wait.
_SPREAD: Final = 0.1
_SPREAD_MAX: Final = 5.0

# How soon to ask again when only calls on the wire stand in the way.
_SETTLING: Final = 0.25
_SETTLING_MAX: Final = 2.0


class PointsGate:
    """Let an attempt pass when its points are there, have it wait for them, or refuse it.

    What is left is the server's own number, less what is on the wire; before
    the first answer nothing is known and every call passes. After a 429 every
    call waits for as long as the server asks. The gate is asked again after each
    wait, also after the wait for a slot. A wait that cannot fit the call's
    deadline is refused at once: `PausedError` after a 429,
    `PointsExhaustedError` when the points are gone. Shared by all calls of a
    client and its views; safe to use from several threads.
    """

    def __init__(
        self,
        config: PointsConfig,
        *,
        hooks: Hooks,
        clock: Callable[[], float],
        rng: Callable[[], float],
    ) -> None:
        self._config = config
        self._hooks = hooks
        self._clock = clock
        self._rng = rng
        self._ledger = Ledger()
        self._costs = Costs(config.first_cost)
        self._paused_until = -math.inf
        self._pause_spread = 0.0
        self._pause_guessed = False
        self._lock = Lock()

    def __repr__(self) -> str:
        return f"<PointsGate {self.left:g} points left>"

    def __call__(self, call: Call, proceed: Proceed) -> Flow[Reply]:
        """Run one attempt once its points are there."""
        if call.attempts <= 1:
            call.points_cost = 0.0
        visit = _Visit(self, call, self._rng())
        while True:
            yield from self._enter(visit)
            try:
                reply = yield from held(proceed(call), visit.let_go, visit.take)
            except _HeldBackError:  # while it waited for a slot, which is given back
                continue
            except RateLimitError as error:
                visit.let_go()
                self._pause(call, error)
                raise
            except ApiError as error:
                visit.settle(error.points, spent=_may_have_cost(error))
                raise
            except BaseException:
                visit.let_go()
                raise
            visit.settle(reply.points, spent=True)
            return reply

    @property
    def left(self) -> float:
        """What is known to be left of this hour's points; infinite before the first answer."""
        with self._lock:
            return self._ledger.left(self._clock())

    @property
    def paused_for(self) -> float:
        """For how many seconds every call is held back after a 429; 0 without one."""
        with self._lock:
            return max(0.0, self._paused_until - self._clock())

    def ask(self, visit: _Visit) -> _Hold | None:
        """Reserve the points of a call and return `None`, or return what holds it back."""
        with self._lock:
            now = self._clock()
            release = self._paused_until + self._pause_spread * visit.draw - now
            if release > 0:
                return _Hold("pause", self._paused_until - now, release)
            limit = self._ledger.limit
            cost = self._costs.expected(visit.call.operation.name)
            if limit is not None:
                cost = min(cost, limit)
                left = self._ledger.left(now)
                floor = limit * self._share_kept(visit.call)
                if _is_short(left, cost, floor):
                    wait = self._ledger.resets_in(now)
                    spread = min(_SPREAD * wait, _SPREAD_MAX) * visit.draw
                    return _Hold("points", wait, wait + spread, cost, left)
                if _is_short(left - self._ledger.reserved, cost, floor):
                    turns = min(visit.turns, 10)
                    wait = min(_SETTLING * 2.0**turns, _SETTLING_MAX)
                    return _Hold("settling", wait, wait * (1.0 + visit.draw), cost, left)
            self._ledger.reserve(visit.call, cost)
            visit.reserved = cost
            return None

    def settle(self, visit: _Visit, points: Points | None, *, spent: bool) -> None:
        """Book what came back of a call that was let pass, with the server's number if it told."""
        call, cost = visit.call, visit.reserved
        if cost is None:
            return
        visit.reserved = None
        with self._lock:
            self._ledger.release(cost, spent=spent and points is None)
            if points is None:
                if spent:
                    call.points_cost = None
                return
            rise = self._ledger.read(points, self._clock())
            if rise is not None:
                self._costs.learn(call.operation.name, rise)
        if rise is None or not rise.alone:
            call.points_cost = None
        elif call.points_cost is not None:
            call.points_cost += rise.points

    def _enter(self, visit: _Visit) -> Flow[None]:
        """Wait until the call may pass; raises `PausedError` if it may not wait for so long."""
        most = self._config.max_wait
        while (hold := self.ask(visit)) is not None:
            if most is not None and hold.least > most:
                raise self._refusal(visit, hold)
            event = CallPaused(
                operation=visit.call.operation.name, wait=hold.seconds, reason=hold.reason
            )
            try:
                yield from sleep(hold.seconds, event)
            except DeadlineExceededError:
                if not visit.draw:
                    raise self._refusal(visit, hold) from None
                visit.draw = 0.0  # perhaps only the spreading is too much
            visit.turns += 1

    def _pause(self, call: Call, error: RateLimitError) -> None:
        """Hold every call back for as long as a 429 asks, and name a guessed time better."""
        with self._lock:
            now = self._clock()
            wait, asked = error.retry_after, not error.guessed
            if wait is None or not asked:
                wait, asked = self._config.burst_pause, False
                if self._ledger.left(now) < max(1.0, self._costs.expected(call.operation.name)):
                    wait = self._ledger.resets_in(now)
                    error.args = (
                        "HTTP 429, the points of this hour are spent; they are back in "
                        f"{wait:.0f} s: wait that long, or ask for less",
                    )
                error.retry_after = wait
            pause = min(wait, self._config.pause_max)
            before, self._paused_until = self._paused_until, max(self._paused_until, now + pause)
            if self._paused_until > before:
                self._pause_spread = min(_SPREAD * pause, _SPREAD_MAX)
                self._pause_guessed = not asked
        # Those who were on the wire together bring one pause together.
        if pause and self._paused_until > max(before, now) + pause / 2:
            self._hooks(PauseStarted(operation=call.operation.name, wait=pause, asked=asked))

    def _share_kept(self, call: Call) -> float:
        """Return the part of the limit that *call* leaves to others."""
        match call.options.get("priority"):
            case "interactive":
                return 0.0
            case "background":
                return max(self._config.background_stop, self._config.reserve)
            case None:
                return self._config.reserve

    def _refusal(self, visit: _Visit, hold: _Hold) -> PausedError:
        if hold.reason == "pause":
            return PausedError(
                "ESO Logs asked for fewer requests (HTTP 429): all calls are held back for "
                f"another {hold.least:.1f} s, which is longer than this one may wait",
                retry_after=hold.least,
                guessed=self._pause_guessed,
            )
        with self._lock:
            resets_in = self._ledger.resets_in(self._clock())
        kept = self._share_kept(visit.call)
        leaving = f", which leaves {kept:.0%} of them to others" if kept else ""
        return PointsExhaustedError(
            f"{hold.left:g} points are left of this hour, too few for {visit.call.operation.name}"
            f"{leaving}; all are back in {resets_in:.0f} s: wait that long, or ask for less",
            needed=hold.needed,
            left=hold.left,
            resets_in=resets_in,
            retry_after=hold.least,
        )


class _HeldBackError(Exception):
    """The gate closed while the call waited for a slot."""


@dataclass(frozen=True, slots=True)
class _Hold:
    """What holds a call back: for *least* seconds, and *seconds* so that not all come at once."""

    reason: PauseReason
    least: float
    seconds: float
    needed: float = 0.0
    left: float = 0.0


class _Visit:
    """One attempt's stay at the gate. *draw* is its place among those who wait, from 0 to 1."""

    __slots__ = ("_gate", "call", "draw", "reserved", "turns")

    def __init__(self, gate: PointsGate, call: Call, draw: float) -> None:
        self._gate = gate
        self.call = call
        self.draw = draw
        self.turns = 0
        self.reserved: float | None = None

    def let_go(self) -> None:
        self._gate.settle(self, None, spent=False)

    def take(self) -> None:
        if self._gate.ask(self) is not None:
            raise _HeldBackError

    def settle(self, points: Points | None, *, spent: bool) -> None:
        self._gate.settle(self, points, spent=spent)


def _is_short(left: float, cost: float, floor: float) -> bool:
    # What is kept for others is the line to stop at: the last call may cross it.
    return left <= floor or left < cost


def _may_have_cost(error: ApiError) -> bool:
    """Tell whether the server may have done the work although the call failed."""
    if isinstance(error, RequestTimeoutError):
        return error.phase == "answer"
    return isinstance(error, GraphQLError | ResponseShapeError)
