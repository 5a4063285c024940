"""Starts the bot; the exit code tells a supervisor whether a restart may help."""

from __future__ import annotations

import sys

import aiohttp
import discord

from esologs import EsoLogsError
from esologs.startup import StartupError
from guild_bot.bot import GuildBot
from guild_bot.settings import Settings, SettingsError

OUTAGE, CONFIGURATION = 69, 78


def main() -> int:
    """Run until somebody stops it; returns 69 for an outage, 78 for what has to be corrected."""
    try:
        settings = Settings.from_environment()
        GuildBot(settings).run(settings.token, root_logger=True)
    except StartupError as error:
        return error.exit_code
    except (SettingsError, EsoLogsError) as error:
        print(error, file=sys.stderr)
        return CONFIGURATION
    except (discord.LoginFailure, discord.PrivilegedIntentsRequired) as error:
        print(f"Discord refuses the bot: {error} Correct DISCORD_TOKEN.", file=sys.stderr)
        return CONFIGURATION
    except (discord.DiscordException, aiohttp.ClientError) as error:
        print(f"Discord cannot be reached: {error}", file=sys.stderr)
        return OUTAGE
    return 0


if __name__ == "__main__":
    sys.exit(main())
