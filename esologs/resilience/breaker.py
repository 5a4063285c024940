"""Breaker: stop asking a service that is down, and find out with one call when it is back."""

from __future__ import annotations

import math
from threading import Lock
from typing import TYPE_CHECKING

from esologs.errors import ApiError
from esologs.resilience._flow import held
from esologs.resilience.circuit import Circuit, Closed, HalfOpen, Held, Open
from esologs.resilience.classify import classify
from esologs.resilience.events import (
    BreakerClosed,
    BreakerDisabled,
    BreakerForcedOpen,
    BreakerHalfOpened,
    BreakerOpened,
    BreakerReset,
)
from esologs.resilience.refusal import refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs._call import Call, Reply
    from esologs.config import BreakerConfig
    from esologs.resilience._flow import Flow, Proceed
    from esologs.resilience.circuit import CircuitState, State
    from esologs.resilience.classify import Mark
    from esologs.resilience.events import Event, Hooks
    from esologs.stats import BreakerStats


class Breaker:
    """Let an attempt pass, or refuse it with `CircuitOpenError` at once.

    What an attempt's outcome says of the service is the classifier's judgement.
    An attempt that waits inside (for points, for a slot) holds nothing meanwhile
    and is asked for again afterwards: what was admitted before an outage does
    not march into it. Shared by all calls of a client and its views; safe to
    use from several threads.
    """

    def __init__(
        self,
        config: BreakerConfig,
        *,
        lease: float,
        hooks: Hooks,
        clock: Callable[[], float],
        rng: Callable[[], float],
    ) -> None:
        self._open_for = config.open_for
        self._circuit = Circuit(config, lease)
        self._hooks = hooks
        self._clock = clock
        self._rng = rng
        self._reason = ""
        self._since = clock()
        self._opened = self._refused = 0
        self._lock = Lock()

    def __repr__(self) -> str:
        return f"<Breaker {self.state}>"

    def __call__(self, call: Call, proceed: Proceed) -> Flow[Reply]:
        """Run one attempt, if the circuit lets it pass."""
        visit = _Visit(self, call)
        try:
            reply = yield from held(proceed(call), visit.let_go, visit.take)
        except ApiError as error:
            visit.report(classify(error).breaker, error)
            raise
        except BaseException:
            visit.let_go()
            raise
        visit.report("success")
        return reply

    @property
    def state(self) -> CircuitState:
        """The state of the circuit. An open one becomes half-open when the next call asks."""
        return self._circuit.state.name

    def refuses_for(self) -> float:
        """Return the seconds during which every attempt would be refused; 0 when closed."""
        with self._lock:
            return self._circuit.refuses_for(self._clock())

    def stats(self) -> BreakerStats:
        """Return how the circuit stands."""
        from esologs.stats import BreakerStats

        with self._lock:
            now, state = self._clock(), self._circuit.state
            failures, successes = state.counts(now) if isinstance(state, Closed) else (0, 0)
            refuses_for = self._circuit.refuses_for(now)
            return BreakerStats(
                state=state.name,
                in_state_for=max(0.0, now - self._since),
                failures=failures,
                successes=successes,
                opened=self._opened,
                refused=self._refused,
                refuses_for=None if refuses_for == math.inf else refuses_for,
                reason=state.why if isinstance(state, Held) else self._reason,
            )

    def force_open(self, reason: str = "") -> None:
        """Refuse every call until `reset`."""
        with self._lock:
            self._hold(Held("forced open", reason))
        self._hooks(BreakerForcedOpen(operation="breaker", reason=reason))

    def disable(self) -> None:
        """Let every call pass, whatever fails, until `enable` or `reset`."""
        with self._lock:
            self._hold(Held("disabled"))
        self._hooks(BreakerDisabled(operation="breaker"))

    def enable(self) -> None:
        """Close the circuit if it was disabled."""
        if self.state == "disabled":
            self.reset()

    def reset(self) -> None:
        """Close the circuit and forget what failed."""
        with self._lock:
            before = self._circuit.state
            self._circuit.reset()
            self._reason = ""
            self._moved(before, self._clock())
        self._hooks(BreakerReset(operation="breaker"))

    def after_fork(self) -> None:
        """Forget, in a child, the calls that its parent has on the wire, and the parent's lock."""
        self._lock = Lock()
        self._circuit.forget_calls()

    def admit(self, call: Call) -> int:
        """Return the epoch in which *call* may pass; raises `CircuitOpenError`."""
        with self._lock:
            now = self._clock()
            before = self._circuit.state
            epoch = self._circuit.admit(now)
            after = self._circuit.state
            self._moved(before, now)
            self._refused += epoch is None
        if epoch is None:
            raise refusal(after, now, self._reason, self._open_for)
        if before is not after:
            self._tell(call, before, after)
        return epoch

    def report(self, call: Call, epoch: int, mark: Mark, error: ApiError | None) -> None:
        """Book what came of a call that was admitted in *epoch*."""
        draw = self._rng() if error is not None else 0.0
        with self._lock:
            before, now = self._circuit.state, self._clock()
            self._circuit.report(epoch, mark, now, draw)
            after = self._circuit.state
            self._moved(before, now)
            if before is not after and error is not None:
                self._reason = _line(error)
        if before is not after:
            self._tell(call, before, after)

    def give_back(self, epoch: int) -> None:
        """Take note that a call that was admitted in *epoch* leaves without an outcome."""
        with self._lock:
            self._circuit.give_back(epoch)

    def _hold(self, held: Held) -> None:
        before = self._circuit.state
        self._circuit.become(held)
        self._moved(before, self._clock())

    def _moved(self, before: State, now: float) -> None:
        """Note since when the circuit is in its state. To be called under the lock."""
        after = self._circuit.state
        if before.name != after.name:
            self._since = now
            self._opened += isinstance(after, Open)

    def _tell(self, call: Call, before: State, after: State) -> None:
        name, call_id = call.operation.name, call.id
        event: Event
        match after:
            case Open(open_for=open_for, why=why):
                event = BreakerOpened(
                    operation=name,
                    call_id=call_id,
                    open_for=open_for,
                    why=why,
                    reason=self._reason,
                )
            case HalfOpen() if isinstance(before, Open):
                event = BreakerHalfOpened(operation=name, call_id=call_id)
            case Closed():
                event = BreakerClosed(operation=name, call_id=call_id)
            case _:
                return
        self._hooks(event)


class _Visit:
    """One attempt's stay in the circuit."""

    __slots__ = ("_breaker", "_call", "_epoch")

    def __init__(self, breaker: Breaker, call: Call) -> None:
        self._breaker = breaker
        self._call = call
        self._epoch: int | None = breaker.admit(call)

    def let_go(self) -> None:
        epoch, self._epoch = self._epoch, None
        if epoch is not None:
            self._breaker.give_back(epoch)

    def take(self) -> None:
        self._epoch = self._breaker.admit(self._call)

    def report(self, mark: Mark, error: ApiError | None = None) -> None:
        epoch, self._epoch = self._epoch, None
        if epoch is not None:
            self._breaker.report(self._call, epoch, mark, error)


def _line(error: ApiError) -> str:
    text = f"{type(error).__name__}: {' '.join(error.message.split())}"
    return text if len(text) <= 200 else text[:199] + "…"
