"""The worker: its exit codes, and its work. Row A11, from outside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from esologs.sandbox import Sandbox, SandboxServer
from esologs.sandbox.faults import Status, TokenDown
from tests.examples.process import Program, environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATH = "worker/report_worker.py"


@pytest.fixture(name="server")
def _server() -> Iterator[SandboxServer]:
    """A sandbox that knows one client."""
    with SandboxServer(Sandbox(credentials={"sandbox": "sandbox"})) as server:
        yield server


@pytest.mark.slow
def test_a11_a_worker_ends_with_69_while_the_api_is_down(
    server: SandboxServer, tmp_path: Path
) -> None:
    """One report at ERROR that names the component and the outage; nothing else is started."""
    server.sandbox.faults.add(Status(503))

    with Program(PATH, **environment(server.base_url, tmp_path), WORKER_TIMEOUT="5") as worker:
        assert worker.ends() == 69

    assert worker.output.count("report worker: ") == 1
    assert "eso-logs (failed, critical)" in worker.output
    assert "kind: outage" in worker.output
    assert "zones (skipped)" in worker.output


@pytest.mark.slow
def test_a11_a_worker_ends_with_78_for_wrong_credentials(
    server: SandboxServer, tmp_path: Path
) -> None:
    """One request for a token, and a hint that names the variables."""
    settings = environment(server.base_url, tmp_path) | {"ESOLOGS_SECRET": "wr0ng-secret"}

    with Program(PATH, **settings) as worker:
        assert worker.ends() == 78

    assert [entry.path for entry in server.sandbox.log] == ["/oauth/token"]
    assert "kind: authentication" in worker.output
    assert "ESOLOGS_ID and ESOLOGS_SECRET" in worker.output
    assert "wr0ng-secret" not in worker.output


@pytest.mark.slow
def test_a_worker_without_credentials_ends_with_78(tmp_path: Path) -> None:
    """It has not even a client; the message says which variables are missing."""
    with Program(PATH, ESOLOGS_CACHE_DIR=str(tmp_path)) as worker:
        assert worker.ends() == 78

    assert "set ESOLOGS_ID and ESOLOGS_SECRET" in worker.output


@pytest.mark.slow
def test_a_token_endpoint_that_shows_a_page_is_an_outage(
    server: SandboxServer, tmp_path: Path
) -> None:
    """A 503 with HTML says nothing of the credentials: 69, and no word of them."""
    server.sandbox.faults.add(TokenDown())

    with Program(PATH, **environment(server.base_url, tmp_path), WORKER_TIMEOUT="5") as worker:
        assert worker.ends() == 69

    assert "kind: outage" in worker.output
    assert "kind: authentication" not in worker.output


@pytest.mark.slow
def test_a_worker_works(server: SandboxServer, tmp_path: Path) -> None:
    """It prints reports by code and title, and an outage that comes later does not end it."""
    settings = environment(server.base_url, tmp_path) | {"WORKER_EVERY": "0.1"}

    with Program(PATH, **settings) as worker:
        worker.says(lambda line: "report worker: 2 components loaded" in line)
        worker.says(lambda line: re.fullmatch(r"[a-zA-Z0-9]{16}  .+", line) is not None)
        server.sandbox.faults.add(Status(401, path="*"))
        worker.says(lambda line: "WARNING report_worker: no news" in line)
