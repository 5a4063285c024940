"""Neighbours in the pipeline: what each pair of policies promises only together."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from esologs._wire import Attempt
from esologs.auth.authorize import Authorize
from esologs.config import (
    AttemptConfig,
    BreakerConfig,
    LimitsConfig,
    PointsConfig,
    RetryBudgetConfig,
    RetryConfig,
    SlotsConfig,
)
from esologs.errors import (
    AuthenticationError,
    CircuitOpenError,
    RateLimitError,
    ServerError,
    SlotsFullError,
)
from esologs.resilience import events, pipeline
from tests.crowd import NEVER, Caller, Crowd
from tests.stopped import a_call, an_answer

if TYPE_CHECKING:
    from esologs._call import HttpResponse
    from esologs.resilience._flow import Flow, Send

UP = an_answer()
DOWN = an_answer(503, b"<html>")


def told(spent: float, resets_in: int = 1800) -> HttpResponse:
    """Return an answer that tells the account's points, of which there are a thousand."""
    points = {"limitPerHour": 1000, "pointsSpentThisHour": spent, "pointsResetIn": resets_in}
    return an_answer(200, json.dumps({"data": {"x": 1, "_points": points}}).encode())


class Renewable:
    """A token source whose every token can be replaced by another."""

    def token(self) -> Flow[str]:
        yield from ()
        return "first"

    def replacement(self, refused: str) -> Flow[str | None]:
        yield from ()
        return "second"


class House:
    """The real pipeline over a wire that the test scripts; each exchange takes a second."""

    def __init__(
        self,
        *,
        timeout: float | None = 60.0,
        retry: RetryConfig | None = None,
        breaker: BreakerConfig | None = None,
        points: PointsConfig | None = None,
        slots: int | None = None,
        queue: int = 200,
        token: bool = False,
        draw: float = 0.0,
    ) -> None:
        self.takes = 1.0
        self.answers: list[Any] = []
        self.default: Any = UP
        self.seen: list[events.Event] = []
        self.tokens: list[str | None] = []
        self.crowd = Crowd(self._serve)
        self.start = self.crowd.now
        hooks, clock = events.Hooks([self.seen.append]), self.crowd.clock
        attempts = AttemptConfig()
        self.pipeline = pipeline.build(
            timeout=timeout,
            retry=retry,
            breaker=breaker,
            points=points,
            slots=None if slots is None else SlotsConfig(queue=queue),
            limits=LimitsConfig(max_connections=slots or 1),
            attempts=attempts,
            cache=None,
            coalesce=False,
            authorize=Authorize(Renewable() if token else None),
            attempt=Attempt(attempts, hooks, clock, clock),
            renew=lambda _, reply: reply,
            hooks=hooks,
            clock=clock,
            rng=lambda: draw,
        )

    def _serve(self, effect: Send) -> tuple[float, Any]:
        self.tokens.append(effect.request.headers.get("authorization"))
        return self.takes, self.answers.pop(0) if self.answers else self.default

    def call(self, **options: Any) -> Caller:
        return self.crowd.start(self.pipeline(a_call(**options)))

    def ask(self, **options: Any) -> Caller:
        """Make one call and let everything end."""
        caller = self.call(**options)
        self.crowd.run()
        return caller

    @property
    def circuit(self) -> str:
        """The state of the breaker."""
        return "none" if self.pipeline.breaker is None else self.pipeline.breaker.state

    @property
    def sent(self) -> int:
        return len(self.crowd.sent)

    def events(self, kind: type[events.Event]) -> list[Any]:
        return [event for event in [*self.seen, *self.crowd.announced] if isinstance(event, kind)]


# --- deadline and retry --------------------------------------------------------------------------


def test_a_last_attempt_that_may_not_start_leaves_the_failure_that_was() -> None:
    """The deadline passes while the second attempt waits for a slot: the caller gets the 503."""
    house = House(timeout=5.0, retry=RetryConfig(), slots=1)
    house.answers = [DOWN]
    caller = house.call()
    house.crowd.run(0.5)
    house.takes = NEVER
    house.call(timeout=None)  # takes the slot as soon as it is free, for good
    house.crowd.run()

    assert isinstance(caller.error, ServerError)
    assert (caller.error.attempts, caller.error.stopped) == (1, "deadline")


