"""`esologs rate-limit`: the points, as the API tells them."""

from __future__ import annotations

import json

import pytest

from esologs.sandbox import Sandbox, SandboxServer
from tests.cli.commands import invoke


@pytest.fixture
def sandbox() -> Sandbox:
    """A sandbox whose hour is nearly over and nearly spent."""
    return Sandbox(points_per_hour=200, clock=lambda: 1_760_000_000.0)


def test_it_tells_spent_left_and_when_new_points_come(sandbox: Sandbox) -> None:
    """As text and as JSON, asked over HTTP from a server whose points are known."""
    sandbox.spend_points(150.0, "somebody")
    with SandboxServer(sandbox) as server:
        arguments = ("rate-limit", "--base-url", server.base_url)
        credentials = {"ESOLOGS_ID": "somebody", "ESOLOGS_SECRET": "secret"}
        document = json.loads(invoke(*arguments, "--json", env=credentials).stdout)
        shown = invoke(*arguments, env=credentials)
    assert set(document) == {"limit_per_hour", "points_spent_this_hour", "points_reset_in"}
    assert document["limit_per_hour"] == 200
    assert 150 < document["points_spent_this_hour"] < 160
    assert document["points_reset_in"] == 3600
    lines = shown.stdout.splitlines()
    assert lines[0].endswith("spent")
    assert " of 200 points left, 7" in lines[0]
    assert lines[2] == "new points in 1:00:00"


def test_spent_points_are_a_temporary_failure(sandbox: Sandbox) -> None:
    """Exit code 75, as mail programs know it; the message tells how long."""
    sandbox.spend_points(500.0, "somebody")
    with SandboxServer(sandbox) as server:
        shown = invoke(
            "rate-limit", "--base-url", server.base_url, "--timeout", "5",
            env={"ESOLOGS_ID": "somebody", "ESOLOGS_SECRET": "secret"},
        )  # fmt: skip
    assert (shown.exit_code, shown.stdout) == (75, "")
    assert "3600" in shown.stderr


def test_a_wrong_secret_is_told_apart(sandbox: Sandbox) -> None:
    """Exit code 77: the credentials were judged."""
    judging = Sandbox(credentials={"somebody": "right"})
    with SandboxServer(judging) as server:
        shown = invoke(
            "rate-limit", "--base-url", server.base_url,
            env={"ESOLOGS_ID": "somebody", "ESOLOGS_SECRET": "wrong"},
        )  # fmt: skip
    assert (shown.exit_code, shown.stdout) == (77, "")
    assert "wrong" not in shown.stderr.replace("is wrong", "")


def test_a_dotenv_file_can_hold_the_credentials(tmp_path: object) -> None:
    """--dotenv names the file; one that is not there is a usage error."""
    assert invoke("rate-limit", "--dotenv", f"{tmp_path}/none").exit_code == 2
