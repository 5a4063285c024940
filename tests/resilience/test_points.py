"""Points: what is left is shared out by the server's own number, and a 429 holds everybody back."""

from __future__ import annotations

import math
import random
import threading
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esologs._call import Call, HttpRequest, Points, Reply, Timeouts
from esologs._operation import Operation
from esologs._options import RequestOptions
from esologs.config import PointsConfig, SlotsConfig
from esologs.errors import (
    ApiError,
    ConnectFailedError,
    GraphQLError,
    NotFoundError,
    PausedError,
    PointsExhaustedError,
    RateLimitError,
    RequestTimeoutError,
    ServerError,
)
from esologs.resilience import events
from esologs.resilience._flow import Flow, Policy, compose, send, sleep
from esologs.resilience.classify import classify
from esologs.resilience.costs import Costs
from esologs.resilience.deadline import Deadline
from esologs.resilience.ledger import Ledger, Rise
from esologs.resilience.points import PointsGate
from esologs.resilience.slots import Slots
from tests.crowd import Caller, Crowd
from tests.stopped import OPERATION, a_call, an_answer

if TYPE_CHECKING:
    from collections.abc import Callable

REQUEST = HttpRequest("POST", "https://api.invalid", {})


def attempt(call: Call) -> Flow[Reply]:
    """Send once; the crowd's server answers with the account's points, or with none."""
    request = HttpRequest("POST", call.operation.name, {})
    points: Points | None = yield from send_points(request)
    return Reply(an_answer(), None, points)


def send_points(request: HttpRequest) -> Flow[Any]:
    return (yield from send(request, Timeouts(None, None, None), 1))


def limited(retry_after: float = 60.0, *, guessed: bool = False) -> RateLimitError:
    error = RateLimitError("HTTP 429", status_code=429)
    error.retry_after, error.guessed = retry_after, guessed
    return error


class Account:
    """A server with one account: each exchange takes a second and costs *cost*."""

    def __init__(
        self,
        config: PointsConfig | None = None,
        *,
        rng: Callable[[], float] = lambda: 0.0,
        slots: int | None = None,
        timeout: float | None = None,
    ) -> None:
        self.limit, self.spent, self.cost, self.resets_in = 1000, 0.0, 2.0, 1800.0
        self.takes = 1.0
        self.answers: list[Any] = []
        self.seen: list[events.Event] = []
        self.crowd = Crowd(self.serve)
        self.start = self.crowd.now
        self.gate = PointsGate(
            config or PointsConfig(),
            hooks=events.Hooks([self.seen.append]),
            clock=self.crowd.clock,
            rng=rng,
        )
        self.slots = None if slots is None else Slots(slots, SlotsConfig())
        policies: list[Policy] = [Deadline(timeout, self.crowd.clock), self.gate]
        if self.slots is not None:
            policies.append(self.slots)
        self.pipeline = compose(policies, attempt)

    def now(self) -> Points:
        """What the account has, as the server will say it when the exchange ends."""
        left = max(0.0, self.resets_in - (self.crowd.now + self.takes - self.start))
        return Points(self.limit, self.spent, math.ceil(left))

    def serve(self, _: Any) -> tuple[float, Any]:
        if self.answers:
            return self.takes, self.answers.pop(0)
        self.spent += self.cost
        return self.takes, self.now()

    def call(self, *, attempts: int = 1, name: str = "getThing", **options: Any) -> Caller:
        operation: Operation[Any] = OPERATION if name == "getThing" else Operation(name, "", "", "")
        call = Call(operation, {}, a_call(**options).options, "", {}, attempts=attempts)
        caller = self.crowd.start(self.pipeline(call))
        self.called = call
        return caller

    def ask(self, **options: Any) -> Caller:
        """Make one call and let it end."""
        caller = self.call(**options)
        self.crowd.run()
        return caller

    @property
    def waited(self) -> list[float]:
        return self.crowd.waits


# --- what is known -------------------------------------------------------------------------------


def test_before_the_first_answer_every_call_passes() -> None:
    """Nothing is assumed of an account that has not been seen."""
    account = Account()
    for _ in range(50):
        account.call()

    assert (len(account.crowd.sent), account.gate.left) == (50, math.inf)


