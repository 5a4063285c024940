"""The log of a bad day: what is wrong is said once, however many calls it concerns."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pytest

from esologs._call import Call, HttpRequest, Reply, Timeouts
from esologs._logging import EventLog
from esologs.config import BreakerConfig, RetryConfig
from esologs.errors import (
    CircuitOpenError,
    PausedError,
    ServerError,
    SlotsFullError,
    TokenEndpointDownError,
)
from esologs.resilience import events
from esologs.resilience._flow import compose, send
from esologs.resilience.breaker import Breaker
from esologs.resilience.retry import Retry
from tests.crowd import Crowd
from tests.stopped import a_call

if TYPE_CHECKING:
    from esologs.resilience._flow import Flow

NAME = "getThing"
REQUEST = HttpRequest("POST", "https://api.invalid", {})
REFUSALS: list[Any] = [
    CircuitOpenError("open", retry_after=2.0),
    PausedError("paused", retry_after=2.0),
    SlotsFullError("full", in_use=10, waiting=200),
]
NO_TOKEN = TokenEndpointDownError("the token endpoint is in trouble: HTTP 503")


def failed(error: BaseException) -> events.CallFailed:
    return events.CallFailed(operation=NAME, attempts=0, duration=0.0, error=error)


@pytest.mark.parametrize(
    "event",
    [
        *map(failed, [*REFUSALS, NO_TOKEN]),
        events.CallPaused(operation=NAME, wait=2.0, reason="pause"),
        events.RetryStopped(operation=NAME, attempt=2, reason="breaker", error=REFUSALS[0]),
    ],
    ids=lambda event: f"{type(event).__name__} {getattr(event, 'error', '')!r:.12}",
)
def test_what_comes_by_the_hundred_is_one_line_a_second(
    event: events.Event, caplog: pytest.LogCaptureFixture
) -> None:
    """Two hundred a second for ten seconds: ten lines at INFO, which count the others."""
    now = 0.0
    log = EventLog(lambda: now)
    with caplog.at_level(logging.INFO, "esologs"):
        for turn in range(2000):
            now = turn / 200
            log(event)

    assert len(caplog.records) == 10
    assert {record.levelno for record in caplog.records} == {logging.INFO}
    assert "(199 more like it" in caplog.records[1].getMessage()


def test_an_outage_of_the_token_endpoint_is_one_warning_a_second(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Whoever waited for the one request retries and gives up by itself: they tell of one thing."""
    now = 0.0
    log = EventLog(lambda: now)
    with caplog.at_level(logging.WARNING, "esologs"):
        for turn in range(2000):
            now = turn / 200
            event: events.Event = events.RetryScheduled(
                operation=NAME, attempt=1, wait=2.0, asked=True, error=NO_TOKEN
            )
            if turn % 2:
                event = events.RetryStopped(
                    operation=NAME, attempt=3, reason="budget", error=NO_TOKEN
                )
            log(event)

    assert len(caplog.records) == 10
    assert "(199 more like it" in caplog.records[1].getMessage()


def test_every_other_retry_is_a_warning_of_its_own(caplog: pytest.LogCaptureFixture) -> None:
    """As rule and promise say: twenty retries of twenty calls, in the same moment, twenty lines."""
    log = EventLog(lambda: 0.0)
    error = ServerError("HTTP 503", status_code=503)
    with caplog.at_level(logging.WARNING, "esologs"):
        for _ in range(20):
            log(
                events.RetryScheduled(operation=NAME, attempt=1, wait=0.5, asked=False, error=error)
            )

    assert len(caplog.records) == 20


def test_calls_that_fail_otherwise_are_a_line_each(caplog: pytest.LogCaptureFixture) -> None:
    """A 503 is one call's own story."""
    log = EventLog(lambda: 0.0)
    with caplog.at_level(logging.INFO, "esologs"):
        for _ in range(20):
            log(failed(ServerError("HTTP 503", status_code=503)))

    assert len(caplog.records) == 20


@pytest.mark.parametrize(
    ("event", "level", "fields"),
    [
        (
            events.BreakerOpened(operation=NAME, open_for=2.0, why="10 of 10", reason="HTTP 503"),
            logging.WARNING,
            {"open_for": 2.0, "reason": "HTTP 503"},
        ),
        (events.BreakerHalfOpened(operation=NAME), logging.DEBUG, {}),
        (events.BreakerClosed(operation=NAME), logging.INFO, {}),
        (
            events.PauseStarted(operation=NAME, wait=7.0, asked=True),
            logging.INFO,
            {"wait": 7.0, "asked": True},
        ),
    ],
    ids=lambda value: type(value).__name__,
)
def test_each_change_is_one_line_with_its_numbers(
    event: events.Event, level: int, fields: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    """Only a circuit that opens is a WARNING; the numbers are attributes of the record."""
    with caplog.at_level(logging.DEBUG, "esologs"):
        EventLog(lambda: 0.0)(event)

    [record] = caplog.records
    assert record.levelno == level
    assert {name: vars(record)[name] for name in fields} == fields
    assert vars(record)["operation"] == NAME


def test_a_minute_of_outage_at_two_hundred_calls_a_second(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Twelve thousand calls: fewer than one WARNING in two seconds once it is open."""
    crowd = Crowd(lambda _: (0.01, ServerError("HTTP 503", status_code=503)))
    log = EventLog(crowd.clock)
    hooks = events.Hooks([log])

    def attempt(_: Call) -> Flow[Reply]:
        return Reply((yield from send(REQUEST, Timeouts(None, None, None), 1)))

    breaker = Breaker(BreakerConfig(), lease=35.0, hooks=hooks, clock=crowd.clock, rng=lambda: 1.0)
    retry = Retry(RetryConfig(), None, lambda: 1.0, hooks, breaker.refuses_for)
    pipeline = compose([retry, breaker], attempt)
    with caplog.at_level(logging.WARNING, "esologs"):
        for _ in range(200):
            caller = crowd.start(pipeline(a_call()))
            crowd.run(0.005)
        caplog.clear()
        refused = 0
        for _ in range(12_000):
            caller = crowd.start(pipeline(a_call()))
            crowd.run(0.005)
            refused += isinstance(caller.error, CircuitOpenError)
            if caller.is_over and caller.error is not None:
                log(failed(caller.error))

    assert refused > 11_900
    assert len(caplog.records) <= 30
