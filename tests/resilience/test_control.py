"""The program's own say over the breaker: held open, reset, switched off, and what it tells."""

from __future__ import annotations

import pickle
import threading
from typing import TYPE_CHECKING, Any

import pytest

from esologs._call import Call, HttpRequest, Reply, Timeouts
from esologs.config import BreakerConfig
from esologs.errors import CircuitOpenError, ServerError
from esologs.resilience import events
from esologs.resilience._flow import compose, run, send, sleep
from esologs.resilience.breaker import Breaker
from esologs.resilience.classify import refused_for
from esologs.resilience.control import BreakerControl
from esologs.resilience.window import Window
from tests.crowd import Crowd
from tests.stopped import a_call, an_answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs.resilience._flow import Flow

LEASE = 35.0
REQUEST = HttpRequest("POST", "https://api.invalid", {})


def attempt(_: Call) -> Flow[Reply]:
    """Send once, without a bound."""
    return Reply((yield from send(REQUEST, Timeouts(None, None, None), 1)))


def down() -> ServerError:
    return ServerError("HTTP 503", status_code=503)


class House:
    """A breaker, its control, and callers whose exchanges take and bring what the test says."""

    def __init__(self) -> None:
        self.answer: tuple[float, Any] = (0.0, an_answer())
        self.crowd = Crowd(lambda _: self.answer)
        self.seen: list[events.Event] = []
        self.breaker = Breaker(
            BreakerConfig(connection_failures=None),
            lease=LEASE,
            hooks=events.Hooks([self.seen.append]),
            clock=self.crowd.clock,
            rng=lambda: 0.0,
        )
        self.control = BreakerControl(self.breaker)

    def start(self, number: int = 1, inner: Callable[[Call], Flow[Reply]] = attempt) -> list[Any]:
        callers = [
            self.crowd.start(compose([self.breaker], inner)(a_call())) for _ in range(number)
        ]
        self.crowd.run(0.0)
        return callers

    def fail(self, number: int) -> None:
        """Let as many calls fail, one after the other."""
        before, self.answer = self.answer, (0.0, down())
        for _ in range(number):
            self.start()
        self.answer = before

    def told(self) -> list[str]:
        return [type(event).__name__ for event in self.seen]


@pytest.fixture(name="house")
def _house() -> House:
    """A closed circuit, and nobody who calls."""
    return House()


# --- held open -----------------------------------------------------------------------------------


def test_a_circuit_that_is_held_open_refuses_and_says_how_to_undo_it(house: House) -> None:
    """At once, without a request, for the reason that the program gave, however long it takes."""
    house.control.force_open("maintenance until nine")
    [caller] = house.start()
    house.crowd.run(1e6)
    [later] = house.start()

    for error in (caller.error, later.error):
        assert isinstance(error, CircuitOpenError)
        assert (error.forced, error.retry_after, error.reason) == (
            True, None, "maintenance until nine",
        )  # fmt: skip
        assert "maintenance until nine" in str(error)
        assert "client.breaker.reset()" in str(error)
        assert pickle.loads(pickle.dumps(error)).forced is True  # noqa: S301 - our own
    assert house.crowd.sent == []
    assert house.control.state == "forced open"


def test_a_circuit_that_opened_by_itself_is_not_forced(house: House) -> None:
    """Whoever catches the error can tell the two apart."""
    house.fail(10)
    [caller] = house.start()

    assert (caller.error.forced, caller.error.retry_after) == (False, 2.0)


def test_nobody_is_kept_from_asking_after_a_reset() -> None:
    """An old answer that stood in meanwhile holds nobody back afterwards: nothing was tried."""
    error = CircuitOpenError("held", retry_after=None)
    error.forced = True

    assert refused_for(error) == 0.0
    assert refused_for(CircuitOpenError("open", retry_after=2.0)) == 2.0


@pytest.mark.parametrize("act", ["force_open", "disable", "reset"])
def test_an_outcome_of_before_does_not_open_what_was_reset(house: House, act: str) -> None:
    """Nine failures and one that is late: the late one set out in another time."""
    house.fail(9)
    house.answer = (5.0, down())
    house.start()
    getattr(house.control, act)()
    if act != "reset":
        house.control.reset()
    house.fail(9)
    house.crowd.run(5.0)

    assert house.control.state == "closed"
    assert house.control.stats().failures == 9


