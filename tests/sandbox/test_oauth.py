"""The token endpoint and the consent page, by RFC 6749 and RFC 7636."""

from __future__ import annotations

import base64
import hashlib
import re
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from esologs._call import HttpRequest, HttpResponse
from tests.sandbox.standin import Clock, StandIn, a_form, a_query, a_sandbox, ask

if TYPE_CHECKING:
    from esologs.sandbox import Sandbox

VERIFIER = "a-verifier-of-at-least-forty-three-characters"
CHALLENGE = (
    base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
)
APP = {
    "response_type": "code",
    "client_id": "app",
    "redirect_uri": "http://localhost:7777/callback",
    "state": "s&1",
    "scope": "view-user-profile",
}
PKCE = {**APP, "code_challenge": CHALLENGE, "code_challenge_method": "S256"}


def basic(client_id: str, secret: str) -> dict[str, str]:
    """The header of RFC 6749, 2.3.1."""
    return {"authorization": "Basic " + base64.b64encode(f"{client_id}:{secret}".encode()).decode()}


def allowed(sandbox: Sandbox, fields: dict[str, str], decision: str = "allow") -> dict[str, str]:
    """What the application is sent after the user's decision."""
    response = ask(sandbox, a_form("/oauth/authorize", **fields, decision=decision))
    assert response.status_code == 302
    assert response.headers["location"].startswith(fields["redirect_uri"])
    return dict(parse_qsl(urlsplit(response.headers["location"]).query))


def exchanged(sandbox: Sandbox, code: str, **fields: str) -> HttpResponse:
    """The token endpoint's answer to a code."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "client_id": "app",
        "redirect_uri": APP["redirect_uri"],
        **fields,
    }
    return ask(sandbox, a_form("/oauth/token", **form))


def refreshed(sandbox: Sandbox, token: str, **fields: str) -> HttpResponse:
    """The token endpoint's answer to a refresh token, without a secret unless one is given."""
    form = {"grant_type": "refresh_token", "refresh_token": token, "client_id": "app", **fields}
    return ask(sandbox, a_form("/oauth/token", **form))


def error(response: HttpResponse) -> tuple[int, str]:
    """Status and error code of a refusal."""
    return response.status_code, response.json()["error"]


@pytest.mark.parametrize(
    "request_",
    [
        a_form("/oauth/token", basic("me", "se:cret"), grant_type="client_credentials"),
        a_form(
            "/oauth/token", grant_type="client_credentials", client_id="me", client_secret="se:cret"
        ),
    ],
    ids=["basic", "form"],
)
def test_credentials_buy_a_token(request_: HttpRequest) -> None:
    """Sent as Basic or as fields, id and secret are worth a token that works."""
    sandbox = a_sandbox(credentials={"me": "se:cret"})

    response = ask(sandbox, request_)

    body = response.json()
    assert body.keys() == {"token_type", "expires_in", "access_token"}
    assert (body["token_type"], response.headers["cache-control"]) == ("Bearer", "no-store")
    assert ask(sandbox, a_query(sandbox, token=body["access_token"])).status_code == 200


@pytest.mark.parametrize(
    ("known", "headers", "accepted"),
    [
        (None, basic("any", "thing"), True),
        (None, basic("any", ""), False),
        (None, basic("", "thing"), False),
        (None, {}, False),
        (None, {"authorization": "Basic !!!"}, False),
        ({"me": "x"}, basic("me", "x"), True),
        ({"me": "x"}, basic("me", "y"), False),
        ({"me": "x"}, basic("you", "x"), False),
        ({"me": "ü"}, basic("me", "ä"), False),
    ],
)
def test_wrong_credentials_are_an_invalid_client(
    known: dict[str, str] | None, headers: dict[str, str], *, accepted: bool
) -> None:
    """Any id and secret do unless some are registered; nothing and half of it never do."""
    sandbox = a_sandbox(credentials=known)

    response = ask(sandbox, a_form("/oauth/token", headers, grant_type="client_credentials"))

    assert response.status_code == (200 if accepted else 401)
    assert accepted or response.json()["error"] == "invalid_client"


