"""Coalesce: identical calls in flight share one.

Theory of operation. The first of them starts a flight, which runs the rest of
the pipeline apart from all who wait for it. The flight's deadline is the latest
of theirs: it is put off by whoever joins with more time, while each caller's
own deadline ends that caller's wait alone. Everyone gets a result, or an
exception object, of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from esologs._call import Bound
from esologs.resilience._flow import share
from esologs.resilience.deadline import bounded
from esologs.resilience.events import Coalesced

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs._call import Call, Reply
    from esologs.resilience._flow import Flow, Proceed
    from esologs.resilience.events import Hooks


@dataclass(frozen=True, slots=True)
class _Landed:
    reply: Reply
    attempts: int


class Coalesce:
    """Join a call to an identical one of the same client that is under way.

    *renew* makes a reply of a follower's own out of the shared one. With
    *enabled* off every call is a flight of its own: it still runs apart from
    its caller, so that a cancelled caller cannot break an exchange in two.
    Safe to use from several threads.
    """

    def __init__(
        self,
        renew: Callable[[Call, Reply], Reply],
        hooks: Hooks,
        clock: Callable[[], float],
        *,
        enabled: bool = True,
    ) -> None:
        self._renew = renew
        self._hooks = hooks
        self._clock = clock
        self._enabled = enabled
        self._bounds: dict[object, Bound] = {}
        self._lock = Lock()

    def __call__(self, call: Call, proceed: Proceed) -> Flow[Reply]:
        """Run the call's flight, or wait for the one that is under way."""
        key = key_of(call) if self._enabled else object()
        while True:
            bound, before = self._join(key, call)
            leads = False

            def start(bound: Bound = bound) -> Flow[_Landed]:
                nonlocal leads
                leads = True
                return self._fly(key, bound, call, proceed)

            try:
                landed = yield from share(("call", key), start)
            except TimeoutError:
                # It ran out of the time of those who were there before: that is
                # no failure of ours, who came with more.
                if leads or not _over(before, self._clock()) or _over(call.bound, self._clock()):
                    raise
                continue
            if leads:
                return landed.reply
            self._hooks(Coalesced(operation=call.operation.name, call_id=call.id))
            call.attempts, call.points_cost = landed.attempts, 0.0  # which the leader paid
            return self._renew(call, landed.reply)

    def after_fork(self) -> None:
        """Forget, in a child, the flights of its parent: they never land here."""
        self._lock = Lock()
        self._bounds.clear()

    def _join(self, key: object, call: Call) -> tuple[Bound, Bound | None]:
        """Return the bound of the flight to be on, and what it was before this call joined."""
        mine = call.bound or Bound(None, None)
        with self._lock:
            bound = self._bounds.get(key)
            if bound is None:
                bound = self._bounds[key] = Bound(mine.ends_at, mine.timeout)
                return bound, None
            before = Bound(bound.ends_at, bound.timeout)
            bound.put_off(mine)
            return bound, before

    def _fly(self, key: object, bound: Bound, call: Call, proceed: Proceed) -> Flow[_Landed]:
        with self._lock:
            self._bounds[key] = bound
        try:
            reply = yield from bounded(proceed(call), bound, self._clock)
            return _Landed(reply, call.attempts)
        finally:
            with self._lock:
                if self._bounds.get(key) is bound:
                    del self._bounds[key]


def _over(bound: Bound | None, now: float) -> bool:
    return bound is not None and bound.ends_at is not None and now >= bound.ends_at


def key_of(call: Call) -> object:
    """Return equal keys for calls that must have equal answers, and are asked the same way."""
    options = call.options
    headers = options.get("headers")
    return (
        call.operation.name,
        call.operation.document,
        call.encoded,
        frozenset(headers.items()) if headers else None,
        options.get("max_retries"),
        options.get("retry", "default"),
        options.get("priority"),
    )
