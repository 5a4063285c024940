"""The cache with real stores: what is kept outlives an outage, a client, and a process."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from esologs.cache.config import MemoryStoreConfig, SqliteStoreConfig
from esologs.config import CacheConfig
from esologs.errors import AuthenticationError, NotCachedError, ServerError
from tests.raw_server import says

if TYPE_CHECKING:
    import socket

    from tests.both import Colour
    from tests.raw_server import RawServer, Reaction, Request

STALE_AT_ONCE = CacheConfig(fresh_guild=0.0, jitter=0.0, soft_timeout=None)
SOON_STALE = CacheConfig(fresh_guild=0.0, jitter=0.0)


def everything_below(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


async def ask(colour: Colour, client: Any, **options: Any) -> Any:
    return await colour.call(client, "get_guild_by_id", guild_id=3468, **options)


def resilient(colour: Colour, **settings: Any) -> Any:
    return colour.resilient(**{"cache": STALE_AT_ONCE, "store": "file", "retry": None, **settings})


@pytest.mark.parametrize("store", ["memory", "file"])
async def test_a_fresh_answer_is_given_without_asking(
    colour: Colour, server: RawServer, store: str
) -> None:
    """One request for two calls; the second answer is another object."""
    async with colour.closing(colour.resilient(cache=CacheConfig(), store=store)) as client:
        first, second = await ask(colour, client), await ask(colour, client)

    assert len(server.asked) == 1
    assert (first.meta.source, second.meta.source, second.meta.attempts) == ("live", "cache", 0)
    assert first == second
    assert first.guild_data is not second.guild_data


@pytest.mark.parametrize("store", ["memory", "file"])
async def test_an_old_answer_stands_in_for_an_outage(
    colour: Colour, server: RawServer, store: str
) -> None:
    """Marked, with its age and the reason."""
    server.script = [says(), says(503, b"<html>")]
    async with colour.closing(resilient(colour, store=store)) as client:
        await ask(colour, client)
        stale = await ask(colour, client)

    assert (stale.meta.source, stale.meta.reason) == ("stale", "outage")
    assert stale.meta.age >= 0
    assert stale.guild_data.guild.name == "The Lanterns"


async def test_what_was_kept_outlives_the_client(colour: Colour, server: RawServer) -> None:
    """A client made during the outage answers from the file, without a token."""
    async with colour.closing(resilient(colour)) as client:
        await ask(colour, client)
    server.script = [says(503, b"")]
    server.token = says(503, b"")
    async with colour.closing(resilient(colour)) as client:
        stale = await ask(colour, client)

    assert (stale.meta.source, stale.guild_data.guild.name) == ("stale", "The Lanterns")


PROGRAM = """
import sys
from esologs import create_resilient_sync_client
with create_resilient_sync_client(max_retries=0) as client:
    answer = client.get_guild_by_id(guild_id=3468)
print(answer.meta.source, answer.guild_data.guild.name)
"""


def test_what_was_kept_outlives_the_process(server: RawServer) -> None:
    """A process started during the outage finds what another one kept."""

    def run() -> str:
        ran = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            capture_output=True, text=True, timeout=60, check=True, env=dict(os.environ),
        )  # fmt: skip
        return ran.stdout.strip()

    first = run()
    server.script = [says(503, b"")]
    server.token = says(503, b"")

    assert (first, run()) == ("live The Lanterns", "cache The Lanterns")


async def test_who_waits_for_one_refresh_gets_an_answer_of_their_own(
    colour: Colour, server: RawServer
) -> None:
    """Ten callers of an expired answer: one request, ten objects that nobody else holds."""
    async with colour.closing(resilient(colour, cache=SOON_STALE)) as client:
        await ask(colour, client)
        server.script = [slowly(says())]
        if colour.is_async:
            answers = await asyncio.gather(*(ask(colour, client) for _ in range(10)))
        else:
            with ThreadPoolExecutor(10) as pool:
                calls = [pool.submit(client.get_guild_by_id, guild_id=3468) for _ in range(10)]
                answers = [call.result() for call in calls]

    assert len(server.asked) == 2
    assert {answer.meta.source for answer in answers} == {"live"}
    assert len({id(answer.guild_data.guild) for answer in answers}) == 10


def slowly(reaction: Reaction) -> Reaction:
    """Answer after what ten threads need to get in line."""

    def react(connection: socket.socket, request: Request) -> None:
        threading.Event().wait(0.3)
        reaction(connection, request)

    return react


async def test_two_principals_share_nothing(colour: Colour, server: RawServer) -> None:
    """The same query, the same file: the other one's answer is not found."""
    server.script = [says(), says(503, b"")]
    async with colour.closing(resilient(colour, client_id="alice", client_secret="a")) as alice:
        await ask(colour, alice)
    async with colour.closing(resilient(colour, client_id="bob", client_secret="b")) as bob:
        with pytest.raises(ServerError):
            await ask(colour, bob)


