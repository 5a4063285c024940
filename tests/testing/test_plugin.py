"""The pytest plugin: a sandbox for every test, and nothing for those that do not ask."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from esologs import testing
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


HEAVY = {
    "esologs.errors", "esologs.config", "esologs.client", "esologs.client_factory",
    "esologs.sandbox", "esologs.startup", "esologs.resilience", "esologs._wiring",
    "httpx", "httpcore", "pydantic", "msgspec", "graphql", "h11",
}  # fmt: skip


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
    assert not HEAVY & set(loaded)


def test_a_run_that_has_no_use_for_it_loads_nothing_heavy(tmp_path: Path) -> None:
    """Tests of a project that pass, fail and stumble over the network bring nothing in."""
    (tmp_path / "test_mine.py").write_text(
        "import sys\n"
        "def test_passes(): pass\n"
        "def test_fails(): assert 0\n"
        "def test_stumbles(): raise ConnectionResetError(104, 'reset')\n"
        "def test_loaded(): print('loaded', *sys.modules)\n",
        "utf-8",
    )
    options = ["-p", "no:cacheprovider", "-p", "no:anyio", "-p", "no:hypothesispytest", "-s"]
    result = subprocess.run(
        [sys.executable, "-m", "pytest", *options, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )

    assert "2 failed, 2 passed" in result.stdout, result.stdout
    (line,) = [line for line in result.stdout.splitlines() if "loaded " in line]
    assert "esologs.testing.plugin" in line.split()
    assert not HEAVY & set(line.split())


@pytest.mark.parametrize("name", sorted(testing.__all__))
def test_the_names_of_the_package_are_there(name: str) -> None:
    """Each is loaded when it is first asked for, and `dir` tells them all."""
    assert getattr(testing, name) is not None
    assert name in dir(testing)


def test_the_package_itself_loads_nothing() -> None:
    """Importing it is free; a name that is not there is an `AttributeError` of its own."""
    code = (
        "import sys; before = set(sys.modules); import esologs.testing; "
        "print(*sorted(name for name in set(sys.modules) - before))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()

    assert not [name for name in loaded if name.startswith("esologs.testing.")]
    assert not HEAVY & set(loaded)
    with pytest.raises(AttributeError, match="has no attribute 'fake'"):
        getattr(testing, "fake")  # noqa: B009 - what a type checker would refuse


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
