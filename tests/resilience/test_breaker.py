"""Breaker: when it opens, whom it lets through, and what it never takes for a failure."""

from __future__ import annotations

import threading
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from esologs._call import Call, HttpRequest, Reply, Timeouts
from esologs._wire import Attempt
from esologs.config import AttemptConfig, BreakerConfig
from esologs.errors import (
    AccessDeniedError,
    ApiError,
    AuthenticationError,
    CircuitOpenError,
    ColdCacheError,
    ConnectFailedError,
    DeadlineExceededError,
    ForbiddenError,
    GraphQLError,
    HttpStatusError,
    InvalidCredentialsError,
    InvalidResponseError,
    NotFoundError,
    PausedError,
    RateLimitError,
    RequestTimeoutError,
    ResponseShapeError,
    ResponseTooLargeError,
    ServerError,
    SlotsFullError,
    TokenEndpointBlockedError,
    TokenEndpointDownError,
    TransportError,
)
from esologs.resilience import events
from esologs.resilience._flow import compose, run, send, sleep
from esologs.resilience.breaker import Breaker
from esologs.resilience.circuit import Circuit, HalfOpen, Open
from esologs.resilience.classify import classify
from esologs.resilience.deadline import Deadline
from esologs.resilience.window import Window
from tests.crowd import NEVER, Crowd
from tests.stopped import World, a_call, an_answer

if TYPE_CHECKING:
    from esologs.resilience._flow import Flow, Proceed
    from esologs.resilience.classify import Mark

REQUEST = HttpRequest("POST", "https://api.invalid", {})
LEASE = 35.0
ALWAYS_TEN = BreakerConfig(connection_failures=None)


def attempt(_: Call) -> Flow[Reply]:
    """Send once, within thirty seconds."""
    return Reply((yield from send(REQUEST, Timeouts(30.0, 10.0, 30.0), 1)))


def down(status: int = 503) -> ServerError:
    return ServerError(f"HTTP {status}", status_code=status)


class Lone:
    """A breaker with a world of its own: each call takes the world's next answer."""

    def __init__(self, config: BreakerConfig = ALWAYS_TEN, draw: float = 0.0) -> None:
        self.world = World()
        self.seen: list[events.Event] = []
        self.breaker = Breaker(
            config,
            lease=LEASE,
            hooks=events.Hooks([self.seen.append]),
            clock=self.world.clock,
            rng=lambda: draw,
        )

    def call(self, answer: Any = None, attempt: Proceed = attempt) -> BaseException | Reply:
        self.world.answers = [an_answer() if answer is None else answer]
        try:
            return run(compose([self.breaker], attempt)(a_call()), self.world)
        except BaseException as error:  # noqa: BLE001 - the test's to look at
            return error

    def fail(self, times: int, error: BaseException | None = None) -> None:
        for _ in range(times):
            self.call(error or down())

    def opens(self) -> float:
        """Return for how long the circuit is open."""
        return self.breaker.refuses_for()


# --- opening -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("failures", "successes", "state"),
    [(8, 2, "open"), (10, 0, "open"), (7, 3, "closed"), (9, 0, "closed"), (16, 4, "open")],
)
def test_it_opens_at_four_fifths_of_at_least_ten_attempts(
    failures: int, successes: int, state: str
) -> None:
    """Eight of ten, not seven, and never before the tenth."""
    lone = Lone()
    for _ in range(successes):
        lone.call()
    lone.fail(failures)

    assert lone.breaker.state == state


def test_what_is_older_than_the_window_does_not_count() -> None:
    """Nine failures, ten seconds, one more: one failure of one attempt."""
    lone = Lone()
    lone.fail(9)
    lone.world.now += 10.0
    lone.fail(1)

    assert lone.breaker.state == "closed"


def test_failures_within_the_window_add_up() -> None:
    """One a second for ten seconds."""
    lone = Lone()
    for _ in range(10):
        lone.fail(1)
        lone.world.now += 1.0

    assert lone.breaker.state == "open"


def test_it_opens_on_five_connection_failures_in_a_row() -> None:
    """Ten attempts are not needed to see that nobody is there."""
    lone = Lone(BreakerConfig())
    lone.fail(4, ConnectFailedError("refused"))
    before = lone.breaker.state
    lone.fail(1, RequestTimeoutError("no connection", timeout=10.0, phase="connect"))

    assert (before, lone.breaker.state) == ("closed", "open")


