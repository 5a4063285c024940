"""Tokens on the wire: one request serves all who wait, in both clients."""

from __future__ import annotations

import asyncio
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from esologs.auth import get_access_token
from esologs.errors import AuthenticationError, InvalidCredentialsError, TokenEndpointDownError
from tests.raw_server import TOKEN, says

if TYPE_CHECKING:
    import socket

    from tests.both import Colour
    from tests.raw_server import RawServer, Reaction, Request


async def fifty(colour: Colour, client: Any) -> list[Any]:
    """Make fifty calls at once, from as many tasks or threads; return answers and errors."""
    if colour.is_async:
        calls = [client.get_guild_by_id(guild_id=number + 1) for number in range(50)]
        return await asyncio.gather(*calls, return_exceptions=True)

    def one(number: int) -> Any:
        try:
            return client.get_guild_by_id(guild_id=number + 1)
        except AuthenticationError as error:
            return error

    with ThreadPoolExecutor(50) as pool:
        return list(pool.map(one, range(50)))


def after(gate: threading.Event, reaction: Reaction) -> Reaction:
    def react(connection: socket.socket, request: Request) -> None:
        gate.wait(10)
        reaction(connection, request)

    return react


async def test_one_request_serves_fifty_callers(colour: Colour, server: RawServer) -> None:
    """All of them wait for the same token."""
    async with colour.closing(colour.resilient()) as client:
        found = await fifty(colour, client)

    assert all(answer.guild_data.guild.id == 3468 for answer in found)
    assert (len(server.tokens), len(server.asked)) == (1, 50)


async def test_a_storm_of_401s_makes_one_token_request(colour: Colour, server: RawServer) -> None:
    """The first token is refused fifty times: one newer one, and fifty replays."""

    def judge(connection: socket.socket, request: Request) -> None:
        good = request.headers["authorization"] == "Bearer t2"
        (says() if good else says(401, b'{"error":"Unauthenticated."}'))(connection, request)

    numbers = iter(range(1, 99))

    def token(connection: socket.socket, request: Request) -> None:
        body = {**TOKEN, "access_token": f"t{next(numbers)}"}
        says(200, json.dumps(body).encode())(connection, request)

    server.script, server.token = [judge], token
    async with colour.closing(colour.resilient()) as client:
        found = await fifty(colour, client)

    assert all(answer.guild_data.guild.id == 3468 for answer in found)
    assert len(server.tokens) == 2


async def test_cancelling_the_one_who_leads_hurts_nobody(server: RawServer) -> None:
    """The leader of the token request is cancelled; the others get the token it asked for."""
    from esologs.client import Client

    gate = threading.Event()
    server.token = after(gate, server.token)
    async with Client() as client:
        leader = asyncio.ensure_future(client.get_guild_by_id(guild_id=1))
        assert await asyncio.to_thread(server.token_asked.wait, 5)
        follower = asyncio.ensure_future(client.get_guild_by_id(guild_id=2))
        await asyncio.sleep(0)
        leader.cancel()
        gate.set()

        with pytest.raises(asyncio.CancelledError):
            await leader
        assert (await follower).guild_data is not None

    assert len(server.tokens) == 1


async def test_a_followers_deadline_is_its_own(colour: Colour, server: RawServer) -> None:
    """Whoever has no time left gives up alone, while the token request goes on."""
    gate = threading.Event()
    server.token = after(gate, server.token)
    async with colour.closing(colour.resilient(retry=None)) as client:
        with pytest.raises(TimeoutError):
            await colour.call(client, "get_guild_by_id", guild_id=1, timeout=0.2)
        gate.set()
        await colour.call(client, "get_guild_by_id", guild_id=1)

    assert len(server.tokens) == 1


def test_a_script_gets_its_token(server: RawServer) -> None:
    """From the environment or from arguments; a passing outage is waited out."""
    good = server.token
    first = [says(503, b"<html>")]

    def flaky(connection: socket.socket, request: Request) -> None:
        (first.pop() if first else good)(connection, request)

    server.token = flaky

    assert get_access_token("an-id", "a-secret", base_url=server.base_url) == "a-token"
    assert len(server.tokens) == 2


def test_a_script_with_wrong_credentials_is_told_at_once(server: RawServer) -> None:
    """One request, and the error that names the variables."""
    server.token = says(401, b'{"error":"invalid_client"}')

    with pytest.raises(InvalidCredentialsError, match="ESOLOGS_ID"):
        get_access_token()

    assert len(server.tokens) == 1


def test_a_script_gives_up_in_time(server: RawServer) -> None:
    """An outage of the endpoint is named as one when the time is over."""
    server.token = says(503, b"<html>")

    with pytest.raises(TokenEndpointDownError):
        get_access_token(timeout=1.0)
