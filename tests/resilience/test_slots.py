"""Slots: how many calls are on the wire, who waits, and that no slot is ever lost."""

from __future__ import annotations

import asyncio
import gc
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from esologs._call import Call, HttpRequest, HttpResponse, Reply, Timeouts
from esologs._runtime import AsyncRuntime, SyncRuntime
from esologs.config import SlotsConfig
from esologs.errors import DeadlineExceededError, ServerError, SlotsFullError
from esologs.resilience._flow import Flow, arun, compose, run, send
from esologs.resilience.classify import classify
from esologs.resilience.deadline import Deadline
from esologs.resilience.events import Hooks
from esologs.resilience.slots import Slots
from tests.crowd import NEVER, Caller, Crowd
from tests.stopped import a_call, an_answer

if TYPE_CHECKING:
    from collections.abc import Callable

REQUEST = HttpRequest("POST", "https://api.invalid", {})


def attempt(_: Call) -> Flow[Reply]:
    """Send once."""
    return Reply((yield from send(REQUEST, Timeouts(None, None, None), 1)))


class Queue:
    """*size* slots over a wire on which each exchange takes a second."""

    def __init__(self, size: int = 2, queue: int = 200, timeout: float | None = None) -> None:
        self.takes: tuple[float, Any] = (1.0, an_answer())
        self.crowd = Crowd(lambda _: self.takes)
        self.slots = Slots(size, SlotsConfig(queue=queue))
        self.pipeline = compose([Deadline(timeout, self.crowd.clock), self.slots], attempt)

    def calls(self, number: int, **options: Any) -> list[Caller]:
        return [self.crowd.start(self.pipeline(a_call(**options))) for _ in range(number)]

    @property
    def counts(self) -> tuple[int, int]:
        return self.slots.in_use, self.slots.waiting


def test_no_more_than_its_size_are_on_the_wire() -> None:
    """Two slots, six calls of a second: two start at each second, the last ends at three."""
    queue = Queue(2)
    callers = queue.calls(6)
    queue.crowd.run()

    start = queue.crowd.sent[0]
    assert [moment - start for moment in queue.crowd.sent] == [0, 0, 1, 1, 2, 2]
    assert [(caller.ended_at or 0) - start for caller in callers] == [1, 1, 2, 2, 3, 3]
    assert queue.counts == (0, 0)


def test_whoever_came_first_is_called_first_and_overtaken_by_nobody() -> None:
    """A call that comes while a slot changes hands stands behind those who wait."""
    queue = Queue(1)
    first = queue.calls(3)
    queue.crowd.run(1.0)
    [late] = queue.calls(1)
    queue.crowd.run()

    ends = [caller.ended_at for caller in [*first, late]]
    assert ends == sorted(ends, key=lambda end: end or 0)
    assert len(set(ends)) == 4


def test_behind_a_full_queue_nobody_waits() -> None:
    """Ten on the wire, two hundred wait, the next one is told at once and why."""
    queue = Queue(10)
    *_, refused = queue.calls(211)

    error = refused.error
    assert isinstance(error, SlotsFullError)
    assert (error.in_use, error.waiting) == (10, 200)
    assert "10 calls are on the wire and 200 wait" in str(error)
    queue.crowd.run()
    assert len(queue.crowd.sent) == 210


def test_without_a_queue_a_call_starts_or_is_refused() -> None:
    """`SlotsConfig(queue=0)`."""
    queue = Queue(1, queue=0)
    first, second = queue.calls(2)
    queue.crowd.run()

    assert first.error is None
    assert isinstance(second.error, SlotsFullError)


def test_too_many_calls_are_worth_an_old_answer_and_no_failure_of_the_server() -> None:
    """What the classifier says of it."""
    verdict = classify(SlotsFullError("full", in_use=1, waiting=1))

    assert (verdict.stale_ok, verdict.breaker, verdict.transient) == (True, "nothing", True)


@pytest.mark.parametrize("outcome", [ServerError("HTTP 503", status_code=503), KeyError("defect")])
def test_a_slot_comes_back_whatever_happened(outcome: BaseException) -> None:
    """A failure frees it like an answer."""
    queue = Queue(1)
    queue.takes = (1.0, outcome)
    first, second = queue.calls(2)
    queue.crowd.run()

    assert (first.error, second.error) == (outcome, outcome)
    assert queue.counts == (0, 0)


def test_cancelled_while_it_waits_a_call_leaves_the_queue() -> None:
    """The one behind it comes at the same time as if it had never been there."""
    queue = Queue(1)
    _, second, third = queue.calls(3)
    queue.crowd.cancel(second)
    counts = queue.counts
    start = queue.crowd.now
    queue.crowd.run()

    assert (counts, third.ended_at) == ((1, 1), start + 2.0)
    assert queue.counts == (0, 0)


