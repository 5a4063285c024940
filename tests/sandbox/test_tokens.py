"""Access tokens: their looks, their end, and what makes them worthless."""

from __future__ import annotations

import base64
import json

import pytest

from tests.sandbox.standin import START, Clock, a_form, a_query, a_sandbox, ask


def test_a_token_looks_like_the_real_ones() -> None:
    """Three parts; header and claims are base64 JSON, with the expiry that was promised."""
    sandbox = a_sandbox(token_lifetime=60)

    head, claims, signature = sandbox.issue_token("me").split(".")

    def decoded(part: str) -> dict[str, object]:
        return dict(json.loads(base64.urlsafe_b64decode(part + "==")))

    assert decoded(head)["typ"] == "JWT"
    assert (decoded(claims)["aud"], decoded(claims)["exp"]) == ("me", START + 60)
    assert len(signature) == 43


def test_a_token_ends_when_it_was_said_to() -> None:
    """Good one second before `expires_in` is over, refused at the instant itself."""
    clock = Clock()
    sandbox = a_sandbox(clock=clock, token_lifetime=60)
    form = a_form(
        "/oauth/token", grant_type="client_credentials", client_id="me", client_secret="x"
    )
    answer = ask(sandbox, form).json()

    def status() -> int:
        return ask(sandbox, a_query(sandbox, token=answer["access_token"])).status_code

    assert answer["expires_in"] == 60
    clock.now = START + 59
    assert status() == 200
    clock.now = START + 60
    assert status() == 401


def test_revoked_tokens_are_refused_and_new_ones_are_not() -> None:
    """`revoke_tokens` ends all tokens issued so far, and no later one."""
    sandbox = a_sandbox()
    old = sandbox.issue_token()

    sandbox.revoke_tokens()

    assert ask(sandbox, a_query(sandbox, token=old)).status_code == 401
    assert ask(sandbox, a_query(sandbox)).status_code == 200


def test_a_token_outlives_a_restart_but_not_its_seed() -> None:
    """A client that stored its token goes on with a new sandbox of the same seed only."""
    token = a_sandbox(seed=1).issue_token()

    def status(seed: int) -> int:
        sandbox = a_sandbox(seed=seed)
        return ask(sandbox, a_query(sandbox, token=token)).status_code

    assert (status(1), status(2)) == (200, 401)


@pytest.mark.parametrize("at", [5, 60, -2])
def test_a_token_changed_in_one_place_is_forged(at: int) -> None:
    """Neither header, claims nor signature can be touched."""
    sandbox = a_sandbox()
    letters = list(sandbox.issue_token())
    letters[at] = "A" if letters[at] != "A" else "B"

    assert ask(sandbox, a_query(sandbox, token="".join(letters))).status_code == 401
