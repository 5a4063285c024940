"""Runs a module as a program, with Discord on loopback and every log at DEBUG.

    python -m tests.fake_discord.program BASE_URL GATEWAY_URL MODULE

The module is as it stands: only discord.py is told where Discord is.
"""

from __future__ import annotations

import logging
import runpy
import sys

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

TALKATIVE = ("aiohttp", "asyncio", "discord", "esologs", "httpcore", "httpx")


def main(base_url: str, gateway_url: str, module: str) -> None:
    """Run *module* as `python -m` would."""
    Route.BASE = base_url
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.DEBUG)
    sys.argv = [module]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