@pytest.mark.parametrize(
    ("fields", "code"),
    [({}, "invalid_request"), ({"grant_type": "password"}, "unsupported_grant_type")],
)
def test_another_grant_is_refused(fields: dict[str, str], code: str) -> None:
    """The error code is RFC 6749's."""
    assert error(ask(a_sandbox(), a_form("/oauth/token", **fields))) == (400, code)


def test_the_consent_page_shows_who_asks_and_sends_it_on() -> None:
    """Escaped text, and hidden fields that repeat the request; submitted, they lead to a code."""
    sandbox = a_sandbox()
    asked = {**PKCE, "client_id": '<app "1">'}

    page = ask(sandbox, HttpRequest("GET", f"/oauth/authorize?{urlencode(asked)}", {}))

    hidden = re.findall(r'<input type="hidden" name="(.*?)" value="(.*?)">', page.text)
    fields = {unescape(name): unescape(value) for name, value in hidden}
    assert page.headers["content-type"].startswith("text/html")
    assert fields == asked
    assert "<app" not in page.text
    assert allowed(sandbox, fields).keys() == {"code", "state"}


def test_a_code_is_worth_the_users_token() -> None:
    """State comes back, the verifier fits, and the token knows the user."""
    executor = StandIn()
    sandbox = a_sandbox(executor, user_id=7)

    sent = allowed(sandbox, PKCE)
    token = exchanged(sandbox, sent["code"], code_verifier=VERIFIER).json()

    assert sent["state"] == "s&1"
    assert token.keys() == {"token_type", "expires_in", "access_token", "refresh_token"}
    query = a_query(sandbox, path="/api/v2/user", token=token["access_token"])
    assert ask(sandbox, query).status_code == 200
    assert executor.asked[0][-1].user_id == 7


@pytest.mark.parametrize(
    "wrong",
    [
        {"code_verifier": "another"},
        {"code_verifier": ""},
        {"code_verifier": CHALLENGE},
        {"code_verifier": VERIFIER, "redirect_uri": "http://localhost:7777/callback/"},
        {"code_verifier": VERIFIER, "client_id": "other"},
        {"code_verifier": VERIFIER, "code": "guessed"},
    ],
)
def test_a_code_is_bound_to_who_asked_and_burns_when_tried(wrong: dict[str, str]) -> None:
    """Another verifier, address, client or code: refused."""
    sandbox = a_sandbox()
    code = allowed(sandbox, PKCE)["code"]

    assert error(exchanged(sandbox, **{"code": code, **wrong})) == (400, "invalid_grant")
    if "code" not in wrong:
        again = exchanged(sandbox, code, code_verifier=VERIFIER)
        assert error(again) == (400, "invalid_grant")


def test_a_code_is_good_once_and_for_ten_minutes() -> None:
    """The second exchange and the late one are refused."""
    clock = Clock()
    sandbox = a_sandbox(clock=clock)
    codes = [allowed(sandbox, PKCE)["code"] for _ in range(2)]

    clock.now += 599
    first = exchanged(sandbox, codes[0], code_verifier=VERIFIER)
    again = exchanged(sandbox, codes[0], code_verifier=VERIFIER)
    clock.now += 1
    late = exchanged(sandbox, codes[1], code_verifier=VERIFIER)

    assert [r.status_code for r in (first, again, late)] == [200, 400, 400]


def test_without_pkce_a_code_needs_the_secret() -> None:
    """A confidential client proves itself; a public one cannot do without PKCE."""
    sandbox = a_sandbox(credentials={"app": "secret"})

    def attempt(**fields: str) -> int:
        return exchanged(sandbox, allowed(sandbox, APP)["code"], **fields).status_code

    assert attempt(client_secret="secret") == 200
    assert attempt(client_secret="wrong") == 401
    assert attempt() == 401


