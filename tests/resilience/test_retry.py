"""Retry: what is tried again, after how long, and what it says when it stops."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esologs._call import Call, HttpRequest, Reply, Timeouts
from esologs.config import RetryBudgetConfig, RetryConfig
from esologs.errors import (
    ApiError,
    AuthenticationError,
    ColdCacheError,
    ConnectFailedError,
    RateLimitError,
    ServerError,
)
from esologs.resilience._flow import compose, run, send
from esologs.resilience.budget import RetryBudget
from esologs.resilience.deadline import Deadline
from esologs.resilience.events import Hooks, RetryScheduled, RetryStopped
from esologs.resilience.retry import Retry, backoff
from tests.stopped import World, a_call, an_answer

if TYPE_CHECKING:
    from esologs.resilience._flow import Flow

REQUEST = HttpRequest("POST", "https://api.invalid", {})


def attempt(call: Call) -> Flow[Reply]:
    """Send once."""
    assert call.attempts >= 1
    return Reply((yield from send(REQUEST, Timeouts(30.0, 10.0, 30.0), 1)))


def down(status: int = 503, retry_after: float | None = None) -> ServerError:
    error = ServerError(f"HTTP {status}", status_code=status)
    error.retry_after = retry_after
    return error


def limited(retry_after: float) -> RateLimitError:
    error = RateLimitError("HTTP 429", status_code=429)
    error.retry_after = retry_after
    return error


def is_503(error: Exception) -> bool:
    return isinstance(error, ServerError) and error.status_code == 503


def never(_: Exception) -> bool:
    return False


def call_through(
    world: World,
    config: RetryConfig | None,
    *,
    draw: float = 1.0,
    budget: RetryBudget | None = None,
    timeout: float | None = None,
    **options: Any,
) -> Reply:
    retry = Retry(config, budget, lambda: draw, Hooks([world.events.append]))
    pipeline = compose([Deadline(timeout, world.clock), retry], attempt)
    return run(pipeline(a_call(**options)), world)


def test_a_transient_failure_is_tried_again() -> None:
    """503, 503, 200: three requests, and the third one's answer."""
    world = World(down(), down(), an_answer(body=b"third"))

    reply = call_through(world, RetryConfig())

    assert (reply.response.content, len(world.sent)) == (b"third", 3)


def test_max_retries_is_not_the_number_of_attempts() -> None:
    """`max_retries=3` is four attempts, and the error counts them."""
    world = World(*repeat(down(), 9))

    with pytest.raises(ServerError) as caught:
        call_through(world, RetryConfig(max_retries=3))

    assert (len(world.sent), caught.value.attempts, caught.value.stopped) == (4, 4, "attempts")
    assert "after 4 attempts" in str(caught.value)


@pytest.mark.parametrize(
    "error",
    [
        AuthenticationError("HTTP 401", status_code=401),
        ServerError("HTTP 501", status_code=501),
        ServerError("HTTP 505", status_code=505),
    ],
)
def test_what_does_not_heal_is_not_tried_again(error: ApiError) -> None:
    """One request, whatever the number of retries."""
    world = World(error)

    with pytest.raises(type(error)):
        call_through(world, RetryConfig())

    assert (len(world.sent), error.stopped) == (1, "not-transient")


def test_backoff_is_full_jitter_under_a_doubling_ceiling() -> None:
    """At the top of the draw the waits are the ceilings: 0.5, 1, 2, 4, then the cap of 8."""
    world = World(*repeat(down(), 8))

    with pytest.raises(ServerError):
        call_through(world, RetryConfig(max_retries=6), draw=1.0)

    assert world.slept == [0.5, 1.0, 2.0, 4.0, 8.0, 8.0]


@given(attempt=st.integers(1, 5000), draw=st.floats(0, 1))
def test_backoff_stays_within_its_bounds(attempt: int, draw: float) -> None:
    """However many attempts, a wait is never negative, infinite or above its cap."""
    wait = backoff(RetryConfig(), attempt, lambda: draw)

    assert 0.0 <= wait <= 8.0


@pytest.mark.parametrize("asked", [0.0, 2.0, 60.0])
def test_a_wait_the_server_names_is_kept_exactly(asked: float) -> None:
    """Neither jittered nor shortened, whatever the draw."""
    world = World(limited(asked), an_answer())

    call_through(world, RetryConfig(), draw=0.01)

    assert world.slept == [asked]


