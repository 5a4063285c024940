"""What every factory and constructor actually sends."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from esologs.auth import get_access_token
from esologs.config import LimitsConfig
from esologs.errors import ConfigError, MissingCredentialsError, ValidationError
from tests.both import BOTH, OVER_AIOHTTP, Colour
from tests.bringing import KINDS, Bringing
from tests.raw_server import GUILD, says

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from tests.raw_server import RawServer

BASIC = "Basic " + base64.b64encode(b"an-id:a-secret").decode()


@pytest.fixture(params=[*BOTH, OVER_AIOHTTP], ids=repr)
def colour(request: pytest.FixtureRequest) -> Colour:
    """Both clients over connections of our own, and the async one over aiohttp's."""
    found: Colour = request.param
    return found


@pytest.fixture(params=[*map(Bringing, KINDS)], ids=repr)
async def bringing(request: pytest.FixtureRequest) -> AsyncIterator[Bringing]:
    """The client that goes with an HTTP client of its user's, of each library."""
    found: Bringing = request.param
    yield found
    await found.close_what_was_opened()


MAKERS: dict[str, Callable[[Colour, RawServer], Any]] = {
    "resilient": lambda colour, _: colour.resilient(timeout=60.0, max_retries=3),
    "with_timeout": lambda colour, _: colour.with_timeout(timeout=30.0),
    "constructor": lambda colour, _: colour.client(),
    "credentials": lambda colour, _: colour.resilient("an-id", "a-secret"),
    "base_url": lambda colour, server: colour.client(base_url=server.base_url + "/"),
    "url": lambda colour, server: colour.client(f"{server.base_url}/api/v2/client"),
    "url and headers": lambda colour, server: colour.client(
        url=f"{server.base_url}/api/v2/client", headers={"Authorization": "Bearer a-token"}
    ),
    "get_access_token": lambda colour, _: colour.client(
        headers={"Authorization": f"Bearer {get_access_token()}"}
    ),
}


BRINGERS: dict[str, Callable[[Bringing, RawServer], Any]] = {
    "http_client": lambda bringing, _: bringing.client(http_client=usual(bringing)),
    "http_client, url and headers": lambda bringing, server: bringing.client(
        url=f"{server.base_url}/api/v2/client",
        headers={"Authorization": "Bearer a-token"},
        http_client=usual(bringing),
    ),
    "http_client that authorizes": lambda bringing, _: bringing.client(
        http_client=usual(bringing, headers={"Authorization": "Bearer a-token"})
    ),
}


def usual(bringing: Bringing, **settings: Any) -> Any:
    """Return an HTTP client as people make them."""
    if bringing.library is aiohttp:
        timeout: Any = aiohttp.ClientTimeout(total=45.0)
        return bringing.http_client(timeout=timeout, **settings)
    timeout = bringing.library.Timeout(timeout=45.0, connect=10.0, read=45.0, write=10.0, pool=5.0)
    limits = bringing.library.Limits(max_connections=100, max_keepalive_connections=20)
    return bringing.http_client(timeout=timeout, limits=limits, **settings)


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
async def test_every_way_to_a_client_sends_the_same_request(
    colour: Colour, server: RawServer, make: Callable[[Colour, RawServer], Any]
) -> None:
    """Whoever builds the client, and whatever it sends over: address, token and body are there."""
    async with colour.closing(make(colour, server)) as client:
        guild = await colour.call(client, "get_guild_by_id", guild_id=3468)

    check_sent(server, guild)


@pytest.mark.parametrize("make", BRINGERS.values(), ids=BRINGERS)
async def test_every_http_client_sends_the_same_request(
    bringing: Bringing, server: RawServer, make: Callable[[Bringing, RawServer], Any]
) -> None:
    """Whoever builds the HTTP client, of whichever library: it is all there as well."""
    async with bringing.closing(make(bringing, server)) as client:
        guild = await bringing.call(client, "get_guild_by_id", guild_id=3468)

    check_sent(server, guild)


async def test_the_headers_of_a_request_are_the_same_on_every_way(server: RawServer) -> None:
    """No library adds one of its own, or puts its name in the place of ours."""
    for way in (*BOTH, OVER_AIOHTTP):
        async with way.closing(way.resilient()) as client:
            await way.call(client, "get_guild_by_id", guild_id=3468)

    first, *others = server.asked
    assert [request.headers for request in others] == [first.headers] * 2
    tokens = [token.headers for token in server.tokens]
    assert tokens == [tokens[0]] * 3


