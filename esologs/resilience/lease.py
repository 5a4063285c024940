"""Lease: of all workers of a fleet that want one answer, one asks for it and the others wait."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from esologs.resilience._flow import Consult, consult, sleep

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs._call import Call, Reply
    from esologs.resilience._flow import Flow, Proceed

# Those who wait look for the answer after a twentieth of a second, then ever more seldom.
_FIRST_LOOK: Final = 0.05
_LAST_LOOK: Final = 0.4
# The answer is on its way into the store when the lease is given back.
_AFTERWARDS: Final = "0.25"


class RefreshLease:
    """The policy between those who coalesce in this process and those who do in the fleet.

    *key_of* names the answer of a call, or returns `None` for one that nobody keeps;
    *look* finds it in the store that the fleet shares, if it is fresh there. Who has the
    lease asks; who has it not waits for *patience* seconds at most, and then asks too. A
    lease ends with its call, or after *seconds* if its worker died. Safe to use from
    several threads.
    """

    def __init__(
        self,
        *,
        key_of: Callable[[Call], str | None],
        look: Callable[[Call], Flow[Reply | None]],
        patience: float,
        seconds: float,
        rng: Callable[[], float],
    ) -> None:
        self._key_of = key_of
        self._look = look
        self._patience = patience
        self._seconds = repr(seconds)
        self._rng = rng

    def __call__(self, call: Call, proceed: Proceed) -> Flow[Reply]:
        """Ask, or return what another worker asked for meanwhile."""
        key = self._key_of(call)
        if key is None:
            return (yield from proceed(call))
        holder, waited, pause = os.urandom(8).hex(), 0.0, _FIRST_LOOK
        while True:
            answer = yield from consult("lease", ("take", holder, self._seconds), key)
            if answer is None:
                return (yield from proceed(call))
            # Also for whoever has it: the one before may have just stored the answer.
            found = yield from self._look(call)
            leads = answer[0] == b"lead"
            if leads and found is None:
                return (yield from self._lead(call, proceed, key, holder))
            if leads:
                yield _given_back(key, holder, "0")
            if found is not None:
                return found
            if waited >= self._patience:
                return (yield from proceed(call))
            seconds = pause * (1.0 + self._rng() / 2.0)
            yield from sleep(seconds)
            waited, pause = waited + seconds, min(pause * 2.0, _LAST_LOOK)

    def _lead(self, call: Call, proceed: Proceed, key: str, holder: str) -> Flow[Reply]:
        try:
            reply = yield from proceed(call)
        except GeneratorExit:  # nothing can be told any more: it ends by itself
            raise
        except BaseException:
            yield _given_back(key, holder, "0")
            raise
        yield _given_back(key, holder, _AFTERWARDS if reply.is_whole else "0")
        return reply


def _given_back(key: str, holder: str, after: str) -> Consult:
    return Consult("lease", ("drop", holder, after), key, posted=True)