def test_a_success_in_the_window_weighs_more_than_a_row_of_connection_failures() -> None:
    """Nine failures after it: still closed, until the success is out of the window."""
    lone = Lone(BreakerConfig(min_attempts=100))
    lone.call()
    lone.fail(9, ConnectFailedError("refused"))
    before = lone.breaker.state
    lone.world.now += 10.0
    lone.fail(1, ConnectFailedError("refused"))

    assert (before, lone.breaker.state) == ("closed", "open")


def test_a_503_is_no_connection_failure() -> None:
    """Somebody is there: the row begins anew."""
    lone = Lone(BreakerConfig(min_attempts=100))
    lone.fail(4, ConnectFailedError("refused"))
    lone.fail(1)
    lone.fail(4, ConnectFailedError("refused"))

    assert lone.breaker.state == "closed"


# --- what counts ---------------------------------------------------------------------------------


def early() -> RequestTimeoutError:
    error = RequestTimeoutError("late", timeout=1.0)
    error.early = True
    return error


def status(code: int, kind: type[HttpStatusError] = HttpStatusError) -> HttpStatusError:
    return kind(f"HTTP {code}", status_code=code)


MARKS: list[tuple[BaseException, Mark]] = [
    (ConnectFailedError("refused"), "unreachable"),
    (RequestTimeoutError("late", timeout=10.0, phase="connect"), "unreachable"),
    (RequestTimeoutError("late", timeout=30.0), "failure"),
    (TransportError("cut short"), "failure"),
    (ResponseTooLargeError(1), "failure"),
    (down(500), "failure"),
    (down(503), "failure"),
    (down(524), "failure"),
    (down(505), "failure"),
    (InvalidResponseError("HTML"), "failure"),
    (down(501), "success"),
    (status(400), "success"),
    (status(404), "success"),
    (status(408), "success"),
    (status(401, AuthenticationError), "success"),
    (status(403, ForbiddenError), "success"),
    (status(429, RateLimitError), "success"),
    (GraphQLError("field errors"), "success"),
    (NotFoundError("gone"), "success"),
    (AccessDeniedError("private"), "success"),
    (ColdCacheError("cold"), "success"),
    (ResponseShapeError("new field"), "success"),
    (early(), "nothing"),
    (RequestTimeoutError("no free connection", timeout=30.0, phase="pool"), "nothing"),
    (RequestTimeoutError("no token in time", timeout=30.0, phase="shared"), "nothing"),
    (TokenEndpointDownError("down"), "nothing"),
    (TokenEndpointBlockedError("blocked"), "nothing"),
    (InvalidCredentialsError("wrong"), "nothing"),
    (DeadlineExceededError("over", timeout=1.0), "nothing"),
    (CircuitOpenError("open", retry_after=1.0), "nothing"),
    (PausedError("paused", retry_after=1.0), "nothing"),
    (SlotsFullError("full", in_use=10, waiting=200), "nothing"),
    (KeyboardInterrupt(), "nothing"),
    (RuntimeError("a defect"), "nothing"),
]


@pytest.mark.parametrize(("error", "mark"), MARKS, ids=lambda value: str(value)[:30])
def test_what_an_outcome_says_of_the_service(error: BaseException, mark: Mark) -> None:
    """Failures open it, answers of any kind do not, and what happened here says nothing."""
    assert classify(error).breaker == mark

    alone = Lone()
    alone.fail(30, error)
    with_failures = Lone()
    with_failures.fail(2, error)
    with_failures.fail(8)

    failed = mark in {"failure", "unreachable"}
    assert alone.breaker.state == ("open" if failed else "closed")
    # Two answers before them make eight failures four fifths of ten; two nothings do not.
    assert with_failures.breaker.state == ("closed" if mark == "nothing" else "open")