def check_sent(server: RawServer, guild: Any) -> None:
    """Hold the only request to what every client sends, and *guild* to its answer."""
    request = server.asked[0]
    assert guild.guild_data.guild.name == "The Lanterns"
    assert (request.method, request.path) == ("POST", "/api/v2/client")
    assert request.headers["authorization"] == "Bearer a-token"
    assert request.headers["content-type"] == "application/json"
    assert request.headers["user-agent"].startswith("esologs/")
    assert set(request.json) == {"operationName", "query", "variables"}
    assert request.json["operationName"] == "getGuildById"
    assert request.json["variables"] == {"guildId": 3468}
    assert request.json["query"].startswith("query getGuildById($guildId:Int!)")
    assert "_points:rateLimitData{" in request.json["query"]


async def test_a_token_is_fetched_with_the_credentials(colour: Colour, server: RawServer) -> None:
    """HTTP Basic, the client-credentials grant, and one request for two calls."""
    async with colour.closing(colour.resilient()) as client:
        await colour.call(client, "get_guild_by_id", guild_id=3468)
        await colour.call(client, "get_guild_by_id", guild_id=3468)

    assert [
        (token.method, token.headers["authorization"], token.body) for token in server.tokens
    ] == [("POST", BASIC, b"grant_type=client_credentials")]


async def test_a_users_token_asks_the_users_api(colour: Colour, server: RawServer) -> None:
    """`user_token` goes to `/api/v2/user`, and no other token is fetched."""
    async with colour.closing(colour.client(user_token="a-users")) as client:
        await colour.call(client, "get_guild_by_id", guild_id=3468)
        assert client.is_user_authenticated

    request = server.asked[0]
    assert (request.path, request.headers["authorization"]) == ("/api/v2/user", "Bearer a-users")
    assert server.tokens == []


async def test_nothing_is_sent_before_the_first_call(colour: Colour, server: RawServer) -> None:
    """A factory does no I/O, and neither does opening and closing what it returns."""
    await colour.close(colour.resilient())

    assert server.requests == []


async def test_the_callers_objects_are_never_changed(bringing: Bringing, server: RawServer) -> None:
    """Headers and HTTP client are as they were, and the HTTP client is still open."""
    headers = {"Authorization": "Bearer a-token", "X-Mine": "yes"}
    theirs = bringing.http_client(headers={"X-Theirs": "yes"})
    before = dict(theirs.headers)

    async with bringing.closing(bringing.client(headers=headers, http_client=theirs)) as client:
        await bringing.call(client, "get_guild_by_id", guild_id=1, headers={"X-Call": "yes"})

    request = server.asked[0]
    sent = [request.headers.get(name) for name in ("x-mine", "x-theirs", "x-call")]
    assert sent == ["yes", "yes", "yes"]
    assert headers == {"Authorization": "Bearer a-token", "X-Mine": "yes"}
    assert dict(theirs.headers) == before
    assert not (theirs.closed if bringing.library is aiohttp else theirs.is_closed)


async def test_unset_arguments_are_left_out_and_none_is_null(
    colour: Colour, server: RawServer
) -> None:
    """What is not given is not sent; what is given as `None` is."""
    data: dict[str, Any] = {"reportData": {"reports": None}}
    server.script = [_says_data(data)]
    async with colour.closing(colour.resilient()) as client:
        await colour.call(client, "search_reports", guild_id=1, zone_id=None, limit=100)

    assert server.asked[0].json["variables"] == {"guildID": 1, "zoneID": None, "limit": 100} or (
        server.asked[0].json["variables"] == {"guildId": 1, "zoneId": None, "limit": 100}
    )


async def test_a_query_of_ones_own_is_sent_as_it_is(colour: Colour, server: RawServer) -> None:
    """`graphql` returns the data, `execute` the raw answer; neither touches the query."""
    query = "query Mine($id: Int) { guildData { guild(id: $id) { name } } }"
    async with colour.closing(colour.resilient()) as client:
        result = await colour.call(client, "graphql", query, {"id": 1})
        raw = await colour.call(client, "execute", query, variables={"id": 1})

    first, second = (request.json for request in server.asked)
    assert first == second == {"query": query, "variables": {"id": 1}}
    assert result.data["guildData"] == GUILD["guildData"]
    assert (raw.status_code, raw.json()["data"]["guildData"]) == (200, GUILD["guildData"])
    assert client.get_data(raw)["guildData"] == GUILD["guildData"]


