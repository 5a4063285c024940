"""The suite behind `make live`, run against the sandbox as a server."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from esologs import Points
from esologs.sandbox import Sandbox, SandboxServer
from esologs.sandbox.faults import (
    BadJson,
    ColdCache,
    Firewall403,
    Html200,
    PartialErrors,
    RateLimited,
    Reset,
    Status,
    TokenDown,
    Truncated,
    UnknownEnum,
)
from scripts.live.__main__ import main
from scripts.live.budget import Budget
from scripts.live.suite import CHECKS

if TYPE_CHECKING:
    from esologs.sandbox.faults import Fault
    from esologs.sandbox.settings import SandboxSettings


class Report:
    """What the command printed as JSON."""

    def __init__(self, text: str) -> None:
        document: dict[str, Any] = json.loads(text)
        self.spent: float = document["points_spent"]
        self.findings: dict[str, dict[str, str]] = {
            finding["id"]: finding for finding in document["findings"]
        }

    def verdict(self, check: str) -> str:
        """What became of the check with this id."""
        return self.findings[check]["verdict"]

    def ids(self, verdict: str) -> set[str]:
        """The checks with this verdict."""
        return {check for check in self.findings if self.verdict(check) == verdict}


@pytest.fixture
def credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some id and some secret: the sandbox takes any."""
    monkeypatch.setenv("ESOLOGS_ID", "any")
    monkeypatch.setenv("ESOLOGS_SECRET", "any")


def asked(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Report:
    """Run the suite against *sandbox*, which must end well, and read what it prints."""
    with SandboxServer(sandbox) as server:
        monkeypatch.setenv("ESOLOGS_BASE_URL", server.base_url)
        assert main(["--json"]) == 0
    return Report(capsys.readouterr().out)


@pytest.mark.slow
def test_every_check_is_tested_within_the_budget(
    credentials: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sandbox does what is believed of the API, for at most 50 points by its own count."""
    sandbox = Sandbox()
    report = asked(sandbox, monkeypatch, capsys)
    assert list(report.findings) == [check.id for check in CHECKS]
    assert report.spent <= 50
    # The sandbox leaves its answers as they are, and charges a point for a refusal.
    assert report.ids("refuted") == {"compressed", "refused-free"}
    assert report.ids("unknown") == {"burst", "cold-cache", "retry-after", "token-refresh"}


@pytest.mark.slow
def test_the_table_says_what_was_seen(
    credentials: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line a claim with its verdict, and the sums and the points below."""
    with SandboxServer(Sandbox()) as server:
        monkeypatch.setenv("ESOLOGS_BASE_URL", server.base_url)
        assert main([]) == 0
    text = capsys.readouterr().out
    assert "expires_in = 86400 s" in text
    for check in CHECKS:
        assert check.id in text
    assert text.splitlines()[-1].endswith("points spent")


def test_without_credentials_nothing_is_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence names what to set, and all is well; nobody listens at the address."""
    monkeypatch.setenv("ESOLOGS_BASE_URL", "http://127.0.0.1:9")
    assert main([]) == 0
    output = capsys.readouterr()
    assert not output.out
    assert "set ESOLOGS_ID and ESOLOGS_SECRET" in output.err
    assert output.err.count("\n") == 1


def test_an_account_that_is_nearly_out_of_points_is_left_alone(
    credentials: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With fewer than 100 points left only they themselves are asked for; the exit code is 1."""
    sandbox = Sandbox(points_per_hour=100)
    with SandboxServer(sandbox) as server:
        monkeypatch.setenv("ESOLOGS_BASE_URL", server.base_url)
        assert main([]) == 1
    assert "99 points left" in capsys.readouterr().err
    asked_for = [entry.operation for entry in sandbox.log if entry.path == "/api/v2/client"]
    assert asked_for == ["getRateLimitData"]


@pytest.mark.slow
def test_an_api_that_cannot_be_reached_is_a_sentence(
    credentials: None,
    unused_port: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Exit code 1, and no traceback."""
    monkeypatch.setenv("ESOLOGS_BASE_URL", f"http://127.0.0.1:{unused_port}")
    assert main([]) == 1
    assert capsys.readouterr().err.startswith("The API could not be asked: ")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("settings", "check"),
    [
        ({"points_per_hour": 5000}, "tiers"),
        ({"token_lifetime": 600.0}, "token-lifetime"),
        ({"faults": [ColdCache(operation="live", count=None)]}, "cold-cache"),
        ({"faults": [Html200(operation="live")]}, "json-type"),
        ({"retry_after": False, "faults": [RateLimited(operation="live", count=1)]}, "retry-after"),
    ],
)
def test_an_api_that_is_otherwise_refutes_a_claim(
    settings: SandboxSettings,
    check: str,
    credentials: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A contradiction is told as one, with what was seen."""
    report = asked(Sandbox(**settings), monkeypatch, capsys)
    assert report.verdict(check) == "refuted"
    assert report.findings[check]["seen"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "fault",
    [
        Status(503, operation="live"),
        Html200(operation="live"),
        BadJson(operation="live"),
        Truncated(operation="live"),
        Reset(operation="live"),
        Firewall403(operation="live"),
        RateLimited(operation="live"),
        PartialErrors(operation="live"),
        UnknownEnum(operation="*"),
        TokenDown(after=0.5),
    ],
    ids=lambda fault: fault.name,
)
def test_nothing_that_is_answered_ends_the_suite(
    fault: Fault,
    credentials: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Every check has its verdict, whatever came."""
    report = asked(Sandbox(faults=[fault]), monkeypatch, capsys)
    assert list(report.findings) == [check.id for check in CHECKS]
    assert all(finding["seen"] for finding in report.findings.values())


def test_after_a_429_nothing_more_is_asked(
    credentials: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One is met and none is provoked; what only looks back still has its verdict."""
    sandbox = Sandbox(faults=[RateLimited(operation="live", count=1, retry_after=7)])
    report = asked(sandbox, monkeypatch, capsys)
    statuses = [entry.status for entry in sandbox.log if entry.operation == "live"]
    assert statuses == [429]
    assert report.verdict("codes") == "unknown"
    assert report.findings["retry-after"]["seen"] == "Retry-After: 7"


def test_the_budget_goes_by_the_readings_of_the_api() -> None:
    """What the account's count rose by is what was spent, also over the turn of the hour."""
    budget = Budget(10.0)
    assert budget.book(Points(3600, 100.0, 60), 1.0) is None
    assert budget.book(Points(3600, 103.5, 59), 1.0) == 3.5
    assert budget.spent == 3.5
    assert budget.book(None, 2.0) is None  # no reading came: what was expected counts,
    assert budget.spent == 5.5
    assert budget.book(Points(3600, 104.0, 58), 1.0) == 0.5  # until the next one tells
    assert budget.spent == 4.0
    assert budget.book(Points(3600, 1.5, 3600), 1.0) == 1.5
    assert budget.spent == 5.5
    assert budget.affords(4.5)
    assert not budget.affords(4.6)
