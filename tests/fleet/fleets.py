"""A fleet of workers with a stopped clock, over a real Redis that may be out of reach.

Each step carries the test's own moment to Redis, so that an hour takes no time.
"""

from __future__ import annotations

import math
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from esologs._call import Call, HttpRequest, Points, Reply, Timeouts
from esologs._operation import Operation
from esologs.config import PointsConfig
from esologs.fleet.config import FleetConfig
from esologs.fleet.link import Link
from esologs.resilience import events
from esologs.resilience._flow import Consult, Flow, compose, send
from esologs.resilience.deadline import Deadline
from esologs.resilience.fleet import FleetPoints
from tests.crowd import Caller, Crowd
from tests.stopped import a_call, an_answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs.resilience._flow import Policy, Send

GET = "getThing"


def attempt(call: Call) -> Flow[Reply]:
    """Send once; the crowd's server answers with the account's points, or with none."""
    name = str(call.headers["worker"])
    request = HttpRequest("POST", call.operation.name, {"worker": name})
    points: Any = yield from send(request, Timeouts(None, None, None), 1)
    return Reply(an_answer(), None, points)


@dataclass(eq=False)
class Worker:
    """One client of the fleet: its policies, and what its hooks heard."""

    name: str
    gate: FleetPoints
    pipeline: Callable[[Call], Flow[Reply]]
    seen: list[events.Event] = field(default_factory=list[events.Event])
    away: bool = False


class Fleet:
    """Workers, and a server with one account: each exchange takes *takes* seconds and costs *cost*.

    *away* is whether Redis is out of reach, *lose_answers* whether it hears and is not heard.
    """

    def __init__(self, url: str) -> None:
        self.limit, self.spent, self.cost, self.resets_in = 1000, 0.0, 10.0, 3600.0
        self.takes = 0.05
        self.answers: list[Any] = []
        self.by_worker: dict[str, float] = {}
        self.away = False
        self.lose_answers = False
        self.asked: list[tuple[str, str]] = []
        self.crowd = Crowd(self.serve, self.consult)
        self.start = self.crowd.now
        self.link = Link(
            # A loaded machine is slow now and then; what is claimed of the 50 ms has tests of
            # its own.
            FleetConfig(url=url, prefix=f"esologs-test:{uuid.uuid4().hex}:", timeout=5.0),
            "tests",
            lost=lambda error: None,
            back=lambda after: None,
        )

    def worker(
        self,
        name: str,
        *,
        config: PointsConfig | None = None,
        draw: float = 0.0,
        timeout: float | None = None,
        active_for: float = 120.0,
        policies: tuple[Policy, ...] = (),
    ) -> Worker:
        seen = list[events.Event]()
        gate = FleetPoints(
            config or PointsConfig(reserve=0.0, first_cost=10.0),
            lease=35.0,
            active_for=active_for,
            hooks=events.Hooks([seen.append]),
            clock=self.crowd.clock,
            rng=lambda: draw,
        )
        pipeline = compose([Deadline(timeout, self.crowd.clock), gate, *policies], attempt)
        return Worker(name, gate, pipeline, seen)

    def call(self, worker: Worker, *, name: str = GET, **options: Any) -> Caller:
        """Let one call of a worker begin."""
        operation: Operation[Any] = Operation(name, "", "", "")
        call = Call(operation, {}, a_call(**options).options, "", {"worker": worker.name})
        call.attempts = 1
        self.called = call
        return self.crowd.start(self._of(worker, worker.pipeline(call)))

    def ask(self, worker: Worker, **options: Any) -> Caller:
        """Make one call and let it end, and nothing after it."""
        caller = self.call(worker, **options)
        while not caller.is_over and self.crowd.step():
            pass
        return caller

    def asks(self, worker: Worker, times: int, **options: Any) -> list[Caller]:
        return [self.ask(worker, **options) for _ in range(times)]

    def now(self) -> Points:
        """What the account has, as the server will say it when the exchange ends."""
        gone = self.crowd.now + self.takes - self.start
        return Points(self.limit, self.spent, math.ceil(self.resets_in - gone))

    def serve(self, effect: Send) -> tuple[float, Any]:
        if self.answers:
            answer = self.answers.pop(0)
            return self.takes, answer() if callable(answer) else answer
        gone = self.crowd.now - self.start
        if gone >= self.resets_in:
            self.start, self.resets_in, self.spent = self.start + self.resets_in, 3600.0, 0.0
            self.by_worker.clear()
        self.spent += self.cost
        name = effect.request.headers["worker"]
        self.by_worker[name] = self.by_worker.get(name, 0.0) + self.cost
        return self.takes, self.now()

    def consult(self, effect: Consult) -> list[bytes] | None:
        """Run a step at the moment of the test; nothing if the fleet is out of reach."""
        if self.away:
            return None
        words = (effect.words[0], repr(self.crowd.now), *effect.words[2:])
        answer = self.link.perform(Consult(effect.script, words, effect.key))
        assert answer is not None, "the Redis of the tests does not answer"
        return None if effect.posted or self.lose_answers else answer

    def redis(self, command: str, key: str, *words: str) -> Any:
        """Ask Redis itself about one of the fleet's keys."""
        client, space = vars(self.link)["_client"], vars(self.link)["_space"]
        return client.execute_command(command, f"{space}{key}", *words)

    def book(self, name: str) -> float:
        """Return a number of the fleet's books."""
        return float(self.redis("HGET", "books", name))

    def _of(self, worker: Worker, flow: Flow[Reply]) -> Flow[Reply]:
        """Let *flow* pass, but for steps while its worker alone is away."""
        outcome: Any = None
        failed: BaseException | None = None
        while True:
            try:
                effect = flow.send(outcome) if failed is None else flow.throw(failed)
            except StopIteration as done:
                reply: Reply = done.value
                return reply
            outcome, failed = None, None
            if isinstance(effect, Consult):
                self.asked.append((worker.name, effect.words[0]))
                if worker.away:
                    continue
            try:
                outcome = yield effect
            except BaseException as error:  # noqa: BLE001 - handed through
                failed = error

    def close(self) -> None:
        self.link.close()
