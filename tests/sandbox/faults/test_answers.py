"""What each fault that changes the answer itself sends."""

from __future__ import annotations

from typing import Any

import pytest

from esologs.errors import ConfigError
from esologs.sandbox.faults import (
    BadJson,
    ColdCache,
    ExpiredToken,
    Fault,
    Firewall403,
    Html200,
    PartialErrors,
    PointsExhausted,
    RateLimited,
    Status,
    TokenDown,
    UnknownEnum,
    UnknownField,
)
from tests.sandbox.standin import Clock, StandIn, a_form, a_query, a_sandbox, ask

JSON, HTML = "application/json", "text/html; charset=UTF-8"


def struck(fault: Fault, data: dict[str, Any] | None = None) -> dict[str, Any]:
    """The GraphQL answer under *fault*."""
    answer: dict[str, Any] = ask(a_sandbox(StandIn(data), faults=[fault])).json()
    return answer


@pytest.mark.parametrize(
    ("fault", "status", "kind", "words"),
    [
        *[(Status(code), code, HTML, str(code)) for code in (500, 502, 503, *range(520, 525))],
        (RateLimited(), 429, JSON, '"status":429'),
        (PointsExhausted(), 429, JSON, '"status":429'),
        (Html200(), 200, HTML, "<html"),
        (Firewall403(), 403, HTML, "<html"),
        (ExpiredToken(), 401, JSON, '{"error":"Unauthenticated."}'),
        (ExpiredToken(in_200=True), 200, JSON, '{"errors":[{"message":"Unauthenticated."}]}'),
        (BadJson(), 200, JSON, '{"data": {'),
    ],
)
def test_an_answer_in_place_of_the_real_one(
    fault: Fault, status: int, kind: str, words: str
) -> None:
    """Status, type and body are what the real network sends, with the sandbox's request id."""
    response = ask(a_sandbox(faults=[fault]))

    assert (response.status_code, response.headers["content-type"]) == (status, kind)
    assert words in response.text
    assert response.request_id == "sandbox-000001"


def test_bad_json_is_no_json() -> None:
    """It breaks off."""
    with pytest.raises(ValueError, match="Expecting"):
        ask(a_sandbox(faults=[BadJson()])).json()


@pytest.mark.parametrize(
    ("fault", "header"),
    [
        (RateLimited(), None),
        (RateLimited(7), "7"),
        (RateLimited(0.5), "0.5"),
        (RateLimited("soon"), "soon"),
        (RateLimited("1e309"), "1e309"),
        (RateLimited(-1), "-1"),
        (RateLimited(date_in=90), "Tue, 14 Nov 2023 22:14:50 GMT"),
        (PointsExhausted(), "3600"),
        (PointsExhausted(retry_after=False), None),
    ],
)
def test_the_wait_is_sent_as_it_was_given(fault: Fault, header: str | None) -> None:
    """Numbers, junk, a date against the answer's own, the rest of the hour, or nothing."""
    response = ask(a_sandbox(faults=[fault]))

    assert response.headers.get("retry-after") == header
    assert response.headers["date"] == "Tue, 14 Nov 2023 22:13:20 GMT"


def test_the_hours_rest_shrinks() -> None:
    """`points_exhausted` names the true time to the next hour of points."""
    clock = Clock()
    sandbox = a_sandbox(clock=clock, faults=[PointsExhausted()])
    clock.now += 1000

    assert ask(sandbox).headers["retry-after"] == "2600"


def test_the_token_endpoint_alone_is_down() -> None:
    """503 with HTML there, whatever the credentials; the API goes on."""
    sandbox = a_sandbox(faults=[TokenDown()])

    response = ask(sandbox, a_form("/oauth/token", grant_type="client_credentials"))

    assert (response.status_code, response.headers["content-type"]) == (503, HTML)
    assert ask(sandbox, a_query(sandbox)).status_code == 200


