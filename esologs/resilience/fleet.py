"""Fleet points: the account's points and pauses, shared by all workers on one key."""

from __future__ import annotations

import itertools
import os
from typing import TYPE_CHECKING

from esologs.errors import (
    ApiError,
    DeadlineExceededError,
    PausedError,
    PointsExhaustedError,
    RateLimitError,
)
from esologs.resilience._flow import Consult, consult, held, sleep
from esologs.resilience.absence import Absence
from esologs.resilience.events import CallPaused, PauseStarted
from esologs.resilience.gate import Hold, Visit
from esologs.resilience.points import ClosedError, PointsGate, may_have_cost
from esologs.resilience.ration import Ration, Standing

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from esologs._call import Call, Points, Reply
    from esologs.config import PointsConfig
    from esologs.resilience._flow import Flow, Proceed
    from esologs.resilience.events import Hooks

# How soon a worker that is alone and has used its ration up looks for its fleet again.
_LOOK_AGAIN = 2.0


class FleetPoints(PointsGate):
    """The points gate of a worker in a fleet: it asks the fleet, and goes on alone without it.

    Same promises as `PointsGate`, held for all workers together, and one more: what is
    left of the points is kept for those workers that have used less than others, as long
    as they may still want it. Out of reach of its fleet a worker spends its own ration,
    and tells when it is back. *lease* is for how many seconds a call may be on the wire
    until its points come back by themselves, *active_for* those that a worker counts
    after it last asked.
    """

    def __init__(
        self,
        config: PointsConfig,
        *,
        lease: float,
        active_for: float,
        hooks: Hooks,
        clock: Callable[[], float],
        rng: Callable[[], float],
    ) -> None:
        super().__init__(config, hooks=hooks, clock=clock, rng=rng)
        self._first_cost = repr(config.first_cost)
        self._lease, self._active_for = repr(lease), repr(active_for)
        self._ration = Ration(clock)
        self._absence = Absence(clock)
        self._worker = os.urandom(8).hex()
        self._numbers = itertools.count(1)

    def __repr__(self) -> str:
        return f"<FleetPoints {self.left:g} points left, {self._ration.active} workers>"

    def __call__(self, call: Call, proceed: Proceed) -> Flow[Reply]:
        """Run one attempt once its points are there."""
        visit = _Visit(call, self._rng(), f"{self._worker}:{next(self._numbers)}")
        if call.attempts <= 1:
            call.points_cost = 0.0

        def let_go() -> Flow[None]:
            return self._let_go(visit)

        def take() -> Flow[None]:
            if (yield from self._ask(visit)) is not None:
                raise ClosedError

        while True:
            yield from self._enter_shared(visit)
            try:
                reply = yield from held(proceed(call), let_go, take)
            except ClosedError:
                continue
            except RateLimitError as error:
                yield from self._let_go(visit)
                yield from self._close(visit, error)
                raise
            except ApiError as error:
                yield from self._settle(visit, error.points, spent=may_have_cost(error))
                raise
            except GeneratorExit:  # nothing can be asked any more
                self._abandon(visit)
                raise
            except BaseException:
                yield from self._let_go(visit)
                raise
            yield from self._settle(visit, reply.points, spent=True)
            return reply

    @property
    def active(self) -> int:
        """How many workers there were when this one last heard of its fleet, itself included."""
        return self._ration.active

    def after_fork(self) -> None:
        """Be another worker, in a child, with no call on the wire."""
        super().after_fork()
        self._worker = os.urandom(8).hex()
        self._ration.after_fork()
        self._absence.after_fork()

    def _enter_shared(self, visit: _Visit) -> Flow[None]:
        while (hold := (yield from self._ask(visit))) is not None:
            if self._max_wait is not None and hold.least > self._max_wait:
                raise self._refusal(visit, hold)
            name = visit.call.operation.name
            event = CallPaused(operation=name, wait=hold.seconds, reason=hold.reason)
            try:
                yield from sleep(hold.seconds, event)
            except DeadlineExceededError:
                if not visit.draw:
                    raise self._refusal(visit, hold) from None
                visit.draw = 0.0  # perhaps only the spreading is too much
            visit.turns += 1

    def _ask(self, visit: _Visit) -> Flow[Hold | None]:
        """Have the points of a call set aside, by the fleet if it is there, or say what holds it."""
        if not (yield from self._told()):
            return self._ask_alone(visit)
        config = (repr(self._gate.share_kept(visit.call)), self._lease, repr(visit.draw))
        operation = (visit.call.operation.name, self._first_cost)
        answer = yield from consult(
            "points",
            ("reserve", "", visit.name, *operation, *config, str(visit.turns), self._active_for),
        )
        if answer is None:
            self._absence.ended(visit.name, spent=False, cost=0.0)  # it may have got there
            return self._ask_alone(visit)
        verdict, cost = answer[0].decode(), float(answer[1])
        standing = Standing.read(answer[4:])
        self._ration.learn(standing)
        self._gate.note(visit.call, cost, None)
        if verdict == "go":
            visit.granted = cost
            return None
        least, seconds = float(answer[2]), float(answer[3])
        if verdict == "pause":
            self._gate.hold_back(least, guessed=False)
        reason: Any = verdict
        return Hold(reason, least, seconds, cost, standing.left)

    def _ask_alone(self, visit: _Visit) -> Hold | None:
        hold = self._gate.ask(visit)
        if hold is not None:
            return hold
        cost = visit.reserved or 0.0
        if self._ration.take(cost):
            return None
        self._gate.settle(visit, None, spent=False)
        wait = max(0.25, min(_LOOK_AGAIN * 2.0 ** min(visit.turns, 4), self._ration.resets_in))
        return Hold("share", wait, wait * (1.0 + visit.draw / 2.0), cost, self._ration.left)

    def _settle(self, visit: _Visit, points: Points | None, *, spent: bool) -> Flow[None]:
        call, granted, visit.granted = visit.call, visit.granted, None
        if points is not None:
            self._absence.saw(points)
        if granted is None:
            alone = visit.reserved
            if alone is None:
                return
            self._gate.settle(visit, points, spent=spent)
            if spent or points is not None:
                self._absence.spend(alone)
            else:
                self._ration.give_back(alone)
            return
        spent = spent or points is not None
        self._gate.note(call, None, points)
        number = ("", "", "")
        if points is not None:
            number = (str(points.limit), repr(points.spent), str(points.resets_in))
        words = ("settle", "", visit.name, call.operation.name, self._first_cost)
        answer = yield from consult(
            "points", (*words, "1" if spent else "0", repr(granted), *number)
        )
        if answer is None:
            self._absence.ended(visit.name, spent=spent, cost=granted)
        else:
            self._ration.learn(Standing.read(answer[2:]))
        if spent:
            alone_rise = answer is not None and answer[0] and answer[1] == b"1"
            if answer is None or not alone_rise:
                call.points_cost = None
            elif call.points_cost is not None:
                call.points_cost += float(answer[0])

    def _let_go(self, visit: _Visit) -> Flow[None]:
        """Give back what was set aside; nobody waits for that."""
        granted, visit.granted = visit.granted, None
        if granted is None:
            self._give_back(visit)
            return
        words = ("settle", "", visit.name, visit.call.operation.name, self._first_cost)
        yield Consult("points", (*words, "0", repr(granted), "", "", ""), posted=True)

    def _abandon(self, visit: _Visit) -> None:
        granted, visit.granted = visit.granted, None
        if granted is None:
            self._give_back(visit)
        else:
            self._absence.ended(visit.name, spent=False, cost=granted)

    def _give_back(self, visit: _Visit) -> None:
        if visit.reserved is not None:
            self._ration.give_back(visit.reserved)
            self._gate.settle(visit, None, spent=False)

    def _close(self, visit: _Visit, error: RateLimitError) -> Flow[None]:
        """Hold the whole fleet back after a 429."""
        call = visit.call
        is_news, wait, guessed = self._gate.shut(call, error)
        answer = yield from consult(
            "points", ("pause", "", visit.name, repr(wait), "1" if guessed else "0")
        )
        if answer is not None:
            is_news = answer[0] == b"1"
        if is_news:
            self._hooks(PauseStarted(operation=call.operation.name, wait=wait, asked=not guessed))

    def _told(self) -> Flow[bool]:
        """Tell the fleet what it does not know of this worker; `False` if it is out of reach."""
        report = self._absence.report()
        if report is None:
            return True
        words = ("rejoin", "", self._worker, *report.words())
        answer = yield from consult("points", words)
        if answer is None:
            return False
        self._absence.told(report)
        self._ration.learn(Standing.read(answer))
        return True

    def _refusal(self, visit: _Visit, hold: Hold) -> PausedError:
        if hold.reason == "pause":
            return self._gate.refusal(visit, hold)
        left, resets_in = hold.left, self._ration.resets_in
        kept = ", which are kept for the other workers of the fleet"
        return PointsExhaustedError(
            f"{left:g} points are left of this hour{kept if hold.reason == 'share' else ''}: "
            f"too few for {visit.call.operation.name}; all are back in {resets_in:.0f} s: wait "
            "that long, or ask for less",
            needed=hold.needed,
            left=left,
            resets_in=resets_in,
            retry_after=hold.least,
        )


class _Visit(Visit):
    """One attempt: its *name* in the fleet, and what was *granted* there."""

    __slots__ = ("granted", "name")

    def __init__(self, call: Call, draw: float, name: str) -> None:
        super().__init__(call, draw)
        self.name: str = name
        self.granted: float | None = None
