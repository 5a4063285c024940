"""Coalesce: identical calls under way share one flight, and nobody hurts anybody."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, cast

import pytest

from esologs._call import Bound, Call, HttpRequest, HttpResponse, Reply, Timeouts
from esologs._operation import Operation
from esologs._runtime import AsyncRuntime, SyncRuntime
from esologs.errors import ApiError, RequestTimeoutError, ServerError
from esologs.resilience._flow import Flow, Send, Share, arun, compose, run, send
from esologs.resilience.coalesce import Coalesce, key_of
from esologs.resilience.deadline import Deadline
from esologs.resilience.events import Coalesced, Event, Hooks
from tests.stopped import OPERATION, World, a_call, an_answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs.resilience._flow import Proceed

REQUEST = HttpRequest("POST", "https://api.invalid", {})


def attempt(_: Call) -> Flow[Reply]:
    """Send once; a 503 is the error that it is on the wire."""
    response = yield from send(REQUEST, Timeouts(None, None, None), 1)
    if response.status_code == 503:
        raise ServerError("HTTP 503", status_code=503)
    return Reply(response, data=[])


def renewed(_: Call, reply: Reply) -> Reply:
    return Reply(reply.response, data=[])


class Gate:
    """A transport whose exchanges end when the test says so, within their bounds."""

    def __init__(self, answer: HttpResponse | None = None) -> None:
        self.answer = answer or an_answer()
        self.sent = 0
        self.cut = 0
        self.arrived = asyncio.Event()
        self.opened = asyncio.Event()

    async def send(self, request: HttpRequest, timeouts: Timeouts, max_bytes: int) -> HttpResponse:
        self.sent += 1
        self.arrived.set()
        try:
            async with asyncio.timeout(timeouts.total):
                await self.opened.wait()
        except TimeoutError:
            raise RequestTimeoutError("late", timeout=timeouts.total) from None
        except asyncio.CancelledError:
            self.cut += 1
            raise
        return self.answer

    async def aclose(self) -> None:
        pass


class Calls:
    """Calls through deadline and coalesce, over a gate."""

    def __init__(self, gate: Gate, *, enabled: bool = True) -> None:
        self.gate = gate
        self.events: list[Event] = []
        hooks = Hooks([self.events.append])
        self.runtime = AsyncRuntime(lambda: gate, hooks)
        loop = asyncio.get_running_loop()
        coalesce = Coalesce(renewed, hooks, loop.time, enabled=enabled)
        self.pipeline: Proceed = compose([Deadline(None, loop.time), coalesce], attempt)

    def start(self, **options: Any) -> asyncio.Task[Reply]:
        return asyncio.ensure_future(self.now(**options))

    async def now(self, **options: Any) -> Reply:
        return await arun(self.pipeline(a_call(**options)), self.runtime.perform)


async def started(calls: Calls, *tasks: asyncio.Task[Reply]) -> None:
    """Wait until the exchange is under way and every task waits for it."""
    await calls.gate.arrived.wait()
    for _ in range(5 * len(tasks)):
        await asyncio.sleep(0)


async def test_fifty_identical_calls_are_one_exchange() -> None:
    """Everyone has the answer, and data of their own; forty-nine events tell of it."""
    calls = Calls(Gate())
    tasks = [calls.start() for _ in range(50)]
    await started(calls, *tasks)
    calls.gate.opened.set()

    replies = await asyncio.gather(*tasks)

    assert calls.gate.sent == 1
    assert len({id(reply.data) for reply in replies}) == 50
    assert len([event for event in calls.events if isinstance(event, Coalesced)]) == 49


async def test_what_a_flight_costs_is_its_leaders() -> None:
    """Four points, once: sums over all answers are what the account paid."""
    calls = Calls(Gate())
    leader, follower = asked = [a_call(), a_call()]

    def paying(call: Call) -> Flow[Reply]:
        call.attempts += 1
        reply = yield from attempt(call)
        call.points_cost = 4.0
        return reply

    policy = Coalesce(renewed, Hooks(), asyncio.get_running_loop().time)
    pipeline = compose([policy], paying)
    tasks = [asyncio.ensure_future(arun(pipeline(call), calls.runtime.perform)) for call in asked]
    await started(calls, *tasks)
    calls.gate.opened.set()
    await asyncio.gather(*tasks)

    assert (leader.points_cost, follower.points_cost) == (4.0, 0.0)
    assert (leader.attempts, follower.attempts) == (1, 1)


async def test_the_leaders_cancellation_hurts_no_follower() -> None:
    """One exchange, which is not cut; the follower has its answer."""
    calls = Calls(Gate())
    leader, follower = calls.start(), calls.start()
    await started(calls, leader, follower)
    leader.cancel()
    with pytest.raises(asyncio.CancelledError):
        await leader
    calls.gate.opened.set()

    assert (await follower).response.status_code == 200
    assert (calls.gate.sent, calls.gate.cut) == (1, 0)


async def test_when_the_last_one_leaves_the_exchange_is_let_end() -> None:
    """It is not cut in two, and nothing comes after it; no task is left."""
    calls = Calls(Gate())
    tasks = [calls.start(), calls.start()]
    await started(calls, *tasks)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    others = asyncio.all_tasks() - {asyncio.current_task()}
    calls.gate.opened.set()
    await asyncio.wait(others)

    assert (len(others), calls.gate.cut) == (1, 0)
    assert asyncio.all_tasks() == {asyncio.current_task()}


@pytest.mark.parametrize(("keep", "exchanges"), [(False, 1), (True, 2)])
async def test_what_nobody_waits_for_ends_after_its_exchange_unless_it_is_kept(
    *, keep: bool, exchanges: int
) -> None:
    """A flight of two exchanges is left in the first: a second one only if it is to be finished."""
    gate = Gate()
    runtime = AsyncRuntime(lambda: gate, Hooks())

    def twice() -> Flow[None]:
        for _ in range(2):
            yield from send(REQUEST, Timeouts(None, None, None), 1)

    waiting = asyncio.ensure_future(runtime.perform(Share("twice", twice, keep)))
    await gate.arrived.wait()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    others = asyncio.all_tasks() - {asyncio.current_task()}
    gate.opened.set()
    await asyncio.wait(others)

    assert (gate.sent, gate.cut) == (exchanges, 0)


async def test_whoever_comes_back_finds_the_flight() -> None:
    """All have left, one returns before the exchange ends: still one exchange."""
    calls = Calls(Gate())
    first = calls.start()
    await started(calls, first)
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    second = calls.start()
    await asyncio.sleep(0)
    calls.gate.opened.set()

    assert (await second).response.status_code == 200
    assert calls.gate.sent == 1


async def test_each_caller_gets_an_exception_of_its_own() -> None:
    """Same words, other objects: notes of one are not seen by the other."""
    calls = Calls(Gate(an_answer(503)))
    tasks = [calls.start() for _ in range(3)]
    await started(calls, *tasks)
    calls.gate.opened.set()

    errors = await asyncio.gather(*tasks, return_exceptions=True)

    assert [str(error) for error in errors] == ["HTTP 503"] * 3
    assert len({id(error) for error in errors}) == 3


async def test_a_followers_shorter_deadline_is_its_own() -> None:
    """It gives up alone; the leader has its answer."""
    calls = Calls(Gate())
    leader = calls.start(timeout=30.0)
    await started(calls, leader)
    with pytest.raises(TimeoutError):
        await calls.now(timeout=0.05)
    calls.gate.opened.set()

    assert (await leader).response.status_code == 200
    assert calls.gate.sent == 1


async def test_a_leaders_shorter_deadline_is_its_own() -> None:
    """The leader's time ends the exchange; the follower, who has more, leads the next one."""
    calls = Calls(Gate())
    leader = calls.start(timeout=0.05)
    await started(calls, leader)
    follower = calls.start(timeout=30.0)
    with pytest.raises(TimeoutError):
        await leader
    calls.gate.opened.set()

    assert (await follower).response.status_code == 200
    assert calls.gate.sent == 2


