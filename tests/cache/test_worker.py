"""The thread in which a blocking store is asked."""

from __future__ import annotations

import asyncio
import gc
import os
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from esologs.cache.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Iterator

LONG = 30.0
"""A bound of seconds that only a failing test reaches."""


class Gate:
    """A job that hangs until it is opened, and tells when it has begun."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.open = threading.Event()

    def __call__(self) -> str:
        self.begun.set()
        assert self.open.wait(LONG)
        return "done"


class Ticks:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def gate() -> Iterator[Gate]:
    gate = Gate()
    yield gate
    gate.open.set()


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
def worker(ticks: Ticks) -> Iterator[Worker]:
    """A patient one, whose idea of how long a job lasts is the test's."""
    worker = Worker(patience=LONG, capacity=4, clock=ticks)
    yield worker
    worker.close(timeout=LONG)


def hasty() -> Worker:
    return Worker(patience=0.02)


async def test_both_colours_get_the_outcome(worker: Worker) -> None:
    """From a thread and from a loop, with arguments, in one other thread."""
    here = threading.get_ident()
    threads = {worker.call(0, threading.get_ident), await worker.acall(0, threading.get_ident)}

    assert len(threads) == 1
    assert here not in threads
    assert worker.call(None, int, "ff", base=16) == 255
    assert await worker.acall(None, int, "ff", base=16) == 255


def test_jobs_are_done_in_the_order_given(worker: Worker, gate: Gate) -> None:
    """What was posted is done before what is asked later."""
    done: list[int] = []
    worker.post(gate)
    assert gate.begun.wait(LONG)
    for number in range(3):
        worker.post(done.append, number)
    gate.open.set()

    assert worker.call(None, lambda: list(done)) == [0, 1, 2]


async def test_what_the_function_raises_reaches_who_asked(worker: Worker) -> None:
    """Also a timeout of its own; and the thread goes on."""

    def fail() -> None:
        raise TimeoutError("its own")

    with pytest.raises(TimeoutError, match="its own"):
        worker.call(None, fail)
    with pytest.raises(TimeoutError, match="its own"):
        await worker.acall(None, fail)
    assert worker.call(0, lambda: 1) == 1


async def test_a_caller_waits_no_longer_than_its_patience(gate: Gate) -> None:
    """It goes without; the job goes on, and those behind it in the queue are never begun."""
    worker = hasty()
    began: list[str] = []

    assert worker.call("without", gate) == "without"
    assert gate.begun.wait(LONG)
    assert worker.call("without", began.append, "refused") == "without"
    assert await worker.acall("without", began.append, "refused") == "without"
    gate.open.set()
    worker.close(timeout=LONG)

    assert began == []


@pytest.mark.parametrize("colour", ["sync", "async"])
async def test_who_gives_up_takes_its_job_out_of_the_queue(gate: Gate, colour: str) -> None:
    """A store that is slow does not work for those who have left."""
    clock = Ticks()  # stands still: nothing is refused for being stalled
    worker = Worker(patience=0.02, clock=clock)
    began: list[int] = []
    worker.post(gate)
    assert gate.begun.wait(LONG)
    if colour == "sync":
        given_up = worker.call("without", began.append, 1)
    else:
        given_up = await worker.acall("without", began.append, 1)
    gate.open.set()
    worker.close(timeout=LONG)

    assert given_up == "without"
    assert began == []


def test_a_job_that_hangs_lets_others_be_refused_at_once(
    worker: Worker, gate: Gate, ticks: Ticks
) -> None:
    """Its time is up when it has lasted as long as a caller waits; when it ends, all is well."""
    worker.post(gate)
    assert gate.begun.wait(LONG)
    ticks.now = LONG
    at_the_bound = worker.submit(int)
    ticks.now = LONG + 0.1
    beyond = worker.submit(int)
    gate.open.set()
    assert at_the_bound is not None
    at_the_bound.result(LONG)

    assert beyond is None
    assert worker.call(None, lambda: 7) == 7


def test_the_queue_is_bounded(worker: Worker, gate: Gate) -> None:
    """Four may wait; the fifth is refused and not kept."""
    worker.post(gate)
    assert gate.begun.wait(LONG)

    assert [worker.post(int) for _ in range(6)] == [True] * 4 + [False] * 2


async def test_a_cancelled_caller_hurts_nobody(worker: Worker, gate: Gate) -> None:
    """Its own job is taken out, the one before and the one behind are done."""
    done: list[int] = []
    first = asyncio.ensure_future(worker.acall(None, gate))
    cancelled = asyncio.ensure_future(worker.acall(None, done.append, 1))
    behind = asyncio.ensure_future(worker.acall(None, done.append, 2))
    await asyncio.to_thread(gate.begun.wait, LONG)
    cancelled.cancel()
    with pytest.raises(asyncio.CancelledError):
        await cancelled
    gate.open.set()
    await behind

    assert await first == "done"
    assert done == [2]


