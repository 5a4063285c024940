"""The hour's points and the burst limit."""

from __future__ import annotations

import pytest

from tests.sandbox.standin import START, Clock, StandIn, a_query, a_sandbox, ask, statuses


@pytest.mark.parametrize(("limit", "answered"), [(3, 3), (5, 4), (6, 5)])
def test_points_are_fractions_and_end_in_a_429(limit: int, answered: int) -> None:
    """At 1.25 points each: the last one may overdraw, and when all are spent no more follow."""
    sandbox = a_sandbox(points_per_hour=limit)

    assert statuses(sandbox, answered + 1) == [200] * answered + [429]
    assert [record.points for record in sandbox.log] == [1.25] * answered + [0.0]


def test_a_429_is_no_graphql_answer_and_names_the_wait() -> None:
    """Its body is the real server's; `Retry-After` is the rest of the hour."""
    clock = Clock()
    sandbox = a_sandbox(clock=clock, points_per_hour=1)
    clock.now += 600.5
    ask(sandbox)

    refused = ask(sandbox)

    assert refused.status_code == 429
    assert refused.json().keys() == {"status", "error"}
    assert (refused.json()["status"], refused.headers["retry-after"]) == (429, "3000")


def test_points_come_back_with_the_hour() -> None:
    """After exactly the wait that was named there are points again, for another hour."""
    clock = Clock()
    sandbox = a_sandbox(clock=clock, points_per_hour=1)
    assert statuses(sandbox, 2) == [200, 429]

    clock.now += 3599.5
    assert statuses(sandbox, 1) == [429]
    clock.now = START + 3600
    assert statuses(sandbox, 2) == [200, 429]


def test_points_belong_to_the_client() -> None:
    """Another client id has its own hour; the same one shares it, whoever signed in."""
    sandbox = a_sandbox(points_per_hour=1)
    ask(sandbox, a_query(sandbox, token=sandbox.issue_token("one")))

    again = ask(sandbox, a_query(sandbox, token=sandbox.issue_token("one", user_id=7)))
    other = ask(sandbox, a_query(sandbox, token=sandbox.issue_token("two")))

    assert (again.status_code, other.status_code) == (429, 200)


def test_points_that_another_program_spent_count() -> None:
    """`spend_points` leaves less for whoever asks next."""
    executor = StandIn()
    sandbox = a_sandbox(executor, points_per_hour=100)
    sandbox.spend_points(98.5)

    assert statuses(sandbox, 3) == [200, 200, 429]
    assert [context.points.spent for *_, context in executor.asked if context.points] == [
        99.75,
        101.0,
    ]


def test_a_burst_is_refused_while_points_remain() -> None:
    """The third of two requests a minute is refused until the minute is over."""
    clock = Clock()
    sandbox = a_sandbox(clock=clock, burst=2)
    assert statuses(sandbox, 3) == [200, 200, 429]

    clock.now += 20
    assert ask(sandbox).headers["retry-after"] == "40"
    clock.now += 40
    assert statuses(sandbox, 3) == [200, 200, 429]


@pytest.mark.parametrize(("points", "burst"), [(1, None), (3600, 1)])
def test_the_wait_can_be_left_unsaid(points: int, burst: int | None) -> None:
    """With `retry_after=False` neither limit says how long it lasts."""
    sandbox = a_sandbox(points_per_hour=points, burst=burst, retry_after=False)
    ask(sandbox)

    refused = ask(sandbox)

    assert refused.status_code == 429
    assert "retry-after" not in refused.headers
