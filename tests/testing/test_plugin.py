"""The pytest plugin: a sandbox for every test, and nothing for those that do not ask."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from esologs.sandbox.faults import BlackHole, Status

if TYPE_CHECKING:
    from pathlib import Path

    from esologs.sandbox import SandboxServer

addresses: list[str] = []


def asked(server: SandboxServer) -> int:
    """The status of a request to the server."""
    connection = http.client.HTTPConnection(server.base_url.removeprefix("http://"), timeout=5)
    connection.request("GET", "/api/v2/client")
    status = connection.getresponse().status
    connection.close()
    return status


def test_the_environment_points_to_it(esologs_sandbox: SandboxServer) -> None:
    """A program that reads its settings from the environment talks to the sandbox."""
    assert os.environ["ESOLOGS_BASE_URL"] == esologs_sandbox.base_url
    assert os.environ["ESOLOGS_ID"]
    assert os.environ["ESOLOGS_SECRET"]
    assert asked(esologs_sandbox) == 405


@pytest.mark.parametrize("turn", [1, 2])
def test_every_test_has_it_as_new(esologs_sandbox: SandboxServer, turn: int) -> None:
    """What one test leaves behind, an outage included, the next one does not see.

    The server itself is one for the run: its address stays.
    """
    addresses.append(esologs_sandbox.base_url)
    assert len(set(addresses)) == 1
    assert len(esologs_sandbox.sandbox.log) == 0
    assert asked(esologs_sandbox) == 405

    esologs_sandbox.sandbox.faults.add(Status(503), BlackHole())
    esologs_sandbox.stop()


def test_it_leaves_no_settings_behind() -> None:
    """The environment is as it was."""
    assert "ESOLOGS_BASE_URL" not in os.environ


def test_loading_the_plugin_loads_nothing_heavy() -> None:
    """Pytest loads it in every project that has the package: it may cost next to nothing."""
    code = (
        "import sys, pytest; before = set(sys.modules); import esologs.testing.plugin; "
        "print(*sorted(name for name in set(sys.modules) - before))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()

    assert all(name.split(".")[0] == "esologs" for name in loaded)
    assert not any(name.startswith("esologs.sandbox") for name in loaded)


def test_a_program_of_a_user_can_be_tested_with_it(tmp_path: Path) -> None:
    """In a project of its own, with no configuration, the fixture is there and works."""
    (tmp_path / "test_mine.py").write_text(
        "import os, urllib.request\n"
        "def test_it(esologs_sandbox):\n"
        "    url = os.environ['ESOLOGS_BASE_URL'] + '/sandbox/log'\n"
        "    assert urllib.request.urlopen(url).read() == b'[]'\n",
        "utf-8",
    )
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )

    assert "1 passed" in result.stdout, result.stdout