def test_the_servers_number_is_believed_whoever_spent_the_points() -> None:
    """Another program on the same key has used 900 of them."""
    account = Account()
    account.ask()
    mine = account.gate.left
    account.spent += 900
    account.ask()

    assert (mine, account.gate.left) == (998.0, 96.0)


@pytest.mark.parametrize("limit", [3600, 9000, 18000])
def test_the_limit_is_read_never_assumed(limit: int) -> None:
    """Every account has its own; one that is raised in mid-hour is used at once."""
    account = Account()
    account.ask()
    account.limit = limit
    account.ask()

    assert account.gate.left == limit - 4.0


def test_answers_that_overtake_each_other_raise_no_points_from_the_dead() -> None:
    """Within an hour the highest count holds."""
    account = Account()
    account.answers = [Points(1000, 500.0, 1800), Points(1000, 300.0, 1799)]
    account.ask()
    account.ask()

    assert account.gate.left == 500.0


def test_a_straggler_of_the_last_hour_is_dropped() -> None:
    """It says 999 of 1,000 spent, one second before the end of an hour that is over."""
    account = Account()
    account.answers = [Points(1000, 10.0, 3599), Points(1000, 999.0, 1)]
    account.ask()
    account.ask()

    assert account.gate.left == 990.0


def test_a_new_hour_begins_by_the_servers_answer_or_by_itself() -> None:
    """An answer of the new hour replaces the count; without one, time does."""
    account = Account()
    account.answers = [Points(1000, 900.0, 100), Points(1000, 3.0, 3590)]
    account.ask()
    account.crowd.run(50.0)
    account.call()
    account.crowd.run(10.0)
    by_answer = account.gate.left
    account.crowd.run(3600.0)

    assert (by_answer, account.gate.left) == (997.0, 1000.0)


@pytest.mark.parametrize(
    "junk",
    [Points(0, 0.0, 10), Points(-1, 0.0, 10), Points(1000, math.nan, 10), Points(1000, 0.0, -5)],
    ids=repr,
)
def test_numbers_that_mean_nothing_are_not_believed(junk: Points) -> None:
    """What was known before still holds, and nobody is locked out."""
    account = Account()
    account.ask()
    account.answers = [junk]
    account.ask()

    assert account.gate.left == 998.0
    assert account.ask().error is None


def test_an_answer_without_a_number_counts_by_estimate_until_the_next_one() -> None:
    """A query of the user's own does not tell the points; the next generated one does."""
    account = Account()
    account.ask()
    account.answers = [None]
    account.ask(name="graphql")
    by_estimate = account.gate.left
    account.spent += 7.0
    account.ask()

    assert (by_estimate, account.gate.left) == (996.0, 989.0)


@pytest.mark.parametrize(
    ("error", "costs"),
    [
        (GraphQLError("field errors"), True),
        (RequestTimeoutError("late", timeout=30.0), True),
        (RequestTimeoutError("late", timeout=10.0, phase="connect"), False),
        (ConnectFailedError("refused"), False),
        (ServerError("HTTP 503", status_code=503), False),
        (limited(0.0), False),
    ],
    ids=repr,
)
def test_a_failure_costs_only_if_the_server_may_have_worked(
    error: ApiError, *, costs: bool
) -> None:
    """An outage does not eat the points by mere reckoning."""
    account = Account()
    account.ask()
    account.answers = [error]
    account.ask()

    assert account.gate.left == (996.0 if costs else 998.0)


def test_an_error_that_tells_the_points_is_an_answer_like_any_other() -> None:
    """`errors` beside `_points`: the number is used."""
    account = Account()
    refusal = NotFoundError("This report does not exist.")
    refusal.points = Points(1000, 400.0, 1800)
    account.answers = [refusal]
    account.ask()

    assert account.gate.left == 600.0


# --- sharing out ---------------------------------------------------------------------------------


def test_what_is_on_the_wire_is_taken_off_what_is_left() -> None:
    """Three points left, two each: one goes, the others ask again once it is back."""
    account = Account()
    account.spent, account.cost = 995.0, 2.0
    account.ask()
    before = len(account.crowd.sent)

    for _ in range(3):
        account.call(priority="interactive")

    assert len(account.crowd.sent) - before == 1
    announced = account.crowd.announced
    assert [event.reason for event in announced if isinstance(event, events.CallPaused)] == [
        "settling", "settling",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("priority", "left", "passes"),
    [
        ("interactive", 2.0, True),
        ("interactive", 1.0, False),
        (None, 50.5, True),
        (None, 50.0, False),
        ("background", 200.5, True),
        ("background", 200.0, False),
    ],
)
def test_who_may_still_spend(priority: Any, left: float, *, passes: bool) -> None:
    """Interactive calls may use all of it, others leave a twentieth, background work a fifth."""
    account = Account(timeout=60.0)
    account.spent = 1000.0 - left - 2.0
    account.ask()
    options = {} if priority is None else {"priority": priority}

    caller = account.call(**options)

    assert (len(account.crowd.sent) == 2) is passes
    assert isinstance(caller.error, PointsExhaustedError) is not passes


