"""Many calls side by side in a world with a stopped clock: time moves to what is due next."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from esologs.errors import RequestTimeoutError
from esologs.resilience._flow import Consult, Park, Send, Share, Sleep

if TYPE_CHECKING:
    from esologs.resilience._flow import Effect, Flow
    from esologs.resilience.events import Event

Serve: TypeAlias = Callable[[Send], tuple[float, Any]]
"""How many seconds an exchange takes, and what it brings: an answer, or an error to raise."""

NEVER = float("inf")


@dataclass(slots=True)
class Caller:
    """One call: *outcome* or *error* once it is over, and when that was."""

    flows: list[Flow[Any]]
    outcome: Any = None
    error: BaseException | None = None
    ended_at: float | None = None
    turn: int = 0

    @property
    def is_over(self) -> bool:
        return self.ended_at is not None


class Crowd:
    """Performs the effects of any number of flows; nothing in it is left to chance.

    *consult* runs a step of the fleet's, in no time. What callers share among them
    (`Share`) is run for each of them apart.
    """

    def __init__(
        self, serve: Serve, consult: Callable[[Consult], list[bytes] | None] | None = None
    ) -> None:
        self.now = 1000.0
        self.sent: list[float] = []
        self.waits: list[float] = []
        self.announced: list[Event] = []
        self.callers: list[Caller] = []
        self._serve = serve
        self._consult = consult
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._order = itertools.count()

    def clock(self) -> float:
        return self.now

    def start(self, flow: Flow[Any]) -> Caller:
        """Let a call begin; it runs up to its first effect at once."""
        caller = Caller([flow])
        self.callers.append(caller)
        self._resume(caller, None)
        return caller

    def cancel(self, caller: Caller) -> None:
        """Cancel a call where it waits, as an event loop would."""
        self._resume(caller, asyncio.CancelledError())

    def run(self, seconds: float = NEVER) -> None:
        """Let time pass: all that is due within *seconds*, or until nothing is."""
        until = self.now + seconds
        while self._due and self._due[0][0] <= until:
            self.step()
        if seconds != NEVER:
            self.now = until

    def step(self) -> bool:
        """Let happen what is due next; `False` if nothing is."""
        if not self._due:
            return False
        moment, _, act = heapq.heappop(self._due)
        self.now = max(self.now, moment)
        act()
        return True

    def _later(self, seconds: float, act: Callable[[], None]) -> None:
        if seconds != NEVER:
            heapq.heappush(self._due, (self.now + seconds, next(self._order), act))

    def _resume(self, caller: Caller, outcome: Any) -> None:
        """Hand *outcome* to a call's innermost flow, and what comes of that to the outer ones."""
        caller.turn += 1
        while caller.flows:
            flow = caller.flows[-1]
            try:
                failed = isinstance(outcome, BaseException)
                effect = flow.throw(outcome) if failed else flow.send(outcome)
            except StopIteration as done:
                caller.flows.pop()
                outcome = done.value
            except BaseException as error:  # noqa: BLE001 - the test's to look at
                caller.flows.pop()
                outcome = error
            else:
                if not isinstance(effect, Share):
                    self._perform(caller, effect)
                    return
                caller.flows.append(effect.start())
                outcome = None
        caller.ended_at = self.now
        if isinstance(outcome, BaseException):
            caller.error = outcome
        else:
            caller.outcome = outcome

    def _perform(self, caller: Caller, effect: Effect) -> None:
        turn = caller.turn

        def resume(outcome: Any) -> None:
            if caller.turn == turn:  # or it was cancelled, or woken by something else
                self._resume(caller, outcome)

        match effect:
            case Send(timeouts=timeouts):
                self.sent.append(self.now)
                takes, outcome = self._serve(effect)
                if timeouts.total is not None and takes > timeouts.total:
                    takes = timeouts.total
                    outcome = RequestTimeoutError("late", timeout=takes)
                self._later(takes, lambda: resume(outcome))
            case Sleep(seconds=seconds, announce=announce):
                if announce is not None:
                    self.announced.append(announce)
                self.waits.append(seconds)
                self._later(seconds, lambda: resume(None))
            case Park(ticket=ticket, timeout=timeout):
                ticket.listen(lambda: self._later(0.0, lambda: resume(True)))
                if timeout is not None:
                    self._later(timeout, lambda: resume(False))
            case Consult() if self._consult is not None:
                answer = self._consult(effect)
                self._later(0.0, lambda: resume(answer))
            case _:
                raise AssertionError(effect)
