"""What the bot asks of ESO Logs, and how it shows the answers."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING

import discord
from discord.utils import escape_markdown

if TYPE_CHECKING:
    from esologs import Client, GetGuildMembers, GetReports, ResultMeta

MOST_REPORTS = 10


async def latest_reports(eso: Client, guild_id: int) -> GetReports:
    """Return the guild's latest reports; always as many, so that one kept answer serves all."""
    return await eso.get_guild_reports(guild_id, limit=MOST_REPORTS)


async def members(eso: Client, guild_id: int) -> GetGuildMembers:
    """Return the first hundred members of the guild."""
    return await eso.get_guild_members(guild_id)


def reports_shown(answer: GetReports, count: int) -> discord.Embed:
    """Show the latest *count* reports."""
    page = answer.report_data.reports if answer.report_data else None
    reports = [report for report in (page.data if page else None) or [] if report]
    lines = [
        f"[{escape_markdown(report.title)}](https://www.esologs.com/reports/{report.code})"
        f" <t:{report.start_time / 1000:.0f}:R>"
        for report in reports[:count]
    ]
    text = "\n".join(lines) or "ESO Logs has no report of this guild."
    return _marked(discord.Embed(title="Latest reports", description=text), answer.meta)


def roster_shown(answer: GetGuildMembers) -> discord.Embed:
    """Show the members, a line for each rank."""
    guild = answer.guild_data.guild if answer.guild_data else None
    if guild is None:
        return _marked(discord.Embed(description="ESO Logs knows no such guild."), answer.meta)
    found = [member for member in guild.members.data or [] if member]
    found.sort(key=lambda member: (member.guild_rank, member.name))
    lines = [
        f"**Rank {rank}** {', '.join(escape_markdown(member.name) for member in ranked)}"
        for rank, ranked in groupby(found, key=lambda member: member.guild_rank)
    ]
    embed = discord.Embed(title=f"{guild.members.total} members", description="\n".join(lines))
    return _marked(embed, answer.meta)


def _marked(embed: discord.Embed, meta: ResultMeta) -> discord.Embed:
    """Say how old the answer is; Discord shows the time as the reader's clock has it."""
    stale = meta.source == "stale"
    embed.timestamp = discord.utils.utcnow() - timedelta(seconds=meta.age)
    embed.colour = discord.Colour.orange() if stale else discord.Colour.green()
    note = "⚠ stale: ESO Logs cannot be asked just now. This is as of"
    return embed.set_footer(text=note if stale else "ESO Logs, as of")
