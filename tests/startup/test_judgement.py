"""One classifier for every library's failures. Rows A5 (certificates) and A6."""

from __future__ import annotations

import asyncio
import errno
import json
import socket
import ssl
import subprocess
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import aiohttp
import discord
import httpx
import pytest
from discord.ext import commands

from esologs import errors
from esologs.resilience import classify as shared
from esologs.resilience import retry
from esologs.resilience.classify import classify, diagnose
from esologs.startup import Startup, causes, patience
from tests.startup.faults import CLIENTS, self_signed, server_with
from tests.startup.parts import Board

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

PASSING = [
    "refused", "reset", "dropped mid-body", "read timeout", "html in a 200",
    "408", "425", "429", "500", "502", "503", "504", "520", "521", "522", "523", "524",
]  # fmt: skip
LASTING = ["400", "401", "403", "404", "501", "505", "graphql validation"]


def wrappings(error: Exception) -> list[BaseException]:
    """*error* as it arrives when somebody's loader has had it in hand."""
    extension = commands.ExtensionFailed("bot.exts.guild", error)
    caused = RuntimeError("could not load")
    caused.__cause__ = error
    group = ExceptionGroup("while loading", [error])
    return [error, extension, caused, group, commands.ExtensionFailed("bot", group)]


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("fault", [*PASSING, *LASTING])
async def test_a06_the_verdict_is_the_same_for_every_client(fault: str, client: str) -> None:
    """Real faults on loopback, four clients, bare or wrapped: transient or not is one answer."""
    with server_with(fault) as url:
        with pytest.raises(Exception) as caught:  # noqa: PT011 - whatever that library raises
            await CLIENTS[client](url, 0.3 if fault == "read timeout" else 20.0)

        verdicts = [classify(wrapped) for wrapped in wrappings(caught.value)]

    assert {verdict.transient for verdict in verdicts} == {fault in PASSING}, caught.value
    assert len(set(verdicts)) == 1


@pytest.fixture(name="untrusted")
async def _untrusted(tmp_path: Path) -> AsyncIterator[str]:
    """The address of a server whose certificate is signed by nobody."""

    async def hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    server = await asyncio.start_server(hang_up, "127.0.0.1", 0, ssl=self_signed(tmp_path))
    async with server:
        yield f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}"


@pytest.mark.parametrize("client", CLIENTS)
async def test_a05_a_bad_certificate_is_not_retried(client: str, untrusted: str) -> None:
    """One attempt, whoever connects; the report says what is wrong with it."""
    tried = 0

    async def load() -> None:
        nonlocal tried
        tried += 1
        await CLIENTS[client](untrusted)

    async with Startup(report_to=[Board()]) as startup:
        startup.add("part", load)

        report = await startup.run()

    assert (tried, report["part"].kind, report["part"].recovering) == (1, "certificate", False)


@pytest.mark.parametrize("client", CLIENTS)
async def test_a06_a_bad_certificate_is_never_transient(client: str, untrusted: str) -> None:
    """Although a connection failed, in every library's words."""
    with pytest.raises(Exception) as caught:  # noqa: PT011 - whatever that library raises
        await CLIENTS[client](untrusted)

    verdicts = [classify(each) for each in wrappings(caught.value)]
    assert {(verdict.kind, verdict.transient) for verdict in verdicts} == {("certificate", False)}


def test_a06_cancellation_is_not_transient() -> None:
    """Neither a task's nor the user's, alone or in a group."""
    for error in (asyncio.CancelledError(), KeyboardInterrupt()):
        group = BaseExceptionGroup("both", [ConnectionResetError(), error])
        assert classify(error) is classify(group) is shared.CANCELLED


@pytest.mark.parametrize(
    ("number", "transient"),
    [
        (errno.ECONNREFUSED, True), (errno.ECONNRESET, True), (errno.ETIMEDOUT, True),
        (errno.EHOSTUNREACH, True), (errno.ENETUNREACH, True), (errno.EPIPE, True),
        (errno.ENOENT, False), (errno.EACCES, False), (errno.ENOSPC, False),
        (errno.EMFILE, False), (errno.EADDRINUSE, False), (errno.EISDIR, False),
    ],
)  # fmt: skip
def test_a06_an_oserror_is_judged_by_its_number(number: int, transient: bool) -> None:
    """The network's numbers pass, those of files and of this machine do not."""
    assert classify(OSError(number, "whatever it says")).transient is transient


def discord_says(status: int) -> discord.HTTPException:
    """What discord.py raises for an answer of Discord's."""
    answer = cast("aiohttp.ClientResponse", SimpleNamespace(status=status, reason="because"))
    return discord.HTTPException(answer, "no")


