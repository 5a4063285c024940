"""HTTP clients that callers bring: which are taken, and what they and we outlive."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import aiohttp
import httpx
import httpx2
import pytest

from esologs._transport.http_clients import Kind, kind_of
from esologs.client import Client, SyncClient
from esologs.config import RetryConfig
from esologs.errors import (
    ApiError,
    ClientClosedError,
    ConfigError,
    MissingExtraError,
    RequestTimeoutError,
    ServerError,
    TransportError,
)
from tests.bringing import KINDS, Bringing
from tests.raw_server import RawServer, says

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.raw_server import Request

EVERY = tuple(map(Bringing, KINDS))
AWAITED = tuple(bringing for bringing in EVERY if bringing.is_async)


@pytest.fixture(params=EVERY, ids=repr)
async def bringing(request: pytest.FixtureRequest) -> AsyncIterator[Bringing]:
    """The client that goes with an HTTP client of its user's, of each library."""
    found: Bringing = request.param
    yield found
    await found.close_what_was_opened()


@pytest.fixture(params=AWAITED, ids=repr)
async def awaited(request: pytest.FixtureRequest) -> AsyncIterator[Bringing]:
    """Same, for those that are awaited."""
    found: Bringing = request.param
    yield found
    await found.close_what_was_opened()


class _Subclass(httpx.Client):
    """As starlette's test client is one."""


def test_a_kind_is_told_by_the_class() -> None:
    """Also of what was derived from it; what only looks alike is none."""

    class AsyncClient:
        """Of no library that is known here."""

    with _Subclass() as derived:
        assert kind_of(derived) == Kind("httpx", "Client", is_async=False)
    assert kind_of(AsyncClient()) is None
    assert kind_of(None) is None


@pytest.mark.parametrize(
    "wrong",
    [3, "https://proxy", httpx, httpx.AsyncClient, object()],
    ids=["number", "address", "module", "class", "object"],
)
@pytest.mark.parametrize("kind", [Client, SyncClient])
def test_what_is_no_http_client_is_refused(server: RawServer, kind: Any, wrong: object) -> None:
    """The message has the kinds that are taken, and the one that came, not what it holds."""
    with pytest.raises(ConfigError, match=r"must be an AsyncClient or a Client of httpx or httpx2"):
        kind(http_client=wrong)


async def test_a_client_of_the_other_colour_is_refused(
    bringing: Bringing, server: RawServer
) -> None:
    """An async client would be blocked, a blocking one has nobody to await: each says so."""
    theirs = bringing.http_client()
    other: Any = SyncClient if bringing.is_async else Client
    said = "cannot await" if bringing.is_async else "would block its event loop"

    with pytest.raises(ConfigError, match=rf"{said}.*(give an httpx2?\.)"):
        other(http_client=theirs)


async def test_a_client_that_was_closed_is_refused(bringing: Bringing, server: RawServer) -> None:
    """At the construction; and with an error of ours if it is closed later on."""
    theirs = bringing.http_client()
    client = bringing.client(http_client=theirs)
    await bringing.close_what_was_opened()

    with pytest.raises(ConfigError, match="was closed"):
        bringing.client(http_client=theirs)
    with pytest.raises(ClientClosedError, match=r"http_client .* keep it open until"):
        await bringing.call(client, "get_guild_by_id", guild_id=1)
    await bringing.close(client)
    assert server.requests == []