@pytest.mark.parametrize(
    ("timeout", "phase", "counts"),
    [
        (14.9, "answer", False),
        (15.1, "answer", True),
        (None, "answer", True),
        (4.9, "connect", False),
        (5.1, "connect", True),
    ],
)
def test_a_callers_haste_is_no_failure_of_the_server(
    timeout: float | None, phase: Any, *, counts: bool
) -> None:
    """A deadline that cuts an attempt counts from half of the attempt's own time on."""
    lone = Lone()
    lone.world.answers = []
    clock = lone.world.clock
    config = AttemptConfig(timeout=30.0, connect_timeout=10.0)
    pipeline = compose(
        [Deadline(timeout, clock), lone.breaker], Attempt(config, events.Hooks(), clock, clock)
    )

    def hang(_: HttpRequest) -> RequestTimeoutError:
        bound = lone.world.allowed[-1]
        if phase == "connect":
            bound = min(bound or NEVER, 10.0)
        return RequestTimeoutError("late", timeout=bound, phase=phase)

    for _ in range(10):
        lone.world.answers = [hang]
        with pytest.raises(RequestTimeoutError):
            run(pipeline(a_call()), lone.world)

    assert (lone.breaker.state == "open") is counts


def test_an_attempt_without_a_bound_of_its_own_is_the_deadlines() -> None:
    """With `AttemptConfig(timeout=None)` the call's deadline is all there is: it counts."""
    lone = Lone()
    clock = lone.world.clock
    pipeline = compose(
        [Deadline(1.0, clock), lone.breaker],
        Attempt(AttemptConfig(timeout=None), events.Hooks(), clock, clock),
    )
    for _ in range(10):
        lone.world.answers = [RequestTimeoutError("late", timeout=1.0)]
        with pytest.raises(RequestTimeoutError):
            run(pipeline(a_call()), lone.world)

    assert lone.breaker.state == "open"


# --- open ----------------------------------------------------------------------------------------


def test_an_open_circuit_sends_nothing_and_says_why() -> None:
    """The error names the wait, the numbers and the last failure."""
    lone = Lone()
    lone.fail(10)
    sent = len(lone.world.sent)

    error = lone.call()

    assert isinstance(error, CircuitOpenError)
    assert (len(lone.world.sent), error.retry_after) == (sent, 2.0)
    assert error.reason == "ServerError: HTTP 503"
    for words in ("2.0 s", "10 of 10 attempts within 10 s failed", "HTTP 503"):
        assert words in str(error)


def test_it_is_open_for_twice_as_long_each_time_up_to_fifteen_seconds() -> None:
    """2, 4, 8, 15, 15."""
    lone = Lone()
    lone.fail(10)
    opened = [lone.opens()]
    for _ in range(4):
        lone.world.now += lone.opens()
        lone.fail(1)
        opened.append(lone.opens())

    assert opened == pytest.approx([2.0, 4.0, 8.0, 15.0, 15.0])


@pytest.mark.parametrize(("draw", "open_for"), [(0.0, 2.0), (0.5, 1.8), (1.0, 1.6)])
def test_clients_that_failed_together_do_not_come_back_together(
    draw: float, open_for: float
) -> None:
    """The time is shortened by up to a fifth, never lengthened: 15 s is the most."""
    lone = Lone(draw=draw)
    lone.fail(10)

    assert lone.opens() == pytest.approx(open_for)


def test_a_late_outcome_of_an_older_state_is_dropped() -> None:
    """Calls sent while it was closed come back when it is open, half-open, closed again."""
    crowd = Crowd(lambda _: next(answers))
    answers = iter([(40.0, an_answer()), (60.0, down()), *[(0.0, down())] * 10, (0.0, an_answer())])
    breaker = Breaker(
        BreakerConfig(open_for=50.0, open_for_max=50.0),
        lease=LEASE, hooks=events.Hooks(), clock=crowd.clock, rng=lambda: 0.0,
    )  # fmt: skip

    def slow(_: Call) -> Flow[Reply]:
        return Reply((yield from send(REQUEST, Timeouts(None, None, None), 1)))

    pipeline = compose([breaker], slow)
    for _ in range(12):
        crowd.start(pipeline(a_call()))
        crowd.run(0.0)
    states = [breaker.state]
    crowd.run(40.0)
    states.append(breaker.state)
    crowd.run(10.0)
    crowd.start(pipeline(a_call()))
    crowd.run(0.0)
    states.append(breaker.state)
    crowd.run(10.0)
    states.append(breaker.state)

    # The success at 40 s closes nothing, the failure at 60 s opens nothing.
    assert states == ["open", "open", "closed", "closed"]


