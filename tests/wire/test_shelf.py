"""The shelf: who keeps an answer in a store far away does not wait for it."""

from __future__ import annotations

import socket
import time
from typing import TYPE_CHECKING

import pytest

from esologs._shelf import Shelf
from esologs.cache.config import RedisStoreConfig
from esologs.resilience._flow import Load, Save

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 1.0


@pytest.fixture
def silent() -> Iterator[str]:
    """A server that accepts connections, in its kernel, and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"redis://127.0.0.1:{listener.getsockname()[1]}/0"


def ignored(_: str, __: Exception) -> None:
    pass


async def test_a_frozen_redis_costs_a_look_and_no_write(silent: str) -> None:
    """Looking takes the store's patience, keeping takes none, from a task as from a thread."""
    shelf = Shelf(RedisStoreConfig(url=silent, timeout=PATIENCE), ignored)
    save = Save("k", b"data", time.time() + 60, ())
    assert shelf.store.blocking  # opened: importing redis-py takes its time

    took: list[float] = []
    for write in (True, False):
        began = time.monotonic()
        if write:
            await shelf.aperform(save)
        else:
            assert shelf.perform(Load("k")) is None
        took.append(time.monotonic() - began)
    shelf.close()

    assert took[0] < PATIENCE / 2 < took[1]