async def test_a_client_that_authorizes_needs_no_credentials(
    bringing: Bringing, server: RawServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its `Authorization` is sent, and no token is asked for."""
    monkeypatch.delenv("ESOLOGS_ID")
    monkeypatch.delenv("ESOLOGS_SECRET")
    theirs = bringing.http_client(headers={"Authorization": "Bearer theirs"})
    async with bringing.closing(bringing.client(http_client=theirs)) as client:
        await bringing.call(client, "get_guild_by_id", guild_id=1)

    assert server.tokens == []
    assert server.asked[0].headers["authorization"] == "Bearer theirs"


def test_the_wrong_transport_is_refused(server: RawServer) -> None:
    """A name that is none, two ways at once, and a way that only the other client has."""
    wrong: Any = "httpx"
    with pytest.raises(ConfigError, match="must be 'httpcore' or 'aiohttp', got 'httpx'"):
        Client(transport=wrong)
    with pytest.raises(ConfigError, match="only be awaited"):
        SyncClient(transport="aiohttp")
    with pytest.raises(ConfigError, match="exclude each other"):
        Client(transport="aiohttp", http_client=httpx.AsyncClient())


def test_aiohttp_that_is_not_there_is_told(
    server: RawServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the construction, with the command that adds it."""
    monkeypatch.setitem(sys.modules, "aiohttp", None)

    with pytest.raises(MissingExtraError, match=r"pip install 'esologs\[aiohttp\]'"):
        Client(transport="aiohttp")


def test_neither_library_is_imported_by_a_client_that_does_not_use_it(server: RawServer) -> None:
    """A call over connections of our own needs no httpx, no httpx2 and no aiohttp."""
    program = (
        "import sys; from esologs import SyncClient\n"
        "with SyncClient() as client: client.get_guild_by_id(guild_id=1)\n"
        "print(*({'httpx', 'httpx2', 'aiohttp'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=30
    )

    assert done.stdout.strip() == ""


def test_a_program_that_puts_httpx2_in_the_place_of_httpx(server: RawServer) -> None:
    """`httpx2.alias_httpx` swaps the libraries under everybody: both ways to send go on."""
    program = (
        "import httpx2; httpx2.alias_httpx()\n"
        "import asyncio, httpx\n"
        "from esologs import Client, SyncClient\n"
        "async def main():\n"
        "    async with Client() as own: await own.get_guild_by_id(guild_id=1)\n"
        "    async with httpx.AsyncClient() as theirs:\n"
        "        await Client(http_client=theirs).get_guild_by_id(guild_id=1)\n"
        "with SyncClient() as own: own.get_guild_by_id(guild_id=1)\n"
        "asyncio.run(main())\n"
        "print(httpx is httpx2)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=30
    )

    assert (done.stdout.strip(), done.stderr) == ("True", "")
    assert len(server.asked) == 3


async def test_a_redirect_is_not_followed(bringing: Bringing, server: RawServer) -> None:
    """A token goes to the address that it is for: a 302 is an answer like any other."""
    server.script = [says(302, b"", location=f"{server.base_url}/elsewhere")]
    theirs = bringing.http_client()
    async with bringing.closing(bringing.client(http_client=theirs, retry=None)) as client:
        with pytest.raises(ApiError):
            await bringing.call(client, "get_guild_by_id", guild_id=1)

    assert [request.path for request in server.asked] == ["/api/v2/client"]


async def test_a_session_that_raises_and_unpacks_by_itself_is_told_not_to(
    server: RawServer,
) -> None:
    """`raise_for_status` would hide what a status means, and unpacking is bounded by us."""
    server.script = [says(503, b"<html>"), says(200, b"\x1f\x8b broken", content_encoding="gzip")]
    async with aiohttp.ClientSession(raise_for_status=True) as session:
        client = Client(http_client=session, retry=None)
        with pytest.raises(ServerError):
            await client.get_guild_by_id(guild_id=1)
        with pytest.raises(TransportError, match="compression is broken"):
            await client.get_guild_by_id(guild_id=1)


async def test_the_shorter_timeout_counts(bringing: Bringing, server: RawServer) -> None:
    """Theirs, when it is; the call's own deadline else."""

    def hangs(_: socket.socket, __: Request) -> None:
        server.closing.wait(10)

    server.script = [hangs]
    timeout: Any = aiohttp.ClientTimeout(total=0.2) if bringing.library is aiohttp else 0.2
    theirs = bringing.http_client(timeout=timeout)
    authorized = {"Authorization": "Bearer a-token"}
    client = bringing.client(http_client=theirs, retry=None, headers=authorized)
    async with bringing.closing(client):
        with pytest.raises(RequestTimeoutError):
            await asyncio.wait_for(bringing.call(client, "get_guild_by_id", guild_id=1), 5)


def saturated(bringing: Bringing) -> Any:
    """Return an HTTP client with one connection."""
    if bringing.library is aiohttp:
        return bringing.http_client(connector=aiohttp.TCPConnector(limit=1))
    return bringing.http_client(limits=bringing.library.Limits(max_connections=1))


async def test_a_pool_that_is_used_up_is_waited_for(awaited: Bringing, server: RawServer) -> None:
    """A call that finds no connection within its time gets a timeout, and hurts no other."""
    arrived, gate = threading.Event(), threading.Event()

    def waits(connection: socket.socket, request: Request) -> None:
        arrived.set()
        gate.wait(10)
        says()(connection, request)

    server.script = [waits, says()]
    client = awaited.client(
        http_client=saturated(awaited), retry=None, headers={"Authorization": "Bearer a-token"}
    )
    async with awaited.closing(client):
        first = asyncio.create_task(client.get_guild_by_id(guild_id=1))
        await asyncio.to_thread(arrived.wait, 5)
        with pytest.raises(RequestTimeoutError):
            await client.get_guild_by_id(guild_id=2, timeout=0.1)
        gate.set()

        assert (await first).guild_data.guild.name == "The Lanterns"


async def test_cancelled_calls_leave_every_slot_of_the_pool_free(
    awaited: Bringing, server: RawServer
) -> None:
    """Two hundred calls over one connection, cancelled at every moment; then it answers at once.

    httpx 0.28.1 loses a slot when it is cancelled while it connects, and httpx 0.28.1 is what
    this runs on, besides the others.
    """

    def leaves(connection: socket.socket, request: Request) -> None:
        says()(connection, request)
        connection.shutdown(socket.SHUT_RDWR)  # so that every call connects anew

    server.script = [leaves]
    client = awaited.client(
        http_client=saturated(awaited),
        headers={"Authorization": "Bearer a-token"},
        retry=RetryConfig(wait_initial=0.01, budget=None),  # a kept connection may be over
        breaker=None,
        slots=None,
        coalesce=False,
    )
    async with awaited.closing(client):
        for turn in range(200):
            call = asyncio.ensure_future(client.get_guild_by_id(guild_id=turn + 1))
            for _ in range(turn % 20):
                await asyncio.sleep(0)
            call.cancel()
            await asyncio.wait([call])
        answer = await client.get_guild_by_id(guild_id=3468, timeout=5.0)

    assert answer.guild_data.guild.id == 3468


def test_httpx_is_the_version_that_loses_slots() -> None:
    """The storm above proves what it says as long as it is run on it."""
    assert httpx.__version__ == "0.28.1"
    assert httpx2.__version__ > "2"
