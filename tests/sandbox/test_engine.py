"""What a sandbox answers when nothing goes wrong, and when the asker is wrong."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest

from esologs._call import HttpRequest
from esologs.errors import ConfigError
from esologs.sandbox import Sandbox, SandboxConfig
from esologs.sandbox.settings import SandboxSettings
from tests.sandbox.standin import REPORT, START, Clock, StandIn, a_query, a_sandbox, ask


def posted(sandbox: Sandbox, body: bytes) -> HttpRequest:
    """A request to the GraphQL route with a good token and this body."""
    headers = {"authorization": f"Bearer {sandbox.issue_token()}"}
    return HttpRequest("POST", "/api/v2/client", headers, body)


def test_a_query_reaches_the_executor_as_it_was_sent() -> None:
    """Document, variables, name, both clocks, the points and no user go to the executor."""
    executor, clock = StandIn(), Clock()
    sandbox = a_sandbox(executor, clock=clock)
    clock.now += 5

    response = ask(sandbox, a_query(sandbox, "getThing", variables={"id": 7}))

    assert (response.status_code, response.json()) == (200, {"data": REPORT})
    [(document, variables, name, context)] = executor.asked
    assert (document, variables, name) == ("{x}", {"id": 7}, "getThing")
    assert (context.now_ms, context.started_ms) == ((START + 5) * 1000, START * 1000)
    assert context.user_id is None
    assert context.points is not None
    assert (context.points.spent, context.points.resets_in) == (1.25, 3595)


@pytest.mark.parametrize(
    ("path", "user_id", "status", "known"),
    [
        ("/api/v2/client", None, 200, None),
        ("/api/v2/client", 7, 200, None),
        ("/api/v2/user", 7, 200, 7),
        ("/api/v2/user", None, 401, None),
    ],
)
def test_a_user_is_known_on_the_users_route_only(
    path: str, user_id: int | None, status: int, known: int | None
) -> None:
    """A user's token is good on both routes, a client's on one; only `/user` knows the user."""
    executor = StandIn()
    sandbox = a_sandbox(executor)
    token = sandbox.issue_token(user_id=user_id)

    response = ask(sandbox, a_query(sandbox, path=path, token=token))

    assert response.status_code == status
    assert [context.user_id for *_, context in executor.asked] == [known] * (status == 200)


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer ", "Bearer x.y.z", "Basic eDp5"])
def test_a_bad_token_is_a_401_with_the_real_body(header: str | None) -> None:
    """No token, another scheme and a forged token get the same refusal, and cost nothing."""
    sandbox = a_sandbox()
    headers = {} if header is None else {"Authorization": header}

    response = ask(sandbox, HttpRequest("POST", "/api/v2/client", headers, b'{"query":"{x}"}'))

    assert (response.status_code, response.json()) == (401, {"error": "Unauthenticated."})
    assert sandbox.log[-1].points == 0.0


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b'"x"', b"\xff\xfe", b"[" * 100_000])
def test_a_body_that_is_no_json_object_is_a_400(body: bytes) -> None:
    """What cannot be read is refused as such, not executed and not a crash."""
    executor = StandIn()
    sandbox = a_sandbox(executor)

    assert ask(sandbox, posted(sandbox, body)).status_code == 400
    assert executor.asked == []


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"query": None},
        {"query": "  "},
        {"query": 7},
        {"query": "{x}", "variables": [1]},
        {"query": "{x}", "operationName": 7},
    ],
)
def test_a_request_without_a_query_is_a_graphql_error_in_a_200(body: dict[str, Any]) -> None:
    """JSON that is no GraphQL request gets `errors`, as from the real server."""
    executor = StandIn()
    sandbox = a_sandbox(executor)

    response = ask(sandbox, posted(sandbox, json.dumps(body).encode()))

    assert response.status_code == 200
    assert [list(error) for error in response.json()["errors"]] == [["message"]]
    assert executor.asked == []


@pytest.mark.parametrize(
    ("method", "url", "status"),
    [
        ("GET", "http://[::1", 404),
        ("POST", "//[", 404),
        ("GET", "/api/v2/client", 405),
        ("GET", "/oauth/token", 405),
        ("DELETE", "/oauth/authorize", 405),
        ("GET", "/", 404),
        ("POST", "/api/v2/clients", 404),
        ("GET", "/sandbox/nothing", 404),
        ("POST", "http://127.0.0.1:1/api/v3", 404),
    ],
)
def test_other_routes_do_not_exist(method: str, url: str, status: int) -> None:
    """A wrong address or method is told, whatever the host in the URL."""
    assert ask(a_sandbox(), HttpRequest(method, url, {})).status_code == status


def test_every_answer_carries_its_number_and_the_sandboxes_time() -> None:
    """`x-request-id` counts the requests, `date` is the sandbox's clock: nothing else varies."""
    sandbox = a_sandbox()

    answers = [ask(sandbox), ask(sandbox, HttpRequest("GET", "/nowhere", {}))]

    assert [answer.request_id for answer in answers] == ["sandbox-000001", "sandbox-000002"]
    assert {answer.headers["date"] for answer in answers} == {"Tue, 14 Nov 2023 22:13:20 GMT"}


