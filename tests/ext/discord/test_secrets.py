"""What nobody may read in Discord, nor in the log beside it. Row A16."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

import pytest

from esologs.config import RetryConfig
from esologs.ext.discord import ChannelSink, add_extensions
from esologs.startup import RecoveryConfig, Startup
from tests.ext.discord.bots import SetUp
from tests.fake_discord.payloads import CHANNEL
from tests.fake_discord.server import TOKEN

if TYPE_CHECKING:
    from tests.ext.discord.bots import Package
    from tests.fake_discord.server import FakeDiscord

PLANTED: Final = {
    "bearer": ("401 for Authorization: Bearer s3cr3t-of-the-bearer", "s3cr3t-of-the-bearer"),
    "url": ("GET https://api.example/v1?api_key=k3y-in-the-url failed", "k3y-in-the-url"),
    "userinfo": ("cannot reach postgres://admin:hunter2-hunter2@db:5432/x", "hunter2-hunter2"),
    "webhook": (f"{'.' * 400} https://discord.com/api/webhooks/1/Zz9-hook-token", "Zz9-hook-token"),
    "client": ("client_secret=c1ient-s3cret-here&grant_type=x", "c1ient-s3cret-here"),
    "mine": ("the door opens at open-sesame-42", "open-sesame-42"),
    "token": (f"a bot called {TOKEN} is not known", TOKEN),
}
RAISES: Final = """
    def setup(bot):
        try:
            raise ConnectionResetError({text!r})
        except OSError as error:
            raise {kind}("again: " + {text!r}) from error
"""


@pytest.mark.parametrize("kind", ["ValueError", "ConnectionResetError"])
async def test_a16_no_secret_reaches_discord_or_the_log(
    fake: FakeDiscord,
    package: Package,
    kind: str,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Planted in errors and their causes: in no message, edit, attachment or line, at DEBUG."""
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    caplog.set_level(logging.DEBUG)
    package.write(
        {name: RAISES.format(text=text, kind=kind) for name, (text, _) in PLANTED.items()}
    )
    async with SetUp() as bot:
        await bot.login(TOKEN)
        startup = Startup(
            report_to=[ChannelSink(bot, CHANNEL)],
            retry=RetryConfig(max_retries=1, wait_initial=0),
            recovery=RecoveryConfig(wait_initial=0.1, wait_max=0.1),
            secrets=["open-sesame-42"],
        )
        add_extensions(startup, bot, package.name)
        await startup.run()
        (message,) = fake.in_channel()
        if kind == "ConnectionResetError":
            package.write({"url": "async def setup(bot): ..."})
            async with asyncio.timeout(10):
                await fake.until(lambda: message.edits)
        await startup.aclose()
    assert [*message.files] == ["startup-report.txt"]
    posted = "".join(str(request.body) + str(request.files) for request in fake.requests)
    said = message.everything + caplog.text + posted
    assert said.count("[redacted]") > 20
    assert not [secret for _, secret in PLANTED.values() if secret in said]
