# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_guild_by_id` returns."""

from __future__ import annotations

from esologs._generated.fragments import (
    GuildDetails,
    GuildDetailsFaction,
    GuildDetailsTags,
    RegionRef,
    ServerRef,
)
from esologs._models import Model, OperationResult


class GetGuildById(OperationResult):
    """One guild by its id; `guild` is None when the id is unknown."""

    guild_data: GetGuildByIdGuildData | None = None
    """Guilds: one by id or by name, or all of them page by page."""


class GetGuildByIdGuildData(Model):
    """Access to guilds, singly or in pages."""

    guild: GuildDetails | None = None
    """One guild, found by id or by name, server and region. None if there is none."""


# The same classes by the path that leads to them.
GetGuildByIdGuildDataGuild = GuildDetails
GetGuildByIdGuildDataGuildFaction = GuildDetailsFaction
GetGuildByIdGuildDataGuildServer = ServerRef
GetGuildByIdGuildDataGuildServerRegion = RegionRef
GetGuildByIdGuildDataGuildTags = GuildDetailsTags