def test_cancelled_on_the_wire_a_call_frees_its_slot() -> None:
    """At that moment, not when the exchange would have ended."""
    queue = Queue(1)
    queue.takes = (NEVER, None)
    first, second = queue.calls(2)
    queue.takes = (1.0, an_answer())
    queue.crowd.run(0.5)
    queue.crowd.cancel(first)
    queue.crowd.run()

    assert second.ended_at == queue.crowd.now
    assert queue.counts == (0, 0)


def test_called_and_cancelled_at_the_same_moment_the_slot_is_passed_on() -> None:
    """The second was called, and is cancelled before it could see that: the third goes on."""
    queue = Queue(1)
    first, second, third = queue.calls(3)
    queue.crowd.cancel(first)  # calls the second, which will wake in a moment
    queue.crowd.cancel(second)
    queue.crowd.run()

    assert third.error is None
    assert queue.counts == (0, 0)


def test_whose_time_is_over_while_it_waits_leaves_the_queue() -> None:
    """After its own half second, with an error that says what it waited for; nothing was sent."""
    queue = Queue(1)
    queue.takes = (2.0, an_answer())
    queue.calls(1)
    [hasty] = queue.calls(1, timeout=0.5)
    [patient] = queue.calls(1)
    start = queue.crowd.now
    queue.crowd.run()

    assert isinstance(hasty.error, DeadlineExceededError)
    assert "waited for a slot" in str(hasty.error)
    assert (hasty.ended_at, patient.ended_at) == (start + 0.5, start + 4.0)
    assert (len(queue.crowd.sent), queue.counts) == (2, (0, 0))


def test_a_waiter_whose_loop_is_closed_costs_no_slot() -> None:
    """Its place is skipped: the slot goes to the next, or back."""
    queue = Queue(1)
    queue.calls(1)
    dead = queue.pipeline(a_call())
    park: Any = next(dead)
    loop = asyncio.new_event_loop()
    loop.close()
    park.ticket.listen(lambda: loop.call_soon_threadsafe(print))
    [alive] = queue.calls(1)
    queue.crowd.run()
    dead.close()

    assert alive.error is None
    assert queue.counts == (0, 0)


def test_an_abandoned_flow_frees_its_slot() -> None:
    """A coroutine that is dropped without a word is closed by Python, and lets go."""
    queue = Queue(1)
    flow = queue.pipeline(a_call())
    next(flow)
    taken = queue.counts
    del flow
    gc.collect()

    assert (taken, queue.counts) == ((1, 0), (0, 0))


def test_its_repr_counts() -> None:
    """For whoever prints it."""
    queue = Queue(1)
    queue.calls(3)

    assert repr(queue.slots) == "<Slots 1 of 1 in use, 2 waiting>"


# --- no slot is ever lost ------------------------------------------------------------------------


class SlotsUnderAnything(RuleBasedStateMachine):
    """Calls that come, end, fail and are cancelled at any moment, even when just called."""

    def __init__(self) -> None:
        super().__init__()
        self.queue = Queue(2, queue=3)
        self.queue.takes = (NEVER, None)

    def waiting(self) -> list[Caller]:
        return [caller for caller in self.queue.crowd.callers if not caller.is_over]

    @rule()
    def a_call_comes(self) -> None:
        self.queue.calls(1)

    @precondition(lambda self: self.waiting())
    @rule(data=st.data())
    def one_is_cancelled(self, data: st.DataObject) -> None:
        self.queue.crowd.cancel(data.draw(st.sampled_from(self.waiting())))

    @rule()
    def the_called_wake_up(self) -> None:
        self.queue.crowd.run(0.0)

    @invariant()
    def everybody_is_accounted_for(self) -> None:
        in_use, waiting = self.queue.counts
        alive = len(self.waiting())
        assert in_use == min(2, alive)
        assert waiting == alive - in_use


SlotsUnderAnything.TestCase.settings = settings(max_examples=200, stateful_step_count=40)
TestSlots = SlotsUnderAnything.TestCase


# --- both performers -----------------------------------------------------------------------------


class Wire:
    """A transport of both colours that counts who is on it, and ends when the test says so."""

    def __init__(self) -> None:
        self.on_it = 0
        self.most = 0
        self.total = 0
        self.lock = threading.Lock()

    def _enter(self) -> None:
        with self.lock:
            self.on_it += 1
            self.total += 1
            self.most = max(self.most, self.on_it)

    def _leave(self) -> None:
        with self.lock:
            self.on_it -= 1


class AsyncWire(Wire):
    async def send(self, request: HttpRequest, timeouts: Timeouts, max_bytes: int) -> HttpResponse:
        self._enter()
        try:
            for _ in range(3):
                await asyncio.sleep(0)
        finally:
            self._leave()
        return an_answer()

    async def aclose(self) -> None:
        pass


class SyncWire(Wire):
    def __init__(self) -> None:
        super().__init__()
        self.full = threading.Event()

    def send(self, request: HttpRequest, timeouts: Timeouts, max_bytes: int) -> HttpResponse:
        self._enter()
        if self.on_it >= 10:
            self.full.set()
        self.full.wait(5)  # until as many as there are slots have met here
        self._leave()
        return an_answer()

    def close(self) -> None:
        pass