async def test_switched_off_each_call_is_its_own() -> None:
    """As many exchanges as calls."""
    calls = Calls(Gate(), enabled=False)
    tasks = [calls.start() for _ in range(5)]
    calls.gate.opened.set()
    await asyncio.gather(*tasks)

    assert calls.gate.sent == 5


async def test_one_after_another_are_two() -> None:
    """What has landed is over: sharing is not caching."""
    calls = Calls(Gate())
    calls.gate.opened.set()
    await calls.now()
    await calls.now()

    assert calls.gate.sent == 2


OTHERS: list[dict[str, Any]] = [
    {"encoded": b'{"id":2}'},
    {"options": {"headers": {"Authorization": "Bearer other"}}},
    {"options": {"max_retries": 0}},
    {"options": {"retry": None}},
    {"options": {"priority": "interactive"}},
    {"operation": Operation("getThing", "{y}", "", "")},
    {"operation": Operation("getOther", "{x}", "", "")},
]


@pytest.mark.parametrize("other", OTHERS, ids=str)
def test_what_must_not_be_shared_has_another_key(other: dict[str, Any]) -> None:
    """Other variables, other headers, another query, another way of asking."""
    same: dict[str, Any] = {"options": {}, "encoded": b'{"id":1}', "operation": OPERATION}

    def key(settings: dict[str, Any]) -> object:
        operation, options = settings["operation"], settings["options"]
        return key_of(Call(operation, {}, options, "u", {}, encoded=settings["encoded"]))

    assert key({**same, **other}) != key(same)
    assert key(dict(same)) == key(same)