def test_retries_pay_as_well() -> None:
    """The second attempt of a call is refused like the first one of another."""
    account = Account(timeout=60.0)
    account.spent = 960.0
    account.ask()

    caller = account.call(attempts=2)

    assert isinstance(caller.error, PointsExhaustedError)


def test_a_call_waits_for_the_next_hour_when_it_may() -> None:
    """Until a second after the end that the server named: its seconds are rounded."""
    account = Account()
    account.spent, account.resets_in = 998.0, 100.0
    account.ask()
    account.answers = [Points(1000, 2.0, 3598)]

    caller = account.ask()

    assert caller.error is None
    assert account.waited == [100.0]  # 99 seconds are left of it, and one for the rounding
    [event] = [event for event in account.crowd.announced if isinstance(event, events.CallPaused)]
    assert (event.reason, event.wait) == ("points", 100.0)


def test_a_call_that_may_not_wait_so_long_is_refused_at_once() -> None:
    """The error has the numbers; nothing was sent, nothing waited for."""
    account = Account(timeout=60.0)
    account.spent = 958.0
    account.ask()

    error = account.call().error

    assert isinstance(error, PointsExhaustedError)
    assert (account.waited, len(account.crowd.sent)) == ([], 1)
    assert (error.needed, error.left, error.resets_in, error.retry_after) == (
        2.0, 40.0, 1800.0, 1800.0,
    )  # fmt: skip
    for words in ("40 points are left", "5% of them", "1800 s"):
        assert words in str(error)
    verdict = classify(error)
    assert (verdict.stale_ok, verdict.rate_limit, verdict.breaker) == (True, True, "nothing")


def test_max_wait_bounds_the_wait_of_a_call_without_a_deadline() -> None:
    """`PointsConfig(max_wait=60)`."""
    account = Account(PointsConfig(max_wait=60.0))
    account.spent = 998.0
    account.ask()

    assert isinstance(account.call().error, PointsExhaustedError)
    assert account.waited == []


def test_the_gate_is_asked_again_after_each_wait() -> None:
    """The new hour came, but others were faster: it waits for the one after."""
    draws = iter([0.0, 0.0, 1.0])
    account = Account(rng=lambda: next(draws))
    account.spent, account.resets_in = 998.0, 100.0
    account.ask()
    fast, slow = account.call(), account.call()
    account.answers = [Points(1000, 999.0, 3599)]
    account.crowd.run(200.0)
    over = fast.is_over, slow.is_over
    account.crowd.run(3600.0)

    assert over == (True, False)
    assert slow.error is None


@pytest.mark.parametrize("draw", [0.0, 0.5, 1.0])
def test_wakeups_are_spread_after_the_moment_never_before(draw: float) -> None:
    """A tenth of the wait, five seconds at most."""
    account = Account(rng=lambda: draw)
    account.spent, account.resets_in = 998.0, 1000.0
    account.ask()
    account.call()
    account.crowd.run(500.0)
    account.call()

    assert account.waited == [1000.0 + 5.0 * draw, 500.0 + 5.0 * draw]


def test_the_spreading_gives_way_to_the_deadline() -> None:
    """The wait itself fits, five seconds more do not: it waits exactly."""
    account = Account(rng=lambda: 1.0, timeout=101.5)
    account.spent, account.resets_in = 998.0, 100.0
    account.ask()
    caller = account.ask()

    assert (caller.error, account.waited) == (None, [100.0])


# --- what a call costs ---------------------------------------------------------------------------


def test_a_call_that_is_alone_knows_what_it_cost() -> None:
    """By how much the count rose since the answer before, all its attempts together."""
    account = Account()
    account.ask()
    first = account.called.points_cost
    account.cost = 7.5
    account.ask()
    alone = account.called.points_cost

    assert (first, alone) == (None, 7.5)


