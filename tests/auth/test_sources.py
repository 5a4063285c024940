"""The token source: fetched late, shared by all, renewed ahead of its end, and once on a 401."""

from __future__ import annotations

import json
import os
from itertools import count, repeat
from typing import TYPE_CHECKING, Any

import pytest

from esologs._call import Call, HttpRequest, HttpResponse, Reply, Timeouts
from esologs.auth.authorize import Authorize
from esologs.auth.credentials import Credentials
from esologs.auth.sources import ClientCredentials, StaticToken
from esologs.config import RetryConfig, TokenConfig
from esologs.errors import (
    AuthenticationError,
    ConnectFailedError,
    InvalidCredentialsError,
    TokenEndpointBlockedError,
    TokenEndpointDownError,
    TokenError,
)
from esologs.resilience._flow import compose, run, send
from esologs.resilience.classify import classify
from esologs.resilience.events import Hooks
from esologs.resilience.retry import Retry
from tests.stopped import World, a_call, an_answer

if TYPE_CHECKING:
    from esologs.resilience._flow import Flow

TOKEN_URL = "https://api.invalid/oauth/token"
API = HttpRequest("POST", "https://api.invalid/api/v2/client", {})


def a_token(value: str = "t1", expires_in: Any = 3600) -> HttpResponse:
    body = {"token_type": "Bearer", "access_token": value, "expires_in": expires_in}
    return an_answer(body=json.dumps(body).encode())


def a_source(world: World, **config: float) -> ClientCredentials:
    return ClientCredentials(
        Credentials("an-id", "a-secret"),
        TOKEN_URL,
        config=TokenConfig(**config),
        user_agent="tests",
        hooks=Hooks([world.events.append]),
        clock=world.clock,
        wall_clock=world.clock,
    )


def attempt(call: Call) -> Flow[Reply]:
    """Send with the call's token; a 401 is the error that it is on the wire."""
    headers = {"authorization": call.authorization or "none"}
    response = yield from send(HttpRequest("POST", API.url, headers), Timeouts(9, 9, 9), 1)
    if response.status_code == 401:
        raise AuthenticationError("HTTP 401", status_code=401)
    return Reply(response)


def ask(world: World, source: Any) -> None:
    run(compose([Authorize(source)], attempt)(a_call()), world)


def sent(world: World) -> list[str]:
    """What went out: `token` for a token request, else the token that was used."""
    return [
        "token"
        if request.url == TOKEN_URL
        else request.headers["authorization"].removeprefix("Bearer ")
        for request in world.sent
    ]


def test_a_token_is_fetched_with_the_first_call_and_kept() -> None:
    """One token request for three calls."""
    world = World(a_token(), *repeat(an_answer(), 3))
    source = a_source(world)

    for _ in range(3):
        ask(world, source)

    assert sent(world) == ["token", "t1", "t1", "t1"]


@pytest.mark.parametrize(
    ("lifetime", "age", "renewed"),
    [
        (3600, 3539, False),
        (3600, 3541, True),
        (100, 89, False),
        (100, 91, True),
        (None, 1e9, False),
        ("3600", 3541, True),
        ("soon", 1e9, False),
        (-5, 1e9, False),
        (float("inf"), 1e9, False),
    ],
)
def test_a_token_is_renewed_ahead_of_its_end(lifetime: Any, age: float, renewed: bool) -> None:
    """A minute before, or a tenth of a short life; never when the life is not known."""
    world = World(a_token("t1", lifetime), an_answer(), a_token("t2"), an_answer())
    source = a_source(world)
    ask(world, source)
    if not renewed:
        world.answers.pop(0)
    world.now += age

    ask(world, source)

    assert sent(world)[-1] == ("t2" if renewed else "t1")


def test_a_token_that_still_holds_outlives_a_failed_renewal() -> None:
    """The endpoint is down while thirty seconds are left: the old token goes on being used."""
    world = World(a_token(), an_answer(), an_answer(503, b"<html>"), an_answer())
    source = a_source(world)
    ask(world, source)
    world.now += 3570

    ask(world, source)

    assert sent(world) == ["token", "t1", "token", "t1"]


def test_an_expired_token_is_never_sent() -> None:
    """Past its end there is the failure instead."""
    world = World(a_token(), an_answer(), an_answer(503, b"<html>"))
    source = a_source(world)
    ask(world, source)
    world.now += 3600

    with pytest.raises(TokenEndpointDownError):
        ask(world, source)

    assert sent(world) == ["token", "t1", "token"]


def test_a_401_is_answered_by_one_newer_token_and_one_replay() -> None:
    """Whatever the clock says of the old one."""
    world = World(a_token(), an_answer(401), a_token("t2"), an_answer())

    ask(world, a_source(world))

    assert sent(world) == ["token", "t1", "token", "t2"]


def test_a_second_401_is_the_callers() -> None:
    """No loop: two requests, then the error."""
    world = World(a_token(), an_answer(401), a_token("t2"), an_answer(401))

    with pytest.raises(AuthenticationError):
        ask(world, a_source(world))

    assert sent(world) == ["token", "t1", "token", "t2"]


def test_a_late_401_of_an_old_token_takes_the_new_one() -> None:
    """Another caller has renewed it meanwhile: no second token request."""
    world = World(a_token("t2"))
    source = a_source(world)
    run(source.token(), world)

    assert run(source.replacement("t1"), world) == "t2"
    assert sent(world) == ["token"]


