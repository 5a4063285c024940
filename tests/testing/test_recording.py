"""Recordings: what went over the wire comes back, nothing else does, and no secret is kept."""

from __future__ import annotations

import base64
import json
import os
import uuid
from typing import TYPE_CHECKING, Any

import pytest

from esologs import (
    ConfigError,
    ConnectFailedError,
    EsoLogsError,
    ResponseTooLargeError,
    ServerError,
    TokenEndpointDownError,
)
from esologs.config import AttemptConfig
from esologs.sandbox import Sandbox
from esologs.testing import NotRecordedError, Recording, fault_script
from tests.both import BOTH, Colour

if TYPE_CHECKING:
    from pathlib import Path

    from esologs.sandbox import SandboxServer

pytestmark = pytest.mark.parametrize("colour", BOTH, ids=repr)

CLIENT_ID, CLIENT_SECRET = str(uuid.UUID(int=7)), "a-secret-that-nobody-may-read"


@pytest.fixture(autouse=True)
def _account(monkeypatch: pytest.MonkeyPatch, esologs_sandbox: SandboxServer) -> None:
    monkeypatch.setenv("ESOLOGS_ID", CLIENT_ID)
    monkeypatch.setenv("ESOLOGS_SECRET", CLIENT_SECRET)


async def ask(colour: Colour, *guild_ids: int, **settings: Any) -> list[Any]:
    """Ask for guilds with a new client, and return their names or what was raised."""
    outcomes: list[Any] = []
    made = colour.with_timeout(**{"retry": None, **settings})
    async with colour.closing(made) as client:
        for guild_id in guild_ids:
            try:
                answer = await colour.call(client, "get_guild_by_id", guild_id=guild_id)
            except EsoLogsError as error:
                outcomes.append(error)
            else:
                guild = answer.guild_data.guild
                outcomes.append((guild and guild.name, answer.meta.points_left))
    return outcomes


async def test_a_replay_asks_nobody(
    colour: Colour, tmp_path: Path, esologs_sandbox: SandboxServer
) -> None:
    """The same answers, points included, with the server gone and another account."""
    path = tmp_path / "deep" / "r.json"
    with Recording(path, "record") as recording:
        live = await ask(colour, 3468, 1, 3468)
    esologs_sandbox.stop()

    with Recording(path) as replay:
        again = await ask(colour, 3468, 1, 3468, client_id="other", client_secret="one")

    assert again == live
    assert [name for name, _ in live] == ["Last Covenant", None, "Last Covenant"]
    assert len(recording) == len(replay) == 4  # and the token
    assert replay.missing == []


async def test_failures_come_back_as_they_were(
    colour: Colour, tmp_path: Path, esologs_sandbox: SandboxServer
) -> None:
    """A status, a page, a broken connection, an answer too large: the same errors, in order."""
    path = tmp_path / "r.json"
    script = (
        "503 once, then html once, then reset once, then 429 with Retry-After 0 once, then fine"
    )
    esologs_sandbox.sandbox.faults.add(*fault_script(script))
    settings = {"points": None, "breaker": None}
    with Recording(path, "record"):
        live = await ask(colour, 1, 1, 1, 1, 1, **settings)
        small = AttemptConfig(max_response_bytes=20)
        live += await ask(colour, 1, attempt=small, **settings)

    with Recording(path):
        again = await ask(colour, 1, 1, 1, 1, 1, 1, **settings)

    assert [type(each) for each in again] == [type(each) for each in live]
    assert [str(each) for each in again] == [str(each) for each in live]
    assert isinstance(live[0], ServerError)
    assert isinstance(live[2], ConnectFailedError)
    assert isinstance(live[5], ResponseTooLargeError)
    assert (again[3].retry_after, again[5].limit) == (0.0, 20)


async def test_an_outage_of_the_token_comes_back(
    colour: Colour, tmp_path: Path, esologs_sandbox: SandboxServer
) -> None:
    """What the token endpoint refused is recorded; a token that it gave is invented anew."""
    path = tmp_path / "r.json"
    esologs_sandbox.sandbox.faults.add(*fault_script("token down once, then fine"))
    with Recording(path, "record"):
        (first,), (second,) = await ask(colour, 1), await ask(colour, 1)
    with Recording(path):
        (again,), (healed,) = await ask(colour, 1), await ask(colour, 1)

    assert isinstance(first, TokenEndpointDownError)
    assert str(again) == str(first)
    assert healed == second


async def test_no_secret_is_kept(
    colour: Colour, tmp_path: Path, esologs_sandbox: SandboxServer
) -> None:
    """Neither the token nor the account is in the file, not even where an answer repeats them."""
    path = tmp_path / "r.json"
    with Recording(path, "record"):
        await ask(colour, 3468)
        token = esologs_sandbox.sandbox.issue_token(user_id=1)
        async with colour.closing(colour.with_timeout(user_token=token)) as client:
            echo = f"query Echo {{ a: __typename }} # {CLIENT_ID} {token}"
            await colour.call(client, "graphql", echo)
            await colour.call(client, "execute", "query Q($t: String) { x }", None, {"t": token})

    text = path.read_text("utf-8")
    sent = [dict(record.headers) for record in esologs_sandbox.sandbox.log]
    tokens = {headers["authorization"].partition(" ")[2] for headers in sent}
    assert len(tokens) == 3  # the account's Basic, its token, the user's
    basic = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
    for secret in (*tokens, basic, CLIENT_ID, CLIENT_SECRET, token):
        assert secret not in text
    assert "uthorization" not in text
    assert "[left out]" in text