def test_attempts_add_up() -> None:
    """A cold cache's nulls cost as well, and so do an attempt's that told no number."""
    account = Account()
    account.ask()
    call = Call(OPERATION, {}, RequestOptions(), "", {}, attempts=1)
    run_through(account, call)
    call.attempts = 2
    account.answers = [RequestTimeoutError("late", timeout=30.0)]
    account.spent += 2.0
    run_through(account, call)
    call.attempts = 3
    run_through(account, call)

    assert call.points_cost is None  # the timeout may have cost or not
    call = Call(OPERATION, {}, RequestOptions(), "", {}, attempts=1)
    run_through(account, call)
    call.attempts = 2
    run_through(account, call)
    assert call.points_cost == 4.0


def run_through(account: Account, call: Call) -> None:
    account.crowd.start(account.pipeline(call))
    account.crowd.run()


def test_among_others_a_call_does_not_know_its_cost() -> None:
    """Two at once, a query without a number in between, a minute of silence: `None`."""
    account = Account()
    account.ask()
    account.call()
    one = account.called
    account.call()
    other = account.called
    account.crowd.run()
    account.ask()
    account.answers = [None]
    account.ask()
    raw = account.called
    account.ask()
    after_raw = account.called
    account.crowd.run(61.0)
    account.ask()
    after_silence = account.called

    costs = [call.points_cost for call in (one, other, raw, after_raw, after_silence)]
    assert costs == [None] * 5


def test_costs_are_learned() -> None:
    """From a small guess to what the answers show; another's burst on the key is damped."""
    costs = Costs(2.0)
    for _ in range(20):
        costs.learn("getReport", Rise(10.0, alone=True))
    learned = costs.expected("getReport")
    costs.learn("getReport", Rise(900.0, alone=True))

    assert learned == pytest.approx(10.0, abs=0.1)
    assert costs.expected("getReport") < 2.5 * learned
    assert costs.expected("getGuild") == 2.0


def test_what_was_learned_is_what_is_asked_for() -> None:
    """Operations of eight points each: with nine left one goes, with one left none does."""
    account = Account(timeout=60.0)
    account.cost = 8.0
    account.spent = 1000.0 - 9.0 - 30 * account.cost
    for _ in range(31):
        assert account.ask(priority="interactive").error is None

    error = account.ask(priority="interactive").error

    assert isinstance(error, PointsExhaustedError)
    assert error.left == 1.0
    assert error.needed == pytest.approx(8.0, abs=1.0)


def test_invented_operation_names_do_not_fill_the_memory() -> None:
    """The oldest is forgotten."""
    costs = Costs(2.0)
    for number in range(5000):
        costs.learn(f"q{number}", Rise(10.0, alone=True))

    assert costs.expected("q4999") > 2.0
    assert costs.expected("q0") == 2.0


@given(st.lists(st.tuples(st.sampled_from(["out", "back", "number"]), st.floats(0, 100))))
def test_what_is_reserved_comes_back_to_nothing(steps: list[tuple[str, float]]) -> None:
    """Whatever the order and however the fractions round: never below zero, zero at the end."""
    ledger, out = Ledger(), list[float]()
    for step, amount in steps:
        if step == "out":
            ledger.reserve(object(), amount)
            out.append(amount)
        elif out:
            ledger.release(out.pop(0), spent=step == "back")
            if step == "number":
                ledger.read(Points(1000, amount, 100), 1.0)
        assert ledger.reserved >= 0
        assert ledger.left(1.0) >= 0
    for amount in out:
        ledger.release(amount, spent=False)

    assert ledger.reserved == 0.0


# --- after a 429 ---------------------------------------------------------------------------------


def storm(account: Account, callers: int = 50, **options: Any) -> list[Caller]:
    """One call meets the 429; a moment later fifty come."""
    account.call()
    account.crowd.run(account.takes)
    return [account.call(**options) for _ in range(callers)]


def test_a_429_holds_every_caller_back_for_as_long_as_the_server_asks() -> None:
    """Fifty callers, `Retry-After: 7`: no request for seven seconds, then all of them."""
    account = Account()
    account.answers = [limited(7.0)]
    callers = storm(account)
    paused_at = account.crowd.now
    account.crowd.run(6.9)
    during = len(account.crowd.sent) - 1
    account.crowd.run()

    assert during == 0
    assert len(account.crowd.sent) == 51
    assert min(account.crowd.sent[1:]) == paused_at + 7.0
    assert all(caller.error is None for caller in callers)