@pytest.mark.parametrize(
    "settings",
    [
        {"timeout": float("nan")},
        {"timeout": float("inf")},
        {"timeout": -1},
        {"timeout": 0},
        {"timeout": True},
        {"timeout": "3"},
        {"max_retries": -1},
        {"max_retries": True},
        {"max_retries": 1.5},
        {"max_retries": float("nan")},
        {"client_id": "x", "client_secret": ""},
        {"client_id": " ", "client_secret": "y"},
        {"url": "esologs.com/api"},
        {"url": "ftp://esologs.com"},
        {"url": "https://"},
        {"url": "https://eso logs.com"},
        {"url": "https://esologs.com:port"},
        {"base_url": "nonsense"},
        {"headers": {"Authorization": "a-token"}},
        {"headers": {"Authorization": "Bearer "}},
        {"headers": {"X": "a\r\nb"}},
        {"user_token": ""},
        {"retry": 3},
        {"limits": None},
    ],
    ids=str,
)
def test_settings_that_can_never_work_are_refused(
    colour: Colour, server: RawServer, settings: dict[str, Any]
) -> None:
    """A `ConfigError`, which is also a `ValueError`, before anything is sent."""
    with pytest.raises(ConfigError):
        colour.resilient(**settings)

    assert server.requests == []


@pytest.mark.parametrize("name", ["timout", "max_retry", "nonsense"])
def test_an_unknown_setting_is_a_type_error(colour: Colour, server: RawServer, name: str) -> None:
    """Never dropped silently; the message names it."""
    with pytest.raises(TypeError, match=name):
        colour.resilient(**{name: 3})


async def test_an_unknown_option_of_a_call_is_a_type_error(
    colour: Colour, server: RawServer
) -> None:
    """Also for a method, before anything is sent, with the name that was probably meant."""
    async with colour.closing(colour.resilient()) as client:
        with pytest.raises(TypeError, match=r"timout.*did you mean 'timeout'"):
            await colour.call(client, "get_guild_by_id", guild_id=1, timout=3)
        with pytest.raises(ConfigError):
            await colour.call(client, "get_guild_by_id", guild_id=1, timeout=float("nan"))

    assert server.requests == []


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("get_report_by_code", {"code": "tooshort"}),
        ("get_report_by_code", {"code": "a:tooshort"}),
        ("get_reports", {"limit": 101}),
        ("get_reports", {"limit": 0}),
        ("get_guild_attendance", {"guild_id": 1, "limit": 26}),
        ("get_report_events", {"code": "abcdefgh12345678", "limit": 99}),
        ("get_report_events", {"code": "abcdefgh12345678", "start_time": float("nan")}),
        ("get_report_table", {"code": "abcdefgh12345678", "data_type": "buffs"}),
    ],
    ids=str,
)
async def test_arguments_the_api_would_refuse_are_refused_here(
    colour: Colour, server: RawServer, method: str, arguments: dict[str, Any]
) -> None:
    """A `ValidationError` that names the argument; nothing is sent."""
    async with colour.closing(colour.resilient()) as client:
        with pytest.raises(ValidationError):
            await colour.call(client, method, **arguments)

    assert server.requests == []


async def test_an_anonymous_reports_code_is_valid(colour: Colour, server: RawServer) -> None:
    """`a:` and sixteen characters."""
    server.script = [_says_data({"reportData": {"report": None}})]
    async with colour.closing(colour.resilient()) as client:
        await colour.call(client, "get_report_by_code", code="a:abcdefgh12345678")

    assert server.asked[0].json["variables"] == {"code": "a:abcdefgh12345678"}


def test_without_credentials_the_error_says_what_to_do(
    colour: Colour, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It names the variables, where to get them, and the sandbox; it is a `ValueError`."""
    for name in ("ESOLOGS_ID", "ESOLOGS_SECRET"):
        monkeypatch.delenv(name, raising=False)

    with pytest.raises(MissingCredentialsError) as caught:
        colour.resilient()

    assert isinstance(caught.value, ValueError)
    for word in ("ESOLOGS_ID", "ESOLOGS_SECRET", "esologs.com/api/clients", "sandbox=True"):
        assert word in str(caught.value)


def test_half_of_the_credentials_names_the_other_half(
    colour: Colour, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what is missing is named."""
    monkeypatch.setenv("ESOLOGS_ID", "an-id")
    monkeypatch.delenv("ESOLOGS_SECRET", raising=False)

    with pytest.raises(MissingCredentialsError, match="set ESOLOGS_SECRET "):
        colour.resilient()


async def test_connections_are_kept_and_bounded(colour: Colour, server: RawServer) -> None:
    """Ten calls in a row use one connection."""
    limits = LimitsConfig(max_connections=1)
    async with colour.closing(colour.resilient(limits=limits)) as client:
        for _ in range(10):
            await colour.call(client, "get_guild_by_id", guild_id=1)

    assert len(server.asked) == 10
    assert server.connections == 1


def _says_data(data: dict[str, Any]) -> Any:
    return says(200, json.dumps({"data": data}).encode())
