"""The pytest plugin: an ESO Logs for every test, faults, clocks, recordings, and retries.

pytest imports this module in every project that has the package installed, so
it imports nothing but pytest; what a fixture needs comes in when it is used.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

import pytest

from esologs.testing.plan import MARKERS, MODES
from esologs.testing.report import Report
from esologs.testing.retrying import plugin_of

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from pathlib import Path

    from esologs.client import Client, SyncClient
    from esologs.sandbox import SandboxServer
    from esologs.sandbox.faults import FaultHandle
    from esologs.testing.clock import FakeClock, SkippingClock
    from esologs.testing.recording import Recording

PlayFaults: TypeAlias = "Callable[[str], FaultHandle]"
"""Sets the faults of a script at the sandbox: what the fixture `esologs_faults` gives."""

_failed = pytest.StashKey[bool]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the settings of retries and recordings."""
    group = parser.getgroup("esologs")
    group.addoption(
        "--esologs-retry",
        choices=MODES,
        help="which tests are tried again when the network fails them: those that a client of "
        "esologs failed and those that are marked (auto), those that are marked, or none (off)",
    )
    for setting, what in (
        ("attempts", "how often a test runs at most when the network fails it (3)"),
        ("delay", "the longest wait in seconds before its second attempt (1.0)"),
    ):
        group.addoption(f"--esologs-retry-{setting}", help=what)
        parser.addini(f"esologs_retry_{setting}", what, default="3" if "att" in setting else "1.0")
    group.addoption(
        "--esologs-record",
        action="store_true",
        help="send what tests with the fixture esologs_recording ask, and keep the answers",
    )
    parser.addini("esologs_retry", "auto, marked or off; see --esologs-retry", default="auto")
    parser.addini(
        "esologs_retry_marks",
        "marks whose tests need the network",
        type="args",
        default=["integration"],
    )
    parser.addini(
        "esologs_retry_paths",
        "folders and patterns, from the root, whose tests need the network",
        type="args",
        default=[],
    )


def pytest_configure(config: pytest.Config) -> None:
    """Make the markers known, and set up what the settings ask for."""
    for marker in MARKERS:
        config.addinivalue_line("markers", marker)
    retrying = plugin_of(config)
    if retrying is not None:
        config.pluginmanager.register(retrying, "esologs-retrying")
        config.pluginmanager.register(Report(), "esologs-report")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember a failure: a recording of a test that failed is not kept."""
    report = yield
    if report.failed:
        item.stash[_failed] = True
    return report


@pytest.fixture(scope="session", name="_esologs_server")
def _server() -> Iterator[SandboxServer]:
    """One server for the whole run: starting one for each test would cost more than most tests."""
    from esologs import _surroundings
    from esologs.sandbox import Sandbox, SandboxServer

    def clock() -> float:  # with a fake clock the sandbox's hours pass as well
        return _surroundings.current().clocks.wall()

    with SandboxServer(Sandbox(clock=clock)) as server:
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


@pytest.fixture
def esologs_faults(esologs_sandbox: SandboxServer) -> PlayFaults:
    """A function that lets the sandbox play a script of faults, such as "503 twice, then fine".

    What it returns tells how often they struck (`hits`), and takes them away at
    the end of a `with` block. It raises `ConfigError` for a script that it cannot read.
    """

    def play(script: str) -> FaultHandle:
        from esologs.testing.script import fault_script

        return esologs_sandbox.sandbox.faults.add(*fault_script(script))

    return play


def _set_the_scene(request: pytest.FixtureRequest) -> None:
    """Let what a client finds around it be there before it, however the test names them."""
    for name in ("fake_clock", "esologs_no_waiting", "esologs_recording"):
        if name in request.fixturenames:
            request.getfixturevalue(name)


@pytest.fixture
def esologs_client(
    request: pytest.FixtureRequest, esologs_sandbox: SandboxServer
) -> Iterator[Client]:
    """A resilient client of the sandbox, for async tests; closed after the test."""
    _set_the_scene(request)
    import asyncio

    from esologs.client_factory import create_resilient_client

    client = create_resilient_client(base_url=esologs_sandbox.base_url)
    yield client
    # Its connections end with the loop of the test; the rest is closed from any other one.
    loop = asyncio.new_event_loop()
    try:
        loop.run_until_complete(client.aclose())
    finally:
        loop.close()


@pytest.fixture
def esologs_sync_client(
    request: pytest.FixtureRequest, esologs_sandbox: SandboxServer
) -> Iterator[SyncClient]:
    """A resilient client of the sandbox that blocks; closed after the test."""
    _set_the_scene(request)
    from esologs.client_factory import create_resilient_sync_client

    with create_resilient_sync_client(base_url=esologs_sandbox.base_url) as client:
        yield client


@pytest.fixture
def fake_clock() -> Iterator[FakeClock]:
    """A clock that stands still, for the clients that are made from now on.

    Their waits pass at once and move it, `advance` moves it, and `waits` tells
    them. The sandbox of `esologs_sandbox` goes by it as well.
    """
    from esologs.testing.clock import FakeClock

    with FakeClock() as clock:
        yield clock


@pytest.fixture
def esologs_no_waiting() -> Iterator[SkippingClock]:
    """Let the clients that are made from now on wait for nothing; `waits` tells what they skip."""
    from esologs.testing.clock import no_waiting

    with no_waiting() as clock:
        yield clock


@pytest.fixture
def esologs_recording(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Recording]:
    """What the API answered to this test once, for the clients that are made from now on.

    The file is `recordings/MODULE/TEST.json` beside the test's. With
    `--esologs-record` the API itself answers, and the file is written if the test
    passes. Without, nothing is sent: a request that is not there raises
    `NotRecordedError`, and fails the test even if the code under test takes no notice.
    """
    from esologs.testing.recording import Recording

    item = request.node
    name = re.sub(r"[^\w.-]+", "_", item.nodeid.partition("::")[2]).strip("_")
    path = item.path.parent / "recordings" / item.path.stem / f"{name}.json"
    records = request.config.getoption("esologs_record")
    monkeypatch.setenv("ESOLOGS_CACHE_DIR", str(tmp_path / "esologs-cache"))
    if not records:  # no account is needed: nobody is asked
        monkeypatch.setenv("ESOLOGS_ID", "recorded")
        monkeypatch.setenv("ESOLOGS_SECRET", "recorded")
    recording = Recording(path, "record" if records else "replay")
    item.stash[_failed] = False
    with recording.in_place():
        yield recording
    if not recording.requests and not item.stash[_failed]:
        pytest.fail(
            "nothing went through the recording: make the client in the test, or in a fixture that "
            "asks for esologs_recording",
            pytrace=False,
        )
    if records and not item.stash[_failed]:
        recording.save()
    if recording.missing:
        pytest.fail("not in the recording: " + ", ".join(recording.missing), pytrace=False)
