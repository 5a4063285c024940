"""The shelf: who keeps an answer in a store far away does not wait for it."""

from __future__ import annotations

import socket
import threading
import time
from typing import TYPE_CHECKING, ClassVar

import pytest

from esologs._shelf import Shelf
from esologs.cache.base import StoreStats
from esologs.cache.config import RedisStoreConfig
from esologs.resilience._flow import Drop, Load, Save

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PATIENCE = 1.0


@pytest.fixture
def silent() -> Iterator[str]:
    """A server that accepts connections, in its kernel, and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"redis://127.0.0.1:{listener.getsockname()[1]}/0"


def ignored(_: str, __: Exception) -> None:
    pass


class Slow:
    """A store whose deletions take longer than a look may."""

    blocking: ClassVar[bool] = True
    patience: float = 0.01

    def __init__(self) -> None:
        self.there: dict[str, bytes] = {"k": b"data"}

    def get(self, key: str) -> bytes | None:
        return self.there.get(key)

    def put(self, key: str, data: bytes, *, keep_until: float, tags: Iterable[str] = ()) -> bool:
        return False

    def drop(self, key: str) -> bool:
        return False

    def drop_tagged(self, tag: str) -> bool:
        threading.Event().wait(0.1)
        return self.there.pop("k", None) is not None

    def clear(self) -> bool:
        return False

    def close(self) -> None:
        pass

    def stats(self) -> StoreStats:
        return StoreStats()


async def test_to_forget_may_take_longer_than_to_look() -> None:
    """Whoever asks for it is to know: it is waited for, from a task as from a thread."""
    told: list[str] = []
    for is_async in (True, False):
        shelf = Shelf(Slow(), lambda action, _: told.append(action))
        drop = Drop("guild:1")
        done = [await shelf.aperform(drop) if is_async else shelf.perform(drop) for _ in range(2)]
        await shelf.aclose()
        assert done == [True, False]

    assert told == ["invalidate"] * 2


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