def test_the_same_requests_give_the_same_bytes() -> None:
    """Two sandboxes of one seed agree in every byte, tokens included; another seed does not."""

    def tale(seed: int) -> list[object]:
        sandbox = a_sandbox(seed=seed)
        answers = [sandbox.answer(a_query(sandbox)) for _ in range(3)]
        return [sandbox.issue_token(), *((a.response.headers, a.response.content) for a in answers)]

    assert tale(3) == tale(3)
    assert tale(3)[0] != tale(4)[0]


def test_the_log_holds_what_was_asked() -> None:
    """Method, path, operation, variables, scheme, points and status are there for assertions."""
    sandbox = a_sandbox()
    ask(sandbox, a_query(sandbox, "getGuild", variables={"id": 1}))
    ask(sandbox, posted(sandbox, b'{"query": "query Named($a: Int) { x }"}'))
    ask(sandbox, HttpRequest("GET", "/nowhere?x=1", {"X-Own": "yes"}))

    first, second, third = sandbox.log

    assert (first.method, first.path, first.operation) == ("POST", "/api/v2/client", "getGuild")
    assert (first.variables, first.scheme, first.points) == ({"id": 1}, "Bearer", 1.25)
    assert (second.operation, third.operation) == ("Named", None)
    assert (third.path, third.status, third.headers) == ("/nowhere", 404, {"x-own": "yes"})
    assert sandbox.log.operations == ["getGuild", "Named"]
    assert sandbox.log.of("Named") == [second]


def test_the_log_is_bounded_and_shows_no_secret() -> None:
    """The oldest requests go; neither repr nor JSON of a record holds token or body."""
    sandbox = a_sandbox(log_size=2)
    token = sandbox.issue_token()
    for name in ("one", "two", "three"):
        ask(sandbox, a_query(sandbox, name, token=token))

    assert sandbox.log.operations == ["two", "three"]
    record = sandbox.log[-1]
    assert token in record.headers["authorization"]
    assert token not in repr(record)
    assert token not in json.dumps(record.to_dict())


def test_reset_forgets_everything_but_the_tokens() -> None:
    """Log, points, numbers and added faults are gone; a token that a client holds stays good."""
    sandbox = a_sandbox(points_per_hour=2)
    token = sandbox.issue_token()
    before = [ask(sandbox, a_query(sandbox, token=token)).status_code for _ in range(3)]

    sandbox.reset()

    response = ask(sandbox, a_query(sandbox, token=token))
    assert before == [200, 200, 429]
    assert (response.status_code, response.request_id, len(sandbox.log)) == (
        200,
        "sandbox-000001",
        1,
    )


def test_many_threads_share_one_sandbox() -> None:
    """No request is lost, numbered twice or charged twice when eight threads ask at once."""
    sandbox = a_sandbox(StandIn(cost=0.5))
    request = a_query(sandbox)
    numbers: list[str | None] = []

    def work() -> None:
        numbers.extend(ask(sandbox, request).request_id for _ in range(50))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(numbers)) == len(sandbox.log) == 400
    assert sum(record.points for record in sandbox.log) == 200.0


@pytest.mark.parametrize(
    "settings",
    [
        {"seed": -1},
        {"seed": True},
        {"points_per_hour": 0},
        {"burst": 0},
        {"burst_window": float("nan")},
        {"token_lifetime": 0},
        {"token_lifetime": float("inf")},
        {"user_id": 0},
        {"log_size": -1},
        {"redirect_uris": "http://localhost/"},
        {"credentials": {"id": ""}},
    ],
)
def test_a_setting_that_can_never_work_is_refused_by_name(settings: Any) -> None:
    """The error names the setting."""
    with pytest.raises(ConfigError, match=next(iter(settings))):
        Sandbox(**settings)


def test_the_keywords_are_the_settings() -> None:
    """What `Sandbox` takes and what `SandboxConfig` holds cannot drift apart."""
    assert SandboxSettings.__annotations__.keys() == SandboxConfig.__annotations__.keys()
    theirs = {name: str(kind) for name, kind in SandboxConfig.__annotations__.items()}
    assert {
        name: kind.__forward_arg__ for name, kind in SandboxSettings.__annotations__.items()
    } == theirs
