"""One attempt against servers that misbehave: bounded, and its failure named for what it is."""

from __future__ import annotations

import json
import time
import zlib
from functools import cache, partial
from typing import TYPE_CHECKING, Any

import pytest

from esologs import errors
from esologs.config import AttemptConfig
from esologs.resilience.classify import classify
from tests.both import BOTH, OVER_AIOHTTP, Colour
from tests.bringing import KINDS, Bringing
from tests.raw_server import GUILD, http, resets, says

if TYPE_CHECKING:
    import socket
    from collections.abc import AsyncIterator

    from tests.raw_server import RawServer, Reaction, Request

MB = 1024 * 1024


@pytest.fixture(params=[*BOTH, OVER_AIOHTTP], ids=repr)
def colour(request: pytest.FixtureRequest) -> Colour:
    """Both clients over connections of our own, and the async one over aiohttp's."""
    found: Colour = request.param
    return found


@pytest.fixture(params=[*BOTH, OVER_AIOHTTP, *map(Bringing, KINDS)], ids=repr)
async def over(request: pytest.FixtureRequest) -> AsyncIterator[Colour]:
    """Everything that an exchange can be made over: the same, and the HTTP clients of callers."""
    found: Colour = request.param
    yield found
    if isinstance(found, Bringing):
        await found.close_what_was_opened()


async def guild(colour: Colour, **settings: Any) -> Any:
    """Ask for one guild, with one attempt unless *settings* say otherwise."""
    async with colour.closing(colour.resilient(**{"retry": None, **settings})) as client:
        return await colour.call(client, "get_guild_by_id", guild_id=3468)


def hangs(server: RawServer) -> Reaction:
    def react(_: socket.socket, __: Request) -> None:
        server.closing.wait(20)

    return react


def trickles(server: RawServer, head: bytes, piece: bytes) -> Reaction:
    """Send *head*, then *piece* every tenth of a second for as long as anybody listens."""

    def react(connection: socket.socket, _: Request) -> None:
        connection.sendall(head)
        while not server.closing.wait(0.1):
            connection.sendall(piece)

    return react


def endless(head: bytes) -> Reaction:
    def react(connection: socket.socket, _: Request) -> None:
        connection.sendall(head)
        for _turn in range(4096):
            connection.sendall(b" " * MB)

    return react


@cache
def bomb() -> Reaction:
    """A quarter of a gigabyte of spaces in a megabyte of gzip."""
    squeeze = zlib.compressobj(1, wbits=16 + zlib.MAX_WBITS)
    packed = b"".join(squeeze.compress(b" " * MB) for _ in range(256)) + squeeze.flush()
    return says(200, packed, content_encoding="gzip")


CHUNKED = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"
UNTIL_CLOSED = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n"


@pytest.mark.parametrize(
    "stalls",
    [
        hangs,
        partial(trickles, head=b"HTTP/1.1 200 OK\r\nx-slow: ", piece=b"a"),
        partial(trickles, head=CHUNKED, piece=b"1\r\n \r\n"),
        partial(trickles, head=UNTIL_CLOSED, piece=b" "),
    ],
    ids=["hangs", "header trickles", "chunks trickle", "body trickles"],
)
async def test_a_call_ends_with_its_timeout(over: Colour, server: RawServer, stalls: Any) -> None:
    """`timeout=0.3` is over then, also where every single read succeeds.

    The bound here leaves room for a busy machine; the benchmarks say by how
    little a call outlives its timeout.
    """
    if isinstance(over, Bringing) and not over.is_async and b"x-slow" in _head(stalls):
        pytest.skip("docs/how-to/your-own-httpx-client.md says what bounds this one")
    server.script = [says(), stalls(server)]
    async with over.closing(over.resilient(retry=None)) as client:
        await over.call(client, "get_guild_by_id", guild_id=1)
        started = time.monotonic()
        with pytest.raises(errors.RequestTimeoutError) as caught:
            await over.call(client, "get_guild_by_id", guild_id=1, timeout=0.3)
        took = time.monotonic() - started

    assert isinstance(caught.value, TimeoutError)
    assert 0.3 <= took < 1.0


def _head(stalls: Any) -> bytes:
    head: bytes = getattr(stalls, "keywords", {}).get("head", b"")
    return head


@pytest.mark.parametrize(
    "floods", [partial(endless, UNTIL_CLOSED), bomb], ids=["endless body", "gzip bomb"]
)
async def test_an_answer_is_bounded_in_size(over: Colour, server: RawServer, floods: Any) -> None:
    """Reading stops at `max_response_bytes`, counted after decompression."""
    server.script = [floods()]

    with pytest.raises(errors.ResponseTooLargeError) as caught:
        await guild(over, attempt=AttemptConfig(max_response_bytes=MB))

    assert caught.value.limit == MB


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
async def test_compressed_answers_are_read(over: Colour, server: RawServer, encoding: str) -> None:
    """Both encodings that HTTP servers use."""
    body = json.dumps({"data": GUILD}).encode()
    squeeze = zlib.compressobj(wbits=(16 if encoding == "gzip" else 0) + zlib.MAX_WBITS)
    server.script = [says(200, squeeze.compress(body) + squeeze.flush(), content_encoding=encoding)]

    found = await guild(over)

    assert found.guild_data.guild.id == 3468
    assert server.asked[0].headers["accept-encoding"] == "gzip"


