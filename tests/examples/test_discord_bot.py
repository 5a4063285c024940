"""The example bot as a program: through an outage of ESO Logs, and with a wrong secret."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from esologs import CacheConfig, create_resilient_client
from esologs.sandbox import Sandbox, SandboxServer
from esologs.sandbox.faults import Status, TokenDown
from tests.fake_discord.payloads import CHANNEL
from tests.fake_discord.server import TOKEN, FakeDiscord

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator, Mapping

ROOT: Final = Path(__file__).parents[2]
EXAMPLE: Final = ROOT / "examples" / "discord_bot"
GUILD: Final = 3468
ID: Final = "a-client-of-the-drill"
SECRET: Final = "the-right-secret-of-the-drill"
WRONG: Final = "a-wrong-secret-of-the-drill"
YESTERDAY: Final = CacheConfig(fresh_guild=0.001, fresh_live_report=0.001, fresh_report=0.001)
"""Answers kept by these rules are old at once."""


class Program:
    """The bot, running; its log is a file, which no pipe can hold up."""

    def __init__(self, process: asyncio.subprocess.Process, log: Path) -> None:
        self._process = process
        self._log = log

    @property
    def log(self) -> str:
        """What it has said so far."""
        return self._log.read_text("utf-8")

    async def online(self, fake: FakeDiscord) -> None:
        """Wait until the bot is there; one that ends instead is a failure."""
        online = asyncio.create_task(fake.gateway.present.wait())
        ended = asyncio.create_task(self._process.wait())
        await asyncio.wait({online, ended}, return_when=asyncio.FIRST_COMPLETED)
        ended.cancel()
        assert online.done(), self.log

    async def stop(self) -> int:
        """Stop it as Ctrl-C does, and return its exit code.

        Not before it has answered something: Python 3.11 may lose a Ctrl-C while
        discord.py is connecting (`asyncio.wait_for`).
        """
        self._process.send_signal(signal.SIGINT)
        return await self.ended()

    async def ended(self) -> int:
        """Wait for its end, and return its exit code."""
        return await self._process.wait()


@contextlib.asynccontextmanager
async def running(
    fake: FakeDiscord, environment: Mapping[str, str], log: Path
) -> AsyncGenerator[Program]:
    """Run the bot as its README says, with Discord on loopback."""
    fake.gateway.present.clear()
    with log.open("wb") as errors:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "tests.fake_discord.program", fake.base_url, fake.gateway.url, "guild_bot"),
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join([str(ROOT), str(EXAMPLE)]),
                **environment,
            },
            stderr=errors,
        )
    try:
        yield Program(process, log)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


@pytest.fixture(name="server")
def _server() -> Iterator[SandboxServer]:
    """An ESO Logs that knows one client."""
    with SandboxServer(Sandbox(credentials={ID: SECRET})) as server:
        yield server


def environment_for(server: SandboxServer, secret: str = SECRET) -> dict[str, str]:
    """What the bot is told."""
    return {
        "DISCORD_TOKEN": TOKEN,
        "GUILD_ID": str(GUILD),
        "REPORT_CHANNEL": str(CHANNEL),
        "PING_ROLE": "7",
        "ESOLOGS_BASE_URL": server.base_url,
        "ESOLOGS_ID": ID,
        "ESOLOGS_SECRET": secret,
    }


@pytest.mark.slow
async def test_a21_the_drill(server: SandboxServer, tmp_path: Path) -> None:
    """Started in an outage, the bot reports once, answers stale, heals; then its secret is wrong.

    What it says in Discord and in its log, at DEBUG, holds no secret.
    """
    settings, wrong = environment_for(server), environment_for(server, WRONG)
    async with create_resilient_client(
        ID, SECRET, base_url=server.base_url, cache=YESTERDAY
    ) as yesterday:
        await yesterday.get_guild_members(GUILD)
    sandbox = server.sandbox
    sandbox.faults.add(Status(503))
    sandbox.faults.add(TokenDown())

    async with FakeDiscord() as fake:
        async with running(fake, settings, tmp_path / "outage.log") as program:
            await program.online(fake)
            assert [command["name"] for command in fake.commands] == ["reports", "roster", "health"]
            (report,) = fake.in_channel()
            assert report.content.startswith("guild bot: 2 of 3 components not loaded")
            assert "[outage]" in report.text
            assert "<" not in report.text  # nothing of the HTML
            assert report.pings == []  # nothing critical is missing

            roster = await fake.ask("roster")
            assert "stale" in roster.text
            assert "Kaelebeth Glimmerkeeper" in roster.text
            assert (await fake.ask("reports")).text.startswith("Degraded: ")  # none is kept
            assert "outage" in (await fake.ask("health")).text

            sandbox.faults.clear()
            await fake.until(lambda: "recovered: 3 components" in report.text)
            assert "stale" not in (await fake.ask("roster")).text
            reports = (await fake.ask("reports", count=2)).text
            assert reports.count("https://www.esologs.com/reports/") == 2
            assert await program.stop() == 0
        assert len(fake.posts) == 1
        said = program.log

        async with create_resilient_client(ID, SECRET, base_url=server.base_url) as forgetting:
            await forgetting.invalidate()
        asked = len([each for each in sandbox.log if each.path == "/oauth/token"])
        async with running(fake, wrong, tmp_path / "wrong.log") as program:
            await program.online(fake)
            (_, report) = fake.in_channel()
            assert "[authentication]" in report.text
            assert "ESOLOGS_ID and ESOLOGS_SECRET" in report.text
            assert "authentication" in (await fake.ask("health")).text
            assert len([each for each in sandbox.log if each.path == "/oauth/token"]) == asked + 1
            assert "refuses the bot's credentials" in (await fake.ask("roster")).text
            assert await program.stop() == 0
        assert len(fake.posts) == 2
        said += program.log
        said += "".join(message.everything for message in fake.in_channel())
    assert "esologs" in said
    for secret in (TOKEN, SECRET, WRONG, "Bearer "):
        assert secret not in said
    assert "never retrieved" not in said


@pytest.mark.parametrize(
    ("changed", "code", "said"),
    [
        ({"DISCORD_TOKEN": ""}, 78, "DISCORD_TOKEN is not set"),
        ({"DISCORD_TOKEN": "a-wrong-token"}, 78, "Correct DISCORD_TOKEN"),
        ({"ESOLOGS_ID": ""}, 78, "ESOLOGS_ID"),
        ({}, 69, "Discord cannot be reached"),
    ],
)
async def test_the_exit_code_says_whether_a_restart_may_help(
    server: SandboxServer, tmp_path: Path, changed: dict[str, str], code: int, said: str
) -> None:
    """78 for what has to be corrected, with the name of the variable; 69 for a Discord away."""
    async with FakeDiscord() as fake:
        if code == 69:
            await fake.stop()
        environment = environment_for(server) | changed
        async with running(fake, environment, tmp_path / "bot.log") as program:
            assert await program.ended() == code
    assert said in program.log
    assert "a-wrong-token" not in program.log
