"""Event loops that come and go, forks, and closing under load."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import threading
import traceback
import warnings
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from esologs.client import Client, SyncClient
from esologs.errors import ClientClosedError, EsoLogsError
from tests.raw_server import says

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator

    from tests.both import Colour
    from tests.raw_server import RawServer, Request


async def name(client: Client) -> str:
    answer = await client.get_guild_by_id(guild_id=3468)
    assert answer.guild_data is not None
    assert answer.guild_data.guild is not None
    return answer.guild_data.guild.name


@pytest.fixture
def abandoned() -> Iterator[None]:
    """Collect what a loop left open that ended without a close: Python warns of each socket."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
        gc.collect()


@pytest.mark.usefixtures("abandoned")
def test_one_client_serves_one_event_loop_after_another(server: RawServer) -> None:
    """As in a script that calls `asyncio.run` three times: three right answers."""
    client = Client()

    assert [asyncio.run(name(client)) for _ in range(3)] == ["The Lanterns"] * 3
    assert len(server.tokens) == 1


@pytest.mark.usefixtures("abandoned")
def test_one_client_serves_event_loops_side_by_side(server: RawServer) -> None:
    """Four threads with a loop each, ten calls in each: none meets another's connection."""
    client = Client()

    async def ten() -> list[str]:
        async with client.with_options():
            names = [await name(client) for _ in range(10)]
        await client._runtime._transport.aclose()  # type: ignore[union-attr]
        return names

    with ThreadPoolExecutor(4) as pool:
        found = [future.result() for future in [pool.submit(asyncio.run, ten()) for _ in range(4)]]

    assert found == [["The Lanterns"] * 10] * 4


@pytest.mark.usefixtures("abandoned")
@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
@pytest.mark.parametrize("kind", [Client, SyncClient])
def test_a_forked_child_has_connections_of_its_own(server: RawServer, kind: Any) -> None:
    """A warm client, four children at once: each gets its answer, and so does the parent."""

    def ask() -> str:
        if kind is Client:
            return asyncio.run(name(client))
        return str(client.get_guild_by_id(guild_id=3468).guild_data.guild.name)

    client = kind()
    before = ask()
    children = [_forked(ask) for _ in range(4)]
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]

    assert (before, codes, ask()) == ("The Lanterns", [0] * 4, "The Lanterns")
    if kind is SyncClient:
        client.close()


def _forked(ask: Callable[[], str]) -> int:
    child = os.fork()
    if child:
        return child
    try:
        os._exit(0 if ask() == "The Lanterns" else 1)
    except BaseException:  # noqa: BLE001 - a child tells its parent by its exit code alone
        traceback.print_exc()
        os._exit(2)


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


async def test_what_is_nearly_there_is_waited_for(server: RawServer) -> None:
    """A call whose answer comes while the client closes gets it."""
    arrived, gate = threading.Event(), threading.Event()

    def late(connection: socket.socket, request: Request) -> None:
        arrived.set()
        gate.wait(10)
        says()(connection, request)

    server.script = [late]
    client = Client()
    call = asyncio.ensure_future(name(client))
    await asyncio.to_thread(arrived.wait, 5)
    closing = asyncio.ensure_future(client.aclose())
    await asyncio.sleep(0)
    gate.set()
    await closing

    assert await call == "The Lanterns"


async def test_what_hangs_is_given_up_with_an_error_of_ours(server: RawServer) -> None:
    """Nobody who did not cancel sees a cancellation: task groups would take it for theirs."""
    arrived = threading.Event()

    def hangs(_: socket.socket, __: Request) -> None:
        arrived.set()
        server.closing.wait(20)

    server.script = [hangs]
    client = Client()
    call = asyncio.ensure_future(name(client))
    await asyncio.to_thread(arrived.wait, 5)
    await client.aclose()

    with pytest.raises(ClientClosedError, match="under way"):
        await call


async def test_a_client_that_is_closed_leaves_no_task(server: RawServer) -> None:
    """Whatever was under way."""
    server.script = [says()]
    async with Client() as client:
        await name(client)

    assert asyncio.all_tasks() == {asyncio.current_task()}
