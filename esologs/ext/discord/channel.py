"""A report as one message in a channel: within Discord's limits, and pinging nobody by chance."""

from __future__ import annotations

import asyncio
import inspect
import io
from typing import TYPE_CHECKING, Final, NotRequired, Protocol, TypedDict, cast

from esologs.config import check_seconds
from esologs.errors import ConfigError, MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

    from discord import AllowedMentions, Embed, File, Message, PartialMessageable

    from esologs.startup import StartupReport

# Discord's limits, in characters; counted here in UTF-16 units, so that no way of counting is hurt.
_CONTENT: Final = 2_000
_DESCRIPTION: Final = 4_096
_ATTACHMENT: Final = 8 * 1024 * 1024  # bytes; a message may carry 10 MiB
_FILE: Final = "startup-report.txt"
_COLOURS: Final = {"ok": 0x2E7D32, "degraded": 0xF9A825, "failed": 0xC62828}


class ChannelBot(Protocol):
    """What is asked of a bot that posts: `Client` and `Bot` of either library."""

    def get_partial_messageable(self, id: int, /) -> object:  # noqa: A002 - the libraries' name
        """Return a channel of which only the id is known."""
        ...


class ChannelSink:
    """Posts the report to the channel *channel_id*, and edits that message as components recover.

    It works in `setup_hook`, before the gateway. The text beyond Discord's
    limits is cut at a line's end, and then the whole report is attached. Nothing
    in a report pings anybody; the roles *ping_roles* are pinged once, when
    something critical is missing. After *timeout* seconds the next sink is asked:
    discord.py on its own goes on trying for half a minute.

    A *channel_id* of `None` is a channel that is not configured: the next sink
    takes the report. Raises `MissingExtraError` if neither discord.py nor
    py-cord is installed.
    """

    def __init__(
        self,
        bot: ChannelBot,
        channel_id: int | None,
        *,
        ping_roles: Iterable[int] = (),
        timeout: float = 10.0,
    ) -> None:
        check_seconds("ChannelSink: timeout", timeout)
        try:
            import discord
        except ImportError as exc:
            raise MissingExtraError("reporting to a channel of Discord", "discord") from exc
        self._discord = discord
        self._bot, self._channel_id, self._timeout = bot, channel_id, timeout
        self._ping_roles = tuple(ping_roles)

    def __repr__(self) -> str:
        return f"<ChannelSink of channel {self._channel_id}>"

    async def send(self, report: StartupReport) -> object:
        """Post *report*; the receipt is the message."""
        if self._channel_id is None:
            raise ConfigError("no channel is configured for the report")
        channel = cast("PartialMessageable", self._bot.get_partial_messageable(self._channel_id))
        text, files = self._shown(report)
        message = self._message(report, text, () if report.ready else self._ping_roles)
        if files:  # py-cord makes of an empty list a form that Discord does not read
            message["files"] = files
        async with asyncio.timeout(self._timeout):
            return await channel.send(**message)

    async def edit(self, receipt: object, report: StartupReport) -> None:
        """Put *report* in the place of the one that was posted; pings nobody."""
        edit = cast("Callable[..., Awaitable[object]]", cast("Message", receipt).edit)
        text, files = self._shown(report)
        # discord.py counts new files among the attachments, py-cord keeps them apart.
        apart = "files" in inspect.signature(edit).parameters
        exchanged = {"attachments": [] if apart else files}
        if apart and files:
            exchanged["files"] = files
        async with asyncio.timeout(self._timeout):
            await edit(**self._message(report, text), **exchanged)

    def _shown(self, report: StartupReport) -> tuple[str, list[File]]:
        """Return what fits into a message, and all of it in a file if that leaves something out."""
        limit = _DESCRIPTION - len(_block(""))
        while (beyond := _length(text := report.text(limit)) - _DESCRIPTION + len(_block(""))) > 0:
            limit -= (beyond + 1) // 2  # a character is two units at most
        if not report.leaves_out(limit):
            return text, []
        content = report.full_text().encode()[:_ATTACHMENT]
        return text, [self._discord.File(io.BytesIO(content), filename=_FILE)]

    def _message(self, report: StartupReport, text: str, pinged: Sequence[int] = ()) -> _Message:
        discord = self._discord
        mentions = "".join(f"<@&{role}> " for role in pinged)
        head, _, causes = text.partition("\n")
        embed = discord.Embed(description=_block(causes), colour=_COLOURS[report.status])
        return {
            "content": mentions + _cut(head, _CONTENT - len(mentions)),
            "embeds": [embed] if causes else [],
            "allowed_mentions": discord.AllowedMentions(
                everyone=False,
                users=False,
                roles=[discord.Object(role) for role in pinged],
                replied_user=False,
            ),
        }


class _Message(TypedDict):
    content: str
    embeds: list[Embed]
    allowed_mentions: AllowedMentions
    files: NotRequired[list[File]]


def _block(text: str) -> str:
    """Return *text* as a block of code: in one, nothing is a mention, a link or an italic."""
    inside = text.replace("```", "'''")
    return f"```\n{inside}\n```"


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str, length: int) -> str:
    return text.encode("utf-16-le")[: 2 * length].decode("utf-16-le", "ignore")
