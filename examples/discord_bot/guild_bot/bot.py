"""The bot: what it loads at its start, and whom it tells what could not be loaded."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from esologs import create_resilient_client
from esologs.ext.discord import ChannelSink, add_extensions
from esologs.startup import Startup
from guild_bot.answers import latest_reports, members

if TYPE_CHECKING:
    from guild_bot.settings import Settings


class GuildBot(commands.Bot):
    """Answers slash commands out of ESO Logs; starts, and goes on, while that is away."""

    def __init__(self, settings: Settings) -> None:
        intents = discord.Intents(guilds=True)
        super().__init__(
            commands.when_mentioned,
            intents=intents,
            help_command=None,
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self.settings = settings
        self.eso = create_resilient_client(preset="interactive")
        roles = [settings.ping_role] if settings.ping_role else []
        sink = ChannelSink(self, settings.report_channel, ping_roles=roles)
        self.startup = Startup(report_to=[sink], name="guild bot", timeout=30.0)

    async def setup_hook(self) -> None:
        """Load what can be loaded; the rest is reported once, and tried again."""
        self.startup.add("ESO Logs", self.eso.ping)
        self.startup.add("answers", self.ask_ahead, after=["ESO Logs"])
        add_extensions(self.startup, self, "guild_bot.exts", critical=["guild_bot.exts.guild"])
        await self.startup.run()
        await self.tree.sync()

    async def ask_ahead(self) -> None:
        """Have the answers at hand before anybody asks, and for the next outage."""
        guild_id = self.settings.guild_id
        await self.eso.warm_up(
            [partial(latest_reports, guild_id=guild_id), partial(members, guild_id=guild_id)]
        )

    async def close(self) -> None:
        """End what goes on in the background, then the connections."""
        await self.startup.aclose()
        await super().close()
        await self.eso.aclose()