# --- retry and breaker ---------------------------------------------------------------------------


def test_every_attempt_reports_to_the_breaker() -> None:
    """Four failing calls with three attempts each are twelve outcomes, not four."""
    twelve = BreakerConfig(min_attempts=12, window=1000.0)
    house = House(retry=RetryConfig(max_retries=2, budget=None), breaker=twelve)
    house.default = DOWN
    states: list[str] = []
    for _ in range(4):
        house.ask()
        states.append(house.circuit)

    assert (house.sent, states) == (12, ["closed", "closed", "closed", "open"])


def test_an_open_circuit_is_no_attempt_and_is_not_retried() -> None:
    """Nothing is sent, nothing waited for, and the call counts no attempt."""
    house = House(retry=RetryConfig(budget=None), breaker=BreakerConfig())
    house.default = DOWN
    for _ in range(5):
        house.ask()
    sent, slept, now = house.sent, len(house.crowd.waits), house.crowd.now

    refused = house.ask()

    assert isinstance(refused.error, CircuitOpenError)
    assert (house.sent, len(house.crowd.waits), refused.ended_at) == (sent, slept, now)


def test_no_wait_begins_that_would_end_at_an_open_circuit() -> None:
    """The tenth failure opens it: that call ends at once, and says why."""
    house = House(retry=RetryConfig(max_retries=3, budget=None), breaker=BreakerConfig())
    house.default = DOWN
    callers = [house.ask() for _ in range(3)]
    last = callers[-1].error

    assert isinstance(last, ServerError)
    assert (house.sent, last.attempts, last.stopped) == (10, 2, "breaker")
    assert len(house.crowd.waits) == 3 + 3 + 1  # none after the tenth attempt
    assert "the circuit is open" in str(last)


def test_a_retry_that_meets_an_open_circuit_leaves_the_failure_that_was() -> None:
    """The server says to wait eight seconds; meanwhile others open the circuit."""
    house = House(retry=RetryConfig(max_retries=1), breaker=BreakerConfig(open_for=12.0))
    house.takes = 0.0
    house.answers = [an_answer(503, b"", retry_after="8")]
    waiting = house.call()
    house.crowd.run(1.0)
    house.default = DOWN
    for _ in range(10):
        house.call(retry=None)
        house.crowd.run(0.0)
    house.crowd.run()

    assert isinstance(waiting.error, ServerError)
    assert (waiting.error.attempts, waiting.error.stopped) == (1, "breaker")


def test_what_a_refused_retry_paid_is_given_back() -> None:
    """Half a second of backoff, and then the only slot is taken: the budget is full again."""
    spare = RetryBudgetConfig(per_second=0.0)
    house = House(retry=RetryConfig(max_retries=1, budget=spare), slots=1, queue=0, draw=1.0)
    house.answers = [DOWN]
    failing = house.call()
    house.crowd.run(1.2)
    house.takes = NEVER
    house.call(retry=None, timeout=None)
    house.crowd.run()

    assert isinstance(failing.error, ServerError)
    assert (failing.error.attempts, failing.error.stopped) == (1, "slots")
    assert house.pipeline.budget is not None
    assert house.pipeline.budget.tokens == 100.0


# --- retry and points ----------------------------------------------------------------------------


def test_a_429_is_waited_out_once() -> None:
    """Retry waits the seven seconds, the gate adds nothing, the breaker counts a success."""
    house = House(retry=RetryConfig(), breaker=BreakerConfig(), points=PointsConfig())
    house.answers = [an_answer(429, b"{}", retry_after="7")]

    caller = house.ask()

    assert (caller.error, house.crowd.waits) == (None, [7.0])
    assert [moment - house.start for moment in house.crowd.sent] == [0.0, 8.0]


