"""Fleet points: the account's points and pauses, shared by all workers on one key.

A little longer than others: the two ways of a call, with the fleet and without it,
are read side by side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from esologs.errors import (
    ApiError,
    DeadlineExceededError,
    PausedError,
    PointsExhaustedError,
    RateLimitError,
)
from esologs.resilience._flow import held, sleep
from esologs.resilience.absence import Absence
from esologs.resilience.events import CallPaused, PauseStarted
from esologs.resilience.fleet_books import FleetBooks
from esologs.resilience.gate import Hold, Visit
from esologs.resilience.points import ClosedError, PointsGate, may_have_cost
from esologs.resilience.ration import Ration

if TYPE_CHECKING:
    from collections.abc import Callable

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
        self._books = FleetBooks(first_cost=config.first_cost, lease=lease, active_for=active_for)
        self._ration = Ration(clock)
        self._absence = Absence(clock)

    def __repr__(self) -> str:
        return f"<FleetPoints {self.left:g} points left, {self._ration.active} workers>"

    def __call__(self, call: Call, proceed: Proceed) -> Flow[Reply]:
        """Run one attempt once its points are there."""
        visit = _Visit(call, self._rng(), self._books.name())
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
        self._books.after_fork()
        self._ration.after_fork()
        self._absence.after_fork()

    def _enter_shared(self, visit: _Visit) -> Flow[None]:
        while (hold := (yield from self._ask(visit))) is not None:
            if self._max_wait is not None and hold.least > self._max_wait:
                raise self._refusal(visit, hold)
            event = CallPaused(
                operation=visit.call.operation.name,
                call_id=visit.call.id,
                wait=hold.seconds,
                reason=hold.reason,
            )
            try:
                yield from sleep(hold.seconds, event)
            except DeadlineExceededError:
                if not visit.draw:
                    raise self._refusal(visit, hold) from None
                visit.draw = 0.0  # perhaps only the spreading is too much
            visit.turns += 1

    def _ask(self, visit: _Visit) -> Flow[Hold | None]:
        """Have a call's points set aside, by the fleet if it is there, or say what holds it."""
        if not (yield from self._told()):
            return self._ask_alone(visit)
        call, kept = visit.call, self._gate.share_kept(visit.call)
        verdict = yield from self._books.reserve(
            visit.name, call.operation.name, kept=kept, draw=visit.draw, turns=visit.turns
        )
        if verdict is None:
            self._absence.ended(visit.name, spent=False, cost=0.0)  # it may have got there
            return self._ask_alone(visit)
        self._ration.learn(verdict.standing)
        self._gate.note(call, verdict.cost, None)
        hold = verdict.hold
        if hold is None:
            visit.granted = verdict.cost
        elif hold.reason == "pause":
            self._gate.hold_back(hold.least, guessed=False)
        return hold

    def _ask_alone(self, visit: _Visit) -> Hold | None:
        hold = self._gate.ask(visit)
        if hold is not None:
            return hold
        cost = visit.reserved or 0.0
        if self._ration.take(cost):
            return None
        self._gate.settle(visit, None, spent=False)
        wait = min(_LOOK_AGAIN * 2.0 ** min(visit.turns, 4), self._ration.resets_in)
        wait = max(wait, _LOOK_AGAIN / 8.0)
        return Hold("share", wait, wait * (1.0 + visit.draw / 2.0), cost, self._ration.left)

    def _told(self) -> Flow[bool]:
        """Tell the fleet what it does not know of this worker; `False` if it is out of reach."""
        report = self._absence.report()
        if report is None:
            return True
        standing = yield from self._books.rejoin(report)
        if standing is None:
            return False
        self._absence.told(report)
        self._ration.learn(standing)
        return True

    def _settle(self, visit: _Visit, points: Points | None, *, spent: bool) -> Flow[None]:
        if points is not None:
            self._absence.saw(points)
        granted, visit.granted = visit.granted, None
        if granted is None:
            self._settle_alone(visit, points, spent=spent)
            return
        spent = spent or points is not None
        call = visit.call
        self._gate.note(call, None, points)
        settled = yield from self._books.settle(
            visit.name, call.operation.name, spent=spent, cost=granted, points=points
        )
        if settled is None:
            self._absence.ended(visit.name, spent=spent, cost=granted)
        else:
            self._ration.learn(settled.standing)
        if spent and (settled is None or settled.rise is None):
            call.points_cost = None
        elif settled is not None and settled.rise is not None and call.points_cost is not None:
            call.points_cost += settled.rise

    def _settle_alone(self, visit: _Visit, points: Points | None, *, spent: bool) -> None:
        cost = visit.reserved
        if cost is None:
            return
        call, was = visit.call, visit.call.points_cost
        self._gate.settle(visit, points, spent=spent)
        if self._ration.active > 1:
            # By how much the count rose tells what all of them spent, and nothing of this call.
            self._gate.note(call, cost, None)
            call.points_cost = None if spent or points is not None else was
        if spent or points is not None:
            self._absence.spend(cost)
        else:
            self._ration.give_back(cost)

    def _let_go(self, visit: _Visit) -> Flow[None]:
        """Give back what was set aside; nobody waits for that."""
        granted, visit.granted = visit.granted, None
        if granted is None:
            self._settle_alone(visit, None, spent=False)
        else:
            yield self._books.release(visit.name, visit.call.operation.name, granted)

    def _abandon(self, visit: _Visit) -> None:
        """Same as `_let_go` where nothing can be asked any more."""
        granted, visit.granted = visit.granted, None
        if granted is None:
            self._settle_alone(visit, None, spent=False)
        else:
            self._absence.ended(visit.name, spent=False, cost=granted)

    def _close(self, visit: _Visit, error: RateLimitError) -> Flow[None]:
        """Hold the whole fleet back after a 429."""
        call = visit.call
        is_news, wait, guessed = self._gate.shut(call, error)
        shared = yield from self._books.pause(visit.name, wait, guessed=guessed)
        if is_news if shared is None else shared:
            name = call.operation.name
            self._hooks(PauseStarted(operation=name, call_id=call.id, wait=wait, asked=not guessed))

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
