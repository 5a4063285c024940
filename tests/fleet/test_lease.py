"""A refresh lease: of all workers that want one answer, one asks for it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import pytest

from esologs._call import Call, HttpRequest, Reply, Timeouts
from esologs.errors import ServerError
from esologs.resilience._flow import Flow, send
from esologs.resilience.lease import RefreshLease
from tests.crowd import Caller, Crowd
from tests.stopped import OPERATION, a_call, an_answer

if TYPE_CHECKING:
    from esologs.resilience._flow import Consult, Send
    from tests.fleet.fleets import Fleet

PATIENCE = 2.0


class Answers:
    """A store that all see at once, and a server that takes *takes* seconds for an answer."""

    def __init__(self, fleet: Fleet) -> None:
        self.fleet = fleet
        self.takes = 0.5
        self.requests = 0
        self.kept = False
        self.key: str | None = uuid.uuid4().hex
        self.away = False
        self.failing = False
        self.crowd = Crowd(self.serve, self.consult)
        self.lease = RefreshLease(
            key_of=lambda call: self.key,
            look=self.look,
            patience=PATIENCE,
            seconds=35.0,
            rng=lambda: 0.0,
        )

    def serve(self, _: Send) -> tuple[float, Any]:
        self.requests += 1
        failure = ServerError("HTTP 503", status_code=503)
        return self.takes, failure if self.failing else an_answer()

    def consult(self, effect: Consult) -> list[bytes] | None:
        if self.away:
            return None
        answer = self.fleet.link.perform(effect)
        return None if effect.posted else answer

    def look(self, _: Call) -> Flow[Reply | None]:
        yield from ()
        return Reply(an_answer(), source="cache") if self.kept else None

    def ask(self) -> Caller:
        def proceed(_: Call) -> Flow[Reply]:
            request = HttpRequest("POST", "https://api.invalid", {})
            response = yield from send(request, Timeouts(None, None, None), 1)
            self.kept = True
            return Reply(response)

        call = Call(OPERATION, {}, a_call().options, "", {})
        return self.crowd.start(self.lease(call, proceed))


@pytest.fixture
def answers(fleet: Fleet) -> Answers:
    return Answers(fleet)


def sources(callers: list[Caller]) -> list[str]:
    return [caller.outcome.source for caller in callers]


def test_of_twenty_workers_one_asks(answers: Answers) -> None:
    """The others have its answer from the store."""
    callers = [answers.ask() for _ in range(20)]
    answers.crowd.run(PATIENCE)

    assert answers.requests == 1
    assert sorted(sources(callers)) == ["cache"] * 19 + ["live"]


def test_who_waits_in_vain_asks_in_the_end(answers: Answers) -> None:
    """The one that leads takes a minute: the others have their patience, and then go."""
    answers.takes = 60.0
    callers = [answers.ask() for _ in range(3)]
    answers.crowd.run(PATIENCE + 0.5)
    asked = answers.requests
    answers.crowd.run(100.0)

    assert asked == 3
    assert sources(callers) == ["live"] * 3


def test_a_failure_lets_the_next_one_ask_at_once(answers: Answers) -> None:
    """The lease goes with the call that had it."""
    answers.failing = True
    first = answers.ask()
    answers.crowd.run(1.0)
    answers.failing = False
    second = answers.ask()
    answers.crowd.run(0.6)

    assert isinstance(first.error, ServerError)
    assert second.outcome.source == "live"


def test_a_cancelled_leader_lets_the_next_one_ask_at_once(answers: Answers) -> None:
    """It gives the lease back on its way out."""
    answers.takes = 60.0
    first = answers.ask()
    answers.crowd.run(0.1)
    answers.crowd.cancel(first)
    answers.takes = 0.5
    second = answers.ask()
    answers.crowd.run(0.6)

    assert second.outcome.source == "live"
    assert answers.requests == 2


def test_what_was_kept_a_moment_ago_is_not_asked_for_again(answers: Answers) -> None:
    """Whoever gets the lease looks first: the one before may have just stored the answer."""
    answers.kept = True
    caller = answers.ask()
    answers.crowd.run(1.0)

    assert caller.outcome.source == "cache"
    assert answers.requests == 0


def test_without_the_fleet_each_worker_asks(answers: Answers) -> None:
    """Nobody waits for anybody."""
    answers.away = True
    callers = [answers.ask() for _ in range(3)]
    answers.crowd.run(0.6)

    assert sources(callers) == ["live"] * 3


def test_a_call_that_nobody_keeps_needs_no_lease(answers: Answers) -> None:
    """Two workers ask side by side."""
    answers.key = None
    callers = [answers.ask() for _ in range(2)]
    answers.crowd.run(0.6)

    assert sources(callers) == ["live"] * 2


def test_a_lease_ends_by_itself(answers: Answers) -> None:
    """Its worker was killed: after an attempt's time somebody else leads."""
    answers.takes = 1e9
    answers.ask()
    answers.crowd.run(0.1)

    left = answers.fleet.redis("PTTL", f"lease{answers.key}")
    assert 30_000 < left <= 35_000