# --- half-open -----------------------------------------------------------------------------------


class Outage:
    """Fifty callers at a time, and a service that is down until the test says otherwise."""

    def __init__(self) -> None:
        self.answer: tuple[float, Any] = (0.0, down())
        self.crowd = Crowd(lambda _: self.answer)
        self.seen: list[events.Event] = []
        self.breaker = Breaker(
            BreakerConfig(),
            lease=LEASE,
            hooks=events.Hooks([self.seen.append]),
            clock=self.crowd.clock,
            rng=lambda: 0.0,
        )
        self.pipeline = compose([self.breaker], attempt)
        for _ in range(10):
            self.crowd.start(self.pipeline(a_call()))
        self.crowd.run(2.0)

    def callers(self, number: int = 50) -> list[Any]:
        return [self.crowd.start(self.pipeline(a_call())) for _ in range(number)]


def test_of_fifty_callers_exactly_one_probes() -> None:
    """One request; forty-nine refusals that say somebody is finding out."""
    outage = Outage()
    outage.answer = (1.0, an_answer())
    before = len(outage.crowd.sent)

    callers = outage.callers()
    refused = [caller.error for caller in callers if caller.is_over]
    outage.crowd.run(1.0)

    assert (len(outage.crowd.sent) - before, len(refused)) == (1, 49)
    assert all(isinstance(error, CircuitOpenError) for error in refused)
    assert "another call has found out" in str(refused[0])
    assert outage.breaker.state == "closed"


