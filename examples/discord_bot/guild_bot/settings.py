"""What the bot is told by its environment."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Self


class SettingsError(Exception):
    """A variable is missing or makes no sense; the text names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The bot's settings; the credentials of ESO Logs are read by its client."""

    token: str = field(repr=False)
    guild_id: int
    """The guild's id on ESO Logs: the number in the address of its page."""
    report_channel: int | None
    """The channel that is told what could not be loaded."""
    ping_role: int | None
    """The role that is pinged there if the bot cannot do without it."""

    @classmethod
    def from_environment(cls) -> Self:
        """Read the variables. Raises `SettingsError`."""
        token = os.environ.get("DISCORD_TOKEN", "").strip()
        if not token:
            raise SettingsError("DISCORD_TOKEN is not set")
        guild_id = _number("GUILD_ID")
        if guild_id is None:
            raise SettingsError("GUILD_ID is not set: the number in the address of your guild")
        return cls(
            token=token,
            guild_id=guild_id,
            report_channel=_number("REPORT_CHANNEL"),
            ping_role=_number("PING_ROLE"),
        )


def _number(name: str) -> int | None:
    text = os.environ.get(name, "").strip()
    if text and not text.isdecimal():
        raise SettingsError(f"{name} must be a number, got {text!r}")
    return int(text) if text else None
