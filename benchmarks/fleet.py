"""A fleet in an hour that takes no time: the package's own policy and Lua, over a real Redis.

Each worker is the points policy of one client. The clock is the simulation's: it moves
from one event to the next, and every step carries it to Redis. What is simulated is
ESO Logs' account and when workers want something.
"""

from __future__ import annotations

import heapq
import math
import uuid
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from random import Random
from typing import TYPE_CHECKING, Any, Final

from esologs._call import Call, HttpRequest, HttpResponse, Points, Reply, Timeouts
from esologs._operation import Operation
from esologs.cache.redis_connection import connection_to
from esologs.config import PointsConfig
from esologs.errors import RateLimitError
from esologs.fleet.config import FleetConfig
from esologs.fleet.script import script
from esologs.resilience._flow import Consult, Flow, Send, Sleep, compose, send
from esologs.resilience.events import Hooks
from esologs.resilience.fleet import FleetPoints

if TYPE_CHECKING:
    from collections.abc import Callable

HOUR: Final = 3600.0
_BEFORE: Final = 300.0
LATENCY: Final = 0.2
_OPERATION: Final[Operation[Any]] = Operation("getThing", "", "", "")
_REQUEST: Final = HttpRequest("POST", "", {})
_OK: Final = HttpResponse(200, {}, b"")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of an hour: the part of the points that was *used*, and who made how many *calls*.

    *microseconds* are those of Redis' CPU for each call that was made, its waits included.
    """

    used: float
    refused: int
    calls: list[int]
    microseconds: float


@dataclass(slots=True)
class _Worker:
    pipeline: Callable[[Call], Flow[Reply]]
    wants: list[float]
    calls: int = 0


@dataclass(slots=True)
class Hour:
    """One hour of *limit* points for workers that each want calls at the moments of *wants*."""

    url: str
    limit: int
    wants: list[list[float]]
    seed: int = 1
    now: float = 1_000_000.0
    _spent: float = 0.0
    _refused: int = 0
    _calls: int = 0
    _due: list[tuple[float, int, Callable[[], None]]] = field(
        default_factory=list[tuple[float, int, "Callable[[], None]"]]
    )
    _order: count[int] = field(default_factory=count)

    def run(self) -> Outcome:
        """Let it pass."""
        rng = Random(self.seed)
        client = connection_to(self.url, 30.0)
        lua = script("points")
        prefix = f"simulation:{uuid.uuid4().hex}:"
        keys = [f"{prefix}{name}" for name in lua.keys]
        client.execute_command("SCRIPT", "LOAD", lua.text)
        client.execute_command("CONFIG", "RESETSTAT")

        def consult(effect: Consult) -> list[bytes]:
            words = (effect.words[0], repr(self.now), *effect.words[2:])
            answer: list[bytes] = client.execute_command(
                "EVALSHA", lua.digest, len(keys), *keys, *words
            )
            return answer

        workers = [
            _Worker(self._pipeline(rng), sorted(moments, reverse=True)) for moments in self.wants
        ]
        start = self.now + _BEFORE
        for worker in workers:
            # The fleet is there already, as in any hour but the first.
            worker.wants.append(-rng.uniform(0.0, _BEFORE))
        for worker in workers:
            if worker.wants:
                self._at(
                    start + worker.wants[-1], partial(self._begin, worker, start, rng, consult)
                )
        # A second before the end: what the next hour brings is none of this one's.
        while self._due and self._due[0][0] < start + HOUR - 1.0:
            self.now, _, act = heapq.heappop(self._due)
            act()
        stats: Any = client.execute_command("INFO", "commandstats")
        busy = float(stats["cmdstat_evalsha"]["usec"])
        client.execute_command("UNLINK", *keys)
        client.close()
        return Outcome(
            used=self._spent / self.limit,
            refused=self._refused,
            calls=[worker.calls for worker in workers],
            microseconds=busy / max(1, self._calls),
        )

    def _pipeline(self, rng: Random) -> Callable[[Call], Flow[Reply]]:
        gate = FleetPoints(
            PointsConfig(reserve=0.0),
            lease=35.0,
            active_for=FleetConfig(url=self.url).active_for,
            hooks=Hooks(),
            clock=lambda: self.now,
            rng=rng.random,
        )
        return compose([gate], _attempt)

    def _at(self, moment: float, act: Callable[[], None]) -> None:
        heapq.heappush(self._due, (moment, next(self._order), act))

    def _begin(
        self, worker: _Worker, start: float, rng: Random, consult: Callable[[Consult], list[bytes]]
    ) -> None:
        worker.wants.pop()
        call = Call(_OPERATION, {}, {}, "", {}, attempts=1)
        flow, cost = worker.pipeline(call), float(rng.choice((1, 2, 3)))

        def advance(outcome: Any) -> None:  # noqa: ANN401 - of whatever effect
            while True:
                try:
                    failed = isinstance(outcome, RateLimitError)
                    effect = flow.throw(outcome) if failed else flow.send(outcome)
                except (StopIteration, RateLimitError):
                    break
                match effect:
                    case Consult():
                        outcome = consult(effect)
                        continue
                    case Sleep(seconds=seconds):
                        self._at(self.now + seconds, partial(advance, None))
                    case Send():
                        self._calls += 1
                        outcome = self._answer(worker, cost, start)
                        self._at(self.now + LATENCY, partial(advance, outcome))
                    case _:
                        raise TypeError(effect)
                return
            if worker.wants:
                again = partial(self._begin, worker, start, rng, consult)
                self._at(max(self.now, start + worker.wants[-1]), again)

        advance(None)

    def _answer(self, worker: _Worker, cost: float, start: float) -> Points | RateLimitError:
        rest = start - self.now if self.now < start else start + HOUR - self.now
        if self.now < start:
            self._calls -= 1
            return Points(self.limit, cost, math.ceil(rest))
        if self._spent >= self.limit:
            self._refused += 1
            error = RateLimitError("HTTP 429", status_code=429)
            error.retry_after = rest
            return error
        self._spent += cost
        worker.calls += 1
        return Points(self.limit, self._spent, max(0, math.ceil(rest - LATENCY)))


def _attempt(_: Call) -> Flow[Reply]:
    points: Any = yield from send(_REQUEST, Timeouts(None, None, None), 1)
    return Reply(_OK, None, points)
