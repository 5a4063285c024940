"""The report as a message: within Discord's limits, pinging nobody by chance, never in the way."""

from __future__ import annotations

import json
import logging
import time
from typing import TYPE_CHECKING, Any

import pytest

from esologs.errors import ConfigError
from esologs.ext.discord import ChannelSink
from esologs.startup import (
    ComponentReport,
    Startup,
    StartupError,
    StartupReport,
    Status,
    WebhookSink,
)
from tests.ext.discord.bots import SetUp
from tests.fake_discord.messages import length
from tests.fake_discord.payloads import CHANNEL
from tests.fake_discord.server import TOKEN
from tests.raw_server import RawServer, says

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs.startup import ReportTo
    from tests.fake_discord.server import FakeDiscord

POST = "/channels/*/messages"


def failing(*said: str) -> Callable[[Startup], None]:
    """Components that fail for good, each with an error of its own."""

    def add(startup: Startup, text: str, number: int) -> None:
        def load() -> None:
            raise ValueError(text)

        startup.add(f"part-{number:03}", load)

    def add_all(startup: Startup) -> None:
        for number, text in enumerate(said):
            add(startup, text, number)

    return add_all


async def started(
    define: Callable[[Startup], None],
    sinks: Callable[[SetUp], list[ReportTo]],
    **options: Any,
) -> StartupReport:
    """Log a bot in whose `setup_hook` starts these components and reports to these sinks."""
    reports: list[StartupReport] = []

    async def set_up(bot: SetUp) -> None:
        startup = Startup(report_to=sinks(bot), retry=None, recovery=None, **options)
        define(startup)
        try:
            reports.append(await startup.run())
        except StartupError as error:
            reports.append(error.report)

    async with SetUp(set_up) as bot:
        await bot.login(TOKEN)
    return reports[0]


