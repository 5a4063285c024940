"""When faults strike: probability, count, time, what they look at, and how they add up."""

from __future__ import annotations

import threading

import pytest

from esologs.errors import ConfigError
from esologs.sandbox.answer import Hanging, Trickled, Whole
from esologs.sandbox.faults import (
    BlackHole,
    ColdCache,
    Fault,
    Latency,
    RateLimited,
    Status,
    TokenDown,
    Trickle,
    UnknownField,
)
from tests.sandbox.standin import REPORT, START, Clock, a_form, a_query, a_sandbox, ask, statuses


def test_failures_queue_up() -> None:
    """The first fault that strikes has the request to itself; the next waits for its turn."""
    sandbox = a_sandbox(faults=[Status(503, count=2), RateLimited(count=1)])

    assert statuses(sandbox, 4) == [503, 503, 429, 200]
    assert [record.faults for record in sandbox.log] == [
        ("status",),
        ("status",),
        ("rate_limited",),
        (),
    ]


def test_a_replaced_answer_is_not_executed_and_costs_nothing() -> None:
    """An outage before the server spends no points."""
    sandbox = a_sandbox(faults=[Status(count=1)])
    statuses(sandbox, 2)

    assert [record.points for record in sandbox.log] == [0.0, 1.25]


def test_probability_is_a_share_and_repeats_exactly() -> None:
    """About three tenths of 1,000; the same ones for the same seed, others for another."""

    def run(seed: int) -> list[int]:
        sandbox = a_sandbox(burst=None, faults=[Status(probability=0.3, seed=seed)])
        return statuses(sandbox, 1000)

    first = run(1)
    assert 250 < first.count(503) < 350
    assert run(1) == first
    assert run(2) != first


@pytest.mark.parametrize(("probability", "status"), [(0.0, 200), (1.0, 503)])
def test_probability_has_two_sure_ends(probability: float, status: int) -> None:
    """0 never strikes and 1 always does."""
    assert set(statuses(a_sandbox(faults=[Status(probability=probability)]), 50)) == {status}


def test_a_fault_keeps_to_its_turns() -> None:
    """From its `first` request to its `last`, of those that it looks at, whatever struck before."""
    outage = Status(503, first=3, last=5)
    sandbox = a_sandbox(faults=[RateLimited(count=1), outage])

    assert statuses(sandbox, 7) == [429, 200, 503, 503, 503, 200, 200]

    sandbox = a_sandbox(
        faults=[Status(first=2, last=2, path="/oauth/token"), UnknownField(first=2)]
    )
    assert statuses(sandbox, 3) == [200, 200, 200]
    assert [record.faults for record in sandbox.log] == [(), ("unknown_field",), ("unknown_field",)]


def test_a_fault_keeps_to_its_window() -> None:
    """From `after` on, until just before `until`, counted from when it was added."""
    clock = Clock()
    sandbox = a_sandbox(clock=clock)
    clock.now += 100
    sandbox.faults.add(Status(after=10, until=20))

    seen = {}
    for age in (0.0, 9.9, 10.0, 19.9, 20.0):
        clock.now = START + 100 + age
        seen[age] = ask(sandbox).status_code

    assert seen == {0.0: 200, 9.9: 200, 10.0: 503, 19.9: 503, 20.0: 200}


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Status(operation="getGuild"), [503, 200, 200]),
        (Status(operation="get*"), [503, 503, 200]),
        (Status(path="/oauth/*"), [200, 200, 503]),
        (Status(path=None), [503, 503, 503]),
        (Status(path=None, operation="*"), [503, 503, 503]),
        (TokenDown(), [200, 200, 503]),
        (Status(), [503, 503, 200]),
    ],
)
def test_a_fault_looks_at_its_operation_and_path_only(fault: Fault, expected: list[int]) -> None:
    """Patterns on the operation's name and the path; by default the GraphQL routes."""
    sandbox = a_sandbox(faults=[fault])
    requests = [
        a_query(sandbox, "getGuild"),
        a_query(sandbox, "getReport"),
        a_form("/oauth/token", grant_type="client_credentials", client_id="a", client_secret="b"),
    ]

    assert [ask(sandbox, request).status_code for request in requests] == expected


def test_delays_add_to_whatever_else_happens() -> None:
    """Two latencies and a trickle: both waits, one trickle."""
    sandbox = a_sandbox(faults=[Latency(1.5), Trickle(0.25, 3), Latency(0.5), BlackHole()])

    answer = sandbox.answer(a_query(sandbox))

    assert (answer.delay, answer.delivery) == (2.0, Trickled(3, 0.25))


def test_spread_is_drawn_evenly_from_the_seed() -> None:
    """All delays lie in the spread, on average in its middle, and repeat."""

    def delays(seed: int) -> list[float]:
        sandbox = a_sandbox(burst=None, faults=[Latency(1.0, 0.5, seed=seed)])
        return [sandbox.answer(a_query(sandbox)).delay for _ in range(500)]

    first = delays(1)
    assert 1.0 <= min(first) < max(first) < 1.5
    assert sum(first) / 500 == pytest.approx(1.25, abs=0.02)
    assert delays(1) == first


