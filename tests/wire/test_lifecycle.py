"""Event loops that come and go, forks, and closing under load."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import threading
import traceback
import warnings
import weakref
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

import pytest

from esologs.client import Client, SyncClient
from esologs.errors import ClientClosedError, EsoLogsError
from tests.both import BOTH, OVER_AIOHTTP, Colour
from tests.raw_server import says

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Generator

    from tests.raw_server import RawServer, Request


Make: TypeAlias = "Callable[[], Client]"


@pytest.fixture(params=["httpcore", "aiohttp"])
def make(request: pytest.FixtureRequest) -> Make:
    """Make an async client over either kind of connections of our own."""
    return partial(Client, transport=request.param)


async def name(client: Client) -> str:
    answer = await client.get_guild_by_id(guild_id=3468)
    assert answer.guild_data is not None
    assert answer.guild_data.guild is not None
    return answer.guild_data.guild.name


@contextmanager
def nothing_left_open() -> Generator[None]:
    """Python warns of each socket that is collected open: of none within the block."""
    gc.collect()
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always", ResourceWarning)
        yield
        gc.collect()
    assert [str(warning.message) for warning in found] == []


def test_one_client_serves_one_event_loop_after_another(server: RawServer, make: Make) -> None:
    """As in a script that calls `asyncio.run` three times: three right answers.

    Each loop takes its connections along when it ends: nobody said `aclose`.
    """
    with nothing_left_open():
        client = make()
        names = [asyncio.run(name(client)) for _ in range(3)]
        del client

    assert names == ["The Lanterns"] * 3
    assert len(server.tokens) == 1


async def test_a_client_that_is_forgotten_leaves_no_connection(
    server: RawServer, make: Make
) -> None:
    """Collected while its event loop goes on: the loop closes what it opened."""
    with nothing_left_open():
        client = make()
        await name(client)
        del client
        gc.collect()
        for _ in range(5):
            await asyncio.sleep(0)
        at_the_other_end = server.threads[-1]
        await asyncio.to_thread(at_the_other_end.join, 5)

    assert not at_the_other_end.is_alive()


def test_a_loop_that_was_closed_by_hand_is_let_go_of(server: RawServer, make: Make) -> None:
    """It never said that it ends: what it opened goes when the next loop asks, not with the client.

    Python warns of it, rightly: `shutdown_asyncgens` is what a program owes its loop.
    """
    client = make()
    loop = asyncio.new_event_loop()
    loop.run_until_complete(name(client))
    loop.close()
    gone = weakref.ref(loop)
    del loop
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        asyncio.run(name(client))
        gc.collect()

    assert gone() is None


def test_one_client_serves_event_loops_side_by_side(server: RawServer, make: Make) -> None:
    """Four threads with a loop each, ten calls in each: none meets another's connection."""
    client = make()

    async def ten() -> list[str]:
        async with client.with_options():
            return [await name(client) for _ in range(10)]

    with nothing_left_open(), ThreadPoolExecutor(4) as pool:
        found = [future.result() for future in [pool.submit(asyncio.run, ten()) for _ in range(4)]]

    assert found == [["The Lanterns"] * 10] * 4


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
@pytest.mark.parametrize("kind", ["httpcore", "aiohttp", "sync"])
def test_a_forked_child_has_connections_of_its_own(server: RawServer, kind: Any) -> None:
    """A warm client, four children at once: each gets its answer, and so does the parent.

    What they were born with is closed in them, and says nothing to the server.
    """

    def ask() -> str:
        if isinstance(client, Client):
            return asyncio.run(name(client))
        return str(client.get_guild_by_id(guild_id=3468).guild_data.guild.name)

    client: Any = SyncClient() if kind == "sync" else Client(transport=kind)
    before = ask()
    children = [_forked(ask) for _ in range(4)]
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]

    assert (before, codes, ask()) == ("The Lanterns", [0] * 4, "The Lanterns")
    if kind == "sync":
        # One connection for what the parent asked, before the fork and after it.
        assert server.connections == 5
        client.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
def test_a_fork_in_the_middle_of_an_exchange(server: RawServer) -> None:
    """Whatever another thread of the parent holds just then, the child waits for none of it."""
    arrived, gate = threading.Event(), threading.Event()

    def waits(connection: socket.socket, request: Request) -> None:
        arrived.set()
        gate.wait(20)
        says()(connection, request)

    client = SyncClient(timeout=20.0)
    client.get_guild_by_id(guild_id=1)
    server.script = [waits, says()]
    with ThreadPoolExecutor(1) as pool:
        held = pool.submit(client.get_guild_by_id, guild_id=3468)
        assert arrived.wait(10)
        child = _forked(
            lambda: str(client.get_guild_by_id(guild_id=3468).guild_data.guild.name)  # type: ignore[union-attr] # a guild that is there
        )
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        gate.set()
        answer = held.result()
    client.close()

    assert code == 0
    assert answer.guild_data is not None
    assert len(server.asked) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