def test_partial_errors_leave_the_rest() -> None:
    """One object is null, its path is in `errors`; scalars and other roots stay."""
    data = {
        "points": {"limitPerHour": 3600},
        "gameData": {"item": {"id": 1}},
        "worldData": {"zone": {"id": 2}},
    }

    answer = struck(PartialErrors("Boom"), data)

    assert answer == {
        "data": {**data, "gameData": {"item": None}},
        "errors": [{"message": "Boom", "path": ["gameData", "item"]}],
    }


@pytest.mark.parametrize("data", [{"a": None}, {"a": {"b": 1}}, {"a": {"b": None}}])
def test_partial_errors_need_an_object(data: dict[str, Any]) -> None:
    """Where all is null or plain there is nothing to take."""
    assert struck(PartialErrors(), data) == {"data": data}


def test_a_cold_cache_is_null_wherever_it_is_asked_for() -> None:
    """At any depth, in lists too; `null` stays, everything else stays."""
    report: dict[str, Any] = {"code": "x", "table": {"data": 1}, "graph": None, "rankings": []}
    data = {"reportData": {"reports": {"data": [report, {"code": "y"}]}}}

    answer = struck(ColdCache(), data)

    cold = {"code": "x", "table": None, "graph": None, "rankings": None}
    assert answer == {"data": {"reportData": {"reports": {"data": [cold, {"code": "y"}]}}}}


def test_what_is_null_already_uses_no_cold_cache_up() -> None:
    """The fault waits for an answer in which there is something to take."""
    executor = StandIn({"report": {"table": None}})
    sandbox = a_sandbox(executor, faults=[ColdCache()])
    ask(sandbox)
    executor.data = {"report": {"table": {"data": 1}}}

    tables = [ask(sandbox).json()["data"]["report"]["table"] for _ in range(2)]

    assert tables == [None, {"data": 1}]


def test_a_cold_cache_may_say_so() -> None:
    """With errors there is one for each field."""
    answer = struck(ColdCache(with_errors=True), {"r": {"table": {}, "graph": {}}})

    assert [error["message"].split()[0] for error in answer["errors"]] == ["table", "graph"]


def test_a_cold_cache_warms_up_after_its_count() -> None:
    """Three times null, then there."""
    sandbox = a_sandbox(faults=[ColdCache(3)])

    tables = [ask(sandbox).json()["data"]["reportData"]["report"]["masterData"] for _ in range(4)]

    assert tables == [None, None, None, {"lang": "en"}]


def test_an_unknown_field_is_everywhere() -> None:
    """In every object of the data, and not in the envelope."""
    answer = struck(UnknownField("new"), {"a": {"b": [{"c": 1}]}})

    new = [1, "two", None]
    assert answer == {"data": {"a": {"b": [{"c": 1, "new": new}], "new": new}, "new": new}}


def test_an_unknown_enum_value_replaces_words_only() -> None:
    """Types, specs and ranks become the new word; numbers under the same names stay."""
    data = {"a": [{"type": "cast", "spec": "Tank", "name": "x"}, {"type": 4, "class": 2}]}

    answer = struck(UnknownEnum("New"), data)

    assert answer["data"]["a"] == [
        {"type": "New", "spec": "New", "name": "x"},
        {"type": 4, "class": 2},
    ]


@pytest.mark.parametrize("fault", [PartialErrors(), ColdCache(), UnknownField(), UnknownEnum()])
def test_data_faults_leave_failures_alone(fault: Fault) -> None:
    """A refused request has no data to change, and the fault is not used up."""
    sandbox = a_sandbox(faults=[fault])

    response = ask(sandbox, a_query(sandbox, token="bad"))

    assert (response.status_code, sandbox.log[-1].faults) == (401, ())


@pytest.mark.parametrize(
    ("build", "word"),
    [
        (lambda: Status(200), "200"),
        (lambda: Status(600), "600"),
        (lambda: RateLimited("a\r\nb"), "retry_after"),
        (lambda: RateLimited(" 1"), "retry_after"),
        (lambda: RateLimited(1, date_in=1), "both"),
    ],
)
def test_what_could_not_be_sent_is_refused(build: Any, word: str) -> None:
    """A status that is no failure, a header that breaks the answer."""
    with pytest.raises(ConfigError, match=word):
        build()