def closes_after(part: bytes) -> Reaction:
    def react(connection: socket.socket, _: Request) -> None:
        connection.sendall(part)
        connection.close()

    return react


def cut_short(encoding: str) -> Reaction:
    body = zlib.compress(json.dumps({"data": GUILD}).encode(), wbits=16 + zlib.MAX_WBITS)[:-9]
    return says(200, body, content_encoding=encoding)


BROKEN: dict[str, tuple[Reaction, type[errors.ApiError]]] = {
    "reset": (resets, errors.ConnectFailedError),
    "closed without an answer": (closes_after(b""), errors.ConnectFailedError),
    "cut in the body": (
        closes_after(http(200, b"x" * 100)[:-50]),
        errors.ConnectFailedError,
    ),
    "no HTTP": (lambda s, _: s.sendall(b"SSH-2.0-nope\r\n\r\n"), errors.ConnectFailedError),
    "compression cut short": (cut_short("gzip"), errors.TransportError),
    "compression not asked for": (cut_short("br"), errors.TransportError),
    "HTML in a 200": (
        says(200, b"<!doctype html><p>We are down", content_type="text/html"),
        errors.InvalidResponseError,
    ),
    "broken JSON": (says(200, b'{"data": {"guildData'), errors.InvalidResponseError),
    "JSON of another kind": (says(200, b"[1]"), errors.InvalidResponseError),
    "empty": (says(200, b""), errors.InvalidResponseError),
    "no data": (says(200, b'{"data": null}'), errors.InvalidResponseError),
    "invalid UTF-8": (says(200, b'{"data": {"a": "\xff"}}'), errors.ResponseShapeError),
    "another shape": (
        says(200, b'{"data": {"guildData": {"guild": {"id": "x"}}}}'),
        errors.ResponseShapeError,
    ),
    "503 with HTML": (
        says(503, b"<html>Bad gateway", content_type="text/html"),
        errors.ServerError,
    ),
    "403": (says(403, b"<html>Attention required"), errors.ForbiddenError),
    "429": (says(429, b'{"status":429,"error":"Slow down"}'), errors.RateLimitError),
    "401": (says(401, b'{"error":"Unauthenticated."}'), errors.AuthenticationError),
    "unauthenticated in a 200": (
        says(200, b'{"errors":[{"message":"Unauthenticated."}]}'),
        errors.AuthenticationError,
    ),
    "no such report": (
        says(200, b'{"errors":[{"message":"This report does not exist."}],"data":{"x":null}}'),
        errors.NotFoundError,
    ),
    "private": (
        says(200, b'{"errors":[{"message":"You do not have permission to view this report."}]}'),
        errors.AccessDeniedError,
    ),
    "too complex": (
        says(200, b'{"errors":[{"message":"Max query complexity should be 100 but is 200."}]}'),
        errors.QueryRefusedError,
    ),
    "errors of an unknown form": (says(200, b'{"errors":"oops"}'), errors.GraphQLError),
}


@pytest.mark.parametrize(("reaction", "kind"), BROKEN.values(), ids=BROKEN)
async def test_each_failure_has_its_own_error(
    over: Colour, server: RawServer, reaction: Reaction, kind: type[errors.ApiError]
) -> None:
    """The exact class, with the operation's name in its message, and the secret in none."""
    server.script = [reaction]

    with pytest.raises(errors.ApiError) as caught:
        await guild(over)

    assert type(caught.value) is kind
    assert str(caught.value).startswith("getGuildById: ")
    assert "a-token" not in repr(caught.value) + str(caught.value)


@pytest.mark.parametrize("status", [408, 425, 500, 502, 503, 504, 520, 521, 522, 523, 524])
async def test_what_heals_is_retried(colour: Colour, server: RawServer, status: int) -> None:
    """One failure, one retry, and the answer says that it took two attempts."""
    server.script = [says(status, b"<html>"), says()]

    found = await guild(colour, max_retries=1, retry=_quick())

    assert (len(server.asked), found.meta.attempts, found.meta.source) == (2, 2, "live")


@pytest.mark.parametrize("status", [400, 403, 404, 501, 505])
async def test_what_does_not_heal_is_not(colour: Colour, server: RawServer, status: int) -> None:
    """One request."""
    server.script = [says(status, b"{}")]

    with pytest.raises(errors.HttpStatusError) as caught:
        await guild(colour, retry=_quick())

    assert (len(server.asked), caught.value.status_code) == (1, status)


async def test_a_429_is_waited_out(colour: Colour, server: RawServer) -> None:
    """`Retry-After: 0.2` is kept: not shorter, not much longer."""
    server.script = [says(429, b"{}", retry_after="0.2"), says()]
    started = time.monotonic()

    await guild(colour, retry=_quick())

    assert 0.2 <= time.monotonic() - started < 1.0