def test_a_late_success_does_not_close_what_is_held_open(house: House) -> None:
    """The program's word stands until the program takes it back."""
    house.answer = (5.0, an_answer())
    [caller] = house.start()
    house.control.force_open()
    house.crowd.run(5.0)

    assert (caller.error, house.control.state) == (None, "forced open")


def test_a_probe_under_way_has_no_say_once_the_circuit_is_held(house: House) -> None:
    """Its lease is over, its success closes nothing, and its failure opens nothing."""
    for outcome in (an_answer(), down()):
        house.control.reset()
        house.fail(10)
        house.crowd.run(2.0)
        house.answer = (1.0, outcome)
        [probe] = house.start()
        before = house.control.state
        house.control.force_open()
        house.crowd.run(1.0)
        assert (before, house.control.state) == ("half-open", "forced open")
        assert probe.is_over


def test_after_a_reset_half_open_everybody_passes_again(house: House) -> None:
    """No lease of a lost probe is left behind."""
    house.fail(10)
    house.crowd.run(2.0)
    house.answer = (10.0, an_answer())
    house.start()
    house.control.reset()
    callers = house.start(20)
    house.crowd.run(20.0)

    assert [caller.error for caller in callers] == [None] * 20
    assert house.control.state == "closed"


def test_a_cancelled_probe_of_before_gives_back_nothing(house: House) -> None:
    """What it held is not there any more."""
    house.fail(10)
    house.crowd.run(2.0)
    house.answer = (10.0, an_answer())
    [probe] = house.start()
    house.control.force_open()
    house.crowd.cancel(probe)

    assert house.control.state == "forced open"


def test_a_call_that_waits_inside_meets_the_circuit_when_it_comes_back(house: House) -> None:
    """It was let pass before, and is refused after its wait."""

    def late(_: Call) -> Flow[Reply]:
        yield from sleep(5.0)
        return Reply((yield from send(REQUEST, Timeouts(None, None, None), 1)))

    [caller] = house.start(1, late)
    house.control.force_open()
    house.crowd.run(5.0)

    assert isinstance(caller.error, CircuitOpenError)
    assert house.crowd.sent == []


# --- switched off --------------------------------------------------------------------------------


def test_switched_off_it_lets_everything_pass(house: House) -> None:
    """A hundred failures; enabled again, it counts from nothing."""
    house.fail(9)
    house.control.disable()
    house.fail(100)
    during = house.control.state
    house.control.enable()
    house.fail(9)
    after_nine = house.control.state
    house.fail(1)

    assert (during, after_nine, house.control.state) == ("disabled", "closed", "open")


def test_switching_off_an_open_circuit_lets_calls_pass_at_once(house: House) -> None:
    """And the probe that is due finds nothing to decide."""
    house.fail(10)
    house.control.disable()
    [caller] = house.start()

    assert caller.error is None
    assert house.control.refuses_for() == 0.0


def test_enabling_a_closed_circuit_forgets_nothing(house: House) -> None:
    """Nine failures stay nine, and no hook is told."""
    house.fail(9)
    house.control.enable()
    told = house.told()
    house.fail(1)

    assert (told, house.control.state) == ([], "open")


def test_enabling_does_not_close_what_is_held_open(house: House) -> None:
    """That is for `reset`."""
    house.control.force_open()
    house.control.enable()

    assert house.control.state == "forced open"


# --- what is told --------------------------------------------------------------------------------


def test_what_the_program_does_is_told_to_the_hooks(house: House) -> None:
    """Each act once, with its reason; refused calls are no transitions."""
    house.control.force_open("a test")
    house.start(5)
    house.control.reset()
    house.control.disable()
    house.control.enable()
    house.control.enable()

    assert house.told() == [
        "BreakerForcedOpen", "BreakerReset", "BreakerDisabled", "BreakerReset",
    ]  # fmt: skip
    first = house.seen[0]
    assert isinstance(first, events.BreakerForcedOpen)
    assert (first.operation, first.call_id, first.reason) == ("breaker", 0, "a test")


def test_events_of_the_circuit_name_the_call_that_moved_it(house: House) -> None:
    """So that they can be told beside it."""
    house.fail(10)
    house.crowd.run(2.0)
    house.start()

    ids = [event.call_id for event in house.seen]
    assert house.told() == ["BreakerOpened", "BreakerHalfOpened", "BreakerClosed"]
    assert 0 < ids[0] < ids[1] == ids[2]