async def test_a_stale_answer_hides_no_mistake(colour: Colour, server: RawServer) -> None:
    """A refused token is the caller's to know."""
    server.script = [says(), says(401, b"{}")]
    async with colour.closing(resilient(colour)) as client:
        await ask(colour, client)
        with pytest.raises(AuthenticationError):
            await ask(colour, client)


async def test_offline(colour: Colour, server: RawServer) -> None:
    """`cache="only"` asks nobody: what is kept, or a refusal."""
    async with colour.closing(resilient(colour)) as client:
        with pytest.raises(NotCachedError):
            await ask(colour, client, cache="only")
        await ask(colour, client)
        offline = await ask(colour, client, cache="only")

    assert (offline.meta.source, len(server.asked)) == ("stale", 1)


async def test_what_is_invalidated_is_asked_for_again(colour: Colour, server: RawServer) -> None:
    """By guild, by operation, or all of this client's; another guild's stays."""
    done = list[bool]()
    async with colour.closing(colour.resilient(cache=CacheConfig(), store="file")) as client:
        for tags in ({"guild_id": 3468}, {"operation": "getGuildById"}, {}):
            await ask(colour, client)
            done.append(await colour.call(client, "invalidate", **tags))
        await ask(colour, client)
        done.append(await colour.call(client, "invalidate", guild_id=1))
        last = await ask(colour, client)

    assert (len(server.asked), last.meta.source) == (4, "cache")
    assert done == [True] * 4


async def test_what_could_not_be_forgotten_is_said(
    colour: Colour, server: RawServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """By the return value, one event for each thing named, and a line of the log."""
    (tmp_path / "file").write_text("not a folder")
    seen: list[Any] = []
    store = SqliteStoreConfig(folder=tmp_path / "file" / "below")
    async with colour.closing(resilient(colour, store=store, hooks=[seen.append])) as client:
        done = await colour.call(client, "invalidate", guild_id=1, report_code="abc")
    async with colour.closing(colour.resilient(cache=None)) as client:
        without = await colour.call(client, "invalidate")

    told = [event for event in seen if getattr(event, "action", "") == "invalidate"]
    assert (done, without) == (False, True)
    assert [type(event).__name__ for event in told] == ["StoreFailed"] * 2
    assert "out of date may still be kept" in caplog.text


async def test_no_secret_is_in_the_file(colour: Colour, server: RawServer) -> None:
    """Neither the client's id nor its secret nor a token, in any file of the folder."""
    async with colour.closing(
        resilient(colour, client_id="canary-id", client_secret="canary-secret")
    ) as client:
        await ask(colour, client)

    content = everything_below(Path(os.environ["ESOLOGS_CACHE_DIR"]))
    assert b"The Lanterns" in content
    for secret in (b"canary-id", b"canary-secret", b"a-token"):
        assert secret not in content


async def test_a_store_that_cannot_be_used_breaks_no_call(
    colour: Colour, server: RawServer, tmp_path: Path
) -> None:
    """The folder is a file: every answer is live, and a hook hears of it."""
    (tmp_path / "file").write_text("not a folder")
    seen: list[Any] = []
    store = SqliteStoreConfig(folder=tmp_path / "file" / "below")
    async with colour.closing(resilient(colour, store=store, hooks=[seen.append])) as client:
        answers = [await ask(colour, client) for _ in range(2)]

    assert [answer.meta.source for answer in answers] == ["live", "live"]
    assert any(type(event).__name__ == "StoreFailed" for event in seen)


async def test_an_answer_may_be_fallen_back_on(colour: Colour, server: RawServer) -> None:
    """`fallback` gives an answer where an outage left none, marked; never for a mistake."""
    from esologs import GetGuildById

    def unknown(_: Exception) -> GetGuildById:
        return GetGuildById.model_construct(guild_data=None)

    server.script = [says(503, b""), says(401, b"{}")]
    async with colour.closing(resilient(colour, store=MemoryStoreConfig())) as client:
        answer = await ask(colour, client, fallback=unknown)
        with pytest.raises(AuthenticationError):
            await ask(colour, client, fallback=unknown)

    assert (answer.meta.source, answer.meta.reason, answer.guild_data) == (
        "fallback",
        "outage",
        None,
    )


async def test_a_guild_may_be_unknown_for_a_while(colour: Colour, server: RawServer) -> None:
    """With nothing kept, an outage gives the id, the name "Unknown", and the error."""
    server.script = [says(503, b""), says()]
    async with colour.closing(resilient(colour)) as client:
        lost = await colour.call(client, "get_guild_or_fallback", guild_id=3468)
        found = await colour.call(client, "get_guild_or_fallback", guild_id=3468)

    assert (lost.id, lost.name, lost.guild, lost.is_fallback) == (3468, "Unknown", None, True)
    assert isinstance(lost.error, ServerError)
    assert lost.meta.source == "fallback"
    assert (found.name, found.is_fallback, found.error) == ("The Lanterns", False, None)