def test_a_wait_that_only_the_gate_knows_is_told_to_retry() -> None:
    """No `Retry-After`, points gone: not a minute but the hour's end, refused at once."""
    house = House(retry=RetryConfig(), points=PointsConfig(first_cost=0.1))
    house.answers = [told(999.5), an_answer(429, b"{}")]
    house.ask()

    caller = house.ask(priority="interactive")

    assert isinstance(caller.error, RateLimitError)
    assert (caller.error.retry_after, caller.error.stopped) == (1800.0, "retry-after")
    assert house.crowd.waits == []


def test_a_retry_pays_points_too() -> None:
    """The first attempt failed; for the second one the points are gone: the 503 is what is told."""
    house = House(retry=RetryConfig(), points=PointsConfig(), draw=1.0)
    house.answers = [DOWN, told(999.0)]
    failing = house.call()
    house.crowd.run(0.1)
    house.call()
    house.crowd.run()

    assert isinstance(failing.error, ServerError)
    assert (failing.error.attempts, failing.error.stopped) == (1, "points")
    assert house.sent == 2


# --- retry and slots -----------------------------------------------------------------------------


def test_no_slot_is_held_during_a_backoff() -> None:
    """While the first call waits eight seconds, the second one uses the only slot."""
    house = House(retry=RetryConfig(), slots=1)
    house.answers = [an_answer(503, b"", retry_after="8")]
    first, second = house.call(), house.call()
    house.crowd.run()

    assert (first.error, second.error) == (None, None)
    assert [moment - house.start for moment in house.crowd.sent] == [0.0, 1.0, 9.0]


# --- breaker and points --------------------------------------------------------------------------


def test_an_open_circuit_spends_no_points() -> None:
    """Fifty refused calls: the gate has not heard of them."""
    house = House(breaker=BreakerConfig(), points=PointsConfig())
    house.answers = [told(500.0)]
    house.ask()
    house.default = DOWN
    for _ in range(10):
        house.ask()
    assert house.pipeline.points is not None
    before = house.pipeline.points.left

    refused = [house.ask().error for _ in range(50)]

    assert all(isinstance(error, CircuitOpenError) for error in refused)
    assert house.pipeline.points.left == before == 500.0


def test_an_open_circuit_is_not_waited_for_behind_a_pause() -> None:
    """All calls are paused, and the circuit is open: the refusal comes at once, and is its own."""
    house = House(breaker=BreakerConfig(open_for=12.0), points=PointsConfig())
    house.answers = [an_answer(429, b"{}", retry_after="10"), *[DOWN] * 12]
    for _ in range(13):
        house.call()
    house.crowd.run(1.0)

    refused = house.call()

    assert isinstance(refused.error, CircuitOpenError)
    assert house.crowd.waits == []


def test_429s_do_not_open_the_circuit_and_close_it() -> None:
    """Whoever limits is up: twenty leave it closed, and one that a probe brings closes it."""
    house = House(breaker=BreakerConfig(), points=PointsConfig())
    house.default = an_answer(429, b"{}", retry_after="0")
    for _ in range(20):
        house.ask()
    after_429s = house.circuit
    house.default = DOWN
    for _ in range(100):
        house.ask()
    opened = house.circuit
    house.crowd.run(15.0)
    house.default = an_answer(429, b"{}", retry_after="0")
    house.ask()

    assert (after_429s, opened, house.circuit) == ("closed", "open", "closed")


def test_a_probe_that_has_to_wait_for_points_holds_no_lease() -> None:
    """All calls are paused for five seconds when the circuit is to be probed: one probes then."""
    house = House(breaker=BreakerConfig(), points=PointsConfig())
    house.answers = [*[DOWN] * 9, an_answer(429, b"{}", retry_after="5"), DOWN, DOWN, DOWN]
    house.takes = 1.0
    for _ in range(13):
        house.call()
    house.crowd.run(1.0)  # thirteen at once: nine failures, a 429, three more failures
    assert house.circuit == "open"
    house.crowd.run(2.0)
    before = house.sent
    callers = [house.call() for _ in range(50)]
    house.crowd.run(1.0)
    during = house.sent - before
    house.crowd.run()

    answered = [caller for caller in callers if caller.error is None]
    assert (during, house.sent - before, len(answered)) == (0, 1, 1)
    assert house.circuit == "closed"