@pytest.mark.parametrize("act", ["force_open", "disable", "reset"])
def test_a_hook_may_ask_the_breaker_itself(act: str) -> None:
    """No lock is held: it would never return."""
    seen: list[str] = []
    house = House()
    control = BreakerControl(
        Breaker(
            BreakerConfig(),
            lease=LEASE,
            hooks=events.Hooks([lambda _: seen.append(control.stats().state)]),
            clock=house.crowd.clock,
            rng=lambda: 0.0,
        )
    )
    thread = threading.Thread(target=getattr(control, act), daemon=True)
    thread.start()
    thread.join(5)

    assert seen == [{"force_open": "forced open", "disable": "disabled", "reset": "closed"}[act]]


# --- how it stands -------------------------------------------------------------------------------


def test_the_stats_tell_outcomes_of_the_window_while_it_is_closed(house: House) -> None:
    """Those of ten seconds, and none of before."""
    house.fail(3)
    house.start(2)
    now = house.control.stats()
    house.crowd.run(10.0)
    later = house.control.stats()

    assert (now.state, now.failures, now.successes, now.refuses_for) == ("closed", 3, 2, 0.0)
    assert (later.failures, later.successes, later.in_state_for) == (0, 0, 10.0)


def test_the_stats_tell_since_when_it_is_open_how_often_and_why(house: House) -> None:
    """Opened twice, and six calls were refused; a probe in between is no new opening."""
    house.fail(10)
    house.crowd.run(0.5)
    house.start(2)
    first = house.control.stats()
    house.crowd.run(1.5)
    house.fail(1)
    house.start(4)
    second = house.control.stats()

    assert (first.state, first.in_state_for, first.refuses_for) == ("open", 0.5, 1.5)
    assert (first.opened, first.refused, first.reason) == (1, 2, "ServerError: HTTP 503")
    assert (second.opened, second.refused, second.refuses_for) == (2, 6, 4.0)


def test_the_stats_of_a_circuit_that_is_held_open_have_no_end(house: House) -> None:
    """`None` in place of an infinite number, and the program's reason."""
    house.fail(10)
    house.control.force_open("a test")
    house.crowd.run(3.0)
    found = house.control.stats()

    assert (found.state, found.refuses_for, found.reason) == ("forced open", None, "a test")
    assert (found.in_state_for, found.opened) == (3.0, 1)


def test_a_reset_forgets_the_reason_and_keeps_the_counts(house: House) -> None:
    """How often it opened is since the client was made."""
    house.fail(10)
    house.control.reset()
    found = house.control.stats()

    assert (found.state, found.reason, found.opened, found.failures) == ("closed", "", 1, 0)


def test_a_renewed_lease_is_no_new_state(house: House) -> None:
    """Half-open for as long as nobody has found out."""
    house.fail(10)
    house.crowd.run(2.0)
    house.answer = (100.0, an_answer())
    house.start()
    house.crowd.run(LEASE)
    house.start()

    found = house.control.stats()
    assert (found.state, found.in_state_for) == ("half-open", LEASE)


def test_looking_at_a_window_forgets_what_is_too_old_and_adds_nothing() -> None:
    """However often it is looked at."""
    window = Window(10.0)
    window.add(1000.0, failed=True)
    for now in (1000.0, 1009.0, 1009.9):
        window.look(now)
        assert (window.failures, window.successes) == (1, 0)
    window.look(1010.0)

    assert (window.failures, window.successes) == (0, 0)


def test_its_repr_is_its_state(house: House) -> None:
    """For whoever prints it."""
    house.control.force_open()

    assert repr(house.control) == "<BreakerControl forced open>"


def test_a_run_of_calls_after_a_reset_is_like_the_first(house: House) -> None:
    """Nothing of the past counts: it opens at the tenth failure again, for as long as at first."""
    for _ in range(3):
        house.fail(9)
        assert house.control.state == "closed"
        house.fail(1)
        assert house.control.refuses_for() == 2.0
        house.control.reset()

    reply = run(compose([house.breaker], attempt)(a_call()), lambda _: an_answer())
    assert reply.response.status_code == 200