def test_after_the_pause_they_come_back_spread() -> None:
    """Each at its own draw of the seven tenths, also those who come within them."""
    draws = iter(number / 50 % 1 for number in range(1000))
    account = Account(rng=lambda: next(draws))
    account.answers = [limited(7.0)]
    storm(account)
    paused_at = account.crowd.now
    account.crowd.run(7.0)
    late = account.call()
    account.crowd.run()

    moments = sorted(moment - paused_at for moment in account.crowd.sent[1:])
    assert moments[0] >= 7.0
    assert moments[-1] <= 7.7 + 1e-9
    assert len({round(moment, 3) for moment in moments}) > 40
    assert late.error is None


def test_who_cannot_wait_for_the_end_of_the_pause_is_refused_at_once() -> None:
    """Fifty callers with a deadline of ten seconds, an hour's pause: nobody sleeps."""
    account = Account(timeout=10.0)
    account.answers = [limited(3600.0)]

    errors = [caller.error for caller in storm(account)]

    assert (account.waited, len(account.crowd.sent)) == ([], 1)
    for error in errors:
        assert isinstance(error, PausedError)
        assert not isinstance(error, PointsExhaustedError)
        assert (error.retry_after, error.guessed) == (3600.0, False)
    assert "3600.0 s" in str(errors[0])
    assert len({id(error) for error in errors}) == 50


def test_a_429_that_names_no_time_is_the_burst_limit_while_points_remain() -> None:
    """A minute for everybody, marked as a guess."""
    account = Account(timeout=10.0)
    account.ask()
    error = limited(60.0, guessed=True)
    account.answers = [error]
    [paused, *_] = storm(account)

    assert error.retry_after == 60.0
    assert isinstance(paused.error, PausedError)
    assert (paused.error.retry_after, paused.error.guessed) == (60.0, True)


def test_a_429_that_names_no_time_is_the_hours_end_when_the_points_are_gone() -> None:
    """The error is told so as well: the retry policy waits or refuses by it."""
    account = Account(PointsConfig(first_cost=0.5))
    error = limited(60.0, guessed=True)
    account.answers = [Points(1000, 999.5, 1800), error]
    account.ask()
    caller = account.ask(priority="interactive")

    assert caller.error is error
    assert error.retry_after == 1800.0
    assert "points of this hour are spent" in str(error)
    assert account.gate.paused_for == 1800.0


@pytest.mark.parametrize("asked", [math.inf, 1e12, 90_000.0])
def test_an_absurd_wait_locks_nobody_out_for_ever(asked: float) -> None:
    """After an hour one call may find out; the one that was told is refused as it is."""
    account = Account()
    error = limited(asked)
    account.answers = [error]
    account.ask()

    assert error.retry_after == asked
    assert account.gate.paused_for == 3600.0


def test_a_shorter_pause_does_not_end_a_longer_one() -> None:
    """The later 429 asks for one second, the earlier one for twenty."""
    account = Account()
    account.answers = [limited(20.0), limited(1.0)]
    account.call()
    account.call()
    account.crowd.run(1.0)

    assert account.gate.paused_for == 20.0


def test_those_who_wait_for_a_slot_are_held_back_too() -> None:
    """Two on the wire bring a 429: the forty-eight in the queue leave it and wait, slots free."""
    account = Account(slots=2)
    assert account.slots is not None
    account.answers = [limited(7.0), limited(7.0)]
    for _ in range(50):
        account.call()
    account.crowd.run(1.0)
    during = len(account.crowd.sent)
    counts = account.slots.in_use, account.slots.waiting
    account.crowd.run(6.9)
    before_the_end = len(account.crowd.sent)
    account.crowd.run()

    assert (during, before_the_end, counts) == (2, 2, (0, 0))
    assert len(account.crowd.sent) == 50
    assert (account.slots.in_use, account.slots.waiting) == (0, 0)


def test_nothing_is_reserved_for_a_call_that_waits() -> None:
    """One on the wire, three in the queue: one call's points are taken off, not four's."""
    account = Account(slots=1)
    account.spent = 993.0
    account.ask()  # five are left
    for _ in range(2):
        account.call(priority="interactive")

    assert not [event for event in account.crowd.announced if isinstance(event, events.CallPaused)]