@pytest.mark.parametrize(
    ("error", "transient"),
    [
        (TimeoutError(), True),
        (ConnectionError(), True),
        (socket.gaierror(socket.EAI_AGAIN, "try again"), True),
        (asyncio.IncompleteReadError(b"", 5), True),
        (ssl.SSLEOFError(8, "EOF occurred in violation of protocol"), True),
        (ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER] wrong version number"), False),
        (OSError("Multiple exceptions: [Errno 111] refused, [Errno 101] unreachable"), True),
        (OSError("Multiple exceptions: [Errno 111] refused, [Errno 13] denied"), False),
        (OSError("no number at all"), False),
        (json.JSONDecodeError("Expecting value", "<html>", 0), True),
        (json.JSONDecodeError("Expecting value", "[section]", 0), False),
        (httpx.PoolTimeout("no connection"), True),
        (httpx.LocalProtocolError("a bad header"), False),
        (httpx.UnsupportedProtocol("ftp"), False),
        (aiohttp.ServerDisconnectedError(), True),
        (aiohttp.ClientPayloadError("half"), True),
        (aiohttp.InvalidURL("http://[oops"), False),
        (FileNotFoundError(), False),
        (ModuleNotFoundError("nope"), False),
        (SyntaxError("nope"), False),
        (SystemExit(1), False),
        (MemoryError(), False),
        (commands.ExtensionNotFound("bot.exts.gone"), False),
        (discord_says(503), True),
        (discord_says(429), True),
        (discord_says(404), False),
        (discord.RateLimited(7.0), True),
        (discord.GatewayNotFound(), True),  # type: ignore[no-untyped-call]  # discord.py's own
        (discord.LoginFailure("Improper token has been passed."), False),
        (errors.MissingCredentialsError("none"), False),
    ],
    ids=repr,
)
def test_a06_single_failures(error: BaseException, transient: bool) -> None:
    """What is known of a type, of a text, of a document."""
    assert classify(error).transient is transient


def test_a06_a_group_is_as_bad_as_its_worst() -> None:
    """One member that stays is enough: another attempt could not heal it."""
    bug = ValueError("a bug")
    mixed = ExceptionGroup("two", [ConnectionResetError(), ExceptionGroup("inner", [bug])])

    assert diagnose(mixed).root is bug
    assert classify(ExceptionGroup("both", [ConnectionResetError(), TimeoutError()])).transient


def test_a06_an_error_that_lies_in_wait_is_judged_all_the_same() -> None:
    """Properties that raise, causes that lead in a circle: the classifier never raises."""

    class TrapError(Exception):
        @property
        def status(self) -> int:
            raise RuntimeError("trapped")

        @property
        def response(self) -> object:
            raise ZeroDivisionError

    trap, other = TrapError(), ValueError()
    trap.__cause__, other.__cause__ = other, trap

    assert classify(trap) is shared.UNKNOWN


def test_a06_client_and_startup_use_the_same_object() -> None:
    """Not two that agree: one."""
    assert vars(retry)["classify"] is shared.classify
    assert vars(causes)["diagnose"] is vars(patience)["diagnose"] is shared.diagnose
    assert vars(patience)["next_wait"] is retry.next_wait


@pytest.mark.parametrize("library", ["httpx", "aiohttp"])
async def test_a07_retry_after_is_read_off_every_librarys_answer(library: str) -> None:
    """The wait that a 429 names is found where each library keeps it."""
    from esologs.resilience.foreign import asked_wait
    from tests.raw_server import RawServer, says

    ask: Callable[[str], Awaitable[None]] = CLIENTS[library]
    server = RawServer(says(429, b"", Retry_After="13"))
    with server, pytest.raises(Exception) as caught:  # noqa: PT011 - whatever that library raises
        await ask(server.base_url)

    assert asked_wait(caught.value, 0.0) == 13.0


def test_a13_importing_the_startup_loads_no_http_library() -> None:
    """Neither discord nor aiohttp nor httpx: a program without them starts the same way."""
    heavy = "{'discord', 'aiohttp', 'httpx', 'httpx2', 'httpcore', 'pydantic'}"
    program = f"import sys, esologs.startup; print({heavy} & set(sys.modules))"

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "set()"


def test_what_is_remembered_of_a_token_outage_heals_later() -> None:
    """Another call met it a moment ago: no attempt now, but the background goes on."""
    error = errors.TokenEndpointDownError("down")
    error.remembered = True

    verdict = classify(error)

    assert (verdict.transient, verdict.later) == (False, True)
    assert patience.heals(None, error)
