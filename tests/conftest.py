"""What holds for every test: no network beyond this machine, no settings of whoever runs it."""

from __future__ import annotations

import ipaddress
import os
import socket
import sys
import uuid
from typing import TYPE_CHECKING, Final, cast

import hypothesis
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Shared machines are slow now and then: time limits belong to pytest-timeout, not to examples.
hypothesis.settings.register_profile("local", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "local")

PROXIES: Final = ("http_proxy", "https_proxy", "all_proxy")
_environment: dict[str, str] = {}
"""The settings taken out of the environment; only a test marked `live` gets them back."""


class NetworkBlockedError(RuntimeError):
    """A test tried to leave this machine.

    Not an `OSError` on purpose: the package would take that for a failing connection
    and go on to test its own error handling.
    """


class _Guard:
    """Refuses every connection and every lookup that leads off this machine.

    An audit hook sees them all, whatever library makes them, and costs nothing else.
    It cannot be taken out again, so it is switched.
    """

    on = True

    def __call__(self, event: str, args: tuple[object, ...]) -> None:
        if not self.on:
            return
        if event == "socket.connect":
            address = args[1]
            if isinstance(address, tuple):  # a path otherwise: a Unix socket is local
                host, port, *_ = cast("tuple[object, ...]", address)
                if not is_local(host):
                    self.refuse(f"connect to {host}:{port}")
        elif event in ("socket.getaddrinfo", "socket.gethostbyname") and not is_local(args[0]):
            self.refuse(f"look up {args[0]!r}")

    @staticmethod
    def refuse(what: str) -> None:
        raise NetworkBlockedError(
            f"A test tried to {what}. Tests talk to a server on 127.0.0.1 or to the sandbox; "
            "what needs the real API is marked `live` and run by `make live`."
        )


def is_local(host: object) -> bool:
    """Whether a host, given as a socket function takes it, is this machine."""
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


guard = _Guard()


def pytest_configure() -> None:
    """Set the guard, and hide what would change what the package does."""
    sys.addaudithook(guard)
    for name in list(os.environ):
        if name.startswith("ESOLOGS_") or name.lower() in PROXIES:
            _environment[name] = os.environ.pop(name)


@pytest.fixture(autouse=True)
def _live(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let a test marked `live` out, with the credentials it was started with."""
    if request.node.get_closest_marker("live") is None:
        yield
        return
    for name, value in _environment.items():
        monkeypatch.setenv(name, value)
    guard.on = False
    yield
    guard.on = True


@pytest.fixture(autouse=True)
def _cache_folder(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Give each test a cache folder of its own: nothing of the user's is read or written."""
    # Made by whoever keeps something there, so that most tests have none.
    folder = tmp_path_factory.getbasetemp() / "caches" / uuid.uuid4().hex
    monkeypatch.setenv("ESOLOGS_CACHE_DIR", str(folder))


@pytest.fixture(scope="session")
def outside() -> Mapping[str, str]:
    """The settings that are hidden from the tests, for the fixture of a server out there."""
    return dict(_environment)


@pytest.fixture
def unused_port() -> int:
    """A port of 127.0.0.1 on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