# --- breaker and slots ---------------------------------------------------------------------------


def test_a_queue_does_not_march_into_an_outage() -> None:
    """Ten on the wire fail; the ninety behind them were let in before, and are refused now."""
    house = House(breaker=BreakerConfig(), slots=10)
    house.default = DOWN
    callers = [house.call() for _ in range(100)]
    house.crowd.run(1.0)

    assert house.sent == 10
    assert sum(isinstance(caller.error, CircuitOpenError) for caller in callers) == 90
    assert house.pipeline.slots is not None
    assert (house.pipeline.slots.in_use, house.pipeline.slots.waiting) == (0, 0)


def test_a_full_queue_opens_no_circuit() -> None:
    """A hundred calls too many say nothing of the server."""
    house = House(breaker=BreakerConfig(), slots=1, queue=0)
    errors = [house.call().error for _ in range(101)]
    house.crowd.run()

    assert sum(isinstance(error, SlotsFullError) for error in errors) == 100
    assert house.circuit == "closed"


# --- points and slots ----------------------------------------------------------------------------


def test_no_slot_is_held_while_a_call_waits_for_points() -> None:
    """It waits a minute for the next hour; another one that may spend uses the only slot."""
    house = House(timeout=100.0, points=PointsConfig(), slots=1)
    house.answers = [told(955.0, 59), told(957.0, 58)]
    house.ask()
    waiting = house.call()
    urgent = house.call(priority="interactive")
    house.crowd.run(2.0)

    assert (waiting.is_over, urgent.error, urgent.is_over) == (False, None, True)
    house.crowd.run()
    assert waiting.error is None


def test_a_full_queue_reserves_no_points() -> None:
    """Who is refused for want of a slot gives back what the gate had set aside."""
    house = House(points=PointsConfig(), slots=1, queue=0)
    house.answers = [told(990.0)]
    house.ask()
    house.takes = 5.0
    house.call(priority="interactive")
    for _ in range(50):
        assert isinstance(house.call(priority="interactive").error, SlotsFullError)
    house.crowd.run()

    house.takes = 1.0
    assert house.ask(priority="interactive").error is None


# --- slots and authorize -------------------------------------------------------------------------


def test_a_replay_after_a_401_keeps_its_slot_and_is_one_outcome() -> None:
    """Two requests, one slot, and for the breaker one answer: whoever says 401 is up."""
    house = House(breaker=BreakerConfig(min_attempts=1), slots=1, token=True)
    house.default = an_answer(401, b'{"error":"Unauthenticated."}')

    callers = [house.call(), house.call()]
    house.crowd.run()

    assert house.tokens == ["Bearer first", "Bearer second"] * 2
    assert all(isinstance(caller.error, AuthenticationError) for caller in callers)
    assert house.circuit == "closed"


# --- all of them ---------------------------------------------------------------------------------


def test_each_policy_can_be_left_out() -> None:
    """`None` is off: the pipeline holds no such policy, and calls go through."""
    house = House()

    assert house.ask().error is None
    assert (house.pipeline.breaker, house.pipeline.points, house.pipeline.slots) == (
        None, None, None,
    )  # fmt: skip


@pytest.mark.parametrize("moment", [0.0, 0.5, 1.0, 2.0, 8.2, 20.0])
def test_cancelled_callers_leave_nothing_behind(moment: float) -> None:
    """Sixty calls in every state there is, all cancelled: no slot, no points, no lease is lost."""
    house = House(
        timeout=None,
        retry=RetryConfig(max_retries=1, budget=None),
        breaker=BreakerConfig(),
        points=PointsConfig(),
        slots=3,
        draw=0.5,
    )
    house.answers = [
        told(900.0, 59), DOWN, an_answer(429, b"{}", retry_after="5"), *[DOWN] * 8, told(902.0, 50),
    ]  # fmt: skip
    callers = [house.call(priority="interactive") for _ in range(60)]
    house.crowd.run(moment)
    for caller in callers:
        if not caller.is_over:
            house.crowd.cancel(caller)
    house.crowd.run(3700.0)

    assert house.pipeline.slots is not None
    assert (house.pipeline.slots.in_use, house.pipeline.slots.waiting) == (0, 0)
    assert house.pipeline.points is not None
    house.answers = [told(2.0, 3000)] * 2
    assert house.ask().error is None
    assert house.circuit == "closed"
    house.answers = [told(998.0, 2990), told(1000.0, 2989)]
    assert house.ask(priority="interactive").error is None
    # Two points are left and two are needed: any that were never given back would show.
    assert house.ask(priority="interactive").error is None


