"""Looks that are shared: a thousand callers of one key are one look into the store."""

from __future__ import annotations

import asyncio
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from esologs.cache.looks import Looks
from esologs.cache.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Iterator

LONG = 30.0
"""A bound of seconds that only a failing test reaches."""


class Shop:
    """A store that notes who looks, and may keep its thread busy meanwhile."""

    def __init__(self) -> None:
        self.looked: list[str] = []
        self.busy = threading.Event()
        self.open = threading.Event()
        self.there = b"old"

    def get(self, key: str) -> bytes | None:
        self.looked.append(key)
        return None if key == "missing" else self.there

    def hold(self) -> None:
        self.busy.set()
        assert self.open.wait(LONG)


@pytest.fixture
def shop() -> Iterator[Shop]:
    shop = Shop()
    yield shop
    shop.open.set()


@pytest.fixture
def worker(shop: Shop) -> Iterator[Worker]:
    """A patient one with a short line, which the store keeps busy until it is opened."""
    worker = Worker(patience=LONG, capacity=4, clock=lambda: 0.0)
    worker.post(shop.hold)
    assert shop.busy.wait(LONG)
    yield worker
    shop.open.set()
    worker.close(timeout=LONG)


@pytest.fixture
def looks(shop: Shop, worker: Worker) -> Looks:
    return Looks(shop.get, worker)


async def turn() -> None:
    """Let every task come to where it waits."""
    for _ in range(5):
        await asyncio.sleep(0)


async def test_a_thousand_tasks_are_one_look(shop: Shop, looks: Looks) -> None:
    """More than fit into the line: none is refused, and the store is asked once."""
    tasks = [asyncio.create_task(looks.alook("a")) for _ in range(1000)]
    await turn()
    shop.open.set()

    assert set(await asyncio.gather(*tasks)) == {b"old"}
    assert shop.looked == ["a"]


async def test_threads_and_tasks_share_one(shop: Shop, looks: Looks) -> None:
    """Whichever of the two began it."""
    with ThreadPoolExecutor(8) as pool:
        loop = asyncio.get_running_loop()
        threads = [loop.run_in_executor(pool, looks.look, "a") for _ in range(8)]
        tasks = [asyncio.create_task(looks.alook("a")) for _ in range(8)]
        while vars(looks)["_under_way"]["a"].waiting < 16:  # noqa: ASYNC110 - no event tells of a joiner
            await asyncio.sleep(0)
        shop.open.set()
        found = await asyncio.gather(*threads, *tasks)

    assert found == [b"old"] * 16
    assert shop.looked == ["a"]


async def test_other_keys_are_other_looks(shop: Shop, looks: Looks) -> None:
    """Also of nothing."""
    tasks = [asyncio.create_task(looks.alook(key)) for key in ("a", "missing", "b", "a")]
    await turn()
    shop.open.set()

    assert await asyncio.gather(*tasks) == [b"old", None, b"old", b"old"]
    assert shop.looked == ["a", "missing", "b"]


async def test_one_after_another_are_two(shop: Shop, looks: Looks) -> None:
    """What is over is over: another process may have changed it."""
    shop.open.set()
    assert await looks.alook("a") == b"old"
    shop.there = b"new"

    assert await looks.alook("a") == b"new"
    assert looks.look("a") == b"new"
    assert shop.looked == ["a"] * 3


async def test_a_cancelled_caller_hurts_nobody(shop: Shop, looks: Looks) -> None:
    """The one that began it leaves; the other has its answer."""
    first, second = (asyncio.create_task(looks.alook("a")) for _ in range(2))
    await turn()
    first.cancel()
    await turn()
    shop.open.set()

    assert await second == b"old"
    assert first.cancelled()


async def test_the_last_to_leave_takes_it_out_of_the_line(shop: Shop, looks: Looks) -> None:
    """Nobody looks for what nobody waits for; who comes then looks anew."""
    tasks = [asyncio.create_task(looks.alook("a")) for _ in range(2)]
    await turn()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert shop.looked == []
    another = asyncio.create_task(looks.alook("a"))
    await turn()
    shop.open.set()

    assert await another == b"old"
    assert shop.looked == ["a"]


async def test_who_comes_after_a_change_looks_after_it(
    shop: Shop, looks: Looks, worker: Worker
) -> None:
    """A look from before what was posted is not shared with who comes after it."""
    before = asyncio.create_task(looks.alook("a"))
    await turn()
    worker.post(setattr, shop, "there", b"new")
    looks.outdate()
    after = asyncio.create_task(looks.alook("a"))
    await turn()
    shop.open.set()

    assert [await before, await after] == [b"old", b"new"]


async def test_a_line_that_is_full_is_a_miss(shop: Shop, looks: Looks) -> None:
    """More different keys than fit: those beyond go without at once, and break nothing."""
    tasks = [asyncio.create_task(looks.alook(key)) for key in "abcdef"]
    await turn()
    shop.open.set()

    assert await asyncio.gather(*tasks) == [b"old"] * 4 + [None] * 2
    assert await looks.alook("f") == b"old"


async def test_nobody_waits_longer_than_the_workers_patience(shop: Shop) -> None:
    """A store that hangs costs each who shares the look its patience, in both colours."""
    worker = Worker(patience=0.02)
    looks = Looks(shop.get, worker)
    worker.post(shop.hold)

    assert await asyncio.gather(*(looks.alook("a") for _ in range(3))) == [None] * 3
    assert looks.look("a") is None
    shop.open.set()
    worker.close(timeout=LONG)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
async def test_a_child_looks_by_itself(shop: Shop, looks: Looks) -> None:
    """What its parent waits for is never done in it."""
    waiting = asyncio.create_task(looks.alook("a"))
    await turn()
    child = os.fork()
    if not child:
        os._exit(0 if looks.look("a") == b"old" else 1)
    status = (await asyncio.to_thread(os.waitpid, child, 0))[1]
    shop.open.set()

    assert (os.waitstatus_to_exitcode(status), await waiting) == (0, b"old")
