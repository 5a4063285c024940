"""The slash commands: /reports, /roster and /health."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from esologs import EsoLogsError, InvalidCredentialsError
from guild_bot.answers import MOST_REPORTS, latest_reports, members, reports_shown, roster_shown

if TYPE_CHECKING:
    from guild_bot.bot import GuildBot

log = logging.getLogger(__name__)


class Guild(commands.Cog):
    """What the guild can ask."""

    def __init__(self, bot: GuildBot) -> None:
        self.bot = bot

    @app_commands.command(description="The guild's latest reports")
    @app_commands.describe(count="How many")
    async def reports(
        self,
        interaction: discord.Interaction[GuildBot],
        count: app_commands.Range[int, 1, MOST_REPORTS] = 5,
    ) -> None:
        """Show the latest reports."""
        await interaction.response.defer(thinking=True)  # Discord wants a word within 3 seconds
        answer = await latest_reports(self.bot.eso, self.bot.settings.guild_id)
        await interaction.followup.send(embed=reports_shown(answer, count))

    @app_commands.command(description="The guild's members")
    async def roster(self, interaction: discord.Interaction[GuildBot]) -> None:
        """Show the members."""
        await interaction.response.defer(thinking=True)
        answer = await members(self.bot.eso, self.bot.settings.guild_id)
        await interaction.followup.send(embed=roster_shown(answer))

    @app_commands.command(description="What of the bot does not work just now")
    async def health(self, interaction: discord.Interaction[GuildBot]) -> None:
        """Show how the start stands, to the one who asks."""
        text = self.bot.startup.report.text(1900)
        await interaction.response.send_message(f"```\n{text}\n```", ephemeral=True)

    async def cog_app_command_error(
        self, interaction: discord.Interaction, error: app_commands.AppCommandError
    ) -> None:
        """Say that there is no answer; why, is for the log."""
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        log.error("a command failed: %s", cause, exc_info=not isinstance(cause, EsoLogsError))
        match cause:
            case InvalidCredentialsError():
                text = "ESO Logs refuses the bot's credentials: somebody has to correct them."
            case EsoLogsError():
                text = "Degraded: ESO Logs gives no answer just now, and none is kept."
            case _:
                text = "This did not work; the bot's log says why."
        if interaction.response.is_done():
            await interaction.followup.send(text)
        else:
            await interaction.response.send_message(text, ephemeral=True)


async def setup(bot: GuildBot) -> None:
    """Add the commands to the bot."""
    await bot.add_cog(Guild(bot))