def test_a_flight_that_has_landed_is_forgotten() -> None:
    """Answered or failed: nothing of it is left, in a process that makes millions of calls."""
    policy = Coalesce(renewed, Hooks(), lambda: 0.0)
    world = World(an_answer(), an_answer(503))
    run(compose([policy], attempt)(a_call()), world)
    with pytest.raises(ServerError):
        run(compose([policy], attempt)(a_call()), world)

    assert cast("Any", policy)._bounds == {}


def test_who_joins_with_more_time_gives_it_to_the_flight() -> None:
    """What the flight does from then on has the latest deadline of all who wait for it."""

    def twice(call: Call) -> Flow[Reply]:
        yield from attempt(call)
        return (yield from attempt(call))

    policy = Coalesce(renewed, Hooks(), lambda: 0.0)
    leader, follower = a_call(), a_call()
    leader.bound, follower.bound = Bound(1.0, 1.0), Bound(10.0, 10.0)
    shared = next(policy(leader, twice))
    assert isinstance(shared, Share)
    flight = shared.start()
    first = next(flight)
    next(policy(follower, twice))
    second = flight.send(an_answer())

    assert isinstance(first, Send)
    assert isinstance(second, Send)
    assert (first.timeouts.total, second.timeouts.total) == (1.0, 10.0)


def threads(count: int, one: Callable[[int], Any]) -> list[Any]:
    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


class SyncGate:
    """A blocking transport that counts, and lets go when the test says so."""

    def __init__(self, answer: HttpResponse) -> None:
        self.answer = answer
        self.sent = 0
        self.arrived = threading.Event()
        self.opened = threading.Event()

    def send(self, request: HttpRequest, timeouts: Timeouts, max_bytes: int) -> HttpResponse:
        self.sent += 1
        self.arrived.set()
        assert self.opened.wait(10)
        return self.answer

    def close(self) -> None:
        pass


@pytest.mark.parametrize("status", [200, 503])
def test_threads_share_a_flight_too(status: int) -> None:
    """The answer or the failure of one exchange is that of all who came while it lasted."""
    gate = SyncGate(an_answer(status))
    runtime = SyncRuntime(lambda: gate, Hooks())
    pipeline = compose([Coalesce(renewed, Hooks(), lambda: 0.0)], attempt)
    joined = threading.Semaphore(0)

    def one(number: int) -> Reply | ApiError:
        if number:
            gate.arrived.wait(10)
            joined.release()
        try:
            return run(pipeline(a_call()), runtime.perform)
        except ApiError as error:
            return error

    def open_when_all_came() -> None:
        for _ in range(63):
            joined.acquire()
        gate.opened.set()

    threading.Thread(target=open_when_all_came, daemon=True).start()
    outcomes = threads(64, one)

    assert len({id(outcome) for outcome in outcomes}) == 64
    assert len({type(outcome).__name__ for outcome in outcomes}) == 1
    # Whoever is between saying so and joining may come late and make a second.
    assert gate.sent <= 2


class HastyGate(SyncGate):
    """Lets the first who comes wait for nothing, for long enough that others join."""

    def send(self, request: HttpRequest, timeouts: Timeouts, max_bytes: int) -> HttpResponse:
        self.sent += 1
        if self.sent > 1:
            return self.answer
        self.arrived.set()
        threading.Event().wait(0.3)
        raise RequestTimeoutError("late", timeout=0.3)


def test_a_leading_threads_time_is_its_own() -> None:
    """What is over is the leader's time: one of those who wait leads anew, and is answered."""
    gate = HastyGate(an_answer())
    runtime = SyncRuntime(lambda: gate, Hooks())
    pipeline = compose([Coalesce(renewed, Hooks(), lambda: 0.0)], attempt)

    def one(number: int) -> Reply | ApiError:
        if number:
            gate.arrived.wait(10)
        try:
            return run(pipeline(a_call()), runtime.perform)
        except ApiError as error:
            return error

    leader, follower = threads(2, one)

    assert isinstance(leader, RequestTimeoutError)
    assert isinstance(follower, Reply)
    assert gate.sent == 2