async def test_a_429_that_asks_for_too_much_is_refused_at_once(
    colour: Colour, server: RawServer
) -> None:
    """An hour is not slept: the error says it, and one request was made."""
    server.script = [says(429, b"{}", retry_after="3600")]

    with pytest.raises(errors.RateLimitError) as caught:
        await guild(colour, retry=_quick())

    assert (len(server.asked), caught.value.retry_after, caught.value.stopped) == (
        1,
        3600.0,
        "retry-after",
    )


async def test_an_answer_says_where_it_came_from(colour: Colour, server: RawServer) -> None:
    """Points, attempts and the server's id of the exchange are in `meta`."""
    server.script = [says(200, None, x_request_id="abc-1")]

    meta = (await guild(colour)).meta

    assert (meta.source, meta.attempts, meta.age, meta.request_id) == ("live", 1, 0.0, "abc-1")
    assert (meta.points_used, meta.points_left) == (12.5, 3587.5)
    assert meta.points is not None
    assert meta.points.resets_in == 1800
    assert meta.duration > 0


async def test_a_cold_cache_is_asked_again(colour: Colour, server: RawServer) -> None:
    """`table: null` in a report that is there: one more request a second later brings it."""
    cold = {"reportData": {"report": {"table": None}}}
    warm: dict[str, Any] = {"reportData": {"report": {"table": {"data": {}}}}}
    server.script = [says(200, cold), says(200, warm)]

    async with colour.closing(colour.resilient()) as client:
        report = await colour.call(
            client, "get_report_table", code="abcdefgh12345678", fight_ids=[1]
        )

    assert len(server.asked) == 2
    assert report.report_data.report.table == {"data": {}}


async def test_a_report_that_is_null_is_no_cold_cache(colour: Colour, server: RawServer) -> None:
    """Only a null below an object that is there may be cold."""
    server.script = [says(200, {"reportData": {"report": None}})]

    async with colour.closing(colour.resilient()) as client:
        report = await colour.call(
            client, "get_report_table", code="abcdefgh12345678", fight_ids=[1]
        )

    assert (len(server.asked), report.report_data.report) == (1, None)


async def test_execute_returns_whatever_the_answer_is(colour: Colour, server: RawServer) -> None:
    """A final 503 and a GraphQL error are answers; `get_data` raises what they are."""
    refusal = b'{"errors":[{"message":"nope","path":["x"]}],"data":{"x":1}}'
    server.script = [says(503, b"down"), says(200, refusal)]
    async with colour.closing(colour.resilient(retry=None)) as client:
        down = await colour.call(client, "execute", "{x}")
        refused = await colour.call(client, "execute", "{x}")

        assert (down.status_code, down.text) == (503, "down")
        with pytest.raises(errors.GraphQLClientHttpError):
            client.get_data(down)
        with pytest.raises(errors.GraphQLClientGraphQLMultiError) as caught:
            client.get_data(refused)

    assert (caught.value.data, caught.value.errors[0].path) == ({"x": 1}, ["x"])


async def test_a_refused_connection_is_transient(
    over: Colour, server: RawServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody listens: also a `ConnectionError`, and the token's outage, not bad credentials."""
    monkeypatch.setenv("ESOLOGS_BASE_URL", "http://127.0.0.1:1")
    with pytest.raises(ConnectionError) as caught:
        await guild(over, headers={"Authorization": "Bearer x"})
    with pytest.raises(errors.TokenEndpointDownError) as no_token:
        await guild(over)

    assert classify(caught.value).transient
    assert classify(no_token.value).transient


async def test_a_closed_client_says_so(colour: Colour, server: RawServer) -> None:
    """A call after the close is refused, closing twice is nothing, a view closes nothing."""
    client = colour.resilient()
    await colour.close(client.with_options(timeout=1.0))
    await colour.call(client, "get_guild_by_id", guild_id=1)
    await colour.close(client)
    await colour.close(client)

    with pytest.raises(errors.ClientClosedError):
        await colour.call(client, "get_guild_by_id", guild_id=1)
    assert len(server.asked) == 1


async def test_a_view_has_its_own_options_and_the_same_connections(
    colour: Colour, server: RawServer
) -> None:
    """`with_options` shares connections and token; the client it was made of is unchanged."""
    server.script = [says(), hangs(server), says()]
    async with colour.closing(colour.resilient(retry=None)) as client:
        quick = client.with_options(timeout=0.2)
        await colour.call(client, "get_guild_by_id", guild_id=1)
        with pytest.raises(TimeoutError):
            await colour.call(quick, "get_guild_by_id", guild_id=1)
        await colour.call(client, "get_guild_by_id", guild_id=1)

    assert (len(server.tokens), len(server.asked)) == (1, 3)


def _quick() -> Any:
    from esologs.config import RetryConfig

    return RetryConfig(wait_initial=0.01)