def test_a_call_that_is_cancelled_gives_back_what_was_reserved() -> None:
    """While it waits, and while it is on the wire."""
    account = Account()
    account.spent = 994.0
    account.ask()  # four are left, two calls' worth
    for _ in range(5):
        account.crowd.cancel(account.call(priority="interactive"))

    caller = account.ask(priority="interactive")

    assert (caller.error, account.waited) == (None, [])


def test_one_pause_is_told_once() -> None:
    """Ten calls that were on the wire together bring ten 429s and one event."""
    account = Account()
    account.answers = [limited(7.0) for _ in range(10)]
    for _ in range(10):
        account.call()
    account.crowd.run(1.0)

    begun = [event for event in account.seen if isinstance(event, events.PauseStarted)]
    assert [(event.wait, event.asked, event.operation) for event in begun] == [
        (7.0, True, "getThing")
    ]


def test_no_hook_is_called_under_the_lock() -> None:
    """A hook may ask the gate itself: it would never return if the lock were held."""
    account, asked = Account(), list[float]()

    def work() -> None:
        account.answers = [limited(7.0)]
        account.gate = PointsGate(
            PointsConfig(),
            hooks=events.Hooks([lambda _: asked.append(account.gate.paused_for)]),
            clock=account.crowd.clock,
            rng=lambda: 0.0,
        )
        account.pipeline = compose([account.gate], attempt)
        account.ask()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(5)

    assert asked == [7.0]


def test_its_repr_is_what_is_left() -> None:
    """For whoever prints it."""
    account = Account()
    account.ask()

    assert repr(account.gate) == "<PointsGate 998 points left>"


# --- two hours of it -----------------------------------------------------------------------------


def two_hours(seed: int, options: RequestOptions) -> tuple[int, list[float], list[int]]:
    """Twenty workers, costs from 1 to 20, another program on the same key.

    Returns how many 429s there were, which part of each hour's points was used,
    and how many calls each worker got through.
    """
    chance = random.Random(seed)
    costs = {f"op{number}": chance.uniform(1, 20) for number in range(8)}
    limit, hours, refused = 3600, [0.0, 0.0, 0.0], 0

    def serve(effect: Any) -> tuple[float, Any]:
        nonlocal refused
        now = crowd.now - 1000.0
        hour = int(now // 3600)
        if chance.random() < 0.3:
            hours[hour] = min(limit, hours[hour] + chance.uniform(0, 20))
        if hours[hour] >= limit:
            refused += 1
            return 0.1, limited(guessed=True)
        hours[hour] += costs[effect.request.url] * chance.uniform(0.7, 1.3)
        resets_in = math.ceil(3600 - now % 3600)
        return chance.uniform(0.1, 1.0), Points(limit, round(hours[hour], 2), resets_in)

    crowd = Crowd(serve)
    gate = PointsGate(PointsConfig(), hooks=events.Hooks(), clock=crowd.clock, rng=chance.random)
    pipeline = compose([gate, Slots(10, SlotsConfig())], attempt)
    served = [0] * 20
    operations = [Operation[Any](name, "", "", "") for name in costs]

    def worker(number: int) -> Flow[None]:
        while True:
            try:
                yield from pipeline(Call(chance.choice(operations), {}, options, "", {}))
                served[number] += 1
            except RateLimitError:
                pass
            yield from sleep(chance.uniform(0, 0.2))

    for number in range(20):
        crowd.start(worker(number))
    crowd.run(2 * 3600 - 1.0)
    return refused, [used / limit for used in hours[:2]], served


@pytest.mark.parametrize("seed", range(3))
def test_the_hour_is_used_up_and_not_overdrawn(seed: int) -> None:
    """No 429 at all, at least 95 % of the points used, and nobody starves."""
    refused, used, served = two_hours(seed, RequestOptions())

    assert refused == 0
    assert min(used) >= 0.95
    assert max(served) <= 2 * min(served)


@pytest.mark.parametrize("seed", range(3))
def test_background_work_leaves_a_fifth(seed: int) -> None:
    """And uses the rest."""
    refused, used, _ = two_hours(seed, RequestOptions(priority="background"))

    assert refused == 0
    assert min(used) >= 0.78
    assert max(used) <= 0.83