def runtime(wire: AsyncWire) -> AsyncRuntime:
    return AsyncRuntime(lambda: wire, Hooks())


async def test_two_hundred_tasks_go_through_ten_slots() -> None:
    """All are answered, ten at a time."""
    wire, slots = AsyncWire(), Slots(10, SlotsConfig())
    perform = runtime(wire).perform
    pipeline = compose([slots], attempt)

    await asyncio.gather(*(arun(pipeline(a_call()), perform) for _ in range(200)))

    assert (wire.total, wire.most) == (200, 10)
    assert (slots.in_use, slots.waiting) == (0, 0)


def test_sixty_four_threads_go_through_ten_slots() -> None:
    """All are answered, ten at a time; a waiting thread blocks nobody."""
    wire, slots = SyncWire(), Slots(10, SlotsConfig())
    perform = SyncRuntime(lambda: wire, Hooks()).perform
    pipeline = compose([slots], attempt)

    def one(_: int) -> Reply:
        return run(pipeline(a_call()), perform)

    with ThreadPoolExecutor(64) as pool:
        list(pool.map(one, range(640)))

    assert (wire.total, wire.most) == (640, 10)
    assert (slots.in_use, slots.waiting) == (0, 0)


async def test_tasks_that_are_cancelled_at_any_moment_lose_no_slot() -> None:
    """Half of two hundred, each after another number of turns of the loop."""
    wire, slots = AsyncWire(), Slots(10, SlotsConfig())
    perform = runtime(wire).perform
    pipeline = compose([slots], attempt)
    tasks = [asyncio.ensure_future(arun(pipeline(a_call()), perform)) for _ in range(200)]
    for number, task in enumerate(tasks[::2]):
        if number % 4 == 0:
            await asyncio.sleep(0)
        task.cancel()

    found = await asyncio.gather(*tasks, return_exceptions=True)

    assert sum(isinstance(outcome, Reply) for outcome in found) >= 100
    assert (slots.in_use, slots.waiting, wire.most) == (0, 0, 10)


async def test_a_task_waits_no_longer_than_its_deadline() -> None:
    """On the loop's own clock; what waits behind it is not held up."""
    wire, slots = AsyncWire(), Slots(1, SlotsConfig())
    perform = runtime(wire).perform
    loop = asyncio.get_running_loop()
    holder = slots(a_call(), attempt)
    next(holder)
    pipeline = compose([Deadline(0.05, loop.time), slots], attempt)

    with pytest.raises(DeadlineExceededError, match="waited for a slot"):
        await arun(pipeline(a_call()), perform)
    holder.close()
    await arun(pipeline(a_call()), perform)

    assert (slots.in_use, slots.waiting, wire.total) == (0, 0, 1)


def test_a_thread_waits_no_longer_than_its_deadline() -> None:
    """The same for a thread."""
    import time

    wire, slots = SyncWire(), Slots(1, SlotsConfig())
    wire.full.set()
    perform = SyncRuntime(lambda: wire, Hooks()).perform
    holder = slots(a_call(), attempt)
    next(holder)
    pipeline = compose([Deadline(0.05, time.monotonic), slots], attempt)

    with pytest.raises(DeadlineExceededError, match="waited for a slot"):
        run(pipeline(a_call()), perform)
    holder.close()
    run(pipeline(a_call()), perform)

    assert (slots.in_use, slots.waiting, wire.total) == (0, 0, 1)


async def test_a_thread_wakes_a_loop_that_has_nothing_else_to_do() -> None:
    """The slot is freed while the loop sleeps: it is told, and does not find out by chance."""
    wire, slots = AsyncWire(), Slots(1, SlotsConfig())
    perform = runtime(wire).perform
    holder = slots(a_call(), attempt)
    next(holder)
    loop = asyncio.get_running_loop()
    waiting = asyncio.ensure_future(arun(slots(a_call(), attempt), perform))
    while not slots.waiting:  # noqa: ASYNC110 - turns of the loop are what is waited for
        await asyncio.sleep(0)
    started = loop.time()
    thread = threading.Timer(0.1, holder.close)
    thread.start()

    async with asyncio.timeout(5.0):
        await waiting
    thread.join()

    assert loop.time() - started < 4.0


def test_loops_in_other_threads_wake_each_other() -> None:
    """One set of slots, four event loops: whoever frees a slot wakes a waiter elsewhere."""
    slots, wires = Slots(2, SlotsConfig()), [AsyncWire() for _ in range(4)]

    def work(wire: AsyncWire) -> None:
        async def all_of_them() -> None:
            perform = runtime(wire).perform
            flows: list[Callable[[], Flow[Reply]]] = [
                lambda: compose([slots], attempt)(a_call()) for _ in range(25)
            ]
            await asyncio.gather(*(arun(flow(), perform) for flow in flows))

        asyncio.run(all_of_them())

    threads = [threading.Thread(target=work, args=[wire]) for wire in wires]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert sum(wire.total for wire in wires) == 100
    assert (slots.in_use, slots.waiting) == (0, 0)