def test_a_loop_that_ends_first_is_no_matter(
    worker: Worker, gate: Gate, caplog: pytest.LogCaptureFixture
) -> None:
    """The job of a loop that was closed meanwhile ends without a word."""

    async def leave() -> None:
        task = asyncio.ensure_future(worker.acall(None, gate))
        await asyncio.to_thread(gate.begun.wait, LONG)
        task.cancel()

    asyncio.run(leave())
    gate.open.set()

    assert worker.call(0, lambda: 1) == 1
    assert caplog.records == []


@pytest.mark.parametrize("colour", ["sync", "async"])
async def test_closing_does_what_is_queued_and_a_last_thing(gate: Gate, colour: str) -> None:
    """In order; afterwards everything is refused, and closing again is nothing."""
    worker = Worker(patience=LONG)
    done: list[str] = []
    gate.open.set()
    worker.post(gate)
    worker.post(done.append, "queued")
    for _ in range(2):
        if colour == "sync":
            worker.close(lambda: done.append("last"), timeout=LONG)
        else:
            await worker.aclose(lambda: done.append("last"), timeout=LONG)

    assert done == ["queued", "last"]
    assert worker.call("closed", int) == "closed"
    assert await worker.acall("closed", int) == "closed"
    assert not worker.post(int)


@pytest.mark.parametrize("colour", ["sync", "async"])
async def test_closing_waits_for_nothing_that_hangs(gate: Gate, colour: str) -> None:
    """What is queued behind it is cancelled, and whoever waits for that is told at once."""
    worker = Worker(patience=LONG)
    worker.post(gate)
    assert gate.begun.wait(LONG)
    waiting = asyncio.ensure_future(worker.acall("without", int))
    thread = threading.Thread(target=worker.call, args=("without", int), daemon=True)
    thread.start()
    await asyncio.sleep(0)
    if colour == "sync":
        worker.close(timeout=0.01)
    else:
        await worker.aclose(timeout=0.01)

    assert await asyncio.wait_for(waiting, LONG) == "without"
    thread.join(LONG)
    assert not thread.is_alive()


async def test_one_that_was_never_asked_closes_without_a_thread() -> None:
    """The last thing is done all the same."""
    before = threading.active_count()
    done: list[str] = []
    Worker(patience=LONG).close(lambda: done.append("sync"))
    await Worker(patience=LONG).aclose(lambda: done.append("async"))

    assert done == ["sync", "async"]
    assert threading.active_count() == before


def test_one_that_nobody_has_any_more_ends() -> None:
    """A client that was never closed leaves no thread behind."""
    worker = Worker(patience=LONG)
    ident = worker.call(0, threading.get_ident)
    (thread,) = [each for each in threading.enumerate() if each.ident == ident]
    del worker
    gc.collect()
    thread.join(LONG)

    assert not thread.is_alive()


def test_sixty_four_threads_share_one(worker: Worker) -> None:
    """Each gets its own outcome, or goes without when too many wait."""
    wrong: list[object] = []

    def ask(number: int) -> None:
        for _ in range(20):
            got = worker.call(None, lambda: number)
            if got not in (None, number):
                wrong.append(got)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(64)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []


def test_a_process_ends_while_a_job_hangs() -> None:
    """A store that never answers does not keep a program from ending."""
    program = (
        "import threading; from esologs.cache.worker import Worker;"
        "w = Worker(patience=0.01); print(w.call('without', threading.Event().wait))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=LONG, check=True
    )
    assert run.stdout.strip() == "without"
    assert run.stderr == ""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_the_child_of_a_fork_starts_anew(worker: Worker, gate: Gate) -> None:
    """While the parent's thread hangs in a job, the child's does its own, and not the parent's."""
    done: list[str] = []
    worker.post(gate)
    assert gate.begun.wait(LONG)
    worker.post(done.append, "parent's")
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            answered = worker.call(None, lambda: "child's") == "child's"
            code = 0 if answered and done == [] else 2
        finally:
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    gate.open.set()

    assert code == 0
    assert worker.call(None, lambda: list(done)) == ["parent's"]


def test_its_clock_is_the_real_one_unless_told_otherwise() -> None:
    """A hung job is noticed without anybody moving a clock."""
    gate = Gate()
    worker = hasty()
    started = time.monotonic()
    worker.call(None, gate)
    waited = time.monotonic() - started
    started = time.monotonic()
    for _ in range(100):
        worker.call(None, int)
    refused = time.monotonic() - started
    gate.open.set()
    worker.close(timeout=LONG)

    assert waited >= 0.02
    assert refused < 100 * 0.02