@pytest.mark.parametrize("asked", [60.1, 3600.0, float("inf")])
def test_a_wait_that_is_too_long_is_refused_at_once(asked: float) -> None:
    """No sleep, one request, and the error says how long the server wants."""
    world = World(limited(asked))

    with pytest.raises(RateLimitError) as caught:
        call_through(world, RetryConfig())

    assert (world.slept, caught.value.stopped, caught.value.retry_after) == (
        [],
        "retry-after",
        asked,
    )


def test_a_wait_that_cannot_fit_the_deadline_is_never_started_nor_announced() -> None:
    """The deadline refuses the sleep; the caller gets the failure itself, and no WARNING lies."""
    world = World(limited(30.0))

    with pytest.raises(RateLimitError) as caught:
        call_through(world, RetryConfig(), timeout=10.0)

    assert (world.slept, caught.value.stopped) == ([], "deadline")
    assert [type(event) for event in world.events] == [RetryStopped]


def test_a_retry_is_announced_with_its_numbers() -> None:
    """The hooks see attempt, wait and whose wait it is before it begins."""
    world = World(down(), limited(7.0), an_answer())

    call_through(world, RetryConfig(), draw=0.5)

    assert [
        (event.attempt, event.wait, event.asked)
        for event in world.events
        if isinstance(event, RetryScheduled)
    ] == [(1, 0.25, False), (2, 7.0, True)]


def test_retries_stop_when_the_budget_is_spent() -> None:
    """Ten retries empty the bucket; the eleventh failing call gets one attempt."""
    world = World(*repeat(down(), 40))
    budget = RetryBudget(RetryBudgetConfig(), lambda: 0.0)
    config = RetryConfig(max_retries=1)
    for _ in range(10):
        with pytest.raises(ServerError):
            call_through(world, config, budget=budget)
    before = len(world.sent)

    with pytest.raises(ServerError) as caught:
        call_through(world, config, budget=budget)

    assert (before, len(world.sent), caught.value.stopped) == (20, 21, "budget")


def test_a_refused_wait_gives_its_cost_back() -> None:
    """What the deadline refuses did not take place."""
    world = World(down())
    budget = RetryBudget(RetryBudgetConfig(), lambda: 0.0)

    with pytest.raises(ServerError):
        call_through(world, RetryConfig(), budget=budget, timeout=0.4)

    assert budget.tokens == 100.0


def test_a_wait_the_server_names_costs_no_budget() -> None:
    """Whoever waits as told adds no load."""
    world = World(limited(1.0), an_answer())
    budget = RetryBudget(RetryBudgetConfig(capacity=5), lambda: 0.0)

    call_through(world, RetryConfig(), budget=budget)

    assert len(world.sent) == 2


@pytest.mark.parametrize(
    ("on", "requests"),
    [
        (ConnectFailedError, 1),
        ((ConnectFailedError, ServerError), 2),
        (is_503, 2),
        (never, 1),
    ],
    ids=["type", "types", "predicate", "never"],
)
def test_retry_is_selective(on: Any, requests: int) -> None:
    """`on` decides instead of the classifier."""
    world = World(down(), an_answer())
    config = RetryConfig(on=on)

    if requests == 1:
        with pytest.raises(ServerError):
            call_through(world, config)
    else:
        call_through(world, config)

    assert len(world.sent) == requests


@pytest.mark.parametrize(
    ("options", "requests"),
    [({"max_retries": 0}, 1), ({"max_retries": 1}, 2), ({"retry": None}, 1)],
)
def test_a_call_may_set_its_own_retries(options: dict[str, Any], requests: int) -> None:
    """A call's options win over the client's config."""
    world = World(*repeat(down(), 9))

    with pytest.raises(ServerError):
        call_through(world, RetryConfig(max_retries=5), **options)

    assert len(world.sent) == requests


def test_a_cold_cache_is_given_a_second_and_then_believed() -> None:
    """Each wait is at least a second; the last answer is handed over with its nulls."""
    cold = ColdCacheError("masterData: not computed yet")
    cold.reply = Reply(an_answer(body=b"nulls"))
    world = World(*repeat(cold, 3))

    reply = call_through(world, RetryConfig(max_retries=2), draw=0.0)

    assert (reply.response.content, world.slept) == (b"nulls", [1.0, 1.0])


def test_without_retry_nothing_is_repeated_and_nothing_announced() -> None:
    """`retry=None` is one attempt."""
    world = World(down())

    with pytest.raises(ServerError):
        call_through(world, None)

    assert (len(world.sent), world.events) == (1, [])
