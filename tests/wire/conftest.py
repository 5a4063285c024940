"""What the wire tests share: both clients, and a server of plain sockets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.both import BOTH, Colour
from tests.raw_server import RawServer

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(params=BOTH, ids=repr)
def colour(request: pytest.FixtureRequest) -> Colour:
    """Each test that asks for it runs once for each client."""
    found: Colour = request.param
    return found


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[RawServer]:
    """A server on loopback, and an environment that leads to it."""
    with RawServer() as raw:
        monkeypatch.setenv("ESOLOGS_BASE_URL", raw.base_url)
        monkeypatch.setenv("ESOLOGS_ID", "an-id")
        monkeypatch.setenv("ESOLOGS_SECRET", "a-secret")
        yield raw