def test_a_plain_challenge_is_the_verifier() -> None:
    """RFC 7636's other method, which is the default when none is named."""
    sandbox = a_sandbox()
    code = allowed(sandbox, {**APP, "code_challenge": VERIFIER})["code"]

    assert exchanged(sandbox, code, code_verifier=VERIFIER).status_code == 200


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "everything"}, "invalid_scope"),
        ({"code_challenge_method": "md5"}, "invalid_request"),
        ({"code_challenge": ""}, "invalid_request"),
    ],
)
def test_what_is_wrong_goes_back_to_the_application(change: dict[str, str], code: str) -> None:
    """The error and the state reach the application's own address."""
    assert allowed(a_sandbox(), {**PKCE, **change}) == {"error": code, "state": "s&1"}


def test_a_user_may_decline() -> None:
    """The application learns that, and gets no code."""
    assert allowed(a_sandbox(), PKCE, "deny") == {"error": "access_denied", "state": "s&1"}


@pytest.mark.parametrize(
    ("registered", "address", "accepted"),
    [
        (["http://localhost:7777/cb"], "http://localhost:7777/cb", True),
        (["http://localhost:7777/cb"], "http://localhost:7778/cb", False),
        (["http://localhost:7777/cb"], "http://localhost:7777/cb?x=1", False),
        (None, "https://bot.example/cb?guild=1", True),
        (None, "javascript:alert(1)", False),
        (None, "http://", False),
        (None, "", False),
        (None, "http://localhost/\r\nset-cookie: a=b", False),
    ],
)
def test_nobody_is_sent_to_an_address_that_is_not_registered(
    registered: list[str] | None, address: str, *, accepted: bool
) -> None:
    """Addresses are compared exactly, port included; otherwise there is a page and no redirect."""
    sandbox = a_sandbox(redirect_uris=registered, auto_approve=True)

    url = f"/oauth/authorize?{urlencode({**PKCE, 'redirect_uri': address})}"
    response = ask(sandbox, HttpRequest("GET", url, {}))

    assert response.status_code == (302 if accepted else 400)
    location = response.headers.get("location", "")
    assert location.startswith(address) if accepted else location == ""


def test_an_unknown_application_gets_a_page_not_a_redirect() -> None:
    """A client id that is not registered cannot use the page to send people anywhere."""
    sandbox = a_sandbox(credentials={"other": "x"}, auto_approve=True)

    response = ask(sandbox, HttpRequest("GET", f"/oauth/authorize?{urlencode(PKCE)}", {}))

    assert (response.status_code, "location" in response.headers) == (400, False)


def a_refresh_token(sandbox: Sandbox) -> str:
    """The refresh token of a user that has just allowed the application."""
    body: dict[str, Any] = exchanged(
        sandbox, allowed(sandbox, PKCE)["code"], code_verifier=VERIFIER
    ).json()
    return str(body["refresh_token"])


def test_refreshing_rotates_the_refresh_token() -> None:
    """Each is good once, without a secret; its successor and the new access token work."""
    sandbox = a_sandbox(user_id=7)
    first = a_refresh_token(sandbox)

    second = refreshed(sandbox, first).json()
    reused = refreshed(sandbox, first)
    third = refreshed(sandbox, second["refresh_token"])

    assert error(reused) == (400, "invalid_grant")
    assert third.status_code == 200
    query = a_query(sandbox, path="/api/v2/user", token=second["access_token"])
    assert ask(sandbox, query).status_code == 200


def test_refreshing_without_rotation_keeps_the_refresh_token() -> None:
    """The answer holds none, and the old one works on."""
    sandbox = a_sandbox(rotate_refresh_tokens=False)
    token = a_refresh_token(sandbox)

    answers = [refreshed(sandbox, token) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert "refresh_token" not in answers[0].json()


def test_a_refresh_token_is_its_clients_own() -> None:
    """Another client, a wrong secret, an invented token: refused, and the real one still works."""
    sandbox = a_sandbox(credentials={"app": "secret", "other": "secret"})
    token = a_refresh_token(sandbox)

    assert error(refreshed(sandbox, token, client_id="other")) == (400, "invalid_grant")
    assert error(refreshed(sandbox, token, client_secret="wrong")) == (401, "invalid_client")
    assert error(refreshed(sandbox, "invented")) == (400, "invalid_grant")
    assert refreshed(sandbox, token).status_code == 200
