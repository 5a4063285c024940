"""Deadline: nothing inside a call outlives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from esologs._call import Bound, Call, HttpRequest, Reply, Timeouts
from esologs.errors import DeadlineExceededError
from esologs.resilience._flow import Share, compose, run, send, share, sleep
from esologs.resilience.deadline import Deadline, bounded
from tests.stopped import World, a_call, an_answer

if TYPE_CHECKING:
    from esologs.resilience._flow import Effect, Flow

REQUEST = HttpRequest("POST", "https://api.invalid", {})


def test_an_attempt_gets_what_is_left_at_most() -> None:
    """Five seconds of ten are slept away: the exchange may take five, not its thirty."""
    world = World(an_answer())

    def attempt(_: Call) -> Flow[Reply]:
        yield from sleep(5.0)
        return Reply((yield from send(REQUEST, Timeouts(30.0, 10.0, 30.0), 1)))

    run(compose([Deadline(10.0, world.clock)], attempt)(a_call()), world)

    assert world.allowed == [5.0]


def test_a_shorter_bound_of_the_attempt_stands() -> None:
    """The deadline only ever shortens."""
    world = World(an_answer())

    def attempt(_: Call) -> Flow[Reply]:
        return Reply((yield from send(REQUEST, Timeouts(3.0, 10.0, 30.0), 1)))

    run(compose([Deadline(10.0, world.clock)], attempt)(a_call()), world)

    assert world.allowed == [3.0]


@pytest.mark.parametrize("wait", [10.0, 90.0, float("inf")])
def test_a_wait_that_cannot_fit_is_refused_before_it_starts(wait: float) -> None:
    """The error names the wait, and the clock has not moved."""
    world = World()

    with pytest.raises(DeadlineExceededError) as caught:
        run(bounded(sleep(wait), Bound(world.now + 10.0, 10.0), world.clock), world)

    assert (world.slept, caught.value.wanted, caught.value.timeout) == ([], wait, 10.0)


@pytest.mark.parametrize(
    ("timeout", "fits", "is_vain"), [(60.0, 59.0, 59.1), (10.0, 9.0, 9.1), (1.0, 0.9, 0.95)]
)
def test_a_wait_that_leaves_no_time_for_an_attempt_is_vain(
    timeout: float, fits: float, is_vain: float
) -> None:
    """A tenth of the timeout must be left after it, a second at most: else it is refused."""
    world = World()
    run(bounded(sleep(fits), Bound(world.now + timeout, timeout), world.clock), world)
    with pytest.raises(DeadlineExceededError, match="and an attempt after it, do not fit"):
        run(bounded(sleep(is_vain), Bound(world.now + timeout, timeout), world.clock), world)

    assert world.slept == [fits]


def test_nothing_is_sent_once_the_time_is_over() -> None:
    """An exchange that starts late is refused, not sent with no time."""
    world = World(an_answer(), an_answer(), takes=6.0)

    def flow() -> Flow[None]:
        for _ in range(3):
            yield from send(REQUEST, Timeouts(None, None, None), 1)

    with pytest.raises(DeadlineExceededError):
        run(bounded(flow(), Bound(world.now + 10.0, 10.0), world.clock), world)

    assert (len(world.sent), world.allowed) == (2, [10.0, 4.0])


def test_waiting_for_a_shared_flow_is_bounded_too() -> None:
    """A follower's deadline is its own."""
    seen: list[Effect] = []

    def perform(effect: Effect) -> None:
        seen.append(effect)

    run(bounded(share("k", lambda: sleep(1.0)), Bound(10.0, 10.0), lambda: 0.0), perform)

    assert [effect.timeout for effect in seen if isinstance(effect, Share)] == [10.0]


def test_a_call_without_a_deadline_is_left_alone() -> None:
    """`timeout=None` takes the bound away, also from a client that has one."""
    world = World(an_answer())

    def attempt(_: Call) -> Flow[Reply]:
        yield from sleep(1e6)
        return Reply((yield from send(REQUEST, Timeouts(30.0, None, None), 1)))

    run(compose([Deadline(10.0, world.clock)], attempt)(a_call(timeout=None)), world)

    assert (world.slept, world.allowed) == ([1e6], [30.0])
