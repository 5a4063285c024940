"""A Discord to talk to, and a package of extensions, for every test of the adapter."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
import yarl

from tests.ext.discord.bots import Package
from tests.fake_discord.server import FakeDiscord

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path


@pytest.fixture(name="fake")
async def _fake(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeDiscord]:
    """A Discord on loopback, to which discord.py is led."""
    async with FakeDiscord() as fake:
        monkeypatch.setattr("discord.http.Route.BASE", fake.base_url)
        gateway = yarl.URL(fake.gateway.url)
        monkeypatch.setattr("discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY", gateway)
        yield fake


@pytest.fixture(name="package")
def _package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Package]:
    """A package of extensions that is empty as yet."""
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    package = Package(tmp_path)
    yield package
    package.forget()
