"""Deadline: one moment by which the whole call is over, waits and attempts included."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeVar

from esologs._call import Bound, Timeouts
from esologs.errors import DeadlineExceededError
from esologs.resilience._flow import Consult, Park, Send, Share, Sleep

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs._call import Call, Reply
    from esologs.resilience._flow import Effect, Flow, Proceed

T = TypeVar("T")

# What a wait must leave of the call's time, or it was in vain: a part of it, and seconds at most.
_PART: Final = 0.1
_ENOUGH: Final = 1.0


class Deadline:
    """Refuse what cannot end in time, and shorten what may.

    The call's `timeout` option, else *timeout*, counts from the moment the call
    enters. A sleep that would outlive it is refused before it starts, as is one
    that would leave no time for the attempt behind it: less than a tenth of the
    timeout, and less than a second. An exchange, and the wait for a shared one, is
    given what is left at most.
    """

    def __init__(self, timeout: float | None, clock: Callable[[], float]) -> None:
        self._timeout = timeout
        self._clock = clock

    def __call__(self, call: Call, proceed: Proceed) -> Flow[Reply]:
        """Run the call under its deadline."""
        timeout = call.options.get("timeout", self._timeout)
        if timeout is None:
            return proceed(call)
        call.bound = Bound(self._clock() + timeout, timeout)
        return bounded(proceed(call), call.bound, self._clock)


def bounded(flow: Flow[T], bound: Bound, clock: Callable[[], float]) -> Flow[T]:
    """Drive *flow* so that no effect of it outlives *bound*, which may be put off meanwhile."""
    try:
        effect = next(flow)
        while True:
            allowed = effect
            if bound.ends_at is not None:
                fitted = _fit(effect, bound.ends_at - clock(), bound.timeout)
                if isinstance(fitted, DeadlineExceededError):
                    effect = flow.throw(fitted)
                    continue
                allowed = fitted
            try:
                outcome = yield allowed
            except BaseException as exc:  # handed through to whom it concerns
                effect = flow.throw(exc)
            else:
                if outcome is False and isinstance(allowed, Park):
                    effect = flow.throw(_no_slot(bound.timeout))
                else:
                    effect = flow.send(outcome)
    except StopIteration as done:
        value: T = done.value
        return value
    finally:
        flow.close()


def _no_slot(timeout: float | None) -> DeadlineExceededError:
    return DeadlineExceededError(
        f"timeout={timeout} was over while the call waited for a slot: too many calls at once; "
        "make fewer, or raise the timeout or max_connections",
        timeout=timeout or 0.0,
    )


def _fit(effect: Effect, left: float, timeout: float | None) -> Effect | DeadlineExceededError:
    match effect:
        case Sleep(seconds=seconds):
            if seconds + min(_PART * (timeout or 0.0), _ENOUGH) <= left:
                return effect
            return DeadlineExceededError(
                f"a wait of {seconds:.3g} s, and an attempt after it, do not fit into the "
                f"{max(left, 0.0):.3g} s left of timeout={timeout}; raise the timeout to wait "
                "longer",
                timeout=timeout or 0.0,
                wanted=seconds,
            )
        case Consult():
            # It is over within its own few milliseconds; without time nobody waits for it.
            return effect if left > 0 else replace(effect, posted=True)
        case _ if left <= 0:
            return DeadlineExceededError(
                f"timeout={timeout} was over before anything could be sent; raise the timeout",
                timeout=timeout or 0.0,
            )
        case Send(timeouts=timeouts):
            total = left if timeouts.total is None else min(timeouts.total, left)
            # Built anew by hand: dataclasses.replace takes ten times as long.
            fitted = Timeouts(total, timeouts.connect, timeouts.read)
            return Send(effect.request, fitted, effect.max_bytes)
        case Share(timeout=wanted):
            limit = left if wanted is None else min(wanted, left)
            return Share(effect.key, effect.start, effect.keep, limit)
        case Park(timeout=wanted):
            return Park(effect.ticket, left if wanted is None else min(wanted, left))
        case _:
            return effect
