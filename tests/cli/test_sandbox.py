"""`esologs sandbox`: a server that a program can be pointed at, and the list of its faults."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from esologs import InvalidCredentialsError, RateLimitError, create_resilient_sync_client
from esologs.sandbox.faults import FAULTS, from_text
from tests.cli.commands import MAIN, environment, invoke

if TYPE_CHECKING:
    from collections.abc import Generator


@contextmanager
def serving(*options: str) -> Generator[tuple[str, subprocess.Popen[str]]]:
    """Run `esologs sandbox serve` as a process; yield what its first line says, and it."""
    with subprocess.Popen(
        [sys.executable, "-c", MAIN, "sandbox", "serve", "--port", "0", *options],
        env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
    ) as running:  # fmt: skip
        assert running.stdout is not None
        try:
            yield running.stdout.readline().rstrip("\n"), running
        finally:
            if running.poll() is None:
                running.send_signal(signal.SIGINT)


def test_its_first_line_is_its_address_and_the_rest_is_talk() -> None:
    """A script reads one line and asks; stderr tells people how to point a client there."""
    with serving() as (base_url, running):
        with create_resilient_sync_client("any", "thing", base_url=base_url) as client:
            answer = client.get_guild_by_id(guild_id=3468)
            assert answer.guild_data is not None
            assert answer.guild_data.guild is not None
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=20)
    assert (running.returncode, out) == (0, "")
    for line in ("BASE_URL=" + base_url, "ID=sandbox", "SECRET=sandbox"):
        assert f"  export ESOLOGS_{line}\n" in err


def test_its_settings_reach_the_sandbox() -> None:
    """Credentials, points, token lifetime, seed and faults are those of the command line."""
    with serving(
        "--credential", "me:mine", "--credential", "you:yours", "--points", "77",
        "--token-lifetime", "120", "--seed", "5", "--burst", "0",
        "--fault", "rate_limited;retry_after=9;operation=getGuildById",
    ) as (base_url, running):  # fmt: skip
        with create_resilient_sync_client("you", "yours", base_url=base_url, retry=None) as client:
            limits = client.get_rate_limit_data().rate_limit_data
            assert limits is not None
            assert limits.limit_per_hour == 77
            with pytest.raises(RateLimitError) as caught:
                client.get_guild_by_id(guild_id=3468)
            assert caught.value.retry_after == 9
            world = client.get_guild_overview(guild_id=3468)
        with (
            create_resilient_sync_client("me", "yours", base_url=base_url, retry=None) as stranger,
            pytest.raises(InvalidCredentialsError),
        ):
            stranger.ping()
        running.send_signal(signal.SIGTERM)
        _, err = running.communicate(timeout=20)
    assert running.returncode == 0
    assert "It will play: rate_limited." in err
    assert "ESOLOGS_ID=me\n" in err
    with create_resilient_sync_client(sandbox=True) as client:
        assert client.get_guild_overview(guild_id=3468) != world


def test_a_port_in_use_is_told_in_one_sentence() -> None:
    """Exit code 69, and what to do."""
    with serving() as (base_url, _):
        port = base_url.rpartition(":")[2]
        shown = invoke("sandbox", "serve", "--port", port)
    assert (shown.exit_code, shown.stdout) == (69, "")
    assert "choose another port" in shown.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--fault", "no_such_fault"), "no fault is called 'no_such_fault'"),
        (("--fault", "status=oh"), "fault status"),
        (("--credential", "nocolon"), "an id, a colon and a secret"),
        (("--credential", ":x"), "an id, a colon and a secret"),
        (("--port", "70000"), "--port"),
        (("--points", "0"), "--points"),
    ],
)
def test_settings_that_cannot_work_are_usage_errors(arguments: tuple[str, ...], said: str) -> None:
    """Told before a server is started."""
    shown = invoke("sandbox", "serve", *arguments)
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert said in " ".join(shown.stderr.split())


def test_every_fault_is_listed_with_its_settings() -> None:
    """The list is made of the faults themselves, so none is missing and none invented."""
    document = json.loads(invoke("sandbox", "faults", "--json").stdout)
    assert [one["fault"] for one in document] == list(FAULTS)
    for one in document:
        assert one["summary"].endswith(".")
        assert not set("*`\n") & set(one["summary"])
        known = {field.name for field in fields(FAULTS[one["fault"]])}
        assert set(one["settings"]) <= known
    shown = invoke("sandbox", "faults")
    assert all(name in shown.stdout for name in FAULTS)
    example = shown.stderr.split("'")[1]
    assert from_text(example)[0].name == "status"
