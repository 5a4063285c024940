"""Scripts of faults: what is written is what happens, and what cannot be read says so."""

from __future__ import annotations

import pytest

from esologs.errors import ConfigError
from esologs.sandbox.faults import to_dict
from esologs.testing import fault_script
from tests.sandbox.standin import a_form, a_query, a_sandbox, ask, statuses


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("503 twice, then fine", [503, 503, 200, 200, 200, 200, 200, 200, 200]),
        ("outage from call 3 to 8", [200, 200, 503, 503, 503, 503, 503, 503, 200]),
        ("502 on call 2", [200, 502, 200]),
        ("500 from call 2", [200, 500, 500]),
        ("outage", [503, 503]),
        ("fine", [200, 200]),
        ("503 once, then fine twice, then 429 three times", [503, 200, 200, 429, 429, 429, 200]),
        ("502 ONCE; then 503 2 times; fine", [502, 503, 503, 200]),
        ("503 on call 2, then 502 once then 500 from call 5 to 5", [200, 503, 502, 200, 500, 200]),
        ("401 once, then 403 once, then 404 once, then fine", [401, 403, 404, 200]),
        ("503 for getThing twice", [503, 503, 200]),
        ("503 for other*", [200, 200]),
    ],
)
def test_the_turns_are_as_written(script: str, expected: list[int]) -> None:
    """Each step has its calls, one after the other; who holds on, holds on."""
    sandbox = a_sandbox(faults=fault_script(script))

    assert statuses(sandbox, len(expected)) == expected


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("429 with Retry-After 7", {"fault": "rate_limited", "retry_after": "7"}),
        ("trickle", {"fault": "trickle"}),
        ("trickle with interval 5 and chunk 9", {"fault": "trickle", "interval": 5.0, "chunk": 9}),
        ("latency 0.5 once", {"fault": "latency", "seconds": 0.5, "last": 1}),
        ("black hole", {"fault": "black_hole"}),
        ("Token-Down", {"fault": "token_down"}),
        ("html 200", {"fault": "html_200"}),
        ("html", {"fault": "html_200"}),
        ("expired_token with in_200 true", {"fault": "expired_token", "in_200": True}),
        ("503 with probability 0.2, seed 3", {"fault": "status", "probability": 0.2, "seed": 3}),
        ("503 for getX* with seed 3", {"fault": "status", "seed": 3, "operation": "getX*"}),
    ],
)  # fmt: skip
def test_faults_have_their_names_and_settings(script: str, expected: dict[str, object]) -> None:
    """Spoken or as the sandbox writes them; a first setting may stand right behind the name."""
    (fault,) = fault_script(script)

    assert to_dict(fault) == expected


def test_the_token_endpoint_counts_for_itself() -> None:
    """`token down once, then 503 once`: one of each, whichever is asked first."""
    sandbox = a_sandbox(faults=fault_script("token down once, then 503 once"))
    token = a_form(
        "/oauth/token", grant_type="client_credentials", client_id="a", client_secret="b"
    )

    assert [ask(sandbox, token).status_code for _ in range(2)] == [503, 200]
    assert [ask(sandbox, a_query(sandbox)).status_code for _ in range(2)] == [503, 200]


@pytest.mark.parametrize(
    ("script", "step", "reason"),
    [
        ("", "''", "is no status"),
        ("5x3", "'5x3'", "there are bad_json, black_hole"),
        ("once", "'once'", "is no status"),
        ("503, then 502", "'502'", "its turn never comes: '503' holds on"),
        ("503 from call 2, then fine", "'fine'", "its turn never comes"),
        ("503 five times, then 502 on call 3", "'502 on call 3'", "call 3 is over by then"),
        ("503 from call 5 to 4", "'503 from call 5 to 4'", "its end comes before it"),
        ("503 zero times", "'503 zero times'", "'zero' is not how often"),
        ("503 many times", "'503 many times'", "'many' is not how often"),
        ("503 with probability", "'503 with probability'", "is not a setting and its value"),
        ("503 with Retry-After 7", "'503 with Retry-After 7'", "has no setting 'retry_after'"),
        ("503 with probability 2", "'503 with probability 2'", "probability"),
        ("fine with seed 2", "'fine with seed 2'", "what is fine has no settings"),
        ("700", "'700'", "status must be from 400 to 599"),
    ],
)
def test_what_cannot_be_read_is_named(script: str, step: str, reason: str) -> None:
    """The step, and what is wrong with it."""
    with pytest.raises(ConfigError) as caught:
        fault_script(script)

    assert step in str(caught.value)
    assert reason in str(caught.value)