def test_of_fifty_threads_exactly_one_probes() -> None:
    """The same, where the callers are threads that come at one moment."""
    lone = Lone()
    lone.fail(10)
    lone.world.now += 2.0
    together, tally = threading.Barrier(50), Counter[str]()
    flows = [compose([lone.breaker], attempt)(a_call()) for _ in range(50)]

    def come(index: int) -> None:
        together.wait()
        try:
            next(flows[index])
        except CircuitOpenError:
            tally["refused"] += 1
        else:
            tally["admitted"] += 1

    threads = [threading.Thread(target=come, args=[index]) for index in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert tally == {"admitted": 1, "refused": 49}


def test_a_success_closes_it_and_the_past_is_forgotten() -> None:
    """After the probe nine failures are nine failures, not nineteen."""
    lone = Lone()
    lone.fail(10)
    lone.world.now += 2.0
    lone.call()
    lone.fail(9)
    after_nine = lone.breaker.state
    lone.fail(1)

    assert (after_nine, lone.breaker.state) == ("closed", "open")
    assert lone.opens() == 2.0


def test_a_cancelled_probe_lets_the_next_call_probe() -> None:
    """At once: the lease is given back, and the outcome of the second one counts."""
    outage = Outage()
    outage.answer = (1.0, an_answer())
    probe, *_ = outage.callers()
    outage.crowd.cancel(probe)
    state = outage.breaker.state
    before = len(outage.crowd.sent)

    outage.callers()
    outage.crowd.run(1.0)

    assert (state, len(outage.crowd.sent) - before) == ("half-open", 1)
    assert outage.breaker.state == "closed"


def test_a_hung_probe_loses_its_lease_and_its_say() -> None:
    """Thirty-five seconds later somebody else probes; what the first one brings is dropped."""
    outage = Outage()

    def hanging(_: Call) -> Flow[Reply]:
        return Reply((yield from send(REQUEST, Timeouts(None, None, None), 1)))

    outage.answer = (40.0, down())
    outage.crowd.start(compose([outage.breaker], hanging)(a_call()))
    outage.crowd.run(34.9)
    early = outage.callers(1)[0].error
    outage.crowd.run(0.1)
    outage.answer = (1.0, an_answer())
    second = outage.callers(1)[0]
    outage.crowd.run(1.0)
    state = outage.breaker.state
    outage.crowd.run(10.0)

    assert isinstance(early, CircuitOpenError)
    assert second.error is None
    assert (state, outage.breaker.state) == ("closed", "closed")


@pytest.mark.parametrize("error", [early(), TokenEndpointDownError("down")], ids=repr)
def test_a_probe_that_says_nothing_lets_the_next_call_probe(error: ApiError) -> None:
    """Neither closed nor opened for longer."""
    outage = Outage()
    outage.answer = (0.0, error)
    outage.callers(1)
    outage.crowd.run(0.0)
    outage.answer = (0.0, an_answer())
    outage.callers(1)
    outage.crowd.run(0.0)

    assert outage.breaker.state == "closed"


# --- waits ---------------------------------------------------------------------------------------


def test_a_lease_is_not_held_while_the_call_waits_inside() -> None:
    """The first caller sleeps before it sends; the second one probes meanwhile."""
    outage = Outage()

    def late(_: Call) -> Flow[Reply]:
        yield from sleep(5.0)
        return Reply((yield from send(REQUEST, Timeouts(None, None, None), 1)))

    outage.answer = (1.0, an_answer())
    waiting = outage.crowd.start(compose([outage.breaker], late)(a_call()))
    [probe] = outage.callers(1)
    outage.crowd.run(1.0)

    assert (probe.error, outage.breaker.state) == (None, "closed")
    outage.crowd.run()
    assert waiting.error is None


def test_a_call_that_waited_inside_is_asked_for_again() -> None:
    """Admitted while closed; the outage comes during its wait; nothing is sent."""
    outage = Outage()
    outage.breaker.reset()
    inner_closed: list[bool] = []

    def late(_: Call) -> Flow[Reply]:
        try:
            yield from sleep(5.0)
            return Reply((yield from send(REQUEST, Timeouts(None, None, None), 1)))
        finally:
            inner_closed.append(True)

    waiting = outage.crowd.start(compose([outage.breaker], late)(a_call()))
    outage.crowd.run(4.0)
    outage.callers(10)
    outage.crowd.run(0.5)
    before = len(outage.crowd.sent)
    outage.crowd.run(0.5)

    assert isinstance(waiting.error, CircuitOpenError)
    assert (len(outage.crowd.sent) - before, inner_closed) == (0, [True])


# --- the program's own say, hooks ----------------------------------------------------------------


def test_the_program_may_hold_it_open_and_close_it() -> None:
    """`force_open` refuses without a time, `reset` closes and forgets."""
    lone = Lone()
    lone.fail(9)
    lone.breaker.force_open()
    error, state, refuses_for = lone.call(), lone.breaker.state, lone.opens()
    lone.world.now += 1e6
    later = lone.call()
    lone.breaker.reset()
    lone.fail(1)

    assert isinstance(error, CircuitOpenError)
    assert (state, refuses_for, error.retry_after) == ("forced open", NEVER, None)
    assert isinstance(later, CircuitOpenError)
    assert lone.breaker.state == "closed"


def test_the_program_may_switch_it_off() -> None:
    """`disable` lets everything pass, whatever fails, until `reset`."""
    lone = Lone()
    lone.fail(10)
    lone.breaker.disable()
    lone.fail(100)
    state, sent = lone.breaker.state, len(lone.world.sent)
    lone.breaker.reset()
    lone.fail(10)

    assert (state, sent, lone.breaker.state) == ("disabled", 110, "open")


def test_hooks_see_each_transition_once() -> None:
    """Opened, half-open, opened again, half-open, closed; refusals are no transitions."""
    lone = Lone()
    lone.fail(15)
    lone.world.now += 2.0
    lone.fail(5)
    lone.world.now += 4.0
    lone.call()
    lone.call()

    assert [type(event).__name__ for event in lone.seen] == [
        "BreakerOpened", "BreakerHalfOpened", "BreakerOpened", "BreakerHalfOpened", "BreakerClosed",
    ]  # fmt: skip
    opened = lone.seen[0]
    assert isinstance(opened, events.BreakerOpened)
    assert (opened.operation, opened.open_for, opened.reason) == (
        "getThing", 2.0, "ServerError: HTTP 503",
    )  # fmt: skip


def test_no_hook_is_called_under_the_lock() -> None:
    """A hook may ask the breaker itself: it would never return if the lock were held."""
    lone = Lone()
    asked: list[float] = []
    breaker = Breaker(
        ALWAYS_TEN,
        lease=LEASE,
        hooks=events.Hooks([lambda _: asked.append(breaker.refuses_for())]),
        clock=lone.world.clock,
        rng=lambda: 0.0,
    )
    lone.breaker = breaker

    def fail() -> None:
        lone.fail(10)

    thread = threading.Thread(target=fail, daemon=True)
    thread.start()
    thread.join(5)

    assert asked == [2.0]


def test_its_repr_is_its_state() -> None:
    """For whoever prints it."""
    lone = Lone()

    assert repr(lone.breaker) == "<Breaker closed>"


# --- the window ----------------------------------------------------------------------------------


class WindowAgainstAList(RuleBasedStateMachine):
    """The window against the plainest thing that could be right: a list of all outcomes."""

    def __init__(self) -> None:
        super().__init__()
        self.window = Window(10.0)
        self.now = 1000.0
        self.outcomes: list[tuple[int, bool]] = []

    @rule(seconds=st.floats(0, 25), failed=st.booleans())
    def add(self, seconds: float, *, failed: bool) -> None:
        self.now += seconds
        self.window.add(self.now, failed=failed)
        self.outcomes.append((int(self.now), failed))
        counted = [failed for tick, failed in self.outcomes if tick > int(self.now) - 10]
        assert (self.window.failures, self.window.successes) == (
            sum(counted), len(counted) - sum(counted),
        )  # fmt: skip


TestWindow = WindowAgainstAList.TestCase


# --- never two probes, never wedged --------------------------------------------------------------


class CircuitUnderAnything(RuleBasedStateMachine):
    """Admissions, outcomes, losses and time in any order: the promises of the circuit hold."""

    def __init__(self) -> None:
        super().__init__()
        self.config = BreakerConfig(min_attempts=3, connection_failures=2)
        self.circuit = Circuit(self.config, LEASE)
        self.now = 1000.0
        self.out: list[tuple[int, float, bool]] = []  # epoch, admitted at, as a probe

    @rule(seconds=st.sampled_from([0.0, 0.1, 1.0, 2.0, 5.0, 15.0, 36.0]))
    def time_passes(self, seconds: float) -> None:
        self.now += seconds

    @rule()
    def a_call_comes(self) -> None:
        before = self.circuit.state.name
        probes = [
            admitted for epoch, admitted, probe in self.out if probe and epoch == self.circuit.epoch
        ]
        epoch = self.circuit.admit(self.now)
        if before == "closed":
            assert epoch is not None
        if epoch is None:
            return
        is_probe = self.circuit.state.name == "half-open"
        if is_probe:
            assert all(self.now >= admitted + LEASE for admitted in probes), "two probes at once"
        self.out.append((epoch, self.now, is_probe))

    @precondition(lambda self: self.out)
    @rule(data=st.data(), mark=st.sampled_from(["success", "failure", "unreachable", "nothing"]))
    def an_outcome_arrives(self, data: st.DataObject, mark: Mark) -> None:
        epoch, *_ = self.out.pop(data.draw(st.integers(0, len(self.out) - 1)))
        before, was = self.circuit.state, self.circuit.epoch
        self.circuit.report(epoch, mark, self.now, 0.5)
        if epoch != was:
            assert self.circuit.state is before, "a late outcome moved it"

    @precondition(lambda self: self.out)
    @rule(data=st.data())
    def a_call_is_lost(self, data: st.DataObject) -> None:
        epoch, *_ = self.out.pop(data.draw(st.integers(0, len(self.out) - 1)))
        self.circuit.give_back(epoch)

    @rule()
    def a_call_comes_much_later(self) -> None:
        self.now += LEASE + self.config.open_for_max
        assert self.circuit.admit(self.now) is not None, "wedged"

    @invariant()
    def refuses_for_a_bounded_time(self) -> None:
        match self.circuit.state:
            case Open(probe_at=ends):
                assert ends <= self.now + self.config.open_for_max
            case HalfOpen(lease_ends=ends):
                assert ends <= self.now + LEASE
            case _:
                assert self.circuit.admit(self.now) == self.circuit.epoch


CircuitUnderAnything.TestCase.settings = settings(max_examples=200, stateful_step_count=60)
TestCircuit = CircuitUnderAnything.TestCase