@pytest.mark.parametrize("trouble", ["404", "403", "no channel", "500", "hangs", "refused"])
async def test_a12_a_channel_that_is_not_there_never_crashes(
    fake: FakeDiscord, trouble: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The start goes on within the sink's time; the webhook has the report instead."""
    match trouble:
        case "404" | "403":
            fake.fails("POST", POST, int(trouble), code=50001)
        case "500":
            fake.fails("POST", POST, 500)
        case "hangs":
            fake.hangs("POST", POST)
        case _:
            pass

    def sinks(bot: SetUp) -> list[ReportTo]:
        channel = None if trouble == "no channel" else CHANNEL
        return [ChannelSink(bot, channel, timeout=0.2), WebhookSink(f"{hook.base_url}/a-secret")]

    def define(startup: Startup) -> None:
        if trouble == "refused":
            startup.add("outage of Discord", fake.stop)
        failing("of itself")(startup)

    begun = time.monotonic()
    with RawServer(says(200, b'{"id": "7"}')) as hook:
        await started(define, sinks)
        (posted,) = hook.requests
    assert time.monotonic() - begun < 2
    assert "part-000" in json.loads(posted.body)["text"]
    assert not fake.in_channel()
    (said,) = [each for each in caplog.records if "could not take the report" in each.message]
    assert "ChannelSink of channel" in said.message
    if trouble == "no channel":
        assert "no channel is configured" in said.message
        assert not fake.posts


async def test_a12_the_log_has_it_if_nobody_takes_it(
    fake: FakeDiscord, caplog: pytest.LogCaptureFixture
) -> None:
    """Channel and webhook refuse the report: an ERROR of the log holds every name and reason."""
    fake.fails("POST", POST, 403)
    with RawServer(says(404, b"{}")) as hook:

        def sinks(bot: SetUp) -> list[ReportTo]:
            return [ChannelSink(bot, CHANNEL), WebhookSink(hook.base_url)]

        await started(failing("the first", "the second"), sinks)
    (said,) = [
        each.message
        for each in caplog.records
        if each.levelno == logging.ERROR and "2 of 2" in each.message
    ]
    assert "part-000" in said
    assert "ValueError: the first" in said
    assert "part-001" in said
    assert "ValueError: the second" in said


async def test_a14_a_report_of_any_size_is_one_message(fake: FakeDiscord) -> None:
    """Of 150 failures of 5,000 characters with emoji, what fits is shown and all is attached."""
    texts = [f"{number}: {'💥`*_~|' * 833}" for number in range(150)]
    await started(failing(*texts), lambda bot: [ChannelSink(bot, CHANNEL)])
    (message,) = fake.in_channel()
    assert [request.status for request in fake.posts] == [200]
    (embed,) = message.embeds
    assert length(message.content) <= 2000
    assert length(embed["description"]) <= 4096
    assert length(embed["description"]) > 3600
    *shown, more, fence = embed["description"].splitlines()
    assert fence == "```"
    assert more == f"… and {150 - len(shown) + 1} more"
    assert all(line.startswith("- part-") and "→" in line for line in shown[1:])
    (attached,) = message.files.values()
    for number, text in enumerate(texts):
        assert f"part-{number:03}".encode() in attached
        assert text.encode() in attached


async def test_a14_emoji_cost_no_more_room_than_they_take(fake: FakeDiscord) -> None:
    """A report of emoji, each of two units, fills the message as one of letters does."""
    parts = [
        ComponentReport(name=f"part-{number:03}", status="failed", message=f"{number} {'💥' * 90}")
        for number in range(150)
    ]
    async with SetUp() as bot:
        await bot.login(TOKEN)
        await ChannelSink(bot, CHANNEL).send(StartupReport(name="bot", components=tuple(parts)))
    (message,) = fake.in_channel()
    (embed,) = message.embeds
    *_, a_line, _more, _fence = embed["description"].splitlines()
    assert 4096 - 2 * length(a_line) < length(embed["description"]) <= 4096


async def test_a14_an_endless_report_is_cut_to_what_discord_takes(fake: FakeDiscord) -> None:
    """An attachment holds no more than a message may carry."""
    endless = ComponentReport(name="part", status="failed", message="x" * 12_000_000)
    async with SetUp() as bot:
        await bot.login(TOKEN)
        await ChannelSink(bot, CHANNEL).send(StartupReport(name="bot", components=(endless,)))
    (message,) = fake.in_channel()
    (attached,) = message.files.values()
    assert len(attached) == 8 * 1024 * 1024


NASTY = "@everyone <@&99> <@1> @here ```\n<@&99> @everyone"


async def test_a15_a_report_pings_nobody(fake: FakeDiscord) -> None:
    """Mentions in an error or a name reach nobody, not even a role that may be pinged."""

    def define(startup: Startup) -> None:
        failing(NASTY)(startup)
        startup.add("@everyone <@&99>", lambda: 1 / 0)

    await started(define, lambda bot: [ChannelSink(bot, CHANNEL, ping_roles=[99])], name=NASTY)
    (message,) = fake.in_channel()
    assert message.pings == []
    # Nothing in it ends the block of code in which mentions are but text.
    (embed,) = message.embeds
    assert embed["description"].count("```") == 2


async def test_a15_a_dead_critical_component_pings_the_roles(fake: FakeDiscord) -> None:
    """Only the roles that were configured are pinged, and only if something critical is dead."""

    def define(startup: Startup) -> None:
        failing(NASTY)(startup)
        startup.add("filters", lambda: 1 / 0, critical=True)

    await started(define, lambda bot: [ChannelSink(bot, CHANNEL, ping_roles=[7, 8])], name=NASTY)
    (message,) = fake.in_channel()
    assert message.pings == ["role 7", "role 8"]
    assert message.content.startswith("<@&7> <@&8> ")


async def test_an_edit_shows_what_is_missing_now(fake: FakeDiscord) -> None:
    """The same message loses embed and attachment once everything is there, and pings nobody."""

    def a_report(status: Status) -> StartupReport:
        parts = [ComponentReport(name=f"part-{n}", status=status, error="E") for n in range(9)]
        return StartupReport(name="bot", components=tuple(parts))

    async with SetUp() as bot:
        await bot.login(TOKEN)
        sink = ChannelSink(bot, CHANNEL, ping_roles=[7])
        before, after = a_report("failed"), a_report("recovered")
        receipt = await sink.send(before)
        (message,) = fake.in_channel()
        assert "×9" in message.text
        assert (len(message.embeds), len(message.files)) == (1, 1)
        await sink.edit(receipt, before)
        assert (len(message.embeds), len(message.files), message.edits) == (1, 1, 1)
        await sink.edit(receipt, after)
        assert (len(message.embeds), len(message.files), message.edits) == (0, 0, 2)
    assert message.content == "bot: recovered: 9 components loaded in 0.0 s"
    assert len(fake.posts) == 1


def test_a_channel_sink_checks_its_time() -> None:
    """A timeout that can never work is refused where it is set."""
    with pytest.raises(ConfigError, match=r"timeout"):
        ChannelSink(SetUp(), CHANNEL, timeout=0)