def test_a_data_fault_counts_only_where_it_changes_something() -> None:
    """A cold cache waits for a report: a request that fails uses nothing up."""
    sandbox = a_sandbox(faults=[ColdCache(), Status(count=1)])

    answers = [ask(sandbox) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [503, 200, 200]
    cold, warm = (answer.json()["data"]["reportData"]["report"] for answer in answers[1:])
    assert (cold["masterData"], warm["masterData"]) == (None, {"lang": "en"})


def test_data_faults_all_have_their_turn() -> None:
    """Unlike failures, changes of the data add up."""
    sandbox = a_sandbox(faults=[ColdCache(), UnknownField("extra")])

    report = ask(sandbox).json()["data"]["reportData"]["report"]

    assert report["masterData"] is None
    assert "extra" in report
    assert sandbox.log[-1].faults == ("cold_cache", "unknown_field")
    assert "extra" not in REPORT["reportData"]["report"], "the executor's own data is untouched"


def test_faults_can_be_taken_away() -> None:
    """A `with` block ends its own faults only; `clear` ends all; `reset` brings back the first."""
    sandbox = a_sandbox(faults=[Status(500, operation="other")])
    sandbox.faults.add(Status(502, operation="third"))
    with sandbox.faults.add(Status(503), Latency(1)) as handle:
        assert statuses(sandbox, 2) == [503, 503]
    assert handle.hits == 4
    assert statuses(sandbox, 1) == [200]

    handle.remove()
    assert [armed.fault.name for armed in sandbox.faults.active] == ["status", "status"]
    sandbox.faults.clear()
    assert sandbox.faults.active == []
    sandbox.reset()
    assert [armed.fault for armed in sandbox.faults.active] == [Status(500, operation="other")]


def test_equal_faults_are_two() -> None:
    """Adding the same fault twice and taking one away leaves the other, with its own count."""
    sandbox = a_sandbox()
    first = sandbox.faults.add(Status(count=1))
    sandbox.faults.add(Status(count=1))
    first.remove()

    assert statuses(sandbox, 2) == [503, 200]


def test_a_count_holds_under_threads() -> None:
    """Of 400 requests from eight threads exactly 100 are struck."""
    sandbox = a_sandbox(burst=None, faults=[Status(count=100)])
    request, seen = a_query(sandbox), list[int]()

    def work() -> None:
        seen.extend(ask(sandbox, request).status_code for _ in range(50))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (seen.count(503), seen.count(200)) == (100, 300)


def test_a_header_sets_faults_for_its_request() -> None:
    """Without a count for each request that carries it, and for no other."""
    sandbox = a_sandbox()
    marked = a_query(sandbox, headers={"X-Sandbox-Fault": "status=502, latency=2"})

    answers = [sandbox.answer(marked) for _ in range(2)]

    assert [(a.response.status_code, a.delay) for a in answers] == [(502, 2.0), (502, 2.0)]
    assert statuses(sandbox, 1) == [200]


def test_a_count_in_a_header_is_shared_by_those_who_carry_it() -> None:
    """A retry with the same headers gets through; another header counts for itself."""
    sandbox = a_sandbox()

    def status(header: str) -> int:
        return ask(sandbox, a_query(sandbox, headers={"x-sandbox-fault": header})).status_code

    assert [status("status=503;count=1") for _ in range(3)] == [503, 200, 200]
    assert status("status=503;count=1;seed=2") == 503
    sandbox.reset()
    assert status("status=503;count=1") == 503


def test_a_header_that_cannot_be_read_says_so() -> None:
    """A 400 that names what is wrong, so that a typing error is no silent success."""
    sandbox = a_sandbox()

    response = ask(sandbox, a_query(sandbox, headers={"x-sandbox-fault": "statsu=503"}))

    assert response.status_code == 400
    assert "statsu" in response.json()["error"]


def test_a_black_hole_takes_the_request() -> None:
    """The request is executed and logged although no answer arrives, as on a real network."""
    sandbox = a_sandbox(faults=[BlackHole(count=1)])

    answers = [sandbox.answer(a_query(sandbox)).delivery for _ in range(2)]

    assert answers == [Hanging(), Whole()]
    assert [record.points for record in sandbox.log] == [1.25, 1.25]


@pytest.mark.parametrize(
    "settings",
    [
        {"probability": 1.5},
        {"probability": -0.1},
        {"probability": float("nan")},
        {"count": 0},
        {"count": True},
        {"seed": -1},
        {"after": -1},
        {"until": 0},
        {"after": 5, "until": 5},
        {"first": 0},
        {"first": 3, "last": 2},
    ],
)
def test_a_trigger_that_can_never_strike_right_is_refused(settings: dict[str, float]) -> None:
    """The error names the setting."""
    with pytest.raises(ConfigError, match=list(settings)[-1]):
        Status(503, **settings)  # type: ignore[arg-type]  # wrong on purpose
