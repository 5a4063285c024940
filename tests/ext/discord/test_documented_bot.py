"""The bot that the documentation shows, run as it stands."""

from __future__ import annotations

import asyncio
import os
import sys
from typing import TYPE_CHECKING

from esologs.sandbox.faults import Status, TokenDown
from tests.docs.blocks import ROOT, Block, document_of
from tests.fake_discord.payloads import CHANNEL
from tests.fake_discord.server import TOKEN, FakeDiscord

if TYPE_CHECKING:
    from pathlib import Path

    from sybil import Example

    from esologs.sandbox import SandboxServer

PAGE = ROOT / "docs" / "how-to" / "discord-bot.md"


def documented() -> dict[str, str]:
    """The files that the page shows, by name."""
    files: dict[str, str] = {}

    def keep(example: Example) -> None:
        block: Block = example.parsed
        if block.title:
            files[block.title] = block.source

    for example in document_of(PAGE, keep).examples():
        example.evaluate()
    return files


def test_a25_the_bot_is_short() -> None:
    """At most fifteen lines, blank ones left aside."""
    assert len([line for line in documented()["bot.py"].splitlines() if line.strip()]) <= 15


async def test_a25_the_documented_bot_runs(esologs_sandbox: SandboxServer, tmp_path: Path) -> None:
    """It starts, reports the one broken extension once, and answers its slash command."""
    files = documented() | {"exts/broken.py": "import a_module_that_is_not_there"}
    for name, source in files.items():
        tmp_path.joinpath(name).parent.mkdir(exist_ok=True)
        tmp_path.joinpath(name).write_text(source, "utf-8")
    async with FakeDiscord() as fake:
        bot = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "tests.fake_discord.program", fake.base_url, fake.gateway.url, "bot"),
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join([str(ROOT), str(tmp_path)]),
                "DISCORD_TOKEN": TOKEN,
                "REPORT_CHANNEL": str(CHANNEL),
            },
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            await fake.gateway.present.wait()
            assert (await fake.ask("guild")).text == "Last Covenant (live)"
            esologs_sandbox.sandbox.faults.add(Status(503), TokenDown())
            assert (await fake.ask("guild")).text == "Last Covenant (cache)"
        finally:
            bot.kill()
            await bot.wait()
        (message,) = fake.in_channel()
        assert message.content.startswith("extensions: 1 of 2 components not loaded")
        assert "exts.broken: [configuration] ModuleNotFoundError" in message.text
        assert [command["name"] for command in fake.commands] == ["guild"]
