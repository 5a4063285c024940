"""A program that loads a package of extensions with whichever `discord` it can import.

    python either.py BASE_URL TOKEN CHANNEL PACKAGE

It says on standard output which library that was, and what the report held.
"""

from __future__ import annotations

import asyncio
import json
import sys

import discord
from discord.ext import commands
from discord.http import Route

from esologs.config import RetryConfig
from esologs.ext.discord import ChannelSink, add_extensions
from esologs.startup import ComponentReport, RecoveryConfig, Startup, StartupReport


async def edited(sink: ChannelSink) -> None:
    """Send a report that needs no attachment, and change it to one that needs one, and back."""
    one = ComponentReport(name="one", status="failed", error="OneError")
    many = tuple(ComponentReport(name=f"part-{n}", status="failed", error="E") for n in range(9))
    short = StartupReport(name="small", components=(one,))
    receipt = await sink.send(short)
    await sink.edit(receipt, StartupReport(name="small", components=many))
    await sink.edit(receipt, short)


async def main(base_url: str, token: str, channel: str, package: str) -> None:
    """Load, report, recover, and say how it went."""
    for name in ("BASE", "API_BASE_URL"):  # discord.py's and py-cord's
        if hasattr(Route, name):
            setattr(Route, name, base_url)
    bot = commands.Bot("!", intents=discord.Intents.none(), help_command=None)
    await bot.login(token)
    startup = Startup(
        report_to=[ChannelSink(bot, int(channel), ping_roles=[7])],
        retry=RetryConfig(max_retries=1, wait_initial=0),
        recovery=RecoveryConfig(wait_initial=0.01, wait_max=0.01),
    )
    add_extensions(startup, bot, package)
    add_extensions(startup, bot, [f"{package}.missing", "nowhere.at.all"])
    report = await startup.run()
    healed = await startup.wait()
    await startup.aclose()
    await edited(ChannelSink(bot, int(channel)))
    extensions = sorted(bot.extensions)
    cogs = sorted(bot.cogs)
    loose = bot.get_command("loose") is not None
    await bot.close()
    library = "py-cord" if "py-cord" in discord.__file__ else "discord.py"
    reports = [each.to_dict()["components"] for each in (report, healed)]
    sys.stdout.write(json.dumps([library, reports, extensions, cogs, loose]))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
