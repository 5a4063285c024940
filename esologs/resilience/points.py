"""Points: share out the account's hourly points, and hold all calls back after a 429."""

from __future__ import annotations

from typing import TYPE_CHECKING

from esologs.errors import (
    ApiError,
    DeadlineExceededError,
    GraphQLError,
    RateLimitError,
    RequestTimeoutError,
    ResponseShapeError,
)
from esologs.resilience._flow import held, sleep
from esologs.resilience.events import CallPaused, PauseStarted
from esologs.resilience.gate import Gate, Visit

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs._call import Call, Reply
    from esologs.config import PointsConfig
    from esologs.resilience._flow import Flow, Proceed
    from esologs.resilience.events import Hooks
    from esologs.stats import PointsStats


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
        self._max_wait = config.max_wait
        self._gate = Gate(config, clock)
        self._hooks = hooks
        self._rng = rng

    def __repr__(self) -> str:
        return f"<PointsGate {self.left:g} points left>"

    def __call__(self, call: Call, proceed: Proceed) -> Flow[Reply]:
        """Run one attempt once its points are there."""
        gate = self._gate
        visit = Visit(call, self._rng())
        if call.attempts <= 1:
            call.points_cost = 0.0

        def let_go() -> None:
            gate.settle(visit, None, spent=False)

        def take() -> None:
            if gate.ask(visit) is not None:
                raise ClosedError

        while True:
            yield from self._enter(visit)
            try:
                reply = yield from held(proceed(call), let_go, take)
            except ClosedError:
                continue
            except RateLimitError as error:
                let_go()
                news = gate.close(call, error)
                if news is not None:
                    wait, guessed = news
                    name = call.operation.name
                    self._hooks(
                        PauseStarted(operation=name, call_id=call.id, wait=wait, asked=not guessed)
                    )
                raise
            except ApiError as error:
                gate.settle(visit, error.points, spent=may_have_cost(error))
                raise
            except BaseException:
                let_go()
                raise
            gate.settle(visit, reply.points, spent=True)
            return reply

    @property
    def left(self) -> float:
        """What is known to be left of this hour's points; infinite before the first answer."""
        return self._gate.left

    @property
    def paused_for(self) -> float:
        """For how many seconds every call is held back after a 429; 0 without one."""
        return self._gate.paused_for

    def stats(self) -> PointsStats:
        """Return what is known of the account's points."""
        return self._gate.stats()

    def after_fork(self) -> None:
        """Forget, in a child, the calls that its parent has on the wire."""
        self._gate.after_fork()

    def _enter(self, visit: Visit) -> Flow[None]:
        """Wait until the call may pass; raises `PausedError` if it may not wait for so long."""
        while (hold := self._gate.ask(visit)) is not None:
            if self._max_wait is not None and hold.least > self._max_wait:
                raise self._gate.refusal(visit, hold)
            name = visit.call.operation.name
            event = CallPaused(
                operation=name,
                call_id=visit.call.id,
                wait=hold.seconds,
                reason=hold.reason,
            )
            try:
                yield from sleep(hold.seconds, event)
            except DeadlineExceededError:
                if not visit.draw:
                    raise self._gate.refusal(visit, hold) from None
                visit.draw = 0.0  # perhaps only the spreading is too much
            visit.turns += 1


class ClosedError(Exception):
    """The gate closed while the call waited for a slot, which is given back."""


def may_have_cost(error: ApiError) -> bool:
    """Tell whether the server may have done the work although the call failed."""
    if isinstance(error, RequestTimeoutError):
        return error.phase == "answer"
    return isinstance(error, GraphQLError | ResponseShapeError)
