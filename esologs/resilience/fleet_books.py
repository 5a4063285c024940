"""Fleet books: the words in which a worker asks its fleet for points, and what the answers say."""

from __future__ import annotations

import itertools
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from esologs.resilience._flow import Consult, consult
from esologs.resilience.gate import Hold
from esologs.resilience.ration import Standing

if TYPE_CHECKING:
    from esologs._call import Points
    from esologs.resilience._flow import Flow
    from esologs.resilience.absence import Report
    from esologs.resilience.events import PauseReason

# Where the moment of a step stands: left to Redis, whose clock is the same for all workers.
_NOW: Final = ""
_NO_NUMBER: Final = ("", "", "")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the fleet says to a call: it may pass for *cost*, unless there is a *hold*."""

    hold: Hold | None
    cost: float
    standing: Standing


@dataclass(frozen=True, slots=True)
class Settled:
    """What the end of a call told: the *rise* of the server's count, if one call alone made it."""

    rise: float | None
    standing: Standing


class FleetBooks:
    """The books of the account as one worker asks them: each flow gives `None` without the fleet.

    *lease* is for how many seconds a call may be on the wire, *active_for* for how many
    a worker counts after it last asked. Safe to use from several threads.
    """

    def __init__(self, *, first_cost: float, lease: float, active_for: float) -> None:
        self._first_cost = repr(first_cost)
        self._lease = repr(lease)
        self._active_for = repr(active_for)
        self._numbers = itertools.count(1)
        self._worker = os.urandom(8).hex()

    def after_fork(self) -> None:
        """Be another worker, in a child."""
        self._worker = os.urandom(8).hex()

    def name(self) -> str:
        """Return a name for a call that no other call of the fleet has."""
        return f"{self._worker}:{next(self._numbers)}"

    def reserve(
        self, call: str, operation: str, *, kept: float, draw: float, turns: int
    ) -> Flow[Verdict | None]:
        """Have the points of a call set aside; it leaves the part *kept* of the limit to others."""
        words = (operation, self._first_cost, repr(kept), self._lease, repr(draw), str(turns))
        answer = yield from self._asked("reserve", call, *words, self._active_for)
        if answer is None:
            return None
        cost, standing = float(answer[1]), Standing.read(answer[4:])
        reason = answer[0].decode()
        if reason == "go":
            return Verdict(None, cost, standing)
        least, seconds = float(answer[2]), float(answer[3])
        hold = Hold(cast("PauseReason", reason), least, seconds, cost, standing.left)
        return Verdict(hold, cost, standing)

    def settle(
        self, call: str, operation: str, *, spent: bool, cost: float, points: Points | None
    ) -> Flow[Settled | None]:
        """Book what came back of a call: the server's number, or whether it may have cost."""
        number = _NO_NUMBER
        if points is not None:
            number = (repr(points.limit), repr(points.spent), repr(points.resets_in))
        words = (operation, self._first_cost, _flag(spent), repr(cost), *number)
        answer = yield from self._asked("settle", call, *words)
        if answer is None:
            return None
        alone = bool(answer[0]) and answer[1] == b"1"
        return Settled(float(answer[0]) if alone else None, Standing.read(answer[2:]))

    def release(self, call: str, operation: str, cost: float) -> Consult:
        """Return the step that gives back what was set aside; nobody waits for it."""
        words = (operation, self._first_cost, "0", repr(cost), *_NO_NUMBER)
        return Consult("points", ("settle", _NOW, call, *words), posted=True)

    def pause(self, call: str, seconds: float, *, guessed: bool) -> Flow[bool | None]:
        """Hold every worker back; return whether that is news to them."""
        answer = yield from self._asked("pause", call, repr(seconds), _flag(guessed))
        return None if answer is None else answer[0] == b"1"

    def rejoin(self, report: Report) -> Flow[Standing | None]:
        """Tell what happened while the fleet was out of reach."""
        number = _NO_NUMBER
        if report.points is not None:
            points, resets_in = report.points, report.points.resets_in - report.points_age
            number = (repr(points.limit), repr(points.spent), repr(max(0.0, resets_in)))
        calls = (
            word for call, spent, cost in report.calls for word in (call, _flag(spent), repr(cost))
        )
        words = (str(report.number), repr(report.spent), *number, *calls)
        answer = yield from self._asked("rejoin", self._worker, *words)
        return None if answer is None else Standing.read(answer)

    def _asked(self, verb: str, who: str, *words: str) -> Flow[list[bytes] | None]:
        return consult("points", (verb, _NOW, who, *words))


def _flag(value: bool) -> str:  # noqa: FBT001 - a word of a step
    return "1" if value else "0"