# --- after a fork --------------------------------------------------------------------------------


def test_a_child_does_not_wait_for_its_parents_calls() -> None:
    """Slots, points and probe that calls of the parent hold are free; what is known stays known."""
    house = House(timeout=None, breaker=BreakerConfig(), points=PointsConfig(), slots=2)
    house.answers = [told(994.0), *[DOWN] * 10]
    house.ask()
    for _ in range(10):
        house.ask(priority="interactive")
    house.crowd.run(2.0)
    house.takes = NEVER
    probe = house.call(priority="interactive")

    house.pipeline.after_fork()

    house.takes = 1.0
    house.default = told(998.0)
    child = house.call(priority="interactive")
    house.crowd.cancel(probe)  # as when the child's copy of the parent's call is collected
    house.crowd.run()
    assert (child.error, house.circuit) == (None, "closed")
    assert house.pipeline.slots is not None
    assert (house.pipeline.slots.in_use, house.pipeline.slots.waiting) == (0, 0)
    assert house.pipeline.points is not None
    assert house.pipeline.points.left == 2.0


FORKS = """
import os, sys
from esologs.config import *
from esologs.resilience import pipeline
from esologs.resilience.events import Hooks
from tests.stopped import a_call, an_answer
from esologs._call import Bound, HttpRequest, Reply, Timeouts
from esologs.resilience._flow import run, send

def attempt(call):
    return Reply((yield from send(HttpRequest("POST", "x", {}), Timeouts(None, None, None), 1)))

made = pipeline.build(
    timeout=5.0, retry=RetryConfig(), breaker=BreakerConfig(), points=PointsConfig(),
    slots=SlotsConfig(), limits=LimitsConfig(max_connections=1), attempts=AttemptConfig(),
    cache=None, coalesce=True, authorize=lambda call, proceed: proceed(call), attempt=attempt,
    renew=lambda call, reply: reply, hooks=Hooks(), clock=lambda: 1000.0, rng=lambda: 0.0,
)

def flight(call):
    return next(made.coalesce(call, attempt)).start()

boundless, hasty = a_call(), a_call()
hasty.bound = Bound(1001.0, 1.0)
flown = flight(boundless)
next(flown)
under_way = made.slots(a_call(), attempt)
next(under_way)
policies = [made.coalesce, made.slots, made.breaker, made.points._gate, made.budget]
locks = [policy._lock for policy in policies]
for lock in locks:  # as a thread of the parent might, at that very moment
    lock.acquire()
if os.fork() == 0:
    free = made.slots.in_use == 0 and next(flight(hasty)).timeouts.total == 1.0
    run(made.slots(a_call(), attempt), lambda effect: an_answer())
    run(made.breaker(a_call(), attempt), lambda effect: an_answer())
    run(made.points(a_call(), attempt), lambda effect: an_answer())
    os._exit(0 if free and made.budget.tokens == 100.0 else 3)
for lock in locks:
    lock.release()
print(os.waitstatus_to_exitcode(os.wait()[1]), made.slots.in_use)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_real_fork_frees_slots_flights_and_locks() -> None:
    """Even where a thread of the parent held a lock; in the parent nothing changes.

    Nor does a flight of the parent, which never lands in the child, lend it its time.
    """
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", FORKS],
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
        cwd=Path(__file__).parents[2],
    )

    assert (ran.stdout.split(), ran.stderr) == (["0", "1"], "")
