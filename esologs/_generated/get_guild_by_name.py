# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_guild_by_name` returns."""

from __future__ import annotations

from esologs._generated.fragments import (
    GuildDetails,
    GuildDetailsFaction,
    GuildDetailsTags,
    RegionRef,
    ServerRef,
)
from esologs._models import Model, OperationResult


class GetGuildByName(OperationResult):
    """One guild by its name and server; `guild` is None when there is none."""

    guild_data: GetGuildByNameGuildData | None = None
    """Guilds: one by id or by name, or all of them page by page."""


class GetGuildByNameGuildData(Model):
    """Access to guilds, singly or in pages."""

    guild: GuildDetails | None = None
    """One guild, found by id or by name, server and region. None if there is none."""


# The same classes by the path that leads to them.
GetGuildByNameGuildDataGuild = GuildDetails
GetGuildByNameGuildDataGuildFaction = GuildDetailsFaction
GetGuildByNameGuildDataGuildServer = ServerRef
GetGuildByNameGuildDataGuildServerRegion = RegionRef
GetGuildByNameGuildDataGuildTags = GuildDetailsTags