def test_a_static_token_cannot_be_replaced() -> None:
    """One request; the caller hears of it."""
    world = World(an_answer(401))

    with pytest.raises(AuthenticationError):
        ask(world, StaticToken("mine"))

    assert sent(world) == ["mine"]


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        (an_answer(401, b'{"error":"invalid_client"}'), InvalidCredentialsError, "ESOLOGS_SECRET"),
        (an_answer(400, b'{"error":"invalid_client"}'), InvalidCredentialsError, "esologs.com"),
        (an_answer(403, b"<html>Attention"), TokenEndpointBlockedError, "not judged"),
        (an_answer(401, b"<html>"), TokenEndpointBlockedError, "another network"),
        (an_answer(503, b"<html>"), TokenEndpointDownError, "may be fine"),
        (an_answer(429, b"{}"), TokenEndpointDownError, "may be fine"),
        (an_answer(522, b"<html>"), TokenEndpointDownError, "may be fine"),
        (an_answer(200, b"<html>"), TokenEndpointDownError, "no access token"),
        (an_answer(200, b'{"access_token":""}'), TokenEndpointDownError, "no access token"),
        (an_answer(200, b"[]"), TokenEndpointDownError, "no access token"),
        (ConnectFailedError("no connection"), TokenEndpointDownError, "not judged"),
        (an_answer(404, b"<html>"), TokenError, "ESOLOGS_BASE_URL"),
    ],
)
def test_each_failure_says_what_to_do(answer: Any, kind: type[TokenError], words: str) -> None:
    """Wrong credentials, a firewall and an outage are three errors; none shows the secret."""
    world = World(answer)

    with pytest.raises(TokenError) as caught:
        ask(world, a_source(world))

    assert type(caught.value) is kind
    assert words in str(caught.value)
    assert "a-secret" not in repr(caught.value) + str(caught.value) + repr(a_source(world))


def test_a_failure_is_remembered_for_a_moment() -> None:
    """Ten callers within two seconds: one request; after them the endpoint is asked again."""
    world = World(*repeat(an_answer(503, b""), 9))
    source = a_source(world)

    for _ in range(10):
        with pytest.raises(TokenEndpointDownError):
            ask(world, source)
    world.now += 2.0
    with pytest.raises(TokenEndpointDownError):
        ask(world, source)

    assert len(world.sent) == 2


def test_each_caller_gets_an_exception_of_its_own() -> None:
    """What one notes on it, the next does not see."""
    world = World(an_answer(503, b""))
    source = a_source(world)
    caught: list[TokenError] = []
    for _ in range(2):
        with pytest.raises(TokenEndpointDownError) as info:
            ask(world, source)
        caught.append(info.value)

    assert caught[0] is not caught[1]
    assert str(caught[0]) == str(caught[1])


def test_a_retry_waits_until_the_failure_is_forgotten() -> None:
    """No attempt is spent on a failure that is still remembered."""
    world = World(an_answer(503, b""), a_token(), an_answer())
    retry = Retry(RetryConfig(), None, lambda: 0.0, Hooks())

    run(compose([retry, Authorize(a_source(world))], attempt)(a_call()), world)

    assert (sent(world), world.slept) == (["token", "token", "t1"], [2.0])


def test_a_failure_that_is_remembered_is_nobodys_to_wait_for() -> None:
    """Who comes while the endpoint is known to be down hears so at once, and when to come again."""
    world = World(an_answer(503, b""))
    source = a_source(world)
    with pytest.raises(TokenEndpointDownError):
        ask(world, source)
    world.now += 0.5
    retry = Retry(RetryConfig(), None, lambda: 0.0, Hooks())

    with pytest.raises(TokenEndpointDownError) as info:
        run(compose([retry, Authorize(source)], attempt)(a_call()), world)

    assert (world.slept, info.value.retry_after, len(world.sent)) == ([], 1.5, 1)
    assert classify(info.value).stale_ok


def test_the_token_request_is_what_every_server_must_take() -> None:
    """HTTP Basic, a form body; its repr shows neither."""
    world = World(a_token(), an_answer())
    ask(world, a_source(world))

    request = world.sent[0]
    assert (request.method, request.content) == ("POST", b"grant_type=client_credentials")
    assert request.headers["authorization"] == "Basic YW4taWQ6YS1zZWNyZXQ="
    assert "YW4t" not in repr(request)


def test_many_refreshes_never_reuse_an_old_token() -> None:
    """A hundred lives later the newest token is the one in use."""
    numbers = count(1)

    def answer(request: HttpRequest) -> HttpResponse:
        return a_token(f"t{next(numbers)}") if request.url == TOKEN_URL else an_answer()

    world = World(*repeat(answer, 200))
    source = a_source(world)

    for _ in range(100):
        ask(world, source)
        world.now += 3600

    assert sent(world)[-1] == "t100"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_child_does_not_wait_for_a_thread_of_its_parent() -> None:
    """A thread that renews while the process forks is not there in the child to let go."""
    source: Any = a_source(World())
    with source._lock:
        child = os.fork()
        if not child:
            os._exit(0 if source._lock.acquire(blocking=False) else 1)

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