async def test_a_child_that_is_born_inside_an_event_loop(server: RawServer, make: Make) -> None:
    """It asks from a loop of its own, closes what it inherited, and its parent notices nothing."""
    async with make() as client:
        await name(client)
        child = os.fork()
        if not child:
            _end_well(lambda: asyncio.run(name(client)))
        code = os.waitstatus_to_exitcode((await asyncio.to_thread(os.waitpid, child, 0))[1])

        assert (code, await name(client)) == (0, "The Lanterns")
    assert server.connections == 2


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
async def test_a_child_does_not_hold_what_its_parent_closes(server: RawServer, make: Make) -> None:
    """The server sees the end of the parent's connection while the child still lives."""
    reading, writing = os.pipe()
    client = make()
    await name(client)
    at_the_other_end = server.threads[-1]
    child = os.fork()
    if not child:
        os.close(writing)
        os.read(reading, 1)  # until the parent has looked
        os._exit(0)
    os.close(reading)
    await client.aclose()
    await asyncio.to_thread(at_the_other_end.join, 5)
    ended = not at_the_other_end.is_alive()
    os.close(writing)
    await asyncio.to_thread(os.waitpid, child, 0)

    assert ended


def _forked(ask: Callable[[], str]) -> int:
    child = os.fork()
    if not child:
        _end_well(ask)
    return child


def _end_well(ask: Callable[[], str]) -> NoReturn:
    """End the child that this is, and tell by the exit code whether it was answered."""
    try:
        with nothing_left_open():
            found = ask()
        os._exit(0 if found == "The Lanterns" else 1)
    except BaseException:  # noqa: BLE001 - a child tells its parent by its exit code alone
        traceback.print_exc()
        os._exit(2)


@pytest.mark.parametrize("colour", [*BOTH, OVER_AIOHTTP], ids=repr)
async def test_closing_under_load_leaves_nobody_waiting(colour: Colour, server: RawServer) -> None:
    """Twenty calls under way against a server that hangs: each ends, with an error of ours."""
    hung = threading.Semaphore(0)

    def hangs(_: socket.socket, __: Request) -> None:
        hung.release()
        server.closing.wait(20)

    server.script = [hangs]
    client = colour.resilient(
        retry=None, timeout=2.0, headers={"Authorization": "Bearer x"}, coalesce=False
    )

    if colour.is_async:
        tasks = [asyncio.ensure_future(client.get_guild_by_id(guild_id=1)) for _ in range(5)]
        for _ in range(5):
            await asyncio.to_thread(hung.acquire)
        await client.aclose()
        ends: list[Any] = await asyncio.gather(*tasks, return_exceptions=True)
    else:
        with ThreadPoolExecutor(5) as pool:
            futures = [pool.submit(client.get_guild_by_id, guild_id=1) for _ in range(5)]
            for _ in range(5):
                hung.acquire()
            client.close()
            ends = [future.exception() for future in futures]

    assert len(ends) == 5
    assert all(isinstance(end, EsoLogsError) for end in ends)
    assert client._core.closed


async def test_what_is_nearly_there_is_waited_for(server: RawServer, make: Make) -> None:
    """A call whose answer comes while the client closes gets it."""
    arrived, gate = threading.Event(), threading.Event()

    def late(connection: socket.socket, request: Request) -> None:
        arrived.set()
        gate.wait(10)
        says()(connection, request)

    server.script = [late]
    client = make()
    call = asyncio.ensure_future(name(client))
    await asyncio.to_thread(arrived.wait, 5)
    closing = asyncio.ensure_future(client.aclose())
    await asyncio.sleep(0)
    gate.set()
    await closing

    assert await call == "The Lanterns"


async def test_what_hangs_is_given_up_with_an_error_of_ours(server: RawServer, make: Make) -> None:
    """Nobody who did not cancel sees a cancellation: task groups would take it for theirs."""
    arrived = threading.Event()

    def hangs(_: socket.socket, __: Request) -> None:
        arrived.set()
        server.closing.wait(20)

    server.script = [hangs]
    client = make()
    call = asyncio.ensure_future(name(client))
    await asyncio.to_thread(arrived.wait, 5)
    await client.aclose()

    with pytest.raises(ClientClosedError, match="under way"):
        await call


async def test_a_client_that_is_closed_leaves_no_task(server: RawServer, make: Make) -> None:
    """Whatever was under way."""
    server.script = [says()]
    async with make() as client:
        await name(client)

    assert asyncio.all_tasks() == {asyncio.current_task()}