async def test_what_is_not_there_is_named(
    colour: Colour, tmp_path: Path, esologs_sandbox: SandboxServer
) -> None:
    """The operation with its variables, what was recorded instead, and how to record it."""
    path = tmp_path / "guilds.json"
    with Recording(path, "record"):
        await ask(colour, 3468)
    asked = len(esologs_sandbox.sandbox.log)

    with Recording(path) as replay:
        outcomes = await ask(colour, 7, 3468, 3468, max_retries=3)
        async with colour.closing(colour.with_timeout()) as client:
            with pytest.raises(NotRecordedError, match="recorded were /oauth/token, getGuildById"):
                await colour.call(client, "ping")

    first, second, third = outcomes
    assert isinstance(first, NotRecordedError)
    assert 'getGuildById {"guildId": 7} is not in the recording guilds.json' in str(first)
    assert 'recorded were getGuildById {"guildId": 3468}' in str(first)
    assert "--esologs-record" in str(first)
    assert second[0] == "Last Covenant"
    assert "it is there 1 time, and was asked once more" in str(third)
    assert [each.partition(" ")[0] for each in replay.missing] == ["getGuildById"] * 2 + [
        "getRateLimitData"
    ]
    assert len(esologs_sandbox.sandbox.log) == asked


async def test_another_query_is_another_question(
    colour: Colour, tmp_path: Path, esologs_sandbox: SandboxServer
) -> None:
    """What a new version asks under the old name is not answered with what the old one wanted."""
    path = tmp_path / "r.json"
    async with colour.closing(colour.with_timeout()) as client:
        pass
    with Recording(path, "record"):
        async with colour.closing(colour.with_timeout()) as client:
            await colour.call(client, "graphql", "query Me { rateLimitData { limitPerHour } }")
    with Recording(path):
        async with colour.closing(colour.with_timeout()) as client:
            spaced = "query Me {\n  rateLimitData { limitPerHour }\n}"
            await colour.call(client, "graphql", spaced)
            with pytest.raises(NotRecordedError, match="its query or its address is another one"):
                await colour.call(client, "graphql", "query Me { rateLimitData { pointsResetIn } }")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "there is no recording"),
        ("{", "is no recording"),
        ("[]", "is no recording"),
        ('{"version": 1, "exchanges": [{}]}', "is no recording"),
        ('{"version": 99, "exchanges": []}', "of another version"),
    ],
)
def test_a_file_that_cannot_be_replayed_is_refused(
    colour: Colour, tmp_path: Path, text: str | None, said: str
) -> None:
    """At once, with how to make one, and not by an empty answer."""
    path = tmp_path / "r.json"
    if text is not None:
        path.write_text(text, "utf-8")
    with pytest.raises(ConfigError, match=said) as caught, Recording(path):
        pass
    assert "--esologs-record" in str(caught.value)


async def test_a_block_that_fails_leaves_the_old_file(colour: Colour, tmp_path: Path) -> None:
    """Half a recording would be worse than yesterday's."""
    path = tmp_path / "r.json"
    with Recording(path, "record"):
        await ask(colour, 3468)
    before = path.read_bytes()

    async def fail() -> None:
        with Recording(path, "record"):
            await ask(colour, 1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()

    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["r.json"]  # noqa: PTH208 - no half-written one beside it


async def test_it_is_read_by_people(colour: Colour, tmp_path: Path) -> None:
    """JSON with what was asked and answered as JSON, so that a change shows in a review."""
    path = tmp_path / "r.json"
    with Recording(path, "record"):
        await ask(colour, 3468)
    token, guild = json.loads(path.read_text("utf-8"))["exchanges"]

    assert token == {
        "path": "/oauth/token", "status": 200, "headers": {"content-type": "application/json"}
    }  # fmt: skip
    assert (guild["operation"], guild["variables"]) == ("getGuildById", {"guildId": 3468})
    assert guild["body"]["data"]["guildData"]["guild"]["name"] == "Last Covenant"


async def test_the_sandbox_of_the_process_is_recorded_as_well(
    colour: Colour, tmp_path: Path
) -> None:
    """Whatever would carry the exchanges: the recording stands before it."""
    path = tmp_path / "r.json"
    sandbox = Sandbox()
    with Recording(path, "record"):
        live = await ask(colour, 3468, sandbox=sandbox)
    asked = len(sandbox.log)
    with Recording(path):
        again = await ask(colour, 3468, sandbox=sandbox)

    assert again == live
    assert len(sandbox.log) == asked
