"""Discord bots that start while something is down: extensions, cogs, and a report to a channel.

    class Bot(commands.Bot):
        async def setup_hook(self) -> None:
            sink = ChannelSink(self, MOD_LOG, ping_roles=[MODS])
            await load_extensions(self, "bot.exts", report_to=[sink], critical=["bot.exts.filters"])

For discord.py 2.5 and later (the extra `discord`); py-cord, which has the same
import name, does as well. Nothing of either is imported before it is needed.
"""

from esologs.ext.discord.channel import ChannelBot, ChannelSink
from esologs.ext.discord.cogs import CogBot, add_cog
from esologs.ext.discord.extensions import add_extensions, load_extensions
from esologs.ext.discord.undo import ExtensionBot

__all__ = [
    "ChannelBot",
    "ChannelSink",
    "CogBot",
    "ExtensionBot",
    "add_cog",
    "add_extensions",
    "load_extensions",
]
