"""The sandbox's own routes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from esologs._call import HttpRequest
from esologs.sandbox.faults import Status
from tests.sandbox.standin import a_query, a_sandbox, ask, statuses


def control(method: str, route: str, body: Any = None) -> HttpRequest:
    """A request for one of them."""
    return HttpRequest(method, f"/sandbox/{route}", {}, json.dumps(body).encode())


def test_faults_are_set_listed_and_cleared() -> None:
    """What is posted is in force at once; the list shows how often each struck."""
    sandbox = a_sandbox()
    posted = ask(sandbox, control("POST", "faults", {"fault": "status", "status": 502, "count": 2}))
    assert posted.json() == [{"fault": "status", "status": 502, "count": 2, "hits": 0}]
    ask(sandbox, control("POST", "faults", [{"fault": "latency", "seconds": 1}]))

    assert statuses(sandbox, 3) == [502, 502, 200]
    listed = ask(sandbox, control("GET", "faults")).json()
    assert listed == [
        {"fault": "status", "status": 502, "count": 2, "hits": 2},
        {"fault": "latency", "hits": 3},
    ]
    assert ask(sandbox, control("DELETE", "faults")).json() == []
    assert sandbox.answer(a_query(sandbox)).delay == 0.0


@pytest.mark.parametrize("body", [None, 1, "status", {"fault": "x"}, [{"fault": "status"}, 1]])
def test_faults_that_cannot_be_read_change_nothing(body: Any) -> None:
    """A 400 that says why; of a list with one mistake none is set."""
    sandbox = a_sandbox()

    response = ask(sandbox, control("POST", "faults", body))

    assert (response.status_code, response.json()["status"]) == (400, 400)
    assert sandbox.faults.active == []


def test_the_log_can_be_read_without_secrets() -> None:
    """Every request but those for these routes, and no token."""
    sandbox = a_sandbox()
    token = sandbox.issue_token()
    ask(sandbox, a_query(sandbox, "getGuild", token=token, variables={"id": 7}))

    response = ask(sandbox, control("GET", "log"))

    [record] = response.json()
    assert (record["operation"], record["variables"], record["status"]) == (
        "getGuild",
        {"id": 7},
        200,
    )
    assert record["headers"]["authorization"] == "Bearer …"
    assert token not in response.text
    assert len(sandbox.log) == 1


def test_a_reset_is_one_request() -> None:
    """The sandbox is as new afterwards."""
    sandbox = a_sandbox(points_per_hour=1)
    sandbox.faults.add(Status(503, count=1))
    before = statuses(sandbox, 3)

    response = ask(sandbox, control("POST", "reset"))

    assert (before, response.status_code) == ([503, 200, 429], 200)
    assert (len(sandbox.log), statuses(sandbox, 1)) == (0, [200])


@pytest.mark.parametrize(("method", "route"), [("GET", "reset"), ("PUT", "faults"), ("GET", "")])
def test_others_are_told_what_there_is(method: str, route: str) -> None:
    """A 404 that lists the routes."""
    response = ask(a_sandbox(), control(method, route))

    assert response.status_code == 404
    assert "/sandbox/faults" in response.json()["error"]


def test_faults_do_not_reach_these_routes() -> None:
    """Whoever broke everything can still mend it."""
    sandbox = a_sandbox(faults=[Status(503, path=None)])

    assert ask(sandbox, control("DELETE", "faults")).status_code == 200
    assert statuses(sandbox, 1) == [200]
