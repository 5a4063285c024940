"""The pytest plugin: an ESO Logs for every test, without account or network.

pytest imports this module in every project that has the package installed, so
it imports nothing but pytest; the sandbox comes in when a fixture is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from esologs.sandbox import SandboxServer


@pytest.fixture(scope="session", name="_esologs_server")
def _server() -> Iterator[SandboxServer]:
    """One server for the whole run: starting one for each test would cost more than most tests."""
    from esologs.sandbox import Sandbox, SandboxServer

    with SandboxServer(Sandbox()) as server:
        yield server


@pytest.fixture
def esologs_sandbox(
    _esologs_server: SandboxServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[SandboxServer]:
    """A sandbox server to which the environment points, as new for every test.

    `esologs_sandbox.sandbox.faults.add(...)` makes things go wrong,
    `esologs_sandbox.sandbox.log` is what was asked, `esologs_sandbox.base_url`
    the address. Answers that a client keeps are kept for the one test only.
    """
    server = _esologs_server
    server.start()  # the last test may have played an outage
    server.sandbox.reset()
    monkeypatch.setenv("ESOLOGS_BASE_URL", server.base_url)
    monkeypatch.setenv("ESOLOGS_ID", "sandbox")
    monkeypatch.setenv("ESOLOGS_SECRET", "sandbox")
    monkeypatch.setenv("ESOLOGS_CACHE_DIR", str(tmp_path / "esologs-cache"))
    monkeypatch.delenv("ESOLOGS_SANDBOX", raising=False)
    yield server
    server.drop_connections()
