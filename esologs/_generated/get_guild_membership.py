# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_guild_membership` returns."""

from __future__ import annotations

from typing import Annotated

from esologs._generated.enums import GuildRank
from esologs._models import LEFT_FIRST, Model, OperationResult


class GetGuildMembership(OperationResult):
    """The signed-in user's rank in a guild; needs a user's token."""

    guild_data: GetGuildMembershipGuildData | None = None
    """Guilds: one by id or by name, or all of them page by page."""


class GetGuildMembershipGuildData(Model):
    """Access to guilds, singly or in pages."""

    guild: GetGuildMembershipGuildDataGuild | None = None
    """One guild, found by id or by name, server and region. None if there is none."""


class GetGuildMembershipGuildDataGuild(Model):
    """A guild with a page on the site: one from the game, or one made to hold reports."""

    id: int
    """The guild's id on the site."""
    name: str
    """What the guild calls itself."""
    current_user_rank: Annotated[GuildRank | str, LEFT_FIRST] | None = None
    """The signed-in user's rank in the guild on the site. Needs the user endpoint."""
