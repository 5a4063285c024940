"""The fences around every test: no network beyond this machine, no settings from outside."""

from __future__ import annotations

import asyncio
import os
import socket
import urllib.request

import pytest

BLOCKED = "A test tried to"


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "10.0.0.1"])
def test_a_connection_that_leaves_the_machine_is_refused(host: str) -> None:
    """A socket cannot reach an address outside loopback; the refusal is no OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as sock, pytest.raises(RuntimeError, match=BLOCKED):
        sock.connect((host, 443))


def test_a_lookup_of_a_foreign_name_is_refused() -> None:
    """No name but localhost is looked up."""
    with pytest.raises(RuntimeError, match=BLOCKED):
        socket.getaddrinfo("esologs.invalid", 443)


async def test_asyncio_is_held_by_the_same_fence() -> None:
    """The fence is below the libraries, so a stream of asyncio meets it, too."""
    with pytest.raises(RuntimeError, match=BLOCKED):
        await asyncio.open_connection("192.0.2.1", 443)


def test_the_standard_library_does_not_slip_through() -> None:
    """urllib, which would turn an OSError into its own, passes the refusal on."""
    with pytest.raises(RuntimeError, match=BLOCKED):
        urllib.request.urlopen("http://192.0.2.1/", timeout=1)


def test_this_machine_can_be_reached() -> None:
    """Loopback stays open: by number and by name."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        for host in ("127.0.0.1", "localhost"):
            with socket.create_connection((host, port), timeout=5) as client:
                assert client.getpeername()[1] == port


def test_no_setting_of_the_outside_reaches_a_test() -> None:
    """Neither credentials nor a proxy nor the cache of whoever runs the tests are visible."""
    names = {name.lower() for name in os.environ}
    assert {name for name in names if name.startswith("esologs_")} == {"esologs_cache_dir"}
    assert "caches" in os.environ["ESOLOGS_CACHE_DIR"]
    assert not names & {"http_proxy", "https_proxy", "all_proxy"}
